//! Who is who across a text: names, surnames, titles, pronouns and "the ministry" tied to one actor each.

use crate::actors::actor::Actor;
use crate::clause::Words;
use crate::mentions::{ActorKind, Basis, Dictionary, Gender, Mention, MentionForm, id};
use crate::quotes::Quote;
use chancery_syntax::{Deprel, EntityKind, Parse, Xpos};
use jiff::civil::Date;
use std::collections::HashMap;

/// How many sentences back a pronoun or "the ministry" may point.
const REACH: usize = 3;

/// From how many mentions on an actor is what the text is about.
const SALIENT: usize = 6;

/// The actors of a text, and for each mention the one it stands for.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Chains {
    pub(crate) actors: Vec<Actor>,
    pub(crate) of_mention: Vec<Option<usize>>,
}

/// What the mentions of an actor have told of it.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    gender: Option<Gender>,
    /// Some mention reads as a person's, though no dictionary has the name.
    person: bool,
    /// It is several: "ministers", "both sides".
    several: bool,
    n_mentions: usize,
}

struct Chaining<'a> {
    dictionary: &'a Dictionary,
    text: &'a str,
    parses: &'a [Parse],
    mentions: &'a [Mention],
    date: Option<Date>,
    by_id: HashMap<String, usize>,
    /// For each actor, what its mentions have told of it so far.
    told: Vec<Told>,
    out: Chains,
}

/// Ties every mention to an actor, in the order of the text. First and second persons inside a quote stand for
/// its speaker and are tied last, when the speakers are known; so is what they own: "our country", "my government".
pub(crate) fn chains(
    dictionary: &Dictionary,
    text: &str,
    parses: &[Parse],
    mentions: &[Mention],
    quotes: &[Quote],
    date: Option<Date>,
) -> Chains {
    let out = Chains { actors: Vec::new(), of_mention: vec![None; mentions.len()] };
    let mut chaining =
        Chaining { dictionary, text, parses, mentions, date, by_id: HashMap::new(), told: Vec::new(), out };
    for index in 0..mentions.len() {
        if !chaining.is_first_person(index) && !chaining.is_own(index) {
            chaining.out.of_mention[index] = chaining.resolve(index);
            chaining.tell(index);
        }
    }
    for (index, mention) in mentions.iter().enumerate() {
        if chaining.is_first_person(index) {
            let span = mention.span;
            let quote = quotes.iter().rev().find(|quote| quote.content.iter().any(|range| range.contains(span)));
            let speaker = quote.and_then(|quote| quote.speaker.iter().find_map(|speaker| speaker.mention));
            chaining.out.of_mention[index] = speaker.and_then(|speaker| chaining.out.of_mention[speaker]);
        }
    }
    for index in 0..mentions.len() {
        if chaining.is_own(index) {
            chaining.out.of_mention[index] = chaining.resolve(index);
        }
    }
    chaining.out
}

