//! `chancery code`: dossiers, and the rows and tables made from them.

use crate::args::{CodeArgs, Format};
use crate::batches::{self, Document, Made};
use crate::documents::{article, engine, pages};
use crate::output::look;
use crate::report::Outcome;
use anyhow::Result;
use chancery::Page;
use chancery::records::{self, Dossier, EventRow, Look, MOST_PAIRS, csv_header, csv_row, json_line};

/// Codes every document.
pub fn run(args: &CodeArgs) -> Result<Outcome> {
    let format = args.format();
    let look = look(&args.common);
    let (engine, data) = engine(&args.common, &args.actors)?;
    let furniture = data.furniture()?;
    let options = args.what.options();
    let header = match format {
        Format::Csv => csv_header::<EventRow>(),
        Format::Table => records::header(look),
        Format::Json | Format::Events => String::new(),
    };
    batches::run(&args.common, &header, pages(&args.common), |page: Page| {
        let place = page.place();
        let article = article(&page, &furniture)?;
        let dossier = engine.dossier(&engine.code(&article, &options));
        Ok(shaped(&dossier, format, args.dyads, look, &place))
    })
}

/// A dossier in one of the shapes.
fn shaped(dossier: &Dossier, format: Format, dyads: bool, look: Look, place: &str) -> Made {
    let line: fn(&EventRow) -> String = match format {
        Format::Json => return json_line(dossier).into(),
        Format::Table => return records::table(dossier, look).into(),
        Format::Events => json_line,
        Format::Csv => csv_row,
    };
    let rows = if dyads { records::dyads(dossier) } else { records::rows(dossier) };
    let cut = |(id, n_pairs): &(String, usize)| {
        format!("{place}: event {id} has {n_pairs} pairs; the first {MOST_PAIRS} are given")
    };
    Made { text: rows.rows.iter().map(line).collect(), remarks: rows.cut.iter().map(cut).collect(), ..Made::default() }
}
