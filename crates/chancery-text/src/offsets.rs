//! Bytes inside, code points outside: the one place where an address changes its unit.

use crate::span::Span;

/// Turns byte addresses of one text into code-point addresses and back.
///
/// A text of ASCII alone needs no table. Any other has one entry for each 64 bytes, so that a look-up
/// counts at most 64 bytes.
pub struct Offsets<'a> {
    text: &'a str,
    /// Code points before byte `64 * i`; empty where the text is ASCII.
    counts: Vec<usize>,
}

const STRIDE: usize = 64;

impl<'a> Offsets<'a> {
    /// Reads the text once.
    pub fn new(text: &'a str) -> Offsets<'a> {
        let mut counts = Vec::new();
        if !text.is_ascii() {
            let mut seen = 0;
            for (i, byte) in text.bytes().enumerate() {
                if i % STRIDE == 0 {
                    counts.push(seen);
                }
                seen += usize::from(starts_code_point(byte));
            }
        }
        Offsets { text, counts }
    }

    /// How many code points stand before this byte.
    pub fn code_point(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if self.counts.is_empty() {
            return byte;
        }
        let block = (byte / STRIDE).min(self.counts.len() - 1);
        let tail = &self.text.as_bytes()[block * STRIDE..byte];
        self.counts[block] + tail.iter().filter(|b| starts_code_point(**b)).count()
    }

    /// The span as a half-open range of code points.
    pub fn code_points(&self, span: Span) -> (usize, usize) {
        (self.code_point(span.start), self.code_point(span.end))
    }

    /// The byte at which the given code point starts; the end of the text where there are fewer.
    pub fn byte(&self, code_point: usize) -> usize {
        if self.counts.is_empty() {
            return code_point.min(self.text.len());
        }
        let block = self.counts.partition_point(|seen| *seen <= code_point).saturating_sub(1);
        let mut seen = self.counts[block];
        for (i, byte) in self.text.bytes().enumerate().skip(block * STRIDE) {
            if starts_code_point(byte) {
                if seen == code_point {
                    return i;
                }
                seen += 1;
            }
        }
        self.text.len()
    }
}

fn starts_code_point(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_and_code_points_agree_with_counting(text in ".{0,200}") {
            let offsets = Offsets::new(&text);
            for (n, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(offsets.code_point(byte), n);
                prop_assert_eq!(offsets.byte(n), byte);
            }
            prop_assert_eq!(offsets.code_point(text.len()), text.chars().count());
            prop_assert_eq!(offsets.byte(text.chars().count() + 3), text.len());
        }
    }
}
