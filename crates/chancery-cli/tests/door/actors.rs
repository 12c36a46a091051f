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

#[test]
fn a_check_tells_line_cause_and_cure() {
    let table = "\
name	kind	country	sectors	role	from	to
Sigrun Vale	person	NOR	GOV	minister	2025-02-31	
Tarn Front		NOX	REB			
Tarn Front		NOR	REB			
Tarn Front		NOR	REB			
Tarn Front		SWE	PTY			
INGRID_HOLM	person	NOR	GOV	envoy		
the Tarn Bank		NOR	BUS			
Turkey		NOR	BUS			
Ola Rice	person	NOR	GOV	prime minister	2020	2019
";
    let (_folder, path) = file("mine.tsv", table);
    let ran = run_with(&["check", arg(&path)], b"");
    assert_eq!(ran.code, 1);
    assert_eq!(ran.err.trim(), "3 errors in 1 file, 5 warnings");
    let lines: Vec<&str> =
        ran.out.lines().filter_map(|line| line.split_once("mine.tsv:").map(|(_, said)| said)).collect();
    let starts = [
        "2: `2025-02-31` is no date; write a day that there is",
        "3: `NOX` is no code of a state; write an ISO 3166-1",
        "5: warning: `Tarn Front` stands on line 4 already, with the same codes",
        "6: warning: `Tarn Front` has other codes on line 4",
        "7: warning: `INGRID_HOLM` has underscores",
        "8: warning: `the Tarn Bank` begins with an article",
        "9: warning: the name `Turkey` is also a bird; know what decides: the state",
        "10: the row ends (2019) before it begins (2020); put the earlier",
    ];
    assert_eq!(lines.len(), starts.len(), "{}", ran.out);
    for (line, start) in lines.iter().zip(starts) {
        assert!(line.starts_with(start), "{line}");
    }
    let quiet = run_with(&["check", "-q", arg(&path)], b"");
    assert_eq!(quiet.out.lines().count(), 3);
}

#[test]
fn a_check_of_petrarch_files_and_of_nothing() {
    let (_folder, path) = file("lab.txt", THEIRS);
    let ran = run_with(&["check", arg(&path)], b"");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    let ran = run_with(&["check", "no-such-file.tsv"], b"");
    assert_eq!(ran.code, 1);
    assert!(ran.err.starts_with("no-such-file.tsv: no such file or folder"), "{}", ran.err);
    assert_eq!(run_with(&["check"], b"").code, 2);
}

#[test]
fn a_check_tries_the_sentences_of_rules() {
    let rules = "\
[[pattern]]
id = \"mine.frob\"
verb = [\"frobnicate\"]
cameo = \"9999\"

[[pattern]]
id = \"mine.thank\"
verb = [\"thank\"]
cameo = \"051\"
yes = [\"France bombed Chad.\"]
no = [\"France met Chad.\"]
";
    let (_folder, path) = file("mine.toml", rules);
    let ran = run_with(&["check", arg(&path)], b"");
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains("mine.toml:2: `9999` is no code of CAMEO; codebook/cameo.tsv has the codes"),
        "{}",
        ran.out
    );
    let (_folder, path) = file("mine.toml", &rules.replace("9999", "051"));
    let ran = run_with(&["check", arg(&path)], b"");
    assert!(ran.out.contains("mine.toml:7: `mine.thank` does not code \"France bombed Chad.\""), "{}", ran.out);
    assert!(ran.out.contains("mine.toml:2: warning: rule `mine.frob` lacks a sentence"), "{}", ran.out);
}

/// A small dump in Wikidata's form; its states are real, and all persons and positions are invented.
const DUMP: &str = include_str!("dump.json");

#[test]
fn offices_are_imported_from_a_dump() {
    let (folder, dump) = file("dump.json", DUMP);
    let table = folder.path().join("offices.tsv");
    let ran = run_with(&["actors", "import", arg(&dump), "-o", arg(&table)], b"");
    let messages: Vec<&str> = ran.err.lines().collect();
    // One line of the dump is broken; the others go on.
    assert_eq!(ran.code, 1);
    assert!(messages[0].contains("dump.json:7: no entity:"), "{}", ran.err);
    assert!(
        messages[1].starts_with("5 offices of 4 persons; passed over: 2 without dates, 1 ended before 2000, 2 whose"),
        "{}",
        ran.err
    );
    let written = fs::read_to_string(&table).expect("the table");
    let rows: Vec<&str> = written.lines().filter(|line| !line.starts_with('#')).skip(1).collect();
    let expected = [
        "Greta Lindmo\t\tperson\tSWE\tCOP\tpolice commissioner\t2010-05\t\tQ900000203\tstate of the holder",
        "Ivar Holt\t\tperson\tUNO\t\tsecretary-general of the United Nations\t2012-01-01\t2016-08-09\tQ900000204\tuntil death",
        "Ola Tarn\t\tperson\tNOR\tGOV\tdefence minister\t2015\t2018\tQ900000202\t",
        "Sigrun Vale\tSigrun Marie Vale\tperson\tNOR\tGOV\tdefence minister\t2021-10-14\t\tQ900000201\t",
        "Sigrun Vale\tSigrun Marie Vale\tperson\tNOR\tLEG\tmember of the Storting\t2013-10-01\t2021-09-30\tQ900000201\t",
    ];
    assert_eq!(rows, expected, "{written}");
    // What is written can be laid over.
    let asked = [("Sigrun Vale", "2023-01-01"), ("Ola Tarn", "2023-01-01")];
    assert_eq!(resolved(&[&table], &asked), ["NOR/GOV/overlay", "NOR/ELI/overlay"]);
    let ran = run_with(&["check", arg(&table)], b"");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
}

#[test]
fn a_dump_that_is_not_there_and_a_day_that_is_none() {
    let ran = run_with(&["actors", "import", "no-such.json.gz"], b"");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("no-such.json.gz: no such file or folder"), "{}", ran.err);
    assert_eq!(run_with(&["actors", "import", "x.json", "--since", "yore"], b"").code, 2);
}
