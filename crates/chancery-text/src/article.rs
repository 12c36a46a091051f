//! What a page says, without its furniture.

use crate::moment::Moment;
use crate::note::Note;
use crate::span::Span;

/// How far into a text its dateline reaches at most, in bytes.
const DATELINE_REACH: usize = 120;

/// A part of an article that has a text, and so addresses, of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// The body: `Article::text`.
    Body,
    /// The title.
    Title,
    /// The caption of one image, counted from 0.
    Caption(usize),
}

/// The place and agency that open a wire story: `MOSCOW (Reuters) - `.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// The place as printed.
    pub place: String,
    /// The agency, if it is named.
    pub agency: Option<String>,
}

/// A picture on the page, told by its words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Image {
    /// What it shows.
    pub caption: Option<String>,
    /// Who took or supplied it.
    pub credit: Option<String>,
    /// The day that the caption gives, as ISO 8601.
    pub date: Option<String>,
}

/// One article: one immutable text (the body) and what the page says about it.
///
/// What is unknown is `None`, never an empty string.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Article {
    /// The document's own id, or one made from its address or its words.
    pub id: String,
    /// Where it was published.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Moment>,
    /// When it was last changed.
    pub updated: Option<Moment>,
    /// The outlet.
    pub publisher: Option<String>,
    /// The outlet's state, ISO 3166-1 alpha-3.
    pub publisher_country: Option<String>,
    /// The agency whose copy it is.
    pub wire: Option<String>,
    /// Who wrote it.
    pub bylines: Vec<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// The opening place and agency, which are not part of `text`.
    pub dateline: Option<Dateline>,
    /// Pictures, in the order of the page, each once.
    pub images: Vec<Image>,
    /// The body: paragraphs joined by a blank line.
    pub text: String,
    /// The paragraphs of `text`, in order, without overlap.
    pub paragraphs: Vec<Span>,
    /// A hash of the bytes that the article was read from.
    pub page_hash: String,
    /// When the page was fetched, if it is known.
    pub fetched: Option<Moment>,
    /// Remarks of the room that read it.
    pub notes: Vec<Note>,
}

impl Article {
    /// An article whose body is this text, exactly as it stands.
    pub fn from_text(id: impl Into<String>, text: impl Into<String>) -> Article {
        let text = text.into();
        Article {
            id: id.into(),
            paragraphs: paragraphs(&text),
            page_hash: hash(text.as_bytes()),
            text,
            ..Article::default()
        }
    }

    /// The first byte of the body after a dateline that still stands in it ("KYIV (Reuters) - "), as in a document
    /// that was given as text; 0 where there is none.
    pub fn story_start(&self) -> usize {
        let Some(dateline) = &self.dateline else { return 0 };
        if !self.text.starts_with(dateline.place.as_str()) {
            return 0;
        }
        let head = &self.text[..self.text.floor_char_boundary(DATELINE_REACH)];
        let dashes = [" - ", " -- ", " \u{2013} ", " \u{2014} "];
        dashes.iter().filter_map(|dash| head.find(dash).map(|at| at + dash.len())).min().unwrap_or(0)
    }

    /// The words of a zone; empty where the article has no such zone.
    pub fn zone(&self, zone: Zone) -> &str {
        match zone {
            Zone::Body => &self.text,
            Zone::Title => self.title.as_deref().unwrap_or(""),
            Zone::Caption(n) => self.images.get(n).and_then(|image| image.caption.as_deref()).unwrap_or(""),
        }
    }
}

/// A short stable name for some bytes: the first 16 hexadecimal digits of their BLAKE3 hash.
pub fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..16].to_string()
}

/// The runs of lines between blank lines.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let (mut at, mut open) = (0, false);
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trim(text);
        at += line.len();
        match out.last_mut() {
            _ if span.is_empty() => open = false,
            Some(last) if open => last.end = span.end,
            _ => {
                out.push(span);
                open = true;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_starts_after_its_dateline() {
        let mut article = Article::from_text("a", "KYIV (Agency) - Talks began.");
        assert_eq!(article.story_start(), 0);
        article.dateline = Some(Dateline { place: "KYIV".to_string(), agency: None });
        assert_eq!(&article.text[article.story_start()..], "Talks began.");
    }

    #[test]
    fn paragraphs_are_runs_between_blank_lines() {
        let article = Article::from_text("a", "One.\nStill one.\n\n  Two. \n\n\n");
        let words: Vec<&str> = article.paragraphs.iter().map(|p| p.of(&article.text)).collect();
        assert_eq!(words, ["One.\nStill one.", "Two."]);
    }
}
