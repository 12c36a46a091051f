//! The moves that build a tree from left to right: an arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011).
//!
//! A word is attached once it has collected all its own dependents, either to the next word of the buffer or to the
//! word below it on the stack. The root is the last word left.

use crate::hash::feature;
use crate::tagset::{Deprel, Upos, Xpos};
use crate::word::Word;

/// One step of the parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Move {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack hangs from the next word.
    Left(Deprel),
    /// The top of the stack hangs from the word below it.
    Right(Deprel),
}

/// No word.
const NOBODY: usize = usize::MAX;

/// What the model may look at in a sentence: fixed while it is parsed.
pub(crate) struct Input<'w> {
    /// The words' keys.
    pub(crate) words: &'w [Word],
    /// The words' tags.
    pub(crate) tags: &'w [(Upos, Xpos)],
}

/// The outermost dependents of a word on one side, and how many it has there.
#[derive(Clone, Copy)]
struct Side {
    last: usize,
    second: usize,
    count: u32,
    /// One bit for each relation among them.
    labels: u64,
}

const EMPTY: Side = Side { last: NOBODY, second: NOBODY, count: 0, labels: 0 };

impl Side {
    fn push(&mut self, child: usize, deprel: Deprel) {
        self.second = self.last;
        self.last = child;
        self.count += 1;
        self.labels |= 1 << (deprel as u64 % 64);
    }
}

/// A parse half done.
pub(crate) struct State {
    /// Words whose head is not yet known, the latest last.
    pub(crate) stack: Vec<usize>,
    /// The next word.
    pub(crate) next: usize,
    /// Number of words.
    pub(crate) len: usize,
    /// Heads found so far.
    pub(crate) heads: Vec<Option<u32>>,
    /// Relations found so far; `Dep` where none is.
    pub(crate) deprels: Vec<Deprel>,
    left: Vec<Side>,
    right: Vec<Side>,
}

impl State {
    /// Nothing read yet.
    pub(crate) fn new(len: usize) -> State {
        State {
            stack: Vec::with_capacity(len),
            next: 0,
            len,
            heads: vec![None; len],
            deprels: vec![Deprel::Dep; len],
            left: vec![EMPTY; len],
            right: vec![EMPTY; len],
        }
    }

    /// True when all words are read and one is left without head.
    pub(crate) fn finished(&self) -> bool {
        self.next == self.len && self.stack.len() <= 1
    }

    /// True where the move can be made. In every unfinished state at least one kind can.
    pub(crate) fn allows(&self, step: Move) -> bool {
        match step {
            Move::Shift => self.next < self.len,
            Move::Left(_) => !self.stack.is_empty() && self.next < self.len,
            Move::Right(_) => self.stack.len() > 1,
        }
    }

    /// Makes an allowed move.
    pub(crate) fn apply(&mut self, step: Move) {
        match step {
            Move::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Move::Left(deprel) => {
                if let Some(child) = self.stack.pop() {
                    self.heads[child] = Some(self.next as u32);
                    self.deprels[child] = deprel;
                    self.left[self.next].push(child, deprel);
                }
            }
            Move::Right(deprel) => {
                if let (Some(child), Some(head)) = (self.stack.pop(), self.stack.last()) {
                    self.heads[child] = Some(*head as u32);
                    self.deprels[child] = deprel;
                    self.right[*head].push(child, deprel);
                }
            }
        }
    }

