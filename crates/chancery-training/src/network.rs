//! The network in real numbers: its loss on a few sentences and the gradient of that.

use crate::parameters::{Layout, Place};
use crate::random::Random;
use crate::recurrent::{Trace, backward, forward, linear_backward};
use crate::sample::{Names, Sample};
use chancery_syntax::train::{FAR, MOST};
use ndarray::{Array1, Array2, ArrayView1, Axis, Slice};
use std::collections::BTreeMap;
use std::ops::Range;

/// Sizes, and how much is dropped while learning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sizes {
    /// Numbers in a word vector.
    pub width: usize,
    /// Recurrent layers.
    pub layers: usize,
    /// Units of a layer, of both directions together.
    pub units: usize,
    /// Numbers by which a word and its head find each other.
    pub arc: usize,
    /// Numbers by which a relation is told.
    pub relation: usize,
    /// Share of units that is dropped while learning.
    pub dropout: f32,
    /// Share of words that is read by shape and ends alone while learning.
    pub unknown: f32,
}

/// Where everything stands among the parameters.
pub(crate) struct Network {
    pub(crate) sizes: Sizes,
    /// From the given vector of a word to a word vector.
    pub(crate) given: Place,
    pub(crate) layers: Vec<Place>,
    pub(crate) tag: Place,
    pub(crate) kind: Place,
    pub(crate) wants: Place,
    pub(crate) offers: Place,
    pub(crate) root_offer: Range<usize>,
    pub(crate) distances: Range<usize>,
    pub(crate) as_word: Place,
    pub(crate) as_head: Place,
    pub(crate) root_as_head: Range<usize>,
    pub(crate) relation: Place,
}

/// Weights of the losses of tags and of kinds, beside arcs and relations at 1.
const TAG_WEIGHT: f32 = 0.7;
const KIND_WEIGHT: f32 = 0.5;

/// What one pass gives.
pub(crate) struct Pass {
    /// Summed over words.
    pub(crate) loss: f32,
    /// Of the parameters.
    pub(crate) gradients: Vec<f32>,
    /// Of the word rows that were used.
    pub(crate) of_rows: BTreeMap<u32, Array1<f32>>,
}

/// What all answers are read from.
#[derive(Clone, Copy)]
struct Seen<'a> {
    values: &'a [f32],
    samples: &'a [&'a Sample],
    /// Rows of each sentence.
    sentences: &'a [Range<usize>],
    /// What the last layer says of each word.
    states: &'a Array2<f32>,
}

/// The gradients that the answers add up.
struct Slopes {
    of_states: Array2<f32>,
    gradients: Vec<f32>,
}

impl Slopes {
    /// Adds those of a matrix that was applied to the states.
    fn add(&mut self, place: &Place, seen: Seen, of_output: &Array2<f32>) {
        self.of_states += &linear_backward(place, seen.values, seen.states, of_output, &mut self.gradients);
    }
}

impl Network {
    /// Lays the network out, begun at random.
    pub(crate) fn new(sizes: Sizes, given: usize, names: &Names, random: &mut Random) -> (Network, Vec<f32>) {
        let mut layout = Layout::default();
        let given = layout.linear(sizes.width, given.max(1), random);
        let mut columns = sizes.width;
        let mut layers = Vec::new();
        for _ in 0..sizes.layers {
            layers.push(layout.linear(3 * sizes.units, columns, random));
            columns = sizes.units;
        }
        let network = Network {
            sizes,
            given,
            layers,
            tag: layout.linear(names.tags.len(), columns, random),
            kind: layout.linear(names.kinds.len(), columns, random),
            wants: layout.linear(sizes.arc, columns, random),
            offers: layout.linear(sizes.arc, columns, random),
            root_offer: layout.vector(sizes.arc, 0.1),
            distances: layout.vector(2 * FAR + 1, 0.0),
            as_word: layout.linear(sizes.relation, columns, random),
            as_head: layout.linear(sizes.relation, columns, random),
            root_as_head: layout.vector(sizes.relation, 0.0),
            relation: layout.linear(names.deprels.len(), sizes.relation, random),
        };
        (network, layout.values)
    }

