//! Words on a terminal: what is safe to print, how wide it is, and where a line breaks.

use anstyle::{AnsiColor, Style};
use chancery_text::Span;
use unicode_width::UnicodeWidthChar;

/// How the words of a ledger or a table stand out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns of the terminal.
    pub width: usize,
    /// Colours, as ANSI escape sequences.
    pub colours: bool,
}

impl Look {
    /// The text in a style, or as it is where there are no colours.
    pub(crate) fn paint(&self, style: Style, text: &str) -> String {
        if self.colours && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_string() }
    }
}

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();

/// A colour for each quad class: cooperation cool, conflict warm, the material ones stronger.
pub(crate) fn quad_style(quad: u8) -> Style {
    match quad {
        1 => AnsiColor::Cyan.on_default(),
        2 => AnsiColor::Green.on_default().bold(),
        3 => AnsiColor::Yellow.on_default(),
        4 => AnsiColor::Red.on_default().bold(),
        _ => Style::new(),
    }
}

/// What a terminal shows for a character of a page: text is printed, and never obeyed.
fn shown(c: char) -> char {
    match c {
        '\n' | '\r' | '\t' => ' ',
        // Bidirectional controls would let the words of a page reorder the labels beside them.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

/// The text without anything that a terminal would obey.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// Columns that the text takes on a terminal.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

fn char_width(c: char) -> usize {
    shown(c).width().unwrap_or(0)
}

/// Where lines of at most `columns` break: between words, or inside a word that is longer than a line.
/// The spans are of `text`, in order, without the white space between lines.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<Span> {
    let mut lines: Vec<Span> = Vec::new();
    let mut room = 0;
    for word in words(text) {
        let wide = width(word.of(text));
        match lines.last_mut() {
            Some(line) if width(&text[line.end..word.start]) + wide <= room => {
                room -= width(&text[line.end..word.start]) + wide;
                line.end = word.end;
            }
            _ => {
                lines.extend(pieces(text, word, columns));
                room = columns.saturating_sub(lines.last().map_or(0, |line| width(line.of(text))));
            }
        }
    }
    lines
}

/// The runs of characters that are not white space.
fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    text.split_whitespace().map(|word| {
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        Span::new(start, start + word.len())
    })
}

/// A word in pieces of at most `columns`; at least one character in each.
fn pieces(text: &str, word: Span, columns: usize) -> Vec<Span> {
    let mut pieces = vec![Span::new(word.start, word.start)];
    let mut used = 0;
    for (i, c) in word.of(text).char_indices() {
        let at = word.start + i;
        used += char_width(c);
        if used > columns && i > 0 {
            pieces.push(Span::new(at, at));
            used = char_width(c);
        }
        if let Some(piece) = pieces.last_mut() {
            piece.end = at + c.len_utf8();
        }
    }
    pieces
}

/// A stretch of a text in a style of its own.
pub(crate) type Mark = (Span, Style);

/// One line of a text with its marks painted; marks do not overlap and stand in order.
pub(crate) fn painted(text: &str, line: Span, marks: &[Mark], look: Look) -> String {
    let mut out = String::new();
    let mut at = line.start;
    for (span, style) in marks {
        let (start, end) = (span.start.max(at), span.end.min(line.end));
        if start < end {
            out.push_str(&printable(Span::new(at, start).of(text)));
            out.push_str(&look.paint(*style, &printable(Span::new(start, end).of(text))));
            at = end;
        }
    }
    out.push_str(&printable(Span::new(at, line.end).of(text)));
    out
}

/// A paragraph between a margin and the edge of the terminal, each later line set in by four columns more.
pub(crate) fn paragraph(text: &str, marks: &[Mark], margin: usize, look: Look) -> String {
    let mut out = String::new();
    for (i, line) in wrap(text, look.width.saturating_sub(margin + 4).max(20)).into_iter().enumerate() {
        let margin = if i == 0 { margin } else { margin + 4 };
        out.extend(std::iter::repeat_n(' ', margin));
        out.push_str(&painted(text, line, marks, look));
        out.push('\n');
    }
    out
}

/// The text cut to `columns`, with an ellipsis where something is missing.
pub(crate) fn fit(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return printable(text);
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += char_width(c);
        if used > columns {
            break;
        }
        out.push(shown(c));
    }
    let mut out = out.trim_end().to_string();
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wrapped(text: &str, columns: usize) -> Vec<&str> {
        wrap(text, columns).into_iter().map(|line| line.of(text)).collect()
    }

    #[test]
    fn lines_break_between_words_and_inside_long_ones() {
        assert_eq!(wrapped("France sent aid  to Kyiv.", 11), ["France sent", "aid  to", "Kyiv."]);
        assert_eq!(wrapped("  abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrapped("外務省が発表", 4), ["外務", "省が", "発表"]);
        assert_eq!(wrapped(" \n ", 4), Vec::<&str>::new());
    }

    #[test]
    fn a_page_cannot_speak_to_the_terminal() {
        assert_eq!(printable("a\u{1b}[31mb\nc\u{202e}d"), "a\u{fffd}[31mb c\u{fffd}d");
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(fit("Foreign Ministry", 9), "Foreign…");
        assert_eq!(fit("Kyiv", 4), "Kyiv");
    }

    proptest! {
        #[test]
        fn lines_hold_every_word_and_no_more_than_the_width(text in "[a-zé外 \n]{0,120}", columns in 2usize..20) {
            let lines = wrap(&text, columns);
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let joined: String = lines.iter().map(|line| line.of(&text)).collect();
            prop_assert_eq!(letters(&joined), letters(&text));
            for line in lines {
                prop_assert!(width(line.of(&text)) <= columns, "{:?}", line.of(&text));
            }
        }
    }
}
