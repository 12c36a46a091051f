//! A picture's words, taken apart: what it shows, who took it, and on which day.

use crate::furniture::{Furniture, FurnitureKind};
use chancery_text::Image;

/// How many times an opening or a credit is taken off; captions carry two or three.
const PARTS: usize = 4;

/// Takes a caption apart; what it does not say is `None`.
pub(crate) fn caption(text: &str, furniture: &Furniture) -> Image {
    let mut words = text.trim();
    let mut marked = None;
    for _ in 0..PARTS {
        let Some(lead) = furniture.group(FurnitureKind::Lead, words) else { break };
        marked = marked.or(lead.words);
        words = words[lead.whole.end..].trim_start();
    }
    let mut credit: Option<&str> = None;
    for _ in 0..PARTS {
        let Some((at, found)) = credit_at(words, furniture) else { break };
        credit = credit.or(Some(found));
        words = words[..at].trim_end();
    }
    let date = furniture.dates.find(words).last().map(|found| found.moment.date.to_string());
    let words = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '–' | '—'));
    let caption = Some(words).filter(|words| words.chars().any(char::is_alphanumeric)).map(str::to_string);
    let credit = credit.or(marked).map(tidy).filter(|credit| !credit.is_empty());
    Image { caption, credit, date }
}

/// Where the credit at the end of a caption begins, and the credit. Credits stand after the last sentence or in
/// brackets, so that only the tail from each sentence end is asked.
fn credit_at<'t>(words: &'t str, furniture: &Furniture) -> Option<(usize, &'t str)> {
    let tail_from = words.ceil_char_boundary(words.len().saturating_sub(240));
    let starts = words[tail_from..]
        .char_indices()
        .filter(|(at, c)| {
            let at = tail_from + at;
            at == 0 || matches!(c, '(' | '[' | '©') || begins_sentence(words, at)
        })
        .map(|(at, _)| tail_from + at);
    for start in starts {
        let Some(found) = furniture.group(FurnitureKind::Credit, &words[start..]) else { continue };
        // A credit that begins inside the tail belongs to a later start.
        if words[start..][..found.whole.start].trim().is_empty() {
            return found.words.map(|credit| (start, credit));
        }
    }
    None
}

/// True where the words before end a sentence: after a full stop, a closing bracket or a year, and a blank.
fn begins_sentence(words: &str, at: usize) -> bool {
    let Some(before) = words[..at].strip_suffix(' ') else { return false };
    before.ends_with(['.', '!', '?', ')', ']', '”', '"', '|', '–', '-', ';'])
        || (before.len() >= 4 && before.bytes().rev().take(4).all(|byte| byte.is_ascii_digit()))
}

/// A credit without the words that every credit has.
fn tidy(credit: &str) -> String {
    let mut credit = credit.trim().trim_end_matches(['.', ',', ';']);
    for tail in ["/File Photo", "/file photo", "/FILE PHOTO", "/File", ", File", " File Photo"] {
        credit = credit.strip_suffix(tail).unwrap_or(credit);
    }
    credit.trim().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::tests::furniture;

    fn check(text: &str, shows: &str, credit: &str, date: &str) {
        let image = caption(text, furniture());
        let said = [image.caption, image.credit, image.date].map(Option::unwrap_or_default);
        assert_eq!(said, [shows, credit, date], "{text}");
    }

    #[test]
    fn captions_of_the_agencies_are_taken_apart() {
        check(
            "© Reuters. FILE PHOTO: The minister speaks in Geneva, Switzerland May 2, 2024. Bo Sample/Pool via REUTERS/File Photo",
            "The minister speaks in Geneva, Switzerland May 2, 2024.",
            "Bo Sample/Pool via REUTERS",
            "2024-05-02",
        );
        check(
            "FILE - The minister speaks in Geneva, on May 2, 2024. (AP Photo/Bo Sample, File)",
            "The minister speaks in Geneva, on May 2, 2024.",
            "AP Photo/Bo Sample",
            "2024-05-02",
        );
        check(
            "Smoke over the port on May 2, 2024 [Bo Sample/AFP]",
            "Smoke over the port on May 2, 2024",
            "Bo Sample/AFP",
            "2024-05-02",
        );
        check("The minister in Geneva. Photograph: Bo Sample/EPA", "The minister in Geneva.", "Bo Sample/EPA", "");
        check("The minister waves. (Photo by Bo Sample / AFP)", "The minister waves.", "Bo Sample / AFP", "");
        check("Image source, Getty Images", "", "Getty Images", "");
        check("Image caption, The minister waves.", "The minister waves.", "", "");
        check("© Bo Sample", "", "Bo Sample", "");
        check("REUTERS/Bo Sample", "", "REUTERS/Bo Sample", "");
        check("The minister arrives for talks.", "The minister arrives for talks.", "", "");
    }
}
