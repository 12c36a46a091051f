//! From rules and trees to drafts of events: bottom up, each word's meaning from its own rule and from the
//! meanings of what it governs.

use crate::clause::Words;
use crate::events::category::Category;
use crate::events::codebook::Codebook;
use crate::events::event::{Dropped, Status};
use crate::events::pattern::{Inner, Pattern, Patterns, Slot, WordClass, WordLists};
use crate::events::slot::{contents, fill, is_infinitive, meets};
use crate::events::status::{inherited, status_of};
use chancery_syntax::{Deprel, Upos};

/// An event before its participants, day and place are looked up.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// The word whose clause it is: the outermost verb that made it.
    pub(crate) node: usize,
    /// The word that evokes it.
    pub(crate) trigger: usize,
    /// Ids of the rules, outermost first.
    pub(crate) rules: Vec<String>,
    pub(crate) category: Category,
    pub(crate) act: Option<Category>,
    pub(crate) cameo: String,
    pub(crate) mode: Option<String>,
    pub(crate) contexts: Vec<String>,
    pub(crate) source: Vec<usize>,
    pub(crate) target: Vec<usize>,
    pub(crate) reciprocal: bool,
    pub(crate) needs_source: bool,
    pub(crate) needs_target: bool,
    /// It stands even where nobody is named on either side.
    pub(crate) alone: bool,
    /// Its source is who says the quote that it stands in.
    pub(crate) spoken: bool,
    /// The status that words gave it; `None` where nothing marks it.
    pub(crate) status: Option<Status>,
    /// Its verb is an infinitive: no more than a purpose or a possibility, unless the rule above says more.
    pub(crate) infinitive: bool,
    /// A noun that no verb carries, and that its rule does not take bare.
    pub(crate) unsupported: bool,
    pub(crate) counts: Option<crate::events::pattern::Count>,
    /// The word whose number is the count.
    pub(crate) counted: Option<usize>,
}

/// Tells whether a word of the sentence names somebody who can act.
pub(crate) type Names<'a> = &'a dyn Fn(usize) -> bool;

/// What composing a sentence gives.
#[derive(Debug, Default)]
pub(crate) struct Composed {
    pub(crate) drafts: Vec<Draft>,
    pub(crate) dropped: Vec<Dropped>,
}

/// The rules and lists that composing needs.
pub(crate) struct Grammar<'a> {
    pub(crate) patterns: &'a Patterns,
    pub(crate) lists: &'a WordLists,
    pub(crate) book: &'a Codebook,
}

