//! How much of what is said between actors the lexicon knows, and how often it codes where nothing happens.

use anyhow::{Context, Result, bail};
use chancery::coding::Coding;
use chancery::syntax::{Deprel, Parse, Upos};
use chancery::{Article, Engine, Moment, Options as CodeOptions};
use clap::Args;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// What to read, and against which data.
#[derive(Debug, Args)]
pub struct Options {
    /// Files of JSON Lines (`text`, `published`), also gzipped, or folders of them: news, for the share of predicates.
    #[arg(long, num_args = 1.., value_name = "FILE_OR_FOLDER")]
    news: Vec<PathBuf>,
    /// Files of CoNLL-U with documents (`# newdoc id`): for events in a thousand words, by the genre in the id.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    calm: Vec<PathBuf>,
    /// The data folder whose lexicon is measured.
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// How many of the predicates that nobody has looked at are printed.
    #[arg(long, default_value_t = 60)]
    show: usize,
    /// The least share of predicates that must be covered.
    #[arg(long)]
    least: Option<f64>,
}

/// The word classes that the lexicon has triggers of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Verb,
    Noun,
}

type Lemmas = BTreeSet<(Class, String)>;

/// What the data folder knows of predicates.
#[derive(Debug, Default)]
struct Lexicon {
    /// Triggers of rules.
    entries: Lemmas,
    /// Those that are listed as no event.
    plain: Lemmas,
    /// Dictionary forms of irregular forms.
    forms: BTreeMap<String, String>,
}

impl Lexicon {
    fn load(data: &Path) -> Result<Lexicon> {
        let words: toml::Table = read(&data.join("events/words.toml"))?.parse().context("events/words.toml")?;
        let mut forms = BTreeMap::new();
        for (lemma, listed) in words.get("forms").and_then(toml::Value::as_table).into_iter().flatten() {
            let listed = listed.as_array().into_iter().flatten().filter_map(toml::Value::as_str);
            forms.extend(listed.map(|form| (form.to_string(), lemma.clone())));
        }
        let classes = words.get("classes").and_then(toml::Value::as_table).cloned().unwrap_or_default();
        let plain = plain_words(&data.join("events/plain.tsv"))?;
        Ok(Lexicon { entries: triggers(data, &classes)?, plain, forms })
    }
}

/// Predicates between two sides, by how they are known.
#[derive(Debug, Default)]
struct Tally {
    entry: usize,
    plain: usize,
    unknown: BTreeMap<(Class, String), (usize, String)>,
}

impl Tally {
    fn n_unknown(&self) -> usize {
        self.unknown.values().map(|(count, _)| count).sum()
    }

    fn share(&self) -> f64 {
        let known = self.entry + self.plain;
        known as f64 / (known + self.n_unknown()).max(1) as f64
    }
}

/// Prints the share of predicates between two actors that have an entry or are listed as no event, with the most
/// frequent others, and events in a thousand words for each genre of the calm texts.
///
/// # Errors
///
/// When a file cannot be read, or the share lies below the least.
pub fn run(options: &Options) -> Result<()> {
    if options.news.is_empty() && options.calm.is_empty() {
        bail!("nothing to read: give --news FILE_OR_FOLDER…, --calm FILE…, or both");
    }
    let engine = Engine::from_dir(&options.data).map_err(|error| anyhow::anyhow!("{error}"))?;
    if !options.calm.is_empty() {
        calm(&engine, &options.calm)?;
    }
    if options.news.is_empty() {
        return Ok(());
    }
    let lexicon = Lexicon::load(&options.data)?;
    let mut tally = Tally::default();
    for path in documents(&options.news)? {
        let text = read(&path)?;
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let value: serde_json::Value =
                serde_json::from_str(line).with_context(|| format!("{}:{}: no JSON", path.display(), at + 1))?;
            let mut article = Article::from_text("", value["text"].as_str().unwrap_or_default());
            article.published = value["published"].as_str().and_then(Moment::parse);
            let coded = engine.code(&article, &CodeOptions::default());
            for (parses, coding) in coded.parses.iter().zip(&coded.codings) {
                for (sentence, parse) in parses.iter().enumerate() {
                    count(&mut tally, &article.text, parse, &heads(coding, sentence), &lexicon);
                }
            }
        }
    }
    let total = tally.entry + tally.plain + tally.n_unknown();
    let mut unknown: Vec<_> = tally.unknown.iter().collect();
    unknown.sort_by_key(|(word, (count, _))| (std::cmp::Reverse(*count), *word));
    for ((class, lemma), (count, sample)) in unknown.into_iter().take(options.show) {
        println!("{count:5}  {lemma} ({})  {sample}", if *class == Class::Verb { "verb" } else { "noun" });
    }
    println!(
        "{total} predicates between two actors: {} with an entry, {} listed as no event, {} unknown; covered {:.4}",
        tally.entry,
        tally.plain,
        tally.n_unknown(),
        tally.share()
    );
    match options.least {
        Some(least) if tally.share() < least => bail!("covered {:.4}, at least {least} is wanted", tally.share()),
        _ => Ok(()),
    }
}