    /// The features of this state, after Zhang and Nivre (2011), for the words that arc-hybrid can join.
    pub(crate) fn features(&self, input: &Input, out: &mut Vec<u32>) {
        let stack = |depth: usize| self.stack.len().checked_sub(depth + 1).map_or(NOBODY, |at| self.stack[at]);
        let buffer = |ahead: usize| if self.next + ahead < self.len { self.next + ahead } else { NOBODY };
        let look = |word: usize| Look::new(input, word);
        let side = |sides: &[Side], word: usize| if word == NOBODY { EMPTY } else { sides[word] };
        let label = |word: usize| if word == NOBODY { 0 } else { self.deprels[word] as u32 + 1 };
        let (s0, s1, s2) = (stack(0), stack(1), stack(2));
        let (b0, b1, b2) = (buffer(0), buffer(1), buffer(2));
        let (s0_left, s0_right) = (side(&self.left, s0), side(&self.right, s0));
        let (s1_left, s1_right) = (side(&self.left, s1), side(&self.right, s1));
        let b0_left = side(&self.left, b0);
        let (s0l, s0r, s0l2, s0r2) =
            (look(s0_left.last), look(s0_right.last), look(s0_left.second), look(s0_right.second));
        let (s1l, s1r, s1r2) = (look(s1_left.last), look(s1_right.last), look(s1_right.second));
        let (b0l, b0l2) = (look(b0_left.last), look(b0_left.second));
        let far = distance(s0, b0);
        let near = distance(s1, s0);
        let between = if s0 == NOBODY { 0 } else { self.next - s0 };
        let before_b0 = if between > 1 { look(self.next - 1) } else { Look::default() };
        let (s0n, s1n, s2n, b0n, b1n, b2n) = (s0, s1, s2, b0, b1, b2);
        let (s0, s1, s2) = (look(s0), look(s1), look(s2));
        let (b0, b1, b2) = (look(b0), look(b1), look(b2));
        out.clear();
        let mut template = 100;
        let mut add = |parts: &[u32]| {
            template += 1;
            out.push(feature(template, parts));
        };
        add(&[]);
        // Single words.
        for word in [&s0, &s1, &b0, &b1] {
            add(&[word.word, word.tag]);
            add(&[word.word]);
            add(&[word.tag]);
            add(&[word.suffix, word.upos]);
        }
        for word in [&s2, &b2] {
            add(&[word.word]);
            add(&[word.tag]);
        }
        // Pairs that an arc could join, left and right.
        for (a, b, d) in [(&s0, &b0, far), (&s1, &s0, near)] {
            add(&[a.word, a.tag, b.word, b.tag]);
            add(&[a.word, a.tag, b.word]);
            add(&[a.word, b.word, b.tag]);
            add(&[a.word, b.word]);
            add(&[a.word, a.tag, b.tag]);
            add(&[a.tag, b.word, b.tag]);
            add(&[a.word, b.tag]);
            add(&[a.tag, b.word]);
            add(&[a.tag, b.tag]);
            add(&[a.tag, b.tag, d]);
            add(&[a.word, b.tag, d]);
            add(&[a.tag, b.word, d]);
            add(&[a.upos, b.upos, d]);
        }
        add(&[b0.tag, b1.tag]);
        add(&[b0.word, b1.word]);
        add(&[b0.word, b1.tag]);
        add(&[b0.tag, b1.word]);
        add(&[s1.tag, b0.tag]);
        add(&[s1.word, b0.word]);
        add(&[s1.word, b0.tag]);
        add(&[s1.tag, b0.word]);
        add(&[s0.tag, b1.tag]);
        add(&[s0.word, b1.word]);
        // Triples.
        add(&[b0.tag, b1.tag, b2.tag]);
        add(&[s0.tag, b0.tag, b1.tag]);
        add(&[s0.word, b0.tag, b1.tag]);
        add(&[s0.tag, b0.word, b1.tag]);
        add(&[s0.tag, b0.tag, b1.word]);
        add(&[s1.tag, s0.tag, b0.tag]);
        add(&[s1.word, s0.tag, b0.tag]);
        add(&[s1.tag, s0.word, b0.tag]);
        add(&[s1.tag, s0.tag, b0.word]);
        add(&[s1.upos, s0.word, b0.word]);
        add(&[s1.word, s0.word, b0.upos]);
        add(&[s2.tag, s1.tag, s0.tag]);
        add(&[s2.tag, s1.tag, s0.tag, b0.tag]);
        add(&[s1.tag, s0.tag, b0.tag, b1.tag]);
        add(&[s0.tag, b0.tag, b1.tag, b2.tag]);
        // Dependents, with the words that they hang from and could come to hang from.
        for (head, left, right) in [(&s0, &s0l, &s0r), (&s1, &s1l, &s1r)] {
            add(&[left.word]);
            add(&[right.word]);
            add(&[head.tag, left.tag]);
            add(&[head.tag, right.tag]);
        }
        add(&[b0l.word]);
        add(&[b0.tag, b0l.tag]);
        add(&[s0.tag, s0l.tag, b0.tag]);
        add(&[s0.tag, s0r.tag, b0.tag]);
        add(&[s0.word, s0l.word, b0.tag]);
        add(&[s0.word, s0r.word, b0.tag]);
        add(&[s0.tag, b0.tag, b0l.tag]);
        add(&[s0.tag, b0.word, b0l.word]);
        add(&[s0.tag, s0l.tag, s0l2.tag, b0.upos]);
        add(&[s0.tag, s0r.tag, s0r2.tag, b0.upos]);
        add(&[b0.tag, b0l.tag, b0l2.tag]);
        add(&[s1.tag, s0.tag, s0l.tag]);
        add(&[s1.tag, s0.tag, s0r.tag]);
        add(&[s1.tag, s0.tag, s0l.word]);
        add(&[s1.word, s0.tag, s0l.word]);
        add(&[s1.word, s0.word, s0l.word]);
        add(&[s1.tag, s0.word, s0l.word]);
        add(&[s1.tag, s0.tag, s1l.tag]);
        add(&[s1.tag, s0.tag, s1r.tag]);
        add(&[s1.word, s0.tag, s1r.tag]);
        add(&[s1.tag, s0.tag, s1r.tag, s1r2.tag]);
        // Relations of the dependents.
        add(&[s0.tag, label(s0_left.last), label(s0_right.last)]);
        add(&[s1.tag, label(s1_left.last), label(s1_right.last)]);
        add(&[s0.tag, b0.tag, label(s0_left.last), label(s0_right.last)]);
        add(&[s1.tag, s0.tag, label(s0_left.last), label(s1_right.last)]);
        for (word, labels) in [(&s0, s0_left), (&s0, s0_right), (&s1, s1_right), (&b0, b0_left), (&s1, s1_left)] {
            let labels = [labels.labels as u32, (labels.labels >> 32) as u32];
            add(&[word.tag, labels[0], labels[1]]);
            add(&[word.word, labels[0], labels[1]]);
        }
        // Valency.
        add(&[s0.word, s0_left.count]);
        add(&[s0.tag, s0_left.count]);
        add(&[s0.word, s0_right.count.min(5)]);
        add(&[s0.tag, s0_right.count.min(5)]);
        add(&[s1.word, s1_right.count.min(5)]);
        add(&[s1.tag, s1_right.count.min(5)]);
        add(&[b0.word, b0_left.count]);
        add(&[b0.tag, b0_left.count]);
        // The word just before the next one, and the edges of the sentence.
        add(&[s0.tag, before_b0.tag, b0.tag]);
        add(&[s0.word, before_b0.tag, b0.word]);
        let depth = self.stack.len().min(4) as u32;
        add(&[depth, u32::from(b0n == NOBODY), s0.tag, s1.tag]);
        let touches = |a: usize, b: usize| u32::from(b != NOBODY && a.wrapping_add(1) == b);
        add(&[touches(s0n, b0n), touches(s1n, s0n), touches(s2n, s1n), s0.tag, b0.tag]);
        add(&[u32::from(b1n == NOBODY), u32::from(b2n == NOBODY), s0.tag, b0.tag]);
    }
}

