//! Words of a paragraph, divided as the English UD treebanks divide them.
//!
//! The text between white space is read from left to right, each character once: links, numbers, words with their
//! contractions, then single marks.

use crate::abbreviations::{Abbreviation, Around, abbreviation};
use crate::reach::{is_joined, link, mail, number, run, unit};
use chancery_text::Span;
use std::ops::Range;

/// The words of one paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Tokens {
    /// In order, without overlap; only white space lies between.
    pub(crate) spans: Vec<Span>,
    /// Words that are written as one token.
    pub(crate) multiword: Vec<Range<usize>>,
    /// Words that hold their own full stop, in order.
    pub(crate) abbreviations: Vec<(usize, Abbreviation)>,
}

/// Contractions that are written without an apostrophe, and where they are cut.
const UNMARKED: &[(&str, usize)] = &[
    ("cannot", 3),
    ("gonna", 3),
    ("wanna", 3),
    ("gotta", 3),
    ("dont", 2),
    ("didnt", 3),
    ("doesnt", 4),
    ("isnt", 2),
    ("wasnt", 3),
    ("werent", 4),
    ("arent", 3),
    ("couldnt", 5),
    ("wouldnt", 5),
    ("shouldnt", 6),
    ("havent", 4),
    ("hasnt", 3),
    ("hadnt", 3),
    ("cant", 2),
    ("im", 1),
    ("ive", 1),
    ("youre", 3),
    ("youve", 3),
    ("theyre", 4),
    ("thats", 4),
    ("whats", 4),
    ("lemme", 3),
    ("gimme", 3),
];

/// Contracted endings that begin with an apostrophe.
const CLITICS: &[&str] = &["s", "re", "ve", "ll", "d", "m"];

/// Smileys, the longer before those that they begin with.
const SMILEYS: &[&str] = &[":-)", ":-(", ";-)", ":-D", ":-P", ":)", ":(", ";)", ":D", ":P", ":p", "=)", "=(", "<3"];

/// True for a smiley.
pub(crate) fn is_smiley(form: &str) -> bool {
    SMILEYS.contains(&form)
}

/// Divides `span` of the text into words.
pub(crate) fn tokenize(text: &str, span: Span) -> Tokens {
    let paragraph = span.of(text);
    let mut tokens = Tokens::default();
    let mut open_quote = false;
    let mut at = 0;
    while let Some(start) = paragraph[at..].find(|c: char| !c.is_whitespace()).map(|skip| at + skip) {
        let end = paragraph[start..].find(char::is_whitespace).map_or(paragraph.len(), |length| start + length);
        let mut chunk = Chunk { paragraph, base: span.start, end, at: start, tokens: &mut tokens, open_quote };
        while chunk.at < end {
            chunk.step(chunk.at == start);
        }
        open_quote = chunk.open_quote;
        at = end;
    }
    tokens
}

/// One stretch without white space, while it is read.
struct Chunk<'t> {
    paragraph: &'t str,
    /// Where the paragraph starts in the text.
    base: usize,
    /// Where the stretch ends in the paragraph.
    end: usize,
    /// Where the next word starts.
    at: usize,
    tokens: &'t mut Tokens,
    /// True after a single quote that nothing has closed yet.
    open_quote: bool,
}

