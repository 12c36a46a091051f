//! Dates by the fields of the calendar: `Tuesday, 14 January 2025`, `mid-1996`, `the third quarter of last year`.

use super::line::Line;
use super::meaning::{Fields, Meaning, Reading, Shift, YearSaid};
use super::number::{cardinal, ordinal};
use super::words::Sense;
use super::years::{INTO_TIME, decade, quarter, season, year, year_after};

use chancery_syntax::Upos;

/// The longest date that stands at `at`. `near` is the year of the page, by which `3/4/25` is read.
pub(super) fn date(line: &Line, at: usize, near: Option<i16>) -> Option<Reading> {
    let readings = [
        numeric(line, at, near),
        day_of_month(line, at),
        month_or_weekday(line, at),
        quarter(line, at),
        season(line, at),
        decade(line, at),
        year(line, at),
        holiday(line, at),
        week_of(line, at),
    ];
    readings.into_iter().flatten().reduce(|best, next| if next.end > best.end { next } else { best })
}

/// A month by name, which is written with a capital; one past its stop.
fn month_name(line: &Line, at: usize) -> Option<(usize, i8)> {
    let month = line.sense(at, |sense| match sense {
        Sense::Month(n) => Some(*n),
        _ => None,
    })?;
    if !line.capital(at) {
        return None;
    }
    let short = line.lower(at).len() <= 4 && !line.is(at, &["may", "june", "july"]);
    let stop = short && line.is(at + 1, &["."]) && line.glued(at + 1);
    Some((if stop { at + 2 } else { at + 1 }, month))
}

/// A weekday by name, one past its stop; the flag tells that it counts only before a date.
fn weekday_name(line: &Line, at: usize) -> Option<(usize, i8, bool)> {
    let (weekday, short) = line.sense(at, |sense| match sense {
        Sense::Weekday(n) => Some((*n, false)),
        Sense::WeekdayShort(n) => Some((*n, true)),
        _ => None,
    })?;
    if !line.capital(at) {
        return None;
    }
    let stop = short && line.is(at + 1, &["."]) && line.glued(at + 1);
    Some((if stop { at + 2 } else { at + 1 }, weekday, short))
}

/// A day of the month, 1 to 31, that is not the hour of a clock or a count of something.
fn day_number(line: &Line, at: usize) -> Option<(usize, i8)> {
    let day = |n: i64| i8::try_from(n).ok().filter(|n| (1..=31).contains(n));
    if let Some((end, n)) = ordinal(line, at) {
        return day(n).map(|n| (end, n));
    }
    if !line.digits(at) || line.lower(at).len() > 2 {
        return None;
    }
    let clock = line.is(at + 1, &[":"]) && line.glued(at + 1) && line.digits(at + 2) && line.glued(at + 2);
    let other = line.is(at + 1, &["%", "percent", "am", "pm", "million", "billion"]);
    let (end, n) = cardinal(line, at)?;
    day(n).filter(|_| !clock && !other).map(|n| (end, n))
}

