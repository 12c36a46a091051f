//! What cannot be read is one line with its place and its reason; the rest goes on.

use crate::run::{Ran, arg, command, json, run, run_in, run_with};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use tempfile::{TempDir, tempdir};

const GOOD: &str = "{\"id\":\"good\",\"text\":\"Norway sent aid to Kyiv.\"}\n";

/// A folder with one bad file and one good one after it, in the order of their names.
fn folder(name: &str, bytes: &[u8]) -> TempDir {
    let folder = tempdir().expect("a folder");
    fs::write(folder.path().join(name), bytes).expect("a file");
    fs::write(folder.path().join("zz.jsonl"), GOOD).expect("a file");
    folder
}

/// The good document came out, and the bad one is one line that begins with its name.
fn check(ran: &Ran, name: &str, reason: &str) {
    assert_eq!(ran.code, 1, "{}", ran.err);
    let ids: Vec<String> =
        json(&ran.out).iter().map(|record| record["id"].as_str().expect("an id").to_string()).collect();
    assert!(ids.contains(&"good".to_string()), "{ids:?}");
    let [line] = ran.err.lines().collect::<Vec<_>>()[..] else { panic!("one line: {}", ran.err) };
    assert!(line.contains(name) && line.contains(reason), "{line}");
}

fn check_file(name: &str, bytes: &[u8], reason: &str) {
    let folder = folder(name, bytes);
    check(&run(&["code", arg(folder.path())]), name, reason);
}

#[test]
fn an_empty_file() {
    check_file("a.html", b"", ": empty");
}

#[test]
fn a_binary_file() {
    let mut bytes = b"\x7fELF\x02\x01\x01\0\0\0".to_vec();
    bytes.extend((0..5000u32).flat_map(|i| i.wrapping_mul(2_654_435_761).to_le_bytes()));
    check_file("a.bin", &bytes, ": not text");
}

#[test]
fn a_line_that_is_not_json() {
    check_file(
        "a.jsonl",
        b"{\"id\":\"1\",\"text\":\"They met.\"}\n{\"id\":\n{\"id\":\"3\",\"text\":\"They left.\"}\n",
        ":2: not a JSON object",
    );
}

#[test]
fn a_line_without_a_body() {
    check_file("a.jsonl", b"{\"id\":\"1\",\"text\":\"They met.\"}\n{\"id\":\"2\"}\n", ":2: ");
}

#[test]
fn a_missing_file() {
    let folder = folder("a.txt", b"They met.");
    let ran = run_in(folder.path(), &["code", "nowhere.html", "zz.jsonl"], b"");
    check(&ran, "nowhere.html", ": no such file or folder");
}

#[test]
fn a_line_of_a_hundred_megabytes() {
    let folder = folder("zz.jsonl", GOOD.as_bytes());
    let mut file = File::create(folder.path().join("a.txt")).expect("a file");
    let piece = b"Norway sent aid to Kyiv ".repeat(1 << 16);
    for _ in 0..(100 << 20) / piece.len() + 1 {
        file.write_all(&piece).expect("a file of a hundred megabytes");
    }
    check(&run(&["code", arg(folder.path())]), "a.txt", "longer than 32 MiB");
}

