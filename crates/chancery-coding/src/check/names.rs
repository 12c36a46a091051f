//! What is wrong with the names of actors: twice in a file, words besides, or such that no text can have them.

use crate::finding::Finding;
use crate::mentions::{ActorKind, CheckedName};
use crate::sources::{DataError, Sources};
use std::collections::BTreeMap;

/// Rows of one name that a new one is compared with.
const MOST: usize = 50;

/// Words that are names and something else, from `actors/shadows.tsv`.
pub(super) struct Shadows {
    by_name: BTreeMap<String, (String, String)>,
}

impl Shadows {
    pub(super) fn load(sources: &Sources) -> Result<Shadows, DataError> {
        let mut by_name = BTreeMap::new();
        for row in sources.table("actors/shadows.tsv")?.rows() {
            let told = (row.cell("other").to_string(), row.cell("rule").to_string());
            by_name.insert(row.cell("name").to_lowercase(), told);
        }
        Ok(Shadows { by_name })
    }

    /// What there is to know of a name that is another word besides.
    pub(super) fn finding(&self, path: &str, line: usize, word: &str) -> Option<Finding> {
        let (other, rule) = self.by_name.get(&word.to_lowercase())?;
        let cause = format!("the name `{word}` is also {other}");
        Some(Finding::warning(path, line, cause, format!("know what decides: {rule}")))
    }
}

/// What is wrong with the names of a file, one finding a name and cause.
pub(super) fn check(path: &str, names: &[CheckedName], shadows: &Shadows) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut seen: BTreeMap<String, Vec<&CheckedName>> = BTreeMap::new();
    for name in names {
        out.extend(never_found(path, name));
        let mut shadowed = shadowed(path, name, shadows);
        let key = if name.any_case { name.name.to_lowercase() } else { name.name.clone() };
        let earlier = seen.entry(key).or_default();
        if earlier.is_empty() {
            out.append(&mut shadowed);
        }
        if let Some(other) = earlier.iter().find(|other| other.entry != name.entry && overlap(other, name)) {
            out.extend(twice(path, name, other));
        } else if earlier.iter().any(|other| other.entry == name.entry) {
            let cause = format!("`{}` stands twice among the names of one actor", name.name);
            out.push(Finding::warning(path, name.line, cause, "leave one out"));
        }
        // A file that has one name a thousand times is told so often enough.
        if earlier.len() < MOST {
            earlier.push(name);
        }
    }
    out
}

/// A name that two rows have for the same days.
fn twice(path: &str, name: &CheckedName, other: &CheckedName) -> Option<Finding> {
    let same_codes = name.codes == other.codes;
    if same_codes && name.role == other.role {
        let cause = format!(
            "`{}` stands on line {} already, with the same codes for some of the same days",
            name.name, other.line
        );
        return Some(Finding::warning(
            path,
            name.line,
            cause,
            "leave one row out, or make their days follow each other",
        ));
    }
    // A person may hold two offices at a time, and several persons may have one name.
    let persons = name.kind == Some(ActorKind::Person) && other.kind == Some(ActorKind::Person);
    if persons || same_codes {
        return None;
    }
    let cause = format!("`{}` has other codes on line {} for some of the same days", name.name, other.line);
    Some(Finding::warning(
        path,
        name.line,
        cause,
        "give the rows days that do not overlap, or a longer name to one of them",
    ))
}

fn overlap(a: &CheckedName, b: &CheckedName) -> bool {
    a.days.iter().any(|(from, to)| {
        b.days.iter().any(|(start, end)| {
            // One row may end on the day on which the next begins.
            from.zip(*end).is_none_or(|(from, end)| from < end) && start.zip(*to).is_none_or(|(start, to)| start < to)
        })
    })
}

fn shadowed(path: &str, name: &CheckedName, shadows: &Shadows) -> Vec<Finding> {
    let words = [Some(name.name.as_str()), name.surname.as_deref()];
    words.into_iter().flatten().filter_map(|word| shadows.finding(path, name.line, word)).collect()
}

/// A name that no printed text has.
fn never_found(path: &str, name: &CheckedName) -> Option<Finding> {
    let text = name.name.as_str();
    let warning = |cause: &str, cure: &str| {
        Some(Finding::warning(path, name.line, format!("`{text}` {cause}"), cure.to_string()))
    };
    if !text.chars().any(char::is_alphanumeric) {
        return warning("has neither letter nor numeral and is never found", "write a name");
    }
    if text.contains("  ") {
        return warning("has two blanks in a row and is never found", "write one");
    }
    if name.any_case {
        return None;
    }
    if text.contains('_') {
        return warning(
            "has underscores, which texts have not, and is never found",
            "write blanks, or use PETRARCH's form",
        );
    }
    if text.starts_with("the ") {
        return warning("begins with an article, without which it is not found", "leave the article out");
    }
    let shouted = |word: &&str| word.chars().count() > 3 && word.chars().all(char::is_uppercase);
    let shouted = text.split(' ').filter(shouted).count() > 1;
    if shouted {
        return warning("is all in capitals and found only where the text is too", "write it as texts do");
    }
    None
}
