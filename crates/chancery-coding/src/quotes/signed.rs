//! Statements that are signed: words in marks, a dash, and a name.

use super::Stance;
use super::speaker::Source;
use super::speech::{Attribution, Page};
use chancery_text::Span;

/// The longest name, in words.
const NAME: usize = 6;
/// The longest line that a name and an office make, in words.
const LINE: usize = 12;
/// Words without a capital that names hold.
const SMALL: &[&str] = &["al", "and", "bin", "da", "de", "der", "di", "la", "le", "of", "the", "van", "von"];

/// `"…" — Ann Example` on a line of its own: a statement that is signed.
pub(super) fn signed(page: Page, index: usize) -> Option<Attribution> {
    let quoted = page.quoted[index];
    let starts = page.text[..quoted.outer.start].trim_end_matches([' ', '\t']);
    if !quoted.closed || !(starts.is_empty() || starts.ends_with('\n')) || page.n_words(index) < 3 {
        return None;
    }
    let rest = &page.text[quoted.outer.end..];
    let after = rest.trim_start();
    let dashed = after.trim_start_matches(['―', '—', '–', '-']);
    let n_breaks = rest[..rest.len() - after.len()].matches('\n').count();
    let name = dashed.trim_start_matches(' ');
    if dashed.len() == after.len() || n_breaks > 2 {
        return None;
    }
    let line = name.lines().next().unwrap_or("");
    let end = line.find([',', '(', ';']).unwrap_or(line.len());
    let signature = line[..end].trim_end().trim_end_matches('.');
    let is_name = signature.starts_with(char::is_uppercase)
        && signature.split(' ').all(|word| word.starts_with(char::is_uppercase) || SMALL.contains(&word));
    if !is_name || signature.split(' ').count() > NAME || line.split_whitespace().take(LINE + 1).count() > LINE {
        return None;
    }
    let start = quoted.outer.end + (rest.len() - name.len());
    let span = Span::new(start, start + signature.len());
    let sentence = page.sentence_at(start);
    let parse = page.parses.get(sentence)?;
    let words: Vec<usize> = (0..parse.len()).filter(|word| span.contains(parse.span(*word))).collect();
    let first = *words.first()?;
    let dash = first.checked_sub(1).filter(|dash| page.words(sentence).is_punctuation(*dash));
    Some(Attribution {
        sentence,
        cue: dash.into_iter().collect(),
        speaker: Some(Source { referent: *words.last()?, words }),
        stance: Stance::Asserts,
        lead: None,
    })
}
