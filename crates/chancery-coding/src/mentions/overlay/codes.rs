//! Codes of CAMEO actors (USAGOV, GBRMILGOV, IGOUNO) as states and PLOVER's sectors.

use crate::mentions::code::Sector;
use crate::sources::{DataError, Sources};
use std::collections::{BTreeMap, BTreeSet};

/// PLOVER's codes for actors of no one state.
pub(crate) const STATELESS: [&str; 7] = ["UNO", "EUR", "IGO", "NGO", "MNC", "ISM", "IMG"];

/// Which codes there are, and what CAMEO's three-letter blocks stand for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Codes {
    states: BTreeSet<String>,
    blocks: BTreeMap<String, Block>,
}

/// What one block of three letters stands for.
#[derive(Debug, Clone, Default)]
struct Block {
    country: Option<String>,
    sectors: Vec<Sector>,
}

/// What a whole code stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Meaning {
    pub(crate) country: Option<String>,
    pub(crate) sectors: Vec<Sector>,
    /// Blocks that no table has: a lab's own codes of organisations, or slips.
    pub(crate) unknown: Vec<String>,
    /// The code is one of a state alone.
    pub(crate) is_state: bool,
}

impl Codes {
    /// The states of `actors/states.tsv` and the blocks of `actors/cameo-codes.tsv`.
    pub(crate) fn load(sources: &Sources) -> Result<Codes, DataError> {
        let mut codes = Codes::default();
        for row in sources.table("actors/states.tsv")?.rows() {
            codes.states.insert(row.cell("iso3").to_string());
        }
        for row in sources.table("actors/cameo-codes.tsv")?.rows() {
            let mut block = Block { country: row.optional("country").map(str::to_string), sectors: Vec::new() };
            if let Some(country) = block.country.as_deref().filter(|country| !codes.is_country(country)) {
                return Err(row.error(format!("`{country}` is no code of a state")));
            }
            for code in row.items("sectors") {
                let sector =
                    Sector::parse(code).ok_or_else(|| row.error(format!("`{code}` is no sector of PLOVER")))?;
                block.sectors.push(sector);
            }
            codes.blocks.insert(row.cell("code").to_string(), block);
        }
        Ok(codes)
    }

    /// True for the code of a state, or PLOVER's code for actors of none.
    pub(crate) fn is_country(&self, code: &str) -> bool {
        self.states.contains(code) || STATELESS.contains(&code)
    }

    /// True for the code of a state.
    pub(crate) fn is_state(&self, code: &str) -> bool {
        self.states.contains(code)
    }

    /// What a CAMEO actor code stands for, block by block: the first tells the state or the sort of body, the others
    /// what it does. `None` where its first block is no code, or it does not consist of blocks of three.
    pub(crate) fn meaning(&self, code: &str) -> Option<Meaning> {
        let letters: Vec<char> = code.chars().collect();
        if letters.is_empty() || !letters.len().is_multiple_of(3) || !letters.iter().all(char::is_ascii_alphanumeric) {
            return None;
        }
        let mut out = Meaning::default();
        for (at, block) in letters.chunks(3).enumerate() {
            let block: String = block.iter().collect::<String>().to_uppercase();
            if self.states.contains(&block) {
                // "IGOUSA" is a body of states that sits in one, and stays a body of states.
                out.country.get_or_insert(block);
                continue;
            }
            match self.blocks.get(&block) {
                Some(known) => {
                    // The United Nations and the European Union have codes of their own among bodies of states.
                    let narrower = matches!(known.country.as_deref(), Some("UNO" | "EUR"))
                        && out.country.as_deref() == Some("IGO");
                    if known.country.is_some() && (out.country.is_none() || narrower) {
                        out.country.clone_from(&known.country);
                    }
                    for sector in &known.sectors {
                        if !out.sectors.contains(sector) {
                            out.sectors.push(*sector);
                        }
                    }
                }
                None if at == 0 => return None,
                None => out.unknown.push(block),
            }
        }
        out.is_state = letters.len() == 3 && out.country.as_deref().is_some_and(|country| self.is_state(country));
        Some(out)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A few codes of each sort.
    pub(crate) fn codes() -> Codes {
        let mut sources = Sources::new();
        sources.insert("actors/states.tsv", "iso3\tname\nUSA\tUnited States\nGBR\tUnited Kingdom\nNOR\tNorway\n");
        sources.insert(
            "actors/cameo-codes.tsv",
            "code\tcountry\tsectors\nGOV\t\tGOV\nMIL\t\tMIL\nIGO\tIGO\t\nUNO\tUNO\t\nEEC\tEUR\t\nINS\t\tREB\nMED\t\tJRN\nELI\t\tELI\nMOS\t\t\nIMG\tIMG\tREB\nCOP\t\tCOP\nOPP\t\tOPP\n",
        );
        Codes::load(&sources).expect("good tables")
    }

    fn shown(code: &str) -> String {
        match codes().meaning(code) {
            None => "none".to_string(),
            Some(meaning) => {
                let sectors: Vec<&str> = meaning.sectors.iter().map(|sector| sector.as_str()).collect();
                format!(
                    "{}/{}/{}",
                    meaning.country.as_deref().unwrap_or("-"),
                    sectors.join("|"),
                    meaning.unknown.join("|")
                )
            }
        }
    }

    #[test]
    fn blocks_of_three_tell_state_and_sectors() {
        assert_eq!(shown("USAGOV"), "USA/GOV/");
        assert_eq!(shown("GBRMILGOV"), "GBR/MIL|GOV/");
        assert_eq!(shown("IGOUNO"), "UNO//");
        assert_eq!(shown("IGOEEC"), "EUR//");
        assert_eq!(shown("IGOUSA"), "IGO//");
        assert_eq!(shown("NORINSXYZ"), "NOR/REB/XYZ");
        assert_eq!(shown("IMGMOSALQ"), "IMG/REB/ALQ");
        assert_eq!(shown("USAMED"), "USA/JRN/");
        assert_eq!(shown("XYZGOV"), "none");
        assert_eq!(shown("USAGO"), "none");
        assert_eq!(shown("É"), "none");
    }
}
