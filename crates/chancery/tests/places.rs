//! The cases of the gazetteer: sentences, where the places in them are, and where their events happened.

use chancery::records::Dossier;
use chancery::{Article, Data, Engine, Options};

/// The rows of a table, without comments and header.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).skip(1);
    rows.map(|line| line.split('\t').collect())
}

fn dossier(engine: &Engine, text: &str) -> Dossier {
    let article = Article::from_text("place", text);
    engine.dossier(&engine.code(&article, &Options::default()))
}

#[test]
fn places_are_read_as_the_cases_tell() {
    let engine = Engine::new(&Data::bundled()).expect("the bundled data load");
    let table = include_str!("../../../data/places/cases.tsv");
    let mut wrong = Vec::new();
    for row in rows(table) {
        let cell = |column: usize| row.get(column).copied().unwrap_or("");
        let dossier = dossier(&engine, cell(0));
        let place = dossier.places.iter().find(|place| place.text == cell(1));
        let open = |expected: &str, said: Option<&str>| expected.is_empty() || said == Some(expected);
        let holds = match place {
            None => cell(5) == "none",
            Some(place) => {
                open(cell(2), Some(&place.name))
                    && open(cell(3), place.country.as_deref())
                    && open(cell(4), place.admin1.as_deref())
                    && open(cell(5), Some(&place.kind))
            }
        };
        if !holds {
            wrong.push(format!("{}: {} is {place:?}", cell(0), cell(1)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn events_happen_where_their_words_say() {
    let engine = Engine::new(&Data::bundled()).expect("the bundled data load");
    let table = include_str!("../../../data/places/events.tsv");
    let mut wrong = Vec::new();
    for row in rows(table) {
        let [text, expected] = row[..] else { panic!("two cells: {row:?}") };
        let dossier = dossier(&engine, text);
        let mut said: Vec<&str> =
            dossier.events.iter().map(|event| event.place.as_ref().map_or("-", |place| &place.name)).collect();
        said.dedup();
        if said != [expected] {
            wrong.push(format!("{text}: {said:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
