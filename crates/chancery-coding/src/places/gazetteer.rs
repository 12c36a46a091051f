//! What is known of places: the compiled gazetteer, the regions that news names, short forms, and the words around.

use crate::mentions::Dictionary;
use crate::places::fold::fold;
use crate::places::store::{Sort, Store};
use crate::sources::{DataError, Row, Sources};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Where the compiled gazetteer stands among the sources.
pub const STORE: &str = "places/gazetteer.bin";

/// One thing that a name can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sense {
    /// A state, by its index among the gazetteer's states.
    Country(usize),
    /// A row of the compiled gazetteer.
    Listed(u32),
    /// A row of `places/regions.tsv`.
    Region(usize),
}

/// A state as a place.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub(crate) iso3: String,
    pub(crate) name: String,
    pub(crate) fips: Option<String>,
    /// Ten-thousandths of a degree.
    pub(crate) middle: Option<(i32, i32)>,
    pub(crate) capital: Option<(i32, i32)>,
    pub(crate) geoname: Option<u32>,
}

/// A region, sea, river, base or other place that no table of towns has.
#[derive(Debug, Clone)]
pub(crate) struct Region {
    pub(crate) name: String,
    pub(crate) kind: String,
    /// Index of its state.
    pub(crate) state: Option<usize>,
    pub(crate) at: (i32, i32),
    pub(crate) geoname: Option<u32>,
}

/// Everything known of places, loaded once.
#[derive(Debug, Clone)]
pub struct Gazetteer {
    pub(crate) store: Store,
    pub(crate) states: Vec<State>,
    pub(crate) regions: Vec<Region>,
    by_iso3: HashMap<String, usize>,
    /// The store's states to ours.
    of_store: Vec<Option<usize>>,
    /// Regions by folded name.
    region_names: HashMap<String, Vec<usize>>,
    /// Words in the longest name of a region.
    pub(crate) longest_region: usize,
    /// Short forms of divisions: the division, and whether the form stands alone.
    short: HashMap<String, Vec<(u16, bool)>>,
    classes: BTreeMap<String, HashSet<String>>,
    /// Words by which an article shows its state.
    clues: HashMap<String, usize>,
}

impl Gazetteer {
    /// Reads the tables of `places/`, the states, and the compiled gazetteer where the sources have one.
    pub fn load(sources: &Sources) -> Result<Gazetteer, DataError> {
        let store = match sources.bytes(STORE) {
            None => Store::empty(),
            Some(bytes) => Store::open(bytes.clone())
                .map_err(|error| DataError::Blob { path: STORE.to_string(), reason: error.to_string() })?,
        };
        let mut out = Gazetteer {
            store,
            states: Vec::new(),
            regions: Vec::new(),
            by_iso3: HashMap::new(),
            of_store: Vec::new(),
            region_names: HashMap::new(),
            longest_region: 0,
            short: HashMap::new(),
            classes: BTreeMap::new(),
            clues: HashMap::new(),
        };
        out.read_states(sources)?;
        out.read_regions(sources)?;
        out.read_short_forms(sources)?;
        for row in sources.table("places/words.tsv")?.rows() {
            let words = row.items("words").map(str::to_string);
            out.classes.entry(row.cell("class").to_string()).or_default().extend(words);
        }
        for row in sources.table("places/clues.tsv")?.rows() {
            let state = out.state_of(row.cell("country")).ok_or_else(|| no_state(&row))?;
            out.clues.extend(row.items("words").map(|word| (word.to_string(), state)));
        }
        Ok(out)
    }

