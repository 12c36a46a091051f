//! Documents in parallel, in bounded batches; the output in the order of the input.

use crate::args::Common;
use crate::output::Output;
use crate::report::{Outcome, Report};
use anyhow::{Context, Result};
use rayon::prelude::*;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};

/// Bytes of documents that are held at a time; one longer document is held alone.
const BATCH_BYTES: usize = 8 << 20;
/// Documents of a batch for each job: enough that jobs seldom wait for the slowest.
const BATCH_PER_JOB: usize = 32;
/// Deep pages and trees need more than the system's usual stack for a thread.
const STACK: usize = 16 << 20;

/// What was made of one document.
#[derive(Debug, Default)]
pub struct Made {
    /// For the output.
    pub text: String,
    /// Remarks for standard error that are no failures.
    pub remarks: Vec<String>,
    /// Failures of parts of it.
    pub failures: Vec<String>,
}

impl From<String> for Made {
    fn from(text: String) -> Made {
        Made { text, ..Made::default() }
    }
}

/// A document on its way.
pub trait Document: Send + Sync {
    /// `name:place`, for messages.
    fn place(&self) -> String;
    /// Bytes that it holds.
    fn size(&self) -> usize;
}

/// Makes something of every document and writes it, in order. What could not be read, or not be made, is one line on
/// standard error; the others go on.
pub fn run<D: Document>(
    common: &Common,
    header: &str,
    documents: impl Iterator<Item = Result<D, String>>,
    make: impl Fn(D) -> Result<Made, String> + Sync,
) -> Result<Outcome> {
    let mut output = Output::open(common)?;
    let mut report = Report::new(common.on_terminal());
    let n_jobs = common.jobs.map_or_else(rayon::current_num_threads, usize::from);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(n_jobs).stack_size(STACK).build();
    let pool = pool.context("cannot start the threads")?;
    output.write(header)?;
    let mut documents = documents.peekable();
    // The first batch is small, so that something comes out early.
    let mut most = n_jobs;
    while documents.peek().is_some() {
        let batch = batch(&mut documents, most);
        most = (most * 2).min(n_jobs * BATCH_PER_JOB);
        let made: Vec<Result<Made, String>> =
            pool.install(|| batch.into_par_iter().map(|document| guarded(document?, &make)).collect());
        for made in made {
            match made {
                Ok(made) => {
                    output.write(&made.text)?;
                    made.remarks.iter().for_each(|remark| report.say(remark));
                    made.failures.iter().for_each(|failure| report.failed(failure));
                }
                Err(message) => report.failed(&message),
            }
            report.done();
        }
        output.flush()?;
    }
    output.finish()?;
    Ok(report.finish())
}

/// The next documents, as many as are held at a time.
fn batch<D: Document>(documents: &mut impl Iterator<Item = Result<D, String>>, most: usize) -> Vec<Result<D, String>> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while batch.len() < most && bytes < BATCH_BYTES {
        let Some(document) = documents.next() else { break };
        bytes += document.as_ref().map_or(0, Document::size);
        batch.push(document);
    }
    batch
}

thread_local! {
    /// True while this thread makes something of a document.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    /// Where the last panic of this thread came from.
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Panics that [`run`] catches are kept for the line that tells them, instead of being printed where they happen.
pub fn quiet_panics() {
    let loud = take_hook();
    set_hook(Box::new(move |info| {
        if GUARDED.get() {
            PANIC.with_borrow_mut(|panic| *panic = info.to_string());
        } else {
            loud(info);
        }
    }));
}

/// A panic in one document, which should never happen, must not lose the others.
fn guarded<D: Document>(document: D, make: impl Fn(D) -> Result<Made, String>) -> Result<Made, String> {
    let place = document.place();
    GUARDED.set(true);
    let made = catch_unwind(AssertUnwindSafe(|| make(document)));
    GUARDED.set(false);
    made.unwrap_or_else(|_| {
        let panic = PANIC.take().replace('\n', " ");
        Err(format!("{place}: a fault of the program, please report it with the document: {panic}"))
    })
}
