//! The arguments of `zhengce compare`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Compare two documents: versions of a regulation, two districts' policies, two years' plans
///
/// Articles are found again where their numbers changed, where they were moved, split or put
/// together; the words that differ are marked.
///
/// Exit code: 0 compared, 1 no such document or the same one twice, 2 error.
#[derive(Debug, Args)]
#[command(after_help = COMPARE_EXAMPLES)]
pub(crate) struct CompareArgs {
    /// The id of the first document, the older one of two versions
    #[arg(allow_hyphen_values = true)]
    pub(crate) first: String,
    /// The id of the second document
    #[arg(allow_hyphen_values = true)]
    pub(crate) second: String,
    /// Print also what is the same
    #[arg(long)]
    pub(crate) all: bool,
    /// The format [default: by the name of the file, else text]
    #[arg(long, value_enum)]
    format: Option<CompareFormat>,
    /// Write to this file, not to standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

const COMPARE_EXAMPLES: &str = "Examples:\n  zhengce compare 沪科规〔2020〕1号 沪科规〔2025〕2号\n  \
    zhengce compare 沪科规〔2020〕1号 沪科规〔2025〕2号 -o 对照表.docx";

/// A format of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareFormat {
    /// For people; in a file as md
    Text,
    /// A table of two columns
    Md,
    /// A document of Word
    Docx,
    /// One object
    Json,
}

impl CompareArgs {
    /// The format: as given, or as the name of the file ends; a file is no text for a terminal.
    pub(crate) fn format(&self) -> CompareFormat {
        let end = self.output.as_deref().and_then(|path| path.extension());
        let by_name =
            end.and_then(|end| CompareFormat::from_str(&end.to_string_lossy(), true).ok());
        let otherwise = if self.output.is_some() { CompareFormat::Md } else { CompareFormat::Text };
        self.format.or(by_name).unwrap_or(otherwise)
    }
}