    fn read_states(&mut self, sources: &Sources) -> Result<(), DataError> {
        for row in sources.table("actors/states.tsv")?.rows() {
            let iso3 = row.cell("iso3").to_string();
            let capital = match (row.optional("capital_lat"), row.optional("capital_lon")) {
                (Some(_), Some(_)) => Some((degrees(&row, "capital_lat")?, degrees(&row, "capital_lon")?)),
                _ => None,
            };
            self.by_iso3.entry(iso3.clone()).or_insert(self.states.len());
            self.states.push(State {
                iso3,
                name: row.cell("name").to_string(),
                fips: row.optional("fips").map(str::to_string),
                middle: None,
                capital,
                geoname: None,
            });
        }
        for row in sources.table("places/countries.tsv")?.rows() {
            let middle = (degrees(&row, "latitude")?, degrees(&row, "longitude")?);
            let iso3 = row.cell("iso3");
            if !self.by_iso3.contains_key(iso3) {
                return Err(row.error(format!("`{iso3}` is no state of actors/states.tsv")));
            }
            self.states.iter_mut().filter(|state| state.iso3 == iso3).for_each(|state| state.middle = Some(middle));
        }
        for at in 0..self.store.n_countries() {
            // The store counts its states in a byte.
            let (iso3, fips, geoname) = self.store.country(at as u8);
            let state = self.by_iso3.get(iso3).copied();
            if let Some(state) = state {
                let state = &mut self.states[state];
                state.geoname = Some(geoname);
                state.fips = state.fips.take().or_else(|| Some(fips.to_string()).filter(|fips| !fips.is_empty()));
            }
            self.of_store.push(state);
        }
        Ok(())
    }

    fn read_regions(&mut self, sources: &Sources) -> Result<(), DataError> {
        for row in sources.table("places/regions.tsv")?.rows() {
            let state = match row.optional("country") {
                None => None,
                Some(iso3) => Some(self.state_of(iso3).ok_or_else(|| no_state(&row))?),
            };
            let at = (degrees(&row, "latitude")?, degrees(&row, "longitude")?);
            let geoname = match row.optional("geoname") {
                None => None,
                Some(id) => Some(id.parse().map_err(|_| row.error(format!("`{id}` is no GeoNames id")))?),
            };
            let name = row.items("name").next().ok_or_else(|| row.error("a region needs a name"))?;
            for name in row.items("name") {
                let name = fold(name);
                self.longest_region = self.longest_region.max(name.split(' ').count());
                self.region_names.entry(name).or_default().push(self.regions.len());
            }
            let kind = row.optional("kind").unwrap_or("region").to_string();
            self.regions.push(Region { name: name.to_string(), kind, state, at, geoname });
        }
        Ok(())
    }

    fn read_short_forms(&mut self, sources: &Sources) -> Result<(), DataError> {
        let mut by_code: HashMap<(&str, &str), u16> = HashMap::new();
        for division in 0..self.store.n_divisions() {
            if let Some((country, code, _)) = self.store.division(division) {
                by_code.insert((self.store.country(country).0, code), division);
            }
        }
        let mut short: HashMap<String, Vec<(u16, bool)>> = HashMap::new();
        for row in sources.table("places/abbreviations.tsv")?.rows() {
            // A gazetteer of one's own need not have every division.
            let Some(division) = by_code.get(&(row.cell("country"), row.cell("admin1"))) else { continue };
            for (column, alone) in [("short", false), ("alone", true)] {
                for form in row.items(column) {
                    short.entry(form.to_string()).or_default().push((*division, alone));
                }
            }
        }
        self.short = short;
        Ok(())
    }

    /// A state by its ISO 3166-1 alpha-3 code.
    pub(crate) fn state_of(&self, iso3: &str) -> Option<usize> {
        self.by_iso3.get(iso3).copied()
    }

    /// Regions by folded name.
    pub(crate) fn regions_named(&self, folded: &str) -> &[usize] {
        self.region_names.get(folded).map_or(&[], Vec::as_slice)
    }

    /// Divisions by a short form, each with whether the form stands alone.
    pub(crate) fn short_form(&self, form: &str) -> &[(u16, bool)] {
        self.short.get(form).map_or(&[], Vec::as_slice)
    }

    /// True where a word, in lower case, is of a class of `places/words.tsv`.
    pub(crate) fn is(&self, class: &str, word: &str) -> bool {
        self.classes.get(class).is_some_and(|words| words.contains(word))
    }

    /// The state that a word of an article points to.
    pub(crate) fn clue(&self, words: &str) -> Option<usize> {
        self.clues.get(words).copied()
    }

    /// The state of a sense.
    pub(crate) fn state(&self, sense: Sense) -> Option<usize> {
        match sense {
            Sense::Country(state) => Some(state),
            Sense::Listed(row) => self.of_store.get(usize::from(self.store.row(row).country)).copied().flatten(),
            Sense::Region(region) => self.regions[region].state,
        }
    }

