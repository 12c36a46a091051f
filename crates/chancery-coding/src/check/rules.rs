//! What is wrong with a file of rules, before its sentences are tried.

use crate::events::check_patterns;
use crate::finding::Finding;
use crate::sources::{DataError, Sources};

/// Every rule of the file that cannot be taken or that lacks sentences of its own.
pub(super) fn check(path: &str, text: &str, sources: &Sources) -> Result<Vec<Finding>, DataError> {
    let said = check_patterns(path, text, sources)?;
    Ok(said.into_iter().map(|(line, cause, grave)| finding(path, line, cause, grave)).collect())
}

fn finding(path: &str, line: usize, cause: String, grave: bool) -> Finding {
    let cure = if cause.contains("of CAMEO") {
        "codebook/cameo.tsv has the codes"
    } else if cause.contains("of PLOVER") || cause.contains("has no mode") {
        "codebook/plover.tsv has the types and modes"
    } else if cause.contains("word class") {
        "events/words.toml has the classes"
    } else if cause.contains("sentence") {
        "write one that the rule must code under `yes`, and one that it must not under `no`"
    } else if cause.contains("stands twice") {
        "give one of them another id"
    } else {
        "write the rule as those of data/events are written"
    };
    if grave { Finding::error(path, line, cause, cure) } else { Finding::warning(path, line, cause, cure) }
}
