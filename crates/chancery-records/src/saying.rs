//! Quotes by themselves: one row each, and a table for a terminal.

use crate::columns::{Cell, GAP, LEAST_WIDTH, day, head, push_names, push_row};
use crate::layout::{DIM, Look, printable};
use crate::record::{Dossier, Quote};
use crate::row::{actor, name};
use crate::words::{Mention, Words};
use anstyle::{AnsiColor, Style};
use chancery_text::Span;
use serde::{Deserialize, Serialize};

/// No cell is longer; what is left out is in the rows.
const MOST_LINES: usize = 12;
/// Cues in a cell have no more letters than this: what opens a quote is short, and a longer one would hide it.
const LONGEST_CUE: usize = 40;

/// One quote by itself: what the dossier keeps in several lists stands here in one row.
///
/// The lists of the speakers run side by side, and so do those of the ranges.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct QuoteRow {
    /// The article's id.
    pub article: String,
    /// Where the article was published.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// The part of the article; null for the body.
    pub zone: Option<String>,
    /// Index of the quote in the dossier.
    pub quote: usize,
    /// Index of the quote that it stands inside.
    pub parent: Option<usize>,
    /// `direct`, `indirect`, `mixed`.
    pub kind: String,
    /// `asserts`, `denies`, `believes`, `asks`, `promises`.
    pub stance: String,
    /// `plain`, `insists`, `concedes`, `hedges`.
    pub strength: String,
    /// Words that name the speakers.
    pub speaker: Vec<String>,
    /// Their first code points in the zone's text.
    pub speaker_starts: Vec<usize>,
    /// One past their last.
    pub speaker_ends: Vec<usize>,
    /// Ids of the actors they name.
    pub speaker_ids: Vec<Option<String>>,
    /// Their names.
    pub speaker_names: Vec<Option<String>>,
    /// Their states or bodies.
    pub speaker_countries: Vec<Option<String>>,
    /// Their sectors.
    pub speaker_sectors: Vec<Vec<String>>,
    /// The words that open the quote.
    pub cue: Vec<String>,
    /// Their first code points.
    pub cue_starts: Vec<usize>,
    /// One past their last.
    pub cue_ends: Vec<usize>,
    /// What is said; several where it is split.
    pub content: Vec<String>,
    /// Their first code points.
    pub content_starts: Vec<usize>,
    /// One past their last.
    pub content_ends: Vec<usize>,
    /// To whom, as printed.
    pub audience: Option<String>,
    /// Where or through what, as printed.
    pub medium: Option<String>,
    /// First day on which it was said.
    pub date: Option<String>,
    /// How exactly the day is known.
    pub date_precision: Option<String>,
    /// `stated` where the words tell the day, `page` where it is the page's.
    pub date_basis: Option<String>,
    /// Ids of the events that stand on it.
    pub events: Vec<String>,
    /// Their types.
    pub event_types: Vec<String>,
    /// Version of the coder, hash of its data, hash of its weights.
    pub chancery: String,
}

/// One row a quote.
pub fn quote_rows(dossier: &Dossier) -> Vec<QuoteRow> {
    let mut rows: Vec<QuoteRow> =
        dossier.quotes.iter().enumerate().map(|(index, quote)| row(dossier, index, quote)).collect();
    for event in &dossier.events {
        if let Some(row) = event.quote.and_then(|quote| rows.get_mut(quote)) {
            row.events.push(event.id.clone());
            row.event_types.push(event.event.clone());
        }
    }
    rows
}

