//! What stands at the head or the foot of a block and is no part of its sentences: datelines, dates, captions' labels.

use super::context::Words;
use crate::abbreviations::{is_month, is_weekday};

/// Words that a dateline has at most.
const DATELINE: usize = 16;

/// Words that follow a dateline at least; a heading is shorter.
const STORY: usize = 6;

/// Words in capitals that open notices.
const NOTICES: &[&str] =
    &["BREAKING", "EXCLUSIVE", "FYI", "LIVE", "MUST", "NOTE", "NOTICE", "READ", "UPDATE", "VIDEO", "WATCH"];

/// Words of the label at the head of a block, after which its first sentence starts; 0 where there is none.
pub(crate) fn opening(words: &Words) -> usize {
    let dated = |length: usize| words.starter(length) || words.all_capitals(length);
    let length = dateline(words)
        .or_else(|| caption(words))
        .or_else(|| date(words, 0))
        .or_else(|| day(words, 0).filter(|length| dated(*length)))
        .unwrap_or(0);
    if words.begins_new(length) { length } else { 0 }
}

/// Words of a date with the day of the week: `Friday, May 3, 2024`.
pub(crate) fn date(words: &Words, at: usize) -> Option<usize> {
    let weekday = 1 + usize::from(words.form(at + 1) == ",");
    if is_weekday(words.form(at)) { day(words, at + weekday).map(|length| weekday + length) } else { None }
}

/// Words of a date: `May 3, 2024`, `3 May 2024`.
fn day(words: &Words, at: usize) -> Option<usize> {
    let mut next = at;
    let (day, month) = if is_month(words.form(next)) { (next + 1, next) } else { (next, next + 1) };
    if !is_month(words.form(month)) || !is_number(words.form(day), 2) {
        return None;
    }
    next += 2 + usize::from(words.form(next + 2) == ",");
    is_number(words.form(next), 4).then_some(next + 1 - at)
}

/// Words of a label before a caption: `Figure 2.4`.
fn caption(words: &Words) -> Option<usize> {
    let label = matches!(words.form(0), "Figure" | "Fig." | "Table" | "Map" | "Box" | "Chart" | "Exhibit" | "Plate");
    let number = words.form(1);
    let numbered = number.starts_with(|c: char| c.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    (label && numbered && words.len() > 4).then_some(2)
}

/// Words of a dateline: `ACCRA, Ghana (AP) —`. The place is in capitals, or an agency in brackets stands behind it.
fn dateline(words: &Words) -> Option<usize> {
    let dash = (1..words.len().min(DATELINE)).find(|at| matches!(words.form(*at), "-" | "--" | "–" | "—"))?;
    let agency = words.form(dash - 1) == ")" && (1..dash).any(|at| words.form(at) == "(");
    let place = words.form(0);
    let capitals = place.chars().count() > 2 && place.chars().all(|c| c.is_uppercase() || c == '.');
    let plain = (0..dash).all(|at| {
        let form = words.form(at);
        matches!(form, "," | "(" | ")" | "/" | "of" | "and" | "de") || !form.starts_with(char::is_lowercase)
    });
    let spaced = !words.touches(dash) && !words.touches(dash + 1);
    let prose = words.len() > dash + STORY && matches!(words.form(words.len() - 1), "." | "!" | "?" | "\"" | "”");
    // With its region, a place may be told by the sentence that begins behind it.
    let region = words.form(1) == "," && dash > 2 && words.starter(dash + 1);
    let notice = NOTICES.contains(&place);
    ((agency || capitals && !notice || region) && plain && spaced && prose).then_some(dash + 1)
}

/// True for a number of at most so many digits.
fn is_number(form: &str, digits: usize) -> bool {
    !form.is_empty() && form.len() <= digits && form.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokenize::tokenize;
    use chancery_text::Span;

    fn length(text: &str) -> usize {
        opening(&Words::new(text, tokenize(text, Span::new(0, text.len()))))
    }

    #[test]
    fn datelines_open_stories() {
        assert_eq!(length("ACCRA (AP) — The two ministers met for talks on Monday."), 5);
        assert_eq!(length("LIMA, Peru - Farmers blocked the main road to the coast."), 4);
        assert_eq!(length("Tunis, March 3 (GNA) – Fishermen went on strike over fuel prices."), 8);
        assert_eq!(length("ACCRA - Lagos road closed"), 0);
        assert_eq!(length("The plan - The minister called it historic - failed again on Monday."), 0);
        assert_eq!(length("NATO-led troops left the town early in the morning."), 0);
    }

    #[test]
    fn dates_and_captions_open_blocks() {
        assert_eq!(length("Friday, May 3, 2024 The council met in the town hall."), 6);
        assert_eq!(length("Friday 3 May 2024 The council met in the town hall."), 4);
        assert_eq!(length("Friday, May 3, 2024, was a holiday."), 0);
        assert_eq!(length("Figure 2.4 Farmers on their way to market."), 2);
        assert_eq!(length("Figure 2.4 shows farmers on their way."), 0);
    }
}
