//! Numbers and amounts, in digits and in words.

use super::line::Line;
use super::meaning::Amount;
use super::words::Sense;

/// A number in digits or words that stands at `at`: one past its end, and the number.
pub(super) fn cardinal(line: &Line, at: usize) -> Option<(usize, i64)> {
    if line.digits(at) {
        return line.lower(at).parse().ok().map(|n| (at + 1, n));
    }
    let (mut end, mut total, mut current, mut last) = (at, 0i64, 0i64, i64::MAX);
    // No number that counts times is longer than this in words, and the bound keeps the reading linear.
    for _ in 0..8 {
        let next = if end > at { line.skip(line.skip_hyphen(end), &["and"]) } else { end };
        if next > end + 1 || (next == end + 1 && line.is(end, &["and"]) && last < 100) {
            break;
        }
        let number = line.sense(next, |sense| match sense {
            Sense::Number(n) => Some(*n),
            _ => None,
        });
        let scale = line.sense(next, |sense| match sense {
            Sense::Scale(n) => Some(*n),
            _ => None,
        });
        match (number, scale) {
            (Some(n), _) if last == i64::MAX || last >= 100 || ((20..100).contains(&last) && n > 0 && n < 10) => {
                current += n;
                last = n;
            }
            (None, Some(100)) if end > at && current > 0 && current < 100 => {
                current *= 100;
                last = 100;
            }
            (None, Some(scale)) if end > at && scale > 100 && current > 0 => {
                total += current * scale;
                current = 0;
                last = scale;
            }
            _ => break,
        }
        end = next + 1;
    }
    (end > at).then_some((end, total + current))
}

/// A place in a row: `third`, `twenty-first`, `3rd`.
pub(super) fn ordinal(line: &Line, at: usize) -> Option<(usize, i64)> {
    let word = |at: usize| {
        line.sense(at, |sense| match sense {
            Sense::Ordinal(n) => Some(*n),
            _ => None,
        })
    };
    if line.digits(at) && line.glued(at + 1) && line.is(at + 1, &["st", "nd", "rd", "th"]) {
        return line.lower(at).parse().ok().map(|n| (at + 2, n));
    }
    if let Some(n) = word(at) {
        return Some((at + 1, n));
    }
    let tens = line.sense(at, |sense| match sense {
        Sense::Number(n) if *n >= 20 && *n < 100 => Some(*n),
        _ => None,
    })?;
    let next = line.skip_hyphen(at + 1);
    word(next).filter(|n| *n < 10).map(|n| (next + 1, tens + n))
}

/// An amount: a number, with a half; `a`, `several`, `a couple of`, `dozens of`; the lower end of `two to three`.
/// The flag tells that it is only about that much.
pub(super) fn amount(line: &Line, at: usize) -> Option<(usize, Amount, bool)> {
    if line.is(at, &["a", "an", "the", "another"]) {
        let next = line.skip(at + 1, &["good", "whole", "full", "further", "additional", "extra", "mere", "single"]);
        if line.is(next, &["couple", "pair"]) {
            return Some((line.skip(next + 1, &["of"]), Amount::Count(2), true));
        }
        if line.is(next, &["few", "number", "handful", "series", "dozen"]) {
            let end = line.skip(next + 1, &["of"]);
            let dozen = line.is(next, &["dozen"]);
            return Some((end, if dozen { Amount::Count(12) } else { Amount::Some }, false));
        }
        if line.is(next, &["hundred", "thousand", "million"]) {
            let scale = line.sense(next, |sense| match sense {
                Sense::Scale(n) => Some(*n),
                _ => None,
            })?;
            return Some((next + 1, Amount::Count(scale), false));
        }
        if line.is(next, &["half"]) {
            return Some((line.skip_hyphen(next + 1), Amount::Half(0), false));
        }
        return if line.is(at, &["the"]) { None } else { Some((next, Amount::Count(1), false)) };
    }
    if line.is(at, &["couple"]) && line.is(at + 1, &["of"]) {
        return Some((at + 2, Amount::Count(2), true));
    }
    if line.is(at, &["half"]) && line.is(at + 1, &["a", "an", "-"]) {
        return Some((at + 2, Amount::Half(0), false));
    }
    if line.is(at, &["dozens", "hundreds", "thousands", "tens", "scores", "millions"]) && line.is(at + 1, &["of"]) {
        let more = line.is(at + 2, &["thousands", "millions"]) && line.is(at + 3, &["of"]);
        return Some((if more { at + 4 } else { at + 2 }, Amount::Some, false));
    }
    if line.senses(at).contains(&Sense::Few) {
        let end = line.skip(at + 1, &["hundred", "thousand", "dozen", "more"]);
        return Some((end, Amount::Some, false));
    }
    if line.digits(at) && line.lower(at).ends_with(".5") {
        return line.lower(at).strip_suffix(".5")?.parse().ok().map(|n| (at + 1, Amount::Half(n), false));
    }
    let (end, number) = cardinal(line, at)?;
    if line.is(end, &["½"]) {
        return Some((end + 1, Amount::Half(number), false));
    }
    if line.is(end, &["1"]) && line.is(end + 1, &["/"]) && line.is(end + 2, &["2"]) {
        return Some((end + 3, Amount::Half(number), false));
    }
    if line.is(end, &["-"]) && line.is(end + 1, &["1"]) && line.is(end + 2, &["/"]) && line.is(end + 3, &["2"]) {
        return Some((end + 4, Amount::Half(number), false));
    }
    if line.is(end, &["and"]) && line.is(end + 1, &["a"]) {
        let half = line.skip_hyphen(end + 2);
        if line.is(half, &["half"]) {
            return Some((half + 1, Amount::Half(number), false));
        }
    }
    if line.is(end, &["to", "or", "-"])
        && let Some((upper_end, upper)) = cardinal(line, end + 1)
        && upper > number
    {
        return Some((upper_end, Amount::Count(number), true));
    }
    Some((end, Amount::Count(number), false))
}
