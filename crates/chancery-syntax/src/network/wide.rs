//! Sums of products of bytes, with the widest instructions that the processor has.
//!
//! Sums of whole numbers do not depend on their order, and none of these instructions cuts a sum off, since weights
//! stay within [`MOST_WEIGHT`]: every way gives the same bytes.

use super::matrix::{Block, LANES, Matrix, ROUNDED, saturate};
use archmage::prelude::*;

/// Columns whose products an instruction sums at once.
pub(crate) const FOUR: usize = 4;

/// Most that a weight may be in size: two products of it with the largest input then fit 16 bits.
pub(crate) const MOST_WEIGHT: i8 = 63;

/// The weights of one block of rows for four columns: those of the first row, those of the second, and so on.
pub(crate) type Weights = [i8; FOUR * LANES];

/// Applies a matrix to all inputs.
pub(crate) fn multiply(matrix: &Matrix, inputs: &[u8], out: &mut [i16]) {
    if let Some(token) = X64V4xToken::summon() {
        multiply_v4x(token, matrix, inputs, out);
    } else if let Some(token) = X64V3Token::summon() {
        multiply_v3(token, matrix, inputs, out);
    } else {
        multiply_plain(matrix, inputs, out);
    }
}

/// Inputs that are taken together, so many that their sums fit the processor's registers: each weight is then loaded
/// once for all. Groups are of even size, since a small rest would leave the processor waiting for its own sums.
#[inline(always)]
fn groups(n: usize, together: usize) -> impl Iterator<Item = (usize, usize)> {
    let groups = n.div_ceil(together);
    (0..groups).map(move |group| (group * n / groups, (group + 1) * n / groups))
}

/// The first four columns of each input of a group, then the next four of each.
#[inline(always)]
fn side_by_side<const N: usize>(inputs: &[u8], columns: usize) -> Vec<[[u8; FOUR]; N]> {
    let rows: [&[[u8; FOUR]]; N] =
        std::array::from_fn(|at| inputs[at * columns..(at + 1) * columns].as_chunks::<FOUR>().0);
    (0..columns / FOUR).map(|place| rows.map(|row| row[place])).collect()
}

#[arcane(import_intrinsics)]
fn multiply_v4x(_token: X64V4xToken, matrix: &Matrix, inputs: &[u8], out: &mut [i16]) {
    let (columns, rows) = (matrix.columns(), matrix.rows());
    for (start, end) in groups(inputs.len() / columns, 12) {
        let inputs = &inputs[start * columns..end * columns];
        let out = &mut out[start * rows..end * rows];
        match end - start {
            1 => group_v4x::<1>(matrix, inputs, out),
            2 => group_v4x::<2>(matrix, inputs, out),
            3 => group_v4x::<3>(matrix, inputs, out),
            4 => group_v4x::<4>(matrix, inputs, out),
            5 => group_v4x::<5>(matrix, inputs, out),
            6 => group_v4x::<6>(matrix, inputs, out),
            7 => group_v4x::<7>(matrix, inputs, out),
            8 => group_v4x::<8>(matrix, inputs, out),
            9 => group_v4x::<9>(matrix, inputs, out),
            10 => group_v4x::<10>(matrix, inputs, out),
            11 => group_v4x::<11>(matrix, inputs, out),
            _ => group_v4x::<12>(matrix, inputs, out),
        }
    }
}

#[rite(v4x, import_intrinsics)]
fn group_v4x<const N: usize>(matrix: &Matrix, inputs: &[u8], out: &mut [i16]) {
    let inputs = side_by_side::<N>(inputs, matrix.columns());
    for (block, Block { weights, bias, points }) in matrix.blocks().enumerate() {
        let mut sums = [_mm512_setzero_si512(); N];
        for (weights, inputs) in weights.iter().zip(&inputs) {
            let weights = _mm512_loadu_si512(weights);
            for (sum, four) in sums.iter_mut().zip(inputs) {
                *sum = _mm512_dpbusd_epi32(*sum, _mm512_set1_epi32(i32::from_le_bytes(*four)), weights);
            }
        }
        let (bias, points) = (_mm512_loadu_si512(bias), _mm512_loadu_si512(points));
        for (sum, out) in sums.into_iter().zip(out.chunks_exact_mut(matrix.rows())) {
            let sum = _mm512_add_epi32(_mm512_slli_epi32::<ROUNDED>(sum), bias);
            let rounded = _mm512_cvtsepi32_epi16(_mm512_srav_epi32(sum, points));
            _mm256_storeu_si256(&mut out.as_chunks_mut::<LANES>().0[block], rounded);
        }
    }
}

