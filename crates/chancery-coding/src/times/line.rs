//! One sentence as the grammar reads it: its atoms, each with what its word can be.

use super::atom::{Atom, AtomKind, atoms};
use super::meaning::{Holiday, Shift, Unit};
use super::words::{Phrase, Sense, TimeWords};
use chancery_syntax::{Parse, Upos, Xpos};

/// Atoms among which a time has a word of the lexicon or a figure: articles and prepositions may open it.
const SIGHT: usize = 4;

/// Words that the grammar itself knows as times.
const OF_THE_GRAMMAR: &[&str] = &[
    "today",
    "tonight",
    "overnight",
    "night",
    "century",
    "now",
    "once",
    "twice",
    "soon",
    "shortly",
    "previously",
    "afterwards",
    "afterward",
    "weekends",
    "age",
    "aged",
    "ago",
];

/// A sentence ready to be read. Every question may be asked of any index: beyond the end there is nothing.
pub(super) struct Line<'a> {
    /// The pieces, in order.
    pub(super) atoms: Vec<Atom>,
    /// For each piece, the word of the parse that it stands in.
    pub(super) tokens: Vec<usize>,
    /// For each piece, what its word can be and which phrases it opens: looked up once, asked often.
    known: Vec<Known<'a>>,
    parse: &'a Parse,
}

/// What the lexicon has of one piece.
struct Known<'a> {
    senses: &'a [Sense],
    phrases: &'a [(Vec<String>, Phrase)],
}

impl<'a> Line<'a> {
    /// Divides a sentence of `text`.
    pub(super) fn new(text: &str, parse: &'a Parse, words: &'a TimeWords) -> Line<'a> {
        let atoms = atoms(text, parse.sentence.span);
        let mut token = 0;
        let tokens = atoms
            .iter()
            .map(|atom| {
                while token + 1 < parse.len() && parse.span(token).end <= atom.span.start {
                    token += 1;
                }
                token
            })
            .collect();
        let known = |atom: &Atom| Known { senses: words.senses(&atom.lower), phrases: words.phrases(&atom.lower) };
        let known = atoms.iter().map(known).collect();
        Line { atoms, tokens, known, parse }
    }

    /// Number of atoms.
    pub(super) fn len(&self) -> usize {
        self.atoms.len()
    }

    /// The atom's letters in lower case; empty beyond the end.
    pub(super) fn lower(&self, at: usize) -> &str {
        self.atoms.get(at).map_or("", |atom| atom.lower.as_str())
    }

    /// The atom before; empty at the start.
    pub(super) fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |i| self.lower(i))
    }

    /// True where the atom is one of these.
    pub(super) fn is(&self, at: usize, any: &[&str]) -> bool {
        any.contains(&self.lower(at)) && at < self.len()
    }

    /// True where no white space stands before the atom.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.glued)
    }

    /// True where the atom opens with a capital.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.capital)
    }

    /// True for a number in digits.
    pub(super) fn digits(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.kind == AtomKind::Digits)
    }

    /// What the word can be.
    pub(super) fn senses(&self, at: usize) -> &[Sense] {
        self.known.get(at).map_or(&[], |known| known.senses)
    }

    /// True where nothing that tells a time stands at this atom or close behind it: no word of the lexicon, no figure.
    pub(super) fn tells_nothing(&self, at: usize) -> bool {
        (at..self.len().min(at + SIGHT)).all(|near| {
            self.known[near].senses.is_empty()
                && self.known[near].phrases.is_empty()
                && !self.digits(near)
                && !self.is(near, OF_THE_GRAMMAR)
        })
    }

    /// The first thing that `pick` takes from what the word can be.
    pub(super) fn sense<T>(&self, at: usize, pick: impl FnMut(&Sense) -> Option<T>) -> Option<T> {
        self.senses(at).iter().find_map(pick)
    }

    /// The unit that a word names, and how many of it.
    pub(super) fn unit(&self, at: usize) -> Option<(Unit, i64)> {
        self.sense(at, |sense| match sense {
            Sense::Unit(unit, times) => Some((*unit, *times)),
            _ => None,
        })
    }

    /// The unit, where the word is a plural.
    pub(super) fn units(&self, at: usize) -> Option<Unit> {
        self.unit(at).map(|(unit, _)| unit).filter(|_| self.lower(at).ends_with('s'))
    }

    /// `last`, `this`, `next`, `coming`, …
    pub(super) fn shift(&self, at: usize) -> Option<Shift> {
        self.sense(at, |sense| match sense {
            Sense::Shift(shift) => Some(*shift),
            _ => None,
        })
    }

    /// The longest phrase at an atom that `pick` takes: one past its end, and what it is.
    pub(super) fn phrase<T>(&self, at: usize, mut pick: impl FnMut(&Phrase) -> Option<T>) -> Option<(usize, T)> {
        self.known.get(at).map_or(&[][..], |known| known.phrases).iter().find_map(|(pieces, phrase)| {
            let here = pieces.iter().enumerate().all(|(i, piece)| self.lower(at + i) == piece);
            here.then(|| pick(phrase)).flatten().map(|found| (at + pieces.len(), found))
        })
    }

    /// A named day: one past its end.
    pub(super) fn holiday(&self, at: usize) -> Option<(usize, Holiday)> {
        // Names are capitalised; `easter` and `christmas` in lower case are names in a hurry, and not read.
        if !self.capital(at) && !self.digits(at) {
            return None;
        }
        self.phrase(at, |phrase| match phrase {
            Phrase::Holiday(holiday) => Some(*holiday),
            _ => None,
        })
    }

    /// The index after a hyphen, if one stands here; else the same index.
    pub(super) fn skip_hyphen(&self, at: usize) -> usize {
        if self.is(at, &["-"]) { at + 1 } else { at }
    }

    /// The index after any of these, if one stands here; else the same index.
    pub(super) fn skip(&self, at: usize, any: &[&str]) -> usize {
        if self.is(at, any) { at + 1 } else { at }
    }

    /// The index after a possessive `'s`, if one stands here.
    pub(super) fn possessive(&self, at: usize) -> Option<usize> {
        if !self.is(at, &["'"]) || !self.glued(at) {
            return None;
        }
        Some(if self.is(at + 1, &["s"]) && self.glued(at + 1) { at + 2 } else { at + 1 })
    }

    /// The tag of the word that an atom stands in; none in a sentence without words.
    pub(super) fn tags(&self, at: usize) -> Option<(Upos, Xpos)> {
        let token = *self.tokens.get(at)?;
        self.parse.tags.get(token).map(|tag| (tag.upos, tag.xpos))
    }

    /// True where the tagger takes the word for a verb.
    pub(super) fn verb(&self, at: usize) -> bool {
        matches!(self.tags(at), Some((Upos::Verb | Upos::Aux, _)))
    }

    /// True where the tagger takes the word for a plural noun.
    pub(super) fn plural(&self, at: usize) -> bool {
        matches!(self.tags(at), Some((_, Xpos::Nns | Xpos::Nnps)))
    }
}
