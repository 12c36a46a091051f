//! The words of page furniture, read from `data/pages/furniture.tsv`: what tells a caption, a byline or a footer.

use crate::dates::Dates;
use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use std::collections::BTreeMap;

/// What a line of furniture is, by its words alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum FurnitureKind {
    /// The article is over: everything below is comments, disclaimers and the like.
    End,
    /// The heading of a box: it and the short lines below it are no part of the article.
    Box,
    /// One line that is no part of the article.
    Drop,
    /// Who reported and edited; the names come after "Reporting by" and its like.
    Sign,
    /// A picture's caption or credit.
    Caption,
    /// Who wrote it; group 1 is the names.
    Byline,
    /// The words before the day of publication.
    Published,
    /// The words before the day of the last change.
    Updated,
    /// The opening of a caption that is no part of what it says.
    Lead,
    /// The end of a caption that is its credit; group 1 is the credit.
    Credit,
    /// A news agency in brackets or in a credit; `gives` is its name.
    Agency,
    /// A word in capitals that opens a line before a dash and is no place.
    Slug,
}

/// The kinds that tell what a whole line is, the strongest first.
const LINES: [FurnitureKind; 6] = [
    FurnitureKind::End,
    FurnitureKind::Box,
    FurnitureKind::Drop,
    FurnitureKind::Sign,
    FurnitureKind::Caption,
    FurnitureKind::Byline,
];

/// How much of a line its furniture is told from, in bytes; what makes a line furniture stands at its ends.
const LOOK: usize = 600;

/// One entry of the list.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it tells.
    pub kind: FurnitureKind,
    /// A regular expression without regard to case, for the whole of what its kind looks at.
    pub pattern: String,
    /// The name that the pattern stands for, if it stands for one.
    pub gives: Option<String>,
    /// A line that it matches.
    pub yes: String,
    /// A line much like it that it does not match.
    pub no: String,
    /// The line of the file, from 1.
    pub line: usize,
}

/// A list of furniture that cannot be used, with the line and what was expected there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[error("furniture:{line}: {reason}")]
pub struct FurnitureError {
    /// The line of the file, from 1.
    pub line: usize,
    /// What was expected.
    pub reason: String,
}

/// The furniture that is known, ready to be asked.
#[derive(Debug, Clone)]
pub struct Furniture {
    entries: Vec<Entry>,
    /// The patterns of each kind, asked together.
    sets: BTreeMap<FurnitureKind, RegexSet>,
    /// The patterns of the kinds whose groups are wanted, one by one.
    groups: BTreeMap<FurnitureKind, Vec<Regex>>,
    /// The kinds that tell what a whole line is, asked all at once, and the kind of each pattern.
    lines: (RegexSet, Vec<FurnitureKind>),
    pub(crate) dates: Dates,
}

/// The kinds whose first group is a name or a credit.
const GROUPS: [FurnitureKind; 3] = [FurnitureKind::Byline, FurnitureKind::Lead, FurnitureKind::Credit];
/// The most memory that the patterns may take, in bytes; a list that wants more holds a counted repetition gone wild.
const SIZE: usize = 64 << 20;

