//! All attributions of a text, put together: by marks, by trees, and by inheritance.

use super::cues::Sort;
use super::found::Found;
use super::frame::Frame;
use super::frames::frames;
use super::marks::Quoted;
use super::signed::signed;
use super::speech::{Attribution, Page, attribution, nearest};
use super::transcript::speeches;
use chancery_syntax::Deprel;
use chancery_text::Span;
use std::collections::BTreeMap;

/// Sentences of more words than this are read for quotation marks only: their trees mean nothing, and the work for
/// nested clauses grows with the square of the length.
const LONGEST: usize = 400;

/// All attributions of a page, in the order in which they were found.
pub(super) fn gather(page: Page, paragraphs: &[Span]) -> Vec<Found> {
    let mut out: Vec<Found> = speeches(page, paragraphs);
    let mut owner: Vec<Option<usize>> = vec![None; page.quoted.len()];
    for (at, found) in out.iter().enumerate() {
        for span in &found.content {
            // A transcript may stand in marks that open before its labels.
            let first = page.quoted.partition_point(|quoted| quoted.outer.end <= span.start);
            let inside = page.quoted[first..].iter().take_while(|quoted| quoted.outer.start < span.end).count();
            owner[first..first + inside].fill(Some(at));
        }
    }
    let mut used: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for index in 0..page.quoted.len() {
        let plain = || signed(page, index).or_else(|| attribution(page, index));
        if let (None, Some(attribution)) = (owner[index], plain()) {
            own(page, &mut out, &mut owner, &mut used, index, attribution);
        }
    }
    for sentence in 0..page.parses.len() {
        if page.parses[sentence].len() <= LONGEST {
            for frame in frames(page.words(sentence), page.cues) {
                let spoken = frame.cue.first().is_some_and(|cue| used.contains_key(&(sentence, *cue)));
                if !spoken {
                    reported(page, &mut out, &mut owner, sentence, frame);
                }
            }
        }
    }
    for index in 0..page.quoted.len() {
        if owner[index].is_none()
            && (page.is_sentence(index) || page.n_words(index) >= 6)
            && let Some(attribution) = nearest(page, index)
        {
            own(page, &mut out, &mut owner, &mut used, index, attribution);
        }
    }
    inherit(page, paragraphs, &mut out, &mut owner);
    out
}

/// Gives a quoted stretch its attribution; two stretches with one cue make one split quote.
fn own(
    page: Page,
    out: &mut Vec<Found>,
    owner: &mut [Option<usize>],
    used: &mut BTreeMap<(usize, usize), usize>,
    index: usize,
    attribution: Attribution,
) {
    let outer = page.quoted[index].outer;
    let key = attribution.cue.first().map(|cue| (attribution.sentence, *cue));
    if let Some(at) = key.and_then(|key| used.get(&key).copied()) {
        out[at].content.extend(attribution.lead);
        out[at].content.push(outer);
        owner[index] = Some(at);
        return;
    }
    let Attribution { sentence, cue, speaker, stance, lead } = attribution;
    let verb = cue.first().copied();
    let hearer = verb.and_then(|verb| told(page, sentence, verb));
    out.push(Found {
        sentence,
        cue,
        speaker: speaker.map(|speaker| (sentence, speaker)),
        content: lead.into_iter().chain([outer]).collect(),
        hearer,
        stance,
        speech: true,
        clause: true,
        verbatim: false,
        parent: None,
    });
    owner[index] = Some(out.len() - 1);
    if let Some(key) = key {
        used.insert(key, out.len() - 1);
    }
}

/// Who is told, beside a verb whose words stand in marks.
fn told(page: Page, sentence: usize, verb: usize) -> Option<usize> {
    let words = page.words(sentence);
    words.children(verb).find(|child| {
        let to = words.preposition(*child).is_some_and(|case| words.is(case, &["to"]));
        let object =
            matches!(words.deprel(*child), Deprel::Obj | Deprel::Iobj) || words.deprel(*child) == Deprel::Obl && to;
        object && page.quoted_at(words.parse.span(*child).start).is_none()
    })
}

