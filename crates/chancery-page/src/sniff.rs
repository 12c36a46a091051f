//! What an input is: told from its first bytes, then from its name.

use crate::page::PageKind;
use encoding_rs::Encoding;

/// What one input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A gzip stream around something else.
    Gzip,
    /// A Zstandard stream around something else.
    Zstd,
    /// Text in UTF-16, with or without a byte order mark, around something else.
    Utf16(&'static Encoding),
    /// JSON Lines of documents.
    JsonLines,
    /// One JSON value over several lines, or an array of documents, or a JSON Feed.
    Json,
    /// RSS or Atom.
    Feed,
    /// A web archive.
    Warc,
    /// One page.
    Page(PageKind),
    /// Not text; what it looks like.
    Binary(&'static str),
}

/// How many bytes at the start of an input are looked at.
pub(crate) const HEAD: usize = 16 << 10;

/// The first bytes of formats that are common beside news pages and hold no text that we read.
const BINARY: [(&[u8], &str); 14] = [
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WebP image or other media"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
];

/// What the input with these first bytes and this name is.
pub(crate) fn sniff(head: &[u8], name: &str) -> Kind {
    if head.starts_with(b"\x1f\x8b") {
        return Kind::Gzip;
    }
    // A Zstandard stream may open with a skippable frame, whose last four magic bits are free.
    if head.starts_with(b"\x28\xb5\x2f\xfd")
        || (head.len() > 4 && head[0] & 0xf0 == 0x50 && &head[1..4] == b"\x2a\x4d\x18")
    {
        return Kind::Zstd;
    }
    if let Some((_, what)) = BINARY.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Kind::Binary(what);
    }
    if let Some(encoding) = utf16(head) {
        return Kind::Utf16(encoding);
    }
    if head.contains(&0) {
        return Kind::Binary("binary data");
    }
    let text = String::from_utf8_lossy(head);
    of_text(text.trim_start_matches('\u{feff}').trim_start(), &bare_name(name))
}

/// UTF-16 by its byte order mark, or by the zeros that ASCII text leaves in every other byte.
fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0xff, 0xfe, ..] => return Some(encoding_rs::UTF_16LE),
        [0xfe, 0xff, ..] => return Some(encoding_rs::UTF_16BE),
        _ => {}
    }
    let pairs = head.len().min(256) / 2;
    let zeros = |from: usize| head.iter().skip(from).step_by(2).take(pairs).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match pairs {
        8.. if even == 0 && odd * 4 > pairs * 3 => Some(encoding_rs::UTF_16LE),
        8.. if odd == 0 && even * 4 > pairs * 3 => Some(encoding_rs::UTF_16BE),
        _ => None,
    }
}

/// The name in lower case, without the ending of a compression.
fn bare_name(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    [".gz", ".gzip", ".zst", ".zstd"].iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(&name).to_string()
}

/// The kind of a text by its beginning, then by its name.
fn of_text(text: &str, name: &str) -> Kind {
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if text.starts_with("WARC/") {
        return Kind::Warc;
    }
    if text.starts_with(['{', '[']) && !looks_like_markdown(text) {
        return json(text, ends(&[".jsonl", ".ndjson"]));
    }
    let lower = text.get(..text.floor_char_boundary(4096)).unwrap_or("").to_ascii_lowercase();
    if lower.starts_with('<') {
        let root = |tag: &str| {
            lower.find(tag).is_some_and(|at| lower[at + tag.len()..].starts_with([' ', '>', '\n', '\t', '\r']))
        };
        let html = ["<!doctype html", "<html", "<head", "<body"].iter().filter_map(|tag| lower.find(tag)).min();
        let feed = ["<rss", "<feed", "<rdf:rdf", "<entry"]
            .iter()
            .filter(|tag| root(tag))
            .filter_map(|tag| lower.find(tag))
            .min();
        return match (html, feed) {
            (None, Some(_)) => Kind::Feed,
            (Some(html), Some(feed)) if feed < html => Kind::Feed,
            _ if lower.starts_with("<?xml") && html.is_none() && !ends(&[".html", ".htm", ".xhtml"]) => Kind::Feed,
            _ => Kind::Page(PageKind::Html),
        };
    }
    let tags = ["<html", "<head", "<body", "<div", "<p>", "<p ", "</p>", "<article", "<span", "<meta"];
    if ["<html", "<head>", "<body", "<!doctype"].iter().any(|tag| lower.contains(tag))
        || tags.iter().filter(|tag| lower.contains(*tag)).count() >= 2
    {
        return Kind::Page(PageKind::Html);
    }
    if ends(&[".jsonl", ".ndjson"])
        || text.lines().take(20).any(|line| line.starts_with("{\"") && line.trim_end().ends_with('}'))
    {
        return Kind::JsonLines;
    }
    if ends(&[".html", ".htm", ".xhtml"]) && tags.iter().any(|tag| lower.contains(tag)) {
        return Kind::Page(PageKind::Html);
    }
    if ends(&[".md", ".markdown"]) || looks_like_markdown(text) {
        return Kind::Page(PageKind::Markdown);
    }
    Kind::Page(PageKind::Text)
}

