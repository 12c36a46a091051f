//! What the network sees of a word: keys of its form, its ends, its shape.

use crate::hash;

/// Rows that a word adds up: itself, its endings of two, three and four characters, its beginning, its shape.
pub const ROWS: usize = 6;

/// Rows of the tables that are shared by hash: endings of two, three and four characters, beginnings, shapes.
pub(crate) const SHARED: [u32; ROWS - 1] = [2_048, 4_096, 4_096, 4_096, 512];

/// The lower-case form under which models and tables know a word. Digits are made alike where there are several,
/// since no treebank has seen all numbers.
pub(crate) fn lower(form: &str) -> String {
    let digits = form.chars().filter(char::is_ascii_digit).count();
    let mut out = String::with_capacity(form.len());
    for character in form.chars() {
        match character {
            '’' | '‘' | '`' => out.push('\''),
            '“' | '”' => out.push('"'),
            '–' | '—' => out.push('-'),
            '0'..='9' if digits > 1 => out.push('0'),
            _ => out.extend(character.to_lowercase()),
        }
    }
    out
}

/// The key of a word in the vocabulary.
pub(crate) fn word(lower: &str) -> u32 {
    hash::text(lower)
}

/// The places of a form in the shared tables, each below its number in [`SHARED`].
pub(crate) fn shared(form: &str, lower: &str) -> [u32; ROWS - 1] {
    // The ends need only the outermost characters, however long the word is.
    let ending = |characters: usize| {
        let start = lower.char_indices().rev().take(characters).last().map_or(0, |(at, _)| at);
        &lower[start..]
    };
    let beginning = lower.char_indices().nth(3).map_or(lower, |(at, _)| &lower[..at]);
    let keys = [
        hash::text(ending(2)),
        hash::text(ending(3)),
        hash::text(ending(4)),
        hash::text(beginning),
        hash::text(&shape(form)),
    ];
    std::array::from_fn(|table| keys[table] % SHARED[table])
}

/// The classes of a form's characters, runs drawn together: `Xx`, `XX`, `d-d`.
fn shape(form: &str) -> String {
    let mut shape = String::new();
    let mut run = 0;
    let mut last = None;
    for character in form.chars() {
        let class = match character {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => 'd',
            c => c,
        };
        run = if last == Some(class) { run + 1 } else { 1 };
        last = Some(class);
        // A run of two tells an initial from an acronym.
        if run <= 2 && shape.len() < 12 {
            shape.push(class);
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_apostrophes_are_made_alike() {
        assert_eq!(lower("N’T"), "n't");
        assert_eq!(lower("1,234.5"), "0,000.0");
        assert_eq!(lower("7"), "7");
    }

    #[test]
    fn ends_and_shape() {
        assert_eq!(shape("Élysée"), "Xxx");
        assert_eq!(shape("U.S."), "X.X.");
        assert_eq!(shape("NATO-led"), "XX-xx");
        let ends = shared("Élysée", "élysée");
        assert_eq!(ends[0], hash::text("ée") % SHARED[0]);
        assert_eq!(ends[1], hash::text("sée") % SHARED[1]);
        assert_eq!(ends[3], hash::text("ély") % SHARED[3]);
        assert_eq!(shared("a", "a")[2], hash::text("a") % SHARED[2]);
        assert_eq!(shared("", "")[0], hash::text("") % SHARED[0]);
    }
}
