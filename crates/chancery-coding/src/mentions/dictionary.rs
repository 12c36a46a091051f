//! The dictionaries of actors: names, the entities they name, and the codes of a day.

mod lay;

use crate::clause::Words;
use crate::finding::{Finding, Weight};
use crate::mentions::anaphors::Anaphors;
use crate::mentions::code::{ActorKind, Basis, Sector};
use crate::mentions::genders::Genders;
use crate::mentions::overlay::{Codes, first_day, last_day};
use crate::mentions::prominence::is_prominent;
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
/// The first and the last day of something; open where there is none.
type Days = (Option<Date>, Option<Date>);

/// Codes that hold from one day to another.
#[derive(Debug, Clone)]
pub(crate) struct Tenure {
    pub(crate) country: Option<String>,
    pub(crate) sectors: Vec<Sector>,
    pub(crate) role: Option<String>,
    from: Option<Date>,
    to: Option<Date>,
    /// From a file of the user's own.
    overlay: bool,
    /// The name means nobody in this time: an overlay's word.
    nobody: bool,
}

impl Tenure {
    /// Codes of our own tables.
    fn new(country: Option<String>, sectors: Vec<Sector>, role: Option<String>, days: Days) -> Tenure {
        Tenure { country, sectors, role, from: days.0, to: days.1, overlay: false, nobody: false }
    }

    /// Of two tenures that hold, the greater is meant: an overlay's before ours, then the one that began last.
    fn rank(&self) -> (bool, Option<Date>) {
        (self.overlay, self.from)
    }

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
}

/// What an entity is on a day.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    pub(crate) country: Option<String>,
    pub(crate) sectors: Vec<Sector>,
    pub(crate) role: Option<String>,
    pub(crate) basis: Basis,
}

impl Entity {
    /// Its codes on a day; of the latest tenure where no day is given. A person whose last office has ended by
    /// then is of the former elite (PLOVER's ELI).
    pub(crate) fn standing(&self, date: Option<Date>) -> Standing {
        let (tenure, ended) = self.tenure(date);
        let Some(tenure) = tenure else {
            return Standing { country: None, sectors: Vec::new(), role: None, basis: Basis::Dictionary };
        };
        let former = ended && self.kind == ActorKind::Person;
        Standing {
            country: tenure.country.clone(),
            sectors: if former { Sector::parse("ELI").into_iter().collect() } else { tenure.sectors.clone() },
            role: tenure.role.as_ref().map(|role| if former { format!("former {role}") } else { role.clone() }),
            basis: if tenure.overlay { Basis::Overlay } else { Basis::Dictionary },
        }
    }

    /// The tenure that tells what the entity is on a day, and whether it has ended by then.
    fn tenure(&self, date: Option<Date>) -> (Option<&Tenure>, bool) {
        // Without a day, a row that holds on every day comes first.
        let always = |t: &Tenure| t.overlay && t.from.is_none() && t.to.is_none();
        let latest = || self.tenures.iter().max_by_key(|tenure| (always(tenure), tenure.from, tenure.overlay));
        let Some(day) = date else { return (latest(), false) };
        match self.tenures.iter().filter(|tenure| tenure.holds(day)).max_by_key(|tenure| tenure.rank()) {
            Some(tenure) => (Some(tenure), false),
            None => {
                let past = self.tenures.iter().filter(|t| t.to.is_some_and(|to| to < day)).max_by_key(|t| t.to);
                (past.or_else(latest), past.is_some())
            }
        }
    }

    /// True where a file of the user's own has codes for it.
    pub(crate) fn is_told_by_overlay(&self) -> bool {
        self.tenures.iter().any(|tenure| tenure.overlay)
    }

    /// True where the names mean nobody on that day.
    fn is_nobody(&self, date: Option<Date>) -> bool {
        self.tenure(date).0.is_some_and(|tenure| tenure.nobody)
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
    /// The name is from a file of the user's own.
    pub(crate) overlay: bool,
}

/// What a name may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meaning {
    pub(crate) entity: usize,
    pub(crate) usage: Usage,
    /// From a file of the user's own; these stand first.
    overlay: bool,
}