#[arcane(import_intrinsics)]
fn multiply_v3(_token: X64V3Token, matrix: &Matrix, inputs: &[u8], out: &mut [i16]) {
    let (columns, rows) = (matrix.columns(), matrix.rows());
    for (start, end) in groups(inputs.len() / columns, 4) {
        let inputs = &inputs[start * columns..end * columns];
        let out = &mut out[start * rows..end * rows];
        match end - start {
            1 => group_v3::<1>(matrix, inputs, out),
            2 => group_v3::<2>(matrix, inputs, out),
            3 => group_v3::<3>(matrix, inputs, out),
            _ => group_v3::<4>(matrix, inputs, out),
        }
    }
}

#[rite(v3, import_intrinsics)]
fn group_v3<const N: usize>(matrix: &Matrix, inputs: &[u8], out: &mut [i16]) {
    let inputs = side_by_side::<N>(inputs, matrix.columns());
    let ones = _mm256_set1_epi16(1);
    for (block, Block { weights, bias, points }) in matrix.blocks().enumerate() {
        let mut sums = [[_mm256_setzero_si256(); 2]; N];
        for (weights, inputs) in weights.iter().zip(&inputs) {
            let (halves, _) = weights.as_chunks::<{ FOUR * LANES / 2 }>();
            let halves = [_mm256_loadu_si256(&halves[0]), _mm256_loadu_si256(&halves[1])];
            for (sums, four) in sums.iter_mut().zip(inputs) {
                let four = _mm256_set1_epi32(i32::from_le_bytes(*four));
                for (sum, half) in sums.iter_mut().zip(halves) {
                    *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(_mm256_maddubs_epi16(four, half), ones));
                }
            }
        }
        for (sums, out) in sums.into_iter().zip(out.chunks_exact_mut(matrix.rows())) {
            let mut rounded = [_mm256_setzero_si256(); 2];
            for half in 0..2 {
                let bias = _mm256_loadu_si256(&bias.as_chunks::<{ LANES / 2 }>().0[half]);
                let points = _mm256_loadu_si256(&points.as_chunks::<{ LANES / 2 }>().0[half]);
                let sum = _mm256_add_epi32(_mm256_slli_epi32::<{ ROUNDED as i32 }>(sums[half]), bias);
                rounded[half] = _mm256_srav_epi32(sum, points);
            }
            // The instruction packs by quarters, which are then put in order.
            let packed = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_packs_epi32(rounded[0], rounded[1]));
            _mm256_storeu_si256(&mut out.as_chunks_mut::<LANES>().0[block], packed);
        }
    }
}

/// The plain way, for processors of which we know no better.
fn multiply_plain(matrix: &Matrix, inputs: &[u8], out: &mut [i16]) {
    for (block, Block { weights, bias, points }) in matrix.blocks().enumerate() {
        for (input, out) in inputs.chunks_exact(matrix.columns()).zip(out.chunks_exact_mut(matrix.rows())) {
            let mut sums = [0i32; LANES];
            for (four, weights) in input.as_chunks::<FOUR>().0.iter().zip(weights) {
                for (sum, weights) in sums.iter_mut().zip(weights.as_chunks::<FOUR>().0) {
                    *sum += four.iter().zip(weights).map(|(x, w)| i32::from(*x) * i32::from(*w)).sum::<i32>();
                }
            }
            let rounded =
                std::array::from_fn::<i32, LANES, _>(|row| ((sums[row] << ROUNDED) + bias[row]) >> points[row]);
            out.as_chunks_mut::<LANES>().0[block] = rounded.map(saturate);
        }
    }
}
