//! Who speaks: the subject of a verb, followed through coordination, control and relative clauses.

use super::cues::Cues;
use super::phrase::Words;
use chancery_syntax::{Deprel, Upos, Xpos};

/// The words that name a speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    /// The words, in order.
    pub words: Vec<usize>,
    /// The word that says who it is: the head, or for a relative pronoun the head of what it stands for.
    pub referent: usize,
}

/// How far subjects are followed from verb to verb; longer chains are errors of the tree.
pub(super) const STEPS: usize = 6;

/// The speaker of a verb: the doer, also where the verb is passive ("by the ministry").
pub(super) fn speaker(words: Words, cues: &Cues, verb: usize) -> Option<Source> {
    let agent = words.children(verb).find(|child| {
        let by = words.preposition(*child).is_some_and(|case| words.is(case, &["by"]));
        words.deprel(*child) == Deprel::OblAgent || words.is_passive(verb) && words.deprel(*child) == Deprel::Obl && by
    });
    if let Some(agent) = agent {
        return Some(Source { words: words.noun_phrase(agent), referent: agent });
    }
    if words.is_passive(verb) {
        return None;
    }
    let (head, relative) = subject(words, cues, verb, 0)?;
    // "There" and the "it" of "it is said" name nobody.
    if words.xpos(head) == Xpos::Ex {
        return None;
    }
    let phrase = words.noun_phrase(head);
    Some(Source { words: phrase, referent: relative.unwrap_or(head) })
}

/// The grammatical subject of a verb, its own or one that it shares, and what a relative pronoun stands for.
/// `steps` counts the verbs followed so far; a caller that wants the verb's own subject alone gives [`STEPS`].
pub(super) fn subject(words: Words, cues: &Cues, verb: usize, steps: usize) -> Option<(usize, Option<usize>)> {
    if steps > STEPS {
        return None;
    }
    let subjects = [Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter];
    // A tree that hangs the subject on the auxiliary ("It has said") means the verb.
    let own = words.child(verb, &subjects).or_else(|| {
        words.child(verb, &[Deprel::Aux, Deprel::AuxPass]).and_then(|auxiliary| words.child(auxiliary, &subjects))
    });
    let head = words.head(verb);
    if let Some(own) = own {
        let pronoun = matches!(words.xpos(own), Xpos::Wp | Xpos::Wdt) || words.is(own, &["who", "which", "that"]);
        let relative = (pronoun && words.deprel(verb) == Deprel::AclRelcl).then_some(head).flatten();
        return Some((own, relative));
    }
    let head = head?;
    match words.deprel(verb) {
        Deprel::Conj | Deprel::Advcl | Deprel::Parataxis => subject(words, cues, head, steps + 1),
        Deprel::Xcomp => match words.child(head, &[Deprel::Obj, Deprel::Iobj]) {
            Some(object) if words.is_infinitive(verb) && words.lower(head) != "promised" => Some((object, None)),
            _ => subject(words, cues, head, steps + 1),
        },
        Deprel::Acl | Deprel::AclRelcl => {
            if matches!(words.upos(head), Upos::Verb | Upos::Adj) {
                return subject(words, cues, head, steps + 1);
            }
            // Who issues a statement says what the statement says.
            let issued = matches!(words.deprel(head), Deprel::Obj) && cues.is_form(words.parse.lemma(head));
            let issuer = words.head(head).filter(|_| issued).and_then(|verb| subject(words, cues, verb, steps + 1));
            Some(issuer.unwrap_or((head, None)))
        }
        Deprel::Ccomp if words.is_gerund(verb) || words.is_infinitive(verb) => subject(words, cues, head, steps + 1),
        _ => None,
    }
}

/// The speaker of a noun: its possessor, who it comes from, or the subject of the verb that carries it.
pub(super) fn noun_speaker(words: Words, cues: &Cues, noun: usize) -> Option<Source> {
    let possessor = words.child(noun, &[Deprel::NmodPoss]);
    let giver = words.children(noun).find(|child| {
        words.deprel(*child).base() == "nmod"
            && words.preposition(*child).is_some_and(|case| words.is(case, &["by", "from"]))
    });
    if let Some(head) = possessor.or(giver) {
        let phrase = words.noun_phrase(head);
        let phrase = phrase.into_iter().filter(|word| words.xpos(*word) != Xpos::Pos).collect();
        return Some(Source { words: phrase, referent: head });
    }
    let carrier = words.head(noun).filter(|_| words.deprel(noun) == Deprel::Obj)?;
    let light = [
        "make",
        "issue",
        "voice",
        "express",
        "have",
        "give",
        "raise",
        "repeat",
        "renew",
        "offer",
        "file",
        "show",
        "send",
        "deliver",
        "receive",
        "reiterate",
        "share",
        "add",
        "draw",
        "level",
        "launch",
    ];
    let lemma = words.parse.lemma(carrier).to_lowercase();
    if !light.contains(&lemma.as_str()) || lemma == "receive" {
        return None;
    }
    speaker(words, cues, carrier)
}
