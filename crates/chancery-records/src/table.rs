//! Events as a table for a terminal.

use crate::event::{Event, EventDate};
use crate::layout::{BOLD, Look, Mark, fit, painted, printable, quad_style, width, wrap};
use crate::record::Dossier;
use crate::row::{MOST_PAIRS, actor, name};
use crate::words::Mention;
use crate::zones::Zones;
use chancery_text::Span;

/// Columns between two cells.
const GAP: usize = 2;
/// No cell is longer; what is left out is in the dossier.
const MOST_LINES: usize = 6;
/// A narrower terminal gets lines that it breaks itself.
const LEAST_WIDTH: usize = 60;

/// The names of the columns.
pub fn header(look: Look) -> String {
    let cells = ["DATE", "SOURCE → EVENT → TARGET", "STATUS", "SPEAKER", "WORDS"];
    let mut out = String::new();
    for (cell, columns) in cells.into_iter().zip(columns(look)) {
        let cell = fit(cell, columns);
        push_padded(&mut out, &look.paint(BOLD, &cell), width(&cell), columns);
    }
    finish_line(&mut out);
    out
}

/// The events of a dossier below its title; nothing where it has none.
pub fn table(dossier: &Dossier, look: Look) -> String {
    if dossier.events.is_empty() {
        return String::new();
    }
    let zones = Zones::new(dossier);
    let article = &dossier.article;
    let known = [article.published.as_deref(), article.publisher.as_deref()];
    let known: Vec<&str> = known.into_iter().flatten().collect();
    let title = article.title.as_deref().unwrap_or(&article.id);
    let title = if known.is_empty() { title.to_string() } else { format!("{title} ({})", known.join(", ")) };
    let mut out = look.paint(BOLD, &fit(&title, look.width.max(LEAST_WIDTH)));
    out.push('\n');
    for event in &dossier.events {
        push_event(&mut out, dossier, &zones, event, look);
    }
    out
}

/// Widths of the columns: date and status are as wide as they ever need to be, the others share the rest.
fn columns(look: Look) -> [usize; 5] {
    let (date, status) = (10, 9);
    let rest = look.width.max(LEAST_WIDTH) - date - status - 4 * GAP;
    let speaker = (rest / 6).clamp(8, 24);
    let event = (rest - speaker) / 2;
    [date, event, status, speaker, rest - speaker - event]
}

fn push_event(out: &mut String, dossier: &Dossier, zones: &Zones<'_>, event: &Event, look: Look) {
    let quote = event.quote.and_then(|quote| dossier.quotes.get(quote));
    let speaker = quote.map(|quote| quote.speaker.iter().map(|who| name(dossier, who)).collect::<Vec<_>>().join(", "));
    let (sides, mark) = sides(dossier, event);
    let cells: [(String, Vec<Mark>); 5] = [
        (event.date.as_ref().map_or("–".to_string(), day), vec![]),
        (sides, vec![mark]),
        (event.status.clone(), vec![]),
        (speaker.unwrap_or_default(), vec![]),
        (excerpt(zones, event), vec![]),
    ];
    let columns = columns(look);
    let lines: Vec<Vec<Span>> = cells.iter().zip(columns).map(|((text, _), columns)| wrap(text, columns)).collect();
    let n_lines = lines.iter().map(Vec::len).max().unwrap_or(0).min(MOST_LINES);
    for i in 0..n_lines {
        for (((text, marks), lines), columns) in cells.iter().zip(&lines).zip(columns) {
            let Some(line) = lines.get(i).copied() else {
                push_padded(out, "", 0, columns);
                continue;
            };
            if i + 1 == MOST_LINES && lines.len() > MOST_LINES {
                let cut = fit(Span::new(line.start, text.len()).of(text), columns);
                push_padded(out, &cut, width(&cut), columns);
            } else {
                push_padded(out, &painted(text, line, marks, look), width(line.of(text)), columns);
            }
        }
        finish_line(out);
    }
}

fn push_padded(out: &mut String, text: &str, wide: usize, columns: usize) {
    out.push_str(text);
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(wide) + GAP));
}

