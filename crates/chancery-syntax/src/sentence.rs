//! A sentence and its words: addresses only.

use chancery_text::Span;
use std::ops::Range;

/// One sentence of a text, divided into UD syntactic words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without white space at its ends.
    pub span: Span,
    /// Its words, in order and without overlap; a contraction's parts touch (`did` `n't`).
    pub tokens: Vec<Span>,
    /// Ranges of `tokens` that are written as one (`didn't`, `Moscow's`): CoNLL-U's multiword tokens.
    pub multiword: Vec<Range<usize>>,
}
