//! What a dossier promises.

use crate::run::{STORIES, arg, examples, json, run, run_with};
use serde_json::Value;

const EVENTS: [&str; 17] = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
    "STATEMENT",
];
const STATUSES: [&str; 7] = ["occurred", "ongoing", "planned", "possible", "negated", "denied", "habitual"];
const KINDS: [&str; 5] = ["country", "person", "organisation", "group", "unknown"];

fn dossiers() -> Vec<Value> {
    let examples = examples();
    let zones = ["code", "--statements", "--zones", "body,title,caption"];
    let stories = run_with(&zones, STORIES.as_bytes());
    assert_eq!((stories.code, stories.err.as_str()), (0, ""));
    let pages = run(&[&zones[..], &[arg(&examples)]].concat());
    assert_eq!((pages.code, pages.err.as_str()), (0, ""));
    let mut dossiers = json(&stories.out);
    assert_eq!(dossiers.len(), 3);
    dossiers.extend(json(&pages.out));
    assert!(dossiers.len() > 5, "the examples are read");
    dossiers
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().unwrap_or_else(|| panic!("{name} is a list"))
}

/// The text that the ranges of a zone count in.
fn zone_text<'a>(dossier: &'a Value, zone: Option<&str>) -> &'a str {
    let text = match zone {
        None => &dossier["text"],
        Some("title") => &dossier["title"],
        Some(name) => {
            let n: usize = name.strip_prefix("caption:").expect("a caption").parse().expect("a number");
            &dossier["images"][n]["caption"]
        }
    };
    text.as_str().expect("a zone has a text")
}

fn each_object(value: &Value, check: &mut impl FnMut(&Value)) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| each_object(item, check)),
        Value::Object(items) => {
            check(value);
            items.values().for_each(|item| each_object(item, check));
        }
        _ => {}
    }
}

#[test]
fn the_body_comes_back_unchanged() {
    let ran = run_with(&["code", "-"], STORIES.as_bytes());
    for (line, dossier) in STORIES.lines().zip(json(&ran.out)) {
        let given: Value = serde_json::from_str(line).expect("a story");
        assert_eq!(dossier["text"], given["text"]);
        assert_eq!(dossier["id"], given["id"]);
        assert_eq!(dossier["title"], given["title"]);
        assert_eq!(dossier["published"], given["published"]);
    }
}

#[test]
fn every_range_is_the_text_beside_it() {
    let mut n_ranges = 0;
    for dossier in dossiers() {
        each_object(&dossier, &mut |object| {
            let (Some(start), Some(end)) = (object["start"].as_u64(), object["end"].as_u64()) else { return };
            let text: Vec<char> = zone_text(&dossier, object["zone"].as_str()).chars().collect();
            let words: String = text.get(start as usize..end as usize).expect("a range of the zone").iter().collect();
            assert!(!words.is_empty());
            if let Some(text) = object["text"].as_str() {
                assert_eq!(words, text);
                n_ranges += 1;
            }
        });
        let n_code_points = zone_text(&dossier, None).chars().count() as u64;
        for paragraph in list(&dossier, "paragraphs") {
            assert!(paragraph[0].as_u64() < paragraph[1].as_u64() && paragraph[1].as_u64() <= Some(n_code_points));
        }
    }
    assert!(n_ranges > 50, "{n_ranges} ranges");
}

#[test]
fn every_index_is_one_of_its_list() {
    for dossier in dossiers() {
        let within = |index: &Value, name: &str| {
            let index = index.as_u64().map(|index| index as usize);
            assert!(index.is_none_or(|index| index < list(&dossier, name).len()), "{name} {index:?}");
        };
        each_object(&dossier, &mut |object| within(&object["actor"], "actors"));
        for actor in list(&dossier, "actors") {
            list(actor, "members").iter().for_each(|member| within(member, "actors"));
        }
        for event in list(&dossier, "events") {
            assert!(event["sentence"].is_u64());
            within(&event["sentence"], "sentences");
            within(&event["quote"], "quotes");
            within(&event["date"]["time"], "times");
            within(&event["place"]["place"], "places");
        }
        list(&dossier, "quotes").iter().for_each(|quote| within(&quote["parent"], "quotes"));
        list(&dossier, "relations").iter().for_each(|relation| within(&relation["quote"], "quotes"));
    }
}