/// Adds what a tree shows, fitted to the quotation marks that it touches.
fn reported(page: Page, out: &mut Vec<Found>, owner: &mut [Option<usize>], sentence: usize, frame: Frame) {
    let words = page.words(sentence);
    let cue_at = frame.cue.first().map_or(0, |cue| words.parse.span(*cue).start);
    let inside = page.quoted_at(cue_at);
    if inside.is_some() && !(frame.sort == Sort::Speech && frame.clause && frame.speaker.is_some()) {
        return;
    }
    let mut content = Vec::new();
    let mut taken = Vec::new();
    for span in words.spans(&frame.content) {
        match inside {
            Some(around) => {
                // Nothing said inside a quotation reaches out of it.
                let inner = page.quoted[around].inner;
                let cut = Span::new(span.start.max(inner.start), span.end.min(inner.end));
                if !cut.is_empty() {
                    content.push(cut);
                }
            }
            None if frame.whole => {
                content.push(span);
                let first = page.quoted.partition_point(|quoted| quoted.outer.end <= span.start);
                let n_within = page.quoted[first..].iter().take_while(|quoted| quoted.outer.start < span.end).count();
                taken.extend((first..first + n_within).filter(|index| owner[*index].is_none()));
            }
            None => fit(page, owner, span, &mut content, &mut taken),
        }
    }
    if content.iter().all(|span| page.letters(*span) == 0) {
        return;
    }
    for index in taken {
        owner[index] = Some(out.len());
    }
    let content = joined(content);
    let verbatim = frame.clause && content.first().is_some_and(|span| follows_dash(page.text, span.start));
    out.push(Found {
        sentence,
        speaker: frame.speaker.map(|speaker| (sentence, speaker)),
        cue: frame.cue,
        content,
        hearer: frame.hearer,
        stance: frame.stance,
        speech: frame.sort == Sort::Speech,
        clause: frame.clause,
        verbatim,
        parent: None,
    });
}

/// True for words after the dash that opens a paragraph: in many countries that is how speech is set.
fn follows_dash(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches([' ', '\u{a0}']);
    before
        .strip_suffix(['—', '–', '―'])
        .map(|before| before.trim_end_matches([' ', '\t']))
        .is_some_and(|before| before.is_empty() || before.ends_with('\n'))
}

/// Cuts a span at the marks that other cues own, and lets it cover whole those that nobody owns.
fn fit(page: Page, owner: &[Option<usize>], span: Span, content: &mut Vec<Span>, taken: &mut Vec<usize>) {
    let mut rest = span;
    let mut index = page.quoted.partition_point(|quoted| quoted.outer.end <= span.start);
    while let Some(quoted) = page.quoted.get(index).filter(|quoted| quoted.outer.start < span.end) {
        if owner[index].is_some() {
            let before = Span::new(rest.start, quoted.outer.start.max(rest.start)).trim(page.text);
            if before.start < before.end && before.start >= rest.start {
                content.push(before);
            }
            rest = Span::new(quoted.outer.end.min(rest.end), rest.end);
        } else {
            rest = rest.cover(quoted.outer);
            taken.push(index);
        }
        index += 1;
    }
    if page.letters(rest) == 0 {
        return;
    }
    // Marks that open right after the last word, without a sign between, go on with the clause.
    if let Some(quoted) = page.quoted.get(index).filter(|_| owner[index].is_none())
        && quoted.outer.start > rest.end
        && Span::new(rest.end, quoted.outer.start).of(page.text) == " "
        && page.sentence_at(rest.start) == page.sentence_at(quoted.outer.start)
    {
        rest = rest.cover(quoted.outer);
        taken.push(index);
    }
    content.push(rest.trim(page.text));
}

