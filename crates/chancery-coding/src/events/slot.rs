//! What stands in a slot of a clause: the words that fill a role, a condition or an inner event.

use crate::clause::Words;
use crate::events::pattern::{Condition, Pattern, Slot};
use chancery_syntax::{Deprel, Upos, Xpos};

/// Verbs that say of their subject what the noun after them says: "serves as an ally", "remains a partner".
const LINKING: &[&str] = &["be", "remain", "become", "serve", "act", "stay", "represent"];

/// Nouns that only hold another: "a series of attacks", "a round of talks".
const CONTAINERS: &[&str] = &[
    "series", "round", "wave", "number", "package", "string", "set", "spate", "couple", "range", "act", "campaign",
    "kind", "type", "form", "part", "new", "level", "threat", "one", "some", "day", "week", "month", "year", "raft",
    "barrage", "volley", "plan",
];

/// The words in a slot of the clause around `word`, in order.
pub(crate) fn fill(words: &Words<'_>, word: usize, slot: &Slot) -> Vec<usize> {
    let noun = !words.is_verb(word) && !words.has(word, Deprel::Cop);
    match slot {
        Slot::Subject if words.is_verb(word) => words.subjects(word),
        Slot::Subject => said_of(words, word),
        Slot::Surface => words.surface_subjects(word),
        Slot::Object if noun => Vec::new(),
        Slot::Object => words.objects(word),
        Slot::Receiver => words.children_by(word, &[Deprel::Iobj]).flat_map(|c| words.conjuncts(c)).collect(),
        Slot::Possessor => words.possessors(word),
        Slot::Modifier => words
            .children_by(
                word,
                &[Deprel::Amod, Deprel::Compound, Deprel::NmodDesc, Deprel::Nmod, Deprel::OblUnmarked, Deprel::Obl],
            )
            .filter(|c| *c < word && words.case(*c).is_none())
            .flat_map(|c| std::iter::once(c).chain(words.children_by(c, &[Deprel::Conj])).collect::<Vec<_>>())
            .collect(),
        Slot::Infinitive => clauses(words, word)
            .filter(|c| words.deprel(*c) == Deprel::Xcomp || is_infinitive(words, *c))
            .flat_map(|c| with_verb_conjuncts(words, c))
            .collect(),
        Slot::Clause => clauses(words, word)
            .filter(|c| words.deprel(*c).base() == "ccomp" && !is_infinitive(words, *c))
            .flat_map(|c| with_verb_conjuncts(words, c))
            .collect(),
        Slot::Name => named_beside(words, word),
        Slot::Head if words.deprel(word) == Deprel::Amod => words.head(word).into_iter().collect(),
        Slot::Head => Vec::new(),
        // Told by the quotes, not by the clause.
        Slot::Speaker => Vec::new(),
        Slot::Preposition(preposition) => prepositional(words, word, preposition),
        Slot::Within(outer, inner) => {
            let held = if **outer == Slot::Subject && words.passive(word) {
                words.surface_subjects(word)
            } else {
                fill(words, word, outer)
            };
            held.into_iter().flat_map(|filler| fill(words, filler, inner)).collect()
        }
    }
}

fn clauses<'a>(words: &Words<'a>, word: usize) -> impl Iterator<Item = usize> + 'a {
    const CLAUSES: &[Deprel] = &[Deprel::Xcomp, Deprel::Ccomp, Deprel::Acl, Deprel::Advcl, Deprel::Csubj];
    words.children_by(word, CLAUSES)
}

fn with_verb_conjuncts(words: &Words<'_>, word: usize) -> Vec<usize> {
    let mut out = vec![word];
    out.extend(words.children_by(word, &[Deprel::Conj]).filter(|c| words.is_verb(*c)));
    out
}

pub(crate) fn is_infinitive(words: &Words<'_>, word: usize) -> bool {
    words.children_by(word, &[Deprel::Mark]).any(|c| words.xpos(c) == Xpos::To)
}

/// Nouns and gerunds that a preposition brings, from the word itself or from its nearest neighbours: whether "with"
/// hangs from "held" or from "talks", "by" from "use" or from "weapons", is the parser's hardest question.
fn prepositional(words: &Words<'_>, word: usize, preposition: &str) -> Vec<usize> {
    let mut out = hanging(words, word, preposition);
    if words.is_verb(word) {
        out.extend(words.children_by(word, &[Deprel::Obj]).flat_map(|object| hanging(words, object, preposition)));
        if out.is_empty() {
            // "spoke by phone with Minsk", "moved closer to Minsk".
            let beside = words.children_by(word, &[Deprel::Obl, Deprel::Advmod]);
            out.extend(beside.flat_map(|inner| hanging(words, inner, preposition)));
        }
        let particle = |c: usize| words.lower(c) == preposition;
        if out.is_empty() && words.children_by(word, &[Deprel::CompoundPrt]).any(particle) {
            // "called on both parties": whether "on" belongs to the verb or to the noun is a matter of taste.
            out = words.objects(word);
        }
        return out;
    }
    if out.is_empty() {
        // "a protest against abuses by the army": the army's are the abuses, not the protest.
        let own_agent = |c: &usize| {
            preposition == "by" && words.case(*c).is_some_and(|case| matches!(case.as_str(), "against" | "over" | "at"))
        };
        let nested = words.children_by(word, &[Deprel::Nmod]).filter(|c| *c > word && !own_agent(c));
        out.extend(nested.flat_map(|inner| hanging(words, inner, preposition)));
    }
    if out.is_empty()
        && words.deprel(word) == Deprel::Obj
        && let Some(verb) = words.head(word)
    {
        // A phrase that follows the object at once may hang from the verb.
        let adjacent = |c: &usize| words.children_by(*c, &[Deprel::Case]).next() == Some(word + 1);
        let next = words.children(verb).filter(|c| brought(words, *c, preposition) && adjacent(c));
        out.extend(next.flat_map(|c| words.conjuncts(c)));
    }
    out
}