fn row(dossier: &Dossier, index: usize, quote: &Quote) -> QuoteRow {
    let article = &dossier.article;
    let maker = &dossier.chancery;
    let date = quote.date.as_ref();
    let known = |of: fn(&crate::record::Actor) -> Option<String>| {
        quote.speaker.iter().map(|who| actor(dossier, who).and_then(of)).collect::<Vec<_>>()
    };
    let texts = |words: &[Words]| words.iter().map(|words| words.text.clone()).collect::<Vec<_>>();
    let starts = |words: &[Words]| words.iter().map(|words| words.start).collect::<Vec<_>>();
    let ends = |words: &[Words]| words.iter().map(|words| words.end).collect::<Vec<_>>();
    let sectors = |who: &Mention| actor(dossier, who).map(|actor| actor.sectors.clone()).unwrap_or_default();
    QuoteRow {
        article: article.id.clone(),
        url: article.url.clone(),
        title: article.title.clone(),
        published: article.published.clone(),
        publisher: article.publisher.clone(),
        zone: quote.zone.clone(),
        quote: index,
        parent: quote.parent,
        kind: quote.kind.clone(),
        stance: quote.stance.clone(),
        strength: quote.strength.clone(),
        speaker: quote.speaker.iter().map(|who| who.text.clone()).collect(),
        speaker_starts: quote.speaker.iter().map(|who| who.start).collect(),
        speaker_ends: quote.speaker.iter().map(|who| who.end).collect(),
        speaker_ids: known(|actor| Some(actor.id.clone())),
        speaker_names: known(|actor| Some(actor.name.clone())),
        speaker_countries: known(|actor| actor.country.clone()),
        speaker_sectors: quote.speaker.iter().map(sectors).collect(),
        cue: texts(&quote.cue),
        cue_starts: starts(&quote.cue),
        cue_ends: ends(&quote.cue),
        content: texts(&quote.content),
        content_starts: starts(&quote.content),
        content_ends: ends(&quote.content),
        audience: quote.audience.clone(),
        medium: quote.medium.clone(),
        date: date.map(|date| date.date.clone()),
        date_precision: date.map(|date| date.precision.clone()),
        date_basis: date.map(|date| date.basis.clone()),
        events: Vec::new(),
        event_types: Vec::new(),
        chancery: format!("{} {} {}", maker.version, maker.data, maker.weights),
    }
}

/// The names of the columns of [`quote_table`].
pub fn quote_header(look: Look) -> String {
    push_names(["SAID ON", "WHO", "STANCE", "WHAT", "TO WHOM"], columns(look), look)
}

/// The quotes of a dossier below its title; nothing where it has none. One that stands inside another is set in.
pub fn quote_table(dossier: &Dossier, look: Look) -> String {
    if dossier.quotes.is_empty() {
        return String::new();
    }
    let mut out = head(dossier, look);
    for quote in &dossier.quotes {
        let (what, opener) = what(quote);
        // Of what is asserted the cue may say more: who insists, who concedes, who only hints.
        let plain = quote.stance != "asserts" || quote.strength == "plain";
        let stance = if plain { &quote.stance } else { &quote.strength };
        let style = (Span::new(0, stance.len()), stance_style(&quote.stance));
        let cells: [Cell; 5] = [
            (quote.date.as_ref().map_or("–".to_string(), day), vec![]),
            (who(dossier, quote), vec![]),
            (stance.clone(), vec![style]),
            (what, vec![(opener, DIM)]),
            (to_whom(quote), vec![]),
        ];
        push_row(&mut out, &cells, &columns(look), MOST_LINES, look);
    }
    out
}

/// Widths of the columns: day and stance are as wide as they ever need to be, and what is said has most of the rest.
fn columns(look: Look) -> [usize; 5] {
    let (date, stance) = (10, 8);
    let rest = look.width.max(LEAST_WIDTH) - date - stance - 4 * GAP;
    let (who, whom) = ((rest / 4).clamp(9, 28), (rest / 6).clamp(8, 20));
    [date, who, stance, rest - who - whom, whom]
}

/// Who speaks, with the state, and a hook before those who are quoted by somebody else.
fn who(dossier: &Dossier, quote: &Quote) -> String {
    let shown = |who: &Mention| {
        let country = actor(dossier, who).and_then(|actor| actor.country.as_deref());
        let name = printable(&name(dossier, who));
        country.filter(|country| *country != name).map_or(name.clone(), |country| format!("{name} {country}"))
    };
    let names: Vec<String> = quote.speaker.iter().map(shown).collect();
    let names = if names.is_empty() { "–".to_string() } else { names.join(", ") };
    if quote.parent.is_some() { format!("└ {names}") } else { names }
}

