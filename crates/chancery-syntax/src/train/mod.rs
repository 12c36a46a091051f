//! Learns the weights from treebanks: `cargo xtask train` calls this, nothing else does.
//!
//! The same sentences and the same seed give the same bytes on every machine: all sums are of integers.

mod treebank;
mod perceptron;
mod tagger;
mod lemmatizer;
mod attacher;
mod score;

pub use score::{Scores, score};
pub use treebank::{Gold, read_treebank};

use crate::weights::{WeightsError, Writer};

/// Parts into which the training sentences are divided, so that the parser learns from tags with a tagger's mistakes.
const FOLDS: usize = 5;

/// Fewer sentences than this are learnt by heart: none is held out and no feature is too rare.
const FEW: usize = 200;

/// Trains all models on these sentences and gives the weights file.
///
/// `progress` is told what begins.
///
/// # Errors
///
/// When the weights just written cannot be read back.
pub fn train(sentences: &[Gold], seed: u64, progress: &mut dyn FnMut(&str)) -> Result<Vec<u8>, WeightsError> {
    let all: Vec<&Gold> = sentences.iter().collect();
    let mut writer = Writer::default();
    progress("tagger");
    tagger::train(&all, seed, &mut writer);
    progress("lemmatizer");
    lemmatizer::train(&all, &mut writer);
    progress("tags for the parser");
    // A handful of sentences leaves nothing to learn from when a part of them is held out.
    let folds = if sentences.len() < FEW { 1 } else { FOLDS };
    let tags = tagger::cross_tag(sentences, folds, seed)?;
    progress("parser");
    attacher::train(sentences, &tags, seed, &mut writer);
    Ok(writer.finish())
}
