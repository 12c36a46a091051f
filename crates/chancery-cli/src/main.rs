//! Door: the command line.

mod args;
mod report;
mod inputs;
mod lines;
mod output;
mod batches;
mod documents;
mod read;
mod parse;
mod resolve;
mod relate;
mod code;
mod explain;
mod quotes;
mod check;
mod import;

use anyhow::Result;
use args::{ActorsCommand, Args, Command};
use clap::Parser;
use report::Outcome;
use std::process::ExitCode;

fn main() -> ExitCode {
    batches::quiet_panics();
    let result = match Args::parse().command {
        Command::Check(args) => return ended(check::run(&args)),
        Command::Actors(ActorsCommand::Import(args)) => import::run(&args),
        Command::Read(args) => read::run(&args),
        Command::Parse(args) => parse::run(&args),
        Command::Resolve(args) => resolve::run(&args),
        Command::Relate(args) => relate::run(&args),
        Command::Code(args) => code::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Quotes(args) => quotes::run(&args),
    };
    ended(result.map(Outcome::exit_code))
}

/// The exit code of a command; what went wrong is told.
fn ended(result: Result<ExitCode>) -> ExitCode {
    match result {
        Ok(code) => code,
        // Whoever reads our output has seen enough (`chancery code … | head`): that is no failure.
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            report::line(&format!("chancery: {error:#}"));
            ExitCode::FAILURE
        }
    }
}