impl Chaining<'_> {
    fn words(&self, index: usize) -> Words<'_> {
        Words::new(self.text, &self.parses[self.mentions[index].sentence])
    }

    fn is_first_person(&self, index: usize) -> bool {
        let mention = &self.mentions[index];
        mention.form == MentionForm::Pronoun
            && matches!(mention.name.to_lowercase().as_str(), "i" | "me" | "my" | "we" | "us" | "our")
    }

    /// True for what a first person owns.
    fn is_own(&self, index: usize) -> bool {
        let mention = &self.mentions[index];
        let words = self.words(index);
        mention.form == MentionForm::Nominal
            && words
                .children_by(mention.head, &[Deprel::NmodPoss])
                .any(|owner| matches!(words.lower(owner).as_str(), "my" | "our"))
    }

    fn resolve(&mut self, index: usize) -> Option<usize> {
        let mention = &self.mentions[index];
        match mention.form {
            MentionForm::Pronoun => {
                let subjects = self.own_subjects(index);
                let gender = Gender::of_pronoun(&mention.name.to_lowercase());
                self.antecedent(index, |actor, other| {
                    self.fits_pronoun(mention, gender, actor)
                        && !(other.sentence == mention.sentence && subjects.contains(&other.head))
                })
            }
            MentionForm::Adjective => Some(self.actor_of(mention.clone())),
            MentionForm::Name => self.name(index),
            MentionForm::Nominal => self.nominal(index),
        }
    }

    /// Notes what a mention tells of its actor.
    fn tell(&mut self, index: usize) {
        let Some(actor) = self.out.of_mention[index] else { return };
        let mention = &self.mentions[index];
        let (words, genders) = (self.words(index), &self.dictionary.genders);
        let gender = match mention.form {
            MentionForm::Pronoun => Gender::of_pronoun(&mention.name.to_lowercase()),
            MentionForm::Name => {
                // The title stands among the words, the name is without it.
                genders.of_name(mention.span.of(self.text)).or_else(|| genders.of_name(&mention.name))
            }
            MentionForm::Nominal => genders.of_noun(&words.lemma(mention.head).to_lowercase()),
            MentionForm::Adjective => None,
        };
        let person = mention.form == MentionForm::Name && self.is_persons(index);
        let several = mention.form == MentionForm::Nominal && words.xpos(mention.head) == Xpos::Nns;
        let told = &mut self.told[actor];
        told.gender = told.gender.or(gender);
        told.person |= person;
        told.several |= several;
        told.n_mentions += 1;
    }

    /// True where the syntax reads the mention as a person's.
    fn is_persons(&self, index: usize) -> bool {
        let mention = &self.mentions[index];
        self.parses[mention.sentence].tags[mention.head].kind == Some(EntityKind::Person)
    }

    fn fits_pronoun(&self, pronoun: &Mention, gender: Option<Gender>, index: usize) -> bool {
        let (actor, told) = (&self.out.actors[index], self.told[index]);
        let person = actor.kind == ActorKind::Person || (actor.kind == ActorKind::Unknown && told.person);
        match pronoun.kind {
            ActorKind::Person => {
                person && !told.several && (gender.is_none() || told.gender.is_none() || told.gender == gender)
            }
            ActorKind::Group => told.several || !person,
            _ => !told.several && matches!(actor.kind, ActorKind::Country | ActorKind::Organisation),
        }
    }

    /// The subjects of the clause that a pronoun is an object of: "signed it with him" is not with oneself.
    fn own_subjects(&self, index: usize) -> Vec<usize> {
        let words = self.words(index);
        let pronoun = self.mentions[index].head;
        if !matches!(words.deprel(pronoun).base(), "obj" | "iobj" | "obl") || words.lower(pronoun).contains("sel") {
            return Vec::new();
        }
        words.head(pronoun).map(|verb| words.surface_subjects(verb)).unwrap_or_default()
    }

    fn name(&mut self, index: usize) -> Option<usize> {
        let mut mention = self.mentions[index].clone();
        if matches!(mention.basis, Basis::Dictionary | Basis::Overlay) && mention.kind != ActorKind::Person {
            return Some(self.actor_of(mention));
        }
        if let Some(earlier) = self.same_surname(index) {
            return Some(earlier);
        }
        if mention.country.is_none()
            && let Some(title) = self.apposition(index)
        {
            mention.country = title.country;
            mention.sectors = title.sectors;
            mention.role = title.role;
            mention.kind = ActorKind::Person;
            mention.basis = Basis::Words;
            mention.key = Some(id(mention.country.as_deref(), ActorKind::Person, &mention.name));
        }
        if mention.country.is_none() {
            self.take_owner(index, &mut mention);
        }
        Some(self.actor_of(mention))
    }

    /// A title beside a name: "Ali Noor, the Kenyan police chief," and "the police chief, Ali Noor,".
    fn apposition(&self, index: usize) -> Option<Mention> {
        let mention = &self.mentions[index];
        let words = self.words(index);
        let beside = words
            .children_by(mention.head, &[Deprel::Appos])
            .chain((words.deprel(mention.head) == Deprel::Appos).then(|| words.head(mention.head)).flatten());
        let heads: Vec<usize> = beside.collect();
        let title = self.mentions.iter().find(|other| {
            other.sentence == mention.sentence && heads.contains(&other.head) && other.form == MentionForm::Nominal
        });
        title.filter(|title| title.kind == ActorKind::Person).cloned()
    }

    fn nominal(&mut self, index: usize) -> Option<usize> {
        if let Some(subject) = self.subject_of(index) {
            return Some(subject);
        }
        let mut mention = self.mentions[index].clone();
        let words = self.words(index);
        // The title beside a name is the name's actor.
        let named = words
            .children_by(mention.head, &[Deprel::Appos])
            .chain((words.deprel(mention.head) == Deprel::Appos).then(|| words.head(mention.head)).flatten())
            .next();
        if let Some(named) = named
            && let Some(at) = (0..self.mentions.len()).find(|i| {
                self.mentions[*i].sentence == mention.sentence
                    && self.mentions[*i].head == named
                    && self.mentions[*i].form == MentionForm::Name
                    && self.mentions[*i].kind != ActorKind::Country
            })
            && mention.kind == ActorKind::Person
        {
            return match self.out.of_mention[at] {
                Some(actor) => Some(actor),
                None => self.name(at),
            };
        }
        if let Some(anaphor) = self.dictionary.anaphors.at(&self.words(index), mention.head)
            && mention.country.is_none()
            && mention.sectors.is_empty()
        {
            if anaphor.several {
                return self.several(index, anaphor.kind);
            }
            return self.antecedent(index, |actor, _| self.out.actors[actor].kind == anaphor.kind);
        }
        if mention.country.is_none() {
            self.take_owner(index, &mut mention);
            // "Our country" is the state itself.
            let noun = self.words(index).lemma(mention.head).to_lowercase();
            if let Some(country) = mention.country.clone().filter(|_| mention.sectors.is_empty())
                && self.dictionary.anaphors.is_state(&noun)
                && let Some(state) = self.state(&country)
            {
                return Some(state);
            }
        }
        if mention.country.is_none() && self.is_definite(index) {
            let noun = self.words(index).lemma(mention.head).to_lowercase();
            let same = self.antecedent(index, |actor, _| {
                let actor = &self.out.actors[actor];
                let of = |text: &str| text.to_lowercase().split(' ').any(|word| word == noun);
                actor.country.is_some() && (actor.role.as_deref().is_some_and(of) || of(&actor.name))
            });
            if same.is_some() {
                return same;
            }
        }
        Some(self.actor_of(mention))
    }

    /// "its foreign minister", "his government": the state of whoever the pronoun stands for.
    fn take_owner(&self, index: usize, mention: &mut Mention) {
        let words = self.words(index);
        let possessors: Vec<usize> = words.children_by(mention.head, &[Deprel::NmodPoss]).collect();
        let owner = (0..self.mentions.len()).find(|i| {
            let other = &self.mentions[*i];
            *i != index && other.sentence == mention.sentence && possessors.contains(&other.head)
        });
        let actor = owner.and_then(|i| self.out.of_mention[i]).map(|actor| &self.out.actors[actor]);
        if let Some(actor) = actor
            && actor.country.is_some()
        {
            mention.country = actor.country.clone();
            mention.basis = Basis::Chain;
            let role = mention.role.clone().unwrap_or_else(|| mention.name.clone());
            let name = if mention.form == MentionForm::Name { mention.name.clone() } else { role };
            mention.key = Some(id(mention.country.as_deref(), mention.kind, &name));
        }
    }

    fn is_definite(&self, index: usize) -> bool {
        let words = self.words(index);
        let head = self.mentions[index].head;
        let definite =
            words.children_by(head, &[Deprel::Det]).any(|c| matches!(words.lower(c).as_str(), "the" | "this" | "that"));
        definite && words.xpos(head) != Xpos::Nns
    }

    /// An earlier person whose last name this is, with a title or without.
    fn same_surname(&self, index: usize) -> Option<usize> {
        let mention = &self.mentions[index];
        let name = self.dictionary.genders.without_title(&mention.name);
        if name.contains(' ') || !matches!(mention.kind, ActorKind::Unknown | ActorKind::Person) {
            return None;
        }
        let gender = self.dictionary.genders.of_name(mention.span.of(self.text));
        (0..self.out.actors.len()).rev().find(|index| {
            let (actor, told) = (&self.out.actors[*index], self.told[*index]);
            let person = actor.kind == ActorKind::Person || (actor.kind == ActorKind::Unknown && told.person);
            let other = gender.is_some() && told.gender.is_some() && told.gender != gender;
            person && !other && actor.name.rsplit(' ').next().is_some_and(|last| last == name)
        })
    }

    /// Whom a predicate speaks of: "Lavrov is a diplomat". A mention that is no predicate speaks of nobody else.
    fn subject_of(&self, index: usize) -> Option<usize> {
        let mention = &self.mentions[index];
        let words = self.words(index);
        if mention.kind != ActorKind::Person || !words.has(mention.head, Deprel::Cop) || words.negated(mention.head) {
            return None;
        }
        let subject = words.children_by(mention.head, &[Deprel::Nsubj]).next()?;
        let at = (0..self.mentions.len())
            .find(|i| self.mentions[*i].sentence == mention.sentence && self.mentions[*i].head == subject)?;
        let actor = self.out.of_mention[at]?;
        let (found, told) = (&self.out.actors[actor], self.told[actor]);
        let person = found.kind == ActorKind::Person || (found.kind == ActorKind::Unknown && told.person);
        let same_state = mention.country.is_none() || found.country.is_none() || mention.country == found.country;
        (person && same_state).then_some(actor)
    }

    /// The most likely earlier actor: near, and a subject before others.
    fn antecedent(&self, index: usize, fits: impl Fn(usize, &Mention) -> bool) -> Option<usize> {
        let at = &self.mentions[index];
        let mut best: Option<(usize, usize)> = None;
        for earlier in (0..index).rev() {
            let other = &self.mentions[earlier];
            let distance = at.sentence.saturating_sub(other.sentence);
            if distance > REACH {
                break;
            }
            let Some(actor) = self.out.of_mention[earlier] else { continue };
            // A pronoun inside a phrase does not stand for the phrase.
            if other.span.contains(at.span) || !fits(actor, other) {
                continue;
            }
            let words = self.words(earlier);
            let subject = words.deprel(other.head).base() == "nsubj";
            let adjective = other.form == MentionForm::Adjective;
            // Whom the text is about is meant more often than who comes up once.
            let rare = SALIENT.saturating_sub(self.told[actor].n_mentions);
            // "They" are several before they are a state or a body.
            let one = at.form == MentionForm::Pronoun && at.kind == ActorKind::Group && !self.told[actor].several;
            let cost = distance * 10
                + if subject { 0 } else { 4 }
                + if adjective { 6 } else { 0 }
                + if one { 8 } else { 0 }
                + rare;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, actor));
            }
        }
        best.map(|(_, actor)| actor)
    }

    /// "Both sides": the two actors of the kind that were named last, as a group of their own.
    fn several(&mut self, index: usize, kind: ActorKind) -> Option<usize> {
        let mut members: Vec<usize> = Vec::new();
        for earlier in (0..index).rev() {
            if self.mentions[index].sentence - self.mentions[earlier].sentence > REACH || members.len() == 2 {
                break;
            }
            let Some(actor) = self.out.of_mention[earlier] else { continue };
            let found = &self.out.actors[actor];
            let stands = match kind {
                ActorKind::Country => found.country.is_some() && found.members.is_empty(),
                kind => found.kind == kind,
            };
            let same_state = members
                .iter()
                .any(|m| *m == actor || (kind == ActorKind::Country && self.out.actors[*m].country == found.country));
            if stands && !same_state {
                members.push(actor);
            }
        }
        if members.len() < 2 {
            return None;
        }
        members.reverse();
        let name = self.mentions[index].name.clone();
        let ids: Vec<String> = members.iter().map(|m| self.out.actors[*m].id.clone()).collect();
        let actor = Actor {
            id: format!("-/group/{}", ids.join("+")),
            name,
            kind: ActorKind::Group,
            country: None,
            sectors: Vec::new(),
            role: None,
            wikidata: None,
            members,
            basis: Basis::Chain,
        };
        Some(self.intern(actor))
    }

    fn actor_of(&mut self, mention: Mention) -> usize {
        let key = mention.key.clone().unwrap_or_else(|| id(mention.country.as_deref(), mention.kind, &mention.name));
        let members = self.members_of(&mention);
        self.intern(Actor {
            id: key,
            name: mention.name,
            kind: mention.kind,
            country: mention.country,
            sectors: mention.sectors,
            role: mention.role,
            wikidata: mention.wikidata,
            members,
            basis: mention.basis,
        })
    }

    /// The states that a group of the dictionary is made of.
    fn members_of(&mut self, mention: &Mention) -> Vec<usize> {
        mention.members.iter().filter_map(|code| self.state(code)).collect()
    }

    /// The state, or other actor of the dictionary, that has this key.
    fn state(&mut self, code: &str) -> Option<usize> {
        let entity = self.dictionary.by_key(code)?;
        let standing = entity.standing(self.date);
        let actor = Actor {
            id: entity.key.clone(),
            name: entity.name.clone(),
            kind: entity.kind,
            country: standing.country,
            sectors: standing.sectors,
            role: None,
            wikidata: None,
            members: Vec::new(),
            basis: standing.basis,
        };
        Some(self.intern(actor))
    }

    fn intern(&mut self, actor: Actor) -> usize {
        if let Some(known) = self.by_id.get(&actor.id) {
            return *known;
        }
        let index = self.out.actors.len();
        self.by_id.insert(actor.id.clone(), index);
        self.out.actors.push(actor);
        self.told.push(Told::default());
        index
    }
}
