//! What can go wrong when an engine is made; nothing can once it is.

use std::io;
use std::path::PathBuf;

/// Why the data of an engine could not be loaded, where, and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A dictionary or a rule file says something that cannot be taken.
    #[error(transparent)]
    Data(#[from] chancery_coding::DataError),
    /// The list of page furniture says something that cannot be taken.
    #[error("pages/furniture.tsv: {0}")]
    Furniture(#[from] chancery_page::FurnitureError),
    /// The trained weights cannot be used.
    #[error("{name}: {source}")]
    Weights {
        /// The file, or what stands for it.
        name: String,
        /// What is wrong with it.
        source: chancery_syntax::WeightsError,
    },
    /// A data folder, or a file in it, could not be read.
    #[error("{path}: {source}", path = path.display())]
    Unreadable {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A data folder holds nothing that an engine is made of.
    #[error("{path}: no data here; a data folder holds files such as actors/states.tsv or weights/syntax-en.bin", path = path.display())]
    NoData {
        /// The folder.
        path: PathBuf,
    },
}