impl Grammar<'_> {
    /// The drafts of one sentence, in the order of their triggers.
    pub(crate) fn compose(&self, words: &Words<'_>, sentence: usize, names: Names<'_>) -> Composed {
        let mut out = Composed::default();
        // What each word means so far; taken from a word by the rule of the word above it.
        let mut meanings: Vec<Vec<Draft>> = vec![Vec::new(); words.len()];
        for word in bottom_up(words) {
            let made = self.meaning(words, word, names, &mut meanings, &mut out.drafts);
            meanings[word] = made;
        }
        out.drafts.extend(meanings.into_iter().flatten());
        let (kept, unsupported): (Vec<Draft>, Vec<Draft>) =
            out.drafts.into_iter().partition(|draft| !draft.unsupported);
        out.drafts = kept;
        out.drafts.sort_by_key(|draft| (draft.trigger, draft.rules.len()));
        out.dropped = unsupported
            .into_iter()
            .map(|draft| Dropped {
                sentence,
                trigger: words.span(draft.trigger),
                rule: draft.rules.join(" ∘ "),
                reason: "no verb carries this noun",
            })
            .collect();
        out
    }

    /// The meanings of one word; inner events that are also events of their own go to `kept`.
    fn meaning(
        &self,
        words: &Words<'_>,
        word: usize,
        names: Names<'_>,
        meanings: &mut [Vec<Draft>],
        kept: &mut Vec<Draft>,
    ) -> Vec<Draft> {
        let class = match words.upos(word) {
            Upos::Verb | Upos::Aux => WordClass::Verb,
            Upos::Noun | Upos::Propn => WordClass::Noun,
            Upos::Adj => WordClass::Adjective,
            _ => return Vec::new(),
        };
        let fitting: Vec<&Pattern> = self.rules_of(words, word, class);
        // A rule that finds its inner event says more than one that stands alone.
        for pattern in &fitting {
            let Some(inner) = &pattern.inner else { continue };
            if let Some((node, drafts)) = take_inner(words, word, inner, meanings) {
                return drafts
                    .into_iter()
                    .filter_map(|draft| self.wrap(words, word, names, pattern, inner, node, draft, kept))
                    .collect();
            }
        }
        // A participle before a noun tells an event only with who did it: "Iranian-backed", not "detained".
        if class == WordClass::Verb && words.deprel(word) == Deprel::Amod && words.subjects(word).is_empty() {
            return Vec::new();
        }
        // The rule with the most conditions, of equals the first in the order of the files; one whose sides are
        // there before one whose sides are missing.
        let has =
            |slots: &[Slot], needed: bool| !needed || first_naming(words, word, slots, names).iter().any(|w| names(*w));
        let plain = fitting
            .into_iter()
            .rev()
            .filter(|p| p.category.is_some() && p.inner.as_ref().is_none_or(|inner| !inner.required && !inner.same))
            .max_by_key(|p| {
                let spoken = p.source.contains(&Slot::Speaker);
                let whole = has(&p.source, p.needs_source && !spoken) && has(&p.target, p.needs_target);
                (whole, (p.when.len() + usize::from(p.negated)) * 2 + usize::from(p.particle.is_some()))
            });
        let mut draft = plain.and_then(|pattern| self.plain(words, word, names, class, pattern));
        if let Some(draft) = draft.as_mut().filter(|_| class == WordClass::Verb) {
            share_harm(words, word, names, draft, meanings);
        }
        draft.into_iter().collect()
    }

    /// The rules whose trigger the word is and whose conditions its clause meets.
    fn rules_of(&self, words: &Words<'_>, word: usize, class: WordClass) -> Vec<&Pattern> {
        let lemma = words.lemma(word).to_lowercase();
        let known = |lemma: &str| self.patterns.of(class, lemma).next().is_some();
        let lemma = match class {
            WordClass::Verb if !known(&lemma) => {
                // The lemma of a rare verb may have been cut wrongly: an irregular form, or a regular ending.
                let form = words.lower(word);
                let listed = self.lists.lemma_of(&form).map(str::to_string);
                listed.into_iter().chain(stems(&form)).find(|stem| known(stem)).unwrap_or(lemma)
            }
            _ => lemma,
        };
        let rules = self.patterns.of(class, &lemma);
        rules.filter(|p| p.relation.is_none() && meets(words, word, p)).collect()
    }

    fn plain(
        &self,
        words: &Words<'_>,
        word: usize,
        names: Names<'_>,
        class: WordClass,
        pattern: &Pattern,
    ) -> Option<Draft> {
        let category = pattern.category?;
        let code = self.book.cameo(&pattern.cameo);
        let mut contexts = pattern.contexts.clone();
        contexts.extend(code.into_iter().flat_map(|code| code.contexts.iter().cloned()));
        Some(Draft {
            node: word,
            trigger: word,
            rules: vec![pattern.id.clone()],
            category,
            act: None,
            cameo: pattern.cameo.clone(),
            mode: pattern.mode.clone().or_else(|| code.and_then(|code| code.mode.clone())),
            contexts,
            source: first_naming(words, word, &pattern.source, names),
            target: first_naming(words, word, &pattern.target, names),
            reciprocal: pattern.reciprocal,
            needs_source: pattern.needs_source,
            needs_target: pattern.needs_target,
            alone: pattern.alone,
            spoken: pattern.source.contains(&Slot::Speaker),
            status: status_of(self.lists, words, word)
                .filter(|status| !(pattern.negated && *status == Status::Negated))
                .or(pattern.status)
                .or_else(|| inherited(self.lists, words, word)),
            infinitive: is_infinitive(words, word),
            unsupported: class == WordClass::Noun && !pattern.bare,
            counts: pattern.counts,
            counted: pattern.counts.and_then(|_| first_naming(words, word, &pattern.target, names).first().copied()),
        })
    }

    /// The event that an operator makes of an inner one.
    #[allow(clippy::too_many_arguments)]
    fn wrap(
        &self,
        words: &Words<'_>,
        word: usize,
        names: Names<'_>,
        pattern: &Pattern,
        inner: &Inner,
        inner_node: usize,
        mut draft: Draft,
        kept: &mut Vec<Draft>,
    ) -> Option<Draft> {
        let source = first_naming(words, word, &pattern.source, names);
        let target = first_naming(words, word, &pattern.target, names);
        let status =
            status_of(self.lists, words, word).or(pattern.status).or_else(|| inherited(self.lists, words, word));
        if inner.same {
            if !draft.source.iter().any(|s| names(*s)) || words.is_verb(inner_node) {
                draft.source = if source.is_empty() { draft.source } else { source };
            } else if draft.reciprocal {
                draft.source.extend(source.into_iter().filter(|s| !draft.source.contains(s)).collect::<Vec<_>>());
            }
            if !draft.target.iter().any(|t| names(*t)) && !target.is_empty() {
                draft.target = target;
            }
            draft.status = match (status, draft.status) {
                // "is preparing an attack": the preparing is under way, the attack is not.
                (Some(Status::Ongoing), planned @ Some(Status::Planned)) => planned,
                (outer, inner) => outer.or(inner),
            };
            draft.unsupported = false;
            draft.infinitive = is_infinitive(words, word);
            draft.node = word;
            draft.rules.insert(0, pattern.id.clone());
            return Some(draft);
        }
        let filled = |slot: &Option<Slot>| slot.as_ref().map(|slot| fill(words, word, slot)).unwrap_or_default();
        if draft.source.is_empty() {
            draft.source = filled(&inner.source);
        }
        if draft.target.is_empty() {
            draft.target = filled(&inner.target);
        }
        let mut code = String::new();
        for length in (2..=draft.cameo.len()).rev() {
            if let Some(found) = draft.cameo.get(..length).and_then(|prefix| inner.codes.get(prefix)) {
                code = found.clone();
                break;
            }
        }
        if code.is_empty() {
            code = inner.codes.get(draft.category.as_str()).cloned().unwrap_or_else(|| pattern.cameo.clone());
        }
        let meaning = self.book.cameo(&code);
        let category = match (inner.codes.is_empty(), pattern.category, meaning) {
            (_, Some(category), _) => category,
            (_, None, Some(meaning)) => meaning.category,
            _ => return None,
        };
        // A promise not to do something good is a refusal of it.
        let refused = draft.status == Some(Status::Negated) && category == Category::Agree;
        let (category, code) = if refused { (Category::Reject, "120".to_string()) } else { (category, code) };
        let meaning = self.book.cameo(&code);
        let mut contexts = pattern.contexts.clone();
        contexts.extend(draft.contexts.iter().cloned());
        contexts.extend(meaning.into_iter().flat_map(|m| m.contexts.iter().cloned()));
        let mut rules = vec![pattern.id.clone()];
        rules.extend(draft.rules.iter().cloned());
        // "X and Y agreed to meet" is of both; "X agreed to meet Y" is X's act towards Y.
        let reciprocal = pattern.reciprocal || (draft.reciprocal && source.len() > 1 && target.is_empty());
        let target = match (target.is_empty(), draft.reciprocal) {
            (false, _) => target,
            // The other side of what is promised, threatened or refused; never the source itself.
            (true, _) => {
                let mut other = draft.target.clone();
                if other.is_empty() || draft.reciprocal {
                    other.extend(draft.source.iter().copied().filter(|s| !source.contains(s)));
                }
                other.retain(|t| !source.contains(t));
                other
            }
        };
        let outer = Draft {
            node: word,
            // An operator that only sets the status ("are set to sign") evokes nothing itself.
            trigger: if pattern.status.is_some() { draft.trigger } else { word },
            rules,
            category,
            act: Some(draft.category),
            cameo: code,
            mode: pattern.mode.clone().or_else(|| meaning.and_then(|m| m.mode.clone())),
            contexts,
            source,
            target,
            reciprocal,
            needs_source: pattern.needs_source,
            needs_target: pattern.needs_target,
            alone: pattern.alone,
            spoken: pattern.source.contains(&Slot::Speaker),
            status,
            infinitive: is_infinitive(words, word),
            unsupported: false,
            counts: None,
            counted: None,
        };
        if inner.keep && !draft.unsupported {
            // Who accepts or rejects what was asked is who was asked.
            if draft.category == Category::Request && !draft.target.iter().any(|t| names(*t)) {
                draft.target = outer.source.iter().copied().filter(|s| !draft.source.contains(s)).collect();
            }
            kept.push(draft);
        }
        Some(outer)
    }
}

