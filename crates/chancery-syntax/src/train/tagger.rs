//! Trains the tagger.

use super::perceptron::{Perceptron, Random};
use super::treebank::Gold;
use crate::tag::{Context, Tagger, best, write_tagger};
use crate::tagset::{Upos, Xpos};
use crate::weights::{Reader, WeightsError, Writer};
use std::collections::BTreeMap;

/// Times that the training sentences are gone through.
const ROUNDS: usize = 8;
/// A word seen less often than this is not in the lexicon: its usual tags are not known well enough.
const LEXICON_LEAST: usize = 3;
/// Units to 1 in which the averaged weights are kept.
const SCALE: i64 = 4;
/// Corrections that a feature needs to be kept.
const LEAST_UPDATES: u32 = 2;
/// Units that a weight needs to be kept.
const LEAST_WEIGHT: i64 = 1;

/// Trains on these sentences and writes the result.
pub(crate) fn train(sentences: &[&Gold], seed: u64, writer: &mut Writer) {
    let pairs = tag_pairs(sentences);
    let class_of: BTreeMap<(Upos, Xpos), usize> =
        pairs.iter().enumerate().map(|(class, pair)| (*pair, class)).collect();
    let lexicon = lexicon(sentences, &class_of);
    let words: Vec<_> = sentences.iter().map(|gold| gold.words()).collect();
    let mut perceptron = Perceptron::new(pairs.len());
    let mut random = Random(seed);
    let mut features = Vec::new();
    let mut scores = Vec::new();
    for _ in 0..ROUNDS {
        for at in random.order(sentences.len()) {
            let context = Context::new(&words[at], &lexicon);
            let mut classes = Vec::with_capacity(words[at].len());
            for i in 0..words[at].len() {
                context.features(i, &classes, &mut features);
                perceptron.score(&features, &mut scores);
                let guess = best(&scores, |_| true);
                match class_of.get(&sentences[at].tags[i]) {
                    Some(truth) if *truth != guess => perceptron.update(&features, *truth, guess),
                    _ => {}
                }
                classes.push(guess);
            }
        }
    }
    let least_updates = if sentences.len() < super::FEW { 1 } else { LEAST_UPDATES };
    write_tagger(writer, &pairs, &lexicon, &perceptron.rows(SCALE, least_updates, LEAST_WEIGHT));
}

/// Tags for all sentences, each by a tagger that has not seen it: what the parser will meet in new text.
pub(crate) fn cross_tag(sentences: &[Gold], folds: usize, seed: u64) -> Result<Vec<Vec<(Upos, Xpos)>>, WeightsError> {
    let mut tags = vec![Vec::new(); sentences.len()];
    for fold in 0..folds {
        let held_out = |at: &usize| at / 10 % folds == fold;
        let others: Vec<&Gold> =
            (0..sentences.len()).filter(|at| folds == 1 || !held_out(at)).map(|at| &sentences[at]).collect();
        let mut writer = Writer::default();
        train(&others, seed, &mut writer);
        let file = writer.finish();
        let tagger = Tagger::read(&mut Reader::open(&file)?)?;
        for at in (0..sentences.len()).filter(held_out) {
            tags[at] = tagger.tag(&sentences[at].words());
        }
    }
    Ok(tags)
}

/// The pairs of tags that occur, in order.
fn tag_pairs(sentences: &[&Gold]) -> Vec<(Upos, Xpos)> {
    let mut counts: BTreeMap<(Upos, Xpos), usize> = BTreeMap::new();
    for gold in sentences {
        for pair in &gold.tags {
            *counts.entry(*pair).or_default() += 1;
        }
    }
    let mut pairs: Vec<_> = counts.into_iter().collect();
    // A class is one byte; the rarest pairs are slips of the annotators.
    pairs.sort_by_key(|(pair, count)| (std::cmp::Reverse(*count), *pair));
    pairs.truncate(250);
    pairs.into_iter().map(|(pair, _)| pair).collect()
}

/// The one or two usual classes of each frequent word, as one number.
fn lexicon(sentences: &[&Gold], class_of: &BTreeMap<(Upos, Xpos), usize>) -> Vec<(u32, u32)> {
    let mut counts: BTreeMap<u32, BTreeMap<usize, usize>> = BTreeMap::new();
    for gold in sentences {
        for (word, pair) in gold.words().iter().zip(&gold.tags) {
            let Some(class) = class_of.get(pair) else { continue };
            *counts.entry(word.lower).or_default().entry(*class).or_default() += 1;
        }
    }
    let mut lexicon = Vec::new();
    for (key, classes) in counts {
        let total: usize = classes.values().sum();
        if total < LEXICON_LEAST {
            continue;
        }
        let mut classes: Vec<_> = classes.into_iter().collect();
        classes.sort_by_key(|(class, count)| (std::cmp::Reverse(*count), *class));
        let second = classes.get(1).filter(|(_, count)| count * 10 >= total).map_or(0, |(class, _)| class + 1);
        lexicon.push((key, (classes[0].0 * 256 + second) as u32));
    }
    lexicon
}