#[test]
fn invalid_utf_8_is_read_and_noted() {
    let page = "<html><head><meta charset=utf-8><title>Talks</title></head><body><article><p>Türkiye sent aid to Kyiv@ on \
                Monday, the ministry said in Zürich.</p><p>Élysée and Tromsø mayors signed an agreement in Malmö.</p></article></body></html>";
    let mut bytes = page.as_bytes().to_vec();
    let at = page.find('@').expect("a place for a bad byte");
    bytes[at] = 0xff;
    let folder = folder("a.html", &bytes);
    let ran = run(&["code", arg(folder.path())]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let dossiers = json(&ran.out);
    assert_eq!(dossiers.len(), 2);
    assert!(
        dossiers[0]["text"].as_str().is_some_and(|text| text.starts_with("Türkiye sent aid to Kyiv\u{fffd} on Monday"))
    );
    assert!(dossiers[0]["notes"].as_array().is_some_and(|notes| notes.iter().any(|note| note["kind"] == "encoding")));
}

#[test]
fn html_that_stops_in_the_middle_gives_what_is_there() {
    let folder = folder("a.html", b"<html><head><title>Talks</title></head><body><article><p>Norway sent aid to Kyiv on Monday, the ministry said in Oslo.</p><p>France and Germany signed an agreement on trade in Paris.</p><p>Sweden rejec");
    let ran = run(&["code", arg(folder.path())]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(json(&ran.out)[0]["text"].as_str().is_some_and(|text| text.starts_with("Norway sent aid to Kyiv")));
}

/// The tests may run as a user who may read everything; then the program runs as nobody, where the system can do so.
#[cfg(unix)]
#[test]
fn a_folder_without_permission() {
    use std::os::unix::fs::PermissionsExt;
    use std::process::{Command, Stdio};
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    let folder = folder("a.txt", b"They met.");
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).expect("a folder");
    mode(folder.path(), 0o755);
    mode(&folder.path().join("zz.jsonl"), 0o644);
    mode(&folder.path().join("a.txt"), 0o644);
    mode(&closed, 0o000);
    let output = if fs::read_dir(&closed).is_err() {
        command().args(["code", arg(folder.path())]).stdin(Stdio::null()).output().expect("the program runs")
    } else {
        // The program is copied to where nobody may reach it.
        let program = folder.path().join(".program");
        fs::copy(env!("CARGO_BIN_EXE_chancery"), &program).expect("a copy");
        mode(&program, 0o755);
        let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
        let run = Command::new("setpriv")
            .args(nobody)
            .arg(&program)
            .args(["code", arg(folder.path())])
            .stdin(Stdio::null())
            .output();
        match run {
            Ok(output) if !String::from_utf8_lossy(&output.stderr).starts_with("setpriv") => output,
            _ => {
                let why = "skipped: this user may read every folder, and no other user can be had";
                writeln!(std::io::stderr(), "{why}").expect("standard error is open");
                return;
            }
        }
    };
    mode(&closed, 0o755);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let ran = Ran { code: output.status.code().expect("a code"), out: text(output.stdout), err: text(output.stderr) };
    check(&ran, "closed", ": permission denied");
}

#[test]
fn bad_conllu_is_told_by_its_line() {
    let ran = run_with(&["parse", "--conllu"], b"1\tThey\n2\tmet\n\nnonsense\n1\tThey\n2\tleft\n\n");
    assert_eq!(ran.code, 1);
    assert!(ran.err.lines().any(|line| line.starts_with("-:4: ")), "{}", ran.err);
    assert!(ran.out.contains("met\tmeet") && ran.out.contains("left\t"), "{}", ran.out);
}

#[test]
fn wrong_usage() {
    for args in [
        &["code", "--format", "xml", "-"][..],
        &["code", "--jobs", "0", "-"],
        &["code", "--dyads", "--format", "json", "-"],
        &["unknown"],
        &["read", "--conllu"],
        &[],
    ] {
        let ran = run(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains("--help"), "{args:?}: {}", ran.err);
    }
}

#[test]
fn bad_data_are_told_by_file_and_line() {
    let folder = tempdir().expect("a folder");
    let data = folder.path().join("data");
    fs::create_dir_all(data.join("actors")).expect("a folder");
    fs::write(data.join("actors/states.tsv"), "name\tcode\nA\tB\tC\n").expect("a file");
    let ran = run_with(&["code", "--data", arg(&data)], GOOD.as_bytes());
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("actors/states.tsv:2: "), "{}", ran.err);
    let ran = run_with(&["code", "--data", arg(&folder.path().join("none"))], GOOD.as_bytes());
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("none: "), "{}", ran.err);
}