/// Every name that the coder knows, and the role nouns.
#[derive(Debug, Clone)]
pub struct Dictionary {
    entities: Vec<Entity>,
    by_key: HashMap<String, usize>,
    names: HashMap<String, Vec<Meaning>>,
    /// Leading letters of names, to the longest name that starts with them, in bytes.
    starts: HashMap<String, usize>,
    /// The same for names of overlays that are matched whatever their capitals, in lower case.
    any_case: HashMap<String, Vec<Meaning>>,
    any_case_starts: HashMap<String, usize>,
    /// What the overlays have that could not be taken.
    findings: Vec<Finding>,
    pub(crate) roles: Roles,
    pub(crate) anaphors: Anaphors,
    pub(crate) genders: Genders,
}

impl Dictionary {
    /// Reads the tables below `actors/`.
    pub fn load(sources: &Sources) -> Result<Dictionary, DataError> {
        let mut dictionary = Dictionary {
            entities: Vec::new(),
            by_key: HashMap::new(),
            names: HashMap::new(),
            starts: HashMap::new(),
            any_case: HashMap::new(),
            any_case_starts: HashMap::new(),
            findings: Vec::new(),
            roles: Roles::load(sources)?,
            anaphors: Anaphors::load(sources)?,
            genders: Genders::load(sources)?,
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
        // The codes are read only where something asks for them.
        let codes = if sources.actor_files().next().is_some() { Codes::load(sources)? } else { Codes::default() };
        for (name, text) in sources.actor_files() {
            dictionary.lay_over(name, text, &codes)?;
        }
        dictionary.add_surnames();
        Ok(dictionary)
    }

    /// The lines of actor files in PETRARCH's form that were passed over, by file, and how many.
    pub(crate) fn passed_over(&self) -> Vec<(String, usize)> {
        let mut out: Vec<(String, usize)> = Vec::new();
        for finding in self.findings.iter().filter(|finding| finding.weight == Weight::Error) {
            match out.last_mut().filter(|(path, _)| *path == finding.path) {
                Some((_, n)) => *n += 1,
                None => out.push((finding.path.clone(), 1)),
            }
        }
        out
    }

    pub(crate) fn entity(&self, index: usize) -> &Entity {
        &self.entities[index]
    }

    /// The entity of a key: a state by its ISO code.
    pub(crate) fn by_key(&self, key: &str) -> Option<&Entity> {
        self.by_key.get(key).map(|i| &self.entities[*i])
    }

    /// The code of the state that a name or an adjective means, whatever the day.
    pub(crate) fn state_named(&self, name: &str) -> Option<&str> {
        let entity = &self.entities[self.names.get(name)?.first()?.entity];
        (entity.kind == ActorKind::Country).then_some(entity.key.as_str())
    }

    /// The sectors of a body of this name; none where there is no such body.
    pub(crate) fn sectors_named(&self, name: &str) -> Vec<Sector> {
        let meaning = self.names.get(name).and_then(|meanings| meanings.first());
        let entity = meaning.map(|meaning| &self.entities[meaning.entity]);
        let body = entity.filter(|entity| entity.kind == ActorKind::Organisation);
        body.map(|body| body.standing(None).sectors).unwrap_or_default()
    }

    fn add_state(&mut self, row: &Row<'_, '_>) -> Result<(), DataError> {
        let code = row.cell("iso3");
        let tenure = Tenure::new(Some(code.to_string()), Vec::new(), None, days(row)?);
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
        let tenure = Tenure::new(country.clone(), sectors(row)?, None, days(row)?);
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
        let tenure = Tenure::new(None, Vec::new(), None, (None, None));
        let entity = self.add_entity(&id(None, ActorKind::Group, name), name, ActorKind::Group, tenure);
        self.entities[entity].members = row.items("members").map(str::to_string).collect();
        for name in names {
            self.add_name(name, entity, Usage::Name);
        }
    }

    fn add_office(&mut self, row: &Row<'_, '_>) -> Result<(), DataError> {
        let name = row.cell("person");
        let country = row.optional("country").map(str::to_string);
        let role = row.optional("role").map(str::to_string);
        let tenure = Tenure::new(country.clone(), sectors(row)?, role, days(row)?);
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
                self.names.get(&surname).is_some_and(|known| known.iter().any(|known| known.usage != Usage::Surname));
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
        });
        self.by_key.insert(key.to_string(), index);
        index
    }

    fn add_name(&mut self, name: &str, entity: usize, usage: Usage) {
        if name.is_empty() {
            return;
        }
        let known = self.names.entry(name.to_string()).or_default();
        if known.iter().any(|known| known.entity == entity && known.usage == usage) {
            return;
        }
        known.push(Meaning { entity, usage, overlay: false });
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
                    let nobody = found.overlay && self.entities[found.entity].is_nobody(date);
                    if !nobody && !self.is_named_after(words, &found) {
                        out.push(found);
                    }
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
        let any_case = self.any_case_start(start);
        let longest = match self.starts.get(start).copied().max(any_case) {
            Some(longest) => longest,
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
            if let Some(Meaning { entity, usage, overlay }) = hit {
                if usage == Usage::Surname && self.is_somebody_elses(words, first) {
                    return None;
                }
                return Some(Found { first, end: last + 1, entity, usage, overlay });
            }
        }
        None
    }

    /// True where a place elsewhere is named after a state or a capital: "New Mexico".
    fn is_named_after(&self, words: &Words<'_>, found: &Found) -> bool {
        let Some(before) = found.first.checked_sub(1).filter(|before| words.form(*before) == "New") else {
            return false;
        };
        let is_place = self.entities[found.entity].kind == ActorKind::Country
            && matches!(found.usage, Usage::Name | Usage::Capital);
        // In "New Iran sanctions" it is the sanctions that are new.
        let one_name = words.head(before).is_some_and(|head| found.first <= head && head < found.end)
            || words.head(found.first) == Some(before);
        is_place && one_name
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

    /// What a name most likely means on a day.
    pub(crate) fn look_up(&self, name: &str, date: Option<Date>) -> Option<Meaning> {
        let printed = name.replace('\u{2019}', "'");
        let exact = self.names.get(&printed).map_or(&[][..], Vec::as_slice);
        let any_case = self.any_case_names(&printed);
        if exact.is_empty() && any_case.is_empty() {
            return None;
        }
        // Names of overlays stand before ours.
        let n_overlay = exact.iter().take_while(|meaning| meaning.overlay).count();
        let (overlay, ours) = exact.split_at(n_overlay);
        let known = || overlay.iter().chain(any_case).chain(ours);
        // In office on the day before others; of several, the one named first in the tables.
        let current = known().find(|meaning| self.entities[meaning.entity].current(date));
        let named = || known().find(|meaning| meaning.usage != Usage::Surname);
        // Nobody of that surname is in office: whoever left it last.
        let last_day = |meaning: &Meaning| self.entities[meaning.entity].tenures.iter().filter_map(|t| t.to).max();
        let left = || {
            let past = known().filter(|meaning| last_day(meaning).is_some_and(|to| date.is_some_and(|day| to < day)));
            past.max_by_key(|meaning| last_day(meaning))
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

/// The days of a row: `2004`, `2004-05` or `2004-05-07`; a year or a month stands for its first day in `from`, and for
/// its last in `to`.
fn days(row: &Row<'_, '_>) -> Result<Days, DataError> {
    let day = |column: &str, read: fn(&str) -> Option<Date>| match row.optional(column) {
        None => Ok(None),
        Some(text) => read(text).map(Some).ok_or_else(|| row.error(format!("`{text}` is no date; write 2004-05-07"))),
    };
    Ok((day("from", first_day)?, day("to", last_day)?))
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
