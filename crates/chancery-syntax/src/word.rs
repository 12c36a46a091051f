//! What the models see of a word: keys of its form, its ends, its shape.

use crate::hash;

/// Longest suffix and prefix, in characters, that has a key of its own.
pub(crate) const SUFFIXES: usize = 5;
/// Longest prefix, in characters, that has a key of its own.
pub(crate) const PREFIXES: usize = 4;

/// The keys of one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Word {
    /// The form as printed.
    pub(crate) form: u32,
    /// The form in lower case, curly apostrophes made straight, digits made alike.
    pub(crate) lower: u32,
    /// Suffixes of the lower-case form, the shortest first; a short word repeats itself whole.
    pub(crate) suffixes: [u32; SUFFIXES],
    /// Prefixes likewise.
    pub(crate) prefixes: [u32; PREFIXES],
    /// The classes of its characters, runs drawn together: `Xx`, `XX`, `d-d`.
    pub(crate) shape: u32,
    /// True where the first character is an upper-case letter.
    pub(crate) upper: bool,
    /// True where it has two letters or more and all are upper case.
    pub(crate) capitals: bool,
}

/// The lower-case form under which models and tables know a word. Digits are made alike where there are several,
/// since no treebank has seen all numbers.
pub(crate) fn lower(form: &str) -> String {
    let digits = form.chars().filter(char::is_ascii_digit).count();
    let mut out = String::with_capacity(form.len());
    for character in form.chars() {
        match character {
            '’' | '‘' | '`' => out.push('\''),
            '0'..='9' if digits > 1 => out.push('0'),
            _ => out.extend(character.to_lowercase()),
        }
    }
    out
}

impl Word {
    /// The keys of a form.
    pub(crate) fn new(form: &str) -> Word {
        let lower = lower(form);
        // The ends need only the outermost characters, however long the word is.
        let ends: Vec<usize> = lower.char_indices().rev().take(SUFFIXES).map(|(at, _)| at).collect();
        let starts: Vec<usize> = lower.char_indices().take(PREFIXES).map(|(at, c)| at + c.len_utf8()).collect();
        let suffixes = std::array::from_fn(|i| hash::text(ends.get(i).map_or(&lower[..], |at| &lower[*at..])));
        let prefixes = std::array::from_fn(|i| hash::text(starts.get(i).map_or(&lower[..], |at| &lower[..*at])));
        let mut letters = 0;
        let mut capitals = 0;
        let mut shape = String::new();
        for character in form.chars() {
            letters += usize::from(character.is_alphabetic());
            capitals += usize::from(character.is_uppercase());
            let class = match character {
                c if c.is_uppercase() => 'X',
                c if c.is_alphabetic() => 'x',
                c if c.is_numeric() => 'd',
                c => c,
            };
            if shape.len() < 12 && !shape.ends_with(class) {
                shape.push(class);
            }
        }
        Word {
            form: hash::text(form),
            lower: hash::text(&lower),
            suffixes,
            prefixes,
            shape: hash::text(&shape),
            upper: form.chars().next().is_some_and(char::is_uppercase),
            capitals: letters > 1 && letters == capitals,
        }
    }
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
        let word = Word::new("Élysée");
        assert_eq!(word.suffixes[0], hash::text("e"));
        assert_eq!(word.suffixes[1], hash::text("ée"));
        assert_eq!(word.prefixes[0], hash::text("é"));
        assert_eq!(word.shape, hash::text("Xx"));
        assert!(word.upper && !word.capitals);
        assert!(Word::new("U.S.").capitals);
        assert_eq!(Word::new("").suffixes[4], hash::text(""));
    }
}
