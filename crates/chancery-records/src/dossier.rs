//! From codings to the dossier: every list of every zone, in one record.

use crate::event::{Event, EventDate, EventPlace, Numbers};
use crate::record::{Actor, Answer, Article, Dateline, Dossier, Image, Maker, Note, Page, Place};
use crate::record::{Quote, Reading, Relation, Sentence, Time};
use crate::words::{Addresses, Mention};
use chancery_coding::events::ValueBasis;
use chancery_coding::{Coding, actors, events, places, quotes, relations, times};
use chancery_text::{Moment, Offsets, Span, Zone, hash};
use std::collections::BTreeMap;

/// What was found in one zone: its sentences, and the coding that counts in them.
#[derive(Debug, Clone)]
pub struct Found<'a> {
    /// Where the sentences stand.
    pub sentences: Vec<Span>,
    /// What they say; it knows its zone.
    pub coding: &'a Coding,
}

/// The article's fields.
pub fn article(article: &chancery_text::Article) -> Article {
    let offsets = Offsets::new(&article.text);
    let moment = |moment: &Option<Moment>| moment.as_ref().map(Moment::to_string);
    Article {
        id: article.id.clone(),
        url: known(&article.url),
        title: known(&article.title),
        published: moment(&article.published),
        updated: moment(&article.updated),
        publisher: known(&article.publisher),
        publisher_country: known(&article.publisher_country),
        wire: known(&article.wire),
        bylines: article.bylines.clone(),
        language: known(&article.language),
        dateline: article
            .dateline
            .as_ref()
            .map(|dateline| Dateline { place: dateline.place.clone(), agency: known(&dateline.agency) }),
        images: article
            .images
            .iter()
            .map(|image| Image {
                caption: known(&image.caption),
                credit: known(&image.credit),
                date: known(&image.date),
            })
            .collect(),
        text: article.text.clone(),
        paragraphs: article.paragraphs.iter().map(|span| offsets.code_points(*span).into()).collect(),
        page: Page { hash: article.page_hash.clone(), fetched: moment(&article.fetched) },
    }
}

/// The article's fields, and the remarks of the room that read it.
pub fn reading(from: &chancery_text::Article) -> Reading {
    let addresses = Addresses::new(&from.text, Zone::Body);
    Reading { article: article(from), notes: notes(&from.notes, &addresses) }
}

/// The article with everything found in its zones, in the order in which they are given.
///
/// Actors of one id are one actor, whichever zone names them; every index counts in the dossier's own lists.
pub fn dossier(from: &chancery_text::Article, found: &[Found<'_>], maker: &Maker) -> Dossier {
    let Reading { article, notes } = reading(from);
    let mut dossier = Dossier {
        article,
        chancery: maker.clone(),
        sentences: Vec::new(),
        actors: Vec::new(),
        mentions: Vec::new(),
        events: Vec::new(),
        relations: Vec::new(),
        quotes: Vec::new(),
        places: Vec::new(),
        times: Vec::new(),
        notes,
    };
    let mut actor_index = BTreeMap::new();
    for zone in found {
        add(&mut dossier, &mut actor_index, from, zone);
    }
    tell_apart(&mut dossier.events);
    dossier
}

/// One zone on its way into a dossier: its addresses, and where its lists start in the dossier's.
struct Entry<'a> {
    addresses: Addresses<'a>,
    /// For each actor of the coding, its index in the dossier.
    actors: Vec<usize>,
    /// For each mention of the coding, the index of its actor in the dossier.
    mentions: Vec<Option<usize>>,
    sentences_before: usize,
    quotes_before: usize,
    places_before: usize,
    times_before: usize,
    /// The page's day.
    published: Option<String>,
}

