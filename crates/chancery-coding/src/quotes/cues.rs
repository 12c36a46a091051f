//! The words that open quotes, read from `quotes/cues.tsv` and `quotes/media.tsv`.

use super::{Stance, Strength};
use crate::sources::{DataError, Sources};
use std::collections::{BTreeMap, BTreeSet};

/// Path of the cue lexicon below the data folder.
const CUES: &str = "quotes/cues.tsv";
/// Path of the list of media below the data folder.
const MEDIA: &str = "quotes/media.tsv";

/// What may stand as the content of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Words in quotation marks.
    Direct,
    /// A finite clause with "that".
    That,
    /// A finite clause without a mark.
    Bare,
    /// A clause with "whether", "if" or a question word.
    Question,
    /// An infinitive whose subject is the cue's subject.
    To,
    /// An object and an infinitive: "urge Y to leave".
    ObjectTo,
    /// A noun phrase as object.
    Object,
    /// An object that a document, a figure or a poll lays before the reader: "the poll shows Y ahead".
    Shown,
    /// An object that is itself a cue: "raise doubts", as against "raise taxes".
    Saying,
    /// An object and what it is called: "call Y a crime", "describe Y as a crime".
    Predicate,
    /// A gerund.
    Gerund,
    /// A subject that belongs to the infinitive: "X is expected to resign".
    Raising,
    /// The object is the person told.
    Hearer,
    /// Of a phrase: the speaker follows it.
    Complement,
    /// Of a phrase: the speaker stands at its asterisk, as a possessive.
    Possessive,
    /// Of a phrase: it names no speaker.
    Adverb,
}

impl Kind {
    /// The kind of a name in the lexicon.
    fn parse(name: &str) -> Option<Kind> {
        Some(match name {
            "direct" => Kind::Direct,
            "that" => Kind::That,
            "bare" => Kind::Bare,
            "question" => Kind::Question,
            "to" => Kind::To,
            "object-to" => Kind::ObjectTo,
            "object" => Kind::Object,
            "saying" => Kind::Saying,
            "shown" => Kind::Shown,
            "predicate" => Kind::Predicate,
            "gerund" => Kind::Gerund,
            "raising" => Kind::Raising,
            "hearer" => Kind::Hearer,
            "complement" => Kind::Complement,
            "possessive" => Kind::Possessive,
            "adverb" => Kind::Adverb,
            _ => return None,
        })
    }
}

/// The prepositions that the lexicon may name as kinds; `to-noun` stands for "to" before a noun.
const PREPOSITIONS: &[&str] =
    &["about", "against", "as", "at", "for", "from", "in", "into", "of", "on", "over", "to-noun", "with"];

/// What sort of act the cue reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// Words said or written.
    Speech,
    /// A belief, wish or intention.
    Thought,
    /// What a document, a figure or a finding shows.
    Evidence,
    /// Praise, blame, support or opposition to a thing.
    Reaction,
}

/// One entry of the lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    /// Lower-case words; the first is the key that the entry is found by.
    pub words: Vec<String>,
    kinds: BTreeSet<Kind>,
    /// Prepositions whose complement is the content ("to" for `to-noun`).
    pub prepositions: Vec<String>,
    /// How the speaker stands to the content.
    pub stance: Stance,
    /// How much weight it gives to what is said.
    pub strength: Strength,
    /// What sort of act it reports.
    pub sort: Sort,
}

impl Cue {
    /// True where the content may have this form.
    pub fn takes(&self, kind: Kind) -> bool {
        self.kinds.contains(&kind)
    }
}

/// The words that open quotes, from `quotes/cues.tsv`, and the media that carry them, from `quotes/media.tsv`.
#[derive(Debug, Clone, Default)]
pub struct Cues {
    verbs: BTreeMap<String, Vec<Cue>>,
    inflected: BTreeMap<String, String>,
    nouns: BTreeMap<String, Cue>,
    adjectives: BTreeMap<String, Cue>,
    phrases: BTreeMap<String, Vec<Cue>>,
    forms: BTreeSet<String>,
    outlets: BTreeSet<String>,
}

