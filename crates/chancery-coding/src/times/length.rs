//! Lengths of time, and the points that are reached by counting them: `three days`, `two years ago`, `18-month`.

use super::line::Line;
use super::meaning::{Amount, Anchor, Meaning, Reading, Shift, Side, Unit};
use super::number::amount;
use super::words::{Phrase, Sense};

/// Adjectives that may stand between a number and its unit without changing the length.
const BETWEEN: &[&str] = &[
    "more",
    "additional",
    "consecutive",
    "straight",
    "full",
    "long",
    "short",
    "working",
    "trading",
    "business",
    "calendar",
    "whole",
    "further",
    "extra",
    "successive",
    "other",
    "solid",
    "extraordinary",
    "difficult",
    "turbulent",
    "crucial",
    "tense",
    "bloody",
];

/// The length or counted point that stands at `at`.
pub(super) fn length(line: &Line, at: usize) -> Option<Reading> {
    let modifier = line.phrase(at, |phrase| match phrase {
        Phrase::Amount(modifier) => Some(*modifier),
        _ => None,
    });
    if let Some((end, modifier)) = modifier
        && let Some(mut reading) = plain_length(line, end)
    {
        // `about Friday` is another kind; `over the past year` has no modifier but a preposition.
        let loose = line.is(at, &["over", "under", "about", "around", "some"]) && end == at + 1;
        let few = line.senses(end).contains(&Sense::Few);
        if loose && (few || line.is(end, &["the", "its", "his", "her", "their", "these", "those", "all"])) {
            return plain_length(line, at);
        }
        if matches!(reading.meaning, Meaning::Reference(_)) {
            return None;
        }
        reading.modifier = Some(match (&reading.meaning, modifier) {
            (Meaning::Offset { count: ..0, .. }, "MORE_THAN") => "BEFORE",
            (Meaning::Offset { count: ..0, .. }, "LESS_THAN") => "AFTER",
            _ => modifier,
        });
        return Some(reading);
    }
    plain_length(line, at)
}

/// A length without what is said about its exactness before it.
fn plain_length(line: &Line, at: usize) -> Option<Reading> {
    if ["aged", "age"].contains(&line.before(at)) {
        return None;
    }
    let the = line.skip(at, &["the", "its", "his", "her", "their", "these", "those", "all"]);
    let (start, side, which) = side(line, the);
    let Some((number, amount, about)) = amount(line, start) else {
        return bare(line, at, the, start, side, which);
    };
    if the == at && which && side.is_none() && !line.is(at, &["first"]) {
        return None;
    }
    let (mut end, parts) = parts(line, number, amount)?;
    // `the 14-day period`: the article is the period's.
    if the > at && start == the && line.is(number, &["-"]) {
        return None;
    }
    // `A year-earlier loss` is told as `year-earlier`.
    if age(line, end) || (line.is(end, &["-"]) && line.is(end + 1, &["ago", "earlier"])) {
        return None;
    }
    let mut modifier = about.then_some("APPROX");
    for (words, value) in [
        (&["or", "so"][..], "APPROX"),
        (&["or", "more"], "EQUAL_OR_MORE"),
        (&["or", "less"], "EQUAL_OR_LESS"),
        (&["or", "longer"], "EQUAL_OR_MORE"),
    ] {
        if words.iter().enumerate().all(|(i, word)| line.lower(end + i) == *word) {
            (end, modifier) = (end + words.len(), Some(value));
        }
    }
    if let Some((past, step, from)) = counted(line, end)
        && side.is_none()
    {
        return Some(Reading { modifier, ..point(past, end, parts, step, from)? });
    }
    if !stands(line, start, end, &parts) {
        return None;
    }
    if line.is(end, &["-"]) && line.is(end + 1, &["long"]) {
        end += 2;
    }
    Some(Reading { modifier, ..Reading::new(end, Meaning::Length { parts, side }) })
}

