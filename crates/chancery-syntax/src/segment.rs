//! Sentences of a text: where paragraphs end, and where a stop, a question or an exclamation ends one inside.

use crate::abbreviations::Abbreviation;
use crate::sentence::Sentence;
use crate::tokenize::{Tokens, tokenize};
use chancery_text::Span;

/// Words after which a sentence is cut, whatever it says: no sentence of prose is so long, but tables and lists may be.
const LONGEST: usize = 2_000;

/// Words that begin sentences and are capitalised only there: after `U.S.` or `p.m.` they tell that one has ended.
const STARTERS: &[&str] = &[
    "A",
    "According",
    "After",
    "Also",
    "Although",
    "Among",
    "An",
    "And",
    "Another",
    "Any",
    "As",
    "At",
    "Because",
    "Before",
    "Both",
    "But",
    "By",
    "Despite",
    "During",
    "Each",
    "Earlier",
    "Even",
    "Every",
    "For",
    "From",
    "He",
    "Her",
    "Here",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "It",
    "Its",
    "Last",
    "Later",
    "Many",
    "Meanwhile",
    "More",
    "Most",
    "My",
    "No",
    "Not",
    "Now",
    "Officials",
    "On",
    "One",
    "Only",
    "Other",
    "Our",
    "Police",
    "She",
    "Since",
    "So",
    "Some",
    "Still",
    "Such",
    "That",
    "The",
    "Their",
    "Then",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "Though",
    "Three",
    "Thus",
    "To",
    "Two",
    "Under",
    "Until",
    "We",
    "What",
    "When",
    "Where",
    "Whether",
    "Which",
    "While",
    "Who",
    "Why",
    "With",
    "Yet",
    "You",
    "Your",
];

/// The sentences of a text with their words. They lie inside `paragraphs`; where none are given, blank lines divide.
///
/// Every character that is no white space and lies in a paragraph belongs to a word.
///
/// ```
/// let sentences = chancery_syntax::segment("Mr. Petrov left. Did he return?", &[]);
/// assert_eq!(sentences.len(), 2);
/// assert_eq!(sentences[0].tokens.len(), 4);
/// ```
pub fn segment(text: &str, paragraphs: &[Span]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let whole = [Span::new(0, text.len())];
    let given = if paragraphs.is_empty() { &whole[..] } else { paragraphs };
    let mut end = 0;
    for paragraph in given {
        // A paragraph that is no range of the text, or that goes back, is taken for what is left of it.
        let start = paragraph.start.max(end);
        if start >= paragraph.end || text.get(start..paragraph.end).is_none() {
            continue;
        }
        end = paragraph.end;
        for block in blocks(text, Span::new(start, end)) {
            let tokens = tokenize(text, block);
            divide(text, tokens, &mut sentences);
        }
    }
    sentences
}

/// The parts of a range that no blank line and no bullet at the start of a line divides.
fn blocks(text: &str, range: Span) -> Vec<Span> {
    let mut blocks = Vec::new();
    let mut start = range.start;
    let mut at = range.start;
    for line in range.of(text).split_inclusive('\n') {
        if line.trim().is_empty() || bullet(line.trim_start()) {
            blocks.push(Span::new(start, at));
            start = at;
        }
        at += line.len();
    }
    blocks.push(Span::new(start, range.end));
    blocks.retain(|block| !block.of(text).trim().is_empty());
    blocks
}

/// True for a line of a list.
fn bullet(line: &str) -> bool {
    let mut characters = line.chars();
    let mark = characters.next();
    matches!(mark, Some('•' | '▪' | '‣' | '◦' | '●' | '*' | '-' | '–'))
        && characters.next().is_some_and(char::is_whitespace)
}

/// Cuts a block's words into sentences.
fn divide(text: &str, tokens: Tokens, sentences: &mut Vec<Sentence>) {
    let words = &tokens.spans;
    let mut start = 0;
    let mut multiword = tokens.multiword.iter().peekable();
    let mut abbreviations = tokens.abbreviations.iter().peekable();
    let mut word = 0;
    while word < words.len() {
        let mut kind = None;
        while let Some((at, found)) = abbreviations.next_if(|(at, _)| *at <= word) {
            kind = (*at == word).then_some(*found);
        }
        let mut next = word + 1;
        if let Some(closed) = ends(text, words, word, kind) {
            next = closed;
        } else if next < words.len() && next - start < LONGEST {
            word = next;
            continue;
        }
        // A token is never cut in two.
        while tokens.multiword.binary_search_by(|range| side(range, next)).is_ok() {
            next += 1;
        }
        let mut sentence = Sentence {
            span: words[start].cover(words[next - 1]),
            tokens: words[start..next].to_vec(),
            multiword: Vec::new(),
        };
        while let Some(range) = multiword.next_if(|range| range.end <= next) {
            sentence.multiword.push(range.start - start..range.end - start);
        }
        sentences.push(sentence);
        start = next;
        word = next;
    }
}

