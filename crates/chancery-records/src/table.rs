//! Events as a table for a terminal.

use crate::columns::{Cell, GAP, LEAST_WIDTH, day, head, push_names, push_row};
use crate::event::Event;
use crate::layout::{Look, Mark, printable, quad_style};
use crate::record::Dossier;
use crate::row::{MOST_PAIRS, actor, name};
use crate::words::Mention;
use crate::zones::Zones;
use chancery_text::Span;

/// No cell is longer; what is left out is in the dossier.
const MOST_LINES: usize = 6;

/// The names of the columns.
pub fn header(look: Look) -> String {
    push_names(["DATE", "SOURCE → EVENT → TARGET", "STATUS", "SPEAKER", "WORDS"], columns(look), look)
}

/// The events of a dossier below its title; nothing where it has none.
pub fn table(dossier: &Dossier, look: Look) -> String {
    if dossier.events.is_empty() {
        return String::new();
    }
    let zones = Zones::new(dossier);
    let mut out = head(dossier, look);
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
    let cells: [Cell; 5] = [
        (event.date.as_ref().map_or("–".to_string(), day), vec![]),
        (sides, vec![mark]),
        (event.status.clone(), vec![]),
        (speaker.unwrap_or_default(), vec![]),
        (excerpt(zones, event), vec![]),
    ];
    push_row(out, &cells, &columns(look), MOST_LINES, look);
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
    use crate::layout::width;
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
