//! The project's own dictionaries pass the check that users' files pass through.

use chancery::{Data, Weight};
use std::fs;
use std::path::Path;

#[test]
fn our_own_files_have_no_errors() {
    let data = Data::bundled();
    let mut wrong = Vec::new();
    let mut n_files = 0;
    // Rules and their sentences have a test of their own.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/actors");
    for entry in fs::read_dir(folder).expect("a folder of data") {
        let path = entry.expect("a file").path();
        let text = fs::read_to_string(&path).expect("a text");
        let findings = data.check(&path.display().to_string(), &text).expect("the bundled data load");
        wrong.extend(findings.into_iter().filter(|f| f.weight == Weight::Error).map(|f| f.to_string()));
        n_files += 1;
    }
    assert!(n_files > 10, "{n_files} files");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
