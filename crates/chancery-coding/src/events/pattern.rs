//! The rules of the lexicon as a researcher writes them: triggers, conditions, roles and codes.
//!
//! A file below `events/` holds a type's patterns, `events/operators.toml` those that take an inner event, and
//! `events/words.toml` the word classes and the words of status. Each rule carries sentences in which it must
//! code (`yes`) and must not (`no`).

use crate::events::category::Category;
use crate::events::codebook::Codebook;
use crate::events::event::Status;
use crate::sources::{DataError, Sources};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A rule as it stands in its file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: toml::Spanned<String>,
    #[serde(default)]
    verb: Vec<String>,
    #[serde(default)]
    noun: Vec<String>,
    #[serde(default)]
    adjective: Vec<String>,
    particle: Option<String>,
    #[serde(default)]
    when: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    unless: BTreeMap<String, Vec<String>>,
    source: Option<Vec<String>>,
    target: Option<Vec<String>>,
    #[serde(default)]
    reciprocal: bool,
    event: Option<String>,
    cameo: Option<String>,
    mode: Option<String>,
    #[serde(default)]
    contexts: Vec<String>,
    status: Option<String>,
    #[serde(default)]
    bare: bool,
    #[serde(default)]
    alone: bool,
    #[serde(default)]
    negated: bool,
    #[serde(default)]
    needs: Vec<String>,
    counts: Option<String>,
    inner: Option<WrittenInner>,
    relation: Option<String>,
    polarity: Option<i8>,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenInner {
    at: Vec<String>,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    keep: bool,
    #[serde(default)]
    same: bool,
    #[serde(default)]
    only: Vec<String>,
    #[serde(default)]
    codes: BTreeMap<String, String>,
    source: Option<String>,
    target: Option<String>,
}

#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct WrittenFile {
    #[serde(default)]
    pattern: Vec<Written>,
}

#[derive(Debug, Clone, Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct WrittenWords {
    #[serde(default)]
    classes: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    status: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    planned: BTreeMap<String, String>,
    #[serde(default)]
    negated: BTreeMap<String, String>,
    #[serde(default)]
    contexts: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    forms: BTreeMap<String, Vec<String>>,
}

/// What kind of word a trigger is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum WordClass {
    Verb,
    Noun,
    Adjective,
}

/// A place in the clause from which a role is filled.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slot {
    /// Who does what the verb says; for a noun, of whom it is said.
    Subject,
    /// The grammatical subject, whatever the voice: who "is expected to" do something.
    Surface,
    /// To whom it is done.
    Object,
    /// The receiver of a double object.
    Receiver,
    /// A noun's possessor.
    Possessor,
    /// A nationality adjective or a name before the noun.
    Modifier,
    /// An infinitive or open complement.
    Infinitive,
    /// A that-clause.
    Clause,
    /// The name that the noun stands before or beside: "rival Azerbaijan".
    Name,
    /// The noun that an adjective or participle stands before: "fighters" for "backed" in "Iranian-backed fighters".
    Head,
    /// Who says the quote that the clause stands in.
    Speaker,
    /// A noun with this preposition.
    Preposition(String),
    /// A slot of what stands in a slot: `subject:with` is "Yerevan" in "ties with Yerevan soured".
    Within(Box<Slot>, Box<Slot>),
}

impl Slot {
    fn parse(name: &str) -> Slot {
        if let Some((outer, inner)) = name.split_once(':') {
            return Slot::Within(Box::new(Slot::parse(outer)), Box::new(Slot::parse(inner)));
        }
        match name {
            "subject" => Slot::Subject,
            "surface" => Slot::Surface,
            "object" => Slot::Object,
            "receiver" => Slot::Receiver,
            "possessor" => Slot::Possessor,
            "modifier" => Slot::Modifier,
            "infinitive" => Slot::Infinitive,
            "clause" => Slot::Clause,
            "name" => Slot::Name,
            "head" => Slot::Head,
            "speaker" => Slot::Speaker,
            preposition => Slot::Preposition(preposition.to_string()),
        }
    }
}

/// Words that a slot must, or must not, hold.
#[derive(Debug, Clone)]
pub(crate) struct Condition {
    pub(crate) slot: Slot,
    pub(crate) words: BTreeSet<String>,
}

/// Which count a number beside the object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Count {
    Dead,
    Injured,
    Arrested,
    Size,
}

