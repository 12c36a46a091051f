//! The days and times that pages print, in the forms of the trade.

use chancery_text::Moment;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use regex::{Captures, Regex};

/// A day found in a line, with the time that stands beside it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    /// First byte of the day or its time.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What they say; of two readings of figures such as 03/04 the American one.
    pub moment: Moment,
    /// The other reading, where the figures allow two.
    pub other: Option<Moment>,
}

/// The forms in which days and times are printed, compiled once.
#[derive(Debug, Clone)]
pub(crate) struct Dates {
    day: Regex,
    time: Regex,
    time_after: Regex,
    time_before: Regex,
}

/// Month names and their abbreviations in English.
const MONTH: &str = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
/// Days of the week and their abbreviations.
const WEEKDAY: &str =
    "mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?";
/// A time of day, with its half of the day and its zone.
const TIME: &str = r"(?<hour>\d{1,2})(?:[:.h](?<minute>\d{2})(?:[:.](?<second>\d{2})(?:\.\d+)?)?)?\s?(?<half>a\.?m\.?|p\.?m\.?)?(?:\s?\(?(?<zone>(?:gmt|utc)?\s?[+-−]\d{1,2}:?(?:\d{2})?|z\b|[a-z]{2,4}t\b|gmt\b|utc\b|bst\b|msk\b|pkt\b|hkt\b|sgt\b|wib\b|e[dst]{1,2}t\b)\)?)?";

/// Names of zones that mean one offset, in minutes. IST, CST and the zones without a season (ET) mean several, and
/// so give none.
const ZONES: [(&str, i32); 24] = [
    ("z", 0),
    ("gmt", 0),
    ("utc", 0),
    ("bst", 60),
    ("cet", 60),
    ("cest", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("trt", 180),
    ("pkt", 300),
    ("wib", 420),
    ("hkt", 480),
    ("sgt", 480),
    ("jst", 540),
    ("kst", 540),
    ("aest", 600),
    ("aedt", 660),
    ("est", -300),
    ("edt", -240),
    ("cdt", -300),
    ("mst", -420),
    ("pdt", -420),
    ("pst", -480),
];

impl Dates {
    /// Compiles the forms.
    pub(crate) fn new() -> Dates {
        let compile = |pattern: &str| {
            Regex::new(&format!("(?i){pattern}")).expect("the forms are constants that the tests compile")
        };
        let day = format!(
            r"(?<y1>\d{{4}})(?:(?<sep>[-/.])(?<m1>\d{{1,2}})[-/.](?<d1>\d{{1,2}})|(?<m2>[01]\d)(?<d2>[0-3]\d)(?:T|\b))|\b(?<a>\d{{1,2}})(?<sep2>[-/.])(?<b>\d{{1,2}})[-/.](?<y3>\d{{4}}|\d{{2}}\b)|\b(?<mon4>{MONTH})\.?\s+(?<d4>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?<y4>\d{{4}})|\b(?<d5>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?<mon5>{MONTH})\b\.?,?[\s-]+(?<y5>\d{{4}})"
        );
        Dates {
            day: compile(&day),
            time: compile(&format!("^{TIME}$")),
            time_after: compile(&format!(r"^(?:T|[\s,|·•/–—-]*(?:at\s+)?){TIME}")),
            time_before: compile(&format!(r"\b{TIME}[\s,|·•/–—-]*(?:on\s+)?(?:(?:{WEEKDAY})\b[.,]?\s*)?$")),
        }
    }

    /// The days in a line, in order, each with the time beside it.
    pub(crate) fn find(&self, line: &str) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let mut from = 0;
        while let Some(captures) = self.day.captures_at(line, from) {
            let whole = captures.get(0).expect("a match has its whole");
            let before = found.last().map_or(0, |last: &Found| last.end);
            from = whole.end().max(from + 1);
            let Some((first, other)) = day(&captures, line) else {
                from = line.ceil_char_boundary(whole.start() + 1);
                continue;
            };
            let (mut start, mut end) = (whole.start(), whole.end());
            // A "T" that opens the time of a compact day belongs to the time.
            if line[..end].ends_with(['T', 't']) {
                end -= 1;
            }
            let after = &line[end..line.floor_char_boundary(end + 48)];
            let earlier = &line[before.max(line.floor_char_boundary(start.saturating_sub(48)))..start];
            let mut clock = (None, None);
            if let Some((time, zone, used)) = self.time_after.captures(after).and_then(|c| time(&c)) {
                clock = (Some(time), zone);
                end += used.end;
            } else if let Some((time, zone, used)) = self.time_before.captures(earlier).and_then(|c| time(&c)) {
                clock = (Some(time), zone);
                start -= earlier.len() - used.start;
            }
            let at = |date| Moment { date, time: clock.0, offset: clock.1 };
            found.push(Found { start, end, moment: at(first), other: other.map(at) });
            from = from.max(end);
        }
        found
    }

    /// A whole text as a day with or without a time; what is left over may be a weekday and punctuation.
    pub(crate) fn parse(&self, text: &str) -> Option<Moment> {
        if let Some(moment) = Moment::parse(text) {
            return Some(moment);
        }
        let found = self.find(text.trim()).into_iter().next()?;
        let left = text.trim().len() - (found.end - found.start);
        (left <= 12).then_some(found.moment)
    }

    /// A text that is only a time of day.
    pub(crate) fn is_time(&self, text: &str) -> bool {
        self.time.captures(text.trim()).is_some_and(|c| time(&c).is_some())
    }
}

