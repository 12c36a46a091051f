//! `cargo xtask bench`: words a second of the syntax room beside UDPipe's, by turns in one run.

use crate::treebanks::{files_of, read_text};
use anyhow::{Context, Result, bail};
use chancery_syntax::train::{Gold, Scores, read_treebank, score};
use chancery_syntax::{Deprel, Parser, Upos, conllu, segment};
use std::fs;
use std::hint::black_box;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Instant;

/// What to read, with which weights, and how often.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Folder of treebanks, gzipped or not: the words of `*-dev.conllu` are read, `en_ewt-train.conllu` teaches UDPipe.
    #[arg(long)]
    ud: PathBuf,
    /// UDPipe's model; without it, one is trained for some minutes and kept under `target/bench`.
    #[arg(long)]
    udpipe_model: Option<PathBuf>,
    /// A plain text to read instead of the dev treebanks; nothing says then which tags and arcs are right.
    #[arg(long)]
    text: Option<PathBuf>,
    /// Our weights.
    #[arg(long, default_value = "crates/chancery-data/blobs/syntax-en.bin")]
    weights: PathBuf,
    /// Times that each side is timed.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
}

/// The script that runs UDPipe.
const SCRIPT: &str = "eval/udpipe_bench.py";
/// Where the model and the files between the two programs lie.
const FOLDER: &str = "target/bench";
/// Times that our weights are loaded.
const LOADS: usize = 9;
/// Words that a round reads, about: UDPipe takes seconds for them. Accuracy is counted on all.
const ROUND_WORDS: usize = 10_000;
/// Times that we read them in one round, so that our time too is long beside the steps in which systems count it.
const PASSES: usize = 5;
/// Times that the text is segmented in one round: once takes milliseconds.
const SEGMENTED: usize = 50;
/// The ways in which UDPipe parses, by the script's name and for people.
const UDPIPE_WAYS: [(&str, &str); 2] =
    [("beam", "UDPipe, words given, as it comes (beam of 5)"), ("greedy", "UDPipe, words given, greedy")];

/// Measures both sides and prints what was found.
///
/// # Errors
///
/// When a file cannot be read or written, or UDPipe, though installed, fails.
pub fn run(options: &Options) -> Result<()> {
    let material = Material::read(options)?;
    let words: usize = material.sentences.iter().map(Vec::len).sum();
    let step = (words / ROUND_WORDS).max(1);
    let part: Vec<&[String]> = material.sentences.iter().step_by(step).map(Vec::as_slice).collect();
    let part_words = part.iter().map(|forms| forms.len()).sum();
    println!("reading  {}: {} sentences, {words} words", material.name, material.sentences.len());
    let memory_before = memory("VmRSS:");
    let bytes = fs::read(&options.weights).with_context(|| format!("reading {}", options.weights.display()))?;
    let (parser, times) = load(&bytes)?;
    let least = times.iter().copied().fold(f64::INFINITY, f64::min);
    let size = bytes.len();
    let name = options.weights.display();
    println!("weights  {name}, {size} bytes, loaded in {:.1} ms (median; {least:.1} at best)", median(&times));
    drop(bytes);
    let mut udpipe = Udpipe::start(options, &material)?;
    // What is measured here for its accuracy also warms both sides up.
    let mut accuracy = vec![("Chancery", score(&parser, &material.gold, |_| true))];
    let mut ours = [
        Row::new("Chancery, words given", PASSES * part_words),
        Row::new("Chancery, text given: all steps", 0),
        Row::new("Chancery, text given: segment and tokenize", 0),
    ];
    let mut theirs = Vec::new();
    if let Some(udpipe) = &mut udpipe {
        for (way, name) in UDPIPE_WAYS {
            udpipe.time(way, 1)?;
            accuracy.push((name, udpipe.score(&material.gold)?));
            theirs.push(Row::new(name, part_words));
        }
    }
    for _ in 0..options.rounds {
        ours[0].spent.push(timed(|| (0..PASSES).for_each(|_| read_given(&parser, &part))).1);
        let (parses, spent) = timed(|| parser.parse(&material.text, &[]));
        ours[1].words = parses.iter().map(|parse| parse.len()).sum();
        ours[1].spent.push(spent);
        let count = || segment(&material.text, &[]).iter().map(|sentence| sentence.tokens.len()).sum::<usize>();
        let (segmented, spent) = timed(|| (0..SEGMENTED).map(|_| count()).sum());
        ours[2].words = segmented;
        ours[2].spent.push(spent);
        if let Some(udpipe) = &mut udpipe {
            for (row, (way, _)) in theirs.iter_mut().zip(UDPIPE_WAYS) {
                row.spent.push(udpipe.time(way, step)?);
            }
        }
    }
    print_speeds(&ours, &theirs, &format!("{} rounds of {part_words} given words", options.rounds));
    if !material.gold.is_empty() {
        print_accuracy(&accuracy);
        if udpipe.is_some() && options.udpipe_model.is_none() {
            println!(
                "  (UDPipe learnt for some minutes from a part of one treebank: a full model is more accurate, and slower)"
            );
        }
    }
    let since = memory_before.zip(memory("VmHWM:")).map(|(before, peak)| peak.saturating_sub(before));
    println!("\nmost memory held");
    println!("  Chancery  {} ({} of it since before the weights)", mebibytes(memory("VmHWM:")), mebibytes(since));
    if let Some(udpipe) = udpipe {
        println!("  UDPipe    {} (with Python)", mebibytes(udpipe.finish()?));
    }
    Ok(())
}

