//! The record that strangers see: the article, and the dossier of everything found in it.
//!
//! Names and order of the fields are a promise. Fields may be added; none is renamed or moved.

use crate::event::{Event, EventDate};
use crate::words::{Mention, Words};
use serde::{Deserialize, Serialize};

/// The version of these shapes; it rises when a field changes its meaning.
pub const SCHEMA: u32 = 1;

/// What a page says, without its furniture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The document's own id, or one made from its address or its words.
    pub id: String,
    /// Where it was published.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// RFC 3339 without the parts that the page does not give.
    pub published: Option<String>,
    /// The same, of the last change.
    pub updated: Option<String>,
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
    /// The place and agency that open a wire story; no part of `text`.
    pub dateline: Option<Dateline>,
    /// Pictures, in the order of the page.
    pub images: Vec<Image>,
    /// The body.
    pub text: String,
    /// Paragraphs of `text`: half-open ranges of code points.
    pub paragraphs: Vec<[usize; 2]>,
    /// The bytes it was read from.
    pub page: Page,
}

/// `MOSCOW (Reuters) - `.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// The place as printed.
    pub place: String,
    /// The agency, if it is named.
    pub agency: Option<String>,
}

/// A picture on the page, told by its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// What it shows.
    pub caption: Option<String>,
    /// Who took or supplied it.
    pub credit: Option<String>,
    /// ISO 8601.
    pub date: Option<String>,
}

/// The bytes that an article was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The first 16 hexadecimal digits of their BLAKE3 hash.
    pub hash: String,
    /// When they were fetched, if it is known.
    pub fetched: Option<String>,
}

/// What coded an article: with the same three hashes and names, the same page gives the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Maker {
    /// [`SCHEMA`].
    pub schema: u32,
    /// The program's version.
    pub version: String,
    /// Hash of every dictionary and rule.
    pub data: String,
    /// Hash of the trained weights.
    pub weights: String,
}

/// An article as `chancery read` gives it: its fields, and the remarks of the room that read it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The article's fields.
    #[serde(flatten)]
    pub article: Article,
    /// Remarks.
    pub notes: Vec<Note>,
}

/// An article with everything found in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// The article's fields.
    #[serde(flatten)]
    pub article: Article,
    /// What coded it.
    pub chancery: Maker,
    /// Sentences, those of the body first.
    pub sentences: Vec<Sentence>,
    /// Who is named, each once.
    pub actors: Vec<Actor>,
    /// Words that refer to somebody.
    pub mentions: Vec<Mention>,
    /// Who did what to whom.
    pub events: Vec<Event>,
    /// What lasts.
    pub relations: Vec<Relation>,
    /// Who said what.
    pub quotes: Vec<Quote>,
    /// Where.
    pub places: Vec<Place>,
    /// When.
    pub times: Vec<Time>,
    /// Remarks of the rooms.
    pub notes: Vec<Note>,
}

/// Where a sentence stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The part of the article; absent for the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

/// A resolved political actor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The same for the same actor in every article.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `country`, `person`, `organisation`, `group`, `unknown`.
    pub kind: String,
    /// ISO 3166-1 alpha-3, or PLOVER's code for an actor of no one state.
    pub country: Option<String>,
    /// PLOVER's sectors, the primary one first.
    pub sectors: Vec<String>,
    /// Office or role.
    pub role: Option<String>,
    /// Wikidata's id.
    pub wikidata: Option<String>,
    /// Indices of the actors it is made of.
    pub members: Vec<usize>,
    /// `dictionary`, `overlay`, `words`, `chain`, `none`.
    pub basis: String,
}

/// A relation that lasts, stated in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// `ally`, `treaty-ally`, `rival`, …
    pub kind: String,
    /// One side.
    pub a: Mention,
    /// The other.
    pub b: Mention,
    /// 1 friendly, 0 neutral, -1 hostile.
    pub polarity: i8,
    /// `holds`, `ended`, `planned`, `changing`, `denied`.
    pub status: String,
    /// First day, ISO 8601 of any precision.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// The words that state it.
    pub evidence: Words,
    /// Index of the quote it stands on.
    pub quote: Option<usize>,
    /// From 0 to 1.
    pub confidence: f64,
    /// The rule that made it.
    pub rule: String,
    /// The part of the article; absent for the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

/// An attribution.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// `direct`, `indirect`, `mixed`.
    pub kind: String,
    /// Who says it.
    pub speaker: Vec<Mention>,
    /// The words that open it.
    pub cue: Vec<Words>,
    /// What is said.
    pub content: Vec<Words>,
    /// To whom, as printed.
    pub audience: Option<String>,
    /// Where or through what, as printed.
    pub medium: Option<String>,
    /// `asserts`, `denies`, `believes`, `asks`, `promises`.
    pub stance: String,
    /// Index of the quote it stands inside.
    pub parent: Option<usize>,
    /// `plain`, `insists`, `concedes`, `hedges`: how much weight the cue gives to it.
    pub strength: String,
    /// The day on which it was said: `stated` beside the cue, else the page's.
    pub date: Option<EventDate>,
    /// The part of the article; absent for the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

/// A place name, resolved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// The gazetteer's name.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First-level division, GeoNames code.
    pub admin1: Option<String>,
    /// FIPS 10-4 country code.
    pub fips: Option<String>,
    /// Degrees north, WGS 84.
    pub latitude: Option<f64>,
    /// Degrees east, WGS 84.
    pub longitude: Option<f64>,
    /// GeoNames id.
    pub geoname: Option<u32>,
    /// `country`, `capital`, `city`, `county`, `province`, `region`, `sea`, `river`, …; `unlisted` where the gazetteer
    /// lacks the name.
    pub kind: String,
    /// `name`; `adjective` ("Sudanese"); `inside` the name of a body ("Fargo" in "Fargo Police").
    pub form: String,
    /// The part of the article; absent for the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

/// An expression of time, in TIMEX3's terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The words.
    pub text: String,
    /// `DATE`, `TIME`, `DURATION`, `SET`.
    #[serde(rename = "type")]
    pub kind: String,
    /// TIMEX3's value.
    pub value: String,
    /// TIMEX3's mod.
    #[serde(rename = "mod")]
    pub modifier: Option<String>,
    /// First day of the interval that the value stands for.
    pub from: Option<String>,
    /// Last day of it.
    pub to: Option<String>,
    /// The part of the article; absent for the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

/// What one actor does to another, as `chancery relate` gives it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// PLOVER's type.
    pub event: String,
    /// The inner type, where the event is about another.
    pub act: Option<String>,
    /// PLOVER's mode.
    pub mode: Option<String>,
    /// CAMEO code, with its leading zero.
    pub cameo: String,
    /// PLOVER's quad class, 1 to 4; 0 for a statement.
    pub quad: u8,
    /// `occurred`, `ongoing`, `planned`, `possible`, `negated`, `denied`, `habitual`.
    pub status: String,
    /// From 0 to 1: how often such an answer is right.
    pub confidence: f64,
    /// The rules that made it; `fallback` where none did.
    pub rule: String,
}

/// A remark: odd input is data, and says so here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What it is about: `encoding`, `cut-page`, `date`, …
    pub kind: String,
    /// Where, if anywhere.
    pub span: Option<Words>,
    /// One sentence for a person.
    pub message: String,
}
