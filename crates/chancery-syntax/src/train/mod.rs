//! What training needs of this room: treebanks read, scores taken, and a trained network written as whole numbers.
//!
//! The learning itself is in `chancery-training`; here stands all that must agree with the reading of the weights.

mod treebank;
mod lemmatizer;
mod learnt;
mod score;

pub use crate::network::layer::{KEPT_AT_REST, SHOWN_AT_REST};
pub use crate::network::lookup::{other_rows, rows_of};
pub use crate::network::{FAR, MOST};
#[cfg(test)]
pub(crate) use learnt::write_matrix;
pub use learnt::{Learnt, Linear};
pub use score::{MentionScores, Scores, score, score_mentions, score_words};
pub use treebank::{Gold, GoldMention, read_treebank};

use crate::network::keys;

/// The key of a word in the vocabulary: words whose keys are equal are one word to the network.
pub fn word_key(form: &str) -> u32 {
    keys::word(&keys::lower(form))
}
