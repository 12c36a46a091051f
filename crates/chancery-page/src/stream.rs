//! An input as a stream of plain bytes, never more of it in memory than its limits allow.

use crate::page::{Place, ReadError, Reason};
use crate::sniff::{HEAD, Kind, sniff};
use encoding_rs::Decoder;
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, BufReader, Read};

/// Any stream of bytes.
pub(crate) type Source<'a> = Box<dyn BufRead + Send + 'a>;

/// How often one compression may stand around another.
const WRAPPERS: usize = 3;

/// The stream inside all compressions, with what it holds.
pub(crate) fn unwrap<'a>(mut source: Source<'a>, name: &str) -> Result<(Kind, Source<'a>), ReadError> {
    for _ in 0..=WRAPPERS {
        let peeked = Peeked::new(source).map_err(|error| broken(name, Place::Whole, &error))?;
        let head = peeked.head.as_slice();
        if head.is_empty() {
            return Err(ReadError::new(name, Place::Whole, Reason::Empty));
        }
        let kind = sniff(head, name);
        let inner: Source<'a> = Box::new(peeked);
        source = match kind {
            Kind::Gzip => Box::new(BufReader::new(MultiGzDecoder::new(inner))),
            Kind::Zstd => Box::new(BufReader::new(Frames { source: inner, decoder: FrameDecoder::new(), open: false })),
            Kind::Utf16(encoding) => {
                let decoder = encoding.new_decoder();
                Box::new(BufReader::new(Transcoded { source: inner, decoder, ended: false }))
            }
            Kind::Binary(what) => return Err(ReadError::new(name, Place::Whole, Reason::NotText(what))),
            _ => return Ok((kind, inner)),
        };
    }
    Err(ReadError::new(name, Place::Whole, Reason::NotText("an archive inside an archive")))
}

/// The error for a stream that fails: a compression that stops early is damage, anything else the system's word.
pub(crate) fn broken(name: &str, place: Place, error: &io::Error) -> ReadError {
    let reason = match error.kind() {
        io::ErrorKind::UnexpectedEof => Reason::Damaged("the compressed data stops before its end".to_string()),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::Other => {
            let said = error.to_string().replace(['\n', '\r'], " ");
            Reason::Damaged(format!("the compressed data is damaged ({said})"))
        }
        _ => Reason::Unreadable(error.to_string().replace(['\n', '\r'], " ")),
    };
    ReadError::new(name, place, reason)
}

/// One line of a stream.
pub(crate) enum Line {
    /// The line, without its end.
    Whole(Vec<u8>),
    /// A line beyond the limit; it was skipped.
    TooLong,
    /// The stream is at its end.
    End,
}

/// Reads a line of at most `limit` bytes; a longer one is skipped without being kept.
pub(crate) fn line(source: &mut Source<'_>, limit: usize) -> io::Result<Line> {
    let (mut line, mut too_long, mut any) = (Vec::new(), false, false);
    loop {
        let buffer = match source.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            return Ok(match (any, too_long) {
                (false, _) => Line::End,
                (true, true) => Line::TooLong,
                (true, false) => Line::Whole(line),
            });
        }
        any = true;
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let piece = &buffer[..end.unwrap_or(buffer.len())];
        too_long |= line.len() + piece.len() > limit;
        if too_long {
            line = Vec::new();
        } else {
            line.extend_from_slice(piece);
        }
        let used = piece.len() + usize::from(end.is_some());
        source.consume(used);
        if end.is_some() {
            return Ok(if too_long { Line::TooLong } else { Line::Whole(line) });
        }
    }
}

/// The rest of a stream.
pub(crate) struct Rest {
    /// What was read, at most `limit` bytes.
    pub bytes: Vec<u8>,
    /// True where there was more.
    pub too_long: bool,
    /// The failure that ended it, if one did.
    pub error: Option<io::Error>,
}

/// Reads a stream to its end, or to `limit` bytes.
pub(crate) fn rest(source: &mut Source<'_>, limit: usize) -> Rest {
    let mut bytes = Vec::new();
    let error = source.by_ref().take(limit as u64 + 1).read_to_end(&mut bytes).err();
    let too_long = bytes.len() > limit;
    bytes.truncate(limit);
    Rest { bytes, too_long, error }
}

/// A stream whose first bytes have been looked at and are still to be read.
struct Peeked<'a> {
    head: Vec<u8>,
    at: usize,
    failed: Option<io::Error>,
    rest: Source<'a>,
}

