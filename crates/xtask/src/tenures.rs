//! How often our dated offices are right: some drawn at random, each looked up in two lists made by others.
//!
//! The lists lie beside the project: office holders of 25 cabinets (to about 2023) and the leaders of 262 profiles of
//! early 2026. Drawn are rows about persons whom a list has, so that each can be judged.

use crate::treebanks::read_text;
use anyhow::{Context, Result};
use clap::Args;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

/// The last day of which the list of office holders knows.
const KNOWN_TO: i64 = 2023 * 372 + 5 * 31;

/// What is drawn and where the lists are.
#[derive(Debug, Args)]
pub struct Options {
    /// The folder that holds `data/actors/officeholders.jsonl.gz` and `factbook-2026.jsonl.gz`.
    #[arg(long, default_value = "../shared")]
    shared: PathBuf,
    /// The table of offices.
    #[arg(long, default_value = "data/actors/offices.tsv")]
    offices: PathBuf,
    /// How many rows.
    #[arg(long, default_value_t = 200)]
    number: usize,
    /// Another seed draws other rows.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// A row of `officeholders.jsonl.gz`.
#[derive(Debug, Deserialize)]
struct Held {
    position: String,
    qid: String,
    start: Option<String>,
    end: Option<String>,
}

/// A profile of `factbook-2026.jsonl.gz`.
#[derive(Debug, Deserialize)]
struct Profile {
    iso3: Option<String>,
    leaders: Vec<Leader>,
}

#[derive(Debug, Deserialize)]
struct Leader {
    text: String,
    since: Option<String>,
}

/// A row of our table.
#[derive(Debug, Clone)]
struct Office {
    line: usize,
    person: String,
    country: String,
    role: String,
    from: i64,
    /// Nothing where it lasts.
    to: Option<i64>,
    wikidata: String,
    /// Days by which a date may be off, as its note says.
    slack: i64,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Right,
    OtherStart,
    OtherEnd,
    NoSuchOffice,
}

/// Draws rows, judges them and prints the error rate.
///
/// # Errors
///
/// When a list or the table cannot be read.
pub fn run(options: &Options) -> Result<()> {
    let holders = options.shared.join("data/actors/officeholders.jsonl.gz");
    let profiles = options.shared.join("data/actors/factbook-2026.jsonl.gz");
    if !holders.is_file() || !profiles.is_file() {
        println!("skipped: tenures ({} is not there)", holders.display());
        return Ok(());
    }
    let mut held: BTreeMap<String, Vec<Held>> = BTreeMap::new();
    for line in read_text(&holders)?.lines() {
        let row: Held = serde_json::from_str(line).context("a row of office holders")?;
        held.entry(row.qid.clone()).or_default().push(row);
    }
    let mut leaders: Vec<(String, Leader)> = Vec::new();
    for line in read_text(&profiles)?.lines() {
        let profile: Profile = serde_json::from_str(line).context("a profile")?;
        let Some(state) = profile.iso3 else { continue };
        leaders.extend(profile.leaders.into_iter().map(|leader| (state.clone(), leader)));
    }
    let table = fs::read_to_string(&options.offices).with_context(|| options.offices.display().to_string())?;
    let offices: Vec<Office> = table.lines().enumerate().filter_map(|(i, line)| office(i + 1, line)).collect();
    let can_be_judged = |office: &&Office| held.contains_key(&office.wikidata) || leads(&leaders, office).is_some();
    let mut pool: Vec<&Office> = offices.iter().filter(can_be_judged).collect();
    println!("{} of {} rows are about persons of the lists", pool.len(), offices.len());
    let mut drawn = Vec::new();
    let mut state = options.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    while drawn.len() < options.number && !pool.is_empty() {
        // Marsaglia's xorshift: the same seed draws the same rows everywhere.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        drawn.push(pool.swap_remove((state % pool.len() as u64) as usize));
    }
    let mut counts: BTreeMap<Verdict, usize> = BTreeMap::new();
    drawn.sort_by_key(|office| office.line);
    for office in &drawn {
        let (verdict, said) = judge(office, held.get(&office.wikidata), leads(&leaders, office));
        *counts.entry(verdict).or_default() += 1;
        if verdict != Verdict::Right {
            println!(
                "{:?}: line {}: {}, {} ({}); {said}",
                verdict, office.line, office.person, office.role, office.country
            );
        }
    }
    let n_wrong = drawn.len() - counts.get(&Verdict::Right).copied().unwrap_or(0);
    println!("{counts:?}");
    println!("error rate {:.1} % of {} rows", 100.0 * n_wrong as f64 / drawn.len().max(1) as f64, drawn.len());
    Ok(())
}

fn office(line: usize, text: &str) -> Option<Office> {
    let cells: Vec<&str> = text.split('\t').collect();
    if text.starts_with(['#']) || text.starts_with("person\t") || cells.len() < 8 {
        return None;
    }
    let note = cells.get(8).copied().unwrap_or_default();
    let slack = if note.contains("year") {
        372
    } else if note.contains("month") {
        31
    } else {
        7
    };
    Some(Office {
        line,
        person: cells[0].to_string(),
        country: cells[2].to_string(),
        role: cells[4].to_string(),
        from: day(cells[5], false)?,
        to: day(cells[6], true),
        wikidata: cells[7].to_string(),
        slack,
    })
}

/// A day as a number that grows by 31 a month and 372 a year; a part of a date stands for its first or last day.
fn day(text: &str, is_end: bool) -> Option<i64> {
    let mut parts = text.split('-').map(|part| part.parse::<i64>().ok());
    let year = parts.next()??;
    let month = parts.next().flatten().unwrap_or(if is_end { 12 } else { 1 });
    let day = parts.next().flatten().unwrap_or(if is_end { 31 } else { 1 });
    Some(year * 372 + (month - 1) * 31 + day - 1)
}

/// The days by which a date of a list may be off: a year or a month where it says no more.
fn slack(text: &str) -> i64 {
    match text.len() {
        4 => 372,
        7 => 31,
        _ => 7,
    }
}

/// The profile's line about the holder of an office that lasts.
fn leads<'a>(leaders: &'a [(String, Leader)], office: &Office) -> Option<&'a Leader> {
    let surname = folded(office.person.rsplit(' ').next().unwrap_or_default());
    let first = folded(office.person.split(' ').next().unwrap_or_default());
    let named = |leader: &Leader| {
        let words: Vec<String> = leader.text.split([' ', ',', '(', ')']).map(folded).collect();
        surname.len() > 2 && words.contains(&surname) && words.contains(&first)
    };
    let of_state =
        leaders.iter().filter(|(state, leader)| *state == office.country && leader.since.is_some() && named(leader));
    let same_role = |leader: &&Leader| !words(&leader.text).is_disjoint(&words(&office.role));
    of_state.map(|(_, leader)| leader).find(same_role).filter(|_| office.to.is_none())
}

