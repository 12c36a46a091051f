//! Whether words name a place here: what stands beside them, what the tree and the tagger say, what the article says
//! elsewhere.

use crate::clause::Words;
use crate::places::candidate::Candidate;
use crate::places::gazetteer::{Gazetteer, Sense};
use crate::places::place::PlaceForm;
use crate::places::store::Sort;
use chancery_syntax::{Deprel, EntityKind, Upos};
use std::collections::BTreeSet;

/// Words are a place from this much evidence on.
pub(crate) const ENOUGH: i32 = 3;
/// From here on a mention vouches for the others of its name.
pub(crate) const SURE: i32 = 5;
/// Says that words are no place, whatever else speaks for it.
pub(crate) const NEVER: i32 = -100;
/// Eighths of doublings: 131,072 people.
const BIG: u8 = 136;
/// Eighths of doublings: 32,768 people.
const MIDDLING: u8 = 120;

/// The surnames and titles by which a text names persons, folded.
pub(crate) fn surnames(gazetteer: &Gazetteer, words: &Words<'_>, out: &mut BTreeSet<String>) {
    for word in 1..words.len() {
        let capital = |w: usize| words.form(w).starts_with(char::is_uppercase);
        if words.upos(word) != Upos::Propn || !capital(word) || !touches(words, word - 1) {
            continue;
        }
        let before = words.lower(word - 1);
        let titled = gazetteer.is("title", &before) && capital(word - 1);
        let joined = matches!(words.deprel(word), Deprel::Flat) && words.head(word).is_some_and(|head| head < word);
        let person = |w: usize| words.parse.tags[w].kind == Some(EntityKind::Person);
        let of_person = person(word) || words.head(word).is_some_and(person);
        let first_name = words.upos(word - 1) == Upos::Propn && capital(word - 1);
        if titled || of_person && first_name && (joined || words.deprel(word - 1) == Deprel::Compound || person(word)) {
            let next_goes_on = word + 1 < words.len() && touches(words, word) && words.upos(word + 1) == Upos::Propn;
            if !next_goes_on {
                out.insert(crate::places::fold::fold(words.form(word)));
            }
        }
    }
}

/// True where nothing but blanks stands between a word and the next.
fn touches(words: &Words<'_>, word: usize) -> bool {
    words
        .text
        .get(words.span(word).end..words.span(word + 1).start)
        .is_some_and(|gap| !gap.is_empty() && gap.chars().all(char::is_whitespace) && !gap.contains('\n'))
}

/// Sets a candidate's evidence, and its form where it stands inside the name of a body; it takes in a word of
/// direction that belongs to the name.
pub(crate) fn weigh(gazetteer: &Gazetteer, words: &Words<'_>, candidate: &mut Candidate, surnames: &BTreeSet<String>) {
    let (first, end) = (candidate.first, candidate.end);
    if candidate.form == PlaceForm::Adjective {
        candidate.evidence = if joined_to_name(words, first, end) == Some(Side::Before) { NEVER } else { ENOUGH };
        return;
    }
    let mut sum = standing(gazetteer, candidate);
    // "University of Texas" is a name of its own, and a row of the gazetteer.
    let institution =
        end > first + 2 && words.lower(first + 1) == "of" && gazetteer.is("institution", &words.lower(first));
    if institution && candidate.senses.iter().all(|(sense, _)| matches!(sense, Sense::Listed(_))) {
        candidate.evidence = NEVER;
        return;
    }
    if (first..end).all(|word| is_common(gazetteer, &words.lower(word))) {
        candidate.evidence = NEVER;
        return;
    }
    let head = (first..end).find(|w| words.head(*w).is_none_or(|h| h < first || h >= end)).unwrap_or(end - 1);
    let single = end == first + 1;
    if !single {
        sum += 1;
    }
    match words.parse.tags[head].kind {
        Some(EntityKind::Place) => sum += 2,
        // A big town's name of several words is hardly anybody's, whatever the tagger thinks.
        Some(EntityKind::Person) if !single && sum > 2 => sum -= 1,
        // A state acts like a person.
        Some(EntityKind::Person) if candidate.senses.iter().any(|(sense, _)| gazetteer.is_wide(*sense)) => sum -= 1,
        Some(EntityKind::Person) => sum -= 3,
        Some(EntityKind::Organization) | None => {}
        Some(_) => sum -= 1,
    }
    if words.upos(head) != Upos::Propn {
        sum -= if single { 3 } else { 1 };
    }
    let shouted = (first..end).all(|word| words.form(word).len() > 1 && !words.form(word).contains(char::is_lowercase));
    if shouted && is_dateline(words, end) {
        sum += SURE;
    } else if single && shouted && first > 0 {
        sum -= 2;
    }
    if single && surnames.contains(&candidate.name) {
        sum -= 4;
    }
    sum += before(gazetteer, words, candidate, head);
    sum += after(gazetteer, words, candidate, head);
    candidate.evidence = sum;
}

