//! The actor and agent files of PETRARCH and TABARI.
//!
//! A record is a phrase, with a code or without, then `+` lines with other names for the same actor and indented lines
//! with codes for a time; both ends of a time are in it:
//!
//! ```text
//! INGRID_HOLM_  [NORELI]   ; the code for every other day
//! +HOLM_OF_BERGEN_
//!     [NORGOV 970101-010930]
//!     [NORGOV >20250201]
//! HARBOUR_POLICE {} [~COP] # an agent: its state is that of whoever stands beside it
//! ```
//!
//! Underscores and blanks between words are read alike: the words of a name stand side by side.

use crate::finding::Finding;
use crate::mentions::overlay::codes::Codes;
use crate::mentions::overlay::days::compact;
use crate::mentions::overlay::entry::{Agent, Entry, Lines, Spell};
use crate::mentions::overlay::synonyms::Synonyms;
use std::collections::BTreeSet;

/// Words for nobody, as TABARI's files write them.
const NULL_CODES: [&str; 4] = ["---", "###", "NUL", "NULL"];

struct Reading<'a> {
    path: &'a str,
    codes: &'a Codes,
    synonyms: Synonyms,
    /// The set that `+` lines now add to.
    open_set: Option<String>,
    /// Blocks of codes that have been remarked on.
    remarked: BTreeSet<String>,
    out: Lines,
}

/// Reads a file of either sort, or of both.
pub(super) fn read(path: &str, text: &str, codes: &Codes) -> Lines {
    let mut reading = Reading {
        path,
        codes,
        synonyms: Synonyms::default(),
        open_set: None,
        remarked: BTreeSet::new(),
        out: Lines::default(),
    };
    for (index, line) in text.lines().enumerate() {
        reading.line(index + 1, line);
    }
    reading.close();
    reading.out
}

