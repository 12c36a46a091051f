//! The compiled gazetteer: places with their names, written once by a chore and read where it lies.
//!
//! Everything is a table of fixed rows in one run of bytes, little-endian, so that opening it copies nothing:
//! a head, the countries, the first-level divisions, the places, the postings of the names, the letters of the names,
//! and an FST from folded names to postings.

use fst::Map;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The first bytes of every gazetteer of this layout.
const MAGIC: &[u8; 8] = b"CHPLACE1";
/// Magic, hash, and six counts.
const HEAD: usize = 8 + 32 + 6 * 4;
const COUNTRY_ROW: usize = 12;
const DIVISION_ROW: usize = 14;
const PLACE_ROW: usize = 20;
/// Marks a posting of a name that is not the place's own.
const BY_ANOTHER_NAME: u32 = 1 << 31;
/// Stands for "no division".
const NONE: u16 = u16::MAX;
/// Coordinates are kept in ten-thousandths of a degree: eleven metres.
const SCALE: f64 = 10_000.0;
/// People are kept as eighths of doublings.
const STEPS_A_DOUBLING: f64 = 8.0;

/// What sort of place a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A town or village.
    City,
    /// The seat of a state.
    Capital,
    /// A first-level division.
    Province,
    /// A second-level division.
    County,
    /// A state.
    Country,
}

/// A state, for [`write`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryRow {
    /// ISO 3166-1 alpha-3.
    pub iso3: String,
    /// FIPS 10-4, empty where there is none.
    pub fips: String,
    /// GeoNames id.
    pub geoname: u32,
}

/// A first-level division, for [`write`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DivisionRow {
    /// Index of its state among the countries.
    pub country: u8,
    /// GeoNames code, at most eight letters.
    pub code: String,
    /// Index of its place among the places.
    pub place: u32,
}

/// A place, for [`write`].
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceRow {
    /// GeoNames id.
    pub geoname: u32,
    /// Degrees north, WGS 84.
    pub latitude: f64,
    /// Degrees east, WGS 84.
    pub longitude: f64,
    /// The name that the record shows.
    pub name: String,
    /// People who live there; 0 where that is not known.
    pub people: u32,
    /// What sort of place it is.
    pub sort: Sort,
    /// Index of its state among the countries.
    pub country: u8,
    /// Index of its first-level division.
    pub division: Option<u16>,
    /// The names by which it is found, beside `name`.
    pub other_names: Vec<String>,
}

/// Why bytes are no gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// It starts with other bytes, or with those of another version.
    #[error("this is no gazetteer of this version; write one with `cargo xtask gazetteer`")]
    Foreign,
    /// It ends too early, or its tables do not fit together.
    #[error("this gazetteer is damaged; write it again with `cargo xtask gazetteer`")]
    Damaged,
}

/// The bytes of a gazetteer: the same rows give the same bytes.
///
/// # Errors
///
/// When there are more rows than the layout has room for.
pub fn write(
    countries: &[CountryRow],
    divisions: &[DivisionRow],
    places: &[PlaceRow],
    fold: impl Fn(&str) -> String,
) -> Result<Vec<u8>, StoreError> {
    let mut names: BTreeMap<&str, u32> = BTreeMap::new();
    let mut letters = Vec::new();
    for place in places {
        let next = index(letters.len())?;
        names.entry(&place.name).or_insert_with(|| {
            letters.extend_from_slice(place.name.as_bytes());
            next
        });
    }
    let mut keys: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (at, place) in places.iter().enumerate() {
        let at = index(at)?;
        keys.entry(fold(&place.name)).or_default().push(at);
        for name in &place.other_names {
            keys.entry(fold(name)).or_default().push(at | BY_ANOTHER_NAME);
        }
    }
    let mut postings = Vec::new();
    let mut map = fst::MapBuilder::memory();
    for (key, mut list) in keys {
        // A place found by its own name is not also found by another that folds to the same.
        list.sort_unstable_by_key(|posting| (posting & !BY_ANOTHER_NAME, *posting));
        list.dedup_by_key(|posting| *posting & !BY_ANOTHER_NAME);
        let from = u64::from(index(postings.len())?);
        let many = u64::from(index(list.len())?);
        postings.extend(list);
        map.insert(key, from << 20 | many).map_err(|_| StoreError::Damaged)?;
    }
    let fst = map.into_inner().map_err(|_| StoreError::Damaged)?;

    let mut body = Vec::new();
    for country in countries {
        body.extend(padded::<4>(&country.iso3));
        body.extend(padded::<4>(&country.fips));
        body.extend(country.geoname.to_le_bytes());
    }
    for division in divisions {
        body.push(division.country);
        body.push(0);
        body.extend(padded::<8>(&division.code));
        body.extend(division.place.to_le_bytes());
    }
    for place in places {
        body.extend(place.geoname.to_le_bytes());
        body.extend(three_bytes(place.latitude));
        body.extend(three_bytes(place.longitude));
        body.extend(names[place.name.as_str()].to_le_bytes());
        body.push(u8::try_from(place.name.len()).map_err(|_| StoreError::Damaged)?);
        body.push(size(place.people));
        body.push(place.sort as u8);
        body.push(place.country);
        body.extend(place.division.unwrap_or(NONE).to_le_bytes());
    }
    for posting in &postings {
        body.extend(posting.to_le_bytes());
    }
    body.extend(&letters);
    body.extend(&fst);
    let mut out = Vec::with_capacity(HEAD + body.len());
    out.extend(MAGIC);
    out.extend(blake3::hash(&body).as_bytes());
    for count in [countries.len(), divisions.len(), places.len(), postings.len(), letters.len(), fst.len()] {
        out.extend(index(count)?.to_le_bytes());
    }
    out.extend(body);
    Ok(out)
}

