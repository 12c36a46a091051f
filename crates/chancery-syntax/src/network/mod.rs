//! The trained network: from the forms of a sentence to tags, arcs, relations and the kinds of its mentions.
//!
//! Word vectors go through recurrent layers; every answer is read from the last one. All numbers are whole: 16-bit
//! activations, 8-bit inputs and weights of matrices, 32-bit sums.

pub(crate) mod keys;
pub(crate) mod lookup;
pub(crate) mod matrix;
pub(crate) mod wide;
pub(crate) mod layer;

use crate::arborescence::Arcs;
use crate::tagset::{Deprel, EntityKind, Upos, Xpos};
use crate::weights::{Reader, WeightsError};
use layer::Layer;
use lookup::Lookup;
use matrix::{Matrix, ONE, POINT, product};
use std::ops::Range;

/// Words that are scored against one another; a longer sentence is divided for that, so that time stays linear.
const LONGEST: usize = 200;

/// Words between which distances differ in score; beyond, all are alike.
pub const FAR: usize = 20;

/// Most that a word wants or offers, so that their products can be summed in 32 bits.
pub const MOST: f32 = 3.99;

/// Numbers by which arcs are scored, at most, for the same reason.
const MOST_ARC: usize = 112;

/// What is found of each word of a sentence.
pub(crate) struct Reading {
    /// Universal and Penn tags.
    pub(crate) tags: Vec<(Upos, Xpos)>,
    /// Heads, `None` for the root.
    pub(crate) heads: Vec<Option<u32>>,
    /// Relations to the heads.
    pub(crate) deprels: Vec<Deprel>,
    /// For the head word of a mention, what kind of thing it is.
    pub(crate) kinds: Vec<Option<EntityKind>>,
}

/// All weights.
pub(crate) struct Network {
    /// Vectors of words.
    pub(crate) lookup: Lookup,
    layers: Vec<Layer>,
    tags: Vec<(Upos, Xpos)>,
    kinds: Vec<Option<EntityKind>>,
    /// All that is read from the last layer, one part after the other.
    answers: Matrix,
    parts: Parts,
    root_offer: Vec<i16>,
    /// Added for the distance from head to word, from `-FAR` to `FAR`.
    distances: Vec<i32>,
    deprels: Vec<Deprel>,
    root_as_head: Vec<i16>,
    relation: Matrix,
}

/// Which rows of the answers are what.
struct Parts {
    /// Scores of the pairs of tags.
    tag: Range<usize>,
    /// Scores of the kinds of mentions.
    kind: Range<usize>,
    /// What a word looks for in a head.
    wants: Range<usize>,
    /// What a word offers as a head.
    offers: Range<usize>,
    /// The word's half of what a relation is told by.
    as_word: Range<usize>,
    /// The head's half.
    as_head: Range<usize>,
}

impl Network {
    /// Reads what the trainer wrote.
    pub(crate) fn read(reader: &mut Reader) -> Result<Network, WeightsError> {
        let lookup = Lookup::read(reader)?;
        let mut layers: Vec<Layer> = Vec::new();
        for _ in 0..reader.count("number of layers")? {
            let layer = Layer::read(reader)?;
            if layer.columns() != layers.last().map_or(lookup.width(), Layer::units) {
                return Err(reader.expected("layers that fit together"));
            }
            layers.push(layer);
        }
        let width = layers.last().map_or(lookup.width(), Layer::units);
        let tags = names(reader, |reader| Ok((Upos::parse(reader.text("upos")?), Xpos::parse(reader.text("xpos")?))))?;
        let tag = fitting(reader, width, tags.len())?;
        let kinds = names(reader, |reader| {
            let name = reader.text("kind of mention")?;
            Ok((!name.is_empty()).then(|| EntityKind::parse(name)))
        })?;
        let kind = fitting(reader, width, kinds.len())?;
        let wants = Matrix::read(reader)?;
        let offers = fitting(reader, width, wants.rows())?;
        let root_offer = activations(reader, wants.rows())?;
        let distances = activations(reader, 2 * FAR + 1)?.into_iter().map(i32::from).collect();
        let deprels = names(reader, |reader| Ok(Deprel::parse(reader.text("relation")?)))?;
        let as_word = Matrix::read(reader)?;
        let as_head = fitting(reader, width, as_word.rows())?;
        let root_as_head = activations(reader, as_word.rows())?;
        let relation = fitting(reader, as_word.rows(), deprels.len())?;
        let heavy = root_offer.iter().any(|value| f32::from(value.unsigned_abs()) > MOST * ONE as f32);
        if wants.rows() > MOST_ARC || heavy {
            return Err(reader.expected("arcs that can be summed in 32 bits"));
        }
        if wants.columns() != width || as_word.columns() != width || offers.rows() != wants.rows() {
            return Err(reader.expected("matrices that fit the layers"));
        }
        let mut rows = 0;
        let mut part = |matrix: &Matrix| {
            rows += matrix.rows();
            rows - matrix.rows()..rows
        };
        let parts = Parts {
            tag: part(&tag),
            kind: part(&kind),
            wants: part(&wants),
            offers: part(&offers),
            as_word: part(&as_word),
            as_head: part(&as_head),
        };
        let answers = Matrix::stacked(vec![tag, kind, wants, offers, as_word, as_head]);
        let network = Network {
            lookup,
            layers,
            tags,
            kinds,
            answers,
            parts,
            root_offer,
            distances,
            deprels,
            root_as_head,
            relation,
        };
        Ok(network)
    }

