//! `chancery explain`: ledgers for people.

use crate::args::ExplainArgs;
use crate::batches::{self, Made};
use crate::documents::{article, engine, pages};
use crate::output::look;
use crate::report::Outcome;
use anyhow::Result;
use chancery::Page;
use chancery::records::ledger;

/// Explains every document.
pub fn run(args: &ExplainArgs) -> Result<Outcome> {
    let look = look(&args.common);
    let (engine, data) = engine(&args.common, &args.actors)?;
    let furniture = data.furniture()?;
    let options = args.what.options();
    batches::run(&args.common, "", pages(&args.common), |page: Page| {
        let coded = engine.code(&article(&page, &furniture)?, &options);
        let mut text = ledger(&coded.article, &coded.found(), look);
        text.push('\n');
        Ok(Made::from(text))
    })
}
