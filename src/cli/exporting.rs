//! The arguments of commands that write tables.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::Context;
use clap::Args;
use report::counts::{self, Form};
use report::policies::{ColumnOf, Dates, LENGTH, Layout};
use report::writing::Format;
use search::{CountBy, CountedBy, FilterField, Request, Sort, VersionsListed};

use super::{ReadingArgs, sort, versions};

/// Make the table of a report of all that is found
///
/// 时间 | 机构 | 政策 | 内容, oldest first; 内容 are the sentences that speak of the query, verbatim,
/// each with its place (章, 条), or what a row of a source says.
///
/// Exit code: 0 found, 1 nothing found, 2 error.
#[derive(Debug, Args)]
#[command(after_help = TABLE_EXAMPLES)]
pub(crate) struct TableArgs {
    /// What to look for; may begin with -
    #[arg(allow_hyphen_values = true, default_value = "")]
    query: String,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    /// Columns by their Chinese names or the names of fields: 时间, 机构, 政策, 内容, 发文字号, 区 (of the
    /// office's own city), 地区 (any province, city or county), 文种, 效力, 来源, 序号, 编号, or a column
    /// that the sources have
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    columns: Vec<String>,
    /// Write dates as 2019-12, not as the source states them
    #[arg(long, value_name = "stated|iso", value_parser = dates, default_value_t = Dates::Stated)]
    dates: Dates,
    /// The most characters that a row says of a document's text
    #[arg(long, value_name = "CHARACTERS", default_value_t = LENGTH)]
    length: usize,
    /// Put rows together by a field: year, region (any province, city or county), district (of the
    /// office's own city), agency, kind, level, doc_type, status
    #[arg(long, value_name = "year|region|agency|…", value_parser = field)]
    group: Option<FilterField>,
    /// The caption [default: made of the query]
    #[arg(long)]
    caption: Option<String>,
    /// Order of the rows
    #[arg(long, value_parser = sort, value_name = "relevance|date|date-asc|deadline", default_value_t = Sort::DateAsc)]
    sort: Sort,
    /// Have a row for each version of a document, or one for the newest
    #[arg(long, value_parser = versions, value_name = "all|newest", default_value_t = VersionsListed::All)]
    versions: VersionsListed,
}

const TABLE_EXAMPLES: &str = "Examples:\n  zhengce table 区块链 --kind policy\n  \
    zhengce table 数据 --year 2020.. --group district -o 数据政策.docx\n  \
    zhengce table 营商环境 --columns 时间,发文字号,政策,效力 -o 台账.xlsx";

/// Where a table is written to, and in which format.
#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    /// The format [default: by the name of the file, else md]
    #[arg(long, value_parser = format, value_name = "md|csv|json|xlsx|docx")]
    format: Option<Format>,
    /// Write to this file, not to standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

impl OutputArgs {
    /// The format: as given, or as the name of the file ends.
    ///
    /// # Errors
    /// When the name ends with none.
    pub(crate) fn format(&self) -> anyhow::Result<Format> {
        let by_name = || by_name(self.output.as_deref(), "md、csv、json、xlsx、docx");
        self.format.map_or_else(|| Ok(by_name()?.unwrap_or(Format::Markdown)), Ok)
    }
}

impl TableArgs {
    /// The request for the documents of the table.
    pub(crate) fn request(&self) -> Request {
        let request = self.reading.request(&self.query);
        let versions = Some(self.versions);
        report::policies::request(Request { sort: Some(self.sort), versions, ..request })
    }

    /// How the table is laid out.
    pub(crate) fn layout(&self) -> Layout {
        let columns = self.columns.iter().filter(|name| !name.trim().is_empty());
        Layout {
            columns: columns.map(|name| ColumnOf::named(name)).collect(),
            dates: self.dates,
            length: self.length,
            grouped: self.group,
            caption: self.caption.clone(),
        }
    }
}

/// The format that the name of a file ends with; `None` where it ends with nothing.
fn by_name<F: FromStr>(path: Option<&Path>, known: &str) -> anyhow::Result<Option<F>> {
    let Some(end) = path.and_then(Path::extension).map(|end| end.to_string_lossy().to_lowercase())
    else {
        return Ok(None);
    };
    let format = end.parse().map(Some).ok();
    format.with_context(|| format!("不会写 .{end} 文件；可用 {known}，或者用 --format 指定"))
}

pub(super) fn format(text: &str) -> Result<Format, String> {
    text.parse().map_err(|_| "one of: md, csv, json, xlsx, docx".to_owned())
}

fn dates(text: &str) -> Result<Dates, String> {
    text.parse().map_err(|_| "one of: stated, iso".to_owned())
}

pub(super) fn field(text: &str) -> Result<FilterField, String> {
    let all = || FilterField::ALL.map(FilterField::facet).join(", ");
    text.parse().map_err(|_| format!("one of: {}", all()))
}

/// Count what is found
///
/// By a field, or by two crossed; as a table or a chart. A document of several agencies counts for
/// each of them.
///
/// Exit code: 0 found, 1 nothing found, 2 error.
#[derive(Debug, Args)]
#[command(after_help = STATS_EXAMPLES)]
pub(crate) struct StatsArgs {
    /// What to look for; may begin with -
    #[arg(allow_hyphen_values = true, default_value = "")]
    query: String,
    #[command(flatten)]
    reading: ReadingArgs,
    /// What to count by: one field, or two with a comma: year, region (any province, city or county,
    /// each with all that lies in it), district (of the office's own city), agency, kind, level,
    /// doc_type, status
    #[arg(long, value_name = "FIELD[,FIELD]", value_parser = fields, default_value = "year")]
    by: (FilterField, Option<FilterField>),
    /// How many values are told on their own; the rest are summed
    #[arg(long, value_name = "N", default_value_t = 50)]
    top: usize,
    /// The title [default: made of the query]
    #[arg(long)]
    pub(crate) caption: Option<String>,
    /// The format [default: by the name of the file, else md]
    #[arg(long, value_parser = form, value_name = "md|csv|json|xlsx|docx|svg|png")]
    format: Option<Form>,
    /// Write to this file, not to standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

const STATS_EXAMPLES: &str = "Examples:\n  zhengce stats 区块链 --kind policy\n  \
    zhengce stats 人工智能 --by year,district -o 统计.xlsx\n  \
    zhengce stats 营商环境 --by agency --top 15 -o 发文机构.png";

impl StatsArgs {
    /// The request whose documents are counted.
    pub(crate) fn request(&self) -> Request {
        self.reading.request(&self.query)
    }

    /// What to count by.
    pub(crate) fn by(&self) -> CountBy {
        let counted = |field| CountedBy { field, most: self.top };
        let (rows, columns) = self.by;
        CountBy { rows: counted(rows), columns: columns.map(counted) }
    }

    /// The format: as given, or as the name of the file ends.
    ///
    /// # Errors
    /// When the name ends with none.
    pub(crate) fn form(&self) -> anyhow::Result<Form> {
        let by_name = || by_name(self.output.as_deref(), "md、csv、json、xlsx、docx、svg、png");
        self.format.map_or_else(|| Ok(by_name()?.unwrap_or(Form::Table(Format::Markdown))), Ok)
    }
}

fn fields(text: &str) -> Result<(FilterField, Option<FilterField>), String> {
    let all = || FilterField::ALL.map(FilterField::facet).join(", ");
    counts::fields(text).ok_or_else(|| format!("one of these, or two with a comma: {}", all()))
}

fn form(text: &str) -> Result<Form, String> {
    text.parse().map_err(|_| "one of: md, csv, json, xlsx, docx, svg, png".to_owned())
}
