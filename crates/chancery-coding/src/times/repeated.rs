//! Times that come again: `daily`, `every Tuesday`, `twice a week`, `Fridays`.

use super::line::Line;
use super::meaning::{Amount, Meaning, Reading, Unit};
use super::number::{cardinal, ordinal};
use super::value::length_value;
use super::words::Sense;

/// The SET that stands at `at`.
pub(super) fn repeated(line: &Line, at: usize) -> Option<Reading> {
    adverb(line, at).or_else(|| every(line, at)).or_else(|| weekdays(line, at)).or_else(|| rate(line, at))
}

/// A reading of TIMEX3's value.
fn set(end: usize, value: impl Into<String>) -> Option<Reading> {
    Some(Reading::new(end, Meaning::Repeated(value.into())))
}

/// `daily`, `weekly`; a capital within a sentence is a newspaper's.
fn adverb(line: &Line, at: usize) -> Option<Reading> {
    let value = line.sense(at, |sense| match sense {
        Sense::Repeated(value) => Some(value.clone()),
        _ => None,
    })?;
    let newspaper = line.capital(at) && at > 0;
    let twice = line.is(at.wrapping_sub(1), &["-"]);
    if newspaper || twice { None } else { set(at + 1, value) }
}

/// `every day`, `each July`, `every other week`, `every two years`, `every Friday night`.
fn every(line: &Line, at: usize) -> Option<Reading> {
    if !line.is(at, &["every", "each"]) {
        return None;
    }
    let mut start = line.skip(at + 1, &["single"]);
    let mut count = 1;
    if line.is(start, &["other"]) {
        (start, count) = (start + 1, 2);
    } else if let Some((end, n)) =
        cardinal(line, start).or_else(|| ordinal(line, start).filter(|_| line.unit(start).is_none()))
    {
        (start, count) = (end, n);
    }
    if let Some((unit, times)) = line.unit(start).filter(|(unit, _)| *unit != Unit::Period) {
        return set(start + 1, length_value(&[(unit, Amount::Count(count.saturating_mul(times)))]));
    }
    let (weekday, month, season, part) = names(line, start);
    if let Some(weekday) = weekday {
        return match names(line, start + 1).3 {
            Some(part) => set(start + 2, format!("XXXX-WXX-{weekday}T{part}")),
            None => set(start + 1, format!("XXXX-WXX-{weekday}")),
        };
    }
    match (month, season, part) {
        (Some(month), _, _) => set(start + 1, format!("XXXX-{month:02}")),
        (_, Some(season), _) => set(start + 1, format!("XXXX-{season}")),
        (_, _, Some(part)) => set(start + 1, format!("XXXX-XX-XXT{part}")),
        _ => None,
    }
}

/// What a word names of the calendar: weekday, month, season, part of the day.
type Names = (Option<i8>, Option<i8>, Option<&'static str>, Option<&'static str>);

/// Looks a word up as each of the four.
fn names(line: &Line, at: usize) -> Names {
    let mut out: Names = (None, None, None, None);
    for sense in line.senses(at) {
        match sense {
            Sense::Weekday(n) => out.0 = Some(*n),
            Sense::Month(n) if line.capital(at) => out.1 = Some(*n),
            Sense::Season(code) => out.2 = Some(code),
            Sense::Part(code) => out.3 = Some(code),
            _ => {}
        }
    }
    out
}

/// `Fridays`, `Tuesday nights`.
fn weekdays(line: &Line, at: usize) -> Option<Reading> {
    if !line.capital(at) {
        return None;
    }
    let plural = line.sense(at, |sense| match sense {
        Sense::Weekdays(n) => Some(*n),
        _ => None,
    });
    let (weekday, _, _, _) = names(line, at);
    let part = names(line, at + 1).3;
    match (plural, weekday, part) {
        (Some(n), _, Some(part)) => set(at + 2, format!("XXXX-WXX-{n}T{part}")),
        (Some(n), _, None) => set(at + 1, format!("XXXX-WXX-{n}")),
        (None, Some(n), Some(part)) if line.lower(at + 1).ends_with('s') => set(at + 2, format!("XXXX-WXX-{n}T{part}")),
        _ => None,
    }
}

/// `three times a week`, `$2 million a year`, `per day`: the unit that something is counted by.
fn rate(line: &Line, at: usize) -> Option<Reading> {
    let per = line.is(at, &["per"]);
    if !per && !line.is(at, &["a", "an"]) {
        return None;
    }
    let (unit, times) = line.unit(at + 1)?;
    if unit < Unit::Day
        || unit == Unit::Period
        || unit == Unit::Quarter && !per
        || line.is(at + 2, &["-", "ago", "earlier", "later", "and"])
    {
        return None;
    }
    let before = at.checked_sub(1)?;
    let counted = line.digits(before)
        || line
            .is(before, &["once", "twice", "times", "million", "billion", "trillion", "%", "percent", "much", "many"])
        || line.senses(before).iter().any(|sense| matches!(sense, Sense::Number(_) | Sense::Scale(_)))
        || (line.plural(before) && line.unit(before).is_none_or(|(other, _)| other < unit));
    let after = line.is(at + 2, &["after", "before", "from", "of"]);
    if !per && (!counted || after) {
        return None;
    }
    set(at + 2, length_value(&[(unit, Amount::Count(times))]))
}