impl Cues {
    /// Reads the cue lexicon and the list of media.
    pub fn load(sources: &Sources) -> Result<Cues, DataError> {
        let mut cues = Cues::default();
        for row in sources.table(CUES)?.rows() {
            let words: Vec<String> = row.cell("cue").split_whitespace().map(str::to_lowercase).collect();
            let Some(first) = words.first().cloned() else { return Err(row.error("the cue is empty")) };
            let mut kinds = BTreeSet::new();
            let mut prepositions = Vec::new();
            for name in row.items("kinds") {
                match Kind::parse(name) {
                    Some(kind) => {
                        kinds.insert(kind);
                    }
                    None if PREPOSITIONS.contains(&name) => {
                        prepositions.push(name.trim_end_matches("-noun").to_string());
                    }
                    None => return Err(row.error(format!("no such kind of content: {name}"))),
                }
            }
            let stance = match row.cell("stance") {
                "asserts" => Stance::Asserts,
                "denies" => Stance::Denies,
                "believes" => Stance::Believes,
                "asks" => Stance::Asks,
                "promises" => Stance::Promises,
                other => return Err(row.error(format!("no such stance: {other}"))),
            };
            let strength = Strength::parse(row.cell("strength"))
                .ok_or_else(|| row.error(format!("no such strength: {}", row.cell("strength"))))?;
            let sort = match row.cell("sort") {
                "speech" => Sort::Speech,
                "thought" => Sort::Thought,
                "evidence" => Sort::Evidence,
                "reaction" => Sort::Reaction,
                other => return Err(row.error(format!("no such sort of cue: {other}"))),
            };
            let cue = Cue { words, kinds, prepositions, stance, strength, sort };
            match row.cell("pos") {
                "verb" => cues.verbs.entry(first).or_default().push(cue),
                "noun" => drop(cues.nouns.insert(first, cue)),
                "adjective" => drop(cues.adjectives.insert(first, cue)),
                "phrase" => cues.phrases.entry(first).or_default().push(cue),
                other => {
                    let reason = format!("the part of speech is verb, noun, adjective or phrase, not {other}");
                    return Err(row.error(reason));
                }
            }
        }
        for lemma in cues.verbs.keys() {
            for form in inflections(lemma) {
                cues.inflected.entry(form).or_insert_with(|| lemma.clone());
            }
        }
        for list in cues.verbs.values_mut().chain(cues.phrases.values_mut()) {
            list.sort_by_key(|cue| std::cmp::Reverse(cue.words.len()));
        }
        for row in sources.table(MEDIA)?.rows() {
            let word = row.cell("word").to_lowercase();
            match row.cell("kind") {
                "form" => cues.forms.insert(word),
                "outlet" => cues.outlets.insert(word),
                other => return Err(row.error(format!("a medium is a form or an outlet, not {other}"))),
            };
        }
        Ok(cues)
    }

    /// The entries of a verb, those with a particle first: by its lemma, or by its form (both in any case) where the
    /// lemma is unknown or mistaken.
    pub(super) fn verbs(&self, lemma: &str, form: &str) -> &[Cue] {
        let by_form = || self.inflected.get(&form.to_lowercase()).and_then(|lemma| self.verbs.get(lemma));
        self.verbs.get(&lemma.to_lowercase()).or_else(by_form).map_or(&[], Vec::as_slice)
    }

    /// The entry of a noun.
    pub(super) fn noun(&self, lemma: &str) -> Option<&Cue> {
        self.nouns.get(lemma)
    }

    /// The entry of an adjective, or of a participle that has become one.
    pub(super) fn adjective(&self, word: &str) -> Option<&Cue> {
        self.adjectives.get(word)
    }

    /// The phrases that begin with a word, the longest first.
    pub(super) fn phrases(&self, word: &str) -> &[Cue] {
        self.phrases.get(word).map_or(&[], Vec::as_slice)
    }

    /// True for a form of speech or writing: "statement", "interview".
    pub(super) fn is_form(&self, lemma: &str) -> bool {
        self.forms.contains(&lemma.to_lowercase())
    }

    /// True for an outlet or network: "Reuters", "X".
    pub(super) fn is_outlet(&self, word: &str) -> bool {
        self.outlets.contains(&word.to_lowercase())
    }
}

