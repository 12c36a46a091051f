//! Words that refer to somebody.

use crate::mentions::code::{ActorKind, Basis, Sector};
use chancery_text::Span;

/// The form of the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MentionForm {
    /// A proper name, alone or in a longer phrase.
    Name,
    /// A common noun: "the ministry", "three soldiers".
    Nominal,
    /// "he", "they", "it".
    Pronoun,
    /// An adjective of nationality: "Russian".
    Adjective,
}

/// A noun phrase, pronoun or nationality adjective that refers to an actor.
///
/// The codes here are what its own words say; the chain of mentions decides which actor it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The words, without a leading article and without relative clauses.
    pub span: Span,
    /// Sentence index.
    pub sentence: usize,
    /// The head word's index in its sentence.
    pub head: usize,
    /// First and one past the last word of `span` in the sentence.
    pub words: (usize, usize),
    /// The form of the words.
    pub form: MentionForm,
    /// Name without titles, or the words themselves.
    pub name: String,
    /// The dictionary's key where an entry was found; the actor's id is made from it.
    pub key: Option<String>,
    /// What sort.
    pub kind: ActorKind,
    /// The code of its state or body.
    pub country: Option<String>,
    /// Sectors, the primary one first.
    pub sectors: Vec<Sector>,
    /// Office or role.
    pub role: Option<String>,
    /// Wikidata's id.
    pub wikidata: Option<String>,
    /// Codes of a group's members ("the Baltic states").
    pub members: Vec<String>,
    /// How the codes are known.
    pub basis: Basis,
}