/// Events in a thousand words for each genre.
fn calm(engine: &Engine, paths: &[PathBuf]) -> Result<()> {
    let mut genres: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for path in paths {
        for (id, text) in treebank_documents(&read(path)?) {
            let coded = engine.code(&Article::from_text("", text), &CodeOptions::default());
            let counts = genres.entry(genre(&id)).or_default();
            counts.0 += coded.parses.iter().flatten().map(Parse::len).sum::<usize>();
            counts.1 += coded.codings.iter().map(|coding| coding.events.len()).sum::<usize>();
        }
    }
    for (genre, (n_words, n_events)) in &genres {
        let rate = *n_events as f64 * 1000.0 / (*n_words).max(1) as f64;
        println!("{genre:14} {n_words:6} words {n_events:4} events {rate:6.2} in a thousand words");
    }
    Ok(())
}

/// `GUM_bio_jespersen` is of genre `bio`, `reviews-258042-0001` of genre `reviews`.
fn genre(id: &str) -> String {
    let parts: Vec<&str> = id.split(['_', '-']).collect();
    match parts.as_slice() {
        ["GUM", genre, ..] => (*genre).to_string(),
        [genre, ..] => (*genre).to_string(),
        [] => String::new(),
    }
}

/// The documents of a treebank: id and text, a sentence a line.
fn treebank_documents(conllu: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for line in conllu.lines() {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            out.push((id.trim().to_string(), String::new()));
        } else if let Some(text) = line.strip_prefix("# text = ")
            && let Some((_, document)) = out.last_mut()
        {
            document.push_str(text);
            document.push('\n');
        }
    }
    out
}

/// Head words of the mentions of a sentence that stand for an actor.
fn heads(coding: &Coding, sentence: usize) -> BTreeSet<usize> {
    let mentions = coding.mentions.iter().zip(&coding.mention_actors);
    mentions.filter(|(m, actor)| m.sentence == sentence && actor.is_some()).map(|(m, _)| m.head).collect()
}

fn count(tally: &mut Tally, text: &str, parse: &Parse, heads: &BTreeSet<usize>, lexicon: &Lexicon) {
    let Lexicon { entries, plain, forms } = lexicon;
    for word in 0..parse.len() {
        let Some(class) = predicate(parse, word, heads) else { continue };
        let known =
            |lemma: &String| entries.contains(&(class, lemma.clone())) || plain.contains(&(class, lemma.clone()));
        let lemmas = || {
            let form = parse.form(text, word).to_lowercase();
            let listed = forms.get(&form).cloned();
            std::iter::once(parse.lemma(word).to_lowercase()).chain(listed).chain(stems(&form))
        };
        // As the coder does: the lemma of a rare verb may have been cut wrongly.
        let lemma = lemmas().find(known).unwrap_or_else(|| parse.lemma(word).to_lowercase());
        let key = (class, lemma);
        if entries.contains(&key) {
            tally.entry += 1;
        } else if plain.contains(&key) {
            tally.plain += 1;
        } else {
            let sample = || parse.sentence.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
            tally.unknown.entry(key).or_insert_with(|| (0, sample())).0 += 1;
        }
    }
}

