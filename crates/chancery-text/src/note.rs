//! Remarks that a room leaves beside its value, because text cannot fail.

use crate::span::Span;

/// What a note is about; the names are what the dossier's `notes` show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum NoteKind {
    /// Bytes that are not valid in the page's character set were replaced.
    Encoding,
    /// The page stops in the middle of its markup or its text.
    CutPage,
    /// A date or time on the page could not be read.
    Date,
    /// The page is in a language that is not coded.
    Language,
    /// A sentence is too long to be read whole and was divided.
    LongSentence,
    /// Something was found and left out of the record.
    Dropped,
}

impl NoteKind {
    /// The name in the dossier.
    pub fn as_str(self) -> &'static str {
        match self {
            NoteKind::Encoding => "encoding",
            NoteKind::CutPage => "cut-page",
            NoteKind::Date => "date",
            NoteKind::Language => "language",
            NoteKind::LongSentence => "long-sentence",
            NoteKind::Dropped => "dropped",
        }
    }
}

/// A remark about the text: odd input is data, and says so here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub kind: NoteKind,
    /// Where in the body, if anywhere.
    pub span: Option<Span>,
    /// One sentence for a person, without a full stop.
    pub message: String,
}

impl Note {
    /// A note about the whole page.
    pub fn page(kind: NoteKind, message: impl Into<String>) -> Note {
        Note { kind, span: None, message: message.into() }
    }
}
