//! The attributions of one sentence: by its verbs, nouns, adjectives and set phrases.

use super::Stance;
use super::content::{
    Content, around_content, clause_content, clause_kind, gerund_content, governs, infinitive_content, object_content,
    predicate_content, preposition_content, stretched,
};
use super::cues::{Cues, Kind};
use super::frame::{Frame, hearer, stance, verb_entry};
use super::phrase::Words;
use super::setoff::{closing_frame, interrupting_frame, inverted_frame, phrase_frame};
use super::speaker::{Source, noun_speaker, speaker, subject};
use chancery_syntax::{Deprel, Upos};

/// The attributions of one sentence, in the order of their cues.
pub(super) fn frames(words: Words, cues: &Cues) -> Vec<Frame> {
    let mut out = Vec::new();
    for word in 0..words.parse.len() {
        let found = match words.upos(word) {
            Upos::Verb => verb_frame(words, cues, word).or_else(|| adjective_frame(words, cues, word)),
            Upos::Adj => adjective_frame(words, cues, word),
            Upos::Noun => noun_frame(words, cues, word),
            _ => None,
        };
        if let Some(frame) = found {
            match out.iter_mut().find(|other| is_shared(words, other, &frame)) {
                Some(other) => share(words, other, frame),
                None => out.push(frame),
            }
        }
        out.extend(phrase_frame(words, cues, word));
    }
    out
}

/// True where a verb and a noun open the same words: "expressed doubts that", "said in a letter that".
fn is_shared(words: Words, verb: &Frame, noun: &Frame) -> bool {
    let [before, after] = [verb, noun].map(|frame| frame.cue.first().copied().unwrap_or(0));
    words.upos(after) == Upos::Noun
        && words.upos(before) == Upos::Verb
        && noun.clause
        && verb.content.last() == noun.content.last()
        && verb.content.first().is_some_and(|first| *first > before)
        && noun.content.first().is_some_and(|first| *first > after)
}

/// Joins the attribution of a noun to that of its verb. What the verb is about is what the noun says: of "expressed
/// doubts that" the doubts tell the stance, of "said in a letter that" the saying does.
fn share(words: Words, verb: &mut Frame, noun: Frame) {
    let Some(head) = noun.cue.first().copied() else { return };
    verb.content = noun.content;
    verb.clause |= noun.clause;
    if words.deprel(head) == Deprel::Obj {
        // Whoever rejects a claim denies it.
        if verb.stance != Stance::Denies {
            verb.stance = noun.stance;
        }
        verb.sort = noun.sort;
        verb.cue.extend(noun.cue);
        verb.cue.sort_unstable();
        verb.cue.dedup();
    }
}

/// The attribution of a verb.
fn verb_frame(words: Words, cues: &Cues, verb: usize) -> Option<Frame> {
    let (cue, mut cue_words) = verb_entry(words, cues, verb)?;
    let apart = closing_frame(words, verb, cue, &cue_words);
    let apart = apart.or_else(|| inverted_frame(words, verb, cue, &cue_words));
    if let Some(frame) = apart.or_else(|| interrupting_frame(words, verb, cue, &cue_words)) {
        return Some(frame);
    }
    // What "made it clear that" governs may hang on "clear".
    let inner = |word: &usize| words.upos(*word) == Upos::Adj;
    let content = clause_content(words, verb, cue)
        .or_else(|| cue_words.iter().filter(|word| inner(word)).find_map(|word| clause_content(words, *word, cue)))
        .or_else(|| around_content(words, cues, verb, cue))
        .or_else(|| predicate_content(words, verb, cue))
        .or_else(|| infinitive_content(words, verb, cue))
        .or_else(|| gerund_content(words, verb, cue))
        .or_else(|| preposition_content(words, verb, cue))
        .or_else(|| object_content(words, cues, verb, cue, &cue_words[1..]))?;
    let speaker = match content.kind {
        Kind::Raising => None,
        _ => speaker(words, cues, verb),
    };
    // Without a speaker only a clause, or a passive ("is expected to"), is certain to be somebody's words.
    if speaker.is_none() && !matches!(content.kind, Kind::That | Kind::Raising) && !words.is_passive(verb) {
        return None;
    }
    let clause = matches!(content.kind, Kind::That | Kind::Bare | Kind::Question | Kind::Direct);
    let all = if matches!(content.kind, Kind::Raising) {
        content.words
    } else {
        stretched(words, verb, content.words, clause)
    };
    let content = Content { words: all, ..content };
    cue_words.extend(content.cue);
    Some(Frame {
        speaker,
        hearer: hearer(words, verb, cue, &content.words),
        stance: stance(words, verb, cue, clause),
        sort: cue.sort,
        cue: cue_words,
        content: content.words,
        clause,
        whole: false,
    })
}

