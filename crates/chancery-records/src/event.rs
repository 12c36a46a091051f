//! One event as strangers see it.

use crate::words::{Mention, Words};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who did what to whom, when and where, with the words that say so and the rule that read them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The same on every run and every machine.
    pub id: String,
    /// Index into the dossier's sentences.
    pub sentence: usize,
    /// PLOVER's type, or `STATEMENT` for CAMEO 01.
    pub event: String,
    /// The inner type, where the event is about another.
    pub act: Option<String>,
    /// PLOVER's mode.
    pub mode: Option<String>,
    /// PLOVER's contexts.
    pub contexts: Vec<String>,
    /// CAMEO code, with its leading zero.
    pub cameo: String,
    /// PLOVER's quad class, 1 to 4; 0 for a statement.
    pub quad: u8,
    /// Goldstein's value of the CAMEO code.
    pub goldstein: Option<f64>,
    /// PLOVER's score of type and mode.
    pub plover_score: Option<f64>,
    /// Who does it; both sides of a reciprocal event.
    pub source: Vec<Mention>,
    /// To whom.
    pub target: Vec<Mention>,
    /// Both sides act alike.
    pub reciprocal: bool,
    /// The words that evoke it.
    pub trigger: Words,
    /// `occurred`, `ongoing`, `planned`, `possible`, `negated`, `denied`, `habitual`.
    pub status: String,
    /// Told as context, older than the news.
    pub background: bool,
    /// When it takes place.
    pub date: Option<EventDate>,
    /// Where it takes place.
    pub place: Option<EventPlace>,
    /// Counts that the text gives.
    pub numbers: Numbers,
    /// Index of the quote that it stands on.
    pub quote: Option<usize>,
    /// From 0 to 1: how often such an answer is right.
    pub confidence: f64,
    /// The rules that made it.
    pub rule: String,
    /// For each part that is empty, the reason by name.
    pub blanks: BTreeMap<String, String>,
    /// The part of the article; absent for the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

/// The day of an event, not of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventDate {
    /// First day, ISO 8601.
    pub date: String,
    /// `day`, `week`, `month`, `season`, `year`, `decade`.
    pub precision: String,
    /// `stated`, `inherited`, `page`.
    pub basis: String,
    /// Index into the dossier's times.
    pub time: Option<usize>,
}

/// The place of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventPlace {
    /// Index into the dossier's places.
    pub place: usize,
    /// The place's name.
    pub name: String,
    /// How exactly it is known: `city`, `region`, `country`, …
    pub precision: String,
    /// `stated`, `inherited`, `page`.
    pub basis: String,
}

/// Counts that the text gives with an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Numbers {
    /// Killed.
    pub dead: Option<u32>,
    /// Wounded.
    pub injured: Option<u32>,
    /// Arrested.
    pub arrested: Option<u32>,
    /// People taking part.
    pub size: Option<u32>,
}
