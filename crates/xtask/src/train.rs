//! `cargo xtask train`: the syntax weights and the card that says what they are.

use anyhow::{Context, Result, bail};
use chancery_syntax::Parser;
use chancery_syntax::train::{Gold, Scores, read_treebank, score, train};
use flate2::read::GzDecoder;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Read;
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
    /// Where the weights go.
    #[arg(long, default_value = "crates/chancery-data/blobs/syntax-en.bin")]
    out: PathBuf,
    /// Where the card goes.
    #[arg(long, default_value = "data/weights/syntax-en.md")]
    card: PathBuf,
}

/// Name and licence of the treebanks that we know, by the start of their files' names.
const LICENCES: &[(&str, &str, &str)] = &[
    ("en_ewt", "UD English EWT", "CC BY-SA 4.0"),
    (
        "en_gum",
        "UD English GUM",
        "texts CC BY, CC BY-SA or public domain as its licence note says of each genre; the treebank as a whole is marked CC BY-NC-SA",
    ),
];

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
    tell(&format!("{} sentences to learn from", sentences.len()));
    let bytes = train(&sentences, options.seed, &mut |step| tell(&format!("learning: {step}")))?;
    let parser = Parser::from_bytes(&bytes)?;
    let card = card(options, &bytes, &parser, &train_banks, &dev_banks);
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
    let mut banks = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("reading the folder {}", folder.display()))? {
        let path = entry.with_context(|| format!("reading the folder {}", folder.display()))?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let plain = file.strip_suffix(".gz").unwrap_or(&file);
        let Some(name) = plain.strip_suffix(".conllu").and_then(|stem| stem.strip_suffix(&format!("-{part}"))) else {
            continue;
        };
        let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        let mut text = String::new();
        if plain.len() < file.len() {
            GzDecoder::new(&bytes[..])
                .read_to_string(&mut text)
                .with_context(|| format!("reading {}", path.display()))?;
        } else {
            text = String::from_utf8(bytes).with_context(|| format!("reading {}", path.display()))?;
        }
        banks.push(Bank { name: name.to_string(), sentences: read_treebank(&text) });
    }
    banks.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(banks)
}

/// The genre that a sentence's identifier names: `GUM_news_…`, `weblog-…`.
fn genre(gold: &Gold) -> &str {
    let id = gold.sent_id.strip_prefix("GUM_").unwrap_or(&gold.sent_id);
    id.split(['_', '-']).next().unwrap_or(id)
}

/// What the weights are, for people.
fn card(options: &Options, bytes: &[u8], parser: &Parser, train_banks: &[Bank], dev_banks: &[Bank]) -> String {
    let mut card = String::from(
        "# Weights of the syntax room, English\n\n\
         Averaged perceptrons for part-of-speech tags and for the moves of a greedy arc-hybrid parser, and rules for lemmas.\n\
         Weights are whole numbers, so that every machine gives the same parses.\n\n",
    );
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(
        card,
        "| | |\n|---|---|\n| file | `{}` |\n| size | {} bytes |\n| BLAKE3 | `{}` |\n| command | `cargo xtask train --ud <folder of treebanks> --seed {}` |\n| seed | {} |\n",
        options.out.file_name().unwrap_or_default().to_string_lossy(),
        bytes.len(),
        blake3::hash(bytes).to_hex(),
        options.seed,
        options.seed,
    );
    card.push_str("## Trained on\n\n| treebank | genre | sentences | words | licence |\n|---|---|---|---|---|\n");
    for bank in train_banks {
        let known = LICENCES.iter().find(|(start, _, _)| bank.name == *start);
        let (name, licence) = known.map_or((bank.name.as_str(), "not stated"), |(_, name, licence)| (name, licence));
        let mut genres: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for gold in &bank.sentences {
            let counts = genres.entry(genre(gold)).or_default();
            counts.0 += 1;
            counts.1 += gold.len();
        }
        for (genre, (sentences, words)) in genres {
            let _ = writeln!(card, "| {name} | {genre} | {sentences} | {words} | {licence} |");
        }
    }
    card.push_str(
        "\n## Scores on the dev sets\n\nWords given; percent of words.\nLAS leaves subtypes of relations aside.\nThe dev sets were not trained on; on them was chosen how rare a feature may be to be kept.\n\n\
         | set | words | UPOS | XPOS | lemma | UAS | LAS |\n|---|---|---|---|---|---|---|\n",
    );
    for bank in dev_banks {
        row(&mut card, &bank.name, score(parser, &bank.sentences, |_| true));
        let news = score(parser, &bank.sentences, |gold| genre(gold) == "news");
        if news.words > 0 {
            row(&mut card, &format!("{}, news alone", bank.name), news);
        }
    }
    card
}

fn row(card: &mut String, name: &str, scores: Scores) {
    let _ = write!(card, "| {name} | {} |", scores.words);
    for count in [scores.upos, scores.xpos, scores.lemma, scores.uas, scores.las] {
        let _ = write!(card, " {:.2} |", 100.0 * count as f64 / scores.words.max(1) as f64);
    }
    card.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn genres_are_read_from_identifiers() {
        let gold = |id: &str| {
            let conllu = format!("# sent_id = {id}\n1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n");
            read_treebank(&conllu).remove(0)
        };
        assert_eq!(genre(&gold("GUM_news_votes-3")), "news");
        assert_eq!(genre(&gold("weblog-example.org_2004-0001")), "weblog");
    }
}
