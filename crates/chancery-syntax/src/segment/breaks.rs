//! Where a sentence ends without any stop: before and behind links, rows of marks, list marks, labels and stamps.

use super::context::{Words, leads_on};
use super::openings::date;
use crate::reach::{link, mail};
use crate::tokenize::is_smiley;

/// Labels of letter heads and invitations; a colon follows.
const LABELS: &[&str] = &["From", "To", "Cc", "Date", "Sent", "Subject", "Groups", "Who", "What", "When", "Where"];

/// Labels before the maker of a picture; a colon follows.
const CREDITS: &[&str] = &["Image", "Photo", "Photograph", "Picture", "Credit"];

/// Words that end letters, before the comma and the name.
const CLOSINGS: &[&str] =
    &["Thanks", "Regards", "Best", "Sincerely", "Cheers", "Yours", "regards", "wishes", "sincerely"];

/// True where a sentence that began at `start` ends before the word `next`.
pub(crate) fn breaks(words: &Words, start: usize, next: usize) -> bool {
    if next <= start || next >= words.len() || words.touches(next) {
        return false;
    }
    let (before, after) = (words.form(next - 1), words.form(next));
    if parted(words, next) || bullet(after) && !bullet(before) {
        return true;
    }
    if words.form(next + 1) == ":" && heads(words, next) || before == ":" && enumerates(words, next) {
        return true;
    }
    let announced = before == ":" && next > 1 && matches!(words.form(next - 2), "following" | "follows");
    let smiled = is_smiley(before) && words.starter(next);
    announced && words.capital(next)
        || smiled
        || link_ends(before, after, words.capital(next))
        || stamp_begins(words, next)
        || stamp_ends(words, next)
        || closing(words, start, next)
        || dated(words, next)
        || credited(words, start, next)
}

/// True where a row of marks begins or ends; what touches it is its heading.
fn parted(words: &Words, next: usize) -> bool {
    // Four dashes may be one long dash in the middle of a sentence.
    let (before, after) = (words.form(next - 1), words.form(next));
    match (row(before), row(after)) {
        (true, false) => words.capital(next) || before.len() > 4 && !words.touches(next - 1),
        (false, true) => !words.touches(next + 1) && (words.capital(next + 1) || after.len() > 4),
        _ => false,
    }
}

/// True for marks in a row, which part what stands before from what stands behind.
fn row(form: &str) -> bool {
    let Some(mark) = form.chars().next() else { return false };
    // Gaps to be filled in are rows of underscores as well, but shorter.
    let least = if mark == '_' { 12 } else { 4 };
    matches!(mark, '-' | '=' | '*' | '~' | '#' | '_') && form.len() >= least && form.chars().all(|c| c == mark)
}

/// True for the mark of a line in a list, even where the line breaks are lost.
fn bullet(form: &str) -> bool {
    matches!(form, "•" | "▪" | "‣" | "◦" | "●")
}

/// True for a label before a colon.
fn heads(words: &Words, at: usize) -> bool {
    let (before, form) = (words.form(at - 1), words.form(at));
    let is = |labels: &[&str]| {
        labels.iter().any(|label| *label == form || words.all_capitals(at) && label.eq_ignore_ascii_case(form))
    };
    let behind_words =
        before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '”' | '"' | '>' | '-' | '.'));
    behind_words && !leads_on(before) && (is(LABELS) || is(CREDITS))
}

/// True for the number of a point in a list: `2. The`, `3) The`.
pub(crate) fn enumerates(words: &Words, at: usize) -> bool {
    let number = words.form(at).strip_suffix('.').unwrap_or(words.form(at));
    let marked = number.len() < words.form(at).len();
    let digits =
        matches!(number.len(), 1..=2) && !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
    let roman = number.len() < 5 && !number.is_empty() && number.bytes().all(|byte| b"IVX".contains(&byte));
    let behind = if marked { at + 1 } else { at + 2 };
    (digits || roman)
        && (marked || words.touches(at + 1) && matches!(words.form(at + 1), "." | ")"))
        && !words.touches(behind)
        && words.begins_new(behind)
}

/// True where an address ends what was said: another one or a capital follows.
fn link_ends(before: &str, after: &str, capital: bool) -> bool {
    if !before.contains(['.', '@', '/']) {
        return false;
    }
    let is_link = |form: &str| link(form).is_some();
    is_link(before) && (capital || is_link(after))
        || capital && before.contains('@') && before.contains('.') && mail(before) == Some(before.len())
}