    /// The loss on these sentences and its gradient. `rows` are the word rows, `given` the vectors of known words.
    pub(crate) fn pass(
        &self,
        values: &[f32],
        rows: &[f32],
        given: &[f32],
        samples: &[&Sample],
        random: &mut Random,
    ) -> Pass {
        let sizes = self.sizes;
        let total: usize = samples.iter().map(|sample| sample.len()).sum();
        let mut sentences = Vec::new();
        let mut start = 0;
        for sample in samples {
            sentences.push(start..start + sample.len());
            start += sample.len();
        }

        // Words.
        let given_width = self.given.columns;
        let known = given.len() / given_width;
        let mut given_input = Array2::zeros((total, given_width));
        let mut input = Array2::<f32>::zeros((total, sizes.width));
        let mut used: Vec<Vec<u32>> = Vec::with_capacity(total);
        for (at, word_rows) in samples.iter().flat_map(|sample| &sample.rows).enumerate() {
            let mut word_rows = word_rows.clone();
            if random.chance(sizes.unknown) {
                word_rows[0] = known as u32;
            }
            if (word_rows[0] as usize) < known {
                let first = word_rows[0] as usize * given_width;
                given_input.row_mut(at).assign(&ArrayView1::from(&given[first..first + given_width]));
            }
            let mut sum = input.row_mut(at);
            for row in &word_rows {
                let first = *row as usize * sizes.width;
                sum += &ArrayView1::from(&rows[first..first + sizes.width]);
            }
            used.push(word_rows);
        }
        input += &given_input.dot(&self.given.matrix(values).t());
        let input_drops =
            Array2::from_shape_vec((total, sizes.width), random.drops(total * sizes.width, sizes.dropout * 0.6))
                .expect("one factor for each number");
        input *= &input_drops;

        // Layers.
        let mut traces: Vec<Trace> = Vec::new();
        let mut states = input;
        for place in &self.layers {
            let drops = Array2::from_shape_vec(
                (samples.len(), sizes.units),
                random.drops(samples.len() * sizes.units, sizes.dropout),
            )
            .expect("one factor for each unit");
            let (next, trace) = forward(place, values, states, &sentences, drops);
            traces.push(trace);
            states = next;
        }

        // Answers.
        let seen = Seen { values, samples, sentences: &sentences, states: &states };
        let mut slopes = Slopes { of_states: Array2::zeros(states.raw_dim()), gradients: vec![0f32; values.len()] };
        let mut loss = 0.0;
        loss += self.tags(seen, &mut slopes);
        loss += self.kinds(seen, &mut slopes);
        loss += self.arcs(seen, &mut slopes, random);
        loss += self.relations(seen, &mut slopes, random);

        // And back.
        let Slopes { mut of_states, mut gradients } = slopes;
        for (place, trace) in self.layers.iter().zip(&traces).rev() {
            of_states = backward(place, values, trace, &sentences, of_states, &mut gradients);
        }
        of_states *= &input_drops;
        let of_given = of_states.t().dot(&given_input);
        gradients[self.given.weights()].iter_mut().zip(of_given.iter()).for_each(|(sum, part)| *sum += part);
        let mut of_rows: BTreeMap<u32, Array1<f32>> = BTreeMap::new();
        for (word_rows, gradient) in used.iter().zip(of_states.rows()) {
            for row in word_rows {
                let sum = of_rows.entry(*row).or_insert_with(|| Array1::zeros(sizes.width));
                *sum += &gradient;
            }
        }
        Pass { loss, gradients, of_rows }
    }

    fn tags(&self, seen: Seen, slopes: &mut Slopes) -> f32 {
        let Seen { values, samples, states, .. } = seen;
        let mut scores = linear(&self.tag, values, states);
        let mut loss = 0.0;
        for (at, shares) in samples.iter().flat_map(|sample| &sample.tags).enumerate() {
            let row = scores.row_mut(at).into_slice().expect("rows are whole");
            loss += learn(row, shares, TAG_WEIGHT);
        }
        slopes.add(&self.tag, seen, &scores);
        loss
    }

    fn kinds(&self, seen: Seen, slopes: &mut Slopes) -> f32 {
        let Seen { values, samples, sentences, states, .. } = seen;
        let mut scores = linear(&self.kind, values, states);
        let mut loss = 0.0;
        for (sample, words) in samples.iter().zip(sentences) {
            for word in words.clone() {
                let row = scores.row_mut(word).into_slice().expect("rows are whole");
                match &sample.kinds {
                    Some(kinds) => loss += learn(row, &[(kinds[word - words.start], 1.0)], KIND_WEIGHT),
                    None => row.fill(0.0),
                }
            }
        }
        slopes.add(&self.kind, seen, &scores);
        loss
    }

