//! Years, and what they are divided into and gathered in: quarters, seasons, decades.

use super::line::Line;
use super::meaning::{Anchor, Fields, Meaning, Reading, Shift, Unit, YearSaid};
use super::number::{cardinal, ordinal};
use super::words::Sense;

/// Words after which a bare month or year is a time.
pub(super) const INTO_TIME: &[&str] = &[
    "in",
    "of",
    "since",
    "until",
    "till",
    "by",
    "through",
    "from",
    "to",
    "between",
    "during",
    "for",
    "before",
    "after",
    "last",
    "next",
    "this",
    "early",
    "late",
    "mid",
    "earlier",
    "later",
    "past",
    "and",
    "or",
    "-",
    "every",
    "each",
    "coming",
    "around",
    "about",
    "on",
    "previous",
    "following",
    "into",
    "beyond",
    "end",
    "than",
    "as",
];

/// A year of four figures from 1000 to 2199, one of two after an apostrophe, or one in words.
pub(super) fn year_number(line: &Line, at: usize) -> Option<(usize, i16)> {
    if line.digits(at) && line.lower(at).len() == 4 && line.atoms[at].span.len() == 4 {
        let year: i16 = line.lower(at).parse().ok()?;
        let other = line.is(at + 1, &[":", "s"]) && line.glued(at + 1);
        return (1000..2200).contains(&year).then_some((at + 1, year)).filter(|_| !other);
    }
    let decade = line.is(at + 2, &["s"]) && line.glued(at + 2);
    if line.is(at, &["'"]) && line.digits(at + 1) && line.glued(at + 1) && line.lower(at + 1).len() == 2 && !decade {
        let figures: i16 = line.lower(at + 1).parse().ok()?;
        let open = !line.glued(at) || line.before(at) == "-";
        return open.then_some((at + 2, figures + if figures < 40 { 2000 } else { 1900 }));
    }
    let number = |at: usize| {
        line.sense(at, |sense| match sense {
            Sense::Number(n) => Some(*n as i16),
            _ => None,
        })
    };
    let century = number(at).filter(|n| (16..=20).contains(n))?;
    let next = line.skip_hyphen(at + 1);
    let tens = number(next).filter(|n| (10..100).contains(n))?;
    let after = line.skip_hyphen(next + 1);
    match number(after).filter(|n| (1..10).contains(n) && tens >= 20) {
        Some(ones) => Some((after + 1, century * 100 + tens + ones)),
        None => Some((next + 1, century * 100 + tens)),
    }
}

/// The year after a month, a season or a quarter: `, 1998`, `of 1998`, `last year`, `of the following year`.
pub(super) fn year_after(line: &Line, at: usize) -> Option<(usize, YearSaid)> {
    let of = line.skip(at, &["of", "in", ","]);
    if let Some((end, year)) = year_number(line, line.skip(of, &["fiscal", "calendar"])) {
        // `In May, 2000 people` counts people.
        let counts = line.is(at, &[","]) && line.plural(end) && line.digits(of);
        return (!counts).then_some((end, YearSaid::Number(year)));
    }
    if line.is(at, &[","]) {
        return None;
    }
    let the = line.skip(of, &["the", "its", "their"]);
    let same = line.skip(the, &["same"]);
    if line.is(same, &["year"]) && the > of {
        return Some((same + 1, YearSaid::Counted(0, Anchor::Story)));
    }
    let shift = line.shift(the)?;
    let year = line.skip(the + 1, &["same", "fiscal", "calendar", "coming"]);
    let (count, anchor) = shift.count();
    (line.is(year, &["year"]) && line.possessive(year + 1).is_none())
        .then_some((year + 1, YearSaid::Counted(count, anchor)))
}