/// What is said after the words that open it, and where those stand; the parts of a split quote have dots between them.
fn what(quote: &Quote) -> (String, Span) {
    let cue: Vec<&str> = quote.cue.iter().map(|words| words.text.as_str()).collect();
    let cue = printable(&cue.join(" "));
    let opens = cue.chars().any(char::is_alphabetic) && cue.chars().count() <= LONGEST_CUE;
    let mut out = if opens { format!("{cue}: ") } else { String::new() };
    let opener = Span::new(0, out.len());
    let content: Vec<String> = quote.content.iter().map(|words| printable(words.text.trim())).collect();
    out.push_str(&content.join(" … "));
    (out, opener)
}

fn to_whom(quote: &Quote) -> String {
    [&quote.audience, &quote.medium].into_iter().flatten().map(|words| printable(words)).collect::<Vec<_>>().join("; ")
}

/// A colour for each stance but the plain one.
fn stance_style(stance: &str) -> Style {
    match stance {
        "denies" => AnsiColor::Red.on_default(),
        "believes" => AnsiColor::Cyan.on_default(),
        "asks" => AnsiColor::Yellow.on_default(),
        "promises" => AnsiColor::Green.on_default(),
        _ => Style::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::dossier;
    use crate::fixture;
    use crate::layout::width;
    use crate::lines::{csv_header, csv_row};
    use expect_test::{Expect, expect};

    fn fixed() -> Dossier {
        let codings = fixture::codings();
        dossier(&fixture::article(), &fixture::found(&codings), &fixture::maker())
    }

    fn check(dossier: &Dossier, columns: usize, expected: Expect) {
        let look = Look { width: columns, colours: false };
        let text = quote_header(look) + &quote_table(dossier, look);
        assert!(text.lines().all(|line| width(line) <= columns), "{text}");
        expected.assert_eq(&text);
    }

    #[test]
    fn a_table_tells_who_said_what_when_and_to_whom() {
        let mut dossier = fixed();
        let inner = Quote {
            stance: "denies".to_string(),
            audience: Some("reporters".to_string()),
            medium: Some("interview".to_string()),
            parent: Some(0),
            speaker: Vec::new(),
            ..dossier.quotes[0].clone()
        };
        dossier.quotes.push(inner);
        check(
            &dossier,
            100,
            expect![[r#"
            SAID ON     WHO                 STANCE    WHAT                                          TO WHOM
            Školand gets tents from France (2025-01-14, The Courier)
            2025-01-14  Élysée aides FRA    asserts   said: that France sent 20 tents to Školand,
                                                      its ally
            2025-01-14  └ –                 denies    said: that France sent 20 tents to Školand,   reporters;
                                                      its ally                                      interview
        "#]],
        );
        check(
            &fixed(),
            60,
            expect![[r#"
            SAID ON     WHO        STANCE    WHAT               TO WHOM
            Školand gets tents from France (2025-01-14, The Courier)
            2025-01-14  Élysée     asserts   said: that France
                        aides FRA            sent 20 tents to
                                             Školand, its ally
        "#]],
        );
    }

    #[test]
    fn an_article_without_quotes_has_no_table() {
        let mut dossier = fixed();
        dossier.quotes.clear();
        assert_eq!(quote_table(&dossier, Look { width: 80, colours: false }), "");
        assert_eq!(quote_rows(&dossier), []);
    }

    #[test]
    fn a_row_holds_its_quote_and_the_events_that_stand_on_it() {
        let rows = quote_rows(&fixed());
        assert_eq!(rows.len(), 1);
        let row = &rows[0];
        assert_eq!(row.content, ["that France sent 20 tents to Školand, its ally"]);
        assert_eq!((row.content_starts[0], row.content_ends[0]), (29, 75));
        assert_eq!(row.speaker_names, [Some("Élysée aides".to_string())]);
        assert_eq!(row.speaker_sectors, [["GOV"]]);
        assert_eq!((row.date.as_deref(), row.date_basis.as_deref()), (Some("2025-01-14"), Some("stated")));
        assert_eq!(row.event_types, ["AID"]);
        let csv = csv_header::<QuoteRow>() + &csv_row(row);
        assert_eq!(csv.lines().next().map(|names| names.split(',').count()), Some(32));
    }
}
