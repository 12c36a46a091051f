//! The flat shape: one row an event, with lists for the members of its sides.

use crate::event::Event;
use crate::record::{Actor, Dossier, Place};
use crate::words::Mention;
use crate::zones::Zones;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The most pairs that one event is expanded to; a communiqué of forty states would otherwise fill a table alone.
pub const MOST_PAIRS: usize = 25;

/// One event by itself: what the dossier keeps in several lists stands here in one row.
///
/// The lists of a side run side by side: `source_names[1]` is the name of `source[1]`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct EventRow {
    /// The event's id.
    pub id: String,
    /// The article's id.
    pub article: String,
    /// Where the article was published.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// The part of the article; null for the body.
    pub zone: Option<String>,
    /// Index of the sentence in the dossier.
    pub sentence: usize,
    /// Its words.
    pub sentence_text: String,
    /// PLOVER's type.
    pub event: String,
    /// The inner type.
    pub act: Option<String>,
    /// PLOVER's mode.
    pub mode: Option<String>,
    /// PLOVER's contexts.
    pub contexts: Vec<String>,
    /// CAMEO code.
    pub cameo: String,
    /// PLOVER's quad class.
    pub quad: u8,
    /// Goldstein's value.
    pub goldstein: Option<f64>,
    /// PLOVER's score.
    pub plover_score: Option<f64>,
    /// Words of the source's members.
    pub source: Vec<String>,
    /// Ids of the actors they name.
    pub source_ids: Vec<Option<String>>,
    /// Their names.
    pub source_names: Vec<Option<String>>,
    /// Their states or bodies.
    pub source_countries: Vec<Option<String>>,
    /// Their sectors.
    pub source_sectors: Vec<Vec<String>>,
    /// Words of the target's members.
    pub target: Vec<String>,
    /// Ids of the actors they name.
    pub target_ids: Vec<Option<String>>,
    /// Their names.
    pub target_names: Vec<Option<String>>,
    /// Their states or bodies.
    pub target_countries: Vec<Option<String>>,
    /// Their sectors.
    pub target_sectors: Vec<Vec<String>>,
    /// Both sides act alike.
    pub reciprocal: bool,
    /// The words that evoke it.
    pub trigger: String,
    /// Their first code point in the zone's text.
    pub trigger_start: usize,
    /// One past their last.
    pub trigger_end: usize,
    /// Whether it took place.
    pub status: String,
    /// Told as context.
    pub background: bool,
    /// First day.
    pub date: Option<String>,
    /// How exactly the day is known.
    pub date_precision: Option<String>,
    /// How it came to the event.
    pub date_basis: Option<String>,
    /// The place's name.
    pub place: Option<String>,
    /// Its state.
    pub place_country: Option<String>,
    /// How exactly the place is known.
    pub place_precision: Option<String>,
    /// How it came to the event.
    pub place_basis: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// GeoNames id.
    pub geoname: Option<u32>,
    /// Killed.
    pub dead: Option<u32>,
    /// Wounded.
    pub injured: Option<u32>,
    /// Arrested.
    pub arrested: Option<u32>,
    /// People taking part.
    pub size: Option<u32>,
    /// Who vouches for it, by name; empty where the publisher does.
    pub speaker: Vec<String>,
    /// In whose words the quote stands.
    pub quote_kind: Option<String>,
    /// From 0 to 1.
    pub confidence: f64,
    /// The rules that made it.
    pub rule: String,
    /// Empty parts, and why.
    pub blanks: BTreeMap<String, String>,
    /// Which pair of the event's this row is, from 0; null where the row is the whole event.
    pub pair: Option<usize>,
    /// How many pairs the event has, those that were cut among them.
    pub pairs: Option<usize>,
    /// Version of the coder, hash of its data, hash of its weights.
    pub chancery: String,
}

/// Rows of a dossier, and the events of which pairs were left out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rows {
    /// In the order of the events.
    pub rows: Vec<EventRow>,
    /// Id and number of pairs of each event that has more than [`MOST_PAIRS`].
    pub cut: Vec<(String, usize)>,
}

/// One row an event.
pub fn rows(dossier: &Dossier) -> Rows {
    let zones = Zones::new(dossier);
    let rows = dossier.events.iter().map(|event| {
        let mut row = row(dossier, &zones, event);
        row.put_source(dossier, event.source.iter());
        row.put_target(dossier, event.target.iter());
        row
    });
    Rows { rows: rows.collect(), cut: Vec::new() }
}

