//! Times as reports print them, each with what it must be read as.

use super::words::tests::words;
use super::{TimeExpression, TimeWords, times_in};
use chancery_syntax::{Deprel, Parse, Sentence, Tag, Tree, Upos, Xpos};
use chancery_text::Span;
use jiff::civil::{Date, date};
use proptest::prelude::*;

/// A Tuesday.
const PAGE: Date = date(2025, 1, 14);

/// Tags enough for the grammar: verbs by form, numbers, names, plurals.
fn tag(form: &str, first: bool) -> Tag {
    let lower = form.to_lowercase();
    let (upos, xpos, lemma) = match lower.as_str() {
        "will" | "would" | "may" if lower == form => (Upos::Aux, Xpos::Md, lower.as_str()),
        "said" => (Upos::Verb, Xpos::Vbd, "say"),
        "met" | "meet" | "visit" | "march" if lower == form => {
            (Upos::Verb, if form == "met" { Xpos::Vbd } else { Xpos::Vb }, lower.as_str())
        }
        "won" | "began" | "fell" | "left" | "struck" | "rose" => (Upos::Verb, Xpos::Vbd, lower.as_str()),
        "scheduled" => (Upos::Verb, Xpos::Vbn, "schedule"),
        _ if lower.ends_with("ed") && form == lower => (Upos::Verb, Xpos::Vbd, lower.as_str()),
        _ if form.chars().all(|c| c.is_ascii_digit()) => (Upos::Num, Xpos::Cd, lower.as_str()),
        _ if form.starts_with(char::is_uppercase) && !first => (Upos::Propn, Xpos::Nnp, lower.as_str()),
        _ if lower.ends_with('s') && lower.len() > 3 => (Upos::Noun, Xpos::Nns, lower.as_str()),
        _ if form.chars().any(char::is_alphabetic) => (Upos::X, Xpos::Fw, lower.as_str()),
        _ => (Upos::Punct, Xpos::Nfp, lower.as_str()),
    };
    Tag { upos, xpos, feats: "", lemma: lemma.to_string(), kind: None }
}

/// A sentence for each line: words by white space and marks, all hanging from the first verb.
fn parses(text: &str) -> Vec<Parse> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trim(text);
        start += line.len();
        let mut tokens: Vec<Span> = Vec::new();
        let mut joined = false;
        for (at, c) in span.of(text).char_indices() {
            let here = Span::new(span.start + at, span.start + at + c.len_utf8());
            match tokens.last_mut() {
                Some(last) if joined && c.is_alphanumeric() => last.end = here.end,
                _ if !c.is_whitespace() => tokens.push(here),
                _ => {}
            }
            joined = c.is_alphanumeric();
        }
        if tokens.is_empty() {
            continue;
        }
        let tags: Vec<Tag> = tokens.iter().enumerate().map(|(i, token)| tag(token.of(text), i == 0)).collect();
        let root = tags.iter().position(|tag| tag.upos == Upos::Verb).unwrap_or(0);
        let heads = (0..tags.len()).map(|i| (i != root).then_some(root as u32)).collect();
        let deprel = |tag: &Tag| if tag.upos == Upos::Aux { Deprel::Aux } else { Deprel::Dep };
        let tree = Tree::new(heads, tags.iter().map(deprel).collect());
        out.push(Parse { sentence: Sentence { span, tokens, multiword: Vec::new() }, tags, tree });
    }
    out
}

fn read(text: &str, page: Option<Date>, words: &TimeWords) -> Vec<TimeExpression> {
    times_in(text, &parses(text), page, words)
}

