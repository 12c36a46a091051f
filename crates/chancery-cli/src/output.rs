//! Where the output goes: standard output, or a file that appears only when it is whole.

use crate::args::Common;
use anyhow::{Context, Result};
use chancery::records::Look;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write, stdout};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Columns where there is no terminal to ask.
const COLUMNS: usize = 100;

/// Takes text, and at the end makes it last.
pub enum Output {
    /// Standard output.
    Stdout(BufWriter<Box<dyn Write>>),
    /// A file beside the one that is to be, which takes its place at the end.
    Atomic { file: BufWriter<NamedTempFile>, path: PathBuf },
    /// Something that cannot be replaced, such as a pipe or a device.
    Plain(BufWriter<File>),
}

impl Output {
    /// Opens what the arguments name; nothing appears at the path yet.
    pub fn open(common: &Common) -> Result<Output> {
        Output::at(common.output_path(), common.on_terminal())
    }

    /// The same for a path; standard output where there is none.
    pub fn at(path: Option<&Path>, on_terminal: bool) -> Result<Output> {
        let Some(path) = path else {
            let stdout: Box<dyn Write> = if on_terminal { Box::new(anstream::stdout()) } else { Box::new(stdout()) };
            return Ok(Output::Stdout(BufWriter::new(stdout)));
        };
        let cannot = || format!("cannot write {}", path.display());
        // A link is followed: the file it names is replaced, not the link.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        if path.exists() && !path.is_file() {
            let file = OpenOptions::new().write(true).open(&path).with_context(cannot)?;
            return Ok(Output::Plain(BufWriter::new(file)));
        }
        let file = beside(&path).with_context(cannot)?;
        Ok(Output::Atomic { file: BufWriter::new(file), path })
    }

    /// Writes some text.
    pub fn write(&mut self, text: &str) -> io::Result<()> {
        match self {
            Output::Stdout(out) => out.write_all(text.as_bytes()),
            Output::Atomic { file, .. } => file.write_all(text.as_bytes()),
            Output::Plain(file) => file.write_all(text.as_bytes()),
        }
    }

    /// Lets a reader at the other end of a pipe have what is there.
    pub fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Stdout(out) => out.flush(),
            Output::Atomic { .. } => Ok(()),
            Output::Plain(file) => file.flush(),
        }
    }

    /// The end: a file is forced to the disk and takes its place.
    pub fn finish(self) -> Result<()> {
        match self {
            Output::Stdout(mut out) => out.flush()?,
            Output::Plain(mut file) => file.flush()?,
            Output::Atomic { file, path } => {
                let cannot = || format!("cannot write {}", path.display());
                let file = file.into_inner().map_err(io::IntoInnerError::into_error).with_context(cannot)?;
                file.as_file().sync_all().with_context(cannot)?;
                file.persist(&path).map_err(|error| error.error).with_context(cannot)?;
                // Without this a crash of the machine could forget the new name; not every system can do it.
                if let Some(folder) = File::open(folder(&path)).ok().filter(|_| cfg!(unix)) {
                    let _ = folder.sync_all();
                }
            }
        }
        Ok(())
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A new hidden file in the folder of `path`, readable by whom the system's settings say.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".chancery-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path).map_or(0o666, |old| old.permissions().mode() & 0o777);
        builder.permissions(fs::Permissions::from_mode(mode));
        builder.tempfile_in(folder(path))
    }
    #[cfg(not(unix))]
    builder.tempfile_in(folder(path))
}

/// Writes to standard output at once.
pub fn print(text: &str) -> Result<()> {
    let mut out = stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// True for the error of writing to a reader that has gone.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe))
}

/// Width and colours of the output: the terminal's, and colours only where the terminal and the user want them.
pub fn look(common: &Common) -> Look {
    let on_terminal = common.on_terminal();
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let measured = terminal_size::terminal_size().filter(|_| on_terminal).map(|(width, _)| usize::from(width.0));
    let colours =
        common.output_path().is_none() && anstream::AutoStream::choice(&stdout()) != anstream::ColorChoice::Never;
    Look { width: measured.or(asked).unwrap_or(COLUMNS), colours }
}