impl Reading<'_> {
    fn line(&mut self, number: usize, line: &str) {
        let indented = line.starts_with([' ', '\t']);
        let kept = without_comment(line);
        let kept = kept.trim();
        // Tags of the files' own markup say nothing of actors; so do rules that join codes of agents.
        if kept.is_empty() || kept.starts_with('<') || kept.contains("=>") || kept.contains("+>") {
            return;
        }
        if let Some(name) = self.synonyms.define(kept) {
            self.open_set = kept.starts_with('&').then_some(name);
            return;
        }
        if let Some(alias) = kept.strip_prefix('+') {
            return self.alias(number, alias);
        }
        self.open_set = None;
        if kept.starts_with('[') || (indented && kept.contains('[') && phrase(kept).is_empty()) {
            return self.restrictions(number, kept);
        }
        let (brackets, agent) = (brackets(kept), is_agent(kept));
        match brackets {
            Err(cause) => self.error(number, cause, "write the code between `[` and `]`"),
            Ok(_) if agent => self.agent(number, kept),
            Ok(parts) => self.actor(number, kept, &parts),
        }
    }

    fn error(&mut self, line: usize, cause: impl Into<String>, cure: &str) {
        self.out.findings.push(Finding::error(self.path, line, cause, cure));
    }

    fn alias(&mut self, number: usize, alias: &str) {
        if let Some(set) = self.open_set.clone() {
            return self.synonyms.add(&set, alias.trim_end_matches('_'));
        }
        let names = self.names(number, alias);
        match self.out.entries.last_mut() {
            Some(entry) => entry.names.extend(names),
            None => {
                self.error(number, format!("`+{alias}` belongs to no actor"), "write the actor's own line before it")
            }
        }
        // A few files give an alias its own code; it is one of the actor's.
        if let Ok(parts) = brackets(alias)
            && !parts.is_empty()
        {
            self.restrictions(number, alias);
        }
    }

    fn restrictions(&mut self, number: usize, line: &str) {
        let parts = match brackets(line) {
            Ok(parts) => parts,
            Err(cause) => return self.error(number, cause, "write the code between `[` and `]`"),
        };
        for part in parts {
            let spell = self.spell(number, &part);
            match (spell, self.out.entries.last_mut()) {
                (Some(spell), Some(entry)) => entry.spells.push(spell),
                (Some(_), None) => {
                    self.error(
                        number,
                        format!("`[{part}]` belongs to no actor"),
                        "write the actor's own line before it",
                    );
                }
                (None, _) => {}
            }
        }
    }

    fn actor(&mut self, number: usize, line: &str, parts: &[String]) {
        self.close();
        let names = self.names(number, line);
        if names.is_empty() {
            return self.error(number, "the line has no name", "write the name before the code");
        }
        let mut entry = Entry { line: number, names, any_case: true, kind: None, wikidata: None, spells: Vec::new() };
        for part in parts {
            entry.spells.extend(self.spell(number, part));
        }
        self.out.entries.push(entry);
    }

    /// The end of a record: one that has no code says nothing.
    fn close(&mut self) {
        let bare = self.out.entries.last().filter(|entry| entry.spells.is_empty());
        if let Some(line) = bare.map(|entry| entry.line) {
            self.out.entries.pop();
            let told = self.out.findings.last().is_some_and(|finding| finding.line >= line);
            if !told {
                self.error(
                    line,
                    "the actor has no code",
                    "write one, as in `NAME [USAGOV]`, or a line with one below it",
                );
            }
        }
    }

    fn names(&mut self, number: usize, line: &str) -> Vec<(usize, String)> {
        match self.synonyms.expand(phrase(line)) {
            Ok(all) => {
                all.iter().map(|name| plain(name)).filter(|name| !name.is_empty()).map(|name| (number, name)).collect()
            }
            Err(set) => {
                self.error(
                    number,
                    format!("there is no set `{set}`"),
                    "define it on a line above, as in `!SET! = ONE, OTHER`",
                );
                Vec::new()
            }
        }
    }

    /// One bracket: a code, and the time in which it holds.
    fn spell(&mut self, line: usize, part: &str) -> Option<Spell> {
        let (code, time) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
        let (code, time) = (code.trim(), time.trim());
        let bad = |time: &str| format!("`{time}` is no time");
        let cure =
            "write <YYYYMMDD, >YYYYMMDD or YYYYMMDD-YYYYMMDD, with days that there are (years may have two digits)";
        let (from, to) = if time.is_empty() {
            (None, None)
        } else if let Some(day) = time.strip_prefix('<') {
            (None, Some(compact(day.trim(), true)))
        } else if let Some(day) = time.strip_prefix('>') {
            (Some(compact(day.trim(), false)), None)
        } else if let Some((first, last)) = time.split_once('-') {
            (Some(compact(first.trim(), false)), Some(compact(last.trim(), true)))
        } else {
            self.error(line, bad(time), cure);
            return None;
        };
        if from == Some(None) || to == Some(None) {
            self.error(line, bad(time), cure);
            return None;
        }
        let (from, to) = (from.flatten(), to.flatten());
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            self.error(line, format!("`{time}` ends before it begins"), "put the earlier day first");
            return None;
        }
        let nobody = NULL_CODES.contains(&code);
        let empty = Spell { line, country: None, sectors: Vec::new(), role: None, from, to, nobody };
        if nobody {
            return Some(empty);
        }
        // "[ISR/ISRGOV]": TABARI takes both codes for two actors; the fuller one says more.
        let code = code.split('/').max_by_key(|code| code.len()).unwrap_or(code);
        let Some(meaning) = self.codes.meaning(code) else {
            let cause = format!("`{code}` is no code of an actor");
            self.error(
                line,
                cause,
                "begin it with the three letters of a state, a kind of body (IGO, NGO, MNC, IMG) or a role (GOV, MIL)",
            );
            return None;
        };
        self.remark(line, &meaning.unknown);
        Some(Spell { country: meaning.country, sectors: meaning.sectors, ..empty })
    }

    fn remark(&mut self, line: usize, unknown: &[String]) {
        for block in unknown {
            if self.remarked.insert(block.clone()) {
                let cause = format!("`{block}` is no code of CAMEO or PLOVER");
                let cure =
                    "it is read as a body's own code and passed over; mend it if it is a slip (told once a file)";
                self.out.findings.push(Finding::warning(self.path, line, cause, cure));
            }
        }
    }

    fn agent(&mut self, number: usize, line: &str) {
        self.close();
        let code = brackets(line).ok().and_then(|parts| parts.into_iter().next()).unwrap_or_default();
        let code = code.replace('~', "");
        let Some(meaning) = self.codes.meaning(code.trim()) else {
            return self.error(
                number,
                format!("`{code}` is no code of a role"),
                "write `[~` and blocks of three letters, as in `[~COP]`",
            );
        };
        self.remark(number, &meaning.unknown);
        let mut phrases: Vec<String> =
            self.names(number, line).into_iter().map(|(_, name)| name.to_lowercase()).collect();
        if phrases.is_empty() {
            return self.error(number, "the line has no name", "write the role before the code");
        }
        if let Some((_, rest)) = line.split_once('{')
            && let Some((plural, _)) = rest.split_once('}')
            && !plain(plural).is_empty()
        {
            phrases.push(plain(plural).to_lowercase());
        }
        self.out.agents.push(Agent { line: number, phrases, sectors: meaning.sectors });
    }
}

