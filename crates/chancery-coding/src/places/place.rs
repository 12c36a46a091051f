//! A place name in a text, resolved.

use chancery_text::Span;

/// A place name in the text, resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The words.
    pub span: Span,
    /// The sentence they stand in.
    pub sentence: usize,
    /// The gazetteer's name; the words themselves where it has none.
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
    /// `country`, `capital`, `city`, `county`, `province`, `region`, `sea`, `river`, …; `unlisted` for a name that the
    /// gazetteer lacks and the words show to be a place.
    pub kind: String,
    /// How the words name it.
    pub form: PlaceForm,
}

/// How words name a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceForm {
    /// By its name, or a short form of it.
    Name,
    /// By an adjective or a word for its people: "Sudanese". It says of whom, not where.
    Adjective,
    /// By a name inside that of a body or a person's office: "Fargo" in "Fargo Police".
    Inside,
}

impl PlaceForm {
    /// The word in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            PlaceForm::Name => "name",
            PlaceForm::Adjective => "adjective",
            PlaceForm::Inside => "inside",
        }
    }
}
