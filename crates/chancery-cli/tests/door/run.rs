//! Runs the built program.

use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

/// What a run gave.
pub struct Ran {
    /// Its exit code.
    pub code: i32,
    /// Its output.
    pub out: String,
    /// Its messages.
    pub err: String,
}

/// Runs the program with something on standard input.
pub fn run_with(args: &[&str], input: &[u8]) -> Ran {
    run_in(Path::new("."), args, input)
}

/// Runs the program with nothing on standard input.
pub fn run(args: &[&str]) -> Ran {
    run_with(args, b"")
}

/// Runs the program in a folder.
pub fn run_in(folder: &Path, args: &[&str], input: &[u8]) -> Ran {
    let mut child = command()
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    // A program that does not read its input breaks the pipe, which is no matter here.
    let writer = thread::spawn(move || stdin.write_all(&input).is_ok());
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the input is written");
    Ran {
        code: output.status.code().expect("an exit code"),
        out: String::from_utf8(output.stdout).expect("output in UTF-8"),
        err: String::from_utf8(output.stderr).expect("messages in UTF-8"),
    }
}

/// The program, knowing nothing of the terminal that the tests run in.
pub fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

/// The lines of an output as JSON.
pub fn json(text: &str) -> Vec<Value> {
    assert!(text.is_empty() || text.ends_with('\n'), "the last line has its end");
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

/// The examples of the repository.
pub fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// A path as an argument.
pub fn arg(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// Documents with letters of one to four bytes, in which much happens.
pub const STORIES: &str = concat!(
    r#"{"id":"s1","title":"Türkiye rebukes Élysée envoy","published":"2025-03-05T09:30:00+03:00","publisher":"The Courier","text":"#,
    r#""Türkiye’s Foreign Ministry accused France on Tuesday of arming rebels in Côte d’Ivoire. “We reject these claims 🙂,” "#,
    r#"French Foreign Minister Jean-Noël Barrot told reporters in São Paulo.\n\nThe two countries will hold talks in Zürich next week. "#,
    r#"Police in İzmir arrested 12 protesters on 3 March 2025, the interior ministry said."}"#,
    "\n",
    r#"{"id":"s2","published":"2024-11-20","text":"Norway sent humanitarian aid to Kyiv, Prime Minister Jonas Gahr Støre said. "#,
    r#"Russia did not attack Odesa on Monday, officials in Moscow said. Denmark and Sweden signed a defence agreement."}"#,
    "\n",
    r#"{"id":"s3","title":"Brief","text":"Nothing of note."}"#,
    "\n",
);