impl<'a> Peeked<'a> {
    /// Looks at up to [`HEAD`] bytes; of JSON Lines no more than the first line, so that a slow pipe is not waited for.
    fn new(mut rest: Source<'a>) -> io::Result<Peeked<'a>> {
        let (mut head, mut failed) = (Vec::new(), None);
        while head.len() < HEAD && !(head.first() == Some(&b'{') && head.contains(&b'\n')) {
            match rest.fill_buf() {
                Ok([]) => break,
                Ok(buffer) => {
                    let taken = buffer.len().min(HEAD - head.len());
                    head.extend_from_slice(&buffer[..taken]);
                    rest.consume(taken);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if head.is_empty() => return Err(error),
                Err(error) => {
                    failed = Some(error);
                    break;
                }
            }
        }
        Ok(Peeked { head, at: 0, failed, rest })
    }
}

impl Read for Peeked<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut buffer = self.fill_buf()?;
        let n = buffer.read(out)?;
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Peeked<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.head.len() {
            return Ok(&self.head[self.at..]);
        }
        match self.failed.take() {
            Some(error) => Err(error),
            None => self.rest.fill_buf(),
        }
    }

    fn consume(&mut self, n: usize) {
        if self.at < self.head.len() {
            self.at = (self.at + n).min(self.head.len());
        } else {
            self.rest.consume(n);
        }
    }
}

/// The frames of a Zstandard stream, one after the other.
struct Frames<'a> {
    source: Source<'a>,
    decoder: FrameDecoder,
    open: bool,
}

impl Read for Frames<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        loop {
            if self.open {
                while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                    let strategy = BlockDecodingStrategy::UptoBlocks(1);
                    self.decoder.decode_blocks(&mut self.source, strategy).map_err(io::Error::other)?;
                }
                let n = self.decoder.read(out)?;
                if n > 0 {
                    return Ok(n);
                }
                self.open = false;
            }
            if self.source.fill_buf()?.is_empty() {
                return Ok(0);
            }
            match self.decoder.reset(&mut self.source) {
                Ok(()) => self.open = true,
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.source.by_ref().take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
    }
}

/// A stream in UTF-16, as UTF-8.
struct Transcoded<'a> {
    source: Source<'a>,
    decoder: Decoder,
    ended: bool,
}

impl Read for Transcoded<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // The decoder wants room for a whole character.
        if out.len() < 8 {
            let mut room = [0u8; 8];
            let n = self.read(&mut room)?;
            // A caller that asks for less than a character at a time does not exist: a BufReader stands around this.
            let n = n.min(out.len());
            out[..n].copy_from_slice(&room[..n]);
            return Ok(n);
        }
        while !self.ended {
            let input = self.source.fill_buf()?;
            let last = input.is_empty();
            let (_, read, written, _) = self.decoder.decode_to_utf8(input, out, last);
            self.source.consume(read);
            self.ended = last;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn check(bytes: &[u8], expected: &str) {
        let (_, mut source) = unwrap(Box::new(bytes), "a").unwrap();
        assert_eq!(String::from_utf8(rest(&mut source, 1 << 20).bytes).unwrap(), expected);
    }

    #[test]
    fn compressions_are_taken_off() {
        let two = [gzip(b"They met. "), gzip(b"They left.")].concat();
        check(&two, "They met. They left.");
        check(&gzip(&two), "They met. They left.");
        // Two frames with one raw block each, and a skippable frame between them.
        let frame = |text: &[u8; 4]| {
            let block = (4u32 << 3) | 1;
            [b"\x28\xb5\x2f\xfd\x20\x04".as_slice(), &block.to_le_bytes()[..3], text].concat()
        };
        let skipped = b"\x50\x2a\x4d\x18\x02\x00\x00\x00xx";
        check(&[frame(b"They").as_slice(), skipped, &frame(b" met")].concat(), "They met");
        check(b"\xff\xfeT\x00h\x00e\x00y\x00", "They");
    }

    #[test]
    fn a_line_beyond_the_limit_is_skipped() {
        let mut source: Source = Box::new(BufReader::with_capacity(4, b"short\nmuch too long\nend".as_slice()));
        let mut next = || match line(&mut source, 6).unwrap() {
            Line::Whole(line) => String::from_utf8(line).unwrap(),
            Line::TooLong => "(too long)".to_string(),
            Line::End => "(end)".to_string(),
        };
        assert_eq!([next(), next(), next(), next()], ["short", "(too long)", "end", "(end)"]);
    }

    #[test]
    fn a_cut_gzip_gives_what_is_there_and_an_error() {
        let whole = gzip("They met in Geneva. ".repeat(2000).as_bytes());
        let (_, mut source) = unwrap(Box::new(&whole[..whole.len() - 20]), "a").unwrap();
        let read = rest(&mut source, 1 << 20);
        assert!(read.error.is_some() && read.bytes.starts_with(b"They met in Geneva."));
    }
}
