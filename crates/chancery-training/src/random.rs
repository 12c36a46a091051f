//! Numbers that look random and are the same for the same seed: SplitMix64 (Steele, Lea and Flood 2014).

/// A source of numbers.
#[derive(Debug, Clone)]
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// The next number.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 up to 1.
    pub(crate) fn unit(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1 << 24) as f32
    }

    /// True with this chance.
    pub(crate) fn chance(&mut self, chance: f32) -> bool {
        self.unit() < chance
    }

    /// From `-size` to `size`.
    pub(crate) fn around(&mut self, size: f32) -> f32 {
        (self.unit() * 2.0 - 1.0) * size
    }

    /// Puts things into a new order.
    pub(crate) fn shuffle<T>(&mut self, things: &mut [T]) {
        for i in (1..things.len()).rev() {
            things.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
    }

    /// Factors that drop some values and make up for them with the rest: 0 with this chance.
    pub(crate) fn drops(&mut self, count: usize, chance: f32) -> Vec<f32> {
        let kept = 1.0 / (1.0 - chance);
        (0..count).map(|_| if self.chance(chance) { 0.0 } else { kept }).collect()
    }
}
