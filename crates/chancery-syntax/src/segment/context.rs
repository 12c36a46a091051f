//! The words of one block, looked at one by one and with their neighbours.

use crate::abbreviations::Abbreviation;
use crate::tokenize::Tokens;
use chancery_text::Span;

/// Words that begin sentences and are capitalised only there: after `U.S.` or `p.m.` they tell that one has ended.
const STARTERS: &str = "A According After Also Although Among An And Another Any As At Because Before Both But By \
    Despite During Each Earlier Even Every For From He Her Here His How However I If In It Its Last Later Many \
    Meanwhile More Most My No Not Now Officials On One Only Other Our Police She Since So Some Still Such That The \
    Their Then There These They This Those Though Three Thus To Two Under Until We What When Where Whether Which \
    While Who Why With Yet You Your";

/// Those that begin sentences in a text of capitals alone, where any word may follow an abbreviation.
const STARTERS_IN_CAPITALS: &[&str] =
    &["THE", "HE", "SHE", "THEY", "WE", "BUT", "THIS", "THERE", "MEANWHILE", "HOWEVER"];

/// Some of those stand behind a number as well, where the number is the first word: `7 More`.
const COUNTED: &[&str] = &["A", "I", "Last", "Later", "Many", "More", "Most", "Not", "Officials", "Other", "Police"];

/// Words that lead on to the next one, so that neither a line nor a sentence ends with them.
const LEADING_ON: &str = "a about after against all an and are as at be because before but by for from had has have \
    her his if in into is its my next nor of on or our over said says since than that the their this through till to \
    under until was were when where which while who whose will with would your";

/// True for a word that leads on to the next one.
pub(crate) fn leads_on(word: &str) -> bool {
    word.len() < 8 && LEADING_ON.split_whitespace().any(|leading| leading.eq_ignore_ascii_case(word))
}

/// The words of one block.
#[derive(Debug)]
pub(crate) struct Words<'t> {
    text: &'t str,
    tokens: Tokens,
    /// True where the block has no letter in lower case, so that a capital says nothing.
    capitals: bool,
}

impl<'t> Words<'t> {
    /// What was read of a text.
    pub(crate) fn new(text: &'t str, tokens: Tokens) -> Words<'t> {
        let lower = |span: &Span| span.of(text).contains(char::is_lowercase);
        let capitals = !tokens.spans.iter().any(lower);
        Words { text, tokens, capitals }
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.tokens.spans.len()
    }

    /// What was read.
    pub(crate) fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// A word as printed; nothing beyond the last.
    pub(crate) fn form(&self, at: usize) -> &'t str {
        self.tokens.spans.get(at).map_or("", |span| span.of(self.text))
    }

    /// True where no white space stands before a word.
    pub(crate) fn touches(&self, at: usize) -> bool {
        at > 0 && at < self.len() && self.tokens.spans[at].start == self.tokens.spans[at - 1].end
    }

    /// Whether a word holds its own stop.
    pub(crate) fn abbreviation(&self, at: usize) -> Option<Abbreviation> {
        let found = self.tokens.abbreviations.binary_search_by_key(&at, |(word, _)| *word).ok()?;
        Some(self.tokens.abbreviations[found].1)
    }

    /// True for a word with a capital.
    pub(crate) fn capital(&self, at: usize) -> bool {
        self.form(at).starts_with(char::is_uppercase)
    }

    /// True for a word that may be the first of a sentence: with a capital, a number or an opening quotation mark.
    pub(crate) fn begins_new(&self, at: usize) -> bool {
        let first = self.form(at).chars().next();
        first.is_some_and(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '“' | '"' | '‘' | '\'' | '«'))
    }

    /// True for a word that has its capital only from the beginning of a sentence.
    pub(crate) fn starter(&self, at: usize) -> bool {
        let form = self.form(at);
        if form.len() > 10 || !self.capital(at) || form == "Under" && self.form(at + 1).starts_with("Sec") {
            return false;
        }
        let known = || STARTERS.split_whitespace().any(|starter| starter == form);
        if self.capitals { STARTERS_IN_CAPITALS.contains(&form) } else { known() }
    }

    /// The same for a word behind the number of a footnote, which a number of things could be as well.
    pub(crate) fn starter_after_number(&self, at: usize) -> bool {
        self.starter(at) && !self.capitals && !COUNTED.contains(&self.form(at))
    }

    /// True for a word without any letter in lower case, of two letters or more.
    pub(crate) fn all_capitals(&self, at: usize) -> bool {
        let form = self.form(at);
        form.len() > 1 && form.chars().all(char::is_uppercase)
    }
}
