//! The events of a text: drafts with their participants, day, place and proof.

use crate::actors::Chains;
use crate::clause::Words;
use crate::events::bind;
use crate::events::category::Category;
use crate::events::codebook::Codebook;
use crate::events::compose::{Draft, Grammar};
use crate::events::event::{Blank, Dropped, Event, Participant, Status};
use crate::events::participants::Cast;
use crate::events::pattern::{Examples, Patterns, Slot, WordLists};
use crate::events::slot::{fill, is_infinitive};
use crate::mentions::Mention;
use crate::places::Place;
use crate::quotes::{Quote, Stance};
use crate::sources::{DataError, Sources};
use crate::times::TimeExpression;
use chancery_syntax::{Deprel, Parse, Upos, Xpos};
use chancery_text::Span;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The event lexicon with its codebooks.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    pub(crate) book: Codebook,
    pub(crate) lists: WordLists,
    pub(crate) patterns: Patterns,
}

impl Lexicon {
    /// Reads `codebook/` and `events/`.
    pub fn load(sources: &Sources) -> Result<Lexicon, DataError> {
        let book = Codebook::load(sources)?;
        let lists = WordLists::load(sources, &book)?;
        let patterns = Patterns::load(sources, "events", &lists, &book)?;
        Ok(Lexicon { book, lists, patterns })
    }

    /// The codebooks.
    pub fn codebook(&self) -> &Codebook {
        &self.book
    }

    /// Every rule's own sentences.
    pub fn examples(&self) -> &[Examples] {
        self.patterns.examples()
    }
}

/// What the earlier steps found in a text.
pub(crate) struct Found<'a> {
    pub(crate) text: &'a str,
    pub(crate) parses: &'a [Parse],
    pub(crate) mentions: &'a [Mention],
    pub(crate) chains: &'a Chains,
    pub(crate) times: &'a [TimeExpression],
    pub(crate) places: &'a [Place],
    pub(crate) quotes: &'a [Quote],
    pub(crate) published: Option<Date>,
}

/// The events of a text in order, and what was considered and dropped.
pub(crate) fn events(lexicon: &Lexicon, found: &Found<'_>) -> (Vec<Event>, Vec<Dropped>) {
    let grammar = Grammar { patterns: &lexicon.patterns, lists: &lexicon.lists, book: &lexicon.book };
    let cast = Cast::new(found.mentions, found.chains);
    let mut events: Vec<Event> = Vec::new();
    let mut dropped = Vec::new();
    let mut told = Told::default();
    for (sentence, parse) in found.parses.iter().enumerate() {
        let words = Words::new(found.text, parse);
        let names = |word: usize| cast.names(&words, sentence, word);
        let composed = grammar.compose(&words, sentence, &names);
        dropped.extend(composed.dropped);
        for draft in composed.drafts {
            match assemble(lexicon, found, &cast, &words, sentence, &draft, &told) {
                Ok(event) if events.iter().any(|e| e.trigger == event.trigger && e.category == event.category) => {}
                Ok(event) => {
                    told.remember(&cast, &words, &draft, &event);
                    events.push(event);
                }
                Err(reason) => dropped.push(Dropped {
                    sentence,
                    trigger: words.span(draft.trigger),
                    rule: draft.rules.join(" ∘ "),
                    reason,
                }),
            }
        }
    }
    statements(lexicon, found, &mut events);
    events.sort_by_key(|event| (event.sentence, event.trigger, event.category));
    (events, dropped)
}

/// Who did what to whom, by the words that told it, for nouns that come back to it: "bombed ... the bombing".
#[derive(Default)]
struct Told {
    sides: BTreeMap<String, (Vec<usize>, Vec<usize>)>,
}

impl Told {
    fn remember(&mut self, cast: &Cast<'_>, words: &Words<'_>, draft: &Draft, event: &Event) {
        let actors = |side: &[Participant]| side.iter().filter_map(|p| p.actor).collect::<Vec<usize>>();
        let sides = (actors(&event.source), actors(&event.target));
        // A demand or a call that is named again is as a rule another one.
        let comes_back = !matches!(event.category, Category::Request | Category::Statement);
        if comes_back && !event.reciprocal && event.source.iter().any(|p| cast.is_known(p)) {
            self.sides.insert(words.lemma(draft.trigger).to_lowercase(), sides);
        }
    }

