//! Lines that say when a page was published and changed.

use crate::dates::Found;
use crate::furniture::{Furniture, FurnitureKind};
use crate::lines::{is_prose, word_count};
use chancery_text::Moment;

/// What a line says of its page's days.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Stamp {
    /// The day of publication, if the line gives one.
    pub published: Option<Moment>,
    /// The day of the last change.
    pub updated: Option<Moment>,
    /// True where words name what the day is, such as "Updated".
    pub named: bool,
    /// True where figures such as 03/04 allow two days and nothing tells which.
    pub doubtful: bool,
}

/// The longest line of days that we take for one, in bytes.
const LONGEST: usize = 240;
/// How many words may stand beside the days, such as a place or a section.
const BESIDE: usize = 3;

/// The days of a line that is about them; `None` for a line that says something else, even with a day in it.
///
/// `pending` is the label that stood alone on the line before.
pub(crate) fn stamp(line: &str, pending: Option<FurnitureKind>, furniture: &Furniture) -> Option<Stamp> {
    if line.len() > LONGEST {
        return None;
    }
    let found = furniture.dates.find(line);
    let (first, last) = (found.first()?, found.last()?);
    let mut stamp = Stamp::default();
    let mut beside = 0;
    let (mut from, mut label) = (0, pending);
    for day in &found {
        let (named, words) = before(&line[from..day.start], furniture);
        label = named.or(label);
        stamp.named |= label.is_some();
        beside += words;
        let (moment, doubtful) = reading(day, &line[first.start..last.end]);
        stamp.doubtful |= doubtful;
        // A second day without a name is that of the change.
        let second = stamp.published.is_some();
        let slot = if label == Some(FurnitureKind::Updated) || (label.is_none() && second) {
            &mut stamp.updated
        } else {
            &mut stamp.published
        };
        slot.get_or_insert(moment);
        (from, label) = (day.end, None);
    }
    beside += before(&line[from..], furniture).1;
    let sentence = is_prose(line) && !stamp.named;
    (beside <= BESIDE && !sentence).then_some(stamp)
}

/// The label that a line consists of, such as "Published" on a line of its own.
pub(crate) fn label(line: &str, furniture: &Furniture) -> Option<FurnitureKind> {
    [FurnitureKind::Updated, FurnitureKind::Published].into_iter().find(|kind| furniture.is(*kind, line.trim()))
}

/// The label in the words before a day, and how many words say something else.
fn before(words: &str, furniture: &Furniture) -> (Option<FurnitureKind>, usize) {
    let (mut named, mut beside) = (None, 0);
    for part in words.split(['|', '·', '•', '(', ')', ',', '–', '—', '/']) {
        let part = part.trim();
        let bare = without_weekday(part);
        if bare.is_empty() || furniture.dates.is_time(bare) {
            continue;
        }
        match label(bare, furniture) {
            Some(kind) => named = Some(kind),
            None if matches!(furniture.kind(bare), Some(FurnitureKind::Drop | FurnitureKind::Byline)) => {}
            None => beside += word_count(bare),
        }
    }
    (named, beside)
}

/// Words without a day of the week at their end, and without punctuation around them.
fn without_weekday(words: &str) -> &str {
    let edges = |c: char| c.is_whitespace() || ".,-".contains(c);
    let words = words.trim_matches(edges);
    let last = words.rsplit(' ').next().unwrap_or("").to_ascii_lowercase();
    let name = last.trim_matches(edges);
    let rest = &words[..words.len() - last.len()];
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let weekday = name.len() >= 3 && days.iter().any(|day| day.starts_with(name));
    if weekday { rest.trim_end_matches(edges) } else { words }
}

/// Which of two readings of a day is meant, and whether that stays open: a clock of twelve hours is American, one of
/// twenty-four is not.
fn reading(day: &Found, line: &str) -> (Moment, bool) {
    let Some(other) = day.other else { return (day.moment, false) };
    let lower = line.to_ascii_lowercase();
    let twelve = ["am", "pm", "a.m", "p.m"].iter().any(|half| lower.contains(half));
    match (twelve, day.moment.time) {
        (true, _) => (day.moment, false),
        (false, Some(_)) => (other, false),
        (false, None) => (day.moment, true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::tests::furniture;

    fn check(furniture: &Furniture, line: &str, published: &str, updated: &str) {
        let stamp = stamp(line, None, furniture).unwrap_or_default();
        let said = [stamp.published, stamp.updated].map(|moment| moment.map(|m| m.to_string()).unwrap_or_default());
        assert_eq!(said, [published, updated], "{line}");
    }

    #[test]
    fn lines_of_days() {
        let furniture = furniture();
        check(furniture, "Published 01/14/2025, 05:02 AM", "2025-01-14T05:02", "");
        check(furniture, "Updated 01/14/2025, 05:06 AM", "", "2025-01-14T05:06");
        check(furniture, "Last modified on Tue 14 Jan 2025 10.24 GMT", "", "2025-01-14T10:24:00Z");
        check(furniture, "Published On 14 Jan 2025", "2025-01-14", "");
        check(
            furniture,
            "Posted: Tuesday, January 14, 2025 | Updated: 15 January 2025 06:00",
            "2025-01-14",
            "2025-01-15T06:00",
        );
        check(furniture, "January 14, 2025 5:02 AM GMT+3 · Updated 3 hours ago", "2025-01-14T05:02:00+03:00", "");
        check(furniture, "GENEVA | 14 January 2025", "2025-01-14", "");
        check(furniture, "04/05/2025 17:30", "2025-05-04T17:30", "");
        check(furniture, "04/05/2025 05:30 PM", "2025-04-05T17:30", "");
    }

    #[test]
    fn a_sentence_with_a_day_is_no_such_line() {
        let furniture = furniture();
        for line in [
            "The truce was signed on January 14, 2025.",
            "The war in the east began on 24 February 2022 and goes on",
            "They met.",
        ] {
            assert_eq!(stamp(line, None, furniture), None, "{line}");
        }
    }
}
