//! Speech that a colon attributes: transcripts, set as in a play, and headlines of the form "Minister: no talks".

use super::Stance;
use super::found::Found;
use super::speaker::Source;
use super::speech::Page;
use chancery_syntax::Upos;
use chancery_text::Span;
use std::collections::BTreeMap;

/// The longest label, in words: "FOREIGN MINISTER OF THE REPUBLIC LAVROV".
const LONGEST_LABEL: usize = 6;
/// The longest headline, in words. Sentences of the body that begin with a name and a colon are longer or end in a stop.
const LONGEST_HEADLINE: usize = 25;
/// How many paragraphs without a label may belong to the speech before them, where another label follows.
const LONGEST_SPEECH: usize = 3;
/// Words before a colon that name a section and nobody who speaks.
const SECTIONS: &[&str] = &[
    "analysis",
    "breaking",
    "briefing",
    "column",
    "commentary",
    "correction",
    "editorial",
    "exclusive",
    "explainer",
    "factbox",
    "feature",
    "gallery",
    "interview",
    "live",
    "map",
    "note",
    "opinion",
    "photos",
    "profile",
    "review",
    "special",
    "timeline",
    "transcript",
    "update",
    "updated",
    "video",
    "watch",
];

/// A paragraph that opens with a label and a colon.
struct Labelled {
    paragraph: usize,
    label: Span,
    said: Span,
}

/// The speeches of a transcript, and the headlines that quote.
pub(super) fn speeches(page: Page, paragraphs: &[Span]) -> Vec<Found> {
    let all: Vec<Labelled> =
        (0..paragraphs.len()).filter_map(|index| labelled(page.text, paragraphs[index], index)).collect();
    // One paragraph with a name in capitals is a heading or a dateline, not a transcript.
    // Nor is a name in small letters a speaker's label, unless it comes again; an interview has Q and A.
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for labelled in &all {
        *times.entry(labelled.label.of(page.text)).or_default() += 1;
    }
    let is_label = |labelled: &&Labelled| {
        let label = labelled.label.of(page.text);
        let capital = !label.chars().any(char::is_lowercase);
        let long = label.chars().filter(|c| c.is_alphabetic()).count() > 1;
        let name = label.split(' ').all(|word| word.starts_with(char::is_uppercase)) && !is_section(label);
        capital && (long || matches!(label, "Q" | "A")) || name && times.get(label).is_some_and(|n| *n >= 2)
    };
    let lines: Vec<&Labelled> = all.iter().filter(is_label).collect();
    let mut out = Vec::new();
    if lines.len() >= 2 {
        for (index, line) in lines.iter().enumerate() {
            let mut said = vec![line.said];
            let next = lines.get(index + 1).map_or(line.paragraph, |next| next.paragraph);
            if (1..=LONGEST_SPEECH + 1).contains(&(next - line.paragraph)) {
                said.extend(&paragraphs[line.paragraph + 1..next]);
            }
            out.extend(speech(page, line.label, said, true));
        }
        return out;
    }
    for line in all.iter().filter(|line| is_headline(page, paragraphs[line.paragraph], line)) {
        out.extend(speech(page, line.label, vec![line.said], false));
    }
    out
}

/// The label of a paragraph and what follows its colon.
fn labelled(text: &str, span: Span, paragraph: usize) -> Option<Labelled> {
    // A transcript that is quoted whole has a mark at the start of each paragraph.
    let marked = span.of(text).starts_with(['"', '“']);
    let mark = span.of(text).chars().next().filter(|_| marked).map_or(0, char::len_utf8);
    let span = Span::new(span.start + mark, span.end);
    let words = span.of(text);
    // Labels are short; a colon deep in a long paragraph need not be looked for.
    let colon = words.char_indices().take(120).find(|(_, c)| *c == ':').map(|(at, _)| at)?;
    let label = &words[..colon];
    let short = label.split_whitespace().count() <= LONGEST_LABEL && label.starts_with(char::is_uppercase);
    let said = Span::new(span.start + colon + 1, span.end).trim(text);
    let speech = said.of(text).split_whitespace().take(2).count() == 2 && !said.of(text).starts_with('/');
    // Within marks only a label in capitals is one: other colons are the speaker's own.
    let own = marked && label.chars().any(char::is_lowercase);
    (short && speech && !own).then(|| Labelled { paragraph, label: Span::new(span.start, span.start + colon), said })
}

/// True for a headline that puts words after somebody's name: short, without a full stop, the label a name.
fn is_headline(page: Page, paragraph: Span, line: &Labelled) -> bool {
    let words = paragraph.of(page.text);
    let short = words.split_whitespace().take(LONGEST_HEADLINE + 1).count() <= LONGEST_HEADLINE;
    let end = line.said.of(page.text).trim_end_matches(['"', '”', '’', '\'']).chars().next_back();
    // The first paragraph is a headline even where a stop was put after it.
    let open = !matches!(end, Some(',' | ':' | ';' | '?')) && (end != Some('.') || line.paragraph == 0);
    let marked = line.said.of(page.text).starts_with(['"', '“']);
    let label = line.label.of(page.text);
    let capitals = label.split_whitespace().all(|word| word.starts_with(|c: char| !c.is_lowercase()));
    let sentence = page.sentence_at(line.label.start);
    let named = page.parses.get(sentence).is_some_and(|parse| {
        let last = (0..parse.len()).take_while(|word| line.label.contains(parse.span(*word))).last();
        last.is_some_and(|last| {
            parse.tags[last].upos == Upos::Propn || page.cues.is_form(&last_word(label)) && !label.contains(' ')
        })
    });
    short && open && !marked && !is_section(label) && capitals && named
}

/// True for a word before a colon that names a section of a paper and nobody who speaks.
fn is_section(label: &str) -> bool {
    label.split_whitespace().next().is_some_and(|first| SECTIONS.contains(&first.to_lowercase().as_str()))
}

/// The last word of a label: "Poll: …" and "Report: …" speak too.
fn last_word(label: &str) -> String {
    label.split_whitespace().next_back().unwrap_or("").to_string()
}

/// One speech, its label read as words of the sentence that it opens.
fn speech(page: Page, label: Span, content: Vec<Span>, verbatim: bool) -> Option<Found> {
    let sentence = page.sentence_at(label.start);
    let parse = page.parses.get(sentence)?;
    let words: Vec<usize> = (0..parse.len()).filter(|word| label.contains(parse.span(*word))).collect();
    let referent = *words.last()?;
    let colon = Some(referent + 1).filter(|colon| *colon < parse.len())?;
    Some(Found {
        sentence,
        cue: vec![colon],
        speaker: Some((sentence, Source { referent, words })),
        content,
        hearer: None,
        stance: Stance::Asserts,
        speech: true,
        clause: true,
        verbatim,
        parent: None,
    })
}
