//! What was reported: when, where, said, who, what.
//!
//! The steps, each a module that uses only those above it:
//!
//! 1. [`times`] - expressions of time, and the days they stand for.
//! 2. [`mentions`] - words that refer to somebody, and what they say by themselves.
//! 3. [`places`] - toponyms.
//! 4. [`quotes`] - who said what, in whose words.
//! 5. [`actors`] - the mentions of one actor tied together, with codes as of the page's day.
//! 6. [`events`] - the lexicon's rules over the trees, composed bottom up, bound to day, place and quote.
//! 7. [`relations`] - what lasts.
//!
//! In come one zone of an article and its parsed sentences, out comes a [`Coding`]. The rules and dictionaries are
//! data, handed in as [`Sources`] and read once by [`Coder::load`]; bad data is an error with file and line.
//!
//! This room opens no files, does not split or parse sentences, and does not decide what strangers see.
//!
//! ```
//! use chancery_coding::{Coder, Sources};
//! let mut sources = Sources::new();
//! sources.insert("codebook/plover.tsv", "type\tmode\tscore\nAID\t\tten\n");
//! let error = Coder::load(&sources).unwrap_err().to_string();
//! assert_eq!(error, "codebook/plover.tsv:2: the score is no number");
//! ```

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod sources;
mod finding;
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
mod titles;
pub mod check;

pub use coding::{Coder, Coding};
pub use events::Examples;
pub use finding::{Finding, Weight};
pub use mentions::Sector;
pub use relate::Answer;
pub use sources::{DataError, Sources};