    /// The first-level division of a sense.
    pub(crate) fn division(&self, sense: Sense) -> Option<u16> {
        match sense {
            Sense::Listed(row) => self.store.row(row).division,
            _ => None,
        }
    }

    /// Where a sense is, in ten-thousandths of a degree.
    pub(crate) fn at(&self, sense: Sense) -> Option<(i32, i32)> {
        match sense {
            Sense::Country(state) => self.states[state].middle,
            Sense::Listed(row) => {
                let row = self.store.row(row);
                Some((row.latitude, row.longitude))
            }
            Sense::Region(region) => Some(self.regions[region].at),
        }
    }

    /// True for a sense that covers more than a town and its surroundings.
    pub(crate) fn is_wide(&self, sense: Sense) -> bool {
        match sense {
            Sense::Country(_) => true,
            Sense::Listed(row) => self.store.row(row).sort == Sort::Province,
            Sense::Region(region) => {
                matches!(self.regions[region].kind.as_str(), "region" | "continent" | "sea" | "river" | "mountain")
            }
        }
    }

    /// The state that an entity of the actors' dictionary is.
    pub(crate) fn state_of_entity(&self, dictionary: &Dictionary, entity: usize) -> Option<usize> {
        self.state_of(&dictionary.entity(entity).key)
    }
}

fn degrees(row: &Row<'_, '_>, column: &str) -> Result<i32, DataError> {
    let text = row.cell(column);
    let degrees: f64 = text.parse().map_err(|_| row.error(format!("`{text}` is no number of degrees")))?;
    if !(-180.0..=180.0).contains(&degrees) {
        return Err(row.error(format!("{degrees} degrees are more than half around the world")));
    }
    Ok((degrees * 10_000.0).round() as i32)
}

fn no_state(row: &Row<'_, '_>) -> DataError {
    row.error(format!("`{}` is no state of actors/states.tsv", row.cell("country")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(regions: &str) -> Sources {
        let mut sources = Sources::new();
        sources.insert(
            "actors/states.tsv",
            "iso3\tname\tcapital_lat\tcapital_lon\tfips\nARM\tArmenia\t40.18\t44.51\tAM\n",
        );
        sources.insert("places/countries.tsv", "iso3\tlatitude\tlongitude\nARM\t40\t45\n");
        sources.insert("places/regions.tsv", format!("name\tkind\tcountry\tlatitude\tlongitude\tgeoname\n{regions}"));
        sources.insert("places/abbreviations.tsv", "country\tadmin1\tshort\talone\n");
        sources.insert("places/words.tsv", "class\twords\nbefore\tin|near\n");
        sources.insert("places/clues.tsv", "country\twords\nARM\tdram\n");
        sources
    }

    #[test]
    fn regions_are_found_by_every_name() {
        let loaded = Gazetteer::load(&sources("Lake Sevan|Sevan\tlake\tARM\t40.4\t45.3\t\n")).expect("good tables");
        assert_eq!(loaded.regions_named("sevan"), [0]);
        assert_eq!(loaded.at(Sense::Region(0)), Some((404_000, 453_000)));
        assert_eq!(loaded.state(Sense::Region(0)), loaded.state_of("ARM"));
        assert!(loaded.is("before", "near") && loaded.clue("dram") == Some(0));
    }

    #[test]
    fn a_bad_row_is_told_with_its_line() {
        let wrong = |regions: &str| Gazetteer::load(&sources(regions)).err().map(|error| error.to_string());
        let unknown = "places/regions.tsv:2: `XYZ` is no state of actors/states.tsv";
        assert_eq!(wrong("Sevan\tlake\tXYZ\t40.4\t45.3\t\n").as_deref(), Some(unknown));
        let far = "places/regions.tsv:2: 404 degrees are more than half around the world";
        assert_eq!(wrong("Sevan\tlake\tARM\t404\t45.3\t\n").as_deref(), Some(far));
    }

    #[test]
    fn a_damaged_blob_is_told_with_its_cure() {
        let mut sources = sources("");
        sources.insert_bytes(STORE, vec![0; 80]);
        let told = Gazetteer::load(&sources).err().map(|error| error.to_string());
        let expected =
            "places/gazetteer.bin: this is no gazetteer of this version; write one with `cargo xtask gazetteer`";
        assert_eq!(told.as_deref(), Some(expected));
    }
}
