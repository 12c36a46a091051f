//! The article printed on one page, whatever kind of page it is.

use crate::body::{Body, add_image, body};
use crate::dateline::opening;
use crate::decode::{Decoded, decode};
use crate::furniture::Furniture;
use crate::language::language;
use crate::lines::{Line, is_prose, lines, word_count};
use crate::markdown::markdown;
use crate::markup::{blocks, tidy};
use crate::metadata::{Metadata, metadata};
use crate::page::{Given, Limits, Page, PageKind, ReadError, Reason};
use crate::roles::Known;
use chancery_text::{Article, Moment, Note, NoteKind, Span, hash};
use trafilatura::dom::Document;
use trafilatura::{ExtractionFocus, HtmlDateMode, Options};

/// The deepest nesting that is looked at as a tree. News pages stay below 60; the limit keeps every walk of the tree
/// well inside a thread's stack.
const DEEPEST: usize = 150;
/// The most elements that are looked at as a tree; news pages have some thousands.
const ELEMENTS: usize = 30_000;
/// The fewest words of a page's text that are an article without one whole sentence.
const WORDS: usize = 12;

/// Reads the article on one page.
///
/// Of [`PageKind::Words`] the text is the bytes as they stand. Of any other kind it is the body alone: paragraphs
/// joined by a blank line.
///
/// ```
/// use chancery_page::{Furniture, Limits, Page, PageKind, extract};
/// let list = "kind\tpattern\tgives\tyes\tno\nagency\treuters\tReuters\tReuters\tReuter\n";
/// let furniture = Furniture::parse(list).unwrap();
/// let page = Page::new("-", PageKind::Html, "<h1>Talks</h1><p>GENEVA (Reuters) - The talks opened on Monday.</p>");
/// let article = extract(&page, &furniture, Limits::default()).unwrap();
/// assert_eq!(article.text, "The talks opened on Monday.");
/// assert_eq!(article.dateline.unwrap().place, "GENEVA");
/// ```
pub fn extract(page: &Page, furniture: &Furniture, limits: Limits) -> Result<Article, ReadError> {
    let may_be_empty = matches!(page.kind, PageKind::Words | PageKind::Summary);
    if page.bytes.iter().all(u8::is_ascii_whitespace) && !may_be_empty {
        return Err(page.error(Reason::Empty));
    }
    let decoded = match (page.kind, std::str::from_utf8(&page.bytes)) {
        // A given text keeps even its byte order mark.
        (PageKind::Words, Ok(text)) => Decoded { text: text.to_string(), note: None },
        _ => decode(&page.bytes, page.given.charset.as_deref()),
    };
    let mut article = match page.kind {
        PageKind::Words => words(page, decoded, furniture),
        PageKind::Text => {
            let body = body(&lines(&decoded.text), &known(&page.given), furniture);
            from_body(body, Metadata::default(), decoded.note, furniture)
        }
        PageKind::Markdown => {
            let read = markdown(&decoded.text.replace("\r\n", "\n"));
            let title = page.given.title.clone().or(read.title);
            let known = Known { title, captions: read.captions, clean: false };
            let body = body(&read.lines, &known, furniture);
            let mut article = from_body(body, Metadata::default(), decoded.note, furniture);
            fill(&mut article, &read.given, furniture);
            article
        }
        PageKind::Fragment | PageKind::Summary => fragment(page, decoded, furniture),
        PageKind::Html => html(page, decoded, furniture, limits)?,
    };
    if page.kind != PageKind::Words && article.paragraphs.is_empty() {
        return Err(page.error(Reason::NoArticle));
    }
    article.notes.splice(0..0, page.notes.iter().cloned());
    if page.cut && !article.notes.iter().any(|note| note.kind == NoteKind::CutPage) {
        article.notes.push(Note::page(NoteKind::CutPage, "the input stops before the page does"));
    }
    fill(&mut article, &page.given, furniture);
    article.page_hash = hash(&page.bytes);
    if article.id.is_empty() {
        article.id = article.url.as_ref().map_or_else(|| article.page_hash.clone(), |url| hash(url.as_bytes()));
    }
    article.language =
        page.given.language.as_deref().and_then(|tag| tag.split(['-', '_']).next()).map(str::to_lowercase).or_else(
            || {
                let declared = article.language.take();
                language(&article.text, declared.as_deref())
            },
        );
    Ok(article)
}

