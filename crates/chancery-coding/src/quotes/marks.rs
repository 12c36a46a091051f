//! Quotation marks: the stretches of a text that stand between them.

use chancery_text::Span;

/// A stretch of text in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quoted {
    /// With the marks.
    pub outer: Span,
    /// Without the marks.
    pub inner: Span,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// False where the paragraph ends before the closing mark: the speech may go on in the next one.
    pub closed: bool,
}

/// The styles of marks; an opening mark is closed by one of its own style only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `“…”`, also `„…“`, and the typewriter's `''…''` in texts that lost their curls.
    Double,
    /// `"…"`.
    Straight,
    /// `‘…’`.
    Single,
    /// `'…'`.
    Typewriter,
    /// `«…»`.
    Guillemets,
    /// `»…«`.
    Inward,
    /// `‹…›`.
    Angles,
    /// `「…」` and `『…』`.
    Corners,
}

/// The paragraphs of a text: stretches without a blank line.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = None;
    let mut end = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let next = at + line.len();
        if line.trim().is_empty() {
            if let Some(from) = start.take() {
                out.push(Span::new(from, end));
            }
        } else {
            start.get_or_insert(at);
            end = next;
        }
        at = next;
    }
    if let Some(from) = start {
        out.push(Span::new(from, end));
    }
    out.into_iter().map(|span| span.trim(text)).collect()
}

/// The outermost quoted stretches, in order and without overlap.
///
/// A mark that is not closed runs to the end of its paragraph. Apostrophes and the inch and minute signs after
/// figures are no marks. Quotations inside a quotation are part of it.
pub(super) fn marks(text: &str, paragraphs: &[Span]) -> Vec<Quoted> {
    let mut out = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        scan(text, *paragraph, index, &mut out);
    }
    out
}

/// A character that may be a mark, with its neighbours.
struct Candidate {
    at: usize,
    len: usize,
    mark: char,
    before: Option<char>,
    after: Option<char>,
}

/// Finds the quoted stretches of one paragraph in one pass, and in a second one those of the single marks,
/// which are told from apostrophes by what closes them.
fn scan(text: &str, paragraph: Span, index: usize, out: &mut Vec<Quoted>) {
    let candidates = candidates(text, paragraph);
    // Whether a later candidate closes a single mark, surely or perhaps: an opening one without any is an apostrophe,
    // and the genitive of a plural closes only what nothing surer does.
    let mut surely = [vec![false; candidates.len() + 1], vec![false; candidates.len() + 1]];
    let mut perhaps = surely.clone();
    for (i, candidate) in candidates.iter().enumerate().rev() {
        for (column, style) in [Style::Single, Style::Typewriter].into_iter().enumerate() {
            let here = closes(candidate, style);
            surely[column][i] = surely[column][i + 1] || here && !is_possessive(candidate);
            perhaps[column][i] = perhaps[column][i + 1] || here;
        }
    }
    let mut open: Option<(Style, usize, usize)> = None;
    for (i, candidate) in candidates.iter().enumerate() {
        match open {
            None => {
                let Some(style) = opens(candidate) else { continue };
                let sure = match style {
                    Style::Single => perhaps[0][i + 1],
                    Style::Typewriter => perhaps[1][i + 1],
                    _ => true,
                };
                if sure {
                    open = Some((style, candidate.at, candidate.at + candidate.len));
                }
            }
            Some((style, start, inner)) => {
                let later = match style {
                    Style::Single => surely[0][i + 1],
                    Style::Typewriter => surely[1][i + 1],
                    _ => false,
                };
                if closes(candidate, style) && !(is_possessive(candidate) && later) {
                    let outer = Span::new(start, candidate.at + candidate.len);
                    out.push(Quoted { outer, inner: Span::new(inner, candidate.at), paragraph: index, closed: true });
                    open = None;
                }
            }
        }
    }
    if let Some((_, start, inner)) = open {
        let outer = Span::new(start, paragraph.end);
        out.push(Quoted { outer, inner: Span::new(inner, paragraph.end), paragraph: index, closed: false });
    }
}

/// The characters of a paragraph that may be marks; a doubled single mark counts as one double.
fn candidates(text: &str, paragraph: Span) -> Vec<Candidate> {
    let words = paragraph.of(text);
    let mut out: Vec<Candidate> = Vec::new();
    let mut before = None;
    let mut chars = words.char_indices().peekable();
    while let Some((offset, mark)) = chars.next() {
        if matches!(
            mark,
            '"' | '“'
                | '”'
                | '„'
                | '‘'
                | '’'
                | '‚'
                | '\''
                | '`'
                | '«'
                | '»'
                | '‹'
                | '›'
                | '「'
                | '」'
                | '『'
                | '』'
        ) {
            let mut len = mark.len_utf8();
            let mut kind = mark;
            if matches!(mark, '\'' | '’' | '‘' | '`') && chars.peek().is_some_and(|(_, next)| *next == mark) {
                chars.next();
                len *= 2;
                kind = if mark == '`' || mark == '‘' { '“' } else { '"' };
            }
            let after = chars.peek().map(|(_, next)| *next);
            out.push(Candidate { at: paragraph.start + offset, len, mark: kind, before, after });
        }
        before = Some(mark);
    }
    out
}

