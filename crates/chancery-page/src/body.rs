//! The article among the lines of a page: its body, and what the lines around it say.

use crate::caption::caption;
use crate::dateline::opening;
use crate::furniture::{Furniture, FurnitureKind};
use crate::lines::{Line, key, word_count};
use crate::roles::{Known, Role, is_page, roles};
use chancery_text::{Dateline, Image, Moment, Note, NoteKind};
use std::collections::BTreeSet;

/// What the lines of a page say.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Body {
    /// The headline.
    pub title: Option<String>,
    /// The day of publication.
    pub published: Option<Moment>,
    /// The day of the last change.
    pub updated: Option<Moment>,
    /// Who wrote it.
    pub bylines: Vec<String>,
    /// The agency whose copy it is.
    pub wire: Option<String>,
    /// Its opening place.
    pub dateline: Option<Dateline>,
    /// Its pictures, each once.
    pub images: Vec<Image>,
    /// Its paragraphs, in order.
    pub paragraphs: Vec<String>,
    /// Remarks.
    pub notes: Vec<Note>,
}

/// How many paragraphs may stand before the one with the dateline, such as a summary.
const BEFORE_DATELINE: usize = 3;
/// The longest run of short lines that is a heading; a longer one is a menu or links to other stories.
const HEADINGS: usize = 1;

/// Reads the lines of a page.
pub(crate) fn body(lines: &[Line], known: &Known, furniture: &Furniture) -> Body {
    let roles = roles(lines, known, furniture);
    let mut body = Body { title: known.title.clone(), ..Body::default() };
    for (line, role) in lines.iter().zip(&roles) {
        around(&mut body, &line.words, role, furniture);
    }
    body.paragraphs = if known.clean || is_page(&roles) {
        chosen(lines, &roles, known.clean)
    } else {
        lines.iter().zip(&roles).filter(|(_, role)| **role != Role::Title).map(|(line, _)| line.words.clone()).collect()
    };
    take_dateline(&mut body, furniture);
    if body.wire.is_none() {
        body.wire = body.bylines.iter().find_map(|name| furniture.agency(name)).map(str::to_string);
    }
    body
}

/// Keeps what a line around the article says.
fn around(body: &mut Body, words: &str, role: &Role, furniture: &Furniture) {
    match role {
        Role::Title if body.title.is_none() => body.title = Some(words.to_string()),
        Role::Stamp(stamp) => {
            // Days without a name are the page's own only before its text; the first of each kind counts.
            body.published = body.published.or(stamp.published);
            body.updated = body.updated.or(stamp.updated);
            if stamp.doubtful {
                body.notes.push(Note::page(
                    NoteKind::Date,
                    format!("\"{words}\" can be read as two days; the month was taken to stand first"),
                ));
            }
        }
        Role::Caption => {
            let image = caption(words, furniture);
            if image != Image::default() {
                add_image(&mut body.images, image);
            }
        }
        Role::Byline => {
            add_names(&mut body.bylines, furniture.group(FurnitureKind::Byline, words).and_then(|group| group.words))
        }
        Role::Sign if body.bylines.is_empty() => add_names(&mut body.bylines, reporters(words)),
        _ => {}
    }
}

/// The most pictures that are kept of one page; what has more is a gallery.
const PICTURES: usize = 100;

/// Adds a picture; a credit alone goes to the picture before it, and one shown before is not added again.
pub(crate) fn add_image(images: &mut Vec<Image>, image: Image) {
    let same = |other: &Image| match (&image.caption, &other.caption) {
        (Some(a), Some(b)) => {
            let (a, b) = (key(a), key(b));
            a == b || (a.len().min(b.len()) >= 24 && (a.contains(&b) || b.contains(&a)))
        }
        (None, _) => image.credit == other.credit || other.credit.is_none(),
        _ => false,
    };
    let full = images.len() >= PICTURES;
    match images.iter_mut().find(|other| same(other)) {
        Some(other) => {
            other.credit = other.credit.take().or(image.credit);
            other.date = other.date.take().or(image.date);
        }
        None if full => {}
        None => images.push(image),
    }
}

