//! An attribution in the words of one sentence: a cue, who speaks, and what is said.

use super::cues::{Cue, Cues, Kind, Sort};
use super::phrase::Words;
use super::speaker::Source;
use super::{Stance, Strength};
use chancery_syntax::{Deprel, Upos};

/// An attribution in the words of one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Frame {
    /// The cue's words; the first is its verb, noun or first word.
    pub cue: Vec<usize>,
    /// Who speaks.
    pub speaker: Option<Source>,
    /// What is said, in the order of the sentence.
    pub content: Vec<usize>,
    /// Who is told, or the medium: the heads of the phrases.
    pub hearer: Option<usize>,
    /// How the speaker stands to it.
    pub stance: Stance,
    /// What sort of act.
    pub sort: Sort,
    /// True where the content is a finite clause, which may be speech word for word.
    pub clause: bool,
    /// True where the content may hold words in marks that have a speaker of their own: "…," X said, according to Y.
    pub whole: bool,
}

/// The entry of a verb in this sentence, and the words of its particle.
pub(super) fn verb_entry<'c>(words: Words, cues: &'c Cues, verb: usize) -> Option<(&'c Cue, Vec<usize>)> {
    cues.verbs(words.parse.lemma(verb), &words.lower(verb)).iter().find_map(|cue| {
        let mut at = verb;
        let mut out = vec![verb];
        for part in &cue.words[1..] {
            // The particle may stand after a short object: "spelled it out".
            let next = (at + 1..words.parse.len().min(at + 4)).find(|next| words.is(*next, &[part]))?;
            out.push(next);
            at = next;
        }
        Some((cue, out))
    })
}

/// A verb that is negated does not assert: "did not say that" leaves it open, "does not believe that" denies it.
pub(super) fn stance(words: Words, verb: usize, cue: &Cue, clause: bool) -> Stance {
    match cue.stance {
        Stance::Asserts | Stance::Believes if clause && words.is_negated(verb) => Stance::Denies,
        other => other,
    }
}

/// How much weight the words of a cue give to what they open.
pub(super) fn strength(words: Words, cues: &Cues, cue: &[usize]) -> Strength {
    let Some(first) = cue.first().copied() else { return Strength::Plain };
    let lower = words.lower(first);
    let own = match words.upos(first) {
        Upos::Noun => cues.noun(&words.parse.lemma(first).to_lowercase()),
        Upos::Adj => cues.adjective(&lower),
        _ => None,
    };
    own.or_else(|| verb_entry(words, cues, first).map(|(entry, _)| entry))
        .or_else(|| cues.adjective(&lower))
        .or_else(|| cues.phrases(&lower).iter().find(|entry| entry.words.len() == 1))
        .map_or(Strength::Plain, |entry| entry.strength)
}

/// Who is told: the object of "tell", or "to reporters" beside a verb of speech.
pub(super) fn hearer(words: Words, verb: usize, cue: &Cue, content: &[usize]) -> Option<usize> {
    let object = words.children(verb).find(|child| {
        cue.takes(Kind::Hearer)
            && (matches!(words.deprel(*child), Deprel::Obj | Deprel::Iobj)
                || words.deprel(*child) == Deprel::NsubjPass && words.is_passive(verb))
            && content.binary_search(child).is_err()
    });
    object.or_else(|| {
        words.children(verb).find(|child| {
            cue.sort == Sort::Speech
                && words.deprel(*child) == Deprel::Obl
                && words.preposition(*child).is_some_and(|case| words.is(case, &["to"]))
                && content.binary_search(child).is_err()
        })
    })
}
