//! A sentence with its words tagged and its tree built: complete, or not there.

use crate::sentence::Sentence;
use crate::tagset::{EntityKind, Upos, Xpos};
use crate::tree::Tree;
use chancery_text::Span;

/// What the tagger says of one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: Xpos,
    /// UD features, `Name=Value|Name=Value`, or empty.
    pub feats: &'static str,
    /// Dictionary form.
    pub lemma: String,
    /// For the head word of a mention, what kind of thing it is about.
    pub kind: Option<EntityKind>,
}

/// A sentence that has been read: `tags` and `tree` stand beside `sentence.tokens`, all of one length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parse {
    /// Where its words stand.
    pub sentence: Sentence,
    /// One for each word.
    pub tags: Vec<Tag>,
    /// Over the same words.
    pub tree: Tree,
}

impl Parse {
    /// Number of words.
    pub fn len(&self) -> usize {
        self.tags.len()
    }

    /// True for a sentence of no words.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty()
    }

    /// The word's address.
    pub fn span(&self, word: usize) -> Span {
        self.sentence.tokens[word]
    }

    /// The word as printed.
    pub fn form<'t>(&self, text: &'t str, word: usize) -> &'t str {
        self.sentence.tokens[word].of(text)
    }

    /// The word's dictionary form.
    pub fn lemma(&self, word: usize) -> &str {
        &self.tags[word].lemma
    }
}
