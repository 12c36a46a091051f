//! What an actor file says, line by line, before it is laid over the dictionaries.

use crate::finding::Finding;
use crate::mentions::code::{ActorKind, Sector};
use jiff::civil::Date;

/// Codes of an actor from one day to another, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spell {
    pub(crate) line: usize,
    pub(crate) country: Option<String>,
    pub(crate) sectors: Vec<Sector>,
    pub(crate) role: Option<String>,
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
    /// The name means nobody in this time.
    pub(crate) nobody: bool,
}

/// An actor of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) line: usize,
    /// Its names with their lines, the canonical one first.
    pub(crate) names: Vec<(usize, String)>,
    /// The names are matched whatever their capitals; the file has them in capitals throughout.
    pub(crate) any_case: bool,
    /// What sort; where the file does not tell it, the codes do.
    pub(crate) kind: Option<ActorKind>,
    pub(crate) wikidata: Option<String>,
    pub(crate) spells: Vec<Spell>,
}

/// A role noun of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Agent {
    pub(crate) line: usize,
    /// In lower case, singular and irregular plurals.
    pub(crate) phrases: Vec<String>,
    pub(crate) sectors: Vec<Sector>,
}

/// Everything that a file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Lines {
    pub(crate) entries: Vec<Entry>,
    pub(crate) agents: Vec<Agent>,
    pub(crate) findings: Vec<Finding>,
}
