//! The place and agency that open a wire story, taken off its first paragraph.

use crate::furniture::{Furniture, FurnitureKind};
use chancery_text::Dateline;

/// A dateline and where the story begins after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Opening {
    /// The place and agency; `None` where only an agency opens the story.
    pub dateline: Option<Dateline>,
    /// The agency by the name we call it, or as printed.
    pub agency: Option<String>,
    /// The first byte of the story.
    pub rest: usize,
}

/// How far a dateline reaches at most, in bytes.
const REACH: usize = 120;
/// The longest place with its country, in words.
const PLACE_WORDS: usize = 7;

/// The dateline of a paragraph, if it opens with one:
/// `MOSCOW (Reuters) - `, `BEIJING, Jan. 14 (Xinhua) -- `, `MOSCOW, January 14. /TASS/. `, `KYIV, Ukraine — `,
/// `Beirut, Lebanon – `, `(Reuters) - `.
pub(crate) fn opening(paragraph: &str, furniture: &Furniture) -> Option<Opening> {
    let head = &paragraph[..paragraph.floor_char_boundary(REACH)];
    with_agency(head, furniture).or_else(|| without_agency(head, furniture)).map(|mut opening| {
        opening.rest += paragraph[opening.rest..].len() - paragraph[opening.rest..].trim_start().len();
        opening
    })
}

/// A place, perhaps a day, and an agency in brackets or slashes.
fn with_agency(head: &str, furniture: &Furniture) -> Option<Opening> {
    let open = head.find(['(', '/'])?;
    let close = if head[open..].starts_with('(') { ')' } else { '/' };
    let inside = open + 1;
    let length = match close {
        ')' => head[inside..].find(')')?,
        // TASS writes /TASS/; an agency between slashes has no blank around it.
        _ => head[inside..].find('/').filter(|n| !head[inside..inside + n].contains(' '))?,
    };
    let printed = head[inside..inside + length].trim();
    let after = inside + length + 1;
    let dash = dash(&head[after..]);
    let known = printed.split('/').find_map(|part| furniture.agency(part));
    let before = head[..open].trim();
    let place = place(before);
    // Brackets in running text hold many things: an unknown name needs the form of a dateline around it.
    let looks = dash > 0 && printed.len() <= 40 && place.as_deref().is_some_and(in_capitals);
    let bare = before.is_empty() && known.is_some() && dash > 0;
    let known_place =
        known.is_some() && place.is_some() && (dash > 0 || before.ends_with(|c: char| c.is_ascii_digit()));
    if !(looks || bare || known_place) {
        return None;
    }
    let agency = known.unwrap_or(printed).to_string();
    let dateline = place.map(|place| Dateline { place, agency: Some(agency.clone()) });
    Some(Opening { dateline, agency: Some(agency), rest: after + dash })
}

/// A place in capitals before a dash, or a place and its country before a long dash.
fn without_agency(head: &str, furniture: &Furniture) -> Option<Opening> {
    let (at, length) = head.char_indices().find_map(|(at, c)| {
        let blank = head[..at].ends_with(' ') && matches!(c, '-' | '–' | '—' | '―');
        let length = dash(&head[at..]);
        (length > 0 && (blank || c == '—')).then_some((at, length))
    })?;
    let before = head[..at].trim();
    let place = place(before)?;
    let rest = at + length;
    let goes_on = head[rest..]
        .trim_start()
        .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“‘'«„".contains(c));
    let long = !head[at..].starts_with('-');
    let with_country = long && place.contains(", ");
    let capitals = in_capitals(&place) && !furniture.is(FurnitureKind::Slug, before);
    if !goes_on || !(capitals || with_country) {
        return None;
    }
    Some(Opening { dateline: Some(Dateline { place, agency: None }), agency: None, rest })
}

/// The bytes of a dash with the blanks and stops around it; 0 where there is none.
fn dash(text: &str) -> usize {
    let rest = text.trim_start_matches([' ', '\u{a0}', '.', ':', '-', '–', '—', '―']);
    let taken = &text[..text.len() - rest.len()];
    if taken.contains(['-', '–', '—', '―', ':']) || taken.starts_with('.') { taken.len() } else { 0 }
}

