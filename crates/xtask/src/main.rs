//! Chores: train, compile the gazetteer, tidy, evaluate.

#![allow(clippy::print_stdout)]

mod treebanks;
mod bench;
mod coverage;
mod coreference;
mod eval;
mod gazetteer;
mod tenures;
mod tidy;
mod train;

use anyhow::{Result, bail};
use clap::{Parser, Subcommand};
use std::path::Path;

/// Chores of the Chancery repository.
#[derive(Debug, Parser)]
#[command(name = "xtask")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

/// One chore each.
#[derive(Debug, Subcommand)]
enum Chore {
    /// Train the syntax weights from treebanks and write their card.
    Train(train::Options),
    /// Compile the gazetteer from GeoNames' tables.
    Gazetteer(gazetteer::Options),
    /// Hold the documents to the tree: paths, crate edges, module order, data sources.
    Tidy,
    /// How much of what is said between actors the lexicon knows, and how often it codes where nothing happens.
    #[command(after_help = COVERAGE_HELP)]
    Coverage(coverage::Options),
    /// Score the binary against the floors in eval/floors.toml.
    Eval(eval::Options),
    /// B³ of the chains of mentions against GUM's annotation.
    Coreference(coreference::Options),
    /// The error rate of dated offices drawn at random.
    Tenures(tenures::Options),
    /// Words a second of the syntax room, beside UDPipe's.
    Bench(bench::Options),
}

const COVERAGE_HELP: &str = "Examples:\n  cargo xtask coverage --news ../shared/data/news ../shared/data/quotes\n  cargo xtask coverage --calm ../shared/data/ud/en_gum-dev.conllu";

fn main() -> Result<()> {
    match Arguments::parse().chore {
        Chore::Train(options) => train::run(&options),
        Chore::Gazetteer(options) => gazetteer::run(&options),
        Chore::Tidy => {
            let complaints = tidy::complaints(Path::new("."))?;
            for complaint in &complaints {
                println!("{complaint}");
            }
            if complaints.is_empty() { Ok(()) } else { bail!("{} things to put right", complaints.len()) }
        }
        Chore::Coverage(options) => coverage::run(&options),
        Chore::Eval(options) => eval::run(&options),
        Chore::Coreference(options) => coreference::run(&options),
        Chore::Tenures(options) => tenures::run(&options),
        Chore::Bench(options) => bench::run(&options),
    }
}