/// The year before a quarter, a half or a season: `the 1988 third quarter`, `last year's second half`.
fn year_before(line: &Line, at: usize) -> Option<(usize, YearSaid)> {
    if let Some((end, year)) = year_number(line, at) {
        return Some((line.possessive(end).unwrap_or(end), YearSaid::Number(year)));
    }
    if line.is(at, &["year"]) {
        let dash = line.skip_hyphen(at + 1);
        return line.is(dash, &["earlier", "ago"]).then_some((dash + 1, YearSaid::Counted(-1, Anchor::Story)));
    }
    let (count, anchor) = line.shift(at)?.count();
    let end = line.is(at + 1, &["year"]).then(|| line.possessive(at + 2)).flatten()?;
    Some((end, YearSaid::Counted(count, anchor)))
}

/// Years by number, where the number is not a count of things or the name of a thing.
pub(super) fn year(line: &Line, at: usize) -> Option<Reading> {
    let number =
        |end, year| Some(Reading::fields(end, Fields { year: Some(YearSaid::Number(year)), ..Fields::default() }));
    let the = line.skip(at, &["the"]);
    if line.is(the, &["fiscal", "calendar", "year", "fy"]) {
        let start = line.skip(the + 1, &["year"]);
        if let Some((end, year)) = year_number(line, start) {
            return number(end, year);
        }
        if let Some((end, n @ 1900..=2199)) = cardinal(line, start) {
            return number(end, n as i16);
        }
        return None;
    }
    if the > at
        && let Some((end, year)) = year_number(line, the)
        && line.is(end, &["quarter", "period"])
    {
        return Some(Reading::new(end + 1, Meaning::PeriodOf(year)));
    }
    let (end, year) = year_number(line, at)?;
    if line.is(at, &["'"]) {
        return None;
    }
    let before = line.before(at);
    let into = INTO_TIME.contains(&before) || ["the", "'", "s", "(", "its"].contains(&before);
    let named = ["$", "£", "€", "¥", "#", "+", ".", "@", "_", "/"].contains(&before)
        || at.checked_sub(1).is_some_and(|i| line.senses(i).contains(&Sense::Numbered));
    let counted = (line.plural(end) && !into)
        || line.unit(end).is_some_and(|(unit, _)| unit < Unit::Quarter)
        || line.is(end, &["%", "percent", "feet", "miles", "people", "km", "meters", "metres", "kilometers", "points"])
        || (line.is(end, &["gmt", "utc", "hours", "hrs"]));
    let joined = line.is(end, &["/", "."]) && line.glued(end) && line.digits(end + 1) && line.glued(end + 1)
        || (line.glued(at) && !["-", "(", "'", "\"", "/", "["].contains(&before) && before != "s");
    let plain = (1900..2100).contains(&year);
    (!named && !counted && !joined && (plain || into)).then(|| number(end, year)).flatten()
}

/// `the third quarter of last year`, `Q3 2024`, `first-half`, `the final quarter`.
pub(super) fn quarter(line: &Line, at: usize) -> Option<Reading> {
    let the = line.skip(at, &["the"]);
    let (before, year) = match year_before(line, the) {
        Some((end, year)) => (end, Some(year)),
        None => (the, None),
    };
    let start = line.skip_hyphen(line.skip(before, &["fiscal", "year", "calendar"]));
    let start = if start > the { line.possessive(start).unwrap_or(start) } else { start };
    let mut fields = Fields { year, ..Fields::default() };
    let end = if line.is(start, &["q", "h"]) && line.glued(start + 1) {
        let (end, n) = cardinal(line, start + 1)?;
        match n {
            1..=4 if line.is(start, &["q"]) => fields.quarter = Some(n as i8),
            1..=2 if line.is(start, &["h"]) => fields.half = Some(n as i8),
            _ => return None,
        }
        end
    } else {
        let (end, n) = match ordinal(line, start) {
            Some(found) => found,
            None if line.is(start, &["final", "last"]) && line.is(start + 1, &["half"]) => (start + 1, 2),
            None if line.is(start, &["final"]) => (start + 1, 4),
            None => return None,
        };
        let noun = line.skip(line.skip_hyphen(end), &["fiscal"]);
        // `the third-quarter loss`: the article is the loss's.
        if the > at && line.is(end, &["-"]) {
            return None;
        }
        match n {
            1..=4 if line.is(noun, &["quarter"]) => fields.quarter = Some(n as i8),
            1..=2 if line.is(noun, &["half"]) => fields.half = Some(n as i8),
            _ => return None,
        }
        noun + 1
    };
    let Some((after, year)) = year_after(line, end).filter(|_| fields.year.is_none()) else {
        // `the first half of the match` is no time: a half needs a year, or to be read as one by its hyphen.
        let told =
            fields.quarter.is_some() || fields.year.is_some() || line.is(end - 1, &["half"]) && !line.is(end, &["of"]);
        return told.then(|| Reading::fields(end, fields));
    };
    fields.year = Some(year);
    Some(Reading::fields(after, fields))
}