/// The place in the words before an agency or a dash, without the day that follows it; `None` for other words.
fn place(before: &str) -> Option<String> {
    let mut words: Vec<&str> = before.split_whitespace().collect();
    // The day of the dateline: "Jan. 14", "14 January", "January 14, 2025".
    while let Some(last) = words.last() {
        let bare = last.trim_matches(['.', ',']);
        let number = bare.bytes().all(|byte| byte.is_ascii_digit()) && !bare.is_empty();
        if number || (words.len() > 1 && is_month(bare)) {
            words.pop();
        } else {
            break;
        }
    }
    let place = words.join(" ");
    let place = place.trim_end_matches([',', '.', ' ', '-', '–']).to_string();
    let named = |word: &str| {
        word.starts_with(|c: char| c.is_uppercase())
            || matches!(word, "of" | "the" | "de" | "and" | "al" | "en" | "on" | "upon" | "sur" | "am")
    };
    let plain = place.chars().all(|c| c.is_alphabetic() || " .,'’-/".contains(c));
    let good = !words.is_empty()
        && words.len() <= PLACE_WORDS
        && place.starts_with(|c: char| c.is_uppercase())
        && plain
        && place.split_whitespace().all(named);
    good.then_some(place)
}

/// True where the place, up to its first comma, is in capitals.
fn in_capitals(place: &str) -> bool {
    let name = place.split(',').next().unwrap_or("");
    name.chars().filter(|c| c.is_alphabetic()).count() >= 3 && !name.chars().any(char::is_lowercase)
}

/// English month names and their abbreviations.
fn is_month(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let months = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    word.len() >= 3 && months.iter().any(|month| month.starts_with(&word)) || word == "sept"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::tests::furniture;

    fn check(paragraph: &str, place: &str, agency: &str, rest: &str) {
        let opening = opening(paragraph, furniture()).expect(paragraph);
        let said = opening.dateline.map(|dateline| dateline.place).unwrap_or_default();
        let words = &paragraph[opening.rest..];
        assert_eq!(
            (said.as_str(), opening.agency.as_deref().unwrap_or(""), words),
            (place, agency, rest),
            "{paragraph}"
        );
    }

    #[test]
    fn datelines_of_the_agencies() {
        check("GENEVA (Reuters) - The talks opened.", "GENEVA", "Reuters", "The talks opened.");
        check("GENEVA, May 2 (Reuters) - The talks opened.", "GENEVA", "Reuters", "The talks opened.");
        check("KYIV, Ukraine (AP) — The talks opened.", "KYIV, Ukraine", "AP", "The talks opened.");
        check("BEIJING, Jan. 14 (Xinhua) -- The talks opened.", "BEIJING", "Xinhua", "The talks opened.");
        check("MOSCOW, January 14. /TASS/. The talks opened.", "MOSCOW", "TASS", "The talks opened.");
        check("New Delhi, Jan 14 (IANS) The talks opened.", "New Delhi", "IANS", "The talks opened.");
        check("(Reuters) - The talks opened.", "", "Reuters", "The talks opened.");
        check("KYIV, Ukraine — The talks opened.", "KYIV, Ukraine", "", "The talks opened.");
        check("Beirut, Lebanon – The talks opened.", "Beirut, Lebanon", "", "The talks opened.");
        check("PORT-AU-PRINCE - \"We will talk,\" she said.", "PORT-AU-PRINCE", "", "\"We will talk,\" she said.");
        check(
            "DAMASCUS, Syria (Northern Desk) — The talks opened.",
            "DAMASCUS, Syria",
            "Northern Desk",
            "The talks opened.",
        );
    }

    #[test]
    fn running_text_has_no_dateline() {
        let furniture = furniture();
        for text in [
            "The World Bank (WB) - a lender - agreed.",
            "Paris — the city of light — was dark.",
            "BREAKING - Talks open in Geneva.",
            "NATO - The alliance met.",
            "Talks (Reuters photographed them) opened.",
            "The minister told Reuters/AP on Monday.",
            "A dash - and no place.",
            "",
            "(",
            "/",
        ] {
            assert_eq!(opening(text, furniture), None, "{text}");
        }
    }
}
