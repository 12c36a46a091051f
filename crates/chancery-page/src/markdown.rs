//! Markdown as lines: marks taken off, menus of links left out, pictures' words kept as captions.

use crate::lines::{Line, clean, is_prose};
use crate::markup::blocks;
use crate::page::Given;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A Markdown document's lines and what its front matter and headings say.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Markdown {
    /// Its lines, in order.
    pub lines: Vec<Line>,
    /// The first heading of the first level, or the first heading.
    pub title: Option<String>,
    /// The words of its pictures.
    pub captions: Vec<String>,
    /// What its front matter gives.
    pub given: Given,
}

/// Reads a Markdown document.
pub(crate) fn markdown(text: &str) -> Markdown {
    let (front, text) = front_matter(text);
    let mut out = Markdown { given: front, ..Markdown::default() };
    let (mut words, mut linked, mut links) = (String::new(), 0usize, 0usize);
    let (mut image, mut level) = (None::<String>, None);
    let mut top: Option<(HeadingLevel, String)> = None;
    for event in Parser::new_ext(text, Options::empty()) {
        match event {
            Event::Start(Tag::Image { .. }) => image = Some(String::new()),
            Event::End(TagEnd::Image) => {
                out.captions.extend(image.take().map(|words| clean(&words)).filter(|words| !words.is_empty()))
            }
            Event::Text(text) | Event::Code(text) => match &mut image {
                Some(alt) => alt.push_str(&text),
                None => {
                    words.push_str(&text);
                    linked += if links > 0 { text.trim().len() } else { 0 };
                }
            },
            Event::Start(Tag::Link { .. }) => links += 1,
            Event::End(TagEnd::Link) => links = links.saturating_sub(1),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::Html(html) | Event::InlineHtml(html) => {
                for block in blocks(&html) {
                    words.push_str(&block.words);
                }
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {}
            other => {
                let line = clean(&words);
                let heading: Option<HeadingLevel> = level.take();
                // A short line that is a link from end to end is a menu or another story.
                let menu = heading.is_none() && linked * 10 >= line.len() * 9 && !is_prose(&line);
                if let Some(heading) = heading
                    && !line.is_empty()
                    && top.as_ref().is_none_or(|(level, _)| heading < *level)
                {
                    top = Some((heading, line.clone()));
                }
                if !line.is_empty() && !menu {
                    out.lines.push(Line { words: line, gap: true });
                }
                words.clear();
                linked = 0;
                if let Event::Start(Tag::Heading { level: found, .. }) = other {
                    level = Some(found);
                }
            }
        }
    }
    let rest = clean(&words);
    if !rest.is_empty() {
        out.lines.push(Line { words: rest, gap: true });
    }
    out.title = out.given.title.clone().or(top.map(|(_, words)| words));
    out
}

/// The fields between two lines of three hyphens at the start, and what follows them.
fn front_matter(text: &str) -> (Given, &str) {
    let mut given = Given::default();
    let Some(rest) = text.strip_prefix("---\n") else { return (given, text) };
    let Some(end) = rest.find("\n---") else { return (given, text) };
    for line in rest[..end].lines() {
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']).to_string();
        if value.is_empty() {
            continue;
        }
        match key.trim().to_ascii_lowercase().as_str() {
            "title" => given.title = Some(value),
            "date" | "published" => given.published = Some(value),
            "updated" | "modified" | "lastmod" => given.updated = Some(value),
            "url" | "source" | "permalink" if value.starts_with("http") => given.url = Some(value),
            "author" => given.bylines = vec![value],
            "publisher" | "sitename" | "site" => given.publisher = Some(value),
            "language" | "lang" => given.language = Some(value),
            "id" => given.id = Some(value),
            _ => {}
        }
    }
    (given, rest[end + 4..].trim_start_matches('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off_and_menus_left_out() {
        let read = markdown(
            "- [Home](/)\n- [World](/w)\n\n# Talks *open* in [Geneva](/g)\n\n![The ministers wave](a.jpg)\n\nThey **met** on [Monday](/m).\nThey talked.\n\n## Next\n\n- [Another story](/x)\n- They meet again.\n",
        );
        let lines: Vec<&str> = read.lines.iter().map(|line| line.words.as_str()).collect();
        assert_eq!(lines, ["Talks open in Geneva", "They met on Monday. They talked.", "Next", "They meet again."]);
        assert_eq!(
            (read.title.as_deref(), read.captions),
            (Some("Talks open in Geneva"), vec!["The ministers wave".to_string()])
        );
    }

    #[test]
    fn front_matter_is_read() {
        let read = markdown("---\ntitle: \"Talks open\"\ndate: 2024-05-02\n---\nThey met.\n");
        assert_eq!(
            (read.title.as_deref(), read.given.published.as_deref(), read.lines.len()),
            (Some("Talks open"), Some("2024-05-02"), 1)
        );
    }
}