    /// The sides of what a definite noun comes back to; the noun's own words stand for them.
    fn sides(
        &self,
        cast: &Cast<'_>,
        words: &Words<'_>,
        sentence: usize,
        word: usize,
    ) -> (Vec<Participant>, Vec<Participant>) {
        let article = |c: usize| matches!(words.lower(c).as_str(), "the" | "this" | "that" | "these" | "those");
        // "Friday's test": a day possesses what was told of it; somebody's own is another.
        let day = |c: usize| words.upos(c) != Upos::Pron && !cast.names(words, sentence, c);
        let definite = words.children_by(word, &[Deprel::Det]).any(article)
            || words.children_by(word, &[Deprel::NmodPoss]).any(day);
        if words.upos(word) != Upos::Noun || !definite {
            return Default::default();
        }
        let Some((source, target)) = self.sides.get(&words.lemma(word).to_lowercase()) else {
            return Default::default();
        };
        let participants = |side: &[usize]| {
            side.iter().map(|actor| Participant { span: words.span(word), actor: Some(*actor) }).collect()
        };
        (participants(source), participants(target))
    }
}

fn assemble(
    lexicon: &Lexicon,
    found: &Found<'_>,
    cast: &Cast<'_>,
    words: &Words<'_>,
    sentence: usize,
    draft: &Draft,
    told: &Told,
) -> Result<Event, &'static str> {
    let mut source = cast.actors(words, sentence, &draft.source);
    let mut target = cast.participants(words, sentence, &draft.target);
    if source.is_empty() && target.is_empty() && !draft.spoken {
        // "The attack" that was told before is by whom it was told to be, on whom it was told to be.
        (source, target) = told.sides(cast, words, sentence, draft.trigger);
    } else if target.is_empty() {
        // "condemned the attack": those who made it.
        let makers = |word: &usize| told.sides(cast, words, sentence, *word).0;
        target = draft.target.iter().map(makers).find(|side| !side.is_empty()).unwrap_or_default();
    }
    let trigger = trigger_span(words, draft.trigger);
    let quote = quote_of(found.quotes, trigger);
    if draft.spoken {
        source = quote.map(|quote| speakers(found, quote)).unwrap_or_default();
    }
    target.retain(|t| !source.iter().any(|s| s.actor == t.actor));
    if is_own_force(found.chains, draft, &source, &target) {
        // A state's own troops are what is moved; whom it concerns is where they leave or go.
        let holders: Vec<usize> = draft.target.iter().copied().chain([draft.trigger, draft.node]).collect();
        target = ["from", "in", "into", "to"]
            .iter()
            .map(|preposition| {
                let places =
                    holders.iter().flat_map(|word| words.prepositional(*word, preposition)).collect::<Vec<_>>();
                cast.participants(words, sentence, &places)
            })
            .find(|side| !side.is_empty())
            .unwrap_or_default();
        target.retain(|t| !source.iter().any(|s| s.actor == t.actor));
    }
    if source.is_empty() && target.is_empty() && !draft.alone {
        return Err("no actor on either side");
    }
    if draft.needs_source && source.is_empty() {
        return Err("its rule needs a source");
    }
    if draft.needs_target && target.is_empty() {
        return Err("its rule needs a target");
    }
    let somebody = !source.is_empty() || !target.is_empty();
    if somebody && !draft.alone && !source.iter().chain(&target).any(|p| cast.is_known(p)) {
        return Err("nobody on either side is known");
    }
    let mut reciprocal = draft.reciprocal;
    if reciprocal {
        source.append(&mut target);
        source.sort_by_key(|participant| participant.span);
        reciprocal = source.len() > 1
            || source.iter().any(|p| p.actor.is_some_and(|a| !found.chains.actors[a].members.is_empty()));
    }
    let mut status = draft.status.unwrap_or(if draft.infinitive { Status::Possible } else { Status::Occurred });
    if let Some(quote) = quote
        && found.quotes[quote].stance == Stance::Denies
        && matches!(status, Status::Occurred | Status::Ongoing)
        && is_denied(lexicon, words, draft, &found.quotes[quote])
    {
        status = Status::Denied;
    }
    let (category, act, cameo, mode) = codes(lexicon, draft, status);
    if status == Status::Negated && category != draft.category {
        // What is said is the refusal, and that took place.
        status = Status::Occurred;
    }
    if target.is_empty() && !source.is_empty() && matches!(draft.category, Category::Sanction | Category::Coerce) {
        // "imposed a curfew in the town": those who live where it holds.
        let place = Slot::Preposition("in".to_string());
        let held = [draft.trigger, draft.node].map(|word| fill(words, word, &place));
        let held: Vec<usize> = held.into_iter().find(|held| !held.is_empty()).unwrap_or_default();
        target = cast.participants(words, sentence, &held);
        target.retain(|t| !source.iter().any(|s| s.actor == t.actor));
    }
    let date = bind::date(words, sentence, draft, status, found.times, found.published);
    let place = bind::place(words, sentence, draft, found.places);
    let background = bind::is_background(date.as_ref(), found.times, found.published);
    let contexts = bind::contexts(&lexicon.lists, words, draft);
    let blanks =
        blanks(words, draft, &source, &target, reciprocal, date.is_some(), place.is_some(), found.published.is_some());
    Ok(Event {
        sentence,
        category,
        act,
        goldstein: lexicon.book.cameo(&cameo).map(|code| code.goldstein),
        plover_score: lexicon.book.score(category, mode.as_deref()),
        mode,
        contexts,
        cameo,
        confidence: confidence(cast, draft, &source, &target, reciprocal, status),
        source,
        target,
        reciprocal,
        trigger,
        status,
        background,
        date,
        place,
        numbers: bind::numbers(words, draft),
        quote,
        rule: draft.rules.join(" ∘ "),
        blanks,
    })
}

