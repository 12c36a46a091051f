//! The dictionaries of actors: names, the entities they name, and the codes of a day.

use crate::clause::Words;
use crate::mentions::anaphors::Anaphors;
use crate::mentions::code::{ActorKind, Basis, Sector};
use crate::mentions::roles::Roles;
use crate::sources::{DataError, Row, Sources};
use chancery_syntax::{Deprel, Upos};
use jiff::civil::Date;
use std::collections::HashMap;

/// What a name says of its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usage {
    /// It is its name.
    Name,
    /// It is an adjective of nationality.
    Adjective,
    /// It is a word for the state's people.
    Demonym,
    /// It is the state's capital, which often stands for its government.
    Capital,
    /// It is the surname of somebody prominent.
    Surname,
}

/// Surnames too, but a page that prints one alone means the day.
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Codes that hold from one day to another.
#[derive(Debug, Clone)]
pub(crate) struct Tenure {
    pub(crate) country: Option<String>,
    pub(crate) sectors: Vec<Sector>,
    pub(crate) role: Option<String>,
    from: Option<Date>,
    to: Option<Date>,
}

impl Tenure {
    fn holds(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }
}

/// Somebody whom the dictionaries know.
#[derive(Debug, Clone)]
pub(crate) struct Entity {
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) kind: ActorKind,
    pub(crate) tenures: Vec<Tenure>,
    pub(crate) members: Vec<String>,
    pub(crate) wikidata: Option<String>,
    pub(crate) basis: Basis,
}

/// What an entity is on a day.
#[derive(Debug, Clone, Default)]
pub(crate) struct Standing {
    pub(crate) country: Option<String>,
    pub(crate) sectors: Vec<Sector>,
    pub(crate) role: Option<String>,
}

impl Entity {
    /// Its codes on a day; of the latest tenure where no day is given. A person whose last office has ended by
    /// then is of the former elite (PLOVER's ELI).
    pub(crate) fn standing(&self, date: Option<Date>) -> Standing {
        let latest = || self.tenures.iter().max_by_key(|tenure| tenure.from);
        let (tenure, ended) = match date {
            None => (latest(), false),
            Some(day) => {
                match self.tenures.iter().filter(|tenure| tenure.holds(day)).max_by_key(|tenure| tenure.from) {
                    Some(tenure) => (Some(tenure), false),
                    None => {
                        let past = self.tenures.iter().filter(|t| t.to.is_some_and(|to| to < day)).max_by_key(|t| t.to);
                        (past.or_else(latest), past.is_some())
                    }
                }
            }
        };
        let Some(tenure) = tenure else { return Standing::default() };
        let former = ended && self.kind == ActorKind::Person;
        Standing {
            country: tenure.country.clone(),
            sectors: if former { Sector::parse("ELI").into_iter().collect() } else { tenure.sectors.clone() },
            role: tenure.role.as_ref().map(|role| if former { format!("former {role}") } else { role.clone() }),
        }
    }

    /// True where the entity stands in an office, or at all, on that day.
    fn current(&self, date: Option<Date>) -> bool {
        date.is_none_or(|day| self.tenures.iter().any(|tenure| tenure.holds(day)))
    }
}

/// A name found in a sentence: words `first..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) entity: usize,
    pub(crate) usage: Usage,
}

/// Every name that the coder knows, and the role nouns.
#[derive(Debug, Clone)]
pub struct Dictionary {
    entities: Vec<Entity>,
    by_key: HashMap<String, usize>,
    names: HashMap<String, Vec<(usize, Usage)>>,
    /// Leading letters of names, to the longest name that starts with them, in bytes.
    starts: HashMap<String, usize>,
    pub(crate) roles: Roles,
    pub(crate) anaphors: Anaphors,
}

impl Dictionary {
    /// Reads the tables below `actors/`.
    pub fn load(sources: &Sources) -> Result<Dictionary, DataError> {
        let mut dictionary = Dictionary {
            entities: Vec::new(),
            by_key: HashMap::new(),
            names: HashMap::new(),
            starts: HashMap::new(),
            roles: Roles::load(sources)?,
            anaphors: Anaphors::load(sources)?,
        };
        for row in sources.table("actors/states.tsv")?.rows() {
            dictionary.add_state(&row)?;
        }
        for row in sources.table("actors/metonyms.tsv")?.rows() {
            dictionary.add_body(&row, "country")?;
        }
        for row in sources.table("actors/institutions.tsv")?.rows() {
            dictionary.add_body(&row, "country")?;
        }
        for row in sources.table("actors/organisations.tsv")?.rows() {
            dictionary.add_body(&row, "code")?;
        }
        for row in sources.table("actors/armed.tsv")?.rows() {
            dictionary.add_body(&row, "country")?;
        }
        for row in sources.table("actors/groups.tsv")?.rows() {
            dictionary.add_group(&row);
        }
        for row in sources.table("actors/offices.tsv")?.rows() {
            dictionary.add_office(&row)?;
        }
        dictionary.add_surnames();
        Ok(dictionary)
    }

    pub(crate) fn entity(&self, index: usize) -> &Entity {
        &self.entities[index]
    }

