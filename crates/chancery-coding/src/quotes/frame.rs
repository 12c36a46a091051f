//! Attributions that the tree of one sentence shows: a cue, who speaks, and what is said.

use super::Stance;
use super::cues::{Cue, Cues, Kind, Sort};
use super::phrase::Words;
use super::speaker::{STEPS, Source, noun_speaker, speaker, subject};
use chancery_syntax::{Deprel, Upos, Xpos};

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
}

/// What a verb or noun governs as its content.
struct Content {
    words: Vec<usize>,
    kind: Kind,
    cue: Vec<usize>,
}

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
        out.extend(found);
        out.extend(phrase_frame(words, cues, word));
    }
    out
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

/// The attribution of a verb.
fn verb_frame(words: Words, cues: &Cues, verb: usize) -> Option<Frame> {
    let (cue, mut cue_words) = verb_entry(words, cues, verb)?;
    let content = clause_content(words, verb, cue)
        .or_else(|| around_content(words, cues, verb, cue))
        .or_else(|| predicate_content(words, verb, cue))
        .or_else(|| infinitive_content(words, verb, cue))
        .or_else(|| gerund_content(words, verb, cue))
        .or_else(|| preposition_content(words, verb, cue))
        .or_else(|| object_content(words, verb, cue))?;
    let speaker = match content.kind {
        Kind::Raising => None,
        _ => speaker(words, cues, verb),
    };
    // Without a speaker only a clause, or a passive ("is expected to"), is certain to be somebody's words.
    if speaker.is_none() && !matches!(content.kind, Kind::That | Kind::Raising) && !words.is_passive(verb) {
        return None;
    }
    let clause = matches!(content.kind, Kind::That | Kind::Bare | Kind::Question | Kind::Direct);
    let all = if matches!(content.kind, Kind::Raising) { content.words } else { stretched(words, verb, content.words, clause) };
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
    })
}

/// A verb that is negated does not assert: "did not say that" leaves it open, "does not believe that" denies it.
fn stance(words: Words, verb: usize, cue: &Cue, clause: bool) -> Stance {
    match cue.stance {
        Stance::Asserts | Stance::Believes if clause && words.is_negated(verb) => Stance::Denies,
        other => other,
    }
}

