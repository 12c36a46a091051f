//! When: expressions of time, and the days that they stand for.

mod meaning;
mod atom;
mod words;
mod line;
mod number;
mod value;
mod years;
mod calendar;
mod deictic;
mod length;
mod repeated;
mod clock;
mod grammar;
mod direction;
mod stretch;
mod story;
mod place;
mod resolve;
#[cfg(test)]
mod cases;

pub use words::TimeWords;

use chancery_syntax::Parse;
use chancery_text::Span;
use direction::{Direction, directions};
use jiff::civil::Date;
use line::Line;
use meaning::Reading;
use story::Story;

/// TIMEX3's types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeType {
    /// A day or longer, on the calendar.
    Date,
    /// Within a day.
    Time,
    /// A length of time.
    Duration,
    /// A frequency.
    Set,
}

impl TimeType {
    /// TIMEX3's spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            TimeType::Date => "DATE",
            TimeType::Time => "TIME",
            TimeType::Duration => "DURATION",
            TimeType::Set => "SET",
        }
    }
}

/// How exactly a day is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// One day, or a time within it.
    Day,
    /// Seven days.
    Week,
    /// A month.
    Month,
    /// A season or a quarter of a year.
    Season,
    /// A year.
    Year,
    /// Ten years or more.
    Decade,
}

impl Precision {
    /// The contract's spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            Precision::Day => "day",
            Precision::Week => "week",
            Precision::Month => "month",
            Precision::Season => "season",
            Precision::Year => "year",
            Precision::Decade => "decade",
        }
    }
}

/// Words that tell a time, in the form of TIMEX3 (TimeML 1.2.1, section 2.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeExpression {
    /// The words.
    pub span: Span,
    /// The sentence they stand in.
    pub sentence: usize,
    /// What kind of time.
    pub kind: TimeType,
    /// TIMEX3's value: `2025-01-14`, `2025-W03`, `P2D`, `PAST_REF`.
    pub value: String,
    /// TIMEX3's mod: `APPROX`, `START`, …
    pub modifier: Option<&'static str>,
    /// First and last day of the interval that the value stands for.
    pub interval: Option<(Date, Date)>,
    /// How exactly it tells the day.
    pub precision: Precision,
}

/// The times that the sentences of a text tell, in order, resolved against the day of the page.
///
/// Without that day, what is told from it keeps an open value (`XXXX-WXX-2`) and has no interval. A length that ends or
/// begins with the page (`the past two months`) has the interval of those days. Seasons are those of the north.
///
/// A preposition is no part of an expression, as TIMEX3 has it: of `on Tuesday`, `Tuesday`.
pub fn times_in(text: &str, parses: &[Parse], published: Option<Date>, words: &TimeWords) -> Vec<TimeExpression> {
    let mut story = Story::new(published);
    let mut out = Vec::new();
    for (sentence, parse) in parses.iter().enumerate() {
        let line = Line::new(text, parse, words);
        let readings = grammar::readings(&line, published.map(Date::year));
        if readings.is_empty() {
            continue;
        }
        let directions = directions(text, parse, words);
        story.sentence = sentence;
        for (first, reading) in readings {
            let direction = directions.get(line.tokens[first]).copied().unwrap_or(Direction::Unknown);
            let direction = led(&line, first, &reading).unwrap_or(direction);
            if let Some((kind, stretch)) = resolve::resolve(&reading, direction, &mut story) {
                out.push(TimeExpression {
                    span: line.atoms[first].span.cover(line.atoms[reading.end - 1].span),
                    sentence,
                    kind,
                    value: stretch.value,
                    modifier: reading.modifier,
                    interval: stretch.interval,
                    precision: stretch.precision,
                });
            }
        }
    }
    out
}

/// The direction that a preposition before a time tells, whatever the tense: `since May`, `by Friday`.
fn led(line: &Line, first: usize, reading: &Reading) -> Option<Direction> {
    let day = reading.is_day();
    match line.before(first) {
        "since" => Some(Direction::Past),
        "by" | "until" | "till" if day => Some(Direction::Future),
        _ => None,
    }
}
