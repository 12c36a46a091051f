//! `chancery actors import`: dated offices from a dump of Wikidata.

use crate::args::{ImportArgs, wrong};
use crate::inputs::{Input, reason};
use crate::lines::Lines;
use crate::output::Output;
use crate::report::{Outcome, Report};
use anyhow::{Context, Result, anyhow};
use chancery::{Data, Moment, OfficeImport};
use flate2::bufread::MultiGzDecoder;
use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, stdout};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Lines between two looks at how far the work has come.
const STEP: usize = 1024;

/// What is done with each line.
type Take = fn(&mut OfficeImport, &str) -> Result<(), String>;

/// Reads the dump twice and writes the table.
pub fn run(args: &ImportArgs) -> Result<Outcome> {
    if !is_day(&args.since) {
        wrong("--since takes a day, month or year: 2015-06-01, 2015-06 or 2015");
    }
    let mut import = OfficeImport::new(&Data::bundled(), &args.since)?;
    let on_terminal = args.output.is_none() && stdout().is_terminal();
    let mut report = Report::new(on_terminal);
    // A line that is no entity is told in the first reading alone.
    read(&args.dump, "holders", &mut import, OfficeImport::take_holder, &mut report, true)?;
    read(&args.dump, "positions", &mut import, OfficeImport::take_position, &mut report, false)?;
    let n_holders = import.n_holders();
    let (table, n_rows, passed) = import.table();
    let mut output = Output::at(args.output.as_deref(), on_terminal)?;
    output.write(&table)?;
    output.finish()?;
    report.say(&format!(
        "{n_rows} offices of {n_holders} persons; passed over: {} without dates, {} ended before {}, {} whose title tells \
         no sector, {} of no known state",
        passed.undated, passed.too_old, args.since, passed.untitled, passed.stateless
    ));
    Ok(report.finish())
}

fn is_day(text: &str) -> bool {
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_string(),
    };
    full.len() == 10 && Moment::parse(&full).is_some()
}

fn read(path: &Path, what: &str, import: &mut OfficeImport, take: Take, report: &mut Report, tell: bool) -> Result<()> {
    let name = path.display().to_string();
    let cannot = |error: io::Error| anyhow!("{name}: {}", reason(&error));
    let file = File::open(path).map_err(cannot)?;
    let n_bytes = file.metadata().map_err(cannot)?.len().max(1);
    let n_read = Arc::new(AtomicU64::new(0));
    let counted = BufReader::with_capacity(1 << 20, Counted { file, n_read: Arc::clone(&n_read) });
    let reader = decompressed(counted).with_context(|| name.clone())?;
    let n_lines = Cell::new(0_usize);
    for line in Lines::new(Input { name: name.clone(), reader }) {
        n_lines.set(n_lines.get() + 1);
        let taken = line.and_then(|line| take(import, &line.text).map_err(|why| line.error(why)));
        match taken {
            Err(message) if tell => report.failed(&message),
            Err(_) | Ok(()) => {}
        }
        if n_lines.get().is_multiple_of(STEP) {
            let share = 100 * n_read.load(Ordering::Relaxed) / n_bytes;
            report.come_to(|| format!("{what}: {share} %, {} entities, {} holders", n_lines.get(), import.n_holders()));
        }
    }
    Ok(())
}

/// The bytes of a dump, whether it is compressed or not.
fn decompressed(mut reader: BufReader<Counted>) -> io::Result<Box<dyn BufRead + Send>> {
    let is_gzip = reader.fill_buf()?.starts_with(&[0x1f, 0x8b]);
    Ok(if is_gzip {
        Box::new(BufReader::with_capacity(1 << 20, MultiGzDecoder::new(reader)))
    } else {
        Box::new(reader)
    })
}

/// A file that counts what has been read of it.
struct Counted {
    file: File,
    n_read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.file.read(buffer)?;
        self.n_read.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}
