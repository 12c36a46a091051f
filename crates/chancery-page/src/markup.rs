//! HTML without a tree: what makes it safe for one, and its blocks of words where a tree would be too much.

use crate::lines::clean;
use crate::tags::{Token, Tokens};
use encoding_rs::WINDOWS_1252;
use std::borrow::Cow;

/// HTML made safe for a tree.
pub(crate) struct Tidy {
    /// The same page without scripts (but for data about the page), styles, comments and oversized attributes.
    pub html: String,
    /// How deep its tags nest at most.
    pub depth: usize,
    /// How many elements it has.
    pub elements: usize,
    /// True where it stops in the middle.
    pub cut: bool,
}

/// The longest opening tag that keeps all its attributes, in bytes.
const TAG: usize = 4096;
/// The attributes that a longer tag keeps, if they are no longer than [`TAG`] themselves.
const KEPT: [&str; 12] =
    ["class", "id", "property", "content", "name", "datetime", "itemprop", "href", "lang", "rel", "type", "role"];
/// Elements without content.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements that need not be closed, and so tell nothing about nesting.
const OPTIONAL: [&str; 15] =
    ["p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "optgroup", "rt", "rp", "colgroup"];

/// Makes HTML safe for a tree.
pub(crate) fn tidy(html: &str) -> Tidy {
    let mut out = String::with_capacity(html.len());
    let (mut depth, mut deepest, mut elements, mut cut) = (0usize, 0usize, 0usize, false);
    let (mut framed, mut closed, mut keeps_raw) = (false, false, true);
    for token in Tokens::new(html) {
        match token {
            Token::Text(text) => out.push_str(text),
            Token::Raw(raw) if keeps_raw => out.push_str(raw),
            Token::Raw(_) => {}
            Token::Cut => cut = true,
            Token::Close(name) => {
                let name = name.to_ascii_lowercase();
                closed |= matches!(name.as_str(), "html" | "body");
                if counts(&name) {
                    depth = depth.saturating_sub(1);
                }
                out.push_str("</");
                out.push_str(&name);
                out.push('>');
            }
            Token::Open(name, tag) => {
                let name = name.to_ascii_lowercase();
                elements += 1;
                framed |= matches!(name.as_str(), "html" | "body");
                keeps_raw = name == "textarea" || (name == "script" && tag.to_ascii_lowercase().contains("ld+json"));
                if counts(&name) {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
                if tag.len() <= TAG {
                    out.push_str(tag);
                } else {
                    shortened(&mut out, &name, tag);
                }
            }
        }
    }
    Tidy { html: out, depth: deepest, elements, cut: cut || (framed && !closed && depth > 2) }
}

/// True for elements that must be closed.
fn counts(name: &str) -> bool {
    name != "!" && !VOID.contains(&name) && !OPTIONAL.contains(&name)
}

/// Writes an oversized tag with the attributes that matter.
fn shortened(out: &mut String, name: &str, tag: &str) {
    out.push('<');
    out.push_str(&name[..name.floor_char_boundary(64)]);
    let mut seen = [false; KEPT.len()];
    for (key, value) in attributes(tag) {
        let Some(n) = KEPT.iter().position(|kept| key.eq_ignore_ascii_case(kept)) else { continue };
        if !std::mem::replace(&mut seen[n], true) && value.len() <= TAG {
            out.push_str(&format!(" {}=\"{}\"", KEPT[n], value.replace('"', "&quot;")));
        }
    }
    out.push('>');
}

/// The attributes of an opening tag with their values as written.
fn attributes(tag: &str) -> Vec<(&str, &str)> {
    let mut out = Vec::new();
    let inside = tag.trim_start_matches('<').trim_end_matches('>');
    let mut rest = inside.find(char::is_whitespace).map_or("", |n| &inside[n..]);
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\'' | '='));
        let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let (key, tail) = rest.split_at(end);
        if key.is_empty() {
            return out;
        }
        let tail = tail.trim_start();
        let Some(value) = tail.strip_prefix('=').map(str::trim_start) else {
            out.push((key, ""));
            rest = tail;
            continue;
        };
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        out.push((key, value));
        rest = after;
    }
}

/// A block of words of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// The words.
    pub words: String,
    /// True for the caption of a figure.
    pub caption: bool,
}

/// Elements whose words are no part of an article.
const SKIPPED: [&str; 16] = [
    "script", "style", "nav", "footer", "aside", "form", "button", "select", "noscript", "template", "svg", "head",
    "iframe", "textarea", "object", "math",
];
/// Elements that stand inside a line.
const INLINE: [&str; 36] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr", "hi",
];