impl<'t> Chunk<'t> {
    fn rest(&self) -> &'t str {
        &self.paragraph[self.at..self.end]
    }

    /// Takes the next bytes as a word.
    fn push(&mut self, length: usize) {
        self.tokens.spans.push(Span::new(self.base + self.at, self.base + self.at + length));
        self.at += length;
    }

    /// Reads one word, or one token of several words.
    fn step(&mut self, first: bool) {
        let rest = self.rest();
        let Some(head) = rest.chars().next() else { return };
        if let Some(length) = link(rest).or_else(|| mail(rest)) {
            return self.push(length);
        }
        if head.is_alphanumeric() {
            return self.word();
        }
        let smiley = SMILEYS.iter().find(|smiley| rest.starts_with(**smiley)).map_or(0, |smiley| smiley.len());
        if smiley > 0 && !rest[smiley..].starts_with(char::is_alphanumeric) {
            return self.push(smiley);
        }
        let after = rest[head.len_utf8()..].chars().next();
        match head {
            '.' if after.is_some_and(|after| after.is_ascii_digit()) && (first || self.behind_currency()) => {
                let length = 1 + rest[1..1 + number(&rest[1..])].trim_end_matches(',').len();
                self.push(length);
            }
            '+' if after.is_some_and(|after| after.is_ascii_digit()) && first => {
                let length = 1 + run(&rest[1..]);
                self.push(length);
            }
            '!' | '?' => self.push(rest.len() - rest.trim_start_matches(['!', '?']).len()),
            '\'' | '’' | '‘' | '`' => self.quote(head, first),
            '@' | '#' if after.is_some_and(char::is_alphabetic) && first => {
                let length = rest[1..].find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len() - 1);
                self.push(1 + length);
            }
            '.' | '-' | '*' | '=' | '_' | '~' | '<' | '>' | '+' | '#' => {
                self.push(rest.len() - rest.trim_start_matches(head).len());
            }
            _ => {
                // A mark keeps what is drawn upon it: accents, joiners, variation selectors.
                let drawn = rest[head.len_utf8()..].find(|c| !is_joined(c)).unwrap_or(rest.len() - head.len_utf8());
                self.push(head.len_utf8() + drawn);
            }
        }
    }

    /// True behind the sign of a currency.
    fn behind_currency(&self) -> bool {
        self.paragraph[..self.at].ends_with(['$', '€', '£', '¥'])
    }

    /// A single quotation mark or an apostrophe.
    fn quote(&mut self, mark: char, first: bool) {
        let rest = self.rest();
        let behind = &rest[mark.len_utf8()..];
        if behind.starts_with(mark) {
            return self.push(2 * mark.len_utf8());
        }
        let letters = behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len());
        let word = &behind[..letters];
        let year = word.strip_suffix('s').unwrap_or(word);
        let decade = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
        let clipped = matches!(word, "em" | "til" | "cause" | "bout" | "Tis" | "tis" | "twas");
        if mark != '‘' && first && (decade || clipped) {
            return self.push(mark.len_utf8() + letters);
        }
        if mark != '‘' && !first && CLITICS.contains(&word) {
            // What a closing bracket or a link has cut off from its word.
            return self.push(mark.len_utf8() + letters);
        }
        self.open_quote = first && letters > 0;
        self.push(mark.len_utf8());
    }

    /// True behind an initial, as that of a first name.
    fn behind_initial(&self) -> bool {
        let last = self.tokens.abbreviations.last();
        last.is_some_and(|(word, _)| word + 1 == self.tokens.spans.len() && self.tokens.spans[*word].len() == 2)
    }

    /// Bytes of the next word or number.
    fn reach(&self) -> usize {
        let rest = self.rest();
        // The `e` or `i` between two hyphens is a word of its own: `Nakhl-e-Taqi`.
        let between =
            self.paragraph[..self.at].ends_with('-') && rest.starts_with(['e', 'i']) && rest[1..].starts_with('-');
        if between { 1 } else { run(rest) }
    }

    /// A word or number, with the stop of an abbreviation and the parts of a contraction.
    fn word(&mut self) {
        let rest = self.rest();
        let start = self.at;
        let length = self.reach();
        let word = &rest[..length];
        let behind = &rest[length..];
        if behind.starts_with('$') && length <= 2 && word.chars().all(char::is_uppercase) {
            return self.push(length + 1);
        }
        if let Some(digits) = unit(word) {
            self.push(digits);
            let unit = &word[digits..];
            if unit.contains('.') && behind.starts_with('.') {
                self.tokens.abbreviations.push((self.tokens.spans.len(), Abbreviation::MayEnd));
                return self.push(unit.len() + 1);
            }
            return self.push(unit.len());
        }
        if behind.starts_with('.') && !behind.starts_with("..") {
            let after = &self.paragraph[start + length + 1..];
            let initials = self.behind_initial();
            let opened = self.paragraph[..start].trim_end().ends_with(['(', ';']);
            if let Some(kind) = abbreviation(word, Around { after, initials, opened }) {
                self.tokens.abbreviations.push((self.tokens.spans.len(), kind));
                return self.push(length + 1);
            }
        }
        if word == "Yahoo" && behind.starts_with('!') && !behind.starts_with("!!") {
            self.tokens.abbreviations.push((self.tokens.spans.len(), Abbreviation::MayEnd));
            return self.push(length + 1);
        }
        let first = self.tokens.spans.len();
        for part in contraction(word) {
            self.push(part);
        }
        let mut behind = behind.chars();
        let mark = behind.next().filter(|mark| matches!(mark, '\'' | '’'));
        if let Some(mark) = mark {
            // The genitive of a plural, unless the mark closes a quotation.
            let plural = word.ends_with(['s', 'S']) && !self.open_quote;
            if plural && !behind.next().is_some_and(char::is_alphanumeric) {
                self.push(mark.len_utf8());
            } else {
                self.open_quote = false;
            }
        }
        if self.tokens.spans.len() > first + 1 {
            self.tokens.multiword.push(first..self.tokens.spans.len());
        }
    }
}