/// True where the quote denies that the event took place: a clause is denied as a whole; of what a noun names, only
/// some verbs say that it was not. "Withdrew support for the war" and "rejected the appeal" leave both where they were.
fn is_denied(lexicon: &Lexicon, words: &Words<'_>, draft: &Draft, quote: &Quote) -> bool {
    let is_cue = |word: usize| quote.cue.iter().any(|cue| cue.overlaps(words.span(word)));
    let mut below = draft.trigger;
    for above in std::iter::once(draft.trigger).chain(words.ancestors(draft.trigger)) {
        if is_cue(above) {
            return lexicon.lists.is_in("denying", words.lemma(above)) && !is_infinitive(words, below);
        }
        let clause = matches!(words.deprel(above).base(), "ccomp" | "csubj") || words.xpos(above) == Xpos::Vbg;
        if clause && !is_infinitive(words, above) {
            return true;
        }
        below = above;
    }
    // Said in another sentence, or in one that the cue does not govern.
    true
}

/// True where forces that are moved or withdrawn are all of the state that moves them.
fn is_own_force(chains: &Chains, draft: &Draft, source: &[Participant], target: &[Participant]) -> bool {
    let moved = matches!(draft.category, Category::Retreat | Category::Mobilize)
        || (draft.category == Category::Concede && draft.act == Some(Category::Retreat));
    let actor = |p: &Participant| p.actor.map(|actor| &chains.actors[actor]);
    let states: Vec<&str> = source.iter().filter_map(actor).filter_map(|a| a.country.as_deref()).collect();
    let own = |p: &Participant| {
        actor(p).is_some_and(|a| {
            a.sectors.iter().any(|sector| sector.as_str() == "MIL")
                && a.country.as_deref().is_some_and(|country| states.contains(&country))
        })
    };
    moved && !target.is_empty() && target.iter().all(own)
}

/// The codes of a draft: a planned event is the announcement of it (PLOVER: AGREE for what is promised or
/// scheduled), and keeps what is planned as its act.
fn codes(lexicon: &Lexicon, draft: &Draft, status: Status) -> (Category, Option<Category>, String, Option<String>) {
    if status == Status::Planned
        && let Some(code) = lexicon.lists.planned.get(&draft.category)
        && let Some(meaning) = lexicon.book.cameo(code)
    {
        let act = draft.act.or((draft.category != meaning.category).then_some(draft.category));
        return (meaning.category, act, code.clone(), meaning.mode.clone());
    }
    if status == Status::Negated
        && let Some(code) = lexicon.lists.negated.get(&draft.category)
        && let Some(meaning) = lexicon.book.cameo(code)
    {
        return (meaning.category, draft.act.or(Some(draft.category)), code.clone(), meaning.mode.clone());
    }
    (draft.category, draft.act, draft.cameo.clone(), draft.mode.clone())
}

/// The trigger with its particle: "carried out", "called off".
fn trigger_span(words: &Words<'_>, trigger: usize) -> Span {
    let particle = words.children_by(trigger, &[Deprel::CompoundPrt]).find(|c| *c == trigger + 1);
    match particle {
        Some(particle) => words.span_of(trigger, particle),
        None => words.span(trigger),
    }
}

/// Those speakers of a quote who are actors.
fn speakers(found: &Found<'_>, quote: usize) -> Vec<Participant> {
    let speakers = found.quotes[quote].speaker.iter();
    speakers
        .filter_map(|speaker| {
            let actor = speaker.mention.and_then(|mention| found.chains.of_mention[mention])?;
            Some(Participant { span: speaker.span, actor: Some(actor) })
        })
        .collect()
}

