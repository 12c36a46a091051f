//! What holds of any text at the two doors of this room: it is segmented, and it is read as CoNLL-U.

use chancery_syntax::conllu::{read, read_document, write_document};
use chancery_syntax::segment;
use chancery_text::Span;
use proptest::prelude::*;

/// Pieces that the rules look for, thrown together.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        " ",
        "\n",
        "\n\n",
        "\t",
        ".",
        "...",
        "…",
        "!",
        "?",
        "“",
        "”",
        "\"",
        "'",
        "’",
        "(",
        ")",
        "[",
        "]",
        "-",
        " - ",
        "—",
        "•",
        "----",
        "____",
        ":",
        ",",
        ";",
        "/",
        "@",
        "#",
        "+",
        "$",
        "%",
        "&",
        ":)",
        "1",
        "12",
        "2.5",
        "05/17/2021",
        "01:09",
        "AM",
        "p.m.",
        "U.S.",
        "Gen.",
        "Jan.",
        "No.",
        "J.",
        "b.",
        "etc.",
        "Yahoo!",
        "don't",
        "cannot",
        "Friday",
        "May",
        "2024",
        "The",
        "the",
        "Thanks",
        "Figure",
        "Photo",
        "ACCRA",
        "(GNA)",
        "http://a.b/c",
        "a@b.org",
        "www.",
        "é",
        "\u{301}",
        "\u{200d}",
        "中",
        "🙂",
        "\u{a0}",
        "\u{feff}",
        "word",
        "Word",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Rows of CoNLL-U, some of them broken.
fn rows() -> impl Strategy<Value = String> {
    let cell = prop::sample::select(vec![
        "1",
        "2",
        "3",
        "1-2",
        "1.1",
        "0",
        "_",
        "-",
        "",
        " ",
        "He",
        "don't",
        "NOUN",
        "VERB",
        "NN",
        "root",
        "nsubj",
        "SpaceAfter=No",
        "Number=Sing",
        "x y",
        "\u{a0}",
        "99999999999999999999",
    ]);
    let row = prop_oneof![
        prop::collection::vec(cell, 1..12).prop_map(|cells| cells.join("\t")),
        prop::sample::select(vec!["", "# newpar", "# newdoc id = a", "# text = He", "nonsense"])
            .prop_map(str::to_string),
    ];
    prop::collection::vec(row, 0..12).prop_map(|rows| rows.join("\n"))
}

proptest! {
    #[test]
    fn words_are_in_order_and_cover_the_text(text in prop_oneof![pieces(), "\\PC{0,80}", any::<String>()]) {
        let mut at = 0;
        for sentence in segment(&text, &[]) {
            prop_assert!(!sentence.tokens.is_empty());
            prop_assert_eq!(sentence.span.start, sentence.tokens[0].start);
            prop_assert_eq!(sentence.span.end, sentence.tokens[sentence.tokens.len() - 1].end);
            for word in &sentence.tokens {
                prop_assert!(word.start >= at && word.end > word.start);
                prop_assert!(text[at..word.start].chars().all(char::is_whitespace));
                prop_assert!(text.is_char_boundary(word.end));
                at = word.end;
            }
            let mut last = 0;
            for range in &sentence.multiword {
                prop_assert!(range.start >= last && range.len() > 1 && range.end <= sentence.tokens.len());
                last = range.end;
            }
        }
        prop_assert!(text[at..].chars().all(char::is_whitespace));
    }

    #[test]
    fn paragraphs_that_are_none_do_no_harm(text in pieces(), ranges in prop::collection::vec((0usize..200, 0usize..200), 0..6)) {
        let ranges: Vec<Span> = ranges.into_iter().map(|(start, end)| Span { start, end }).collect();
        let mut at = 0;
        for word in segment(&text, &ranges).iter().flat_map(|sentence| &sentence.tokens) {
            prop_assert!(word.start >= at && word.end > word.start && text.get(word.start..word.end).is_some());
            at = word.end;
        }
    }

    #[test]
    fn what_is_written_is_read_again(conllu in prop_oneof![rows(), any::<String>()]) {
        let (blocks, errors) = read(&conllu);
        prop_assert!(blocks.iter().all(|block| !block.lines.is_empty()));
        prop_assert!(errors.iter().all(|error| (1..=conllu.lines().count()).contains(&error.line)));
        let (document, _) = read_document(&conllu);
        let written = write_document("any", &document.text, &[], &document.parses);
        let (again, errors) = read_document(&written);
        prop_assert_eq!(errors, []);
        let lengths = |parses: &[chancery_syntax::Parse]| parses.iter().map(|parse| parse.len()).collect::<Vec<_>>();
        prop_assert_eq!(lengths(&again.parses), lengths(&document.parses));
    }
}
