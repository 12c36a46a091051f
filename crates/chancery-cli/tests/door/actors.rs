//! Actor files of the user's own: laid over the dictionaries and checked.

use crate::run::{arg, json, run_with};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// A file in a folder of its own.
fn file(name: &str, contents: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(name);
    fs::write(&path, contents).expect("a file");
    (folder, path)
}

/// `text date` to `country/sectors/basis`, with actor files.
fn resolved(files: &[&PathBuf], asked: &[(&str, &str)]) -> Vec<String> {
    let mut args = vec!["resolve"];
    for file in files {
        args.extend(["--actors", arg(file)]);
    }
    let lines: Vec<String> = asked
        .iter()
        .map(|(text, date)| format!("{{\"id\":\"x\",\"text\":\"{text}\",\"date\":\"{date}\"}}\n"))
        .collect();
    let ran = run_with(&args, lines.concat().as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let shown = |actor: &serde_json::Value| {
        let sectors: Vec<&str> = actor["sectors"].as_array().into_iter().flatten().filter_map(|s| s.as_str()).collect();
        let text = |field: &str| actor[field].as_str().unwrap_or("-").to_string();
        format!("{}/{}/{}", text("country"), sectors.join("|"), text("basis"))
    };
    json(&ran.out).iter().map(|line| shown(&line["actor"])).collect()
}

const OURS: &str = "\
# Actors of our own.
name	aliases	kind	country	sectors	role	from	to	note
Sigrun Vale	S. Vale	person	NOR	GOV|MIL	defence minister	2025-02-01	2025-09	
Sigrun Vale		person	NOR	LEG	member of parliament	2019	2025-01-31	
Tarn Valley Front		organisation	NOR	REB				
Kremlin		organisation	RUS	SPY		2024-01-01	2024-12-31	
Madison		nobody						
";

#[test]
fn a_table_adds_and_overrides_by_date() {
    let (_folder, path) = file("mine.tsv", OURS);
    let asked = [
        ("Sigrun Vale", "2025-03-01"),
        ("S. Vale", "2020-03-01"),
        ("Sigrun Vale", "2026-01-01"),
        ("fighters of the Tarn Valley Front", "2025-03-01"),
        ("the Tarn Valley Front", "2025-03-01"),
        ("the Kremlin", "2024-05-01"),
        ("the Kremlin", "2025-05-01"),
    ];
    let expected = [
        "NOR/GOV|MIL/overlay",
        "NOR/LEG/overlay",
        "NOR/ELI/overlay",
        "NOR/REB/words",
        "NOR/REB/overlay",
        "RUS/SPY/overlay",
        "RUS/GOV/dictionary",
    ];
    assert_eq!(resolved(&[&path], &asked), expected);
}

const THEIRS: &str = "\
; Actors as PETRARCH has them.
TARN_VALLEY_FRONT_ [NORINS] ; comment
+TVF_
SIGRUN_VALE_ # comment
+SIGRUN_OF_TARN
	[NORGOV 250201-250930]
	[NORELI >20251001]
LONGSHIP_LAND [NOR]
WHALING_COUNCIL [IGO]
!PERSON! = MAN, MEN
SURFPATROL!PERSON! {} [~COP] # agent
";

#[test]
fn petrarch_files_keep_working() {
    let (_folder, path) = file("lab.actors.txt", THEIRS);
    let asked = [
        ("the Tarn Valley Front", "2025-03-01"),
        ("TVF", "2025-03-01"),
        ("Sigrun Vale", "2025-03-01"),
        ("Sigrun Vale", "2025-12-01"),
        ("Longship Land", "2025-12-01"),
        ("the Whaling Council", "2025-12-01"),
        ("a Norwegian surfpatrolman", "2025-12-01"),
    ];
    let expected = [
        "NOR/REB/overlay",
        "NOR/REB/overlay",
        "NOR/GOV/overlay",
        "NOR/ELI/overlay",
        "NOR//overlay",
        "IGO//overlay",
        "NOR/COP/words",
    ];
    assert_eq!(resolved(&[&path], &asked), expected);
}

#[test]
fn the_last_file_counts_most() {
    let (_one, first) = file("first.tsv", "name\tcountry\tsectors\nTarn Valley Front\tNOR\tREB\n");
    let (_two, second) = file("second.tsv", "name\tcountry\tsectors\nTarn Valley Front\tSWE\tPTY\n");
    let asked = [("the Tarn Valley Front", "2025-03-01")];
    assert_eq!(resolved(&[&first, &second], &asked), ["SWE/PTY/overlay"]);
    assert_eq!(resolved(&[&second, &first], &asked), ["NOR/REB/overlay"]);
}

#[test]
fn a_bad_row_of_ours_stops_and_a_bad_line_of_theirs_is_told() {
    let (_one, ours) = file("bad.tsv", "name\tcountry\nA\tNOPE\n");
    let ran = run_with(&["resolve", "--actors", arg(&ours)], b"");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("bad.tsv:2: `NOPE` is no code of a state; write"), "{}", ran.err);
    let (_two, theirs) = file("bad.txt", "TARN_FRONT [NORINS]\nX [QQQ]\n");
    let ran = run_with(&["resolve", "--actors", arg(&theirs)], b"");
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("bad.txt: 1 line was passed over; `chancery check"), "{}", ran.err);
}
