//! CoNLL-U, read and written: <https://universaldependencies.org/format.html>.
//!
//! This is the only place that counts words from 1, as the format does; everywhere else the first word is 0.

mod document;

pub use document::{Document, parse_sentence, read_document};

use crate::parse::{Parse, Tag};
use crate::parser::Parser;
use crate::tagset::Deprel;
use chancery_text::Span;
use std::fmt::Write as _;
use thiserror::Error;

/// What is wrong with one line of a CoNLL-U text. The rest of the text is read all the same.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {message}")]
pub struct ConlluError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong, and what was taken instead.
    pub message: String,
}

/// One line of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line<'t> {
    /// A comment, with its `#`.
    Comment(&'t str),
    /// A token of several words, or an empty node: what this room keeps but does not analyse.
    Other([&'t str; 10]),
    /// A word, in its ten columns.
    Word([&'t str; 10]),
}

/// The lines between two blank lines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Block<'t> {
    /// Its lines, in order.
    pub lines: Vec<Line<'t>>,
}

impl<'t> Block<'t> {
    /// The ten columns of each word.
    pub fn words(&self) -> impl Iterator<Item = &[&'t str; 10]> {
        self.lines.iter().filter_map(|line| match line {
            Line::Word(columns) => Some(columns),
            _ => None,
        })
    }

    /// The value of a comment `# key = value`.
    pub fn comment(&self, key: &str) -> Option<&'t str> {
        self.lines.iter().find_map(|line| {
            let Line::Comment(comment) = line else { return None };
            let (name, value) = comment.trim_start_matches('#').split_once('=')?;
            (name.trim() == key).then_some(value.trim())
        })
    }
}

/// Reads any text as CoNLL-U: its sentences, and what could not be read.
///
/// Columns that are missing at the end of a line are taken as `_`; a line that is neither a comment nor has columns
/// is left out.
pub fn read(conllu: &str) -> (Vec<Block<'_>>, Vec<ConlluError>) {
    let mut blocks = Vec::new();
    let mut errors = Vec::new();
    let mut block = Block::default();
    let mut words = 0;
    for (at, line) in conllu.lines().enumerate() {
        let mut error = |message: String| errors.push(ConlluError { line: at + 1, message });
        if line.trim().is_empty() {
            if !block.lines.is_empty() {
                blocks.push(std::mem::take(&mut block));
            }
            words = 0;
            continue;
        }
        if line.starts_with('#') {
            block.lines.push(Line::Comment(line));
            continue;
        }
        let given = line.split('\t').count();
        if given < 2 {
            error("no columns: left out".to_string());
            continue;
        }
        if given != 10 {
            error(format!("{given} columns instead of 10"));
        }
        let mut columns = ["_"; 10];
        for (column, text) in columns.iter_mut().zip(line.split('\t')) {
            *column = text;
        }
        match columns[0].parse::<usize>() {
            Ok(id) => {
                words += 1;
                if id != words {
                    error(format!("word {id} where word {words} should stand"));
                }
                block.lines.push(Line::Word(columns));
            }
            Err(_) if columns[0].contains(['-', '.']) => block.lines.push(Line::Other(columns)),
            Err(_) => error(format!("`{}` is no word number: left out", columns[0])),
        }
    }
    if !block.lines.is_empty() {
        blocks.push(block);
    }
    (blocks, errors)
}

/// Fills LEMMA, UPOS, XPOS, FEATS, HEAD and DEPREL of every word anew, and keeps all else as it stands.
pub fn annotate(parser: &Parser, conllu: &str) -> (String, Vec<ConlluError>) {
    let (blocks, errors) = read(conllu);
    let mut out = String::with_capacity(conllu.len() * 2);
    for block in &blocks {
        let words: Vec<&[&str; 10]> = block.words().collect();
        let forms: Vec<&str> = words.iter().map(|columns| columns[1]).collect();
        let (tags, tree) = parser.analyse(&forms);
        let mut word = 0;
        for line in &block.lines {
            match line {
                Line::Comment(comment) => out.push_str(comment),
                Line::Other(columns) => out.push_str(&columns.join("\t")),
                Line::Word(columns) => {
                    let head = tree.head(word).map_or("0", |head| words[head][0]);
                    push_word(&mut out, columns[0], columns[1], &tags[word], head, tree.deprel(word));
                    let _ = write!(out, "\t{}\t{}", columns[8], columns[9]);
                    word += 1;
                }
            }
            out.push('\n');
        }
        out.push('\n');
    }
    (out, errors)
}

/// The first eight columns of a word.
fn push_word(out: &mut String, id: &str, form: &str, tag: &Tag, head: &str, deprel: Deprel) {
    let feats = if tag.feats.is_empty() { "_" } else { tag.feats };
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "{id}\t{form}\t{}\t{}\t{}\t{feats}\t{head}\t{}",
        tag.lemma,
        tag.upos.as_str(),
        tag.xpos.as_str(),
        deprel.as_str()
    );
}

/// Writes the parses of one text: a `# newdoc`, a `# newpar` where a paragraph begins, and each sentence with its
/// `# sent_id` and `# text`. `paragraphs` are the same ranges that were parsed; with none, blank lines divide.
pub fn write_document(id: &str, text: &str, paragraphs: &[Span], parses: &[Parse]) -> String {
    let mut out = String::new();
    let id = one_line(id);
    let _ = writeln!(out, "# newdoc id = {id}");
    let mut last: Option<Span> = None;
    for (at, parse) in parses.iter().enumerate() {
        let span = parse.sentence.span;
        let new_paragraph = last.is_none_or(|last| match paragraphs {
            [] => blank_line(text.get(last.end..span.start).unwrap_or("")),
            _ => {
                let after = |place: usize| paragraphs.partition_point(|paragraph| paragraph.start <= place);
                after(last.start) != after(span.start)
            }
        });
        if new_paragraph {
            out.push_str("# newpar\n");
        }
        let _ = writeln!(out, "# sent_id = {id}-{}", at + 1);
        let _ = writeln!(out, "# text = {}", one_line(span.of(text)));
        write_sentence(&mut out, text, parse);
        out.push('\n');
        last = Some(span);
    }
    out
}

/// True where a line between two line breaks holds nothing.
fn blank_line(gap: &str) -> bool {
    gap.matches('\n').count() > 1
}

/// The text without line breaks and tabs, which would end a comment or a column.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of a sentence's words and of its tokens of several words.
fn write_sentence(out: &mut String, text: &str, parse: &Parse) {
    let mut multiword = parse.sentence.multiword.iter().peekable();
    let n = parse.len();
    let mut token_end = 0;
    for word in 0..n {
        while multiword.peek().is_some_and(|range| range.start < word) {
            multiword.next();
        }
        if let Some(range) = multiword.next_if(|range| range.start == word && range.end > word && range.end <= n) {
            token_end = range.end;
            let span = parse.span(range.start).cover(parse.span(range.end - 1));
            let space = space_after(text, parse, range.end - 1);
            let _ = writeln!(
                out,
                "{}-{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{space}",
                range.start + 1,
                range.end,
                one_line(span.of(text))
            );
        }
        let space = if word < token_end { "_" } else { space_after(text, parse, word) };
        let head = parse.tree.head(word).map_or(0, |head| head + 1).to_string();
        let form = one_line(parse.form(text, word));
        let form = if form.is_empty() { "_" } else { &form };
        push_word(out, &(word + 1).to_string(), form, &parse.tags[word], &head, parse.tree.deprel(word));
        let _ = writeln!(out, "\t_\t{space}");
    }
}

/// `SpaceAfter=No` where the next character is no white space; the last word of a text is followed by space.
fn space_after(text: &str, parse: &Parse, word: usize) -> &'static str {
    let rest = text.get(parse.span(word).end..).unwrap_or("");
    if rest.chars().next().is_none_or(char::is_whitespace) { "_" } else { "SpaceAfter=No" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TWO: &str = "\
# newdoc id = d
# newpar
# sent_id = d-1
# text = He didn't go.
1\tHe\the\tPRON\tPRP\tCase=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\tMood=Ind|Tense=Past|VerbForm=Fin\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t_\t_
4\tgo\tgo\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar
# sent_id = d-2
# text = Why?
1\tWhy\twhy\tADV\tWRB\tPronType=Int\t0\troot\t_\tSpaceAfter=No
2\t?\t?\tPUNCT\t.\t_\t1\tpunct\t_\t_

";

    #[test]
    fn what_is_read_is_written_again() {
        let (document, errors) = read_document(TWO);
        assert_eq!(errors, []);
        assert_eq!(document.text, "He didn't go.\n\nWhy?");
        assert_eq!(write_document("d", &document.text, &[], &document.parses), TWO);
        let paragraphs = [Span::new(0, 13), Span::new(15, 19)];
        assert_eq!(write_document("d", &document.text, &paragraphs, &document.parses), TWO);
    }

    #[test]
    fn errors_tell_the_line_and_the_rest_is_read() {
        let (blocks, errors) = read("nonsense\n1\tA\n3\tB\t_\t_\t_\t_\t_\t_\t_\t_\n\nx\ty\n");
        assert_eq!(blocks.len(), 1);
        assert_eq!(blocks[0].words().count(), 2);
        let lines: Vec<usize> = errors.iter().map(|error| error.line).collect();
        assert_eq!(lines, [1, 2, 3, 5, 5]);
        assert_eq!(errors[0].to_string(), "line 1: no columns: left out");
    }

    #[test]
    fn hand_written_rows_make_a_parse() {
        let (text, parse) = parse_sentence(
            "1 Paris Paris PROPN NNP 3 nmod:poss SpaceAfter=No\n2 's 's PART POS 1 case\n3 mayor mayor NOUN NN 0 root",
        );
        assert_eq!(text, "Paris's mayor");
        assert_eq!(parse.form(&text, 1), "'s");
        assert_eq!(parse.tree.children(2).collect::<Vec<_>>(), [0]);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,60}|[0-9\\-.#\ta_\n]{0,80}") {
            let (document, _) = read_document(&text);
            for parse in &document.parses {
                for word in 0..parse.len() {
                    prop_assert!(document.text.get(parse.span(word).start..parse.span(word).end).is_some());
                }
            }
            let (blocks, errors) = read(&text);
            prop_assert!(blocks.iter().all(|block| !block.lines.is_empty()));
            prop_assert!(errors.iter().all(|error| error.line >= 1 && error.line <= text.lines().count()));
        }
    }
}
