//! The smallest pieces that times are written in: words, numbers and marks, cut finer than tokens are.

use chancery_text::Span;

/// What a piece is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AtomKind {
    /// Letters, or an abbreviation with stops within (`a.m.`).
    Word,
    /// Digits, with the commas of thousands and a decimal point.
    Digits,
    /// One character of any other kind.
    Mark,
}

/// A piece of a sentence. `mid-1990s` has four: a tokenizer may divide it or not, and the grammar need not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Atom {
    /// Where it stands.
    pub(super) span: Span,
    /// What it is made of.
    pub(super) kind: AtomKind,
    /// Lower case; without the stops of an abbreviation and the commas of a number; dashes and apostrophes plain.
    pub(super) lower: String,
    /// True where its first letter is a capital.
    pub(super) capital: bool,
    /// True where no white space stands before it.
    pub(super) glued: bool,
}

/// Divides the part of `text` at `span`.
pub(super) fn atoms(text: &str, span: Span) -> Vec<Atom> {
    let piece = span.of(text);
    let mut out: Vec<Atom> = Vec::new();
    let mut at = 0;
    while let Some(first) = piece[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let rest = &piece[at..];
        let (length, kind) = if first.is_alphabetic() {
            (word_length(rest), AtomKind::Word)
        } else if first.is_ascii_digit() {
            (number_length(rest, piece[..at].ends_with('.')), AtomKind::Digits)
        } else {
            (first.len_utf8(), AtomKind::Mark)
        };
        let here = Span::new(span.start + at, span.start + at + length);
        let lower = match kind {
            AtomKind::Word => rest[..length].chars().filter(|c| *c != '.').flat_map(char::to_lowercase).collect(),
            AtomKind::Digits => rest[..length].replace(',', ""),
            AtomKind::Mark => plain(first).to_string(),
        };
        let glued = out.last().is_some_and(|last| last.span.end == here.start);
        out.push(Atom { span: here, kind, lower, capital: first.is_uppercase(), glued });
        at += length;
    }
    out
}

/// Dashes and apostrophes have many forms in print; the grammar knows one of each.
fn plain(c: char) -> char {
    match c {
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
        other => other,
    }
}

/// Bytes of the word that `rest` opens with. Single letters with stops between them are one word, stops and all.
fn word_length(rest: &str) -> usize {
    let letters = |s: &str| s.find(|c: char| !c.is_alphabetic()).unwrap_or(s.len());
    let single = |s: &str| s.chars().next().map_or(0, char::len_utf8);
    let first = letters(rest);
    if first != single(rest) || !rest[first..].starts_with('.') {
        return first;
    }
    let (mut end, mut pieces) = (first, 1);
    while let Some(after) = rest[end..].strip_prefix('.') {
        let next = letters(after);
        if next == 0 {
            // The stop after the last letter belongs to an abbreviation, and ends a sentence after one letter.
            return if pieces > 1 { end + 1 } else { end };
        }
        if next != single(after) {
            break;
        }
        end += 1 + next;
        pieces += 1;
    }
    end
}

/// Bytes of the number that `rest` opens with. In `14.01.2025` the stops divide.
fn number_length(rest: &str, after_stop: bool) -> usize {
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(rest);
    while end <= 12 && rest[end..].starts_with(',') && digits(&rest[end + 1..]) == 3 {
        end += 4;
    }
    if !after_stop && rest[end..].starts_with('.') {
        let decimals = digits(&rest[end + 1..]);
        let next = &rest[end + 1 + decimals..];
        if decimals > 0 && !(next.starts_with('.') && digits(&next[1..]) > 0) {
            end += 1 + decimals;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let atoms = atoms(text, Span::new(0, text.len()));
        let pieces: Vec<&str> = atoms.iter().map(|atom| atom.lower.as_str()).collect();
        assert_eq!(pieces.join(" "), expected);
    }

    #[test]
    fn cuts_where_the_kind_changes() {
        check("mid-1990s", "mid - 1990 s");
        check("At 9 a.m. EST", "at 9 am est");
        check("14.01.2025, 2.5 or 1,000 by 12:30", "14 . 01 . 2025 , 2.5 or 1000 by 12 : 30");
        check("Sept. 3. He left.", "sept . 3 . he left .");
        check("l’été — today", "l ' été - today");
        check("the U.S. and I. Then", "the us and i . then");
    }
}
