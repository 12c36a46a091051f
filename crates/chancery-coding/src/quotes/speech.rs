//! Attributions of words in quotation marks: the cue beside the marks, and who it names.

use super::Stance;
use super::cues::{Cue, Cues, Kind};
use super::frame::verb_entry;
use super::marks::Quoted;
use super::phrase::Words;
use super::setoff::phrase_match;
use super::speaker::{Source, speaker};
use chancery_syntax::{Deprel, Parse, Upos, Xpos};
use chancery_text::Span;

/// The words about the marks that attribute what stands between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribution {
    /// The sentence of the cue.
    pub sentence: usize,
    /// The cue's words; empty where a colon alone opens the quote.
    pub cue: Vec<usize>,
    /// Who speaks.
    pub speaker: Option<Source>,
    /// How the speaker stands to it.
    pub stance: Stance,
    /// Words before the marks that are said as well: `The plan was "absurd," he said`.
    pub lead: Option<Span>,
}

/// A text, read, with its quoted stretches.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    /// The text that the spans address.
    pub text: &'a str,
    /// Its sentences.
    pub parses: &'a [Parse],
    /// The stretches in quotation marks, in order.
    pub quoted: &'a [Quoted],
    /// The lexicon.
    pub cues: &'a Cues,
}

/// A stretch of words of one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Zone {
    sentence: usize,
    start: usize,
    end: usize,
}

/// How many words a cue may stand away from the marks: a long title and a relative clause fit.
const REACH: usize = 40;

impl<'a> Page<'a> {
    /// The words of a sentence.
    pub fn words(&self, sentence: usize) -> Words<'a> {
        Words { text: self.text, parse: &self.parses[sentence] }
    }

    /// The number of letters and figures of a span.
    pub fn letters(&self, span: Span) -> usize {
        span.of(self.text).chars().filter(|c| c.is_alphanumeric()).count()
    }

    /// The sentence at a byte, or the next one.
    pub fn sentence_at(&self, at: usize) -> usize {
        self.parses.partition_point(|parse| parse.sentence.span.end <= at)
    }

    /// The quoted stretch that holds a byte.
    pub fn quoted_at(&self, at: usize) -> Option<usize> {
        let index = self.quoted.partition_point(|quoted| quoted.outer.end <= at);
        self.quoted.get(index).filter(|quoted| quoted.outer.start <= at).map(|_| index)
    }

    /// The first word of a sentence that starts at or after a byte.
    fn word_at(&self, sentence: usize, at: usize) -> usize {
        self.parses[sentence].sentence.tokens.partition_point(|token| token.start < at)
    }

    /// The words before the marks in the sentence where they open, after any earlier quoted stretch.
    fn before(&self, index: usize) -> Option<Zone> {
        let open = self.quoted[index].outer.start;
        let sentence = self.sentence_at(open);
        let parse = self.parses.get(sentence)?;
        let end = self.word_at(sentence, open);
        let previous = index.checked_sub(1).map_or(0, |previous| self.quoted[previous].outer.end);
        let start = if previous > parse.sentence.span.start { self.word_at(sentence, previous) } else { 0 };
        Some(Zone { sentence, start: start.min(end), end })
    }

    /// The words after the marks up to the sentence's end or the next quoted stretch. Where the sentence ends with
    /// the marks, the next one is taken if the marks' punctuation lets an attribution follow.
    fn after(&self, index: usize) -> Option<Zone> {
        let quoted = self.quoted[index];
        let close = quoted.outer.end;
        let next = self.quoted.get(index + 1).map_or(usize::MAX, |next| next.outer.start);
        let zone = |sentence: usize| {
            let start = self.word_at(sentence, close);
            let end = self.word_at(sentence, next);
            Zone { sentence, start, end: end.max(start) }
        };
        let sentence = self.sentence_at(quoted.inner.end.max(quoted.outer.start + 1) - 1);
        self.parses.get(sentence)?;
        let here = zone(sentence);
        if !self.is_blank(here) {
            return Some(here);
        }
        let follows = self.parses.get(sentence + 1)?.sentence.span.start;
        let gap = self.text.get(close..follows)?;
        (next > follows && !gap.contains('\n')).then(|| zone(sentence + 1))
    }

    /// True where a zone holds no words but signs.
    fn is_blank(&self, zone: Zone) -> bool {
        let words = self.words(zone.sentence);
        (zone.start..zone.end).all(|word| words.is_punctuation(word))
    }

    /// The last sign of the quoted words, or the comma after the closing mark.
    fn last_sign(&self, index: usize) -> Option<char> {
        let quoted = self.quoted[index];
        let outside = self.text.get(quoted.outer.end..).and_then(|rest| rest.chars().next());
        match outside {
            Some(',') => Some(','),
            _ => quoted.inner.of(self.text).trim_end().chars().next_back(),
        }
    }

    /// The sign right before the opening mark.
    fn sign_before(&self, index: usize) -> Option<char> {
        self.text.get(..self.quoted[index].outer.start).and_then(|head| head.trim_end().chars().next_back())
    }

    /// True where the quoted words begin as a sentence does.
    pub fn is_capital(&self, index: usize) -> bool {
        let first = self.quoted[index].inner.of(self.text).trim_start_matches(|c: char| !c.is_alphanumeric());
        first.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
    }

    /// The number of words between the marks, as blanks divide them; counting stops at eight.
    pub fn n_words(&self, index: usize) -> usize {
        self.quoted[index].inner.of(self.text).split_whitespace().take(8).count()
    }

    /// True for quoted words that are a sentence: a capital at the start, and a sentence's sign at the end.
    pub fn is_sentence(&self, index: usize) -> bool {
        let ends = self.last_sign(index).is_some_and(|c| matches!(c, '.' | '!' | '?' | ',' | '…' | '—' | '–'));
        self.is_capital(index) && ends && self.n_words(index) >= 3
    }

    /// True where the marks open at the start of a sentence or right after a quoted stretch's attribution.
    pub fn opens_sentence(&self, index: usize) -> bool {
        self.before(index).is_none_or(|zone| self.is_blank(zone))
    }
}