/// Lengths of the words that a token stands for.
fn contraction(word: &str) -> Vec<usize> {
    if word.len() <= 10 {
        let lower = word.to_ascii_lowercase();
        if let Some((_, cut)) = UNMARKED.iter().find(|(form, _)| *form == lower) {
            // `IM` is no contraction.
            if word != "IM" {
                return vec![*cut, word.len() - cut];
            }
        }
    }
    let mut ends = Vec::new();
    let mut end = word.len();
    // Several may follow one another: `wouldn't've`.
    while ends.len() < 3 {
        let Some((at, mark)) = word[..end].char_indices().rev().take(4).find(|(_, c)| matches!(c, '\'' | '’')) else {
            break;
        };
        let tail = word[at + mark.len_utf8()..end].to_ascii_lowercase();
        let before = word[..at].chars().next_back();
        let cut = if tail == "t" && before.is_some_and(|before| matches!(before, 'n' | 'N')) && at > 1 {
            at - 1
        } else if CLITICS.contains(&tail.as_str()) && before.is_some_and(|before| !before.is_ascii_digit()) {
            at
        } else {
            break;
        };
        if cut == 0 {
            break;
        }
        ends.push(end);
        end = cut;
    }
    ends.push(end);
    ends.reverse();
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(&ends).map(|(start, end)| end - start).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Words are shown with a space between, parts of one token with a `|`.
    fn check(text: &str, expected: &str) {
        let tokens = tokenize(text, Span::new(0, text.len()));
        let mut shown = String::new();
        for (i, span) in tokens.spans.iter().enumerate() {
            if i > 0 {
                let joined = tokens.multiword.iter().any(|range| range.start < i && i < range.end);
                shown.push(if joined { '|' } else { ' ' });
            }
            shown.push_str(span.of(text));
        }
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn contractions_are_cut() {
        check("He didn't say it's Moscow's.", "He did|n't say it|'s Moscow|'s .");
        check("They cannot; we’ll wouldn't've", "They can|not ; we|’ll would|n't|'ve");
        check("the ministers' talks and O'Brien", "the ministers|' talks and O'Brien");
        check("the 'old friends' met", "the ' old friends ' met");
        check("in the 1990's and '90s", "in the 1990's and '90s");
    }

    #[test]
    fn stops_of_abbreviations_stay() {
        check("Gen. Ivanov left the U.S. on Jan. 9.", "Gen. Ivanov left the U.S. on Jan. 9 .");
        check("J. K. Petrov said no. Article No. 5 holds.", "J. K. Petrov said no . Article No. 5 holds .");
        check("At 5 p.m. he left...", "At 5 p.m. he left ...");
        check("Plan B. It failed.The end.", "Plan B. It failed . The end .");
    }

    #[test]
    fn hyphens_numbers_and_currency() {
        check("a well-known anti-war ex-minister", "a well - known anti-war ex-minister");
        check("the Moscow-Kyiv line in 2018-19", "the Moscow - Kyiv line in 2018 - 19");
        check("$5bn, €1,200.50 and US$3m (10%)", "$ 5 bn , € 1,200.50 and US$ 3 m ( 10 % )");
        check("at 7:30am on 9/11 and/or 11-20-2000", "at 7:30 am on 9/11 and / or 11-20-2000");
    }

    #[test]
    fn numbers_marks_and_names_stay_whole() {
        check("batted .227, paid $.04 and 5.6.", "batted .227 , paid $ .04 and 5.6 .");
        check("call +4512345678 in mid-1990 or ’73", "call +4512345678 in mid-1990 or ’73");
        check("the #peace march of the Nakhl-e-Taqi", "the #peace march of the Nakhl - e - Taqi");
        check("Macon, Ga., has an M.Sc. and file-1.doc", "Macon , Ga. , has an M.Sc. and file - 1.doc");
        check("born (b. May 1990), so b. May", "born ( b. May 1990 ) , so b . May");
    }

    #[test]
    fn links_and_marks() {
        check("See https://example.org/a-b?c=1.", "See https://example.org/a-b?c=1 .");
        check("(www.example.org), mail jo-an.b@example.org!", "( www.example.org ) , mail jo-an.b@example.org !");
        check("“Stop!!” she said — ‘now’…", "“ Stop !! ” she said — ‘ now ’ …");
        check("MOSCOW (Reuters) - Russia", "MOSCOW ( Reuters ) - Russia");
    }

    proptest! {
        #[test]
        fn words_cover_all_but_white_space(text in "\\PC{0,60}|[a-z'.’\\-0-9 $@:/&,]{0,80}") {
            let tokens = tokenize(&text, Span::new(0, text.len()));
            let mut at = 0;
            for span in &tokens.spans {
                prop_assert!(span.start >= at && span.end > span.start);
                prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
                prop_assert!(text[at..span.start].chars().all(char::is_whitespace));
                at = span.end;
            }
            prop_assert!(text[at..].chars().all(char::is_whitespace));
            for range in &tokens.multiword {
                prop_assert!(range.len() > 1 && range.end <= tokens.spans.len());
            }
        }
    }
}
