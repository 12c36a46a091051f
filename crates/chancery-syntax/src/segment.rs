//! Sentences of a text: where paragraphs end, and where a stop, a question or an exclamation ends one inside.

mod context;
mod blocks;
mod openings;
mod breaks;
mod ends;

use blocks::blocks;
use breaks::breaks;
use context::Words;
use ends::ends;
use openings::opening;

use crate::sentence::Sentence;
use crate::tokenize::tokenize;
use chancery_text::Span;

/// Words after which a sentence is cut, whatever it says: no sentence of prose is so long, but tables and lists may be.
const LONGEST: usize = 2_000;

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
            divide(&Words::new(text, tokenize(text, block)), &mut sentences);
        }
    }
    sentences
}

/// Cuts a block's words into sentences.
fn divide(words: &Words, sentences: &mut Vec<Sentence>) {
    let tokens = words.tokens();
    let opening = opening(words);
    let mut multiword = tokens.multiword.iter().peekable();
    let mut start = 0;
    let mut word = 0;
    while word < words.len() {
        let mut next = word + 1;
        if let Some(closed) = ends(words, start, word) {
            next = closed;
        } else if next < words.len() && next - start < LONGEST && next != opening && !breaks(words, start, next) {
            word = next;
            continue;
        }
        // A token is never cut in two.
        while tokens.multiword.binary_search_by(|range| side(range, next)).is_ok() {
            next += 1;
        }
        let mut sentence = Sentence {
            span: tokens.spans[start].cover(tokens.spans[next - 1]),
            tokens: tokens.spans[start..next].to_vec(),
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
    fn broken_lines_and_datelines_divide() {
        check(
            "Flood warning\nRivers rose again on Friday. More rain is coming to the north.",
            &["Flood warning", "Rivers rose again on Friday.", "More rain is coming to the north."],
        );
        check(
            "ACCRA (GNA) - The two ministers met for talks on Monday.",
            &["ACCRA (GNA) -", "The two ministers met for talks on Monday."],
        );
    }

    #[test]
    fn odd_text_is_divided_in_linear_time() {
        for (text, words) in [("a".repeat(200_000), 1), (".".repeat(200_000), 1), ("\u{200d}".repeat(10_000), 1)] {
            let sentences = segment(&text, &[]);
            assert_eq!(sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>(), words);
        }
        for piece in
            ["a.", "A. ", "a@", "www.", "[1", "- ", "'s", "1,", "\n", "•", "Jan. ", "(b. ", ". ", "a&", "x\nY "]
        {
            let text = piece.repeat(100_000);
            let covered: usize =
                segment(&text, &[]).iter().flat_map(|sentence| &sentence.tokens).map(|word| word.len()).sum();
            assert_eq!(covered, text.bytes().filter(|byte| !byte.is_ascii_whitespace()).count(), "{piece}");
        }
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
