//! Any bytes at all go through the whole engine without a panic, and what comes out keeps its promises.

use chancery::page::{Limits, extract, pages};
use chancery::records::{Look, csv_row, dyads, json_line, ledger, rows, table};
use chancery::{Article, Data, Engine, Options, ZoneKind};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// Pieces of pages and of news, so that chance makes something that is nearly a page.
const PIECES: [&str; 24] = [
    "<p>",
    "</div>",
    "<article>",
    "<script>",
    "\"",
    "“",
    "”",
    "\n\n",
    "\n",
    "{\"text\":\"",
    "\"}\n",
    "\u{0}",
    "\u{feff}",
    "MOSCOW (Reuters) - ",
    "Norway accused ",
    "Türkiye ",
    "of shelling ",
    "on Tuesday",
    ", which he denied",
    " and ",
    "the two countries ",
    "will meet",
    " said. ",
    "🙂",
];

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        6 => prop::sample::select(&PIECES[..]).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..12),
        1 => "\\PC{0,12}".prop_map(String::into_bytes),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn check(engine: &Engine, article: &Article) {
    let options = Options { zones: vec![ZoneKind::Body, ZoneKind::Title, ZoneKind::Caption], statements: true };
    let coded = engine.code(article, &options);
    let dossier = engine.dossier(&coded);
    let line = json_line(&dossier);
    assert_eq!(line.matches('\n').count(), 1);
    assert_eq!(line, json_line(&engine.dossier(&engine.code(article, &options))), "the same article, the same bytes");
    let look = Look { width: 70, colours: true };
    assert!(!ledger(article, &coded.found(), look).is_empty());
    assert_eq!(table(&dossier, look).is_empty(), dossier.events.is_empty());
    assert_eq!(rows(&dossier).rows.len(), dossier.events.len());
    assert!(dyads(&dossier).rows.iter().all(|row| csv_row(row).ends_with('\n')));
    let text: Vec<char> = dossier.article.text.chars().collect();
    for mention in dossier.mentions.iter().filter(|mention| mention.zone.is_none()) {
        assert_eq!(text[mention.start..mention.end].iter().collect::<String>(), mention.text);
    }
}

#[test]
fn nothing_that_can_be_read_stops_the_engine() {
    let data = Data::bundled();
    let (engine, furniture) = (Engine::new(&data).expect("good data"), data.furniture().expect("good data"));
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(200) });
    let result = runner.run(&bytes(), |bytes| {
        let reader = Box::new(std::io::Cursor::new(bytes.clone()));
        for page in pages(reader, "a", Limits::default()) {
            let Ok(page) = page else { continue };
            if let Ok(article) = extract(&page, &furniture, Limits::default()) {
                check(&engine, &article);
            }
        }
        check(&engine, &Article::from_text("a", String::from_utf8_lossy(&bytes)));
        Ok(())
    });
    assert_eq!(result, Ok(()));
}
