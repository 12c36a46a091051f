//! The codebooks: CAMEO's codes with Goldstein's values, PLOVER's types and modes with their scores.

use crate::events::category::Category;
use crate::sources::{DataError, Sources};
use std::collections::BTreeMap;

/// One CAMEO code (manual 1.1b3) and what it stands for in PLOVER 2.0.
#[derive(Debug, Clone, PartialEq)]
pub struct CameoCode {
    /// The manual's name of the code.
    pub label: String,
    /// Goldstein's value, -10 to 10.
    pub goldstein: f64,
    /// PLOVER's type.
    pub category: Category,
    /// PLOVER's mode, if the code implies one.
    pub mode: Option<String>,
    /// PLOVER's contexts that the code implies.
    pub contexts: Vec<String>,
}

/// Both codebooks.
#[derive(Debug, Clone, Default)]
pub struct Codebook {
    cameo: BTreeMap<String, CameoCode>,
    scores: BTreeMap<(Category, String), f64>,
}

impl Codebook {
    /// Reads `codebook/cameo.tsv` and `codebook/plover.tsv`.
    pub fn load(sources: &Sources) -> Result<Codebook, DataError> {
        let mut book = Codebook::default();
        for row in sources.table("codebook/plover.tsv")?.rows() {
            let category = Category::parse(row.cell("type"))
                .ok_or_else(|| row.error(format!("`{}` is no type of PLOVER", row.cell("type"))))?;
            let score = row.cell("score").parse().map_err(|_| row.error("the score is no number"))?;
            book.scores.insert((category, row.cell("mode").to_string()), score);
        }
        for row in sources.table("codebook/cameo.tsv")?.rows() {
            let category = Category::parse(row.cell("plover"))
                .ok_or_else(|| row.error(format!("`{}` is no type of PLOVER", row.cell("plover"))))?;
            let mode = row.optional("mode").map(str::to_string);
            if let Some(mode) = &mode
                && !book.has_mode(category, mode)
            {
                return Err(row.error(format!("{} has no mode `{mode}`", category.as_str())));
            }
            let code = CameoCode {
                label: row.cell("label").to_string(),
                goldstein: row.cell("goldstein").parse().map_err(|_| row.error("the Goldstein value is no number"))?,
                category,
                mode,
                contexts: row.items("contexts").map(str::to_string).collect(),
            };
            book.cameo.insert(row.cell("code").to_string(), code);
        }
        Ok(book)
    }

    /// What a code stands for; `None` where CAMEO has no such code.
    pub fn cameo(&self, code: &str) -> Option<&CameoCode> {
        self.cameo.get(code)
    }

    /// All codes, sorted.
    pub fn codes(&self) -> impl Iterator<Item = (&str, &CameoCode)> {
        self.cameo.iter().map(|(code, meaning)| (code.as_str(), meaning))
    }

    /// True where PLOVER has this mode for this type.
    pub fn has_mode(&self, category: Category, mode: &str) -> bool {
        !mode.is_empty() && self.scores.contains_key(&(category, mode.to_string()))
    }

    /// PLOVER's conflict-cooperation score of a type with a mode; of the type alone where the mode has none.
    pub fn score(&self, category: Category, mode: Option<&str>) -> Option<f64> {
        let with_mode = mode.and_then(|mode| self.scores.get(&(category, mode.to_string())));
        with_mode.or_else(|| self.scores.get(&(category, String::new()))).copied()
    }
}
