//! What lasts: relations between states and other actors that the text states.

use crate::clause::Words;
use crate::events::{Cast, Found, Lexicon, Participant, Pattern, Patterns, Slot, WordClass, fill, meets};
use crate::mentions::ActorKind;
use crate::sources::{DataError, Sources};
use chancery_syntax::Upos;
use chancery_text::Span;

/// A relation that lasts, stated in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation {
    /// The contract's kind: `ally`, `treaty-ally`, `rival`, …
    pub kind: String,
    /// One side.
    pub a: Participant,
    /// The other.
    pub b: Participant,
    /// 1 friendly, 0 neutral, -1 hostile.
    pub polarity: i8,
    /// `holds`, `ended`, `planned`, `changing`, `denied`.
    pub status: &'static str,
    /// First day, as ISO 8601 of any precision.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// The words that state it.
    pub evidence: Span,
    /// Sentence index.
    pub sentence: usize,
    /// Index of the quote it stands on.
    pub quote: Option<usize>,
    /// From 0 to 1.
    pub confidence: f64,
    /// The rule that made it.
    pub rule: String,
}

/// The kinds of the contract.
const KINDS: [&str; 20] = [
    "ally",
    "treaty-ally",
    "partner",
    "member",
    "candidate",
    "rival",
    "war",
    "occupation",
    "recognition",
    "non-recognition",
    "sanctions",
    "aid",
    "trade",
    "troops-in",
    "diaspora",
    "ties-good",
    "ties-bad",
    "territorial-claim",
    "proxy",
    "former-part",
];

/// Reads the rules below `relations/`; they have the form of the event rules, with `relation` for a code.
pub(crate) fn load(sources: &Sources, lexicon: &Lexicon) -> Result<Patterns, DataError> {
    let patterns = Patterns::load(sources, "relations", &lexicon.lists, &lexicon.book)?;
    for pattern in &patterns.all {
        let kind = pattern.relation.as_ref().map_or("", |(kind, _)| kind);
        if !KINDS.contains(&kind) {
            let reason = format!("rule `{}` gives `{kind}`, which is no kind of relation", pattern.id);
            return Err(DataError::at("relations", 1, reason));
        }
    }
    Ok(patterns)
}

/// The relations that a text states, in order.
pub(crate) fn relations(patterns: &Patterns, found: &Found<'_>) -> Vec<Relation> {
    let cast = Cast::new(found.mentions, found.chains);
    let mut out: Vec<Relation> = Vec::new();
    for (sentence, parse) in found.parses.iter().enumerate() {
        let words = Words::new(found.text, parse);
        for word in 0..words.len() {
            let class = match words.upos(word) {
                Upos::Verb => WordClass::Verb,
                Upos::Noun | Upos::Propn => WordClass::Noun,
                Upos::Adj => WordClass::Adjective,
                _ => continue,
            };
            let rules = patterns.of(class, words.lemma(word)).filter(|pattern| meets(&words, word, pattern));
            let stated = rules.map(|pattern| relations_at(found, &cast, &words, sentence, word, pattern));
            out.extend(stated.into_iter().find(|stated| !stated.is_empty()).unwrap_or_default());
        }
    }
    out
}

/// The relations that one rule finds at one word: one for each pair of its sides.
fn relations_at(
    found: &Found<'_>,
    cast: &Cast<'_>,
    words: &Words<'_>,
    sentence: usize,
    word: usize,
    pattern: &Pattern,
) -> Vec<Relation> {
    let Some((kind, polarity)) = pattern.relation.clone() else { return Vec::new() };
    let side = |slots: &[Slot]| -> Vec<Participant> {
        let mut sides = slots.iter().map(|slot| cast.participants(words, sentence, &fill(words, word, slot)));
        let known = |p: &Participant| cast.is_known(p) && state_of(found, p).is_some();
        sides.find(|side| side.iter().any(known)).into_iter().flatten().filter(known).collect()
    };
    let negated = words.negated(word) || words.head(word).is_some_and(|head| words.negated(head));
    let former =
        words.children(word).any(|c| matches!(words.lower(c).as_str(), "former" | "once" | "longer" | "erstwhile"));
    let status = match (former, negated) {
        (true, _) => "ended",
        (false, true) => "denied",
        (false, false) => "holds",
    };
    let quote =
        (0..found.quotes.len()).find(|i| found.quotes[*i].content.iter().any(|range| range.contains(words.span(word))));
    let (these, those) = (side(&pattern.source), side(&pattern.target));
    // Both sides may stand in one slot: "relations between Serbia and Kosovo".
    let one_slot = pattern.source == pattern.target || these == those;
    let mut out: Vec<Relation> = Vec::new();
    for (i, a) in these.iter().enumerate() {
        for b in those.iter().skip(if one_slot { i + 1 } else { 0 }) {
            if state_of(found, a) == state_of(found, b) {
                continue;
            }
            out.push(Relation {
                kind: kind.clone(),
                evidence: a.span.cover(b.span).cover(words.span(word)),
                a: a.clone(),
                b: b.clone(),
                polarity,
                status,
                from: None,
                to: None,
                sentence,
                quote,
                confidence: 0.7,
                rule: pattern.id.clone(),
            });
        }
    }
    out
}

/// The state or body whose relation it is: a person's is that of the country.
fn state_of<'a>(found: &'a Found<'_>, participant: &Participant) -> Option<&'a str> {
    let actor = &found.chains.actors[participant.actor?];
    match actor.kind {
        ActorKind::Unknown => None,
        ActorKind::Organisation if matches!(actor.country.as_deref(), Some("IGO" | "NGO" | "MNC" | "IMG")) => {
            Some(&actor.id)
        }
        _ => actor.country.as_deref(),
    }
}
