//! Times told from the day of the page or of the story: `yesterday`, `last week`, `the same year`, `year-ago`.

use super::line::Line;
use super::meaning::{Amount, Anchor, Meaning, Reading, Shift, Side, TimeOfDay, Unit};
use super::words::Sense;

/// Adjectives that may stand between `the same` or `last` and its unit.
const BETWEEN: &[&str] = &["same", "fiscal", "full", "calendar", "entire", "whole", "current", "very", "comparable"];

/// The longest time of this kind that stands at `at`.
pub(super) fn deictic(line: &Line, at: usize) -> Option<Reading> {
    [day_word(line, at), shifted(line, at), year_ago(line, at), year_end(line, at), part_shifted(line, at)]
        .into_iter()
        .flatten()
        .reduce(|best, next| if next.end > best.end { next } else { best })
}

/// A reading of units counted from an anchor.
fn offset(end: usize, unit: Unit, count: i64, from: Anchor) -> Reading {
    Reading::new(end, Meaning::Offset { unit, count, from })
}

/// `today`, `tonight`, `overnight`, `the day before yesterday`.
fn day_word(line: &Line, at: usize) -> Option<Reading> {
    let part =
        |end, count, part| Reading { time: Some(TimeOfDay::Part(part)), ..offset(end, Unit::Day, count, Anchor::Page) };
    match line.lower(at) {
        "tonight" => return Some(part(at + 1, 0, "NI")),
        "overnight" => return Some(part(at + 1, -1, "NI")),
        _ => {}
    }
    let day = |at: usize| {
        line.sense(at, |sense| match sense {
            Sense::Day(n) => Some(*n),
            _ => None,
        })
    };
    if let Some(count) = day(at) {
        return Some(offset(at + 1, Unit::Day, count, Anchor::Page));
    }
    let the = line.skip(at, &["the"]);
    if line.is(the, &["day"]) && line.is(the + 1, &["before", "after"]) {
        let count = day(the + 2)?;
        let step = if line.is(the + 1, &["before"]) { -1 } else { 1 };
        return Some(offset(the + 3, Unit::Day, count + step, Anchor::Page));
    }
    None
}

/// `last week`, `the same day`, `the latest quarter`, `the past year`, `the year`.
fn shifted(line: &Line, at: usize) -> Option<Reading> {
    let the = line.skip(at, &["the"]);
    let definite = the > at;
    let mut start = the;
    let mut shift = line.shift(start);
    let latest = line.senses(start).contains(&Sense::Latest);
    if shift.is_some() || latest {
        start += 1;
        if let Some(second @ (Shift::Coming | Shift::Past)) = line.shift(start)
            && shift == Some(Shift::This)
        {
            shift = Some(second);
            start += 1;
        }
    }
    let mut same = false;
    let adjectives = start;
    while line.is(start, BETWEEN) && start < adjectives + 2 {
        same |= line.is(start, &["same", "comparable"]);
        start += 1;
    }
    let start = line.skip_hyphen(start);
    let (unit, times) = line.unit(start)?;
    if line.lower(start).ends_with('s')
        || times != 1
        || line.capital(start)
        || line.is(start + 1, &["-"]) && !line.is(start + 2, &["-"])
    {
        return None;
    }
    let end = start + 1;
    // `the last-minute talks`, `last-day`, `this second`.
    if unit < Unit::Day {
        let past = matches!(shift, Some(Shift::Past | Shift::Last)) && definite && unit == Unit::Hour;
        return past.then(|| length(end, unit, Side::Past));
    }
    match shift {
        Some(Shift::Last | Shift::Past) if unit == Unit::Day => {
            (definite && shift == Some(Shift::Past)).then(|| length(end, unit, Side::Past))
        }
        Some(Shift::Past) if definite => Some(length(end, unit, Side::Past)),
        Some(Shift::Last) if definite && !matches!(unit, Unit::Quarter | Unit::Weekend | Unit::Century) => {
            Some(length(end, unit, Side::Past))
        }
        Some(Shift::Coming) if definite && unit != Unit::Weekend => Some(length(end, unit, Side::Future)),
        Some(Shift::Next) if definite => match unit {
            Unit::Decade | Unit::Century => Some(length(end, unit, Side::Future)),
            _ => Some(offset(end, unit, 1, Anchor::Story)),
        },
        Some(shift) => {
            let (count, from) = shift.count();
            let from = if same { Anchor::Story } else { from };
            Some(offset(end, unit, count, from))
        }
        None if latest || same => Some(offset(end, unit, 0, Anchor::Story)),
        None if definite && start >= the => the_unit(line, the, end, unit),
        None => None,
    }
}

