//! Sentences as the network learns them: rows to look up, and what should be said of each word.

use chancery_syntax::train::{Gold, rows_of};
use chancery_syntax::{Deprel, EntityKind, Upos, Xpos};
use std::collections::BTreeMap;

/// Answers with the share of belief that each has; the shares of a word sum to 1.
pub(crate) type Shares = Vec<(u32, f32)>;

/// What a teacher says of one word.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Opinion {
    /// Tags.
    pub tags: Vec<((Upos, Xpos), f32)>,
    /// Heads, `None` for the root.
    pub heads: Vec<(Option<u32>, f32)>,
    /// Relations to the head that the sentence's tree gives.
    pub deprels: Vec<(Deprel, f32)>,
}

/// A sentence to learn from: annotated by people, or by a teacher, or both.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lesson {
    /// Words, tags, tree and mentions.
    pub gold: Gold,
    /// What a teacher believes, one for each word, or none.
    pub opinions: Vec<Opinion>,
    /// True where people annotated the sentence; a teacher's tree counts only through its opinions.
    pub by_people: bool,
}

/// A sentence of a treebank.
impl From<Gold> for Lesson {
    fn from(gold: Gold) -> Lesson {
        Lesson { gold, opinions: Vec::new(), by_people: true }
    }
}

/// The names that the network chooses among.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Names {
    pub(crate) tags: Vec<(Upos, Xpos)>,
    pub(crate) deprels: Vec<Deprel>,
    pub(crate) kinds: Vec<Option<EntityKind>>,
}

/// Pairs of tags that are told apart; the rarest are slips of the annotators.
const MOST_TAGS: usize = 112;

impl Names {
    /// What occurs in sentences annotated by people, the most frequent first.
    pub(crate) fn of(lessons: &[Lesson]) -> Names {
        let golds = || lessons.iter().filter(|lesson| lesson.by_people).map(|lesson| &lesson.gold);
        let kinds = [None].into_iter().chain(EntityKind::ALL.iter().copied().map(Some)).collect();
        Names {
            tags: by_count(golds().flat_map(|gold| gold.tags.iter().copied()), MOST_TAGS),
            deprels: by_count(golds().flat_map(|gold| gold.deprels.iter().copied()), usize::MAX),
            kinds,
        }
    }
}

fn by_count<T: Ord + Copy>(things: impl Iterator<Item = T>, most: usize) -> Vec<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    things.for_each(|thing| *counts.entry(thing).or_default() += 1);
    let mut counts: Vec<(T, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(thing, count)| (std::cmp::Reverse(*count), *thing));
    counts.truncate(most);
    counts.into_iter().map(|(thing, _)| thing).collect()
}

/// One sentence in numbers.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub(crate) forms: Vec<String>,
    /// Rows of the lookup for each word.
    pub(crate) rows: Vec<Vec<u32>>,
    pub(crate) tags: Vec<Shares>,
    /// Heads; the number of words stands for the root.
    pub(crate) heads: Vec<Shares>,
    /// The head to which the relation is learnt.
    pub(crate) head: Vec<u32>,
    pub(crate) deprels: Vec<Shares>,
    /// Kinds of mentions, where they are known.
    pub(crate) kinds: Option<Vec<u32>>,
}

impl Sample {
    /// Turns a lesson into numbers; `trust` is the share of belief that a teacher gets where people annotated too.
    pub(crate) fn new(lesson: &Lesson, names: &Names, words: &[u32], trust: f32) -> Sample {
        let gold = &lesson.gold;
        let n = gold.len();
        let own = match (lesson.by_people, lesson.opinions.is_empty()) {
            (true, true) => 1.0,
            (true, false) => 1.0 - trust,
            (false, _) => 0.0,
        };
        let head_number = |head: Option<u32>| head.filter(|head| (*head as usize) < n).unwrap_or(n as u32);
        let mut sample = Sample {
            forms: gold.forms.clone(),
            rows: gold.forms.iter().map(|form| rows_of(words, form).to_vec()).collect(),
            tags: Vec::new(),
            heads: Vec::new(),
            head: Vec::new(),
            deprels: Vec::new(),
            kinds: None,
        };
        let none = Opinion::default();
        for i in 0..n {
            let opinion = lesson.opinions.get(i).unwrap_or(&none);
            let tag = |tag: &(Upos, Xpos)| names.tags.iter().position(|name| name == tag).map(|at| at as u32);
            let deprel = |name: &Deprel| names.deprels.iter().position(|other| other == name).map(|at| at as u32);
            sample.tags.push(shares(
                own,
                tag(&gold.tags[i]),
                opinion.tags.iter().map(|(name, share)| (tag(name), *share)),
            ));
            let head = head_number(gold.heads[i]);
            let heads = opinion.heads.iter().map(|(head, share)| (Some(head_number(*head)), *share));
            sample.heads.push(shares(own, Some(head), heads));
            // A teacher speaks of the relation to its own head; where people chose another, their relation counts.
            let same_head = opinion
                .heads
                .iter()
                .max_by(|a, b| a.1.total_cmp(&b.1))
                .is_some_and(|(best, _)| head_number(*best) == head);
            let said = if same_head { opinion.deprels.as_slice() } else { &[] };
            let own = if said.is_empty() { 1.0 } else { own };
            let deprels = said.iter().map(|(name, share)| (deprel(name), *share));
            sample.deprels.push(shares(own, deprel(&gold.deprels[i]), deprels));
            sample.head.push(head);
        }
        let number = |kind: Option<EntityKind>| names.kinds.iter().position(|name| *name == kind).unwrap_or(0) as u32;
        sample.kinds = gold.kinds().map(|kinds| kinds.into_iter().map(number).collect());
        sample
    }

    /// Number of words.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }
}

/// The annotators' answer with their share, and what the teacher says with the rest.
fn shares(own: f32, answer: Option<u32>, said: impl Iterator<Item = (Option<u32>, f32)>) -> Shares {
    let mut shares: BTreeMap<u32, f32> = BTreeMap::new();
    let said: Vec<(u32, f32)> = said.filter_map(|(answer, share)| answer.map(|answer| (answer, share))).collect();
    let total: f32 = said.iter().map(|(_, share)| share).sum();
    for (answer, share) in said {
        *shares.entry(answer).or_default() += share / total.max(1e-6) * (1.0 - own);
    }
    let own = if shares.is_empty() { 1.0 } else { own };
    if let Some(answer) = answer.filter(|_| own > 0.0) {
        *shares.entry(answer).or_default() += own;
    }
    shares.into_iter().collect()
}