/// How a rule takes an inner event.
#[derive(Debug, Clone)]
pub(crate) struct Inner {
    pub(crate) at: Vec<Slot>,
    /// Without an inner event the rule says nothing.
    pub(crate) required: bool,
    /// The inner event is an event of its own too.
    pub(crate) keep: bool,
    /// The outer event is the inner one, with what this verb adds ("launch an attack", "begin to withdraw").
    pub(crate) same: bool,
    pub(crate) only: Vec<Category>,
    /// Outer CAMEO code by the inner event's type or CAMEO code (the longest that fits).
    pub(crate) codes: BTreeMap<String, String>,
    /// Where the inner event's doer stands, if its own clause names none.
    pub(crate) source: Option<Slot>,
    /// Likewise to whom it is done: who accepts a request is the one asked.
    pub(crate) target: Option<Slot>,
}

/// One rule.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    pub(crate) id: String,
    pub(crate) particle: Option<String>,
    pub(crate) when: Vec<Condition>,
    pub(crate) unless: Vec<Condition>,
    pub(crate) source: Vec<Slot>,
    pub(crate) target: Vec<Slot>,
    pub(crate) reciprocal: bool,
    pub(crate) category: Option<Category>,
    pub(crate) cameo: String,
    pub(crate) mode: Option<String>,
    pub(crate) contexts: Vec<String>,
    pub(crate) status: Option<Status>,
    /// A noun that is an event without a verb that carries it.
    pub(crate) bare: bool,
    /// An event even where its clause names nobody on either side: "if the ceasefire holds".
    pub(crate) alone: bool,
    /// The rule is for a negated clause, and takes the negation up: "never played a constructive role".
    pub(crate) negated: bool,
    /// Sides without which nothing is coded: `source`, `target`.
    pub(crate) needs_source: bool,
    pub(crate) needs_target: bool,
    pub(crate) counts: Option<Count>,
    pub(crate) inner: Option<Inner>,
    /// For relations: the kind and its polarity.
    pub(crate) relation: Option<(String, i8)>,
}

/// A rule's own examples.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examples {
    /// The rule.
    pub rule: String,
    /// Its file, below the data folder.
    pub path: String,
    /// Sentences that it codes.
    pub yes: Vec<String>,
    /// Sentences that it does not code.
    pub no: Vec<String>,
}

/// The rules of some folder, found by trigger.
#[derive(Debug, Clone, Default)]
pub(crate) struct Patterns {
    pub(crate) all: Vec<Pattern>,
    by_trigger: HashMap<(WordClass, String), Vec<usize>>,
    examples: Vec<Examples>,
}

impl Patterns {
    /// Reads every `.toml` below a folder but `words.toml`.
    pub(crate) fn load(
        sources: &Sources,
        folder: &str,
        words: &WordLists,
        book: &Codebook,
    ) -> Result<Patterns, DataError> {
        let mut patterns = Patterns::default();
        let mut ids = BTreeSet::new();
        for (path, text) in sources.below(folder) {
            if !path.ends_with(".toml") || path.ends_with("/words.toml") {
                continue;
            }
            let file: WrittenFile = read_toml(path, text)?;
            for written in file.pattern {
                let line = line_of(text, written.id.span().start);
                let error = |reason: String| DataError::at(path, line, reason);
                if !ids.insert(written.id.get_ref().clone()) {
                    return Err(error(format!("rule `{}` stands twice", written.id.get_ref())));
                }
                patterns.add(path, written, words, book).map_err(error)?;
            }
        }
        Ok(patterns)
    }

    /// What is wrong with a file of rules, by line; the flag tells what stops the file from being loaded. `others` are
    /// the ids of rules in other files.
    pub(crate) fn complaints(
        path: &str,
        text: &str,
        others: &BTreeSet<String>,
        words: &WordLists,
        book: &Codebook,
    ) -> Vec<(usize, String, bool)> {
        let file: WrittenFile = match read_toml(path, text) {
            Ok(file) => file,
            Err(DataError::Line { line, reason, .. }) => return vec![(line, reason, true)],
            Err(error) => return vec![(1, error.to_string(), true)],
        };
        let (mut patterns, mut ids, mut out) = (Patterns::default(), others.clone(), Vec::new());
        for written in file.pattern {
            let line = line_of(text, written.id.span().start);
            let id = written.id.get_ref().clone();
            let lacking = written.yes.is_empty() || written.no.is_empty();
            if !ids.insert(id.clone()) {
                out.push((line, format!("rule `{id}` stands twice"), true));
            }
            if let Err(reason) = patterns.add(path, written, words, book) {
                out.push((line, reason, true));
            }
            if lacking {
                out.push((line, format!("rule `{id}` lacks a sentence of its own"), false));
            }
        }
        out
    }

