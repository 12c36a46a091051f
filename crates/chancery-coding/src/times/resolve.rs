//! What the words mean on the calendar: value, interval and precision of each reading.

use super::direction::Direction;
use super::meaning::{Amount, Anchor, Fields, Meaning, Reading, Side, Unit};
use super::story::Story;
use super::stretch::{self, Stretch, add, weekday};
use super::value::{length_value, with_time};
use super::{Precision, TimeType, place};
use jiff::civil::Date;

/// Resolves a reading, and lets the story remember it. Nothing where the words tell no time after all.
pub(super) fn resolve(reading: &Reading, direction: Direction, story: &mut Story) -> Option<(TimeType, Stretch)> {
    let (kind, stretch) = match &reading.meaning {
        Meaning::Fields(fields) => (TimeType::Date, place::fields(fields, direction, story)),
        Meaning::Holiday(holiday, year, shift) => {
            (TimeType::Date, place::holiday(*holiday, *year, *shift, direction, story))
        }
        Meaning::PeriodOf(year) => match story.quarter() {
            Some((_, quarter)) => (TimeType::Date, stretch::quarter(*year, quarter)),
            None => (TimeType::Date, stretch::year(*year)),
        },
        Meaning::Years { first, digits } => (TimeType::Date, stretch::years(*first, *digits)),
        Meaning::Offset { unit, count, from } => {
            let kind = if *unit < Unit::Day { TimeType::Time } else { TimeType::Date };
            (kind, offset(*unit, *count, *from, direction, story)?)
        }
        Meaning::TimeOnly => {
            let day = story.told_within(Precision::Day).map(|(_, last)| last).or(story.published);
            (TimeType::Time, day.map_or(stretch::unknown(Unit::Day), stretch::day))
        }
        Meaning::Length { parts, side } => return Some((TimeType::Duration, length(parts, *side, story))),
        Meaning::Repeated(value) => return Some((TimeType::Set, Stretch::open(value.clone(), Precision::Day))),
        Meaning::Reference(value) => return Some((TimeType::Date, Stretch::open(*value, Precision::Decade))),
    };
    story.tell(&stretch);
    if let Meaning::Fields(Fields { quarter: Some(quarter), year, .. }) = &reading.meaning {
        story.tell_quarter(&stretch, *quarter, *year);
    }
    match reading.time {
        Some(time) => Some((TimeType::Time, Stretch { value: with_time(&stretch.value, time), ..stretch })),
        None => Some((kind, stretch)),
    }
}

/// Units counted from the page or from the story.
fn offset(unit: Unit, count: i64, from: Anchor, direction: Direction, story: &Story) -> Option<Stretch> {
    if unit == Unit::Weekend {
        return Some(weekend(count, direction, story));
    }
    if matches!(unit, Unit::Quarter | Unit::Period) && from == Anchor::Story {
        return quarter(unit, count, story);
    }
    // `A year ago`, said of a quarter, is that quarter of the year before.
    if unit == Unit::Year
        && from != Anchor::Page
        && count < 0
        && let Some((year, quarter)) = story.quarter()
    {
        let year = i16::try_from(count).ok().and_then(|count| year.checked_add(count))?;
        return Some(stretch::quarter(year, quarter));
    }
    let told = if from == Anchor::Story { story.told_within(stretch::precision(unit)) } else { None };
    let base = match (told, from) {
        (Some((_, last)), _) if count > 0 => Some(last),
        (Some((first, _)), _) => Some(first),
        // What comes after a time that was not told cannot be counted from the page, unless it lies ahead.
        (None, Anchor::Story) if count > 0 && direction != Direction::Future => None,
        _ => story.published,
    };
    let Some(base) = base else { return Some(stretch::unknown(unit)) };
    match add(base, unit, count) {
        // A week ends with its Sunday: `last week`, in a Sunday's paper, is the one that ends.
        Some(_) if unit == Unit::Week && from == Anchor::Page && count < 0 && weekday(base) == 7 => {
            add(base, unit, count + 1).map(stretch::week)
        }
        Some(day) => Some(stretch::containing(unit, day)),
        None => Some(Stretch::open(if count < 0 { "PAST_REF" } else { "FUTURE_REF" }, Precision::Decade)),
    }
}

/// The quarter or period that the report speaks of, or one counted from it.
fn quarter(unit: Unit, count: i64, story: &Story) -> Option<Stretch> {
    let (year, quarter) = match (story.quarter(), story.published) {
        (Some(quarter), _) => quarter,
        (None, _) if unit == Unit::Period => return None,
        // A report of a quarter comes out in the next.
        (None, Some(page)) => {
            let before = add(page, Unit::Month, -3)?;
            (before.year(), (before.month() + 2) / 3)
        }
        (None, None) => return Some(stretch::unknown(Unit::Quarter)),
    };
    if unit == Unit::Period {
        // Periods are counted in years: `the year-ago period`.
        let year = i16::try_from(count).ok().and_then(|count| year.checked_add(count))?;
        return Some(stretch::quarter(year, quarter));
    }
    let first = Date::new(year, quarter * 3 - 2, 1).ok()?;
    Some(stretch::containing(Unit::Quarter, add(first, Unit::Quarter, count)?))
}

/// The latest weekend that has begun or the next to come, or one counted from the page's week.
fn weekend(count: i64, direction: Direction, story: &Story) -> Stretch {
    let Some(page) = story.published else { return stretch::unknown(Unit::Weekend) };
    let begun = weekday(page) >= 6;
    let weeks = match count {
        0 if begun || direction == Direction::Future => 0,
        0 => -1,
        n => n,
    };
    add(page, Unit::Week, weeks).map_or(stretch::unknown(Unit::Weekend), stretch::weekend)
}

/// A length; with the days it covers where it ends or begins with the page.
fn length(parts: &[(Unit, Amount)], side: Option<Side>, story: &Story) -> Stretch {
    let precision = parts.first().map_or(Precision::Day, |(unit, _)| stretch::precision(*unit));
    let interval = side.zip(story.published).and_then(|(side, page)| {
        let mut other = page;
        for (unit, amount) in parts {
            let Amount::Count(n) = amount else { return None };
            other = add(other, *unit, if side == Side::Past { n.checked_neg()? } else { *n })?;
        }
        Some((other.min(page), other.max(page)))
    });
    Stretch { value: length_value(parts), interval, precision }
}
