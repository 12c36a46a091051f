//! Dated offices from a dump of Wikidata: who held which position from when to when.
//!
//! A dump is one large array of JSON with an entity on each line, and is read twice: first come the holders (P39 with
//! its days P580 and P582) and the codes of states (P298), then the positions that somebody held. Only what is needed
//! is kept, so that memory follows the number of holders and not the size of the dump.

use crate::data::Data;
use crate::error::Error;
use chancery_coding::Coder;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Organisations of states by their Wikidata ids, with PLOVER's codes.
const BODIES: [(&str, &str); 13] = [
    ("Q1065", "UNO"),
    ("Q458", "EUR"),
    ("Q7159", "IGO"),
    ("Q7164", "IGO"),
    ("Q7172", "IGO"),
    ("Q7184", "IGO"),
    ("Q7768", "IGO"),
    ("Q7795", "IGO"),
    ("Q7804", "IGO"),
    ("Q7817", "UNO"),
    ("Q7825", "IGO"),
    ("Q8908", "IGO"),
    ("Q81299", "IGO"),
];

/// The header of the table that is written.
const HEADER: &str = "name\taliases\tkind\tcountry\tsectors\trole\tfrom\tto\twikidata\tnote\n";

/// One time of one person in one position.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Tenure {
    position: String,
    from: String,
    to: String,
    /// The end is that of the holder's life.
    until_death: bool,
}

/// Somebody who held a position.
#[derive(Debug, Clone)]
struct Holder {
    name: String,
    aliases: Vec<String>,
    citizenships: Vec<String>,
    tenures: Vec<Tenure>,
}

/// A position that somebody held.
#[derive(Debug, Clone)]
struct Position {
    title: String,
    /// Where it belongs: jurisdictions first, then the state it is of.
    places: Vec<String>,
}

/// What was passed over, and why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PassedOver {
    /// Tenures that have no first day, or an end of which no day is known.
    pub undated: usize,
    /// Tenures that ended before the time asked for.
    pub too_old: usize,
    /// Tenures whose position has no English title in the dump, or one whose words tell no sector.
    pub untitled: usize,
    /// Tenures of no known state or body.
    pub stateless: usize,
}

/// Gathers dated offices from the lines of a dump.
pub struct OfficeImport {
    coder: Coder,
    /// The first day that matters, `2000-01-01`; tenures that ended before it are passed over.
    since: String,
    holders: BTreeMap<String, Holder>,
    positions: BTreeMap<String, Position>,
    wanted: BTreeSet<String>,
    states: BTreeMap<String, String>,
    passed_over: PassedOver,
}

impl OfficeImport {
    /// An import that knows the role nouns and states of these data.
    ///
    /// # Errors
    ///
    /// When the dictionaries cannot be read.
    pub fn new(data: &Data, since: &str) -> Result<OfficeImport, Error> {
        let mut states: BTreeMap<String, String> = BTreeMap::new();
        states.extend(BODIES.iter().map(|(id, code)| (id.to_string(), code.to_string())));
        Ok(OfficeImport {
            coder: data.coder()?,
            since: since.to_string(),
            holders: BTreeMap::new(),
            positions: BTreeMap::new(),
            wanted: BTreeSet::new(),
            states,
            passed_over: PassedOver::default(),
        })
    }

    /// Takes a line in the first reading: holders of positions, and states.
    ///
    /// # Errors
    ///
    /// When the line is no entity; the message says why.
    pub fn take_holder(&mut self, line: &str) -> Result<(), String> {
        let Some(line) = entity_line(line)? else { return Ok(()) };
        // Most entities are neither, and are not worth reading.
        if !line.contains("\"P39\"") && !line.contains("\"P298\"") {
            return Ok(());
        }
        let entity = parse(line)?;
        let id = id(&entity)?;
        if let Some(code) = values(&entity, "P298").filter_map(Value::as_str).find(|code| self.coder.is_state(code)) {
            self.states.insert(id.clone(), code.to_string());
        }
        let mut tenures = Vec::new();
        let death = values(&entity, "P570").find_map(written);
        for statement in statements(&entity, "P39") {
            let Some(position) = value(statement.get("mainsnak")).and_then(item) else { continue };
            match self.tenure(statement, &position, death.as_deref()) {
                Ok(tenure) => tenures.push(tenure),
                Err(count) => *count += 1,
            }
        }
        let Some(name) = label(&entity).filter(|_| !tenures.is_empty()) else { return Ok(()) };
        self.wanted.extend(tenures.iter().map(|tenure| tenure.position.clone()));
        let citizenships = values(&entity, "P27").filter_map(item).collect();
        self.holders.insert(id, Holder { aliases: aliases(&entity, &name), name, citizenships, tenures });
        Ok(())
    }

