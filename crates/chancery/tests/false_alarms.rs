//! Nothing is coded where nothing of the codebooks happens: `data/events/false-alarms.tsv`.

use chancery::{Article, Engine, Moment, Options};

/// The least number of sentences that the list must keep.
const LEAST: usize = 300;

#[test]
fn no_false_alarm_is_coded() {
    let engine = Engine::bundled().expect("the bundled data load");
    let table = include_str!("../../../data/events/false-alarms.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    let mut wrong = Vec::new();
    let mut n_sentences = 0;
    for row in rows {
        let (kind, sentence) = row.split_once('\t').expect("each row has a kind and a sentence");
        n_sentences += 1;
        let mut article = Article::from_text("alarm", sentence);
        article.published = Moment::parse("2025-01-14");
        let coded = engine.code(&article, &Options::default());
        for event in coded.codings.iter().flat_map(|coding| &coding.events) {
            wrong.push(format!("{kind}: `{}` codes: {sentence}", event.rule));
        }
    }
    assert!(wrong.is_empty(), "{} false alarms:\n{}", wrong.len(), wrong.join("\n"));
    assert!(n_sentences >= LEAST, "only {n_sentences} sentences");
}
