//! `chancery resolve`: who a phrase names.

use crate::args::LineArgs;
use crate::batches::{self, Document, Made};
use crate::documents::engine;
use crate::inputs::inputs;
use crate::lines::{Lines, NumberedLine};
use crate::report::Outcome;
use anyhow::Result;
use chancery::Moment;
use chancery::records::json_line;
use serde_json::{Map, Value};

/// Resolves every line.
pub fn run(args: &LineArgs) -> Result<Outcome> {
    let (engine, _) = engine(&args.common, &args.actors)?;
    batches::run(&args.common, "", objects(args), |mut line: ObjectLine| {
        let text = line.string("text")?.ok_or_else(|| line.at.error("no \"text\""))?;
        let context = line.string("context")?;
        let date = line.date()?;
        let actor = engine.resolve(&text, context.as_deref(), date);
        line.object.insert("actor".to_string(), serde_json::to_value(actor).unwrap_or(Value::Null));
        Ok(Made::from(json_line(&line.object)))
    })
}

/// A line that holds a JSON object.
pub struct ObjectLine {
    /// Where it stands, and its words.
    pub at: NumberedLine,
    /// What it holds.
    pub object: Map<String, Value>,
}

impl Document for ObjectLine {
    fn place(&self) -> String {
        format!("{}:{}", self.at.name, self.at.number)
    }

    fn size(&self) -> usize {
        self.at.text.len()
    }
}

impl ObjectLine {
    /// A string; nothing where the field is missing or null.
    pub fn string(&self, field: &str) -> Result<Option<String>, String> {
        match self.object.get(field) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(self.at.error(format_args!("\"{field}\" is no string"))),
        }
    }

    /// The day that the words were written.
    pub fn date(&self) -> Result<Option<Moment>, String> {
        let Some(date) = self.string("date")? else { return Ok(None) };
        let bad = || self.at.error(format_args!("\"date\" is no date: give it as 2025-01-14"));
        Moment::parse(&date).map(Some).ok_or_else(bad)
    }
}

/// The lines of every input as JSON objects; blank lines are passed over.
pub fn objects(args: &LineArgs) -> impl Iterator<Item = Result<ObjectLine, String>> {
    inputs(args.common.inputs())
        .flat_map(|input| -> Box<dyn Iterator<Item = Result<NumberedLine, String>>> {
            match input {
                Ok(input) => Box::new(Lines::new(input)),
                Err(message) => Box::new(std::iter::once(Err(message))),
            }
        })
        .filter(|line| line.as_ref().map_or(true, |line| !line.text.trim().is_empty()))
        .map(|line| {
            let at = line?;
            match serde_json::from_str(&at.text) {
                Ok(object) => Ok(ObjectLine { at, object }),
                Err(error) => {
                    let said = error.to_string();
                    let said = said.split(" at line ").next().unwrap_or_default();
                    Err(at.error(format_args!("not a JSON object: {said} at column {}", error.column())))
                }
            }
        })
}