fn add(
    dossier: &mut Dossier,
    actor_index: &mut BTreeMap<String, usize>,
    article: &chancery_text::Article,
    found: &Found<'_>,
) {
    let coding = found.coding;
    let actors = add_actors(&mut dossier.actors, actor_index, &coding.actors);
    let mentions = coding.mention_actors.iter().map(|actor| actor.and_then(|i| actors.get(i).copied())).collect();
    let entry = Entry {
        addresses: Addresses::new(article.zone(coding.zone), coding.zone),
        actors,
        mentions,
        sentences_before: dossier.sentences.len(),
        quotes_before: dossier.quotes.len(),
        places_before: dossier.places.len(),
        times_before: dossier.times.len(),
        published: article.published.map(|moment| moment.date.to_string()),
    };
    dossier.sentences.extend(found.sentences.iter().map(|span| entry.sentence(*span)));
    dossier.places.extend(coding.places.iter().map(|place| entry.place(place)));
    dossier.times.extend(coding.times.iter().map(|time| entry.time(time)));
    dossier.quotes.extend(coding.quotes.iter().map(|quote| entry.quote(quote, &coding.times)));
    for (i, mention) in coding.mentions.iter().enumerate() {
        dossier.mentions.push(entry.addresses.mention(mention.span, entry.mention_actor(i)));
    }
    for event in &coding.events {
        dossier.events.push(entry.event(event, &article.id, &coding.places));
    }
    dossier.relations.extend(coding.relations.iter().map(|relation| entry.relation(relation)));
    dossier.notes.extend(notes(&coding.notes, &entry.addresses));
}

/// Adds the actors that the dossier does not know yet; gives the index of each in the dossier.
fn add_actors(
    into: &mut Vec<Actor>,
    actor_index: &mut BTreeMap<String, usize>,
    actors: &[actors::Actor],
) -> Vec<usize> {
    let first_new = into.len();
    let mut indices = Vec::with_capacity(actors.len());
    let mut added = Vec::new();
    for actor in actors {
        let next = first_new + added.len();
        let index = *actor_index.entry(actor.id.clone()).or_insert(next);
        if index == next {
            added.push(actor);
        }
        indices.push(index);
    }
    for actor in added {
        let members = actor.members.iter().filter_map(|member| indices.get(*member).copied()).collect();
        into.push(Actor { members, ..actor_record(actor) });
    }
    indices
}

/// An actor by itself, without its members, which are indices into a list.
pub fn actor_record(actor: &actors::Actor) -> Actor {
    Actor {
        id: actor.id.clone(),
        name: actor.name.clone(),
        kind: actor.kind.as_str().to_string(),
        country: known(&actor.country),
        sectors: actor.sectors.iter().map(|sector| sector.as_str().to_string()).collect(),
        role: known(&actor.role),
        wikidata: known(&actor.wikidata),
        members: Vec::new(),
        basis: actor.basis.as_str().to_string(),
    }
}

/// What one actor does to another, by itself.
pub fn answer_record(answer: &chancery_coding::Answer) -> Answer {
    Answer {
        event: answer.category.as_str().to_string(),
        act: answer.act.map(|act| act.as_str().to_string()),
        mode: answer.mode.clone(),
        cameo: answer.cameo.clone(),
        quad: answer.category.quad().number(),
        status: answer.status.as_str().to_string(),
        confidence: rounded(answer.confidence),
        rule: answer.rule.clone(),
    }
}

