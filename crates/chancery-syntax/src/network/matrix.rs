//! Matrices of whole numbers: sums of products that are the same on every machine.

use crate::weights::{Reader, WeightsError};

/// Bits below the point of an activation: 1.0 is 1,024.
pub(crate) const POINT: u32 = 10;

/// 1.0 as an activation.
pub(crate) const ONE: i32 = 1 << POINT;

/// Rows and columns are padded to this many numbers, so that the inner loops have no remainder.
pub(crate) const LANES: usize = 16;

/// Most that the weights of one row may sum to in size: with 16-bit inputs no 32-bit sum can then overflow.
const MOST_IN_ROW: u32 = 1 << 15;

/// Weights and biases of one step: `out = weights · in + bias`.
pub(crate) struct Matrix {
    rows: usize,
    columns: usize,
    /// In blocks of [`LANES`] rows, and in a block pair of columns by pair of columns, two weights of each row.
    weights: Vec<i16>,
    /// One for each row, in units of an activation times a weight.
    bias: Vec<i32>,
    /// Bits below the point of a weight.
    point: u32,
}

impl Matrix {
    /// Reads a matrix that the trainer wrote.
    pub(crate) fn read(reader: &mut Reader) -> Result<Matrix, WeightsError> {
        let rows = reader.count("rows")?;
        let columns = reader.count("columns")?;
        let point = u32::from(reader.byte("point")?);
        if rows % LANES != 0 || columns % LANES != 0 || columns == 0 || rows == 0 || point > 14 {
            return Err(reader.expected("rows and columns in whole lanes"));
        }
        let bytes = reader.bytes(rows.saturating_mul(columns).saturating_mul(2), "weights")?;
        let weights: Vec<i16> = bytes.chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]])).collect();
        let bytes = reader.bytes(rows.saturating_mul(4), "biases")?;
        let bias: Vec<i32> =
            bytes.chunks_exact(4).map(|four| i32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect();
        let heavy = |row: &[i16]| row.iter().map(|weight| u32::from(weight.unsigned_abs())).sum::<u32>() > MOST_IN_ROW;
        if weights.chunks_exact(columns).any(heavy) || bias.iter().any(|bias| bias.unsigned_abs() > 1 << 29) {
            return Err(reader.expected("weights small enough to be summed in 32 bits"));
        }
        Ok(Matrix { rows, columns, weights: interleave(&weights, columns), bias, point })
    }

    /// Numbers that go in.
    pub(crate) fn columns(&self) -> usize {
        self.columns
    }

    /// Numbers that come out.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// Applies it to every input, one after the other in `inputs`; the outputs stand in the same way in `out`,
    /// rounded to activations.
    pub(crate) fn apply(&self, inputs: &[i16], out: &mut Vec<i16>) {
        out.clear();
        out.resize(inputs.len() / self.columns * self.rows, 0);
        #[cfg(target_arch = "x86_64")]
        if super::wide::multiply(self, inputs, out) {
            return;
        }
        self.multiply(inputs, out);
    }

    /// The plain way, for processors of which we know no better.
    fn multiply(&self, inputs: &[i16], out: &mut [i16]) {
        for (block, weights, bias) in self.blocks() {
            for (input, out) in inputs.chunks_exact(self.columns).zip(out.chunks_exact_mut(self.rows)) {
                let mut sums = [0i32; LANES];
                for (pair, weights) in input.chunks_exact(2).zip(weights.chunks_exact(2 * LANES)) {
                    let (first, second) = (i32::from(pair[0]), i32::from(pair[1]));
                    for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(2)) {
                        *sum += first * i32::from(weights[0]) + second * i32::from(weights[1]);
                    }
                }
                self.finish(&sums, bias, &mut out[block * LANES..(block + 1) * LANES]);
            }
        }
    }

    /// The rows in blocks of [`LANES`]: number, weights, biases.
    #[inline(always)]
    pub(crate) fn blocks(&self) -> impl Iterator<Item = (usize, &[i16], &[i32])> {
        let weights = self.weights.chunks_exact(LANES * self.columns);
        weights.zip(self.bias.chunks_exact(LANES)).enumerate().map(|(block, (weights, bias))| (block, weights, bias))
    }

    /// Adds the biases and rounds to activations.
    #[inline(always)]
    pub(crate) fn finish(&self, sums: &[i32; LANES], bias: &[i32], out: &mut [i16]) {
        let half = (1 << self.point) >> 1;
        for ((out, sum), bias) in out.iter_mut().zip(sums).zip(bias) {
            *out = saturate((sum + bias + half) >> self.point);
        }
    }
}

/// Puts weights that stand row by row into the order in which they are used.
fn interleave(rows: &[i16], columns: usize) -> Vec<i16> {
    let mut out = Vec::with_capacity(rows.len());
    for block in rows.chunks_exact(LANES * columns) {
        for pair in 0..columns / 2 {
            for row in block.chunks_exact(columns) {
                out.extend_from_slice(&row[2 * pair..2 * pair + 2]);
            }
        }
    }
    out
}

/// The sum of products of two rows of activations.
#[inline(always)]
pub(crate) fn product(a: &[i16], b: &[i16]) -> i32 {
    a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum()
}

/// The nearest number that 16 bits hold.
#[inline(always)]
pub(crate) fn saturate(number: i32) -> i16 {
    number.clamp(-32_767, 32_767) as i16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::Linear;
    use crate::train::write_matrix;
    use crate::weights::Writer;
    use proptest::prelude::*;

    #[test]
    fn wide_and_plain_sums_are_the_same_and_near_the_real_ones() {
        proptest!(|(weights in prop::collection::vec(-1.0f32..1.0, 32 * 48), inputs in prop::collection::vec(-2_000i16..2_000, 48 * 6))| {
            let linear = Linear { weights, bias: vec![0.5; 32], columns: 48 };
            let mut writer = Writer::default();
            write_matrix(&mut writer, &linear);
            let file = writer.finish();
            let matrix = Matrix::read(&mut Reader::open(&file).unwrap()).unwrap();
            let mut wide = Vec::new();
            matrix.apply(&inputs, &mut wide);
            let mut plain = vec![0; wide.len()];
            matrix.multiply(&inputs, &mut plain);
            prop_assert_eq!(&wide, &plain);
            for (word, input) in inputs.chunks(48).enumerate() {
                for row in 0..32 {
                    let products = input.iter().zip(&linear.weights[row * 48..]).map(|(x, w)| f32::from(*x) * w);
                    let real = products.sum::<f32>() + 0.5 * ONE as f32;
                    prop_assert!((real - f32::from(plain[word * 32 + row])).abs() < 20.0);
                }
            }
        });
    }
}
