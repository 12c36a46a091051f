//! All that is learnt beside the word rows, in one list, and how it moves: Adam (Kingma and Ba 2015).

use crate::random::Random;
use ndarray::{ArrayView1, ArrayView2};
use std::ops::Range;

/// Where a matrix and its biases stand in the list.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    start: usize,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
}

impl Place {
    pub(crate) fn weights(&self) -> Range<usize> {
        self.start..self.start + self.rows * self.columns
    }

    pub(crate) fn bias(&self) -> Range<usize> {
        let end = self.weights().end;
        end..end + self.rows
    }

    /// The matrix, one row for each number that comes out.
    pub(crate) fn matrix<'p>(&self, values: &'p [f32]) -> ArrayView2<'p, f32> {
        ArrayView2::from_shape((self.rows, self.columns), &values[self.weights()]).expect("a place fits its shape")
    }

    pub(crate) fn biases<'p>(&self, values: &'p [f32]) -> ArrayView1<'p, f32> {
        ArrayView1::from(&values[self.bias()])
    }
}

/// Lays out the list.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    pub(crate) values: Vec<f32>,
}

impl Layout {
    /// A matrix with biases, begun at random as Glorot and Bengio (2010) say.
    pub(crate) fn linear(&mut self, rows: usize, columns: usize, random: &mut Random) -> Place {
        let place = Place { start: self.values.len(), rows, columns };
        let size = (6.0 / (rows.min(4 * columns) + columns) as f32).sqrt();
        self.values.extend((0..rows * columns).map(|_| random.around(size)));
        self.values.extend((0..rows).map(|_| 0.0));
        place
    }

    /// Numbers that begin at the same value.
    pub(crate) fn vector(&mut self, count: usize, value: f32) -> Range<usize> {
        let start = self.values.len();
        self.values.extend((0..count).map(|_| value));
        start..start + count
    }
}

/// What Adam keeps of each number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Adam {
    first: Vec<f32>,
    second: Vec<f32>,
}

const FIRST: f32 = 0.9;
const SECOND: f32 = 0.95;

impl Adam {
    pub(crate) fn new(count: usize) -> Adam {
        Adam { first: vec![0.0; count], second: vec![0.0; count] }
    }

    /// Moves the numbers from `at` on against their gradients; `step` counts from 1.
    pub(crate) fn step(&mut self, at: usize, values: &mut [f32], gradients: &[f32], rate: f32, step: i32) {
        let (right_first, right_second) = (1.0 / (1.0 - FIRST.powi(step)), 1.0 / (1.0 - SECOND.powi(step)));
        let first = &mut self.first[at..at + values.len()];
        let second = &mut self.second[at..at + values.len()];
        for i in 0..values.len() {
            let gradient = gradients[i];
            first[i] = FIRST * first[i] + (1.0 - FIRST) * gradient;
            second[i] = SECOND * second[i] + (1.0 - SECOND) * gradient * gradient;
            values[i] -= rate * first[i] * right_first / ((second[i] * right_second).sqrt() + 1e-8);
        }
    }
}
