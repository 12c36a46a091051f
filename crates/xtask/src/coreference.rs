//! How well chains of mentions follow persons, organisations and places: B³ against GUM's `Entity` annotation.
//!
//! Each document of the treebank is coded from its plain text. A mention of ours and one of the annotation are the same
//! where ours lies within the annotated phrase and holds its head word. Mentions that the annotation has under another
//! type (events, things, times) are left out on both sides, and so are adjectives of nationality, which it does not
//! have; a mention that the annotation lacks altogether counts as wrong.

mod gold;

use anyhow::{Context, Result, bail};
use clap::Args;
use gold::Document;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Types of the annotation that are compared.
const TYPES: [&str; 3] = ["person", "organization", "place"];

/// Where the binary and the treebank are.
#[derive(Debug, Args)]
pub struct Options {
    /// The folder that holds `data/ud/en_gum-dev.conllu`.
    #[arg(long, default_value = "../shared")]
    shared: PathBuf,
    /// The binary to score.
    #[arg(long, default_value = "target/release/chancery")]
    bin: PathBuf,
    /// Print for each document what was tied wrongly.
    #[arg(long)]
    show: bool,
}

/// A mention of ours: its range and its actor.
#[derive(Debug, Clone)]
pub struct Ours {
    start: usize,
    end: usize,
    actor: u64,
    text: String,
}

/// Prints the figures of every document and of all.
///
/// # Errors
///
/// When the binary cannot be run, or the treebank is damaged.
pub fn run(options: &Options) -> Result<()> {
    let path = options.shared.join("data/ud/en_gum-dev.conllu");
    if !path.is_file() {
        println!("skipped: coreference ({} is not there)", path.display());
        return Ok(());
    }
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let documents = gold::documents(&text)?;
    let coded = code(options, &documents)?;
    let mut all = Sums::default();
    let mut news = Sums::default();
    println!(
        "{:32} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6}",
        "", "ment.P", "ment.R", "ment.F", "B3.P", "B3.R", "B3.F", "tied.F", "gold"
    );
    for (document, dossier) in documents.iter().zip(&coded) {
        let ours = mentions(document, dossier)?;
        let sums = compare(document, &ours, options.show);
        sums.print(&document.name);
        all.add(&sums);
        if document.name.contains("_news_") {
            news.add(&sums);
        }
    }
    news.print("news");
    all.print("all");
    Ok(())
}

/// The dossiers of the documents, in order.
fn code(options: &Options, documents: &[Document]) -> Result<Vec<Value>> {
    let lines: String =
        documents.iter().map(|document| format!("{}\n", json!({"id": document.name, "text": document.text}))).collect();
    let mut child = Command::new(&options.bin)
        .args(["code", "--format", "json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {}", options.bin.display()))?;
    let mut stdin = child.stdin.take().context("a pipe to the binary")?;
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = child.wait_with_output()?;
    writer.join().map_err(|_| anyhow::anyhow!("the documents could not be written"))??;
    let dossiers: Vec<Value> =
        String::from_utf8(output.stdout)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    if dossiers.len() != documents.len() {
        bail!("{} dossiers of {} documents", dossiers.len(), documents.len());
    }
    Ok(dossiers)
}

/// The mentions of a dossier that stand for an actor.
fn mentions(document: &Document, dossier: &Value) -> Result<Vec<Ours>> {
    let mut out = Vec::new();
    for mention in dossier["mentions"].as_array().context("a dossier has mentions")? {
        let Some(actor) = mention["actor"].as_u64() else { continue };
        let at = |field: &str| mention[field].as_u64().map(|at| at as usize).context("a mention has a range");
        let (start, end) = (at("start")?, at("end")?);
        if !document.is_adjective(start, end) {
            out.push(Ours { start, end, actor, text: mention["text"].as_str().unwrap_or_default().to_string() });
        }
    }
    Ok(out)
}

/// What is added up to the figures.
#[derive(Debug, Default, Clone, PartialEq)]
struct Sums {
    matched: f64,
    ours: f64,
    gold: f64,
    precision: f64,
    recall: f64,
    tied_precision: f64,
    tied_recall: f64,
}

impl Sums {
    fn add(&mut self, other: &Sums) {
        self.matched += other.matched;
        self.ours += other.ours;
        self.gold += other.gold;
        self.precision += other.precision;
        self.recall += other.recall;
        self.tied_precision += other.tied_precision;
        self.tied_recall += other.tied_recall;
    }

