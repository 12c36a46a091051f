//! The averaged perceptron: integer weights that learn from mistakes, summed over all steps.

/// The largest weight that is kept: a 16-bit number.
const MOST: i64 = i16::MAX as i64;

/// A weight as scoring reads it.
#[derive(Clone, Copy, Default)]
struct Weight {
    class: u8,
    value: i32,
}

/// The sum of a weight over all steps up to `stamp`.
#[derive(Clone, Copy, Default)]
struct Sum {
    stamp: u32,
    total: i64,
}

/// One feature: where its weights stand, how many there are and how many have room there.
#[derive(Clone, Copy, Default)]
struct Slot {
    key: u32,
    start: u32,
    updates: u32,
    length: u8,
    room: u8,
}

/// Weights in training: an open-addressed table of features over one long list of weights.
pub(crate) struct Perceptron {
    classes: usize,
    slots: Vec<Slot>,
    used: usize,
    weights: Vec<Weight>,
    /// Beside `weights`.
    sums: Vec<Sum>,
    step: u32,
    /// The slots of the features that are being scored.
    found: Vec<Slot>,
}

impl Perceptron {
    /// All weights 0.
    pub(crate) fn new(classes: usize) -> Perceptron {
        assert!(classes < 256, "a class is stored in one byte");
        Perceptron {
            classes,
            slots: vec![Slot::default(); 1 << 10],
            used: 0,
            weights: Vec::new(),
            sums: Vec::new(),
            step: 1,
            found: Vec::new(),
        }
    }

    /// The slot of a feature, or the empty one where it would go. A slot with no room is empty.
    fn find(&self, key: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = ((u64::from(key) * self.slots.len() as u64) >> 32) as usize;
        while self.slots[at].room != 0 && self.slots[at].key != key {
            at = (at + 1) & mask;
        }
        at
    }

    /// Sets `scores` to the sums of the features' present weights, and counts one step.
    pub(crate) fn score(&mut self, features: &[u32], scores: &mut Vec<i32>) {
        self.step += 1;
        scores.clear();
        scores.resize(self.classes, 0);
        // All slots are fetched before any weight, so that the waits for memory overlap.
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        found.extend(features.iter().map(|feature| self.slots[self.find(*feature)]));
        for slot in &found {
            let start = slot.start as usize;
            for weight in &self.weights[start..start + usize::from(slot.length)] {
                scores[usize::from(weight.class)] += weight.value;
            }
        }
        self.found = found;
    }

    /// Learns that `truth` should have won over `guess`.
    pub(crate) fn update(&mut self, features: &[u32], truth: usize, guess: usize) {
        for feature in features {
            let at = self.find(*feature);
            if self.slots[at].room == 0 {
                self.slots[at] = Slot { key: *feature, ..self.new_room(2) };
                self.used += 1;
            }
            self.slots[at].updates += 1;
            self.change(at, truth as u8, 1);
            self.change(at, guess as u8, -1);
            if self.used * 2 > self.slots.len() {
                self.grow();
            }
        }
    }

    /// Changes one weight of the feature in this slot.
    fn change(&mut self, at: usize, class: u8, change: i32) {
        let slot = self.slots[at];
        let start = slot.start as usize;
        let length = usize::from(slot.length);
        let place = (start..start + length).find(|place| self.weights[*place].class == class);
        let place = match place {
            Some(place) => place,
            None => {
                let mut slot = slot;
                if slot.length == slot.room {
                    let moved = self.new_room(slot.room.saturating_mul(2));
                    self.weights.copy_within(start..start + length, moved.start as usize);
                    self.sums.copy_within(start..start + length, moved.start as usize);
                    slot = Slot { start: moved.start, room: moved.room, ..slot };
                }
                let place = slot.start as usize + length;
                self.weights[place] = Weight { class, value: 0 };
                self.sums[place] = Sum { stamp: self.step, total: 0 };
                self.slots[at] = Slot { length: slot.length + 1, ..slot };
                place
            }
        };
        let (weight, sum) = (&mut self.weights[place], &mut self.sums[place]);
        sum.total += i64::from(weight.value) * i64::from(self.step - sum.stamp);
        sum.stamp = self.step;
        weight.value += change;
    }

    /// Room for so many weights at the end of the list.
    fn new_room(&mut self, room: u8) -> Slot {
        let start = self.weights.len();
        self.weights.resize(start + usize::from(room), Weight::default());
        self.sums.resize(start + usize::from(room), Sum::default());
        Slot { start: start as u32, room, ..Slot::default() }
    }

    /// Doubles the table.
    fn grow(&mut self) {
        let slots = std::mem::take(&mut self.slots);
        self.slots = vec![Slot::default(); slots.len() * 2];
        for slot in slots.into_iter().filter(|slot| slot.room != 0) {
            let at = self.find(slot.key);
            self.slots[at] = slot;
        }
    }

    /// The averaged weights in units of `1 / scale`, rounded, sorted by key. Features that were corrected
    /// fewer than `least_updates` times are chance, and weights below `least_weight` units change little: both go.
    pub(crate) fn rows(&self, scale: i64, least_updates: u32, least_weight: i64) -> Vec<(u32, Vec<(u8, i16)>)> {
        let mut rows = Vec::new();
        for slot in self.slots.iter().filter(|slot| slot.room != 0 && slot.updates >= least_updates) {
            let mut weights = Vec::new();
            for place in slot.start as usize..slot.start as usize + usize::from(slot.length) {
                let (weight, sum) = (self.weights[place], self.sums[place]);
                let total = sum.total + i64::from(weight.value) * i64::from(self.step - sum.stamp);
                let doubled = 2 * total * scale / i64::from(self.step);
                let rounded = (doubled + doubled.signum()) / 2;
                if rounded.abs() >= least_weight {
                    weights.push((weight.class, rounded.clamp(-MOST, MOST) as i16));
                }
            }
            if !weights.is_empty() {
                weights.sort_unstable();
                rows.push((slot.key, weights));
            }
        }
        rows.sort_unstable_by_key(|row| row.0);
        rows
    }
}

/// Random numbers of a seed (SplitMix64: Steele, Lea and Flood 2014).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    /// An order of `0..length` (Fisher and Yates).
    pub(crate) fn order(&mut self, length: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..length).collect();
        for i in (1..length).rev() {
            order.swap(i, self.below(i + 1));
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn learns_a_separable_pair() {
        let mut perceptron = Perceptron::new(2);
        let mut scores = Vec::new();
        for _ in 0..5 {
            for (features, truth) in [([1, 2], 0), ([1, 3], 1)] {
                perceptron.score(&features, &mut scores);
                let guess = usize::from(scores[1] > scores[0]);
                if guess != truth {
                    perceptron.update(&features, truth, guess);
                }
            }
        }
        let rows = perceptron.rows(8, 1, 1);
        let weight = |key: u32, class: u8| {
            let row = rows.iter().find(|row| row.0 == key).map(|row| &row.1);
            row.and_then(|row| row.iter().find(|weight| weight.0 == class)).map_or(0, |weight| weight.1)
        };
        assert!(weight(3, 1) > weight(3, 0));
        assert!(weight(2, 0) >= weight(2, 1));
    }
}
