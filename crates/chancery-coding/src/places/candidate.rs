//! Words that could name a place, with everything that their name stands for.

use crate::clause::Words;
use crate::mentions::{ActorKind, Dictionary, Found, Meaning, Usage};
use crate::places::fold::{fold, fold_word};
use crate::places::gazetteer::{Gazetteer, Sense};
use crate::places::place::PlaceForm;
use crate::places::store::Sort;
use chancery_syntax::Upos;
use std::collections::BTreeMap;

/// Words that could name a place.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) sentence: usize,
    /// First and one past the last word.
    pub(crate) first: usize,
    pub(crate) end: usize,
    /// Folded: mentions of one name have one name.
    pub(crate) name: String,
    /// What it can stand for, each with whether that is its own name.
    pub(crate) senses: Vec<(Sense, bool)>,
    pub(crate) form: PlaceForm,
    /// A short form that stands only after a town: "Ind."
    pub(crate) only_after_town: bool,
    /// A capital by a name of the actors' dictionary.
    pub(crate) is_capital: bool,
    /// How much the words around speak for a place.
    pub(crate) evidence: i32,
    /// The candidate that says where it lies: "Ky." for "Lexington, Ky."
    pub(crate) within: Option<usize>,
}

/// Reads the candidates of a sentence from left to right; they do not overlap.
pub(crate) fn candidates(
    gazetteer: &Gazetteer,
    dictionary: &Dictionary,
    words: &Words<'_>,
    sentence: usize,
    named: &[Found],
) -> Vec<Candidate> {
    let mut out = Vec::new();
    let mut first = 0;
    while first < words.len() {
        match longest_at(gazetteer, dictionary, words, sentence, first, named) {
            Some(candidate) => {
                first = candidate.end;
                out.push(candidate);
            }
            None => first += 1,
        }
    }
    out
}

fn longest_at(
    gazetteer: &Gazetteer,
    dictionary: &Dictionary,
    words: &Words<'_>,
    sentence: usize,
    first: usize,
    named: &[Found],
) -> Option<Candidate> {
    if !may_start(words, first) {
        return None;
    }
    let known = named.iter().find(|found| found.first <= first && first < found.end);
    let state = known.filter(|found| found.first == first).and_then(|found| {
        let entity = dictionary.entity(found.entity);
        let state = (entity.kind == ActorKind::Country).then(|| gazetteer.state_of_entity(dictionary, found.entity));
        Some((found, state.flatten()?))
    });
    let mut ends: BTreeMap<usize, Vec<(Sense, bool)>> = BTreeMap::new();
    listed_from(gazetteer, words, first, &mut ends);
    regions_from(gazetteer, words, first, &mut ends);
    let mut inside = None;
    if let Some(found) = known
        && found.first == first
        && state.is_none()
        && let Some((end, state)) = state_in_front(gazetteer, dictionary, words, first, found.end)
    {
        // "U.S. Army": the dictionary knows the body, and the state stands in its name.
        ends.entry(end).or_default().push((Sense::Country(state), true));
        inside = Some(end);
    }
    let short = short_form_at(gazetteer, words, first);
    let mut form = PlaceForm::Name;
    let mut is_capital = false;
    let mut only_after_town = false;
    let longest = ends.keys().next_back().copied().unwrap_or(0);
    let mut end = longest;
    if let Some((found, state)) = state
        && found.end >= longest
    {
        match found.usage {
            Usage::Name => {
                // "Mexico" is the state; that a town far off bears its name is beside the point unless words say so.
                ends.entry(found.end).or_default().push((Sense::Country(state), true));
            }
            Usage::Adjective | Usage::Demonym => {
                ends.clear();
                ends.insert(found.end, vec![(Sense::Country(state), true)]);
                form = PlaceForm::Adjective;
            }
            Usage::Capital => {
                is_capital = true;
                ends.entry(found.end).or_default();
            }
            Usage::Surname => return None,
        }
        end = found.end;
    } else if let Some(found) = known
        && found.end >= longest.max(first + 1)
        && inside.is_none()
        && (found.first < first || found.end > longest)
    {
        // The words are those of a body or a person that the dictionary knows: "Bank of China".
        return None;
    }
    if let Some((short_end, divisions)) = short
        && short_end >= end
    {
        only_after_town = divisions.iter().all(|(_, alone)| !alone) && !ends.contains_key(&short_end);
        let senses = divisions.iter().filter_map(|(division, _)| gazetteer.store.division(*division));
        ends.entry(short_end).or_default().extend(senses.map(|(_, _, place)| (Sense::Listed(place), true)));
        end = short_end;
    }
    if let Some(inside) = inside {
        end = inside;
        form = PlaceForm::Inside;
    }
    let mut senses = ends.remove(&end)?;
    if is_capital {
        capital_sense(gazetteer, &mut senses, state.map(|(_, state)| state)?);
    }
    senses.sort_unstable_by_key(|(sense, own)| (*sense, !*own));
    senses.dedup_by_key(|(sense, _)| *sense);
    town_before_county(gazetteer, &mut senses);
    let name = fold(words.span_of(first, end - 1).of(words.text));
    Some(Candidate { sentence, first, end, name, senses, form, only_after_town, is_capital, evidence: 0, within: None })
}

/// The state whose name opens the name of a body, and the word after it.
fn state_in_front(
    gazetteer: &Gazetteer,
    dictionary: &Dictionary,
    words: &Words<'_>,
    first: usize,
    end: usize,
) -> Option<(usize, usize)> {
    (first + 1..end).rev().find_map(|end| {
        let Meaning { entity, usage, .. } = dictionary.look_up(words.span_of(first, end - 1).of(words.text), None)?;
        let is_state = usage == Usage::Name && dictionary.entity(entity).kind == ActorKind::Country;
        Some((end, gazetteer.state_of_entity(dictionary, entity).filter(|_| is_state)?))
    })
}

