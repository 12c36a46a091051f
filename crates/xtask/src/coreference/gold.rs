//! Documents of a treebank with the mentions that its `Entity` annotation has.

use anyhow::{Context, Result};

/// A word of a document: its range in code points and its place in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    start: usize,
    end: usize,
    /// The word above, by its index in the document; its own for a root.
    head: usize,
    upos: String,
}

/// An annotated mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The entity, the same for all its mentions.
    pub entity: String,
    /// `person`, `place`, …
    pub kind: String,
    /// First and last word.
    first: usize,
    last: usize,
    head: usize,
}

/// A document: its text as one string, its words and mentions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// Its id.
    pub name: String,
    /// Paragraphs joined by a blank line.
    pub text: String,
    /// Its mentions, in the order in which they begin.
    pub mentions: Vec<Mention>,
    words: Vec<Word>,
}

/// A mention that has begun: its place in the list, and its words that carry the meaning, from 1.
struct Open {
    at: usize,
    least: Vec<usize>,
}

impl Document {
    /// The annotated mention that a range of ours is: the shortest that holds it and whose head it holds.
    pub fn same_mention(&self, start: usize, end: usize) -> Option<usize> {
        let holds = |mention: &&(usize, &Mention)| {
            let (head, mention) = (&self.words[mention.1.head], mention.1);
            self.words[mention.first].start <= start
                && end <= self.words[mention.last].end
                && start <= head.start
                && head.end <= end
        };
        let all: Vec<(usize, &Mention)> = self.mentions.iter().enumerate().collect();
        all.iter().filter(holds).min_by_key(|(_, mention)| mention.last - mention.first).map(|(index, _)| *index)
    }

    /// True where a range holds adjectives alone.
    pub fn is_adjective(&self, start: usize, end: usize) -> bool {
        let mut inside = self.words.iter().filter(|word| start <= word.start && word.end <= end).peekable();
        inside.peek().is_some() && inside.all(|word| word.upos == "ADJ")
    }

    /// The words of a mention.
    pub fn words(&self, mention: &Mention) -> String {
        let (start, end) = (self.words[mention.first].start, self.words[mention.last].end);
        self.text.chars().skip(start).take(end - start).collect()
    }
}

/// The documents of a treebank in CoNLL-U.
pub fn documents(text: &str) -> Result<Vec<Document>> {
    let mut out: Vec<Document> = Vec::new();
    let mut new_paragraph = false;
    let mut rows: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        if let Some(name) = line.strip_prefix("# newdoc id = ") {
            out.push(Document { name: name.trim().to_string(), ..Document::default() });
        } else if line.starts_with("# newpar") {
            new_paragraph = true;
        } else if line.is_empty() && !rows.is_empty() {
            let document = out.last_mut().context("the treebank begins with a document")?;
            sentence(document, &rows, new_paragraph).with_context(|| format!("in {}", document.name))?;
            rows.clear();
            new_paragraph = false;
        } else if !line.starts_with('#') && !line.is_empty() {
            rows.push(line);
        }
    }
    Ok(out)
}

fn sentence(document: &mut Document, rows: &[&str], new_paragraph: bool) -> Result<()> {
    if !document.text.is_empty() {
        let end = document.text.trim_end().len();
        document.text.truncate(end);
        document.text.push_str(if new_paragraph { "\n\n" } else { " " });
    }
    let base = document.words.len();
    let mut open: Vec<(String, Open)> = Vec::new();
    // The last word of a printed token of several words, and the part of its range that no word has taken yet.
    let mut shared: Option<(usize, usize, usize)> = None;
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let [id, form, _, upos, _, _, head, _, _, misc] = cells[..] else {
            anyhow::bail!("a row has ten columns: {row}")
        };
        let space = if misc.split('|').any(|part| part == "SpaceAfter=No") { "" } else { " " };
        let n_letters = document.text.chars().count();
        let range = (n_letters, n_letters + form.chars().count());
        if let Some((_, last)) = id.split_once('-') {
            document.text.push_str(form);
            document.text.push_str(space);
            shared = Some((last.parse()?, range.0, range.1));
            continue;
        }
        let Ok(number) = id.parse::<usize>() else { continue };
        let range = match shared.filter(|(last, _, _)| number <= *last) {
            Some((last, start, end)) => {
                // "he's" has its words as they are printed; of "won't" both words have the whole.
                let next = start + form.chars().count();
                let fits = document.text.chars().skip(start).take(next - start).eq(form.chars());
                let taken = if fits && next <= end { next } else { start };
                shared = Some((last, taken, end));
                (start, if taken == next { next } else { end })
            }
            None => {
                document.text.push_str(form);
                document.text.push_str(space);
                range
            }
        };
        let index = base + number - 1;
        let head: usize = head.parse()?;
        let head = if head == 0 { index } else { base + head - 1 };
        document.words.push(Word { start: range.0, end: range.1, head, upos: upos.to_string() });
        if let Some(entity) = misc.split('|').find_map(|part| part.strip_prefix("Entity=")) {
            brackets(document, &mut open, entity, index)?;
        }
    }
    for mention in &mut document.mentions {
        if mention.first >= base {
            mention.head = head(&document.words, mention);
        }
    }
    Ok(())
}

/// Takes the brackets of one word: `(3-person-…` opens, `3)` closes, `(3-person-…)` does both.
fn brackets(document: &mut Document, open: &mut Vec<(String, Open)>, entity: &str, index: usize) -> Result<()> {
    let mut rest = entity;
    while !rest.is_empty() {
        let opens = rest.starts_with('(');
        let body = rest.strip_prefix('(').unwrap_or(rest);
        let end = body.find(['(', ')']).unwrap_or(body.len());
        let closes = body[end..].starts_with(')');
        let fields: Vec<&str> = body[..end].split('-').collect();
        let id = fields[0].split('[').next().unwrap_or_default().to_string();
        if opens {
            let kind = fields.get(1).copied().unwrap_or_default().to_string();
            let least =
                fields.get(5).map_or(Vec::new(), |words| words.split(',').filter_map(|n| n.parse().ok()).collect());
            // Until the sentence is whole, the head is a number of a word from the first.
            open.push((id.clone(), Open { at: document.mentions.len(), least }));
            document.mentions.push(Mention { entity: id.clone(), kind, first: index, last: index, head: index });
        }
        if closes {
            let at = open.iter().rposition(|(known, _)| *known == id).context("a bracket closes that never opened")?;
            let (_, opened) = open.remove(at);
            let mention = &mut document.mentions[opened.at];
            mention.last = index;
            if let [only] = opened.least[..] {
                mention.head = mention.first + only.saturating_sub(1);
            } else {
                mention.head = usize::MAX;
            }
        }
        rest = body[end..].strip_prefix(')').unwrap_or(&body[end..]);
    }
    Ok(())
}

/// The head word: the annotated one where there is one alone, otherwise the first whose own head lies outside.
fn head(words: &[Word], mention: &Mention) -> usize {
    if (mention.first..=mention.last).contains(&mention.head) {
        return mention.head;
    }
    let inside = mention.first..=mention.last;
    inside
        .clone()
        .find(|word| words[*word].head == *word || !inside.contains(&words[*word].head))
        .unwrap_or(mention.first)
}
