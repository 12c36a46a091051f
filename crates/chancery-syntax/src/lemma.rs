//! Dictionary forms: a table of exceptions, then the rule of the longest known ending.

use crate::hash;
use crate::tagset::{Upos, Xpos};
use crate::weights::{Reader, WeightsError};

/// Longest ending, in characters, that a rule may ask for.
pub(crate) const LONGEST_ENDING: usize = 6;

/// Characters beyond which a word is no word of a dictionary and is its own lemma.
const LONGEST_WORD: usize = 60;

/// How a lemma is made of a form: take so many characters from its end, put these in their place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Script {
    /// False where the form is first put into lower case.
    pub(crate) keep_case: bool,
    /// Characters taken from the end.
    pub(crate) strip: u8,
    /// What stands there instead.
    pub(crate) add: String,
}

impl Script {
    /// The script that makes this lemma of this form.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn between(form: &str, lemma: &str) -> Script {
        let keep_case = lemma.chars().any(char::is_uppercase);
        let base = if keep_case { form.to_string() } else { form.to_lowercase() };
        let common = base.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
        let strip = (base.chars().count() - common).min(255) as u8;
        Script { keep_case, strip, add: lemma.chars().skip(common).collect() }
    }

    /// The lemma that it makes of this form.
    pub(crate) fn apply(&self, form: &str) -> String {
        let mut lemma = if self.keep_case { form.to_string() } else { form.to_lowercase() };
        for _ in 0..self.strip {
            lemma.pop();
        }
        lemma.push_str(&self.add);
        if lemma.is_empty() { form.to_string() } else { lemma }
    }
}

/// The lower-case form that the tables are keyed by, with straight apostrophes.
pub(crate) fn table_form(form: &str) -> String {
    form.to_lowercase().replace(['’', '‘', '`'], "'")
}

/// The tags as one number, for the tables' keys.
pub(crate) fn table_tag(upos: Upos, xpos: Xpos) -> u32 {
    (upos as u32) << 8 | xpos as u32
}

/// Gives each tagged word its lemma.
pub(crate) struct Lemmatizer {
    scripts: Vec<Script>,
    /// By lower-case form.
    exceptions: Table,
    /// By ending.
    endings: Table,
}

/// Scripts by text and tags. Most questions are about texts that are not there, which the keys alone answer.
struct Table {
    /// Keys of the rows, sorted.
    keys: Vec<u32>,
    /// Text, tags, script.
    rows: Vec<(Box<str>, u32, u32)>,
}

impl Table {
    fn new(mut rows: Vec<(Box<str>, u32, u32)>) -> Table {
        rows.sort_by_cached_key(|(text, tag, _)| Table::key(text, *tag));
        Table { keys: rows.iter().map(|(text, tag, _)| Table::key(text, *tag)).collect(), rows }
    }

    fn key(text: &str, tag: u32) -> u32 {
        hash::text(text) ^ tag
    }

    fn script(&self, text: &str, tag: u32) -> Option<usize> {
        let key = Table::key(text, tag);
        let start = self.keys.partition_point(|other| *other < key);
        let same_key = self.keys[start..].iter().take_while(|other| **other == key).count();
        let mut rows = self.rows[start..start + same_key].iter();
        rows.find(|row| *row.0 == *text && row.1 == tag).map(|row| row.2 as usize)
    }
}

impl Lemmatizer {
    /// Reads what [`write_lemmatizer`] wrote.
    pub(crate) fn read(reader: &mut Reader) -> Result<Lemmatizer, WeightsError> {
        let mut scripts = Vec::new();
        for _ in 0..reader.count("number of scripts")? {
            let keep_case = reader.byte("case")? == 1;
            let strip = reader.byte("characters to strip")?;
            scripts.push(Script { keep_case, strip, add: reader.text("new ending")?.to_string() });
        }
        let table = |reader: &mut Reader| {
            let mut table: Vec<(Box<str>, u32, u32)> = Vec::new();
            for _ in 0..reader.count("number of lemma rules")? {
                let text = reader.text("form or ending")?.into();
                let tag = reader.varint("tags")?;
                let script = reader.varint("script")?;
                let sorted = table.last().is_none_or(|last| (&last.0, last.1) < (&text, tag));
                if script as usize >= scripts.len() || !sorted {
                    return Err(reader.expected("a known script, in order"));
                }
                table.push((text, tag, script));
            }
            Ok(Table::new(table))
        };
        let exceptions = table(reader)?;
        let endings = table(reader)?;
        Ok(Lemmatizer { scripts, exceptions, endings })
    }

