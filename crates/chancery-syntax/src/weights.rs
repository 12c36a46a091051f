//! The weights file: its bytes read and written, and the linear scorers that it holds.

use thiserror::Error;

/// The first bytes of every weights file.
const MAGIC: &[u8; 8] = b"CHSYNTAX";

/// Changes with the layout of the file, with [`crate::hash`] and with the feature templates.
const VERSION: u32 = 2;

/// Bytes before the payload: magic, version, payload length, payload hash.
const HEADER: usize = 8 + 4 + 8 + 8;

/// Why a weights file was refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum WeightsError {
    /// The first bytes are those of another kind of file.
    #[error("not a Chancery syntax weights file: train one with `cargo xtask train`")]
    Magic,
    /// The file was written for another version of the program.
    #[error("weights of version {found}, but this program reads version {expected}: train them anew")]
    Version {
        /// Version that the file states.
        found: u32,
        /// Version that this program reads.
        expected: u32,
    },
    /// The bytes are not those that were written.
    #[error("damaged weights file: its contents do not have the hash that its header states")]
    Hash,
    /// The file ends too early or holds a value that cannot be.
    #[error("damaged weights file: {what} expected at byte {at}")]
    Format {
        /// What should have stood there.
        what: &'static str,
        /// Byte of the payload, counted from 0.
        at: usize,
    },
}

