//! The recurrent layer and its gradient; the reading of it in whole numbers is `chancery_syntax`'s.

use crate::parameters::Place;
use chancery_syntax::train::{KEPT_AT_REST, SHOWN_AT_REST};
use ndarray::{Array2, Axis};
use std::ops::Range;

/// What a layer remembers of its forward pass.
pub(crate) struct Trace {
    input: Array2<f32>,
    /// Sums before they are squashed: gates, candidates, output gates.
    sums: Array2<f32>,
    states: Array2<f32>,
    /// Factors of dropout for each sentence and unit.
    drops: Array2<f32>,
}

/// The straight piece of a gate between nothing and all.
fn gate(sum: f32, at_rest: f32) -> f32 {
    (sum * 0.25 + at_rest).clamp(0.0, 1.0)
}

/// The slope of [`gate`].
fn gate_slope(sum: f32, at_rest: f32) -> f32 {
    if (0.0..=1.0).contains(&(sum * 0.25 + at_rest)) { 0.25 } else { 0.0 }
}

/// Runs the layer over sentences that stand one after the other; `drops` has one row for each sentence.
pub(crate) fn forward(
    place: &Place,
    values: &[f32],
    input: Array2<f32>,
    sentences: &[Range<usize>],
    drops: Array2<f32>,
) -> (Array2<f32>, Trace) {
    let units = place.rows / 3;
    let half = units / 2;
    let mut sums = input.dot(&place.matrix(values).t());
    sums += &place.biases(values);
    let mut states = Array2::zeros((input.nrows(), units));
    let mut output = Array2::zeros((input.nrows(), units));
    let skip = place.columns == units;
    for (at, sentence) in sentences.iter().enumerate() {
        for (from, backwards) in [(0, false), (half, true)] {
            let mut state = vec![0f32; half];
            for word in order(sentence, backwards) {
                let sums = sums.row(word);
                for (i, state) in state.iter_mut().enumerate() {
                    let unit = from + i;
                    let open = gate(sums[unit], KEPT_AT_REST);
                    let candidate = sums[units + unit].clamp(-1.0, 1.0);
                    *state += open * (candidate - *state);
                    states[[word, unit]] = *state;
                    let kept = if skip { input[[word, unit]] } else { 0.0 };
                    let shown = gate(sums[2 * units + unit], SHOWN_AT_REST) * *state;
                    output[[word, unit]] = (shown + kept) * drops[[at, unit]];
                }
            }
        }
    }
    (output, Trace { input, sums, states, drops })
}

/// Adds the gradients of the weights to `gradients` and gives the gradient of the input.
pub(crate) fn backward(
    place: &Place,
    values: &[f32],
    trace: &Trace,
    sentences: &[Range<usize>],
    mut from_above: Array2<f32>,
    gradients: &mut [f32],
) -> Array2<f32> {
    let units = place.rows / 3;
    let half = units / 2;
    let mut of_sums = Array2::zeros(trace.sums.raw_dim());
    for (at, sentence) in sentences.iter().enumerate() {
        for word in sentence.clone() {
            let mut row = from_above.row_mut(word);
            row *= &trace.drops.row(at);
        }
        for (from, backwards) in [(0, false), (half, true)] {
            let mut carried = vec![0f32; half];
            let words: Vec<usize> = order(sentence, backwards).collect();
            for (step, word) in words.iter().enumerate().rev() {
                for (i, carried) in carried.iter_mut().enumerate() {
                    let unit = from + i;
                    let sums = [0, 1, 2].map(|part| trace.sums[[*word, part * units + unit]]);
                    let state = trace.states[[*word, unit]];
                    let before = if step > 0 { trace.states[[words[step - 1], unit]] } else { 0.0 };
                    let above = from_above[[*word, unit]];
                    let open = gate(sums[0], KEPT_AT_REST);
                    let candidate = sums[1].clamp(-1.0, 1.0);
                    let of_state = above * gate(sums[2], SHOWN_AT_REST) + *carried;
                    *carried = of_state * (1.0 - open);
                    of_sums[[*word, unit]] = of_state * (candidate - before) * gate_slope(sums[0], KEPT_AT_REST);
                    of_sums[[*word, units + unit]] = if sums[1].abs() <= 1.0 { of_state * open } else { 0.0 };
                    of_sums[[*word, 2 * units + unit]] = above * state * gate_slope(sums[2], SHOWN_AT_REST);
                }
            }
        }
    }
    let mut of_input = linear_backward(place, values, &trace.input, &of_sums, gradients);
    if place.columns == units {
        of_input += &from_above;
    }
    of_input
}

/// The gradient of `out = in · weightsᵀ + bias`.
pub(crate) fn linear_backward(
    place: &Place,
    values: &[f32],
    input: &Array2<f32>,
    of_output: &Array2<f32>,
    gradients: &mut [f32],
) -> Array2<f32> {
    let of_weights = of_output.t().dot(input);
    let weights = gradients[place.weights()].iter_mut();
    weights.zip(of_weights.iter()).for_each(|(sum, gradient)| *sum += gradient);
    let of_bias = of_output.sum_axis(Axis(0));
    gradients[place.bias()].iter_mut().zip(of_bias.iter()).for_each(|(sum, gradient)| *sum += gradient);
    of_output.dot(&place.matrix(values))
}

fn order(sentence: &Range<usize>, backwards: bool) -> Box<dyn Iterator<Item = usize>> {
    if backwards { Box::new(sentence.clone().rev()) } else { Box::new(sentence.clone()) }
}
