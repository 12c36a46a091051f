//! The documents of one input, one after the other, whatever it is.

use crate::extract::extract;
use crate::feed::{feed, json_feed};
use crate::furniture::Furniture;
use crate::jsonl::JsonLines;
use crate::page::{Limits, Page, Place, ReadError, Reason};
use crate::sniff::Kind;
use crate::stream::{Source, broken, rest, unwrap};
use crate::warc::Warc;
use chancery_text::Article;
use std::io::BufRead;

/// Documents one after the other; a document that cannot be read is an error among them.
pub type Pages<'a> = Box<dyn Iterator<Item = Result<Page, ReadError>> + Send + 'a>;

/// The documents of one input, not yet read: what takes time is left to [`extract`], which any thread may do.
///
/// The name is for messages, and tells the kind of an input where its content does not.
pub fn pages<'a>(reader: Box<dyn BufRead + Send + 'a>, name: &str, limits: Limits) -> Pages<'a> {
    let (kind, source) = match unwrap(reader, name) {
        Ok(found) => found,
        Err(error) => return Box::new(std::iter::once(Err(error))),
    };
    let (name, limit) = (name.to_string(), limits.document);
    match kind {
        Kind::JsonLines => Box::new(JsonLines { source, name, limit, line: 0, ended: false }),
        Kind::Warc => Box::new(Warc { source, name, limit, record: 0, ended: false }),
        Kind::Page(kind) => Box::new(whole(source, &name, limit, |bytes, cut| {
            vec![Ok(Page { cut, ..Page::new(name.as_str(), kind, bytes) })]
        })),
        Kind::Feed => Box::new(whole(source, &name, limit, |bytes, cut| feed(&bytes, &name, cut))),
        Kind::Json => Box::new(whole(source, &name, limit, |bytes, _| json_feed(&bytes, &name))),
        Kind::Gzip | Kind::Zstd | Kind::Utf16(_) | Kind::Binary(_) => {
            Box::new(std::iter::once(Err(ReadError::new(name, Place::Whole, Reason::NotText("binary data")))))
        }
    }
}

/// The articles of one input, in order.
///
/// ```
/// use chancery_page::{Furniture, Limits, open};
/// let furniture = Furniture::parse("").unwrap();
/// let input = "{\"id\": \"1\", \"text\": \"They met.\"}\nnonsense\n{\"id\": \"2\", \"text\": \"They left.\"}\n";
/// let read: Vec<_> = open(Box::new(input.as_bytes()), "a.jsonl", &furniture, Limits::default()).collect();
/// assert_eq!(read[0].as_ref().unwrap().text, "They met.");
/// assert!(read[1].as_ref().unwrap_err().to_string().starts_with("a.jsonl:2: not a JSON object"));
/// assert_eq!(read[2].as_ref().unwrap().id, "2");
/// ```
pub fn open<'a>(
    reader: Box<dyn BufRead + Send + 'a>,
    name: &str,
    furniture: &'a Furniture,
    limits: Limits,
) -> impl Iterator<Item = Result<Article, ReadError>> + 'a {
    pages(reader, name, limits).map(move |page| extract(&page?, furniture, limits))
}

