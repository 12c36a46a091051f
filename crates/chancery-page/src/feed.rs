//! The items of an RSS, Atom or JSON feed.

use crate::decode::{Decoded, decode, decode_json};
use crate::jsonl;
use crate::lines::{clean, is_prose};
use crate::markup::{blocks, entities};
use crate::page::{Given, Page, PageKind, Place, ReadError, Reason};
use chancery_text::Note;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

/// An item of a feed, as it is found.
#[derive(Debug, Clone, PartialEq, Default)]
struct Item {
    given: Given,
    guid: Option<String>,
    /// The whole article, as HTML.
    body: Option<String>,
    /// A few sentences of it, as HTML.
    summary: Option<String>,
}

/// The shortest summary that is taken for the article itself, in characters of words.
const WHOLE: usize = 1200;

/// The items of a feed in XML; what was read before damage is kept, and the damage is an error.
///
/// Ampersands that begin no entity are taken as they stand, and closing tags need not match: feeds are written by
/// hand and by scripts, and half of them break a rule of XML.
pub(crate) fn feed(bytes: &[u8], name: &str, cut: bool) -> Vec<Result<Page, ReadError>> {
    let Decoded { text, note } = decode(bytes, None);
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    let mut pages = Vec::new();
    let mut channel = Given::default();
    let mut item: Option<Item> = None;
    let mut number = 0;
    let damage = loop {
        let event = match reader.read_event() {
            Ok(Event::Eof) => break item.is_some().then(|| "the feed stops inside an item".to_string()),
            Ok(event) => event,
            Err(error) => break Some(error.to_string()),
        };
        let mut ended = false;
        match &event {
            Event::Start(tag) => match element(tag.name().as_ref()).as_str() {
                "item" | "entry" => {
                    // An item that was not closed ends where the next begins.
                    pages.extend(item.replace(Item::default()).map(|item| page(item, &channel, name, number)));
                    number += 1;
                }
                "rss" | "rdf" | "channel" | "feed" | "author" => {
                    channel.language = channel.language.take().or_else(|| attribute(tag, "xml:lang"));
                }
                own => match inside(&mut reader, own, tag) {
                    Ok((words, broken)) => {
                        take(item.as_mut(), &mut channel, own, tag, words);
                        ended = broken;
                    }
                    Err(error) => break Some(error.to_string()),
                },
            },
            Event::Empty(tag) => take(item.as_mut(), &mut channel, &element(tag.name().as_ref()), tag, String::new()),
            Event::End(tag) => ended = ends_item(&element(tag.name().as_ref())),
            _ => {}
        }
        if ended {
            pages.extend(item.take().map(|item| page(item, &channel, name, number)));
        }
    };
    if let Some(said) = damage.or_else(|| cut.then(|| "the feed stops before its end".to_string())) {
        let place = if number == 0 { Place::Byte(reader.buffer_position()) } else { Place::Item(number) };
        // The item in which it breaks is good as far as it goes.
        if let Some(item) = item.filter(|item| item.body.is_some() || item.summary.is_some()) {
            pages.push(page(item, &channel, name, number).map(|page| Page { cut: true, ..page }));
        }
        pages.push(Err(ReadError::new(name, place, Reason::Damaged(said.replace(['\n', '\r'], " ")))));
    }
    if pages.is_empty() {
        let what = "XML without the items of a feed".to_string();
        pages.push(Err(ReadError::new(name, Place::Whole, Reason::Unsupported(what))));
    }
    noted(pages, note)
}

/// The items, those with replaced characters in their bodies under the note that says so.
fn noted(mut pages: Vec<Result<Page, ReadError>>, note: Option<Note>) -> Vec<Result<Page, ReadError>> {
    let Some(note) = note else { return pages };
    for page in pages.iter_mut().flatten() {
        if String::from_utf8_lossy(&page.bytes).contains(char::REPLACEMENT_CHARACTER) {
            page.notes.push(note.clone());
        }
    }
    pages
}

