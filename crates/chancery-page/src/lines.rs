//! The lines of a text as a reader sees them: clean, with wrapped ones joined.

/// One line: a paragraph, a heading, a caption or a piece of furniture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its words, without blanks at its ends and with single blanks between.
    pub words: String,
    /// True where a blank line stands before it.
    pub gap: bool,
}

/// The widest line of a text that was wrapped by hand, in characters.
const WRAP: usize = 110;

/// The lines of a text, in order; none of them empty.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut block: Vec<String> = Vec::new();
    for line in text.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{c}']).map(clean).chain([String::new()]) {
        if !line.is_empty() {
            block.push(line);
        } else if !block.is_empty() {
            let joined = if wrapped(&block) { vec![block.join(" ")] } else { std::mem::take(&mut block) };
            out.extend(joined.into_iter().enumerate().map(|(n, words)| Line { words, gap: n == 0 }));
            block.clear();
        }
    }
    out
}

/// Words with single blanks between them, without invisible characters.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Soft hyphens, zero-width blanks and marks, and control characters are not read.
            '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            c if c.is_whitespace() || c.is_control() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// True where the lines are one paragraph wrapped by hand: narrow, nearly full, and going on in the middle of sentences.
fn wrapped(block: &[String]) -> bool {
    let width = |line: &String| line.chars().count();
    let widest = block.iter().map(width).max().unwrap_or(0);
    let breaks = block.len().saturating_sub(1);
    if breaks == 0 || widest > WRAP {
        return false;
    }
    let full = block[..breaks].iter().filter(|line| width(line) * 10 >= widest * 6).count();
    let goes_on = |c: char| c.is_lowercase() || c.is_ascii_digit();
    let on = block[1..].iter().filter(|line| line.starts_with(goes_on)).count();
    full * 10 >= breaks * 9 && on * 2 >= breaks
}

/// True for a line that reads as running text: it ends a sentence or introduces one, or is too long for a heading.
pub(crate) fn is_prose(words: &str) -> bool {
    let count = word_count(words);
    let bare = words.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』', '“', '*', ' ']);
    let ends = bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔', '։']);
    (ends && count >= 4) || (bare.ends_with([':', '：']) && count >= 8) || words.len() > 240
}

/// Roughly how many words; scripts without blanks count two characters a word.
pub(crate) fn word_count(words: &str) -> usize {
    let unspaced = words
        .chars()
        .filter(|c| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{e00}'..='\u{eff}'));
    words.split_whitespace().count().max(unspaced.count() / 2)
}

/// Words in the form in which two lines are the same: lower case, letters and digits alone.
pub(crate) fn key(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let lines: Vec<String> = lines(text).into_iter().map(|line| line.words).collect();
        assert_eq!(lines, expected);
    }

    #[test]
    fn lines_are_cleaned() {
        check(" They\u{a0}met.\r\n\r\n\u{200b}\nThey  left.\n", &["They met.", "They left."]);
        check("", &[]);
    }

    #[test]
    fn wrapped_lines_are_joined_and_others_not() {
        check(
            "The ministers of the two states met in Geneva\nto talk about the border and the prisoners that\nboth of them hold.\n\nThey left.",
            &[
                "The ministers of the two states met in Geneva to talk about the border and the prisoners that both of them hold.",
                "They left.",
            ],
        );
        check("Home\nWorld\nMarkets\n", &["Home", "World", "Markets"]);
        check(
            "Ministers of the two states meet in Geneva\nBy Ann Example of the Geneva desk",
            &["Ministers of the two states meet in Geneva", "By Ann Example of the Geneva desk"],
        );
    }

    #[test]
    fn running_text_is_told_from_headings() {
        for prose in [
            "They met on Monday.",
            "“They met on Monday.”",
            "他们星期一在日内瓦会面。",
            "The minister made three demands of the council:",
        ] {
            assert!(is_prose(prose), "{prose}");
        }
        for short in ["Talks open in Geneva", "No.", "Home", "Key demands:"] {
            assert!(!is_prose(short), "{short}");
        }
    }
}
