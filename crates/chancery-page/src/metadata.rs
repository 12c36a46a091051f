//! What a web page says of itself in its head: JSON-LD, OpenGraph and other `meta` elements, `time`, figures.

use crate::body::{add_image, add_names};
use crate::caption::caption;
use crate::furniture::Furniture;
use crate::lines::{clean, key, word_count};
use crate::markup::entities;
use chancery_text::Image;
use serde_json::Value;
use trafilatura::dom::Document;

/// What a page says of itself, as printed.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// The day of publication.
    pub published: Option<String>,
    /// The day of the last change.
    pub updated: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// The declared language.
    pub language: Option<String>,
    /// The page's own address.
    pub url: Option<String>,
    /// Who wrote it.
    pub bylines: Vec<String>,
    /// Its pictures.
    pub images: Vec<Image>,
    /// The captions as printed, to know them again among the lines.
    pub captions: Vec<String>,
    /// The body as the page's data gives it.
    pub body: Option<String>,
}

/// Reads what a page says of itself.
pub(crate) fn metadata(doc: &Document, furniture: &Furniture) -> Metadata {
    let data = article_data(doc);
    let meta = metas(doc);
    let named = |names: &[&str]| {
        names.iter().find_map(|name| meta.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()))
    };
    let field = |name: &str| data.as_ref().and_then(|data| data.get(name)).and_then(words);
    let time =
        |wanted: fn(&str) -> bool| times(doc).into_iter().find(|(label, _)| wanted(label)).map(|(_, value)| value);
    let publisher = data
        .as_ref()
        .and_then(|data| data.get("publisher"))
        .and_then(name)
        .or_else(|| named(&["og:site_name", "application-name", "publisher", "article:publisher", "twitter:site"]))
        .filter(|publisher| !publisher.starts_with(['@', '/']) && !publisher.starts_with("http"));
    let declared = field("headline").or_else(|| named(&["og:title", "twitter:title", "headline", "title", "dc.title"]));
    let mut out = Metadata {
        title: title(doc, declared, publisher.as_deref()),
        published: field("datePublished")
            .or_else(|| {
                named(&[
                    "article:published_time",
                    "og:published_time",
                    "datepublished",
                    "date",
                    "pubdate",
                    "publishdate",
                    "publish-date",
                    "publish_date",
                    "parsely-pub-date",
                    "sailthru.date",
                    "dc.date",
                    "dc.date.issued",
                    "dcterms.created",
                    "dcterms.date",
                    "article.published",
                ])
            })
            .or_else(|| time(|label| label.contains("publish") || label.contains("pubdate")))
            .or_else(|| time(|label| !label.contains("modif") && !label.contains("updat"))),
        updated: field("dateModified")
            .or_else(|| {
                named(&[
                    "article:modified_time",
                    "og:updated_time",
                    "datemodified",
                    "last-modified",
                    "lastmod",
                    "dcterms.modified",
                    "revised",
                ])
            })
            .or_else(|| time(|label| label.contains("modif") || label.contains("updat"))),
        publisher,
        language: field("inLanguage")
            .or_else(|| html_language(doc))
            .or_else(|| named(&["og:locale", "content-language", "language", "dc.language"])),
        url: named(&["og:url"])
            .or_else(|| canonical(doc))
            .or_else(|| field("url"))
            .filter(|url| url.starts_with("http")),
        body: field("articleBody").filter(|body| word_count(body) >= 20),
        ..Metadata::default()
    };
    authors(data.as_ref().and_then(|data| data.get("author")), &mut out.bylines);
    if out.bylines.is_empty() {
        let author = named(&["author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"]);
        let author = author.filter(|author| !author.starts_with("http") && word_count(author) <= 12);
        add_names(
            &mut out.bylines,
            author.as_deref().map(|author| author.trim_start_matches("By ").trim_start_matches("by ")),
        );
    }
    figures(doc, furniture, &mut out);
    out
}

/// The article's object among the page's JSON-LD: the first whose type is an article or a posting.
fn article_data(doc: &Document) -> Option<Value> {
    let mut best: Option<(u8, Value)> = None;
    for script in doc.scripts_with_type(&["application/ld+json"]) {
        let text = doc.text_content(script);
        // Line breaks inside strings are common, and no JSON.
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim_end_matches(';');
        let Ok(value) = serde_json::from_str::<Value>(text) else { continue };
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(values) => open.extend(values.into_iter().rev()),
                Value::Object(object) => {
                    let rank = object.get("@type").map_or(0, rank);
                    if let Some(graph) = object.get("@graph") {
                        open.push(graph.clone());
                    }
                    if let Some(main) = object.get("mainEntity").filter(|main| main.is_object()) {
                        open.push(main.clone());
                    }
                    if rank > best.as_ref().map_or(0, |(rank, _)| *rank) {
                        best = Some((rank, Value::Object(object)));
                    }
                }
                _ => {}
            }
        }
    }
    best.map(|(_, value)| value)
}

