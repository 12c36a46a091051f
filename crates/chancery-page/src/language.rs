//! The language of a body: by its script, then by its words, with what the page declares of itself as a hint.

use whichlang::Lang;

/// The fewest letters that a language is told from; shorter texts keep what the page declares.
const LETTERS: usize = 40;
/// How much of a body is looked at, in bytes.
const LOOK: usize = 8 << 10;

/// ISO 639-1 code of the language, if it can be told.
pub(crate) fn language(text: &str, declared: Option<&str>) -> Option<String> {
    let declared = declared.and_then(code);
    let text = &text[..text.floor_char_boundary(LOOK)];
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let enough =
        letters >= LETTERS || (letters >= LETTERS / 4 && !matches!(script(text), Script::Latin | Script::Cyrillic));
    if !enough {
        return declared;
    }
    let by_words = || by_words(text).to_string();
    Some(match script(text) {
        Script::Only(language) => language.to_string(),
        Script::Cyrillic => cyrillic(text)
            .map(str::to_string)
            .or_else(|| known(&declared, &["bg", "sr", "mk", "kk", "ky", "mn", "tg", "be"]))
            .unwrap_or_else(by_words),
        Script::Arabic => arabic(text)
            .map(str::to_string)
            .or_else(|| known(&declared, &["fa", "ur", "ps", "ku", "ug"]))
            .unwrap_or_else(|| "ar".to_string()),
        Script::Devanagari => known(&declared, &["mr", "ne"]).unwrap_or_else(|| "hi".to_string()),
        // The word model knows the great languages alone, and takes any other for one of them.
        Script::Latin => match declared {
            Some(language)
                if !LATIN.contains(&language.as_str())
                    && language.len() == 2
                    && !OTHER_SCRIPTS.contains(&language.as_str()) =>
            {
                language
            }
            _ => by_words(),
        },
        Script::Unknown => return declared,
    })
}

/// Languages in Latin letters that the word model knows.
const LATIN: [&str; 10] = ["de", "en", "es", "fr", "it", "nl", "pt", "sv", "tr", "vi"];
/// Languages that are not printed in Latin letters; a page in Latin letters that declares one declares it wrongly.
const OTHER_SCRIPTS: [&str; 18] =
    ["ar", "bg", "el", "fa", "he", "hi", "hy", "ja", "ka", "ko", "mk", "mn", "ru", "th", "uk", "ur", "zh", "be"];

/// The declared language where it is one of these.
fn known(declared: &Option<String>, languages: &[&str]) -> Option<String> {
    declared.clone().filter(|language| languages.contains(&language.as_str()))
}

