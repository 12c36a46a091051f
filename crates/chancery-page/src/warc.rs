//! The pages of a web archive (WARC 1.0 and 1.1, ISO 28500).

use crate::page::{Given, Page, PageKind, Place, ReadError, Reason};
use crate::stream::{Line, Source, broken, line};
use chancery_text::Moment;
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use std::io::{self, Read};

/// The longest line of a record's head, in bytes; a URL of this length is no page's.
const HEAD_LINE: usize = 64 << 10;
/// The most lines of a record's head.
const HEAD_LINES: usize = 1000;

/// The pages among the records of a web archive, in order. Records of other kinds, and pages that were not found when
/// they were fetched, are skipped.
pub(crate) struct Warc<'a> {
    pub source: Source<'a>,
    pub name: String,
    pub limit: usize,
    pub record: u64,
    pub ended: bool,
}

/// A record's fields, names in lower case.
type Fields = Vec<(String, String)>;

/// The value of a field.
fn field<'f>(fields: &'f Fields, name: &str) -> Option<&'f str> {
    fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

impl Iterator for Warc<'_> {
    type Item = Result<Page, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.next_record() {
                Ok(Some(Ok(page))) => return Some(Ok(page)),
                Ok(Some(Err(reason))) => return Some(Err(self.error(reason))),
                Ok(None) => {}
                Err(error) => {
                    self.ended = true;
                    return Some(Err(broken(&self.name, Place::Record(self.record), &error)));
                }
            }
        }
        None
    }
}

impl Warc<'_> {
    fn error(&self, reason: Reason) -> ReadError {
        ReadError::new(&self.name, Place::Record(self.record), reason)
    }

    /// Reads one record: a page, a reason why it is none, or nothing where it is of another kind.
    fn next_record(&mut self) -> io::Result<Option<Result<Page, Reason>>> {
        // Records are parted by empty lines; after damage the next record is where its version line is.
        let mut lost = false;
        loop {
            match line(&mut self.source, HEAD_LINE)? {
                Line::End => {
                    self.ended = true;
                    return Ok(lost.then(|| Err(Reason::Damaged("no record begins here".to_string()))));
                }
                Line::Whole(line) if line.starts_with(b"WARC/") => break,
                Line::Whole(line) if line.iter().all(u8::is_ascii_whitespace) => {}
                _ => lost = true,
            }
        }
        self.record += 1;
        let fields = fields(&mut self.source)?;
        let Some(length) = field(&fields, "content-length").and_then(|length| length.parse::<u64>().ok()) else {
            return Ok(Some(Err(Reason::Damaged("the record does not give its length".to_string()))));
        };
        let kind = field(&fields, "warc-type").unwrap_or("");
        if !matches!(kind, "response" | "resource" | "conversion") {
            skip(&mut self.source, length)?;
            return Ok(None);
        }
        let kept = length.min(self.limit as u64);
        let mut content = Vec::new();
        self.source.by_ref().take(kept).read_to_end(&mut content)?;
        let cut = (content.len() as u64) < kept;
        skip(&mut self.source, length - kept)?;
        if kept < length {
            // Only a page's length is worth a word; archives hold films too.
            let html = http(&content).is_none_or(|(head, _)| head.is_page());
            return Ok(html.then_some(Err(Reason::TooLong(self.limit))));
        }
        Ok(page(kind, &fields, content, self.limit).map(|page| {
            page.map(|page| Page {
                name: self.name.clone(),
                place: Place::Record(self.record),
                cut: page.cut || cut,
                ..page
            })
        }))
    }
}

/// Reads over some bytes.
fn skip(source: &mut Source<'_>, bytes: u64) -> io::Result<()> {
    io::copy(&mut source.by_ref().take(bytes), &mut io::sink()).map(|_| ())
}

/// The fields of a head, up to its empty line.
fn fields(source: &mut Source<'_>) -> io::Result<Fields> {
    let mut fields = Fields::new();
    for _ in 0..HEAD_LINES {
        match line(source, HEAD_LINE)? {
            Line::Whole(line) if !line.iter().all(u8::is_ascii_whitespace) => add(&mut fields, &line),
            Line::TooLong => {}
            _ => break,
        }
    }
    Ok(fields)
}

/// Adds one line of a head.
fn add(fields: &mut Fields, line: &[u8]) {
    let line = String::from_utf8_lossy(line);
    if let Some((name, value)) = line.split_once(':') {
        fields.push((name.trim().to_ascii_lowercase(), value.trim().to_string()));
    }
}

/// The head of an HTTP response.
struct Response {
    status: u16,
    fields: Fields,
}

impl Response {
    /// True for what may be a page, by its media type; a response without one may be.
    fn is_page(&self) -> bool {
        field(&self.fields, "content-type").is_none_or(|kind| {
            let kind = kind.to_ascii_lowercase();
            kind.contains("html") || kind.starts_with("text/plain")
        })
    }
}

/// The head of an HTTP response, and its body; `None` where the content is no response.
fn http(content: &[u8]) -> Option<(Response, &[u8])> {
    if !content.starts_with(b"HTTP/") {
        return None;
    }
    let mut fields = Fields::new();
    let mut rest = content;
    let mut status = None;
    for _ in 0..HEAD_LINES {
        let end = rest.iter().take(HEAD_LINE).position(|byte| *byte == b'\n')?;
        let line = &rest[..end];
        rest = &rest[end + 1..];
        if line.iter().all(u8::is_ascii_whitespace) {
            break;
        }
        match status {
            None => status = Some(String::from_utf8_lossy(line).split_whitespace().nth(1)?.parse().ok()?),
            Some(_) => add(&mut fields, line),
        }
    }
    Some((Response { status: status?, fields }, rest))
}

