//! `resolve` and `relate`: a line in, the same line with an answer out.

use crate::run::{json, run_with};

#[test]
fn a_phrase_is_resolved_on_its_line() {
    let input = concat!(
        "{\"id\":1,\"text\":\"the Norwegian government\",\"date\":\"2024-05-01\",\"extra\":[1.5,null]}\n",
        "\n",
        "not json\n",
        "{\"id\":2}\n",
        "{\"id\":3,\"text\":\"qwxz\",\"date\":\"yesterday\"}\n",
        "{\"id\":4,\"text\":\"quickly\"}\n",
    );
    let ran = run_with(&["resolve"], input.as_bytes());
    assert_eq!(ran.code, 1);
    let lines: Vec<&str> = ran.err.lines().map(|line| line.split(": ").next().unwrap_or_default()).collect();
    assert_eq!(lines, ["-:3", "-:4", "-:5"], "{}", ran.err);
    let out = json(&ran.out);
    assert_eq!(out.len(), 2);
    let keys: Vec<&str> = out[0].as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["id", "text", "date", "extra", "actor"]);
    assert_eq!(out[0]["actor"]["country"], "NOR");
    assert!(out[1]["actor"].is_null(), "{}", out[1]);
}

#[test]
fn two_sides_are_related_on_their_line() {
    let input = concat!(
        "{\"id\":\"a\",\"text\":\"Éire accused Norway of spying.\",\"source\":[0,4],\"target\":[13,19]}\n",
        "{\"id\":\"b\",\"text\":\"They met.\",\"source\":[0,4]}\n",
        "{\"id\":\"c\",\"text\":\"They met.\",\"source\":[0,4],\"target\":[5,99]}\n",
        "{\"id\":\"d\",\"text\":\"They met.\",\"source\":[0,4],\"target\":[4,2]}\n",
        "{\"id\":\"e\",\"text\":\"Tables and chairs.\",\"source\":[0,6],\"target\":[11,17]}\n",
    );
    let ran = run_with(&["relate"], input.as_bytes());
    assert_eq!(ran.code, 1);
    let lines: Vec<&str> = ran.err.lines().map(|line| line.split(": ").next().unwrap_or_default()).collect();
    assert_eq!(lines, ["-:2", "-:3", "-:4"], "{}", ran.err);
    let out = json(&ran.out);
    assert_eq!(out.len(), 2);
    assert_eq!(out[0]["event"], "ACCUSE");
    for answer in out {
        let keys: Vec<&str> = answer.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(
            keys,
            ["id", "text", "source", "target", "event", "act", "mode", "cameo", "quad", "status", "confidence", "rule"]
        );
        assert!(answer["event"].is_string() && answer["confidence"].is_f64());
    }
}