/// What is given about a page before its lines are read.
fn known(given: &Given) -> Known {
    Known { title: given.title.clone(), ..Known::default() }
}

/// An article whose body is given: nothing is taken off it, and its dateline is read where it stands.
fn words(page: &Page, decoded: Decoded, furniture: &Furniture) -> Article {
    let mut article = Article::from_text("", decoded.text);
    article.notes.extend(decoded.note);
    let first = article.paragraphs.first().map_or("", |span| span.of(&article.text));
    if let Some(opening) = opening(first, furniture).filter(|_| page.given.dateline.is_none()) {
        article.wire = opening.agency;
        article.dateline = opening.dateline;
    }
    article
}

/// An article from a piece of HTML that is its body already.
fn fragment(page: &Page, decoded: Decoded, furniture: &Furniture) -> Article {
    let blocks = blocks(&decoded.text);
    let captions = blocks.iter().filter(|block| block.caption).map(|block| block.words.clone()).collect();
    let lines: Vec<Line> = blocks.into_iter().map(|block| Line { words: block.words, gap: true }).collect();
    let known = Known { title: page.given.title.clone(), captions, clean: true };
    let mut body = body(&lines, &known, furniture);
    if page.kind == PageKind::Summary {
        body.paragraphs.splice(0..0, page.given.title.clone());
    }
    from_body(body, Metadata::default(), decoded.note, furniture)
}

/// The article of a web page.
fn html(page: &Page, decoded: Decoded, furniture: &Furniture, limits: Limits) -> Result<Article, ReadError> {
    let tidy = tidy(&decoded.text);
    let is_tree = tidy.depth <= DEEPEST && tidy.elements <= ELEMENTS && tidy.html.len() <= limits.tree;
    let doc = Document::parse(if is_tree { &tidy.html } else { head(&tidy.html) });
    let mut meta = metadata(&doc, furniture);
    let title = page.given.title.clone().or(meta.title.take());
    let known = Known { title, captions: std::mem::take(&mut meta.captions), clean: true };
    let read = |lines: Vec<Line>| Some(body(&lines, &known, furniture)).filter(has_article);
    let mut found = None;
    if is_tree {
        found = read(tree_lines(doc.clone_document(), ExtractionFocus::FavorPrecision))
            .or_else(|| read(tree_lines(doc, ExtractionFocus::Balanced)));
    }
    let data = meta.body.take();
    found = found.or_else(|| read(lines(&data?))).or_else(|| read(flat_lines(&tidy.html)));
    let Some(mut found) = found else { return Err(page.error(Reason::NoArticle)) };
    if found.published.is_none() && meta.published.is_none() {
        // The lines with the days are furniture to the tree, and so are looked for on the whole page.
        let whole = body(&flat_lines(&tidy.html), &Known { clean: false, ..known }, furniture);
        (found.published, found.updated) = (whole.published, found.updated.or(whole.updated));
    }
    let mut article = from_body(found, meta, decoded.note, furniture);
    if tidy.cut {
        article.notes.push(Note::page(NoteKind::CutPage, "the page stops in the middle of its markup"));
    }
    Ok(article)
}

/// True where there is running text, or many words.
fn has_article(body: &Body) -> bool {
    body.paragraphs.iter().any(|words| is_prose(words) || word_count(words) >= WORDS)
}

/// The lines of the article in a tree, furniture of the markup taken off.
fn tree_lines(doc: Document, focus: ExtractionFocus) -> Vec<Line> {
    let mut options = Options::default().with_fallback(true).with_focus(focus).with_exclude_comments(true);
    // The library's own reading of days asks the clock; ours does not.
    options.html_date_mode = HtmlDateMode::Disabled;
    match trafilatura::extract_document(doc, &options) {
        Ok(found) => flat_lines(&found.content_html),
        Err(_) => Vec::new(),
    }
}

