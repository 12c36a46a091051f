//! Role nouns: what "foreign minister", "soldiers" or "a spokesman" say of a person's sector.

use crate::clause::Words;
use crate::mentions::code::{ActorKind, Sector};
use crate::sources::{DataError, Sources};
use std::collections::HashMap;

/// What a role noun says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Role {
    pub(crate) sectors: Vec<Sector>,
    pub(crate) kind: ActorKind,
    /// The sector is that of whoever the role belongs to: a spokesman's is his ministry's.
    pub(crate) inherits: bool,
}

/// The role nouns, from `actors/roles.tsv`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Roles {
    by_phrase: HashMap<String, Role>,
    longest: usize,
}

impl Roles {
    pub(crate) fn load(sources: &Sources) -> Result<Roles, DataError> {
        let mut roles = Roles::default();
        for row in sources.table("actors/roles.tsv")?.rows() {
            let phrase = row.cell("role").to_lowercase();
            let mut sectors = Vec::new();
            for code in row.items("sectors") {
                sectors.push(Sector::parse(code).ok_or_else(|| row.error(format!("`{code}` is no sector of PLOVER")))?);
            }
            let kind = ActorKind::parse(row.cell("kind"))
                .ok_or_else(|| row.error(format!("`{}` is no kind of actor", row.cell("kind"))))?;
            roles.longest = roles.longest.max(phrase.split([' ', '-']).count());
            roles.by_phrase.insert(phrase, Role { sectors, kind, inherits: row.cell("note").contains("inherits") });
        }
        Ok(roles)
    }

    /// Adds a role of the user's own, or puts it in the place of one with the same words. What sort of actor it names
    /// is that of the same words, or of the last one, in our table.
    pub(crate) fn lay_over(&mut self, phrase: &str, sectors: Vec<Sector>) {
        let last = phrase.rsplit(' ').next().unwrap_or(phrase);
        let known = self.by_phrase.get(phrase).or_else(|| self.by_phrase.get(last));
        let kind = known.map_or(ActorKind::Person, |role| role.kind);
        self.longest = self.longest.max(phrase.split([' ', '-']).count());
        self.by_phrase.insert(phrase.to_string(), Role { sectors, kind, inherits: false });
    }

    /// What a role phrase says, in lower case and singular.
    pub(crate) fn get(&self, phrase: &str) -> Option<&Role> {
        self.by_phrase.get(phrase)
    }

    /// The longest role phrase whose last word is `last` and whose first is not before `first`; with its first word.
    pub(crate) fn ending_at(&self, words: &Words<'_>, first: usize, last: usize) -> Option<(usize, &Role)> {
        let least = first.max((last + 1).saturating_sub(self.longest + 2));
        (least..=last).find_map(|begin| {
            let lemma = words.lemma(last).to_lowercase();
            let plain = words.lower(last);
            let singular = singular(&plain);
            [lemma, plain, singular].into_iter().find_map(|tail| {
                let mut phrase = String::new();
                for word in begin..last {
                    phrase.push_str(&words.lower(word));
                    // "vice-president" is one word to a reader and three to the treebanks.
                    if words.span(word).end < words.span(word + 1).start {
                        phrase.push(' ');
                    }
                }
                phrase.push_str(&tail);
                self.by_phrase.get(&phrase).map(|role| (begin, role))
            })
        })
    }
}

/// The likely singular of a plural that the lemmatiser may not know.
fn singular(form: &str) -> String {
    if let Some(stem) = form.strip_suffix("men") {
        return format!("{stem}man");
    }
    if let Some(stem) = form.strip_suffix("ies") {
        return format!("{stem}y");
    }
    form.strip_suffix('s').unwrap_or(form).to_string()
}
