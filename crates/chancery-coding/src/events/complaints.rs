//! What is wrong with a rule file that somebody is writing.

use crate::events::codebook::Codebook;
use crate::events::pattern::{Patterns, WordLists};
use crate::sources::{DataError, Sources};
use std::collections::BTreeSet;

/// The path below the data folder that a file would have: that of the bundled file of its name, or one beside the rules
/// of its sort.
pub(crate) fn place_of(path: &str, text: &str, sources: &Sources) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let bundled = sources.iter().map(|(known, _)| known).find(|known| known.rsplit('/').next() == Some(name));
    let folder =
        if text.lines().any(|line| line.trim_start().starts_with("relation =")) { "relations" } else { "events" };
    bundled.map_or_else(|| format!("{folder}/{name}"), str::to_string)
}

/// What is wrong with a file of rules or word classes, by line; the flag tells what stops the file from being loaded.
pub(crate) fn check_patterns(
    path: &str,
    text: &str,
    sources: &Sources,
) -> Result<Vec<(usize, String, bool)>, DataError> {
    let book = Codebook::load(sources)?;
    let place = place_of(path, text, sources);
    if place == "events/words.toml" {
        let mut with = sources.clone();
        with.insert(place, text);
        return Ok(match WordLists::load(&with, &book) {
            Ok(_) => Vec::new(),
            Err(DataError::Line { line, reason, .. }) => vec![(line, reason, true)],
            Err(error) => vec![(1, error.to_string(), true)],
        });
    }
    let words = WordLists::load(sources, &book)?;
    let mut others = Sources::new();
    for (known, contents) in sources.iter().filter(|(known, _)| *known != place) {
        others.insert(known, contents);
    }
    let mut ids = BTreeSet::new();
    for folder in ["events", "relations"] {
        let patterns = Patterns::load(&others, folder, &words, &book)?;
        ids.extend(patterns.ids().map(str::to_string));
    }
    Ok(Patterns::complaints(path, text, &ids, &words, &book))
}
