//! What: events, from the lexicon over the trees.

mod category;
mod codebook;
mod event;
mod pattern;
mod slot;
mod status;
mod compose;
mod participants;
mod bind;
mod code;
mod complaints;

pub use category::{Category, QuadClass};
pub use code::Lexicon;
pub use codebook::{CameoCode, Codebook};
pub use event::{Blank, Dropped, Event, EventDate, EventPlace, Numbers, Participant, Status, ValueBasis};
pub use pattern::Examples;

pub(crate) use code::{Found, events};
pub(crate) use complaints::{check_patterns, place_of};
pub(crate) use participants::Cast;
pub(crate) use pattern::{Pattern, Patterns, Slot, WordClass};
pub(crate) use slot::{fill, meets};