/// True for words that stand in names of all sorts and are no name by themselves: "Central", "University".
fn is_common(gazetteer: &Gazetteer, word: &str) -> bool {
    ["direction", "body", "feature", "institution", "common"].iter().any(|class| gazetteer.is(class, word))
}

/// What the gazetteer alone says: a state is one wherever it stands, a village wants proof.
fn standing(gazetteer: &Gazetteer, candidate: &Candidate) -> i32 {
    let of = |(sense, own): &(Sense, bool)| {
        let found = match sense {
            Sense::Country(_) => 4,
            Sense::Region(_) => 3,
            Sense::Listed(row) => {
                let row = gazetteer.store.row(*row);
                match row.sort {
                    Sort::Province | Sort::Country => 2 + i32::from(row.size >= BIG),
                    // "Tarrant County" is nothing else.
                    Sort::County if *own && is_county(&candidate.name) => 4,
                    Sort::County => 1,
                    Sort::Capital => 2,
                    Sort::City if row.size >= BIG => 2,
                    Sort::City if row.size >= MIDDLING => 1,
                    Sort::City => 0,
                }
            }
        };
        if *own { found } else { found - 1 }
    };
    let best = candidate.senses.iter().map(of).max().unwrap_or(0);
    if candidate.is_capital { best.max(4) } else { best }
}

/// True for a name that says of itself that it is a county's.
fn is_county(folded: &str) -> bool {
    folded.ends_with(" county") || folded.ends_with(" parish") || folded.starts_with("county ")
}

/// Prepositions, titles and names before the words.
fn before(gazetteer: &Gazetteer, words: &Words<'_>, candidate: &mut Candidate, head: usize) -> i32 {
    let mut at = candidate.first;
    // "southern Mali", "the downtown Houston": the words of direction and the article are stepped over.
    while at > 0 && touches(words, at - 1) && gazetteer.is("direction", &words.lower(at - 1)) {
        at -= 1;
        if words.form(at).starts_with(char::is_uppercase) && !(at == 0 && words.upos(at) != Upos::Propn) {
            candidate.first = at;
        }
    }
    if at > 0 && words.upos(at - 1) == Upos::Det {
        at -= 1;
    }
    if at >= 2 && matches!(words.form(at - 1), "-" | "\u{2013}") && is_party(words.form(at - 2)) {
        return SURE;
    }
    if at == 0 || !touches(words, at - 1) {
        return 0;
    }
    let previous = words.lower(at - 1);
    let capital = words.form(at - 1).starts_with(char::is_uppercase);
    if previous == "of" {
        let noun = at.checked_sub(2).map(|noun| (words.lower(noun), words.form(noun).starts_with(char::is_uppercase)));
        return match noun {
            Some((noun, true)) if gazetteer.is("institution", &noun) => NEVER,
            Some((noun, _)) if gazetteer.is("place_of", &noun) => 3,
            // "Ann Hill of Roswell": where somebody is from.
            _ if from_person(words, head) => 3,
            Some((_, false)) => 1,
            _ => 0,
        };
    }
    if gazetteer.is("before", &previous) {
        return if matches!(previous.as_str(), "in" | "near" | "at" | "from" | "outside") { 3 } else { 2 };
    }
    if capital && gazetteer.is("title", &previous) {
        return NEVER;
    }
    if capital
        && at == candidate.first
        && words.upos(at - 1) == Upos::Propn
        && joined_to_name(words, candidate.first, candidate.end) == Some(Side::Before)
    {
        return NEVER;
    }
    if capital && at == candidate.first && words.form(at - 1).len() == 2 && words.form(at - 1).ends_with('.') {
        return NEVER;
    }
    // "in Norman and Moore": what a preposition brings, it brings to all that are joined.
    if words.deprel(head) == Deprel::Conj
        && let Some(joined) = words.head(head)
        && words.case(joined).is_some_and(|case| gazetteer.is("before", &case))
    {
        return 2;
    }
    0
}

