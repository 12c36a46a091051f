//! Where: the places that the words name.
//!
//! Names are found in the gazetteer, words around them say whether a place is meant here, and the article's other
//! places say which one.

mod fold;
mod store;
mod place;
mod gazetteer;
mod candidate;
mod evidence;
mod resolve;

pub use fold::fold;
pub use gazetteer::{Gazetteer, STORE};
pub use place::{Place, PlaceForm};
pub use store::{CountryRow, DivisionRow, PlaceRow, Sort, Store, StoreError, write};

use crate::clause::Words;
use crate::mentions::{Dictionary, Found};
use crate::times::TimeExpression;
use candidate::{Candidate, candidates};
use chancery_syntax::{EntityKind, Parse, Upos};
use chancery_text::Span;
use evidence::{ENOUGH, SURE, surnames, weigh};
use gazetteer::Sense;
use resolve::{Votes, lies_in, likeliest, resolve};
use std::collections::{BTreeMap, BTreeSet};

/// Words of an article that are looked at for signs of its home.
const CLUE_WORDS: usize = 3000;

/// Words of a name that the gazetteer lacks, at most.
const LONGEST_NAME: usize = 4;

/// What the page says of its home.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Home<'a> {
    /// The outlet's state, ISO 3166-1 alpha-3.
    pub(crate) publisher_country: Option<&'a str>,
    /// The place of the dateline.
    pub(crate) dateline: Option<&'a str>,
}

/// The places that a text names, in order.
pub(crate) fn places(
    gazetteer: &Gazetteer,
    dictionary: &Dictionary,
    text: &str,
    parses: &[Parse],
    names: &[Vec<Found>],
    times: &[TimeExpression],
    home: Home<'_>,
) -> Vec<Place> {
    let mut persons = BTreeSet::new();
    for parse in parses {
        surnames(gazetteer, &Words::new(text, parse), &mut persons);
    }
    let mut found: Vec<Candidate> = Vec::new();
    for (sentence, (parse, named)) in parses.iter().zip(names).enumerate() {
        let words = Words::new(text, parse);
        let from = found.len();
        found.extend(candidates(gazetteer, dictionary, &words, sentence, named));
        for candidate in &mut found[from..] {
            weigh(gazetteer, &words, candidate, &persons);
        }
        counties(gazetteer, &words, sentence, &mut found, from);
        contain(gazetteer, &words, &mut found, from);
        unlisted(gazetteer, &words, sentence, &mut found, from);
        // "In May" is no town.
        let of_time: Vec<Span> = times.iter().filter(|time| time.sentence == sentence).map(|time| time.span).collect();
        for candidate in &mut found[from..] {
            let span = words.span_of(candidate.first, candidate.end - 1);
            if of_time.iter().any(|time| time.contains(span)) {
                candidate.evidence = evidence::NEVER;
            }
        }
    }
    vouch(&mut found);
    let kept: Vec<bool> = found.iter().map(|candidate| candidate.evidence >= ENOUGH).collect();
    let accepted: Vec<Candidate> =
        found.into_iter().zip(&kept).filter(|(_, kept)| **kept).map(|(candidate, _)| candidate).collect();
    let votes = votes(gazetteer, text, parses, home);
    let senses = resolve(gazetteer, &accepted, votes);
    let mut out: Vec<Place> = accepted
        .iter()
        .zip(senses)
        .map(|(candidate, sense)| {
            let words = Words::new(text, &parses[candidate.sentence]);
            let span = words.span_of(candidate.first, candidate.end - 1);
            made(gazetteer, candidate, span, span.of(text), sense)
        })
        .collect();
    out.sort_by_key(|place| (place.sentence, place.span));
    out
}

/// Ties a name to the one after it that says where it lies: "Lexington, Ky.", "Gossi in northern Mali".
fn contain(gazetteer: &Gazetteer, words: &Words<'_>, found: &mut [Candidate], from: usize) {
    for at in from..found.len() {
        let outer = at + 1;
        if outer < found.len() && links(gazetteer, words, &found[at], &found[outer]) {
            let pairs: Vec<(Sense, Sense)> = found[at]
                .senses
                .iter()
                .flat_map(|(inner, _)| found[outer].senses.iter().map(move |(outer, _)| (*inner, *outer)))
                .filter(|(inner, outer)| lies_in(gazetteer, *inner, *outer))
                .collect();
            if !pairs.is_empty() && !is_list(gazetteer, words, &found[at], &found[outer], &pairs) {
                let never = found[at].evidence < -50 || found[outer].evidence < -50;
                found[at].senses.retain(|(sense, _)| pairs.iter().any(|(inner, _)| inner == sense));
                found[outer].senses.retain(|(sense, _)| pairs.iter().any(|(_, outer)| outer == sense));
                found[at].within = Some(outer);
                if !never {
                    found[at].evidence += SURE;
                    found[outer].evidence += SURE;
                }
            }
        }
        if found[at].only_after_town && !(from..at).any(|inner| found[inner].within == Some(at)) {
            found[at].evidence -= 2 * SURE;
        }
    }
}