/// The dictionary forms that a regular verb form may have.
fn stems(form: &str) -> Vec<String> {
    let cut = ["ed", "ing", "es", "s"].iter().find_map(|ending| form.strip_suffix(ending));
    cut.map(|stem| vec![stem.to_string(), format!("{stem}e")]).unwrap_or_default()
}

/// The class of a word whose clause, or noun phrase, names an actor on either side.
fn predicate(parse: &Parse, word: usize, heads: &BTreeSet<usize>) -> Option<Class> {
    const DEPTH: usize = 3;
    let naming = |side: Vec<usize>| side.into_iter().filter(|c| names(parse, *c, heads, DEPTH)).collect::<Vec<_>>();
    let base = |c: &usize| parse.tree.deprel(*c).base();
    match parse.tags[word].upos {
        Upos::Verb => {
            let source = naming(subjects(parse, word, DEPTH));
            let others = parse.tree.children(word).filter(|c| matches!(base(c), "obj" | "iobj" | "obl")).collect();
            let target = naming(others);
            let two = target.iter().any(|t| !source.contains(t));
            (!source.is_empty() && two).then_some(Class::Verb)
        }
        Upos::Noun if !heads.contains(&word) && parse.tree.deprel(word) != Deprel::Compound => {
            let brought = |prepositions: &[&str]| {
                let here = |c: &usize| {
                    matches!(base(c), "nmod" | "obl") && case(parse, *c).is_some_and(|p| prepositions.contains(&p))
                };
                parse.tree.children(word).filter(here).collect::<Vec<_>>()
            };
            let mut by = brought(&["by", "from"]);
            by.extend(parse.tree.children_by(word, Deprel::NmodPoss));
            let between = !naming(brought(&["between"])).is_empty();
            let to = naming(brought(&["to", "against", "with", "on", "into", "of", "at", "for"]));
            (between || (!naming(by).is_empty() && !to.is_empty())).then_some(Class::Noun)
        }
        _ => None,
    }
}

/// Who does what a verb says, its own or shared by coordination, control or a relative clause.
fn subjects(parse: &Parse, word: usize, depth: usize) -> Vec<usize> {
    let own = |c: &usize| parse.tree.deprel(*c).base() == "nsubj" || parse.tree.deprel(*c) == Deprel::OblAgent;
    let found: Vec<usize> = parse.tree.children(word).filter(own).collect();
    let Some(head) = parse.tree.head(word).filter(|_| found.is_empty() && depth > 0) else { return found };
    match parse.tree.deprel(word).base() {
        "conj" | "xcomp" | "advcl" => subjects(parse, head, depth - 1),
        "acl" => vec![head],
        _ => found,
    }
}

/// True where a word names an actor, itself or through what hangs from it in its noun phrase.
fn names(parse: &Parse, word: usize, heads: &BTreeSet<usize>, depth: usize) -> bool {
    heads.contains(&word)
        || (depth > 0
            && parse.tree.children(word).any(|c| {
                matches!(parse.tree.deprel(c).base(), "nmod" | "amod" | "compound" | "flat" | "appos" | "conj")
                    && names(parse, c, heads, depth - 1)
            }))
}

fn case(parse: &Parse, word: usize) -> Option<&str> {
    parse.tree.children_by(word, Deprel::Case).next().map(|c| parse.lemma(c))
}

/// Every trigger of the rules of events and relations.
fn triggers(data: &Path, classes: &toml::Table) -> Result<Lemmas> {
    let mut out = Lemmas::new();
    for folder in ["events", "relations"] {
        for path in sorted(&data.join(folder))?.into_iter().filter(|p| p.extension().is_some_and(|e| e == "toml")) {
            let file: toml::Table = read(&path)?.parse().with_context(|| path.display().to_string())?;
            let rules = file.get("pattern").and_then(toml::Value::as_array).cloned().unwrap_or_default();
            for (key, class) in [("verb", Class::Verb), ("noun", Class::Noun)] {
                for lemma in rules.iter().filter_map(|rule| rule.get(key)?.as_array()).flatten() {
                    expand(lemma.as_str().unwrap_or_default(), classes, class, &mut out);
                }
            }
        }
    }
    Ok(out)
}

