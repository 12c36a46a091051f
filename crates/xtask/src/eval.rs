//! Scores against the floors: runs the scorer that lies beside the project and refuses a figure that has fallen.

use anyhow::{Context, Result, bail};
use clap::Args;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the scorer, the binary and the floors are.
#[derive(Debug, Args)]
pub struct Options {
    /// The folder that holds `eval/score.py` and its data.
    #[arg(long, default_value = "../shared")]
    shared: PathBuf,
    /// The binary to score.
    #[arg(long, default_value = "target/release/chancery")]
    bin: PathBuf,
    /// The floors.
    #[arg(long, default_value = "eval/floors.toml")]
    floors: PathBuf,
    /// Raise floors to the figures measured, rounded down to three places; none is ever lowered.
    #[arg(long)]
    raise: bool,
}

type Figures = BTreeMap<String, BTreeMap<String, f64>>;

/// Scores every task that has floors.
///
/// # Errors
///
/// When a figure lies below its floor, or the scorer cannot be run.
pub fn run(options: &Options) -> Result<()> {
    let scorer = options.shared.join("eval/score.py");
    let text =
        fs::read_to_string(&options.floors).with_context(|| format!("cannot read {}", options.floors.display()))?;
    let floors: Figures =
        toml::from_str(&text).with_context(|| format!("{} is no table of floors", options.floors.display()))?;
    if !scorer.is_file() {
        for task in floors.keys() {
            println!("skipped: score {task} ({} is not there)", scorer.display());
        }
        return Ok(());
    }
    let figures = measure(&scorer, &options.bin, floors.keys())?;
    let mut fallen = Vec::new();
    let mut raised = floors.clone();
    for (task, least) in &floors {
        for (name, floor) in least {
            let figure = figures.get(task).and_then(|figures| figures.get(name)).copied().unwrap_or(f64::NAN);
            let verdict = if figure >= *floor { "ok" } else { "FALLEN" };
            println!("{verdict:7} {task}.{name} = {figure:.4} (floor {floor})");
            if figure >= *floor {
                let rounded = (figure * 1000.0).floor() / 1000.0;
                raised.entry(task.clone()).or_default().insert(name.clone(), rounded.max(*floor));
            } else {
                fallen.push(format!("{task}.{name}"));
            }
        }
    }
    if options.raise {
        write_floors(&options.floors, &text, &raised)?;
    }
    if !fallen.is_empty() {
        bail!("below the floor: {}", fallen.join(", "));
    }
    Ok(())
}

fn measure<'a>(scorer: &Path, binary: &Path, tasks: impl Iterator<Item = &'a String>) -> Result<Figures> {
    let folder = std::env::temp_dir().join(format!("chancery-eval-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let mut out = Figures::new();
    for task in tasks {
        let json = folder.join(format!("{task}.json"));
        let status = Command::new("python3")
            .arg(scorer)
            .args([task.as_str(), "--bin"])
            .arg(binary)
            .arg("--json")
            .arg(&json)
            .status()
            .context("cannot run python3")?;
        if !status.success() {
            bail!("the scorer failed on {task}");
        }
        let value: serde_json::Value = serde_json::from_str(&fs::read_to_string(&json)?)?;
        let figures = value[task].as_object().context("the scorer gave no figures")?;
        let figures = figures.iter().filter_map(|(name, value)| Some((name.clone(), value.as_f64()?))).collect();
        out.insert(task.clone(), figures);
    }
    fs::remove_dir_all(&folder)?;
    Ok(out)
}

/// Writes the floors back under the comment lines that open the file.
fn write_floors(path: &Path, text: &str, floors: &Figures) -> Result<()> {
    let comments: String =
        text.lines().take_while(|line| line.starts_with('#')).map(|line| format!("{line}\n")).collect();
    let body = toml::to_string(floors).context("floors are a table")?;
    fs::write(path, format!("{comments}\n{body}")).with_context(|| format!("cannot write {}", path.display()))
}
