//! An attribution before it becomes a quote: ordered, nested, and given its addresses.

use super::day::said_on;
use super::frame::strength;
use super::speaker::Source;
use super::speech::Page;
use super::{Quote, QuoteKind, Speaker, Stance};
use crate::mentions::Mention;
use crate::times::TimeExpression;
use chancery_syntax::{Deprel, Upos};
use chancery_text::Span;

/// An attribution before it becomes a [`Quote`].
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The sentence of the cue, or of the first words where there is none.
    pub sentence: usize,
    /// The cue's words in that sentence.
    pub cue: Vec<usize>,
    /// The speaker, and the sentence that names them.
    pub speaker: Option<(usize, Source)>,
    /// What is said.
    pub content: Vec<Span>,
    /// The head of the phrase that says who is told.
    pub hearer: Option<usize>,
    /// How the speaker stands to it.
    pub stance: Stance,
    /// True for words said, as against thoughts and reactions.
    pub speech: bool,
    /// True where the content is a clause or stands in marks.
    pub clause: bool,
    /// True for words that a transcript gives without marks.
    pub verbatim: bool,
    /// The quote that this one stands inside.
    pub parent: Option<usize>,
}

/// Orders quotes by their first words, finds the quote that each stands inside, and leaves out the thoughts and
/// reactions that are told inside other quotes: who vouches for those is the outer speaker.
pub(super) fn nest(page: Page, mut all: Vec<Found>) -> Vec<Found> {
    for found in &mut all {
        found.content.sort_unstable();
    }
    all.retain(|found| !found.content.is_empty());
    all.sort_by_cached_key(|found| (found.start(page), found.content.first().copied()));
    let parents = parents(page, &all);
    let keep: Vec<bool> =
        all.iter().zip(&parents).map(|(found, parent)| parent.is_none() || found.is_reported_speech(page)).collect();
    let mut place = vec![None; all.len()];
    let mut n_kept = 0;
    for (index, kept) in keep.iter().enumerate() {
        if *kept {
            place[index] = Some(n_kept);
            n_kept += 1;
        }
    }
    let mut out = Vec::with_capacity(n_kept);
    for (index, mut found) in all.into_iter().enumerate() {
        if !keep[index] {
            continue;
        }
        // Where the quote around it was left out, the one around that takes its place.
        let mut parent = parents[index];
        while let Some(at) = parent.filter(|at| place[*at].is_none()) {
            parent = parents[at];
        }
        found.parent = parent.and_then(|at| place[at]);
        out.push(found);
    }
    out
}

/// For each quote, the innermost other quote whose content holds its cue. Quotes come in the order of their first
/// words; a quote whose cue lies in content that begins later in the list is found all the same.
fn parents(page: Page, all: &[Found]) -> Vec<Option<usize>> {
    let mut contents: Vec<(Span, usize)> = all
        .iter()
        .enumerate()
        .flat_map(|(index, found)| found.content.iter().map(move |span| (*span, index)))
        .collect();
    contents.sort_unstable_by_key(|(span, index)| (span.start, std::cmp::Reverse(span.end), *index));
    let mut cues: Vec<(Span, usize)> = all
        .iter()
        .enumerate()
        .filter_map(|(index, found)| Some((page.parses.get(found.sentence)?.span(*found.cue.first()?), index)))
        .collect();
    cues.sort_unstable();
    let mut out = vec![None; all.len()];
    let mut open: Vec<(Span, usize)> = Vec::new();
    let mut next = 0;
    for (cue, index) in cues {
        while let Some(content) = contents.get(next).filter(|(span, _)| span.start <= cue.start) {
            open.push(*content);
            next += 1;
        }
        open.retain(|(span, _)| span.end > cue.start);
        let around = open.iter().rev().find(|(span, other)| *other != index && span.contains(cue));
        // Two quotes cannot stand inside each other: the first found keeps its place.
        out[index] = around.map(|(_, other)| *other).filter(|other| !within(&out, *other, index));
    }
    out
}

/// True where `index` lies on the way from `at` to its outermost quote.
fn within(parents: &[Option<usize>], at: usize, index: usize) -> bool {
    std::iter::successors(Some(at), |at| parents[*at]).take(parents.len()).any(|at| at == index)
}

impl Found {
    /// True for speech of a third party, of more than a word or two: what is worth keeping inside another quote.
    fn is_reported_speech(&self, page: Page) -> bool {
        let Some((sentence, source)) = &self.speaker else { return false };
        let words = page.words(*sentence);
        let own = source.words.iter().any(|word| words.is(*word, &["i", "we", "you", "one", "people", "everybody"]));
        let n_words: usize =
            self.content.iter().map(|span| span.of(page.text).split_whitespace().take(4).count()).sum();
        self.speech && self.clause && !own && n_words >= 4
    }