/// JSON Lines have an object on their first line; anything else that opens like JSON is one value.
fn json(text: &str, by_name: bool) -> Kind {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or("").trim();
    if by_name {
        return Kind::JsonLines;
    }
    // `[` opens an array of documents, and prose such as "[Reuters] …": only the former goes on with a value.
    if let Some(rest) = text.strip_prefix('[') {
        return if rest.trim_start().starts_with(['{', ']']) { Kind::Json } else { Kind::Page(PageKind::Text) };
    }
    if text.contains("jsonfeed.org/version") {
        return Kind::Json;
    }
    let rest = text[1..].trim_start();
    if !rest.is_empty() && !rest.starts_with(['"', '}']) {
        return if first.contains("\":") { Kind::JsonLines } else { Kind::Page(PageKind::Text) };
    }
    // A pretty-printed object breaks its line before it closes.
    let broken = !first.ends_with('}') && lines.next().is_some_and(|second| !second.trim_start().starts_with('{'));
    if broken && matches!(first, "{") { Kind::Json } else { Kind::JsonLines }
}

/// Headings and links in Markdown's spelling: a heading together with a link, or several links.
fn looks_like_markdown(text: &str) -> bool {
    let links = text.matches("](").count();
    let headings = text.lines().filter(|line| heading(line)).count();
    let front_matter = text.starts_with("---\n") && text[4..].lines().take(30).any(|line| line.trim_end() == "---");
    links >= 3
        || headings >= 2
        || (headings >= 1 && links >= 1)
        || front_matter
        || text.lines().next().is_some_and(heading)
}

/// `# ` to `###### ` and words.
fn heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    (1..=6).contains(&level) && rest.starts_with(' ') && rest.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &[u8], name: &str, expected: Kind) {
        assert_eq!(sniff(head, name), expected, "{:?} {name}", String::from_utf8_lossy(head));
    }

    #[test]
    fn content_goes_before_the_name() {
        check(b"<!DOCTYPE html><p>A.</p>", "a.txt", Kind::Page(PageKind::Html));
        check(b"{\"text\": \"A.\"}\n", "a.html", Kind::JsonLines);
        check(b"{\"text\": \"A.", "-", Kind::JsonLines);
        check(b"WARC/1.0\r\n", "a", Kind::Warc);
        check(b"\x1f\x8b\x08", "a.txt", Kind::Gzip);
        check(b"\xef\xbb\xbf<?xml version='1.0'?>\n<rss version='2.0'>", "a", Kind::Feed);
        check(b"<feed xmlns='http://www.w3.org/2005/Atom'>", "a.xml", Kind::Feed);
        check(b"<?xml version='1.0'?><!DOCTYPE html><html>", "a", Kind::Page(PageKind::Html));
        check(b"{\n  \"version\": \"https://jsonfeed.org/version/1.1\"", "a", Kind::Json);
        check(b"{\n  \"text\": \"A.\"\n}", "a", Kind::Json);
        check(b"[{\"text\": \"A.\"}]", "a", Kind::Json);
    }

    #[test]
    fn text_is_told_from_its_marks() {
        check(b"France condemned the raid.", "-", Kind::Page(PageKind::Text));
        check(b"[Update] France condemned the raid.", "-", Kind::Page(PageKind::Text));
        check(b"# Talks open\n\nThey met.", "-", Kind::Page(PageKind::Markdown));
        check(b"[Home](/) [World](/w) [Sport](/s)\n\nThey met.", "-", Kind::Page(PageKind::Markdown));
        check(b"not json\n{\"text\": \"A.\"}\n", "-", Kind::JsonLines);
        check(b"not json\nmore", "a.jsonl.gz", Kind::JsonLines);
        check(b"Menu\n<div><p>They met.</p></div>", "-", Kind::Page(PageKind::Html));
    }

    #[test]
    fn what_is_no_text_is_named() {
        check(b"%PDF-1.7", "a.txt", Kind::Binary("a PDF file"));
        check(b"a\x00\x01\x02", "a.txt", Kind::Binary("binary data"));
        check(b"\xff\xfea\x00", "a.txt", Kind::Utf16(encoding_rs::UTF_16LE));
        check(b"T\x00h\x00e\x00y\x00 \x00m\x00e\x00t\x00.\x00", "a.txt", Kind::Utf16(encoding_rs::UTF_16LE));
    }
}
