//! Mentions: the noun phrases of persons, organisations, places, times and other things, each with its head word.

use crate::parse::{Parse, Tag};
use crate::tagset::{Deprel, EntityKind};
use crate::tree::Tree;
use std::ops::Range;

/// A stretch of words that names or describes one thing.
///
/// Its words are those that hang from its head, as GUM marks them: with apposition and relative clause, without the
/// preposition before it and without what is joined to it by "and".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its words, counted from 0.
    pub words: Range<usize>,
    /// The word that the others hang from.
    pub head: usize,
    /// What kind of thing it is about.
    pub kind: EntityKind,
}

impl Parse {
    /// The noun phrases that name or describe something, by their heads from left to right.
    pub fn mentions(&self) -> Vec<Mention> {
        mentions(&self.tags, &self.tree)
    }
}

/// The mentions of a sentence, by their heads from left to right. They may lie inside one another.
pub(crate) fn mentions(tags: &[Tag], tree: &Tree) -> Vec<Mention> {
    let mut mentions = Vec::new();
    // The stretch of each word's subtree; a cycle-free tree lets every word reach its heads.
    let mut reach: Vec<Range<usize>> = (0..tree.len()).map(|word| word..word + 1).collect();
    for word in 0..tree.len() {
        for head in tree.ancestors(word) {
            if reach[head].contains(&word) {
                break;
            }
            reach[head] = reach[head].start.min(word)..reach[head].end.max(word + 1);
        }
    }
    for (head, tag) in tags.iter().enumerate() {
        let Some(kind) = tag.kind else { continue };
        let mut words = head..head + 1;
        for child in tree.children(head).filter(|child| inside(tree, head, *child)) {
            words = words.start.min(reach[child].start)..words.end.max(reach[child].end);
        }
        mentions.push(Mention { words, head, kind });
    }
    mentions
}

/// True where a child of a mention's head belongs to the mention.
fn inside(tree: &Tree, head: usize, child: usize) -> bool {
    match tree.deprel(child) {
        Deprel::Case => child > head,
        Deprel::Cc | Deprel::Conj | Deprel::Mark | Deprel::Cop | Deprel::Aux | Deprel::AuxPass | Deprel::Punct => false,
        Deprel::Nsubj | Deprel::NsubjPass | Deprel::NsubjOuter | Deprel::Csubj | Deprel::CsubjOuter => false,
        Deprel::Advcl | Deprel::Parataxis | Deprel::Discourse | Deprel::Vocative | Deprel::Expl => false,
        Deprel::CcPreconj | Deprel::Dislocated | Deprel::Reparandum | Deprel::Orphan | Deprel::List => false,
        Deprel::Advmod => child > head || tree.deprel(head) != Deprel::Root,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conllu;

    #[test]
    fn a_mention_has_its_words_without_the_preposition() {
        let (text, mut parse) = conllu::parse_sentence(
            "1 In in ADP IN 4 case\n2 the the DET DT 4 det\n3 old old ADJ JJ 4 amod\n4 city city NOUN NN 7 obl\n\
             5 of of ADP IN 6 case\n6 Kars Kars PROPN NNP 4 nmod\n7 met meet VERB VBD 0 root\n\
             8 ministers minister NOUN NNS 7 nsubj\n9 and and CCONJ CC 10 cc\n10 envoys envoy NOUN NNS 8 conj",
        );
        for (word, kind) in [(3, EntityKind::Place), (7, EntityKind::Person), (9, EntityKind::Person)] {
            parse.tags[word].kind = Some(kind);
        }
        let words: Vec<String> = parse
            .mentions()
            .iter()
            .map(|mention| mention.words.clone().map(|word| parse.form(&text, word)).collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(words, ["the old city of Kars", "ministers", "envoys"]);
    }
}