/// What both sides read.
struct Material {
    /// What it is, for people.
    name: String,
    /// The words that are given.
    sentences: Vec<Vec<String>>,
    /// The same sentences with their tags and trees, or none where they are not known.
    gold: Vec<Gold>,
    /// The text of the same sentences.
    text: String,
}

impl Material {
    fn read(options: &Options) -> Result<Material> {
        if let Some(path) = &options.text {
            let text = read_text(path)?;
            let sentences = segment(&text, &[])
                .iter()
                .map(|sentence| sentence.tokens.iter().map(|token| token.of(&text).to_string()).collect())
                .collect();
            return Ok(Material { name: path.display().to_string(), sentences, gold: Vec::new(), text });
        }
        let files = files_of(&options.ud, "-dev.conllu")?;
        if files.is_empty() {
            bail!("{}: no file ends in -dev.conllu or -dev.conllu.gz", options.ud.display());
        }
        let mut material =
            Material { name: String::new(), sentences: Vec::new(), gold: Vec::new(), text: String::new() };
        for path in &files {
            let treebank = read_text(path)?;
            material.gold.extend(read_treebank(&treebank));
            material.text.push_str(&conllu::read_document(&treebank).0.text);
            material.text.push_str("\n\n");
        }
        material.sentences = material.gold.iter().map(|gold| gold.forms.clone()).collect();
        let names: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
        material.name = names.join(", ");
        Ok(material)
    }

    /// One sentence a line, words apart by tabs.
    fn lines(&self) -> String {
        let clean = |form: &String| form.replace(['\t', '\n', '\r'], " ");
        self.sentences.iter().map(|forms| forms.iter().map(clean).collect::<Vec<_>>().join("\t") + "\n").collect()
    }
}

/// The parser, and the milliseconds by the wall that each of some loadings took.
fn load(bytes: &[u8]) -> Result<(Parser, Vec<f64>)> {
    let mut times = Vec::new();
    loop {
        let started = Instant::now();
        let parser = Parser::from_bytes(bytes)?;
        times.push(started.elapsed().as_secs_f64() * 1e3);
        if times.len() == LOADS {
            return Ok((parser, times));
        }
    }
}

/// Tags and parses every sentence, words given.
fn read_given(parser: &Parser, sentences: &[&[String]]) {
    for sentence in sentences {
        let forms: Vec<&str> = sentence.iter().map(String::as_str).collect();
        black_box(parser.analyse(&forms));
    }
}

/// Seconds that one reading took.
#[derive(Debug, Clone, Copy)]
struct Spent {
    /// By the clock on the wall.
    wall: f64,
    /// On the processor, which other programs do not lengthen; `None` where the system does not say.
    processor: Option<f64>,
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Spent) {
    let (started, before) = (Instant::now(), processor_seconds());
    let made = black_box(work());
    let wall = started.elapsed().as_secs_f64();
    (made, Spent { wall, processor: before.zip(processor_seconds()).map(|(before, after)| after - before) })
}

/// Seconds that this thread has been on a processor so far, where Linux says so.
fn processor_seconds() -> Option<f64> {
    let line = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    line.split_whitespace().next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e9)
}

/// A line of `/proc/self/status` in KiB, where there is one.
fn memory(line: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|found| found.strip_prefix(line)?.split_whitespace().next()?.parse().ok())
}

fn mebibytes(kibibytes: Option<u64>) -> String {
    kibibytes.map_or_else(|| "not known here".to_string(), |size| format!("{:.1} MiB", size as f64 / 1024.0))
}

/// One way of reading, and the time of each of its rounds.
struct Row {
    name: &'static str,
    words: usize,
    spent: Vec<Spent>,
}

impl Row {
    fn new(name: &'static str, words: usize) -> Row {
        Row { name, words, spent: Vec::new() }
    }