/// What a preposition brings among the words that hang from this one.
fn hanging(words: &Words<'_>, word: usize, preposition: &str) -> Vec<usize> {
    let mut out = Vec::new();
    for child in words.children(word) {
        if brought(words, child, preposition) {
            out.extend(words.conjuncts(child));
        } else if words.is_verb(child) {
            let marks = words.children_by(child, &[Deprel::Mark, Deprel::Case]);
            if marks.into_iter().any(|c| c < child && words.lower(c) == preposition && words.xpos(c) != Xpos::To) {
                out.extend(with_verb_conjuncts(words, child));
            }
            // "sanctions imposed on India", "an attack carried out by rebels".
            if words.deprel(child) == Deprel::Acl && words.xpos(child) == Xpos::Vbn {
                let inside = words.children(child).filter(|c| brought(words, *c, preposition));
                out.extend(inside.flat_map(|c| words.conjuncts(c)));
            }
        }
    }
    out
}

fn brought(words: &Words<'_>, word: usize, preposition: &str) -> bool {
    matches!(words.deprel(word).base(), "obl" | "nmod") && words.case(word).as_deref() == Some(preposition)
}

/// Of whom a noun or adjective is said: its subject, the noun it is apposed to, the name it is the title of.
fn said_of(words: &Words<'_>, word: usize) -> Vec<usize> {
    if words.has(word, Deprel::Cop) || words.has(word, Deprel::Nsubj) {
        return words.surface_subjects(word);
    }
    let Some(head) = words.head(word) else { return Vec::new() };
    match words.deprel(word) {
        Deprel::Appos => words.conjuncts(head),
        Deprel::Obl | Deprel::Xcomp | Deprel::Obj if LINKING.contains(&words.lemma(head)) => {
            words.surface_subjects(head)
        }
        Deprel::Conj => said_of(words, head),
        Deprel::Ccomp => words.surface_subjects(word),
        _ => Vec::new(),
    }
}

/// The name that a noun stands before or beside: "rival Azerbaijan", "its ally, Russia,".
fn named_beside(words: &Words<'_>, word: usize) -> Vec<usize> {
    let mut out: Vec<usize> =
        words.children_by(word, &[Deprel::Appos, Deprel::Flat]).filter(|c| words.upos(*c) == Upos::Propn).collect();
    if matches!(words.deprel(word), Deprel::Compound | Deprel::NmodDesc | Deprel::Amod | Deprel::Nmod)
        && let Some(head) = words.head(word)
        && words.upos(head) == Upos::Propn
        && word < head
    {
        out.push(head);
    }
    out
}

/// The word, or what it holds: "attacks" for "a series of attacks".
pub(crate) fn contents(words: &Words<'_>, word: usize) -> Vec<usize> {
    let mut out = vec![word];
    let amount = matches!(words.upos(word), Upos::Pron | Upos::Num | Upos::Det | Upos::Adj);
    if amount || (words.upos(word) == Upos::Noun && CONTAINERS.contains(&words.lemma(word))) {
        out.extend(words.prepositional(word, "of").into_iter().flat_map(|c| words.conjuncts(c)));
    }
    out
}

/// True where the clause around `word` meets every condition of the rule.
pub(crate) fn meets(words: &Words<'_>, word: usize, pattern: &Pattern) -> bool {
    if let Some(particle) = &pattern.particle {
        let has = words.children(word).any(|c| {
            matches!(words.deprel(c), Deprel::CompoundPrt | Deprel::Advmod | Deprel::Case | Deprel::Mark | Deprel::Obl)
                && words.lower(c) == *particle
        });
        if !has {
            return false;
        }
    }
    if pattern.negated && !words.negated(word) {
        return false;
    }
    pattern.when.iter().all(|condition| holds(words, word, condition))
        && !pattern.unless.iter().any(|condition| holds(words, word, condition))
}

fn holds(words: &Words<'_>, word: usize, condition: &Condition) -> bool {
    let any = condition.words.contains("*");
    let name = condition.words.contains("@name");
    fill(words, word, &condition.slot).into_iter().flat_map(|w| contents(words, w)).any(|filler| {
        any || (name && words.upos(filler) == Upos::Propn)
            || condition.words.contains(words.lemma(filler)) || condition.words.contains(&words.lower(filler))
            || condition.words.contains(&words.lemma(filler).to_lowercase())
            // "cruise missiles", "peace agreement": a modifier can be the telling word.
            || words
                .children_by(filler, &[Deprel::Compound, Deprel::Amod])
                .any(|c| condition.words.contains(words.lemma(c)) || condition.words.contains(&words.lower(c)))
    })
}
