//! Addresses as strangers see them: code points, with the words beside them.

use chancery_text::{Offsets, Span, Zone};
use serde::{Deserialize, Serialize};

/// Words at an address: `text[start..end]`, in code points, is `text`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Words {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// The part of the article that the address counts in; absent for the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

/// Words and the actor that they stand for: a mention, a member of a side, a speaker.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Mention {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Index into the dossier's actors; null where they name nobody known.
    pub actor: Option<usize>,
    /// The part of the article that the address counts in; absent for the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

/// The name of a zone in a record; nothing for the body.
pub fn zone_name(zone: Zone) -> Option<String> {
    match zone {
        Zone::Body => None,
        Zone::Title => Some("title".to_string()),
        Zone::Caption(n) => Some(format!("caption:{n}")),
    }
}

/// Turns the byte addresses of one zone into words at code points: the only place that does.
pub(crate) struct Addresses<'a> {
    text: &'a str,
    offsets: Offsets<'a>,
    pub(crate) zone: Option<String>,
}

impl<'a> Addresses<'a> {
    pub(crate) fn new(text: &'a str, zone: Zone) -> Addresses<'a> {
        Addresses { text, offsets: Offsets::new(text), zone: zone_name(zone) }
    }

    pub(crate) fn range(&self, span: Span) -> (usize, usize) {
        self.offsets.code_points(span)
    }

    pub(crate) fn text(&self, span: Span) -> String {
        span.of(self.text).to_string()
    }

    pub(crate) fn words(&self, span: Span) -> Words {
        let (start, end) = self.range(span);
        Words { start, end, text: self.text(span), zone: self.zone.clone() }
    }

    pub(crate) fn mention(&self, span: Span, actor: Option<usize>) -> Mention {
        let (start, end) = self.range(span);
        Mention { start, end, text: self.text(span), actor, zone: self.zone.clone() }
    }
}
