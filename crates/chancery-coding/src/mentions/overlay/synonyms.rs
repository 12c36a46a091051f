//! Sets of words that stand for one another in PETRARCH's files: `!PERSON! = MAN, WOMAN`, or `&PERSON` with `+` lines.

use std::collections::BTreeMap;

/// Phrases that one phrase with sets in it may stand for, at most.
const MOST: usize = 200;

/// The sets of a file by their names.
#[derive(Debug, Clone, Default)]
pub(super) struct Synonyms {
    sets: BTreeMap<String, Vec<String>>,
}

impl Synonyms {
    /// Takes a line that defines a set, or opens one whose words follow on `+` lines; its name, if it is such a line.
    pub(super) fn define(&mut self, line: &str) -> Option<String> {
        if let Some((name, words)) = line.split_once('=') {
            let name = name.trim().strip_prefix('!')?.strip_suffix('!')?.to_string();
            let words = words.split(',').map(|word| word.trim().to_string()).filter(|word| !word.is_empty());
            self.sets.insert(name.clone(), words.collect());
            return Some(name);
        }
        let name = line.strip_prefix('&').filter(|_| !line.contains('['))?.trim().to_string();
        self.sets.insert(name.clone(), Vec::new());
        Some(name)
    }

    /// Adds a word to a set.
    pub(super) fn add(&mut self, name: &str, word: &str) {
        self.sets.entry(name.to_string()).or_default().push(word.trim().to_string());
    }

    /// Every phrase that one with sets in it stands for; the name of the set that there is not.
    pub(super) fn expand(&self, phrase: &str) -> Result<Vec<String>, String> {
        let mut open = vec![phrase.to_string()];
        let mut out = Vec::new();
        // A set that names itself would go on for ever.
        for _ in 0..MOST * 8 {
            let Some(phrase) = open.pop() else { break };
            let Some((before, name, after)) = marked(&phrase) else {
                out.push(phrase);
                continue;
            };
            let words = self.sets.get(name).ok_or_else(|| name.to_string())?;
            for word in words.iter().rev() {
                if open.len() + out.len() < MOST {
                    open.push(format!("{before}{word}{after}"));
                }
            }
        }
        Ok(out)
    }
}

/// A phrase cut round the first set in it.
fn marked(phrase: &str) -> Option<(&str, &str, &str)> {
    if let Some(start) = phrase.find('!')
        && let Some(length) = phrase[start + 1..].find('!')
    {
        let end = start + 1 + length;
        return Some((&phrase[..start], &phrase[start + 1..end], &phrase[end + 1..]));
    }
    let start = phrase.find('&')?;
    let length = phrase[start + 1..].find([' ', '_']).unwrap_or(phrase.len() - start - 1);
    let name = &phrase[start + 1..start + 1 + length];
    (!name.is_empty()).then_some((&phrase[..start], name, &phrase[start + 1 + length..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_stands_for_each_of_its_words() {
        let mut synonyms = Synonyms::default();
        assert_eq!(synonyms.define("!PERSON! = MAN, WOMEN").as_deref(), Some("PERSON"));
        assert_eq!(synonyms.define("&CHIEF").as_deref(), Some("CHIEF"));
        synonyms.add("CHIEF", "HEAD");
        assert_eq!(synonyms.define("NORWAY [NOR]"), None);
        assert_eq!(synonyms.expand("CONGRESS!PERSON!"), Ok(vec!["CONGRESSMAN".into(), "CONGRESSWOMEN".into()]));
        assert_eq!(synonyms.expand("POLICE_&CHIEF"), Ok(vec!["POLICE_HEAD".into()]));
        assert_eq!(synonyms.expand("!NOBODY!_X"), Err("NOBODY".into()));
        assert_eq!(synonyms.expand("A ! B"), Ok(vec!["A ! B".into()]));
    }

    #[test]
    fn sets_within_sets_do_not_grow_without_end() {
        let mut synonyms = Synonyms::default();
        synonyms.define("!A! = X, !A!!A!");
        assert!(synonyms.expand("!A!").is_ok_and(|all| all.len() <= MOST));
    }
}
