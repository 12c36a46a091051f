//! Rounds through the lessons, batch after batch.

use crate::network::{Network, Pass, Sizes};
use crate::parameters::{Adam, Place};
use crate::random::Random;
use crate::sample::{Lesson, Names, Sample};
use chancery_syntax::train::{Learnt, Linear, other_rows, rows_of, word_key};
use ndarray::ArrayView1;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Words with their vectors, the most frequent word first.
#[derive(Debug, Clone, Default)]
pub struct Vectors {
    /// In lower case.
    pub words: Vec<String>,
    /// All vectors, one after the other.
    pub values: Vec<f32>,
}

/// How to learn.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Sizes of the network.
    pub sizes: Sizes,
    /// Times that all lessons are gone through.
    pub rounds: usize,
    /// Words in a batch.
    pub batch: usize,
    /// The highest rate at which weights move; it falls to nothing in the end.
    pub rate: f32,
    /// Share of belief that a teacher gets in sentences that people annotated.
    pub trust: f32,
    /// The start of all randomness.
    pub seed: u64,
}

/// Parts into which a batch is cut, whatever the number of cores.
const PARTS: usize = 2;

/// Batches over which the rate rises from nothing.
const WARM_UP: f32 = 100.0;

/// Longer gradients are cut to this length.
const LONGEST_GRADIENT: f32 = 5.0;

/// Longest sentence that is learnt from.
const LONGEST_SENTENCE: usize = 120;

/// A training word seen at least so often has a row of its own, whether others found a vector for it or not.
const LEAST_SEEN: usize = 2;

/// Share of sentences learnt in capitals, and in lower case: both occur in news.
const SHOUTED: f32 = 0.03;
const WHISPERED: f32 = 0.02;

/// Learns. `progress` is told of each round: its number from 1 and the loss for each word.
pub fn train(lessons: &[Lesson], vectors: &Vectors, options: Options, progress: &mut dyn FnMut(usize, f32)) -> Learnt {
    let mut random = Random(options.seed);
    let names = Names::of(lessons);
    let (words, rarity, given) = vocabulary(lessons, vectors);
    let given_width = if vectors.words.is_empty() { 1 } else { vectors.values.len() / vectors.words.len() };
    let samples: Vec<Sample> = lessons
        .iter()
        .filter(|lesson| lesson.gold.len() <= LONGEST_SENTENCE)
        .map(|lesson| Sample::new(lesson, &names, &words, options.trust))
        .collect();
    let (network, mut values) = Network::new(options.sizes, given_width, &names, &mut random);
    let n_rows = words.len() + other_rows();
    let width = options.sizes.width;
    // Rows of known words begin at nothing, beside what is given; the shared rows begin at random.
    let mut rows: Vec<f32> = vec![0.0; n_rows * width];
    rows[words.len() * width..].iter_mut().for_each(|value| *value = random.around(0.25));
    let mut adam = Adam::new(values.len());
    let mut row_adam = Adam::new(rows.len());
    let mut step = 0;
    let total_steps = (options.rounds * batches(&samples, options.batch, &mut random.clone()).len()) as f32;
    for round in 0..options.rounds {
        let mut loss = 0.0;
        let mut words_seen = 0;
        for batch in batches(&samples, options.batch, &mut random) {
            step += 1;
            let warm = (step as f32 / WARM_UP).min(1.0);
            let rate = options.rate * warm * (1.0 - step as f32 / (total_steps * 1.01)).max(0.0);
            let cased: Vec<Sample> = batch.iter().map(|at| recased(&samples[*at], &words, &mut random)).collect();
            let size: usize = cased.iter().map(Sample::len).sum();
            let parts = cut(&cased);
            let seeds: Vec<u64> = parts.iter().map(|_| random.next()).collect();
            let passes: Vec<Pass> = parts
                .par_iter()
                .zip(seeds)
                .map(|(part, seed)| network.pass(&values, &rows, &given, part, &mut Random(seed)))
                .collect();
            let (part_loss, mut gradients, mut of_rows) = sum(passes);
            let scale = 1.0 / size as f32;
            let length = gradients.iter().map(|g| g * g).sum::<f32>().sqrt() * scale;
            let scale = scale * (LONGEST_GRADIENT / length.max(LONGEST_GRADIENT));
            gradients.iter_mut().for_each(|gradient| *gradient *= scale);
            adam.step(0, &mut values, &gradients, rate, step);
            for (row, gradient) in &mut of_rows {
                gradient.iter_mut().for_each(|gradient| *gradient *= scale);
                let at = *row as usize * width;
                row_adam.step(at, &mut rows[at..at + width], gradient.as_slice().expect("one row"), rate, step);
            }
            loss += part_loss;
            words_seen += size;
        }
        progress(round + 1, loss / words_seen.max(1) as f32);
    }
    learnt(network, values, rows, words, rarity, &given, names)
}