/// `past`, `next`, `first` before a number: one past it, the side it tells, and whether such a word stands there.
fn side(line: &Line, at: usize) -> (usize, Option<Side>, bool) {
    match line.shift(at) {
        Some(Shift::Last | Shift::Past) => return (at + 1, Some(Side::Past), true),
        Some(Shift::Next | Shift::Coming) => return (at + 1, Some(Side::Future), true),
        Some(Shift::Previous | Shift::Following) => return (at + 1, None, true),
        Some(Shift::This) if line.is(at, &["this"]) => {
            return match line.shift(at + 1) {
                Some(Shift::Past) => (at + 2, Some(Side::Past), true),
                Some(Shift::Coming) => (at + 2, Some(Side::Future), true),
                _ => (at, None, false),
            };
        }
        _ => {}
    }
    match line.lower(at) {
        "recent" => (at + 1, Some(Side::Past), true),
        "first" | "final" | "initial" | "opening" | "closing" | "latest" | "early" | "last-ditch" => {
            (at + 1, None, true)
        }
        _ => (at, None, false),
    }
}

/// Units after their number: `three years`, `two hours and 30 minutes`, `a year and a half`, `90-day`.
fn parts(line: &Line, at: usize, amount: Amount) -> Option<(usize, Vec<(Unit, Amount)>)> {
    let mut start = line.skip_hyphen(at);
    let hyphen = start > at;
    for _ in 0..2 {
        start = line.skip(start, BETWEEN);
    }
    let (unit, times) = line.unit(start)?;
    let plural = line.lower(start).ends_with('s');
    // `60 Minutes` is a programme, and `the 1988 quarter` a quarter.
    if line.capital(start) && !line.capital(at.saturating_sub(1)) || (!plural && matches!(amount, Amount::Count(999..)))
    {
        return None;
    }
    // `a second`, `20 second`: an ordinal unless the form says otherwise.
    if unit == Unit::Second && !plural && !hyphen && amount != Amount::Count(1) {
        return None;
    }
    if plural && amount == Amount::Count(1) && line.is(at.wrapping_sub(1), &["a", "an"]) {
        return None;
    }
    let amount = match amount {
        Amount::Count(n) => Amount::Count(n.checked_mul(times)?),
        Amount::Half(n) if times == 2 => Amount::Count(n.checked_mul(2)?.checked_add(1)?),
        other => other,
    };
    let mut end = start + 1;
    let mut parts = vec![(unit, amount)];
    if line.is(end, &["and"]) {
        let half = line.skip_hyphen(line.skip(end + 1, &["a"]));
        if let Amount::Count(n) = amount
            && line.is(half, &["half"])
        {
            return Some((half + 1, vec![(unit, Amount::Half(n))]));
        }
    }
    let and = line.skip(line.skip(end, &[","]), &["and"]);
    if (and > end || line.digits(end))
        && matches!(amount, Amount::Count(_))
        && let Some((number, second @ Amount::Count(_), false)) = super::number::amount(line, and)
        && let Some((smaller, 1)) = line.unit(number)
        && smaller < unit
        && unit_letter(smaller) != unit_letter(unit)
        && !age(line, number + 1)
    {
        parts.push((smaller, second));
        end = number + 1;
    }
    Some((end, parts))
}

/// Two parts of one length must not have the same letter.
fn unit_letter(unit: Unit) -> u8 {
    match unit {
        Unit::Year | Unit::Decade | Unit::Century => b'Y',
        Unit::Month | Unit::Quarter | Unit::Period => b'M',
        Unit::Week => b'W',
        Unit::Day | Unit::Weekend => b'D',
        Unit::Hour => b'h',
        Unit::Minute => b'm',
        Unit::Second => b's',
    }
}

/// True where the length was somebody's or something's age.
fn age(line: &Line, end: usize) -> bool {
    let next = line.skip_hyphen(end);
    line.is(next, &["old", "olds"]) || (line.is(end, &["of"]) && line.is(end + 1, &["age"]))
}

/// What turns a length into a point: one past it, the direction, and where the count starts.
fn counted(line: &Line, end: usize) -> Option<(usize, i64, Anchor)> {
    let ends = |at: usize| at >= line.len() || line.is(at, &[".", ",", ";", ":", ")", "-", "'", "\"", "”", "?", "!"]);
    match line.lower(end) {
        "ago" => Some((end + 1, -1, Anchor::Ago)),
        "earlier" | "previously" => Some((end + 1, -1, Anchor::Story)),
        "later" | "afterward" | "afterwards" => Some((end + 1, 1, Anchor::Story)),
        "before" if ends(end + 1) => Some((end + 1, -1, Anchor::Story)),
        "after" if ends(end + 1) => Some((end + 1, 1, Anchor::Story)),
        "from" if line.is(end + 1, &["now", "today"]) => Some((end + 2, 1, Anchor::Page)),
        "hence" => Some((end + 1, 1, Anchor::Page)),
        _ => None,
    }
}

