//! `chancery quotes`: who said what, as lines, rows or a table.

use crate::args::{QuotesArgs, QuotesFormat};
use crate::batches::{self, Made};
use crate::documents::{article, data, pages};
use crate::output::look;
use crate::report::Outcome;
use anyhow::Result;
use chancery::records::{QuoteRow, csv_header, csv_row, json_line, quote_header, quote_rows, quote_table};
use chancery::{Engine, Page};

/// Gives the quotes of every document.
pub fn run(args: &QuotesArgs) -> Result<Outcome> {
    let format = args.format();
    let look = look(&args.common);
    let data = data(&args.common)?;
    let (furniture, engine) = (data.furniture()?, Engine::new(&data)?);
    let options = args.options();
    let header = match format {
        QuotesFormat::Json => String::new(),
        QuotesFormat::Csv => csv_header::<QuoteRow>(),
        QuotesFormat::Table => quote_header(look),
    };
    batches::run(&args.common, &header, pages(&args.common), |page: Page| {
        let article = article(&page, &furniture)?;
        let dossier = engine.dossier(&engine.code(&article, &options));
        let text: String = match format {
            QuotesFormat::Json => quote_rows(&dossier).iter().map(json_line).collect(),
            QuotesFormat::Csv => quote_rows(&dossier).iter().map(csv_row).collect(),
            QuotesFormat::Table => quote_table(&dossier, look),
        };
        Ok(Made::from(text))
    })
}
