//! From open inputs to documents, which are read in parallel.

use crate::args::{Actors, Common};
use crate::batches::Document;
use crate::inputs::inputs;
use crate::report::line;
use anyhow::Result;
use chancery::page::{Furniture, Limits, extract};
use chancery::{Article, Data, Engine, Page};
use std::path::Path;

/// The data that the arguments name.
pub fn data(common: &Common) -> Result<Data> {
    data_of(common.data.as_deref())
}

/// The program's data, with a folder laid over them where one is named.
pub fn data_of(folder: Option<&Path>) -> Result<Data> {
    Ok(match folder {
        Some(folder) => Data::overlaid(folder)?,
        None => Data::bundled(),
    })
}

/// The engine of the data and actor files that the arguments name, and its data. What was passed over in them is told.
pub fn engine(common: &Common, actors: &Actors) -> Result<(Engine, Data)> {
    let mut data = data(common)?;
    for file in &actors.files {
        data.add_actors(file)?;
    }
    let engine = Engine::new(&data)?;
    engine.remarks().iter().for_each(|remark| line(remark));
    Ok((engine, data))
}

/// Every document of every input.
pub fn pages(common: &Common) -> impl Iterator<Item = Result<Page, String>> {
    inputs(common.inputs()).flat_map(|input| -> Box<dyn Iterator<Item = Result<Page, String>>> {
        match input {
            Ok(input) => {
                let pages = chancery::page::pages(input.reader, &input.name, Limits::default());
                Box::new(pages.map(|page| page.map_err(|error| error.to_string())))
            }
            Err(message) => Box::new(std::iter::once(Err(message))),
        }
    })
}

impl Document for Page {
    fn place(&self) -> String {
        format!("{}{}", self.name, self.place)
    }

    fn size(&self) -> usize {
        self.bytes.len()
    }
}

/// What a document says.
pub fn article(page: &Page, furniture: &Furniture) -> Result<Article, String> {
    extract(page, furniture, Limits::default()).map_err(|error| error.to_string())
}
