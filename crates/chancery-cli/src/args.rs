//! What the user typed.

use chancery::ZoneKind;
use clap::error::ErrorKind;
use clap::{Args as ClapArgs, CommandFactory, Parser, Subcommand, ValueEnum};
use std::io::{IsTerminal, stdin, stdout};
use std::path::{Path, PathBuf};

/// Reads news pages and keeps an auditable record of the political events that they report.
#[derive(Debug, Parser)]
#[command(name = "chancery", version, arg_required_else_help = true, after_help = EXIT_CODES)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  everything was read
  1  some document could not be read; each is one line on standard error, and the others are in the output
  2  wrong usage

`chancery help COMMAND` tells more of each command.";

const DOCUMENTS: &str = "\
Documents are told by their content: web pages, plain text, the text of a saved page, Markdown, JSON Lines with \
\"text\" or \"html\", feeds (RSS, Atom, JSON Feed) and web archives (WARC), any of them compressed with gzip or \
Zstandard. A folder is walked in the order of its names; files whose names begin with a dot are passed over. What \
comes out stands in the order of what went in.";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// What pages say, without their furniture: articles as JSON Lines
    #[command(after_help = "Example:\n  chancery read page.html | jq -r .text", after_long_help = READ)]
    Read(ReadArgs),
    /// The sentences of documents as CoNLL-U
    #[command(after_help = "Example:\n  chancery parse page.html", after_long_help = PARSE)]
    Parse(ParseArgs),
    /// Who a phrase names: JSON Lines in, the same lines with an actor out
    #[command(after_help = RESOLVE_EXAMPLE, after_long_help = RESOLVE)]
    Resolve(LineArgs),
    /// What one actor does to another in a sentence: JSON Lines in, the same lines with an event type out
    #[command(after_help = RELATE_EXAMPLE, after_long_help = RELATE)]
    Relate(LineArgs),
    /// Dossiers: articles with every actor, event, relation, quote, place and time found in them
    #[command(after_help = "Example:\n  chancery code page.html", after_long_help = CODE)]
    Code(CodeArgs),
    /// The same for people: each event under the words that made it, with its rule, and what was dropped
    #[command(after_help = "Example:\n  chancery explain page.html", after_long_help = EXPLAIN)]
    Explain(ExplainArgs),
    /// Who said what, when and to whom: quotes, claims and denials
    #[command(after_help = "Example:\n  chancery quotes page.html", after_long_help = QUOTES)]
    Quotes(QuotesArgs),
    /// What is wrong with files of actors, dictionaries and rules: line, cause, cure
    #[command(after_help = "Example:\n  chancery check our-ministers.tsv", after_long_help = CHECK)]
    Check(CheckArgs),
    /// Actor files made from other sources
    #[command(subcommand)]
    Actors(ActorsCommand),
}

/// Ways to make actor files.
#[derive(Debug, Subcommand)]
pub enum ActorsCommand {
    /// Dated offices from a dump of Wikidata, as a file for --actors
    #[command(after_help = IMPORT_EXAMPLE, after_long_help = IMPORT)]
    Import(ImportArgs),
}

const IMPORT_EXAMPLE: &str = "\
Example:
  chancery actors import wikidata-all.json.gz -o offices.tsv";

const IMPORT: &str = "\
Reads a JSON dump as Wikidata publishes it (an array with one entity on each line), plain or compressed with gzip, and \
writes every dated office of a person (P39 with P580 and P582) whose title tells a sector and whose state is known. The \
dump is read twice, first for the holders and then for their positions, so it must be a file. A line that is no entity is \
one line on standard error, and the others go on.

Examples:
  chancery actors import wikidata-all.json.gz -o offices.tsv
  chancery actors import wikidata-all.json.gz --since 2015 -o recent.tsv
  chancery check offices.tsv && chancery code crawl/ --actors offices.tsv -o dossiers.jsonl";