fn folded(word: &str) -> String {
    word.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase()
}

/// The words of a position that tell which it is.
fn words(position: &str) -> BTreeSet<String> {
    const EMPTY: [&str; 12] =
        ["of", "the", "for", "and", "to", "in", "affairs", "minister", "ministry", "secretary", "state", "federal"];
    let same = |word: String| match word.as_str() {
        "defense" => "defence".to_string(),
        "exterior" | "external" => "foreign".to_string(),
        "labor" => "labour".to_string(),
        "treasury" | "finances" => "finance".to_string(),
        "home" => "interior".to_string(),
        _ => word,
    };
    let all: BTreeSet<String> = position
        .split(|c: char| !c.is_alphanumeric())
        .map(|word| same(word.to_lowercase()))
        .filter(|word| !word.is_empty() && !EMPTY.contains(&word.as_str()))
        .collect();
    // "Minister of State" has nothing else to tell it by.
    if all.is_empty() { BTreeSet::from(["minister".to_string()]) } else { all }
}

/// Whether a list says the same, and what it says.
fn judge(office: &Office, held: Option<&Vec<Held>>, leader: Option<&Leader>) -> (Verdict, String) {
    if let Some(leader) = leader {
        let since = leader.since.as_deref().and_then(written_out);
        let right = since.is_some_and(|since| (since - office.from).abs() <= office.slack.max(31));
        if right {
            return (Verdict::Right, String::new());
        }
    }
    let same: Vec<&Held> =
        held.into_iter().flatten().filter(|row| !words(&row.position).is_disjoint(&words(&office.role))).collect();
    if same.is_empty() {
        return match leader {
            Some(leader) => (
                Verdict::OtherStart,
                format!("the profile: {} since {}", leader.text, leader.since.as_deref().unwrap_or("?")),
            ),
            None => {
                let all: Vec<&str> = held.into_iter().flatten().map(|row| row.position.as_str()).collect();
                (Verdict::NoSuchOffice, format!("the list: {}", all.join(", ")))
            }
        };
    }
    let near = |ours: i64, theirs: &Option<String>, is_end: bool| {
        let theirs = theirs.as_deref().and_then(|text| Some((day(text, is_end)?, slack(text))));
        theirs.is_some_and(|(theirs, slack)| (theirs - ours).abs() <= slack.max(office.slack))
    };
    let said = || {
        let terms = same.iter().map(|row| {
            format!("{} {}..{}", row.position, row.start.as_deref().unwrap_or(""), row.end.as_deref().unwrap_or(""))
        });
        format!("the list: {}", terms.collect::<Vec<_>>().join("; "))
    };
    // Terms that follow each other may be one row or several on either side.
    if !same.iter().any(|row| row.start.is_none() || near(office.from, &row.start, false)) {
        return (Verdict::OtherStart, said());
    }
    let ends = match office.to {
        None => same.iter().any(|row| row.end.is_none()),
        // The list does not know what came after it was made.
        Some(to) => same.iter().any(|row| near(to, &row.end, true) || (row.end.is_none() && to >= KNOWN_TO)),
    };
    if ends { (Verdict::Right, String::new()) } else { (Verdict::OtherEnd, said()) }
}

