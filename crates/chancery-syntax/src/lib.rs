//! How each sentence is built: segment, tokenize, tag, parse.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod tagset;
mod sentence;
mod tree;
mod parse;

pub use parse::{Parse, Tag};
pub use sentence::Sentence;
pub use tagset::{Deprel, Upos, Xpos};
pub use tree::Tree;