    /// The entity of a key: a state by its ISO code.
    pub(crate) fn by_key(&self, key: &str) -> Option<&Entity> {
        self.by_key.get(key).map(|i| &self.entities[*i])
    }

    fn add_state(&mut self, row: &Row<'_, '_>) -> Result<(), DataError> {
        let code = row.cell("iso3");
        let tenure = Tenure {
            country: Some(code.to_string()),
            sectors: Vec::new(),
            role: None,
            from: day(row, "from")?,
            to: day(row, "to")?,
        };
        let entity = self.add_entity(code, row.cell("name"), ActorKind::Country, tenure);
        self.add_name(row.cell("name"), entity, Usage::Name);
        for (column, usage) in [
            ("aliases", Usage::Name),
            ("adjectives", Usage::Adjective),
            ("demonyms", Usage::Demonym),
            ("capital", Usage::Capital),
        ] {
            for name in row.items(column) {
                self.add_name(name, entity, usage);
            }
        }
        Ok(())
    }

    fn add_body(&mut self, row: &Row<'_, '_>, code_column: &str) -> Result<(), DataError> {
        let names: Vec<&str> = row.items("name").collect();
        let Some(name) = names.first() else { return Err(row.error("a row needs a name")) };
        let country = row.optional(code_column).map(str::to_string);
        let tenure = Tenure {
            country: country.clone(),
            sectors: sectors(row)?,
            role: None,
            from: day(row, "from")?,
            to: day(row, "to")?,
        };
        // The body that a code is named after has the code itself as its id.
        let key = match country.as_deref() {
            Some("UNO") if *name == "United Nations" => "UNO".to_string(),
            Some("EUR") if *name == "European Union" => "EUR".to_string(),
            _ => id(country.as_deref(), ActorKind::Organisation, name),
        };
        let entity = self.add_entity(&key, name, ActorKind::Organisation, tenure);
        for name in names.into_iter().chain(row.items("aliases")) {
            self.add_name(name, entity, Usage::Name);
        }
        Ok(())
    }

    fn add_group(&mut self, row: &Row<'_, '_>) {
        let names: Vec<&str> = row.items("name").collect();
        let Some(name) = names.first() else { return };
        let tenure = Tenure { country: None, sectors: Vec::new(), role: None, from: None, to: None };
        let entity = self.add_entity(&id(None, ActorKind::Group, name), name, ActorKind::Group, tenure);
        self.entities[entity].members = row.items("members").map(str::to_string).collect();
        for name in names {
            self.add_name(name, entity, Usage::Name);
        }
    }

    fn add_office(&mut self, row: &Row<'_, '_>) -> Result<(), DataError> {
        let name = row.cell("person");
        let country = row.optional("country").map(str::to_string);
        let tenure = Tenure {
            country: country.clone(),
            sectors: sectors(row)?,
            role: row.optional("role").map(str::to_string),
            from: day(row, "from")?,
            to: day(row, "to")?,
        };
        let entity = self.add_entity(&id(country.as_deref(), ActorKind::Person, name), name, ActorKind::Person, tenure);
        if let Some(wikidata) = row.optional("wikidata") {
            self.entities[entity].wikidata = Some(wikidata.to_string());
        }
        for name in std::iter::once(name).chain(row.items("aliases")) {
            self.add_name(name, entity, Usage::Name);
        }
        Ok(())
    }

    /// Surnames of heads of state and government, and of others whom the press names so, stand for them where no
    /// other entry has the word.
    fn add_surnames(&mut self) {
        for index in 0..self.entities.len() {
            let entity = &self.entities[index];
            if entity.kind != ActorKind::Person
                || !entity.tenures.iter().any(|t| t.role.as_deref().is_some_and(is_prominent))
            {
                continue;
            }
            let Some((_, surname)) = entity.name.rsplit_once(' ') else { continue };
            let surname = surname.to_string();
            let taken =
                self.names.get(&surname).is_some_and(|known| known.iter().any(|(_, usage)| *usage != Usage::Surname));
            if surname.chars().count() > 3 && !taken && !WEEKDAYS.contains(&surname.as_str()) {
                self.add_name(&surname, index, Usage::Surname);
            }
        }
    }

    fn add_entity(&mut self, key: &str, name: &str, kind: ActorKind, tenure: Tenure) -> usize {
        if let Some(index) = self.by_key.get(key) {
            self.entities[*index].tenures.push(tenure);
            return *index;
        }
        let index = self.entities.len();
        self.entities.push(Entity {
            key: key.to_string(),
            name: name.to_string(),
            kind,
            tenures: vec![tenure],
            members: Vec::new(),
            wikidata: None,
            basis: Basis::Dictionary,
        });
        self.by_key.insert(key.to_string(), index);
        index
    }

    fn add_name(&mut self, name: &str, entity: usize, usage: Usage) {
        if name.is_empty() {
            return;
        }
        let known = self.names.entry(name.to_string()).or_default();
        if known.contains(&(entity, usage)) {
            return;
        }
        known.push((entity, usage));
        let longest = self.starts.entry(leading_letters(name).to_string()).or_insert(0);
        *longest = (*longest).max(name.len());
    }

