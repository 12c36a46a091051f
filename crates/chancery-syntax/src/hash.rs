//! Names as numbers: the 32-bit keys under which pieces of text are looked up.
//!
//! The mixing is our own and must never change while weights trained with it are in use; the version number
//! of the weights file stands for it.

/// An odd constant whose multiples spread well: 2^64 divided by the golden ratio.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// The key of a piece of text.
pub(crate) fn text(text: &str) -> u32 {
    let mut hash = SPREAD;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    }
    finish(hash)
}

/// Folds the state so that every bit of it reaches the key.
fn finish(hash: u64) -> u32 {
    let hash = (hash ^ (hash >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (hash >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_tell_order_apart() {
        assert_ne!(text("ab"), text("ba"));
        assert_ne!(text(""), text("\0"));
    }
}