    /// The ids of the rules.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|pattern| pattern.id.as_str())
    }

    /// The rules whose trigger is this word, in the order of the files.
    pub(crate) fn of(&self, class: WordClass, lemma: &str) -> impl Iterator<Item = &Pattern> {
        let at = self.by_trigger.get(&(class, lemma.to_string())).map_or(&[][..], Vec::as_slice);
        at.iter().map(|i| &self.all[*i])
    }

    pub(crate) fn examples(&self) -> &[Examples] {
        &self.examples
    }

    fn add(&mut self, path: &str, written: Written, words: &WordLists, book: &Codebook) -> Result<(), String> {
        let index = self.all.len();
        let id = written.id.into_inner();
        for (class, lemmas) in [
            (WordClass::Verb, &written.verb),
            (WordClass::Noun, &written.noun),
            (WordClass::Adjective, &written.adjective),
        ] {
            for lemma in words.expand(lemmas)? {
                self.by_trigger.entry((class, lemma)).or_default().push(index);
            }
        }
        if written.verb.is_empty() && written.noun.is_empty() && written.adjective.is_empty() {
            return Err(format!("rule `{id}` has no trigger: give it a verb, a noun or an adjective"));
        }
        let is_noun = written.verb.is_empty();
        let cameo = written.cameo.unwrap_or_default();
        let category = match (&written.event, book.cameo(&cameo)) {
            (Some(name), _) => Some(Category::parse(name).ok_or(format!("`{name}` is no type of PLOVER"))?),
            (None, Some(code)) => Some(code.category),
            (None, None) => None,
        };
        if !cameo.is_empty() && book.cameo(&cameo).is_none() {
            return Err(format!("`{cameo}` is no code of CAMEO"));
        }
        let inner = written.inner.map(|inner| read_inner(inner, book)).transpose()?;
        let says_nothing = category.is_none() && written.relation.is_none();
        if says_nothing && !inner.as_ref().is_some_and(|inner| inner.same || inner.required) {
            return Err(format!(
                "rule `{id}` says nothing: give it a cameo code, an event, a relation or an inner event"
            ));
        }
        if let (Some(mode), Some(category)) = (&written.mode, category)
            && !book.has_mode(category, mode)
        {
            return Err(format!("{} has no mode `{mode}`", category.as_str()));
        }
        let default_source: &[&str] = if is_noun { &["possessor", "modifier", "by"] } else { &["subject"] };
        let default_target: &[&str] = if is_noun { &["on", "against", "with", "of"] } else { &["object"] };
        let needs = |side: &str| written.needs.iter().any(|s| s == side);
        self.all.push(Pattern {
            particle: written.particle,
            when: conditions(&written.when, words)?,
            unless: conditions(&written.unless, words)?,
            source: slots(written.source.as_deref(), default_source),
            target: slots(written.target.as_deref(), default_target),
            reciprocal: written.reciprocal,
            category,
            cameo,
            mode: written.mode,
            contexts: written.contexts,
            status: written.status.as_deref().map(status).transpose()?,
            bare: written.bare,
            alone: written.alone,
            negated: written.negated,
            needs_source: needs("source"),
            needs_target: needs("target"),
            counts: written.counts.as_deref().map(count).transpose()?,
            inner,
            relation: written.relation.map(|kind| (kind, written.polarity.unwrap_or(0))),
            id: id.clone(),
        });
        self.examples.push(Examples { rule: id, path: path.to_string(), yes: written.yes, no: written.no });
        Ok(())
    }
}

fn read_inner(written: WrittenInner, book: &Codebook) -> Result<Inner, String> {
    for code in written.codes.values() {
        if book.cameo(code).is_none() {
            return Err(format!("`{code}` is no code of CAMEO"));
        }
    }
    let only = written
        .only
        .iter()
        .map(|name| Category::parse(name).ok_or(format!("`{name}` is no type of PLOVER")))
        .collect::<Result<Vec<Category>, String>>()?;
    Ok(Inner {
        at: written.at.iter().map(|name| Slot::parse(name)).collect(),
        required: written.required,
        keep: written.keep,
        same: written.same,
        only,
        codes: written.codes,
        source: written.source.as_deref().map(Slot::parse),
        target: written.target.as_deref().map(Slot::parse),
    })
}

fn conditions(written: &BTreeMap<String, Vec<String>>, words: &WordLists) -> Result<Vec<Condition>, String> {
    written
        .iter()
        .map(|(slot, list)| Ok(Condition { slot: Slot::parse(slot), words: words.expand(list)?.into_iter().collect() }))
        .collect()
}