/// The regular forms of a verb: "plan", "plans", "planned", "planning".
fn inflections(lemma: &str) -> Vec<String> {
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let mut last = lemma.chars().rev();
    let (Some(end), before, third) = (last.next(), last.next().unwrap_or('a'), last.next().unwrap_or('a')) else {
        return Vec::new();
    };
    let mut forms = vec![format!("{lemma}s")];
    match end {
        'e' => {
            let stem = lemma.trim_end_matches('e');
            forms.extend([format!("{lemma}d"), format!("{stem}ing")]);
        }
        'y' if !is_vowel(before) => {
            let stem = &lemma[..lemma.len() - 1];
            forms.extend([format!("{stem}ies"), format!("{stem}ied"), format!("{lemma}ing")]);
        }
        _ => {
            forms.extend([format!("{lemma}es"), format!("{lemma}ed"), format!("{lemma}ing")]);
            if !is_vowel(end) && is_vowel(before) && !is_vowel(third) {
                forms.extend([format!("{lemma}{end}ed"), format!("{lemma}{end}ing")]);
            }
        }
    }
    forms
}

/// The lexicon of the repository, for tests of the modules beside this one.
#[cfg(test)]
pub(super) fn shipped() -> Cues {
    let mut sources = Sources::new();
    sources.insert(CUES, include_str!("../../../../data/quotes/cues.tsv"));
    sources.insert(MEDIA, include_str!("../../../../data/quotes/media.tsv"));
    Cues::load(&sources).expect("the lexicon of the repository reads")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Loads one row, and the message where it does not load.
    fn load(row: &str) -> Result<Cues, String> {
        let mut sources = Sources::new();
        sources.insert(CUES, format!("cue\tpos\tkinds\tstance\tstrength\tsort\tyes\tno\n{row}\n"));
        sources.insert(MEDIA, "word\tkind\nReuters\toutlet\n");
        Cues::load(&sources).map_err(|error| error.to_string())
    }

    #[test]
    fn a_row_becomes_an_entry() {
        let cues = load("call\tverb\tpredicate|for|to-noun\tasserts\tplain\tspeech").expect("a good row");
        let call = &cues.verbs("call", "called")[0];
        assert!(call.takes(Kind::Predicate) && !call.takes(Kind::That));
        assert_eq!(call.prepositions, ["for", "to"]);
        assert!(cues.is_outlet("reuters") && !cues.is_form("reuters"));
    }

    #[test]
    fn a_verb_is_found_by_its_form_where_the_lemma_is_mistaken() {
        let cues = shipped();
        for (lemma, form) in
            [("rul", "Ruled"), ("deni", "denies"), ("pland", "planned"), ("urgi", "urging"), ("say", "said")]
        {
            assert!(!cues.verbs(lemma, form).is_empty(), "{form}");
        }
        assert!(cues.verbs("sing", "sings").is_empty());
    }

    #[test]
    fn bad_rows_are_told_with_their_place() {
        for (row, message) in [
            ("say\tverb\tloudly\tasserts\tplain\tspeech", "quotes/cues.tsv:2: no such kind of content: loudly"),
            ("say\tverb\tthat\tsings\tplain\tspeech", "quotes/cues.tsv:2: no such stance: sings"),
            ("say\tverb\tthat\tasserts\tloud\tspeech", "quotes/cues.tsv:2: no such strength: loud"),
            ("say\tverb\tthat\tasserts\tplain\tsong", "quotes/cues.tsv:2: no such sort of cue: song"),
            (
                "say\tadverb\tthat\tasserts\tplain\tspeech",
                "quotes/cues.tsv:2: the part of speech is verb, noun, adjective or phrase, not adverb",
            ),
        ] {
            assert_eq!(load(row).err().as_deref(), Some(message));
        }
    }

    #[test]
    fn the_lexicon_of_the_repository_is_large_and_has_examples() {
        let table = include_str!("../../../../data/quotes/cues.tsv");
        let rows: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).skip(1).collect();
        assert!(rows.len() >= 600, "{} entries", rows.len());
        for row in rows {
            assert_eq!(row.split('\t').filter(|cell| !cell.is_empty()).count(), 8, "{row}");
        }
        assert!(!shipped().verbs("say", "said").is_empty());
    }
}
