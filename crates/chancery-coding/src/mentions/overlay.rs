//! Actors of the user's own: files laid over the dictionaries, in our table form or in PETRARCH's and TABARI's.

mod codes;
mod days;
mod entry;
mod synonyms;
mod table;
mod petrarch;
mod names;

pub(crate) use codes::Codes;
pub(crate) use days::{first_day, last_day};
pub(crate) use entry::{Entry, Lines, Spell};
pub(crate) use names::{CheckedName, check_actors};

/// The forms that an actor file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Tab-separated columns under a header line.
    Table,
    /// `NAME [CODE]` lines.
    Petrarch,
}

/// Tells the form of an actor file from what stands in it.
pub(crate) fn form(text: &str) -> Form {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with(['#', ';']));
    let header = lines.next().unwrap_or_default();
    let has_name = header.trim_end_matches('\r').split('\t').any(|cell| matches!(cell.trim(), "name" | "person"));
    if has_name && !header.contains('[') { Form::Table } else { Form::Petrarch }
}

/// Reads an actor file. Nothing stops it: what cannot be taken is a finding, and the other lines go on.
pub(crate) fn read(path: &str, text: &str, codes: &Codes) -> Lines {
    match form(text) {
        Form::Table => table::read(path, text, codes),
        Form::Petrarch => petrarch::read(path, text, codes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_read(text in "([A-Za-zÉé_+!&;#~<>=,{}\\[\\]| \t\n0-9-]{0,200}|\\PC{0,80})") {
            let lines = read("any", &text, &codes::tests::codes());
            let n_lines = text.lines().count();
            prop_assert!(lines.findings.iter().all(|finding| (1..=n_lines.max(1)).contains(&finding.line)));
            prop_assert!(lines.entries.iter().all(|entry| !entry.names.is_empty() && !entry.spells.is_empty()));
        }
    }

    #[test]
    fn the_form_is_told_by_content() {
        assert_eq!(form("# ours\nname\tcountry\nA\tNOR\n"), Form::Table);
        assert_eq!(form("person\taliases\nA\t\n"), Form::Table);
        assert_eq!(form("; theirs\nNORWAY_ [NOR]\n"), Form::Petrarch);
        assert_eq!(form(""), Form::Petrarch);
    }
}