/// One row a pair of a source and a target; of a reciprocal event, each two of its members once.
/// An event with an empty side has one row for each member of the other.
pub fn dyads(dossier: &Dossier) -> Rows {
    let zones = Zones::new(dossier);
    let mut out = Rows::default();
    for event in &dossier.events {
        let n_pairs = count_pairs(event);
        if n_pairs > MOST_PAIRS {
            out.cut.push((event.id.clone(), n_pairs));
        }
        let whole = row(dossier, &zones, event);
        for (i, (source, target)) in pairs(event).take(MOST_PAIRS).enumerate() {
            let mut row = EventRow { pair: Some(i), pairs: Some(n_pairs), ..whole.clone() };
            row.put_source(dossier, source.into_iter());
            row.put_target(dossier, target.into_iter());
            out.rows.push(row);
        }
    }
    out
}

type Pair<'a> = (Option<&'a Mention>, Option<&'a Mention>);

fn count_pairs(event: &Event) -> usize {
    let (n_source, n_target) = (event.source.len(), event.target.len());
    if among_themselves(event) { n_source * (n_source - 1) / 2 } else { n_source.max(1) * n_target.max(1) }
}

fn pairs(event: &Event) -> Box<dyn Iterator<Item = Pair<'_>> + '_> {
    if among_themselves(event) {
        let others = |i: usize| event.source[i + 1..].iter();
        return Box::new(
            event.source.iter().enumerate().flat_map(move |(i, a)| others(i).map(move |b| (Some(a), Some(b)))),
        );
    }
    let target = side(&event.target);
    Box::new(side(&event.source).into_iter().flat_map(move |a| target.clone().into_iter().map(move |b| (a, b))))
}

/// The members of a side; one gap where it is empty.
fn side(members: &[Mention]) -> Vec<Option<&Mention>> {
    if members.is_empty() { vec![None] } else { members.iter().map(Some).collect() }
}

fn among_themselves(event: &Event) -> bool {
    event.reciprocal && event.target.is_empty() && event.source.len() > 1
}

/// All of a row but the sides.
fn row(dossier: &Dossier, zones: &Zones<'_>, event: &Event) -> EventRow {
    let article = &dossier.article;
    let maker = &dossier.chancery;
    let place: Option<&Place> = event.place.as_ref().and_then(|at| dossier.places.get(at.place));
    let quote = event.quote.and_then(|quote| dossier.quotes.get(quote));
    let date = event.date.as_ref();
    EventRow {
        id: event.id.clone(),
        article: article.id.clone(),
        url: article.url.clone(),
        title: article.title.clone(),
        published: article.published.clone(),
        publisher: article.publisher.clone(),
        zone: event.zone.clone(),
        sentence: event.sentence,
        sentence_text: zones.sentence(event.sentence).to_string(),
        event: event.event.clone(),
        act: event.act.clone(),
        mode: event.mode.clone(),
        contexts: event.contexts.clone(),
        cameo: event.cameo.clone(),
        quad: event.quad,
        goldstein: event.goldstein,
        plover_score: event.plover_score,
        reciprocal: event.reciprocal,
        trigger: event.trigger.text.clone(),
        trigger_start: event.trigger.start,
        trigger_end: event.trigger.end,
        status: event.status.clone(),
        background: event.background,
        date: date.map(|date| date.date.clone()),
        date_precision: date.map(|date| date.precision.clone()),
        date_basis: date.map(|date| date.basis.clone()),
        place: event.place.as_ref().map(|place| place.name.clone()),
        place_country: place.and_then(|place| place.country.clone()),
        place_precision: event.place.as_ref().map(|place| place.precision.clone()),
        place_basis: event.place.as_ref().map(|place| place.basis.clone()),
        latitude: place.and_then(|place| place.latitude),
        longitude: place.and_then(|place| place.longitude),
        geoname: place.and_then(|place| place.geoname),
        dead: event.numbers.dead,
        injured: event.numbers.injured,
        arrested: event.numbers.arrested,
        size: event.numbers.size,
        speaker: quote.map(|quote| quote.speaker.iter().map(|who| name(dossier, who)).collect()).unwrap_or_default(),
        quote_kind: quote.map(|quote| quote.kind.clone()),
        confidence: event.confidence,
        rule: event.rule.clone(),
        blanks: event.blanks.clone(),
        chancery: format!("{} {} {}", maker.version, maker.data, maker.weights),
        ..EventRow::default()
    }
}