    /// Reads one sentence.
    pub(crate) fn read_sentence(&self, forms: &[&str]) -> Reading {
        let mut states = Vec::new();
        let mut room = Vec::new();
        let mut next = Vec::new();
        self.lookup.vectors(forms, &mut states);
        for layer in &self.layers {
            layer.apply(&states, &mut room, &mut next);
            std::mem::swap(&mut states, &mut next);
        }
        self.answers.apply(&states, &mut room);
        let answers: Vec<&[i16]> = room.chunks_exact(self.answers.rows()).collect();
        let tags = winners(&answers, &self.parts.tag, &self.tags);
        let kinds = winners(&answers, &self.parts.kind, &self.kinds);
        let heads = self.heads(&answers);
        let deprels = self.relations(&answers, &heads);
        Reading { tags, heads, deprels, kinds }
    }

    /// The best tree, or for a long sentence the best trees of its parts, hung from the root of the first.
    fn heads(&self, answers: &[&[i16]]) -> Vec<Option<u32>> {
        let n = answers.len();
        let wants = limited(answers, &self.parts.wants);
        let offers = limited(answers, &self.parts.offers);
        let size = self.parts.wants.len();
        let mut heads: Vec<Option<u32>> = Vec::with_capacity(n);
        let mut root = None;
        let parts = n.div_ceil(LONGEST).max(1);
        for part in 0..parts {
            let (start, end) = (part * n / parts, (part + 1) * n / parts);
            let arcs = Arcs::new(end - start, |head, word| {
                let word = start + word;
                let want = &wants[word * size..(word + 1) * size];
                if head == end - start {
                    return product(want, &self.root_offer) + self.distance(word + 1, 0);
                }
                let head = start + head;
                product(want, &offers[head * size..(head + 1) * size]) + self.distance(word, head)
            });
            for (at, head) in arcs.best_tree().into_iter().enumerate() {
                let head = head.map(|head| head + start as u32);
                if head.is_none() && root.is_none() {
                    root = Some((start + at) as u32);
                    heads.push(None);
                } else {
                    heads.push(head.or(root));
                }
            }
        }
        heads
    }

    /// What the distance from a head to its word adds; positions of words, with the root before the first.
    fn distance(&self, word: usize, head: usize) -> i32 {
        let far = FAR as isize;
        let steps = (head as isize - word as isize).clamp(-far, far) + far;
        self.distances[steps as usize] << POINT
    }

    fn relations(&self, answers: &[&[i16]], heads: &[Option<u32>]) -> Vec<Deprel> {
        let mut both = Vec::with_capacity(answers.len() * self.root_as_head.len());
        for (word, head) in answers.iter().zip(heads) {
            let head = match head {
                Some(head) => &answers[*head as usize][self.parts.as_head.clone()],
                None => &self.root_as_head,
            };
            let word = &word[self.parts.as_word.clone()];
            both.extend(word.iter().zip(head).map(|(word, head)| word.saturating_add(*head).max(0)));
        }
        let mut scores = Vec::new();
        self.relation.apply(&both, &mut scores);
        let scores: Vec<&[i16]> = scores.chunks_exact(self.relation.rows()).collect();
        winners(&scores, &(0..self.relation.rows()), &self.deprels)
    }
}

/// A list of names, at least one.
fn names<T>(
    reader: &mut Reader,
    read: impl Fn(&mut Reader) -> Result<T, WeightsError>,
) -> Result<Vec<T>, WeightsError> {
    let count = reader.count("number of names")?;
    if count == 0 {
        return Err(reader.expected("a name"));
    }
    (0..count).map(|_| read(reader)).collect()
}

/// A matrix that takes this many numbers and gives at least so many.
fn fitting(reader: &mut Reader, columns: usize, least_rows: usize) -> Result<Matrix, WeightsError> {
    let matrix = Matrix::read(reader)?;
    if matrix.columns() != columns || matrix.rows() < least_rows {
        return Err(reader.expected("a matrix that fits the layers"));
    }
    Ok(matrix)
}

fn activations(reader: &mut Reader, count: usize) -> Result<Vec<i16>, WeightsError> {
    let bytes = reader.bytes(count * 2, "activations")?;
    Ok(bytes.chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]])).collect())
}

/// A part of the answers, with nothing below zero and nothing above [`MOST`].
fn limited(answers: &[&[i16]], part: &Range<usize>) -> Vec<i16> {
    let most = (MOST * ONE as f32) as i16;
    answers.iter().flat_map(|row| &row[part.clone()]).map(|value| (*value).clamp(0, most)).collect()
}

/// For each word the name of the highest score; the lowest number wins a tie.
fn winners<T: Copy>(scores: &[&[i16]], part: &Range<usize>, names: &[T]) -> Vec<T> {
    let best = |row: &&[i16]| {
        let row = &row[part.start..part.start + names.len()];
        let most = row.iter().copied().fold(i16::MIN, i16::max);
        names[row.iter().position(|score| *score == most).unwrap_or(0)]
    };
    scores.iter().map(best).collect()
}
