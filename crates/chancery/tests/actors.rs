//! The cases of the actor dictionaries: phrases, and who they name on a day.

use chancery::{Engine, Moment};

/// Cases that are read wrongly today, by their phrase: most need the sense of the words around the phrase. A case
/// that comes right must leave this list.
const STILL_WRONG: &[&str] = &[
    "American Indians",
    "Bush fires",
    "Chad",
    "Georgia",
    "German shepherd",
    "Juan Guaidó",
    "May",
    "Paris, Texas",
    "Red Cross workers",
    "Rice",
    "Saudi-led coalition warplanes",
    "Tuesday",
    "a Chinese restaurant",
    "chicken Kiev",
    "the Georgia secretary of state",
    "the secretary of state",
    "white Russian",
];

/// One row of `data/actors/cases.tsv`.
struct Case<'a> {
    text: &'a str,
    date: Option<Moment>,
    context: Option<&'a str>,
    id: &'a str,
    country: &'a str,
    sectors: Vec<&'a str>,
    expected: bool,
}

fn cases(table: &str) -> Vec<Case<'_>> {
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).skip(1);
    rows.map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |column: usize| cells.get(column).copied().unwrap_or("");
        Case {
            text: cell(0),
            date: Moment::parse(cell(1)),
            context: Some(cell(2)).filter(|context| !context.is_empty()),
            id: cell(3),
            country: cell(4),
            sectors: cell(5).split('|').filter(|sector| !sector.is_empty()).collect(),
            expected: cell(6) == "yes",
        }
    })
    .collect()
}

/// True where the phrase is read as the case tells it; of a trap, where it is not read so.
fn holds(engine: &Engine, case: &Case<'_>) -> bool {
    let actor = engine.resolve(case.text, case.context, case.date);
    let country = actor.as_ref().and_then(|actor| actor.country.as_deref()).unwrap_or("");
    let in_sector = |actor: &chancery::records::Actor| actor.sectors.iter().any(|s| case.sectors.contains(&s.as_str()));
    if !case.expected && case.country.is_empty() {
        return actor.is_none();
    }
    let sector = case.sectors.is_empty() || actor.as_ref().is_some_and(in_sector);
    let id = case.id.is_empty() || actor.as_ref().is_some_and(|actor| actor.id == case.id);
    (country == case.country && sector && id) == case.expected
}

#[test]
fn phrases_name_whom_the_cases_say() {
    let engine = Engine::bundled().expect("the bundled data load");
    let cases = cases(include_str!("../../../data/actors/cases.tsv"));
    assert!(cases.len() > 200, "the table has {} cases", cases.len());
    let wrong: Vec<&str> = cases.iter().filter(|case| !holds(&engine, case)).map(|case| case.text).collect();
    let new: Vec<&&str> = wrong.iter().filter(|text| !STILL_WRONG.contains(text)).collect();
    let mended: Vec<&&str> = STILL_WRONG.iter().filter(|text| !wrong.contains(text)).collect();
    assert!(new.is_empty(), "read wrongly: {new:?}");
    assert!(mended.is_empty(), "come right, and must leave the list: {mended:?}");
}
