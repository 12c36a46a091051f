//! Measures a parser against a treebank, words given.

use super::treebank::Gold;
use crate::parser::Parser;

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
    let mut scores = Scores::default();
    for gold in sentences.iter().filter(|gold| keep(gold)) {
        let forms: Vec<&str> = gold.forms.iter().map(String::as_str).collect();
        let (tags, tree) = parser.analyse(&forms);
        for (i, tag) in tags.iter().enumerate() {
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