/// The names after "Reporting by", up to the next part.
fn reporters(words: &str) -> Option<&str> {
    let lower = words.to_ascii_lowercase();
    let by = lower.find(" by ")? + 4;
    lower[..by].contains("report").then(|| words.get(by..)?.split([';', '.', ')']).next())?
}

/// Adds the names of a byline, one by one.
pub(crate) fn add_names(bylines: &mut Vec<String>, names: Option<&str>) {
    for name in names.unwrap_or("").replace(" and ", ",").split([',', '&', ';']) {
        let name = name.split(" in ").next().unwrap_or("").trim();
        let good = name.chars().any(char::is_alphabetic) && word_count(name) <= 6;
        if good && !bylines.iter().any(|other| other.eq_ignore_ascii_case(name)) {
            bylines.push(name.to_string());
        }
    }
}

/// The paragraphs among lines of which some are furniture.
fn chosen(lines: &[Line], roles: &[Role], clean: bool) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut short: Vec<&str> = Vec::new();
    let mut n = 0;
    while n < lines.len() {
        let words = lines[n].words.as_str();
        match &roles[n] {
            Role::End if !out.is_empty() => break,
            Role::Box => {
                n = after_box(lines, roles, n + 1);
                continue;
            }
            Role::Short if clean => add(&mut out, &mut seen, words),
            Role::Short => short.push(words),
            Role::Prose => {
                // Before the first paragraph short lines are the page's header, and long runs of them are menus,
                // unless they are a list that the text introduces.
                let list = out.last().is_some_and(|last| last.ends_with(':')) || short.iter().all(|line| is_item(line));
                if !out.is_empty() && (short.len() <= HEADINGS || list) {
                    short.iter().for_each(|line| add(&mut out, &mut seen, line));
                }
                short.clear();
                add(&mut out, &mut seen, words);
            }
            // What stands before a line such as "Subscribe" belongs to it.
            Role::Drop if !out.is_empty() => short.clear(),
            _ => {}
        }
        n += 1;
    }
    if out.is_empty() {
        short.iter().for_each(|line| add(&mut out, &mut seen, line));
    }
    out
}

/// Adds a paragraph that was not there before.
fn add(out: &mut Vec<String>, seen: &mut BTreeSet<String>, words: &str) {
    if seen.insert(key(words)) {
        out.push(words.to_string());
    }
}

/// The first line after a box: its headlines, and the teasers that follow them, are no part of the article.
fn after_box(lines: &[Line], roles: &[Role], from: usize) -> usize {
    let mut headline = false;
    for n in from..lines.len() {
        match roles[n] {
            Role::End => return n,
            Role::Prose => {
                let next = roles.get(n + 1);
                let teaser = headline && !matches!(next, Some(Role::Prose)) && lines[n].words.len() < 240;
                if !teaser {
                    return n;
                }
                headline = false;
            }
            Role::Short => headline = word_count(&lines[n].words) >= 4,
            _ => {}
        }
    }
    lines.len()
}

/// True for an item of a list by its mark.
fn is_item(words: &str) -> bool {
    words.starts_with(['•', '-', '–', '—', '*', '▪', '■', '·', '→'])
        || words
            .split(['.', ')'])
            .next()
            .is_some_and(|mark| !mark.is_empty() && mark.len() <= 2 && mark.bytes().all(|b| b.is_ascii_digit()))
}

