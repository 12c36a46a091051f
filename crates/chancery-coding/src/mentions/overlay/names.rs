//! The names of an actor file with what they stand for, as a check looks at them.

use crate::finding::Finding;
use crate::mentions::code::ActorKind;
use crate::mentions::overlay::codes::Codes;
use crate::mentions::overlay::read;
use crate::mentions::prominence::is_prominent;
use crate::sources::{DataError, Sources};
use jiff::civil::Date;

/// A name of an actor file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CheckedName {
    pub(crate) line: usize,
    /// Which entry of the file it belongs to.
    pub(crate) entry: usize,
    pub(crate) name: String,
    /// Found whatever its capitals.
    pub(crate) any_case: bool,
    pub(crate) kind: Option<ActorKind>,
    /// State and sectors, time by time.
    pub(crate) codes: String,
    pub(crate) role: Option<String>,
    /// First and last days.
    pub(crate) days: Vec<(Option<Date>, Option<Date>)>,
    /// The surname by which the press calls somebody of this role.
    pub(crate) surname: Option<String>,
}

/// The names of an actor file, and what is wrong with its lines.
pub(crate) fn check_actors(
    path: &str,
    text: &str,
    sources: &Sources,
) -> Result<(Vec<CheckedName>, Vec<Finding>), DataError> {
    let lines = read(path, text, &Codes::load(sources)?);
    let mut out = Vec::new();
    for (index, entry) in lines.entries.iter().enumerate() {
        let code = |spell: &super::Spell| {
            let sectors: Vec<&str> = spell.sectors.iter().map(|sector| sector.as_str()).collect();
            format!("{}/{}", spell.country.as_deref().unwrap_or("-"), sectors.join("|"))
        };
        let codes: Vec<String> = entry.spells.iter().map(code).collect();
        let role = entry.spells.first().and_then(|spell| spell.role.clone());
        for (at, (line, name)) in entry.names.iter().enumerate() {
            let prominent = at == 0 && role.as_deref().is_some_and(is_prominent);
            out.push(CheckedName {
                line: *line,
                entry: index,
                name: name.clone(),
                any_case: entry.any_case,
                kind: entry.kind,
                codes: codes.join(" "),
                role: role.clone(),
                days: entry.spells.iter().map(|spell| (spell.from, spell.to)).collect(),
                surname: name.rsplit_once(' ').map(|(_, last)| last.to_string()).filter(|_| prominent),
            });
        }
    }
    Ok((out, lines.findings))
}
