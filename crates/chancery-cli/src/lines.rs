//! Lines of an input, none of them longer than memory allows.

use crate::inputs::{Input, reason};
use std::io::BufRead;

/// The longest line that is read; a longer one is skipped and told.
const LONGEST: usize = 32 << 20;

/// One line, with its place.
pub struct NumberedLine {
    /// The input's name.
    pub name: String,
    /// The line's number, from 1.
    pub number: usize,
    /// The line, without its end.
    pub text: String,
}

impl NumberedLine {
    /// A message about this line.
    pub fn error(&self, reason: impl std::fmt::Display) -> String {
        format!("{}:{}: {reason}", self.name, self.number)
    }
}

/// The lines of an input. A line that cannot be read is the message that says so, and the next line goes on.
pub struct Lines {
    input: Input,
    number: usize,
    ended: bool,
}

impl Lines {
    /// From the start of the input.
    pub fn new(input: Input) -> Lines {
        Lines { input, number: 0, ended: false }
    }

    /// Bytes up to the end of the line, without it; `None` at the end of the input. The flag says that bytes beyond
    /// the limit were passed over.
    fn bytes(&mut self) -> std::io::Result<Option<(Vec<u8>, bool)>> {
        let (mut line, mut too_long, mut any) = (Vec::new(), false, false);
        loop {
            let buffer = match self.input.reader.fill_buf() {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                buffer => buffer?,
            };
            if buffer.is_empty() {
                return Ok(any.then_some((line, too_long)));
            }
            any = true;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let piece = &buffer[..end.unwrap_or(buffer.len())];
            if line.len() + piece.len() > LONGEST {
                (line, too_long) = (Vec::new(), true);
            } else if !too_long {
                line.extend_from_slice(piece);
            }
            let used = piece.len() + usize::from(end.is_some());
            self.input.reader.consume(used);
            if end.is_some() {
                return Ok(Some((line, too_long)));
            }
        }
    }
}

impl Iterator for Lines {
    type Item = Result<NumberedLine, String>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        self.number += 1;
        let (name, number) = (self.input.name.clone(), self.number);
        let fail = |reason: String| Some(Err(format!("{name}:{number}: {reason}")));
        match self.bytes() {
            Ok(None) => {
                self.ended = true;
                None
            }
            Ok(Some((_, true))) => fail(format!("longer than {} MiB", LONGEST >> 20)),
            Ok(Some((bytes, false))) => match String::from_utf8(bytes) {
                Ok(mut text) => {
                    text.truncate(text.strip_suffix('\r').map_or(text.len(), str::len));
                    Some(Ok(NumberedLine { name, number, text }))
                }
                Err(error) => fail(format!("not UTF-8 at byte {}", error.utf8_error().valid_up_to())),
            },
            Err(error) => {
                self.ended = true;
                fail(reason(&error))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn a_bad_line_does_not_stop_the_others() {
        let bytes = b"one\r\n\xff\xfe\n\nlast".to_vec();
        let input = Input { name: "x".to_string(), reader: Box::new(Cursor::new(bytes)) };
        let lines: Vec<String> = Lines::new(input)
            .map(|line| line.map_or_else(|error| error, |line| format!("{} {}", line.number, line.text)))
            .collect();
        assert_eq!(lines, ["1 one", "x:2: not UTF-8 at byte 0", "3 ", "4 last"]);
    }
}
