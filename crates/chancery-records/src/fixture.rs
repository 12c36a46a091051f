//! One article coded by hand, for the tests of this room.

use crate::dossier::Found;
use crate::record::{Maker, SCHEMA};
use chancery_coding::Coding;
use chancery_coding::actors::{Actor, ActorKind, Basis, Mention, MentionForm, Sector};
use chancery_coding::events::ValueBasis;
use chancery_coding::events::{Blank, Category, Dropped, Event, EventDate, EventPlace, Numbers, Participant, Status};
use chancery_coding::places::{Place, PlaceForm};
use chancery_coding::quotes::{Quote, QuoteKind, Speaker, Stance, Strength};
use chancery_coding::relations::Relation;
use chancery_coding::times::{Precision, TimeExpression, TimeType};
use chancery_text::{Article, Moment, Span, Zone};
use jiff::civil::date;

pub(crate) const BODY: &str =
    "Élysée aides said on Tuesday that France sent 20 tents to Školand, its ally. Školand and Norway met.";
pub(crate) const TITLE: &str = "Školand gets tents from France";

pub(crate) fn article() -> Article {
    Article {
        title: Some(TITLE.to_string()),
        published: Some(Moment::day(date(2025, 1, 14))),
        publisher: Some("The Courier".to_string()),
        ..Article::from_text("a1", BODY)
    }
}

pub(crate) fn maker() -> Maker {
    let hash = |c: char| std::iter::repeat_n(c, 16).collect();
    Maker { schema: SCHEMA, version: "0.0.0".to_string(), data: hash('d'), weights: hash('e') }
}

/// Sentences and coding of the body and of the title.
pub(crate) fn codings() -> Vec<(Vec<Span>, Coding)> {
    let sentences = |text: &str, ends: &[&str]| {
        let mut at = 0;
        let end = |words: &&str| {
            let span = Span::new(at, text.find(words).expect("words of the text") + words.len());
            at = span.end + 1;
            span
        };
        ends.iter().map(end).collect::<Vec<Span>>()
    };
    vec![(sentences(BODY, &["ally.", "met."]), body()), (sentences(TITLE, &["France"]), title())]
}

pub(crate) fn found(codings: &[(Vec<Span>, Coding)]) -> Vec<Found<'_>> {
    codings.iter().map(|(sentences, coding)| Found { sentences: sentences.clone(), coding }).collect()
}

fn at(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("words of the text");
    Span::new(start, start + words.len())
}

fn actor(id: &str, name: &str, kind: ActorKind, country: &str, sectors: &[&str]) -> Actor {
    Actor {
        id: id.to_string(),
        name: name.to_string(),
        kind,
        country: Some(country.to_string()),
        sectors: sectors.iter().filter_map(|sector| Sector::parse(sector)).collect(),
        role: None,
        wikidata: None,
        members: Vec::new(),
        basis: Basis::Dictionary,
    }
}

fn mention(span: Span, sentence: usize) -> Mention {
    Mention {
        span,
        sentence,
        head: 0,
        words: (0, 1),
        form: MentionForm::Name,
        name: String::new(),
        key: None,
        kind: ActorKind::Unknown,
        country: None,
        sectors: Vec::new(),
        role: None,
        wikidata: None,
        members: Vec::new(),
        basis: Basis::None,
    }
}

fn side(text: &str, words: &str, actor: usize) -> Participant {
    Participant { span: at(text, words), actor: Some(actor) }
}

fn event(sentence: usize, category: Category, cameo: &str, trigger: Span) -> Event {
    Event {
        sentence,
        category,
        act: None,
        mode: None,
        contexts: Vec::new(),
        cameo: cameo.to_string(),
        goldstein: Some(7.4),
        plover_score: Some(10.0),
        source: Vec::new(),
        target: Vec::new(),
        reciprocal: false,
        trigger,
        status: Status::Occurred,
        background: false,
        date: None,
        place: None,
        numbers: Numbers::default(),
        quote: None,
        confidence: 0.912_345,
        rule: "aid.send".to_string(),
        blanks: Vec::new(),
    }
}