/// `14 January 2025`, `Tuesday the 14th of January`, `January 14th, 2025`, `Tue., Jan. 14`.
fn day_of_month(line: &Line, at: usize) -> Option<Reading> {
    let mut fields = Fields::default();
    let mut start = at;
    if let Some((end, weekday, _)) = weekday_name(line, at) {
        fields.weekday = Some(weekday);
        start = line.skip(line.skip(end, &[","]), &["("]);
        if start > end + 1 {
            return None;
        }
    } else if line.is(at, &["the"]) && ordinal(line, at + 1).is_none() {
        return None;
    }
    let start_day = line.skip(start, &["the"]);
    if let Some((end, month)) = month_name(line, start)
        && let Some((end, day)) = day_number(line, line.skip(end, &["the"]))
    {
        (fields.month, fields.day) = (Some(month), Some(day));
        let after = second_of_range(line, end).unwrap_or(end);
        if after == end
            && let Some((end, year)) = year_after(line, end)
        {
            fields.year = Some(year);
            return Some(Reading::fields(end, fields));
        }
        fields.year = year_after(line, after).map(|(_, year)| year);
        return Some(Reading::fields(end, fields));
    }
    let (end, day) = day_number(line, start_day)?;
    let of = line.skip(line.skip_hyphen(end), &["of"]);
    if let Some((end, month)) = month_name(line, of) {
        (fields.month, fields.day) = (Some(month), Some(day));
        let after = line.skip_hyphen(end);
        let (end, year) = match year_after(line, end).or_else(|| year_after(line, after).filter(|_| after > of + 1)) {
            Some((end, year)) => (end, Some(year)),
            None => (end, None),
        };
        fields.year = year;
        return Some(Reading::fields(end, fields));
    }
    // `14-16 January`: the first of two days takes its month from the second.
    if let Some(second) = second_of_range(line, end)
        && let Some((_, month)) = month_name(line, line.skip(second, &["of"]))
    {
        let (month_end, _) = month_name(line, line.skip(second, &["of"]))?;
        (fields.month, fields.day) = (Some(month), Some(day));
        fields.year = year_after(line, month_end).map(|(_, year)| year);
        return Some(Reading::fields(end, fields));
    }
    // `Tuesday the 14th` takes its month from the page.
    if fields.weekday.is_some() && start_day > start && !line.is(start - 1, &[",", "("]) {
        fields.day = Some(day);
        return Some(Reading::fields(end, fields));
    }
    None
}

/// After the dash or `and` of a range at `at`, one past the second day of the month.
fn second_of_range(line: &Line, at: usize) -> Option<usize> {
    if !line.is(at, &["-", "to", "and", "or", "through", "until", "/"]) {
        return None;
    }
    day_number(line, at + 1).map(|(end, _)| end)
}

/// The second day of a range, which has no month of its own: `16` in `Jan. 14-16`.
pub(super) fn second_day(line: &Line, at: usize, first: &Fields) -> Option<Reading> {
    let (month, day) = (first.month?, first.day?);
    if !line.is(at, &["-", "to", "and", "or", "through", "until", "/"]) {
        return None;
    }
    let (end, second) = day_number(line, at + 1)?;
    let counted =
        line.unit(end).is_some() || (line.plural(end) && line.is(at, &["and", "or"])) || line.is(end, &["of"]);
    if second <= day || month_name(line, end).is_some() || counted {
        return None;
    }
    let (end, year) = match year_after(line, end) {
        Some((end, year)) => (end, Some(year)),
        None => (end, first.year),
    };
    Some(Reading::fields(end, Fields { month: Some(month), day: Some(second), year, ..Fields::default() }))
}

/// `January 1998`, `next March`, `last Tuesday`, `this coming Sunday, March 8`, a bare month or weekday.
fn month_or_weekday(line: &Line, at: usize) -> Option<Reading> {
    let the = line.skip(at, &["the"]);
    let mut start = the;
    let mut shift = line.shift(start);
    if shift.is_some() {
        start += 1;
        if shift == Some(Shift::This) && matches!(line.shift(start), Some(Shift::Coming | Shift::Past)) {
            shift = line.shift(start);
            start += 1;
        }
        if matches!(shift, Some(Shift::That)) {
            shift = None;
        }
    } else if the > at {
        return None;
    }
    if start > at
        && let Some(reading) = day_of_month(line, start)
    {
        return Some(reading);
    }
    if let Some((end, weekday, short)) = weekday_name(line, start) {
        if short {
            return None;
        }
        let fields = Fields { weekday: Some(weekday), shift, ..Fields::default() };
        // `Tuesday of last week`, `Tuesday last week`.
        let of = line.skip(end, &["of"]);
        if let Some(week @ (Shift::Last | Shift::Next | Shift::This | Shift::Past)) = line.shift(of)
            && line.is(of + 1, &["week"])
            && shift.is_none()
        {
            let fields = Fields { shift: Some(week), week_of: true, ..fields };
            return Some(Reading::fields(of + 2, fields));
        }
        return Some(Reading::fields(end, fields));
    }
    let (end, month) = month_name(line, start)?;
    let fields = Fields { month: Some(month), shift, ..Fields::default() };
    if shift.is_none()
        && let Some((end, year)) = year_after(line, end)
    {
        return Some(Reading::fields(end, Fields { year: Some(year), ..fields }));
    }
    if shift.is_none() && !is_month(line, start, end) {
        return None;
    }
    Some(Reading::fields(end, fields))
}

