//! The raw arguments of the command line.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, Parser, Subcommand, ValueEnum};
use corpus::PartialDate;
use etcetera::BaseStrategy;
use search::{ReadField, Request, Scope, Sort, VersionsListed};

use crate::advice;
pub(crate) use citing::CiteArgs;
pub(crate) use comparing::{CompareArgs, CompareFormat};
pub(crate) use exporting::{OutputArgs, StatsArgs, TableArgs};
pub(crate) use figures::FiguresArgs;
use filters::FilterArgs;
pub(crate) use serving::{LogFormat, ServeArgs, TokenFor};

mod citing;
mod comparing;
mod exporting;
mod figures;
mod filters;
mod serving;

/// The name of the command that reads files in a process of its own.
pub(crate) const READ_FILES: &str = "read-files";

/// Search Chinese policy documents: 政策检索
///
/// Results go to standard output, everything else to standard error.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100)]
pub(crate) struct Cli {
    /// Folder of the index [default: zhengce in the platform's data folder]
    #[arg(long, global = true, value_name = "DIR", env = "ZHENGCE_INDEX")]
    index: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Cli {
    /// The index folder: as given, or in the platform's data folder.
    pub(crate) fn index_dir(&self) -> anyhow::Result<PathBuf> {
        match &self.index {
            Some(dir) => {
                advice::name_index(dir);
                Ok(dir.clone())
            }
            None => {
                let platform = etcetera::choose_base_strategy()
                    .context("找不到用户的数据文件夹；请用 --index 指定索引文件夹")?;
                Ok(platform.data_dir().join("zhengce"))
            }
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Index(IndexArgs),
    Search(SearchArgs),
    Show(ShowArgs),
    Table(TableArgs),
    Stats(StatsArgs),
    Compare(CompareArgs),
    Cite(CiteArgs),
    Explain(ExplainArgs),
    Evaluate(EvaluateArgs),
    Check(CheckArgs),
    Figures(FiguresArgs),
    Serve(ServeArgs),
    Generate(GenerateArgs),
    /// Read the files that standard input names, for `index`
    #[command(name = READ_FILES, hide = true)]
    ReadFiles,
}

/// Build or update the index
///
/// The index remembers its sources. PATHs are added to them and read; without PATH all known
/// sources are updated. A new index without PATH gets the built-in library.
/// Readable: txt, md, html, mht, docx, pptx, pdf, ofd, xlsx, xls, ods, csv, tsv, jsonl,
/// jsonl.gz; zip files of these; doc, wps, rtf, odt, ppt and the like where LibreOffice is
/// installed; scans and pictures (png, jpg, tiff, bmp) where tesseract and poppler-utils are.
///
/// Exit code: 0 everything was read, 1 committed but something could not be read, 2 nothing was
/// committed.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  zhengce index 政策文件夹 台账.csv\n  zhengce index --rebuild")]
pub(crate) struct IndexArgs {
    /// Files or folders to add
    pub(crate) paths: Vec<PathBuf>,
    /// Add the built-in library
    #[arg(long)]
    pub(crate) builtin: bool,
    /// Drop a source; the built-in library is called 内置资料
    #[arg(long, value_name = "PATH")]
    pub(crate) forget: Vec<PathBuf>,
    /// Read everything again into a new index that then replaces the old one
    #[arg(long)]
    pub(crate) rebuild: bool,
    /// With --rebuild: replace the old index even where the new one lacks more than a tenth of its
    /// documents, or of those that have a field, or finds something else first for more than a tenth
    /// of the queries in the sources' queries.csv
    #[arg(long)]
    pub(crate) accept_losses: bool,
    /// Go back to the index as it was before the last rebuild; once more goes forth again
    #[arg(long, conflicts_with_all = ["paths", "builtin", "forget", "rebuild"])]
    pub(crate) rollback: bool,
    /// Verify the index, and where something is damaged make it anew from the sources
    #[arg(long, conflicts_with_all = ["rebuild", "rollback"])]
    pub(crate) repair: bool,
    /// Then go on and keep the index up to date with its sources, until Ctrl-C
    #[arg(long, conflicts_with_all = ["rollback", "repair"])]
    pub(crate) watch: bool,
    /// List the files that are new, changed, removed and unchanged
    #[arg(long)]
    pub(crate) list: bool,
}

/// Search the index
///
/// An empty query lists all documents, newest first. Without an index one is built from the
/// built-in library first.
///
/// Exit code: 0 found, 1 nothing found, 2 error.
#[derive(Debug, Args)]
#[command(after_help = SEARCH_EXAMPLES, after_long_help = language_help())]
pub(crate) struct SearchArgs {
    /// What to look for; may begin with -
    #[arg(allow_hyphen_values = true, default_value = "")]
    query: String,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Order of the results [default: relevance; for an empty query date]
    #[arg(long, value_parser = sort, value_name = "relevance|date|date-asc|seen|deadline")]
    sort: Option<Sort>,
    /// List each version of a document, or the newest found for all of them [default: newest as
    /// text, otherwise all]
    #[arg(long, value_parser = versions, value_name = "all|newest")]
    versions: Option<VersionsListed>,
    /// How many results to print, at most 1000
    #[arg(long, default_value_t = 10)]
    limit: usize,
    /// How many results to pass over first
    #[arg(long, default_value_t = 0)]
    offset: usize,
    /// How to print the results
    #[arg(long, value_enum, default_value_t = SearchFormat::Text)]
    pub(crate) format: SearchFormat,
}

const SEARCH_EXAMPLES: &str = "Examples:\n  zhengce search 区块链 --district 静安区 --year 2018..2020\n  \
    zhengce search 供应链信用评价 --format jsonl\n  zhengce search '' --agency 市科委 --sort date-asc";

/// The query language with the examples, for `--help`.
fn language_help() -> String {
    let show = |rule: &search::Rule| format!("  {}\n      {}\n", rule.written, rule.en);
    let rules: String = search::language().iter().map(show).collect();
    format!("Query language:\n{rules}\n{SEARCH_EXAMPLES}")
}

/// Say how a query was understood and planned
///
/// Given a document's id, also why it was or was not found, and what to change.
///
/// Exit code: 0 found (the document, or any), 1 not found, 2 error.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  zhengce explain 2019年静安区的区块链政策 沪科规〔2025〕2号")]
pub(crate) struct ExplainArgs {
    /// The query; may begin with -
    #[arg(allow_hyphen_values = true)]
    query: String,
    /// A document: its id as search prints it, its 发文字号 in any brackets, or its title
    pub(crate) id: Option<String>,
    #[command(flatten)]
    reading: ReadingArgs,
    /// How to print it
    #[arg(long, value_enum, default_value_t = ShowFormat::Text)]
    pub(crate) format: ShowFormat,
}

/// How a query is read and narrowed.
#[derive(Debug, Args)]
pub(crate) struct ReadingArgs {
    #[command(flatten)]
    filters: FilterArgs,
    /// Where words are looked for [default: text]
    #[arg(long = "in", value_parser = scope, value_name = "text|title")]
    scope: Option<Scope>,
    /// What documents must have besides, read like a query
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    within: Vec<String>,
    /// Take off what was read out of the query, by the name in its receipt: dates, districts, title
    #[arg(long, value_name = "FIELD", value_parser = read_field)]
    ignore: Vec<ReadField>,
    /// Find words only as they are written, not by their synonyms
    #[arg(long)]
    no_synonyms: bool,
    /// Take the whole query as one run of characters
    #[arg(long)]
    literal: bool,
    /// Count relative times from this day [default: today]
    #[arg(long, value_name = "DATE")]
    today: Option<PartialDate>,
}

impl SearchArgs {
    /// The request that the arguments make.
    pub(crate) fn request(&self) -> Request {
        let (sort, limit, offset) = (self.sort, self.limit, self.offset);
        let for_people = (self.format == SearchFormat::Text).then_some(VersionsListed::Newest);
        let versions = self.versions.or(for_people);
        Request { sort, limit, offset, versions, ..self.reading.request(&self.query) }
    }
}

impl ExplainArgs {
    /// The request that is explained.
    pub(crate) fn request(&self) -> Request {
        self.reading.request(&self.query)
    }
}

impl ReadingArgs {
    fn request(&self, query: &str) -> Request {
        Request {
            query: query.to_owned(),
            scope: self.scope.unwrap_or_default(),
            within: self.within.clone(),
            filters: self.filters.0.clone(),
            ignore: self.ignore.clone(),
            synonyms: !self.no_synonyms,
            literal: self.literal,
            today: self.today.unwrap_or_else(PartialDate::today),
            ..Request::default()
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SearchFormat {
    /// For people
    Text,
    /// One object
    Json,
    /// One hit a line
    Jsonl,
    /// The table of a report as CSV
    Csv,
    /// The table of a report as Markdown
    Md,
}

/// Print one document
///
/// Exit code: 0 found, 1 no such document, 2 error.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  zhengce show 沪科规〔2025〕2号")]
pub(crate) struct ShowArgs {
    /// The document: its id as search prints it, its 发文字号 in any brackets, or its title
    #[arg(allow_hyphen_values = true)]
    pub(crate) id: String,
    /// How to print it
    #[arg(long, value_enum, default_value_t = ShowFormat::Text)]
    pub(crate) format: ShowFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ShowFormat {
    /// For people
    Text,
    /// One object
    Json,
}

/// Measure the ranking on judged queries
///
/// Prints nDCG@10, MRR@10, Recall@10 and Recall@100. Any document that has anything of a query
/// is ranked.
#[derive(Debug, Args)]
pub(crate) struct EvaluateArgs {
    /// Queries, one {"qid", "text"} a line
    #[arg(long, value_name = "JSONL")]
    pub(crate) queries: PathBuf,
    /// Judgements: qid TAB docid TAB grade
    #[arg(long, value_name = "TSV")]
    pub(crate) qrels: PathBuf,
    /// Write the rankings as a TREC run
    #[arg(long, value_name = "FILE")]
    pub(crate) run: Option<PathBuf>,
    /// How many documents to rank for each query
    #[arg(long, default_value_t = 100)]
    pub(crate) k: usize,
}

/// Report the health of the library
///
/// What could not be read, what documents lack, what is doubtful, there twice, in versions, named
/// but not there, or no longer in force. Mend fields in a catalogue.csv beside the files.
///
/// Exit code: 0 reported, 1 the index is damaged, 2 error.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  zhengce check --limit 5\n  zhengce check --format json")]
pub(crate) struct CheckArgs {
    /// First verify all that is stored in the index
    #[arg(long)]
    pub(crate) deep: bool,
    /// How many lines of each kind to print
    #[arg(long, default_value_t = 20)]
    pub(crate) limit: usize,
    /// Judge validity as of this day [default: today]
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<PartialDate>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people
    Text,
    /// One object
    Json,
    /// How many findings there are of each kind and field
    Csv,
}

/// Print the manual page or completions for a shell
#[derive(Debug, Args)]
pub(crate) struct GenerateArgs {
    /// What to print
    #[arg(value_enum)]
    pub(crate) what: Generated,
    /// Write the manual pages of all commands into this folder
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Generated {
    /// The manual page, in roff
    Man,
    /// Completions for bash
    Bash,
    /// Completions for zsh
    Zsh,
    /// Completions for fish
    Fish,
}

fn sort(text: &str) -> Result<Sort, String> {
    text.parse().map_err(|_| "one of: relevance, date, date-asc, seen, deadline".to_owned())
}

fn scope(text: &str) -> Result<Scope, String> {
    text.parse().map_err(|_| "one of: text, title".to_owned())
}

fn versions(text: &str) -> Result<VersionsListed, String> {
    text.parse().map_err(|_| "one of: all, newest".to_owned())
}

fn read_field(text: &str) -> Result<ReadField, String> {
    let all = || ReadField::all().map(ReadField::name).collect::<Vec<_>>().join(", ");
    text.parse().map_err(|_| format!("one of: {}", all()))
}