/// Where a cut lies to a token of several words: equal where it would cut it.
fn side(range: &std::ops::Range<usize>, cut: usize) -> std::cmp::Ordering {
    if range.end <= cut {
        std::cmp::Ordering::Less
    } else if range.start >= cut {
        std::cmp::Ordering::Greater
    } else {
        std::cmp::Ordering::Equal
    }
}

/// Where the next sentence starts, if this word ends one: after the quotes and brackets that close with it.
fn ends(text: &str, words: &[Span], word: usize, kind: Option<Abbreviation>) -> Option<usize> {
    let form = words[word].of(text);
    let stop = matches!(form, "." | "。") || form.chars().all(|c| matches!(c, '!' | '?' | '…' | '.' | '‽'));
    if !stop && kind.is_none() {
        return None;
    }
    let mut next = word + 1;
    let touches = |at: usize| at < words.len() && words[at].start == words[at - 1].end;
    while touches(next) && closes(words[next].of(text)) {
        next += 1;
    }
    let quoted = next > word + 1;
    // The number of a note belongs to the sentence that it stands behind.
    while next + 2 < words.len() && note(text, &words[next..next + 3]) {
        next += 3;
    }
    let Some(following) = words.get(next).map(|span| span.of(text)) else { return Some(words.len()) };
    let begins = following.chars().next().unwrap_or(' ');
    let lower = begins.is_lowercase();
    let continues = matches!(begins, ',' | ';' | ':' | ')' | ']' | '”' | '%' | '/' | '.' | '!' | '?');
    let new = match kind {
        _ if continues => false,
        Some(Abbreviation::Leads) => false,
        Some(Abbreviation::MayEnd) => STARTERS.contains(&following) || matches!(begins, '“' | '"') && quoted,
        None if form == "." => !lower || !quoted && !touches(word + 1),
        None if form.starts_with(['.', '…']) => !lower && !touches(next) || form.contains(['!', '?']),
        None => !matches!(begins, '-' | '—') && !(lower && (quoted || form == "!")),
    };
    new.then_some(next)
}

/// True for a mark that closes a quotation or a bracket.
fn closes(form: &str) -> bool {
    matches!(form, "\"" | "”" | "’" | "'" | "''" | ")" | "]" | "»" | "’’")
}

/// True for a number in square brackets.
fn note(text: &str, words: &[Span]) -> bool {
    let number = words[1].of(text);
    words[0].of(text) == "["
        && words[2].of(text) == "]"
        && number.len() < 4
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = segment(text, &[]).iter().map(|sentence| sentence.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn stops_end_sentences() {
        check("He left. She stayed! Why?", &["He left.", "She stayed!", "Why?"]);
        check(
            "He met Gen. Petrov in the U.S. on Jan. 9. He left.",
            &["He met Gen. Petrov in the U.S. on Jan. 9.", "He left."],
        );
        check("They met in the U.S. The talks failed.", &["They met in the U.S.", "The talks failed."]);
    }

    #[test]
    fn quotes_close_with_their_sentence() {
        check("“We won.” He smiled.", &["“We won.”", "He smiled."]);
        check("\"Why?\" he asked. \"No.\"", &["\"Why?\" he asked.", "\"No.\""]);
        check("It fell (by half.) Then it rose.", &["It fell (by half.)", "Then it rose."]);
    }

    #[test]
    fn blank_lines_and_bullets_divide() {
        check("A headline\n\nThe text goes\non here", &["A headline", "The text goes\non here"]);
        check("Points:\n• one\n• two", &["Points:", "• one", "• two"]);
    }

    #[test]
    fn very_long_sentences_are_cut() {
        let text = "so it's ".repeat(LONGEST);
        let sentences = segment(&text, &[]);
        assert!(sentences.len() > 1);
        assert!(sentences.iter().all(|sentence| sentence.tokens.len() <= LONGEST + 2));
    }

    proptest! {
        #[test]
        fn sentences_nest_and_follow(text in "\\PC{0,80}|[A-Za-z.!?\"'()\\n \\-]{0,120}", cut in 0usize..60) {
            let cut = (cut.min(text.len())..).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let paragraphs = [Span::new(0, cut), Span::new(cut, text.len())];
            let mut end = 0;
            for sentence in segment(&text, &paragraphs) {
                prop_assert!(sentence.span.start >= end);
                prop_assert!(paragraphs.iter().any(|paragraph| paragraph.contains(sentence.span)));
                prop_assert_eq!(sentence.span.of(&text).trim(), sentence.span.of(&text));
                let mut at = sentence.span.start;
                for token in &sentence.tokens {
                    prop_assert!(sentence.span.contains(*token));
                    prop_assert!(text[at..token.start].chars().all(char::is_whitespace));
                    at = token.end;
                }
                prop_assert_eq!(at, sentence.span.end);
                end = sentence.span.end;
            }
        }
    }
}