/// A length of one unit.
fn length(end: usize, unit: Unit, side: Side) -> Reading {
    Reading::new(end, Meaning::Length { parts: vec![(unit, Amount::Count(1))], side: Some(side) })
}

/// `the year`, `the quarter`, `the weekend`: the one that the page or the story is in.
fn the_unit(line: &Line, the: usize, end: usize, unit: Unit) -> Option<Reading> {
    let of = line.is(end, &["of", "when", "that", "after", "before"]);
    let whole = end > the + 1;
    match unit {
        // `The year ended Sept. 30` is a length, not the calendar's year.
        Unit::Year | Unit::Week | Unit::Month if line.is(end, &["ended", "ending", "to", "through"]) => {
            Some(Reading::new(end, Meaning::Length { parts: vec![(unit, Amount::Count(1))], side: None }))
        }
        Unit::Quarter | Unit::Weekend | Unit::Period => Some(offset(end, unit, 0, Anchor::Story)),
        Unit::Year | Unit::Week | Unit::Month if !of => Some(offset(end, unit, 0, Anchor::Page)),
        Unit::Decade | Unit::Century if !of => Some(offset(end, unit, 0, Anchor::Page)),
        Unit::Day if !of && !whole && line.is(the.wrapping_sub(2), &["in", "of"]) => {
            Some(offset(end, unit, 0, Anchor::Story))
        }
        _ => None,
    }
}

/// `year-ago`, `the year-earlier quarter`, `the quarter a year ago`.
fn year_ago(line: &Line, at: usize) -> Option<Reading> {
    let the = line.skip(at, &["the"]);
    let start = line.skip(the, &["comparable", "corresponding", "same"]);
    if !line.is(start, &["year"]) || !line.is(start + 1, &["-"]) || !line.is(start + 2, &["ago", "earlier"]) {
        return None;
    }
    let noun = start + 3;
    let end = if line.is(noun, &["quarter", "period", "month", "week"]) { noun + 1 } else { noun };
    let unit = if line.is(noun, &["period"]) { Unit::Period } else { Unit::Year };
    // `The year-ago results`: the article is the results'.
    if end == noun && the > at {
        return None;
    }
    Some(offset(end, unit, -1, Anchor::Story))
}

/// `year-end`, `year's end`, `month end`.
fn year_end(line: &Line, at: usize) -> Option<Reading> {
    let (unit, _) = line.unit(at).filter(|(unit, _)| matches!(unit, Unit::Year | Unit::Month | Unit::Week))?;
    let end = line.possessive(at + 1).unwrap_or(line.skip_hyphen(at + 1));
    if !line.is(end, &["end"]) || line.lower(at).ends_with('s') {
        return None;
    }
    Some(Reading { modifier: Some("END"), ..offset(end + 1, unit, 0, Anchor::Page) })
}

/// `this morning`, `last night`, `the next morning`, `that evening`.
fn part_shifted(line: &Line, at: usize) -> Option<Reading> {
    let the = line.skip(at, &["the"]);
    let shift = line.shift(the)?;
    let start = line.skip(the + 1, &["same"]);
    let same = start > the + 1;
    let mid = if line.is(start, &["mid", "late", "early"]) { line.skip_hyphen(start + 1) } else { start };
    let part = part(line, mid)?;
    let (count, from) = match shift {
        Shift::Next if the > at => (1, Anchor::Story),
        Shift::This | Shift::That if same => (0, Anchor::Story),
        Shift::Coming | Shift::Past => return None,
        shift => shift.count(),
    };
    Some(Reading { time: Some(TimeOfDay::Part(part)), ..offset(mid + 1, Unit::Day, count, from) })
}

/// A part of the day, in the singular.
pub(super) fn part(line: &Line, at: usize) -> Option<&'static str> {
    line.sense(at, |sense| match sense {
        Sense::Part(code) => Some(*code),
        _ => None,
    })
    .filter(|_| !line.lower(at).ends_with('s'))
}
