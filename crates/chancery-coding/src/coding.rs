//! The coder: every list about one text, in order.

use crate::actors::{Actor, chains};
use crate::events::{Dropped, Event, Examples, Found, Lexicon, Patterns, events};
use crate::mentions::{ActorKind, Dictionary, Mention, mentions, names};
use crate::places::{Gazetteer, Home, Place, places};
use crate::quotes::{Cues, Quote};
use crate::relations::{Relation, relations};
use crate::sources::{DataError, Sources};
use crate::times::{TimeExpression, TimeWords, times_in};
use chancery_syntax::Parse;
use chancery_text::{Article, Note, Zone};

/// Everything that was found in one zone of one article. Later lists refer to earlier ones by index.
#[derive(Debug, Clone, PartialEq)]
pub struct Coding {
    /// The zone whose text the spans address.
    pub zone: Zone,
    /// Expressions of time.
    pub times: Vec<TimeExpression>,
    /// Words that refer to somebody.
    pub mentions: Vec<Mention>,
    /// For each mention, the index of its actor.
    pub mention_actors: Vec<Option<usize>>,
    /// Place names.
    pub places: Vec<Place>,
    /// Attributions.
    pub quotes: Vec<Quote>,
    /// Who the mentions stand for.
    pub actors: Vec<Actor>,
    /// Events.
    pub events: Vec<Event>,
    /// Candidates that were not coded, and why.
    pub dropped: Vec<Dropped>,
    /// What lasts.
    pub relations: Vec<Relation>,
    /// Remarks.
    pub notes: Vec<Note>,
}

/// Dictionaries and rules, loaded once.
#[derive(Debug, Clone)]
pub struct Coder {
    pub(crate) dictionary: Dictionary,
    gazetteer: Gazetteer,
    time_words: TimeWords,
    cues: Cues,
    lexicon: Lexicon,
    relations: Patterns,
}

impl Coder {
    /// Reads every data file; the error names the file, the line and what was expected.
    pub fn load(sources: &Sources) -> Result<Coder, DataError> {
        let lexicon = Lexicon::load(sources)?;
        Ok(Coder {
            dictionary: Dictionary::load(sources)?,
            gazetteer: Gazetteer::load(sources)?,
            time_words: TimeWords::load(sources)?,
            cues: Cues::load(sources)?,
            relations: crate::relations::load(sources, &lexicon)?,
            lexicon,
        })
    }

    /// Codes one zone of an article whose sentences have been read.
    pub fn code(&self, article: &Article, zone: Zone, parses: &[Parse]) -> Coding {
        let text = article.zone(zone);
        let published = article.published.map(|moment| moment.date);
        let times = times_in(text, parses, published, &self.time_words);
        let names = names(&self.dictionary, text, parses, published);
        let mut mentions = mentions(&self.dictionary, text, parses, &names, published);
        let story = if zone == Zone::Body { article.story_start() } else { 0 };
        // Neither a dateline nor a day is somebody.
        mentions.retain(|mention| mention.span.start >= story && !is_time(mention, &times));
        let home = Home {
            publisher_country: article.publisher_country.as_deref(),
            dateline: article.dateline.as_ref().map(|dateline| dateline.place.as_str()),
        };
        let places = places(&self.gazetteer, &self.dictionary, text, parses, &names, &times, home);
        let quotes = crate::quotes::quotes(text, parses, &times, &mentions, &self.cues);
        let chains = chains(&self.dictionary, text, parses, &mentions, &quotes, published);
        let found = Found {
            text,
            parses,
            mentions: &mentions,
            chains: &chains,
            times: &times,
            places: &places,
            quotes: &quotes,
            published,
        };
        let (events, dropped) = events(&self.lexicon, &found);
        let relations = relations(&self.relations, &found);
        Coding {
            zone,
            times,
            mention_actors: chains.of_mention,
            actors: chains.actors,
            mentions,
            places,
            quotes,
            events,
            dropped,
            relations,
            notes: Vec::new(),
        }
    }

    /// Each event and relation rule's own `yes` and `no` sentences.
    pub fn examples(&self) -> impl Iterator<Item = &Examples> {
        self.lexicon.examples().iter().chain(self.relations.examples())
    }

    /// The actor files of which lines were passed over, and how many; a check of the file tells which.
    pub fn passed_over(&self) -> Vec<(String, usize)> {
        self.dictionary.passed_over()
    }

    /// The event lexicon and its codebooks.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }
}

/// True for a name that is all time: "Wednesday".
fn is_time(mention: &Mention, times: &[TimeExpression]) -> bool {
    mention.kind == ActorKind::Unknown
        && times.iter().any(|time| time.span.contains(mention.span) || mention.span.contains(time.span))
}