/// The blocks of words of some HTML, in order, without those of menus, forms and scripts.
pub(crate) fn blocks(html: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut words = String::new();
    let (mut caption, mut breaks) = (false, 0);
    // The skipped element that is open, and how many of its name are open inside it.
    let mut skipped: Option<(String, usize)> = None;
    let mut flush = |words: &mut String, caption: bool| {
        let line = clean(words);
        words.clear();
        if !line.is_empty() {
            out.push(Block { words: line, caption });
        }
    };
    for token in Tokens::new(html) {
        if let Some((name, open)) = &mut skipped {
            match token {
                Token::Open(other, tag) if other.eq_ignore_ascii_case(name) && !tag.ends_with("/>") => *open += 1,
                Token::Close(other) if other.eq_ignore_ascii_case(name) => {
                    *open -= 1;
                    if *open == 0 {
                        skipped = None;
                    }
                }
                _ => {}
            }
            continue;
        }
        if let Token::Text(text) = token {
            if !text.trim().is_empty() {
                breaks = 0;
            }
            words.push_str(&entities(text));
        }
        let (name, open) = match token {
            Token::Open(name, _) => (name.to_ascii_lowercase(), true),
            Token::Close(name) => (name.to_ascii_lowercase(), false),
            _ => continue,
        };
        match name.as_str() {
            "br" => {
                breaks += 1;
                // Two breaks, or a break after a whole sentence, end a paragraph.
                let ended = words.trim_end().ends_with(['.', '!', '?', ':', '"', '”']);
                if breaks > 1 || ended {
                    flush(&mut words, caption);
                } else {
                    words.push(' ');
                }
            }
            name if SKIPPED.contains(&name) => {
                flush(&mut words, caption);
                if open {
                    skipped = Some((name.to_string(), 1));
                }
            }
            // A row of a table is one line.
            "td" | "th" => words.push(' '),
            name if INLINE.contains(&name) => {}
            name => {
                flush(&mut words, caption);
                if name == "figcaption" {
                    caption = open;
                }
            }
        }
    }
    flush(&mut words, caption);
    out
}

/// Words with their entities resolved; what is no entity stays as it is.
pub(crate) fn entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let reach = &rest[1..rest.floor_char_boundary(34)];
        let resolved = reach.find(';').and_then(|end| Some((entity(&reach[..end])?, end + 2)));
        match resolved {
            Some((words, used)) => {
                out.push_str(&words);
                rest = &rest[used..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What one entity stands for; its number or its name in HTML 5.
fn entity(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else {
        return quick_xml::escape::resolve_html5_entity(name).map(Cow::Borrowed);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    // Numbers from 128 to 159 mean Windows-1252 on the web, as the HTML standard says.
    if let 0x80..=0x9f = code {
        return Some(Cow::Owned(WINDOWS_1252.decode(&[code as u8]).0.into_owned()));
    }
    char::from_u32(code).filter(|c| *c != '\0').map(|c| Cow::Owned(c.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: &[&str]) {
        let said: Vec<String> = blocks(html).into_iter().map(|block| block.words).collect();
        assert_eq!(said, expected, "{html}");
    }

    #[test]
    fn blocks_are_told_by_their_tags() {
        check(
            "<p>They <b>met</b>.</p><p>They&nbsp;left &amp; slept &mdash; AT&T.",
            &["They met.", "They left & slept — AT&T."],
        );
        check("One.<br>Two<br/>more<br><br>Three", &["One.", "Two more", "Three"]);
        check(
            "<nav><ul><li>Home</ul></nav><!-- no --><p title=\"a>b\">They met.<script>var a = '<p>';</script>",
            &["They met."],
        );
        check("a < b and c > d", &["a < b and c > d"]);
        check("<p>They met", &["They met"]);
        check("<p>They met <a href=\"x", &["They met"]);
    }

    #[test]
    fn a_page_that_stops_in_the_middle_is_told() {
        for cut in ["<html><body><div><div><p>They met", "<p>They met</p><!-- and", "<p>They <a href='x"] {
            assert!(tidy(cut).cut, "{cut}");
        }
        for whole in ["<p>They met", "<html><body><p>They met.</p></body></html>", "<html><body><div>They met.</div>"] {
            assert!(!tidy(whole).cut, "{whole}");
        }
    }

    #[test]
    fn oversized_attributes_and_scripts_are_left_out() {
        let html = format!(
            "<img class=a src=\"data:{}\"><script>x</script><script type='application/ld+json'>{{}}</script>",
            "A".repeat(9000)
        );
        assert_eq!(
            tidy(&html).html,
            "<img class=\"a\"><script></script><script type='application/ld+json'>{}</script>"
        );
    }

    #[test]
    fn wild_markup_is_read_in_one_pass() {
        for piece in ["<a \"", "<a '=\"", "<!--", "<div>", "<", "<a b=\"", "</", "&", "<script>"] {
            let html = piece.repeat(200_000);
            let tidy = tidy(&html);
            assert!(tidy.html.len() <= html.len() * 2 && blocks(&html).len() < 10, "{piece}");
        }
    }
}