/// The keys of one word that templates combine; all 0 for no word.
#[derive(Default, Clone, Copy)]
struct Look {
    word: u32,
    tag: u32,
    upos: u32,
    suffix: u32,
}

impl Look {
    fn new(input: &Input, word: usize) -> Look {
        if word == NOBODY {
            return Look::default();
        }
        let (upos, xpos) = input.tags[word];
        let keys = &input.words[word];
        let tag = (upos as u32) << 8 | xpos as u32;
        Look { word: keys.lower, tag: tag + 1, upos: upos as u32 + 1, suffix: keys.suffixes[2] }
    }
}

/// How far apart two words stand, coarsely.
fn distance(a: usize, b: usize) -> u32 {
    if a == NOBODY || b == NOBODY {
        return 0;
    }
    match b.abs_diff(a) {
        d @ 1..=4 => d as u32,
        5..=6 => 5,
        7..=10 => 6,
        _ => 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_build_the_arcs_they_name() {
        let mut state = State::new(3);
        assert!(!state.allows(Move::Left(Deprel::Det)) && !state.allows(Move::Right(Deprel::Obj)));
        for step in [Move::Shift, Move::Left(Deprel::Nsubj), Move::Shift, Move::Shift, Move::Right(Deprel::Obj)] {
            assert!(state.allows(step) && !state.finished());
            state.apply(step);
        }
        assert!(state.finished());
        assert_eq!(state.heads, [Some(1), None, Some(1)]);
        assert_eq!(state.deprels[0], Deprel::Nsubj);
    }
}
