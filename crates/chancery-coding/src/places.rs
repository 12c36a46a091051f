//! Where: the places that the words name.

use crate::clause::Words;
use crate::mentions::{ActorKind, Dictionary, Found, Usage};
use crate::sources::{DataError, Sources};
use chancery_syntax::{Deprel, Parse, Upos};
use chancery_text::Span;
use std::collections::{BTreeMap, HashMap};

/// A place name in the text, resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The words.
    pub span: Span,
    /// The sentence they stand in.
    pub sentence: usize,
    /// The gazetteer's name.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First-level division, GeoNames code.
    pub admin1: Option<String>,
    /// FIPS 10-4 country code.
    pub fips: Option<String>,
    /// Degrees north, WGS 84.
    pub latitude: Option<f64>,
    /// Degrees east, WGS 84.
    pub longitude: Option<f64>,
    /// GeoNames id.
    pub geoname: Option<u32>,
    /// `country`, `capital`, `city`, `region`, …
    pub kind: &'static str,
}

/// States, their capitals, and the regions of `places/regions.tsv`.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    /// FIPS code and the capital with its coordinates, by state.
    states: BTreeMap<String, State>,
    /// Regions by name: state (if it lies in one), degrees north and east.
    regions: HashMap<String, (Option<String>, f64, f64)>,
    /// Words in the longest name of a region.
    longest: usize,
}

#[derive(Debug, Clone, Default)]
struct State {
    fips: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

impl Gazetteer {
    /// Reads `actors/states.tsv` and `places/regions.tsv`.
    pub fn load(sources: &Sources) -> Result<Gazetteer, DataError> {
        let mut out = Gazetteer::default();
        for row in sources.table("actors/states.tsv")?.rows() {
            let degrees = |column: &str| match row.optional(column) {
                None => Ok(None),
                Some(text) => {
                    text.parse::<f64>().map(Some).map_err(|_| row.error(format!("`{text}` is no number of degrees")))
                }
            };
            let state = State {
                fips: row.optional("fips").map(str::to_string),
                latitude: degrees("capital_lat")?,
                longitude: degrees("capital_lon")?,
            };
            out.states.insert(row.cell("iso3").to_string(), state);
        }
        for row in sources.table("places/regions.tsv")?.rows() {
            let degrees = |column: &str| {
                row.cell(column)
                    .parse::<f64>()
                    .map_err(|_| row.error(format!("`{}` is no number of degrees", row.cell(column))))
            };
            let place = (row.optional("country").map(str::to_string), degrees("latitude")?, degrees("longitude")?);
            for name in row.items("name") {
                out.longest = out.longest.max(name.split(' ').count());
                out.regions.insert(name.to_string(), place.clone());
            }
        }
        Ok(out)
    }
}

/// The places that a text names, in order. Adjectives, and words that are parts of somebody's name, are no places.
pub(crate) fn places(
    gazetteer: &Gazetteer,
    dictionary: &Dictionary,
    text: &str,
    parses: &[Parse],
    names: &[Vec<Found>],
) -> Vec<Place> {
    let mut out = Vec::new();
    for (sentence, (parse, named)) in parses.iter().zip(names).enumerate() {
        let words = Words::new(text, parse);
        let mut here: Vec<Place> = Vec::new();
        for first in 0..words.len() {
            if let Some(place) = region_at(gazetteer, &words, sentence, first) {
                here.push(place);
            }
        }
        for found in named {
            let span = words.span_of(found.first, found.end - 1);
            let entity = dictionary.entity(found.entity);
            let is_place = entity.kind == ActorKind::Country && matches!(found.usage, Usage::Name | Usage::Capital);
            if !is_place
                || here.iter().any(|place| place.span.overlaps(span))
                || in_longer_name(&words, found.first, found.end)
            {
                continue;
            }
            let state = gazetteer.states.get(&entity.key).cloned().unwrap_or_default();
            let capital = found.usage == Usage::Capital;
            here.push(Place {
                span,
                sentence,
                name: if capital { span.of(text).to_string() } else { entity.name.clone() },
                country: Some(entity.key.clone()),
                admin1: None,
                fips: state.fips,
                latitude: state.latitude,
                longitude: state.longitude,
                geoname: None,
                kind: if capital { "capital" } else { "country" },
            });
        }
        here.sort_by_key(|place| place.span);
        out.extend(here);
    }
    out
}

fn region_at(gazetteer: &Gazetteer, words: &Words<'_>, sentence: usize, first: usize) -> Option<Place> {
    let last = (first + gazetteer.longest + 1).min(words.len());
    (first + 1..=last).rev().find_map(|end| {
        let span = words.span_of(first, end - 1);
        let name = span.of(words.text);
        let (country, latitude, longitude) = gazetteer.regions.get(name)?;
        let fips = country.as_ref().and_then(|code| gazetteer.states.get(code)).and_then(|state| state.fips.clone());
        Some(Place {
            span,
            sentence,
            name: name.to_string(),
            country: country.clone(),
            admin1: None,
            fips,
            latitude: Some(*latitude),
            longitude: Some(*longitude),
            geoname: None,
            kind: "region",
        })
    })
}

/// "Washington Post", "Jordan Smith": the name goes on before or after.
fn in_longer_name(words: &Words<'_>, first: usize, end: usize) -> bool {
    let joined = |word: usize, head: usize| {
        matches!(words.deprel(word), Deprel::Flat | Deprel::Compound)
            && words.upos(head) == Upos::Propn
            && !(first <= head && head < end)
    };
    let up = (first..end).any(|w| words.head(w).is_some_and(|h| joined(w, h)));
    let down = (first..end).any(|w| {
        words.children_by(w, &[Deprel::Flat]).any(|c| words.upos(c) == Upos::Propn && !(first <= c && c < end))
    });
    up || down
}
