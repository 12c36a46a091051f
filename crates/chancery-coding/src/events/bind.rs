//! When, where, how many and in which context: what else the event's own clause says.

use crate::clause::Words;
use crate::events::category::Category;
use crate::events::compose::Draft;
use crate::events::event::{EventDate, EventPlace, Numbers, Status, ValueBasis};
use crate::events::participants::{top_word, words_of};
use crate::events::pattern::{Count, WordLists};
use crate::places::{Place, PlaceForm};
use crate::times::{Precision, TimeExpression};
use chancery_syntax::{Deprel, Upos};
use chancery_text::Span;
use jiff::ToSpan;
use jiff::civil::Date;

/// An event told with a day older than this many days is background (the coding guide's "about a month").
const BACKGROUND_DAYS: i64 = 31;

/// The event's day: a time of its own clause; else one of the clause that carries it; else, for what has happened,
/// the day of the page.
pub(crate) fn date(
    words: &Words<'_>,
    sentence: usize,
    draft: &Draft,
    status: Status,
    times: &[TimeExpression],
    published: Option<Date>,
) -> Option<EventDate> {
    let here = times.iter().enumerate().filter(|(_, time)| time.sentence == sentence && time.interval.is_some());
    let mut best: Option<(u8, EventDate)> = None;
    for (index, time) in here {
        let (Some(basis), Some((from, _))) = (bond(words, draft, time.span), time.interval) else { continue };
        let rank = if basis == ValueBasis::Stated { 0 } else { 1 };
        if best.as_ref().is_none_or(|(least, _)| rank < *least) {
            best = Some((rank, EventDate { date: from, precision: time.precision, basis, time: Some(index) }));
        }
    }
    if let Some((_, date)) = best {
        return Some(date);
    }
    let reported = matches!(status, Status::Occurred | Status::Ongoing | Status::Denied | Status::Negated);
    let date = published.filter(|_| reported)?;
    Some(EventDate { date, precision: Precision::Day, basis: ValueBasis::Page, time: None })
}

/// True where the day is so much older than the page that the event is told as context.
pub(crate) fn is_background(date: Option<&EventDate>, times: &[TimeExpression], published: Option<Date>) -> bool {
    let (Some(date), Some(published)) = (date, published) else { return false };
    let last =
        date.time.and_then(|time| times.get(time)).and_then(|time| time.interval).map_or(date.date, |(_, to)| to);
    published.checked_sub(BACKGROUND_DAYS.days()).is_ok_and(|limit| last < limit)
}

/// The event's place: the nearest and smallest that a preposition of place brings into its clause, or that the deed is
/// done to: "shelled Kharkiv". A government is not its capital, and a dateline is no part of any clause.
pub(crate) fn place(words: &Words<'_>, sentence: usize, draft: &Draft, places: &[Place]) -> Option<EventPlace> {
    let mut best: Option<((ValueBasis, u8), EventPlace)> = None;
    for (index, place) in places.iter().enumerate() {
        // What is no name of its own says of whom, not where.
        if place.sentence != sentence || place.form != PlaceForm::Name {
            continue;
        }
        let Some((first, end)) = words_of(words.parse, place.span) else { continue };
        let top = top_word(words.parse, first, end);
        let basis = if let Some(basis) = done_to(words, draft, place, top) {
            Some(basis)
        } else if words.case(top).is_some_and(|case| is_where(&case, draft.category)) {
            bond(words, draft, place.span)
        } else {
            None
        };
        let Some(basis) = basis else { continue };
        let rank = (basis, coarseness(&place.kind));
        if best.as_ref().is_none_or(|(least, _)| rank < *least) {
            best = Some((rank, EventPlace { place: index, basis }));
        }
    }
    best.map(|(_, place)| place)
}

/// True for a preposition that says where events of a category happen: troops are sent to, and withdrawn from.
fn is_where(preposition: &str, category: Category) -> bool {
    const LOCATIVE: &[&str] =
        &["in", "at", "near", "outside", "inside", "around", "across", "throughout", "within", "off"];
    LOCATIVE.contains(&preposition)
        || match category {
            Category::Mobilize => matches!(preposition, "to" | "into" | "along" | "towards" | "toward"),
            Category::Retreat => preposition == "from",
            _ => false,
        }
}

