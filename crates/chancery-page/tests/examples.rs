//! The example pages of the repository, read as a stranger would read them.

use chancery_page::{Furniture, Limits, open};
use chancery_text::Article;

fn read(bytes: &'static [u8], name: &str) -> Vec<Article> {
    let furniture = Furniture::parse(include_str!("../../../data/pages/furniture.tsv"));
    let furniture = furniture.expect("the list of the repository is whole");
    open(Box::new(bytes), name, &furniture, Limits::default())
        .map(|read| read.expect("every document can be read"))
        .collect()
}

/// The one article of a page, whose body has so many paragraphs and none of the words of its furniture.
fn page(bytes: &'static [u8], name: &str, paragraphs: usize, never: &[&str]) -> Article {
    let mut articles = read(bytes, name);
    assert_eq!(articles.len(), 1);
    let article = articles.remove(0);
    let words: Vec<&str> = article.paragraphs.iter().map(|span| span.of(&article.text)).collect();
    assert_eq!(words.join("\n\n"), article.text);
    assert_eq!(words.len(), paragraphs, "{words:#?}");
    for furniture in never {
        assert!(!article.text.contains(furniture), "{furniture:?} is in the body");
    }
    article
}

#[test]
fn a_web_page() {
    let article = page(
        include_bytes!("../../../examples/border-talks.html"),
        "border-talks.html",
        11,
        &[
            "cookie",
            "Share",
            "Related",
            "Timeline",
            "Comments",
            "valley_walker",
            "Reporting by",
            "Lena Ortiz",
            "reserved",
        ],
    );
    assert!(article.title.unwrap().starts_with("Armenia and Azerbaijan agree to reopen"));
    assert_eq!(article.published.unwrap().to_string(), "2025-03-12T16:40:00Z");
    assert_eq!(article.updated.unwrap().to_string(), "2025-03-12T19:05:00Z");
    assert_eq!(article.dateline.unwrap().place, "GENEVA");
    assert_eq!(article.bylines, ["Miriam Castell", "Tobias Renner"]);
    assert_eq!((article.publisher.as_deref(), article.language.as_deref()), (Some("The Levant Courier"), Some("en")));
    assert_eq!(article.images.len(), 1);
    assert_eq!(article.images[0].credit.as_deref(), Some("Lena Ortiz/Courier Pictures"));
    assert!(article.text.starts_with("Armenia and Azerbaijan agreed on Wednesday"));
    assert!(article.text.ends_with("help clear mines."));
}

#[test]
fn a_saved_page() {
    let article = page(
        include_bytes!("../../../examples/ceasefire.txt"),
        "ceasefire.txt",
        11,
        &[
            "Advertisement",
            "Read more",
            "FILE PHOTO",
            "Our Standards",
            "Related",
            "comments",
            "Risk Disclosure",
            "Sign up",
            "Reporting by",
        ],
    );
    assert_eq!(article.title.as_deref(), Some("Sudan army and rival force accept week-long truce, mediators say"));
    assert_eq!(article.published.unwrap().to_string(), "2025-05-20T08:15");
    assert_eq!(article.updated.unwrap().to_string(), "2025-05-20T13:40");
    assert_eq!((article.dateline.unwrap().place.as_str(), article.wire.as_deref()), ("JEDDAH", Some("Northlight")));
    assert_eq!(article.images.len(), 1);
    assert_eq!(article.images[0].date.as_deref(), Some("2025-05-18"));
    assert!(article.text.ends_with("driven more than ten million people from their homes."));
}

#[test]
fn documents_in_json_lines() {
    let articles = read(include_bytes!("../../../examples/wire.jsonl"), "wire.jsonl");
    let ids: Vec<&str> = articles.iter().map(|article| article.id.as_str()).collect();
    assert_eq!(ids, ["wire-1", "wire-2", "wire-3", "wire-4", "wire-5", "wire-6", "wire-7"]);
    assert!(articles.iter().all(|article| article.published.is_some() && article.language.as_deref() == Some("en")));
    assert!(articles[4].text.starts_with("BOGOTA - Colombia suspended peace talks"));
}