impl Entry<'_> {
    fn mention_actor(&self, mention: usize) -> Option<usize> {
        self.mentions.get(mention).copied().flatten()
    }

    fn participant(&self, participant: &events::Participant) -> Mention {
        let actor = participant.actor.and_then(|actor| self.actors.get(actor).copied());
        self.addresses.mention(participant.span, actor)
    }

    fn sentence(&self, span: Span) -> Sentence {
        let (start, end) = self.addresses.range(span);
        Sentence { start, end, zone: self.addresses.zone.clone() }
    }

    fn place(&self, place: &places::Place) -> Place {
        let (start, end) = self.addresses.range(place.span);
        Place {
            start,
            end,
            text: self.addresses.text(place.span),
            name: place.name.clone(),
            country: known(&place.country),
            admin1: known(&place.admin1),
            fips: known(&place.fips),
            latitude: place.latitude,
            longitude: place.longitude,
            geoname: place.geoname,
            kind: place.kind.clone(),
            form: place.form.as_str().to_string(),
            zone: self.addresses.zone.clone(),
        }
    }

    fn time(&self, time: &times::TimeExpression) -> Time {
        let (start, end) = self.addresses.range(time.span);
        Time {
            start,
            end,
            text: self.addresses.text(time.span),
            kind: time.kind.as_str().to_string(),
            value: time.value.clone(),
            modifier: time.modifier.map(str::to_string),
            from: time.interval.map(|(from, _)| from.to_string()),
            to: time.interval.map(|(_, to)| to.to_string()),
            zone: self.addresses.zone.clone(),
        }
    }

    /// The day that stands beside the cue; else the page's, on which the words were reported.
    fn said_on(&self, quote: &quotes::Quote, times: &[times::TimeExpression]) -> Option<EventDate> {
        let told = quote.time.and_then(|index| Some((index, times.get(index)?)));
        if let Some((index, time)) = told
            && let Some((from, _)) = time.interval
        {
            return Some(EventDate {
                date: from.to_string(),
                precision: time.precision.as_str().to_string(),
                basis: ValueBasis::Stated.as_str().to_string(),
                time: Some(index + self.times_before),
            });
        }
        Some(EventDate {
            date: self.published.clone()?,
            precision: times::Precision::Day.as_str().to_string(),
            basis: ValueBasis::Page.as_str().to_string(),
            time: None,
        })
    }

    fn quote(&self, quote: &quotes::Quote, times: &[times::TimeExpression]) -> Quote {
        let words = |spans: &[Span]| spans.iter().map(|span| self.addresses.words(*span)).collect();
        let speaker = |speaker: &quotes::Speaker| {
            let actor = speaker.mention.and_then(|mention| self.mention_actor(mention));
            self.addresses.mention(speaker.span, actor)
        };
        Quote {
            kind: quote.kind.as_str().to_string(),
            speaker: quote.speaker.iter().map(speaker).collect(),
            cue: words(&quote.cue),
            content: words(&quote.content),
            audience: quote.audience.map(|span| self.addresses.text(span)),
            medium: quote.medium.map(|span| self.addresses.text(span)),
            stance: quote.stance.as_str().to_string(),
            parent: quote.parent.map(|parent| parent + self.quotes_before),
            strength: quote.strength.as_str().to_string(),
            date: self.said_on(quote, times),
            zone: self.addresses.zone.clone(),
        }
    }

    fn event(&self, event: &events::Event, article: &str, places: &[places::Place]) -> Event {
        let side = |side: &[events::Participant]| side.iter().map(|member| self.participant(member)).collect();
        let numbers = event.numbers;
        Event {
            id: self.event_id(event, article),
            sentence: event.sentence + self.sentences_before,
            event: event.category.as_str().to_string(),
            act: event.act.map(|act| act.as_str().to_string()),
            mode: event.mode.clone(),
            contexts: event.contexts.clone(),
            cameo: event.cameo.clone(),
            quad: event.category.quad().number(),
            goldstein: event.goldstein,
            plover_score: event.plover_score,
            source: side(&event.source),
            target: side(&event.target),
            reciprocal: event.reciprocal,
            trigger: self.addresses.words(event.trigger),
            status: event.status.as_str().to_string(),
            background: event.background,
            date: event.date.as_ref().map(|date| EventDate {
                date: date.date.to_string(),
                precision: date.precision.as_str().to_string(),
                basis: date.basis.as_str().to_string(),
                time: date.time.map(|time| time + self.times_before),
            }),
            place: event.place.as_ref().and_then(|at| {
                let place = places.get(at.place)?;
                Some(EventPlace {
                    place: at.place + self.places_before,
                    name: place.name.clone(),
                    precision: precision(&place.kind).to_string(),
                    basis: at.basis.as_str().to_string(),
                })
            }),
            numbers: Numbers {
                dead: numbers.dead,
                injured: numbers.injured,
                arrested: numbers.arrested,
                size: numbers.size,
            },
            quote: event.quote.map(|quote| quote + self.quotes_before),
            confidence: rounded(event.confidence),
            rule: event.rule.clone(),
            blanks: event.blanks.iter().map(|(part, why)| (part.to_string(), why.as_str().to_string())).collect(),
            zone: self.addresses.zone.clone(),
        }
    }

    /// A name for the event made of where it stands and what it says, so that the next run gives the same.
    fn event_id(&self, event: &events::Event, article: &str) -> String {
        let range = |span: Span| {
            let (start, end) = self.addresses.range(span);
            format!("{start}-{end}")
        };
        let side =
            |side: &[events::Participant]| side.iter().map(|member| range(member.span)).collect::<Vec<_>>().join(",");
        let zone = self.addresses.zone.as_deref().unwrap_or("body");
        let (trigger, category) = (range(event.trigger), event.category.as_str());
        let (source, target) = (side(&event.source), side(&event.target));
        hash(format!("{article}\n{zone}\n{trigger}\n{category}\n{source}\n{target}").as_bytes())
    }

    fn relation(&self, relation: &relations::Relation) -> Relation {
        Relation {
            kind: relation.kind.clone(),
            a: self.participant(&relation.a),
            b: self.participant(&relation.b),
            polarity: relation.polarity,
            status: relation.status.to_string(),
            from: known(&relation.from),
            to: known(&relation.to),
            evidence: self.addresses.words(relation.evidence),
            quote: relation.quote.map(|quote| quote + self.quotes_before),
            confidence: rounded(relation.confidence),
            rule: relation.rule.clone(),
            zone: self.addresses.zone.clone(),
        }
    }
}

