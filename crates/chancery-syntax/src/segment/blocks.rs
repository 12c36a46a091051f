//! Blocks of a paragraph: the stretches that a sentence never crosses, divided by blank and by deliberate line breaks.

use super::context::leads_on;
use chancery_text::Span;

/// Characters of a line beyond which nobody wraps by hand: each line of such a block is a whole of its own.
const WRAPPED: usize = 160;

/// The parts of a range that no blank line, list mark, row of marks or deliberate line break divides.
pub(crate) fn blocks(text: &str, range: Span) -> Vec<Span> {
    let mut blocks = Vec::new();
    let mut start = range.start;
    let mut at = range.start;
    let mut after_row = false;
    for line in range.of(text).split_inclusive('\n') {
        let words = line.trim();
        if words.is_empty() || after_row || bullet(words) || row(words) {
            unwrapped(text, Span::new(start, at), &mut blocks);
            start = at;
        }
        after_row = row(words);
        at += line.len();
    }
    unwrapped(text, Span::new(start, range.end), &mut blocks);
    blocks
}

/// Divides a stretch without blank lines where its author broke a line on purpose: headings, signatures, addresses.
///
/// Who wraps text fills each line as far as the next word allows. A line that left room for that word was ended on
/// purpose, if what follows also begins like something new.
fn unwrapped(text: &str, range: Span, blocks: &mut Vec<Span>) {
    let lines = || range.of(text).split_inclusive('\n');
    let widest = lines().map(|line| line.trim().chars().count()).max().unwrap_or(0);
    let mut start = range.start;
    let mut at = range.start;
    let mut before = "";
    for line in lines() {
        let words = line.trim();
        if at > start && deliberate(before, words, widest) {
            blocks.push(Span::new(start, at));
            start = at;
        }
        before = words;
        at += line.len();
    }
    if !text[start..range.end].trim().is_empty() {
        blocks.push(Span::new(start, range.end));
    }
}

/// True where the break between these two lines is no wrapping.
fn deliberate(before: &str, after: &str, widest: usize) -> bool {
    let begins = after.chars().next().is_some_and(|first| {
        first.is_uppercase() || first.is_numeric() || matches!(first, '“' | '"' | '‘' | '\'' | '(' | '[' | '@' | '#')
    });
    let last = before.split_whitespace().next_back().unwrap_or("");
    let goes_on = before.ends_with([',', ';', '-', '–', '—', '/', '&', '(', '“', '‘']) || leads_on(last);
    if !begins || goes_on {
        return false;
    }
    let next = after.split_whitespace().next().unwrap_or("").chars().count();
    // A quarter of slack, since what was set in proportional type is ragged.
    widest > WRAPPED || 4 * (before.chars().count() + 1 + next) <= 3 * widest
}

/// True for a line of a list.
fn bullet(line: &str) -> bool {
    let mut characters = line.chars();
    let mark = characters.next();
    matches!(mark, Some('•' | '▪' | '‣' | '◦' | '●' | '*' | '-' | '–'))
        && characters.next().is_some_and(char::is_whitespace)
}

/// True for a line of marks alone, which parts what stands above from what stands below.
fn row(line: &str) -> bool {
    let mark = |c: char| matches!(c, '-' | '=' | '*' | '_' | '~' | '#' | '+' | '–' | '—' | '•' | '·' | ' ');
    line.chars().nth(2).is_some() && line.chars().all(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> =
            blocks(text, Span::new(0, text.len())).iter().map(|block| block.of(text).trim()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn blank_lines_list_marks_and_rows_divide() {
        check("one\n\ntwo\n \nthree", &["one", "two", "three"]);
        check("Points:\n• one\n- two", &["Points:", "• one", "- two"]);
        check("above it\n* * *\nbelow it", &["above it", "* * *", "below it"]);
        check("above it\n-----\nbelow it", &["above it", "-----", "below it"]);
    }

    #[test]
    fn short_lines_were_ended_on_purpose() {
        check(
            "Flood warning\nRivers in the north rose again on Friday and\nmore rain is forecast for the weekend.",
            &["Flood warning", "Rivers in the north rose again on Friday and\nmore rain is forecast for the weekend."],
        );
        check(
            "Please send the minutes to all members by Friday.\nJoan Smith\nSecretary",
            &["Please send the minutes to all members by Friday.\nJoan Smith", "Secretary"],
        );
    }

    #[test]
    fn wrapped_lines_stay_together() {
        check(
            "The minister met the\nFrench ambassador on\nTuesday in Accra.",
            &["The minister met the\nFrench ambassador on\nTuesday in Accra."],
        );
        check("A long line that was wrapped where\nit was full", &["A long line that was wrapped where\nit was full"]);
        check(
            "They met near the\nRiver Volta, a long way from the capital.",
            &["They met near the\nRiver Volta, a long way from the capital."],
        );
    }
}
