//! Who a phrase names, by itself or in the light of a text around it.

use crate::actors::Actor;
use crate::clause::Words;
use crate::coding::Coder;
use crate::mentions::{ActorKind, Basis, id, read_phrase};
use chancery_syntax::{Parse, Upos};
use chancery_text::{Article, Moment, Zone};
use jiff::civil::Date;

impl Coder {
    /// The actor that a phrase names on a day, `parses` being the sentences of the phrase itself; `None` where it
    /// names nobody. Where the phrase alone leaves the state open, `context` (a text with its sentences) may tell it.
    pub fn resolve(
        &self,
        phrase: &str,
        parses: &[Parse],
        context: Option<(&str, &[Parse])>,
        date: Option<Date>,
    ) -> Option<Actor> {
        let best = self.best_actor(phrase, parses, date);
        let open = best.as_ref().is_none_or(|actor| actor.country.is_none());
        if let (true, Some((text, sentences))) = (open, context) {
            let coding = self.code(&article(text, date), Zone::Body, sentences);
            let last_word = phrase.rsplit(' ').next().unwrap_or(phrase);
            let same = coding.mentions.iter().enumerate().find_map(|(i, mention)| {
                let words = mention.span.of(text);
                let named = words == phrase
                    || words.ends_with(phrase)
                    || (words.ends_with(last_word) && words.len() > phrase.len());
                coding.mention_actors[i].filter(|_| named)
            });
            if let Some(actor) = same.map(|i| coding.actors[i].clone())
                && actor.country.is_some()
            {
                return Some(Actor { members: Vec::new(), basis: Basis::Chain, ..actor });
            }
        }
        best
    }

    /// The actor of the phrase's longest mention; of several alike, the first.
    fn best_actor(&self, phrase: &str, parses: &[Parse], date: Option<Date>) -> Option<Actor> {
        let coding = self.code(&article(phrase, date), Zone::Body, parses);
        // A phrase about a thing names nobody, whatever adjective stands in it: "Danish pastry".
        let root = parses.first().filter(|parse| !parse.is_empty()).map(|parse| (parse, parse.tree.root()))?;
        let is_thing = root.0.tags[root.1].upos == Upos::Noun
            && !coding.mentions.iter().any(|m| {
                let holds_root = m.sentence == 0 && m.words.0 <= root.1 && root.1 < m.words.1;
                holds_root || (m.words.1 > m.words.0 + 1 && m.span.len() * 2 > phrase.len())
            });
        if is_thing {
            return self.whole_phrase(phrase, parses, date);
        }
        let known = |actor: &Actor| usize::from(actor.country.is_some()) + usize::from(!actor.sectors.is_empty());
        let best = (0..coding.mentions.len())
            .filter_map(|i| Some((i, &coding.actors[coding.mention_actors[i]?])))
            .filter(|(_, actor)| actor.kind != ActorKind::Unknown || actor.name.chars().any(char::is_alphabetic))
            .max_by_key(|(i, actor)| (coding.mentions[*i].span.len(), known(actor), usize::MAX - i));
        // Members point into the coding's own list, which the caller does not see.
        best.map(|(_, actor)| Actor { members: Vec::new(), ..actor.clone() })
            .or_else(|| self.whole_phrase(phrase, parses, date))
    }

    /// The phrase taken as one noun phrase, whatever its tags say: a lone word is often mistagged.
    fn whole_phrase(&self, phrase: &str, parses: &[Parse], date: Option<Date>) -> Option<Actor> {
        let parse = parses.first().filter(|parse| !parse.is_empty())?;
        let words = Words::new(phrase, parse);
        let found = self.dictionary.find(&words, date);
        let last = words.len() - 1;
        let reading = read_phrase(&self.dictionary, &words, &found, (0, words.len()), last, date)?;
        Some(Actor {
            id: reading.key.unwrap_or_else(|| id(reading.country.as_deref(), reading.kind, &reading.name)),
            name: reading.name,
            kind: reading.kind,
            country: reading.country,
            sectors: reading.sectors,
            role: reading.role,
            wikidata: reading.wikidata,
            members: Vec::new(),
            basis: reading.basis,
        })
    }
}

fn article(text: &str, date: Option<Date>) -> Article {
    Article { published: date.map(Moment::day), ..Article::from_text("", text) }
}