/// An element's name in lower case, without the prefixes whose elements mean the same as those without; a picture's
/// `media:title` is not the item's.
fn element(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    match name.split_once(':') {
        Some(("atom" | "a10" | "rss" | "dc" | "dcterms" | "rdf", local)) => local.to_string(),
        _ => name,
    }
}

/// True for the closing tags that end an item, their own or one around it.
fn ends_item(element: &str) -> bool {
    matches!(element, "item" | "entry" | "channel" | "rss" | "feed" | "rdf")
}

/// All that stands inside an element, its entities resolved once and inner elements as HTML; true beside it where the
/// item ended before the element did.
fn inside(reader: &mut Reader<&[u8]>, own: &str, tag: &BytesStart) -> Result<(String, bool), quick_xml::Error> {
    // Of XHTML the text is markup still; of anything else the entities hide either words or markup.
    let xhtml = attribute(tag, "type").is_some_and(|kind| kind.contains("xhtml"));
    let mut out = String::new();
    loop {
        match reader.read_event()? {
            Event::Start(inner) => out.push_str(&format!("<{}>", inner.local_name().as_ref())),
            Event::Empty(inner) => out.push_str(&format!("<{}/>", inner.local_name().as_ref())),
            Event::End(inner) => {
                let name = element(inner.name().as_ref());
                if name == own || ends_item(&name) {
                    return Ok((out, name != own));
                }
                out.push_str(&format!("</{}>", inner.local_name().as_ref()));
            }
            Event::Text(text) if xhtml => out.push_str(&text),
            Event::Text(text) => out.push_str(&entities(&text)),
            Event::CData(text) => out.push_str(&text),
            Event::GeneralRef(name) if xhtml => out.push_str(&format!("&{};", &*name)),
            Event::GeneralRef(name) => out.push_str(&entities(&format!("&{};", &*name))),
            Event::Eof => return Ok((out, false)),
            _ => {}
        }
    }
}

/// The value of an attribute.
fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let attribute =
        tag.html_attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(entities(&attribute.value).into_owned()).filter(|value| !value.trim().is_empty())
}

/// Keeps what one element says of the item, or of the feed where no item is open.
fn take(item: Option<&mut Item>, channel: &mut Given, element: &str, tag: &BytesStart, words: String) {
    let plain = || {
        Some(blocks(&words).into_iter().map(|block| block.words).collect::<Vec<_>>().join(" "))
            .filter(|words| !words.is_empty())
    };
    let Some(item) = item else {
        match element {
            "title" if channel.publisher.is_none() => channel.publisher = plain(),
            "language" => channel.language = plain(),
            _ => {}
        }
        return;
    };
    let link = || attribute(tag, "href").filter(|_| attribute(tag, "rel").is_none_or(|rel| rel == "alternate"));
    match element {
        "title" => item.given.title = item.given.title.take().or_else(plain),
        "link" => {
            item.given.url = item
                .given
                .url
                .take()
                .or_else(link)
                .or_else(|| Some(words.trim().to_string()).filter(|url| !url.is_empty()))
        }
        "guid" | "id" => item.guid = plain(),
        "pubdate" | "published" | "issued" | "date" | "created" => {
            item.given.published = item.given.published.take().or_else(plain)
        }
        "updated" | "modified" => item.given.updated = plain(),
        "description" | "summary" => item.summary = Some(words).filter(|words| !words.trim().is_empty()),
        "content:encoded" | "content" | "fulltext" | "body" => {
            item.body = Some(words).filter(|words| !words.trim().is_empty())
        }
        "creator" | "name" | "author" => item.given.bylines.extend(plain().map(|name| person(&name))),
        "language" => item.given.language = plain(),
        _ => {}
    }
}

/// The name in `desk@example.org (Ann Example)`.
fn person(words: &str) -> String {
    let name = words
        .split_once('(')
        .filter(|(mail, _)| mail.contains('@'))
        .map_or(words, |(_, name)| name.trim_end_matches(')'));
    name.trim().trim_start_matches("By ").to_string()
}

