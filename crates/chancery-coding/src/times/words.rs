//! The words that tell times, as the data files list them.

use super::atom::atoms;
use super::meaning::{Holiday, Shift, Unit};
use crate::sources::{DataError, Row, Sources};
use chancery_text::Span;
use std::collections::BTreeMap;

const WORDS: &str = "times/words.tsv";
const PHRASES: &str = "times/phrases.tsv";
const HOLIDAYS: &str = "times/holidays.tsv";

/// What a single word can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sense {
    /// 1 to 12.
    Month(i8),
    /// 1 to 7, from Monday.
    Weekday(i8),
    /// The plural of one: a SET.
    Weekdays(i8),
    /// A short form that counts only where a date follows.
    WeekdayShort(i8),
    /// A number.
    Number(i64),
    /// A number that multiplies what stands before it.
    Scale(i64),
    /// A place in a row.
    Ordinal(i64),
    /// A number that is not told.
    Few,
    /// A unit, and how many of it the word means.
    Unit(Unit, i64),
    /// A season.
    Season(&'static str),
    /// A part of the day.
    Part(&'static str),
    /// A time of day by name.
    Clock(i8),
    /// Days from the page's own.
    Day(i64),
    /// The last two figures of a decade's first year.
    Decade(i16),
    /// TIMEX3's value of a SET.
    Repeated(String),
    /// Which one.
    Shift(Shift),
    /// The quarter or period that the report is about.
    Latest,
    /// A time zone.
    Zone,
    /// TIMEX3's mod of a point.
    Edge(&'static str),
    /// A noun whose number is not a year.
    Numbered,
    /// What hangs from it lies ahead.
    Arranged,
    /// An infinitive that hangs from it lies ahead.
    Planned,
    /// A verb whose present tells the past.
    Reported,
}

/// What a phrase can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phrase {
    /// TIMEX3's mod of a length.
    Amount(&'static str),
    /// TIMEX3's mod of a point.
    Edge(&'static str),
    /// A vague point.
    Reference(&'static str),
    /// A named day.
    Holiday(Holiday),
}

/// The lexicon of times, loaded once.
#[derive(Debug, Clone)]
pub struct TimeWords {
    words: BTreeMap<String, Vec<Sense>>,
    /// By their first piece; within it the longest first.
    phrases: BTreeMap<String, Vec<(Vec<String>, Phrase)>>,
}

impl TimeWords {
    /// Reads `times/words.tsv`, `times/phrases.tsv` and `times/holidays.tsv`; the error names file, line and cause.
    pub fn load(sources: &Sources) -> Result<TimeWords, DataError> {
        let mut words: BTreeMap<String, Vec<Sense>> = BTreeMap::new();
        for row in sources.table(WORDS)?.rows() {
            let sense = sense(&row)?;
            for word in row.items("words") {
                words.entry(word.to_string()).or_default().push(sense.clone());
            }
        }
        let mut phrases: BTreeMap<String, Vec<(Vec<String>, Phrase)>> = BTreeMap::new();
        let mut add = |text: &str, phrase: Phrase| {
            let pieces: Vec<String> = atoms(text, Span::new(0, text.len())).into_iter().map(|a| a.lower).collect();
            if let Some(first) = pieces.first() {
                phrases.entry(first.clone()).or_default().push((pieces, phrase));
            }
        };
        for row in sources.table(PHRASES)?.rows() {
            let phrase = phrase(&row)?;
            row.items("phrases").for_each(|text| add(text, phrase.clone()));
        }
        for row in sources.table(HOLIDAYS)?.rows() {
            let day = row.cell("day");
            let holiday = holiday(day).ok_or_else(|| row.error(format!("`{day}` is none of the forms of a day")))?;
            add(row.cell("name"), Phrase::Holiday(holiday));
        }
        for list in phrases.values_mut() {
            list.sort_by_key(|(pieces, _)| std::cmp::Reverse(pieces.len()));
        }
        Ok(TimeWords { words, phrases })
    }

    /// What a word can be; nothing for a word that has no part in telling times.
    pub(super) fn senses(&self, word: &str) -> &[Sense] {
        self.words.get(word).map_or(&[], Vec::as_slice)
    }

    /// The phrases that open with this piece, the longest first.
    pub(super) fn phrases(&self, first: &str) -> &[(Vec<String>, Phrase)] {
        self.phrases.get(first).map_or(&[], Vec::as_slice)
    }
}

/// One row of `words.tsv`.
fn sense(row: &Row) -> Result<Sense, DataError> {
    let (class, value) = (row.cell("class"), row.cell("value"));
    let number = || value.parse::<i64>().map_err(|_| row.error(format!("`{value}` is not a number")));
    let small = |low: i64, high: i64| match value.parse::<i8>() {
        Ok(n) if (low..=high).contains(&i64::from(n)) => Ok(n),
        _ => Err(row.error(format!("`{value}` is not a number from {low} to {high}"))),
    };
    let one_of = |list: &[&'static str]| {
        let found = list.iter().find(|item| **item == value);
        found.copied().ok_or_else(|| row.error(format!("`{value}` is none of {}", list.join(", "))))
    };
    Ok(match class {
        "month" => Sense::Month(small(1, 12)?),
        "weekday" => Sense::Weekday(small(1, 7)?),
        "weekdays" => Sense::Weekdays(small(1, 7)?),
        "weekday-short" => Sense::WeekdayShort(small(1, 7)?),
        "number" => Sense::Number(number()?),
        "scale" => Sense::Scale(number()?),
        "ordinal" => Sense::Ordinal(number()?),
        "few" => Sense::Few,
        "unit" => {
            let (unit, times) = unit(value).ok_or_else(|| row.error(format!("`{value}` is not a unit")))?;
            Sense::Unit(unit, times)
        }
        "season" => Sense::Season(one_of(&["SP", "SU", "FA", "WI"])?),
        "part" => Sense::Part(one_of(&["MO", "AF", "EV", "NI"])?),
        "clock" => match value.split_once(':').and_then(|(hour, _)| hour.parse().ok()) {
            Some(hour @ 0..=24) => Sense::Clock(hour),
            _ => return Err(row.error(format!("`{value}` is not a full hour"))),
        },
        "day" => Sense::Day(number()?),
        "decade" => Sense::Decade(i16::from(small(0, 90)?)),
        "repeated" => Sense::Repeated(value.to_string()),
        "shift" if value == "latest" => Sense::Latest,
        "shift" => Sense::Shift(shift(value).ok_or_else(|| row.error(format!("`{value}` is not a shift")))?),
        "zone" => Sense::Zone,
        "edge" => Sense::Edge(one_of(&["START", "MID", "END"])?),
        "numbered" => Sense::Numbered,
        "arranged" => Sense::Arranged,
        "planned" => Sense::Planned,
        "reported" => Sense::Reported,
        other => return Err(row.error(format!("`{other}` is not a class of words"))),
    })
}

/// One row of `phrases.tsv`.
fn phrase(row: &Row) -> Result<Phrase, DataError> {
    let value = row.cell("value");
    let one_of = |list: &[&'static str]| {
        let found = list.iter().find(|item| **item == value);
        found.copied().ok_or_else(|| row.error(format!("`{value}` is none of {}", list.join(", "))))
    };
    match row.cell("class") {
        "amount" => one_of(&["MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS", "APPROX"]).map(Phrase::Amount),
        "edge" => one_of(&["START", "MID", "END", "APPROX"]).map(Phrase::Edge),
        "reference" => one_of(&["PAST_REF", "PRESENT_REF", "FUTURE_REF"]).map(Phrase::Reference),
        other => Err(row.error(format!("`{other}` is not a class of phrases"))),
    }
}

/// A unit by its letters in the data.
fn unit(value: &str) -> Option<(Unit, i64)> {
    Some(match value {
        "Y" => (Unit::Year, 1),
        "M" => (Unit::Month, 1),
        "W" => (Unit::Week, 1),
        "2W" => (Unit::Week, 2),
        "D" => (Unit::Day, 1),
        "Q" => (Unit::Quarter, 1),
        "DE" => (Unit::Decade, 1),
        "CE" => (Unit::Century, 1),
        "WE" => (Unit::Weekend, 1),
        "PE" => (Unit::Period, 1),
        "TH" => (Unit::Hour, 1),
        "TM" => (Unit::Minute, 1),
        "TS" => (Unit::Second, 1),
        _ => return None,
    })
}

/// A shift by its name in the data.
fn shift(value: &str) -> Option<Shift> {
    Some(match value {
        "last" => Shift::Last,
        "past" => Shift::Past,
        "this" => Shift::This,
        "next" => Shift::Next,
        "coming" => Shift::Coming,
        "previous" => Shift::Previous,
        "following" => Shift::Following,
        "that" => Shift::That,
        _ => return None,
    })
}

/// A named day: `12-25`, `2001-09-11`, `11 4 4`, `11 1 1+1`, `easter-2`, `-`.
fn holiday(day: &str) -> Option<Holiday> {
    if day == "-" {
        return Some(Holiday::Movable);
    }
    if let Some(days) = day.strip_prefix("easter") {
        return days.parse().ok().map(Holiday::Easter);
    }
    if let Some((month, rest)) = day.split_once(' ') {
        let (nth, weekday) = rest.split_once(' ')?;
        let (weekday, after) = weekday.split_once('+').unwrap_or((weekday, "0"));
        return Some(Holiday::Nth(month.parse().ok()?, nth.parse().ok()?, weekday.parse().ok()?, after.parse().ok()?));
    }
    let fields: Vec<&str> = day.split('-').collect();
    match fields[..] {
        [month, day] => Some(Holiday::Fixed(month.parse().ok()?, day.parse().ok()?)),
        [year, month, day] => Some(Holiday::Once(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The lexicon of the repository.
    pub(in crate::times) fn words() -> TimeWords {
        let mut sources = Sources::new();
        sources.insert(WORDS, include_str!("../../../../data/times/words.tsv"));
        sources.insert(PHRASES, include_str!("../../../../data/times/phrases.tsv"));
        sources.insert(HOLIDAYS, include_str!("../../../../data/times/holidays.tsv"));
        TimeWords::load(&sources).expect("the repository's own data is good")
    }

    #[test]
    fn every_phrase_can_be_met() {
        let words = words();
        assert!(words.phrases.iter().all(|(first, list)| list.iter().all(|(pieces, _)| pieces.first() == Some(first))));
        assert_eq!(words.senses("second"), [Sense::Ordinal(2), Sense::Unit(Unit::Second, 1)].as_slice());
        assert!(words.senses("parliament").is_empty());
    }

    #[test]
    fn a_bad_row_is_told_with_its_place() {
        let mut sources = Sources::new();
        sources.insert(WORDS, "class\tvalue\twords\nmonth\t13\tundecember\n");
        let error = TimeWords::load(&sources).err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some("times/words.tsv:2: `13` is not a number from 1 to 12"));
    }
}
