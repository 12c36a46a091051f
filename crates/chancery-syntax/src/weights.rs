//! The weights file: its bytes read and written.

use thiserror::Error;

/// The first bytes of every weights file.
const MAGIC: &[u8; 8] = b"CHSYNTAX";

/// Changes with the layout of the file, with [`crate::hash`] and with what the network sees of a word.
const VERSION: u32 = 4;

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

    /// Bytes as they are.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.payload.extend_from_slice(bytes);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> Vec<u8> {
        let mut writer = Writer::default();
        writer.text("NOUN");
        writer.varint(900_000);
        writer.bytes(&[1, 2, 3]);
        writer.finish()
    }

    #[test]
    fn what_was_written_is_read() {
        let file = file();
        let mut reader = Reader::open(&file).unwrap();
        assert_eq!(reader.text("name").unwrap(), "NOUN");
        assert_eq!(reader.varint("number").unwrap(), 900_000);
        assert_eq!(reader.bytes(3, "bytes").unwrap(), [1, 2, 3]);
        reader.close().unwrap();
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