/// How the place is bound where force is done to it, and it is no state: "raided the camp", "the shelling of Kharkiv".
fn done_to(words: &Words<'_>, draft: &Draft, place: &Place, top: usize) -> Option<ValueBasis> {
    if draft.category != Category::Assault || matches!(place.kind.as_str(), "country" | "continent") {
        return None;
    }
    let suffers = |word: usize| {
        let beside = words.is_noun(word)
            && ["on", "of", "against"].iter().any(|case| words.prepositional(word, case).contains(&top));
        beside || words.is_verb(word) && words.objects(word).contains(&top)
    };
    if suffers(draft.node) || suffers(draft.trigger) {
        return Some(ValueBasis::Stated);
    }
    // "raided the camp and killed two men": one deed after the other.
    let before = words.head(draft.node).filter(|_| words.deprel(draft.node) == Deprel::Conj)?;
    suffers(before).then_some(ValueBasis::Inherited)
}

/// The less a place covers, the better it says where.
fn coarseness(kind: &str) -> u8 {
    match kind {
        "camp" | "base" | "battlefield" | "border" | "strait" => 0,
        "city" | "capital" | "unlisted" => 1,
        "county" => 2,
        "province" | "island" | "lake" => 3,
        "region" | "sea" | "river" | "mountain" => 4,
        _ => 5,
    }
}

/// How some words are bound to an event: they hang from its own words, or from the verb that carries its clause.
fn bond(words: &Words<'_>, draft: &Draft, span: Span) -> Option<ValueBasis> {
    let (first, end) = words_of(words.parse, span)?;
    let top = top_word(words.parse, first, end);
    for above in words.ancestors(top) {
        if above == draft.node || above == draft.trigger {
            return Some(ValueBasis::Stated);
        }
        if words.upos(above) == Upos::Verb || words.has(above, Deprel::Cop) {
            return carries(words, above, draft).then_some(ValueBasis::Inherited);
        }
    }
    None
}

/// True where the event's clause hangs from this verb without a report between them: what is said on Tuesday need
/// not have happened on Tuesday.
fn carries(words: &Words<'_>, verb: usize, draft: &Draft) -> bool {
    let mut at = draft.node;
    for above in words.ancestors(draft.node) {
        if matches!(words.deprel(at).base(), "ccomp" | "parataxis" | "acl" | "appos") {
            return false;
        }
        if above == verb {
            return true;
        }
        at = above;
    }
    // The verb below shares the clause of the one that carries it: "is set to sign on Monday".
    words.ancestors(verb).next() == Some(draft.node) && words.deprel(verb) == Deprel::Xcomp
}

/// The number beside the word that the rule counts.
pub(crate) fn numbers(words: &Words<'_>, draft: &Draft) -> Numbers {
    let mut out = Numbers::default();
    let (Some(count), Some(word)) = (draft.counts, draft.counted) else { return out };
    let beside = words.children_by(word, &[Deprel::Nummod]).find_map(|c| number(&words.lower(c)));
    let value = beside.or_else(|| (words.upos(word) == Upos::Num).then(|| number(&words.lower(word))).flatten());
    match count {
        Count::Dead => out.dead = value,
        Count::Injured => out.injured = value,
        Count::Arrested => out.arrested = value,
        Count::Size => out.size = value,
    }
    out
}

/// A whole number in digits or in one English word.
fn number(form: &str) -> Option<u32> {
    const SMALL: &[&str] = &[
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    if let Some(at) = SMALL.iter().position(|word| *word == form) {
        return u32::try_from(at).ok();
    }
    match form {
        "thirty" => Some(30),
        "forty" => Some(40),
        "fifty" => Some(50),
        "dozen" => Some(12),
        "hundred" => Some(100),
        digits => digits.replace(',', "").parse().ok(),
    }
}

/// The contexts that the words of the event's own phrase give, with those of its rules; sorted, each once.
pub(crate) fn contexts(lists: &WordLists, words: &Words<'_>, draft: &Draft) -> Vec<String> {
    let mut out = draft.contexts.clone();
    let mut near: Vec<usize> = vec![draft.trigger, draft.node];
    const ARGUMENTS: &[Deprel] =
        &[Deprel::Obj, Deprel::Amod, Deprel::Compound, Deprel::Nmod, Deprel::NsubjPass, Deprel::Obl, Deprel::Conj];
    for at in [draft.trigger, draft.node] {
        for child in words.children_by(at, ARGUMENTS).filter(|c| !words.is_verb(*c)) {
            near.push(child);
            near.extend(words.children_by(child, &[Deprel::Amod, Deprel::Compound, Deprel::Conj]));
        }
    }
    for word in near {
        out.extend(lists.context_of(words.lemma(word)).map(str::to_string));
    }
    out.sort();
    out.dedup();
    out
}
