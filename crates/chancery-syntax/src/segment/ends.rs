//! Where a sentence ends with a stop, a question or an exclamation, and what closes together with it.

use super::breaks::enumerates;
use super::context::Words;
use crate::abbreviations::Abbreviation;
use crate::tokenize::is_smiley;

/// Words in which the maker of a quotation is named behind it, at most.
const SOURCE: usize = 6;

/// Where the next sentence starts, if this word ends the one that began at `start`: after the quotes and brackets
/// that close with it, smileys, and the numbers of notes.
pub(crate) fn ends(words: &Words, start: usize, word: usize) -> Option<usize> {
    let form = words.form(word);
    let kind = words.abbreviation(word);
    let stop = matches!(form, "." | "。") || form.chars().all(|c| matches!(c, '!' | '?' | '…' | '.' | '‽'));
    if !stop && kind.is_none() || inside(words, start, word) {
        return None;
    }
    let mut next = word + 1;
    while words.touches(next) && closes(words.form(next)) {
        next += 1;
    }
    let quoted = next > word + 1;
    let smiley = kind.is_none() && next < words.len() && is_smiley(words.form(next));
    next += usize::from(smiley);
    let noted = notes(words, next, stop && !smiley);
    if kind.is_none() && source(words, noted) {
        return Some(words.len());
    }
    if noted == words.len() {
        return Some(noted);
    }
    let new = starts(words, word, noted, quoted) || smiley && !continues(words.form(noted));
    new.then_some(noted)
}

/// True where the word at `next` may begin a sentence after the stop at `word`.
fn starts(words: &Words, word: usize, next: usize, quoted: bool) -> bool {
    let form = words.form(word);
    let following = words.form(next);
    let begins = following.chars().next().unwrap_or(' ');
    let lower = begins.is_lowercase();
    let touching = next == word + 1 && words.touches(next);
    match words.abbreviation(word) {
        // Words that were left out begin the next sentence.
        None if elided(following) && !touching && !elided(form) => true,
        _ if continues(following) => false,
        Some(Abbreviation::Leads) => false,
        Some(Abbreviation::MayEnd) => {
            let et_cetera = form.eq_ignore_ascii_case("etc.") && words.capital(next);
            words.starter(next) || et_cetera || matches!(begins, '“' | '"') && quoted
        }
        None if form == "." && touching && begins.is_ascii_digit() => !(word > 0 && words.all_capitals(word - 1)),
        None if form == "." => !lower || !quoted && !touching,
        None if elided(form) => !lower && (!words.touches(next) || words.starter(next)),
        None if form.starts_with(['.', '…']) => form.contains(['!', '?']),
        // The title of a work may end with a mark, and its year follows.
        None if following == "(" && is_year(words.form(next + 1)) => false,
        // A name may have its own mark, as that of a game show: there the sentence goes on.
        None if lower && form == "!" => !(quoted || word > 0 && words.capital(word - 1)),
        None => !(matches!(begins, '-' | '—') || lower && quoted),
    }
}

/// True for a stop that stands inside: behind the number of a point, or where a sentence begins with dots.
fn inside(words: &Words, start: usize, word: usize) -> bool {
    if word + 1 == words.len() {
        return false;
    }
    let numbered = word == start + 1 && enumerates(words, start);
    let marked = word == start && words.abbreviation(word).is_some() && words.form(word).chars().count() == 2;
    // Dots behind an opening quotation mark stand for what was said before.
    let quoted = word > start && words.touches(word) && matches!(words.form(word - 1), "“" | "‘" | "\"" | "``" | "(");
    let leads = word == start || quoted && !(word > 1 && words.touches(word - 1));
    numbered || marked || leads && elided(words.form(word))
}

/// True for dots that stand for what is left out.
fn elided(form: &str) -> bool {
    form == "…" || form.len() > 1 && form.bytes().all(|byte| byte == b'.')
}

/// True for a number of four digits.
fn is_year(form: &str) -> bool {
    form.len() == 4 && form.bytes().all(|byte| byte.is_ascii_digit())
}

/// True for a mark with which the sentence goes on.
fn continues(form: &str) -> bool {
    form.starts_with([',', ';', ':', ')', ']', '”', '%', '/', '.', '!', '?'])
}

/// True for a mark that closes a quotation or a bracket.
fn closes(form: &str) -> bool {
    matches!(form, "\"" | "”" | "’" | "'" | "''" | ")" | "]" | "»" | "’’")
}

/// Where the text goes on after the notes that belong to the sentence they stand behind: `[12]`, `[citation needed]`,
/// and the bare number of a footnote.
fn notes(words: &Words, mut next: usize, stop: bool) -> usize {
    while let Some(length) = bracketed(words, next) {
        next += length;
    }
    let number = words.form(next);
    let note =
        stop && matches!(number.len(), 1..=3) && number.bytes().all(|byte| byte.is_ascii_digit()) && number != "0";
    if !note || words.touches(next + 1) {
        return next;
    }
    let behind_word =
        next > 1 && words.form(next - 2).ends_with(|c: char| c.is_lowercase() || closes(c.encode_utf8(&mut [0; 4])));
    let touching = words.touches(next) && behind_word && (next + 1 == words.len() || words.capital(next + 1));
    if touching || words.starter_after_number(next + 1) { next + 1 } else { next }
}

