//! From an article to its dossier.

use crate::data::Data;
use crate::error::Error;
use chancery_coding::events::Category;
use chancery_coding::{Coder, Coding, Examples};
use chancery_records::{Actor, Answer, Dossier, Found, Maker};
use chancery_syntax::{Parse, Parser};
use chancery_text::{Article, Moment, Span, Zone};
use std::path::Path;

/// A kind of zone that can be coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ZoneKind {
    /// The body.
    Body,
    /// The title.
    Title,
    /// The caption of every image.
    Caption,
}

/// What to code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The zones; in the dossier they stand in the order body, title, captions.
    pub zones: Vec<ZoneKind>,
    /// Whether CAMEO 01, which PLOVER does not code, is kept.
    pub statements: bool,
}

impl Default for Options {
    /// The body, without statements.
    fn default() -> Options {
        Options { zones: vec![ZoneKind::Body], statements: false }
    }
}

/// An article with what was found in its zones; `parses` and `codings` run side by side.
#[derive(Debug, Clone)]
pub struct Coded {
    /// The article.
    pub article: Article,
    /// For each zone, its sentences.
    pub parses: Vec<Vec<Parse>>,
    /// For each zone, everything found in it.
    pub codings: Vec<Coding>,
}

/// Dictionaries, rules and weights, loaded once; it never changes.
pub struct Engine {
    parser: Parser,
    coder: Coder,
    maker: Maker,
}

impl Engine {
    /// An engine of the data that the program carries.
    ///
    /// # Errors
    ///
    /// Never, unless the program was built from damaged data.
    pub fn bundled() -> Result<Engine, Error> {
        Engine::new(&Data::bundled())
    }

    /// An engine of the bundled data with a folder laid over them, as [`Data::overlaid`] tells.
    ///
    /// # Errors
    ///
    /// When the folder or a file in it cannot be read, holds no data, or says something that cannot be taken; the
    /// message names the file, the line and what was expected.
    pub fn from_dir(folder: &Path) -> Result<Engine, Error> {
        Engine::new(&Data::overlaid(folder)?)
    }

    /// An engine of these data.
    ///
    /// # Errors
    ///
    /// As of [`Engine::from_dir`].
    pub fn new(data: &Data) -> Result<Engine, Error> {
        Ok(Engine { parser: data.parser()?, coder: data.coder()?, maker: data.maker() })
    }

    /// Each event and relation rule's own sentences.
    pub(crate) fn examples(&self) -> impl Iterator<Item = &Examples> {
        self.coder.examples()
    }

    /// Remarks on the data: actor files of which lines were passed over.
    pub fn remarks(&self) -> Vec<String> {
        let told = |(path, n): (String, usize)| {
            let lines = if n == 1 { "1 line was".to_string() } else { format!("{n} lines were") };
            format!("{path}: {lines} passed over; `chancery check {path}` tells which and why")
        };
        self.coder.passed_over().into_iter().map(told).collect()
    }

    /// Everything in an article: each zone parsed, then coded.
    pub fn code(&self, article: &Article, options: &Options) -> Coded {
        let zones = zones(article, &options.zones);
        let parses: Vec<Vec<Parse>> = zones.iter().map(|zone| parse(&self.parser, article, *zone)).collect();
        let mut codings: Vec<Coding> =
            zones.iter().zip(&parses).map(|(zone, parses)| self.coder.code(article, *zone, parses)).collect();
        if !options.statements {
            for coding in &mut codings {
                coding.events.retain(|event| event.category != Category::Statement);
            }
        }
        Coded { article: article.clone(), parses, codings }
    }

    /// The record that strangers see.
    pub fn dossier(&self, coded: &Coded) -> Dossier {
        chancery_records::dossier(&coded.article, &coded.found(), &self.maker)
    }

    /// Who a phrase names on a day, given the words around it; nothing where it names nobody.
    pub fn resolve(&self, text: &str, context: Option<&str>, date: Option<Moment>) -> Option<Actor> {
        let parses = self.parser.parse(text, &[]);
        let around = context.map(|context| (context, self.parser.parse(context, &[])));
        let around = around.as_ref().map(|(context, parses)| (*context, parses.as_slice()));
        let actor = self.coder.resolve(text, &parses, around, date.map(|moment| moment.date))?;
        Some(chancery_records::actor_record(&actor))
    }

    /// What the source does to the target, both ranges of the text. There is always an answer.
    pub fn relate(&self, text: &str, source: Span, target: Span, date: Option<Moment>) -> Answer {
        let parses = self.parser.parse(text, &[]);
        let date = date.map(|moment| moment.date);
        chancery_records::answer_record(&self.coder.relate(text, &parses, source, target, date))
    }
}

/// The sentences of a zone of an article. A dateline that stands in the body is none of its first sentence.
pub fn parse(parser: &Parser, article: &Article, zone: Zone) -> Vec<Parse> {
    if zone != Zone::Body {
        return parser.parse(article.zone(zone), &[]);
    }
    let start = article.story_start();
    let mut paragraphs = article.paragraphs.clone();
    if let Some(first) = paragraphs.first_mut()
        && first.start < start
        && start < first.end
    {
        let dateline = Span::new(first.start, start).trim(&article.text);
        first.start = start;
        paragraphs.insert(0, dateline);
    }
    parser.parse(&article.text, &paragraphs)
}

impl Coded {
    /// Each zone's sentences and coding, as the records take them.
    pub fn found(&self) -> Vec<Found<'_>> {
        let sentences = |parses: &Vec<Parse>| parses.iter().map(|parse| parse.sentence.span).collect();
        let zones = self.parses.iter().zip(&self.codings);
        zones.map(|(parses, coding)| Found { sentences: sentences(parses), coding }).collect()
    }
}

/// The zones of these kinds that the article has, in the order of the kinds.
fn zones(article: &Article, kinds: &[ZoneKind]) -> Vec<Zone> {
    let mut kinds = kinds.to_vec();
    kinds.sort_unstable();
    kinds.dedup();
    let of_kind = |kind| match kind {
        ZoneKind::Body => vec![Zone::Body],
        ZoneKind::Title => vec![Zone::Title],
        ZoneKind::Caption => (0..article.images.len()).map(Zone::Caption).collect(),
    };
    let worth = |zone: &Zone| *zone == Zone::Body || !article.zone(*zone).trim().is_empty();
    kinds.into_iter().flat_map(of_kind).filter(worth).collect()
}
