//! The texts of a dossier's zones, cut by code points.

use crate::record::Dossier;
use chancery_text::{Offsets, Span};
use std::collections::BTreeMap;

/// The texts that the ranges of a dossier count in.
pub(crate) struct Zones<'a> {
    dossier: &'a Dossier,
    offsets: BTreeMap<Option<&'a str>, Offsets<'a>>,
}

impl<'a> Zones<'a> {
    /// Of every zone that has a sentence.
    pub(crate) fn new(dossier: &'a Dossier) -> Zones<'a> {
        let mut offsets = BTreeMap::new();
        for sentence in &dossier.sentences {
            let zone = sentence.zone.as_deref();
            offsets.entry(zone).or_insert_with(|| Offsets::new(zone_text(dossier, zone)));
        }
        Zones { dossier, offsets }
    }

    /// The words of a range of a zone; empty where the dossier has no sentence in that zone.
    pub(crate) fn words(&self, zone: Option<&str>, start: usize, end: usize) -> &'a str {
        let Some(offsets) = self.offsets.get(&zone) else { return "" };
        Span::new(offsets.byte(start), offsets.byte(end)).of(zone_text(self.dossier, zone))
    }

    /// The words of a sentence.
    pub(crate) fn sentence(&self, sentence: usize) -> &'a str {
        let sentence = self.dossier.sentences.get(sentence);
        sentence.map_or("", |sentence| self.words(sentence.zone.as_deref(), sentence.start, sentence.end))
    }
}

/// The text that the ranges of a zone count in: `None` for the body, `title`, `caption:0`.
pub fn zone_text<'a>(dossier: &'a Dossier, zone: Option<&str>) -> &'a str {
    let article = &dossier.article;
    match zone {
        None => &article.text,
        Some("title") => article.title.as_deref().unwrap_or(""),
        Some(name) => {
            let n: Option<usize> = name.strip_prefix("caption:").and_then(|n| n.parse().ok());
            n.and_then(|n| article.images.get(n)).and_then(|image| image.caption.as_deref()).unwrap_or("")
        }
    }
}