    /// Words a second of each round.
    fn rates(&self, seconds: impl Fn(&Spent) -> f64) -> Vec<f64> {
        self.spent.iter().map(|spent| self.words as f64 / seconds(spent)).collect()
    }
}

fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => f64::NAN,
        length if length % 2 == 0 => (sorted[middle - 1] + sorted[middle]) / 2.0,
        _ => sorted[middle],
    }
}

fn print_speeds(ours: &[Row], theirs: &[Row], rounds: &str) {
    let rows = || ours.iter().chain(theirs);
    let known = rows().flat_map(|row| &row.spent).all(|spent| spent.processor.is_some_and(|seconds| seconds > 0.0));
    let seconds = |spent: &Spent| spent.processor.filter(|_| known).unwrap_or(spent.wall);
    let clock = if known { "processor time" } else { "the clock on the wall" };
    println!("\nwords a second on one core, from memory, by {clock}\n({rounds}, all ways by turns)");
    println!("  {:46} {:>9} {:>9} {:>9} {:>14}", "", "min", "median", "max", "median by wall");
    for row in rows() {
        let rates = row.rates(seconds);
        let least = rates.iter().copied().fold(f64::INFINITY, f64::min);
        let most = rates.iter().copied().fold(0.0, f64::max);
        let wall = median(&row.rates(|spent| spent.wall));
        println!("  {:46} {least:9.0} {:9.0} {most:9.0} {wall:14.0}", row.name, median(&rates));
    }
    let Some(given) = ours.first().filter(|_| !theirs.is_empty()) else { return };
    println!("\nratio of medians: Chancery, words given, to");
    for row in theirs {
        println!("  {:46} {:9.2}", row.name, median(&given.rates(seconds)) / median(&row.rates(seconds)));
    }
}

fn print_accuracy(accuracy: &[(&str, Scores)]) {
    println!("\nright on given words, percent; LAS leaves subtypes of relations aside");
    println!("  {:46} {:>9} {:>9} {:>9}", "", "UPOS", "UAS", "LAS");
    for (name, scores) in accuracy {
        let percent = |count: usize| 100.0 * count as f64 / scores.words.max(1) as f64;
        let [upos, uas, las] = [scores.upos, scores.uas, scores.las].map(percent);
        println!("  {name:46} {upos:9.2} {uas:9.2} {las:9.2}");
    }
}

/// UDPipe at work in a program of its own, which does as it is told.
struct Udpipe {
    program: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
    /// Where it writes what it read.
    read: PathBuf,
}

impl Udpipe {
    /// Starts it with its model loaded and the words in memory, or says why there is none.
    fn start(options: &Options, material: &Material) -> Result<Option<Udpipe>> {
        let found = Command::new("python3").args(["-c", "import ufal.udpipe"]).stderr(Stdio::null()).status();
        if !found.is_ok_and(|status| status.success()) {
            println!("skipped: UDPipe (python3 cannot import it; `python3 -m pip install ufal.udpipe` installs it)");
            return Ok(None);
        }
        fs::create_dir_all(FOLDER).with_context(|| format!("making {FOLDER}"))?;
        let model = match &options.udpipe_model {
            Some(model) => model.clone(),
            None => trained(&options.ud)?,
        };
        let (words, read) = (Path::new(FOLDER).join("words.tsv"), Path::new(FOLDER).join("udpipe-read.tsv"));
        fs::write(&words, material.lines()).with_context(|| format!("writing {}", words.display()))?;
        let mut program = Command::new("python3")
            .args([SCRIPT, "rounds"])
            .args([&model, &words, &read])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot run python3")?;
        let orders = program.stdin.take().context("UDPipe takes no orders")?;
        let answers = BufReader::new(program.stdout.take().context("UDPipe gives no answers")?);
        let mut udpipe = Udpipe { program, orders, answers, read };
        let hello = udpipe.answer()?;
        let load = hello["load"].as_f64().unwrap_or(f64::NAN) * 1e3;
        let version = hello["version"].as_str().unwrap_or("of no known version");
        println!("UDPipe   {version}, {}, loaded in {load:.1} ms", model.display());
        Ok(Some(udpipe))
    }

    fn answer(&mut self) -> Result<serde_json::Value> {
        let mut line = String::new();
        if self.answers.read_line(&mut line).context("listening to UDPipe")? == 0 {
            bail!("{SCRIPT} ended before its time");
        }
        serde_json::from_str(&line).with_context(|| format!("{SCRIPT} said {line:?}"))
    }

    fn order(&mut self, order: &str) -> Result<serde_json::Value> {
        writeln!(self.orders, "{order}").context("telling UDPipe what to do")?;
        self.answer()
    }