    /// The longest names in a sentence, from left to right, without overlap.
    pub(crate) fn find(&self, words: &Words<'_>, date: Option<Date>) -> Vec<Found> {
        let mut out = Vec::new();
        let mut first = 0;
        while first < words.len() {
            match self.longest_at(words, first, date) {
                Some(found) => {
                    first = found.end;
                    out.push(found);
                }
                None => first += 1,
            }
        }
        out
    }

    fn longest_at(&self, words: &Words<'_>, first: usize, date: Option<Date>) -> Option<Found> {
        let form = words.form(first);
        let shouted = is_shouted(form);
        let start = leading_letters(form);
        let longest = match self.starts.get(start) {
            Some(longest) => *longest,
            None if shouted => form.len() + 40,
            None => return None,
        };
        let begin = words.span(first).start;
        let mut last = first;
        while last + 1 < words.len() && words.span(last + 1).end - begin <= longest {
            last += 1;
        }
        for last in (first..=last).rev() {
            let printed = words.span_of(first, last).of(words.text);
            let hit = self
                .look_up(printed, date)
                .or_else(|| (shouted && printed.len() > 3).then(|| self.look_up(&title_case(printed), date)).flatten());
            if let Some((entity, usage)) = hit {
                if usage == Usage::Surname && self.is_somebody_elses(words, first) {
                    return None;
                }
                return Some(Found { first, end: last + 1, entity, usage });
            }
        }
        None
    }

    /// True for a surname beside another name ("Kate Bush") or before a noun ("Bush fires"); a title is no name.
    fn is_somebody_elses(&self, words: &Words<'_>, word: usize) -> bool {
        let first_name = word > 0
            && words.upos(word - 1) == Upos::Propn
            && words.span(word - 1).end < words.span(word).start
            && self.roles.ending_at(words, 0, word - 1).is_none()
            && !words.form(word - 1).ends_with('.')
            && !self.names.contains_key(words.form(word - 1));
        let modifier = words.deprel(word) == Deprel::Compound && words.head(word).is_some_and(|head| head == word + 1);
        first_name || modifier && words.upos(word + 1) == Upos::Noun
    }

    /// The entity that a name most likely means on a day.
    pub(crate) fn look_up(&self, name: &str, date: Option<Date>) -> Option<(usize, Usage)> {
        let printed = name.replace('\u{2019}', "'");
        let known = self.names.get(&printed)?;
        // In office on the day before others; of several, the one named first in the tables.
        let current = known.iter().find(|(entity, _)| self.entities[*entity].current(date));
        let named = || known.iter().find(|(_, usage)| *usage != Usage::Surname);
        // Nobody of that surname is in office: whoever left it last.
        let last_day = |entity: usize| self.entities[entity].tenures.iter().filter_map(|tenure| tenure.to).max();
        let left = || {
            let past =
                known.iter().filter(|(entity, _)| last_day(*entity).is_some_and(|to| date.is_some_and(|day| to < day)));
            past.max_by_key(|(entity, _)| last_day(*entity))
        };
        current.or_else(named).or_else(left).copied()
    }
}

/// `RUS/person/dmitry-peskov`; `-` for an actor of no known state.
pub(crate) fn id(country: Option<&str>, kind: ActorKind, name: &str) -> String {
    format!("{}/{}/{}", country.unwrap_or("-"), kind.as_str(), slug(name))
}

fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.to_lowercase().chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') && c != '\'' && c != '.' {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_string()
}

fn sectors(row: &Row<'_, '_>) -> Result<Vec<Sector>, DataError> {
    row.items("sectors")
        .map(|code| Sector::parse(code).ok_or_else(|| row.error(format!("`{code}` is no sector of PLOVER"))))
        .collect()
}

/// A day of a table: `2004`, `2004-05` or `2004-05-07`; a year or month stands for its first day.
fn day(row: &Row<'_, '_>, column: &str) -> Result<Option<Date>, DataError> {
    let Some(text) = row.optional(column) else { return Ok(None) };
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_string(),
    };
    full.parse().map(Some).map_err(|_| row.error(format!("`{text}` is no date; write 2004-05-07")))
}

fn leading_letters(name: &str) -> &str {
    let end = name.find(|c: char| !c.is_alphanumeric()).unwrap_or(name.len());
    if end == 0 { name } else { &name[..end] }
}

fn is_shouted(form: &str) -> bool {
    form.chars().count() > 2 && form.chars().all(|c| !c.is_lowercase()) && form.chars().any(char::is_uppercase)
}

fn title_case(printed: &str) -> String {
    let mut out = String::with_capacity(printed.len());
    let mut inside = false;
    for c in printed.chars() {
        if inside {
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
        inside = c.is_alphabetic();
    }
    out
}

fn is_prominent(role: &str) -> bool {
    const PROMINENT: &[&str] = &[
        "president",
        "prime minister",
        "chancellor",
        "king",
        "queen",
        "foreign minister",
        "supreme leader",
        "secretary",
        "premier",
        "secretary-general",
        "pope",
        "spokesman",
    ];
    PROMINENT.iter().any(|word| role.contains(word))
}
