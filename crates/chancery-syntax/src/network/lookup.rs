//! The table of word vectors: one row for each known word, and rows that words share by their ends and shape.

use super::keys::{self, ROWS, SHARED};
use super::matrix::{LANES, POINT, saturate};
use crate::weights::{Reader, WeightsError};
use archmage::autoversion;

/// Bits below the point of a row's scale.
const SCALE_POINT: u32 = 14;

/// Vectors of 8-bit numbers, each row with a scale of its own.
pub(crate) struct Lookup {
    /// Keys of the known words, sorted.
    words: Vec<u32>,
    /// How rare each known word is: the power of two below its rank by frequency.
    rarity: Vec<u8>,
    width: usize,
    /// The known words in the order of their keys, the row of unknown words, then the shared tables.
    rows: Vec<i8>,
    scales: Vec<u16>,
}

/// The number of rows beside those of known words.
pub const fn other_rows() -> usize {
    let mut rows = 1;
    let mut table = 0;
    while table < SHARED.len() {
        rows += SHARED[table] as usize;
        table += 1;
    }
    rows
}

/// The rows that a form adds up, where `words` are the sorted keys of the known ones.
pub fn rows_of(words: &[u32], form: &str) -> [u32; ROWS] {
    let lower = keys::lower(form);
    let unknown = words.len() as u32;
    let mut rows = [0; ROWS];
    rows[0] = words.binary_search(&keys::word(&lower)).map_or(unknown, |at| at as u32);
    let mut start = unknown + 1;
    for (table, place) in keys::shared(form, &lower).into_iter().enumerate() {
        rows[table + 1] = start + place;
        start += SHARED[table];
    }
    rows
}

impl Lookup {
    /// Reads what [`write_lookup`] wrote.
    pub(crate) fn read(reader: &mut Reader) -> Result<Lookup, WeightsError> {
        let count = reader.count("number of words")?;
        let mut words = Vec::with_capacity(count);
        let mut key = 0u32;
        for at in 0..count {
            let step = reader.varint("word key")?;
            let next = key.checked_add(step).filter(|_| at == 0 || step > 0);
            key = next.ok_or_else(|| reader.expected("word keys in order"))?;
            words.push(key);
        }
        let rarity = reader.bytes(count, "rarity of words")?.to_vec();
        let width = reader.count("width of the vectors")?;
        if width == 0 || width % LANES != 0 {
            return Err(reader.expected("vectors in whole lanes"));
        }
        let n_rows = count + other_rows();
        let scales = reader.bytes(n_rows * 2, "scales")?;
        let scales = scales.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        let rows = reader.bytes(n_rows.saturating_mul(width), "vectors")?;
        Ok(Lookup { words, rarity, width, rows: rows.iter().map(|byte| *byte as i8).collect(), scales })
    }

    /// Numbers in a vector.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// How rare a lower-case word is, from 0; `None` for one that is not known.
    pub(crate) fn rarity(&self, lower: &str) -> Option<u8> {
        self.words.binary_search(&keys::word(&keys::lower(lower))).ok().map(|at| self.rarity[at])
    }

    /// The vectors of these words, one after the other, as activations.
    pub(crate) fn vectors(&self, forms: &[&str], out: &mut Vec<i16>) {
        out.clear();
        let mut sums = vec![0i32; self.width];
        for form in forms {
            sums.fill(0);
            for row in rows_of(&self.words, form) {
                let row = row as usize;
                let scale = i32::from(self.scales[row]);
                add(&mut sums, &self.rows[row * self.width..(row + 1) * self.width], scale);
            }
            let start = out.len();
            out.resize(start + self.width, 0);
            round(&sums, &mut out[start..]);
        }
    }
}

/// Adds a row to the sums.
#[autoversion]
fn add(sums: &mut [i32], row: &[i8], scale: i32) {
    for (sum, value) in sums.iter_mut().zip(row) {
        *sum += i32::from(*value) * scale;
    }
}

/// Sums as activations.
#[autoversion]
fn round(sums: &[i32], out: &mut [i16]) {
    let shift = SCALE_POINT - POINT;
    for (out, sum) in out.iter_mut().zip(sums) {
        *out = saturate((sum + (1 << (shift - 1))) >> shift);
    }
}

/// Writes a table of vectors: the sorted keys of the known words with their rarity, and all rows as real numbers.
#[cfg(any(test, feature = "train"))]
pub(crate) fn write_lookup(
    writer: &mut crate::weights::Writer,
    words: &[u32],
    rarity: &[u8],
    width: usize,
    rows: &[f32],
) {
    writer.varint(words.len() as u32);
    let mut last = 0;
    for key in words {
        writer.varint(key - last);
        last = *key;
    }
    rarity.iter().for_each(|rarity| writer.byte(*rarity));
    writer.varint(width as u32);
    let mut scales = Vec::new();
    for row in rows.chunks_exact(width) {
        let most = row.iter().fold(0f32, |most, value| most.max(value.abs()));
        let scale = (most / 127.0 * (1 << SCALE_POINT) as f32).ceil().clamp(1.0, 65_535.0) as u16;
        scales.push(scale);
        writer.bytes(&scale.to_le_bytes());
    }
    for (row, scale) in rows.chunks_exact(width).zip(scales) {
        for value in row {
            let step = f32::from(scale) / (1 << SCALE_POINT) as f32;
            writer.byte((value / step).round().clamp(-127.0, 127.0) as i8 as u8);
        }
    }
}