/// Ends a line without the blanks that filled its last cells.
fn finish_line(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}

/// `Armenia ARM → AID → Ukraine UKR`, and where its type stands; `↔` where both sides act alike.
fn sides(dossier: &Dossier, event: &Event) -> (String, Mark) {
    let kind = match &event.act {
        Some(act) => format!("{} ({act})", event.event),
        None => event.event.clone(),
    };
    let among_themselves = event.reciprocal && event.target.is_empty() && event.source.len() > 1;
    let (source, target) =
        if among_themselves { event.source.split_at(1) } else { (&event.source[..], &event.target[..]) };
    let arrow = if event.reciprocal { "↔" } else { "→" };
    let mut text = format!("{} {arrow} ", side(dossier, source));
    let start = text.len();
    text.push_str(&kind);
    let mark = (Span::new(start, text.len()), quad_style(event.quad));
    text.push_str(&format!(" {arrow} {}", side(dossier, target)));
    (text, mark)
}

fn side(dossier: &Dossier, members: &[Mention]) -> String {
    if members.is_empty() {
        return "–".to_string();
    }
    let shown = |member: &Mention| match actor(dossier, member) {
        Some(actor) => match &actor.country {
            Some(country) => format!("{} {country}", printable(&actor.name)),
            None => printable(&actor.name),
        },
        None => printable(&member.text),
    };
    let names: Vec<String> = members.iter().take(MOST_PAIRS).map(shown).collect();
    names.join(", ")
}

/// The day as exactly as it is known.
fn day(date: &EventDate) -> String {
    let digits = match date.precision.as_str() {
        "month" | "season" => 7,
        "year" | "decade" => 4,
        _ => 10,
    };
    date.date.get(..digits).unwrap_or(&date.date).to_string()
}

/// The words from the first to the last of the event's own, where they stand in one sentence.
fn excerpt(zones: &Zones<'_>, event: &Event) -> String {
    let sentence = zones.sentence(event.sentence);
    let mut range = (event.trigger.start, event.trigger.end);
    for member in event.source.iter().chain(&event.target) {
        let (start, end) = (range.0.min(member.start), range.1.max(member.end));
        if zones.words(event.zone.as_deref(), start, end).len() <= sentence.len() {
            range = (start, end);
        }
    }
    zones.words(event.zone.as_deref(), range.0, range.1).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::dossier;
    use crate::fixture;
    use expect_test::{Expect, expect};

    fn check(columns: usize, expected: Expect) {
        let codings = fixture::codings();
        let dossier = dossier(&fixture::article(), &fixture::found(&codings), &fixture::maker());
        let look = Look { width: columns, colours: false };
        let text = header(look) + &table(&dossier, look);
        assert!(text.lines().all(|line| width(line) <= columns), "{text}");
        expected.assert_eq(&text);
    }

    #[test]
    fn a_wide_terminal_gets_one_line_an_event() {
        check(
            140,
            expect![[r#"
                DATE        SOURCE → EVENT → TARGET                          STATUS     SPEAKER             WORDS
                Školand gets tents from France (2025-01-14, The Courier)
                2025-01-14  France FRA → AID → Školand SKO                   occurred   Élysée aides        France sent 20 tents to Školand
                –           Školand SKO ↔ CONSULT ↔ Norway NOR               occurred                       Školand and Norway met
                –           France FRA → AID → Školand SKO                   occurred                       Školand gets tents from France
            "#]],
        );
    }

    #[test]
    fn a_narrow_terminal_gets_wrapped_cells() {
        check(
            72,
            expect![[r#"
                DATE        SOURCE → EVENT →…   STATUS     SPEAKER   WORDS
                Školand gets tents from France (2025-01-14, The Courier)
                2025-01-14  France FRA → AID →  occurred   Élysée    France sent 20
                            Školand SKO                    aides     tents to Školand
                –           Školand SKO ↔       occurred             Školand and Norway
                            CONSULT ↔ Norway                         met
                            NOR
                –           France FRA → AID →  occurred             Školand gets tents
                            Školand SKO                              from France
            "#]],
        );
    }
}
