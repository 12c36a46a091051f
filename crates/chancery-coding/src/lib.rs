//! What was reported: when, where, said, who, what.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod sources;
mod clause;
pub mod times;
pub mod mentions;
pub mod places;
pub mod quotes;
pub mod actors;
pub mod events;
pub mod relations;
mod coding;
mod resolve;
mod relate;

pub use coding::{Coder, Coding};
pub use relate::Answer;
pub use sources::{DataError, Sources};