/// Words of a note in square brackets: a number, or a remark without any capital.
fn bracketed(words: &Words, at: usize) -> Option<usize> {
    if words.form(at) != "[" {
        return None;
    }
    let close = (at + 2..at + 6).find(|close| words.form(*close) == "]")?;
    let number = |form: &str| form.len() < 4 && form.bytes().all(|byte| byte.is_ascii_digit());
    let remark = |form: &str| form.chars().all(char::is_lowercase);
    let inner = || (at + 1..close).map(|at| words.form(at));
    (close == at + 2 && inner().all(number) || inner().all(remark)).then_some(close + 1 - at)
}

/// True where all that follows is a dash and a name: who said what stands before.
fn source(words: &Words, at: usize) -> bool {
    let rest = words.len() - at;
    let dash = matches!(words.form(at), "-" | "--" | "–" | "—" | "―");
    let name =
        |at: usize| words.capital(at) || matches!(words.form(at), "of" | "the" | "and" | "de" | "van" | "von" | ",");
    dash && !words.touches(at + 1)
        && (2..=SOURCE).contains(&rest)
        && words.capital(at + 1)
        && (at + 1..words.len()).all(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokenize::tokenize;
    use chancery_text::Span;

    /// Yes: `|` stands where a sentence ends; no: nothing stands there.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let words = Words::new(&text, tokenize(&text, Span::new(0, text.len())));
        let mut shown = String::new();
        let (mut start, mut word, mut at) = (0, 0, 0);
        while word < words.len() {
            if let Some(next) = ends(&words, start, word) {
                let end = words.tokens().spans[next - 1].end;
                shown.push_str(&text[at..end]);
                shown.push('|');
                (start, word, at) = (next, next, end);
            } else {
                word += 1;
            }
        }
        shown.push_str(&text[at..]);
        assert_eq!(shown, marked);
    }

    #[test]
    fn abbreviations_lead_on_or_end() {
        check("Gen. Mensah met Dr. Okoye and Sen. Ruiz.| They left.|");
        check("He lives in the U.S. and works there.| He came from the U.K.| She did not.|");
        check("The U.S. Under Secretary met U.S. Navy officers.|");
        check("It began on Jan. 9 and ended on Sept. 3.| No. 10 fell.| No.| He stayed.|");
        check("Acme Inc. bought Brix Ltd. in May.| He works for Acme Inc.| The firm is new.|");
        check("It opens at 9 a.m. Monday.| It closes at 5 p.m.| The park stays open.|");
        check("They sell rice, beans, etc.| Farmers gain.| They sell rice, beans, etc. in town.|");
        check("The clinic is on Park Ave.| It opens today.| St. Louis is far.|");
        check("The case of Ruiz v. Lima was heard in Macon, Ga., on Friday.|");
    }

    #[test]
    fn initials_lead_on() {
        check("J. K. Mensah and George B. Ruiz spoke.| Plan B.| He left.|");
        check("The bill, H. R. 214, passed.| Ada Lima (b. March 1990) won.|");
        check("He found E. coli in the U. S.; it spread.|");
        check("A. The first answer is right.|");
    }

    #[test]
    fn numbers_hold_stops() {
        check("The quake measured 5.6.| It was felt far away.|");
        check("1. The council met.| 2. The mayor spoke.|");
        check("We saw PV.6 and No.5 there.|");
        check("Rates rose.23 Banks gained.|".replace("23 ", "23| ").as_str());
        check("Rates rose. 4| However, banks lost.| 4 Banks lost.|");
        check("Prices fell. [12]| They rose later. [citation needed]| They fell.|");
    }

    #[test]
    fn quotes_and_brackets_close_with_their_stop() {
        check("“We won.”| He smiled.| \"Why?\" he asked.| (He knew.)| She left.|");
        check("“Stop!” he said.| 'No.'| She ran.|");
        check("“It is a long road.” — Ama Mensah|");
        check("The film Stop! (1965) ran for years.|");
    }

    #[test]
    fn dots_and_marks() {
        check("We waited ... and left.| We waited ...| Then we left.| It was cold...| They went in.|");
        check("They won.| ... They lost again.|");
        check("He was glad and said \"... We will rest.\"| They left.|");
        check("What now?| nobody knows.| we won!| nobody cared.| Jackpot! hosts agree.|");
        check("It works! :)| You will see.|");
        check("He shares Yahoo! News daily.|");
        check("It failed.|The end.|");
    }

    #[test]
    fn capitals_alone_say_nothing() {
        check("TALKS FAILED.| THE U.S. AND IRAN LEFT.| THEY LEFT THE U.S.| THE TALKS ENDED.|");
    }
}