/// The attribution of an adjective that is said of somebody: "is confident that", "was critical of".
fn adjective_frame(words: Words, cues: &Cues, adjective: usize) -> Option<Frame> {
    let cue = cues.adjective(&words.lower(adjective))?;
    words.child(adjective, &[Deprel::Cop, Deprel::AuxPass])?;
    let content = clause_content(words, adjective, cue)
        .or_else(|| infinitive_content(words, adjective, cue))
        .or_else(|| preposition_content(words, adjective, cue))?;
    let (head, relative) = subject(words, cues, adjective, 0)?;
    let clause = matches!(content.kind, Kind::That | Kind::Bare | Kind::Question);
    Some(Frame {
        cue: std::iter::once(adjective).chain(content.cue).collect(),
        speaker: Some(Source { words: words.noun_phrase(head), referent: relative.unwrap_or(head) }),
        hearer: None,
        stance: stance(words, adjective, cue, clause),
        sort: cue.sort,
        content: stretched(words, adjective, content.words, clause),
        clause,
        whole: false,
    })
}

/// The attribution of a noun: "the claim that", "criticism of", "a promise to".
fn noun_frame(words: Words, cues: &Cues, noun: usize) -> Option<Frame> {
    let cue = cues.noun(&words.parse.lemma(noun).to_lowercase())?;
    let clause = words.children(noun).filter(|child| *child > noun).find_map(|child| {
        let kind = match words.deprel(child) {
            Deprel::Acl | Deprel::Ccomp => clause_kind(words, child),
            _ => return None,
        };
        (matches!(kind, Kind::That | Kind::To | Kind::Question) && cue.takes(kind)).then_some((child, kind))
    });
    // A "that" right after the noun, itself not the subject of a relative clause, opens the content wherever the tree
    // hangs it.
    let clause = clause.or_else(|| {
        let that = Some(noun + 1).filter(|that| *that < words.parse.len() && words.is(*that, &["that"]))?;
        let head =
            words.head(that).filter(|head| *head > that && matches!(words.deprel(that), Deprel::Mark | Deprel::Obj))?;
        cue.takes(Kind::That).then_some((head, Kind::That))
    });
    let (content, kind, case) = match clause {
        Some((child, kind)) => (words.subtree(child, |_| false), kind, None),
        None => {
            let (child, case) = words.children(noun).filter(|child| *child > noun).find_map(|child| {
                let complement = words.deprel(child).base() == "nmod" || words.deprel(child) == Deprel::Acl;
                let case = words.preposition(child).filter(|case| complement && governs(words, cue, *case))?;
                Some((child, case))
            })?;
            (words.subtree(child, |word| word == case), Kind::Object, Some(case))
        }
    };
    let speaker = noun_speaker(words, cues, noun);
    if speaker.is_none() && !matches!(kind, Kind::That | Kind::Question) {
        return None;
    }
    Some(Frame {
        cue: std::iter::once(noun).chain(case).collect(),
        speaker,
        content,
        hearer: None,
        stance: cue.stance,
        sort: cue.sort,
        clause: kind == Kind::That,
        whole: false,
    })
}