/// Takes the dateline off the first paragraph that has one.
fn take_dateline(body: &mut Body, furniture: &Furniture) {
    let found = body
        .paragraphs
        .iter()
        .take(BEFORE_DATELINE)
        .enumerate()
        .find_map(|(n, words)| Some((n, opening(words, furniture)?)));
    let Some((n, opening)) = found else { return };
    body.wire =
        opening.agency.as_deref().and_then(|agency| furniture.agency(agency).or(Some(agency))).map(str::to_string);
    body.dateline = opening.dateline;
    let rest = body.paragraphs[n][opening.rest..].to_string();
    if rest.is_empty() {
        body.paragraphs.remove(n);
    } else {
        body.paragraphs[n] = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::tests::furniture;
    use crate::lines::lines;
    use expect_test::{Expect, expect};

    fn check(text: &str, expected: Expect) {
        let body = body(&lines(text), &Known::default(), furniture());
        let day = |moment: Option<Moment>| moment.map(|moment| moment.to_string()).unwrap_or_default();
        let mut said = format!(
            "title {:?}\npublished {} updated {}\nby {:?} wire {:?} dateline {:?}\n",
            body.title.unwrap_or_default(),
            day(body.published),
            day(body.updated),
            body.bylines,
            body.wire.unwrap_or_default(),
            body.dateline.map(|dateline| dateline.place).unwrap_or_default()
        );
        for image in body.images {
            said += &format!(
                "image {:?} credit {:?} date {:?}\n",
                image.caption.unwrap_or_default(),
                image.credit.unwrap_or_default(),
                image.date.unwrap_or_default()
            );
        }
        for words in body.paragraphs {
            said += &format!("  {words}\n");
        }
        expected.assert_eq(&said);
    }

    #[test]
    fn a_saved_page() {
        check(
            "Skip to content\nHome\nWorld\nMarkets\n\nRuritania and Graustark agree to reopen border crossing\n\nBy Ann Example and Bo Sample\nPublished 05/14/2024, 05:02 AM\nUpdated 05/14/2024, 07:30 PM\nShare\n© Reuters. FILE PHOTO: The two ministers shake hands in Geneva, Switzerland May 2, 2024. Cy Test/Pool via REUTERS/File Photo\n\nGENEVA (Reuters) - Ruritania and Graustark agreed on Tuesday to reopen a crossing.\n\nThe crossing was shut in March.\n\nRead more: Who shut the crossing\n\n© Reuters. FILE PHOTO: The two ministers shake hands in Geneva, Switzerland May 2, 2024. Cy Test/Pool via REUTERS/File Photo\n\nNext steps\n\nTrucks will pass from Monday.\n\n(Reporting by Ann Example; Editing by Di Proof)\nOur Standards: The Example Principles.\n\nRelated articles\nAnother headline about something else\nA teaser about something else.\n\nLatest comments\n\nNonsense, says a reader.\n© 2010-2024 Example Media. All Rights Reserved.",
            expect![[r#"
                title "Ruritania and Graustark agree to reopen border crossing"
                published 2024-05-14T05:02 updated 2024-05-14T19:30
                by ["Ann Example", "Bo Sample"] wire "Reuters" dateline "GENEVA"
                image "The two ministers shake hands in Geneva, Switzerland May 2, 2024." credit "Cy Test/Pool via REUTERS" date "2024-05-02"
                  Ruritania and Graustark agreed on Tuesday to reopen a crossing.
                  The crossing was shut in March.
                  Next steps
                  Trucks will pass from Monday.
            "#]],
        );
    }

    #[test]
    fn plain_text_comes_through_whole() {
        check(
            "Talks open\n\nThe ministers met in Geneva.\nHome\nWorld\nMarkets\nThey will meet again",
            expect![[r#"
                title "Talks open"
                published  updated 
                by [] wire "" dateline ""
                  The ministers met in Geneva.
                  Home
                  World
                  Markets
                  They will meet again
            "#]],
        );
        check(
            "Ruritania condemns the raid",
            expect![[r#"
                title ""
                published  updated 
                by [] wire "" dateline ""
                  Ruritania condemns the raid
            "#]],
        );
    }
}
