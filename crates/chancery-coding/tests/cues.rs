//! Every cue of the lexicon opens a quote in its own example, and none in the sentence beside it.

use chancery_coding::Sources;
use chancery_coding::quotes::{Cues, Quote, quotes};
use chancery_syntax::Parser;

const CUES: &str = include_str!("../../../data/quotes/cues.tsv");
const MEDIA: &str = include_str!("../../../data/quotes/media.tsv");
const WEIGHTS: &[u8] = include_bytes!("../../chancery-data/blobs/syntax-en.bin");

/// The lexicon as the program carries it.
fn lexicon() -> Cues {
    let mut sources = Sources::new();
    sources.insert("quotes/cues.tsv", CUES);
    sources.insert("quotes/media.tsv", MEDIA);
    Cues::load(&sources).expect("the lexicon of the repository reads")
}

/// The quotes of a text, read with the weights that the program carries.
fn read(parser: &Parser, cues: &Cues, text: &str) -> Vec<Quote> {
    quotes(text, &parser.parse(text, &[]), &[], &[], cues)
}

/// True where the words of a cue are a form of an entry: their first letters agree, or both are forms of one verb.
fn is_form(cue: &str, words: &str) -> bool {
    let first = |text: &str| text.split_whitespace().next().unwrap_or("").to_lowercase();
    let (cue, words) = (first(cue), first(words));
    let n_same = cue.chars().zip(words.chars()).take_while(|(a, b)| a == b).count();
    let irregular = [
        ("say", "said"),
        ("begin", "began"),
        ("tell", "told"),
        ("write", "wrote"),
        ("speak", "spoke"),
        ("hold", "held"),
        ("think", "thought"),
        ("feel", "felt"),
        ("know", "knew"),
        ("see", "saw"),
        ("find", "found"),
        ("seek", "sought"),
        ("swear", "swore"),
        ("teach", "taught"),
        ("lay", "laid"),
        ("shoot", "shot"),
        ("go", "went"),
        ("make", "made"),
        ("forget", "forgot"),
        ("foresee", "foresaw"),
        ("forbid", "forbade"),
        ("weep", "wept"),
        ("read", "read"),
        ("understand", "understood"),
        ("undertake", "undertook"),
        ("bring", "brought"),
        ("take", "took"),
        ("come", "came"),
        ("dwell", "dwelt"),
        ("stand", "stood"),
        ("tear", "tore"),
    ];
    n_same + 1 >= cue.chars().count().min(5) || irregular.contains(&(cue.as_str(), words.as_str()))
}

#[test]
fn every_cue_opens_a_quote_in_its_example_and_none_in_the_other() {
    let parser = Parser::from_bytes(WEIGHTS).expect("the weights of the repository read");
    let cues = lexicon();
    let mut wrong = Vec::new();
    let mut n_examples = 0;
    for row in CUES.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [cue, _, _, _, _, _, yes, no] = cells[..] else { panic!("a row has eight cells: {row}") };
        for (text, expected) in [(yes, true), (no, false)] {
            n_examples += 1;
            let found = read(&parser, &cues, text);
            let opened = found.iter().any(|quote| quote.cue.iter().any(|span| is_form(cue, span.of(text))));
            if opened != expected {
                let said: Vec<Vec<&str>> =
                    found.iter().map(|quote| quote.cue.iter().map(|span| span.of(text)).collect()).collect();
                wrong.push(format!("{cue}: {} {text} found {said:?}", if expected { "yes" } else { "no" }));
            }
        }
    }
    assert!(n_examples >= 1200, "{n_examples} examples");
    assert!(wrong.is_empty(), "{} of {n_examples} examples go wrong:\n{}", wrong.len(), wrong.join("\n"));
}