/// Arguments of `actors import`.
#[derive(Debug, ClapArgs)]
pub struct ImportArgs {
    /// The dump
    #[arg(value_name = "DUMP.json[.gz]")]
    pub dump: PathBuf,
    /// Passes over offices that ended before this day, month or year
    #[arg(long, value_name = "DATE", default_value = "2000")]
    pub since: String,
    /// Writes to a file, which appears only when it is whole
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
}

const READ: &str = "\
Each article is one line of JSON: id, address, title, times, outlet, bylines, dateline, pictures, body and the \
paragraphs of the body. The body has no title, dateline, caption, comment, related link or notice.

Examples:
  chancery read page.html | jq -r .text
  chancery read crawl/ -o articles.jsonl
  curl -s https://example.org/story | chancery read";

const PARSE: &str = "\
Each document begins with `# newdoc id = …`; each sentence has its text, and each word its lemma, tags and head. With \
--conllu the input is CoNLL-U: its words are kept, and LEMMA, UPOS, XPOS, FEATS, HEAD and DEPREL are filled in anew.

Examples:
  chancery parse page.html
  chancery parse --conllu words.conllu -o parsed.conllu";

const RESOLVE_EXAMPLE: &str = "\
Example:
  echo '{\"id\": \"1\", \"text\": \"the Kremlin\", \"date\": \"2025-01-14\"}' | chancery resolve";

const RESOLVE: &str = "\
Each line in has \"id\" and \"text\", and may have \"context\" (the words around it) and \"date\" (who held an office \
then). Each line out is the line in with \"actor\": its name, state, sectors and role, or null where the words name \
nobody. A line that cannot be read is one line on standard error, and the others go on.

Examples:
  echo '{\"id\": \"1\", \"text\": \"the Kremlin\", \"date\": \"2025-01-14\"}' | chancery resolve
  chancery resolve names.jsonl --actors our-ministers.tsv";

const RELATE_EXAMPLE: &str = "\
Example:
  echo '{\"id\": \"1\", \"text\": \"France thanked Chad.\", \"source\": [0, 6], \"target\": [15, 19]}' | chancery relate";

const RELATE: &str = "\
Each line in has \"id\", \"text\", and \"source\" and \"target\" as half-open ranges of code points of the text; it may \
have \"date\". Each line out is the line in with \"event\", \"act\", \"mode\", \"cameo\", \"quad\", \"status\" and \
\"confidence\". There is always an answer, and the confidence tells how sure it is.

Example:
  echo '{\"id\": \"1\", \"text\": \"France thanked Chad.\", \"source\": [0, 6], \"target\": [15, 19]}' | chancery relate";

const CODE: &str = "\
Formats:
  json    one dossier a line: the article and everything found in it (the default where the output is no terminal)
  events  one event a line, with its sentence and the names and codes of both sides
  csv     the same columns as events; the items of a list stand in one cell, joined by `|`
  table   events for reading (the default on a terminal)

Every range counts code points, and the text at a range is the text beside it.

Examples:
  chancery code page.html
  chancery code crawl/ -o dossiers.jsonl
  chancery code crawl/ --format csv --dyads -o pairs.csv
  chancery code --zones body,title,caption page.html | jq .events
  chancery code crawl/ --actors our-ministers.tsv --actors Lab.actors.txt -o dossiers.jsonl";

const EXPLAIN: &str = "\
Each sentence that made an event, a quote or a relation, or was considered, stands with the names of the parts below \
its words. Then follow the event's type, sides, status, date, CAMEO code and rule, who vouches for it, why parts of it \
are empty, and which candidates were dropped and why.

Examples:
  chancery explain page.html
  chancery explain page.html | less -R";

const QUOTES: &str = "\
Each quote has its speaker, the words that open it, what is said (every range of a split one), to whom and through what \
it was said, the day, and how the speaker stands to it: asserts, denies, believes, asks or promises; a claim may be \
insisted on, conceded or hedged. What stands in quotation marks is direct, what is in the reporter's words is indirect, \
and some quotes are mixed. A quote inside another names its parent.

