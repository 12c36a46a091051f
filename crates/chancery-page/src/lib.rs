//! From a fetched page to the article printed on it.
//!
//! The steps: bytes come in with a name ([`pages`]); compressions are taken off and the kind is told from the content;
//! an input of many documents is parted, each a [`Page`]; its character set is found; menus, captions, days, bylines
//! and other [`Furniture`] are told from the body, by the page's markup and by its words ([`extract`]). [`open`] does
//! all of it. Out come [`Article`](chancery_text::Article)s, and a [`ReadError`] for each document that cannot be read.
//!
//! This room does not open files, fetch anything, split sentences, or know what a word means.
//!
//! ```
//! use chancery_page::{Furniture, Limits, open};
//! let furniture = Furniture::parse("").unwrap();
//! let input = "Talks open in Geneva\n\nThey met on Monday.";
//! let article = open(Box::new(input.as_bytes()), "talks.txt", &furniture, Limits::default()).next().unwrap().unwrap();
//! assert_eq!(article.title.as_deref(), Some("Talks open in Geneva"));
//! assert_eq!(article.text, "They met on Monday.");
//! ```

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod page;
mod sniff;
mod stream;
mod decode;
mod dates;
mod furniture;
mod lines;
mod stamps;
mod tags;
mod markup;
mod language;
mod caption;
mod dateline;
mod roles;
mod body;
mod metadata;
mod markdown;
mod extract;
mod jsonl;
mod feed;
mod warc;
mod open;

pub use extract::extract;
pub use furniture::{Entry, Furniture, FurnitureError, FurnitureKind};
pub use open::{Pages, open, pages};
pub use page::{Given, Limits, Page, PageKind, Place, ReadError, Reason};