/// Compares every time of each text with `words TYPE value mod`, joined by `; `.
fn check(page: Option<Date>, cases: &[(&str, &str)]) {
    let words = words();
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let told = read(text, page, &words);
        let told: Vec<String> = told
            .iter()
            .map(|time| {
                let modifier = time.modifier.map_or(String::new(), |modifier| format!(" {modifier}"));
                format!("{} {} {}{modifier}", time.span.of(text), time.kind.as_str(), time.value)
            })
            .collect();
        if told.join("; ") != *expected {
            wrong.push(format!("{text}\n   expected {expected}\n   told     {}", told.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn dates_in_every_order() {
    check(
        Some(PAGE),
        &[
            ("The talks began on 14 January 2025.", "14 January 2025 DATE 2025-01-14"),
            ("The talks began on January 14, 2025.", "January 14, 2025 DATE 2025-01-14"),
            ("The talks began on the 14th of January, 2025.", "the 14th of January, 2025 DATE 2025-01-14"),
            ("The talks began on Tuesday, Jan. 14th.", "Tuesday, Jan. 14th DATE 2025-01-14"),
            ("The talks began Tuesday 14 January.", "Tuesday 14 January DATE 2025-01-14"),
            ("Signed on 2024-11-05 in Oslo", "2024-11-05 DATE 2024-11-05"),
            ("Signed on 05.11.2024 in Oslo", "05.11.2024 DATE 2024-11-05"),
            ("Signed on 25/12/2024 in Oslo", "25/12/2024 DATE 2024-12-25"),
            ("Signed on 11/05/2024 in Oslo", "11/05/2024 DATE 2024-11-05"),
            ("Signed on 12/25/98 in Oslo", "12/25/98 DATE 1998-12-25"),
            ("They met on March fourth.", "March fourth DATE 2024-03-04"),
        ],
    );
}

#[test]
fn months_years_and_longer() {
    check(
        Some(PAGE),
        &[
            ("Protests began in September 2019.", "September 2019 DATE 2019-09"),
            ("Protests began in September.", "September DATE 2024-09"),
            ("The court will meet in March.", "March DATE 2025-03"),
            ("She may march in May and may not.", "May DATE 2025-05"),
            ("The treaty of 1992 lapsed in 2007.", "1992 DATE 1992; 2007 DATE 2007"),
            ("They killed 2000 soldiers and 1,950 horses.", ""),
            ("Resolution 1973 followed.", ""),
            ("Unrest rose in the 1990s and the early 2000s.", "the 1990s DATE 199; the early 2000s DATE 20 START"),
            ("Unrest rose in the '80s.", "the '80s DATE 198"),
            ("Unrest rose in the nineties.", "the nineties DATE 199"),
            ("It was a 19th-century fort.", "19th-century DATE 18"),
            ("It fell in mid-1996.", "mid-1996 DATE 1996 MID"),
            ("It fell in late November.", "late November DATE 2024-11 END"),
            ("It began at the end of 1990.", "the end of 1990 DATE 1990 END"),
            ("It began in nineteen ninety-six.", "nineteen ninety-six DATE 1996"),
            ("It began in the year 2000.", "the year 2000 DATE 2000"),
            ("Growth fell in the third quarter of 2023.", "the third quarter of 2023 DATE 2023-Q3"),
            ("Growth fell in Q2 2023.", "Q2 2023 DATE 2023-Q2"),
            ("Growth fell in the second half of last year.", "the second half of last year DATE 2024-H2"),
            ("The war began in the summer of 2006.", "the summer of 2006 DATE 2006-SU"),
            ("The war began last spring.", "last spring DATE 2024-SP"),
        ],
    );
}

#[test]
fn weekdays_follow_the_tense() {
    check(
        Some(PAGE),
        &[
            ("He left on Friday.", "Friday DATE 2025-01-10"),
            ("He will visit on Friday.", "Friday DATE 2025-01-17"),
            ("He left on Tuesday.", "Tuesday DATE 2025-01-14"),
            ("He left last Tuesday.", "last Tuesday DATE 2025-01-07"),
            ("He will visit next Tuesday.", "next Tuesday DATE 2025-01-21"),
            ("He will meet them this coming Sunday.", "this coming Sunday DATE 2025-01-19"),
            ("Troops left on Wednesday of last week.", "Wednesday of last week DATE 2025-01-08"),
            ("The vote, scheduled for Thursday, matters.", "Thursday DATE 2025-01-16"),
            ("He left late on Monday.", "late on Monday DATE 2025-01-13 END"),
            ("Later on Monday he left.", "Later on Monday DATE 2025-01-13 END"),
            ("Replies must come by Friday.", "Friday DATE 2025-01-17"),
            ("The Sun and the Mon people met.", ""),
        ],
    );
}

#[test]
fn days_and_units_from_the_page() {
    check(
        Some(PAGE),
        &[
            ("He left yesterday.", "yesterday DATE 2025-01-13"),
            ("He left the day before yesterday.", "the day before yesterday DATE 2025-01-12"),
            ("He left last week.", "last week DATE 2025-W02"),
            ("He will visit next month.", "next month DATE 2025-02"),
            ("He left earlier this year.", "earlier this year DATE 2025 START"),
            ("He left two days ago.", "two days ago DATE 2025-01-12"),
            ("He left more than two years ago.", "more than two years ago DATE 2023 BEFORE"),
            ("He left three weeks ago.", "three weeks ago DATE 2024-W52"),
            ("He left a decade ago.", "a decade ago DATE 201"),
            ("Several years ago he left.", "Several years ago DATE PAST_REF"),
            ("He will visit in March next year.", "March next year DATE 2026-03"),
            ("He left in June of last year.", "June of last year DATE 2024-06"),
            ("They met over the weekend.", "the weekend DATE 2025-W02-WE"),
            ("The crisis of this century began now.", "this century DATE 20; now DATE PRESENT_REF"),
            ("He recently left.", "recently DATE PAST_REF"),
            ("It may end in the near future.", "the near future DATE FUTURE_REF"),
            ("The future of Europe matters.", ""),
            ("He will visit two months from now.", "two months from now DATE 2025-03"),
        ],
    );
}

#[test]
fn stories_carry_their_own_time() {
    check(
        Some(PAGE),
        &[
            (
                "He won on 6 May 2012.\nTwo days later he left.",
                "6 May 2012 DATE 2012-05-06; Two days later DATE 2012-05-08",
            ),
            ("He won in May 2012.\nThe following year he left.", "May 2012 DATE 2012-05; The following year DATE 2013"),
            ("She won in 2016, a year earlier than he.", "2016 DATE 2016; a year earlier DATE 2015"),
            (
                "He left on Monday.\nThe next morning he said so.",
                "Monday DATE 2025-01-13; The next morning TIME 2025-01-14TMO",
            ),
            (
                "He left on 3 May 2012.\nLater that day they met.",
                "3 May 2012 DATE 2012-05-03; Later that day DATE 2012-05-03 END",
            ),
            ("Years later he left.", "Years DURATION PXY"),
        ],
    );
}

#[test]
fn lengths() {
    check(
        Some(PAGE),
        &[
            ("They met for three days.", "three days DURATION P3D"),
            ("It was a two-year truce.", "two-year DURATION P2Y"),
            ("The 30-day truce fell.", "30-day DURATION P30D"),
            ("They met for at least 72 hours.", "at least 72 hours DURATION PT72H EQUAL_OR_MORE"),
            ("They met for two and a half years.", "two and a half years DURATION P2Y6M"),
            ("They met for 5 1/2 hours.", "5 1/2 hours DURATION PT5H30M"),
            ("They met for an hour and a half.", "an hour and a half DURATION PT1H30M"),
            ("They met for half an hour.", "half an hour DURATION PT30M"),
            ("They met for one year and six months.", "one year and six months DURATION P1Y6M"),
            ("They met for decades.", "decades DURATION PXDE"),
            ("They met for nearly two decades.", "nearly two decades DURATION P20Y LESS_THAN"),
            ("They met for a few minutes.", "a few minutes DURATION PTXM"),
            ("In the past two months prices rose.", "the past two months DURATION P2M"),
            ("They met for twenty-four hours.", "twenty-four hours DURATION PT24H"),
            ("He said so in the coming weeks.", "the coming weeks DATE FUTURE_REF"),
            ("They met for a week or so.", "a week or so DURATION P1W APPROX"),
            ("The 44-year-old left, 37 years old, aged 37 years.", ""),
            ("A quarter of the seats fell.", ""),
        ],
    );
}

#[test]
fn times_of_day() {
    check(
        Some(PAGE),
        &[
            ("He left at 9 a.m. EST Monday.", "9 a.m. EST Monday TIME 2025-01-13T09:00"),
            ("He left at 10:35 p.m. on Monday.", "10:35 p.m. on Monday TIME 2025-01-13T22:35"),
            ("He left on Monday at 5pm.", "Monday at 5pm TIME 2025-01-13T17:00"),
            ("He left at 0735 GMT.", "0735 GMT TIME 2025-01-14T07:35"),
            ("He left at 15:30 local time.", "15:30 local time TIME 2025-01-14T15:30"),
            ("He left at nine o'clock.", "nine o'clock TIME 2025-01-14T09:00"),
            ("He left at noon Monday.", "noon Monday TIME 2025-01-13T12:00"),
            ("He left at midnight.", "midnight TIME 2025-01-14T24:00"),
            ("He left on Monday morning.", "Monday morning TIME 2025-01-13TMO"),
            ("He left last night.", "last night TIME 2025-01-13TNI"),
            ("He left on the night of January 3.", "the night of January 3 TIME 2025-01-03TNI"),
            ("He left at about 7:15 p.m. yesterday.", "about 7:15 p.m. yesterday TIME 2025-01-13T19:15 APPROX"),
            (
                "The blast struck at 10:35 a.m. (0735 GMT) Friday.",
                "10:35 a.m. TIME 2025-01-10T10:35; 0735 GMT TIME 2025-01-10T07:35; Friday DATE 2025-01-10",
            ),
            ("They won 3:2 at 12:61.", ""),
        ],
    );
}

#[test]
fn repeated_times() {
    check(
        Some(PAGE),
        &[
            ("They met daily.", "daily SET P1D"),
            ("They met every Tuesday.", "every Tuesday SET XXXX-WXX-2"),
            ("They met every two weeks.", "every two weeks SET P2W"),
            ("They met every other day.", "every other day SET P2D"),
            ("They met each July.", "each July SET XXXX-07"),
            ("They met on Fridays.", "Fridays SET XXXX-WXX-5"),
            ("They met twice a week.", "a week SET P1W"),
            ("It cost 5 million a year.", "a year SET P1Y"),
            ("He left the Daily Mirror.", ""),
        ],
    );
}

#[test]
fn ranges_and_named_days() {
    check(
        Some(PAGE),
        &[
            ("They met from Jan. 3-5.", "Jan. 3 DATE 2025-01-03; 5 DATE 2025-01-05"),
            ("They met on 3-5 January 2024.", "3 DATE 2024-01-03; 5 January 2024 DATE 2024-01-05"),
            ("They met between 3 and 5 May 2024.", "3 DATE 2024-05-03; 5 May 2024 DATE 2024-05-05"),
            ("The 1914-18 war began.", "1914 DATE 1914; 18 DATE 1918"),
            ("They met from March to May.", "March DATE 2024-03; May DATE 2024-05"),
            ("They met on Christmas Day.", "Christmas Day DATE 2024-12-25"),
            ("They met on Good Friday 2024.", "Good Friday 2024 DATE 2024-03-29"),
            ("They met last Thanksgiving.", "last Thanksgiving DATE 2024-11-28"),
            ("The attacks of 9/11 followed.", "9/11 DATE 2001-09-11"),
        ],
    );
}

#[test]
fn without_a_page_date_values_stay_open() {
    check(
        None,
        &[
            ("He left on Tuesday.", "Tuesday DATE XXXX-WXX-2"),
            ("He left in September.", "September DATE XXXX-09"),
            ("He left on Sept. 15.", "Sept. 15 DATE XXXX-09-15"),
            ("He left yesterday.", "yesterday DATE XXXX-XX-XX"),
            ("He left last week.", "last week DATE XXXX-WXX"),
            ("He left two years ago.", "two years ago DATE XXXX"),
            ("He left on Monday morning.", "Monday morning TIME XXXX-WXX-1TMO"),
            ("He left on 3 May 2024.", "3 May 2024 DATE 2024-05-03"),
            ("He left last summer.", "last summer DATE XXXX-SU"),
        ],
    );
    assert!(read("He left on Tuesday.", None, &words()).iter().all(|time| time.interval.is_none()));
}

#[test]
fn intervals_cover_what_the_value_stands_for() {
    let words = words();
    let interval = |text: &str| read(text, Some(PAGE), &words).first().and_then(|time| time.interval);
    assert_eq!(interval("He left last week."), Some((date(2025, 1, 6), date(2025, 1, 12))));
    assert_eq!(interval("He left in February 2024."), Some((date(2024, 2, 1), date(2024, 2, 29))));
    assert_eq!(interval("In the past two months it fell."), Some((date(2024, 11, 14), PAGE)));
    assert_eq!(interval("They met for two months."), None);
    assert_eq!(interval("They met on Monday morning."), Some((date(2025, 1, 13), date(2025, 1, 13))));
}

#[test]
fn long_text_takes_no_longer_for_each_word() {
    let words = words();
    for piece in ["two ", "a.", "the year ", "1", "May ", "last next this ", "1-1-1-", "(10:00 ", "twenty-"] {
        let text = piece.repeat(20_000);
        let told = read(&text, Some(PAGE), &words);
        assert!(told.iter().all(|time| time.span.end <= text.len()), "{piece}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "(\\PC|\\n|[0-9:./' -]|May |Tuesday|ago|last |the |two |year|a\\.m\\.|'s){0,60}") {
        let words = words();
        let mut end = (0, 0);
        for time in read(&text, Some(PAGE), &words) {
            prop_assert!(!time.span.of(&text).is_empty());
            prop_assert!((time.sentence, time.span.start) >= end, "times overlap or are out of order");
            end = (time.sentence, time.span.end);
            if let Some((first, last)) = time.interval {
                prop_assert!(first <= last);
            }
        }
    }

    #[test]
    fn absolute_dates_come_back(year in 1900i16..2100, month in 1i8..=12, day in 1i8..=28, form in 0usize..6) {
        let date = Date::new(year, month, day).expect("every month has 28 days");
        let name = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December"][usize::from(month.unsigned_abs()) - 1];
        let printed = match form {
            0 => format!("{day} {name} {year}"),
            1 => format!("{name} {day}, {year}"),
            2 => date.to_string(),
            3 => format!("the {day}th of {name}, {year}"),
            4 => format!("{day:02}.{month:02}.{year}"),
            _ => format!("{}{} {day}, {year}", &name[..3], if name == "May" { "" } else { "." }),
        };
        let text = format!("They met on {printed} in Oslo.");
        let told = read(&text, Some(PAGE), &words());
        prop_assert_eq!(told.len(), 1);
        prop_assert_eq!(told[0].span.of(&text), printed.as_str());
        prop_assert_eq!(&told[0].value, &date.to_string());
        prop_assert_eq!(told[0].interval, Some((date, date)));
    }
}