/// The lines of some HTML by its tags alone; captions of figures are not among them.
fn flat_lines(html: &str) -> Vec<Line> {
    blocks(html)
        .into_iter()
        .filter(|block| !block.caption)
        .map(|block| Line { words: block.words, gap: true })
        .collect()
}

/// The part of a page before its body, at most half a megabyte.
fn head(html: &str) -> &str {
    let head = &html[..html.floor_char_boundary(512 << 10)];
    &head[..head.find("<body").unwrap_or(0)]
}

/// An article from what the lines of a page and its head say.
fn from_body(body: Body, meta: Metadata, note: Option<Note>, furniture: &Furniture) -> Article {
    let mut article = Article {
        title: body.title.or(meta.title),
        url: meta.url,
        publisher: meta.publisher,
        bylines: if meta.bylines.is_empty() { body.bylines } else { meta.bylines },
        language: meta.language,
        dateline: body.dateline,
        images: meta.images,
        notes: note.into_iter().chain(body.notes).collect(),
        ..Article::default()
    };
    article.published = moment(meta.published.as_deref(), furniture, &mut article.notes).or(body.published);
    article.updated = moment(meta.updated.as_deref(), furniture, &mut article.notes).or(body.updated);
    body.images.into_iter().for_each(|image| add_image(&mut article.images, image));
    let agency = |name: &String| furniture.agency(name).map(str::to_string);
    article.wire = body.wire.or_else(|| article.bylines.iter().chain(&article.publisher).find_map(agency));
    for words in body.paragraphs {
        if !article.text.is_empty() {
            article.text.push_str("\n\n");
        }
        let start = article.text.len();
        article.text.push_str(&words);
        article.paragraphs.push(Span::new(start, article.text.len()));
    }
    article
}

/// A day as printed, with a note where it cannot be read.
fn moment(printed: Option<&str>, furniture: &Furniture, notes: &mut Vec<Note>) -> Option<Moment> {
    let printed = printed?;
    let moment = furniture.dates.parse(printed);
    if moment.is_none() {
        let shown = &printed[..printed.floor_char_boundary(60)];
        notes.push(Note::page(NoteKind::Date, format!("\"{shown}\" is not a day that can be read")));
    }
    moment
}

