//! Rows of cells for a terminal: the names of the columns, the head of an article, and cells that wrap.

use crate::event::EventDate;
use crate::layout::{BOLD, Look, Mark, fit, painted, width, wrap};
use crate::record::Dossier;
use chancery_text::Span;

/// Columns between two cells.
pub(crate) const GAP: usize = 2;
/// A narrower terminal gets lines that it breaks itself.
pub(crate) const LEAST_WIDTH: usize = 60;

/// The words of a cell, and those of them that have a style of their own.
pub(crate) type Cell = (String, Vec<Mark>);

/// One line with the names of the columns.
pub(crate) fn push_names<const N: usize>(names: [&str; N], columns: [usize; N], look: Look) -> String {
    let mut out = String::new();
    for (name, columns) in names.into_iter().zip(columns) {
        let name = fit(name, columns);
        push_padded(&mut out, &look.paint(BOLD, &name), width(&name), columns);
    }
    finish_line(&mut out);
    out
}

/// One line with the title of an article, its day and its outlet.
pub(crate) fn head(dossier: &Dossier, look: Look) -> String {
    let article = &dossier.article;
    let known = [article.published.as_deref(), article.publisher.as_deref()];
    let known: Vec<&str> = known.into_iter().flatten().collect();
    let title = article.title.as_deref().unwrap_or(&article.id);
    let title = if known.is_empty() { title.to_string() } else { format!("{title} ({})", known.join(", ")) };
    let mut out = look.paint(BOLD, &fit(&title, look.width.max(LEAST_WIDTH)));
    out.push('\n');
    out
}

/// One row: each cell wrapped to its column, and cut with an ellipsis after `most_lines` lines.
pub(crate) fn push_row<const N: usize>(
    out: &mut String,
    cells: &[Cell; N],
    columns: &[usize; N],
    most_lines: usize,
    look: Look,
) {
    let lines: Vec<Vec<Span>> = cells.iter().zip(columns).map(|((text, _), columns)| wrap(text, *columns)).collect();
    let n_lines = lines.iter().map(Vec::len).max().unwrap_or(0).min(most_lines);
    for i in 0..n_lines {
        for (((text, marks), lines), columns) in cells.iter().zip(&lines).zip(columns) {
            let Some(line) = lines.get(i).copied() else {
                push_padded(out, "", 0, *columns);
                continue;
            };
            if i + 1 == most_lines && lines.len() > most_lines {
                let cut = fit(Span::new(line.start, text.len()).of(text), *columns);
                push_padded(out, &cut, width(&cut), *columns);
            } else {
                push_padded(out, &painted(text, line, marks, look), width(line.of(text)), *columns);
            }
        }
        finish_line(out);
    }
}

fn push_padded(out: &mut String, text: &str, wide: usize, columns: usize) {
    out.push_str(text);
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(wide) + GAP));
}

/// Ends a line without the blanks that filled its last cells.
fn finish_line(out: &mut String) {
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
}

/// The day as exactly as it is known.
pub(crate) fn day(date: &EventDate) -> String {
    let digits = match date.precision.as_str() {
        "month" | "season" => 7,
        "year" | "decade" => 4,
        _ => 10,
    };
    date.date.get(..digits).unwrap_or(&date.date).to_string()
}
