//! The engine: the steps in order, on one screen.
//!
//! A page goes in and a dossier comes out, by way of one new value for each step:
//!
//! 1. [`page`]: bytes become an [`Article`], one immutable text and what the page says about it.
//! 2. [`syntax`]: each sentence of the text becomes a parse.
//! 3. [`coding`]: the parses become a [`coding::Coding`]: times, mentions, places, quotes, actors, events, relations.
//! 4. [`records`]: the codings become a [`records::Dossier`], which is what strangers see.
//!
//! Dictionaries, rules and weights go in once, when an [`Engine`] is made; nothing else does. An engine has no
//! state that a document could change, so the same document gives the same record in any order and on any thread.
//!
//! The engine does not open documents, does not print, and knows neither the network nor the clock: doors do.
//!
//! ```
//! use chancery::{Article, Engine, Options};
//! let engine = Engine::bundled().expect("the bundled data are whole");
//! let article = Article::from_text("1", "France sent humanitarian aid to Ukraine on Tuesday.");
//! let coded = engine.code(&article, &Options::default());
//! let dossier = engine.dossier(&coded);
//! assert_eq!(dossier.article.text, article.text);
//! assert_eq!(dossier.sentences.len(), 1);
//! ```

mod error;
mod data;
mod engine;
mod check;
mod wikidata;

pub use chancery_coding as coding;
pub use chancery_page as page;
pub use chancery_records as records;
pub use chancery_syntax as syntax;
pub use chancery_text as text;

pub use chancery_coding::{Finding, Weight};
pub use chancery_page::{Page, ReadError};
pub use chancery_text::{Article, Moment, Offsets, Span, Zone};
pub use data::{Data, decoded};
pub use engine::{Coded, Engine, Options, ZoneKind, parse};
pub use error::Error;
pub use wikidata::{OfficeImport, PassedOver};
