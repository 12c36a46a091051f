//! How far a word reaches: links, addresses, numbers, and the marks that stand inside words.

/// First parts after which the treebanks do not cut at a hyphen.
const PREFIXES: &[&str] = &[
    "anti", "co", "counter", "cross", "de", "e", "ex", "hyper", "infra", "inter", "intra", "micro", "mid", "mini",
    "multi", "non", "over", "post", "pre", "pro", "pseudo", "quasi", "re", "semi", "socio", "sub", "trans", "ultra",
    "un",
];

/// Units that the treebanks cut from a number written before them.
const UNITS: &[&str] = &[
    "am", "pm", "a.m", "p.m", "mm", "cm", "m", "km", "k", "kg", "g", "mg", "ft", "lb", "lbs", "oz", "mph", "kph", "hz",
    "khz", "mhz", "ghz", "mb", "gb", "tb", "kb", "b", "bn", "mn", "mln", "tn", "kw", "mw", "gw", "kwh", "mwh", "hr",
    "hrs", "min", "mins", "sec", "x", "bbl", "percent", "million", "billion",
];

/// Endings of host names, before which a stop is no end of a sentence even without a space.
const ENDINGS: &[&str] = &[
    "com", "org", "net", "gov", "edu", "mil", "int", "info", "co", "uk", "ru", "ua", "eu", "de", "fr", "cn", "ir",
    "us", "io", "tv", "url",
];

/// Endings of the names of files.
const FILES: &[&str] = &[
    "doc", "docx", "xls", "xlsx", "pdf", "ppt", "pptx", "txt", "csv", "htm", "html", "jpg", "jpeg", "png", "gif",
    "mp3", "mp4", "zip", "exe",
];

/// Characters that are drawn together with the one before.
pub(crate) fn is_joined(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{20E3}')
}

/// Bytes of a link at the start of this stretch, without the punctuation that ends the sentence around it.
pub(crate) fn link(rest: &str) -> Option<usize> {
    let starts = |scheme: &str| rest.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    if !["http://", "https://", "ftp://", "www.", "mailto:"].iter().any(|scheme| starts(scheme)) {
        return None;
    }
    let link = rest.split(['<', '>', '"', '“', '”', '|']).next().unwrap_or(rest);
    let opened = link.contains('(');
    let end = link
        .trim_end_matches(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | ']') || c == ')' && !opened);
    (end.len() > 4).then_some(end.len())
}

/// Bytes of a mail address at the start, whose name may hold stops and hyphens.
pub(crate) fn mail(rest: &str) -> Option<usize> {
    // Longer names are not looked for, so that a long stretch is not searched again at each of its words.
    let name = rest.bytes().take(65).position(|byte| !byte.is_ascii_alphanumeric() && !b"._+-".contains(&byte))?;
    let host = rest[name..].strip_prefix('@')?;
    let starts = rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && host.starts_with(char::is_alphanumeric);
    starts.then(|| name + 1 + address(host))
}

/// Bytes of the number at the start.
pub(crate) fn number(rest: &str) -> usize {
    rest.find(|c: char| !c.is_ascii_digit() && c != ',').unwrap_or(rest.len())
}

/// Bytes of the letters and digits at the start, with the marks that stand inside words and numbers.
pub(crate) fn run(rest: &str) -> usize {
    let mut at = 0;
    // Where the present part began, after the last hyphen, and after the last stop.
    let (mut part, mut segment) = (0, 0);
    while let Some(c) = rest[at..].chars().next() {
        let after = at + c.len_utf8();
        if c.is_alphanumeric() || c == '_' || is_joined(c) {
            at = after;
            continue;
        }
        let before = rest[..at].chars().next_back().unwrap_or(' ');
        let Some(next) = rest[after..].chars().next().filter(|next| next.is_alphanumeric()) else { break };
        let digits = before.is_ascii_digit() && next.is_ascii_digit();
        let inside = match c {
            '\'' | '’' => before.is_alphanumeric() && next.is_alphabetic(),
            '.' => digits || dotted(&rest[segment..at], &rest[after..]),
            ',' => digits && rest.as_bytes()[after..].iter().take_while(|byte| byte.is_ascii_digit()).count() == 3,
            ':' | '/' => digits || c == '/' && matches!(&rest[part..at], "w" | "n" | "s" | "N"),
            '&' => {
                rest[part..at].chars().all(char::is_uppercase)
                    && next.is_uppercase()
                    && (at - part > 1 || rest.len() - after < 3)
            }
            '@' => true,
            '-' => hyphen(&rest[part..at], &rest[after..], part == 0),
            _ => false,
        };
        if !inside {
            break;
        }
        match c {
            '@' => return after + address(&rest[after..]),
            '-' => part = after,
            '.' => segment = after,
            _ => {}
        }
        at = after;
    }
    at
}

/// True where a stop between these letters belongs to an acronym, a host or a file.
fn dotted(before: &str, after: &str) -> bool {
    let first = after.chars().next().unwrap_or(' ');
    if !first.is_alphabetic() {
        return false;
    }
    let length = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len()).min(12);
    let next = after.get(..length).unwrap_or("");
    let acronym = before.chars().count() == 1 && next.chars().count() == 1;
    let degree =
        matches!((before, next), ("Ph", "D") | ("B" | "M", "Sc" | "Phil" | "Ed" | "Eng") | ("D", "Phil") | ("a", "k"));
    let ending = next.to_ascii_lowercase();
    // The name of a file may be a single character, the name of a host is longer.
    let named = before.len() > 1 && ENDINGS.contains(&ending.as_str()) || FILES.contains(&ending.as_str());
    acronym || degree || named
}

/// Bytes of the host in a mail address.
fn address(rest: &str) -> usize {
    let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '-' | '_')).unwrap_or(rest.len());
    rest[..end].trim_end_matches(['.', '-', '_']).len()
}

/// True where the treebanks do not cut at the hyphen between these.
fn hyphen(before: &str, after: &str, first: bool) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (left, right) = (digits(before), digits(after));
    if left > 0 && left == before.len() && right > 0 {
        // Telephone numbers and dates stay whole; ranges and scores are cut.
        let dated = after[right..].starts_with('-') && digits(&after[right + 1..]) > 0;
        return left == 3 && right == 4 || dated || !first && right >= 2;
    }
    let letter = after.starts_with(char::is_alphabetic);
    first && (letter && PREFIXES.contains(&before.to_lowercase().as_str()) || before.eq_ignore_ascii_case("mid"))
}

/// Bytes of the number before a unit that is written without space.
pub(crate) fn unit(word: &str) -> Option<usize> {
    let digits = word.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.' | ':'))?;
    let unit = &word[digits..];
    (digits > 0 && unit.len() <= 8 && UNITS.contains(&unit.to_ascii_lowercase().as_str())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_reach_over_their_own_marks() {
        for (text, expected) in [
            ("O'Brien,", "O'Brien"),
            ("1,234.5%", "1,234.5"),
            ("AT&T's", "AT&T's"),
            ("anti-war-time", "anti-war"),
            ("end.Next", "end"),
            ("report.pdf.", "report.pdf"),
            ("555-0199", "555-0199"),
        ] {
            assert_eq!(&text[..run(text)], expected);
        }
        assert_eq!(unit("5km"), Some(1));
        assert_eq!(unit("1990s"), None);
        assert_eq!(mail("a-b@example.org."), Some(15));
    }
}
