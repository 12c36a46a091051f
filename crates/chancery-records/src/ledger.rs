//! The ledger: a coding for people, each event under the words that made it.

use crate::dossier::Found;
use crate::layout::{BOLD, DIM, Look, Mark, painted, paragraph, quad_style, width, wrap};
use crate::words::zone_name;
use anstyle::{AnsiColor, Style};
use chancery_coding::Coding;
use chancery_coding::actors::Actor;
use chancery_coding::events::{Dropped, Event, Participant};
use chancery_coding::quotes::Quote;
use chancery_coding::relations::Relation;
use chancery_text::{Article, Span};

/// Columns left of a sentence.
const MARGIN: usize = 4;

/// What was coded in an article, for people: its head, then each sentence that made something or was considered,
/// with the parts of every event marked below the words, the rules, and the reasons for what is empty or dropped.
pub fn ledger(article: &Article, found: &[Found<'_>], look: Look) -> String {
    let mut out = head(article, look);
    for zone in found {
        let view = View { text: article.zone(zone.coding.zone), coding: zone.coding, look };
        let name = zone_name(zone.coding.zone);
        for (i, sentence) in zone.sentences.iter().enumerate() {
            let block = view.sentence(i, *sentence);
            if !block.is_empty() {
                out.push('\n');
                if let Some(name) = &name {
                    out.push_str(&look.paint(DIM, &format!("{name}:")));
                    out.push('\n');
                }
                out.push_str(&block);
            }
        }
    }
    out.push('\n');
    out.push_str(&look.paint(DIM, &counts(found)));
    out.push('\n');
    out
}

fn head(article: &Article, look: Look) -> String {
    let title = article.title.as_deref().unwrap_or(&article.id);
    let mut out = paragraph(title, &[(Span::new(0, title.len()), BOLD)], 0, look);
    let dateline = article.dateline.as_ref().map(|dateline| match &dateline.agency {
        Some(agency) => format!("{} ({agency})", dateline.place),
        None => dateline.place.clone(),
    });
    let facts = [
        article.published.map(|moment| moment.to_string()).or(Some("no date".to_string())),
        article.publisher.clone(),
        article.wire.as_ref().map(|wire| format!("wire: {wire}")),
        dateline,
        article.url.clone(),
    ];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    out.push_str(&paragraph(&facts, &[(Span::new(0, facts.len()), DIM)], 0, look));
    out
}

fn counts(found: &[Found<'_>]) -> String {
    let sum = |count: fn(&Coding) -> usize| found.iter().map(|zone| count(zone.coding)).sum::<usize>();
    let some = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    format!(
        "{}, {}, {}; {} dropped",
        some(sum(|coding| coding.events.len()), "event"),
        some(sum(|coding| coding.quotes.len()), "quote"),
        some(sum(|coding| coding.relations.len()), "relation"),
        some(sum(|coding| coding.dropped.len()), "candidate"),
    )
}

/// A part of an event or quote, told below the words that it stands on.
type Label = (Span, &'static str);

/// One zone's text and coding, on their way to the page.
struct View<'a> {
    text: &'a str,
    coding: &'a Coding,
    look: Look,
}

impl View<'_> {
    /// A sentence with all that it made; empty where it made nothing and nothing was considered.
    fn sentence(&self, index: usize, sentence: Span) -> String {
        let coding = self.coding;
        let events: Vec<&Event> = coding.events.iter().filter(|event| event.sentence == index).collect();
        let quotes: Vec<&Quote> = coding.quotes.iter().filter(|quote| quote.sentence == index).collect();
        let relations: Vec<&Relation> = coding.relations.iter().filter(|relation| relation.sentence == index).collect();
        let dropped: Vec<&Dropped> = coding.dropped.iter().filter(|dropped| dropped.sentence == index).collect();
        if events.is_empty() && quotes.is_empty() && relations.is_empty() && dropped.is_empty() {
            return String::new();
        }
        let labels: Vec<Vec<Label>> = events
            .iter()
            .map(|event| self.event_labels(event))
            .chain(quotes.iter().map(|quote| quote_labels(quote)))
            .chain(relations.iter().map(|relation| relation_labels(relation)))
            .collect();
        let numbered = labels.len() > 1;
        let mut out = self.marked_words(sentence, &labels, numbered);
        let mut number = 0;
        let mut next = || {
            number += 1;
            if numbered { format!("{number} ") } else { String::new() }
        };
        for event in events {
            out.push_str(&self.event(event, &next()));
        }
        for quote in quotes {
            out.push_str(&self.quote(quote, &next()));
        }
        for relation in relations {
            out.push_str(&self.relation(relation, &next()));
        }
        for dropped in dropped {
            let words = dropped.trigger.of(self.text);
            let line = format!("dropped “{words}” {}: {}", dropped.rule, dropped.reason);
            out.push_str(&paragraph(&line, &[(Span::new(0, line.len()), DIM)], MARGIN, self.look));
        }
        out
    }

    fn event_labels(&self, event: &Event) -> Vec<Label> {
        let mut labels: Vec<Label> = vec![(event.trigger, "trigger")];
        labels.extend(event.source.iter().map(|member| (member.span, "source")));
        labels.extend(event.target.iter().map(|member| (member.span, "target")));
        let time = event.date.as_ref().and_then(|date| date.time).and_then(|time| self.coding.times.get(time));
        labels.extend(time.map(|time| (time.span, "date")));
        let place = event.place.as_ref().and_then(|at| self.coding.places.get(at.place));
        labels.extend(place.map(|place| (place.span, "place")));
        labels
    }

    /// The sentence in lines, each with the labels of every event, quote and relation below its words.
    fn marked_words(&self, sentence: Span, labels: &[Vec<Label>], numbered: bool) -> String {
        let words = sentence.of(self.text);
        let marks = marks(labels, sentence);
        let mut out = String::new();
        for line in wrap(words, self.look.width.saturating_sub(MARGIN).max(20)) {
            out.extend(std::iter::repeat_n(' ', MARGIN));
            out.push_str(&painted(words, line, &marks, self.look));
            out.push('\n');
            for (i, labels) in labels.iter().enumerate() {
                let number = if numbered { (i + 1).to_string() } else { String::new() };
                let mut here: Vec<(usize, &str)> = labels
                    .iter()
                    .filter(|(span, _)| !span.is_empty() && sentence.contains(*span))
                    .map(|(span, label)| (span.start - sentence.start, *label))
                    .filter(|(at, _)| line.start <= *at && *at < line.end)
                    .map(|(at, label)| (width(Span::new(line.start, at).of(words)), label))
                    .collect();
                here.sort_unstable();
                for row in rows_of(&here) {
                    out.push_str(&self.look.paint(DIM, &format!("{number:<MARGIN$}{row}")));
                    out.push('\n');
                }
            }
        }
        out
    }

    fn event(&self, event: &Event, number: &str) -> String {
        let category = event.category.as_str();
        let mut line = format!("{number}{category}");
        let marks = [(Span::new(number.len(), line.len()), quad_style(event.category.quad().number()))];
        if let Some(act) = event.act {
            line.push_str(&format!(" ({})", act.as_str()));
        }
        line.push_str(&format!("  {}", self.side(&event.source, if event.reciprocal { " ↔ " } else { ", " })));
        if !(event.reciprocal && event.target.is_empty()) {
            line.push_str(&format!(" → {}", self.side(&event.target, ", ")));
        }
        line.push_str(&format!("  {}", event.status.as_str()));
        if event.background {
            line.push_str(" background");
        }
        match &event.date {
            Some(date) => {
                line.push_str(&format!("  {} ({}, {})", date.date, date.precision.as_str(), date.basis.as_str()))
            }
            None => line.push_str("  no date"),
        }
        line.push_str(&format!("  {}  {}", event.cameo, event.category.quad().as_str()));
        line.push_str(&format!("  {:.2}", event.confidence));
        let mut out = paragraph(&line, &marks, MARGIN, self.look);
        out.push_str(&self.detail("rule", &event.rule));
        if event.mode.is_some() || !event.contexts.is_empty() {
            let mode = event.mode.iter().chain(&event.contexts).map(String::as_str).collect::<Vec<_>>();
            out.push_str(&self.detail("mode", &mode.join(", ")));
        }
        if let Some(at) = &event.place
            && let Some(place) = self.coding.places.get(at.place)
        {
            let country = place.country.as_deref().unwrap_or("");
            out.push_str(&self.detail("place", &format!("{} {country} ({})", place.name, at.basis.as_str())));
        }
        let numbers = event.numbers;
        let counts = [
            ("dead", numbers.dead),
            ("injured", numbers.injured),
            ("arrested", numbers.arrested),
            ("size", numbers.size),
        ];
        let counts: Vec<String> = counts.iter().filter_map(|(what, n)| Some(format!("{what} {}", (*n)?))).collect();
        if !counts.is_empty() {
            out.push_str(&self.detail("numbers", &counts.join(", ")));
        }
        if let Some(quote) = event.quote.and_then(|quote| self.coding.quotes.get(quote)) {
            out.push_str(&self.detail("said by", &self.speaker(quote)));
        }
        if !event.blanks.is_empty() {
            let blanks: Vec<String> =
                event.blanks.iter().map(|(part, why)| format!("{part}: {}", why.as_str())).collect();
            out.push_str(&self.detail("blank", &blanks.join(", ")));
        }
        out
    }

    fn quote(&self, quote: &Quote, number: &str) -> String {
        let start = format!("{number}quote");
        let marks = ['"', '“', '”', '„', '«', '»'];
        let content: Vec<&str> = quote.content.iter().map(|span| span.of(self.text).trim_matches(marks)).collect();
        let line = format!(
            "{start} {}  {} {}: “{}”",
            quote.kind.as_str(),
            self.speaker(quote),
            quote.stance.as_str(),
            content.join(" … ")
        );
        paragraph(&line, &[(Span::new(number.len(), start.len()), SPEECH)], MARGIN, self.look)
    }

    fn relation(&self, relation: &Relation, number: &str) -> String {
        let start = format!("{number}relation");
        let line = format!(
            "{start} {}  {} – {}  {}  {:.2}",
            relation.kind,
            self.who(&relation.a),
            self.who(&relation.b),
            relation.status,
            relation.confidence
        );
        let mut out = paragraph(&line, &[(Span::new(number.len(), start.len()), SPEECH)], MARGIN, self.look);
        out.push_str(&self.detail("rule", &relation.rule));
        out
    }

    fn detail(&self, name: &str, text: &str) -> String {
        let line = format!("{name:<8} {text}");
        paragraph(&line, &[(Span::new(0, name.len()), DIM)], MARGIN + 4, self.look)
    }

    fn side(&self, members: &[Participant], between: &str) -> String {
        if members.is_empty() {
            return "–".to_string();
        }
        members.iter().map(|member| self.who(member)).collect::<Vec<_>>().join(between)
    }

    fn who(&self, participant: &Participant) -> String {
        match participant.actor.and_then(|actor| self.coding.actors.get(actor)) {
            Some(actor) => named(actor),
            None => format!("“{}”", participant.span.of(self.text)),
        }
    }

    fn speaker(&self, quote: &Quote) -> String {
        let names: Vec<String> = quote
            .speaker
            .iter()
            .map(|speaker| {
                let actor =
                    speaker.mention.and_then(|mention| self.coding.mention_actors.get(mention).copied().flatten());
                self.who(&Participant { span: speaker.span, actor })
            })
            .collect();
        if names.is_empty() { "nobody named".to_string() } else { names.join(", ") }
    }
}

const SPEECH: Style = AnsiColor::Blue.on_default();

/// `Dmitry Peskov RUS/GOV`; a bare name where nothing more is known.
fn named(actor: &Actor) -> String {
    let codes: Vec<&str> =
        actor.country.as_deref().into_iter().chain(actor.sectors.first().map(|sector| sector.as_str())).collect();
    if codes.is_empty() { actor.name.clone() } else { format!("{} {}", actor.name, codes.join("/")) }
}

fn quote_labels(quote: &Quote) -> Vec<Label> {
    let mut labels: Vec<Label> = quote.speaker.iter().map(|speaker| (speaker.span, "speaker")).collect();
    labels.extend(quote.cue.iter().map(|cue| (*cue, "cue")));
    labels.extend(quote.content.iter().map(|content| (*content, "content")));
    labels
}

fn relation_labels(relation: &Relation) -> Vec<Label> {
    vec![(relation.a.span, "a"), (relation.b.span, "b")]
}

/// Labels in as many rows as they need: each in the first row that has room at its column.
fn rows_of(labels: &[(usize, &str)]) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for (column, label) in labels {
        let free = |row: &String| if row.is_empty() { 0 } else { row.len() + 1 };
        let row = match rows.iter().position(|row| free(row) <= *column) {
            Some(row) => row,
            None => {
                rows.push(String::new());
                rows.len() - 1
            }
        };
        let gap = column - rows[row].len();
        rows[row].extend(std::iter::repeat_n(' ', gap));
        rows[row].push_str(label);
    }
    rows
}