/// True where two names beside each other are items of a list that both would have to take lesser readings to lie in
/// one another, and the tree does not hang the second from the first: "in Geneva, Washington and Tehran agreed".
fn is_list(
    gazetteer: &Gazetteer,
    words: &Words<'_>,
    inner: &Candidate,
    outer: &Candidate,
    pairs: &[(Sense, Sense)],
) -> bool {
    let inner_best = likeliest(gazetteer, inner);
    let outer_best = likeliest(gazetteer, outer);
    let lesser = !pairs.iter().any(|(sense, _)| Some(*sense) == inner_best)
        && !pairs.iter().any(|(_, sense)| Some(*sense) == outer_best);
    let hangs = (outer.first..outer.end)
        .any(|word| words.head(word).is_some_and(|head| inner.first <= head && head < inner.end));
    lesser && !hangs
}

/// True where the words between two names say that the first lies in the second.
fn links(gazetteer: &Gazetteer, words: &Words<'_>, inner: &Candidate, outer: &Candidate) -> bool {
    use place::PlaceForm::Adjective;
    if outer.form == Adjective || inner.form == Adjective || outer.first < inner.end {
        return false;
    }
    let between: Vec<String> = (inner.end..outer.first).map(|word| words.lower(word)).collect();
    let mut rest: Vec<&str> = between.iter().map(String::as_str).collect();
    rest.retain(|word| *word != "the" && !gazetteer.is("direction", word));
    match rest[..] {
        [] => inner.end == outer.first,
        [one] => matches!(one, "," | "in" | "(" | "'s" | "\u{2019}s"),
        [",", "in"] => true,
        [one, "of"] => gazetteer.is("place_of", one),
        _ => false,
    }
}

/// "Eastland and Callahan counties": the names before the word are those of counties.
fn counties(gazetteer: &Gazetteer, words: &Words<'_>, sentence: usize, found: &mut Vec<Candidate>, from: usize) {
    for word in 1..words.len() {
        if !matches!(words.form(word), "counties" | "Counties" | "parishes") {
            continue;
        }
        let mut at = word;
        while let Some((first, end)) = name_before(words, at) {
            let name = fold(words.span_of(first, end - 1).of(words.text));
            let senses: Vec<(Sense, bool)> = ["county", "parish"]
                .iter()
                .flat_map(|kind| gazetteer.store.named(&format!("{name} {kind}")))
                .map(|(row, own)| (Sense::Listed(row), own))
                .collect();
            if senses.is_empty() {
                break;
            }
            found.retain(|other| other.sentence != sentence || other.end <= first || end <= other.first);
            let within = None;
            found.push(Candidate {
                sentence,
                first,
                end,
                name: format!("{name} county"),
                senses,
                form: PlaceForm::Name,
                only_after_town: false,
                is_capital: false,
                evidence: SURE,
                within,
            });
            at = first;
            while at > 0 && matches!(words.form(at - 1), "," | "and" | "&") {
                at -= 1;
            }
        }
    }
    found[from..].sort_by_key(|candidate| candidate.first);
}

/// Names that the gazetteer lacks and the words show to be places: before a comma and a state, and where a
/// preposition of place brings what the tagger takes for a place.
fn unlisted(gazetteer: &Gazetteer, words: &Words<'_>, sentence: usize, found: &mut Vec<Candidate>, from: usize) {
    let mut new = Vec::new();
    for at in from..found.len() {
        let outer = &found[at];
        let is_outer = outer.senses.iter().any(|(sense, _)| gazetteer.is_wide(*sense)) && outer.form == PlaceForm::Name;
        let linked = (from..at).any(|inner| found[inner].within == Some(at));
        if !is_outer || linked || outer.first < 2 || words.form(outer.first - 1) != "," {
            continue;
        }
        let Some((first, end)) = name_before(words, outer.first - 1) else { continue };
        if found[from..].iter().any(|other| other.first < end && first < other.end && other.evidence > -50) {
            continue;
        }
        let brought = first > 0 && gazetteer.is("before", &words.lower(first - 1));
        if outer.only_after_town || brought {
            new.push((first, end, Some(at)));
        }
    }
    for word in 1..words.len() {
        let place = words.parse.tags[word].kind == Some(EntityKind::Place) && words.upos(word) == Upos::Propn;
        if !place || found[from..].iter().any(|other| other.first <= word && word < other.end) {
            continue;
        }
        let Some((first, end)) = name_before(words, word + 1) else { continue };
        let brought = first > 0 && matches!(words.lower(first - 1).as_str(), "in" | "near" | "at" | "outside");
        let free = !found[from..].iter().any(|other| other.first < end && first < other.end);
        let goes_on = end < words.len() && words.upos(end) == Upos::Propn;
        if brought && free && !goes_on && !new.iter().any(|(from, to, _)| *from < end && first < *to) {
            new.push((first, end, None));
        }
    }
    for (first, end, within) in new {
        if let Some(outer) = within {
            found[outer].evidence += SURE + if found[outer].only_after_town { 2 * SURE } else { 0 };
        }
        found.push(Candidate {
            sentence,
            first,
            end,
            name: fold(words.span_of(first, end - 1).of(words.text)),
            senses: Vec::new(),
            form: PlaceForm::Name,
            only_after_town: false,
            is_capital: false,
            evidence: ENOUGH,
            within,
        });
    }
}

