//! Compiled lexicons and weights: bytes, no logic.
//!
//! In goes every table and rule file of `data/` and the trained weights of `blobs/`; out come constants.
//! The list of files is made when the crate is built, from what stands in the folder.
//!
//! This crate reads nothing and knows the meaning of nothing: the engine hands its constants to the rooms.
//!
//! ```
//! assert!(chancery_data::FILES.windows(2).all(|pair| pair[0].0 < pair[1].0));
//! assert!(!chancery_data::SYNTAX_WEIGHTS.is_empty());
//! ```

/// The trained weights of the parser, as `cargo xtask train` writes them.
pub const SYNTAX_WEIGHTS: &[u8] = include_bytes!("../blobs/syntax-en.bin");

/// The gazetteer, as `cargo xtask gazetteer` writes it.
pub const GAZETTEER: &[u8] = include_bytes!("../blobs/places.bin");

/// Every table (`.tsv`) and rule file (`.toml`): path below `data/` and contents, sorted by path.
pub const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/files.rs"));