/// The point that lies a length away; where that cannot be counted on a calendar, the length or a vague point.
fn point(past: usize, end: usize, parts: Vec<(Unit, Amount)>, step: i64, from: Anchor) -> Option<Reading> {
    let &(unit, amount) = parts.first()?;
    if unit == Unit::Period {
        return None;
    }
    let exact =
        |unit, count: i64| Some(Reading::new(past, Meaning::Offset { unit, count: count.checked_mul(step)?, from }));
    match amount {
        Amount::Some if from != Anchor::Story => {
            Some(Reading::new(past, Meaning::Reference(if step < 0 { "PAST_REF" } else { "FUTURE_REF" })))
        }
        _ if unit < Unit::Day && from == Anchor::Story => {
            Some(Reading::new(end, Meaning::Length { parts, side: None }))
        }
        Amount::Some => Some(Reading::new(end, Meaning::Length { parts, side: None })),
        Amount::Count(n) => exact(unit, n),
        Amount::Half(n) => match unit {
            Unit::Year => exact(Unit::Month, n.checked_mul(12)?.checked_add(6)?),
            Unit::Decade => exact(Unit::Year, n.checked_mul(10)?.checked_add(5)?),
            Unit::Century => exact(Unit::Year, n.checked_mul(100)?.checked_add(50)?),
            Unit::Hour => exact(Unit::Minute, n.checked_mul(60)?.checked_add(30)?),
            _ => exact(unit, n),
        },
    }
}

/// False for numbers and units that are more likely something else: `a quarter of the seats`, `a second`.
fn stands(line: &Line, at: usize, end: usize, parts: &[(Unit, Amount)]) -> bool {
    let Some((unit, amount)) = parts.first() else { return false };
    let article = line.is(at, &["a", "an", "another"]);
    match unit {
        Unit::Quarter => !line.is(end, &["of"]) && (!article || line.is(end.wrapping_sub(2), &["full"])),
        Unit::Second => !article || *amount != Amount::Count(1),
        Unit::Period => false,
        _ => true,
    }
}

/// Units without a number: `for years`, `recent months`, `the coming weeks`, `decades-long`, `days ago`.
fn bare(line: &Line, at: usize, the: usize, start: usize, side: Option<Side>, which: bool) -> Option<Reading> {
    let unit = line.units(start)?;
    let end = start + 1;
    if line.capital(start) && (start > 0 || line.is(end, &["of"])) || age(line, end) {
        return None;
    }
    // The number before was not one that can be read, so the length is not known.
    if start == at && at > 0 && (line.digits(at - 1) || line.is(at - 1, &["-", "%"])) {
        return None;
    }
    if line.is(start, &["quarters", "seconds", "periods", "weekends"]) && side.is_none() {
        return None;
    }
    if side.is_some() && unit >= Unit::Day {
        let value = if side == Some(Side::Past) { "PAST_REF" } else { "FUTURE_REF" };
        return Some(Reading::new(end, Meaning::Reference(value)));
    }
    let parts = vec![(unit, Amount::Some)];
    if let Some((past, step, from)) = counted(line, end) {
        return point(past, end, parts, step, from);
    }
    if line.is(end, &["ahead"]) {
        return Some(Reading::new(end + 1, Meaning::Length { parts, side: Some(Side::Future) }));
    }
    if line.is(end, &["-"]) && line.is(end + 1, &["long"]) {
        return Some(Reading::new(end + 2, Meaning::Length { parts, side }));
    }
    let noun = line.senses(end).iter().any(|sense| matches!(sense, Sense::Unit(..)));
    let lone = the == at && !noun;
    (lone || which || the > at).then(|| Reading::new(end, Meaning::Length { parts, side }))
}
