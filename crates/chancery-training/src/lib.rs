//! How the weights of the syntax room are learnt.
//!
//! 1. [`Lesson`]s are sentences of treebanks, and sentences of which a teacher says what it believes.
//! 2. [`Vectors`] are known words with the numbers that others found for them, the most frequent word first.
//! 3. [`train`] lets a small recurrent network learn from both and gives a `Learnt`, which `chancery_syntax` writes
//!    as whole numbers.
//!
//! In go lessons, vectors and a seed; out comes the network in real numbers. The same three give the same network,
//! however many cores there are: each batch is cut into the same parts, and their gradients are added in order.
//!
//! This room reads no files and does not know how the weights are written or used.

mod random;
mod sample;
mod parameters;
mod recurrent;
mod network;
mod learning;

pub use learning::{Options, Vectors, train};
pub use network::Sizes;
pub use sample::{Lesson, Opinion};
