//! `chancery read`: articles as JSON Lines.

use crate::args::ReadArgs;
use crate::batches::{self, Made};
use crate::documents::{article, data, pages};
use crate::report::Outcome;
use anyhow::Result;
use chancery::Page;
use chancery::records::{json_line, reading};

/// Reads every document.
pub fn run(args: &ReadArgs) -> Result<Outcome> {
    let furniture = data(&args.common)?.furniture()?;
    batches::run(&args.common, "", pages(&args.common), |page: Page| {
        Ok(Made::from(json_line(&reading(&article(&page, &furniture)?))))
    })
}
