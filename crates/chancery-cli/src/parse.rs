//! `chancery parse`: sentences as CoNLL-U.

use crate::args::{Common, ParseArgs};
use crate::batches::{self, Document, Made};
use crate::documents::{article, data, pages};
use crate::inputs::inputs;
use crate::lines::Lines;
use crate::report::Outcome;
use anyhow::Result;
use chancery::syntax::conllu::{annotate, write_document};
use chancery::{Page, Zone};

/// Bytes of CoNLL-U that are annotated as one piece; it ends with the sentence that passes this size.
const PIECE: usize = 64 << 10;
/// The longest sentence in CoNLL-U, in bytes; a longer one is cut there.
const LONGEST: usize = 8 << 20;

/// Parses every document, or fills in the words of every sentence given.
pub fn run(args: &ParseArgs) -> Result<Outcome> {
    let data = data(&args.common)?;
    let parser = data.parser()?;
    if args.conllu {
        return batches::run(&args.common, "", pieces(&args.common), |piece: Piece| {
            let (text, errors) = annotate(&parser, &piece.text);
            let place = |line: usize| format!("{}:{}", piece.name, piece.first_line + line - 1);
            let failures = errors.iter().map(|error| format!("{}: {}", place(error.line), error.message)).collect();
            Ok(Made { text, failures, ..Made::default() })
        });
    }
    let furniture = data.furniture()?;
    batches::run(&args.common, "", pages(&args.common), |page: Page| {
        let article = article(&page, &furniture)?;
        let parses = chancery::parse(&parser, &article, Zone::Body);
        Ok(Made::from(write_document(&article.id, &article.text, &article.paragraphs, &parses)))
    })
}

/// Some whole sentences of a CoNLL-U input.
struct Piece {
    name: String,
    first_line: usize,
    text: String,
}

impl Document for Piece {
    fn place(&self) -> String {
        format!("{}:{}", self.name, self.first_line)
    }

    fn size(&self) -> usize {
        self.text.len()
    }
}

fn pieces(common: &Common) -> impl Iterator<Item = Result<Piece, String>> {
    inputs(common.inputs()).flat_map(|input| -> Box<dyn Iterator<Item = Result<Piece, String>>> {
        match input {
            Ok(input) => Box::new(Pieces { lines: Lines::new(input), failure: None }),
            Err(message) => Box::new(std::iter::once(Err(message))),
        }
    })
}

/// The lines of an input, gathered into pieces.
struct Pieces {
    lines: Lines,
    /// A line that could not be read, told after the piece before it.
    failure: Option<String>,
}

impl Iterator for Pieces {
    type Item = Result<Piece, String>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(failure) = self.failure.take() {
            return Some(Err(failure));
        }
        let mut piece: Option<Piece> = None;
        for line in self.lines.by_ref() {
            let line = match line {
                Ok(line) => line,
                Err(failure) if piece.is_none() => return Some(Err(failure)),
                Err(failure) => {
                    self.failure = Some(failure);
                    break;
                }
            };
            let blank = line.text.trim().is_empty();
            let piece = piece.get_or_insert_with(|| Piece {
                name: line.name.clone(),
                first_line: line.number,
                text: String::new(),
            });
            piece.text.push_str(&line.text);
            piece.text.push('\n');
            if blank && piece.text.len() > PIECE || piece.text.len() > LONGEST {
                break;
            }
        }
        piece.map(Ok)
    }
}
