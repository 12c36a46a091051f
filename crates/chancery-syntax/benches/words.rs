//! Words a second, from memory: `cargo bench -p chancery-syntax -- WEIGHTS TEXT`.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use chancery_syntax::{Parser, segment};
use std::time::Instant;

/// Times that the text is read.
const ROUNDS: u32 = 5;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let [weights, text] = files.as_slice() else {
        println!("words: give the weights file and a text file");
        return Ok(());
    };
    let bytes = std::fs::read(weights)?;
    let text = std::fs::read_to_string(text)?;
    let started = Instant::now();
    let parser = Parser::from_bytes(&bytes)?;
    println!("load: {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
    let words: usize = segment(&text, &[]).iter().map(|sentence| sentence.tokens.len()).sum();
    let report = |what: &str, work: &dyn Fn() -> usize| {
        let started = Instant::now();
        let parts: usize = (0..ROUNDS).map(|_| work()).sum();
        let seconds = started.elapsed().as_secs_f64() / f64::from(ROUNDS);
        println!("{what}: {words} words, {parts} sentences in all rounds, {:.0} words/s", words as f64 / seconds);
    };
    report("segment and tokenize", &|| segment(&text, &[]).len());
    report("all", &|| parser.parse(&text, &[]).len());
    Ok(())
}
