//! Words that keep their full stop, and what a stop after them says about the end of a sentence.

/// How a word with its own stop stands to the end of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// Something belonging to it follows: `Gen.`, `No.`, `Jan.`.
    Leads,
    /// It may end a sentence: `U.S.`, `Inc.`, `p.m.`.
    MayEnd,
}

/// Titles and others that lead up to the next word, in lower case without the stop.
const LEADING: &[&str] = &[
    "adm", "amb", "apr", "arch", "assoc", "asst", "atty", "aug", "ave", "brig", "capt", "cdr", "cmdr", "col", "comdr",
    "congr", "cpl", "cpt", "dec", "det", "dir", "dist", "dr", "eg", "e.g", "ens", "feb", "fr", "ft", "gen", "gov",
    "hon", "i.e", "insp", "jan", "jul", "jun", "lt", "maj", "mgr", "messrs", "mlle", "mme", "mr", "mrs", "ms", "msgr",
    "mt", "nov", "oct", "pfc", "pres", "prof", "pvt", "rep", "reps", "ret", "rev", "sen", "sens", "sept", "sgt", "spc",
    "sr", "st", "ste", "supt", "vs", "v.s", "viz", "vol", "cf", "ca", "fig", "figs", "eq", "pp", "op", "attn", "univ",
    "a.k.a", "f.k.a", "thurs", "thur", "tues", "wed", "mon", "fri", "approx", "dept", "est", "ph",
];

/// Others, in lower case without the stop.
const ENDING: &[&str] = &[
    "inc", "corp", "co", "cos", "ltd", "bros", "jr", "etc", "esq", "plc", "al", "blvd", "rd", "hrs", "mins", "calif",
    "conn", "fla", "ill", "mass", "mich", "minn", "okla", "ont", "ore", "pa", "penn", "que", "tenn", "tex", "va",
    "wash", "wis", "ph.d", "llc", "bhd", "sdn", "govt", "int'l", "intl", "nat'l", "natl", "ed", "eds", "lb", "lbs",
    "oz", "sq", "yrs",
];

/// Words of their own as well as abbreviations: the latter only before a number.
const BEFORE_NUMBER: &[&str] =
    &["no", "nos", "art", "sec", "sect", "para", "chap", "ch", "p", "mar", "sun", "sat", "c"];

/// Reads a word that a stop follows; `after` is the rest of the paragraph behind the stop.
pub(crate) fn abbreviation(word: &str, after: &str) -> Option<Abbreviation> {
    if word.len() > 16 {
        return None;
    }
    let lower = word.to_lowercase().replace('’', "'");
    let next = after.trim_start().chars().next();
    if BEFORE_NUMBER.contains(&lower.as_str()) && next.is_some_and(|next| next.is_ascii_digit()) {
        return Some(Abbreviation::Leads);
    }
    if LEADING.contains(&lower.as_str()) {
        // In lower case several are words that end sentences (est, fig, mon), and so is a title that nothing follows.
        let titled = word.starts_with(char::is_uppercase) || lower.len() < 3 || lower.contains('.');
        return (titled || next.is_some_and(|next| !next.is_uppercase())).then_some(Abbreviation::Leads);
    }
    if ENDING.contains(&lower.as_str()) {
        let word_too = matches!(lower.as_str(), "ill" | "ore" | "mass" | "wash" | "ed" | "pa" | "co" | "al" | "ma");
        return (!word_too || word.starts_with(char::is_uppercase) || lower == "al").then_some(Abbreviation::MayEnd);
    }
    let mut letters = word.split('.');
    if word.contains('.') && letters.all(|letter| letter.chars().count() == 1) {
        return Some(Abbreviation::MayEnd);
    }
    // An initial leads up to a name; at the end of a line a letter is a letter (`Plan B.`), and `I` is a pronoun.
    let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase) && word != "I";
    let name_follows = next.is_some_and(|next| next.is_uppercase());
    (initial && name_follows).then_some(Abbreviation::Leads)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_words_before_a_stop() {
        use Abbreviation::{Leads, MayEnd};
        assert_eq!(abbreviation("Gen", " Petrov"), Some(Leads));
        assert_eq!(abbreviation("U.S", " troops"), Some(MayEnd));
        assert_eq!(abbreviation("No", " 10"), Some(Leads));
        assert_eq!(abbreviation("No", " One"), None);
        assert_eq!(abbreviation("J", " Smith"), Some(Leads));
        assert_eq!(abbreviation("B", ""), None);
        assert_eq!(abbreviation("ill", " He"), None);
    }
}