/// "Three were killed in an Israeli strike", "the strike killed three": the strike and the killing have one author and
/// one victim.
fn share_harm(words: &Words<'_>, word: usize, names: Names<'_>, harm: &mut Draft, meanings: &mut [Vec<Draft>]) {
    if !matches!(harm.category, Category::Assault | Category::Sanction | Category::Coerce) {
        return;
    }
    let brought = |c: &usize| {
        let case = words.case(*c);
        match words.deprel(*c).base() {
            "nsubj" => words.deprel(*c) == Deprel::Nsubj,
            "obl" => case.is_some_and(|case| matches!(case.as_str(), "in" | "by" | "during")),
            _ => false,
        }
    };
    for noun in words.children(word).filter(brought).flat_map(|c| words.conjuncts(c)) {
        for blow in meanings[noun].iter_mut().filter(|draft| draft.category == Category::Assault) {
            if !blow.target.iter().any(|t| names(*t)) {
                blow.target = harm.target.clone();
            }
            if !harm.source.iter().any(|s| names(*s)) && !blow.source.is_empty() {
                harm.source = blow.source.clone();
            }
        }
    }
}

/// The drafts of the first slot that has any, taken out of their word.
fn take_inner(
    words: &Words<'_>,
    word: usize,
    inner: &Inner,
    meanings: &mut [Vec<Draft>],
) -> Option<(usize, Vec<Draft>)> {
    for slot in &inner.at {
        for filler in fill(words, word, slot) {
            for node in contents(words, filler) {
                let fits = |draft: &Draft| inner.only.is_empty() || inner.only.contains(&draft.category);
                if node != word && meanings[node].iter().any(fits) {
                    let (taken, left) = std::mem::take(&mut meanings[node]).into_iter().partition(fits);
                    meanings[node] = left;
                    return Some((node, taken));
                }
            }
        }
    }
    None
}

