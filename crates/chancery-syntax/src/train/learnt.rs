//! A trained network in real numbers, and the weights file that is made of it.

use super::lemmatizer;
use super::treebank::Gold;
use crate::network::FAR;
use crate::network::lookup::write_lookup;
use crate::network::matrix::{LANES, ONE, POINT};
use crate::network::wide::MOST_WEIGHT;
use crate::tagset::{Deprel, EntityKind, Upos, Xpos};
use crate::weights::Writer;

/// `out = weights · in + bias`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Linear {
    /// Row by row: one row of `columns` numbers for each number that comes out.
    pub weights: Vec<f32>,
    /// One for each row.
    pub bias: Vec<f32>,
    /// Numbers that go in, a multiple of 16.
    pub columns: usize,
}

/// All that was learnt. How the parts work together is what `network` does with them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Learnt {
    /// Keys of the known words, sorted.
    pub words: Vec<u32>,
    /// For each known word the power of two below its rank by frequency.
    pub rarity: Vec<u8>,
    /// Numbers in a vector, a multiple of 16.
    pub width: usize,
    /// The vectors: known words, the unknown word, the shared tables.
    pub rows: Vec<f32>,
    /// The recurrent layers, each of gates, candidates and output gates.
    pub layers: Vec<Linear>,
    /// Pairs of tags.
    pub tags: Vec<(Upos, Xpos)>,
    /// One row for each pair.
    pub tag: Linear,
    /// Kinds of mentions, `None` among them.
    pub kinds: Vec<Option<EntityKind>>,
    /// One row for each kind.
    pub kind: Linear,
    /// What a word looks for in its head.
    pub wants: Linear,
    /// What a word offers as a head.
    pub offers: Linear,
    /// What the root offers.
    pub root_offer: Vec<f32>,
    /// Scores for the distance to a head.
    pub distances: Vec<f32>,
    /// Relations.
    pub deprels: Vec<Deprel>,
    /// The word's half of a relation.
    pub as_word: Linear,
    /// The head's half.
    pub as_head: Linear,
    /// The root's.
    pub root_as_head: Vec<f32>,
    /// One row for each relation.
    pub relation: Linear,
}

impl Learnt {
    /// The weights file. Lemmas are learnt here, from the sentences: they are tables, not sums.
    pub fn to_bytes(&self, sentences: &[Gold]) -> Vec<u8> {
        assert_eq!(self.distances.len(), 2 * FAR + 1, "one score for each distance");
        let mut writer = Writer::default();
        write_lookup(&mut writer, &self.words, &self.rarity, self.width, &self.rows);
        writer.varint(self.layers.len() as u32);
        for layer in &self.layers {
            write_matrix(&mut writer, layer);
        }
        writer.varint(self.tags.len() as u32);
        for (upos, xpos) in &self.tags {
            writer.text(upos.as_str());
            writer.text(xpos.as_str());
        }
        write_matrix(&mut writer, &self.tag);
        writer.varint(self.kinds.len() as u32);
        for kind in &self.kinds {
            writer.text(kind.map_or("", EntityKind::as_str));
        }
        write_matrix(&mut writer, &self.kind);
        write_matrix(&mut writer, &self.wants);
        write_matrix(&mut writer, &self.offers);
        write_activations(&mut writer, &self.root_offer);
        write_activations(&mut writer, &self.distances);
        writer.varint(self.deprels.len() as u32);
        for deprel in &self.deprels {
            writer.text(deprel.as_str());
        }
        write_matrix(&mut writer, &self.as_word);
        write_matrix(&mut writer, &self.as_head);
        write_activations(&mut writer, &self.root_as_head);
        write_matrix(&mut writer, &self.relation);
        let sentences: Vec<&Gold> = sentences.iter().collect();
        lemmatizer::train(&sentences, &mut writer);
        writer.finish()
    }
}

/// Writes a matrix, each row with as many bits below the point as its weights allow; rows are filled up to whole
/// lanes with nothing.
pub(crate) fn write_matrix(writer: &mut Writer, linear: &Linear) {
    let rows = linear.bias.len().next_multiple_of(LANES);
    let most = f32::from(MOST_WEIGHT);
    let point_of = |row: &[f32]| {
        let heaviest = row.iter().fold(0f32, |heaviest, weight| heaviest.max(weight.abs()));
        (0..=12u8).rev().find(|point| heaviest * (1u32 << point) as f32 <= most + 0.49).unwrap_or(0)
    };
    let mut points: Vec<u8> = linear.weights.chunks(linear.columns).map(point_of).collect();
    points.resize(rows, 0);
    writer.varint(rows as u32);
    writer.varint(linear.columns as u32);
    writer.bytes(&points);
    for (row, point) in linear.weights.chunks(linear.columns).zip(&points) {
        for weight in row {
            writer.byte((weight * (1u32 << point) as f32).round().clamp(-most, most) as i8 as u8);
        }
    }
    for _ in linear.weights.len()..rows * linear.columns {
        writer.byte(0);
    }
    for (bias, point) in linear.bias.iter().zip(&points) {
        let bias = bias.clamp(-30.0, 30.0) * (1u32 << point) as f32 * ONE as f32;
        writer.bytes(&(bias.round() as i32).to_le_bytes());
    }
    // What fills up can never win.
    for _ in linear.bias.len()..rows {
        writer.bytes(&0i32.to_le_bytes());
    }
}

fn write_activations(writer: &mut Writer, values: &[f32]) {
    for value in values {
        let value = (value * (1 << POINT) as f32).round().clamp(-32_767.0, 32_767.0);
        writer.bytes(&(value as i16).to_le_bytes());
    }
}
