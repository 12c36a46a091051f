//! Stretches of the calendar: each with TIMEX3's value, its first and last day, and how exact it is.

use super::Precision;
use super::meaning::Unit;
use jiff::Span;
use jiff::civil::{Date, date};

/// A day, week, month, … of the calendar, or one that the words leave open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    /// TIMEX3's value.
    pub(super) value: String,
    /// First and last day; none where the words leave the year or the day open.
    pub(super) interval: Option<(Date, Date)>,
    /// How exact it is.
    pub(super) precision: Precision,
}

impl Stretch {
    /// A stretch that is not on the calendar yet: `XXXX-09-15`.
    pub(super) fn open(value: impl Into<String>, precision: Precision) -> Stretch {
        Stretch { value: value.into(), interval: None, precision }
    }
}

/// One day.
pub(super) fn day(day: Date) -> Stretch {
    Stretch { value: day.to_string(), interval: Some((day, day)), precision: Precision::Day }
}

/// The week of ISO 8601 that a day lies in.
pub(super) fn week(day: Date) -> Stretch {
    let iso = day.iso_week_date();
    let first = add(day, Unit::Day, i64::from(1 - weekday(day)));
    let interval = first.and_then(|first| Some((first, add(first, Unit::Day, 6)?)));
    Stretch { value: format!("{:04}-W{:02}", iso.year(), iso.week()), interval, precision: Precision::Week }
}

/// Saturday and Sunday of the week that a day lies in.
pub(super) fn weekend(day: Date) -> Stretch {
    let week = week(day);
    let interval = week.interval.and_then(|(_, sunday)| Some((add(sunday, Unit::Day, -1)?, sunday)));
    Stretch { value: format!("{}-WE", week.value), interval, precision: Precision::Week }
}

/// A month, counted from 1.
pub(super) fn month(year: i16, month: i8) -> Stretch {
    let interval = Date::new(year, month, 1).ok().map(|first| (first, first.last_of_month()));
    Stretch { value: format!("{year:04}-{month:02}"), interval, precision: Precision::Month }
}

/// Whole months, the last of them in the same or the next year.
fn months(value: String, year: i16, first: i8, count: i64) -> Stretch {
    let first = Date::new(year, first, 1).ok();
    let last = first.and_then(|first| add(first, Unit::Month, count - 1)).map(Date::last_of_month);
    Stretch { value, interval: first.zip(last), precision: Precision::Season }
}

/// A quarter of a year, 1 to 4.
pub(super) fn quarter(year: i16, quarter: i8) -> Stretch {
    months(format!("{year:04}-Q{quarter}"), year, quarter * 3 - 2, 3)
}

/// A half of a year, 1 or 2.
pub(super) fn half(year: i16, half: i8) -> Stretch {
    months(format!("{year:04}-H{half}"), year, half * 6 - 5, 6)
}

/// A season of the north, by whole months: spring from March; winter from December into the next year.
pub(super) fn season(year: i16, code: &str) -> Stretch {
    let first = match code {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    };
    months(format!("{year:04}-{code}"), year, first, 3)
}

/// A year.
pub(super) fn year(year: i16) -> Stretch {
    let interval = Date::new(year, 1, 1).ok().zip(Date::new(year, 12, 31).ok());
    Stretch { value: format!("{year:04}"), interval, precision: Precision::Year }
}

/// A decade (`digits` 3) or a century (2), by TIMEX3's leading digits.
pub(super) fn years(first: i16, digits: usize) -> Stretch {
    let last = first.checked_add(if digits == 3 { 9 } else { 99 });
    let interval = Date::new(first, 1, 1).ok().zip(last.and_then(|last| Date::new(last, 12, 31).ok()));
    let value = format!("{first:04}").chars().take(digits).collect();
    Stretch { value, interval, precision: Precision::Decade }
}

/// The unit of the calendar that a day lies in; below a day, the day with an open hour.
pub(super) fn containing(unit: Unit, at: Date) -> Stretch {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Stretch { value: format!("{at}TXX:XX"), ..day(at) },
        Unit::Day => day(at),
        Unit::Weekend => weekend(at),
        Unit::Week => week(at),
        Unit::Month => month(at.year(), at.month()),
        Unit::Quarter | Unit::Period => quarter(at.year(), (at.month() + 2) / 3),
        Unit::Year => year(at.year()),
        Unit::Decade => years(at.year() - at.year().rem_euclid(10), 3),
        Unit::Century => years(at.year() - at.year().rem_euclid(100), 2),
    }
}