impl Furniture {
    /// Reads the list: tab-separated `kind`, `pattern`, `gives`, `yes`, `no`; lines that begin with `#` are remarks,
    /// and the first other line is the header.
    ///
    /// ```
    /// use chancery_page::{Furniture, FurnitureKind};
    /// let list = "kind\tpattern\tgives\tyes\tno\nbox\trelated:?\t\tRelated:\tRelated talks open.\n";
    /// let furniture = Furniture::parse(list).unwrap();
    /// assert_eq!(furniture.kind("RELATED"), Some(FurnitureKind::Box));
    /// assert!(Furniture::parse("kind\tpattern\tgives\tyes\tno\nbox\t(\t\t\t\n").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Furniture, FurnitureError> {
        let mut entries = Vec::new();
        let mut header = true;
        for (line, number) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
            let fail = |reason: String| FurnitureError { line: number, reason };
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
            let [kind, pattern, gives, yes, no] = columns[..] else {
                return Err(fail(format!("expected 5 columns between tabs, found {}", columns.len())));
            };
            if std::mem::take(&mut header) {
                if columns != ["kind", "pattern", "gives", "yes", "no"] {
                    return Err(fail("expected the header kind, pattern, gives, yes, no".to_string()));
                }
                continue;
            }
            let kind = FurnitureKind::parse(kind).ok_or_else(|| fail(format!("\"{kind}\" is no kind of furniture")))?;
            let gives = Some(gives).filter(|gives| !gives.is_empty()).map(str::to_string);
            let (pattern, yes, no) = (pattern.to_string(), yes.to_string(), no.to_string());
            entries.push(Entry { kind, pattern, gives, yes, no, line: number });
        }
        let mut sets = BTreeMap::new();
        let mut groups: BTreeMap<FurnitureKind, Vec<Regex>> = BTreeMap::new();
        for kind in entries.iter().map(|entry| entry.kind).filter(|kind| !LINES.contains(kind)) {
            if let std::collections::btree_map::Entry::Vacant(vacant) = sets.entry(kind) {
                vacant.insert(set(entries.iter().filter(|entry| entry.kind == kind))?);
            }
        }
        for entry in entries.iter().filter(|entry| GROUPS.contains(&entry.kind)) {
            groups.entry(entry.kind).or_default().push(regex(entry)?);
        }
        let of_lines = || entries.iter().filter(|entry| LINES.contains(&entry.kind));
        let lines = (set(of_lines())?, of_lines().map(|entry| entry.kind).collect());
        Ok(Furniture { entries, sets, groups, lines, dates: Dates::new() })
    }

    /// The entries, in the order of the file.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What kind of furniture a line is by its words, if any; of several the strongest.
    pub fn kind(&self, line: &str) -> Option<FurnitureKind> {
        let (set, kinds) = &self.lines;
        let line = ends(line.trim());
        // Nearly all lines match nothing, which is found out much faster than what of all matches.
        if !set.is_match(&line) {
            return None;
        }
        set.matches(&line).iter().filter_map(|n| kinds.get(n).copied()).min()
    }

    /// The first entry of a kind that matches, with what its first group holds.
    pub(crate) fn group<'t>(&self, kind: FurnitureKind, words: &'t str) -> Option<Group<'t>> {
        self.groups.get(&kind)?.iter().find_map(|regex| {
            let captures = regex.captures(words)?;
            let whole = captures.get(0)?.range();
            Some(Group { whole, words: captures.get(1).map(|group| group.as_str().trim()) })
        })
    }

    /// True where an entry of this kind matches.
    pub(crate) fn is(&self, kind: FurnitureKind, words: &str) -> bool {
        self.sets.get(&kind).is_some_and(|set| set.is_match(words))
    }

    /// The agency that some words name, by the name we call it.
    pub(crate) fn agency(&self, words: &str) -> Option<&str> {
        let found = self.sets.get(&FurnitureKind::Agency)?.matches(words.trim()).iter().next()?;
        let mut agencies = self.entries.iter().filter(|entry| entry.kind == FurnitureKind::Agency);
        agencies.nth(found).and_then(|entry| entry.gives.as_deref())
    }
}

/// The patterns of some entries as one.
fn set<'e>(entries: impl Iterator<Item = &'e Entry> + Clone) -> Result<RegexSet, FurnitureError> {
    let patterns = entries.clone().map(|entry| entry.kind.framed(&entry.pattern));
    let built = RegexSetBuilder::new(patterns).case_insensitive(true).size_limit(SIZE).dfa_size_limit(SIZE / 4).build();
    // The set does not tell which of its patterns is wrong; each alone does.
    built.or_else(|error| {
        entries
            .map(regex)
            .find_map(Result::err)
            .map_or_else(|| Err(FurnitureError { line: 0, reason: last_line(&error.to_string()) }), Err)
    })
}

/// The pattern of one entry.
fn regex(entry: &Entry) -> Result<Regex, FurnitureError> {
    let built = RegexBuilder::new(&entry.kind.framed(&entry.pattern)).case_insensitive(true).size_limit(SIZE).build();
    built.map_err(|error| FurnitureError {
        line: entry.line,
        reason: format!("the pattern does not compile: {}", last_line(&error.to_string())),
    })
}