/// Fills in what is said about the document outside its body, which goes before what the body says.
fn fill(article: &mut Article, given: &Given, furniture: &Furniture) {
    let given = given.clone();
    if let Some(id) = given.id {
        article.id = id;
    }
    article.url = given.url.or(article.url.take());
    article.title = given.title.or(article.title.take());
    article.published = moment(given.published.as_deref(), furniture, &mut article.notes).or(article.published);
    article.updated = moment(given.updated.as_deref(), furniture, &mut article.notes).or(article.updated);
    article.publisher = given.publisher.or(article.publisher.take());
    article.publisher_country = given.publisher_country.or(article.publisher_country.take());
    article.language = given.language.or(article.language.take());
    article.wire = given.wire.or(article.wire.take());
    article.dateline = given.dateline.or(article.dateline.take());
    article.fetched = given.fetched.or(article.fetched);
    if !given.bylines.is_empty() {
        article.bylines = given.bylines;
    }
    if !given.images.is_empty() {
        article.images = given.images;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::tests::furniture;
    use proptest::prelude::*;

    fn read(kind: PageKind, text: impl Into<Vec<u8>>) -> Result<Article, ReadError> {
        extract(&Page::new("a", kind, text), furniture(), Limits::default())
    }

    #[test]
    fn a_web_page_without_its_furniture() {
        let article = read(
            PageKind::Html,
            "<html lang=en><head><title>Talks open in Geneva | Post</title></head><body>\
            <nav><a href=/>Home</a></nav><article><h1>Talks open in Geneva</h1><p>By Ann Example</p><p>Published 2 May 2024</p>\
            <figure><img src=a.jpg><figcaption>The ministers wave. Cy Test/AFP</figcaption></figure>\
            <p>GENEVA (AP) &mdash; Ruritania and Graustark opened talks on Thursday, after months of fighting along the river.</p>\
            <p>The talks will last two days, the Swiss foreign ministry said in a statement sent to reporters.</p>\
            <p>Read more: Who fights</p></article><footer>&copy; 2024 Post</footer></body></html>",
        )
        .unwrap();
        assert_eq!(
            article.text,
            "Ruritania and Graustark opened talks on Thursday, after months of fighting along the river.\n\n\
             The talks will last two days, the Swiss foreign ministry said in a statement sent to reporters."
        );
        assert_eq!((article.title.as_deref(), article.wire.as_deref()), (Some("Talks open in Geneva"), Some("AP")));
        assert_eq!(article.published.map(|day| day.to_string()).as_deref(), Some("2024-05-02"));
        assert_eq!(article.images.len(), 1);
        assert_eq!(article.language.as_deref(), Some("en"));
    }

    #[test]
    fn a_page_without_an_article_is_an_error() {
        let error = |kind, text: &str| read(kind, text).unwrap_err().to_string();
        let html = "<html><body><nav><a href=/>Home</a></nav><div id=app></div></body></html>";
        assert_eq!(
            error(PageKind::Html, html),
            "a: no article text on the page: give the article's own page, or its text"
        );
        assert_eq!(error(PageKind::Text, " \n"), "a: empty: nothing to read");
    }

    #[test]
    fn a_cut_page_gives_what_is_there() {
        let article =
            read(PageKind::Html, "<html><body><div><p>The ministers met in Geneva on Monday.</p><p>They tal").unwrap();
        assert!(article.text.starts_with("The ministers met in Geneva on Monday."));
        assert_eq!(article.notes.iter().map(|note| note.kind).collect::<Vec<_>>(), [NoteKind::CutPage]);
    }

    #[test]
    fn wild_pages_are_read_in_a_small_stack() {
        let wild = ["<div>", "<b>", "<p><b a=1>", "<table><tr><td>", "<a href=x>", "<ul><li>", "<font>", "<span><p>"];
        let read_all = move || {
            wild.map(|piece| {
                let html = format!("<html><body>{}<p>The ministers met in Geneva on Monday.</p>", piece.repeat(40_000));
                read(PageKind::Html, html).map(|article| article.text.contains("ministers")).unwrap_or(false)
            })
        };
        let found = std::thread::Builder::new().stack_size(1 << 20).spawn(read_all).unwrap().join().unwrap();
        assert!(found.iter().all(|found| *found), "{found:?}");
    }

    fn whole(article: &Article) -> Result<(), TestCaseError> {
        let mut at = 0;
        for span in &article.paragraphs {
            prop_assert!(span.start >= at && span.end <= article.text.len());
            prop_assert!(!span.of(&article.text).trim().is_empty());
            at = span.end;
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600), kind in 0..6usize) {
            let kind = [PageKind::Words, PageKind::Text, PageKind::Markdown, PageKind::Html, PageKind::Fragment, PageKind::Summary][kind];
            if let Ok(article) = read(kind, bytes) {
                whole(&article)?;
            }
        }

        #[test]
        fn any_markup_is_read_without_panic(pieces in proptest::collection::vec("(</?(p|div|b|a|table|td|script|figure|figcaption|title|meta|time)( [a-z]{1,4}=\"?[a-z0-9]{0,5}\"?)?>|[A-Za-z .&;]{1,30}|<!--|©|[\u{4e00}-\u{4e08}])", 0..60)) {
            if let Ok(article) = read(PageKind::Html, pieces.concat()) {
                whole(&article)?;
            }
        }

        #[test]
        fn words_come_back_unchanged(text in any::<String>()) {
            let article = read(PageKind::Words, text.as_bytes()).unwrap();
            prop_assert_eq!(&article.text, &text);
            whole(&article)?;
        }
    }
}
