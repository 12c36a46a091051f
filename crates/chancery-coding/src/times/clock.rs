//! Times of day by the clock: `10:35 a.m.`, `0735 GMT`, `nine o'clock`, `noon`.

use super::line::Line;
use super::meaning::TimeOfDay;
use super::number::cardinal;
use super::words::Sense;

/// Words after which `10:35` alone is a time.
const INTO_CLOCK: &[&str] =
    &["at", "by", "from", "until", "till", "around", "about", "before", "after", "since", "between", "and", "to", "-"];

/// A time by the clock that stands at `at`: one past its end.
pub(super) fn clock(line: &Line, at: usize) -> Option<(usize, TimeOfDay)> {
    if let Some(hour) = line.sense(at, |sense| match sense {
        Sense::Clock(hour) => Some(*hour),
        _ => None,
    }) {
        return Some((zone(line, at + 1).unwrap_or(at + 1), TimeOfDay::Clock(hour, Some(0), None)));
    }
    let glued_number = line.glued(at) && [":", ".", "$", "-", "/"].contains(&line.before(at)) && line.before(at) != "-";
    if glued_number {
        return None;
    }
    let (mut end, hour, minute, second) = figures(line, at)?;
    let mut hour = hour;
    let mut sure = false;
    let half = line.skip(end, &[","]);
    if line.is(half, &["am", "pm"]) && half == end {
        let afternoon = line.is(half, &["pm"]);
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if afternoon { 12 } else { 0 };
        (end, sure) = (half + 1, true);
    } else if line.is(end, &["o"]) && line.is(end + 1, &["'"]) && line.is(end + 2, &["clock"]) {
        (end, sure) = (end + 3, true);
    }
    if (sure || line.before(at) == "at" || minute.is_some())
        && (1..=12).contains(&hour)
        && let Some((after, part)) = in_the(line, end)
    {
        hour = match part {
            "MO" => hour % 12,
            "NI" if hour < 5 || hour == 12 => hour % 12,
            _ => hour % 12 + 12,
        };
        (end, sure) = (after, true);
    }
    if let Some(after) = zone(line, end) {
        (end, sure) = (after, true);
    }
    let told = sure || (minute.is_some() && line.is(at + 1, &[":"]) && INTO_CLOCK.contains(&line.before(at)));
    // Four figures without a mark are a time only in a zone; `2000 GMT` is eight in the evening.
    let bare = line.digits(at) && line.lower(at).len() == 4 && zone(line, at + 1).is_none();
    (told && !bare && (0..=24).contains(&hour)).then_some((end, TimeOfDay::Clock(hour, minute, second)))
}

/// Hour, minute and second: `10`, `10:35`, `10.35`, `10:35:20`, `0735`, `nine`.
fn figures(line: &Line, at: usize) -> Option<(usize, i8, Option<i8>, Option<i8>)> {
    let sixty = |at: usize| {
        let two = line.digits(at) && line.glued(at) && line.lower(at).len() == 2;
        line.lower(at).parse::<i8>().ok().filter(|n| two && (0..60).contains(n))
    };
    if !line.digits(at) {
        let (end, hour) = cardinal(line, at)?;
        return i8::try_from(hour).ok().filter(|hour| (1..=12).contains(hour)).map(|hour| (end, hour, None, None));
    }
    let text = line.lower(at);
    if let Some((hour, minute)) = text.split_once('.') {
        let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
        let good = (0..=24).contains(&hour) && (0..60).contains(&minute) && text.len() >= 4;
        return good.then_some((at + 1, hour, Some(minute), None));
    }
    if text.len() == 4 {
        let (hour, minute): (i8, i8) = (text[..2].parse().ok()?, text[2..].parse().ok()?);
        return ((0..=24).contains(&hour) && (0..60).contains(&minute)).then_some((at + 1, hour, Some(minute), None));
    }
    let hour: i8 = text.parse().ok().filter(|hour| (0..=24).contains(hour) && text.len() <= 2)?;
    if !line.is(at + 1, &[":"]) || !line.glued(at + 1) {
        return Some((at + 1, hour, None, None));
    }
    let minute = sixty(at + 2)?;
    if line.is(at + 3, &[":"]) && line.glued(at + 3) {
        let second = sixty(at + 4)?;
        return Some((at + 5, hour, Some(minute), Some(second)));
    }
    Some((at + 3, hour, Some(minute), None))
}

/// `in the morning`, `at night`: one past it.
fn in_the(line: &Line, at: usize) -> Option<(usize, &'static str)> {
    let start = if line.is(at, &["in"]) && line.is(at + 1, &["the"]) {
        at + 2
    } else if line.is(at, &["at"]) && line.is(at + 1, &["night"]) {
        at + 1
    } else {
        return None;
    };
    super::deictic::part(line, start).map(|part| (start + 1, part))
}

/// A time zone: `GMT`, `EDT`, `local time`, `Moscow time`.
fn zone(line: &Line, at: usize) -> Option<usize> {
    if line.senses(at).contains(&Sense::Zone) && line.capital(at) {
        return Some(line.skip(at + 1, &["time"]));
    }
    let named = line.is(at, &["local"]) || line.capital(at);
    if named && line.is(at + 1, &["time"]) && !line.is(at, &["the"]) {
        return Some(at + 2);
    }
    if line.capital(at) && line.is(at + 1, &["standard", "daylight"]) && line.is(at + 2, &["time"]) {
        return Some(at + 3);
    }
    None
}
