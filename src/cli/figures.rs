//! The arguments of `figures`.

use clap::Args;
use report::figures::Order;
use search::{Request, Sort, VersionsListed};

use super::{OutputArgs, ReadingArgs, versions};

/// List the numbers and targets of the documents found
///
/// Amounts, shares, terms and counts, each with what it is of, its value and unit, the year that it is
/// meant for, its sentence and place. Of a query with words those are listed that stand near one of
/// them: in the sentence, the paragraph, a heading above, or the title of the document.
///
/// Exit code: 0 found, 1 nothing found, 2 error.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  zhengce figures 补贴 --sort value\n  \
    zhengce figures 区块链 --kind policy -o 数字.xlsx")]
pub(crate) struct FiguresArgs {
    /// What to look for; may begin with -
    #[arg(allow_hyphen_values = true, default_value = "")]
    query: String,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Order of the figures, or of the documents that they are of
    #[arg(long, value_parser = sorting, value_name = "document|value|year|subject|relevance|date|date-asc|seen|deadline", default_value = "document")]
    pub(crate) sort: Sorting,
    /// List the figures of each version of a document, or of the newest found for all of them
    #[arg(long, value_parser = versions, value_name = "all|newest", default_value = "newest")]
    versions: VersionsListed,
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

impl FiguresArgs {
    /// The request for the documents.
    pub(crate) fn request(&self) -> Request {
        let versions = Some(self.versions);
        let sort = self.sort.documents;
        Request { limit: usize::MAX, versions, sort, ..self.reading.request(&self.query) }
    }
}

/// In which order figures come: their own, or that of their documents.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sorting {
    pub(crate) figures: Order,
    documents: Option<Sort>,
}

fn sorting(text: &str) -> Result<Sorting, String> {
    if let Ok(figures) = text.parse() {
        return Ok(Sorting { figures, documents: None });
    }
    let documents = text.parse().map_err(|_| {
        "one of: document, value, year, subject, relevance, date, date-asc, seen, deadline"
            .to_owned()
    })?;
    Ok(Sorting { figures: Order::Document, documents: Some(documents) })
}