/// A unit of which only the kind is known.
pub(super) fn unknown(unit: Unit) -> Stretch {
    let value = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX:XX",
        Unit::Day => "XXXX-XX-XX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Week => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter | Unit::Period => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
    };
    Stretch::open(value, precision(unit))
}

/// How exact a unit is.
pub(super) fn precision(unit: Unit) -> Precision {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Precision::Day,
        Unit::Weekend | Unit::Week => Precision::Week,
        Unit::Month => Precision::Month,
        Unit::Quarter | Unit::Period => Precision::Season,
        Unit::Year => Precision::Year,
        Unit::Decade | Unit::Century => Precision::Decade,
    }
}

/// A day some units away; nothing beyond the calendar's ends. Below a day, the hours are not known and the day stays.
pub(super) fn add(from: Date, unit: Unit, count: i64) -> Option<Date> {
    let span = match unit {
        Unit::Second | Unit::Minute => return Some(from),
        Unit::Hour => Span::new().try_days(count / 24),
        Unit::Day => Span::new().try_days(count),
        Unit::Weekend | Unit::Week => Span::new().try_weeks(count),
        Unit::Month => Span::new().try_months(count),
        Unit::Quarter | Unit::Period => Span::new().try_months(count.checked_mul(3)?),
        Unit::Year => Span::new().try_years(count),
        Unit::Decade => Span::new().try_years(count.checked_mul(10)?),
        Unit::Century => Span::new().try_years(count.checked_mul(100)?),
    };
    // A year with less than four figures is written otherwise, and no report counts so far.
    let there = from.checked_add(span.ok()?).ok()?;
    (1..=9000).contains(&there.year()).then_some(there)
}

/// The day of the week, 1 to 7 from Monday.
pub(super) fn weekday(day: Date) -> i8 {
    day.weekday().to_monday_one_offset()
}

/// Easter Sunday of the Western churches (the anonymous Gregorian computus of 1876).
pub(super) fn easter(year: i16) -> Option<Date> {
    if !(1583..=4099).contains(&year) {
        return None;
    }
    let year = i32::from(year);
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let correction = (century + 8) / 25;
    let epact = (19 * golden + century - century / 4 - (century - correction + 1) / 3 + 15) % 30;
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * sunday) / 451;
    let days = epact + sunday - 7 * late + 114;
    Date::new(year as i16, (days / 31) as i8, (days % 31 + 1) as i8).ok()
}

/// The nth weekday of a month; -1 is the last.
pub(super) fn nth_weekday(year: i16, month: i8, nth: i8, wanted: i8) -> Option<Date> {
    let first = Date::new(year, month, 1).ok()?;
    if nth < 0 {
        let last = first.last_of_month();
        return add(last, Unit::Day, -i64::from((weekday(last) - wanted).rem_euclid(7)));
    }
    let ahead = (wanted - weekday(first)).rem_euclid(7) + 7 * (nth - 1);
    add(first, Unit::Day, i64::from(ahead))
}

/// The first of January of year 1, which no time of the news comes before.
pub(super) const BEGINNING: Date = date(1, 1, 1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_almanacs_have_it() {
        assert_eq!(easter(2000), Some(date(2000, 4, 23)));
        assert_eq!(easter(2024), Some(date(2024, 3, 31)));
        assert_eq!(easter(2025), Some(date(2025, 4, 20)));
    }

    #[test]
    fn stretches_have_values_and_ends() {
        let check = |stretch: Stretch, value: &str, first: Date, last: Date| {
            assert_eq!((stretch.value.as_str(), stretch.interval), (value, Some((first, last))));
        };
        check(week(date(2025, 1, 1)), "2025-W01", date(2024, 12, 30), date(2025, 1, 5));
        check(weekend(date(2025, 1, 1)), "2025-W01-WE", date(2025, 1, 4), date(2025, 1, 5));
        check(season(2024, "WI"), "2024-WI", date(2024, 12, 1), date(2025, 2, 28));
        check(quarter(2024, 1), "2024-Q1", date(2024, 1, 1), date(2024, 3, 31));
        check(years(1990, 3), "199", date(1990, 1, 1), date(1999, 12, 31));
        check(years(1900, 2), "19", date(1900, 1, 1), date(1999, 12, 31));
    }

    #[test]
    fn weekdays_are_counted_from_both_ends_of_a_month() {
        assert_eq!(nth_weekday(2024, 11, 4, 4), Some(date(2024, 11, 28)));
        assert_eq!(nth_weekday(2024, 5, -1, 1), Some(date(2024, 5, 27)));
    }
}
