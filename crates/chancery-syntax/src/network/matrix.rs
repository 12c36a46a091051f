//! Matrices of whole numbers: sums of products that are the same on every machine.

use super::wide::{self, FOUR, MOST_WEIGHT, Weights};
use crate::weights::{Reader, WeightsError};
use archmage::autoversion;

/// Bits below the point of an activation: 1.0 is 1,024.
pub(crate) const POINT: u32 = 10;

/// 1.0 as an activation.
pub(crate) const ONE: i32 = 1 << POINT;

/// Rows and columns are padded to this many numbers, so that the inner loops have no remainder.
pub(crate) const LANES: usize = 16;

/// Bits of an activation that are rounded off before it is multiplied: inputs of a matrix are bytes.
pub(crate) const ROUNDED: u32 = 5;

/// What is added to inputs, so that they are not negative.
const MIDDLE: i16 = 128;

/// Most columns, so that no sum is larger than 32 bits hold.
const MOST_COLUMNS: usize = 1 << 10;

/// Weights and biases of one step: `out = weights · in + bias`.
#[derive(Default)]
pub(crate) struct Matrix {
    rows: usize,
    columns: usize,
    /// In blocks of [`LANES`] rows, and in a block four columns by four columns.
    weights: Vec<Weights>,
    /// One for each row, in units of an activation times a weight; [`MIDDLE`] is taken out here, and half a unit for
    /// rounding put in.
    bias: Vec<i32>,
    /// Bits below the point of each row's weights.
    points: Vec<i32>,
}

impl Matrix {
    /// Reads a matrix that the trainer wrote.
    pub(crate) fn read(reader: &mut Reader) -> Result<Matrix, WeightsError> {
        let rows = reader.count("rows")?;
        let columns = reader.count("columns")?;
        if rows % LANES != 0 || columns % LANES != 0 || columns == 0 || rows == 0 || columns > MOST_COLUMNS {
            return Err(reader.expected("rows and columns in whole lanes"));
        }
        let points: Vec<i32> = reader.bytes(rows, "points")?.iter().map(|point| i32::from(*point)).collect();
        let bytes = reader.bytes(rows.saturating_mul(columns), "weights")?;
        let weights: Vec<i8> = bytes.iter().map(|byte| *byte as i8).collect();
        let bytes = reader.bytes(rows.saturating_mul(4), "biases")?;
        let mut bias: Vec<i32> = bytes.as_chunks::<4>().0.iter().map(|four| i32::from_le_bytes(*four)).collect();
        let heavy = weights.iter().any(|weight| weight.unsigned_abs() > MOST_WEIGHT.unsigned_abs());
        if heavy || points.iter().any(|point| *point > 14) || bias.iter().any(|bias| bias.unsigned_abs() > 1 << 29) {
            return Err(reader.expected("weights small enough to be summed in 32 bits"));
        }
        for ((bias, point), row) in bias.iter_mut().zip(&points).zip(weights.chunks_exact(columns)) {
            *bias -= (i32::from(MIDDLE) << ROUNDED) * row.iter().map(|weight| i32::from(*weight)).sum::<i32>();
            *bias += 1 << point >> 1;
        }
        Ok(Matrix { rows, columns, weights: interleave(&weights, columns), bias, points })
    }

    /// The rows of these matrices, which take the same inputs, in one.
    pub(crate) fn stacked(matrices: Vec<Matrix>) -> Matrix {
        let mut all = Matrix::default();
        for matrix in matrices {
            all.rows += matrix.rows;
            all.columns = matrix.columns;
            all.weights.extend(matrix.weights);
            all.bias.extend(matrix.bias);
            all.points.extend(matrix.points);
        }
        all
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
        let mut bytes = vec![0; inputs.len()];
        round(inputs, &mut bytes);
        wide::multiply(self, &bytes, out);
    }

