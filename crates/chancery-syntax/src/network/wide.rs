//! The sums of products with instructions that do sixteen or thirty-two at a time.
//!
//! The sums are those of the plain way, since sums of whole numbers do not depend on their order.
#![cfg(target_arch = "x86_64")]

use super::matrix::{LANES, Matrix};
use pulp::NullaryFnOnce;
use pulp::x86::{V3, V4};
use std::arch::x86_64::{__m256i, __m512i};

/// Applies a matrix to all inputs; false where the processor has no such instructions.
pub(crate) fn multiply(matrix: &Matrix, inputs: &[i16], out: &mut [i16]) -> bool {
    if let Some(level) = V4::try_new() {
        level.vectorize(Multiply::<_, 8> { matrix, inputs, out, level });
    } else if let Some(level) = V3::try_new() {
        level.vectorize(Multiply::<_, 4> { matrix, inputs, out, level });
    } else {
        return false;
    }
    true
}

/// Instructions that multiply and add.
trait Level: Copy {
    /// The sums of one input with a block of rows.
    type Sums: Copy;
    /// All nothing.
    fn nothing(self) -> Self::Sums;
    /// Adds the products of two numbers of the input with two weights of each row.
    fn add(self, sums: &mut Self::Sums, two: i32, weights: &[i16; 2 * LANES]);
    /// The sums one by one.
    fn spread(self, sums: Self::Sums) -> [i32; LANES];
}

impl Level for V3 {
    type Sums = [__m256i; 2];

    #[inline(always)]
    fn nothing(self) -> Self::Sums {
        pulp::cast([0i32; LANES])
    }

    #[inline(always)]
    fn add(self, sums: &mut Self::Sums, two: i32, weights: &[i16; 2 * LANES]) {
        let both = self.avx._mm256_set1_epi32(two);
        let weights: [__m256i; 2] = pulp::cast(*weights);
        sums[0] = self.avx2._mm256_add_epi32(sums[0], self.avx2._mm256_madd_epi16(both, weights[0]));
        sums[1] = self.avx2._mm256_add_epi32(sums[1], self.avx2._mm256_madd_epi16(both, weights[1]));
    }

    #[inline(always)]
    fn spread(self, sums: Self::Sums) -> [i32; LANES] {
        pulp::cast(sums)
    }
}

impl Level for V4 {
    type Sums = __m512i;

    #[inline(always)]
    fn nothing(self) -> Self::Sums {
        pulp::cast([0i32; LANES])
    }

    #[inline(always)]
    fn add(self, sums: &mut Self::Sums, two: i32, weights: &[i16; 2 * LANES]) {
        let both = self.avx512f._mm512_set1_epi32(two);
        let products = self.avx512bw._mm512_madd_epi16(both, pulp::cast(*weights));
        *sums = self.avx512f._mm512_add_epi32(*sums, products);
    }

    #[inline(always)]
    fn spread(self, sums: Self::Sums) -> [i32; LANES] {
        pulp::cast(sums)
    }
}

/// One matrix applied to all inputs, `TOGETHER` of which are taken at a time: each weight is loaded once for them,
/// and their sums fit the processor's registers.
struct Multiply<'a, L, const TOGETHER: usize> {
    matrix: &'a Matrix,
    inputs: &'a [i16],
    out: &'a mut [i16],
    level: L,
}

impl<L: Level, const TOGETHER: usize> NullaryFnOnce for Multiply<'_, L, TOGETHER> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Multiply { matrix, inputs, out, level } = self;
        let (columns, rows) = (matrix.columns(), matrix.rows());
        let whole = inputs.len() / columns / TOGETHER * TOGETHER;
        let (groups, rest) = inputs.split_at(whole * columns);
        let (group_outs, rest_outs) = out.split_at_mut(whole * rows);
        for block in matrix.blocks() {
            for (group, out) in
                groups.chunks_exact(TOGETHER * columns).zip(group_outs.chunks_exact_mut(TOGETHER * rows))
            {
                multiply_block::<L, TOGETHER>(matrix, block, group, out, level);
            }
            let mut pairs = rest.chunks_exact(2 * columns);
            let mut outs = rest_outs.chunks_exact_mut(2 * rows);
            for (pair, out) in pairs.by_ref().zip(outs.by_ref()) {
                multiply_block::<L, 2>(matrix, block, pair, out, level);
            }
            if !pairs.remainder().is_empty() {
                multiply_block::<L, 1>(matrix, block, pairs.remainder(), outs.into_remainder(), level);
            }
        }
    }
}

/// One block of rows with so many inputs.
#[inline(always)]
fn multiply_block<L: Level, const N: usize>(
    matrix: &Matrix,
    (block, weights, bias): (usize, &[i16], &[i32]),
    inputs: &[i16],
    out: &mut [i16],
    level: L,
) {
    let columns = matrix.columns();
    let mut sums = [level.nothing(); N];
    let (weights, _) = weights.as_chunks::<{ 2 * LANES }>();
    // Slices of one known length, so that no index is checked in the loop.
    let inputs: [&[[i16; 2]]; N] =
        std::array::from_fn(|at| &inputs[at * columns..(at + 1) * columns].as_chunks::<2>().0[..weights.len()]);
    for (pair, weights) in weights.iter().enumerate() {
        for at in 0..N {
            level.add(&mut sums[at], pulp::cast(inputs[at][pair]), weights);
        }
    }
    for (sums, out) in sums.iter().zip(out.chunks_exact_mut(matrix.rows())) {
        matrix.finish(&level.spread(*sums), bias, &mut out[block * LANES..(block + 1) * LANES]);
    }
}
