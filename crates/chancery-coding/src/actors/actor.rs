//! A resolved political actor, with PLOVER's codes.

use crate::mentions::{ActorKind, Basis, Sector};

/// A resolved political actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The same for the same actor in every article: `RUS/person/dmitry-peskov`.
    pub id: String,
    /// Its name, or the words that stand for it.
    pub name: String,
    /// What sort.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-3, or PLOVER's code for an actor of no one state (`UNO`, `EUR`, `IGO`, …).
    pub country: Option<String>,
    /// PLOVER's sectors, the primary one first.
    pub sectors: Vec<Sector>,
    /// Office or role, as text.
    pub role: Option<String>,
    /// Wikidata's id.
    pub wikidata: Option<String>,
    /// Actors that this one is made of.
    pub members: Vec<usize>,
    /// How it is known.
    pub basis: Basis,
}