impl EventRow {
    fn put_source<'a>(&mut self, dossier: &Dossier, members: impl Iterator<Item = &'a Mention>) {
        for member in members {
            let actor = actor(dossier, member);
            self.source.push(member.text.clone());
            self.source_ids.push(actor.map(|actor| actor.id.clone()));
            self.source_names.push(actor.map(|actor| actor.name.clone()));
            self.source_countries.push(actor.and_then(|actor| actor.country.clone()));
            self.source_sectors.push(actor.map(|actor| actor.sectors.clone()).unwrap_or_default());
        }
    }

    fn put_target<'a>(&mut self, dossier: &Dossier, members: impl Iterator<Item = &'a Mention>) {
        for member in members {
            let actor = actor(dossier, member);
            self.target.push(member.text.clone());
            self.target_ids.push(actor.map(|actor| actor.id.clone()));
            self.target_names.push(actor.map(|actor| actor.name.clone()));
            self.target_countries.push(actor.and_then(|actor| actor.country.clone()));
            self.target_sectors.push(actor.map(|actor| actor.sectors.clone()).unwrap_or_default());
        }
    }
}

/// The actor that a mention names.
pub fn actor<'a>(dossier: &'a Dossier, mention: &Mention) -> Option<&'a Actor> {
    mention.actor.and_then(|actor| dossier.actors.get(actor))
}

/// The actor's name, or the words themselves.
pub fn name(dossier: &Dossier, mention: &Mention) -> String {
    actor(dossier, mention).map_or_else(|| mention.text.clone(), |actor| actor.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::dossier;
    use crate::fixture;

    fn fixed() -> Dossier {
        let codings = fixture::codings();
        dossier(&fixture::article(), &fixture::found(&codings), &fixture::maker())
    }

    #[test]
    fn a_row_holds_what_the_lists_of_the_dossier_hold() {
        let rows = rows(&fixed()).rows;
        assert_eq!(rows.len(), 3);
        let aid = &rows[0];
        assert_eq!(aid.sentence_text, "Élysée aides said on Tuesday that France sent 20 tents to Školand, its ally.");
        assert_eq!((&aid.source, &aid.target), (&vec!["France".to_string()], &vec!["Školand".to_string()]));
        assert_eq!(aid.target_countries, [Some("SKO".to_string())]);
        assert_eq!(aid.speaker, ["Élysée aides"]);
        assert_eq!((aid.place.as_deref(), aid.latitude), (Some("Školand"), Some(60.5)));
        assert_eq!((aid.pair, aid.pairs), (None, None));
        assert_eq!(rows[1].source_names, [Some("Školand".to_string()), Some("Norway".to_string())]);
        assert_eq!(rows[2].zone.as_deref(), Some("title"));
    }

    fn n_members(dossier: &mut Dossier, event: usize, n_source: usize, n_target: usize) {
        let member = dossier.events[event].source[0].clone();
        dossier.events[event].source = vec![member.clone(); n_source];
        dossier.events[event].target = vec![member; n_target];
    }

    #[test]
    fn dyads_are_pairs_of_a_source_and_a_target() {
        let mut dossier = fixed();
        n_members(&mut dossier, 0, 2, 3);
        let pairs = dyads(&dossier);
        assert_eq!(pairs.cut, []);
        let counted: Vec<(Option<usize>, Option<usize>)> = pairs.rows.iter().map(|row| (row.pair, row.pairs)).collect();
        let six = (0..6).map(|i| (Some(i), Some(6)));
        assert_eq!(counted, six.chain([(Some(0), Some(1)); 2]).collect::<Vec<_>>());
        let met = &pairs.rows[6];
        assert_eq!((&met.source[..], &met.target[..]), (&["Školand".to_string()][..], &["Norway".to_string()][..]));
    }

    #[test]
    fn a_crowd_is_cut_and_told() {
        let mut dossier = fixed();
        n_members(&mut dossier, 0, 6, 5);
        n_members(&mut dossier, 1, 8, 0);
        n_members(&mut dossier, 2, 3, 0);
        let pairs = dyads(&dossier);
        let id = |event: usize| dossier.events[event].id.clone();
        assert_eq!(pairs.cut, [(id(0), 30), (id(1), 28)]);
        assert_eq!(pairs.rows.len(), 25 + 25 + 3);
        assert!(pairs.rows[50].target.is_empty());
    }
}