    fn arcs(&self, seen: Seen, slopes: &mut Slopes, random: &mut Random) -> f32 {
        let Seen { values, samples, sentences, states } = seen;
        let size = self.sizes.arc;
        let want_sums = linear(&self.wants, values, states);
        let offer_sums = linear(&self.offers, values, states);
        let drops = |random: &mut Random| {
            let count = want_sums.len();
            Array2::from_shape_vec(want_sums.raw_dim(), random.drops(count, self.sizes.dropout))
                .expect("one factor each")
        };
        let (want_drops, offer_drops) = (drops(random), drops(random));
        let wants = want_sums.mapv(|sum| sum.clamp(0.0, MOST)) * &want_drops;
        let offers = offer_sums.mapv(|sum| sum.clamp(0.0, MOST)) * &offer_drops;
        let mut of_wants = Array2::<f32>::zeros(wants.raw_dim());
        let mut of_offers = Array2::<f32>::zeros(offers.raw_dim());
        let root = ArrayView1::from(&values[self.root_offer.clone()]).to_owned();
        let mut of_root = Array1::<f32>::zeros(size);
        let mut loss = 0.0;
        for (sample, words) in samples.iter().zip(sentences) {
            let n = words.len();
            let wants = wants.slice_axis(Axis(0), Slice::from(words.clone()));
            let mut all = Array2::zeros((n + 1, size));
            all.slice_axis_mut(Axis(0), Slice::from(..n))
                .assign(&offers.slice_axis(Axis(0), Slice::from(words.clone())));
            all.row_mut(n).assign(&root);
            let mut scores = wants.dot(&all.t());
            for word in 0..n {
                for head in 0..=n {
                    scores[[word, head]] += values[self.distances.start + distance(word, head, n)];
                }
                scores[[word, word]] = -1e4;
            }
            for word in 0..n {
                let row = scores.row_mut(word).into_slice().expect("rows are whole");
                loss += learn(row, &sample.heads[word], 1.0);
                row[word] = 0.0;
                for (head, gradient) in row.iter().enumerate() {
                    slopes.gradients[self.distances.start + distance(word, head, n)] += gradient;
                }
            }
            of_wants.slice_axis_mut(Axis(0), Slice::from(words.clone())).assign(&scores.dot(&all));
            let of_all = scores.t().dot(&wants);
            of_offers
                .slice_axis_mut(Axis(0), Slice::from(words.clone()))
                .assign(&of_all.slice_axis(Axis(0), Slice::from(..n)));
            of_root += &of_all.row(n);
        }
        slopes.gradients[self.root_offer.clone()].iter_mut().zip(of_root.iter()).for_each(|(sum, part)| *sum += part);
        let through = |of: Array2<f32>, drops: &Array2<f32>, sums: &Array2<f32>| {
            let open = sums.mapv(|sum| f32::from(u8::from(sum > 0.0 && sum < MOST)));
            of * drops * open
        };
        let of_wants = through(of_wants, &want_drops, &want_sums);
        let of_offers = through(of_offers, &offer_drops, &offer_sums);
        slopes.add(&self.wants, seen, &of_wants);
        slopes.add(&self.offers, seen, &of_offers);
        loss
    }

    fn relations(&self, seen: Seen, slopes: &mut Slopes, random: &mut Random) -> f32 {
        let Seen { values, samples, sentences, states } = seen;
        let mut sums = linear(&self.as_word, values, states);
        let heads = linear(&self.as_head, values, states);
        let root = ArrayView1::from(&values[self.root_as_head.clone()]).to_owned();
        let head_of = |at: usize, sample: &Sample, words: &Range<usize>| {
            let head = sample.head[at - words.start] as usize;
            (head < words.len()).then(|| words.start + head)
        };
        for (sample, words) in samples.iter().zip(sentences) {
            for at in words.clone() {
                let mut sum = sums.row_mut(at);
                match head_of(at, sample, words) {
                    Some(head) => sum += &heads.row(head),
                    None => sum += &root,
                }
            }
        }
        let drops = Array2::from_shape_vec(sums.raw_dim(), random.drops(sums.len(), self.sizes.dropout * 0.5))
            .expect("one factor each");
        let open = sums.mapv(|sum| f32::from(u8::from(sum > 0.0))) * &drops;
        let inner = &sums * &open;
        let mut scores = linear(&self.relation, values, &inner);
        let mut loss = 0.0;
        for (at, shares) in samples.iter().flat_map(|sample| &sample.deprels).enumerate() {
            loss += learn(scores.row_mut(at).into_slice().expect("rows are whole"), shares, 1.0);
        }
        let of_sums = linear_backward(&self.relation, values, &inner, &scores, &mut slopes.gradients) * &open;
        let mut of_heads = Array2::<f32>::zeros(heads.raw_dim());
        for (sample, words) in samples.iter().zip(sentences) {
            for at in words.clone() {
                match head_of(at, sample, words) {
                    Some(head) => {
                        let mut row = of_heads.row_mut(head);
                        row += &of_sums.row(at);
                    }
                    None => {
                        let root = slopes.gradients[self.root_as_head.clone()].iter_mut();
                        root.zip(of_sums.row(at)).for_each(|(sum, part)| *sum += part);
                    }
                }
            }
        }
        slopes.add(&self.as_word, seen, &of_sums);
        slopes.add(&self.as_head, seen, &of_heads);
        loss
    }
}