/// "18 June 2020" as a number of days.
fn written_out(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Vec<&str> = text.split_whitespace().collect();
    let year: i64 = parts.last()?.parse().ok()?;
    let month = parts.iter().find_map(|part| MONTHS.iter().position(|month| month == part)).unwrap_or(0);
    let date = parts.first().and_then(|part| part.parse().ok()).filter(|date| *date <= 31).unwrap_or(1);
    Some(year * 372 + month as i64 * 31 + date - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(position: &str, start: &str, end: Option<&str>) -> Held {
        Held { position: position.into(), qid: "Q1".into(), start: Some(start.into()), end: end.map(str::to_string) }
    }

    #[test]
    fn a_row_is_judged_by_its_office_and_days() {
        let row = office(1, "Ada Berg\t\tNOR\tGOV\tforeign minister\t2010-01-01\t2012-06-30\tQ1\t").expect("a row");
        let verdict = |all: Vec<Held>| judge(&row, Some(&all), None).0;
        assert_eq!(
            verdict(vec![held("Minister of Foreign Affairs", "2010-01-03", Some("2012-06-30"))]),
            Verdict::Right
        );
        assert_eq!(verdict(vec![held("Minister of Foreign Affairs", "2010", Some("2012-06"))]), Verdict::Right);
        assert_eq!(verdict(vec![held("Foreign Minister", "2009-03-01", Some("2012-06-30"))]), Verdict::OtherStart);
        assert_eq!(verdict(vec![held("Foreign Minister", "2010-01-01", Some("2011-06-30"))]), Verdict::OtherEnd);
        assert_eq!(verdict(vec![held("Minister of Finance", "2010-01-01", None)]), Verdict::NoSuchOffice);
    }
}