/// The hash that guards the payload: eight bytes at a time, so that it costs nothing beside the reading.
fn checksum(payload: &[u8]) -> u64 {
    let mut hash = 0x243F_6A88_85A3_08D3u64;
    for chunk in payload.chunks(8) {
        let mut word = [0u8; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        hash ^= hash >> 31;
    }
    hash ^ payload.len() as u64
}

/// Reads the payload of a weights file from front to back.
pub(crate) struct Reader<'b> {
    payload: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    /// Checks the header and stands at the first byte of the payload.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Reader<'b>, WeightsError> {
        if bytes.get(..8) != Some(MAGIC) {
            return Err(WeightsError::Magic);
        }
        let mut header = Reader { payload: bytes, at: 8 };
        let version = header.number(4, "version")? as u32;
        if version != VERSION {
            return Err(WeightsError::Version { found: version, expected: VERSION });
        }
        let length = header.number(8, "length")?;
        let hash = header.number(8, "hash")?;
        let payload = &bytes[HEADER..];
        if payload.len() as u64 != length || checksum(payload) != hash {
            return Err(WeightsError::Hash);
        }
        Ok(Reader { payload, at: 0 })
    }

    /// The error that something else should have stood here.
    pub(crate) fn expected(&self, what: &'static str) -> WeightsError {
        WeightsError::Format { what, at: self.at }
    }

    /// The next bytes.
    pub(crate) fn bytes(&mut self, length: usize, what: &'static str) -> Result<&'b [u8], WeightsError> {
        let end = self.at.checked_add(length).filter(|end| *end <= self.payload.len());
        let Some(end) = end else { return Err(self.expected(what)) };
        let bytes = &self.payload[self.at..end];
        self.at = end;
        Ok(bytes)
    }

    /// A little-endian number of so many bytes, at most 8.
    fn number(&mut self, length: usize, what: &'static str) -> Result<u64, WeightsError> {
        let bytes = self.bytes(length, what)?;
        Ok(bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    /// One byte.
    pub(crate) fn byte(&mut self, what: &'static str) -> Result<u8, WeightsError> {
        let Some(byte) = self.payload.get(self.at) else { return Err(self.expected(what)) };
        self.at += 1;
        Ok(*byte)
    }

    /// A number in as few groups of seven bits as it needs, the lowest first.
    pub(crate) fn varint(&mut self, what: &'static str) -> Result<u32, WeightsError> {
        let mut number = 0u64;
        for shift in (0..35).step_by(7) {
            let byte = self.byte(what)?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return u32::try_from(number).map_err(|_| self.expected(what));
            }
        }
        Err(self.expected(what))
    }

    /// A weight: most take one byte. The sign is the lowest bit.
    fn weight(&mut self) -> Result<i16, WeightsError> {
        let folded = self.varint("weight")?;
        let size = i16::try_from(folded >> 1).map_err(|_| self.expected("weight"))?;
        Ok(if folded & 1 == 1 { -size } else { size })
    }

    /// A count of things that take at least one byte each, so that a damaged count cannot ask for endless memory.
    pub(crate) fn count(&mut self, what: &'static str) -> Result<usize, WeightsError> {
        let count = self.varint(what)? as usize;
        if count > self.payload.len() - self.at { Err(self.expected(what)) } else { Ok(count) }
    }

    /// A length and so many bytes of UTF-8.
    pub(crate) fn text(&mut self, what: &'static str) -> Result<&'b str, WeightsError> {
        let length = self.count(what)?;
        let at = self.at;
        std::str::from_utf8(self.bytes(length, what)?).map_err(|_| WeightsError::Format { what, at })
    }

    /// Nothing may follow the last section.
    pub(crate) fn close(self) -> Result<(), WeightsError> {
        if self.at == self.payload.len() { Ok(()) } else { Err(self.expected("the end")) }
    }
}

/// Writes the payload of a weights file; the mirror of [`Reader`].
#[cfg(any(test, feature = "train"))]
#[derive(Default)]
pub(crate) struct Writer {
    payload: Vec<u8>,
}

#[cfg(any(test, feature = "train"))]
impl Writer {
    /// One byte.
    pub(crate) fn byte(&mut self, byte: u8) {
        self.payload.push(byte);
    }

    /// A number in groups of seven bits.
    pub(crate) fn varint(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.payload.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.payload.push(number as u8);
    }

    /// A length and the text's bytes.
    pub(crate) fn text(&mut self, text: &str) {
        self.varint(text.len() as u32);
        self.payload.extend_from_slice(text.as_bytes());
    }

    /// The whole file: the header, then what was written.
    pub(crate) fn finish(self) -> Vec<u8> {
        let mut file = Vec::with_capacity(HEADER + self.payload.len());
        file.extend_from_slice(MAGIC);
        file.extend_from_slice(&VERSION.to_le_bytes());
        file.extend_from_slice(&(self.payload.len() as u64).to_le_bytes());
        file.extend_from_slice(&checksum(&self.payload).to_le_bytes());
        file.extend_from_slice(&self.payload);
        file
    }
}

/// One feature of a scorer in its open-addressed table; `row` 0 marks an empty slot.
#[derive(Clone, Copy, Default)]
struct Slot {
    key: u32,
    row: u32,
}

/// A linear model: each feature adds its weights to the scores of some classes.
///
/// Weights are 16-bit numbers and scores 32-bit sums of them, so that every machine finds the same winner.
/// A feature's row in `entries` is a pair that holds the number of its weights, then one pair of class and weight each.
pub(crate) struct Scorer {
    classes: usize,
    slots: Vec<Slot>,
    entries: Vec<(u8, i16)>,
}

impl Scorer {
    /// Reads what [`write_scorer`] wrote.
    pub(crate) fn read(reader: &mut Reader) -> Result<Scorer, WeightsError> {
        let classes = reader.varint("number of classes")? as usize;
        if classes > 256 {
            return Err(reader.expected("at most 256 classes"));
        }
        let features = reader.count("number of features")?;
        let weights = reader.count("number of weights")?;
        // Three quarters full at most: an empty slot ends every search.
        let n_slots = (features * 4 / 3 + 1).next_power_of_two().max(2);
        let shift = 32 - n_slots.trailing_zeros();
        let mut slots = vec![Slot::default(); n_slots];
        let mut entries = Vec::with_capacity(1 + features + weights);
        entries.push((0, 0));
        let mut key = 0u32;
        for _ in 0..features {
            key = key.wrapping_add(reader.varint("feature key")?);
            let row = entries.len() as u32;
            let length = reader.byte("number of a feature's weights")?;
            entries.push((length, 0));
            for _ in 0..length {
                let class = reader.byte("class")?;
                if usize::from(class) >= classes {
                    return Err(reader.expected("a class below the number of classes"));
                }
                entries.push((class, reader.weight()?));
            }
            // Keys come sorted and the home slot is the key's high bits, so the table is filled from front to back.
            let mut slot = (key >> shift) as usize;
            while slots[slot].row != 0 {
                slot = (slot + 1) & (n_slots - 1);
            }
            slots[slot] = Slot { key, row };
        }
        Ok(Scorer { classes, slots, entries })
    }

    /// Number of classes.
    pub(crate) fn classes(&self) -> usize {
        self.classes
    }

    /// The row of a feature; row 0, of no weights, for an unknown one.
    fn row(&self, feature: u32) -> u32 {
        let mask = self.slots.len() - 1;
        let shift = 32 - self.slots.len().trailing_zeros();
        let mut at = (feature >> shift) as usize;
        loop {
            let slot = self.slots[at];
            if slot.key == feature || slot.row == 0 {
                return slot.row;
            }
            at = (at + 1) & mask;
        }
    }

    /// Sets `scores`, one for each class, to the sums of the features' weights. `rows` is room to work in.
    pub(crate) fn score(&self, features: &[u32], rows: &mut Vec<u32>, scores: &mut Vec<i32>) {
        scores.clear();
        scores.resize(self.classes, 0);
        // All rows are looked up before any weight is read, so that the waits for memory overlap.
        rows.clear();
        rows.extend(features.iter().map(|feature| self.row(*feature)));
        for row in rows {
            let row = *row as usize;
            let length = usize::from(self.entries[row].0);
            for (class, weight) in &self.entries[row + 1..row + 1 + length] {
                scores[usize::from(*class)] += i32::from(*weight);
            }
        }
    }
}

/// Writes a scorer of so many classes: rows of a feature's key and its weights by class, sorted by key.
#[cfg(any(test, feature = "train"))]
pub(crate) fn write_scorer(writer: &mut Writer, classes: usize, rows: &[(u32, Vec<(u8, i16)>)]) {
    writer.varint(classes as u32);
    writer.varint(rows.len() as u32);
    writer.varint(rows.iter().map(|(_, weights)| weights.len() as u32).sum());
    let mut last = 0;
    for (key, weights) in rows {
        writer.varint(key.wrapping_sub(last));
        last = *key;
        writer.byte(weights.len() as u8);
        for (class, weight) in weights {
            writer.byte(*class);
            writer.varint(u32::from(weight.unsigned_abs()) << 1 | u32::from(*weight < 0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> Vec<u8> {
        let mut writer = Writer::default();
        writer.text("NOUN");
        let rows = vec![(3, vec![(0, 5), (2, -700)]), (900_000, vec![(1, 1)]), (u32::MAX, vec![(2, 100)])];
        write_scorer(&mut writer, 3, &rows);
        writer.finish()
    }

    #[test]
    fn what_was_written_is_read() {
        let file = file();
        let mut reader = Reader::open(&file).unwrap();
        assert_eq!(reader.text("name").unwrap(), "NOUN");
        let scorer = Scorer::read(&mut reader).unwrap();
        reader.close().unwrap();
        let mut scores = Vec::new();
        scorer.score(&[3, 4, u32::MAX, 900_000, 3], &mut Vec::new(), &mut scores);
        assert_eq!(scores, [10, 1, -1300]);
    }

    #[test]
    fn bad_files_are_refused_by_name() {
        let good = file();
        assert_eq!(Reader::open(b"PNG").err(), Some(WeightsError::Magic));
        let mut other = good.clone();
        other[8] = 99;
        assert_eq!(Reader::open(&other).err(), Some(WeightsError::Version { found: 99, expected: VERSION }));
        let mut bent = good.clone();
        bent[HEADER + 2] ^= 1;
        assert_eq!(Reader::open(&bent).err(), Some(WeightsError::Hash));
        assert_eq!(Reader::open(&good[..good.len() - 1]).err(), Some(WeightsError::Hash));
        assert_eq!(Reader::open(&good[..10]).err(), Some(WeightsError::Format { what: "version", at: 8 }));
    }
}