    /// The lemma of a form with these tags. `rarity` tells the power of two below the rank of a known word.
    pub(crate) fn lemma(&self, form: &str, upos: Upos, xpos: Xpos, rarity: impl Fn(&str) -> Option<u8>) -> String {
        if form.len() > LONGEST_WORD {
            return form.to_string();
        }
        let lower = table_form(form);
        let tag = table_tag(upos, xpos);
        if let Some(script) = self.find(&self.exceptions, &lower, tag) {
            return script.apply(form);
        }
        let starts: Vec<usize> = lower.char_indices().rev().take(LONGEST_ENDING).map(|(at, _)| at).collect();
        for start in starts.into_iter().rev().chain([lower.len()]) {
            if let Some(script) = self.find(&self.endings, &lower[start..], tag) {
                let lemma = script.apply(form);
                return better_base(&lower, &lemma, xpos, &rarity).unwrap_or(lemma);
            }
        }
        if upos == Upos::Propn { form.to_string() } else { form.to_lowercase() }
    }

    fn find(&self, table: &Table, text: &str, tag: u32) -> Option<&Script> {
        self.scripts.get(table.script(text, tag)?)
    }
}

/// How much rarer a lemma must be than another regular base of the form to give way to it, in powers of two.
const MUCH_RARER: u8 = 4;

/// The base of a regularly inflected form that is a known word, where the learnt rule gives an unknown or a much
/// rarer one: endings alone cannot tell "shelled" (shell) from "excelled" (excel).
fn better_base(lower: &str, lemma: &str, xpos: Xpos, rarity: &impl Fn(&str) -> Option<u8>) -> Option<String> {
    let bases = match xpos {
        Xpos::Vbd | Xpos::Vbn => bases(lower, "ed"),
        Xpos::Vbg => bases(lower, "ing"),
        Xpos::Vbz => s_bases(lower),
        _ => return None,
    };
    let best = bases.into_iter().filter_map(|base| Some((rarity(&base)?, base))).min()?;
    let worse = rarity(lemma).is_none_or(|own| own >= best.0 + MUCH_RARER);
    (worse && best.1 != lemma).then_some(best.1)
}

/// What may stand before "ed" or "ing": the stem, the stem with its "e", the stem without its doubled consonant,
/// "y" for "i".
fn bases(lower: &str, ending: &str) -> Vec<String> {
    let Some(stem) = lower.strip_suffix(ending) else { return Vec::new() };
    let letters: Vec<char> = stem.chars().rev().take(3).collect();
    let [last, second, third] = letters[..] else { return Vec::new() };
    let vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u');
    // A short stem such as "hop" would have doubled its consonant.
    let would_double = !vowel(last) && !matches!(last, 'w' | 'x' | 'y') && vowel(second) && !vowel(third);
    let mut bases = vec![format!("{stem}e")];
    if !(would_double && stem.len() <= 4) {
        bases.push(stem.to_string());
    }
    if last == second && !vowel(last) {
        bases.push(stem[..stem.len() - last.len_utf8()].to_string());
    }
    if last == 'i' && ending == "ed" {
        bases.push(format!("{}y", &stem[..stem.len() - 1]));
    }
    bases
}

/// What may stand before the "s" of the third person.
fn s_bases(lower: &str) -> Vec<String> {
    let endings = [("ies", "y"), ("es", ""), ("s", "")];
    let base = |(ending, put): &(&str, &str)| lower.strip_suffix(ending).map(|stem| format!("{stem}{put}"));
    endings.iter().filter_map(base).filter(|base| base.len() > 1).collect()
}

/// Writes the tables of a lemmatizer; rows are sorted by text and tags.
#[cfg(any(test, feature = "train"))]
pub(crate) fn write_lemmatizer(
    writer: &mut crate::weights::Writer,
    scripts: &[Script],
    tables: [&std::collections::BTreeMap<(String, u32), u32>; 2],
) {
    writer.varint(scripts.len() as u32);
    for script in scripts {
        writer.byte(u8::from(script.keep_case));
        writer.byte(script.strip);
        writer.text(&script.add);
    }
    for table in tables {
        writer.varint(table.len() as u32);
        for ((text, tag), script) in table {
            writer.text(text);
            writer.varint(*tag);
            writer.varint(*script);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_base_is_better_than_an_unknown_one() {
        let rarity = |word: &str| ["shell", "plan", "hope", "excel", "bomb"].contains(&word).then_some(9);
        let base = |form: &str, lemma: &str| better_base(form, lemma, Xpos::Vbd, &rarity);
        assert_eq!(base("shelled", "shel").as_deref(), Some("shell"));
        assert_eq!(base("planned", "plann").as_deref(), Some("plan"));
        assert_eq!(base("hoped", "hope"), None);
        assert_eq!(base("struck", "strike"), None);
        assert_eq!(bases("hoped", "ed"), ["hope"]);
        assert_eq!(s_bases("carries"), ["carry", "carri", "carrie"]);
    }

    #[test]
    fn scripts_make_the_lemma_they_were_made_from() {
        for (form, lemma) in [("met", "meet"), ("Signed", "sign"), ("States", "State"), ("was", "be"), ("I", "I")] {
            assert_eq!(Script::between(form, lemma).apply(form), lemma);
        }
        assert_eq!(Script::between("cities", "city"), Script::between("Parties", "party"));
        assert_eq!(Script { keep_case: false, strip: 9, add: String::new() }.apply("ab"), "ab");
    }
}
