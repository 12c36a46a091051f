//! What a check says of a file: where, what is wrong, and what to do about it.

use std::fmt;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The line does something, though perhaps not what its writer means.
    Warning,
    /// The line cannot be taken.
    Error,
}

/// One thing that a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file, as its reader calls it.
    pub path: String,
    /// The line, counted from 1.
    pub line: usize,
    /// How much it matters.
    pub weight: Weight,
    /// What is wrong.
    pub cause: String,
    /// What to do.
    pub cure: String,
}

impl Finding {
    /// A line that cannot be taken.
    pub fn error(path: &str, line: usize, cause: impl Into<String>, cure: impl Into<String>) -> Finding {
        Finding { path: path.to_string(), line, weight: Weight::Error, cause: cause.into(), cure: cure.into() }
    }

    /// A line that is taken, and should be looked at.
    pub fn warning(path: &str, line: usize, cause: impl Into<String>, cure: impl Into<String>) -> Finding {
        Finding { weight: Weight::Warning, ..Finding::error(path, line, cause, cure) }
    }
}

impl fmt::Display for Finding {
    /// `file:line: cause; cure`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let weight = if self.weight == Weight::Warning { "warning: " } else { "" };
        write!(f, "{}:{}: {weight}{}; {}", self.path, self.line, self.cause, self.cure)
    }
}
