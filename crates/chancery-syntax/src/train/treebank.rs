//! Sentences of a treebank, with everything that training learns from.

use crate::conllu;
use crate::tagset::{Deprel, Upos, Xpos};
use crate::word::Word;

/// One annotated sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gold {
    /// Its identifier in the treebank.
    pub sent_id: String,
    /// The words.
    pub forms: Vec<String>,
    /// Their dictionary forms.
    pub lemmas: Vec<String>,
    /// Their tags.
    pub tags: Vec<(Upos, Xpos)>,
    /// Their heads, counted from 0; `None` for the root.
    pub heads: Vec<Option<u32>>,
    /// Their relations.
    pub deprels: Vec<Deprel>,
}

impl Gold {
    /// Number of words.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// True for a sentence of no words.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The keys of its words.
    pub(crate) fn words(&self) -> Vec<Word> {
        self.forms.iter().map(|form| Word::new(form)).collect()
    }
}

/// The sentences of a CoNLL-U text. A word without a readable head hangs from no word.
pub fn read_treebank(conllu: &str) -> Vec<Gold> {
    let (blocks, _) = conllu::read(conllu);
    let mut sentences = Vec::with_capacity(blocks.len());
    for block in &blocks {
        let mut gold = Gold {
            sent_id: block.comment("sent_id").unwrap_or_default().to_string(),
            forms: Vec::new(),
            lemmas: Vec::new(),
            tags: Vec::new(),
            heads: Vec::new(),
            deprels: Vec::new(),
        };
        for columns in block.words() {
            gold.forms.push(columns[1].to_string());
            gold.lemmas.push(columns[2].to_string());
            gold.tags.push((Upos::parse(columns[3]), Xpos::parse(columns[4])));
            gold.heads.push(columns[6].parse::<u32>().ok().and_then(|head| head.checked_sub(1)));
            gold.deprels.push(Deprel::parse(columns[7]));
        }
        if !gold.is_empty() {
            sentences.push(gold);
        }
    }
    sentences
}