/// The day in a match, and its other reading.
fn day(captures: &Captures, line: &str) -> Option<(Date, Option<Date>)> {
    let number = |name| captures.name(name).and_then(|m| m.as_str().parse::<i16>().ok());
    let date = |y: i16, m: i16, d: i16| {
        Date::new(y, m as i8, d as i8).ok().filter(|_| m > 0 && d > 0 && (1900..2100).contains(&y))
    };
    if let Some(year) = number("y1") {
        // Digits before the year make it part of a longer number.
        let start = captures.get(0)?.start();
        if line[..start].ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let (month, day) = (number("m1").or_else(|| number("m2"))?, number("d1").or_else(|| number("d2"))?);
        return Some((date(year, month, day)?, None));
    }
    if let (Some(a), Some(b), Some(year)) = (number("a"), number("b"), number("y3")) {
        let year = if year < 100 { 2000 + year } else { year };
        let (american, european) = (date(year, a, b), date(year, b, a));
        // With dots the day comes first everywhere.
        return match captures.name("sep2")?.as_str() {
            "." => european.or(american).map(|date| (date, None)),
            _ if a == b => american.map(|date| (date, None)),
            _ => american.map(|date| (date, european)).or_else(|| european.map(|date| (date, None))),
        };
    }
    let (month, day, year) = match number("y4") {
        Some(year) => (captures.name("mon4")?, number("d4")?, year),
        None => (captures.name("mon5")?, number("d5")?, number("y5")?),
    };
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let name = month.as_str().to_ascii_lowercase();
    let month = months.iter().position(|month| name.starts_with(month))? as i16 + 1;
    Some((date(year, month, day)?, None))
}

/// The time in a match, its offset, and the bytes it takes.
fn time(captures: &Captures) -> Option<(Time, Option<Offset>, std::ops::Range<usize>)> {
    let number = |name| captures.name(name).and_then(|m| m.as_str().parse::<i8>().ok());
    let mut hour = number("hour")?;
    let half = captures.name("half").map(|m| m.as_str().to_ascii_lowercase());
    let minute = match number("minute") {
        Some(minute) => minute,
        // An hour alone needs its half of the day, or it is some other number.
        None if half.is_some() => 0,
        None => return None,
    };
    match half.as_deref().map(|half| half.starts_with('p')) {
        Some(_) if hour > 12 => return None,
        Some(true) if hour < 12 => hour += 12,
        Some(false) if hour == 12 => hour = 0,
        _ => {}
    }
    let time = Time::new(hour, minute, number("second").unwrap_or(0), 0).ok()?;
    let offset = captures.name("zone").and_then(|zone| offset(zone.as_str()));
    let start = captures.name("hour")?.start();
    Some((time, offset, start..captures.get(0)?.end()))
}

/// The offset that a zone's name or figures stand for.
fn offset(zone: &str) -> Option<Offset> {
    let zone = zone.to_ascii_lowercase().replace('−', "-");
    let zone = zone.trim();
    if let Some((_, minutes)) = ZONES.iter().find(|(name, _)| *name == zone) {
        return Offset::from_seconds(minutes * 60).ok();
    }
    let figures = zone.trim_start_matches("gmt").trim_start_matches("utc").trim();
    let sign = if figures.starts_with('-') { -1 } else { 1 };
    let digits: String = figures.strip_prefix(['+', '-'])?.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = if digits.len() > 2 { digits.split_at(digits.len() - 2) } else { (digits.as_str(), "0") };
    let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
    (seconds <= 14 * 3600).then(|| Offset::from_seconds(sign * seconds).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let found: Vec<String> = Dates::new().find(line).iter().map(|found| found.moment.to_string()).collect();
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn days_and_times_in_common_forms() {
        check("Published 01/14/2025, 05:02 AM", &["2025-01-14T05:02"]);
        check("Published 14/01/2025 17:02", &["2025-01-14T17:02"]);
        check("Tue 14 Jan 2025 10.24 GMT", &["2025-01-14T10:24:00Z"]);
        check("14 January 2025 05:02 GMT", &["2025-01-14T05:02:00Z"]);
        check("January 14, 2025 at 5:02 p.m. EST", &["2025-01-14T17:02:00-05:00"]);
        check("Jan. 14th, 2025 12 AM", &["2025-01-14T00:00"]);
        check("2025-01-14T05:02:07+03:00", &["2025-01-14T05:02:07+03:00"]);
        check("20250114T050207Z", &["2025-01-14"]);
        check("14.01.2025, 05:02", &["2025-01-14T05:02"]);
        check("10:24 GMT, Tuesday, 14 January 2025", &["2025-01-14T10:24:00Z"]);
        check("Tue, 14 Jan 2025 05:02:00 +0300", &["2025-01-14T05:02:00+03:00"]);
        check("January 14, 20255:02 AM GMT+3Updated 3 hours ago", &["2025-01-14T05:02:00+03:00"]);
        check("14 Jan 2025 05:02 | Updated: 15 Jan 2025 06:00", &["2025-01-14T05:02", "2025-01-15T06:00"]);
        check("January 14, 2025 5:02 AM ET", &["2025-01-14T05:02"]);
    }

    #[test]
    fn other_numbers_are_no_days() {
        check("It cost 1.5 million in 2025.", &[]);
        check("call 120250114 or 99/99/2025", &[]);
        check("the 31 February 2025 talks", &[]);
        check("resolution 2025-14", &[]);
    }

    #[test]
    fn figures_of_two_readings_keep_both() {
        let found = Dates::new().find("03/04/2025 10:00");
        assert_eq!(found[0].moment.to_string(), "2025-03-04T10:00");
        assert_eq!(found[0].other.map(|moment| moment.to_string()).as_deref(), Some("2025-04-03T10:00"));
    }
}
