//! Words that tell whether "he" or "she" may stand for somebody.

use crate::sources::{DataError, Sources};
use std::collections::HashMap;

/// Which of the two pronouns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    He,
    She,
}

impl Gender {
    /// The gender that a pronoun in small letters tells.
    pub(crate) fn of_pronoun(pronoun: &str) -> Option<Gender> {
        match pronoun {
            "he" | "him" | "his" | "himself" => Some(Gender::He),
            "she" | "her" | "hers" | "herself" => Some(Gender::She),
            _ => None,
        }
    }
}

/// The words of `actors/genders.tsv`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Genders {
    nouns: HashMap<String, Gender>,
    titles: HashMap<String, Gender>,
    first_names: HashMap<String, Gender>,
}

impl Genders {
    pub(crate) fn load(sources: &Sources) -> Result<Genders, DataError> {
        let mut genders = Genders::default();
        for row in sources.table("actors/genders.tsv")?.rows() {
            let gender = match row.cell("gender") {
                "m" => Gender::He,
                "f" => Gender::She,
                other => return Err(row.error(format!("`{other}` is no gender here; write m or f"))),
            };
            let words = match row.cell("kind") {
                "noun" => &mut genders.nouns,
                "title" => &mut genders.titles,
                "first" => &mut genders.first_names,
                other => {
                    return Err(row.error(format!("`{other}` is no kind of word here; write noun, title or first")));
                }
            };
            words.insert(row.cell("word").to_string(), gender);
        }
        Ok(genders)
    }

    /// Of whom a noun names, by its dictionary form.
    pub(crate) fn of_noun(&self, lemma: &str) -> Option<Gender> {
        self.nouns.get(lemma).copied()
    }

    /// Of whom a name names, by its title or first name.
    pub(crate) fn of_name(&self, name: &str) -> Option<Gender> {
        let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
        let title = self.titles.get(&first.to_lowercase()).filter(|_| !rest.is_empty());
        title.or_else(|| self.first_names.get(first)).copied()
    }

    /// A name without the titles before it: "Chaworth" for "Miss Chaworth".
    pub(crate) fn without_title<'n>(&self, name: &'n str) -> &'n str {
        match name.split_once(' ') {
            Some((title, rest)) if self.titles.contains_key(&title.to_lowercase()) => self.without_title(rest),
            _ => name,
        }
    }
}
