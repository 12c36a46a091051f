//! The dictionaries and rules as they come in: named texts, and tables read from them.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The data files that a coder is made of: path below `data/` (`actors/states.tsv`) to contents.
///
/// The engine gathers them, from the program or from a folder; this room opens no files.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: BTreeMap<String, String>,
    /// Names and contents of actor files laid over the dictionaries, in the order given.
    actor_files: Vec<(String, String)>,
    bytes: BTreeMap<String, Cow<'static, [u8]>>,
}

impl Sources {
    /// No files.
    pub fn new() -> Sources {
        Sources::default()
    }

    /// Adds a file, or puts it in the place of one with the same path.
    pub fn insert(&mut self, path: impl Into<String>, contents: impl Into<String>) {
        self.files.insert(path.into(), contents.into());
    }

    /// Lays an actor file over the dictionaries: a table of ours, or a file of PETRARCH or TABARI. What it says counts
    /// before the dictionaries and before files added earlier.
    pub fn add_actors(&mut self, name: impl Into<String>, contents: impl Into<String>) {
        self.actor_files.push((name.into(), contents.into()));
    }

    /// Names and contents of the actor files, in the order given.
    pub fn actor_files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.actor_files.iter().map(|(name, contents)| (name.as_str(), contents.as_str()))
    }

    /// Adds a compiled file, or puts it in the place of one with the same path.
    pub fn insert_bytes(&mut self, path: impl Into<String>, contents: impl Into<Cow<'static, [u8]>>) {
        self.bytes.insert(path.into(), contents.into());
    }

    /// A compiled file, if there is one by this path.
    pub fn bytes(&self, path: &str) -> Option<&Cow<'static, [u8]>> {
        self.bytes.get(path)
    }

    /// Paths and contents, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, contents)| (path.as_str(), contents.as_str()))
    }

    /// The files below a folder, sorted by path.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.iter().filter(move |(path, _)| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
    }

    /// One file's contents.
    pub fn get(&self, path: &str) -> Result<&str, DataError> {
        self.files.get(path).map(String::as_str).ok_or_else(|| DataError::Missing { path: path.to_string() })
    }

    /// One file as a table.
    pub fn table<'a>(&'a self, path: &'a str) -> Result<Table<'a>, DataError> {
        Table::parse(path, self.get(path)?)
    }
}

/// What is wrong with a data file, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DataError {
    /// A file that the coder needs is not among its sources.
    #[error("{path}: this file is missing from the data; a data folder holds every file that the program carries")]
    Missing {
        /// Path below the data folder.
        path: String,
    },
    /// A compiled file cannot be read.
    #[error("{path}: {reason}")]
    Blob {
        /// Path below the data folder.
        path: String,
        /// What is wrong with it, and the cure.
        reason: String,
    },
    /// A line says something that cannot be taken.
    #[error("{path}:{line}: {reason}")]
    Line {
        /// Path below the data folder.
        path: String,
        /// Counted from 1.
        line: usize,
        /// What was expected and what was found.
        reason: String,
    },
}

impl DataError {
    /// An error at a line of a file.
    pub(crate) fn at(path: &str, line: usize, reason: impl Into<String>) -> DataError {
        DataError::Line { path: path.to_string(), line, reason: reason.into() }
    }
}

/// A tab-separated table: a header line, `#` comments, `|` between the items of a cell.
pub struct Table<'a> {
    path: &'a str,
    header_line: usize,
    header: Vec<&'a str>,
    rows: Vec<(usize, Vec<&'a str>)>,
}

impl<'a> Table<'a> {
    /// Reads a table; a row with more cells than the header has columns is an error.
    pub fn parse(path: &'a str, text: &'a str) -> Result<Table<'a>, DataError> {
        let (table, bad) = Table::lenient(path, text);
        match (bad.into_iter().next(), table) {
            (Some((line, reason)), _) => Err(DataError::at(path, line, reason)),
            (None, Some(table)) => Ok(table),
            (None, None) => Err(DataError::at(path, 1, "a table needs a header line")),
        }
    }

    /// Reads what can be read of a table, with the lines that cannot and why; nothing where there is no header line.
    pub fn lenient(path: &'a str, text: &'a str) -> (Option<Table<'a>>, Vec<(usize, String)>) {
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(i, line)| (i + 1, line.trim_end_matches('\r')))
            .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        let Some((header_line, header)) = lines.next() else {
            return (None, vec![(1, "a table needs a header line".to_string())]);
        };
        let header: Vec<&str> = header.split('\t').map(str::trim).collect();
        let (mut rows, mut bad) = (Vec::new(), Vec::new());
        for (line, text) in lines {
            let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
            if cells.len() > header.len() {
                bad.push((line, format!("{} cells where the header has {} columns", cells.len(), header.len())));
            } else {
                rows.push((line, cells));
            }
        }
        (Some(Table { path, header_line, header, rows }), bad)
    }

    /// The columns, in order.
    pub fn columns(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.header.iter().copied()
    }

    /// The line of the header, from 1.
    pub fn header_line(&self) -> usize {
        self.header_line
    }

    /// The rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'a, '_>> {
        self.rows.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }
}

/// One row of a [`Table`].
#[derive(Clone, Copy)]
pub struct Row<'a, 't> {
    table: &'t Table<'a>,
    line: usize,
    cells: &'t [&'a str],
}

impl<'a> Row<'a, '_> {
    /// The cell in a column; empty where the row or the table lacks it.
    pub fn cell(&self, column: &str) -> &'a str {
        let at = self.table.header.iter().position(|name| *name == column);
        at.and_then(|i| self.cells.get(i)).copied().unwrap_or("")
    }

    /// The cell, or nothing where it is empty.
    pub fn optional(&self, column: &str) -> Option<&'a str> {
        Some(self.cell(column)).filter(|cell| !cell.is_empty())
    }

    /// The items of a cell.
    pub fn items(&self, column: &str) -> impl Iterator<Item = &'a str> {
        self.cell(column).split('|').map(str::trim).filter(|item| !item.is_empty())
    }

    /// The row's line, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// An error at this row.
    pub fn error(&self, reason: impl Into<String>) -> DataError {
        DataError::at(self.table.path, self.line, reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_row_is_told_with_its_place() {
        let error = Table::parse("actors/x.tsv", "name\tcode\n# a comment\n\nA\t1\nB\t2\t3\n").err();
        let error = error.expect("the last row is too long").to_string();
        assert_eq!(error, "actors/x.tsv:5: 3 cells where the header has 2 columns");
    }

    #[test]
    fn cells_are_found_by_column() {
        let table = Table::parse("t", "name\talso\nUnited States\tU.S.|US\nFrance\n").expect("a good table");
        let items: Vec<Vec<&str>> = table.rows().map(|row| row.items("also").collect()).collect();
        assert_eq!(items, [vec!["U.S.", "US"], vec![]]);
    }
}