/// Spans in order, those that overlap or touch made one.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start <= last.end => *last = last.cover(span),
            _ => out.push(span),
        }
    }
    out
}

/// Gives the stretches that have no cue the speaker before them: of the same paragraph, of an open mark, or of the
/// paragraph that ended with a quote.
fn inherit(page: Page, paragraphs: &[Span], out: &mut Vec<Found>, owner: &mut [Option<usize>]) {
    // Open marks first, backwards: the cue may stand after the last of the paragraphs.
    for index in (1..page.quoted.len()).rev() {
        let runs_on = !page.quoted[index - 1].closed
            && page.quoted[index].paragraph == page.quoted[index - 1].paragraph + 1
            && page.quoted[index].outer.start == paragraphs[page.quoted[index].paragraph].start;
        if let (true, Some(at), None) = (runs_on, owner[index], owner[index - 1]) {
            out[at].content.insert(0, page.quoted[index - 1].outer);
            owner[index - 1] = Some(at);
        }
    }
    for index in 1..page.quoted.len() {
        let quoted = page.quoted[index];
        let Some((before, at)) = spoken_before(page, owner, index) else { continue };
        if !out[at].clause || out[at].verbatim {
            continue;
        }
        let starts = quoted.outer.start == paragraphs[quoted.paragraph].start;
        let (same, next) = if quoted.paragraph == before.paragraph {
            let between = attributed_between(page, out, at, before.outer, quoted.outer);
            (between, page.opens_sentence(index) && page.is_sentence(index))
        } else if starts && quoted.paragraph == before.paragraph + 1 {
            let last = paragraphs[before.paragraph].end;
            let cue = page.parses.get(out[at].sentence).is_some_and(|parse| parse.sentence.span.end >= last);
            (page.is_capital(index) && (!before.closed || before.outer.end == last || cue), false)
        } else {
            (false, false)
        };
        if same {
            out[at].content.push(quoted.outer);
            owner[index] = Some(at);
        } else if next {
            // Other sentences stand between: the same speaker, but another quote.
            let sentence = page.sentence_at(quoted.outer.start);
            let found = Found {
                sentence,
                cue: Vec::new(),
                content: vec![quoted.outer],
                hearer: None,
                parent: None,
                ..out[at].clone()
            };
            owner[index] = Some(out.len());
            out.push(found);
        }
    }
}

/// The last stretch before one that nobody owns, and its owner. Names and titles in marks that stand between in the same
/// paragraph are passed over: `"…," she said on "Morning News." "…"`.
fn spoken_before(page: Page, owner: &[Option<usize>], index: usize) -> Option<(Quoted, usize)> {
    /// Titles between one attribution and the next stretch.
    const TITLES: usize = 3;
    if owner[index].is_some() {
        return None;
    }
    for earlier in (0..index).rev().take(TITLES + 1) {
        let quoted = page.quoted[earlier];
        if let Some(at) = owner[earlier] {
            return Some((quoted, at));
        }
        let title = quoted.closed && page.n_words(earlier) <= TITLES + 1;
        if !title || quoted.paragraph != page.quoted[index].paragraph {
            return None;
        }
    }
    None
}

/// True where nothing but the cue's clause stands between two stretches: `"…," he said, "…"`.
fn attributed_between(page: Page, out: &[Found], at: usize, left: Span, right: Span) -> bool {
    let found = &out[at];
    let Some(cue) = found.cue.first() else { return false };
    let Some(parse) = page.parses.get(found.sentence) else { return false };
    let between = Span::new(left.end, right.start);
    let clause = parse.span(*cue);
    // Nothing at all, or the cue's own sentence, at most its last one.
    if between.of(page.text).trim().is_empty() {
        return true;
    }
    let sign = between.of(page.text).trim_end().chars().next_back();
    let ends = parse.sentence.span.end >= page.text[..right.start].trim_end().len();
    between.contains(clause) && ends && matches!(sign, Some(',' | ':' | '—' | '–' | '-' | '.' | ';'))
}
