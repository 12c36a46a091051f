//! From the words in a role to the actors they name.

use crate::actors::Chains;
use crate::clause::Words;
use crate::events::event::Participant;
use crate::events::slot::is_infinitive;
use crate::mentions::{Mention, MentionForm};
use chancery_syntax::{Deprel, Parse, Upos};
use std::collections::BTreeMap;

/// How deep the search goes into a noun phrase that names nobody itself: "the decision of the parliament of Mali".
const DEPTH: usize = 3;

/// What brings the owner of a thing or act that names nobody itself; what brings its place comes last.
const WHOSE: &[&str] = &["of", "by", "from", "in", "near", "at"];

/// Mentions of a text by sentence and head word, with their actors.
pub(crate) struct Cast<'a> {
    pub(crate) mentions: &'a [Mention],
    pub(crate) chains: &'a Chains,
    by_head: BTreeMap<(usize, usize), usize>,
}

impl<'a> Cast<'a> {
    pub(crate) fn new(mentions: &'a [Mention], chains: &'a Chains) -> Cast<'a> {
        let by_head = mentions.iter().enumerate().map(|(i, m)| ((m.sentence, m.head), i)).collect();
        Cast { mentions, chains, by_head }
    }

    /// The mention whose head is this word.
    pub(crate) fn mention_at(&self, sentence: usize, word: usize) -> Option<usize> {
        self.by_head.get(&(sentence, word)).copied()
    }

    /// True where the word names somebody, itself or through its possessor, adjective or "of" phrase.
    pub(crate) fn names(&self, words: &Words<'_>, sentence: usize, word: usize) -> bool {
        !self.mentions_in(words, sentence, word, DEPTH, WHOSE).is_empty()
    }

    /// The mentions that a word in a role stands for.
    fn mentions_in(
        &self,
        words: &Words<'_>,
        sentence: usize,
        word: usize,
        depth: usize,
        prepositions: &[&str],
    ) -> Vec<usize> {
        if let Some(mention) = self.mention_at(sentence, word)
            && self.chains.of_mention[mention].is_some()
        {
            return vec![mention];
        }
        if depth == 0 || !matches!(words.upos(word), Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron | Upos::Adj) {
            return Vec::new();
        }
        const OWNERS: &[Deprel] = &[Deprel::NmodPoss];
        const MODIFIERS: &[Deprel] = &[Deprel::Amod, Deprel::Compound, Deprel::NmodDesc];
        let owners: Vec<usize> = words
            .children_by(word, OWNERS)
            .flat_map(|c| words.conjuncts(c))
            .flat_map(|c| self.mentions_in(words, sentence, c, depth - 1, prepositions))
            .collect();
        if !owners.is_empty() {
            return owners;
        }
        let modifiers: Vec<usize> = words
            .children_by(word, MODIFIERS)
            .flat_map(|c| std::iter::once(c).chain(words.children_by(c, &[Deprel::Conj])))
            .filter_map(|c| self.mention_at(sentence, c))
            .filter(|m| self.chains.of_mention[*m].is_some())
            .collect();
        if !modifiers.is_empty() {
            return modifiers;
        }
        for preposition in prepositions {
            let found: Vec<usize> = words
                .prepositional(word, preposition)
                .into_iter()
                .flat_map(|c| words.conjuncts(c))
                .flat_map(|c| self.mentions_in(words, sentence, c, depth - 1, prepositions))
                .collect();
            if !found.is_empty() {
                return found;
            }
        }
        // "a bill to protect Malians", "the decision to leave NATO": whom the noun's own clause acts on.
        words
            .children_by(word, &[Deprel::Acl])
            .filter(|c| is_infinitive(words, *c))
            .flat_map(|c| words.objects(c))
            .flat_map(|c| self.mentions_in(words, sentence, c, depth - 1, prepositions))
            .collect()
    }

    /// The participants that the words of a role name, each actor once, in the order of the text.
    pub(crate) fn participants(&self, words: &Words<'_>, sentence: usize, role: &[usize]) -> Vec<Participant> {
        self.named(words, sentence, role, WHOSE)
    }

    /// The same for those who act: where a thing is does not make it anybody's ("a bomb near Mosul").
    pub(crate) fn actors(&self, words: &Words<'_>, sentence: usize, role: &[usize]) -> Vec<Participant> {
        let things = |word: &usize| words.upos(*word) == Upos::Noun && words.case(*word).as_deref() == Some("by");
        if role.iter().any(things) {
            return self.named(words, sentence, role, &WHOSE[..3]);
        }
        self.named(words, sentence, role, WHOSE)
    }

    fn named(&self, words: &Words<'_>, sentence: usize, role: &[usize], prepositions: &[&str]) -> Vec<Participant> {
        let mut out: Vec<Participant> = Vec::new();
        for word in role {
            for mention in self.mentions_in(words, sentence, *word, DEPTH, prepositions) {
                let Some(actor) = self.chains.of_mention[mention] else { continue };
                // "The two countries" are those two, each under the same words.
                let members = &self.chains.actors[actor].members;
                let stand_for: &[usize] = if members.is_empty() { &[actor] } else { members };
                for actor in stand_for {
                    if !out.iter().any(|p| p.actor == Some(*actor)) {
                        out.push(Participant { span: self.mentions[mention].span, actor: Some(*actor) });
                    }
                }
            }
        }
        out.sort_by_key(|participant| participant.span);
        out
    }

    /// True where the actor is known beyond its bare name.
    pub(crate) fn is_known(&self, participant: &Participant) -> bool {
        participant.actor.is_some_and(|actor| {
            let actor = &self.chains.actors[actor];
            actor.country.is_some() || !actor.sectors.is_empty() || !actor.members.is_empty()
        })
    }

    /// True where the words are a nationality adjective alone.
    pub(crate) fn is_adjective(&self, participant: &Participant) -> bool {
        self.mentions.iter().any(|m| m.span == participant.span && m.form == MentionForm::Adjective)
    }
}

/// The word of a sentence whose head lies outside the given words: the one that the others hang from.
pub(crate) fn top_word(parse: &Parse, first: usize, end: usize) -> usize {
    (first..end).find(|w| parse.tree.head(*w).is_none_or(|h| h < first || h >= end)).unwrap_or(first)
}

/// The words of a sentence that a span covers, first and one past the last; `None` where it covers none.
pub(crate) fn words_of(parse: &Parse, span: chancery_text::Span) -> Option<(usize, usize)> {
    let first = parse.sentence.tokens.iter().position(|token| token.overlaps(span))?;
    let last = parse.sentence.tokens.iter().rposition(|token| token.overlaps(span))?;
    Some((first, last + 1))
}
