//! What each line of a page is: title, day, byline, caption, furniture, heading or running text.

use crate::furniture::{Furniture, FurnitureKind};
use crate::lines::{Line, is_prose, key, word_count};
use crate::stamps::{Stamp, label, stamp};
use std::collections::BTreeMap;

/// What one line is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Role {
    /// The headline, or a repetition of it.
    Title,
    /// The day of publication or change.
    Stamp(Stamp),
    /// A word such as "Published" that names the day on the next line.
    Label,
    /// A picture's caption or credit.
    Caption,
    /// Who wrote it.
    Byline,
    /// Who reported and edited it.
    Sign,
    /// A line of no use.
    Drop,
    /// The heading of a box.
    Box,
    /// The end of the article.
    End,
    /// Running text.
    Prose,
    /// A heading, a menu entry or an item of a list.
    Short,
}

/// What is known of a page before its lines are read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    /// The headline.
    pub title: Option<String>,
    /// The captions of its pictures.
    pub captions: Vec<String>,
    /// True where furniture was already taken off by the page's markup, so that short lines are headings and lists.
    pub clean: bool,
}

/// The role of each line, in order.
pub(crate) fn roles(lines: &[Line], known: &Known, furniture: &Furniture) -> Vec<Role> {
    let keys: Vec<String> = lines.iter().map(|line| key(&line.words)).collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for key in &keys {
        *times.entry(key.as_str()).or_default() += 1;
    }
    let title = known.title.as_deref().map(key);
    let captions: Vec<String> = known.captions.iter().map(|caption| key(caption)).collect();
    let mut pending = None;
    let mut roles = Vec::with_capacity(lines.len());
    for (line, key) in lines.iter().zip(&keys) {
        let words = line.words.as_str();
        let named = label(words, furniture);
        let kind = furniture.kind(words);
        let role = if title.as_deref().is_some_and(|title| same_title(key, title)) {
            Role::Title
        } else if captions.iter().any(|caption| same_caption(key, caption)) {
            Role::Caption
        } else if named.is_some() {
            Role::Label
        } else if let Some(stamp) = stamp(words, pending, furniture).filter(|_| kind != Some(FurnitureKind::Caption)) {
            Role::Stamp(stamp)
        } else {
            match kind {
                Some(FurnitureKind::End) => Role::End,
                Some(FurnitureKind::Box) => Role::Box,
                Some(FurnitureKind::Drop) => Role::Drop,
                Some(FurnitureKind::Sign) => Role::Sign,
                Some(FurnitureKind::Caption) => Role::Caption,
                // A sentence may begin like a byline: "By Monday the army had left."
                Some(FurnitureKind::Byline) if !is_prose(words) => Role::Byline,
                // A sentence that stands twice and ends with a day is a caption under a picture shown twice.
                _ if is_prose(words) && times.get(key.as_str()) > Some(&1) && ends_with_day(words, furniture) => {
                    Role::Caption
                }
                _ if is_prose(words) => Role::Prose,
                _ => Role::Short,
            }
        };
        pending = named;
        roles.push(role);
    }
    if known.title.is_none()
        && let Some(n) = headline(lines, &roles)
    {
        let title = key(&lines[n].words);
        for (role, key) in roles.iter_mut().zip(&keys) {
            if same_title(key, &title) && matches!(role, Role::Short | Role::Prose) {
                *role = Role::Title;
            }
        }
        roles[n] = Role::Title;
    }
    roles
}

/// True where the lines hold furniture, so that the text is that of a page. One doubtful line is none: plain text may
/// well have a line that says "Next".
pub(crate) fn is_page(roles: &[Role]) -> bool {
    let weight = |role: &Role| match role {
        Role::Prose | Role::Short | Role::Title => 0,
        Role::Drop | Role::Label | Role::Box => 1,
        _ => 2,
    };
    roles.iter().map(weight).sum::<usize>() >= 2
}

