//! One coded event, with its proof.

use crate::events::category::Category;
use crate::times::Precision;
use chancery_text::Span;
use jiff::civil::Date;

/// Whether it took place, as the text tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It did.
    Occurred,
    /// It is going on.
    Ongoing,
    /// Decided, announced, scheduled.
    Planned,
    /// May, would if, considered, wished.
    Possible,
    /// The text says that it did not happen.
    Negated,
    /// Somebody denies it.
    Denied,
    /// As a rule, again and again.
    Habitual,
}

impl Status {
    /// The contract's spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Occurred => "occurred",
            Status::Ongoing => "ongoing",
            Status::Planned => "planned",
            Status::Possible => "possible",
            Status::Negated => "negated",
            Status::Denied => "denied",
            Status::Habitual => "habitual",
        }
    }
}

/// Who stands on a side: the words, and the actor they name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// The words.
    pub span: Span,
    /// Index into the coding's actors; `None` where they name nobody known.
    pub actor: Option<usize>,
}

/// How a date or a place came to an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueBasis {
    /// Words bound to the event's own clause.
    Stated,
    /// From the clause or sentence around it.
    Inherited,
    /// From the page's own date.
    Page,
}

impl ValueBasis {
    /// The contract's spelling.
    pub fn as_str(self) -> &'static str {
        match self {
            ValueBasis::Stated => "stated",
            ValueBasis::Inherited => "inherited",
            ValueBasis::Page => "page",
        }
    }
}

/// The event's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventDate {
    /// First day of the interval.
    pub date: Date,
    /// How exactly it is known.
    pub precision: Precision,
    /// How it came here.
    pub basis: ValueBasis,
    /// Index into the coding's times.
    pub time: Option<usize>,
}

/// The event's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventPlace {
    /// Index into the coding's places.
    pub place: usize,
    /// How it came here.
    pub basis: ValueBasis,
}

/// Counts that the clause gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Numbers {
    /// Killed.
    pub dead: Option<u32>,
    /// Wounded.
    pub injured: Option<u32>,
    /// Arrested.
    pub arrested: Option<u32>,
    /// People taking part.
    pub size: Option<u32>,
}

/// Why a part of an event is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blank {
    /// The clause has no words for it.
    NotStated,
    /// The clause is passive and names no agent.
    PassiveWithoutAgent,
    /// Its words name nobody who could act.
    NoActor,
    /// Both sides stand in the source.
    Reciprocal,
    /// The page has no date, and the words give none.
    NoPageDate,
}

impl Blank {
    /// The reason's name in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Blank::NotStated => "not-stated",
            Blank::PassiveWithoutAgent => "passive-without-agent",
            Blank::NoActor => "no-actor",
            Blank::Reciprocal => "reciprocal",
            Blank::NoPageDate => "no-page-date",
        }
    }
}

/// One event.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Sentence index.
    pub sentence: usize,
    /// PLOVER's type.
    pub category: Category,
    /// The inner type, where the event is about another.
    pub act: Option<Category>,
    /// PLOVER's mode.
    pub mode: Option<String>,
    /// PLOVER's contexts, sorted.
    pub contexts: Vec<String>,
    /// CAMEO code, two to four digits.
    pub cameo: String,
    /// Goldstein's value of that code.
    pub goldstein: Option<f64>,
    /// PLOVER's score of the type and mode.
    pub plover_score: Option<f64>,
    /// Who does it; both sides where it is reciprocal.
    pub source: Vec<Participant>,
    /// To whom.
    pub target: Vec<Participant>,
    /// Both sides act alike.
    pub reciprocal: bool,
    /// The words that evoke it.
    pub trigger: Span,
    /// Whether it took place.
    pub status: Status,
    /// Told as context, older than the news.
    pub background: bool,
    /// When.
    pub date: Option<EventDate>,
    /// Where.
    pub place: Option<EventPlace>,
    /// Counts.
    pub numbers: Numbers,
    /// Index of the quote it stands on.
    pub quote: Option<usize>,
    /// From 0 to 1: how often such an answer is right.
    pub confidence: f64,
    /// The rules that made it, outermost first, joined by ` ∘ `.
    pub rule: String,
    /// For each empty part, the reason.
    pub blanks: Vec<(&'static str, Blank)>,
}

/// A candidate that was considered and not coded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// Sentence index.
    pub sentence: usize,
    /// The words that suggested it.
    pub trigger: Span,
    /// The rule that suggested it.
    pub rule: String,
    /// Why it was dropped.
    pub reason: &'static str,
}