    /// Has it read one sentence in `step`.
    fn time(&mut self, way: &str, step: usize) -> Result<Spent> {
        let answer = self.order(&format!("time {way} {step}"))?;
        let wall = answer["wall"].as_f64().context("UDPipe's time is no number")?;
        Ok(Spent { wall, processor: answer["processor"].as_f64() })
    }

    /// Counts what it got right when it last read.
    fn score(&mut self, gold: &[Gold]) -> Result<Scores> {
        if gold.is_empty() {
            return Ok(Scores::default());
        }
        self.order("write")?;
        let read = fs::read_to_string(&self.read).with_context(|| format!("reading {}", self.read.display()))?;
        score_lines(&read, gold)
    }

    /// Lets it end; gives the most memory that it held, in KiB.
    fn finish(self) -> Result<Option<u64>> {
        let Udpipe { mut program, orders, mut answers, .. } = self;
        drop(orders);
        let mut line = String::new();
        answers.read_line(&mut line).context("listening to UDPipe")?;
        program.wait().context("waiting for UDPipe")?;
        let answer: serde_json::Value =
            serde_json::from_str(&line).with_context(|| format!("{SCRIPT} said {line:?}"))?;
        Ok(answer["memory"].as_u64())
    }
}

/// The model that was trained before, or one trained now.
fn trained(ud: &Path) -> Result<PathBuf> {
    let model = Path::new(FOLDER).join("udpipe-en_ewt.model");
    if model.is_file() {
        return Ok(model);
    }
    let files = files_of(ud, "en_ewt-train.conllu")?;
    let treebank = files.first().with_context(|| format!("{}: no en_ewt-train.conllu", ud.display()))?;
    let (log, half) = (model.with_extension("log"), model.with_extension("half"));
    println!("UDPipe   is learning from {} for some minutes, once; see {}", treebank.display(), log.display());
    let status = Command::new("python3")
        .args([SCRIPT, "train"])
        .args([treebank, &half])
        .stderr(fs::File::create(&log).with_context(|| format!("writing {}", log.display()))?)
        .status()
        .context("cannot run python3")?;
    if !status.success() {
        bail!("UDPipe did not learn: see {}", log.display());
    }
    fs::rename(&half, &model).with_context(|| format!("writing {}", model.display()))?;
    Ok(model)
}

/// Counts what is right in lines of UPOS, HEAD and DEPREL, sentences apart by a blank line.
fn score_lines(read: &str, gold: &[Gold]) -> Result<Scores> {
    let mut scores = Scores::default();
    let mut lines = read.lines();
    for gold in gold {
        for i in 0..gold.len() {
            let line = lines.next().context("UDPipe wrote too few words")?;
            let [upos, head, deprel] = line.split('\t').collect::<Vec<_>>()[..] else {
                bail!("UDPipe wrote {line:?}");
            };
            let head = head.parse::<u32>().ok().and_then(|head| head.checked_sub(1)) == gold.heads[i];
            scores.words += 1;
            scores.upos += usize::from(Upos::parse(upos) == gold.tags[i].0);
            scores.uas += usize::from(head);
            scores.las += usize::from(head && Deprel::parse(deprel).base() == gold.deprels[i].base());
        }
        if lines.next() != Some("") {
            bail!("UDPipe wrote other sentences than it was given");
        }
    }
    Ok(scores)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_stands_in_the_middle() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), 2.5);
    }

    #[test]
    fn rates_are_words_by_seconds() {
        let spent = vec![Spent { wall: 2.0, processor: Some(1.0) }];
        let row = Row { name: "", words: 10, spent };
        assert_eq!(row.rates(|spent| spent.wall), [5.0]);
    }

    #[test]
    fn what_is_right_is_counted() {
        let gold = read_treebank(
            "1\tMinisters\tminister\tNOUN\tNNS\t_\t2\tnsubj:pass\t_\t_\n2\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_\n",
        );
        let scores = score_lines("NOUN\t2\tnsubj\nNOUN\t0\troot\n\n", &gold).expect("these are all words");
        assert_eq!((scores.words, scores.upos, scores.uas, scores.las), (2, 1, 2, 2));
        assert!(score_lines("NOUN\t2\tnsubj\n\n", &gold).is_err());
    }

    #[test]
    fn words_stay_on_their_line() {
        let sentences = vec![vec!["10\t000".to_string(), "met".to_string()], vec!["Yes".to_string()]];
        let material = Material { name: String::new(), sentences, gold: Vec::new(), text: String::new() };
        assert_eq!(material.lines(), "10 000\tmet\nYes\n");
    }
}