/// The attribution of a quoted stretch that its own marks make plain: `"…," X said`, `X said: "…"`.
pub(super) fn attribution(page: Page, index: usize) -> Option<Attribution> {
    if is_introduced(page, index)
        && let Some(attribution) = preceding(page, index)
    {
        return Some(attribution);
    }
    following(page, index).or_else(|| preceding(page, index))
}

/// True for a sentence in marks right after a cue and its comma or colon: of `A voice shouted, "Yes," she joked, "…"` the
/// first stretch is the voice's.
fn is_introduced(page: Page, index: usize) -> bool {
    let Some(zone) = page.before(index).filter(|_| page.is_capital(index)) else { return false };
    let words = page.words(zone.sentence);
    let last = (zone.start..zone.end).rev().find(|word| !words.is_punctuation(*word));
    last.is_some_and(|word| direct_entry(words, page.cues, word).is_some())
        && page.sign_before(index).is_some_and(|sign| matches!(sign, ',' | ':') || sign.is_alphabetic())
}

/// `"…," X said`, `"…," said X`, `"…," according to X`.
fn following(page: Page, index: usize) -> Option<Attribution> {
    let zone = page.after(index)?;
    let words = page.words(zone.sentence);
    let sign = page.last_sign(index);
    let opens = page.opens_sentence(index);
    let invited = sign.is_some_and(|c| matches!(c, ',' | '?' | '!' | '-' | '—' | '–' | '…'));
    let bare = sign.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | '’' | '\'' | '”'))
        && opens
        && page.n_words(index) >= 4;
    if !invited && !bare {
        return None;
    }
    let next_sentence = zone.sentence != page.sentence_at(page.quoted[index].inner.end.max(1) - 1);
    let first = (zone.start..zone.end).find(|word| !words.is_punctuation(*word))?;
    for cue in page.cues.phrases(&words.lower(first)).iter().filter(|cue| cue.takes(Kind::Complement)) {
        if let Some((cue_words, _, speaker)) = phrase_match(words, cue, first) {
            let lead = lead(page, index, opens);
            return Some(Attribution { sentence: zone.sentence, cue: cue_words, speaker, stance: cue.stance, lead });
        }
    }
    if matches!(words.upos(first), Upos::Cconj | Upos::Sconj) && !words.is(first, &["as"]) {
        return None;
    }
    for word in first..zone.end.min(first + REACH) {
        if let Some((cue, cue_words)) = direct_entry(words, page.cues, word) {
            // `"Are we done?" He said the talks had failed.`: the verb has words of its own to report.
            let busy = words.children(word).any(|child| words.deprel(child) == Deprel::Ccomp && child > word);
            if busy && (next_sentence || sign != Some(',')) {
                return None;
            }
            let source = named(page, zone, words, word);
            return Some(Attribution {
                sentence: zone.sentence,
                cue: cue_words,
                speaker: source,
                stance: cue.stance,
                lead: lead(page, index, opens),
            });
        }
        if is_finite(words, word)
            && !matches!(words.deprel(word), Deprel::AclRelcl | Deprel::Acl)
            && !in_relative(words, word, first)
        {
            return None;
        }
    }
    None
}

