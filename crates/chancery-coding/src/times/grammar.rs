//! Puts the pieces together: a day with its hour, an edge with its point, the longest reading at each place.

use super::calendar::{date, second_day};
use super::clock::clock;
use super::deictic::{deictic, part};
use super::length::length;
use super::line::Line;
use super::meaning::{Fields, Meaning, Reading, TimeOfDay, YearSaid};
use super::repeated::repeated;
use super::words::{Phrase, Sense};
use chancery_syntax::Upos;

/// Every time in a sentence: its first atom, and what it says. `near` is the year of the page.
pub(super) fn readings(line: &Line, near: Option<i16>) -> Vec<(usize, Reading)> {
    let mut out: Vec<(usize, Reading)> = Vec::new();
    let mut at = 0;
    while at < line.len() {
        if line.tells_nothing(at) {
            at += 1;
            continue;
        }
        let Some(reading) = expression(line, at, near) else {
            at += 1;
            continue;
        };
        let end = reading.end.max(at + 1);
        let second = following(line, &reading);
        out.push((at, reading));
        at = end;
        if let Some(second) = second {
            out.push((end + 1, second.clone()));
            at = second.end.max(end + 1);
        }
    }
    out
}

/// The second end of a range that leans on the first: `16` in `Jan. 14-16`, `18` in `1914-18`.
fn following(line: &Line, first: &Reading) -> Option<Reading> {
    let Meaning::Fields(fields) = &first.meaning else { return None };
    if let Some(second) = second_day(line, first.end, fields) {
        return Some(second);
    }
    let only_year =
        fields.month.is_none() && fields.season.is_none() && fields.quarter.is_none() && fields.half.is_none();
    let Some(YearSaid::Number(year)) = fields.year.filter(|_| only_year) else { return None };
    let at = first.end;
    let dash = line.is(at, &["-", "/"]) && line.glued(at) && line.glued(at + 1);
    if !dash || !line.digits(at + 1) || line.lower(at + 1).len() != 2 {
        return None;
    }
    let figures: i16 = line.lower(at + 1).parse().ok()?;
    let second = year - year.rem_euclid(100) + figures;
    let again = line.is(at + 2, &["-", "/"]) && line.glued(at + 2);
    (second > year && !again)
        .then(|| Reading::fields(at + 2, Fields { year: Some(YearSaid::Number(second)), ..Fields::default() }))
}

/// The longest time that opens at `at`.
fn expression(line: &Line, at: usize, near: Option<i16>) -> Option<Reading> {
    let readings =
        [edged(line, at, near), point(line, at, near), repeated(line, at), reference(line, at), length(line, at)];
    readings.into_iter().flatten().reduce(|best, next| if next.end > best.end { next } else { best })
}

/// A point with its time of day, in either order.
fn point(line: &Line, at: usize, near: Option<i16>) -> Option<Reading> {
    let readings = [day_then_time(line, at, near), time_then_day(line, at, near), part_of(line, at, near)];
    readings.into_iter().flatten().reduce(|best, next| if next.end > best.end { next } else { best })
}

/// A date or a day by its distance, without a time of day of its own unless the word has one.
fn day(line: &Line, at: usize, near: Option<i16>) -> Option<Reading> {
    match (date(line, at, near), deictic(line, at)) {
        (Some(date), Some(other)) => Some(if other.end > date.end { other } else { date }),
        (date, other) => date.or(other),
    }
}

/// `Friday morning`, `Tuesday at 9 a.m.`, `2025-01-14T05:02`, or the day alone.
fn day_then_time(line: &Line, at: usize, near: Option<i16>) -> Option<Reading> {
    let mut reading = day(line, at, near)?;
    if !reading.is_day() || reading.time.is_some() {
        return Some(reading);
    }
    let end = reading.end;
    let edge = line.sense(end, |sense| match sense {
        Sense::Edge(modifier) => Some(*modifier),
        _ => None,
    });
    let start = if edge.is_some() { line.skip_hyphen(end + 1) } else { line.skip_hyphen(end) };
    if let Some(part) = part(line, start) {
        reading = Reading { end: start + 1, time: Some(TimeOfDay::Part(part)), modifier: edge, ..reading };
        return Some(reading);
    }
    let comma = line.skip(end, &[","]);
    let about = line.skip(line.skip(comma, &["at", "t"]), &["about", "around", "approximately"]);
    if (about > comma || comma == end)
        && let Some((end, time)) = clock(line, about)
    {
        reading = Reading { end, time: Some(time), ..reading };
    }
    Some(reading)
}

