//! What one marked actor does to another: the event between two spans, whatever it takes.

use crate::coding::Coder;
use crate::events::{Category, Event, Participant, Status};
use chancery_syntax::Parse;
use chancery_text::{Article, Moment, Span, Zone};
use jiff::civil::Date;

/// What the source does to the target.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// PLOVER's type.
    pub category: Category,
    /// The inner type.
    pub act: Option<Category>,
    /// PLOVER's mode.
    pub mode: Option<String>,
    /// CAMEO code.
    pub cameo: String,
    /// Whether it took place.
    pub status: Status,
    /// From 0 to 1.
    pub confidence: f64,
    /// The rules that made it; `fallback` where none did.
    pub rule: String,
}

/// Sureness of an answer for each way of finding it: both sides, one side, neither, none. Set to how often each is
/// right on the development split of the relation benchmark, rounded down.
const SURE: [f64; 4] = [0.88, 0.76, 0.56, 0.13];

impl Coder {
    /// The relation between two spans of a text; `parses` are the text's sentences. Always answers.
    pub fn relate(&self, text: &str, parses: &[Parse], source: Span, target: Span, date: Option<Date>) -> Answer {
        let article = Article { published: date.map(Moment::day), ..Article::from_text("", text) };
        let coding = self.code(&article, Zone::Body, parses);
        let events = coding.events.iter().filter(|event| event.category != Category::Statement);
        let best = events
            .map(|event| (closeness(event, source, target), event))
            .filter(|(rank, _)| rank.0 < SURE.len() - 1)
            .min_by(|a, b| a.0.cmp(&b.0).then(b.1.confidence.total_cmp(&a.1.confidence)));
        match best {
            Some((rank, event)) => Answer {
                category: event.category,
                act: event.act,
                mode: event.mode.clone(),
                cameo: event.cameo.clone(),
                status: event.status,
                confidence: SURE[rank.0],
                rule: event.rule.clone(),
            },
            // Nothing in the text is an event to this coder: the most frequent verbal act, and hardly any trust in it.
            None => Answer {
                category: Category::Accuse,
                act: None,
                mode: Some("disapprove".to_string()),
                cameo: "110".to_string(),
                status: Status::Occurred,
                confidence: SURE[SURE.len() - 1],
                rule: "fallback".to_string(),
            },
        }
    }
}

/// How well an event fits the two spans: first by sides that agree, then by the distance of its trigger from them.
fn closeness(event: &Event, source: Span, target: Span) -> (usize, usize) {
    let touches = |side: &[Participant], span: Span| side.iter().any(|p| p.span.overlaps(span));
    let (mut from, mut to) = (touches(&event.source, source), touches(&event.target, target));
    if event.reciprocal {
        from = from || touches(&event.source, target);
        to = touches(&event.source, target) && touches(&event.source, source);
    }
    let rank = match (from, to) {
        (true, true) => 0,
        (true, false) | (false, true) => 1,
        (false, false) => 2,
    };
    let between = source.cover(target);
    let distance = if between.contains(event.trigger) {
        0
    } else {
        event.trigger.start.abs_diff(between.end).min(between.start.abs_diff(event.trigger.end))
    };
    (rank, distance)
}
