//! Text as lines of JSON and as rows of CSV.

use serde::Serialize;
use serde_json::Value;

/// A record as one line of JSON, with its line end.
pub fn json_line(record: &impl Serialize) -> String {
    let mut line = serde_json::to_string(record).expect("records are structs with string keys, which JSON can hold");
    line.push('\n');
    line
}

/// The first line of a CSV file: the names of the columns, which are the fields of a row.
pub fn csv_header<Row: Serialize + Default>() -> String {
    let columns = columns(&Row::default());
    csv_line(columns.into_iter().map(|(name, _)| name))
}

/// A row as one line of CSV. The members of a list stand in one cell, joined by `|`, the items of a list
/// within a list by `;`; a `|` or `;` that belongs to the words has a `\` before it. Unknown is an empty cell.
pub fn csv_row(row: &impl Serialize) -> String {
    csv_line(columns(row).into_iter().map(|(_, value)| cell(&value, 0)))
}

fn columns(row: &impl Serialize) -> Vec<(String, Value)> {
    match serde_json::to_value(row) {
        Ok(Value::Object(columns)) => columns.into_iter().collect(),
        _ => Vec::new(),
    }
}

fn csv_line(cells: impl Iterator<Item = String>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells).expect("a vector in memory takes every write");
    let bytes = writer.into_inner().expect("a vector in memory takes every write");
    String::from_utf8(bytes).expect("cells are strings, and the writer adds ASCII alone")
}

/// A value as the text of a cell; `depth` counts the lists around it.
fn cell(value: &Value, depth: usize) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) if depth == 0 => text.clone(),
        Value::String(text) => text.replace('\\', "\\\\").replace('|', "\\|").replace(';', "\\;"),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| cell(item, depth + 1)).collect();
            items.join(if depth == 0 { "|" } else { ";" })
        }
        Value::Object(items) => {
            let items: Vec<String> =
                items.iter().map(|(name, item)| format!("{name}={}", cell(item, depth + 1))).collect();
            items.join("|")
        }
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::EventRow;

    #[test]
    fn lists_stand_in_one_cell() {
        let row = EventRow {
            id: "e".to_string(),
            title: Some("One, \"two\"\nthree".to_string()),
            contexts: vec!["military".to_string(), "a|b".to_string()],
            source_countries: vec![Some("FRA".to_string()), None],
            source_sectors: vec![vec!["GOV".to_string(), "MIL".to_string()], vec![]],
            goldstein: Some(-2.0),
            ..EventRow::default()
        };
        let text = csv_header::<EventRow>() + &csv_row(&row);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().expect("a header").clone();
        let cells = reader.records().next().expect("a row").expect("a good row");
        let cell = |name: &str| cells.get(header.iter().position(|column| column == name).expect("a column"));
        assert_eq!(cell("title"), Some("One, \"two\"\nthree"));
        assert_eq!(cell("contexts"), Some("military|a\\|b"));
        assert_eq!(cell("source_countries"), Some("FRA|"));
        assert_eq!(cell("source_sectors"), Some("GOV;MIL|"));
        assert_eq!(cell("goldstein"), Some("-2.0"));
        assert_eq!(cell("url"), Some(""));
    }

    #[test]
    fn a_line_ends_with_its_line_end() {
        assert_eq!(json_line(&["a\nb"]), "[\"a\\nb\"]\n");
    }
}
