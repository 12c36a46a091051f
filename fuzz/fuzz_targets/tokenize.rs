//! Any text is divided into sentences and words that are in order, lie inside it and cover all but its white space.

#![no_main]

use chancery_syntax::{Sentence, segment};
use chancery_text::Span;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (String, Vec<(u16, u16)>)| {
    let (text, ranges) = input;
    let sentences = segment(&text, &[]);
    in_order(&text, &sentences);
    covers(&text, &sentences);
    // Ranges that overlap, go back or cut a character in two are taken for what can be made of them.
    let ranges: Vec<Span> =
        ranges.iter().map(|(start, end)| Span { start: (*start).into(), end: (*end).into() }).collect();
    in_order(&text, &segment(&text, &ranges));
});

/// Sentences follow one another, and so do their words, of which none is empty.
fn in_order(text: &str, sentences: &[Sentence]) {
    let mut end = 0;
    for sentence in sentences {
        assert!(!sentence.tokens.is_empty());
        assert_eq!(sentence.span.start, sentence.tokens[0].start);
        assert_eq!(sentence.span.end, sentence.tokens[sentence.tokens.len() - 1].end);
        for word in &sentence.tokens {
            assert!(word.start >= end && word.end > word.start);
            assert!(text.get(word.start..word.end).is_some());
            end = word.end;
        }
        let mut at = 0;
        for range in &sentence.multiword {
            assert!(range.start >= at && range.len() > 1 && range.end <= sentence.tokens.len());
            at = range.end;
        }
    }
}

/// Between the words stands nothing but white space.
fn covers(text: &str, sentences: &[Sentence]) {
    let mut at = 0;
    for word in sentences.iter().flat_map(|sentence| &sentence.tokens) {
        assert!(text[at..word.start].chars().all(char::is_whitespace));
        at = word.end;
    }
    assert!(text[at..].chars().all(char::is_whitespace));
}