/// Where an entry matched, and its first group.
pub(crate) struct Group<'t> {
    pub whole: std::ops::Range<usize>,
    pub words: Option<&'t str>,
}

impl FurnitureKind {
    /// The kind by its name in the list.
    fn parse(name: &str) -> Option<FurnitureKind> {
        Some(match name {
            "end" => FurnitureKind::End,
            "box" => FurnitureKind::Box,
            "drop" => FurnitureKind::Drop,
            "sign" => FurnitureKind::Sign,
            "caption" => FurnitureKind::Caption,
            "byline" => FurnitureKind::Byline,
            "published" => FurnitureKind::Published,
            "updated" => FurnitureKind::Updated,
            "lead" => FurnitureKind::Lead,
            "credit" => FurnitureKind::Credit,
            "agency" => FurnitureKind::Agency,
            "slug" => FurnitureKind::Slug,
            _ => return None,
        })
    }

    /// The pattern with the anchors that the kind asks for.
    fn framed(self, pattern: &str) -> String {
        match self {
            FurnitureKind::Lead => format!("^(?:{pattern})"),
            FurnitureKind::Credit => format!("(?:^|[\\s.])(?:{pattern})$"),
            _ => format!("^(?:{pattern})$"),
        }
    }
}

/// A line as it is, or its two ends where it is long.
fn ends(line: &str) -> std::borrow::Cow<'_, str> {
    if line.len() <= LOOK {
        return line.into();
    }
    let head = &line[..line.floor_char_boundary(LOOK / 2)];
    let tail = &line[line.ceil_char_boundary(line.len() - LOOK / 2)..];
    format!("{head} {tail}").into()
}

/// The last line of the regular expression's error, which says what is wrong.
fn last_line(error: &str) -> String {
    error.lines().last().unwrap_or("").trim().trim_start_matches("error: ").to_string()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The list of the project, which the tests of this room read pages with; compiled once for all of them.
    pub(crate) fn furniture() -> &'static Furniture {
        static FURNITURE: std::sync::LazyLock<Furniture> =
            std::sync::LazyLock::new(|| Furniture::parse(include_str!("../../../data/pages/furniture.tsv")).unwrap());
        &FURNITURE
    }

    #[test]
    fn every_entry_matches_its_yes_and_not_its_no() {
        let furniture = furniture();
        assert!(furniture.entries().len() > 100);
        let mut wrong = Vec::new();
        let mut check = |good: bool, entry: &Entry, what: &str| {
            if !good {
                wrong.push(format!("line {}: {what}: yes {:?}, no {:?}", entry.line, entry.yes, entry.no));
            }
        };
        for entry in furniture.entries() {
            check(!entry.yes.is_empty() && !entry.no.is_empty(), entry, "both examples are needed");
            let pattern = regex(entry).unwrap();
            check(pattern.is_match(&entry.yes), entry, "yes does not match");
            check(!pattern.is_match(&entry.no), entry, "no matches");
            if LINES.contains(&entry.kind) {
                check(furniture.kind(&entry.no).is_none(), entry, "no is taken for other furniture");
                check(furniture.kind(&entry.yes).is_some_and(|kind| kind <= entry.kind), entry, "yes is not found");
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_bad_list_is_an_error_with_its_line() {
        let error = |text: &str| Furniture::parse(text).unwrap_err().to_string();
        let header = "kind\tpattern\tgives\tyes\tno\n";
        assert_eq!(error("drop\tx\t\tx\ty"), "furniture:1: expected the header kind, pattern, gives, yes, no");
        assert_eq!(error(&format!("# a\n{header}drop\tx")), "furniture:3: expected 5 columns between tabs, found 2");
        assert_eq!(error(&format!("{header}shout\tx\t\tx\ty")), "furniture:2: \"shout\" is no kind of furniture");
        assert_eq!(
            error(&format!("{header}drop\t(\t\tx\ty")),
            "furniture:2: the pattern does not compile: unclosed group"
        );
    }
}
