//! Measures a parser against a treebank, words given.

use super::treebank::Gold;
use crate::mention::mentions;
use crate::parse::Tag;
use crate::parser::Parser;
use crate::tagset::EntityKind;
use crate::tree::Tree;

/// Counts of words that are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scores {
    /// All words.
    pub words: usize,
    /// Words with the right UPOS.
    pub upos: usize,
    /// Words with the right XPOS.
    pub xpos: usize,
    /// Words with the right lemma, upper and lower case alike.
    pub lemma: usize,
    /// Words with the right head.
    pub uas: usize,
    /// Words with the right head and relation, subtypes aside.
    pub las: usize,
}

/// Parses the sentences that `keep` chooses and counts what is right.
pub fn score(parser: &Parser, sentences: &[Gold], keep: impl Fn(&Gold) -> bool) -> Scores {
    score_words(parser, sentences, |gold, _| keep(gold))
}

/// Parses all sentences and counts what is right of the words that `keep` chooses.
pub fn score_words(parser: &Parser, sentences: &[Gold], keep: impl Fn(&Gold, usize) -> bool) -> Scores {
    let mut scores = Scores::default();
    for gold in sentences {
        if !(0..gold.len()).any(|word| keep(gold, word)) {
            continue;
        }
        let (tags, tree) = analyse(parser, gold);
        for (i, tag) in tags.iter().enumerate().filter(|(word, _)| keep(gold, *word)) {
            let head = tree.head(i) == gold.heads[i].map(|head| head as usize);
            scores.words += 1;
            scores.upos += usize::from(tag.upos == gold.tags[i].0);
            scores.xpos += usize::from(tag.xpos == gold.tags[i].1);
            scores.lemma += usize::from(tag.lemma.to_lowercase() == gold.lemmas[i].to_lowercase());
            scores.uas += usize::from(head);
            scores.las += usize::from(head && tree.deprel(i).base() == gold.deprels[i].base());
        }
    }
    scores
}

/// Counts of mentions of one or more kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MentionScores {
    /// Marked by annotators.
    pub gold: usize,
    /// Found.
    pub said: usize,
    /// Found with the right first and last word and the right kind.
    pub right: usize,
    /// Found with the right head word and the right kind.
    pub right_heads: usize,
}

impl MentionScores {
    /// The harmonic mean of precision and recall of a count of right ones.
    pub fn f1(&self, right: usize) -> f64 {
        2.0 * right as f64 / (self.gold + self.said).max(1) as f64
    }
}

/// Counts mentions of these kinds in the sentences whose mentions are marked.
pub fn score_mentions(parser: &Parser, sentences: &[Gold], kinds: &[EntityKind]) -> MentionScores {
    let mut scores = MentionScores::default();
    for gold in sentences {
        let Some(marked) = &gold.mentions else { continue };
        let mut wanted: Vec<_> = marked.iter().filter(|mention| kinds.contains(&mention.kind)).collect();
        let (tags, tree) = analyse(parser, gold);
        let said: Vec<_> = mentions(&tags, &tree).into_iter().filter(|mention| kinds.contains(&mention.kind)).collect();
        scores.gold += wanted.len();
        scores.said += said.len();
        for mention in &said {
            let same = |gold: &&&super::GoldMention| {
                (gold.start, gold.end, gold.kind) == (mention.words.start, mention.words.end, mention.kind)
            };
            scores.right += usize::from(wanted.iter().any(|gold| same(&gold)));
        }
        for mention in &said {
            let same = |other: &&super::GoldMention| {
                gold.head_of(other.start, other.end) == mention.head && other.kind == mention.kind
            };
            if let Some(at) = wanted.iter().position(same) {
                wanted.remove(at);
                scores.right_heads += 1;
            }
        }
    }
    scores
}

fn analyse(parser: &Parser, gold: &Gold) -> (Vec<Tag>, Tree) {
    let forms: Vec<&str> = gold.forms.iter().map(String::as_str).collect();
    parser.analyse(&forms)
}