/// The innermost quote whose content holds the words.
fn quote_of(quotes: &[Quote], span: Span) -> Option<usize> {
    let holds = |quote: &Quote| {
        quote.content.iter().any(|range| range.contains(span)) && !quote.cue.iter().any(|cue| cue.overlaps(span))
    };
    let length = |quote: &Quote| quote.content.iter().map(|range| range.len()).sum::<usize>();
    (0..quotes.len()).filter(|i| holds(&quotes[*i])).min_by_key(|i| length(&quotes[*i]))
}

#[allow(clippy::too_many_arguments)]
fn blanks(
    words: &Words<'_>,
    draft: &Draft,
    source: &[Participant],
    target: &[Participant],
    reciprocal: bool,
    dated: bool,
    placed: bool,
    page_dated: bool,
) -> Vec<(&'static str, Blank)> {
    let mut out = Vec::new();
    if source.is_empty() {
        out.push((
            "source",
            match (draft.source.is_empty(), words.passive(draft.node)) {
                (false, _) => Blank::NoActor,
                (true, true) => Blank::PassiveWithoutAgent,
                (true, false) => Blank::NotStated,
            },
        ));
    }
    if target.is_empty() {
        out.push((
            "target",
            match (reciprocal, draft.target.is_empty()) {
                (true, _) => Blank::Reciprocal,
                (false, false) => Blank::NoActor,
                (false, true) => Blank::NotStated,
            },
        ));
    }
    if !dated {
        out.push(("date", if page_dated { Blank::NotStated } else { Blank::NoPageDate }));
    }
    if !placed {
        out.push(("place", Blank::NotStated));
    }
    out
}

/// A first estimate, from what the clause gave: both sides named and known, nothing hypothetical.
fn confidence(
    cast: &Cast<'_>,
    draft: &Draft,
    source: &[Participant],
    target: &[Participant],
    reciprocal: bool,
    status: Status,
) -> f64 {
    let mut sure: f64 = 0.5;
    let known = |side: &[Participant]| side.iter().any(|p| cast.is_known(p));
    if known(source) {
        sure += 0.15;
    }
    if known(target) || reciprocal {
        sure += 0.15;
    }
    if source.iter().chain(target).any(|p| cast.is_adjective(p)) {
        sure -= 0.1;
    }
    if matches!(status, Status::Possible) {
        sure -= 0.1;
    }
    if draft.node != draft.trigger || draft.rules.len() > 1 {
        sure += 0.05;
    }
    (sure * 100.0).round() / 100.0
}

/// CAMEO 01 for what is said without another act in the saying of it.
fn statements(lexicon: &Lexicon, found: &Found<'_>, events: &mut Vec<Event>) {
    const CODE: &str = "010";
    for (index, quote) in found.quotes.iter().enumerate() {
        let Some(trigger) = quote.cue.first().copied() else { continue };
        let source = speakers(found, index);
        if source.is_empty() || events.iter().any(|event| event.trigger.overlaps(trigger)) {
            continue;
        }
        let target: Vec<Participant> = quote
            .audience
            .and_then(|audience| found.mentions.iter().position(|mention| audience.overlaps(mention.span)))
            .and_then(|mention| {
                let actor = found.chains.of_mention[mention]?;
                Some(Participant { span: found.mentions[mention].span, actor: Some(actor) })
            })
            .into_iter()
            .collect();
        let mut blanks = vec![("place", Blank::NotStated)];
        if target.is_empty() {
            blanks.insert(0, ("target", Blank::NotStated));
        }
        let date = found.published.map(|date| crate::events::event::EventDate {
            date,
            precision: crate::times::Precision::Day,
            basis: crate::events::event::ValueBasis::Page,
            time: None,
        });
        if date.is_none() {
            blanks.push(("date", Blank::NoPageDate));
        }
        events.push(Event {
            sentence: quote.sentence,
            category: Category::Statement,
            act: None,
            mode: None,
            contexts: Vec::new(),
            cameo: CODE.to_string(),
            goldstein: lexicon.book.cameo(CODE).map(|code| code.goldstein),
            plover_score: None,
            source,
            target,
            reciprocal: false,
            trigger,
            status: Status::Occurred,
            background: false,
            date,
            place: None,
            numbers: Default::default(),
            quote: quote.parent.or(Some(index)).filter(|i| *i != index),
            confidence: 0.3,
            rule: "statement.quote".to_string(),
            blanks,
        });
    }
}
