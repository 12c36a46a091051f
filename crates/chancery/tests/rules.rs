//! Every rule's own sentences: each `yes` is coded by the rule, no `no` is.

use chancery::coding::Coder;
use chancery::{Article, Data, Moment, Options};

/// The rules that code a sentence, one for each link of the composed path.
fn rules_in(engine: &chancery::Engine, sentence: &str) -> Vec<String> {
    let mut article = Article::from_text("rule", sentence);
    article.published = Moment::parse("2025-01-14");
    // With statements, which have rules too.
    let coded = engine.code(&article, &Options { statements: true, ..Options::default() });
    let events = coded.codings.iter().flat_map(|coding| coding.events.iter().map(|event| event.rule.clone()));
    let relations =
        coded.codings.iter().flat_map(|coding| coding.relations.iter().map(|relation| relation.rule.clone()));
    events.chain(relations).flat_map(|rule| rule.split(" ∘ ").map(str::to_string).collect::<Vec<_>>()).collect()
}

#[test]
fn every_rule_keeps_to_its_own_sentences() {
    let data = Data::bundled();
    let engine = chancery::Engine::new(&data).expect("the bundled data load");
    let coder: Coder = data.coder().expect("the bundled data load");
    let mut wrong = Vec::new();
    let mut bare = Vec::new();
    for examples in coder.examples() {
        if examples.yes.is_empty() || examples.no.is_empty() {
            bare.push(format!("{}: `{}`", examples.path, examples.rule));
        }
        for sentence in &examples.yes {
            let rules = rules_in(&engine, sentence);
            if !rules.contains(&examples.rule) {
                wrong.push(format!(
                    "{}: `{}` does not code: {sentence} (coded by {rules:?})",
                    examples.path, examples.rule
                ));
            }
        }
        for sentence in &examples.no {
            if rules_in(&engine, sentence).contains(&examples.rule) {
                wrong.push(format!("{}: `{}` codes: {sentence}", examples.path, examples.rule));
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples fail:\n{}", wrong.len(), wrong.join("\n"));
    assert!(bare.is_empty(), "{} rules lack a yes or a no sentence:\n{}", bare.len(), bare.join("\n"));
}
