//! Said: who said what, in whose words.

mod cues;
mod phrase;
mod marks;
mod speaker;
mod frame;
mod speech;
mod found;
mod transcript;
mod gather;

use crate::mentions::Mention;
use chancery_syntax::Parse;
use chancery_text::Span;

pub use cues::Cues;

/// In whose words the content stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteKind {
    /// In quotation marks, whole.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// Partly in quotation marks.
    Mixed,
}

impl QuoteKind {
    /// The contract's spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            QuoteKind::Direct => "direct",
            QuoteKind::Indirect => "indirect",
            QuoteKind::Mixed => "mixed",
        }
    }
}

/// How the speaker stands to the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// Says that it is so.
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Holds it to be so.
    Believes,
    /// Asks whether, or asks for it.
    Asks,
    /// Says that the speaker will do it.
    Promises,
}

impl Stance {
    /// The contract's spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            Stance::Asserts => "asserts",
            Stance::Denies => "denies",
            Stance::Believes => "believes",
            Stance::Asks => "asks",
            Stance::Promises => "promises",
        }
    }
}

/// Words that name a speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The words.
    pub span: Span,
    /// Index of the mention they are, if they are one.
    pub mention: Option<usize>,
}

/// An attribution: source, cue and content in the terms of the PARC and PolNeAR guidelines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// In whose words.
    pub kind: QuoteKind,
    /// Who says it; empty where the text names nobody.
    pub speaker: Vec<Speaker>,
    /// The words that open it ("told", "according to").
    pub cue: Vec<Span>,
    /// What is said; several ranges where it is split.
    pub content: Vec<Span>,
    /// To whom.
    pub audience: Option<Span>,
    /// Where or through what.
    pub medium: Option<Span>,
    /// How the speaker stands to it.
    pub stance: Stance,
    /// The quote that this one stands inside.
    pub parent: Option<usize>,
    /// The sentence of the cue.
    pub sentence: usize,
}

/// The quotes of a text, in the order of their first words.
///
/// Words in quotation marks are attributed first, by the cue beside the marks; then what the trees show of speech in
/// the reporter's words; then the marks that neither reached take the speaker before them. A quoted stretch that no
/// cue governs is no quote: titles and words held at arm's length are in marks too.
pub fn quotes(text: &str, parses: &[Parse], mentions: &[Mention], cues: &Cues) -> Vec<Quote> {
    let paragraphs = marks::paragraphs(text);
    let quoted = marks::marks(text, &paragraphs);
    let page = speech::Page { text, parses, quoted: &quoted, cues };
    let found = found::nest(page, gather::gather(page, &paragraphs));
    found.into_iter().map(|found| found.quote(page, mentions)).collect()
}
