//! What a cue governs: the clause, infinitive, noun phrase or name that is its content.

use super::Stance;
use super::cues::{Cue, Cues, Kind};
use super::phrase::Words;
use super::speaker::{STEPS, subject};
use chancery_syntax::{Deprel, Upos, Xpos};

/// What a verb or noun governs as its content.
pub(super) struct Content {
    /// The content's words, in order.
    pub words: Vec<usize>,
    /// Its form.
    pub kind: Kind,
    /// Words that belong to the cue: a preposition.
    pub cue: Vec<usize>,
}

/// The content with what follows it without a break. Trees often hang the last phrases of a long clause or noun
/// phrase on the cue instead; between the content and the end of the sentence little else can stand.
///
/// A clause goes on over commas, a noun phrase does not; both end at a coordinated verb, at words in passing, and
/// at another cue.
pub(super) fn stretched(words: Words, verb: usize, mut content: Vec<usize>, clause: bool) -> Vec<usize> {
    let Some(mut last) = content.last().copied().filter(|last| *last > verb) else { return content };
    let above: Vec<usize> = std::iter::once(verb).chain(words.parse.tree.ancestors(verb)).collect();
    while let Some(next) = (last + 1..words.parse.len()).find(|word| !words.is_punctuation(*word)) {
        // "…, and that the mine would close": another clause of the same cue.
        if let Some(more) = another_clause(words, next).filter(|_| clause && content[0] < last) {
            content.extend(more);
            content.sort_unstable();
            content.dedup();
            last = content[content.len() - 1];
            continue;
        }
        let goes_on = clause || words.is(next, &["including"]);
        let broken = (last + 1..next).any(|sign| !goes_on || words.is(sign, &[";", ":"]));
        if broken || above.contains(&next) {
            break;
        }
        let mut branch = next;
        while let Some(head) = words.head(branch).filter(|head| !above.contains(head)) {
            branch = head;
        }
        let follows = matches!(
            words.deprel(branch),
            Deprel::Obl
                | Deprel::OblUnmarked
                | Deprel::OblAgent
                | Deprel::Nmod
                | Deprel::NmodUnmarked
                | Deprel::Obj
                | Deprel::Acl
                | Deprel::AclRelcl
                | Deprel::Xcomp
                | Deprel::Ccomp
                | Deprel::Amod
                | Deprel::Compound
                | Deprel::Flat
                | Deprel::Dep
                | Deprel::Advmod
                | Deprel::Appos
                | Deprel::Advcl
        );
        let in_passing = words.deprel(branch) == Deprel::Advcl && next > last + 1 && words.is_gerund(branch);
        let timed = !clause && is_time(words, branch);
        let branch_words = words.subtree(branch, |_| false);
        if !follows || in_passing || timed || branch_words[0] != next {
            break;
        }
        content.extend(branch_words);
        content.sort_unstable();
        content.dedup();
        last = content[content.len() - 1];
    }
    content
}

/// The words of a clause that "and that" opens at this word.
fn another_clause(words: Words, conjunction: usize) -> Option<Vec<usize>> {
    let that = conjunction + 1;
    if !words.is(conjunction, &["and", "but", "or"]) || that >= words.parse.len() || !words.is(that, &["that"]) {
        return None;
    }
    let head = words.head(that).filter(|head| *head > that && words.deprel(that) == Deprel::Mark)?;
    let all = words.subtree(head, |word| word < conjunction);
    all.last().is_some_and(|last| *last > that).then_some(all)
}