    /// The first byte of its words.
    fn start(&self, page: Page) -> usize {
        let cue = self.cue.first().map(|cue| page.parses[self.sentence].span(*cue).start);
        let speaker = self
            .speaker
            .as_ref()
            .and_then(|(sentence, source)| source.words.first().map(|word| page.parses[*sentence].span(*word).start));
        let content = self.content.first().map(|span| span.start);
        cue.into_iter().chain(speaker).chain(content).min().unwrap_or(0)
    }

    /// The quote with its addresses.
    pub fn quote(self, page: Page, times: &[TimeExpression], mentions: &[Mention]) -> Quote {
        let (audience, medium) = self.audience_and_medium(page);
        let speaker = self.speaker.as_ref().and_then(|(sentence, source)| {
            let named = page.words(*sentence);
            let span = named.span(&source.words)?;
            Some(Speaker { span, mention: mention(mentions, *sentence, source.referent) })
        });
        Quote {
            kind: self.kind(page),
            speaker: speaker.into_iter().collect(),
            cue: self.cue_spans(page),
            audience,
            medium,
            stance: self.stance,
            strength: strength(page.words(self.sentence), page.cues, &self.cue),
            parent: self.parent,
            time: said_on(page.words(self.sentence), self.sentence, &self.cue, &self.content, times),
            sentence: self.sentence,
            content: self.content,
        }
    }

    /// The addresses of the cue's words; a colon that opens a speech has one too.
    fn cue_spans(&self, page: Page) -> Vec<Span> {
        let words = page.words(self.sentence);
        match self.cue[..] {
            [sign] if words.is_punctuation(sign) => vec![words.parse.span(sign)],
            _ => words.spans(&self.cue),
        }
    }

    /// Direct where all of it stands in marks, mixed where some of it does.
    fn kind(&self, page: Page) -> QuoteKind {
        let mut marked = 0;
        let mut bare = 0;
        for span in &self.content {
            let mut at = span.start;
            let first = page.quoted.partition_point(|quoted| quoted.outer.end <= span.start);
            for quoted in page.quoted[first..].iter().take_while(|quoted| quoted.outer.start < span.end) {
                let start = quoted.outer.start.max(at);
                let end = quoted.outer.end.min(span.end);
                bare += page.letters(Span::new(at, start));
                // A quotation around the whole content is the outer speaker's, not a mark of this one's words.
                if quoted.outer.start <= span.start && quoted.outer.end > span.end && self.parent.is_some() {
                    bare += page.letters(Span::new(start, end));
                } else {
                    marked += page.letters(Span::new(start, end));
                }
                at = end;
            }
            bare += page.letters(Span::new(at, span.end));
        }
        match (marked, bare) {
            _ if self.verbatim => QuoteKind::Direct,
            (0, _) => QuoteKind::Indirect,
            (_, 0) if self.clause => QuoteKind::Direct,
            _ => QuoteKind::Mixed,
        }
    }

    /// To whom, and through what: "told Reuters" names a medium, "told reporters" an audience.
    fn audience_and_medium(&self, page: Page) -> (Option<Span>, Option<Span>) {
        let words = page.words(self.sentence);
        let Some(verb) = self.cue.first().copied() else { return (None, None) };
        let is_outlet = |word: usize| {
            words.upos(word) == Upos::Propn
                && words.noun_phrase(word).iter().any(|part| page.cues.is_outlet(&words.lower(*part)))
                || words.upos(word) == Upos::Noun && page.cues.is_form(words.parse.lemma(word))
        };
        let hearer_medium = self.hearer.filter(|word| is_outlet(*word));
        let beside = words.children(verb).find(|child| {
            let through = words.preposition(*child).is_some_and(|case| {
                words.is(case, &["in", "on", "during", "at", "via", "through", "by", "with", "from", "after"])
            });
            let said = self.content.iter().any(|span| span.contains(words.parse.span(*child)));
            words.deprel(*child) == Deprel::Obl && through && !said && is_outlet(*child)
        });
        let audience =
            self.hearer.filter(|_| hearer_medium.is_none()).and_then(|word| phrase(page, self.sentence, word));
        let medium = beside.or(hearer_medium).and_then(|word| phrase(page, self.sentence, word));
        (audience, medium)
    }
}

/// A noun phrase without its article.
fn phrase(page: Page, sentence: usize, head: usize) -> Option<Span> {
    let words = page.words(sentence);
    let mut phrase = words.noun_phrase(head);
    while phrase.len() > 1 && words.is(phrase[0], &["a", "an", "the"]) {
        phrase.remove(0);
    }
    words.span(&phrase)
}

/// The mention that a word belongs to: the one with this head, else the shortest that holds the word.
fn mention(mentions: &[Mention], sentence: usize, word: usize) -> Option<usize> {
    let first = mentions.partition_point(|mention| mention.sentence < sentence);
    let here = mentions.iter().enumerate().skip(first).take_while(|(_, mention)| mention.sentence == sentence);
    here.filter(|(_, mention)| mention.words.0 <= word && word < mention.words.1)
        .min_by_key(|(index, mention)| (mention.head != word, mention.words.1 - mention.words.0, *index))
        .map(|(index, _)| index)
}