/// True for white space, the edge of a paragraph, and signs that may stand before an opening mark.
fn is_edge_before(before: Option<char>) -> bool {
    before.is_none_or(|c| {
        c.is_whitespace()
            || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | ':' | '“' | '"' | '‘' | '\'' | '«' | '…')
    })
}

/// True for white space, the edge of a paragraph, and signs that may stand after a closing mark.
fn is_edge_after(after: Option<char>) -> bool {
    after.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '(' | '[' | '$' | '£' | '€' | '#' | '@'))
}

/// The style that a mark may open here.
fn opens(candidate: &Candidate) -> Option<Style> {
    let word_follows = candidate.after.is_some_and(|c| !c.is_whitespace());
    match candidate.mark {
        '“' | '„' => Some(Style::Double),
        '«' => Some(Style::Guillemets),
        '»' if is_edge_before(candidate.before) && word_follows => Some(Style::Inward),
        '‹' => Some(Style::Angles),
        '「' | '『' => Some(Style::Corners),
        '"' if is_edge_before(candidate.before) && word_follows => Some(Style::Straight),
        // A figure after a single mark is a year cut short: "the '90s".
        '‘' | '\'' if candidate.after.is_some_and(char::is_numeric) => None,
        '‘' if is_edge_before(candidate.before) && word_follows => Some(Style::Single),
        '\'' if is_edge_before(candidate.before) && word_follows => Some(Style::Typewriter),
        _ => None,
    }
}

/// True where a mark may close a stretch of this style.
fn closes(candidate: &Candidate, style: Style) -> bool {
    let word_before = candidate.before.is_some_and(|c| !c.is_whitespace());
    let edge = is_edge_after(candidate.after);
    match style {
        Style::Double => matches!(candidate.mark, '”' | '“') || candidate.mark == '"' && word_before && edge,
        Style::Guillemets => candidate.mark == '»',
        Style::Inward => candidate.mark == '«',
        Style::Angles => candidate.mark == '›',
        Style::Corners => matches!(candidate.mark, '」' | '』'),
        // A straight mark after a word closes; so does a lone one between blanks.
        Style::Straight => {
            let lone = candidate.after.is_none_or(char::is_whitespace);
            candidate.mark == '”' || candidate.mark == '"' && edge && (word_before || lone)
        }
        Style::Single => candidate.mark == '’' && word_before && edge,
        Style::Typewriter => candidate.mark == '\'' && word_before && edge,
    }
}

/// True for what may be the genitive of a plural rather than a closing mark: "the workers' rights".
fn is_possessive(candidate: &Candidate) -> bool {
    candidate.before.is_some_and(|c| c == 's' || c == 'z' || c == 'x') && candidate.after == Some(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The quoted words of a text, an unclosed stretch with a stroke at its end.
    fn check(text: &str, expect: &[&str]) {
        let found: Vec<String> = marks(text, &paragraphs(text))
            .iter()
            .map(|quoted| format!("{}{}", quoted.inner.of(text), if quoted.closed { "" } else { "|" }))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn every_style_of_marks() {
        check("\"We go,\" he said. \"Now.\"", &["We go,", "Now."]);
        check("“We go,” he said. “Now.”", &["We go,", "Now."]);
        check("‘We can’t go,’ he said.", &["We can’t go,"]);
        check("'We can't go,' he said.", &["We can't go,"]);
        check("«On y va», dit-il.", &["On y va"]);
        check("''We go,'' he said.", &["We go,"]);
        check("„We go“, he said.", &["We go"]);
        check("„We go”, he said.", &["We go"]);
        check("»We go«, he said. »Now.«", &["We go", "Now."]);
        check("‹We go›, he said.", &["We go"]);
        check("「We go」, he said. 『Now.』", &["We go", "Now."]);
        check("« We go », he said.", &[" We go "]);
        check("“We go,\" he said.", &["We go,"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("The workers' rights aren't the '90s' issue.", &[]);
        check("'The workers' rights come first,' she said.", &["The workers' rights come first,"]);
        check("‘The workers’ rights come first,’ she said.", &["The workers’ rights come first,"]);
        check("Since ‘08 the talks of ‘new friends’ go on.", &["new friends"]);
        check("\"Say 'no,' \" he said, \"and go.\"", &["Say 'no,' ", "and go."]);
    }

    #[test]
    fn a_quotation_inside_another_is_part_of_it() {
        check("“She said ‘no’ twice,” he said.", &["She said ‘no’ twice,"]);
        check("'She said \"no\" twice,' he said.", &["She said \"no\" twice,"]);
    }

    #[test]
    fn an_open_mark_ends_with_its_paragraph() {
        check("“We go.\n\n“We stay,” he said.", &["We go.|", "We stay,"]);
        check("He said \"we go.\n\nNothing else.", &["we go.|"]);
    }

    proptest! {
        #[test]
        fn any_text_is_scanned(text in "[a s.,'\"“”‘’«»‹›「」„`\n—é]{0,60}") {
            let mut end = 0;
            for quoted in marks(&text, &paragraphs(&text)) {
                prop_assert!(quoted.outer.start >= end && quoted.outer.contains(quoted.inner));
                prop_assert!(text.get(quoted.outer.start..quoted.outer.end).is_some());
                prop_assert!(text.get(quoted.inner.start..quoted.inner.end).is_some());
                end = quoted.outer.end;
            }
        }
    }
}