/// The document that an item stands for: its body, or its headline and summary.
fn page(item: Item, channel: &Given, name: &str, number: u64) -> Result<Page, ReadError> {
    let place = Place::Item(number);
    let mut given = item.given;
    given.id = given.id.or(item.guid);
    given.publisher = given.publisher.or_else(|| channel.publisher.clone());
    given.language = given.language.or_else(|| channel.language.clone());
    let summary = item.summary.unwrap_or_default();
    let (kind, body) = match item.body {
        Some(body) => (PageKind::Fragment, body),
        None if whole(&summary) => (PageKind::Fragment, summary),
        None => (PageKind::Summary, summary),
    };
    if body.is_empty() && given.title.is_none() {
        return Err(ReadError::new(name, place, Reason::NoArticle));
    }
    // Plain text has its paragraphs in its line breaks, which mean nothing in HTML.
    let body = if body.contains('<') { body } else { body.replace("\n\n", "<p>").replace('\n', "<br>") };
    Ok(Page { place, given, ..Page::new(name, kind, body) })
}

/// True for a summary that is an article by its length and its paragraphs.
fn whole(summary: &str) -> bool {
    let blocks = blocks(summary);
    blocks.iter().map(|block| block.words.len()).sum::<usize>() >= WHOLE
        && blocks.iter().filter(|block| is_prose(&block.words)).count() >= 2
}