/// True before the stamp of a message: `Jane Doe 03/28/2021 01:09 PM`.
fn stamp_begins(words: &Words, at: usize) -> bool {
    let by = matches!(words.form(at - 1), "Updated" | "Posted" | "Published" | "Sent" | "Created" | "Modified");
    !by && words.capital(at - 1) && day(words.form(at)) && clock(words.form(at + 1))
}

/// True behind such a stamp.
fn stamp_ends(words: &Words, at: usize) -> bool {
    if !words.capital(at) || matches!(words.form(at), "AM" | "PM") {
        return false;
    }
    let marked = matches!(words.form(at - 1), "AM" | "PM");
    let Some(time) = at.checked_sub(if marked { 2 } else { 1 }) else { return false };
    time > 0 && clock(words.form(time)) && day(words.form(time - 1))
}

/// True for a day in figures: `03/28/2021`.
fn day(form: &str) -> bool {
    form.len() <= 10 && form.matches('/').count() == 2 && form.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/')
}

/// True for a time of the day: `01:09`.
fn clock(form: &str) -> bool {
    form.len() <= 8 && form.contains(':') && form.bytes().all(|byte| byte.is_ascii_digit() || byte == b':')
}

/// True between the closing words of a letter and the name.
fn closing(words: &Words, start: usize, next: usize) -> bool {
    if next - start > 4
        || next < start + 2
        || words.form(next - 1) != ","
        || !words.capital(next)
        || words.starter(next)
    {
        return false;
    }
    let last = words.form(next - 2);
    let rest = words.len() - next;
    let name = rest == 1 || !matches!(words.form(next + 1), "," | "." | "!" | "?" | ":" | ";" | "'s");
    let alone = rest < 4 && (next..words.len()).all(|at| words.capital(at));
    CLOSINGS.contains(&last) && name || last == "you" && words.form(start) == "Thank" && alone
}

/// True before the date that ends a heading: `Council meets again Friday, May 3, 2024`.
fn dated(words: &Words, at: usize) -> bool {
    let rest = words.len() - at;
    if !(4..=6).contains(&rest) || date(words, at) != Some(rest) {
        return false;
    }
    let before = words.form(at - 1);
    !leads_on(before) && !matches!(before, "," | "-" | "–" | "—" | "(" | ";" | ":")
}

/// True behind the brackets with the maker of a picture, and before them where the caption's label stands.
fn credited(words: &Words, start: usize, next: usize) -> bool {
    let opens = |at: usize| words.form(at) == "(" && matches!(words.form(at + 1), "credit" | "Credit");
    opens(next) && start == 0 && next == 2 || words.form(next - 1) == ")" && opens(start) && words.capital(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokenize::tokenize;
    use chancery_text::Span;

    /// `|` stands where a sentence ends without a stop.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let words = Words::new(&text, tokenize(&text, Span::new(0, text.len())));
        let (mut shown, mut start, mut at) = (String::new(), 0, 0);
        for next in 1..words.len() {
            if breaks(&words, start, next) {
                let end = words.tokens().spans[next - 1].end;
                shown.push_str(&text[at..end]);
                shown.push('|');
                (start, at) = (next, end);
            }
        }
        shown.push_str(&text[at..]);
        assert_eq!(shown, marked);
    }

    #[test]
    fn links_and_addresses_end() {
        check("See https://example.org/a| https://example.org/b| The report is there");
        check("See https://example.org/a for more");
        check("Write to ama@example.org| We answer soon");
        check("Write to ama@example.org or call");
    }

    #[test]
    fn rows_and_list_marks_part() {
        check("Above| -----| Below and a -- b - c ---- d");
        check("Points| • one| • two");
        check("Sign here ____ please");
        check("It has two points:| 1. It is old");
        check("The score: 1.5 to 2");
    }

    #[test]
    fn labels_stamps_and_closings() {
        check("Ama Mensah| 03/28/2021 01:09 PM| Please read");
        check("Updated 03/28/2021 01:09 PM");
        check("He came on 03/28/2021 at 01:09 PM");
        check("Best regards,| Ama");
        check("Thanks, everyone, for coming");
        check("Thank you, Madam Chair, for your time");
        check("WHO: The club| WHEN: Friday| WHERE: The hall");
        check("The mayor on Friday| Photo: Ama Mensah");
        check("Council to meet again| Friday, May 3, 2024");
        check("Council to meet on Friday, May 3, 2024");
        check("The full text follows:| We met");
        check("He named one place: Accra");
    }
}