    fn print(&self, name: &str) {
        let share = |part: f64, whole: f64| if whole == 0.0 { 0.0 } else { 100.0 * part / whole };
        let f1 = |p: f64, r: f64| if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
        let found = (share(self.matched, self.ours), share(self.matched, self.gold));
        let cubed = (share(self.precision, self.ours), share(self.recall, self.gold));
        let tied = (share(self.tied_precision, self.matched), share(self.tied_recall, self.matched));
        println!(
            "{name:32} {:6.1} {:6.1} {:6.1} {:6.1} {:6.1} {:6.1} {:6.1} {:6.0}",
            found.0,
            found.1,
            f1(found.0, found.1),
            cubed.0,
            cubed.1,
            f1(cubed.0, cubed.1),
            f1(tied.0, tied.1),
            self.gold
        );
    }
}

/// B³ of one document: over all mentions, and over those alone that both have.
fn compare(document: &Document, ours: &[Ours], show: bool) -> Sums {
    let matches: Vec<Option<usize>> = ours.iter().map(|ours| document.same_mention(ours.start, ours.end)).collect();
    let in_scope = |index: usize| TYPES.contains(&document.mentions[index].kind.as_str());
    let mut entity_of: BTreeMap<usize, u64> = BTreeMap::new();
    let mut kept: Vec<(&Ours, Option<usize>)> = Vec::new();
    for (ours, found) in ours.iter().zip(&matches) {
        match found {
            Some(index) if !in_scope(*index) => {}
            // Two mentions of ours may hold one head ("President Ada Berg"): the first counts.
            Some(index) if entity_of.contains_key(index) => {}
            Some(index) => {
                entity_of.insert(*index, ours.actor);
                kept.push((ours, Some(*index)));
            }
            None => kept.push((ours, None)),
        }
    }
    let gold: Vec<usize> = (0..document.mentions.len()).filter(|index| in_scope(*index)).collect();
    let entity = |index: usize| document.mentions[index].entity.as_str();
    let mut sums = Sums { ours: kept.len() as f64, gold: gold.len() as f64, ..Sums::default() };
    for (mention, found) in &kept {
        let Some(index) = found else {
            if show {
                println!("    not there: {}", mention.text);
            }
            continue;
        };
        let mine: Vec<Option<usize>> =
            kept.iter().filter(|(other, _)| other.actor == mention.actor).map(|(_, found)| *found).collect();
        let mine_matched = mine.iter().flatten().count();
        let theirs = gold.iter().filter(|other| entity(**other) == entity(*index)).count();
        let theirs_matched =
            gold.iter().filter(|other| entity(**other) == entity(*index) && entity_of.contains_key(other)).count();
        let both = mine.iter().flatten().filter(|other| entity(**other) == entity(*index)).count();
        sums.matched += 1.0;
        sums.precision += both as f64 / mine.len() as f64;
        sums.recall += both as f64 / theirs as f64;
        sums.tied_precision += both as f64 / mine_matched as f64;
        sums.tied_recall += both as f64 / theirs_matched as f64;
        if show && (both < mine_matched || both < theirs_matched) {
            println!("    tied wrongly: {} (actor {}, entity {})", mention.text, mention.actor, entity(*index));
        }
    }
    if show {
        for index in gold.iter().filter(|index| !entity_of.contains_key(index)) {
            let mention = &document.mentions[*index];
            println!("    not found: {} ({}, entity {})", document.words(mention), mention.kind, mention.entity);
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "\
# newdoc id = d
# newpar
1\tAda\tAda\tPROPN\t_\t_\t2\tnsubj\t_\tEntity=(1-person-new-s-cf1-1,2-coref
2\tBerg\tBerg\tPROPN\t_\t_\t0\troot\t_\tEntity=1)
3\tsaw\tsee\tVERB\t_\t_\t2\tdep\t_\t_
4\therself\therself\tPRON\t_\t_\t3\tobj\t_\tSpaceAfter=No|Entity=(1-person-giv-s-cf1-1-ana)
5\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

1\tOslo\tOslo\tPROPN\t_\t_\t0\troot\t_\tEntity=(2-place-new-s-cf1-1-sgl)

";

    fn ours(start: usize, end: usize, actor: u64) -> Ours {
        Ours { start, end, actor, text: String::new() }
    }

    #[test]
    fn chains_are_compared_mention_by_mention() {
        let documents = gold::documents(DOCUMENT).expect("a good treebank");
        assert_eq!(documents[0].text, "Ada Berg saw herself. Oslo ");
        let right = compare(&documents[0], &[ours(0, 8, 0), ours(13, 20, 0), ours(22, 26, 1)], false);
        assert_eq!((right.matched, right.precision, right.recall), (3.0, 3.0, 3.0));
        let split = compare(&documents[0], &[ours(4, 8, 0), ours(13, 20, 2), ours(9, 12, 3)], false);
        assert_eq!((split.matched, split.ours, split.precision, split.recall), (2.0, 3.0, 2.0, 1.0));
        let joined = compare(&documents[0], &[ours(0, 8, 0), ours(22, 26, 0)], false);
        assert_eq!((joined.precision, joined.tied_recall), (1.0, 2.0));
    }
}