/// What sort of clause a word heads.
pub(super) fn clause_kind(words: Words, clause: usize) -> Kind {
    let mark = words.children(clause).find(|child| words.deprel(*child) == Deprel::Mark && *child < clause);
    match mark {
        Some(mark) if words.is(mark, &["that"]) => return Kind::That,
        Some(mark) if words.is(mark, &["whether", "if"]) => return Kind::Question,
        _ => {}
    }
    if words.is_infinitive(clause) {
        return Kind::To;
    }
    let asks = words.subtree(clause, |_| false).first().copied().is_some_and(|first| {
        matches!(words.xpos(first), Xpos::Wp | Xpos::Wrb | Xpos::Wdt | Xpos::WpPoss)
            || words.is(first, &["whether", "if", "how", "why", "what", "who"])
    });
    let finite = words.children(clause).any(|child| {
        matches!(words.deprel(child), Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
            && matches!(words.xpos(child), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
    }) || matches!(words.xpos(clause), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md);
    if asks {
        Kind::Question
    } else if words.is_gerund(clause) && !finite {
        Kind::Gerund
    } else {
        Kind::Bare
    }
}

/// A finite clause that the verb governs.
pub(super) fn clause_content(words: Words, verb: usize, cue: &Cue) -> Option<Content> {
    let mut found: Option<(Kind, Vec<usize>)> = None;
    if cue.takes(Kind::That)
        && let Some(clause) = that_clause(words, verb)
    {
        found = Some((Kind::That, words.subtree(clause, |word| word == verb)));
    }
    for child in words.children(verb) {
        let kind = match words.deprel(child) {
            Deprel::Ccomp => clause_kind(words, child),
            // "Asked what the plan was": the question word heads the clause.
            Deprel::Obj if child > verb && words.child(child, &[Deprel::Cop]).is_some() => {
                match clause_kind(words, child) {
                    Kind::Question => Kind::Question,
                    _ => continue,
                }
            }
            // After a colon the tree often hangs the words beside the verb.
            Deprel::Parataxis if child > verb => match words.subtree(child, |_| false).first() {
                Some(first) if *first > 0 && words.is(first - 1, &[":"]) => Kind::Direct,
                _ => continue,
            },
            Deprel::Advcl | Deprel::Xcomp | Deprel::Csubj | Deprel::CsubjPass => match clause_kind(words, child) {
                kind @ (Kind::That | Kind::Question) if child > verb => {
                    // "If it rains" is a condition, unless the verb asks.
                    let condition = kind == Kind::Question && words.deprel(child) == Deprel::Advcl;
                    if condition && cue.stance != Stance::Asks { continue } else { kind }
                }
                _ => continue,
            },
            _ => continue,
        };
        let takes = match kind {
            Kind::Direct => cue.takes(Kind::Direct) || cue.takes(Kind::Bare),
            Kind::Bare => cue.takes(Kind::Bare) || cue.takes(Kind::Direct),
            kind => cue.takes(kind),
        };
        if !takes || matches!(kind, Kind::To | Kind::Gerund) {
            continue;
        }
        let subtree = words.subtree(child, |_| false);
        match &mut found {
            Some((_, all)) => all.extend(subtree),
            None => found = Some((kind, subtree)),
        }
    }
    found.map(|(kind, mut all)| {
        all.sort_unstable();
        all.dedup();
        Content { words: all, kind, cue: Vec::new() }
    })
}

/// The head of a clause whose "that" follows the verb with at most a phrase between them. Trees like to hang it on that
/// phrase, as if it described the day or the person told: "said on Tuesday that", "informed Ottawa that".
fn that_clause(words: Words, verb: usize) -> Option<usize> {
    /// Words that may stand between: an adverb, a day, who is told and where.
    const BETWEEN: usize = 10;
    let that = (verb + 1..words.parse.len().min(verb + 2 + BETWEEN))
        .take_while(|word| {
            !matches!(words.upos(*word), Upos::Verb | Upos::Sconj | Upos::Punct) || words.is(*word, &["that"])
        })
        .find(|word| words.is(*word, &["that"]) && words.deprel(*word) == Deprel::Mark)?;
    let clause = words.head(that).filter(|clause| *clause > that)?;
    let above = words.head(clause)?;
    (verb <= above && above < that && words.deprel(clause) != Deprel::Ccomp).then_some(clause)
}

/// The clause that stands about the cue: "Rain, he said, is near", "as the envoy put it".
pub(super) fn around_content(words: Words, cues: &Cues, verb: usize, cue: &Cue) -> Option<Content> {
    let speech = cue.takes(Kind::Bare) || cue.takes(Kind::Direct) || cue.words.len() > 1 && cue.takes(Kind::That);
    let as_mark = words.children(verb).find(|child| *child < verb && words.is(*child, &["as"]));
    let beside = words.deprel(verb) == Deprel::Parataxis;
    if !speech || !(beside || as_mark.is_some()) || subject(words, cues, verb, STEPS).is_none() {
        return None;
    }
    if words.child(verb, &[Deprel::Ccomp, Deprel::Xcomp]).is_some() {
        return None;
    }
    let mut top = words.head(verb)?;
    while !is_clause(words, top) {
        top = words.head(top)?;
    }
    let all = words.subtree(top, |word| word == verb);
    let attribution = words.subtree(verb, |_| false);
    // A clause that only follows the cue after a blank, with nothing before it, is a new sentence.
    let before = all.first().is_some_and(|first| *first < attribution[0]);
    let kind = if as_mark.is_some() || before { Kind::Bare } else { Kind::Direct };
    Some(Content { words: all, kind, cue: Vec::new() })
}

/// True for a word that heads a clause.
pub(super) fn is_clause(words: Words, word: usize) -> bool {
    matches!(
        words.deprel(word),
        Deprel::Root | Deprel::Ccomp | Deprel::Parataxis | Deprel::Advcl | Deprel::AclRelcl | Deprel::Csubj
    ) || words.deprel(word) == Deprel::Conj && words.child(word, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some()
}

/// An object and what it is called.
pub(super) fn predicate_content(words: Words, verb: usize, cue: &Cue) -> Option<Content> {
    if !cue.takes(Kind::Predicate) {
        return None;
    }
    let object = words.child(verb, &[Deprel::Obj, Deprel::Iobj, Deprel::NsubjPass])?;
    let mut all = Vec::new();
    for child in words.children(verb).filter(|child| *child > object) {
        let named = match words.deprel(child) {
            Deprel::Xcomp | Deprel::Ccomp => !words.is_infinitive(child) || words.is_passive(verb),
            Deprel::OblUnmarked => !is_time(words, child),
            Deprel::Obl | Deprel::Advcl | Deprel::Obj => {
                let case = words.preposition(child);
                case.is_some_and(|case| words.is(case, &["as"])) || words.deprel(child) == Deprel::Obj
            }
            _ => false,
        };
        if named {
            all.extend(words.subtree(child, |_| false));
        }
    }
    let as_name = |child: &usize| words.preposition(*child).is_some_and(|case| words.is(case, &["as"]));
    if all.is_empty() && !words.children(object).any(|child| as_name(&child)) {
        return None;
    }
    all.extend(words.subtree(object, |_| false));
    all.sort_unstable();
    Some(Content { words: all, kind: Kind::Predicate, cue: Vec::new() })
}

/// An infinitive: "promised to go", "urged them to go", "is expected to go".
pub(super) fn infinitive_content(words: Words, verb: usize, cue: &Cue) -> Option<Content> {
    let infinitive = words.children(verb).find(|child| {
        *child > verb
            && matches!(words.deprel(*child), Deprel::Xcomp | Deprel::Ccomp | Deprel::Advcl)
            && words.is_infinitive(*child)
    });
    let object = words.child(verb, &[Deprel::Obj, Deprel::Iobj]).filter(|object| *object > verb);
    let passive = words.is_passive(verb);
    let subject = words.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]);
    if cue.takes(Kind::Raising) && (passive || !cue.takes(Kind::To)) {
        let infinitive = infinitive.or_else(|| words.child(verb, &[Deprel::Xcomp]))?;
        let mut all = words.subtree(infinitive, |_| false);
        all.extend(subject.map(|subject| words.subtree(subject, |_| false)).unwrap_or_default());
        all.sort_unstable();
        return Some(Content { words: all, kind: Kind::Raising, cue: Vec::new() });
    }
    // "Commanded the crew to leave" may be read as if the infinitive described the crew.
    let described = || object.and_then(|object| words.children(object).find(|child| words.is_infinitive(*child)));
    let infinitive = infinitive.or_else(|| described().filter(|_| cue.takes(Kind::ObjectTo)))?;
    let mut all = words.subtree(infinitive, |_| false);
    let kind = match object {
        Some(object) if cue.takes(Kind::ObjectTo) => {
            all.extend(words.subtree(object, |_| false));
            Kind::ObjectTo
        }
        // "The tenants want them gone": an infinitive clause with a subject of its own.
        None if cue.takes(Kind::To) && words.deprel(infinitive) != Deprel::Advcl => Kind::To,
        None if cue.takes(Kind::ObjectTo) && (passive || words.deprel(infinitive) == Deprel::Ccomp) => Kind::ObjectTo,
        _ => return None,
    };
    all.sort_unstable();
    all.dedup();
    Some(Content { words: all, kind, cue: Vec::new() })
}

/// A gerund: "denied taking bribes".
pub(super) fn gerund_content(words: Words, verb: usize, cue: &Cue) -> Option<Content> {
    if !cue.takes(Kind::Gerund) {
        return None;
    }
    let gerund = words.children(verb).find(|child| {
        *child > verb && matches!(words.deprel(*child), Deprel::Xcomp | Deprel::Ccomp) && words.is_gerund(*child)
    })?;
    Some(Content { words: words.subtree(gerund, |_| false), kind: Kind::Gerund, cue: Vec::new() })
}

/// The complement of a preposition: "called for talks", "spoke of a wounded nation".
pub(super) fn preposition_content(words: Words, verb: usize, cue: &Cue) -> Option<Content> {
    if cue.takes(Kind::Object) && words.child(verb, &[Deprel::Obj, Deprel::NsubjPass]).is_some() {
        return None;
    }
    let (child, case) = words.children(verb).filter(|child| *child > verb).find_map(|child| {
        let complement = matches!(words.deprel(child), Deprel::Obl | Deprel::Advcl | Deprel::Xcomp | Deprel::Ccomp);
        let case = words.preposition(child).filter(|case| complement && governs(words, cue, *case))?;
        Some((child, case))
    })?;
    if is_time(words, child) {
        return None;
    }
    let mut all = words.subtree(child, |word| word == case);
    // "Called on both sides to disarm".
    let infinitive = words.children(verb).find(|other| {
        *other > child && matches!(words.deprel(*other), Deprel::Xcomp | Deprel::Advcl) && words.is_infinitive(*other)
    });
    all.extend(infinitive.map(|infinitive| words.subtree(infinitive, |_| false)).unwrap_or_default());
    all.sort_unstable();
    Some(Content { words: all, kind: Kind::Object, cue: vec![case] })
}

/// True where the entry names this preposition.
pub(super) fn governs(words: Words, cue: &Cue, case: usize) -> bool {
    let form = words.lower(case);
    cue.prepositions.contains(&form)
}

/// True for what tells when rather than what: days, months, years, and words for stretches of time.
pub(super) fn is_time(words: Words, word: usize) -> bool {
    let time = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "day",
        "week",
        "month",
        "year",
        "morning",
        "afternoon",
        "evening",
        "night",
        "weekend",
        "today",
        "yesterday",
        "hour",
        "minute",
    ];
    time.contains(&words.parse.lemma(word).to_lowercase().as_str()) || words.upos(word) == Upos::Num
}

