//! Whether it took place: negation, modality, tense and the words of status around a predicate.

use crate::clause::Words;
use crate::events::event::Status;
use crate::events::pattern::WordLists;
use crate::events::slot::is_infinitive;
use chancery_syntax::{Deprel, Upos, Xpos};

/// The status that a predicate's own clause gives it, and `None` where nothing there marks it.
pub(crate) fn status_of(lists: &WordLists, words: &Words<'_>, word: usize) -> Option<Status> {
    if words.negated(word) {
        return Some(Status::Negated);
    }
    let beside = words
        .children_by(word, &[Deprel::Amod, Deprel::Advmod, Deprel::Compound, Deprel::Det])
        .find_map(|c| lists.status_of(&words.lower(c)).or_else(|| lists.status_of(words.lemma(c))));
    if let Some(status) = beside {
        return Some(status);
    }
    if !words.is_verb(word) && !words.has(word, Deprel::Cop) {
        return None;
    }
    if let Some(status) = object_status(lists, words, word) {
        return Some(status);
    }
    if conditional(words, word) {
        return Some(Status::Possible);
    }
    modal(words, word).or_else(|| aspect(lists, words, word))
}

/// "hold annual drills": the object's adjective tells of the whole.
fn object_status(lists: &WordLists, words: &Words<'_>, word: usize) -> Option<Status> {
    words
        .children_by(word, &[Deprel::Obj])
        .flat_map(|object| words.children_by(object, &[Deprel::Amod]))
        .find_map(|c| lists.status_of(words.lemma(c)).filter(|status| *status == Status::Habitual))
}

fn modal(words: &Words<'_>, word: usize) -> Option<Status> {
    for auxiliary in words.auxiliaries(word) {
        match words.lower(auxiliary).as_str() {
            "will" | "shall" | "'ll" | "\u{2019}ll" | "wo" => return Some(Status::Planned),
            // "said it would send aid": the future of a past report.
            "would" | "'d" if reported(words, word) => return Some(Status::Planned),
            "would" | "may" | "might" | "could" | "can" | "should" | "must" | "ca" => return Some(Status::Possible),
            _ => {}
        }
    }
    None
}

fn aspect(lists: &WordLists, words: &Words<'_>, word: usize) -> Option<Status> {
    let progressive = words.xpos(word) == Xpos::Vbg;
    let auxiliaries = words.auxiliaries(word);
    // "refuses to withdraw": what a state does in the present tense goes on.
    if lists.is_in("lasting", words.lemma(word)) && present(words, word) {
        return Some(Status::Ongoing);
    }
    // "troops fighting in the north": at the time of the clause above.
    let bare = auxiliaries.is_empty() && words.children_by(word, &[Deprel::Mark, Deprel::Case]).next().is_none();
    if progressive && words.deprel(word) == Deprel::Acl && bare {
        let above = words.ancestors(word).find(|a| words.is_verb(*a) || words.has(*a, Deprel::Cop));
        return above.is_none_or(|above| present(words, above)).then_some(Status::Ongoing);
    }
    if progressive && auxiliaries.iter().any(|a| words.lemma(*a) == "be") {
        let present = auxiliaries.iter().any(|a| matches!(words.xpos(*a), Xpos::Vbz | Xpos::Vbp));
        return present.then_some(Status::Ongoing);
    }
    None
}

/// True for a predicate in the present tense or the present perfect.
fn present(words: &Words<'_>, word: usize) -> bool {
    let tensed = |w: usize| matches!(words.xpos(w), Xpos::Vbz | Xpos::Vbp);
    tensed(word) || words.auxiliaries(word).into_iter().any(tensed)
}

fn conditional(words: &Words<'_>, word: usize) -> bool {
    words
        .children_by(word, &[Deprel::Mark, Deprel::Advmod])
        .any(|c| c < word && matches!(words.lower(c).as_str(), "if" | "unless" | "until" | "whether"))
}

fn reported(words: &Words<'_>, word: usize) -> bool {
    let clause = if words.deprel(word) == Deprel::Conj { words.head(word).unwrap_or(word) } else { word };
    matches!(words.deprel(clause).base(), "ccomp")
        && words.head(clause).is_some_and(|head| matches!(words.xpos(head), Xpos::Vbd | Xpos::Vbn))
        && !words.children_by(word, &[Deprel::Advcl]).any(|c| conditional(words, c))
}

/// What the verb right above says: who prepares an attack plans it, who was made to leave left.
fn governed(lists: &WordLists, words: &Words<'_>, word: usize) -> Option<Status> {
    let above = words.head(word).filter(|above| words.is_verb(*above))?;
    let relation = words.deprel(word).base();
    let lemma = words.lemma(above);
    if matches!(relation, "obj" | "xcomp") && lists.is_in("preparing", lemma) {
        return Some(Status::Planned);
    }
    let implied = matches!(relation, "xcomp" | "ccomp" | "advcl") && lists.is_in("implicative", lemma);
    let plain = !words.negated(above) && modal(words, above).is_none() && !conditional(words, above);
    let finished = matches!(words.xpos(above), Xpos::Vbd | Xpos::Vbn);
    (implied && plain && finished && !is_infinitive(words, above)).then_some(Status::Occurred)
}

/// The status of an event that stands inside others: the outer clauses may take away its certainty. They add to it
/// only where the outer verb implies the inner one ("forced them to leave": they left).
pub(crate) fn inherited(lists: &WordLists, words: &Words<'_>, word: usize) -> Option<Status> {
    if let Some(status) = governed(lists, words, word) {
        return Some(status);
    }
    let mut below = word;
    for above in words.ancestors(word) {
        match words.deprel(below).base() {
            "ccomp" | "parataxis" | "root" | "acl" | "appos" => return None,
            "advcl" if conditional(words, below) => return Some(Status::Possible),
            // A noun in the object or at the side of a verb that has not happened has not happened by it either.
            "obj" | "obl" | "nsubj" | "conj" | "nmod" | "xcomp" if words.upos(above) == Upos::Verb => {
                if let Some(status) = modal(words, above) {
                    return Some(status);
                }
                if conditional(words, above) {
                    return Some(Status::Possible);
                }
            }
            _ => {}
        }
        below = above;
    }
    lasts(lists, words, word).then_some(Status::Ongoing)
}

/// True for a noun of what lasts (a war, a blockade) in a sentence of the present.
fn lasts(lists: &WordLists, words: &Words<'_>, word: usize) -> bool {
    let above = || words.ancestors(word).find(|a| words.is_verb(*a) || words.has(*a, Deprel::Cop));
    !words.is_verb(word)
        && lists.is_in("lasting", words.lemma(word))
        && above().is_some_and(|above| present(words, above))
}