#[test]
fn values_are_those_of_the_contract() {
    let mut n_events = 0;
    for dossier in dossiers() {
        let mut ids = Vec::new();
        for event in list(&dossier, "events") {
            n_events += 1;
            let name = |field: &str| event[field].as_str().unwrap_or_else(|| panic!("{field} is a string"));
            assert!(EVENTS.contains(&name("event")) && STATUSES.contains(&name("status")));
            assert!(event["act"].is_null() || EVENTS.contains(&name("act")));
            assert!(
                event["quad"].as_u64().is_some_and(|quad| quad <= 4 && (quad == 0) == (name("event") == "STATEMENT"))
            );
            assert!((2..=4).contains(&name("cameo").len()) && name("cameo").bytes().all(|b| b.is_ascii_digit()));
            assert!(event["confidence"].as_f64().is_some_and(|share| (0.0..=1.0).contains(&share)));
            assert!(!name("rule").is_empty() && !name("id").is_empty());
            for part in ["source", "target", "date", "place"] {
                let empty = event[part].is_null() || event[part].as_array().is_some_and(Vec::is_empty);
                assert_eq!(empty, event["blanks"][part].is_string(), "{part} of {event}");
            }
            ids.push(name("id").to_string());
        }
        ids.sort();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "no two events share a name");
        for actor in list(&dossier, "actors") {
            assert!(actor["kind"].as_str().is_some_and(|kind| KINDS.contains(&kind)));
            assert!(actor["country"].is_null() || actor["country"].as_str().is_some_and(|code| code.len() == 3));
        }
        assert_eq!(dossier["chancery"]["schema"], 1);
        each_object(&dossier, &mut |object| {
            let empty = object.as_object().and_then(|object| object.iter().find(|(_, value)| *value == ""));
            assert_eq!(empty.filter(|(name, _)| *name != "text"), None, "unknown is null");
        });
    }
    assert!(n_events > 10, "{n_events} events");
}

#[test]
fn zones_are_coded_on_demand_and_say_which_they_are() {
    let line = br#"{"id":"z","title":"France accuses Russia","text":"Norway accused Sweden of spying."}"#;
    let zones = |args: &[&str]| -> Vec<Value> {
        let ran = run_with(&[&["code"], args].concat(), line);
        json(&ran.out)[0]["sentences"].as_array().expect("a list").iter().map(|s| s["zone"].clone()).collect()
    };
    assert_eq!(zones(&[]), [Value::Null]);
    assert_eq!(zones(&["--zones", "title,body"]), [Value::Null, Value::from("title")]);
    assert_eq!(zones(&["--zones", "title"]), [Value::from("title")]);
}

#[test]
fn statements_are_given_only_when_asked_for() {
    let stories = |args: &[&str]| json(&run_with(args, STORIES.as_bytes()).out);
    for dossier in stories(&["code"]) {
        assert!(list(&dossier, "events").iter().all(|event| event["event"] != "STATEMENT"));
    }
}

#[test]
fn articles_have_the_fields_of_the_contract() {
    let ran = run_with(&["read"], STORIES.as_bytes());
    let fields: Vec<String> = json(&ran.out)[0].as_object().expect("an object").keys().cloned().collect();
    assert_eq!(
        fields.join(" "),
        "id url title published updated publisher publisher_country wire bylines language dateline images text \
         paragraphs page notes"
    );
}

#[test]
fn parses_are_conllu() {
    let ran = run_with(&["parse"], STORIES.as_bytes());
    assert!(ran.out.starts_with("# newdoc id = s1\n"));
    let words: Vec<&str> = ran.out.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert!(words.len() > 80 && words.iter().all(|line| line.split('\t').count() == 10));
    let blind: String = ran
        .out
        .lines()
        .map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
            [id, form, .., misc] => format!("{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    let again = run_with(&["parse", "--conllu", "-"], blind.as_bytes());
    assert_eq!((again.code, again.err.as_str()), (0, ""));
    assert_eq!(again.out, ran.out, "the same words get the same parse");
}
