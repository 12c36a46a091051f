//! Where dictionaries, rules and weights come from: the program itself, or a folder.

use crate::error::Error;
use chancery_coding::{Coder, Sources};
use chancery_page::Furniture;
use chancery_records::{Maker, SCHEMA};
use chancery_syntax::Parser;
use std::borrow::Cow;
use std::fs;
use std::path::Path;

/// The weights file, by its path below a data folder.
const WEIGHTS: &str = "weights/syntax-en.bin";

/// The words of page furniture, by their path below a data folder.
const FURNITURE: &str = "pages/furniture.tsv";

/// The compiled gazetteer, by its path below a data folder.
const GAZETTEER: &str = chancery_coding::places::STORE;

/// Everything that an engine is made of, not yet loaded.
pub struct Data {
    /// Tables and rules by their paths.
    sources: Sources,
    /// What to call the weights in a message.
    weights_name: String,
    /// The trained weights.
    weights: Cow<'static, [u8]>,
}

impl Data {
    /// What the program carries.
    pub fn bundled() -> Data {
        let mut sources = Sources::new();
        for (path, contents) in chancery_data::FILES {
            sources.insert(*path, *contents);
        }
        sources.insert_bytes(GAZETTEER, chancery_data::GAZETTEER);
        Data {
            sources,
            weights_name: "bundled weights".to_string(),
            weights: Cow::Borrowed(chancery_data::SYNTAX_WEIGHTS),
        }
    }

    /// What the program carries, with the files of a folder laid over it: `actors/states.tsv` takes the place of the
    /// bundled table, `weights/syntax-en.bin` of the bundled weights, and a file without a bundled counterpart is added.
    ///
    /// # Errors
    ///
    /// When the folder or a file in it cannot be read, or it holds no data.
    pub fn overlaid(folder: &Path) -> Result<Data, Error> {
        let mut data = Data::bundled();
        let n_files = data.lay_over(folder, "")?;
        if n_files == 0 {
            return Err(Error::NoData { path: folder.to_path_buf() });
        }
        Ok(data)
    }

    /// Lays an actor file over the dictionaries: a table of ours, or a file of PETRARCH or TABARI; its content tells
    /// which. Of several files the last counts most.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn add_actors(&mut self, path: &Path) -> Result<(), Error> {
        let bytes = fs::read(path).map_err(|source| Error::Unreadable { path: path.to_path_buf(), source })?;
        self.sources.add_actors(path.display().to_string(), decoded(bytes));
        Ok(())
    }

    /// Tables and rules by their paths.
    pub(crate) fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The same data with one file more, or another in its place.
    pub(crate) fn with(&self, place: &str, text: &str) -> Data {
        let mut sources = self.sources.clone();
        sources.insert(place, text);
        Data { sources, weights_name: self.weights_name.clone(), weights: self.weights.clone() }
    }

    /// Takes every data file below a folder, and counts them.
    fn lay_over(&mut self, folder: &Path, prefix: &str) -> Result<usize, Error> {
        let unreadable = |source| Error::Unreadable { path: folder.to_path_buf(), source };
        let mut n_files = 0;
        for entry in fs::read_dir(folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            let name = format!("{prefix}{name}");
            let unreadable = |source| Error::Unreadable { path: path.clone(), source };
            if path.is_dir() {
                n_files += self.lay_over(&path, &format!("{name}/"))?;
            } else if name == WEIGHTS {
                self.weights = Cow::Owned(fs::read(&path).map_err(unreadable)?);
                self.weights_name = path.display().to_string();
                n_files += 1;
            } else if name == GAZETTEER {
                self.sources.insert_bytes(name, fs::read(&path).map_err(unreadable)?);
                n_files += 1;
            } else if name.ends_with(".tsv") || name.ends_with(".toml") {
                self.sources.insert(name, fs::read_to_string(&path).map_err(unreadable)?);
                n_files += 1;
            }
        }
        Ok(n_files)
    }

    /// The words of page furniture, with which pages are read.
    ///
    /// # Errors
    ///
    /// When the list says something that cannot be taken; the message names the line.
    pub fn furniture(&self) -> Result<Furniture, Error> {
        Ok(Furniture::parse(self.sources.get(FURNITURE)?)?)
    }

    /// The parser alone.
    ///
    /// # Errors
    ///
    /// When the weights are damaged, or were written for another version.
    pub fn parser(&self) -> Result<Parser, Error> {
        let weights = |source| Error::Weights { name: self.weights_name.clone(), source };
        Parser::from_bytes(&self.weights).map_err(weights)
    }

    /// The coder alone.
    ///
    /// # Errors
    ///
    /// When a table or a rule file says something that cannot be taken; the message names the file, the line and what
    /// was expected.
    pub fn coder(&self) -> Result<Coder, Error> {
        Ok(Coder::load(&self.sources)?)
    }

    /// The names of all this, for the records that are made with it.
    pub fn maker(&self) -> Maker {
        Maker {
            schema: SCHEMA,
            version: env!("CARGO_PKG_VERSION").to_string(),
            data: self.hash(),
            weights: chancery_text::hash(&self.weights),
        }
    }

    /// A name for the tables and rules: two engines with the same name code alike.
    fn hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        // Where an actor file lies does not matter, only what it says and in which order the files come.
        let actors = self.sources.actor_files().map(|(_, contents)| ("actors", contents));
        for (path, contents) in self.sources.iter().chain(actors) {
            // The lengths keep a file's end apart from the next one's name.
            for part in [path, contents] {
                hasher.update(&(part.len() as u64).to_le_bytes());
                hasher.update(part.as_bytes());
            }
        }
        // The head of a gazetteer carries the hash of the rest.
        if let Some(bytes) = self.sources.bytes(GAZETTEER) {
            hasher.update(chancery_coding::places::Store::head(bytes));
        }
        hasher.finalize().to_hex()[..16].to_string()
    }
}

/// The text of a file of actors or rules. Old files are often in Latin-1, whose bytes are the first code points.
pub fn decoded(bytes: Vec<u8>) -> String {
    let text =
        String::from_utf8(bytes).unwrap_or_else(|error| error.into_bytes().iter().map(|b| char::from(*b)).collect());
    text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_laid_over_what_is_bundled() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let empty = Data::overlaid(folder.path()).err().map(|error| error.to_string());
        assert!(
            empty.is_some_and(|error| error.ends_with(
                "no data here; a data folder holds files such as actors/states.tsv or weights/syntax-en.bin"
            ))
        );
        fs::create_dir(folder.path().join("actors")).expect("a folder");
        fs::write(folder.path().join("actors/states.tsv"), "name\n").expect("a file");
        fs::write(folder.path().join("actors/mine.tsv"), "name\nA\n").expect("a file");
        let data = Data::overlaid(folder.path()).expect("two files");
        assert_eq!(data.sources.get("actors/states.tsv"), Ok("name\n"));
        assert_eq!(data.sources.get("actors/mine.tsv"), Ok("name\nA\n"));
        assert!(data.sources.iter().count() > 2, "the other bundled files are still there");
        let (maker, bundled) = (data.maker(), Data::bundled().maker());
        assert_ne!(maker.data, bundled.data);
        assert_eq!(maker.weights, bundled.weights);
    }
}