fn index(n: usize) -> Result<u32, StoreError> {
    u32::try_from(n).ok().filter(|n| n & BY_ANOTHER_NAME == 0).ok_or(StoreError::Damaged)
}

fn padded<const N: usize>(text: &str) -> [u8; N] {
    let mut out = [0; N];
    for (to, from) in out.iter_mut().zip(text.bytes()) {
        *to = from;
    }
    out
}

/// A coordinate in ten-thousandths of a degree, in three bytes, two's complement.
fn three_bytes(degrees: f64) -> [u8; 3] {
    // Degrees are at most 180, so that the product fits with room to spare.
    let whole = (degrees * SCALE).round() as i32;
    let bytes = whole.to_le_bytes();
    [bytes[0], bytes[1], bytes[2]]
}

/// How many people, in eighths of doublings.
fn size(people: u32) -> u8 {
    // The logarithm is taken when the gazetteer is written, never when it is read: platforms differ in its last bit.
    if people == 0 { 0 } else { (f64::from(people).log2() * STEPS_A_DOUBLING).round() as u8 }
}

/// A gazetteer, read where it lies.
#[derive(Clone)]
pub struct Store {
    bytes: Cow<'static, [u8]>,
    names: Map<Cow<'static, [u8]>>,
    divisions: usize,
    places: usize,
    postings: usize,
    letters: usize,
    n_divisions: usize,
    n_places: usize,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("places", &self.n_places).field("names", &self.names.len()).finish()
    }
}

/// A row of the store, with what its indices point to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Row<'a> {
    pub(crate) geoname: u32,
    /// Ten-thousandths of a degree.
    pub(crate) latitude: i32,
    pub(crate) longitude: i32,
    pub(crate) name: &'a str,
    /// Eighths of doublings of its people.
    pub(crate) size: u8,
    pub(crate) sort: Sort,
    pub(crate) country: u8,
    pub(crate) division: Option<u16>,
}

