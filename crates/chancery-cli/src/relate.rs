//! `chancery relate`: what one actor does to another in a sentence.

use crate::args::LineArgs;
use crate::batches::{self, Made};
use crate::documents::engine;
use crate::report::Outcome;
use crate::resolve::{ObjectLine, objects};
use anyhow::Result;
use chancery::records::json_line;
use chancery::{Offsets, Span};
use serde_json::Value;

/// Relates the two sides of every line.
pub fn run(args: &LineArgs) -> Result<Outcome> {
    let (engine, _) = engine(&args.common, &args.actors)?;
    batches::run(&args.common, "", objects(args), |mut line: ObjectLine| {
        let text = line.string("text")?.ok_or_else(|| line.at.error("no \"text\""))?;
        let (source, target) = (span(&line, "source", &text)?, span(&line, "target", &text)?);
        let date = line.date()?;
        let answer = engine.relate(&text, source, target, date);
        if let Ok(Value::Object(answer)) = serde_json::to_value(answer) {
            line.object.extend(answer);
        }
        Ok(Made::from(json_line(&line.object)))
    })
}

/// A range of code points of the text, as its address.
fn span(line: &ObjectLine, field: &str, text: &str) -> Result<Span, String> {
    let wrong = |why: &str| line.at.error(format_args!("\"{field}\" {why}"));
    let range = line.object.get(field).ok_or_else(|| wrong("is missing: give it as [start, end]"))?;
    let numbers: Vec<Option<u64>> = range.as_array().into_iter().flatten().map(Value::as_u64).collect();
    let [Some(start), Some(end)] = numbers[..] else {
        return Err(wrong("is no range: give it as [start, end], in code points"));
    };
    let offsets = Offsets::new(text);
    let n_code_points = offsets.code_point(text.len()) as u64;
    if start >= end || end > n_code_points {
        return Err(wrong(&format!("is no range of a text of {n_code_points} code points")));
    }
    Ok(Span::new(offsets.byte(start as usize), offsets.byte(end as usize)))
}
