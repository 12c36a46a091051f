//! How each sentence is built: segment, tokenize, tag, parse.
//!
//! 1. [`segment`] divides a text into sentences and words, by rule: a [`Sentence`] holds addresses only.
//! 2. The tagger gives each word its [`Tag`]: UPOS and XPOS by a trained scorer, then lemma and features.
//! 3. The parser joins the words into a [`Tree`], one move after the other, by a trained scorer.
//! 4. A [`Parse`] is all three side by side; [`conllu`] writes and reads it.
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
mod word;
mod weights;
mod tag;
mod lemma;
mod feats;
mod tree;
mod transition;
mod attach;
mod certain;
mod parse;
mod parser;
pub mod conllu;
#[cfg(any(test, feature = "train"))]
pub mod train;

pub use parse::{Parse, Tag};
pub use parser::Parser;
pub use segment::segment;
pub use sentence::Sentence;
pub use tagset::{Deprel, Upos, Xpos};
pub use tree::Tree;
pub use weights::WeightsError;