/// True for the headline and for its shortened or lengthened copies, such as with the outlet's name after it.
fn same_title(line: &str, title: &str) -> bool {
    let shorter = line.len().min(title.len());
    line == title
        || (shorter >= 16
            && (line.starts_with(title) && line.len() <= title.len() + 40
                || title.starts_with(line) && title.len() <= line.len() + 40))
}

/// True for a caption and for a line that holds it with its credit, or a good part of it.
fn same_caption(line: &str, caption: &str) -> bool {
    line == caption
        || (line.len() >= 24 && caption.contains(line))
        || (caption.len() >= 24 && line.contains(caption) && line.len() <= caption.len() + 80)
}

/// True for a line whose last words are a day with its year.
fn ends_with_day(words: &str, furniture: &Furniture) -> bool {
    furniture.dates.find(words).last().is_some_and(|day| words.len() - day.end <= 2)
}

/// How many lines at the start of a page are searched for its headline.
const HEADER: usize = 60;

/// The line that is the headline: before the first running text and the days, the first that reads like one.
fn headline(lines: &[Line], roles: &[Role]) -> Option<usize> {
    let evidence = is_page(roles);
    let edge = roles
        .iter()
        .position(|role| matches!(role, Role::Prose | Role::Stamp(_) | Role::Label | Role::Caption | Role::Byline))
        .unwrap_or(0)
        .min(HEADER);
    let prose_after = |n: usize| roles[n + 1..].contains(&Role::Prose);
    // A question may be a headline; a statement with its full stop is not.
    let first_question = edge == 0
        && roles.len() > 1
        && roles[0] == Role::Prose
        && !lines[0].words.trim_end_matches(['"', '”', '’', '\'']).ends_with(['.', '。', ':'])
        && lines[0].words.len() <= 200
        && (matches!(roles[1], Role::Stamp(_) | Role::Label | Role::Byline | Role::Caption) || lines[1].gap)
        && prose_after(0);
    if first_question {
        return Some(0);
    }
    let candidates: Vec<usize> = (0..edge).filter(|n| roles[*n] == Role::Short && prose_after(*n)).collect();
    let words = |n: &usize| word_count(&lines[*n].words);
    if !evidence {
        // Plain text comes through whole, but for a heading that stands clear of it.
        let alone = candidates == [0] && lines.get(1).is_some_and(|line| line.gap);
        return alone.then_some(0).filter(|n| words(n) >= 2);
    }
    let headlike = candidates.iter().copied().find(|n| words(n) >= 5);
    headlike.or_else(|| candidates.iter().copied().rev().max_by_key(words)).filter(|n| words(n) >= 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::tests::furniture;
    use crate::lines::lines;

    fn check(text: &str, title: Option<&str>) {
        let lines = lines(text);
        let roles = roles(&lines, &Known::default(), furniture());
        let said = roles.iter().position(|role| *role == Role::Title).map(|n| lines[n].words.as_str());
        assert_eq!(said, title, "{text}");
    }

    #[test]
    fn the_headline_stands_before_the_text_and_the_days() {
        check(
            "Ministers meet in Geneva for talks\n\nPublished 2 May 2024\n\nThey met on Monday.",
            Some("Ministers meet in Geneva for talks"),
        );
        check(
            "Skip to content\nHome\nWorld news\nMinisters meet in Geneva for talks\nBy Ann Example\n\nThey met on Monday.",
            Some("Ministers meet in Geneva for talks"),
        );
        check(
            "Will the ministers meet in Geneva?\n\nBy Ann Example\n\nThey met on Monday.",
            Some("Will the ministers meet in Geneva?"),
        );
        check("Talks in Geneva\n\nThey met on Monday.", Some("Talks in Geneva"));
        check("They met on Monday.\n\nThey left on Tuesday.", None);
        check("Talks in Geneva", None);
        check("One line\nand another", None);
    }
}