impl Store {
    /// Opens the bytes that [`write`] made; the tables stay where they are.
    ///
    /// # Errors
    ///
    /// When the bytes are no gazetteer, or not a whole one.
    pub fn open(bytes: Cow<'static, [u8]>) -> Result<Store, StoreError> {
        if bytes.len() < HEAD || &bytes[..8] != MAGIC {
            return Err(StoreError::Foreign);
        }
        let count = |at: usize| four(&bytes, 40 + 4 * at) as usize;
        let (n_divisions, n_places) = (count(1), count(2));
        let divisions = HEAD + count(0) * COUNTRY_ROW;
        let places = divisions + n_divisions * DIVISION_ROW;
        let postings = places + n_places * PLACE_ROW;
        let letters = postings + count(3) * 4;
        let fst = letters + count(4);
        if bytes.len() != fst + count(5) {
            return Err(StoreError::Damaged);
        }
        let fst_bytes = match &bytes {
            Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[fst..]),
            Cow::Owned(bytes) => Cow::Owned(bytes[fst..].to_vec()),
        };
        let names = Map::new(fst_bytes).map_err(|_| StoreError::Damaged)?;
        Ok(Store { bytes, names, divisions, places, postings, letters, n_divisions, n_places })
    }

    /// A store without places.
    pub fn empty() -> Store {
        let bytes = write(&[], &[], &[], str::to_string).unwrap_or_default();
        Store::open(Cow::Owned(bytes)).expect("what was just written can be read")
    }

    /// True where the head's hash is that of the tables.
    pub fn is_whole(&self) -> bool {
        self.bytes[8..40] == *blake3::hash(&self.bytes[HEAD..]).as_bytes()
    }

    /// The bytes that name everything in it: its head, with the hash of the rest.
    pub fn head(bytes: &[u8]) -> &[u8] {
        &bytes[..bytes.len().min(HEAD)]
    }

    /// Places found by a folded name, each with whether it is its own.
    pub(crate) fn named(&self, folded: &str) -> impl Iterator<Item = (u32, bool)> + use<'_> {
        self.posted(self.names.get(folded).unwrap_or(0))
    }

    /// The places of a value of the names' map.
    pub(crate) fn posted(&self, value: u64) -> impl Iterator<Item = (u32, bool)> + use<'_> {
        let (from, many) = ((value >> 20) as usize, (value & 0xF_FFFF) as usize);
        (from..from + many).map(|at| {
            let posting = four(&self.bytes, self.postings + at * 4);
            (posting & !BY_ANOTHER_NAME, posting & BY_ANOTHER_NAME == 0)
        })
    }

    /// The map of the names, to walk along a text.
    pub(crate) fn walk(&self) -> &fst::raw::Fst<Cow<'static, [u8]>> {
        self.names.as_fst()
    }

    /// One place.
    pub(crate) fn row(&self, place: u32) -> Row<'_> {
        let at = self.places + place as usize * PLACE_ROW;
        let row = &self.bytes[at..at + PLACE_ROW];
        let name = self.letters + four(row, 10) as usize;
        Row {
            geoname: four(row, 0),
            latitude: three(row, 4),
            longitude: three(row, 7),
            name: std::str::from_utf8(&self.bytes[name..name + usize::from(row[14])]).unwrap_or_default(),
            size: row[15],
            sort: match row[16] {
                0 => Sort::City,
                1 => Sort::Capital,
                2 => Sort::Province,
                3 => Sort::County,
                _ => Sort::Country,
            },
            country: row[17],
            division: Some(u16::from_le_bytes([row[18], row[19]])).filter(|division| *division != NONE),
        }
    }

    /// A state's ISO 3166-1 alpha-3, FIPS 10-4 code and GeoNames id.
    pub(crate) fn country(&self, country: u8) -> (&str, &str, u32) {
        let at = HEAD + usize::from(country) * COUNTRY_ROW;
        let row = &self.bytes[at..at + COUNTRY_ROW];
        (unpadded(&row[..4]), unpadded(&row[4..8]), four(row, 8))
    }

    /// How many states there are.
    pub(crate) fn n_countries(&self) -> usize {
        (self.divisions - HEAD) / COUNTRY_ROW
    }

    /// A first-level division: its state, its GeoNames code and its place.
    pub(crate) fn division(&self, division: u16) -> Option<(u8, &str, u32)> {
        if usize::from(division) >= self.n_divisions {
            return None;
        }
        let at = self.divisions + usize::from(division) * DIVISION_ROW;
        let row = &self.bytes[at..at + DIVISION_ROW];
        Some((row[0], unpadded(&row[2..10]), four(row, 10)))
    }

    /// How many first-level divisions there are.
    pub(crate) fn n_divisions(&self) -> u16 {
        u16::try_from(self.n_divisions).unwrap_or(NONE)
    }
}

fn four(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn three(bytes: &[u8], at: usize) -> i32 {
    // Put into the upper bytes and shifted back, so that the sign comes along.
    i32::from_le_bytes([0, bytes[at], bytes[at + 1], bytes[at + 2]]) >> 8
}

fn unpadded(bytes: &[u8]) -> &str {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    std::str::from_utf8(&bytes[..end]).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::fold::fold;

    fn store() -> Vec<u8> {
        let countries = [CountryRow { iso3: "ARM".into(), fips: "AM".into(), geoname: 174_982 }];
        let divisions = [DivisionRow { country: 0, code: "07".into(), place: 1 }];
        let row = |geoname, latitude, longitude, name: &str, sort, others: &[&str]| PlaceRow {
            geoname,
            latitude,
            longitude,
            name: name.into(),
            people: 121_976,
            sort,
            country: 0,
            division: Some(0),
            other_names: others.iter().map(|name| name.to_string()).collect(),
        };
        let places = [
            row(616_635, 40.7894, 43.8475, "Gyumri", Sort::City, &["Leninakan", "GYUMRI"]),
            row(828_263, -40.9, -43.8, "Shirak", Sort::Province, &[]),
        ];
        write(&countries, &divisions, &places, fold).expect("few rows")
    }

    #[test]
    fn what_is_written_is_read() {
        let store = Store::open(Cow::Owned(store())).expect("a gazetteer");
        assert!(store.is_whole());
        let found: Vec<(u32, bool)> = store.named("leninakan").collect();
        assert_eq!(found, [(0, false)]);
        let own: Vec<(u32, bool)> = store.named("gyumri").collect();
        assert_eq!(own, [(0, true)]);
        let row = store.row(0);
        assert_eq!((row.name, row.latitude, row.longitude, row.geoname), ("Gyumri", 407_894, 438_475, 616_635));
        assert_eq!(row.size, 135);
        let shirak = store.row(1);
        assert_eq!((shirak.latitude, shirak.longitude, shirak.sort), (-409_000, -438_000, Sort::Province));
        assert_eq!(store.country(0), ("ARM", "AM", 174_982));
        assert_eq!(store.division(0), Some((0, "07", 1)));
    }

    #[test]
    fn damaged_bytes_are_told() {
        let mut bytes = store();
        bytes.pop();
        assert_eq!(Store::open(Cow::Owned(bytes)).err(), Some(StoreError::Damaged));
        assert_eq!(Store::open(Cow::Owned(vec![1, 2])).err(), Some(StoreError::Foreign));
        assert!(Store::empty().named("gyumri").next().is_none());
    }
}
