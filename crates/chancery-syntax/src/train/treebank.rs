//! Sentences of a treebank, with everything that training learns from.

use crate::conllu;
use crate::tagset::{Deprel, EntityKind, Upos, Xpos};

/// A mention that annotators marked: words `start..end`, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct GoldMention {
    /// First word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// What kind of thing it is about.
    pub kind: EntityKind,
}

/// One annotated sentence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gold {
    /// Its identifier in the treebank.
    pub sent_id: String,
    /// The words.
    pub forms: Vec<String>,
    /// Their dictionary forms.
    pub lemmas: Vec<String>,
    /// Their tags.
    pub tags: Vec<(Upos, Xpos)>,
    /// Their heads, counted from 0; `None` for the root.
    pub heads: Vec<Option<u32>>,
    /// Their relations.
    pub deprels: Vec<Deprel>,
    /// The mentions in it; `None` where the treebank marks none anywhere.
    pub mentions: Option<Vec<GoldMention>>,
}

impl Gold {
    /// Number of words.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// True for a sentence of no words.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The head word of a span: the first word whose own head is outside.
    pub fn head_of(&self, start: usize, end: usize) -> usize {
        let outside = |word: &usize| self.heads[*word].is_none_or(|head| !(start..end).contains(&(head as usize)));
        (start..end).find(outside).unwrap_or(start)
    }

    /// For each word the kind of the largest mention that it heads; `None` where no mentions are marked.
    pub fn kinds(&self) -> Option<Vec<Option<EntityKind>>> {
        let mut mentions = self.mentions.clone()?;
        mentions.sort_by_key(|mention| mention.end - mention.start);
        let mut kinds = vec![None; self.len()];
        for mention in mentions {
            kinds[self.head_of(mention.start, mention.end)] = Some(mention.kind);
        }
        Some(kinds)
    }
}

/// The sentences of a CoNLL-U text. A word without a readable head hangs from no word.
///
/// Mentions are read from `Entity=` of the last column, as GUM writes it: `(1-person-…` opens one, `1)` closes it.
pub fn read_treebank(conllu: &str) -> Vec<Gold> {
    let (blocks, _) = conllu::read(conllu);
    let mut sentences = Vec::with_capacity(blocks.len());
    for block in &blocks {
        let mut gold = Gold { sent_id: block.comment("sent_id").unwrap_or_default().to_string(), ..Gold::default() };
        let mut open: Vec<(&str, usize, EntityKind)> = Vec::new();
        let mut mentions = Vec::new();
        for (at, columns) in block.words().enumerate() {
            gold.forms.push(columns[1].to_string());
            gold.lemmas.push(columns[2].to_string());
            gold.tags.push((Upos::parse(columns[3]), Xpos::parse(columns[4])));
            gold.heads.push(columns[6].parse::<u32>().ok().and_then(|head| head.checked_sub(1)));
            gold.deprels.push(Deprel::parse(columns[7]));
            let entity = columns[9].split('|').find_map(|part| part.strip_prefix("Entity=")).unwrap_or_default();
            read_entity(entity, at, &mut open, &mut mentions);
        }
        if !gold.is_empty() {
            gold.mentions = Some(mentions);
            sentences.push(gold);
        }
    }
    if sentences.iter().all(|gold| gold.mentions.as_ref().is_none_or(Vec::is_empty)) {
        sentences.iter_mut().for_each(|gold| gold.mentions = None);
    }
    sentences
}

/// Takes one word's brackets: `(1-person-new(2-place-new)` opens two and closes the second.
fn read_entity<'t>(
    entity: &'t str,
    at: usize,
    open: &mut Vec<(&'t str, usize, EntityKind)>,
    mentions: &mut Vec<GoldMention>,
) {
    let mut rest = entity;
    while !rest.is_empty() {
        let end = rest[1..].find(['(', ')']).map_or(rest.len(), |end| end + 1);
        let closes = rest[end..].starts_with(')');
        let (part, after) = rest.split_at(end);
        rest = after.strip_prefix(')').unwrap_or(after);
        let id = part.trim_start_matches('(').split('-').next().unwrap_or_default();
        if let Some(opening) = part.strip_prefix('(') {
            let kind = EntityKind::parse(opening.split('-').nth(1).unwrap_or_default());
            if closes {
                mentions.push(GoldMention { start: at, end: at + 1, kind });
            } else {
                open.push((id, at, kind));
            }
        } else if let Some(place) = open.iter().rposition(|(known, _, _)| *known == id) {
            let (_, start, kind) = open.remove(place);
            mentions.push(GoldMention { start, end: at + 1, kind });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_are_read_with_their_heads() {
        let gold = read_treebank(
            "1\tTalks\ttalk\tNOUN\tNNS\t_\t5\tnsubj\t_\tEntity=(1-event-new-x-1-coref\n\
             2\tin\tin\tADP\tIN\t_\t3\tcase\t_\t_\n\
             3\tGeneva\tGeneva\tPROPN\tNNP\t_\t1\tnmod\t_\tEntity=(2-place-new-x-1-sgl)1)\n\
             4\thave\thave\tAUX\tVBP\t_\t5\taux\t_\t_\n\
             5\tfailed\tfail\tVERB\tVBN\t_\t0\troot\t_\t_\n",
        );
        let (event, place) = (EntityKind::Event, EntityKind::Place);
        let mentions =
            vec![GoldMention { start: 2, end: 3, kind: place }, GoldMention { start: 0, end: 3, kind: event }];
        assert_eq!(gold[0].mentions, Some(mentions));
        assert_eq!(gold[0].kinds(), Some(vec![Some(event), None, Some(place), None, None]));
    }

    #[test]
    fn a_treebank_without_mentions_says_nothing_of_them() {
        assert_eq!(read_treebank("1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n")[0].mentions, None);
    }
}
