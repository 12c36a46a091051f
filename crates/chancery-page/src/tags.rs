//! HTML as a flat run of tags and words, in one pass however wild it is.

/// One piece of markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'t> {
    /// Words between tags, with their entities.
    Text(&'t str),
    /// An opening tag: its name and all of it from `<` to `>`.
    Open(&'t str, &'t str),
    /// A closing tag's name.
    Close(&'t str),
    /// What stands inside a script or style, as it is.
    Raw(&'t str),
    /// A tag, comment or script that does not end.
    Cut,
}

/// The tags and words of some HTML, in order.
pub(crate) struct Tokens<'t> {
    html: &'t str,
    at: usize,
    /// The script or style whose content comes next.
    raw: Option<&'static str>,
    /// Where a quotation mark of each kind was found not to be closed: beyond it none is looked for again, which keeps
    /// the whole pass linear.
    unclosed: [usize; 2],
}

impl<'t> Tokens<'t> {
    /// The tags and words of this HTML.
    pub(crate) fn new(html: &'t str) -> Tokens<'t> {
        Tokens { html, at: 0, raw: None, unclosed: [usize::MAX; 2] }
    }

    /// One past the `>` of the tag that opens at `start`, quotation marks respected while they are closed.
    fn tag_end(&mut self, start: usize) -> Option<usize> {
        let bytes = self.html.as_bytes();
        let mut at = start;
        let mut value = false;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'>' => return Some(at + 1),
                b'"' | b'\'' if value => {
                    let kind = usize::from(*byte == b'\'');
                    let closed =
                        (at < self.unclosed[kind]).then(|| bytes[at + 1..].iter().position(|b| b == byte)).flatten();
                    match closed {
                        Some(n) => at += 1 + n,
                        None => {
                            self.unclosed[kind] = self.unclosed[kind].min(at);
                            return bytes[start..].iter().position(|b| *b == b'>').map(|n| start + n + 1);
                        }
                    }
                    value = false;
                }
                b'=' => value = true,
                b if b.is_ascii_whitespace() => {}
                _ => value = false,
            }
            at += 1;
        }
        None
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        let html = self.html;
        let rest = &html[self.at..];
        if rest.is_empty() {
            return None;
        }
        if let Some(name) = self.raw.take() {
            let end = find_close(rest, name);
            self.at += end.unwrap_or(rest.len());
            return Some(if end.is_some() { Token::Raw(&rest[..end.unwrap_or(0)]) } else { Token::Cut });
        }
        if !rest.starts_with('<') {
            let end = rest.find('<').unwrap_or(rest.len());
            self.at += end;
            return Some(Token::Text(&rest[..end]));
        }
        let after = rest[1..].chars().next().unwrap_or(' ');
        if let Some(comment) = rest.strip_prefix("<!--") {
            let end = comment.find("-->").map(|n| 4 + n + 3);
            self.at += end.unwrap_or(rest.len());
            return if end.is_some() { self.next_after_comment() } else { Some(Token::Cut) };
        }
        if !(after.is_ascii_alphabetic() || matches!(after, '/' | '!' | '?')) {
            let end = rest[1..].find('<').map_or(rest.len(), |n| n + 1);
            self.at += end;
            return Some(Token::Text(&rest[..end]));
        }
        let Some(end) = self.tag_end(self.at + 1) else {
            self.at = html.len();
            return Some(Token::Cut);
        };
        let tag = &html[self.at..end];
        self.at = end;
        let inside = tag[1..].trim_start_matches('/');
        let name =
            &inside[..inside.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(inside.len())];
        if after == '/' {
            return Some(Token::Close(name));
        }
        if matches!(after, '!' | '?') {
            return Some(Token::Open("!", tag));
        }
        self.raw = ["script", "style", "textarea"].into_iter().find(|raw| name.eq_ignore_ascii_case(raw));
        Some(Token::Open(name, tag))
    }
}

impl<'t> Tokens<'t> {
    /// A comment is nothing to anyone, so that a run of them must not be a run of calls.
    fn next_after_comment(&mut self) -> Option<Token<'t>> {
        while self.html[self.at..].starts_with("<!--") {
            match self.html[self.at + 4..].find("-->") {
                Some(n) => self.at += 4 + n + 3,
                None => {
                    self.at = self.html.len();
                    return Some(Token::Cut);
                }
            }
        }
        self.next()
    }
}

/// Where the closing tag of this name begins.
fn find_close(text: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(n) = text[from..].find("</") {
        let at = from + n;
        let tail = &text.as_bytes()[at + 2..];
        if tail.len() >= name.len() && tail[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
            return Some(at);
        }
        from = at + 2;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_words_and_scripts_are_told_apart() {
        let html = "<p title=\"a>b\">They <!-- no -->met.</p><script>var a = '<p>';</script>a < b<a hr";
        let expected = [
            Token::Open("p", "<p title=\"a>b\">"),
            Token::Text("They "),
            Token::Text("met."),
            Token::Close("p"),
            Token::Open("script", "<script>"),
            Token::Raw("var a = '<p>';"),
            Token::Close("script"),
            Token::Text("a "),
            Token::Text("< b"),
            Token::Cut,
        ];
        assert_eq!(Tokens::new(html).collect::<Vec<_>>(), expected);
    }
}
