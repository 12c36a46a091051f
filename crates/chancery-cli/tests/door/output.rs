//! Where the output goes, and that the same input gives the same bytes.

use crate::run::{STORIES, arg, command, run_in, run_with};
use std::fs;
use std::io::{Read, Write};
use std::process::Stdio;
use tempfile::tempdir;

#[test]
fn a_file_appears_whole_or_not_at_all() {
    let folder = tempdir().expect("a folder");
    let out = folder.path().join("out.jsonl");
    fs::write(&out, "old\n").expect("a file");
    fs::write(folder.path().join("bad.tsv"), "").expect("a file");
    // Data that cannot be loaded end the run before it writes.
    let data = folder.path().join("data/actors");
    fs::create_dir_all(&data).expect("a folder");
    fs::write(data.join("states.tsv"), "a\nb\tc\n").expect("a file");
    let args = ["code", "-o", "out.jsonl", "--data", "data"];
    let ran = run_in(folder.path(), &args, STORIES.as_bytes());
    assert_eq!((ran.code, fs::read_to_string(&out).expect("a file")), (1, "old\n".to_string()));
    // A good run takes its place, and leaves nothing else behind.
    let ran = run_in(folder.path(), &["code", "-o", "out.jsonl"], STORIES.as_bytes());
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    let written = fs::read_to_string(&out).expect("a file");
    assert_eq!(written, run_with(&["code"], STORIES.as_bytes()).out);
    let mut names: Vec<String> = fs::read_dir(folder.path())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["bad.tsv", "data", "out.jsonl"]);
}

#[test]
fn good_documents_are_written_beside_bad_ones() {
    let folder = tempdir().expect("a folder");
    let input = format!("nonsense in a line of its own\n{STORIES}");
    fs::write(folder.path().join("in.jsonl"), input.replacen("nonsense", "{", 1)).expect("a file");
    let ran = run_in(folder.path(), &["code", "-o", "out.jsonl", "in.jsonl"], b"");
    assert_eq!(ran.code, 1);
    assert_eq!(fs::read_to_string(folder.path().join("out.jsonl")).expect("a file").lines().count(), 3);
}

#[test]
fn an_output_that_cannot_be_written_is_told() {
    let ran = run_with(&["code", "-o", "/nowhere/at/all.jsonl"], STORIES.as_bytes());
    assert_eq!(ran.code, 1);
    assert!(ran.err.starts_with("chancery: cannot write /nowhere/at/all.jsonl"), "{}", ran.err);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let input = STORIES.repeat(20);
    for command in ["read", "parse", "code", "explain"] {
        let one = run_with(&[command, "--jobs", "1"], input.as_bytes());
        let four = run_with(&[command, "--jobs", "4"], input.as_bytes());
        let again = run_with(&[command, "--jobs", "4"], input.as_bytes());
        assert_eq!(one.code, 0);
        assert!(one.out == four.out && four.out == again.out, "{command}");
    }
}

#[test]
fn the_order_of_documents_changes_nothing_else() {
    let lines: Vec<&str> = STORIES.lines().collect();
    let backwards: String = lines.iter().rev().map(|line| format!("{line}\n")).collect();
    let (forth, back) = (run_with(&["code"], STORIES.as_bytes()), run_with(&["code"], backwards.as_bytes()));
    let mut back: Vec<&str> = back.out.lines().collect();
    back.reverse();
    assert_eq!(forth.out.lines().collect::<Vec<_>>(), back);
}

#[test]
fn folders_are_walked_in_the_order_of_their_names() {
    let folder = tempdir().expect("a folder");
    for name in ["b.txt", "a/c.txt", "a/b.txt", "c.txt", ".hidden.txt"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, format!("This is the file {name} and they met in Oslo.")).expect("a file");
    }
    let ran = run_in(folder.path(), &["read", "."], b"");
    let order: Vec<usize> = ["a/b.txt", "a/c.txt", "b.txt", "c.txt"]
        .into_iter()
        .map(|name| ran.out.lines().position(|line| line.contains(&format!("the file {name} "))).expect("its line"))
        .collect();
    assert_eq!(order, [0, 1, 2, 3]);
    assert_eq!(ran.out.lines().count(), 4, "{}", ran.err);
    let ran = run_with(&["read", arg(&folder.path().join("c.txt"))], b"");
    assert_eq!(ran.out.lines().count(), 1);
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let mut child = command()
        .arg("read")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut stdout = child.stdout.take().expect("a pipe");
    let writer = std::thread::spawn(move || {
        // The program may end before it has read all.
        for _ in 0..2000 {
            if stdin.write_all(STORIES.as_bytes()).is_err() {
                break;
            }
        }
    });
    let mut first = [0; 100];
    stdout.read_exact(&mut first).expect("the first bytes");
    drop(stdout);
    writer.join().expect("the input is written");
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}