/// Keys of all known words in order, their rarity, and their given vectors.
fn vocabulary(lessons: &[Lesson], vectors: &Vectors) -> (Vec<u32>, Vec<u8>, Vec<f32>) {
    let given_width = if vectors.words.is_empty() { 1 } else { vectors.values.len() / vectors.words.len() };
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for lesson in lessons.iter().filter(|lesson| lesson.by_people) {
        for form in &lesson.gold.forms {
            *counts.entry(word_key(form)).or_default() += 1;
        }
    }
    let rarest = vectors.words.len().max(1) as u32;
    let mut known: BTreeMap<u32, (u8, Option<usize>)> = BTreeMap::new();
    for (key, _) in counts.into_iter().filter(|(_, count)| *count >= LEAST_SEEN) {
        known.insert(key, ((rarest + 1).ilog2() as u8, None));
    }
    for (rank, word) in vectors.words.iter().enumerate().rev() {
        known.insert(word_key(word), ((rank as u32 + 1).ilog2() as u8, Some(rank)));
    }
    let mut given = Vec::with_capacity(known.len() * given_width);
    for (_, rank) in known.values() {
        match rank {
            Some(rank) => given.extend_from_slice(&vectors.values[rank * given_width..(rank + 1) * given_width]),
            None => given.extend(std::iter::repeat_n(0.0, given_width)),
        }
    }
    (known.keys().copied().collect(), known.values().map(|(rarity, _)| *rarity).collect(), given)
}

/// Batches of sentences of like length, in a new order.
fn batches(samples: &[Sample], size: usize, random: &mut Random) -> Vec<Vec<usize>> {
    let mut order: Vec<(u64, usize)> =
        (0..samples.len()).map(|at| (samples[at].len() as u64 * 1_000 + random.next() % 4_000, at)).collect();
    order.sort_unstable();
    let mut batches = Vec::new();
    let mut batch = Vec::new();
    let mut words = 0;
    for (_, at) in order {
        words += samples[at].len();
        batch.push(at);
        if words >= size {
            batches.push(std::mem::take(&mut batch));
            words = 0;
        }
    }
    if !batch.is_empty() {
        batches.push(batch);
    }
    random.shuffle(&mut batches);
    batches
}

/// The sentence, now and then in capitals or in lower case.
fn recased(sample: &Sample, words: &[u32], random: &mut Random) -> Sample {
    let mut sample = sample.clone();
    let draw = random.unit();
    let recase: fn(&str) -> String = match draw {
        _ if draw < SHOUTED => |form| form.to_uppercase(),
        _ if draw < SHOUTED + WHISPERED => |form| form.to_lowercase(),
        _ => return sample,
    };
    sample.rows = sample.forms.iter().map(|form| rows_of(words, &recase(form)).to_vec()).collect();
    sample
}

/// Parts of about the same number of words.
fn cut(samples: &[Sample]) -> Vec<Vec<&Sample>> {
    let mut parts: Vec<(usize, Vec<&Sample>)> = vec![(0, Vec::new()); PARTS];
    for sample in samples {
        let smallest = (0..PARTS).min_by_key(|part| (parts[*part].0, *part)).unwrap_or(0);
        parts[smallest].0 += sample.len();
        parts[smallest].1.push(sample);
    }
    parts.into_iter().map(|(_, part)| part).filter(|part| !part.is_empty()).collect()
}

/// The parts' losses and gradients, added in order.
fn sum(passes: Vec<Pass>) -> (f32, Vec<f32>, BTreeMap<u32, ndarray::Array1<f32>>) {
    let mut passes = passes.into_iter();
    let Some(mut all) = passes.next() else { return (0.0, Vec::new(), BTreeMap::new()) };
    for pass in passes {
        all.loss += pass.loss;
        all.gradients.iter_mut().zip(&pass.gradients).for_each(|(sum, part)| *sum += part);
        for (row, gradient) in pass.of_rows {
            all.of_rows.entry(row).and_modify(|sum| *sum += &gradient).or_insert(gradient);
        }
    }
    (all.loss, all.gradients, all.of_rows)
}