/// The entry of a verb that may open words in quotation marks.
fn direct_entry<'c>(words: Words, cues: &'c Cues, word: usize) -> Option<(&'c Cue, Vec<usize>)> {
    // "The statement read" is taken for a noun of two words by its tags; before a sign it is a verb.
    let read = words.is(word, &["read", "reads"])
        && word > 0
        && matches!(words.upos(word - 1), Upos::Noun | Upos::Propn)
        && (word + 1 < words.parse.len() && words.is_punctuation(word + 1));
    if words.upos(word) != Upos::Verb && !read {
        return None;
    }
    verb_entry(words, cues, word).filter(|(cue, _)| cue.takes(Kind::Direct))
}

/// True for a finite verb or auxiliary.
fn is_finite(words: Words, word: usize) -> bool {
    matches!(words.xpos(word), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
        && !matches!(words.deprel(word), Deprel::Aux | Deprel::AuxPass)
}

/// True for a word inside a relative clause that begins after `first`.
fn in_relative(words: Words, word: usize, first: usize) -> bool {
    words.parse.tree.ancestors(word).take(8).any(|above| above > first && words.deprel(above) == Deprel::AclRelcl)
}

/// The words of the same sentence before the marks, where the quotation does not open it or a part of it.
fn lead(page: Page, index: usize, opens: bool) -> Option<Span> {
    let apart = matches!(page.sign_before(index), Some('(' | '[' | ':' | ';' | '—' | '–' | '-'));
    let zone = page.before(index).filter(|_| !opens && !apart)?;
    let words = page.words(zone.sentence);
    words.span(&(zone.start..zone.end).collect::<Vec<_>>())
}

/// The speaker of a cue within a zone: by the tree, or the words between the zone's start and the cue, or after it.
fn named(page: Page, zone: Zone, words: Words, cue: usize) -> Option<Source> {
    let within = |word: &usize| zone.start <= *word && *word < zone.end;
    if let Some(mut source) = speaker(words, page.cues, cue).filter(|source| source.words.iter().any(within)) {
        source.words.retain(within);
        if within(&source.referent) || words.deprel(cue) == Deprel::AclRelcl {
            return Some(source);
        }
    }
    let nominal = |word: usize| matches!(words.upos(word), Upos::Noun | Upos::Propn | Upos::Pron);
    let between: Vec<usize> = (zone.start..cue)
        .filter(|word| !matches!(words.upos(*word), Upos::Adv | Upos::Aux) && !words.is_punctuation(*word))
        .collect();
    if let Some(referent) = between.iter().copied().find(|word| nominal(*word)) {
        let mut phrase = words.noun_phrase(referent);
        phrase.retain(|word| zone.start <= *word && *word < cue);
        // Where the tree hangs the article elsewhere, it is still the phrase's.
        while let Some(before) = phrase.first().and_then(|first| first.checked_sub(1)) {
            if before < zone.start || !matches!(words.upos(before), Upos::Det | Upos::Adj) {
                break;
            }
            phrase.insert(0, before);
        }
        return Some(Source { words: phrase, referent });
    }
    let stop = (cue + 1..zone.end).find(|word| {
        words.is_punctuation(*word) || matches!(words.upos(*word), Upos::Verb | Upos::Adp | Upos::Sconj | Upos::Cconj)
    });
    let phrase: Vec<usize> = (cue + 1..stop.unwrap_or(zone.end)).collect();
    let referent = phrase.iter().copied().rev().find(|word| nominal(*word))?;
    Some(Source { words: phrase, referent })
}

/// `X said: "…"`, `X told reporters, "…"`, `X said "…"`, and `X:` alone.
fn preceding(page: Page, index: usize) -> Option<Attribution> {
    let here = page.before(index)?;
    let sign = page.sign_before(index);
    let zone = if !page.is_blank(here) {
        here
    } else {
        // The sentence before, where it ends with a colon: also across a paragraph's end.
        let sentence = here.sentence.checked_sub(1).filter(|_| sign == Some(':') && here.start == 0)?;
        Zone { sentence, start: 0, end: page.parses[sentence].len() }
    };
    let words = page.words(zone.sentence);
    let capital = page.is_capital(index);
    let signed = matches!(sign, Some(':' | ','));
    for word in (zone.start..zone.end).rev().take(REACH) {
        let Some((cue, cue_words)) = direct_entry(words, page.cues, word) else { continue };
        let busy = words.children(word).any(|child| {
            words.deprel(child) == Deprel::Ccomp
                && child > word
                && page.quoted_at(words.parse.span(child).start).is_none()
        });
        if !capital
            && sign == Some(',')
            && let Some(attribution) = interrupted(page, zone, words, cue, &cue_words)
        {
            return Some(attribution);
        }
        let fits = match sign {
            Some(':') => true,
            Some(',') => capital && !busy,
            _ => {
                let thing = cue.takes(Kind::Predicate) || cue.takes(Kind::Object);
                !busy && (capital || !thing) && only_told(words, word, zone.end) && ends_clause(page, index)
            }
        };
        if !fits {
            if signed || busy { continue } else { return None }
        }
        let source = speaker(words, page.cues, word)
            .filter(|source| page.quoted_at(words.parse.span(source.referent).start).is_none());
        // A verb that is tagged as a noun has no subject: what stands before it is one.
        let tagged = words.upos(word) != Upos::Verb;
        return Some(Attribution {
            sentence: zone.sentence,
            cue: cue_words,
            speaker: if tagged { named(page, zone, words, word) } else { source },
            stance: cue.stance,
            lead: None,
        });
    }
    if sign != Some(':') || !capital {
        return None;
    }
    // A colon alone: the subject of the sentence speaks, or the name that stands before it.
    let root = words.parse.tree.root();
    let own = words
        .child(root, &[Deprel::Nsubj])
        .or_else(|| matches!(words.upos(root), Upos::Propn | Upos::Noun | Upos::Pron).then_some(root));
    let person = |own: &usize| {
        let last = words.noun_phrase(*own).last().copied();
        matches!(words.upos(*own), Upos::Propn | Upos::Pron) && last.is_some_and(|last| last < zone.end)
    };
    let own = own.filter(person).or_else(|| {
        let last = (zone.start..zone.end).rev().find(|word| !words.is_punctuation(*word))?;
        let mut head = Some(last).filter(|last| words.upos(*last) == Upos::Propn)?;
        while let Some(above) = words.head(head).filter(|above| words.upos(*above) == Upos::Propn && *above < last) {
            head = above;
        }
        Some(head).filter(person)
    })?;
    Some(Attribution {
        sentence: zone.sentence,
        cue: Vec::new(),
        speaker: Some(Source { words: words.noun_phrase(own), referent: own }),
        stance: Stance::Asserts,
        lead: None,
    })
}

/// `Washington, he said, "has failed"`: the words before the speaker belong to what is said.
fn interrupted(page: Page, zone: Zone, words: Words, cue: &Cue, cue_words: &[usize]) -> Option<Attribution> {
    let verb = *cue_words.first()?;
    let next = cue_words.last()? + 1;
    let comma = (zone.start..verb).rev().take(REACH).find(|word| words.is(*word, &[","]))?;
    let lead = words.span(&(zone.start..comma).collect::<Vec<_>>())?;
    let first = (comma + 1..verb).find(|word| !words.is_punctuation(*word))?;
    if !words.is(next.min(words.parse.len() - 1), &[","]) || matches!(words.upos(first), Upos::Cconj | Upos::Sconj) {
        return None;
    }
    let speaker = Some(named(page, Zone { start: comma + 1, ..zone }, words, verb)?);
    Some(Attribution {
        sentence: zone.sentence,
        cue: cue_words.to_vec(),
        speaker,
        stance: cue.stance,
        lead: Some(lead),
    })
}

/// True where nothing stands between the cue and the marks but who is told, where and when.
fn only_told(words: Words, cue: usize, end: usize) -> bool {
    (cue + 1..end).all(|word| {
        let mut at = word;
        while let Some(head) = words.head(at) {
            if head == cue {
                return !matches!(
                    words.deprel(at),
                    Deprel::Ccomp | Deprel::Xcomp | Deprel::Mark | Deprel::Advcl | Deprel::Conj
                );
            }
            at = head;
        }
        false
    })
}

/// True where no words of the same clause follow the closing mark.
fn ends_clause(page: Page, index: usize) -> bool {
    let Some(zone) = page.after(index) else { return true };
    let words = page.words(zone.sentence);
    if zone.sentence != page.sentence_at(page.quoted[index].outer.start) {
        return true;
    }
    match (zone.start..zone.end).next() {
        Some(first) => words.is_punctuation(first) || matches!(words.upos(first), Upos::Cconj | Upos::Sconj),
        None => true,
    }
}

/// The nearest verb of speech in the sentence of the marks, for words in marks that nothing plainer attributes.
pub(super) fn nearest(page: Page, index: usize) -> Option<Attribution> {
    let zones = [page.before(index), page.after(index)];
    let [before, after] = zones;
    let left =
        before.into_iter().flat_map(|zone| (zone.start..zone.end).rev().take(REACH).map(move |word| (zone, word)));
    let right = after.into_iter().flat_map(|zone| (zone.start..zone.end).take(REACH).map(move |word| (zone, word)));
    for (zone, word) in left.chain(right) {
        if before.map(|zone| zone.sentence) != Some(zone.sentence) {
            continue;
        }
        let words = page.words(zone.sentence);
        let Some((cue, cue_words)) = direct_entry(words, page.cues, word) else { continue };
        let Some(source) = speaker(words, page.cues, word) else { continue };
        return Some(Attribution {
            sentence: zone.sentence,
            cue: cue_words,
            speaker: Some(source),
            stance: cue.stance,
            lead: None,
        });
    }
    None
}