Formats:
  json   one quote a line, with the ids of the events that stand on it (the default where the output is no terminal)
  csv    the same columns; the items of a list stand in one cell, joined by `|`
  table  quotes for reading (the default on a terminal)

Every range counts code points of the article's text, which `chancery read` and `chancery code` give.

Examples:
  chancery quotes page.html
  chancery quotes crawl/ -o quotes.jsonl
  chancery quotes crawl/ | jq -r 'select(.stance == \"denies\") | [.speaker_names[0], .content[0]] | @tsv'
  chancery quotes --zones body,title,caption --format table page.html | less -R";

const CHECK: &str = "\
Takes what --actors takes (our tables, actor and agent files of PETRARCH and TABARI), the tables below actors/ and the \
rules below events/ and relations/, whose own sentences are tried. Each finding is one line, `file:line: cause; cure`. \
Told are rows that cannot be read, impossible days, codes that do not exist, names that stand twice or that no text can \
have, rules whose sentences fail; and, as warnings, names that are ordinary words besides (Chad, Turkey, May), with what \
decides in a text.

Exit codes: 0 nothing is wrong (warnings may be there), 1 something is, 2 wrong usage

Examples:
  chancery check our-ministers.tsv Lab.actors.txt
  chancery check --quiet my-data/
  chancery check my-data/events/accuse.toml --data my-data";

/// Arguments of `check`.
#[derive(Debug, ClapArgs)]
pub struct CheckArgs {
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// A folder of dictionaries and rules that the files belong to
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Leaves warnings out
    #[arg(short, long)]
    pub quiet: bool,
}

/// Where documents come from and where the output goes.
#[derive(Debug, ClapArgs)]
pub struct Common {
    /// Files, folders, or `-` for standard input
    #[arg(value_name = "INPUT", long_help = format!("Files, folders, or `-` for standard input. {DOCUMENTS}"))]
    pub inputs: Vec<PathBuf>,
    /// Writes to a file, which appears only when it is whole
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Documents read at a time; the output is the same for any number
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub jobs: Option<u16>,
    /// A folder of dictionaries, rules or weights to lay over those of the program
    ///
    /// A file takes the place of the bundled one of the same path (actors/states.tsv, weights/syntax-en.bin); one that
    /// has no bundled counterpart is added.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
}

/// Actors of the user's own.
#[derive(Debug, ClapArgs)]
pub struct Actors {
    /// A file of actors that adds to the dictionaries or overrides them; may be given several times
    #[arg(long = "actors", value_name = "FILE", long_help = ACTORS)]
    pub files: Vec<PathBuf>,
}

const ACTORS: &str = "\
A file of actors that adds to the dictionaries or overrides them; may be given several times, and the last counts most. \
Its content tells the form: a tab-separated table with the columns name, aliases, kind, country, sectors, role, from, \
to, wikidata and note (all but the name may be left out), or an actor or agent file of PETRARCH or TABARI. On the days \
that a line names the line speaks, on others the dictionaries do. `chancery check FILE` tells what is wrong with one.";

/// Arguments of `read`.
#[derive(Debug, ClapArgs)]
pub struct ReadArgs {
    #[command(flatten)]
    pub common: Common,
}

/// Arguments of `parse`.
#[derive(Debug, ClapArgs)]
pub struct ParseArgs {
    #[command(flatten)]
    pub common: Common,
    /// Takes CoNLL-U, keeps its words and fills in the rest anew
    #[arg(long)]
    pub conllu: bool,
}

/// Arguments of `resolve` and `relate`.
#[derive(Debug, ClapArgs)]
pub struct LineArgs {
    #[command(flatten)]
    pub common: Common,
    #[command(flatten)]
    pub actors: Actors,
}

/// Arguments of `code`.
#[derive(Debug, ClapArgs)]
pub struct CodeArgs {
    #[command(flatten)]
    pub common: Common,
    #[command(flatten)]
    pub actors: Actors,
    #[command(flatten)]
    pub what: What,
    /// The form of the output
    #[arg(short, long, value_enum)]
    pub format: Option<Format>,
    /// Gives an event of several members one row a pair, at most 25 (with --format events or csv)
    #[arg(long)]
    pub dyads: bool,
}

