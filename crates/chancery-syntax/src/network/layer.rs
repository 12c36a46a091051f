//! A simple recurrent layer in both directions (Lei et al. 2018): what each word takes from the words before and after.

use super::matrix::{Matrix, ONE, POINT};
use crate::weights::{Reader, WeightsError};
use archmage::autoversion;

/// How much of its candidate a gate lets in, and how much of the state it shows, where its sum is nothing.
pub const KEPT_AT_REST: f32 = 0.3;
/// See [`KEPT_AT_REST`].
pub const SHOWN_AT_REST: f32 = 0.5;

/// Bits below the point of a state.
const STATE_POINT: u32 = 14;

/// For each word and unit a gate says how much of the word's candidate replaces the state, and another how much of
/// the state is shown. Half of the units read from the front, half from the back.
pub(crate) struct Layer {
    /// From the input to gates, candidates and output gates, `units` of each.
    project: Matrix,
    units: usize,
    /// True where the input is added to the output.
    skip: bool,
}

impl Layer {
    /// Reads what the trainer wrote: one matrix of three parts.
    pub(crate) fn read(reader: &mut Reader) -> Result<Layer, WeightsError> {
        let project = Matrix::read(reader)?;
        let units = project.rows() / 3;
        if project.rows() % 6 != 0 {
            return Err(reader.expected("rows for three parts in two directions"));
        }
        Ok(Layer { skip: project.columns() == units, units, project })
    }

    /// Numbers that go in for each word.
    pub(crate) fn columns(&self) -> usize {
        self.project.columns()
    }

    /// Numbers that come out for each word.
    pub(crate) fn units(&self) -> usize {
        self.units
    }

    /// The outputs of all words of a sentence; `room` is room to work in.
    pub(crate) fn apply(&self, inputs: &[i16], room: &mut Vec<i16>, out: &mut Vec<i16>) {
        self.project.apply(inputs, room);
        out.clear();
        out.resize(inputs.len() / self.columns() * self.units, 0);
        scan(self.units, room, out);
        if self.skip {
            for (out, input) in out.iter_mut().zip(inputs) {
                *out = out.saturating_add(*input);
            }
        }
    }
}

/// Goes over the words forwards with the first half of the units and backwards with the second.
#[autoversion]
fn scan(units: usize, parts: &[i16], out: &mut [i16]) {
    let words = out.len() / units;
    let half = units / 2;
    let mut state = vec![0i16; half];
    for (from, backwards) in [(0, false), (half, true)] {
        state.fill(0);
        for step in 0..words {
            let word = if backwards { words - 1 - step } else { step };
            let parts = &parts[word * 3 * units..(word + 1) * 3 * units];
            let gates = &parts[from..from + half];
            let candidates = &parts[units + from..units + from + half];
            let shown = &parts[2 * units + from..2 * units + from + half];
            let out = &mut out[word * units + from..word * units + from + half];
            for i in 0..half {
                let candidate = candidates[i].clamp(-(ONE as i16), ONE as i16) << (STATE_POINT - POINT);
                let change = times(open(gates[i], KEPT_AT_REST), candidate.saturating_sub(state[i]));
                state[i] = state[i].saturating_add(change);
                let shown = times(open(shown[i], SHOWN_AT_REST), state[i]);
                out[i] = (shown + (1 << (STATE_POINT - POINT - 1))) >> (STATE_POINT - POINT);
            }
        }
    }
}

/// How far a gate of this sum is open, in parts of 32,768: a straight line from nothing to all.
#[inline(always)]
fn open(sum: i16, at_rest: f32) -> i16 {
    let share = (sum >> 2).saturating_add((at_rest * ONE as f32) as i16).clamp(0, ONE as i16);
    (share << 4).saturating_add(share << 4)
}

/// A part of a number, rounded; the instruction that does this for many numbers at once is found by its form.
#[inline(always)]
fn times(share: i16, number: i16) -> i16 {
    ((((i32::from(share) * i32::from(number)) >> 14) + 1) >> 1) as i16
}