/// The page in a record's content.
fn page(kind: &str, fields: &Fields, content: Vec<u8>, limit: usize) -> Option<Result<Page, Reason>> {
    let mut given = Given {
        url: field(fields, "warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_string()),
        fetched: field(fields, "warc-date").and_then(Moment::parse),
        ..Given::default()
    };
    let declared = field(fields, "content-type").unwrap_or("").to_ascii_lowercase();
    let (bytes, media) = match http(&content) {
        Some((response, body)) => {
            if !(200..300).contains(&response.status) || !response.is_page() {
                return None;
            }
            let media = field(&response.fields, "content-type").unwrap_or("text/html").to_ascii_lowercase();
            match unpacked(&response.fields, body, limit) {
                Ok(bytes) => (bytes, media),
                Err(reason) => return Some(Err(reason)),
            }
        }
        None if kind == "response" => return None,
        None => (content, declared),
    };
    let page_kind = match () {
        _ if media.contains("html") => PageKind::Html,
        _ if media.starts_with("text/plain") => PageKind::Text,
        _ => return None,
    };
    given.charset =
        media.split_once("charset=").map(|(_, label)| label.trim_matches(['"', '\'', ' ', ';']).to_string());
    Some(Ok(Page { given, ..Page::new("", page_kind, bytes) }))
}

/// A response's body without its transfer and content encodings.
fn unpacked(fields: &Fields, body: &[u8], limit: usize) -> Result<Vec<u8>, Reason> {
    let mut bytes = body.to_vec();
    let lower = |name| field(fields, name).unwrap_or("").to_ascii_lowercase();
    if lower("transfer-encoding").contains("chunked") {
        // Many archives keep the header and store the body already joined.
        bytes = dechunked(&bytes).unwrap_or(bytes);
    }
    let packed: Box<dyn Read> = match lower("content-encoding").as_str() {
        "gzip" | "x-gzip" if bytes.starts_with(b"\x1f\x8b") => Box::new(MultiGzDecoder::new(bytes.as_slice())),
        "deflate" if bytes.first() == Some(&0x78) => Box::new(ZlibDecoder::new(bytes.as_slice())),
        "br" | "zstd" if std::str::from_utf8(&bytes[..bytes.len().min(64)]).is_err() => {
            return Err(Reason::Unsupported(format!("a page compressed with {}", lower("content-encoding"))));
        }
        _ => return Ok(bytes),
    };
    let mut out = Vec::new();
    // A body that stops early is read as far as it goes.
    let _ = packed.take(limit as u64 + 1).read_to_end(&mut out);
    if out.len() > limit { Err(Reason::TooLong(limit)) } else { Ok(out) }
}

/// A body in chunks, joined; `None` where it is not in chunks.
fn dechunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let end = body.iter().take(64).position(|byte| *byte == b'\n')?;
        let head = std::str::from_utf8(&body[..end]).ok()?;
        let length = usize::from_str_radix(head.split(';').next()?.trim(), 16).ok()?;
        body = &body[end + 1..];
        if length == 0 {
            return Some(out);
        }
        out.extend_from_slice(&body[..length.min(body.len())]);
        let Some(rest) = body.get(length..) else { return Some(out) };
        body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if body.is_empty() {
            return Some(out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, content: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/1\r\nWARC-Date: 2024-05-02T10:00:00Z\r\nContent-Length: {}\r\n\r\n{content}\r\n\r\n",
            content.len()
        )
    }

    fn check(archive: &str, expected: &[&str]) {
        let said: Vec<String> = Warc {
            source: Box::new(archive.as_bytes()),
            name: "a.warc".to_string(),
            limit: 200,
            record: 0,
            ended: false,
        }
        .map(|page| match page {
            Ok(page) => format!(
                "{:?} {} {:?} {}",
                page.kind,
                page.given.url.unwrap_or_default(),
                page.given.charset,
                String::from_utf8_lossy(&page.bytes)
            ),
            Err(error) => error.to_string(),
        })
        .collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn responses_with_pages_are_read_and_others_skipped() {
        let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>They met.";
        let chunked = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nThey \r\n4\r\nmet.\r\n0\r\n\r\n";
        let archive = [
            record("warcinfo", "software: x"),
            record("response", html),
            record("response", &html.replace("200 OK", "404 Not Found")),
            record("response", &html.replace("text/html", "image/png")),
            record("response", chunked),
            record("response", &format!("{html}{}", "long ".repeat(60))),
            record("response", html),
        ];
        let page = "Html https://example.org/1 Some(\"utf-8\") <p>They met.";
        check(
            &archive.concat(),
            &[
                page,
                "Html https://example.org/1 None They met.",
                "a.warc:record 6: longer than 0 MiB: split it, or write one document a line",
                page,
            ],
        );
    }

    #[test]
    fn damage_is_told_and_the_next_record_found() {
        let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>They met.";
        let broken = format!("WARC/1.0\r\nWARC-Type: response\r\n\r\nlost\r\n\r\n{}", record("response", html));
        check(
            &broken,
            &[
                "a.warc:record 1: the record does not give its length: fetch or save it again",
                "Html https://example.org/1 None <p>They met.",
            ],
        );
    }
}
