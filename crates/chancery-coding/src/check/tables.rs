//! What is wrong with the project's other tables of actors: states, groups, roles, nouns that point back, code blocks.

use crate::check::names::Shadows;
use crate::finding::Finding;
use crate::mentions::{ActorKind, Codes, Sector, first_day, last_day};
use crate::sources::{DataError, Row, Sources, Table};
use std::collections::BTreeMap;

/// The tables that are told by a column of theirs.
const SHAPES: [(&str, Check); 8] = [
    ("iso3", state),
    ("members", group),
    ("role", role),
    ("noun", noun),
    ("expect", case),
    ("what", block),
    ("rule", |_, _| Vec::new()),
    ("gender", gender),
];

type Check = fn(&Row<'_, '_>, &Codes) -> Vec<(String, String)>;

/// What is wrong with a table; nothing where it is one of actors with codes, or no table at all.
pub(super) fn check(path: &str, text: &str, sources: &Sources) -> Result<Option<Vec<Finding>>, DataError> {
    let (Some(table), bad) = Table::lenient(path, text) else { return Ok(None) };
    let columns: Vec<&str> = table.columns().collect();
    let key = columns.first().copied().unwrap_or_default();
    let shape = SHAPES
        .iter()
        .find(|(column, _)| columns.contains(column) && (key != "person" && (*column != "role" || key == "role")));
    let Some((column, row_check)) = shape else { return Ok(None) };
    let (codes, shadows) = (Codes::load(sources)?, Shadows::load(sources)?);
    let mut out: Vec<Finding> = bad
        .into_iter()
        .map(|(line, cause)| Finding::error(path, line, cause, "leave the surplus cells out, or add columns"))
        .collect();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for row in table.rows() {
        let line = row.line();
        out.extend(row_check(&row, &codes).into_iter().map(|(cause, cure)| Finding::error(path, line, cause, cure)));
        // The same phrase may be asked of two days, and the same word be a noun and a title.
        let of_what = match *column {
            "expect" => format!("{}\t{}", row.cell("date"), row.cell("context")),
            "gender" => row.cell("kind").to_string(),
            _ => String::new(),
        };
        let name = format!("{}{of_what}", row.cell(key));
        if row.cell(key).is_empty() {
            out.push(Finding::error(
                path,
                line,
                format!("the row has nothing under `{key}`"),
                "fill it in, or leave the row out",
            ));
        } else if let Some(first) = seen.get(&name) {
            let cause = format!("`{}` stands on line {first} already", row.cell(key));
            out.push(Finding::error(path, line, cause, "leave one row out"));
        } else {
            seen.insert(name, line);
        }
        if *column == "iso3" {
            let names = row.items("name").chain(row.items("aliases")).chain(row.items("capital"));
            out.extend(names.filter_map(|name| shadows.finding(path, line, name)));
        }
    }
    Ok(Some(out))
}

fn unknown_state(code: &str) -> (String, String) {
    (
        format!("`{code}` is no code of a state"),
        "write an ISO 3166-1 alpha-3 code, or UNO, EUR, IGO, NGO, MNC, ISM or IMG".to_string(),
    )
}

fn state(row: &Row<'_, '_>, _: &Codes) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let code = row.cell("iso3");
    if code.len() != 3 || !code.chars().all(|c| c.is_ascii_uppercase()) {
        out.push((format!("`{code}` is no code of three capitals"), "write the ISO 3166-1 alpha-3 code".to_string()));
    }
    for (column, most) in [("capital_lat", 90.0), ("capital_lon", 180.0)] {
        let cell = row.cell(column);
        if !cell.is_empty() && !cell.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= most) {
            out.push((format!("`{cell}` is no number of degrees"), format!("write one between -{most} and {most}")));
        }
    }
    out.extend(days(row));
    out
}

fn days(row: &Row<'_, '_>) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for (column, read) in [("from", first_day as fn(&str) -> Option<jiff::civil::Date>), ("to", last_day)] {
        if let Some(text) = row.optional(column).filter(|text| read(text).is_none()) {
            out.push((
                format!("`{text}` is no date"),
                "write a day that there is, as 2004-05-07, 2004-05 or 2004".to_string(),
            ));
        }
    }
    let (from, to) = (first_day(row.cell("from")), last_day(row.cell("to")));
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        out.push(("the row ends before it begins".to_string(), "put the earlier day under `from`".to_string()));
    }
    out
}

fn group(row: &Row<'_, '_>, codes: &Codes) -> Vec<(String, String)> {
    row.items("members").filter(|code| !codes.is_country(code)).map(unknown_state).collect()
}

fn kind(row: &Row<'_, '_>) -> Option<(String, String)> {
    let word = row.cell("kind");
    let cure = "write country, person, organisation, group or unknown".to_string();
    ActorKind::parse(word).is_none().then(|| (format!("`{word}` is no kind of actor"), cure))
}

fn sectors<'a>(row: &Row<'a, '_>) -> impl Iterator<Item = (String, String)> + 'a {
    let unknown: Vec<&str> = row.items("sectors").filter(|code| Sector::parse(code).is_none()).collect();
    unknown
        .into_iter()
        .map(|code| (format!("`{code}` is no sector of PLOVER"), format!("the sectors are {}", Sector::ALL.join(", "))))
}

fn role(row: &Row<'_, '_>, _: &Codes) -> Vec<(String, String)> {
    sectors(row).chain(kind(row)).collect()
}

fn noun(row: &Row<'_, '_>, _: &Codes) -> Vec<(String, String)> {
    let number = row.cell("number");
    let bad = !matches!(number, "one" | "several");
    kind(row)
        .into_iter()
        .chain(bad.then(|| (format!("`{number}` is no number here"), "write one or several".to_string())))
        .collect()
}

fn gender(row: &Row<'_, '_>, _: &Codes) -> Vec<(String, String)> {
    let known = [("kind", ["noun", "title", "first"].as_slice()), ("gender", ["m", "f"].as_slice())];
    let bad = known.into_iter().filter(|(column, words)| !words.contains(&row.cell(column)));
    bad.map(|(column, words)| {
        (format!("`{}` is no {column} here", row.cell(column)), format!("write {}", words.join(" or ")))
    })
    .collect()
}

fn case(row: &Row<'_, '_>, codes: &Codes) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = sectors(row).collect();
    out.extend(row.optional("country").filter(|code| !codes.is_country(code)).map(unknown_state));
    if let Some(day) = row.optional("date").filter(|day| first_day(day).is_none()) {
        out.push((format!("`{day}` is no date"), "write a day that there is, as 2004-05-07".to_string()));
    }
    if !matches!(row.cell("expect"), "yes" | "no") {
        out.push((format!("`{}` is no answer", row.cell("expect")), "write yes or no under `expect`".to_string()));
    }
    out
}

fn block(row: &Row<'_, '_>, codes: &Codes) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = sectors(row).collect();
    out.extend(row.optional("country").filter(|code| !codes.is_country(code)).map(unknown_state));
    out
}
