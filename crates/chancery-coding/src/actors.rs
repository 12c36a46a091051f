//! Who: the actors that mentions name, tied together across the text.

mod actor;
mod chain;

pub use crate::mentions::{ActorKind, Basis, Mention, MentionForm, Sector};
pub use actor::Actor;

pub(crate) use chain::{Chains, chains};
