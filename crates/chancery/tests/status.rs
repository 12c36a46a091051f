//! Whether something took place, as sentences of our own say it.

use chancery::{Article, Data, Engine, Moment, Options};

/// Sentence, type of the event, and its status.
const CASES: &[(&str, &str, &str)] = &[
    ("Rebels attacked the town of Gossi on Monday.", "ASSAULT", "occurred"),
    ("The shelling forced Armenia to withdraw its troops from the village.", "RETREAT", "occurred"),
    ("The shelling could force Armenia to withdraw its troops from the village.", "RETREAT", "possible"),
    ("Russia is preparing an offensive against Ukraine.", "ASSAULT", "planned"),
    ("Israel may attack Iran.", "ASSAULT", "possible"),
    ("Ethiopia did not attack Eritrea.", "ASSAULT", "negated"),
];

#[test]
fn each_event_has_the_status_that_its_words_give() {
    let data = Data::bundled();
    let engine = Engine::new(&data).expect("the bundled data load");
    for (sentence, category, status) in CASES {
        let mut article = Article::from_text("status", *sentence);
        article.published = Moment::parse("2025-01-14");
        let coded = engine.code(&article, &Options::default());
        let events: Vec<_> = coded.codings.iter().flat_map(|coding| &coding.events).collect();
        let said: Vec<_> = events.iter().map(|event| (event.category.as_str(), event.status.as_str())).collect();
        assert!(said.contains(&(*category, *status)), "{sentence}: {said:?}");
    }
}
