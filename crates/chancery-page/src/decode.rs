//! Bytes in some character set to text, with a note on what was lost.

use chancery_text::{Note, NoteKind};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// How many damaged places a text without a declared character set may have and be UTF-8 although whole characters of
/// several bytes are not four times as many: a page with two accents and one stray byte.
const HANDFUL: usize = 8;
/// How far into a page its own declaration of a character set is looked for; HTML asks for 1024 bytes, and pages
/// in the wild need some more.
const DECLARATION: usize = 4096;

/// Text of a page, and the note if bytes were replaced.
pub(crate) struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// What was replaced.
    pub note: Option<Note>,
}

/// The text of some bytes: by byte order mark, then as UTF-8 if it is that, then by the declared character set
/// (the HTTP header's, then the page's own), then by what the bytes look like.
pub(crate) fn decode(bytes: &[u8], http: Option<&str>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return by(encoding, &bytes[mark..]);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_string(), note: None };
    }
    let label = http.and_then(|label| Encoding::for_label(label.as_bytes())).or_else(|| declared(bytes));
    // A page that declares UTF-8 and is not is judged by its bytes.
    let label = label.filter(|encoding| *encoding != UTF_8);
    if mostly_utf8(bytes, label.is_some()) {
        return by(UTF_8, bytes);
    }
    by(label.unwrap_or_else(|| guess(bytes)), bytes)
}

/// The text of JSON, which is UTF-8 by its standard (RFC 8259, section 8.1): bytes that are not are replaced one by one,
/// so that the good characters beside them stay what they are.
pub(crate) fn decode_json(bytes: &[u8]) -> Decoded {
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => by(encoding, &bytes[mark..]),
        None => by(UTF_8, bytes),
    }
}

/// Decodes, and counts what had to be replaced.
fn by(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    // The last character of a cut input may be half there: nothing is lost with it that was whole.
    let bytes = if encoding == UTF_8 { without_half_character(bytes) } else { bytes };
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    if !replaced {
        return Decoded { text, note: None };
    }
    let places = text.matches('\u{fffd}').count();
    let message = format!("{places} places are not valid {} and were replaced", encoding.name());
    Decoded { text, note: Some(Note::page(NoteKind::Encoding, message)) }
}

/// The bytes without the start of a UTF-8 character that does not end.
fn without_half_character(bytes: &[u8]) -> &[u8] {
    let tail = bytes.len().saturating_sub(3);
    let Some(lead) = bytes[tail..].iter().rposition(|byte| byte & 0xc0 != 0x80) else { return bytes };
    let lead = tail + lead;
    let wanted = match bytes[lead] {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return bytes,
    };
    if bytes.len() - lead < wanted { &bytes[..lead] } else { bytes }
}

/// True where characters of several bytes are mostly well formed: UTF-8 with some damage.
///
/// Where another set is `declared`, four in five must be. Where none is, a handful of damaged places may stand beside
/// somewhat more whole characters: in the sets of one byte a character, two bytes that happen to be UTF-8 are a rarity.
fn mostly_utf8(bytes: &[u8], declared: bool) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 4 * bad || !declared && bad <= HANDFUL && good > bad
}

/// The character set that a page names for itself, in `<meta charset=…>` or in the XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: Vec<u8> = bytes.iter().take(DECLARATION).map(u8::to_ascii_lowercase).collect();
    let value_after = |key: &[u8]| {
        let at = head.windows(key.len()).position(|window| window == key)? + key.len();
        let value: Vec<u8> = head[at..]
            .iter()
            .copied()
            .skip_while(|byte| matches!(byte, b' ' | b'=' | b'"' | b'\''))
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':'))
            .collect();
        Encoding::for_label(&value)
    };
    let markup = head.windows(2).any(|window| window == b"<m" || window == b"<?");
    if markup { value_after(b"charset").or_else(|| value_after(b"encoding")) } else { None }
}

/// The character set that the bytes look like.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    // A quarter of a megabyte is ample for the detector, whose cost grows with its input.
    detector.feed(&bytes[..bytes.len().min(256 << 10)], true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], http: Option<&str>, expected: &str, noted: bool) {
        let decoded = decode(bytes, http);
        assert_eq!((decoded.text.as_str(), decoded.note.is_some()), (expected, noted));
    }

    #[test]
    fn the_character_set_is_found() {
        check("Élysée".as_bytes(), Some("windows-1252"), "Élysée", false);
        check(b"\xef\xbb\xbfParis", None, "Paris", false);
        check(b"\xff\xfeP\x00a\x00", None, "Pa", false);
        check(
            b"<meta charset=\"windows-1251\">\xcc\xee\xf1\xea\xe2\xe0",
            None,
            "<meta charset=\"windows-1251\">Москва",
            false,
        );
        check(b"\xc9lys\xe9e", Some("iso-8859-1"), "Élysée", false);
        let cyrillic = b"\xcf\xf0\xe5\xe7\xe8\xe4\xe5\xed\xf2 \xef\xf0\xe8\xe1\xfb\xeb \xe2 \xcc\xee\xf1\xea\xe2\xf3";
        check(cyrillic, None, "Президент прибыл в Москву", false);
    }

    #[test]
    fn damage_is_replaced_and_noted() {
        let mut bytes = "Москва и Київ, Астана и Баку".as_bytes().to_vec();
        bytes.insert(12, 0xff);
        check(&bytes, None, "Москва\u{fffd} и Київ, Астана и Баку", true);
    }

    #[test]
    fn a_handful_of_stray_bytes_leaves_utf8_what_it_is() {
        let stray = |text: &str| [text.as_bytes(), b" \xff end"].concat();
        check(&stray("Beyoncé, café"), None, "Beyoncé, café \u{fffd} end", true);
        check(&stray("<p>“No”"), None, "<p>“No” \u{fffd} end", true);
        check(&stray("<meta charset=utf-8>né, né"), None, "<meta charset=utf-8>né, né \u{fffd} end", true);
        // Where another set is declared, or the bytes are as often none, they are not UTF-8.
        check(b"\xc9\xbb\xc9\xbb\xe9", Some("iso-8859-1"), "É»É»é", false);
        check(b"\x93CAF\xc9\x94, they said", None, "“CAFÉ”, they said", false);
        check(b"The minister\x92s \x93caf\xe9\x94 is shut", None, "The minister’s “café” is shut", false);
    }

    #[test]
    fn json_is_utf8_whatever_its_bytes_look_like() {
        let check = |bytes: &[u8], expected: &str, noted: bool| {
            let decoded = decode_json(bytes);
            assert_eq!(
                (decoded.text.as_str(), decoded.note.map(|note| note.kind)),
                (expected, noted.then_some(NoteKind::Encoding))
            );
        };
        check("\"é\"".as_bytes(), "\"é\"", false);
        check(b"\"\xc3\xa9\xff\"", "\"é\u{fffd}\"", true);
        check(b"\"\xe9\"", "\"\u{fffd}\"", true);
        check(b"\xef\xbb\xbf\"a\"", "\"a\"", false);
        check(b"\xff\xfe\"\x00a\x00\"\x00", "\"a\"", false);
    }

    #[test]
    fn a_half_character_at_the_end_is_left_out() {
        let text = "«Москва»";
        check(&text.as_bytes()[..text.len() - 1], None, "«Москва", false);
    }
}