/// The run of capitalised proper nouns that ends before a word.
fn name_before(words: &Words<'_>, end: usize) -> Option<(usize, usize)> {
    let is_part = |word: usize| words.upos(word) == Upos::Propn && words.form(word).starts_with(char::is_uppercase);
    // One more than is taken, so that a long run is seen to be one and costs no more.
    let first = (0..end).rev().take(LONGEST_NAME + 1).take_while(|word| is_part(*word)).last()?;
    (end - first <= LONGEST_NAME).then_some((first, end))
}

/// One name, one reading: a sure mention vouches for the doubtful ones.
fn vouch(found: &mut [Candidate]) {
    let mut sure: BTreeMap<String, bool> = BTreeMap::new();
    for candidate in found.iter().filter(|candidate| candidate.form != PlaceForm::Adjective) {
        *sure.entry(candidate.name.clone()).or_default() |= candidate.evidence >= SURE;
    }
    for candidate in found.iter_mut() {
        if candidate.evidence < SURE && sure.get(&candidate.name).copied().unwrap_or(false) {
            candidate.evidence += 2;
        }
    }
}

/// What the page, its words and its dateline say of where it is at home.
fn votes(gazetteer: &Gazetteer, text: &str, parses: &[Parse], home: Home<'_>) -> Votes {
    let mut votes = Votes::default();
    if let Some(state) = home.publisher_country.and_then(|iso3| gazetteer.state_of(iso3)) {
        votes.for_state(state, 4);
    }
    if let Some(place) = home.dateline {
        let rows = gazetteer.store.named(&fold(place)).map(|(row, _)| row);
        if let Some(row) = rows.max_by_key(|row| (gazetteer.store.row(*row).size, std::cmp::Reverse(*row)))
            && let Some(state) = gazetteer.state(Sense::Listed(row))
        {
            votes.for_state(state, 2);
        }
    }
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let words = parses.iter().flat_map(|parse| (0..parse.len()).map(move |word| (parse, word)));
    for (parse, word) in words.take(CLUE_WORDS) {
        let mut phrase = parse.form(text, word).to_lowercase();
        // One word or two: "sheriff", "city council".
        for next in [None, (word + 1 < parse.len()).then_some(word + 1)] {
            if let Some(next) = next {
                phrase.push(' ');
                phrase.push_str(&parse.form(text, next).to_lowercase());
            }
            if let Some(state) = gazetteer.clue(&phrase)
                && seen.insert(phrase.clone())
            {
                votes.for_state(state, 2);
            }
        }
    }
    votes
}

/// The place of a sense.
fn made(gazetteer: &Gazetteer, candidate: &Candidate, span: Span, printed: &str, sense: Option<Sense>) -> Place {
    let degrees = |part: i32| f64::from(part) / 10_000.0;
    let state = sense.and_then(|sense| gazetteer.state(sense)).map(|state| &gazetteer.states[state]);
    let mut place = Place {
        span,
        sentence: candidate.sentence,
        name: printed.to_string(),
        country: state.map(|state| state.iso3.clone()),
        admin1: None,
        fips: state.and_then(|state| state.fips.clone()),
        latitude: sense.and_then(|sense| gazetteer.at(sense)).map(|(north, _)| degrees(north)),
        longitude: sense.and_then(|sense| gazetteer.at(sense)).map(|(_, east)| degrees(east)),
        geoname: None,
        kind: "unlisted".to_string(),
        form: candidate.form,
    };
    match sense {
        None => {}
        Some(Sense::Country(state)) => {
            let state = &gazetteer.states[state];
            place.kind = "country".to_string();
            place.geoname = state.geoname;
            if candidate.is_capital {
                place.kind = "capital".to_string();
                place.geoname = None;
                place.latitude = state.capital.map(|(north, _)| degrees(north));
                place.longitude = state.capital.map(|(_, east)| degrees(east));
            } else {
                place.name = state.name.clone();
            }
        }
        Some(Sense::Region(region)) => {
            let region = &gazetteer.regions[region];
            place.name = region.name.clone();
            place.kind = region.kind.clone();
            place.geoname = region.geoname;
        }
        Some(Sense::Listed(row)) => {
            let row = gazetteer.store.row(row);
            place.name = row.name.to_string();
            place.geoname = Some(row.geoname);
            place.admin1 =
                row.division.and_then(|at| gazetteer.store.division(at)).map(|(_, code, _)| code.to_string());
            place.kind = match row.sort {
                Sort::City => "city",
                Sort::Capital => "capital",
                Sort::Province => "province",
                Sort::County => "county",
                Sort::Country => "country",
            }
            .to_string();
        }
    }
    place
}
