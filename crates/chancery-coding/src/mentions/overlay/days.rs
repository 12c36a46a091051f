//! Days as actor files write them.

use jiff::civil::Date;

/// The first day of `2004`, `2004-05` or `2004-05-07`.
pub(crate) fn first_day(text: &str) -> Option<Date> {
    let full = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_string(),
    };
    written_out(&full)
}

/// The last day of `2004`, `2004-05` or `2004-05-07`.
pub(crate) fn last_day(text: &str) -> Option<Date> {
    match text.len() {
        4 => first_day(text).map(Date::last_of_year),
        7 => first_day(text).map(Date::last_of_month),
        _ => written_out(text),
    }
}

fn written_out(text: &str) -> Option<Date> {
    let plain = text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    text.parse().ok().filter(|_| plain)
}

/// A day of a PETRARCH or TABARI restriction: `YYYYMMDD` or `YYMMDD`, where 30 to 99 are of the twentieth century.
/// Day or month `00` stands for the first, or in an end for the last.
pub(super) fn compact(text: &str, is_end: bool) -> Option<Date> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = match text.len() {
        8 => (text[..4].parse::<i16>().ok()?, &text[4..]),
        6 => {
            let year: i16 = text[..2].parse().ok()?;
            (if year < 30 { 2000 + year } else { 1900 + year }, &text[2..])
        }
        _ => return None,
    };
    let (month, day): (i8, i8) = (rest[..2].parse().ok()?, rest[2..].parse().ok()?);
    match (month, day) {
        (0, 0) if is_end => Date::new(year, 12, 31).ok(),
        (0, 0) => Date::new(year, 1, 1).ok(),
        (month, 0) if is_end => Date::new(year, month, 1).ok().map(Date::last_of_month),
        (month, 0) => Date::new(year, month, 1).ok(),
        (month, day) => Date::new(year, month, day).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(date: Option<Date>) -> String {
        date.map_or("none".to_string(), |date| date.to_string())
    }

    #[test]
    fn a_part_of_a_date_stands_for_its_first_or_last_day() {
        assert_eq!(shown(first_day("2004")), "2004-01-01");
        assert_eq!(shown(last_day("2004")), "2004-12-31");
        assert_eq!(shown(last_day("2004-02")), "2004-02-29");
        assert_eq!(shown(first_day("2004-02-31")), "none");
        assert_eq!(shown(first_day("7 May")), "none");
    }

    #[test]
    fn years_of_two_digits_have_a_century() {
        assert_eq!(shown(compact("791227", false)), "1979-12-27");
        assert_eq!(shown(compact("010203", false)), "2001-02-03");
        assert_eq!(shown(compact("18970101", false)), "1897-01-01");
        assert_eq!(shown(compact("20040000", true)), "2004-12-31");
        assert_eq!(shown(compact("040231", false)), "none");
        assert_eq!(shown(compact("4é31", false)), "none");
    }
}