/// Who is told: the object of "tell", or "to reporters" beside a verb of speech.
fn hearer(words: Words, verb: usize, cue: &Cue, content: &[usize]) -> Option<usize> {
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

/// The content with what follows it without a break. Trees often hang the last phrases of a long clause or noun
/// phrase on the cue instead; between the content and the end of the sentence little else can stand.
///
/// A clause goes on over commas, a noun phrase does not; both end at a coordinated verb, at words in passing, and
/// at another cue.
fn stretched(words: Words, verb: usize, mut content: Vec<usize>, clause: bool) -> Vec<usize> {
    let Some(mut last) = content.last().copied().filter(|last| *last > verb) else { return content };
    let above: Vec<usize> = std::iter::once(verb).chain(words.parse.tree.ancestors(verb)).collect();
    loop {
        let Some(next) = (last + 1..words.parse.len()).find(|word| !words.is_punctuation(*word)) else { break };
        let broken = (last + 1..next).any(|sign| !clause || words.is(sign, &[";", ":"]));
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

/// What sort of clause a word heads.
fn clause_kind(words: Words, clause: usize) -> Kind {
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
fn clause_content(words: Words, verb: usize, cue: &Cue) -> Option<Content> {
    let mut found: Option<(Kind, Vec<usize>)> = None;
    for child in words.children(verb) {
        let kind = match words.deprel(child) {
            Deprel::Ccomp => clause_kind(words, child),
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
        Content { words: all, kind, cue: Vec::new() }
    })
}

/// The clause that stands about the cue: "Rain, he said, is near", "as the envoy put it".
fn around_content(words: Words, cues: &Cues, verb: usize, cue: &Cue) -> Option<Content> {
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
fn is_clause(words: Words, word: usize) -> bool {
    matches!(
        words.deprel(word),
        Deprel::Root | Deprel::Ccomp | Deprel::Parataxis | Deprel::Advcl | Deprel::AclRelcl | Deprel::Csubj
    ) || words.deprel(word) == Deprel::Conj && words.child(word, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some()
}

/// An object and what it is called.
fn predicate_content(words: Words, verb: usize, cue: &Cue) -> Option<Content> {
    if !cue.takes(Kind::Predicate) {
        return None;
    }
    let object = words.child(verb, &[Deprel::Obj, Deprel::Iobj, Deprel::NsubjPass])?;
    let mut all = Vec::new();
    for child in words.children(verb).filter(|child| *child > object) {
        let named = match words.deprel(child) {
            Deprel::Xcomp | Deprel::Ccomp => !words.is_infinitive(child) || words.is_passive(verb),
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
fn infinitive_content(words: Words, verb: usize, cue: &Cue) -> Option<Content> {
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
    let infinitive = infinitive?;
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
    Some(Content { words: all, kind, cue: Vec::new() })
}

/// A gerund: "denied taking bribes".
fn gerund_content(words: Words, verb: usize, cue: &Cue) -> Option<Content> {
    if !cue.takes(Kind::Gerund) {
        return None;
    }
    let gerund = words.children(verb).find(|child| {
        *child > verb && matches!(words.deprel(*child), Deprel::Xcomp | Deprel::Ccomp) && words.is_gerund(*child)
    })?;
    Some(Content { words: words.subtree(gerund, |_| false), kind: Kind::Gerund, cue: Vec::new() })
}

/// The complement of a preposition: "called for talks", "spoke of a wounded nation".
fn preposition_content(words: Words, verb: usize, cue: &Cue) -> Option<Content> {
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
fn governs(words: Words, cue: &Cue, case: usize) -> bool {
    let form = words.lower(case);
    cue.prepositions.contains(&form)
}

/// True for what tells when rather than what: days, months, years, and words for stretches of time.
fn is_time(words: Words, word: usize) -> bool {
    let time = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
        "april", "may", "june", "july", "august", "september", "october", "november", "december", "day", "week", "month",
        "year", "morning", "afternoon", "evening", "night", "weekend", "today", "yesterday", "hour", "minute",
    ];
    time.contains(&words.parse.lemma(word).to_lowercase().as_str()) || words.upos(word) == Upos::Num
}

/// An object, with the complements that the entry names: "accused Y of shelling", "praised Y for Z".
fn object_content(words: Words, verb: usize, cue: &Cue) -> Option<Content> {
    if !cue.takes(Kind::Object) {
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
    let object = words.child(verb, relations)?;
    if words.is(object, &["nothing", "something", "anything", "everything", "itself", "himself", "herself", "themselves"]) {
        return None;
    }
    let mut all = words.subtree(object, |_| false);
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
    // A "that" right after the noun, itself no part of a relative clause, opens the content wherever the tree hangs it.
    let clause = clause.or_else(|| {
        let that = Some(noun + 1).filter(|that| *that < words.parse.len() && words.is(*that, &["that"]))?;
        let head = words.head(that).filter(|head| *head > that && words.deprel(that) == Deprel::Mark)?;
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
    })
}

/// The attribution of a phrase that begins at this word: "according to", "in the envoy's words", "reportedly".
fn phrase_frame(words: Words, cues: &Cues, first: usize) -> Option<Frame> {
    cues.phrases(&words.lower(first)).iter().find_map(|cue| {
        let (cue_words, anchor, source) = phrase_match(words, cue, first)?;
        let mut top = words.head(anchor)?;
        while !is_clause(words, top) {
            top = words.head(top)?;
        }
        let named: &[usize] = source.as_ref().map_or(&[], |source| &source.words);
        let mut content = words.subtree(top, |word| word == anchor || cue_words.contains(&word) || named.contains(&word));
        content.retain(|word| !cue_words.contains(word) && !named.contains(word));
        Some(Frame {
            cue: cue_words,
            speaker: source,
            content,
            hearer: None,
            stance: cue.stance,
            sort: cue.sort,
            clause: true,
        })
    })
}

/// Matches a phrase: its words, the word that hangs it on the clause, and the speaker that it names.
pub(super) fn phrase_match(words: Words, cue: &Cue, first: usize) -> Option<(Vec<usize>, usize, Option<Source>)> {
    let n_words = words.parse.len();
    if cue.takes(Kind::Adverb) {
        let whole = cue.words.len() == 1 && matches!(words.deprel(first), Deprel::Advmod | Deprel::Parataxis);
        return whole.then(|| (vec![first], first, None));
    }
    if cue.takes(Kind::Possessive) {
        let last_word = cue.words.last()?;
        // The possessor between is short: ten words are more than any title needs.
        let last = (first + 1..n_words.min(first + 12)).find(|word| words.is(*word, &[last_word]))?;
        let possessor = words.child(last, &[Deprel::NmodPoss]).filter(|word| *word > first)?;
        let phrase = words.noun_phrase(possessor).into_iter().filter(|word| words.xpos(*word) != Xpos::Pos).collect();
        return Some((vec![first, last], last, Some(Source { words: phrase, referent: possessor })));
    }
    let end = first + cue.words.len();
    let here = end < n_words && cue.words.iter().enumerate().all(|(i, part)| words.is(first + i, &[part]));
    if !here {
        return None;
    }
    // The complement by its surface: nouns and what belongs to them up to the first other word. Trees err here.
    let nominal = |word: usize| matches!(words.upos(word), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num);
    let part = |word: usize| nominal(word) || matches!(words.upos(word), Upos::Det | Upos::Adj | Upos::Part) || words.is(word, &["'s", "’s"]);
    let stop = (end..n_words).find(|word| !part(*word)).unwrap_or(n_words);
    let head = (end..stop).rev().find(|word| nominal(*word))?;
    let inside = |word: usize| word >= first && word < stop;
    let anchor = (first..stop).find(|word| words.head(*word).is_some_and(|above| !inside(above))).unwrap_or(head);
    let mut phrase: Vec<usize> = words.noun_phrase(head).into_iter().filter(|word| *word >= end).collect();
    phrase.extend(end..=head);
    phrase.sort_unstable();
    phrase.dedup();
    Some(((first..end).collect(), anchor, Some(Source { words: phrase, referent: head })))
}
