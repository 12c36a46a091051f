//! What is said on standard error: documents that could not be read, and how far long work has come.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Write, stderr};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Work that is over sooner shows no progress.
const LONG: Duration = Duration::from_secs(2);

/// Writes one line to standard error. Control characters, which a file's name may hold, are replaced: one line stays
/// one line, and a name gives the terminal no orders.
pub fn line(text: &str) {
    let text: String = text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    // There is nobody left to tell when standard error is closed.
    let _ = writeln!(stderr(), "{text}");
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    n_failed: usize,
}

impl Outcome {
    /// 0, or 1 where a document could not be read.
    pub fn exit_code(self) -> ExitCode {
        if self.n_failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// Counts documents and failures, and shows them while long work goes on.
pub struct Report {
    started: Instant,
    bar: Option<ProgressBar>,
    visible: bool,
    n_failed: usize,
}

impl Report {
    /// `quiet` where the output itself goes to the terminal and shows how far the work has come.
    pub fn new(quiet: bool) -> Report {
        let visible = !quiet && stderr().is_terminal();
        Report { started: Instant::now(), bar: None, visible, n_failed: 0 }
    }

    /// One more document is done.
    pub fn done(&mut self) {
        if self.bar.is_none() && self.visible && self.started.elapsed() > LONG {
            self.bar = Some(bar());
        }
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    /// How far work on one large thing has come; the words are made only when they are shown.
    pub fn come_to(&mut self, words: impl FnOnce() -> String) {
        if self.bar.is_none() && self.visible && self.started.elapsed() > LONG {
            let bar = bar();
            bar.set_style(
                ProgressStyle::with_template("{spinner} {msg}, {elapsed}")
                    .unwrap_or_else(|_| ProgressStyle::default_spinner()),
            );
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            bar.set_message(words());
        }
    }

    /// A document could not be read.
    pub fn failed(&mut self, message: &str) {
        self.n_failed += 1;
        self.say(message);
    }

    /// A remark that is no failure.
    pub fn say(&self, message: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| line(message)),
            None => line(message),
        }
    }

    /// The end of the run.
    pub fn finish(self) -> Outcome {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
        Outcome { n_failed: self.n_failed }
    }
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{spinner} {human_pos} documents, {per_sec}, {elapsed}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
