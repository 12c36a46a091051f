//! A day, with the time and the offset from UTC where the page gives them.

use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use std::fmt;

/// When something was published or updated, as exactly as the page says and no more.
///
/// Printed as RFC 3339 without the parts that are unknown: `2025-01-14`, `2025-01-14T05:02`,
/// `2025-01-14T05:02:07+03:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day, in the page's own zone.
    pub date: Date,
    /// The time of day, if given.
    pub time: Option<Time>,
    /// The offset from UTC, if given.
    pub offset: Option<Offset>,
}

impl Moment {
    /// A day without a time.
    pub fn day(date: Date) -> Moment {
        Moment { date, time: None, offset: None }
    }

    /// Reads RFC 3339, its relaxed forms (a blank for the `T`, no seconds, no offset), and a bare date.
    /// `None` where the text is something else.
    ///
    /// ```
    /// use chancery_text::Moment;
    /// assert_eq!(Moment::parse("2025-01-14 05:02").unwrap().to_string(), "2025-01-14T05:02");
    /// assert_eq!(Moment::parse("2025-01-14T05:02:00Z").unwrap().to_string(), "2025-01-14T05:02:00Z");
    /// assert!(Moment::parse("last week").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Moment> {
        let text = text.trim();
        let day = text.get(..10)?;
        let date: Date = day.parse().ok()?;
        let rest = text[10..].trim_start_matches(['T', 't', ' ']);
        if rest.is_empty() {
            return Some(Moment::day(date));
        }
        let zone_at = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
        let time: Time = rest[..zone_at].trim().parse().ok()?;
        Some(Moment { date, time: Some(time), offset: offset(&rest[zone_at..]) })
    }
}

/// `Z`, `+03:00`, `+0300` or `+03`.
fn offset(text: &str) -> Option<Offset> {
    if text.eq_ignore_ascii_case("z") {
        return Some(Offset::UTC);
    }
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = if digits.len() >= 4 { digits.get(2..4)?.parse().ok()? } else { 0 };
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}", time.hour(), time.minute())?;
        if time.second() != 0 || self.offset.is_some() {
            write!(f, ":{:02}", time.second())?;
        }
        match self.offset {
            None => Ok(()),
            Some(offset) if offset.seconds() == 0 => write!(f, "Z"),
            Some(offset) => {
                let seconds = offset.seconds();
                let sign = if seconds < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", seconds.abs() / 3600, seconds.abs() / 60 % 60)
            }
        }
    }
}