/// A district outside the United States that bears its town's own name: who writes it means the town.
fn town_before_county(gazetteer: &Gazetteer, senses: &mut Vec<(Sense, bool)>) {
    let row = |sense: &Sense| match sense {
        Sense::Listed(row) => Some(gazetteer.store.row(*row)),
        _ => None,
    };
    let towns: Vec<(u8, Option<u16>, String)> = senses
        .iter()
        .filter_map(|(sense, _)| row(sense))
        .filter(|row| matches!(row.sort, Sort::City | Sort::Capital))
        .map(|row| (row.country, row.division, row.name.to_string()))
        .collect();
    senses.retain(|(sense, _)| {
        row(sense).is_none_or(|row| {
            row.sort != Sort::County || !towns.contains(&(row.country, row.division, row.name.to_string()))
        })
    });
}

/// A capital's own row is its sense; where the gazetteer lacks it, the state's point is.
fn capital_sense(gazetteer: &Gazetteer, senses: &mut Vec<(Sense, bool)>, state: usize) {
    let is_its_capital = |sense: &Sense| match sense {
        Sense::Listed(row) => {
            gazetteer.state(*sense) == Some(state)
                && matches!(gazetteer.store.row(*row).sort, Sort::Capital | Sort::City)
        }
        _ => false,
    };
    if !senses.iter().any(|(sense, _)| is_its_capital(sense)) {
        senses.push((Sense::Country(state), true));
    }
}

/// A name starts with a capital letter; Arabic articles may be small: "al-Bab".
fn may_start(words: &Words<'_>, word: usize) -> bool {
    let form = words.form(word);
    if form.starts_with(char::is_uppercase) {
        return true;
    }
    matches!(form, "al" | "el" | "ash" | "ad" | "as" | "an" | "ar")
        && word + 1 < words.len()
        && words.form(word + 1) == "-"
        || form
            .strip_prefix("al-")
            .or_else(|| form.strip_prefix("el-"))
            .is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// Small words inside names of places.
const INNER: &[&str] = &[
    "de", "la", "le", "les", "del", "di", "da", "do", "dos", "das", "du", "des", "of", "the", "and", "upon", "on",
    "al", "el", "am", "im", "an", "der", "den", "en", "sur", "es", "ash", "ad", "as", "y", "e",
];

/// The word after this one, if it goes on with the same name: past one blank, or past a hyphen.
fn next_in_name(words: &Words<'_>, word: usize) -> Option<usize> {
    let mut next = word + 1;
    if next >= words.len() {
        return None;
    }
    if matches!(words.form(next), "-" | "\u{2011}") && words.span(next).start == words.span(word).end {
        next += 1;
        if next >= words.len() || words.span(next).start != words.span(next - 1).end {
            return None;
        }
    } else {
        let gap = words.text.get(words.span(word).end..words.span(next).start)?;
        if gap.is_empty() || gap.contains('\n') {
            return None;
        }
    }
    let form = words.form(next);
    (form.starts_with(char::is_uppercase) || INNER.contains(&form)).then_some(next)
}

/// Rows of the compiled gazetteer whose names start here, by the word after their end.
fn listed_from(gazetteer: &Gazetteer, words: &Words<'_>, first: usize, ends: &mut BTreeMap<usize, Vec<(Sense, bool)>>) {
    let map = gazetteer.store.walk();
    let mut node = map.root();
    let mut value = 0;
    let mut word = first;
    let mut buffer = String::new();
    loop {
        buffer.clear();
        if word > first {
            buffer.push(' ');
        }
        let form = words.form(word);
        for (at, part) in form.split('-').filter(|part| !part.is_empty()).enumerate() {
            if at > 0 {
                buffer.push(' ');
            }
            fold_word(part, &mut buffer);
        }
        for byte in buffer.bytes() {
            let Some(at) = node.find_input(byte) else { return };
            let transition = node.transition(at);
            value += transition.out.value();
            node = map.node(transition.addr);
        }
        if node.is_final() && (form.starts_with(char::is_uppercase) || form.contains('-')) {
            let found = gazetteer.store.posted(value + node.final_output().value());
            ends.entry(word + 1).or_default().extend(found.map(|(row, own)| (Sense::Listed(row), own)));
        }
        match next_in_name(words, word) {
            Some(next) => word = next,
            None => return,
        }
    }
}

/// Regions whose names start here, by the word after their end.
fn regions_from(
    gazetteer: &Gazetteer,
    words: &Words<'_>,
    first: usize,
    ends: &mut BTreeMap<usize, Vec<(Sense, bool)>>,
) {
    let mut word = first;
    for _ in 0..gazetteer.longest_region {
        let name = fold(words.span_of(first, word).of(words.text));
        for region in gazetteer.regions_named(&name) {
            ends.entry(word + 1).or_default().push((Sense::Region(*region), true));
        }
        // "Rafah crossing" goes on with a small letter.
        word = match next_in_name(words, word) {
            Some(next) => next,
            None if word + 1 < words.len() && words.upos(word + 1) == Upos::Noun => word + 1,
            None => return,
        };
    }
}

/// A short form of divisions here: one word, or two as in "W. Va.".
fn short_form_at<'g>(gazetteer: &'g Gazetteer, words: &Words<'_>, first: usize) -> Option<(usize, &'g [(u16, bool)])> {
    for end in (first + 1..=(first + 3).min(words.len())).rev() {
        let divisions = gazetteer.short_form(words.span_of(first, end - 1).of(words.text));
        if !divisions.is_empty() {
            return Some((end, divisions));
        }
    }
    None
}