    fn tenure(&mut self, statement: &Value, position: &str, death: Option<&str>) -> Result<Tenure, &mut usize> {
        let day = |property: &str| {
            let snak = statement.get("qualifiers").and_then(|all| all.get(property)).and_then(|all| all.get(0));
            (snak.is_some_and(|snak| snak["snaktype"] == "somevalue"), value(snak).and_then(written))
        };
        let ((_, from), (ended, to)) = (day("P580"), day("P582"));
        let (Some(from), false) = (from, ended && to.is_none()) else { return Err(&mut self.passed_over.undated) };
        let until_death = to.is_none() && death.is_some_and(|death| *death >= *from);
        let to = to.or_else(|| death.filter(|_| until_death).map(str::to_string)).unwrap_or_default();
        // A year alone sorts before its days: `2000` has not ended before 2000-01-01.
        if !to.is_empty() && to.as_str() < &self.since[..to.len().min(self.since.len())] {
            return Err(&mut self.passed_over.too_old);
        }
        Ok(Tenure { position: position.to_string(), from, to, until_death })
    }

    /// Takes a line in the second reading: positions that somebody held.
    ///
    /// # Errors
    ///
    /// When the line is no entity; the message says why.
    pub fn take_position(&mut self, line: &str) -> Result<(), String> {
        let Some(line) = entity_line(line)? else { return Ok(()) };
        let early = line.split_once("\"id\":\"").and_then(|(_, rest)| rest.split('"').next());
        if early.is_some_and(|id| id.starts_with('Q') && !self.wanted.contains(id)) {
            return Ok(());
        }
        let entity = parse(line)?;
        let id = id(&entity)?;
        if let Some(title) = label(&entity).filter(|_| self.wanted.contains(&id)) {
            let places = ["P1001", "P17"].into_iter().flat_map(|property| values(&entity, property)).filter_map(item);
            self.positions.insert(id, Position { title, places: places.collect() });
        }
        Ok(())
    }

    /// Holders found so far.
    pub fn n_holders(&self) -> usize {
        self.holders.len()
    }

    /// The table, an actor file, sorted by name; with the number of its rows and what was passed over.
    pub fn table(mut self) -> (String, usize, PassedOver) {
        let mut rows = BTreeSet::new();
        for (id, holder) in std::mem::take(&mut self.holders) {
            for tenure in &holder.tenures {
                if let Some(row) = self.row(&id, &holder, tenure) {
                    rows.insert(row);
                }
            }
        }
        let mut out = String::from(
            "# Offices from a dump of Wikidata (CC0), written by `chancery actors import`.\n# Dates known to the month or year only are written so. An empty to means in office, as far as the dump knows.\n",
        );
        out.push_str(HEADER);
        out.extend(rows.iter().map(String::as_str));
        (out, rows.len(), self.passed_over)
    }

    fn row(&mut self, id: &str, holder: &Holder, tenure: &Tenure) -> Option<String> {
        let known = |id: &String| self.states.get(id).cloned();
        let position = self.positions.get(&tenure.position);
        let of_position = position.and_then(|position| position.places.iter().find_map(known));
        let of_holder = || if let [only] = &holder.citizenships[..] { known(only) } else { None };
        let note = match (&of_position, tenure.until_death) {
            (None, _) => "state of the holder",
            (Some(_), true) => "until death",
            (Some(_), false) => "",
        };
        let country = of_position.clone().or_else(of_holder);
        let title = position.and_then(|position| self.coder.title(&position.title, country.as_deref()));
        let Some((role, sectors)) = title else {
            self.passed_over.untitled += 1;
            return None;
        };
        let Some(country) = country else {
            self.passed_over.stateless += 1;
            return None;
        };
        let sectors: Vec<&str> = sectors.iter().map(|sector| sector.as_str()).collect();
        let cells = [
            cell(&holder.name),
            holder.aliases.iter().map(|alias| cell(alias)).collect::<Vec<_>>().join("|"),
            "person".to_string(),
            country,
            sectors.join("|"),
            cell(&role),
            tenure.from.clone(),
            tenure.to.clone(),
            id.to_string(),
            note.to_string(),
        ];
        Some(format!("{}\n", cells.join("\t")))
    }
}