/// How well a JSON-LD type fits a news article; 0 for other things.
fn rank(kind: &Value) -> u8 {
    let one = |kind: &str| match kind {
        _ if kind.ends_with("NewsArticle") => 4,
        _ if kind.ends_with("Article") => 3,
        _ if kind.ends_with("Posting") || kind == "Report" => 2,
        "WebPage" => 1,
        _ => 0,
    };
    match kind {
        Value::String(kind) => one(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).map(one).max().unwrap_or(0),
        _ => 0,
    }
}

/// A string as words, with its entities resolved; an array's first.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(clean(&entities(&entities(text)))).filter(|text| !text.is_empty()),
        Value::Array(values) => values.iter().find_map(words),
        Value::Object(object) => {
            object.get("@value").or_else(|| object.get("name")).or_else(|| object.get("alternateName")).and_then(words)
        }
        _ => None,
    }
}

/// The name of an organisation or a person.
fn name(value: &Value) -> Option<String> {
    words(value).filter(|name| !name.starts_with("http"))
}

/// The names of authors, of whom there may be one or several.
fn authors(value: Option<&Value>, bylines: &mut Vec<String>) {
    let list = match value {
        Some(Value::Array(values)) => values.iter().collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    };
    for author in list.into_iter().filter_map(name) {
        add_names(bylines, Some(author.trim_start_matches("By ").trim_start_matches("by ")));
    }
}

/// The `meta` elements: what they name, in lower case, and what they say.
fn metas(doc: &Document) -> Vec<(String, String)> {
    let of = |id| {
        let key =
            ["property", "name", "itemprop", "http-equiv"].into_iter().find_map(|name| doc.get_attribute(id, name))?;
        let value = clean(&doc.get_attribute(id, "content")?);
        (!value.is_empty()).then(|| (key.trim().to_ascii_lowercase(), value))
    };
    doc.get_elements_by_tag_name(doc.root(), "meta").into_iter().filter_map(of).collect()
}

