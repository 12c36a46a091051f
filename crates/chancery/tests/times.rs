//! The cases of `data/times/cases.tsv`: sentences as news prints them, and the times in them.

use chancery::{Article, Data, Engine, Moment, Options};

#[test]
fn times_are_read_as_the_cases_tell() {
    let engine = Engine::new(&Data::bundled()).expect("the bundled data load");
    let table = include_str!("../../../data/times/cases.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).skip(1);
    let mut wrong = Vec::new();
    for row in rows {
        let (text, expected) = row.split_once('\t').expect("two cells");
        let mut article = Article::from_text("time", text);
        article.published = Moment::parse("2025-01-14");
        let coded = engine.code(&article, &Options::default());
        let times = coded.codings.iter().flat_map(|coding| &coding.times);
        let told: Vec<String> = times
            .map(|time| {
                let modifier = time.modifier.map_or(String::new(), |modifier| format!(" {modifier}"));
                format!("{} {} {}{modifier}", time.span.of(text), time.kind.as_str(), time.value)
            })
            .collect();
        if told.join("; ") != expected {
            wrong.push(format!("{text}\n   expected {expected}\n   told     {}", told.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
