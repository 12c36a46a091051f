//! Actor files of the user's own, laid over the dictionaries.
//!
//! On the days that a line of such a file names, the line speaks; on all others the dictionaries do. A name that a file
//! has means the file's actor before any of ours.

use super::{Dictionary, Meaning, Tenure, Usage, id, leading_letters, title_case};
use crate::finding::Weight;
use crate::mentions::code::ActorKind;
use crate::mentions::overlay::{Codes, Entry, Form, Spell, form, read};
use crate::sources::DataError;

impl Dictionary {
    /// Lays one file over everything so far. A bad row of a table of ours is an error; bad lines of PETRARCH's and
    /// TABARI's files, of which old ones have many, are kept as findings.
    pub(super) fn lay_over(&mut self, path: &str, text: &str, codes: &Codes) -> Result<(), DataError> {
        let lines = read(path, text, codes);
        let bad = lines.findings.iter().find(|finding| finding.weight == Weight::Error);
        if let Some(bad) = bad.filter(|_| form(text) == Form::Table) {
            return Err(DataError::at(path, bad.line, format!("{}; {}", bad.cause, bad.cure)));
        }
        for entry in &lines.entries {
            self.lay_entry(entry, codes);
        }
        for agent in &lines.agents {
            for phrase in &agent.phrases {
                self.roles.lay_over(phrase, agent.sectors.clone());
            }
        }
        self.findings.extend(lines.findings);
        Ok(())
    }

    fn lay_entry(&mut self, entry: &Entry, codes: &Codes) {
        let Some((_, name)) = entry.names.first() else { return };
        let Some(spell) = entry.spells.iter().find(|spell| !spell.nobody).or(entry.spells.first()) else { return };
        let printed = if entry.any_case { title_case(name) } else { name.clone() };
        // A code of a state alone is one more name of the state.
        let is_state = match entry.kind {
            Some(kind) => kind == ActorKind::Country,
            None => entry
                .spells
                .iter()
                .all(|s| s.sectors.is_empty() && s.country.as_deref().is_some_and(|c| codes.is_state(c))),
        };
        let known = if is_state { None } else { self.known_as(entry, spell) };
        let state = spell.country.as_deref().filter(|_| is_state && entry.spells.len() == 1);
        let entity = match (state.and_then(|code| self.by_key.get(code)), known) {
            (Some(state), _) => *state,
            (None, Some(known)) => known,
            (None, None) => self.new_entity(entry, spell, &printed, is_state),
        };
        if state.is_none() || !self.entities[entity].tenures.iter().any(|tenure| !tenure.overlay) {
            self.entities[entity].tenures.extend(entry.spells.iter().map(tenure));
        }
        if entry.wikidata.is_some() {
            self.entities[entity].wikidata.clone_from(&entry.wikidata);
        }
        for (_, name) in &entry.names {
            self.name_first(name, entity, entry.any_case);
        }
    }

    fn new_entity(&mut self, entry: &Entry, spell: &Spell, printed: &str, is_state: bool) -> usize {
        let kind = entry.kind.unwrap_or_else(|| if is_state { ActorKind::Country } else { self.likely_kind(entry) });
        let key = match spell.country.as_deref().filter(|_| kind == ActorKind::Country) {
            Some(code) => code.to_string(),
            None => id(spell.country.as_deref(), kind, printed),
        };
        let entity = self.add_entity(&key, printed, kind, tenure(spell));
        // The tenures are added by the caller.
        self.entities[entity].tenures.pop();
        entity
    }

    /// The entity of the dictionaries that an entry tells more of: one of the same name, state and sort.
    fn known_as(&self, entry: &Entry, spell: &Spell) -> Option<usize> {
        entry.names.iter().find_map(|(_, name)| {
            let printed = if entry.any_case { title_case(name) } else { name.clone() };
            let exact = [printed.as_str(), name.as_str()].into_iter().find_map(|name| self.names.get(name));
            let known = exact.or_else(|| self.any_case.get(&name.to_lowercase()).filter(|_| entry.any_case))?;
            let same = known.iter().find(|meaning| {
                let entity = &self.entities[meaning.entity];
                let sort = entry.kind.map_or(entity.kind != ActorKind::Country, |kind| kind == entity.kind);
                meaning.usage == Usage::Name
                    && sort
                    && entity.tenures.iter().any(|tenure| tenure.country == spell.country)
            });
            same.map(|meaning| meaning.entity)
        })
    }

    /// What sort of actor a line of PETRARCH's form means, which does not say: a word of the name tells a body, and a
    /// time in office a person.
    fn likely_kind(&self, entry: &Entry) -> ActorKind {
        let name = entry.names.first().map(|(_, name)| name.to_lowercase()).unwrap_or_default();
        let last = name.rsplit(' ').next().unwrap_or_default();
        let singular = last.strip_suffix('s').unwrap_or(last);
        let role = [last, singular].into_iter().find_map(|word| self.roles.get(word));
        let dated = entry.spells.iter().any(|spell| spell.from.is_some() || spell.to.is_some());
        let former = entry.spells.iter().any(|spell| spell.sectors.iter().any(|sector| sector.as_str() == "ELI"));
        match role {
            Some(role) if role.kind != ActorKind::Person => role.kind,
            Some(_) => ActorKind::Person,
            None if dated || former => ActorKind::Person,
            None => ActorKind::Organisation,
        }
    }

    /// Puts a meaning of a name before all others.
    fn name_first(&mut self, name: &str, entity: usize, any_case: bool) {
        let name = name.replace('\u{2019}', "'");
        let usage = self.usage_of(&name, entity);
        let key = if any_case { name.to_lowercase() } else { name };
        let (names, starts) = if any_case {
            (&mut self.any_case, &mut self.any_case_starts)
        } else {
            (&mut self.names, &mut self.starts)
        };
        let longest = starts.entry(leading_letters(&key).to_string()).or_insert(0);
        *longest = (*longest).max(key.len());
        let known = names.entry(key).or_default();
        known.retain(|meaning| meaning.entity != entity);
        known.insert(0, Meaning { entity, usage, overlay: true });
    }

    /// "RUSSIAN" stays the adjective that it is in our tables.
    fn usage_of(&self, name: &str, entity: usize) -> Usage {
        let known = [name, title_case(name).as_str()].into_iter().find_map(|name| self.names.get(name));
        let same = known.and_then(|known| known.iter().find(|meaning| meaning.entity == entity));
        same.map_or(Usage::Name, |meaning| meaning.usage)
    }

    /// The longest name in any case that starts with these letters, in bytes; with room for letters whose small form
    /// is longer.
    pub(super) fn any_case_start(&self, start: &str) -> Option<usize> {
        if self.any_case_starts.is_empty() || !start.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) {
            return None;
        }
        self.any_case_starts.get(&start.to_lowercase()).map(|longest| longest + 8)
    }

    /// What a name in any case may mean; only a name that begins with a capital or a numeral is one.
    pub(super) fn any_case_names(&self, printed: &str) -> &[Meaning] {
        if self.any_case.is_empty() || !printed.starts_with(|c: char| c.is_uppercase() || c.is_numeric()) {
            return &[];
        }
        self.any_case.get(&printed.to_lowercase()).map_or(&[], Vec::as_slice)
    }
}

fn tenure(spell: &Spell) -> Tenure {
    Tenure {
        country: spell.country.clone(),
        sectors: spell.sectors.clone(),
        role: spell.role.clone(),
        from: spell.from,
        to: spell.to,
        overlay: true,
        nobody: spell.nobody,
    }
}
