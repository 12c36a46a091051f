//! Dates whose words leave something open, placed on the calendar: `Sept. 15`, `last Tuesday`, `the summer`.

use super::Precision;
use super::direction::Direction;
use super::meaning::{Anchor, Fields, Holiday, Shift, Unit, YearSaid};
use super::story::Story;
use super::stretch::{self, Stretch, add, weekday};
use jiff::civil::Date;

/// Where the fields of a date lie, seen from the page and the story.
pub(super) fn fields(fields: &Fields, direction: Direction, story: &Story) -> Stretch {
    if let (Some(month), Some(day)) = (fields.month, fields.day) {
        return month_and_day(fields, month, day, direction, story);
    }
    if let Some(wanted) = fields.weekday {
        return week_day(fields, wanted, direction, story);
    }
    if let Some(month) = fields.month {
        return periodic(fields, direction, story, format!("XXXX-{month:02}"), |year| stretch::month(year, month));
    }
    if let Some(quarter) = fields.quarter {
        let open = format!("XXXX-Q{quarter}");
        return periodic(fields, direction, story, open, |year| stretch::quarter(year, quarter));
    }
    if let Some(half) = fields.half {
        return periodic(fields, direction, story, format!("XXXX-H{half}"), |year| stretch::half(year, half));
    }
    if let Some(season) = fields.season {
        return periodic(fields, direction, story, format!("XXXX-{season}"), |year| stretch::season(year, season));
    }
    match fields.year.and_then(|year| story.year(year)) {
        Some(year) => stretch::year(year),
        None => stretch::unknown(Unit::Year),
    }
}

/// A day of a month, whose year may be open.
fn month_and_day(fields: &Fields, month: i8, day: i8, direction: Direction, story: &Story) -> Stretch {
    let given = fields.year.and_then(|year| story.year(year));
    let open = Stretch::open(format!("XXXX-{month:02}-{day:02}"), Precision::Day);
    let date = match (given, story.published) {
        (Some(year), _) => match Date::new(year, month, day) {
            Ok(date) => Some(date),
            Err(_) => return Stretch::open(format!("{year:04}-{month:02}-{day:02}"), Precision::Day),
        },
        (None, Some(page)) => choose(page, direction, |year| {
            let date = Date::new(year, month, day).ok()?;
            // A weekday that is told with the day must be that day's.
            fields.weekday.is_none_or(|wanted| weekday(date) == wanted).then_some((date, date))
        })
        .or_else(|| choose(page, direction, |year| Date::new(year, month, day).ok().map(|date| (date, date))))
        .map(|(first, _)| first),
        (None, None) => None,
    };
    match date {
        Some(date) if fields.week_of => stretch::week(date),
        Some(date) => stretch::day(date),
        None => open,
    }
}

/// Of the years around the page's, the one that a clause of this direction means.
fn choose(page: Date, direction: Direction, at: impl Fn(i16) -> Option<(Date, Date)>) -> Option<(Date, Date)> {
    let near = (page.year().saturating_sub(6)..=page.year().saturating_add(6)).filter_map(&at);
    near.min_by_key(|interval| cost(page, direction, *interval))
}

/// How far an interval lies from the page, with what lies against the direction of the clause counted eight times: a
/// tense can mislead (`Tuesday's deadline was set for 14 January`), but not across a year. Where the tense does not
/// tell, the past is a little nearer, because reports mostly look back.
fn cost(page: Date, direction: Direction, (first, last): (Date, Date)) -> i64 {
    let (back, ahead) = match direction {
        Direction::Past => (2, 16),
        Direction::Unknown => (2, 3),
        Direction::Future => (16, 2),
    };
    if last < page { days(last, page).saturating_mul(back) } else { days(page, first).max(0).saturating_mul(ahead) }
}

/// Days from one day to another.
fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(i64::MAX / 4, |span| i64::from(span.get_days()))
}