/// False where a month's name is more likely another word or a name: `may`, `March on!`, `April Jones`.
fn is_month(line: &Line, at: usize, end: usize) -> bool {
    let into = INTO_TIME.contains(&line.before(at));
    let noun = line.before(at) == "the" && matches!(line.tags(end), Some((Upos::Noun, _)));
    if line.is(at, &["may", "march", "mar", "dec", "sep", "jan", "jun"]) && !into && !noun {
        return false;
    }
    if line.is(at, &["may", "march"]) && line.verb(at) {
        return false;
    }
    // `Jan Kavan`: a short form without its stop is a name before another name.
    if line.lower(at).len() == 3 && !line.is(at, &["may"]) && end == at + 1 && line.capital(end) {
        return false;
    }
    into || !(line.capital(end) && matches!(line.tags(end), Some((Upos::Propn, _))))
}

/// A named day, with its year: `last Thanksgiving`, `Christmas Day 1999`.
fn holiday(line: &Line, at: usize) -> Option<Reading> {
    let shift = line.shift(at);
    let (end, holiday) = line.holiday(if shift.is_some() { at + 1 } else { at })?;
    if let Some((end, year)) = year_after(line, end).filter(|_| shift.is_none()) {
        return Some(Reading::new(end, Meaning::Holiday(holiday, Some(year), None)));
    }
    Some(Reading::new(end, Meaning::Holiday(holiday, None, shift)))
}

/// `the week of March 6`, `the week ended Jan. 3`.
fn week_of(line: &Line, at: usize) -> Option<Reading> {
    let the = line.skip(at, &["the"]);
    if !line.is(the, &["week"]) || !line.is(the + 1, &["of"]) {
        return None;
    }
    let day = day_of_month(line, the + 2)?;
    let Meaning::Fields(fields) = day.meaning else { return None };
    Some(Reading::fields(day.end, Fields { week_of: true, ..fields }))
}

/// `2025-01-14`, `14.01.2025`, `1/14/2025`. Where day and month could change places, the first is the month.
fn numeric(line: &Line, at: usize, near: Option<i16>) -> Option<Reading> {
    let mark = line.lower(at + 1);
    if !line.digits(at) || !["-", "/", "."].contains(&mark) || line.lower(at + 3) != mark {
        return None;
    }
    if !(1..5).all(|i| line.glued(at + i)) || !line.digits(at + 2) || !line.digits(at + 4) {
        return None;
    }
    if line.glued(at) && line.before(at) == mark || line.is(at + 5, &[mark]) && line.glued(at + 5) {
        return None;
    }
    let number = |i: usize| line.lower(at + i).parse::<i16>().ok();
    let length = |i: usize| line.lower(at + i).len();
    let (first, second, third) = (number(0)?, number(2)?, number(4)?);
    let (year, month, day) = if length(0) == 4 && length(2) <= 2 && length(4) <= 2 {
        (first, second, third)
    } else if length(0) <= 2 && length(2) <= 2 && (length(4) == 4 || length(4) == 2) {
        let year = if length(4) == 4 { third } else { full_year(third, near) };
        if second > 12 || (mark != "." && first <= 12) { (year, first, second) } else { (year, second, first) }
    } else {
        return None;
    };
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let good = (1..=12).contains(&month) && (1..=31).contains(&day) && (1000..2200).contains(&year);
    let fields = Fields { year: Some(YearSaid::Number(year)), month: Some(month), day: Some(day), ..Fields::default() };
    good.then(|| Reading::fields(at + 5, fields))
}

/// The year of two figures that is nearest to the page's, or from 1930 to 2029.
fn full_year(figures: i16, near: Option<i16>) -> i16 {
    let near = near.unwrap_or(1979);
    let same = near - near.rem_euclid(100) + figures;
    [same - 100, same, same + 100].into_iter().min_by_key(|year| (year - near).abs()).unwrap_or(same)
}
