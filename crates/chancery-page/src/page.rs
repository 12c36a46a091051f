//! One document as it came in, before anything is made of it, and what stands in the way of reading it.

use chancery_text::{Dateline, Image, Moment, Note};
use std::fmt;

/// How much of one input is held in memory at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest document, in bytes after decompression; a longer one is an error and is skipped.
    ///
    /// The default of 32 MiB is a hundred times the longest news page that we have met, and small enough that
    /// several documents can be read side by side.
    pub document: usize,
    /// The longest HTML, in bytes without scripts and oversized attributes, that is looked at as a tree.
    ///
    /// Longer pages are read by their tags alone, which takes time in proportion to their length. The default is 1 MiB.
    pub tree: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { document: 32 << 20, tree: 1 << 20 }
    }
}

/// What the bytes of a [`Page`] are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum PageKind {
    /// The body itself, to be kept as it stands.
    Words,
    /// Plain text, or the text of a page as a browser saves or copies it.
    Text,
    /// Text with Markdown marks.
    Markdown,
    /// A web page.
    Html,
    /// A piece of HTML that is the article already, such as the body of an item in a feed.
    Fragment,
    /// A piece of HTML that sums the article up; with the headline it stands for the article.
    Summary,
}

/// Where in an input a document stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// It is the whole input.
    Whole,
    /// A line, counted from 1.
    Line(u64),
    /// A record of a web archive, counted from 1.
    Record(u64),
    /// An item of a feed, counted from 1.
    Item(u64),
    /// A byte of the decompressed input, counted from 0.
    Byte(u64),
}

/// What is said about a document outside its body; it goes before what the body says of itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Given {
    /// The document's own id.
    pub id: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// When it was published, as printed.
    pub published: Option<String>,
    /// When it was last changed, as printed.
    pub updated: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// The outlet's state, ISO 3166-1 alpha-3.
    pub publisher_country: Option<String>,
    /// ISO 639-1, or a longer tag that begins with it.
    pub language: Option<String>,
    /// Who wrote it.
    pub bylines: Vec<String>,
    /// The agency whose copy it is.
    pub wire: Option<String>,
    /// The place and agency that opened it, where they are no longer in its body.
    pub dateline: Option<Dateline>,
    /// Its pictures.
    pub images: Vec<Image>,
    /// When it was fetched.
    pub fetched: Option<Moment>,
    /// The `charset` of the HTTP header `Content-Type`.
    pub charset: Option<String>,
}

/// One document as it came in.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The input's name, for messages.
    pub name: String,
    /// Where in the input it stands, for messages.
    pub place: Place,
    /// What the bytes are.
    pub kind: PageKind,
    /// The document, decompressed, in the character set it came in.
    pub bytes: Vec<u8>,
    /// True where the input ended before the document did.
    pub cut: bool,
    /// What is said about it outside its body.
    pub given: Given,
    /// What was lost before it came to be these bytes, such as damaged characters in the JSON that held it.
    pub notes: Vec<Note>,
}

impl Page {
    /// A document that is a whole input.
    pub fn new(name: impl Into<String>, kind: PageKind, bytes: impl Into<Vec<u8>>) -> Page {
        Page {
            name: name.into(),
            place: Place::Whole,
            kind,
            bytes: bytes.into(),
            cut: false,
            given: Given::default(),
            notes: Vec::new(),
        }
    }

    /// An error about this document.
    pub fn error(&self, reason: Reason) -> ReadError {
        ReadError { name: self.name.clone(), place: self.place, reason }
    }
}

/// Why a document was not read, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// Nothing is there.
    #[error("empty: nothing to read")]
    Empty,
    /// Bytes that are no text; what they look like.
    #[error("not text: looks like {0}; convert it to text or HTML first")]
    NotText(&'static str),
    /// More bytes than [`Limits::document`].
    #[error("longer than {} MiB: split it, or write one document a line", .0 >> 20)]
    TooLong(usize),
    /// A line of a JSON Lines input that is no JSON object; what the JSON reader said.
    #[error("not a JSON object: {0}; write one document a line")]
    NotJson(String),
    /// A JSON object without a body.
    #[error("neither \"text\" nor \"html\": give the document's body as one of them")]
    NoBody,
    /// A field of a JSON object that holds the wrong kind of value.
    #[error("\"{0}\" is not a string: write it in quotes")]
    NotString(&'static str),
    /// A page on which no article was found.
    #[error("no article text on the page: give the article's own page, or its text")]
    NoArticle,
    /// The input is damaged here; what is wrong.
    #[error("{0}: fetch or save it again")]
    Damaged(String),
    /// The input could not be read further; what the system said.
    #[error("cannot be read: {0}")]
    Unreadable(String),
    /// A kind of content that is not read; which.
    #[error("{0} is not read: convert it first")]
    Unsupported(String),
}

/// A document that could not be read: where, why, and what to do.
///
/// Printed as one line, `name:place: reason`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[error("{name}{place}: {reason}")]
pub struct ReadError {
    /// The input's name.
    pub name: String,
    /// Where in it.
    pub place: Place,
    /// Why, and what to do.
    pub reason: Reason,
}

impl ReadError {
    /// An error about a place in an input.
    pub fn new(name: impl Into<String>, place: Place, reason: Reason) -> ReadError {
        ReadError { name: name.into(), place, reason }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Whole => Ok(()),
            Place::Line(n) => write!(f, ":{n}"),
            Place::Record(n) => write!(f, ":record {n}"),
            Place::Item(n) => write!(f, ":item {n}"),
            Place::Byte(n) => write!(f, ":byte {n}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_line_with_its_place() {
        let check = |place, reason, expected: &str| {
            assert_eq!(ReadError::new("a.jsonl", place, reason).to_string(), expected);
        };
        check(Place::Whole, Reason::Empty, "a.jsonl: empty: nothing to read");
        check(
            Place::Line(3),
            Reason::NoBody,
            "a.jsonl:3: neither \"text\" nor \"html\": give the document's body as one of them",
        );
        check(
            Place::Record(2),
            Reason::TooLong(32 << 20),
            "a.jsonl:record 2: longer than 32 MiB: split it, or write one document a line",
        );
    }
}
