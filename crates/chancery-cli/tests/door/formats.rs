//! The shapes that a dossier can be given.

use crate::run::{STORIES, arg, command, examples, json, run, run_with};
use std::process::Stdio;

#[test]
fn rows_are_the_events_of_the_dossiers() {
    let dossiers = json(&run_with(&["code"], STORIES.as_bytes()).out);
    let rows = json(&run_with(&["code", "--format", "events"], STORIES.as_bytes()).out);
    let ids = |value: &serde_json::Value| value["id"].clone();
    let events: Vec<_> =
        dossiers.iter().flat_map(|dossier| dossier["events"].as_array().expect("a list").iter().map(ids)).collect();
    assert_eq!(rows.iter().map(ids).collect::<Vec<_>>(), events);
    assert!(rows.len() > 3);
    for row in rows {
        let n = row["source"].as_array().expect("a list").len();
        for list in ["source_ids", "source_names", "source_countries", "source_sectors"] {
            assert_eq!(row[list].as_array().expect("a list").len(), n);
        }
        assert!(
            row["sentence_text"].as_str().is_some_and(|text| text.contains(row["trigger"].as_str().expect("words")))
        );
    }
}

#[test]
fn csv_has_the_columns_of_the_rows() {
    let rows = json(&run_with(&["code", "--format", "events"], STORIES.as_bytes()).out);
    let csv = run_with(&["code", "--format", "csv"], STORIES.as_bytes());
    let columns: Vec<String> = rows[0].as_object().expect("an object").keys().cloned().collect();
    assert_eq!(csv.out.lines().next(), Some(columns.join(",").as_str()));
    assert!(csv.out.lines().count() > rows.len());
    let nothing = run_with(&["code", "--format", "csv"], b"{\"text\":\"Nothing.\"}\n");
    assert_eq!(nothing.out.lines().count(), 1, "no event, and still the names of the columns");
}

#[test]
fn dyads_name_one_actor_a_side() {
    let rows = json(&run_with(&["code", "--dyads"], STORIES.as_bytes()).out);
    assert!(rows.len() > 3);
    for row in rows {
        assert!(["source", "target"].iter().all(|side| row[*side].as_array().is_some_and(|side| side.len() <= 1)));
        assert!(row["pair"].as_u64() < row["pairs"].as_u64());
    }
}

#[test]
fn what_is_for_people_fits_and_has_no_colours_in_a_pipe() {
    let examples = examples();
    for args in [
        &["code", "--format", "table", arg(&examples)][..],
        &["quotes", "--format", "table", arg(&examples)],
        &["explain", arg(&examples)],
    ] {
        let ran = run(args);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.out.lines().count() > 10);
        assert!(!ran.out.contains('\u{1b}'));
        assert!(ran.out.lines().all(|line| line.chars().count() <= 110), "{}", ran.out);
        let coloured = command().args(args).env("CLICOLOR_FORCE", "1").stdin(Stdio::null()).output().expect("it runs");
        assert!(coloured.stdout.contains(&0x1b));
        let plain = command().args(args).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").stdin(Stdio::null()).output();
        assert!(!plain.expect("it runs").stdout.contains(&0x1b));
    }
}

#[test]
fn quotes_are_those_of_the_dossiers() {
    let dossiers = json(&run_with(&["code"], STORIES.as_bytes()).out);
    let rows = json(&run_with(&["quotes"], STORIES.as_bytes()).out);
    let mut n_rows = 0;
    for dossier in &dossiers {
        for (index, quote) in dossier["quotes"].as_array().expect("a list").iter().enumerate() {
            let row = &rows[n_rows];
            n_rows += 1;
            assert_eq!((&row["article"], &row["quote"]), (&dossier["id"], &serde_json::Value::from(index)));
            for field in ["kind", "stance", "strength", "audience", "medium", "parent"] {
                assert_eq!(row[field], quote[field], "{field}");
            }
            for field in ["speaker", "cue", "content"] {
                let words = quote[field].as_array().expect("a list");
                assert_eq!(row[field].as_array().map(Vec::len), Some(words.len()));
                assert!(words.iter().enumerate().all(|(i, words)| row[field][i] == words["text"]));
            }
            let events = dossier["events"].as_array().expect("a list").iter();
            let standing: Vec<_> = events.filter(|event| event["quote"] == index).map(|event| &event["id"]).collect();
            assert_eq!(row["events"].as_array().expect("a list").iter().collect::<Vec<_>>(), standing);
        }
    }
    assert!(n_rows >= 3 && n_rows == rows.len(), "{n_rows} quotes");
    let csv = run_with(&["quotes", "--format", "csv"], STORIES.as_bytes());
    let columns: Vec<String> = rows[0].as_object().expect("an object").keys().cloned().collect();
    assert_eq!(csv.out.lines().next(), Some(columns.join(",").as_str()));
}

#[test]
fn help_and_version() {
    let version = run(&["--version"]);
    assert_eq!(version.out, format!("chancery {}\n", env!("CARGO_PKG_VERSION")));
    for command in ["read", "parse", "resolve", "relate", "code", "explain", "quotes"] {
        let help = run(&[command, "--help"]);
        assert_eq!(help.code, 0);
        assert!(
            help.out.contains("Usage: chancery") && help.out.contains(&format!("chancery {command}")),
            "{}",
            help.out
        );
    }
    assert!(run(&["help"]).out.contains("Exit codes"));
}
