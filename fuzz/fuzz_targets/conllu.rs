//! Any text is read as CoNLL-U without panic, and what is written of it is read again as the same.

#![no_main]

use chancery_syntax::conllu::{read, read_document, write_document};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| {
    let (blocks, errors) = read(input);
    assert!(blocks.iter().all(|block| !block.lines.is_empty()));
    let lines = input.lines().count();
    assert!(errors.iter().all(|error| (1..=lines).contains(&error.line)));

    let (document, _) = read_document(input);
    let written = write_document("fuzz", &document.text, &[], &document.parses);
    let (again, errors) = read_document(&written);
    assert_eq!(errors, []);
    assert_eq!(again.parses.len(), document.parses.len());
    for (new, old) in again.parses.iter().zip(&document.parses) {
        assert_eq!(new.len(), old.len());
    }
});
