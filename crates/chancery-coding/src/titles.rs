//! Titles of offices, as lists of office holders write them: "Minister of Defence of Norway".

use crate::coding::Coder;
use crate::mentions::{ActorKind, Sector};

impl Coder {
    /// True for the code of a state.
    pub fn is_state(&self, code: &str) -> bool {
        self.dictionary.by_key(code).is_some_and(|entity| entity.kind == ActorKind::Country)
    }

    /// The role that a title names, without the state whose code is given, and its sectors; nothing where no word of
    /// it tells one.
    pub fn title(&self, title: &str, country: Option<&str>) -> Option<(String, Vec<Sector>)> {
        let title = self.without_state(title.trim(), country);
        let lower = title.to_lowercase();
        // The head of a body of states has the body's own code, and needs no sector.
        let is_stateless = country.is_some_and(|code| !self.is_state(code));
        let mut phrase = lower.as_str();
        loop {
            let turned = phrase
                .strip_prefix("minister of ")
                .or_else(|| phrase.strip_prefix("minister for "))
                .map(|field| format!("{} minister", field.strip_prefix("the ").unwrap_or(field)));
            let whole = phrase.len() == lower.len();
            for tried in [Some(phrase.to_string()), turned].into_iter().flatten() {
                if let Some(sectors) = self.dictionary.roles.get(&tried).map(|role| role.sectors.clone())
                    && (!sectors.is_empty() || is_stateless)
                {
                    return Some((if whole { tried } else { kept(&title) }, sectors));
                }
            }
            // "Member of the Storting": the sectors of the body.
            let cut = [" of the ", " of ", " for ", " to ", ", "].iter().filter_map(|word| phrase.rfind(word)).max()?;
            let body = title.get(cut..).unwrap_or_default().trim_start();
            let body = body.split_once(' ').map_or(body, |(_, body)| body.strip_prefix("the ").unwrap_or(body));
            let sectors = self.dictionary.sectors_named(body);
            if !sectors.is_empty() {
                return Some((kept(&title), sectors));
            }
            phrase = &phrase[..cut];
        }
    }

    /// A title without " of Norway" at its end or "Norwegian " at its start.
    fn without_state(&self, title: &str, country: Option<&str>) -> String {
        let is_state = |name: &str| {
            let meant = self.dictionary.state_named(name.strip_prefix("the ").unwrap_or(name));
            meant.is_some() && meant == country
        };
        if let Some((before, name)) = title.rsplit_once(" of ")
            && is_state(name)
        {
            return before.to_string();
        }
        match title.split_once(' ') {
            Some((adjective, after)) if is_state(adjective) => after.to_string(),
            _ => title.to_string(),
        }
    }
}

/// A title as roles are written: small letters up to the body that it belongs to.
fn kept(title: &str) -> String {
    let end = [" of ", " for ", " to ", ", "].iter().filter_map(|word| title.find(word)).min().unwrap_or(title.len());
    format!("{}{}", title[..end].to_lowercase(), &title[end..])
}
