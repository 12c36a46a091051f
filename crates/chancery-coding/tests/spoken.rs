//! Words in quotation marks and whose they are, in whole texts read with the weights of the repository.

use chancery_coding::Sources;
use chancery_coding::quotes::{Cues, quotes};
use chancery_syntax::Parser;

const CUES: &str = include_str!("../../../data/quotes/cues.tsv");
const MEDIA: &str = include_str!("../../../data/quotes/media.tsv");
const WEIGHTS: &[u8] = include_bytes!("../../chancery-data/blobs/syntax-en.bin");

/// One line for each direct quote of a text: who speaks, and the stretches that are said.
fn check(text: &str, expect: &[&str]) {
    let parser = Parser::from_bytes(WEIGHTS).expect("the weights of the repository read");
    let mut sources = Sources::new();
    sources.insert("quotes/cues.tsv", CUES);
    sources.insert("quotes/media.tsv", MEDIA);
    let cues = Cues::load(&sources).expect("the lexicon of the repository reads");
    let found: Vec<String> = quotes(text, &parser.parse(text, &[]), &[], &[], &cues)
        .iter()
        .filter(|quote| quote.kind.as_str() == "direct")
        .map(|quote| {
            let join =
                |spans: &[chancery_text::Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" | ");
            let speaker: Vec<_> = quote.speaker.iter().map(|speaker| speaker.span).collect();
            format!("{}: {}", join(&speaker), join(&quote.content))
        })
        .collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn a_statement_is_signed_under_it() {
    check(
        "“The bridge must stay open to all.”― Ann Example\n“We want our old road back.” — Cy Test, farmer",
        &["Ann Example: “The bridge must stay open to all.”", "Cy Test: “We want our old road back.”"],
    );
    // A sentence that goes on after a dash is no signature.
    check("“We want our old road back” — Ann Example of the union left the room under that banner.", &[]);
}

#[test]
fn a_title_in_marks_does_not_end_the_speech() {
    check(
        "“The mine is closed,” the governor said on the radio show “Morning Hour” on Sunday. “It will not open again this year.”",
        &["the governor: “The mine is closed,” | “It will not open again this year.”"],
    );
}

#[test]
fn a_transcript_may_stand_in_marks() {
    check(
        "“HOST: Will you sign the treaty this week?\n\n“MINISTER: We have read it with care.\n\n“HOST: And when will you answer?”",
        &[
            "HOST: Will you sign the treaty this week?",
            "MINISTER: We have read it with care.",
            "HOST: And when will you answer?”",
        ],
    );
}

#[test]
fn the_cue_right_before_the_marks_goes_first() {
    check(
        "When a man in the hall shouted, “Go home now,” the mayor answered, “This is my home.”",
        &["a man in the hall: “Go home now,”", "the mayor: “This is my home.”"],
    );
}

#[test]
fn a_name_before_a_colon_speaks_and_a_letter_reads() {
    check(
        "The ruling did not surprise the historian Ann Example: “Courts have said so for a hundred years.”",
        &["the historian Ann Example: “Courts have said so for a hundred years.”"],
    );
    check(
        "“We will not sign this paper today,” the statement read.",
        &["the statement: “We will not sign this paper today,”"],
    );
}
