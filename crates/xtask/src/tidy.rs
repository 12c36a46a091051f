//! Holds the documents to the tree: paths, crates and their edges, module order, file headers, data sources.

use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Everything in the tree that is not as the documents say, one line each, sorted.
///
/// # Errors
///
/// When a file that every check needs cannot be read.
pub fn complaints(root: &Path) -> Result<Vec<String>> {
    let note = read(&root.join("ARCHITECTURE.md"))?;
    let crates = crates(root)?;
    let mut out = Vec::new();
    out.extend(paths(root, &note));
    out.extend(described(root, &note, &crates)?);
    out.extend(edges(&note, &crates)?);
    for folder in crates.values() {
        out.extend(module_order(root, &folder.join("src"))?);
    }
    out.extend(headers(root, &crates)?);
    out.extend(data_sources(root)?);
    out.sort();
    Ok(out)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The crates of the workspace by name.
fn crates(root: &Path) -> Result<BTreeMap<String, PathBuf>> {
    let mut out = BTreeMap::new();
    for entry in fs::read_dir(root.join("crates")).context("cannot read crates/")? {
        let path = entry?.path();
        if path.join("Cargo.toml").is_file() {
            out.insert(path.file_name().unwrap_or_default().to_string_lossy().into_owned(), path);
        }
    }
    Ok(out)
}

/// Every path in backticks that looks like one of the repository exists.
fn paths(root: &Path, note: &str) -> Vec<String> {
    let roots = ["crates/", "data/", "eval/", "examples/", "tests/"];
    note.split('`')
        .skip(1)
        .step_by(2)
        .filter(|quoted| roots.iter().any(|start| quoted.starts_with(start)) && !quoted.contains('*'))
        .filter(|path| !root.join(path).exists())
        .map(|path| format!("ARCHITECTURE.md: `{path}` does not exist"))
        .collect()
}

/// Each crate stands in the table with the words of its manifest, which are also the first line of its code.
fn described(root: &Path, note: &str, crates: &BTreeMap<String, PathBuf>) -> Result<Vec<String>> {
    let mut out = Vec::new();
    for (name, folder) in crates {
        let manifest = manifest(folder)?;
        let description = manifest["package"]["description"].as_str().unwrap_or_default().to_string();
        if !note.contains(&format!("| `crates/{name}` | {description} |")) {
            out.push(format!("ARCHITECTURE.md: the table lacks `crates/{name}` as \"{description}\""));
        }
        let main = ["src/lib.rs", "src/main.rs"].iter().map(|file| folder.join(file)).find(|file| file.is_file());
        let main = main.with_context(|| format!("{name} has neither lib.rs nor main.rs"))?;
        if read(&main)?.lines().next() != Some(format!("//! {description}").as_str()) {
            let file = main.strip_prefix(root).unwrap_or(&main).display().to_string();
            out.push(format!("{file}: the first line is not \"//! {description}\""));
        }
    }
    Ok(out)
}

fn manifest(folder: &Path) -> Result<toml::Table> {
    let path = folder.join("Cargo.toml");
    read(&path)?.parse().with_context(|| format!("{} is no TOML", path.display()))
}

/// The crate edges in the note are those of the manifests.
fn edges(note: &str, crates: &BTreeMap<String, PathBuf>) -> Result<Vec<String>> {
    let mut written: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for line in note.lines() {
        if let Some((from, to)) = line.split_once("->")
            && crates.contains_key(from.trim())
        {
            written.insert(from.trim(), to.split_whitespace().map(str::to_string).collect());
        }
    }
    let mut out = Vec::new();
    for (name, folder) in crates {
        let manifest = manifest(folder)?;
        let real: BTreeSet<String> = manifest
            .get("dependencies")
            .and_then(toml::Value::as_table)
            .map(|table| table.keys().filter(|key| crates.contains_key(*key)).cloned().collect())
            .unwrap_or_default();
        let noted = written.remove(name.as_str()).unwrap_or_default();
        if real != noted {
            out.push(format!("ARCHITECTURE.md: {name} depends on {real:?}, the note says {noted:?}"));
        }
    }
    Ok(out)
}

/// A module uses only modules listed above it, in every file that lists modules.
fn module_order(root: &Path, folder: &Path) -> Result<Vec<String>> {
    let mut out = Vec::new();
    for file in rust_files(folder)? {
        let text = read(&file)?;
        let modules: Vec<String> = text.lines().filter_map(listed_module).collect();
        if modules.len() < 2 {
            continue;
        }
        let is_root =
            file.parent() == Some(folder) && file.file_stem().is_some_and(|stem| stem == "lib" || stem == "main");
        let below = if is_root { folder.to_path_buf() } else { file.with_extension("") };
        let prefix = if is_root { "crate::".to_string() } else { module_path(folder, &file) };
        for (at, module) in modules.iter().enumerate() {
            for user in module_files(&below, module)? {
                let code = read(&user)?;
                let code = code.split("#[cfg(test)]").next().unwrap_or_default();
                for used in &modules[at + 1..] {
                    if mentions(code, &format!("{prefix}{used}")) {
                        let name = user.strip_prefix(root).unwrap_or(&user).display().to_string();
                        out.push(format!("{name}: `{module}` uses `{used}`, which is listed below it"));
                    }
                }
            }
        }
    }
    Ok(out)
}

/// `crate::events::` for `src/events.rs`.
fn module_path(folder: &Path, file: &Path) -> String {
    let inner = file.with_extension("");
    let parts = inner.strip_prefix(folder).unwrap_or(&inner);
    let mut out = String::from("crate::");
    for part in parts.components() {
        out.push_str(&part.as_os_str().to_string_lossy());
        out.push_str("::");
    }
    out
}

fn listed_module(line: &str) -> Option<String> {
    let rest = line
        .strip_prefix("pub(crate) mod ")
        .or_else(|| line.strip_prefix("pub mod "))
        .or_else(|| line.strip_prefix("mod "))?;
    rest.strip_suffix(';').map(str::to_string)
}

/// True where the path stands in the code as a whole, not as the beginning of a longer name.
fn mentions(code: &str, path: &str) -> bool {
    code.match_indices(path).any(|(at, _)| {
        let next = code[at + path.len()..].chars().next();
        !next.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

fn module_files(below: &Path, module: &str) -> Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    let file = below.join(format!("{module}.rs"));
    if file.is_file() {
        out.push(file);
    }
    out.extend(rust_files(&below.join(module))?);
    Ok(out)
}

/// Every source file opens with a sentence on what it makes.
fn headers(root: &Path, crates: &BTreeMap<String, PathBuf>) -> Result<Vec<String>> {
    let mut out = Vec::new();
    for folder in crates.values() {
        for file in rust_files(folder)? {
            if !read(&file)?.starts_with("//! ") {
                out.push(format!("{}: does not open with `//!`", file.strip_prefix(root).unwrap_or(&file).display()));
            }
        }
    }
    Ok(out)
}

/// Every data file has a row in `data/SOURCES.tsv`, and every row a file.
fn data_sources(root: &Path) -> Result<Vec<String>> {
    let table = read(&root.join("data/SOURCES.tsv"))?;
    let rows: BTreeSet<&str> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| line.split('\t').next())
        .collect();
    let mut out = Vec::new();
    let files = files(&root.join("data"))?;
    let names: BTreeSet<String> = files
        .iter()
        .map(|file| file.strip_prefix(root.join("data")).unwrap_or(file).to_string_lossy().replace('\\', "/"))
        .filter(|name| name != "SOURCES.tsv")
        .collect();
    for name in &names {
        if !rows.contains(name.as_str()) {
            out.push(format!("data/SOURCES.tsv: no row for `{name}`"));
        }
    }
    for row in rows {
        if !names.contains(row) && !root.join(row).is_file() {
            out.push(format!("data/SOURCES.tsv: `{row}` does not exist"));
        }
    }
    Ok(out)
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>> {
    Ok(files(folder)?.into_iter().filter(|file| file.extension().is_some_and(|kind| kind == "rs")).collect())
}

/// The files below a folder, sorted; none where it does not exist.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                out.push(path);
            }
        }
    }
    out.sort();
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_agree_with_the_tree() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let complaints = complaints(&root).expect("the tree can be read");
        assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
    }

    #[test]
    fn a_path_is_a_whole_word() {
        assert!(mentions("use crate::events::Event;", "crate::events"));
        assert!(!mentions("use crate::events_of;", "crate::events"));
    }
}