/// Reads an input that must be held whole, and makes its documents of it.
fn whole<'a>(
    mut source: Source<'a>,
    name: &str,
    limit: usize,
    documents: impl FnOnce(Vec<u8>, bool) -> Vec<Result<Page, ReadError>>,
) -> std::vec::IntoIter<Result<Page, ReadError>> {
    let read = rest(&mut source, limit);
    drop(source);
    if read.too_long {
        return vec![Err(ReadError::new(name, Place::Whole, Reason::TooLong(limit)))].into_iter();
    }
    let end = read.bytes.len() as u64;
    if read.bytes.is_empty() {
        let error = read.error.map_or_else(
            || ReadError::new(name, Place::Whole, Reason::Empty),
            |error| broken(name, Place::Whole, &error),
        );
        return vec![Err(error)].into_iter();
    }
    let mut pages = documents(read.bytes, read.error.is_some());
    // What was read before the input failed is given, and that it failed is said.
    pages.extend(read.error.map(|error| Err(broken(name, Place::Byte(end), &error))));
    pages.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::tests::furniture;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;
    use std::io::{self, BufReader, Read, Write};

    fn read(bytes: &[u8], name: &str) -> Vec<String> {
        let said = |article: Result<Article, ReadError>| match article {
            Ok(article) => article.text,
            Err(error) => error.to_string(),
        };
        open(Box::new(bytes), name, furniture(), Limits::default()).map(said).collect()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn kinds_of_input() {
        assert_eq!(read(b"They met in Geneva.", "-"), ["They met in Geneva."]);
        assert_eq!(read(&gzip(b"{\"text\":\"They met.\"}\n"), "a.gz"), ["They met."]);
        assert_eq!(read(b"[{\"text\":\"They met.\"},{\"id\":1}]", "a.json")[0], "They met.");
        assert_eq!(read(b"# Talks open\n\nThey **met** in Geneva.", "-"), ["They met in Geneva."]);
        let rss = "<rss version='2.0'><channel><item><title>Talks open</title><description>They met.</description></item></channel></rss>";
        assert_eq!(read(rss.as_bytes(), "-"), ["Talks open\n\nThey met."]);
    }

    #[test]
    fn what_was_replaced_in_json_is_noted_on_the_article() {
        let line = b"{\"text\":\"The caf\xc3\xa9 \xff shut.\"}\n";
        let mut read = open(Box::new(line.as_slice()), "a.jsonl", furniture(), Limits::default());
        let article = read.next().unwrap().unwrap();
        let kinds: Vec<_> = article.notes.iter().map(|note| note.kind.as_str()).collect();
        assert_eq!((article.text.as_str(), kinds.as_slice()), ("The café \u{fffd} shut.", &["encoding"][..]));
    }

    #[test]
    fn what_cannot_be_read_is_one_line() {
        assert_eq!(read(b"", "a.txt"), ["a.txt: empty: nothing to read"]);
        assert_eq!(
            read(b"\x89PNG\r\n\x1a\n", "a.txt"),
            ["a.txt: not text: looks like a PNG image; convert it to text or HTML first"]
        );
        assert_eq!(read(b" \n ", "a.txt"), ["a.txt: empty: nothing to read"]);
        let cut = gzip("They met in Geneva on Monday. ".repeat(4000).as_bytes());
        let said = read(&cut[..cut.len() - 30], "a.gz");
        assert_eq!(said.len(), 2);
        assert!(
            said[0].starts_with("They met") && said[1].ends_with("stops before its end: fetch or save it again"),
            "{}",
            said[1]
        );
    }

    #[test]
    fn a_document_without_end_is_an_error_in_little_memory() {
        /// Counts what is read of an endless text.
        struct Endless(u64);
        impl Read for Endless {
            fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
                let n = out.len().min(100_000_000usize.saturating_sub(self.0 as usize));
                out[..n].fill(b'a');
                self.0 += n as u64;
                Ok(n)
            }
        }
        let limits = Limits { document: 1 << 20, ..Limits::default() };
        let furniture = furniture();
        for name in ["a.txt", "a.jsonl"] {
            let reader = Box::new(BufReader::new(Endless(0)));
            let said: Vec<String> =
                open(reader, name, furniture, limits).map(|read| read.unwrap_err().to_string()).collect();
            assert_eq!(said.len(), 1, "{said:?}");
            assert!(said[0].contains("longer than 1 MiB"), "{said:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_input_ends_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), start in 0..8usize) {
            let start: &[u8] = [&b""[..], b"\x1f\x8b\x08\x00", b"\x28\xb5\x2f\xfd", b"WARC/1.0\r\n", b"<rss><item>", b"{\"text\":", b"<html>", b"\xff\xfe"][start];
            let input = [start, &bytes].concat();
            let read: Vec<_> = pages(Box::new(input.as_slice()), "a", Limits::default()).collect();
            prop_assert!(read.len() <= input.len() + 1);
        }
    }
}
