//! What was printed: the exact text, and addresses into it.
//!
//! Every later room refers to words by a [`Span`] of an [`Article`]'s text, and that text is never
//! changed after it is made. Addresses are bytes inside; [`Offsets`] turns them into the code points
//! that the contract promises to strangers, once, at the rim.
//!
//! This room does not read pages, split sentences or know what any word means.
//!
//! ```
//! use chancery_text::{Article, Offsets, Span};
//! let article = Article::from_text("1", "Élysée denies it.");
//! let span = Span::new(0, "Élysée".len());
//! assert_eq!(span.of(&article.text), "Élysée");
//! assert_eq!(Offsets::new(&article.text).code_points(span), (0, 6));
//! ```

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod span;
mod offsets;
mod note;
mod moment;
mod article;

pub use article::{Article, Dateline, Image, Zone, hash};
pub use moment::Moment;
pub use note::{Note, NoteKind};
pub use offsets::Offsets;
pub use span::Span;