/// "D-Raleigh": the letters of an American party before the home of its member.
fn is_party(form: &str) -> bool {
    matches!(form, "D" | "R" | "I" | "DFL" | "Lib" | "Lab")
}

/// True where the words hang from a noun that stands for a person.
fn from_person(words: &Words<'_>, head: usize) -> bool {
    words.head(head).is_some_and(|noun| words.parse.tags[noun].kind == Some(EntityKind::Person))
}

/// Names, bodies and nouns after the words, and the verb that they are the subject of.
fn after(gazetteer: &Gazetteer, words: &Words<'_>, candidate: &mut Candidate, head: usize) -> i32 {
    let end = candidate.end;
    let mut sum = 0;
    if words.deprel(head) == Deprel::Nsubj
        && words.head(head).is_some_and(|verb| gazetteer.is("speaks", words.lemma(verb)))
        && !candidate.senses.iter().any(|(sense, _)| gazetteer.is_wide(*sense))
    {
        sum -= 2;
    }
    if end >= words.len() {
        return sum;
    }
    if matches!(words.form(end), "'s" | "\u{2019}s") {
        let body = end + 1 < words.len() && gazetteer.is("body", &words.lower(end + 1));
        return sum + i32::from(body);
    }
    if end + 1 < words.len() && words.form(end) == "-" {
        return sum + if matches!(words.form(end + 1), "based" | "area" | "born") { SURE } else { 0 };
    }
    if !touches(words, end - 1) {
        return sum;
    }
    let next = words.lower(end);
    if words.form(end).starts_with(char::is_uppercase) {
        if gazetteer.is("body", &next) || is_county(&candidate.name) {
            candidate.form = PlaceForm::Inside;
            return sum + 2;
        }
        let longer = joined_to_name(words, candidate.first, end) == Some(Side::After);
        return if longer || gazetteer.is("feature", &next) { NEVER } else { sum };
    }
    if words.form(end).starts_with(|c: char| c.is_ascii_digit()) {
        return sum - 1;
    }
    if gazetteer.is("eponym", &next) {
        return NEVER;
    }
    if gazetteer.is("resident", &next) || gazetteer.is("body", &next) {
        sum += 3;
    }
    sum
}

/// "FARGO (AP) --", "SPRINGFIELD - ": what follows capitals in a dateline, also in the middle of a text.
fn is_dateline(words: &Words<'_>, end: usize) -> bool {
    end + 1 < words.len()
        && matches!(words.form(end), "(" | "-" | "--" | "\u{2013}" | "\u{2014}")
        && words.span(end).start > words.span(end - 1).end
}

#[derive(PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// "Jordan Smith", "Boston Red Sox": the tree joins the words to a longer name, on this side of them.
fn joined_to_name(words: &Words<'_>, first: usize, end: usize) -> Option<Side> {
    let inside = |word: usize| first <= word && word < end;
    let name = |word: usize| words.upos(word) == Upos::Propn && words.form(word).starts_with(char::is_uppercase);
    if end < words.len() && name(end) && touches(words, end - 1) {
        return Some(Side::After);
    }
    for word in first..end {
        let part = matches!(words.deprel(word), Deprel::Flat | Deprel::Compound);
        if let Some(head) = words.head(word)
            && part
            && name(head)
            && !inside(head)
        {
            return Some(if head < first { Side::Before } else { Side::After });
        }
        const PARTS: &[Deprel] = &[Deprel::Flat, Deprel::Compound];
        if let Some(child) = words.children_by(word, PARTS).find(|child| name(*child) && !inside(*child)) {
            return Some(if child < first { Side::Before } else { Side::After });
        }
    }
    None
}
