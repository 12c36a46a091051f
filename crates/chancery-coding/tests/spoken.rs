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
        "The ruling did not surprise Ann Harrow: “Courts have said so for a hundred years.”",
        &["Ann Harrow: “Courts have said so for a hundred years.”"],
    );
    check(
        "“We will not sign this paper today,” the statement read.",
        &["the statement: “We will not sign this paper today,”"],
    );
}

#[test]
fn every_way_to_set_speech_is_read() {
    for said in [
        "\"We will leave the town,\"",
        "“We will leave the town,”",
        "‘We will leave the town,’",
        "'We will leave the town,'",
        "''We will leave the town,''",
        "``We will leave the town,''",
        "«We will leave the town»",
        "« We will leave the town »",
        "»We will leave the town«",
        "„We will leave the town“",
        "„We will leave the town”",
        "‹We will leave the town›",
        "「We will leave the town」",
        "“We will leave the town,\"",
    ] {
        let sign = if said.contains("town,") { "" } else { "," };
        check(&format!("{said}{sign} the envoy said."), &[&format!("the envoy: {said}")]);
    }
}

#[test]
fn apostrophes_inside_british_marks_do_not_close_them() {
    check(
        "'We can't leave the workers' homes,' the envoy said. 'It's our land.'",
        &["the envoy: 'We can't leave the workers' homes,' | 'It's our land.'"],
    );
    check(
        "‘We can’t leave the workers’ homes,’ the envoy said. ‘It’s our land.’",
        &["the envoy: ‘We can’t leave the workers’ homes,’ | ‘It’s our land.’"],
    );
    check("“He told me ‘never again’ and left,” the envoy said.", &["the envoy: “He told me ‘never again’ and left,”"]);
}

#[test]
fn a_mark_that_is_never_closed_ends_with_its_paragraph() {
    check(
        "The envoy said: \"We will leave the town.\n\nThe army did not answer.",
        &["The envoy: \"We will leave the town."],
    );
}

#[test]
fn speech_runs_over_paragraphs_that_open_their_marks_again() {
    check(
        "“We will leave the town.\n\n“We will not come back,” the envoy said.",
        &["the envoy: “We will leave the town. | “We will not come back,”"],
    );
    check(
        "The envoy said: “We will leave the town.\n\n“We will not come back.”\n\nThe army fled.",
        &["The envoy: “We will leave the town. | “We will not come back.”"],
    );
}

#[test]
fn a_dash_may_open_speech() {
    check("— We will leave the town, said the envoy.", &["the envoy: We will leave the town"]);
    check("– We will leave the town, the envoy said.", &["the envoy: We will leave the town"]);
}

#[test]
fn titles_and_words_held_at_arms_length_are_no_speech() {
    check("The so-called “peace camp” stayed in the “old town” for a week.", &[]);
    check("He read “War and Peace” twice and sang “Kalinka”.", &[]);
    check("Her film “The Long Road” won the prize.", &[]);
    check("The minister called the camp a “prison” and left.", &[]);
}
