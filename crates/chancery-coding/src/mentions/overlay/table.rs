//! Our own form of actor files: a tab-separated table with a header line.
//!
//! Columns: `name` (or `person`, for persons), `aliases`, `kind`, `country` (or `code`), `sectors`, `role`, `from`, `to`,
//! `wikidata`, `note`; all but the name may be left out, and other columns are an error. The tables of the project
//! (`offices.tsv`, `armed.tsv`, `institutions.tsv`, `organisations.tsv`, `metonyms.tsv`) have these columns too.

use crate::finding::Finding;
use crate::mentions::code::{ActorKind, Sector};
use crate::mentions::overlay::codes::{Codes, STATELESS};
use crate::mentions::overlay::days::{first_day, last_day};
use crate::mentions::overlay::entry::{Entry, Lines, Spell};
use crate::sources::{Row, Table};

/// The columns that a table of actors may have.
const COLUMNS: [&str; 12] =
    ["name", "person", "aliases", "kind", "country", "code", "sectors", "role", "from", "to", "wikidata", "note"];

/// Reads a table; every row is an entry of its own with one spell.
pub(super) fn read(path: &str, text: &str, codes: &Codes) -> Lines {
    let mut out = Lines::default();
    let (table, bad) = Table::lenient(path, text);
    for (line, cause) in bad {
        out.findings.push(Finding::error(path, line, cause, "leave the surplus cells out, or add columns"));
    }
    let Some(table) = table else { return out };
    for column in table.columns().filter(|column| !COLUMNS.contains(column)) {
        let cure = format!("the columns are {}", COLUMNS.join(", "));
        out.findings.push(Finding::error(path, table.header_line(), format!("there is no column `{column}`"), cure));
    }
    for row in table.rows() {
        match entry(path, &row, codes) {
            Ok(entry) => out.entries.push(entry),
            Err(finding) => out.findings.push(finding),
        }
    }
    out
}

fn entry(path: &str, row: &Row<'_, '_>, codes: &Codes) -> Result<Entry, Finding> {
    let line = row.line();
    let error = |cause: String, cure: &str| Finding::error(path, line, cause, cure);
    let names: Vec<(usize, String)> = ["name", "person", "aliases"]
        .into_iter()
        .flat_map(|column| row.items(column))
        .map(|name| (line, name.to_string()))
        .collect();
    if row.cell("name").is_empty() && row.cell("person").is_empty() {
        return Err(error("the row has no name".to_string(), "write one in the first column"));
    }
    let is_nobody = row.cell("kind") == "nobody";
    let kind = match row.optional("kind").filter(|_| !is_nobody) {
        Some(word) => Some(ActorKind::parse(word).ok_or_else(|| {
            error(
                format!("`{word}` is no kind of actor"),
                "write country, person, organisation, group or unknown, or nobody for words that name no actor",
            )
        })?),
        None if row.optional("person").is_some() || row.optional("role").is_some() => Some(ActorKind::Person),
        None => Some(ActorKind::Organisation),
    };
    let country = row.optional("country").or_else(|| row.optional("code")).map(str::to_string);
    if let Some(code) = &country {
        let is_new_state =
            kind == Some(ActorKind::Country) && code.len() == 3 && code.chars().all(|c| c.is_ascii_uppercase());
        if !codes.is_country(code) && !is_new_state {
            let cure =
                format!("write an ISO 3166-1 alpha-3 code, or {} for an actor of no one state", STATELESS.join(", "));
            return Err(error(format!("`{code}` is no code of a state"), &cure));
        }
    }
    let mut sectors = Vec::new();
    for code in row.items("sectors") {
        let sector = Sector::parse(code).ok_or_else(|| {
            error(format!("`{code}` is no sector of PLOVER"), &format!("the sectors are {}", Sector::ALL.join(", ")))
        })?;
        sectors.push(sector);
    }
    let day = |column: &str, read: fn(&str) -> Option<jiff::civil::Date>| match row.optional(column) {
        None => Ok(None),
        Some(text) => read(text).map(Some).ok_or_else(|| {
            error(format!("`{text}` is no date"), "write a day that there is, as 2004-05-07, 2004-05 or 2004")
        }),
    };
    let (from, to) = (day("from", first_day)?, day("to", last_day)?);
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        let cause = format!("the row ends ({}) before it begins ({})", row.cell("to"), row.cell("from"));
        return Err(error(cause, "put the earlier day under `from`"));
    }
    let role = row.optional("role").map(str::to_string);
    let spell = Spell { line, country, sectors, role, from, to, nobody: is_nobody };
    let wikidata = row.optional("wikidata").map(str::to_string);
    Ok(Entry { line, names, any_case: false, kind, wikidata, spells: vec![spell] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::overlay::codes::tests::codes;

    fn findings(text: &str) -> Vec<String> {
        read("mine.tsv", text, &codes()).findings.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_row_is_an_entry_with_its_days() {
        let lines = read(
            "mine.tsv",
            "name\taliases\tcountry\tsectors\trole\tfrom\tto\nIngrid Holm\tI. Holm\tNOR\tGOV|MIL\tdefence minister\t2025-02\t2025\n",
            &codes(),
        );
        assert!(lines.findings.is_empty(), "{:?}", lines.findings);
        let entry = &lines.entries[0];
        assert_eq!(entry.kind, Some(ActorKind::Person));
        assert_eq!(entry.names.len(), 2);
        let spell = &entry.spells[0];
        assert_eq!(spell.from.map(|day| day.to_string()).as_deref(), Some("2025-02-01"));
        assert_eq!(spell.to.map(|day| day.to_string()).as_deref(), Some("2025-12-31"));
    }

    #[test]
    fn each_bad_row_is_told_with_its_cure() {
        let text = "name\tkind\tcountry\tsectors\tfrom\tto\nA\tperson\tNRW\t\t\t\nB\tking\tNOR\t\t\t\nC\t\tNOR\tGVO\t\t\nD\t\tNOR\t\t2004-02-31\t\nE\t\tNOR\t\t2005\t2004\n\t\tNOR\t\t\t\nF\t\t\t\t\t\tx\n";
        let all = findings(text);
        let starts = [
            "mine.tsv:8: 7 cells where the header has 6 columns; leave",
            "mine.tsv:2: `NRW` is no code of a state; write an ISO",
            "mine.tsv:3: `king` is no kind of actor; write country",
            "mine.tsv:4: `GVO` is no sector of PLOVER; the sectors are COP",
            "mine.tsv:5: `2004-02-31` is no date; write a day that there is",
            "mine.tsv:6: the row ends (2004) before it begins (2005); put",
            "mine.tsv:7: the row has no name; write",
        ];
        assert_eq!(all.len(), starts.len(), "{all:#?}");
        for (finding, start) in all.iter().zip(starts) {
            assert!(finding.starts_with(start), "{finding}");
        }
        assert_eq!(findings("name\tcolour\nA\tred\n").len(), 1);
    }
}