fn body() -> Coding {
    let (said, met) = (at(BODY, "said"), at(BODY, "met"));
    let ally = at(BODY, "Školand, its ally");
    let second = BODY.rfind("Školand").expect("words of the text");
    let second = Span::new(second, second + "Školand".len());
    Coding {
        zone: Zone::Body,
        times: vec![TimeExpression {
            span: at(BODY, "on Tuesday"),
            sentence: 0,
            kind: TimeType::Date,
            value: "2025-01-14".to_string(),
            modifier: None,
            interval: Some((date(2025, 1, 14), date(2025, 1, 14))),
            precision: Precision::Day,
        }],
        mentions: vec![
            mention(at(BODY, "Élysée aides"), 0),
            mention(at(BODY, "France"), 0),
            mention(at(BODY, "Školand"), 0),
            mention(second, 1),
            mention(at(BODY, "Norway"), 1),
        ],
        mention_actors: vec![Some(0), Some(1), Some(2), Some(2), Some(3)],
        places: vec![Place {
            span: at(BODY, "Školand"),
            sentence: 0,
            name: "Školand".to_string(),
            country: Some("SKO".to_string()),
            admin1: None,
            fips: None,
            latitude: Some(60.5),
            longitude: Some(5.25),
            geoname: Some(7),
            kind: "capital".to_string(),
            form: PlaceForm::Name,
        }],
        quotes: vec![Quote {
            kind: QuoteKind::Indirect,
            speaker: vec![Speaker { span: at(BODY, "Élysée aides"), mention: Some(0) }],
            cue: vec![said],
            content: vec![at(BODY, "that France sent 20 tents to Školand, its ally")],
            audience: None,
            medium: None,
            stance: Stance::Asserts,
            strength: Strength::Plain,
            parent: None,
            time: Some(0),
            sentence: 0,
        }],
        actors: vec![
            actor("FRA/group/elysee-aides", "Élysée aides", ActorKind::Group, "FRA", &["GOV"]),
            actor("FRA", "France", ActorKind::Country, "FRA", &[]),
            actor("SKO", "Školand", ActorKind::Country, "SKO", &[]),
            actor("NOR", "Norway", ActorKind::Country, "NOR", &[]),
        ],
        events: vec![
            Event {
                contexts: vec!["humanitarian".to_string()],
                source: vec![side(BODY, "France", 1)],
                target: vec![side(BODY, "Školand", 2)],
                date: Some(EventDate {
                    date: date(2025, 1, 14),
                    precision: Precision::Day,
                    basis: ValueBasis::Inherited,
                    time: Some(0),
                }),
                place: Some(EventPlace { place: 0, basis: ValueBasis::Stated }),
                quote: Some(0),
                ..event(0, Category::Aid, "073", at(BODY, "sent"))
            },
            Event {
                source: vec![Participant { span: second, actor: Some(2) }, side(BODY, "Norway", 3)],
                reciprocal: true,
                blanks: vec![("target", Blank::Reciprocal), ("date", Blank::NotStated)],
                ..event(1, Category::Consult, "040", met)
            },
        ],
        dropped: vec![Dropped {
            sentence: 0,
            trigger: said,
            rule: "statement.say".to_string(),
            reason: "its content is coded",
        }],
        relations: vec![Relation {
            kind: "ally".to_string(),
            a: side(BODY, "France", 1),
            b: side(BODY, "Školand", 2),
            polarity: 1,
            status: "holds",
            from: None,
            to: None,
            evidence: ally,
            sentence: 0,
            quote: Some(0),
            confidence: 0.8,
            rule: "ally.appos".to_string(),
        }],
        notes: Vec::new(),
    }
}

fn title() -> Coding {
    Coding {
        zone: Zone::Title,
        mentions: vec![mention(at(TITLE, "Školand"), 0), mention(at(TITLE, "France"), 0)],
        mention_actors: vec![Some(0), Some(1)],
        actors: vec![
            actor("SKO", "Školand", ActorKind::Country, "SKO", &[]),
            actor("FRA", "France", ActorKind::Country, "FRA", &[]),
        ],
        times: Vec::new(),
        places: Vec::new(),
        quotes: Vec::new(),
        events: vec![Event {
            source: vec![side(TITLE, "France", 1)],
            target: vec![side(TITLE, "Školand", 0)],
            ..event(0, Category::Aid, "073", at(TITLE, "gets"))
        }],
        dropped: Vec::new(),
        relations: Vec::new(),
        notes: Vec::new(),
    }
}