/// What the first slot holds that names somebody; where none does, what the first holds that is not empty.
fn first_naming(words: &Words<'_>, word: usize, slots: &[Slot], names: Names<'_>) -> Vec<usize> {
    let filled: Vec<(&Slot, Vec<usize>)> = slots.iter().map(|slot| (slot, fill(words, word, slot))).collect();
    let naming = filled.iter().find(|(_, filler)| filler.iter().any(|w| names(*w)));
    // An adjective that names nobody fills no role; a noun that names nobody does, and says why the side is blank.
    let other = || filled.iter().find(|(slot, filler)| **slot != Slot::Modifier && !filler.is_empty());
    naming.or_else(other).map(|(_, filler)| filler.clone()).unwrap_or_default()
}

/// The words of a sentence, each after all that hang from it.
fn bottom_up(words: &Words<'_>) -> Vec<usize> {
    let mut order = Vec::with_capacity(words.len());
    let mut open: Vec<usize> = if words.len() == 0 { Vec::new() } else { vec![words.root()] };
    while let Some(word) = open.pop() {
        order.push(word);
        open.extend(words.children(word));
    }
    order.reverse();
    order
}

/// The dictionary forms that a regular verb form may have: "shelled" is of "shell" or "shelle".
fn stems(form: &str) -> Vec<String> {
    for ending in ["ed", "ing", "es", "s"] {
        if let Some(stem) = form.strip_suffix(ending) {
            return vec![stem.to_string(), format!("{stem}e")];
        }
    }
    vec![form.to_string()]
}