fn notes(notes: &[chancery_text::Note], addresses: &Addresses<'_>) -> Vec<Note> {
    let note = |note: &chancery_text::Note| Note {
        kind: note.kind.as_str().to_string(),
        span: note.span.map(|span| addresses.words(span)),
        message: note.message.clone(),
    };
    notes.iter().map(note).collect()
}

/// Two events of one trigger, type and sides get numbered names, in order.
fn tell_apart(events: &mut [Event]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for event in events {
        let n = seen.entry(event.id.clone()).or_insert(0);
        *n += 1;
        if *n > 1 {
            event.id = format!("{}-{n}", event.id);
        }
    }
}

/// How exactly a place of this kind tells where.
fn precision(kind: &str) -> &str {
    match kind {
        "capital" | "city" | "unlisted" => "city",
        "camp" | "base" | "battlefield" | "border" | "strait" => "point",
        "province" | "county" => "province",
        "country" => "country",
        _ => "region",
    }
}

/// Unknown is null, never an empty string.
fn known(text: &Option<String>) -> Option<String> {
    text.clone().filter(|text| !text.trim().is_empty())
}

/// Four digits: more would promise what no calibration can keep.
pub(crate) fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use crate::lines::json_line;
    use crate::zones::zone_text;
    use serde_json::Value;

    fn fixed() -> Dossier {
        let codings = fixture::codings();
        dossier(&fixture::article(), &fixture::found(&codings), &fixture::maker())
    }

    /// Calls `check` with every object that has a start, an end and a text.
    fn each_range(value: &Value, check: &mut impl FnMut(Option<&str>, usize, usize, &str)) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| each_range(item, check)),
            Value::Object(items) => {
                let number = |name: &str| items.get(name).and_then(Value::as_u64).map(|n| n as usize);
                if let (Some(start), Some(end), Some(text)) =
                    (number("start"), number("end"), items.get("text").and_then(Value::as_str))
                {
                    check(items.get("zone").and_then(Value::as_str), start, end, text);
                }
                items.values().for_each(|item| each_range(item, check));
            }
            _ => {}
        }
    }

    #[test]
    fn every_range_counts_code_points_of_its_zone() {
        let dossier = fixed();
        let mut n_ranges = 0;
        each_range(&serde_json::to_value(&dossier).expect("a record"), &mut |zone, start, end, text| {
            n_ranges += 1;
            let words: String = zone_text(&dossier, zone).chars().skip(start).take(end - start).collect();
            assert_eq!(words, text);
        });
        assert_eq!(n_ranges, 24);
    }

    #[test]
    fn fields_stand_in_the_order_of_the_contract() {
        let line = json_line(&fixed());
        let record: Value = serde_json::from_str(&line).expect("a record");
        let keys = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>().join(" ");
        assert_eq!(
            keys(&record),
            "id url title published updated publisher publisher_country wire bylines language dateline images text \
             paragraphs page chancery sentences actors mentions events relations quotes places times notes"
        );
        assert_eq!(keys(&record["chancery"]), "schema version data weights");
        assert_eq!(keys(&record["sentences"][0]), "start end");
        assert_eq!(keys(&record["actors"][0]), "id name kind country sectors role wikidata members basis");
        assert_eq!(keys(&record["mentions"][0]), "start end text actor");
        assert_eq!(
            keys(&record["events"][0]),
            "id sentence event act mode contexts cameo quad goldstein plover_score source target reciprocal trigger \
             status background date place numbers quote confidence rule blanks"
        );
        assert_eq!(keys(&record["events"][0]["date"]), "date precision basis time");
        assert_eq!(keys(&record["events"][0]["place"]), "place name precision basis");
        assert_eq!(keys(&record["events"][0]["numbers"]), "dead injured arrested size");
        assert_eq!(keys(&record["relations"][0]), "kind a b polarity status from to evidence quote confidence rule");
        assert_eq!(keys(&record["quotes"][0]), "kind speaker cue content audience medium stance parent strength date");
        assert_eq!(
            keys(&record["places"][0]),
            "start end text name country admin1 fips latitude longitude geoname kind form"
        );
        assert_eq!(keys(&record["times"][0]), "start end text type value mod from to");
    }

    #[test]
    fn zones_share_their_actors_and_say_which_they_are() {
        let dossier = fixed();
        let ids: Vec<&str> = dossier.actors.iter().map(|actor| actor.id.as_str()).collect();
        assert_eq!(ids, ["FRA/group/elysee-aides", "FRA", "SKO", "NOR"]);
        let event = dossier.events.last().expect("the title's event");
        assert_eq!((event.zone.as_deref(), event.sentence), (Some("title"), 2));
        assert_eq!((event.source[0].actor, event.target[0].actor), (Some(1), Some(2)));
        assert_eq!(event.trigger.zone.as_deref(), Some("title"));
        assert_eq!(dossier.sentences[2].zone.as_deref(), Some("title"));
    }

    #[test]
    fn a_record_survives_writing_and_reading() {
        let dossier = fixed();
        let again: Dossier = serde_json::from_str(&json_line(&dossier)).expect("a record");
        assert_eq!(again, dossier);
    }

    #[test]
    fn an_event_keeps_its_name_and_shares_it_with_none() {
        let (one, two) = (fixed(), fixed());
        assert_eq!(one.events[0].id, two.events[0].id);
        let mut events = vec![one.events[0].clone(), one.events[0].clone(), one.events[1].clone()];
        tell_apart(&mut events);
        assert_eq!(events[0].id, one.events[0].id);
        assert_eq!(events[1].id, format!("{}-2", one.events[0].id));
        assert_eq!(events[2].id, one.events[1].id);
    }

    #[test]
    fn unknown_is_null_and_an_empty_part_says_why() {
        let event = &fixed().events[1];
        assert_eq!((&event.date, &event.place, event.quote), (&None, &None, None));
        let blanks: Vec<(&str, &str)> = event.blanks.iter().map(|(part, why)| (part.as_str(), why.as_str())).collect();
        assert_eq!(blanks, [("date", "not-stated"), ("target", "reciprocal")]);
        assert_eq!(known(&Some(" ".to_string())), None);
    }
}
