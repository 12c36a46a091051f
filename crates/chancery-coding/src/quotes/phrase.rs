//! Phrases of a parsed sentence: subtrees cut to what they name, and their addresses.

use chancery_syntax::{Deprel, Parse, Upos, Xpos};
use chancery_text::Span;

/// A parsed sentence and its text.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    /// The text that the spans address.
    pub text: &'a str,
    /// The sentence.
    pub parse: &'a Parse,
}

impl Words<'_> {
    /// The word in lower case.
    pub fn lower(&self, word: usize) -> String {
        self.parse.form(self.text, word).to_lowercase()
    }

    /// True where the word, in lower case, is one of these.
    pub fn is(&self, word: usize, forms: &[&str]) -> bool {
        let form = self.parse.form(self.text, word);
        forms.iter().any(|other| form.eq_ignore_ascii_case(other))
    }

    /// Its universal part of speech.
    pub fn upos(&self, word: usize) -> Upos {
        self.parse.tags[word].upos
    }

    /// Its Penn tag.
    pub fn xpos(&self, word: usize) -> Xpos {
        self.parse.tags[word].xpos
    }

    /// The relation to its head.
    pub fn deprel(&self, word: usize) -> Deprel {
        self.parse.tree.deprel(word)
    }

    /// Its head.
    pub fn head(&self, word: usize) -> Option<usize> {
        self.parse.tree.head(word)
    }

    /// Its dependents.
    pub fn children(&self, word: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.parse.tree.children(word)
    }

    /// The first dependent in one of these relations.
    pub fn child(&self, word: usize, deprels: &[Deprel]) -> Option<usize> {
        self.children(word).find(|child| deprels.contains(&self.deprel(*child)))
    }

    /// True for punctuation and the like.
    pub fn is_punctuation(&self, word: usize) -> bool {
        self.upos(word) == Upos::Punct || !self.parse.form(self.text, word).contains(char::is_alphanumeric)
    }

    /// The word and what hangs from it, in order, without the branches that `cut` names.
    pub fn subtree(&self, word: usize, cut: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut out = vec![word];
        let mut at = 0;
        while at < out.len() {
            out.extend(self.children(out[at]).filter(|child| !cut(*child)));
            at += 1;
        }
        out.sort_unstable();
        out
    }

    /// The preposition of a noun phrase or the mark of a clause: the first `case` or `mark` dependent.
    pub fn preposition(&self, word: usize) -> Option<usize> {
        self.child(word, &[Deprel::Case, Deprel::Mark])
    }

    /// True for an infinitive with "to".
    pub fn is_infinitive(&self, word: usize) -> bool {
        self.children(word).any(|child| {
            child < word && self.upos(child) == Upos::Part && self.is(child, &["to"])
                || child < word && self.deprel(child) == Deprel::Mark && self.is(child, &["to"])
        })
    }

    /// True for a gerund or present participle without an auxiliary.
    pub fn is_gerund(&self, word: usize) -> bool {
        let verb = self.child(word, &[Deprel::Cop]).unwrap_or(word);
        self.xpos(verb) == Xpos::Vbg && self.child(word, &[Deprel::Aux]).is_none()
    }

    /// True for a passive verb.
    pub fn is_passive(&self, word: usize) -> bool {
        self.children(word).any(|child| {
            matches!(self.deprel(child), Deprel::AuxPass | Deprel::NsubjPass | Deprel::CsubjPass | Deprel::OblAgent)
        }) || self.is_participle(word)
    }

    /// True for a past participle that stands for a passive clause: "asked about it", "a plan backed by Rome".
    fn is_participle(&self, word: usize) -> bool {
        // An object with a copula is a clause: "Asked what the plan was, …".
        let is_thing = |child: &usize| {
            matches!(self.deprel(*child), Deprel::Aux | Deprel::Nsubj)
                || self.deprel(*child) == Deprel::Obj && self.child(*child, &[Deprel::Cop]).is_none()
        };
        let alone = !self.children(word).any(|child| is_thing(&child));
        match self.deprel(word) {
            Deprel::Acl => alone && self.xpos(word) == Xpos::Vbn,
            // Taggers take these for the past tense; a clause without a subject has none.
            Deprel::Advcl => alone && matches!(self.xpos(word), Xpos::Vbn | Xpos::Vbd),
            _ => false,
        }
    }

    /// True for a verb under "not", "never" or "no longer".
    pub fn is_negated(&self, word: usize) -> bool {
        self.children(word).any(|child| self.is(child, &["not", "n't", "n’t", "never", "neither", "nor"]))
    }

    /// The words of a noun phrase: without preposition, clauses that describe it, and outer punctuation.
    pub fn noun_phrase(&self, head: usize) -> Vec<usize> {
        let words = self.subtree(head, |word| {
            let deprel = self.deprel(word);
            let outer = self.head(word) == Some(head);
            match deprel {
                Deprel::AclRelcl | Deprel::Advcl | Deprel::Parataxis | Deprel::Ccomp | Deprel::Discourse => true,
                Deprel::Acl => self.is_gerund(word) || self.is_infinitive(word),
                Deprel::Case => outer && !self.is_genitive(word),
                Deprel::Mark | Deprel::Cc | Deprel::Advmod => outer && word < head && !self.is_quantity(word),
                Deprel::Cop | Deprel::Nsubj | Deprel::NsubjPass => true,
                Deprel::Conj => !matches!(self.upos(word), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num),
                _ => false,
            }
        });
        self.contiguous(words, head)
    }

    /// True for the genitive's own mark: the first words of "Moscow's ties" are no preposition.
    fn is_genitive(&self, word: usize) -> bool {
        self.xpos(word) == Xpos::Pos
    }

    /// True for the adverbs that count: "about half", "only three".
    fn is_quantity(&self, word: usize) -> bool {
        self.is(word, &["about", "nearly", "almost", "more", "at", "some", "only", "over", "roughly", "both"])
    }

    /// The unbroken stretch of words about `head`; commas and other signs may stand between its parts.
    fn contiguous(&self, words: Vec<usize>, head: usize) -> Vec<usize> {
        let Ok(middle) = words.binary_search(&head) else { return words };
        let joined = |left: usize, right: usize| (left + 1..right).all(|between| self.is_punctuation(between));
        let mut first = middle;
        while first > 0 && joined(words[first - 1], words[first]) {
            first -= 1;
        }
        let mut last = middle;
        while last + 1 < words.len() && joined(words[last], words[last + 1]) {
            last += 1;
        }
        words[first..=last].to_vec()
    }

    /// The address of words that stand together, without punctuation at the ends.
    pub fn span(&self, words: &[usize]) -> Option<Span> {
        let first = words.iter().copied().find(|word| !self.is_punctuation(*word))?;
        let last = words.iter().copied().rev().find(|word| !self.is_punctuation(*word))?;
        Some(self.parse.span(first).cover(self.parse.span(last)))
    }

    /// The addresses of words: one for each stretch that only punctuation interrupts, without punctuation at the ends.
    pub fn spans(&self, words: &[usize]) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        let mut previous: Option<usize> = None;
        for word in words.iter().copied().filter(|word| !self.is_punctuation(*word)) {
            let span = self.parse.span(word);
            match (previous, out.last_mut()) {
                (Some(before), Some(last)) if (before + 1..word).all(|between| self.is_punctuation(between)) => {
                    *last = last.cover(span);
                }
                _ => out.push(span),
            }
            previous = Some(word);
        }
        out
    }
}
