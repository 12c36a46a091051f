//! Texts and parses built from CoNLL-U: for tests, and for whoever has parses from elsewhere.

use super::{Block, ConlluError, Line, read};
use crate::feats::feats;
use crate::parse::{Parse, Tag};
use crate::sentence::Sentence;
use crate::tagset::{Deprel, Upos, Xpos};
use crate::tree::Tree;
use chancery_text::Span;
use std::ops::Range;

/// A text with its parses, as read from CoNLL-U.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// The words with the spaces that the file gives, sentences joined by a space, paragraphs by a blank line.
    pub text: String,
    /// Its sentences.
    pub parses: Vec<Parse>,
}

/// Builds the text and the parses that a CoNLL-U text describes. FEATS are set anew from the tags.
pub fn read_document(conllu: &str) -> (Document, Vec<ConlluError>) {
    let (blocks, errors) = read(conllu);
    let mut document = Document::default();
    for block in &blocks {
        let new_paragraph = block.lines.iter().any(|line| {
            matches!(line, Line::Comment(comment) if comment.starts_with("# newpar") || comment.starts_with("# newdoc"))
        });
        if !document.text.is_empty() {
            document.text.truncate(document.text.trim_end().len());
            document.text.push_str(if new_paragraph { "\n\n" } else { " " });
        }
        let parse = build(&mut document.text, block);
        if !parse.is_empty() {
            document.parses.push(parse);
        }
    }
    document.text.truncate(document.text.trim_end().len());
    (document, errors)
}

/// Appends a block's words to the text and builds its parse.
fn build(text: &mut String, block: &Block) -> Parse {
    let start = text.len();
    let mut tokens: Vec<Span> = Vec::new();
    let mut multiword: Vec<Range<usize>> = Vec::new();
    let words: Vec<&[&str; 10]> = block.words().collect();
    let (mut written, mut seen) = (0, 0);
    for line in &block.lines {
        match line {
            Line::Comment(_) => {}
            Line::Other(columns) => {
                let Some((first, last)) = columns[0].split_once('-') else { continue };
                let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>()) else { continue };
                if first != written + 1 || last < first || last > words.len() {
                    continue;
                }
                let parts: Vec<&str> = words[written..last].iter().map(|columns| columns[1]).collect();
                let at = text.len();
                let form = printed(columns[1]);
                text.push_str(form);
                tokens.extend(divide(form, &parts).into_iter().map(|s| Span::new(at + s.start, at + s.end)));
                multiword.push(written..last);
                written = last;
                push_space(text, columns[9]);
            }
            Line::Word(columns) => {
                // The words of a token were placed with it.
                seen += 1;
                if seen <= tokens.len() {
                    continue;
                }
                let at = text.len();
                text.push_str(printed(columns[1]));
                tokens.push(Span::new(at, text.len()));
                written += 1;
                push_space(text, columns[9]);
            }
        }
    }
    let span = Span::new(start, text.len()).trim(text);
    let mut tags = Vec::with_capacity(words.len());
    let mut heads = Vec::with_capacity(words.len());
    let mut deprels = Vec::with_capacity(words.len());
    for columns in &words {
        let (upos, xpos) = (Upos::parse(columns[3]), Xpos::parse(columns[4]));
        let feats = feats(columns[1], columns[2], upos, xpos);
        tags.push(Tag { upos, xpos, feats, lemma: columns[2].to_string(), kind: None });
        heads.push(columns[6].parse::<u32>().ok().and_then(|head| head.checked_sub(1)));
        deprels.push(Deprel::parse(columns[7]));
    }
    Parse { sentence: Sentence { span, tokens, multiword }, tags, tree: Tree::new(heads, deprels) }
}

/// A form as it can stand in a text: without white space around it, and never nothing.
fn printed(form: &str) -> &str {
    let form = form.trim();
    if form.is_empty() { "_" } else { form }
}

fn push_space(text: &mut String, misc: &str) {
    if !misc.split('|').any(|item| item == "SpaceAfter=No") {
        text.push(' ');
    }
}

/// Ranges of a token's text for its words: their own lengths where these add up, even shares where they do not.
fn divide(form: &str, parts: &[&str]) -> Vec<Range<usize>> {
    let boundaries: Vec<usize> = form.char_indices().map(|(at, _)| at).chain([form.len()]).collect();
    let exact = parts.concat() == form;
    let mut at = 0;
    let mut out = Vec::with_capacity(parts.len());
    for (i, part) in parts.iter().enumerate() {
        let end = if exact { at + part.len() } else { boundaries[(boundaries.len() - 1) * (i + 1) / parts.len()] };
        out.push(at..end);
        at = end;
    }
    out
}

/// One sentence from lines written by hand, for tests: the text and its parse.
///
/// Columns may be parted by spaces instead of tabs. Beside the ten of CoNLL-U, a short row of seven is understood:
/// ID FORM LEMMA UPOS XPOS HEAD DEPREL, with MISC as an eighth if need be.
///
/// ```
/// let (text, parse) = chancery_syntax::conllu::parse_sentence(
///     "1 Rain   rain  NOUN  NN  2 nsubj
///      2 fell   fall  VERB  VBD 0 root  SpaceAfter=No
///      3 .      .     PUNCT .   2 punct");
/// assert_eq!(text, "Rain fell.");
/// assert_eq!(parse.lemma(1), "fall");
/// assert_eq!(parse.tree.head(0), Some(1));
/// ```
pub fn parse_sentence(lines: &str) -> (String, Parse) {
    let mut conllu = String::new();
    for line in lines.lines() {
        let line = line.trim();
        if line.starts_with('#') {
            conllu.push_str(line);
        } else {
            let columns: Vec<&str> =
                if line.contains('\t') { line.split('\t').collect() } else { line.split_whitespace().collect() };
            match columns.as_slice() {
                [id, form, lemma, upos, xpos, head, deprel] => {
                    conllu.push_str(&[id, form, lemma, upos, xpos, "_", head, deprel, "_", "_"].join("\t"));
                }
                [id, form, lemma, upos, xpos, head, deprel, misc] => {
                    conllu.push_str(&[id, form, lemma, upos, xpos, "_", head, deprel, "_", misc].join("\t"));
                }
                [id, form] => conllu.push_str(&[id, form, "_", "_", "_", "_", "_", "_", "_", "_"].join("\t")),
                columns => conllu.push_str(&columns.join("\t")),
            }
        }
        conllu.push('\n');
    }
    let (blocks, _) = read(&conllu);
    let mut text = String::new();
    let parse = build(&mut text, blocks.first().unwrap_or(&Block::default()));
    text.truncate(text.trim_end().len());
    (text, parse)
}