/// The words of every label in a colour, in order; where two stand on the same words, the first label wins.
fn marks(labels: &[Vec<Label>], sentence: Span) -> Vec<Mark> {
    let style = |label: &str| match label {
        "trigger" => AnsiColor::Yellow.on_default().bold(),
        "source" | "a" => AnsiColor::Green.on_default(),
        "target" | "b" => AnsiColor::Magenta.on_default(),
        "speaker" | "cue" => SPEECH,
        _ => Style::new().underline(),
    };
    let mut spans: Vec<(Span, usize, Style)> = labels
        .iter()
        .flatten()
        .enumerate()
        .filter(|(_, (span, label))| *label != "content" && !span.is_empty() && sentence.contains(*span))
        .map(|(i, (span, label))| (Span::new(span.start - sentence.start, span.end - sentence.start), i, style(label)))
        .collect();
    spans.sort_by_key(|(span, i, _)| (span.start, *i));
    let mut marks: Vec<Mark> = Vec::new();
    for (span, _, style) in spans {
        if marks.last().is_none_or(|(last, _)| last.end <= span.start) {
            marks.push((span, style));
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use expect_test::{Expect, expect};

    fn check(look: Look, expected: Expect) {
        let codings = fixture::codings();
        expected.assert_eq(&ledger(&fixture::article(), &fixture::found(&codings), look));
    }

    #[test]
    fn each_part_is_named_below_its_words() {
        check(
            Look { width: 110, colours: false },
            expect![[r#"
                Školand gets tents from France
                2025-01-14 · The Courier

                    Élysée aides said on Tuesday that France sent 20 tents to Školand, its ally.
                1                     date            source trigger          place
                1                                                             target
                2   speaker      cue             content
                3                                     a                       b
                    1 AID  France FRA → Školand SKO  occurred  2025-01-14 (day, inherited)  073  material cooperation
                        0.91
                        rule     aid.send
                        mode     humanitarian
                        place    Školand SKO (stated)
                        said by  Élysée aides FRA/GOV
                    2 quote indirect  Élysée aides FRA/GOV asserts: “that France sent 20 tents to Školand, its ally”
                    3 relation ally  France FRA – Školand SKO  holds  0.80
                        rule     ally.appos
                    dropped “said” statement.say: its content is coded

                    Školand and Norway met.
                    source      source trigger
                    CONSULT  Školand SKO ↔ Norway NOR  occurred  no date  040  verbal cooperation  0.91
                        rule     aid.send
                        blank    target: reciprocal, date: not-stated

                title:
                    Školand gets tents from France
                    target  trigger         source
                    AID  France FRA → Školand SKO  occurred  no date  073  material cooperation  0.91
                        rule     aid.send

                3 events, 1 quote, 1 relation; 1 candidate dropped
            "#]],
        );
    }

    #[test]
    fn a_narrow_terminal_gets_lines_with_their_own_labels() {
        check(
            Look { width: 60, colours: false },
            expect![[r#"
                Školand gets tents from France
                2025-01-14 · The Courier

                    Élysée aides said on Tuesday that France sent 20 tents
                1                     date            source trigger
                2   speaker      cue             content
                3                                     a
                    to Školand, its ally.
                1      place
                1      target
                3      b
                    1 AID  France FRA → Školand SKO  occurred
                        2025-01-14 (day, inherited)  073  material
                        cooperation  0.91
                        rule     aid.send
                        mode     humanitarian
                        place    Školand SKO (stated)
                        said by  Élysée aides FRA/GOV
                    2 quote indirect  Élysée aides FRA/GOV asserts:
                        “that France sent 20 tents to Školand, its ally”
                    3 relation ally  France FRA – Školand SKO  holds
                        0.80
                        rule     ally.appos
                    dropped “said” statement.say: its content is coded

                    Školand and Norway met.
                    source      source trigger
                    CONSULT  Školand SKO ↔ Norway NOR  occurred  no date
                        040  verbal cooperation  0.91
                        rule     aid.send
                        blank    target: reciprocal, date: not-stated

                title:
                    Školand gets tents from France
                    target  trigger         source
                    AID  France FRA → Školand SKO  occurred  no date
                        073  material cooperation  0.91
                        rule     aid.send

                3 events, 1 quote, 1 relation; 1 candidate dropped
            "#]],
        );
    }

    #[test]
    fn labels_that_touch_go_to_rows_of_their_own() {
        assert_eq!(rows_of(&[(0, "source"), (3, "trigger"), (11, "target")]), ["source     target", "   trigger"]);
    }
}