/// The network as the syntax room takes it: given vectors become part of the rows.
fn learnt(
    network: Network,
    values: Vec<f32>,
    mut rows: Vec<f32>,
    words: Vec<u32>,
    rarity: Vec<u8>,
    given: &[f32],
    names: Names,
) -> Learnt {
    let width = network.sizes.width;
    let to_width = network.given.matrix(&values);
    for (row, given) in rows.chunks_exact_mut(width).zip(given.chunks_exact(network.given.columns)) {
        let moved = to_width.dot(&ArrayView1::from(given));
        row.iter_mut().zip(moved.iter()).for_each(|(value, moved)| *value += moved);
    }
    let linear = |place: &Place| Linear {
        weights: values[place.weights()].to_vec(),
        bias: values[place.bias()].to_vec(),
        columns: place.columns,
    };
    Learnt {
        words,
        rarity,
        width,
        rows,
        layers: network.layers.iter().map(linear).collect(),
        tags: names.tags,
        tag: linear(&network.tag),
        kinds: names.kinds,
        kind: linear(&network.kind),
        wants: linear(&network.wants),
        offers: linear(&network.offers),
        root_offer: values[network.root_offer.clone()].to_vec(),
        distances: values[network.distances.clone()].to_vec(),
        deprels: names.deprels,
        as_word: linear(&network.as_word),
        as_head: linear(&network.as_head),
        root_as_head: values[network.root_as_head.clone()].to_vec(),
        relation: linear(&network.relation),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_syntax::train::{Gold, read_treebank};
    use chancery_syntax::{EntityKind, Parser};

    /// A few sentences of our own, enough for a network that knows them by heart.
    const SENTENCES: &str = include_str!("../tests/tiny.conllu");

    fn lessons() -> Vec<Lesson> {
        read_treebank(SENTENCES).into_iter().map(Lesson::from).collect()
    }

    fn weights(rounds: usize, seed: u64) -> Vec<u8> {
        let sizes = Sizes { width: 32, layers: 2, units: 32, arc: 32, relation: 32, dropout: 0.0, unknown: 0.0 };
        let options = Options { sizes, rounds, batch: 60, rate: 0.02, trust: 0.5, seed };
        let lessons = lessons();
        let learnt = train(&lessons, &Vectors::default(), options, &mut |_, _| {});
        let golds: Vec<Gold> = lessons.into_iter().map(|lesson| lesson.gold).collect();
        learnt.to_bytes(&golds)
    }

    #[test]
    fn learns_its_sentences_by_heart() {
        let parser = Parser::from_bytes(&weights(60, 7)).unwrap();
        for gold in read_treebank(SENTENCES) {
            let forms: Vec<&str> = gold.forms.iter().map(String::as_str).collect();
            let (tags, tree) = parser.analyse(&forms);
            let said: Vec<_> = tags.iter().map(|tag| (tag.upos, tag.xpos)).collect();
            assert_eq!(said, gold.tags, "{forms:?}");
            let lemmas: Vec<&str> = tags.iter().map(|tag| tag.lemma.as_str()).collect();
            assert_eq!(lemmas, gold.lemmas, "{forms:?}");
            let heads: Vec<_> = (0..gold.len()).map(|word| tree.head(word).map(|head| head as u32)).collect();
            assert_eq!(heads, gold.heads, "{forms:?}");
            assert!((0..gold.len()).all(|word| tree.deprel(word) == gold.deprels[word]), "{forms:?}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes_on_any_number_of_cores() {
        let on = |cores: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(cores).build().unwrap();
            pool.install(|| weights(2, 7))
        };
        assert_eq!(on(1), on(3));
        assert_ne!(on(1), weights(2, 8));
    }

    #[test]
    fn a_teacher_alone_can_teach_and_kinds_are_learnt_from_people() {
        let mut lessons = lessons();
        for lesson in &mut lessons {
            let n = lesson.gold.len();
            lesson.gold.mentions = Some(vec![]);
            lesson.opinions = (0..n)
                .map(|word| crate::Opinion {
                    tags: vec![(lesson.gold.tags[word], 1.0)],
                    heads: vec![(lesson.gold.heads[word], 1.0)],
                    deprels: vec![(lesson.gold.deprels[word], 1.0)],
                })
                .collect();
        }
        let names = Names::of(&lessons);
        assert!(names.kinds.contains(&Some(EntityKind::Person)));
        let sample = Sample::new(&lessons[0], &names, &[], 0.5);
        assert!(sample.heads.iter().all(|shares| shares.len() == 1 && (shares[0].1 - 1.0).abs() < 1e-5));
    }
}