/// `9 a.m. EST Tuesday`, `noon on 14 January`, or the time alone.
fn time_then_day(line: &Line, at: usize, near: Option<i16>) -> Option<Reading> {
    let (end, time) = clock(line, at)?;
    // `10:35 a.m. (0735 GMT) Friday`: the day belongs to both.
    if line.is(end, &["("])
        && let Some((other, _)) = clock(line, end + 1)
        && line.is(other, &[")"])
        && let Some(day) = day(line, line.skip(other + 1, &["on"]), near).filter(Reading::is_day)
    {
        return Some(Reading { end, time: Some(time), ..day });
    }
    let start = line.skip(line.skip(end, &[","]), &["on", "of"]);
    if let Some(day) = day(line, start, near).filter(|day| day.is_day() && day.time.is_none()) {
        return Some(Reading { time: Some(time), ..day });
    }
    Some(Reading { time: Some(time), ..Reading::new(end, Meaning::TimeOnly) })
}

/// `the morning of January 31`, `in the afternoon`, `mid-afternoon yesterday`.
fn part_of(line: &Line, at: usize, near: Option<i16>) -> Option<Reading> {
    let the = line.skip(at, &["the"]);
    let part = part(line, the)?;
    let end = the + 1;
    let of = line.skip(end, &["of", "on"]);
    if let Some(day) = day(line, of, near).filter(|day| day.is_day() && day.time.is_none()) {
        return Some(Reading { time: Some(TimeOfDay::Part(part)), ..day });
    }
    let alone = the > at && line.before(at) == "in" && !line.is(end, &["of"]);
    alone.then(|| Reading { time: Some(TimeOfDay::Part(part)), ..Reading::new(end, Meaning::TimeOnly) })
}

/// `the end of 1990`, `mid-November`, `early on Tuesday`, `later this year`, `around 7 p.m.`, `earlier in the day`.
fn edged(line: &Line, at: usize, near: Option<i16>) -> Option<Reading> {
    let phrase = line.phrase(at, |phrase| match phrase {
        Phrase::Edge(modifier) => Some(*modifier),
        _ => None,
    });
    if let Some((start, modifier)) = phrase {
        let reading = point(line, start, near).filter(Reading::is_point)?;
        // `To get around Wednesday's ruling`, `about this week`: what is approximate is a figure.
        let figures = match &reading.meaning {
            Meaning::Fields(fields) => fields.weekday.is_none() || fields.month.is_some(),
            Meaning::Years { .. } | Meaning::Holiday(..) => true,
            _ => false,
        };
        if modifier == "APPROX" && !figures && reading.time.is_none() && reading.modifier.is_none() {
            return None;
        }
        return Some(Reading { modifier: Some(modifier), ..reading });
    }
    let the = line.skip(at, &["the"]);
    let (start, modifier) = line
        .sense(the, |sense| match sense {
            Sense::Edge(modifier) => Some((the + 1, *modifier)),
            _ => None,
        })
        .filter(|_| !line.is(the, &["middle"]))?;
    let hyphen = line.skip_hyphen(start);
    let mid_part = || {
        let part = part(line, hyphen).filter(|_| line.is(the, &["mid", "late", "early"]))?;
        let next = line.skip(hyphen + 1, &["on"]);
        let time = Some(TimeOfDay::Part(part));
        match day(line, next, near).filter(|day| day.is_day() && day.time.is_none()) {
            Some(day) => Some(Reading { time, ..day }),
            None => Some(Reading { time, ..Reading::new(hyphen + 1, Meaning::TimeOnly) }),
        }
    };
    let preposition = line.skip(hyphen, &["in", "on", "at"]);
    let reading = mid_part().or_else(|| point(line, preposition, near).filter(Reading::is_point))?;
    // `earlier in the day`, and `the early 1990s`, but not `the earlier 12 March draft`.
    if the > at && matches!(reading.meaning, Meaning::Fields(Fields { day: Some(_), .. })) {
        return None;
    }
    Some(Reading { modifier: Some(modifier), ..reading })
}

/// `now`, `recently`, `the near future`.
fn reference(line: &Line, at: usize) -> Option<Reading> {
    let (end, value) = line.phrase(at, |phrase| match phrase {
        Phrase::Reference(value) => Some(*value),
        _ => None,
    })?;
    let followed = matches!(line.tags(end), Some((Upos::Noun | Upos::Adj | Upos::Num | Upos::Propn, _)));
    let refused = match line.lower(end - 1) {
        "past" | "future" | "term" | "run" => followed || line.is(end, &["of", "-"]),
        "soon" | "shortly" => {
            line.is(end, &["after", "before", "as", "afterwards", "afterward"]) || line.before(at) == "as"
        }
        "now" => line.is(end, &["famous", "-"]) && line.glued(end),
        "recent" | "current" => line.capital(at) && at > 0,
        _ => false,
    };
    (!refused).then(|| Reading::new(end, Meaning::Reference(value)))
}