/// `last summer`, `the winter of 1994`, `spring 2024`; a bare season after `in` or `by`.
pub(super) fn season(line: &Line, at: usize) -> Option<Reading> {
    let the = line.skip(at, &["the"]);
    let mut start = the;
    let mut shift = line.shift(start);
    if shift.is_some() {
        start += 1;
        if shift == Some(Shift::This) && matches!(line.shift(start), Some(Shift::Coming | Shift::Past)) {
            shift = line.shift(start);
            start += 1;
        }
    }
    let year = if shift.is_none() { year_before(line, start) } else { None };
    let start = year.map_or(start, |(end, _)| end);
    let season = line.sense(start, |sense| match sense {
        Sense::Season(code) => Some(*code),
        _ => None,
    })?;
    let fields = Fields { season: Some(season), shift, year: year.map(|(_, year)| year), ..Fields::default() };
    if let Some((end, year)) = year_after(line, start + 1).filter(|_| shift.is_none() && fields.year.is_none()) {
        return Some(Reading::fields(end, Fields { year: Some(year), ..fields }));
    }
    let before = if the > at { line.before(at) } else { line.before(start) };
    let bare = matches!(
        before,
        "in" | "into"
            | "over"
            | "through"
            | "this"
            | "by"
            | "since"
            | "until"
            | "during"
            | "of"
            | "early"
            | "late"
            | "mid"
            | "-"
    );
    let noun = !line.verb(start) && !line.is(start + 1, &["of"]);
    (shift.is_some() || fields.year.is_some() || (bare && noun)).then(|| Reading::fields(start + 1, fields))
}

/// `the 1990s`, `'80s`, `the nineties`, `the 20th century`.
pub(super) fn decade(line: &Line, at: usize) -> Option<Reading> {
    let the = line.skip(at, &["the"]);
    let years = |end, first, digits| Some(Reading::new(end, Meaning::Years { first, digits }));
    let figures = if line.is(the, &["'"]) { the + 1 } else { the };
    let plural = if line.is(figures + 1, &["'"]) { figures + 2 } else { figures + 1 };
    if line.digits(figures) && line.is(plural, &["s"]) && line.glued(plural) {
        let number: i16 = line.lower(figures).parse().ok()?;
        let length = line.lower(figures).len();
        return match number {
            1000..2200 if length == 4 && number % 100 == 0 => years(plural + 1, number, 2),
            1000..2200 if length == 4 && number % 10 == 0 => years(plural + 1, number, 3),
            0..100 if length == 2 && number % 10 == 0 && (figures > the || the > at) => {
                years(plural + 1, number + if number < 30 { 2000 } else { 1900 }, 3)
            }
            _ => None,
        };
    }
    let tens = line.sense(the, |sense| match sense {
        Sense::Decade(n) => Some(*n),
        _ => None,
    });
    if let Some(tens) = tens {
        // `in his seventies` is an age.
        return if the > at { years(the + 1, tens + if tens < 30 { 2000 } else { 1900 }, 3) } else { None };
    }
    let (end, nth) = ordinal(line, the)?;
    let noun = line.skip_hyphen(end);
    if !line.is(noun, &["century"]) || !(1..=25).contains(&nth) {
        return None;
    }
    years(noun + 1, (nth as i16 - 1) * 100, 2)
}
