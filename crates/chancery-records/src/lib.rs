//! What is kept: versioned records and their shapes.
//!
//! An article and the codings of its zones go in. They become one [`Dossier`] ([`dossier`]), in which every address
//! counts code points and every index counts in the dossier's own lists; from it come lines of JSON ([`json_line`]),
//! flat rows ([`rows`], [`dyads`], [`quote_rows`]) and their CSV ([`csv_row`]), and tables for a terminal ([`table`],
//! [`quote_table`]). The [`ledger`] shows
//! people the codings themselves, with what was dropped.
//!
//! Only this room decides what strangers see: the inner types cannot be written out, and the types here are written
//! out as they stand. A field may be added, and none is renamed or moved.
//!
//! This room does not code, does not read or write files, and does not print.
//!
//! ```
//! use chancery_records::{json_line, reading};
//! use chancery_text::Article;
//! let line = json_line(&reading(&Article::from_text("1", "Élysée denies it.\n\nParis waits.")));
//! assert!(line.starts_with(r#"{"id":"1","url":null,"title":null,"#));
//! assert!(line.contains(r#""paragraphs":[[0,17],[19,31]]"#));
//! ```

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod words;
mod event;
mod record;
mod dossier;
mod zones;
mod row;
mod lines;
mod layout;
mod columns;
mod table;
mod saying;
mod ledger;
#[cfg(test)]
mod fixture;

pub use dossier::{Found, actor_record, answer_record, article, dossier, reading};
pub use event::{Event, EventDate, EventPlace, Numbers};
pub use layout::Look;
pub use ledger::ledger;
pub use lines::{csv_header, csv_row, json_line};
pub use record::{
    Actor, Answer, Article, Dateline, Dossier, Image, Maker, Note, Page, Place, Quote, Reading, Relation,
};
pub use record::{SCHEMA, Sentence, Time};
pub use row::{EventRow, MOST_PAIRS, Rows, dyads, rows};
pub use saying::{QuoteRow, quote_header, quote_rows, quote_table};
pub use table::{header, table};
pub use words::{Mention, Words};
pub use zones::zone_text;
