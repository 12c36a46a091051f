//! The noun phrases, pronouns and adjectives of a text that refer to somebody.

use crate::clause::Words;
use crate::mentions::code::ActorKind;
use crate::mentions::dictionary::{Dictionary, Found, Usage};
use crate::mentions::mention::{Mention, MentionForm};
use crate::mentions::phrase::{self, Reading};
use chancery_syntax::{Deprel, Parse, Upos, Xpos};
use jiff::civil::Date;

/// The names of the dictionary in each sentence of a text.
pub(crate) fn names(dictionary: &Dictionary, text: &str, parses: &[Parse], date: Option<Date>) -> Vec<Vec<Found>> {
    parses.iter().map(|parse| dictionary.find(&Words::new(text, parse), date)).collect()
}

/// The mentions of a text, in order of sentence and head word.
pub(crate) fn mentions(
    dictionary: &Dictionary,
    text: &str,
    parses: &[Parse],
    names: &[Vec<Found>],
    date: Option<Date>,
) -> Vec<Mention> {
    let mut out = Vec::new();
    for (sentence, (parse, found)) in parses.iter().zip(names).enumerate() {
        let words = Words::new(text, parse);
        for head in 0..words.len() {
            if let Some(mention) = mention_at(dictionary, &words, found, sentence, head, date) {
                out.push(mention);
            }
        }
    }
    out
}

fn mention_at(
    dictionary: &Dictionary,
    words: &Words<'_>,
    found: &[Found],
    sentence: usize,
    head: usize,
    date: Option<Date>,
) -> Option<Mention> {
    if let Some(pronoun) = pronoun(words, head) {
        return Some(made(words, sentence, head, (head, head + 1), MentionForm::Pronoun, pronoun));
    }
    let hit = found.iter().find(|f| f.first <= head && head < f.end);
    if let Some(hit) = hit
        && hit.usage == Usage::Adjective
        && !is_nominal_head(words, head)
    {
        if head + 1 != hit.end {
            return None;
        }
        let reading = phrase::read(dictionary, words, found, (hit.first, hit.end), head, date)?;
        return Some(made(words, sentence, head, (hit.first, hit.end), MentionForm::Adjective, reading));
    }
    if !is_nominal_head(words, head) {
        // A name inside a longer one is a mention of its own where it is whole: "Kremlin spokesman".
        let inner = matches!(words.deprel(head), Deprel::Compound | Deprel::Amod | Deprel::NmodDesc);
        let hit = hit.filter(|f| f.end == head + 1 && inner)?;
        let reading = phrase::read(dictionary, words, found, (hit.first, hit.end), head, date)?;
        return Some(made(words, sentence, head, (hit.first, hit.end), MentionForm::Name, reading));
    }
    let (mut first, mut end) = words.noun_phrase(head);
    if let Some(hit) = hit {
        first = first.min(hit.first);
        end = end.max(hit.end);
    }
    let reading = phrase::read(dictionary, words, found, (first, end), head, date)
        .or_else(|| dictionary.anaphors.at(words, head).map(|anaphor| pointing(words, (first, end), anaphor.kind)))?;
    let form = if reading.named { MentionForm::Name } else { MentionForm::Nominal };
    Some(made(words, sentence, head, (first, end), form, reading))
}

fn made(
    words: &Words<'_>,
    sentence: usize,
    head: usize,
    (first, end): (usize, usize),
    form: MentionForm,
    reading: Reading,
) -> Mention {
    Mention {
        span: words.span_of(first, end - 1),
        sentence,
        head,
        words: (first, end),
        form,
        name: reading.name,
        key: reading.key,
        kind: reading.kind,
        country: reading.country,
        sectors: reading.sectors,
        role: reading.role,
        wikidata: reading.wikidata,
        members: reading.members,
        basis: reading.basis,
    }
}

/// A word that heads a noun phrase of its own, and is not a part of another's name.
fn is_nominal_head(words: &Words<'_>, word: usize) -> bool {
    let part = matches!(
        words.deprel(word),
        Deprel::Compound
            | Deprel::Flat
            | Deprel::Amod
            | Deprel::Det
            | Deprel::Case
            | Deprel::Goeswith
            | Deprel::Fixed
            | Deprel::NmodDesc
    );
    !part
        && matches!(words.upos(word), Upos::Noun | Upos::Propn | Upos::Num | Upos::Adj)
        && (words.upos(word) != Upos::Adj || is_subject_or_object(words, word))
        && (words.upos(word) != Upos::Num || is_subject_or_object(words, word))
}

fn is_subject_or_object(words: &Words<'_>, word: usize) -> bool {
    matches!(words.deprel(word).base(), "nsubj" | "obj" | "iobj" | "obl" | "nmod" | "conj")
}

/// What a pronoun can stand for, before the chain says for whom it does.
fn pronoun(words: &Words<'_>, word: usize) -> Option<Reading> {
    if words.upos(word) != Upos::Pron
        || !matches!(words.xpos(word), Xpos::Prp | Xpos::PrpPoss)
        || words.deprel(word) == Deprel::Expl
    {
        return None;
    }
    let kind = match words.lower(word).as_str() {
        "he" | "she" | "him" | "her" | "his" | "hers" | "himself" | "herself" | "i" | "me" | "my" => ActorKind::Person,
        "it" | "its" | "itself" => ActorKind::Organisation,
        "they" | "them" | "their" | "themselves" | "theirs" | "we" | "us" | "our" => ActorKind::Group,
        _ => return None,
    };
    Some(pointing(words, (word, word + 1), kind))
}

/// The reading of words that only point to somebody named elsewhere.
fn pointing(words: &Words<'_>, (first, end): (usize, usize), kind: ActorKind) -> Reading {
    Reading::bare(words.span_of(first, end - 1).of(words.text).to_string(), kind)
}