/// What comes once a year: a month, a quarter, a season.
fn periodic(
    fields: &Fields,
    direction: Direction,
    story: &Story,
    open: String,
    of_year: impl Fn(i16) -> Stretch,
) -> Stretch {
    if let Some(year) = fields.year.and_then(|year| story.year(year)) {
        return of_year(year);
    }
    let precision = of_year(2000).precision;
    let base = match fields.shift {
        Some(Shift::Previous | Shift::Following | Shift::That) => story.told_within(Precision::Year).map(|told| told.0),
        _ => None,
    };
    let Some(page) = base.or(story.published) else { return Stretch::open(open, precision) };
    if fields.year.is_some() {
        return Stretch::open(open, precision);
    }
    let mut candidates = (page.year().saturating_sub(2)..=page.year().saturating_add(2)).map(of_year);
    let first = |stretch: &Stretch| stretch.interval.map_or(stretch::BEGINNING, |(first, _)| first);
    let last = |stretch: &Stretch| stretch.interval.map_or(stretch::BEGINNING, |(_, last)| last);
    let found = match (fields.shift, direction) {
        (Some(Shift::Last | Shift::Past | Shift::Previous), _) => candidates.rfind(|at| last(at) < page),
        (Some(Shift::Next | Shift::Following), _) => candidates.filter(|at| first(at) > page).min_by_key(first),
        (Some(Shift::Coming), _) => candidates.filter(|at| last(at) >= page).min_by_key(first),
        (Some(Shift::This), _) => candidates.rfind(|at| first(at).year() == page.year()),
        (Some(Shift::That) | None, _) => candidates.min_by_key(|at| cost(page, direction, (first(at), last(at)))),
    };
    found.unwrap_or_else(|| Stretch::open(open, precision))
}

/// A day of the week, by shift or by direction; what does not tell is taken as past, as reports mostly are.
fn week_day(fields: &Fields, wanted: i8, direction: Direction, story: &Story) -> Stretch {
    let open = Stretch::open(format!("XXXX-WXX-{wanted}"), Precision::Day);
    let base = match fields.shift {
        Some(Shift::Previous | Shift::Following | Shift::That) => {
            story.told_within(Precision::Day).map(|told| told.0).or(story.published)
        }
        _ => story.published,
    };
    let Some(base) = base else { return open };
    if let (Some(day), Some(_)) = (fields.day, fields.weekday) {
        // `Tuesday the 14th`: the nearest 14th that is a Tuesday.
        let near = (-370..370).filter_map(|step| add(base, Unit::Day, step));
        let found = near.filter(|date| date.day() == day && weekday(*date) == wanted);
        return found.min_by_key(|date| days(base, *date).abs()).map_or(open, stretch::day);
    }
    let back = |from: Date| add(from, Unit::Day, -i64::from((weekday(from) - wanted).rem_euclid(7)));
    let ahead = |from: Date| add(from, Unit::Day, i64::from((wanted - weekday(from)).rem_euclid(7)));
    let before = || add(base, Unit::Day, -1).and_then(back);
    let after = || add(base, Unit::Day, 1).and_then(ahead);
    let found = if fields.week_of {
        let (count, _) = fields.shift.map_or((0, Anchor::Page), Shift::count);
        add(base, Unit::Week, count).and_then(|day| add(day, Unit::Day, i64::from(wanted - weekday(day))))
    } else {
        match (fields.shift, direction) {
            (Some(Shift::Last | Shift::Past | Shift::Previous), _) => before(),
            (Some(Shift::Next | Shift::Coming | Shift::Following), _) => after(),
            (Some(Shift::This), Direction::Past) | (None | Some(Shift::That), Direction::Past | Direction::Unknown) => {
                back(base)
            }
            (Some(Shift::This), _) | (_, Direction::Future) => ahead(base),
        }
    };
    found.map_or(open, stretch::day)
}

/// The day of a named day.
pub(super) fn holiday(
    holiday: Holiday,
    year: Option<YearSaid>,
    shift: Option<Shift>,
    direction: Direction,
    story: &Story,
) -> Stretch {
    let of_year = |year: i16| -> Option<Date> {
        match holiday {
            Holiday::Fixed(month, day) => Date::new(year, month, day).ok(),
            Holiday::Once(year, month, day) => Date::new(year, month, day).ok(),
            Holiday::Nth(month, nth, weekday, after) => {
                add(stretch::nth_weekday(year, month, nth, weekday)?, Unit::Day, i64::from(after))
            }
            Holiday::Easter(days) => add(stretch::easter(year)?, Unit::Day, i64::from(days)),
            Holiday::Movable => None,
        }
    };
    if let Holiday::Once(year, ..) = holiday {
        return of_year(year).map_or(stretch::unknown(Unit::Day), stretch::day);
    }
    let open = match holiday {
        Holiday::Fixed(month, day) => Stretch::open(format!("XXXX-{month:02}-{day:02}"), Precision::Day),
        _ => stretch::unknown(Unit::Day),
    };
    let date = match (year.and_then(|year| story.year(year)), story.published) {
        (Some(year), _) => of_year(year),
        (None, Some(page)) => {
            let direction = match shift {
                Some(Shift::Last | Shift::Past | Shift::Previous) => Direction::Past,
                Some(Shift::Next | Shift::Coming | Shift::Following) => Direction::Future,
                _ => direction,
            };
            choose(page, direction, |year| of_year(year).map(|date| (date, date))).map(|(date, _)| date)
        }
        (None, None) => None,
    };
    date.map_or(open, stretch::day)
}