    /// The rows in blocks of [`LANES`].
    #[inline(always)]
    pub(crate) fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        let weights = self.weights.chunks_exact(self.columns / FOUR);
        let rest = self.bias.as_chunks::<LANES>().0.iter().zip(self.points.as_chunks::<LANES>().0);
        weights.zip(rest).map(|(weights, (bias, points))| Block { weights, bias, points })
    }
}

/// Some rows of a matrix.
pub(crate) struct Block<'m> {
    /// Four columns by four columns.
    pub(crate) weights: &'m [Weights],
    /// What is added to the sums, half a unit for rounding among it.
    pub(crate) bias: &'m [i32; LANES],
    /// Bits below the point of each row's sums.
    pub(crate) points: &'m [i32; LANES],
}

/// Activations as inputs: rounded, with nothing in the middle.
#[autoversion]
fn round(activations: &[i16], inputs: &mut [u8]) {
    for (input, activation) in inputs.iter_mut().zip(activations) {
        let rounded = activation.saturating_add(1 << ROUNDED >> 1) >> ROUNDED;
        *input = (rounded.clamp(-127, 127) + MIDDLE) as u8;
    }
}

/// Puts weights that stand row by row into the order in which they are used.
fn interleave(rows: &[i8], columns: usize) -> Vec<Weights> {
    let mut out = Vec::with_capacity(rows.len() / (FOUR * LANES));
    for block in rows.chunks_exact(LANES * columns) {
        for four in 0..columns / FOUR {
            out.push(std::array::from_fn(|at| block[at / FOUR * columns + FOUR * four + at % FOUR]));
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
    number.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::Linear;
    use crate::train::write_matrix;
    use crate::weights::Writer;
    use archmage::testing::{CompileTimePolicy, for_each_token_permutation};
    use proptest::prelude::*;

    #[test]
    fn all_processors_sum_alike_and_near_the_real_numbers() {
        let inputs = prop::collection::vec(-4_000i16..4_000, 48..48 * 30);
        let weights = prop::collection::vec(-1.0f32..1.0, 32 * 48);
        proptest!(ProptestConfig::with_cases(24), |(weights in weights, inputs in inputs)| {
            let inputs = &inputs[..inputs.len() / 48 * 48];
            let linear = Linear { weights, bias: vec![0.5; 32], columns: 48 };
            let mut writer = Writer::default();
            write_matrix(&mut writer, &linear);
            let file = writer.finish();
            let matrix = Matrix::read(&mut Reader::open(&file).unwrap()).unwrap();
            let mut sums = Vec::new();
            let report = for_each_token_permutation(CompileTimePolicy::Warn, |_| {
                let mut these = Vec::new();
                matrix.apply(inputs, &mut these);
                assert!(sums.is_empty() || sums == these);
                sums = these;
            });
            prop_assert!(report.permutations_run >= 1);
            for (word, input) in inputs.chunks(48).enumerate() {
                for row in 0..32 {
                    let products = input.iter().zip(&linear.weights[row * 48..]).map(|(x, w)| f32::from(*x) * w);
                    let real = (products.sum::<f32>() + 0.5 * ONE as f32).clamp(-32_768.0, 32_767.0);
                    prop_assert!((real - f32::from(sums[word * 32 + row])).abs() < 2_400.0);
                }
            }
        });
    }

    #[test]
    fn sums_of_the_heaviest_weights_and_largest_inputs_are_not_cut_off() {
        let linear = Linear { weights: vec![1.0; 16 * 1024], bias: vec![0.0; 16], columns: 1024 };
        let mut writer = Writer::default();
        write_matrix(&mut writer, &linear);
        let file = writer.finish();
        let matrix = Matrix::read(&mut Reader::open(&file).unwrap()).unwrap();
        for (input, sum) in [(i16::MAX, i16::MAX), (i16::MIN, i16::MIN), (0, 0)] {
            let _ = for_each_token_permutation(CompileTimePolicy::Warn, |_| {
                let mut sums = Vec::new();
                matrix.apply(&[input; 1024], &mut sums);
                assert_eq!(sums, [sum; 16]);
            });
        }
    }
}