fn linear(place: &Place, values: &[f32], input: &Array2<f32>) -> Array2<f32> {
    let mut out = input.dot(&place.matrix(values).t());
    out += &place.biases(values);
    out
}

/// The place of a distance; positions count the root as the one before the first word.
fn distance(word: usize, head: usize, n: usize) -> usize {
    let far = FAR as isize;
    let head = if head == n { 0 } else { head as isize + 1 };
    ((head - (word as isize + 1)).clamp(-far, far) + far) as usize
}

/// Turns scores into the gradient of the loss, which it gives: the cross entropy of the shares.
fn learn(scores: &mut [f32], shares: &[(u32, f32)], weight: f32) -> f32 {
    if shares.is_empty() {
        scores.fill(0.0);
        return 0.0;
    }
    let most = scores.iter().fold(f32::MIN, |most, score| most.max(*score));
    let mut sum = 0.0;
    for score in scores.iter() {
        sum += (score - most).exp();
    }
    let log_sum = sum.ln() + most;
    let mut loss = 0.0;
    for (answer, share) in shares {
        loss += share * (log_sum - scores[*answer as usize]);
    }
    for score in scores.iter_mut() {
        *score = (*score - log_sum).exp() * weight;
    }
    for (answer, share) in shares {
        scores[*answer as usize] -= share * weight;
    }
    loss * weight
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Lesson;
    use chancery_syntax::train::{other_rows, read_treebank};

    #[test]
    fn the_gradient_is_the_slope_of_the_loss() {
        let lessons: Vec<Lesson> =
            read_treebank(include_str!("../tests/tiny.conllu")).into_iter().map(Lesson::from).collect();
        let names = Names::of(&lessons);
        let samples: Vec<Sample> = lessons.iter().take(3).map(|lesson| Sample::new(lesson, &names, &[], 0.5)).collect();
        let samples: Vec<&Sample> = samples.iter().collect();
        let sizes = Sizes { width: 16, layers: 2, units: 16, arc: 16, relation: 16, dropout: 0.0, unknown: 0.0 };
        let mut random = Random(3);
        let (network, mut values) = Network::new(sizes, 1, &names, &mut random);
        let mut rows: Vec<f32> = (0..other_rows() * sizes.width).map(|_| random.around(0.5)).collect();
        let loss = |values: &[f32], rows: &[f32]| network.pass(values, rows, &[], &samples, &mut Random(1));
        let pass = loss(&values, &rows);
        let step = 1e-2;
        let mut near = 0;
        let tried: Vec<usize> = (0..values.len()).step_by(values.len() / 150).collect();
        for at in &tried {
            let kept = values[*at];
            values[*at] = kept + step;
            let above = loss(&values, &rows).loss;
            values[*at] = kept - step;
            let below = loss(&values, &rows).loss;
            values[*at] = kept;
            let slope = (above - below) / (2.0 * step);
            near += usize::from((slope - pass.gradients[*at]).abs() < 0.02 + 0.05 * slope.abs());
        }
        // A few of so many may step over a corner of a gate.
        assert!(near * 100 >= tried.len() * 95, "{near} of {}", tried.len());
        let (row, gradient) = pass.of_rows.iter().next_back().expect("words use rows");
        let at = *row as usize * sizes.width;
        rows[at] += step;
        let above = loss(&values, &rows).loss;
        rows[at] -= 2.0 * step;
        let slope = (above - loss(&values, &rows).loss) / (2.0 * step);
        assert!((slope - gradient[0]).abs() < 0.05 + 0.1 * slope.abs(), "{slope} {}", gradient[0]);
    }
}