fn slots(written: Option<&[String]>, default: &[&str]) -> Vec<Slot> {
    match written {
        Some(names) => names.iter().map(|name| Slot::parse(name)).collect(),
        None => default.iter().map(|name| Slot::parse(name)).collect(),
    }
}

fn count(name: &str) -> Result<Count, String> {
    match name {
        "dead" => Ok(Count::Dead),
        "injured" => Ok(Count::Injured),
        "arrested" => Ok(Count::Arrested),
        "size" => Ok(Count::Size),
        other => Err(format!("`{other}` is no count: dead, injured, arrested or size")),
    }
}

fn status(name: &str) -> Result<Status, String> {
    use Status::*;
    let all = [Occurred, Ongoing, Planned, Possible, Negated, Denied, Habitual];
    all.into_iter().find(|status| status.as_str() == name).ok_or(format!("`{name}` is no status"))
}

/// Word classes, words of status, and what becomes of a planned event: `events/words.toml`.
#[derive(Debug, Clone, Default)]
pub(crate) struct WordLists {
    classes: BTreeMap<String, Vec<String>>,
    status: HashMap<String, Status>,
    /// CAMEO code of the announcement, by the planned event's type.
    pub(crate) planned: BTreeMap<Category, String>,
    /// CAMEO code of what a negated act is by itself: not to support is to reject.
    pub(crate) negated: BTreeMap<Category, String>,
    contexts: HashMap<String, String>,
    forms: HashMap<String, String>,
}

impl WordLists {
    pub(crate) fn load(sources: &Sources, book: &Codebook) -> Result<WordLists, DataError> {
        let path = "events/words.toml";
        let written: WrittenWords = read_toml(path, sources.get(path)?)?;
        let error = |reason: String| DataError::at(path, 1, reason);
        let mut lists = WordLists { classes: written.classes, ..WordLists::default() };
        for (name, words) in written.status {
            let status = status(&name).map_err(error)?;
            lists.status.extend(words.into_iter().map(|word| (word, status)));
        }
        for (written, codes) in [(written.planned, &mut lists.planned), (written.negated, &mut lists.negated)] {
            for (name, code) in written {
                let category = Category::parse(&name).ok_or_else(|| error(format!("`{name}` is no type of PLOVER")))?;
                if book.cameo(&code).is_none() {
                    return Err(error(format!("`{code}` is no code of CAMEO")));
                }
                codes.insert(category, code);
            }
        }
        for (context, words) in written.contexts {
            lists.contexts.extend(words.into_iter().map(|word| (word, context.clone())));
        }
        for (lemma, forms) in written.forms {
            lists.forms.extend(forms.into_iter().map(|form| (form, lemma.clone())));
        }
        Ok(lists)
    }

    /// Lemmas with each `@class` replaced by its words.
    fn expand(&self, words: &[String]) -> Result<Vec<String>, String> {
        let mut out = Vec::new();
        for word in words {
            match word.strip_prefix('@') {
                None => out.push(word.clone()),
                // Not a list of words: any proper name.
                Some("name") => out.push(word.clone()),
                Some(class) => {
                    let members = self.classes.get(class).ok_or(format!("there is no word class `@{class}`"))?;
                    out.extend(self.expand(members)?);
                }
            }
        }
        Ok(out)
    }

    /// True where a class lists this lemma.
    pub(crate) fn is_in(&self, class: &str, lemma: &str) -> bool {
        self.classes.get(class).is_some_and(|members| members.iter().any(|member| member == lemma))
    }

    /// What an adjective or adverb beside an event says of its status: "annual", "planned", "alleged".
    pub(crate) fn status_of(&self, lemma: &str) -> Option<Status> {
        self.status.get(lemma).copied()
    }

    /// The dictionary form of an irregular verb form.
    pub(crate) fn lemma_of(&self, form: &str) -> Option<&str> {
        self.forms.get(form).map(String::as_str)
    }

    /// The context that a word gives the event it stands with.
    pub(crate) fn context_of(&self, lemma: &str) -> Option<&str> {
        self.contexts.get(lemma).map(String::as_str)
    }
}

fn read_toml<T: serde::de::DeserializeOwned>(path: &str, text: &str) -> Result<T, DataError> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        DataError::at(path, line, error.message().replace('\n', " "))
    })
}

fn line_of(text: &str, byte: usize) -> usize {
    text.as_bytes().iter().take(byte).filter(|b| **b == b'\n').count() + 1
}