/// What a poll, a report or a picture shows: the object, and the clause or phrase that says what becomes of it.
fn shown_content(words: Words, cues: &Cues, verb: usize) -> Option<Content> {
    let (source, relative) = subject(words, cues, verb, 0)?;
    let source = relative.unwrap_or(source);
    if words.is_passive(verb) || !cues.is_form(words.parse.lemma(source)) {
        return None;
    }
    let all: Vec<usize> = words
        .children(verb)
        .filter(|child| {
            let with = words.preposition(*child).is_some_and(|case| words.is(case, &["with", "as", "at"]));
            *child > verb
                && match words.deprel(*child) {
                    Deprel::Obj | Deprel::Xcomp | Deprel::Ccomp => true,
                    Deprel::Obl => with && !is_time(words, *child),
                    Deprel::Advcl => words.is_gerund(*child) && !words.is_punctuation(*child - 1),
                    _ => false,
                }
        })
        .flat_map(|child| words.subtree(child, |_| false))
        .collect();
    let mut all = all;
    all.sort_unstable();
    (all.len() > 1).then_some(Content { words: all, kind: Kind::Object, cue: Vec::new() })
}

/// An object, with the complements that the entry names: "accused Y of shelling", "praised Y for Z".
pub(super) fn object_content(
    words: Words,
    cues: &Cues,
    verb: usize,
    cue: &Cue,
    particles: &[usize],
) -> Option<Content> {
    if cue.takes(Kind::Shown)
        && let Some(content) = shown_content(words, cues, verb)
    {
        return Some(content);
    }
    if !cue.takes(Kind::Object) && !cue.takes(Kind::Saying) {
        return None;
    }
    let passive = words.is_passive(verb);
    let agent = words.child(verb, &[Deprel::OblAgent, Deprel::Obl]);
    if let (true, Deprel::Acl, Some(_)) = (passive, words.deprel(verb), agent) {
        // "A plan backed by Rome": what is backed stands above the verb.
        let head = words.head(verb)?;
        let all = words.subtree(head, |word| word == verb || words.head(word) == Some(head) && word > verb);
        return Some(Content { words: all, kind: Kind::Object, cue: Vec::new() });
    }
    let relations: &[Deprel] = if passive { &[Deprel::NsubjPass] } else { &[Deprel::Obj] };
    // "Brushed off the threat" may be read as a verb with a preposition.
    let object = words.child(verb, relations).or_else(|| {
        let governed = |child: &usize| words.preposition(*child).is_some_and(|case| particles.contains(&case));
        words.children(verb).find(|child| words.deprel(*child) == Deprel::Obl && governed(child))
    })?;
    if !cue.takes(Kind::Object) && cues.noun(&words.parse.lemma(object).to_lowercase()).is_none() {
        return None;
    }
    // "The talks that he described": the words that say what stand above the clause.
    if words.is(object, &["that"]) && object < verb {
        return None;
    }
    if words
        .is(object, &["nothing", "something", "anything", "everything", "itself", "himself", "herself", "themselves"])
    {
        return None;
    }
    let mut all = words.subtree(object, |word| particles.contains(&word));
    for child in words.children(verb).filter(|child| *child > verb) {
        let complement = matches!(words.deprel(child), Deprel::Obl | Deprel::Advcl)
            && words.preposition(child).is_some_and(|case| governs(words, cue, case))
            && !is_time(words, child);
        if complement {
            all.extend(words.subtree(child, |_| false));
        }
    }
    all.sort_unstable();
    Some(Content { words: all, kind: Kind::Object, cue: Vec::new() })
}
