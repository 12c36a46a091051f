//! Learns the tables of the lemmatizer.

use super::treebank::Gold;
use crate::lemma::{LONGEST_ENDING, Script, table_form, table_tag, write_lemmatizer};
use crate::weights::Writer;
use std::collections::BTreeMap;

/// Different words that must end alike for their ending to become a rule.
const LEAST_WORDS: usize = 2;

/// Counts of scripts.
type Votes = BTreeMap<Script, usize>;

/// Learns from these sentences and writes the tables.
pub(crate) fn train(sentences: &[&Gold], writer: &mut Writer) {
    let mut words: BTreeMap<(String, u32), Votes> = BTreeMap::new();
    for gold in sentences {
        for ((form, lemma), (upos, xpos)) in gold.forms.iter().zip(&gold.lemmas).zip(&gold.tags) {
            let key = (table_form(form), table_tag(*upos, *xpos));
            *words.entry(key).or_default().entry(Script::between(form, lemma)).or_default() += 1;
        }
    }
    let mut endings: BTreeMap<(String, u32), Votes> = BTreeMap::new();
    for ((form, tag), votes) in &words {
        let starts = form.char_indices().rev().take(LONGEST_ENDING).map(|(at, _)| at);
        for start in starts.chain([form.len()]) {
            let votes_of_ending = endings.entry((form[start..].to_string(), *tag)).or_default();
            *votes_of_ending.entry(winner(votes)).or_default() += 1;
        }
    }
    // A longer ending is a rule only where it says something else than the rule that would be used without it.
    let mut rules: BTreeMap<(String, u32), Script> = BTreeMap::new();
    let mut by_length: Vec<_> = endings.into_iter().collect();
    by_length.sort_by_key(|((ending, _), _)| ending.chars().count());
    for ((ending, tag), votes) in by_length {
        let script = winner(&votes);
        if ending.is_empty() || votes[&script] >= LEAST_WORDS && rule(&rules, &ending, tag) != Some(&script) {
            rules.insert((ending, tag), script);
        }
    }
    let exceptions: BTreeMap<(String, u32), Script> = words
        .into_iter()
        .map(|(key, votes)| (key, winner(&votes)))
        .filter(|((form, tag), script)| rule(&rules, form, *tag) != Some(script))
        .collect();
    let mut scripts: Vec<Script> = rules.values().chain(exceptions.values()).cloned().collect();
    scripts.sort();
    scripts.dedup();
    let number = |table: BTreeMap<(String, u32), Script>| -> BTreeMap<(String, u32), u32> {
        table.into_iter().map(|(key, script)| (key, scripts.partition_point(|s| *s < script) as u32)).collect()
    };
    let (exceptions, rules) = (number(exceptions), number(rules));
    write_lemmatizer(writer, &scripts, [&exceptions, &rules]);
}

/// The script with most votes, the first in order among equals.
fn winner(votes: &Votes) -> Script {
    let best = votes.iter().max_by_key(|(script, count)| (**count, std::cmp::Reverse(*script)));
    best.map(|(script, _)| script.clone()).unwrap_or(Script { keep_case: true, strip: 0, add: String::new() })
}

/// The rule of the longest known ending.
fn rule<'r>(rules: &'r BTreeMap<(String, u32), Script>, form: &str, tag: u32) -> Option<&'r Script> {
    let starts: Vec<usize> = form.char_indices().rev().take(LONGEST_ENDING).map(|(at, _)| at).collect();
    starts.into_iter().rev().chain([form.len()]).find_map(|start| rules.get(&(form[start..].to_string(), tag)))
}