/// The items of a JSON Feed; a value that is none is taken as documents.
pub(crate) fn json_feed(bytes: &[u8], name: &str) -> Vec<Result<Page, ReadError>> {
    let Decoded { text, note } = decode_json(bytes);
    let value = match serde_json::from_str::<Value>(&text) {
        Ok(value) => value,
        Err(error) => {
            let said = error.to_string();
            return vec![Err(ReadError::new(name, Place::Line(error.line() as u64), Reason::NotJson(said)))];
        }
    };
    let feed = value.get("version").and_then(Value::as_str).is_some_and(|version| version.contains("jsonfeed.org"));
    let Some(items) = value.get("items").and_then(Value::as_array).filter(|_| feed) else {
        return noted(jsonl::documents(value, name), note);
    };
    let word = |value: &Value, key: &str| value.get(key).and_then(jsonl::words);
    let channel = Given { publisher: word(&value, "title"), language: word(&value, "language"), ..Given::default() };
    let one = |(item, number): (&Value, u64)| {
        let text = word(item, "content_text").map(|text| text.replace('&', "&amp;").replace('<', "&lt;"));
        let authors = item.get("authors").and_then(Value::as_array).into_iter().flatten();
        let given = Given {
            url: word(item, "url").or_else(|| word(item, "external_url")),
            title: word(item, "title").map(|title| clean(&title)),
            published: word(item, "date_published"),
            updated: word(item, "date_modified"),
            language: word(item, "language"),
            bylines: authors.chain(item.get("author")).filter_map(|author| word(author, "name")).collect(),
            ..Given::default()
        };
        let summary = word(item, "summary").map(|text| text.replace('&', "&amp;").replace('<', "&lt;"));
        let item = Item { given, guid: word(item, "id"), body: word(item, "content_html").or(text), summary };
        page(item, &channel, name, number)
    };
    noted(items.iter().zip(1..).map(one).collect(), note)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(pages: Vec<Result<Page, ReadError>>, expected: &[&str]) {
        let said: Vec<String> = pages
            .into_iter()
            .map(|page| match page {
                Ok(page) => {
                    let given = &page.given;
                    let field = |value: &Option<String>| value.clone().unwrap_or_default();
                    let fields =
                        [&given.id, &given.url, &given.title, &given.published, &given.publisher, &given.language]
                            .map(field);
                    format!(
                        "{:?} {} {:?} {}",
                        page.kind,
                        fields.join("|"),
                        given.bylines,
                        String::from_utf8_lossy(&page.bytes)
                    )
                }
                Err(error) => error.to_string(),
            })
            .collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn rss_with_its_common_faults() {
        let xml = r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="c" xmlns:media="m"><channel><title>Post & Mail</title><language>en</language>
            <image><title>Logo</title></image>
            <item><title>Talks &amp; tea at R&D</title><link>https://example.org/1</link><guid>g1</guid><pubDate>Thu, 02 May 2024 10:00:00 +0200</pubDate>
            <description>&lt;p&gt;They met.&lt;/p&gt;</description><media:title>A picture</media:title><dc:creator>Ann Example</dc:creator></item>
            <item><title>Two</title><content:encoded><![CDATA[<p>They talked.</p>]]></content:encoded>
            <item><title>Three</title><description>They left</description></item></channel></rss>"#;
        check(
            feed(xml.as_bytes(), "a.xml", false),
            &[
                "Summary g1|https://example.org/1|Talks & tea at R&D|Thu, 02 May 2024 10:00:00 +0200|Post & Mail|en [\"Ann Example\"] <p>They met.</p>",
                "Fragment ||Two||Post & Mail|en [] <p>They talked.</p>",
                "Summary ||Three||Post & Mail|en [] They left",
            ],
        );
    }

    #[test]
    fn damaged_characters_are_noted_on_the_items_that_hold_them() {
        let n_notes = |pages: Vec<Result<Page, ReadError>>| -> Vec<usize> {
            pages.into_iter().map(|page| page.unwrap().notes.len()).collect()
        };
        let json = b"[{\"text\":\"The caf\xc3\xa9.\"},{\"text\":\"The \xff.\"}]";
        assert_eq!(n_notes(json_feed(json, "a.json")), [0, 1]);
        let xml = b"<rss><item><description>Caf\xc3\xa9, th\xc3\xa9</description></item>\
            <item><description>The \xff.</description></item></rss>";
        assert_eq!(n_notes(feed(xml, "a.xml", false)), [0, 1]);
    }

    #[test]
    fn atom_and_json_feed() {
        let xml = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Post</title><entry><id>e1</id><title type="html">Talks &amp;amp; tea</title>
            <link rel="self" href="https://example.org/s"/><link href="https://example.org/1"/><published>2024-05-02T10:00:00+02:00</published>
            <author><name>Ann Example</name></author><content type="xhtml"><div xmlns="x"><p>They &lt;met&gt;.</p></div></content></entry></feed>"#;
        check(
            feed(xml.as_bytes(), "a.xml", false),
            &[
                "Fragment e1|https://example.org/1|Talks & tea|2024-05-02T10:00:00+02:00|Post|fr [\"Ann Example\"] <div><p>They &lt;met&gt;.</p></div>",
            ],
        );
        let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [{"id": "1", "title": "Talks", "content_text": "A < B\n\nThey met."}, {"id": 2}]}"#;
        check(
            json_feed(json.as_bytes(), "a.json"),
            &[
                "Fragment 1||Talks||Post| [] A &lt; B<p>They met.",
                "a.json:item 2: no article text on the page: give the article's own page, or its text",
            ],
        );
    }

    #[test]
    fn a_cut_feed_gives_what_is_there_and_an_error() {
        let xml =
            "<rss version='2.0'><channel><item><title>One</title></item><item><title>Two</title><description>They me";
        check(
            feed(xml.as_bytes(), "a.xml", false),
            &[
                "Summary ||One||| [] ",
                "Summary ||Two||| [] They me",
                "a.xml:item 2: the feed stops inside an item: fetch or save it again",
            ],
        );
        check(
            feed(b"<?xml version='1.0'?><a/>", "a.xml", false),
            &["a.xml: XML without the items of a feed is not read: convert it first"],
        );
    }

    proptest! {
        #[test]
        fn any_xml_is_read_without_panic(pieces in proptest::collection::vec("(</?(rss|item|title|content|description|link)( type=\"xhtml\")?/?>|[a-z&;<]{1,9}|<!\\[CDATA\\[|\\]\\]>|&#x[0-9]{1,3};)", 0..40)) {
            prop_assert!(!feed(pieces.concat().as_bytes(), "a", false).is_empty());
        }
    }
}