/// The `time` elements: what their attributes call them, and what they say.
fn times(doc: &Document) -> Vec<(String, String)> {
    let of = |id| {
        let value = doc
            .get_attribute(id, "datetime")
            .filter(|value| !value.trim().is_empty())
            .unwrap_or_else(|| clean(&doc.text_content(id)));
        let label = ["itemprop", "class", "pubdate", "data-testid"].into_iter().filter_map(|name| {
            let value = doc.get_attribute(id, name)?;
            Some(if name == "pubdate" { "pubdate".to_string() } else { value.to_ascii_lowercase() })
        });
        (label.collect::<Vec<_>>().join(" "), value)
    };
    doc.get_elements_by_tag_name(doc.root(), "time")
        .into_iter()
        .map(of)
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

/// The language of the `html` element.
fn html_language(doc: &Document) -> Option<String> {
    let html = doc.get_elements_by_tag_name(doc.root(), "html").into_iter().next()?;
    doc.get_attribute(html, "lang").filter(|lang| !lang.trim().is_empty())
}

/// The page's address by `link rel=canonical`.
fn canonical(doc: &Document) -> Option<String> {
    let links = doc.get_elements_by_tag_name(doc.root(), "link");
    let link = links
        .into_iter()
        .find(|id| doc.get_attribute(*id, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")))?;
    doc.get_attribute(link, "href")
}

/// The headline as the page prints it: the `h1` that agrees with what the head declares, or what the head declares.
fn title(doc: &Document, declared: Option<String>, publisher: Option<&str>) -> Option<String> {
    let texts = |tag: &str| -> Vec<String> {
        let ids = doc.get_elements_by_tag_name(doc.root(), tag);
        ids.into_iter().map(|id| clean(&doc.text_content(id))).filter(|text| !text.is_empty()).collect()
    };
    let heads = texts("h1");
    let page = texts("title").into_iter().next();
    let agrees = |head: &String| {
        let head = key(head);
        let start = &head[..head.floor_char_boundary(16)];
        !start.is_empty() && [&declared, &page].into_iter().flatten().any(|other| key(other).starts_with(start))
    };
    if let Some(head) = heads.iter().find(|head| agrees(head)) {
        return Some(head.clone());
    }
    let alone = || (heads.len() == 1 && word_count(&heads[0]) >= 4).then(|| heads[0].clone());
    declared.or_else(alone).or(page).map(|title| without_outlet(&title, publisher))
}

/// A headline without the outlet's name after it.
fn without_outlet(title: &str, publisher: Option<&str>) -> String {
    let cut = [" | ", " - ", " – ", " — ", " :: "]
        .iter()
        .filter_map(|mark| title.rfind(mark).map(|at| (at, mark.len())))
        .max();
    let Some((at, length)) = cut else { return title.to_string() };
    let (head, tail) = (&title[..at], &title[at + length..]);
    let outlet =
        publisher.is_some_and(|publisher| key(publisher).contains(&key(tail)) || key(tail).contains(&key(publisher)));
    let short = title[at..].trim_start().starts_with('|') && word_count(tail) <= 4 && word_count(head) >= 4;
    if (outlet || short) && !head.trim().is_empty() { head.trim().to_string() } else { title.to_string() }
}

/// How far up from a figure the box around it is looked for.
const ABOVE: usize = 12;

/// The most captions that are read on one page.
const FIGURES: usize = 200;

/// The captions of figures, and of what other elements call a caption.
fn figures(doc: &Document, furniture: &Furniture, out: &mut Metadata) {
    let captions = doc.get_elements_by_tag_name(doc.root(), "figcaption");
    let marked = doc.query_selector_all(
        doc.root(),
        "[class*=wp-caption-text], [class*=image-caption], [class*=photo-caption], [class*=img-caption]",
    );
    for id in captions.into_iter().chain(marked).take(FIGURES) {
        let mut above = std::iter::successors(doc.parent(id), |id| doc.parent(*id)).take(ABOVE);
        if above.any(|id| matches!(doc.tag_name(id), "aside" | "nav" | "footer")) {
            continue;
        }
        let mut printed = clean(&doc.iter_text(id, " "));
        if printed.is_empty() || printed.len() > 1200 {
            continue;
        }
        out.captions.push(printed.clone());
        let credit = doc
            .query_selector_all(
                id,
                "[class*=credit], [class*=Credit], [class*=copyright], [class*=source], cite, small",
            )
            .into_iter()
            .map(|id| clean(&doc.iter_text(id, " ")))
            .find(|credit| !credit.is_empty() && *credit != printed);
        if let Some(credit) = &credit {
            printed = clean(&printed.replacen(credit.as_str(), " ", 1));
            out.captions.extend([printed.clone(), credit.clone()]);
        }
        let mut image = caption(&printed, furniture);
        if let Some(credit) = credit {
            let tidy = caption(&credit, furniture);
            image.credit = tidy.credit.or(tidy.caption).or(image.credit);
        }
        if image != Image::default() {
            add_image(&mut out.images, image);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::tests::furniture;

    fn read(html: &str) -> Metadata {
        metadata(&Document::parse(html), furniture())
    }

    #[test]
    fn json_ld_goes_first() {
        let found = read(
            r#"<html lang="en-GB"><head><title>Talks open in Geneva | Example Post</title>
            <meta property="og:title" content="Talks open"><meta property="og:site_name" content="Example Post">
            <script type="application/ld+json">{"@graph": [{"@type": "WebPage", "name": "x"}, {"@type": "NewsArticle",
            "headline": "Talks open in Geneva &amp; Bern", "datePublished": "2024-05-02T10:00:00+02:00", "dateModified": "2024-05-03",
            "author": [{"name": "Ann Example"}, {"name": "Bo Sample"}], "publisher": {"name": "Example Post"}, "inLanguage": "en"}]}</script>
            </head><body><h1>Example Post</h1></body></html>"#,
        );
        assert_eq!(found.title.as_deref(), Some("Talks open in Geneva & Bern"));
        assert_eq!(found.published.as_deref(), Some("2024-05-02T10:00:00+02:00"));
        assert_eq!(found.updated.as_deref(), Some("2024-05-03"));
        assert_eq!((found.publisher.as_deref(), found.language.as_deref()), (Some("Example Post"), Some("en")));
        assert_eq!(found.bylines, ["Ann Example", "Bo Sample"]);
    }

    #[test]
    fn meta_elements_and_the_page_itself_come_next() {
        let found = read(
            r#"<html lang="en"><head><title>Talks open in Geneva - Example Post</title><link rel="canonical" href="https://example.org/talks">
            <meta name="author" content="By Ann Example and Bo Sample"></head>
            <body><time datetime="2024-05-02T10:00Z">yesterday</time>
            <figure><img><figcaption>The ministers in Geneva. <span class="credit">Cy Test/AFP</span></figcaption></figure></body></html>"#,
        );
        assert_eq!(found.title.as_deref(), Some("Talks open in Geneva - Example Post"));
        assert_eq!(found.url.as_deref(), Some("https://example.org/talks"));
        assert_eq!(found.published.as_deref(), Some("2024-05-02T10:00Z"));
        assert_eq!(found.bylines, ["Ann Example", "Bo Sample"]);
        let image = Image {
            caption: Some("The ministers in Geneva.".to_string()),
            credit: Some("Cy Test/AFP".to_string()),
            date: None,
        };
        assert_eq!(found.images, [image]);
    }

    #[test]
    fn the_outlet_is_no_part_of_the_headline() {
        assert_eq!(without_outlet("Talks open - Example Post", Some("Example Post")), "Talks open");
        assert_eq!(without_outlet("Talks open in Geneva today | Post", None), "Talks open in Geneva today");
        assert_eq!(without_outlet("Talks - a chance", None), "Talks - a chance");
    }
}
