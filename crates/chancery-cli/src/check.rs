//! `chancery check`: what is wrong with files of actors and rules.

use crate::args::CheckArgs;
use crate::documents::data_of;
use crate::inputs::{Input, inputs, reason};
use crate::output::print;
use crate::report::line;
use anyhow::Result;
use chancery::{Data, Finding, Weight};
use std::io::Read;
use std::process::ExitCode;

/// Checks every file; the exit code is 1 where something is wrong.
pub fn run(args: &CheckArgs) -> Result<ExitCode> {
    let data = data_of(args.data.as_deref())?;
    let (mut n_files, mut n_errors, mut n_warnings, mut n_unread) = (0, 0, 0, 0);
    for input in inputs(args.files.clone()) {
        match input.and_then(|input| findings(input, &data)) {
            Err(message) => {
                n_unread += 1;
                line(&message);
            }
            Ok(findings) => {
                n_files += 1;
                n_errors += findings.iter().filter(|finding| finding.weight == Weight::Error).count();
                n_warnings += findings.iter().filter(|finding| finding.weight == Weight::Warning).count();
                let shown = findings.iter().filter(|finding| finding.weight == Weight::Error || !args.quiet);
                print(&shown.map(|finding| format!("{finding}\n")).collect::<String>())?;
            }
        }
    }
    let of = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    line(&format!("{} in {}, {}", of(n_errors, "error"), of(n_files, "file"), of(n_warnings, "warning")));
    Ok(if n_errors + n_unread == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn findings(mut input: Input, data: &Data) -> Result<Vec<Finding>, String> {
    let mut bytes = Vec::new();
    input.reader.read_to_end(&mut bytes).map_err(|error| format!("{}: {}", input.name, reason(&error)))?;
    let text = chancery::decoded(bytes);
    data.check(&input.name, &text).map_err(|error| error.to_string())
}
