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
const LEADING: &str = "adm amb arch assoc asst atty brig capt cdr cllr cmdr col cols comdr congr cpl cpt det dir dist \
    dr drs eg e.g ens esp fr gen gens gov govs hon i.e insp lt lieut maj mgr messrs mlle mme mr mrs ms mx msgr mt pfc \
    pres prof profs pte pvt rep reps ret rev revs sen sens sgt spc sqn ste supt vs v v.s viz vol cf ca fig figs eq \
    pp op attn a.k.a f.k.a approx est ph";

/// Others, in lower case without the stop.
const ENDING: &str = "inc corp co cos ltd bros jr sr etc esq plc al ave blvd rd st ft hrs mins calif conn fla ill mass \
    mich minn okla ont ore pa penn que tenn tex va wash wis ala alta ariz ark colo del ga ind kan kans ky la md miss mo \
    mont neb nebr nev sask vt wyo cal ph.d m.sc b.sc m.phil d.phil m.eng b.eng m.ed b.ed llc bhd sdn govt dept univ \
    int'l intl nat'l natl ed eds lb lbs oz sq yrs";

/// Words of their own as well, which are abbreviations only with a capital.
const CAPITAL: &str = "ill ore mass wash ed pa co ala ark del ga ind la miss mo cal mont";

/// Words of their own as well as abbreviations: the latter only before a number.
const BEFORE_NUMBER: &str = "no nos art sec sect sc para chap ch cl p mar sun sat c rs tk ext tel vers";

/// Months and days that are not words of their own.
const DATES: &str = "jan feb apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri";

/// What tells of a life, before a year: born, died, married, divorced, reigned, flourished.
const LIVES: &str = "b d m div r fl c";

/// Months, by their first letters; without a stop they stand whole.
const MONTHS: &str = "jan january feb february mar march apr april may jun june jul july aug august sep sept september \
    oct october nov november dec december";

/// Days of the week likewise.
const WEEKDAYS: &str = "mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun \
    sunday";

/// True where a list of words holds this one.
fn holds(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|entry| entry == word)
}

/// True for the name of a month, whole or short, with a capital.
pub(crate) fn is_month(form: &str) -> bool {
    is_named(MONTHS, form)
}

/// True for the name of a day of the week, whole or short, with a capital.
pub(crate) fn is_weekday(form: &str) -> bool {
    is_named(WEEKDAYS, form)
}

fn is_named(list: &str, form: &str) -> bool {
    form.len() < 11 && form.starts_with(char::is_uppercase) && holds(list, &form.trim_end_matches('.').to_lowercase())
}

/// What stands around a word that a stop follows.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Around<'t> {
    /// The rest of the paragraph behind the stop.
    pub(crate) after: &'t str,
    /// True where an initial with its stop stands right before.
    pub(crate) initials: bool,
    /// True where an opening bracket or a semicolon stands right before.
    pub(crate) opened: bool,
}

/// Reads a word that a stop follows.
pub(crate) fn abbreviation(word: &str, around: Around) -> Option<Abbreviation> {
    use Abbreviation::{Leads, MayEnd};
    if word.len() > 16 {
        return None;
    }
    let lower = word.to_lowercase().replace('’', "'");
    let touching = around.after.chars().next();
    let behind = around.after.trim_start();
    let next = behind.chars().next();
    let number = next.is_some_and(|next| next.is_ascii_digit());
    let capital = word.starts_with(char::is_uppercase);
    if holds(BEFORE_NUMBER, &lower) && number {
        return Some(Leads);
    }
    let month = || is_month(behind.split(|c: char| !c.is_alphabetic()).next().unwrap_or(""));
    if around.opened && holds(LIVES, word) && (number || month()) || is_weekday(word) && word.len() < 6 && month() {
        return Some(Leads);
    }
    if capital && holds(DATES, &lower) {
        return Some(MayEnd);
    }
    if holds(LEADING, &lower) {
        // In lower case several are words that end sentences (est, fig, ret), and so is a title that nothing follows.
        let titled = capital || lower.len() < 3 || lower.contains('.');
        return (titled || next.is_some_and(|next| !next.is_uppercase())).then_some(Leads);
    }
    if holds(ENDING, &lower) && (capital || !holds(CAPITAL, &lower)) {
        return Some(MayEnd);
    }
    let one = word.chars().count() == 1;
    let mut letters = word.split('.');
    if word.contains('.')
        && letters.all(|letter| letter.chars().count() == 1 && letter.chars().all(char::is_alphabetic))
    {
        return Some(MayEnd);
    }
    // No sentence ends before a comma: the stop is that of the word, whichever it is.
    let letter = word.chars().all(char::is_alphabetic);
    if letter && word.len() < 8 && matches!(touching, Some(',' | ';')) {
        return Some(MayEnd);
    }
    // An initial leads up to a name; at the end of a line a letter is a letter (`Plan B.`), and `I` is a pronoun.
    let initial = one && capital && (word != "I" || around.initials);
    let follows = next.is_some_and(char::is_alphabetic) || around.initials && (number || touching == Some(')'));
    (initial && follows).then_some(MayEnd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_words_before_a_stop() {
        use Abbreviation::{Leads, MayEnd};
        let abbreviation = |word, after| abbreviation(word, Around { after, ..Around::default() });
        assert_eq!(abbreviation("Gen", " Petrov"), Some(Leads));
        assert_eq!(abbreviation("U.S", " troops"), Some(MayEnd));
        assert_eq!(abbreviation("No", " 10"), Some(Leads));
        assert_eq!(abbreviation("No", " One"), None);
        assert_eq!(abbreviation("J", " Smith"), Some(MayEnd));
        assert_eq!(abbreviation("B", ""), None);
        assert_eq!(abbreviation("ill", " He"), None);
    }
}
