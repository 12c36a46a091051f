//! Words that refer to somebody, and what they say of them by themselves.

mod code;
mod mention;
mod prominence;
mod overlay;
mod roles;
mod anaphors;
mod genders;
mod dictionary;
mod phrase;
mod find;

pub use code::{ActorKind, Basis, Sector};
pub use dictionary::Dictionary;
pub use mention::{Mention, MentionForm};

pub(crate) use dictionary::{Found, Meaning, Usage, id};
pub(crate) use find::{mentions, names};
pub(crate) use genders::Gender;
pub(crate) use overlay::{CheckedName, Codes, check_actors, first_day, last_day};
pub(crate) use phrase::read as read_phrase;
