//! TIMEX3's values of lengths and of times of day (TimeML 1.2.1, section 2.2; ISO 8601).

use super::meaning::{Amount, TimeOfDay, Unit};
use std::fmt::Write;

/// The value of a length: `P2Y6M`, `PT30M`, `PXW`. Decades and centuries are told in years, if their number is.
pub(super) fn length_value(parts: &[(Unit, Amount)]) -> String {
    let (mut date, mut time) = (String::new(), String::new());
    for &(unit, amount) in parts {
        let (whole, half) = letters(unit, amount);
        let clock = unit < Unit::Day;
        (if clock { &mut time } else { &mut date }).push_str(&whole);
        (if clock || unit == Unit::Day { &mut time } else { &mut date }).push_str(&half);
    }
    if time.is_empty() { format!("P{date}") } else { format!("P{date}T{time}") }
}

/// Whole units, and the half unit in the next smaller one.
fn letters(unit: Unit, amount: Amount) -> (String, String) {
    let (letter, times, half) = match unit {
        Unit::Second => ("S", 1, ".5S"),
        Unit::Minute => ("M", 1, "30S"),
        Unit::Hour => ("H", 1, "30M"),
        Unit::Day => ("D", 1, "12H"),
        Unit::Weekend => ("WE", 1, ""),
        Unit::Week => ("W", 1, ".5W"),
        Unit::Month => ("M", 1, ".5M"),
        Unit::Quarter | Unit::Period => ("Q", 1, ".5Q"),
        Unit::Year => ("Y", 1, "6M"),
        Unit::Decade => ("Y", 10, ""),
        Unit::Century => ("Y", 100, ""),
    };
    match amount {
        Amount::Some if unit == Unit::Decade => ("XDE".to_string(), String::new()),
        Amount::Some if unit == Unit::Century => ("XCE".to_string(), String::new()),
        Amount::Some => (format!("X{letter}"), String::new()),
        Amount::Count(n) => (format!("{}{letter}", n.saturating_mul(times)), String::new()),
        Amount::Half(n) if times > 1 => (format!("{}{letter}", n.saturating_mul(times) + times / 2), String::new()),
        Amount::Half(n) if half.starts_with('.') => (format!("{n}{half}"), String::new()),
        Amount::Half(0) => (String::new(), half.to_string()),
        Amount::Half(n) => (format!("{n}{letter}"), half.to_string()),
    }
}

/// A day's value with a time of that day.
pub(super) fn with_time(day: &str, time: TimeOfDay) -> String {
    let mut out = format!("{day}T");
    // Writing to a string cannot fail, so the results have nothing to tell.
    match time {
        TimeOfDay::Part(code) => out.push_str(code),
        TimeOfDay::Clock(hour, minute, second) => {
            let _ = write!(out, "{hour:02}:{:02}", minute.unwrap_or(0));
            if let Some(second) = second {
                let _ = write!(out, ":{second:02}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_as_timex3_has_them() {
        let value = |unit, amount| length_value(&[(unit, amount)]);
        assert_eq!(value(Unit::Decade, Amount::Count(2)), "P20Y");
        assert_eq!(value(Unit::Year, Amount::Half(2)), "P2Y6M");
        assert_eq!(value(Unit::Hour, Amount::Half(0)), "PT30M");
        assert_eq!(value(Unit::Day, Amount::Half(1)), "P1DT12H");
        assert_eq!(value(Unit::Week, Amount::Some), "PXW");
        let parts = [(Unit::Year, Amount::Count(1)), (Unit::Month, Amount::Count(6))];
        assert_eq!(length_value(&parts), "P1Y6M");
    }
}
