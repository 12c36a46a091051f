//! How each sentence is built: segment, tokenize, tag, parse.
//!
//! 1. [`segment`] divides a text into sentences and words, by rule: a [`Sentence`] holds addresses only.
//! 2. A trained network looks at all words of a sentence and scores tags, arcs, relations and kinds of mentions.
//! 3. The best arcs that form a tree are its [`Tree`]; each word gets its [`Tag`], then lemma and features.
//! 4. A [`Parse`] is all three side by side, with its [`Mention`]s; [`conllu`] writes and reads it.
//!
//! In go a text with the ranges of its paragraphs, and once the weights; out come parses. [`Parser`] is the whole
//! way. Tags, relations and the division of words are those of Universal Dependencies for English. All weights are
//! whole numbers: the same text gives the same parses on every machine.
//!
//! This room reads English only. It does not read files, does not know who or what a word stands for, and does not
//! repair the text: whatever is written gets a parse, and a poor text gets a poor one.
//!
//! ```
//! use chancery_syntax::{Upos, conllu, segment};
//! let text = "The talks failed. Gen. Petrov didn't return.";
//! let sentences = segment(text, &[]);
//! assert_eq!(sentences[1].tokens.iter().map(|word| word.of(text)).collect::<Vec<_>>(),
//!     ["Gen.", "Petrov", "did", "n't", "return", "."]);
//!
//! let (text, parse) = conllu::parse_sentence(
//!     "1 Talks  talk  NOUN  NNS  2  nsubj
//!      2 failed fail  VERB  VBD  0  root");
//! assert_eq!(parse.tags[parse.tree.root()].upos, Upos::Verb);
//! assert_eq!(parse.form(&text, 0), "Talks");
//! ```

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod tagset;
mod sentence;
mod abbreviations;
mod reach;
mod tokenize;
mod segment;
mod hash;
mod weights;
mod arborescence;
mod network;
mod lemma;
mod feats;
mod tree;
mod parse;
mod mention;
mod parser;
pub mod conllu;
#[cfg(any(test, feature = "train"))]
pub mod train;

pub use mention::Mention;
pub use parse::{Parse, Tag};
pub use parser::Parser;
pub use segment::segment;
pub use sentence::Sentence;
pub use tagset::{Deprel, EntityKind, Upos, Xpos};
pub use tree::Tree;
pub use weights::WeightsError;
