//! From the paths that the user named to open files, one after the other.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, stdin};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// An input that is open.
pub struct Input {
    /// What to call it in a message: its path, or `-`.
    pub name: String,
    /// Its bytes.
    pub reader: Box<dyn BufRead + Send>,
}

/// Opens each file in turn; folders are walked in the order of their names. An input that cannot be opened is the line
/// that says so, and the others go on.
pub fn inputs(paths: Vec<PathBuf>) -> impl Iterator<Item = Result<Input, String>> {
    paths.into_iter().flat_map(files).map(|path| path.and_then(open))
}

/// The path itself, or the files below it.
fn files(path: PathBuf) -> Box<dyn Iterator<Item = Result<PathBuf, String>>> {
    if path == Path::new("-") || !path.is_dir() {
        return Box::new(std::iter::once(Ok(path)));
    }
    let hidden = |entry: &DirEntry| entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
    let walk = WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter();
    Box::new(walk.filter_entry(move |entry| !hidden(entry)).filter_map(|entry| match entry {
        Ok(entry) if entry.file_type().is_dir() => None,
        Ok(entry) => Some(Ok(entry.into_path())),
        Err(error) => Some(Err(walk_error(&error))),
    }))
}

fn open(path: PathBuf) -> Result<Input, String> {
    if path == Path::new("-") {
        return Ok(Input { name: "-".to_string(), reader: Box::new(BufReader::new(stdin())) });
    }
    let name = path.display().to_string();
    match File::open(&path) {
        Ok(file) => Ok(Input { name, reader: Box::new(BufReader::with_capacity(1 << 16, file)) }),
        Err(error) => Err(format!("{name}: {}", reason(&error))),
    }
}

fn walk_error(error: &walkdir::Error) -> String {
    let name = error.path().map(|path| path.display().to_string()).unwrap_or_default();
    match (error.loop_ancestor(), error.io_error()) {
        (Some(ancestor), _) => format!("{name}: a link back to {}; passed over", ancestor.display()),
        (None, Some(error)) => format!("{name}: {}", reason(error)),
        (None, None) => format!("{name}: cannot be walked"),
    }
}

/// What the system said, in our words where these are the common ones.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file or folder".to_string(),
        ErrorKind::PermissionDenied => "permission denied".to_string(),
        ErrorKind::IsADirectory => "is a folder".to_string(),
        _ => error.to_string(),
    }
}
