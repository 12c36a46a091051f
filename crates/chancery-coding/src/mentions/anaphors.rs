//! Nouns that point back: "the country", "the alliance", "both sides".

use crate::clause::Words;
use crate::mentions::code::ActorKind;
use crate::sources::{DataError, Sources};
use chancery_syntax::{Deprel, Upos, Xpos};
use std::collections::HashMap;

/// What such a noun points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Anaphor {
    pub(crate) kind: ActorKind,
    /// It points to several actors at once.
    pub(crate) several: bool,
}

/// The nouns of `actors/anaphors.tsv`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Anaphors {
    by_noun: HashMap<String, Anaphor>,
}

impl Anaphors {
    pub(crate) fn load(sources: &Sources) -> Result<Anaphors, DataError> {
        let mut anaphors = Anaphors::default();
        for row in sources.table("actors/anaphors.tsv")?.rows() {
            let kind = ActorKind::parse(row.cell("kind"))
                .ok_or_else(|| row.error(format!("`{}` is no kind of actor", row.cell("kind"))))?;
            let several = row.cell("number") == "several";
            anaphors.by_noun.insert(row.cell("noun").to_string(), Anaphor { kind, several });
        }
        Ok(anaphors)
    }

    /// True for a noun that stands for one state where somebody owns it: "our country", "his nation".
    pub(crate) fn is_state(&self, noun: &str) -> bool {
        self.by_noun.get(noun).is_some_and(|anaphor| anaphor.kind == ActorKind::Country && !anaphor.several)
    }

    /// The anaphor that a definite noun phrase with this head is, if any: several for a plural, one for a singular.
    pub(crate) fn at(&self, words: &Words<'_>, head: usize) -> Option<Anaphor> {
        if words.upos(head) != Upos::Noun {
            return None;
        }
        let anaphor = *self.by_noun.get(words.lemma(head))?;
        let plural = words.xpos(head) == Xpos::Nns;
        let determiner = words.children(head).any(|c| {
            matches!(words.deprel(c), Deprel::Det | Deprel::DetPredet)
                && matches!(words.lower(c).as_str(), "the" | "this" | "that" | "these" | "both" | "each")
        });
        let both = words.children(head).any(|c| matches!(words.lower(c).as_str(), "both" | "two"));
        let described = words.children(head).any(|c| matches!(words.deprel(c).base(), "nmod" | "acl" | "compound"));
        match (plural, anaphor.several) {
            (true, _) if both || (determiner && !described) => Some(Anaphor { several: true, ..anaphor }),
            (false, false) if determiner && !described => Some(Anaphor { several: false, ..anaphor }),
            _ => None,
        }
    }
}
