//! JSON Lines of documents, and documents in one JSON value.

use crate::decode::{Decoded, decode_json};
use crate::page::{Given, Page, PageKind, Place, ReadError, Reason};
use crate::stream::{Line, Source, broken, line};
use chancery_text::{Dateline, Image, Moment};
use serde_json::{Map, Value};

/// The documents of a JSON Lines stream; a line that is none is an error, and the next line goes on.
pub(crate) struct JsonLines<'a> {
    pub source: Source<'a>,
    pub name: String,
    pub limit: usize,
    pub line: u64,
    pub ended: bool,
}

impl Iterator for JsonLines<'_> {
    type Item = Result<Page, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            self.line += 1;
            let place = Place::Line(self.line);
            let bytes = match line(&mut self.source, self.limit) {
                Ok(Line::Whole(bytes)) => bytes,
                Ok(Line::TooLong) => {
                    return Some(Err(ReadError::new(&self.name, place, Reason::TooLong(self.limit))));
                }
                Ok(Line::End) => break,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(broken(&self.name, place, &error)));
                }
            };
            if !bytes.iter().all(u8::is_ascii_whitespace) {
                return Some(document(&bytes, &self.name, place));
            }
        }
        self.ended = true;
        None
    }
}

/// The document on one line.
fn document(bytes: &[u8], name: &str, place: Place) -> Result<Page, ReadError> {
    let fail = |reason| ReadError::new(name, place, reason);
    let Decoded { text, note } = decode_json(bytes);
    match serde_json::from_str(&text) {
        Ok(Value::Object(object)) => {
            page(object, name, place).map(|page| Page { notes: note.into_iter().collect(), ..page })
        }
        Ok(other) => Err(fail(Reason::NotJson(format!("it is {}", kind(&other))))),
        Err(error) => {
            let said = error.to_string();
            let said = said.split(" at line ").next().unwrap_or("").to_string();
            Err(fail(Reason::NotJson(format!("{said} at column {}", error.column()))))
        }
    }
}

/// The documents in one JSON value: an object or an array of them; anything else is no document.
pub(crate) fn documents(value: Value, name: &str) -> Vec<Result<Page, ReadError>> {
    let one = |value, place| match value {
        Value::Object(object) => page(object, name, place),
        other => Err(ReadError::new(name, place, Reason::NotJson(format!("it is {}", kind(&other))))),
    };
    match value {
        Value::Array(values) => values.into_iter().zip(1..).map(|(value, n)| one(value, Place::Item(n))).collect(),
        value => vec![one(value, Place::Whole)],
    }
}

/// A JSON object as a document.
fn page(mut object: Map<String, Value>, name: &str, place: Place) -> Result<Page, ReadError> {
    let fail = |reason| ReadError::new(name, place, reason);
    let mut body = |key: &'static str| match object.remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(fail(Reason::NotString(key))),
    };
    let (text, html) = (body("text")?, body("html")?);
    let (kind, bytes) = match (text, html) {
        (Some(text), _) => (PageKind::Words, text),
        (None, Some(html)) => (PageKind::Html, html),
        (None, None) => return Err(fail(Reason::NoBody)),
    };
    let given = given(&object);
    Ok(Page { place, given, ..Page::new(name, kind, bytes) })
}

/// What the object says about its document.
fn given(object: &Map<String, Value>) -> Given {
    let word = |key| object.get(key).and_then(words);
    Given {
        id: word("id"),
        url: word("url"),
        title: word("title"),
        published: word("published"),
        updated: word("updated"),
        publisher: word("publisher"),
        publisher_country: word("publisher_country"),
        language: word("language"),
        wire: word("wire"),
        bylines: list(object.get("bylines")).filter_map(words).collect(),
        dateline: object.get("dateline").and_then(|value| {
            let place = value.get("place").and_then(words)?;
            Some(Dateline { place, agency: value.get("agency").and_then(words) })
        }),
        images: list(object.get("images"))
            .map(|value| Image {
                caption: value.get("caption").and_then(words),
                credit: value.get("credit").and_then(words),
                date: value.get("date").and_then(words),
            })
            .filter(|image| *image != Image::default())
            .collect(),
        fetched: object
            .get("page")
            .and_then(|page| page.get("fetched"))
            .and_then(words)
            .and_then(|text| Moment::parse(&text)),
        charset: None,
    }
}

/// The values of an array; none of anything else.
fn list(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}

/// A string or a number as words; an empty string is nothing.
pub(crate) fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// What a JSON value is, in words.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str) -> Vec<String> {
        let source: Source = Box::new(text.as_bytes());
        JsonLines { source, name: "a.jsonl".to_string(), limit: 60, line: 0, ended: false }
            .map(|page| match page {
                Ok(page) => format!("{:?} {:?}", page.place, String::from_utf8_lossy(&page.bytes)),
                Err(error) => error.to_string(),
            })
            .collect()
    }

    #[test]
    fn a_bad_line_is_named_and_the_others_go_on() {
        let long = format!("{{\"text\": \"{}\"}}", "long ".repeat(20));
        let text = format!(
            "{{\"text\":\"They met.\"}}\nnonsense\n\n[1]\n{{\"id\":1}}\n{{\"text\":5}}\n{long}\n{{\"text\":\"They left.\"}}"
        );
        assert_eq!(
            lines(&text),
            [
                "Line(1) \"They met.\"",
                "a.jsonl:2: not a JSON object: expected ident at column 2; write one document a line",
                "a.jsonl:4: not a JSON object: it is an array; write one document a line",
                "a.jsonl:5: neither \"text\" nor \"html\": give the document's body as one of them",
                "a.jsonl:6: \"text\" is not a string: write it in quotes",
                "a.jsonl:7: longer than 0 MiB: split it, or write one document a line",
                "Line(8) \"They left.\"",
            ]
        );
    }

    #[test]
    fn a_stray_byte_is_replaced_and_the_rest_stays() {
        let check = |line: &[u8], expected: &str, n_notes: usize| {
            let page = document(line, "a", Place::Line(1)).unwrap();
            assert_eq!((String::from_utf8(page.bytes).unwrap().as_str(), page.notes.len()), (expected, n_notes));
        };
        check("{\"text\":\"The café.\"}".as_bytes(), "The café.", 0);
        check(b"{\"text\":\"The caf\xc3\xa9 \xff.\"}", "The café \u{fffd}.", 1);
        check(b"{\"text\":\"The caf\xe9.\"}", "The caf\u{fffd}.", 1);
    }

    proptest! {
        #[test]
        fn text_comes_through_byte_for_byte(text in any::<String>()) {
            let line = serde_json::json!({ "text": text }).to_string();
            let page = document(line.as_bytes(), "a", Place::Line(1)).unwrap();
            prop_assert_eq!(page.bytes, text.into_bytes());
        }
    }
}