/// The line up to its comment: `;` ends it anywhere, `#` at its start or after a blank, `<!` at its start.
fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with(['#', ';']) || line.trim_start().starts_with("<!") {
        return "";
    }
    let hash = line.char_indices().zip(line.chars().skip(1)).find(|((_, c), next)| c.is_whitespace() && *next == '#');
    let end = [line.find(';'), hash.map(|((at, _), _)| at)].into_iter().flatten().min();
    &line[..end.unwrap_or(line.len())]
}

/// What stands before the code and the plural.
fn phrase(line: &str) -> &str {
    line.split(['[', '{']).next().unwrap_or_default().trim()
}

/// A phrase as it is printed in a text: blanks between its words.
fn plain(phrase: &str) -> String {
    phrase.split(|c: char| c == '_' || c.is_whitespace()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_agent(line: &str) -> bool {
    line.split_once('[').is_some_and(|(_, rest)| rest.split([']', '}']).next().is_some_and(|code| code.contains('~')))
}

/// What stands in each pair of brackets.
fn brackets(line: &str) -> Result<Vec<String>, String> {
    let mut out = Vec::new();
    let mut rest = line;
    while let Some((_, after)) = rest.split_once('[') {
        // A few lines of old agent files close with the wrong bracket, and mean this one.
        let Some(end) = after.find([']', '}']) else {
            return Err("a `[` is not closed".to_string());
        };
        out.push(after[..end].trim().to_string());
        rest = &after[end + 1..];
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::overlay::codes::tests::codes;

    const FILE: &str = "\
# a comment; with both marks
<!-- and a tag -->
!PERSON! = MAN, WOMEN
INGRID_HOLM_  [NORELI] ; who she is
+HOLM OF_BERGEN_
\t[NORGOV 970101-010930]
\t[NORGOVMIL >20250201] # again
HARBOUR_FRONT [NORINSHBF <900101][---]
POLICE!PERSON! {} [~COP] # an agent
ATTORNEY_GENERAL {ATTORNEYS_GENERAL} [~GOV]
";

    fn findings(text: &str) -> Vec<String> {
        read("a.txt", text, &codes()).findings.iter().map(ToString::to_string).collect()
    }

    fn shown(spell: &Spell) -> String {
        let sectors: Vec<&str> = spell.sectors.iter().map(|sector| sector.as_str()).collect();
        let day = |day: Option<jiff::civil::Date>| day.map_or(String::new(), |day| day.to_string());
        let country = if spell.nobody { "nobody" } else { spell.country.as_deref().unwrap_or("-") };
        format!("{country} {} {}..{}", sectors.join("|"), day(spell.from), day(spell.to))
    }

    #[test]
    fn actors_have_names_and_codes_for_their_times() {
        let lines = read("a.txt", FILE, &codes());
        let entry = &lines.entries[0];
        let names: Vec<&str> = entry.names.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["INGRID HOLM", "HOLM OF BERGEN"]);
        let spells: Vec<String> = entry.spells.iter().map(shown).collect();
        assert_eq!(spells, ["NOR ELI ..", "NOR GOV 1997-01-01..2001-09-30", "NOR GOV|MIL 2025-02-01.."]);
        let front: Vec<String> = lines.entries[1].spells.iter().map(shown).collect();
        assert_eq!(front, ["NOR REB ..1990-01-01", "nobody  .."]);
    }

    #[test]
    fn agents_have_sectors_and_no_state() {
        let lines = read("a.txt", FILE, &codes());
        let phrases: Vec<&str> =
            lines.agents.iter().flat_map(|agent| agent.phrases.iter().map(String::as_str)).collect();
        assert_eq!(phrases, ["policeman", "policewomen", "attorney general", "attorneys general"]);
        assert_eq!(lines.agents[0].sectors[0].as_str(), "COP");
    }

    #[test]
    fn what_cannot_be_taken_is_told_and_passed_over() {
        assert_eq!(
            findings(FILE),
            [
                "a.txt:8: warning: `HBF` is no code of CAMEO or PLOVER; it is read as a body's own code and passed over; mend it if it is a slip (told once a file)"
            ]
        );
        let all = findings(
            "+ALIAS\nA [XYZ]\nB [NORGOV 20010230]\nC [NORGOV 010101-000101]\nD [NORGOV\nE_\nF [~GVO]\n!G!_X [NOR]\n",
        );
        let starts = [
            "a.txt:1: `+ALIAS` belongs",
            "a.txt:2: `XYZ` is no code",
            "a.txt:3: `20010230` is no time",
            "a.txt:4: `010101-000101` ends",
            "a.txt:5: a `[` is not",
            "a.txt:6: the actor has no code",
            "a.txt:7: `GVO` is no code of a role",
            "a.txt:8: there is no set `G`",
        ];
        for start in starts {
            assert!(all.iter().any(|finding| finding.starts_with(start)), "{start} in {all:#?}");
        }
    }
}