fn expand(word: &str, classes: &toml::Table, class: Class, out: &mut Lemmas) {
    match word.strip_prefix('@') {
        None => {
            out.insert((class, word.to_lowercase()));
        }
        Some(name) => {
            for member in classes.get(name).and_then(toml::Value::as_array).into_iter().flatten() {
                expand(member.as_str().unwrap_or_default(), classes, class, out);
            }
        }
    }
}

/// The predicates that are listed as no event: class, kind, lemmas.
fn plain_words(path: &Path) -> Result<Lemmas> {
    let mut out = Lemmas::new();
    for (at, line) in read(path)?.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() || line.starts_with("class\t") {
            continue;
        }
        let class = match line.split('\t').collect::<Vec<_>>().as_slice() {
            ["verb", _, lemmas] => (Class::Verb, *lemmas),
            ["noun", _, lemmas] => (Class::Noun, *lemmas),
            _ => bail!("{}:{}: expected verb or noun, kind, lemmas", path.display(), at + 1),
        };
        out.extend(class.1.split_whitespace().map(|lemma| (class.0, lemma.to_string())));
    }
    Ok(out)
}

/// The files of JSON Lines that the paths name, folders walked one level deep.
fn documents(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for path in paths {
        if path.is_dir() {
            let wanted = |p: &PathBuf| [".jsonl", ".jsonl.gz"].iter().any(|end| p.to_string_lossy().ends_with(end));
            out.extend(sorted(path)?.into_iter().filter(wanted));
        } else {
            out.push(path.clone());
        }
    }
    Ok(out)
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut out = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<PathBuf>>>()?;
    out.sort();
    Ok(out)
}

fn read(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut text = String::new();
    if path.extension().is_some_and(|end| end == "gz") {
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut text).context("no gzip")?;
        return Ok(text);
    }
    String::from_utf8(bytes).with_context(|| format!("{} is not UTF-8", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(text: &str, entries: &[(Class, &str)], plain: &[(Class, &str)]) -> Tally {
        let engine = Engine::bundled().expect("the bundled data load");
        let coded = engine.code(&Article::from_text("", text), &CodeOptions::default());
        let lemmas = |list: &[(Class, &str)]| list.iter().map(|(c, l)| (*c, (*l).to_string())).collect::<Lemmas>();
        let lexicon = Lexicon { entries: lemmas(entries), plain: lemmas(plain), ..Lexicon::default() };
        let mut tally = Tally::default();
        for (sentence, parse) in coded.parses[0].iter().enumerate() {
            count(&mut tally, text, parse, &heads(&coded.codings[0], sentence), &lexicon);
        }
        tally
    }

    #[test]
    fn a_predicate_between_two_actors_counts_and_one_with_a_single_actor_does_not() {
        let text = "France condemned Iran. Germany's criticism of Russia grew. France slept.";
        let found = tally(text, &[(Class::Verb, "condemn")], &[(Class::Noun, "criticism")]);
        assert_eq!((found.entry, found.plain, found.n_unknown()), (1, 1, 0));
        assert!((found.share() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_word_nobody_has_looked_at_is_shown_with_its_sentence() {
        let found = tally("France condemned Iran.", &[], &[]);
        assert_eq!(found.unknown[&(Class::Verb, "condemn".to_string())], (1, "France condemned Iran.".to_string()));
    }

    #[test]
    fn genres_come_from_the_ids_of_treebanks() {
        assert_eq!(genre("GUM_bio_jespersen"), "bio");
        assert_eq!(genre("reviews-258042-0001"), "reviews");
        let documents = treebank_documents("# newdoc id = a-1\n# text = One.\n1\tOne\n\n# text = Two.\n");
        assert_eq!(documents, [("a-1".to_string(), "One.\nTwo.\n".to_string())]);
    }
}