/// `en` of `en-GB`, `en_US` or `English`.
fn code(declared: &str) -> Option<String> {
    let tag = declared.trim().split(['-', '_', ',', ';']).next()?.trim().to_ascii_lowercase();
    match tag.as_str() {
        "english" | "eng" => Some("en".to_string()),
        _ => (tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(tag),
    }
}

/// The script of most letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Devanagari,
    /// A script of one language.
    Only(&'static str),
    Unknown,
}

/// Whether a code point is of a script.
type Holds = fn(u32) -> bool;

/// The script that most letters of a text are from; Japanese and Chinese are told by the kana.
fn script(text: &str) -> Script {
    let scripts: [(Script, Holds); 14] = [
        (Script::Latin, |c| matches!(c, 0x41..=0x24f | 0x1e00..=0x1eff)),
        (Script::Cyrillic, |c| matches!(c, 0x400..=0x52f)),
        (Script::Arabic, |c| matches!(c, 0x600..=0x6ff | 0x750..=0x77f | 0xfb50..=0xfdff | 0xfe70..=0xfeff)),
        (Script::Devanagari, |c| matches!(c, 0x900..=0x97f)),
        (Script::Only("el"), |c| matches!(c, 0x370..=0x3ff | 0x1f00..=0x1fff)),
        (Script::Only("hy"), |c| matches!(c, 0x530..=0x58f)),
        (Script::Only("he"), |c| matches!(c, 0x590..=0x5ff)),
        (Script::Only("bn"), |c| matches!(c, 0x980..=0x9ff)),
        (Script::Only("ta"), |c| matches!(c, 0xb80..=0xbff)),
        (Script::Only("th"), |c| matches!(c, 0xe00..=0xe7f)),
        (Script::Only("ka"), |c| matches!(c, 0x10a0..=0x10ff)),
        (Script::Only("am"), |c| matches!(c, 0x1200..=0x137f)),
        (Script::Only("ko"), |c| matches!(c, 0xac00..=0xd7af | 0x1100..=0x11ff)),
        (Script::Only("zh"), |c| matches!(c, 0x3400..=0x9fff)),
    ];
    let mut counts = [0usize; 14];
    let mut kana = 0;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        let c = c as u32;
        kana += usize::from(matches!(c, 0x3040..=0x30ff));
        if let Some(n) = scripts.iter().position(|(_, holds)| holds(c)) {
            counts[n] += 1;
        }
    }
    let (n, most) = counts
        .iter()
        .enumerate()
        .max_by_key(|(n, count)| (**count, usize::MAX - n))
        .map_or((0, 0), |(n, count)| (n, *count));
    if kana * 5 > most {
        return Script::Only("ja");
    }
    if most == 0 { Script::Unknown } else { scripts[n].0 }
}

/// Ukrainian and Belarusian by letters that Russian does not have.
fn cyrillic(text: &str) -> Option<&'static str> {
    let has = |letters: &str| text.chars().filter(|c| letters.contains(*c)).count() >= 2;
    if has("ўЎ") {
        Some("be")
    } else if has("їЇєЄґҐ") {
        Some("uk")
    } else if has("ђјљњћџЂЈЉЊЋЏ") {
        Some("sr")
    } else if has("әғқңөұүһ") {
        Some("kk")
    } else if has("ыэёЫЭ") {
        Some("ru")
    } else {
        None
    }
}

/// Persian and Urdu by letters that Arabic does not have.
fn arabic(text: &str) -> Option<&'static str> {
    let count = |letters: &str| text.chars().filter(|c| letters.contains(*c)).count();
    if count("ٹڈڑںے") >= 2 {
        Some("ur")
    } else if count("پچژگکی") >= 3 {
        Some("fa")
    } else {
        None
    }
}

/// The language by its words.
fn by_words(text: &str) -> &'static str {
    match whichlang::detect_language(text) {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, declared: Option<&str>, expected: Option<&str>) {
        assert_eq!(language(text, declared).as_deref(), expected, "{text}");
    }

    #[test]
    fn languages_are_told() {
        check("The ministers of the two states met in Geneva on Monday to talk about the border.", None, Some("en"));
        check(
            "Les ministres des deux pays se sont réunis lundi à Genève pour parler de la frontière.",
            Some("en-US"),
            Some("fr"),
        );
        check(
            "Міністри двох держав зустрілися в понеділок у Женеві, щоб поговорити про їхній кордон, її охорону.",
            None,
            Some("uk"),
        );
        check("Министры двух государств встретились в понедельник в Женеве, чтобы обсудить границу.", None, Some("ru"));
        check("两国外长星期一在日内瓦会面，讨论边界问题。", None, Some("zh"));
        check("両国の外相は月曜日にジュネーブで会談し、国境問題を話し合った。", None, Some("ja"));
        check("Οι υπουργοί των δύο κρατών συναντήθηκαν τη Δευτέρα στη Γενεύη.", None, Some("el"));
        check(
            "Ministrowie obu państw spotkali się w poniedziałek w Genewie, by rozmawiać o granicy.",
            Some("pl"),
            Some("pl"),
        );
    }

    #[test]
    fn short_texts_keep_what_is_declared() {
        check("They met.", None, None);
        check("They met.", Some("en_GB"), Some("en"));
        check("", None, None);
    }
}