/// Arguments of `explain`.
#[derive(Debug, ClapArgs)]
pub struct ExplainArgs {
    #[command(flatten)]
    pub common: Common,
    #[command(flatten)]
    pub actors: Actors,
    #[command(flatten)]
    pub what: What,
}

/// Arguments of `quotes`.
#[derive(Debug, ClapArgs)]
pub struct QuotesArgs {
    #[command(flatten)]
    pub common: Common,
    /// The parts of an article to read
    #[arg(long, value_enum, value_delimiter = ',', default_value = "body")]
    pub zones: Vec<ZoneArg>,
    /// The form of the output
    #[arg(short, long, value_enum)]
    pub format: Option<QuotesFormat>,
}

/// What is coded.
#[derive(Debug, ClapArgs)]
pub struct What {
    /// Keeps plain statements (CAMEO 01), which PLOVER does not code
    #[arg(long)]
    pub statements: bool,
    /// The parts of an article to code
    #[arg(long, value_enum, value_delimiter = ',', default_value = "body")]
    pub zones: Vec<ZoneArg>,
}

/// A part of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ZoneArg {
    Body,
    Title,
    Caption,
}

/// A form of the output of `code`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One dossier a line
    Json,
    /// One event a line
    Events,
    /// One event a row
    Csv,
    /// Events for reading
    Table,
}

/// A form of the output of `quotes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum QuotesFormat {
    /// One quote a line
    Json,
    /// One quote a row
    Csv,
    /// Quotes for reading
    Table,
}

impl Common {
    /// The inputs; standard input where none are named and something is piped in.
    pub fn inputs(&self) -> Vec<PathBuf> {
        if !self.inputs.is_empty() {
            return self.inputs.clone();
        }
        if stdin().is_terminal() {
            wrong("no input: name files or folders, or pipe documents in");
        }
        vec![PathBuf::from("-")]
    }

    /// True where the output is a terminal.
    pub fn on_terminal(&self) -> bool {
        self.output_path().is_none() && stdout().is_terminal()
    }

    /// The file to write, if the output is one.
    pub fn output_path(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }
}

impl CodeArgs {
    /// The format asked for, or the one that fits the output.
    pub fn format(&self) -> Format {
        let format = self.format.unwrap_or(if self.common.on_terminal() && !self.dyads {
            Format::Table
        } else if self.dyads {
            Format::Events
        } else {
            Format::Json
        });
        if self.dyads && !matches!(format, Format::Events | Format::Csv) {
            wrong("--dyads gives rows: use it with --format events or --format csv");
        }
        format
    }
}

impl QuotesArgs {
    /// The format asked for, or the one that fits the output.
    pub fn format(&self) -> QuotesFormat {
        let usual = if self.common.on_terminal() { QuotesFormat::Table } else { QuotesFormat::Json };
        self.format.unwrap_or(usual)
    }

    /// What the engine is to do.
    pub fn options(&self) -> chancery::Options {
        chancery::Options { zones: zones(&self.zones), statements: false }
    }
}

impl What {
    /// The same for the engine.
    pub fn options(&self) -> chancery::Options {
        chancery::Options { zones: zones(&self.zones), statements: self.statements }
    }
}

/// The zones in the engine's terms.
fn zones(args: &[ZoneArg]) -> Vec<ZoneKind> {
    let zone = |zone: &ZoneArg| match zone {
        ZoneArg::Body => ZoneKind::Body,
        ZoneArg::Title => ZoneKind::Title,
        ZoneArg::Caption => ZoneKind::Caption,
    };
    args.iter().map(zone).collect()
}

/// Says what is wrong with the usage, and ends with exit code 2.
pub fn wrong(message: &str) -> ! {
    Args::command().error(ErrorKind::MissingRequiredArgument, message).exit()
}
