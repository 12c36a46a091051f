//! What is wrong with a file of actors, a dictionary or a rule file.

mod names;
mod tables;
mod rules;

use crate::events::place_of;
use crate::finding::Finding;
use crate::mentions::check_actors;
use crate::sources::{DataError, Sources};
use names::Shadows;

/// The sorts of files that can be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Rules of events or relations, or the word classes: TOML.
    Rules,
    /// An actor file, or one of the tables below `actors/`.
    Actors,
}

/// Tells the sort of a file from its name and what stands in it.
pub fn file_kind(path: &str, text: &str) -> FileKind {
    let rules = path.ends_with(".toml") || text.lines().any(|line| matches!(line.trim(), "[[pattern]]" | "[classes]"));
    if rules { FileKind::Rules } else { FileKind::Actors }
}

/// The path below the data folder at which a file of rules takes its place: that of the bundled file of the same name,
/// or a new one.
pub fn place(path: &str, text: &str, sources: &Sources) -> String {
    place_of(path, text, sources)
}

/// Everything that is wrong with a file, in the order of its lines; `sources` are the data that it would join.
///
/// # Errors
///
/// When the data themselves cannot be read.
pub fn check(path: &str, text: &str, sources: &Sources) -> Result<Vec<Finding>, DataError> {
    let mut findings = match file_kind(path, text) {
        FileKind::Rules => rules::check(path, text, sources)?,
        FileKind::Actors => match tables::check(path, text, sources)? {
            Some(findings) => findings,
            None => {
                let (lines, mut findings) = check_actors(path, text, sources)?;
                findings.extend(names::check(path, &lines, &Shadows::load(sources)?));
                findings
            }
        },
    };
    findings.sort_by(|a, b| (a.line, &a.cause).cmp(&(b.line, &b.cause)));
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sort_of_a_file_is_told() {
        assert_eq!(file_kind("a.toml", ""), FileKind::Rules);
        assert_eq!(file_kind("a.txt", "# x\n[[pattern]]\n"), FileKind::Rules);
        assert_eq!(file_kind("a.txt", "NORWAY [NOR]\n"), FileKind::Actors);
    }
}