/// The entity of a line without the comma at its end; nothing for the brackets of the array.
fn entity_line(line: &str) -> Result<Option<&str>, String> {
    let line = line.trim().trim_end_matches(',').trim_end();
    if matches!(line, "" | "[" | "]") {
        return Ok(None);
    }
    if line.starts_with('{') && line.ends_with('}') {
        Ok(Some(line))
    } else {
        Err("no entity: it is no JSON object".to_string())
    }
}

fn parse(line: &str) -> Result<Value, String> {
    serde_json::from_str(line).map_err(|error| {
        let said = error.to_string();
        format!("no entity: {} at column {}", said.split(" at line ").next().unwrap_or_default(), error.column())
    })
}

fn id(entity: &Value) -> Result<String, String> {
    entity["id"].as_str().map(str::to_string).ok_or_else(|| "no entity: it has no id".to_string())
}

/// The English name of an entity; the one for all languages where English has none of its own.
fn label(entity: &Value) -> Option<String> {
    let labels = &entity["labels"];
    ["en", "mul", "en-gb", "en-ca"].iter().find_map(|language| labels[language]["value"].as_str()).map(str::to_string)
}

/// Other English names of at least two words; a name of one word means too many.
fn aliases(entity: &Value, name: &str) -> Vec<String> {
    let all = entity["aliases"]["en"].as_array().into_iter().flatten().filter_map(|alias| alias["value"].as_str());
    let kept: BTreeSet<&str> = all.filter(|alias| alias.contains(' ') && *alias != name && alias.len() < 60).collect();
    kept.into_iter().take(8).map(str::to_string).collect()
}

/// The statements of a property that nobody has withdrawn.
fn statements<'a>(entity: &'a Value, property: &str) -> impl Iterator<Item = &'a Value> {
    let all = entity["claims"].get(property).and_then(Value::as_array);
    all.into_iter().flatten().filter(|statement| statement["rank"] != "deprecated")
}

fn values<'a>(entity: &'a Value, property: &str) -> impl Iterator<Item = &'a Value> {
    statements(entity, property).filter_map(|statement| value(statement.get("mainsnak")))
}

fn value(snak: Option<&Value>) -> Option<&Value> {
    snak?.get("datavalue")?.get("value")
}

fn item(value: &Value) -> Option<String> {
    value.get("id").and_then(Value::as_str).map(str::to_string)
}

/// A day as precise as it is known: `2010-05-11`, `2010-05` or `2010`; nothing for less, and for days before our era.
fn written(value: &Value) -> Option<String> {
    let day = value.get("time")?.as_str()?.strip_prefix('+')?.get(..10)?;
    let length = match value.get("precision")?.as_u64()? {
        11.. => 10,
        10 => 7,
        9 => 4,
        _ => return None,
    };
    let plain = day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    day.get(..length).filter(|_| plain).map(str::to_string)
}

/// A text that a cell of a table can hold.
fn cell(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || c == '|' { ' ' } else { c }).collect::<String>().trim().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_as_precise_as_they_are_known() {
        let day = |time: &str, precision: u8| written(&serde_json::json!({"time": time, "precision": precision}));
        assert_eq!(day("+2010-05-11T00:00:00Z", 11).as_deref(), Some("2010-05-11"));
        assert_eq!(day("+2010-05-00T00:00:00Z", 10).as_deref(), Some("2010-05"));
        assert_eq!(day("+2010-00-00T00:00:00Z", 9).as_deref(), Some("2010"));
        assert_eq!(day("+2010-00-00T00:00:00Z", 8), None);
        assert_eq!(day("-0044-03-15T00:00:00Z", 11), None);
        assert_eq!(day("+é", 11), None);
    }

    #[test]
    fn a_line_is_an_entity_or_a_bracket_or_wrong() {
        assert_eq!(entity_line("[\n"), Ok(None));
        assert_eq!(entity_line("{\"id\":\"Q1\"},\n"), Ok(Some("{\"id\":\"Q1\"}")));
        assert!(entity_line("oops").is_err());
    }
}
