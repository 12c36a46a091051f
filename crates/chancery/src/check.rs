//! Checks of the files that users write: actors, dictionaries, rules with their sentences.

use crate::data::Data;
use crate::engine::{Engine, Options};
use crate::error::Error;
use chancery_coding::check::{FileKind, check, file_kind, place};
use chancery_coding::{Examples, Finding};
use chancery_text::{Article, Moment};

/// The day on which a rule's sentences are read.
const DAY: &str = "2025-01-14";

impl Data {
    /// Everything that is wrong with a file, in the order of its lines: an actor file, a table below `actors/`, or a
    /// file of rules, whose own sentences are tried. `name` is what the findings call it.
    ///
    /// # Errors
    ///
    /// When the data that the file would join cannot be read.
    pub fn check(&self, name: &str, text: &str) -> Result<Vec<Finding>, Error> {
        let sources = self.sources();
        let mut findings = check(name, text, sources)?;
        if file_kind(name, text) != FileKind::Rules {
            return Ok(findings);
        }
        let place = place(name, text, sources);
        // Rules that cannot be taken cannot be tried.
        if let Ok(engine) = Engine::new(&self.with(&place, text)) {
            let own = engine.examples().filter(|examples| examples.path == place);
            for examples in own {
                let line = line_of(text, &examples.rule);
                findings.extend(
                    failing(&engine, examples).into_iter().map(|(cause, cure)| Finding::error(name, line, cause, cure)),
                );
            }
        }
        findings.sort_by_key(|finding| finding.line);
        Ok(findings)
    }
}

/// The sentences of a rule that it does not code, and those that it codes and should not.
fn failing(engine: &Engine, examples: &Examples) -> Vec<(String, &'static str)> {
    let rule = &examples.rule;
    let mut out = Vec::new();
    for sentence in &examples.yes {
        let rules = rules_in(engine, sentence);
        if !rules.contains(rule) {
            let by = if rules.is_empty() { "nothing".to_string() } else { rules.join(", ") };
            let cause = format!("`{rule}` does not code \"{sentence}\", which {by} does");
            out.push((cause, "widen the rule, or look at the sentence with `chancery explain`"));
        }
    }
    for sentence in &examples.no {
        if rules_in(engine, sentence).contains(rule) {
            out.push((format!("`{rule}` codes \"{sentence}\""), "narrow the rule with `when` or `unless`"));
        }
    }
    out
}

/// The rules that code a sentence, one for each link of the composed path.
fn rules_in(engine: &Engine, sentence: &str) -> Vec<String> {
    let mut article = Article::from_text("rule", sentence);
    article.published = Moment::parse(DAY);
    let coded = engine.code(&article, &Options::default());
    let events = coded.codings.iter().flat_map(|coding| coding.events.iter().map(|event| event.rule.as_str()));
    let relations = coded.codings.iter().flat_map(|coding| coding.relations.iter().map(|found| found.rule.as_str()));
    events.chain(relations).flat_map(|rule| rule.split(" ∘ ").map(str::to_string)).collect()
}

/// The line on which a rule has its id.
fn line_of(text: &str, id: &str) -> usize {
    let quoted = [format!("\"{id}\""), format!("'{id}'")];
    let at = text.lines().position(|line| {
        line.trim_start().starts_with("id") && quoted.iter().any(|quoted| line.contains(quoted.as_str()))
    });
    at.map_or(1, |index| index + 1)
}
