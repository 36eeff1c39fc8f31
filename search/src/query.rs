//! Reading a query: the words it is made of, and the runs of characters that a
//! document must contain to have them.

use std::collections::HashSet;
use std::sync::LazyLock;

use indexer::analysis::{Analyzer, runs};

use crate::response::Notice;

/// The most characters of a query that are read; what comes after adds nothing but time.
const MOST_CHARS: usize = 1000;
/// The same for one run of characters, which is read as a whole.
const MOST_LITERAL_CHARS: usize = 10_000;

/// Words of questions that say nothing about the topic.
static FILLERS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../data/fillers.csv").lines().skip(1);
    lines.filter_map(|line| line.split(',').next()).collect()
});

/// A query as read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    /// The words; empty when the query has no letter, digit or ideograph.
    pub(crate) words: Vec<QueryWord>,
}

/// A word that documents should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QueryWord {
    /// The characters as typed.
    pub(crate) text: String,
    /// The folded characters to find, in runs that sentence ends separate.
    pub(crate) runs: Vec<Vec<char>>,
}

impl Query {
    /// Reads a query. It never fails: what cannot be used is named in a notice.
    pub(crate) fn read(
        text: &str,
        literal: bool,
        analyzer: &Analyzer,
        notices: &mut Vec<Notice>,
    ) -> Query {
        let most = if literal { MOST_LITERAL_CHARS } else { MOST_CHARS };
        let text = shorten(text, most, notices);
        let words = if literal { whole(text) } else { content_words(text, analyzer) };
        if words.is_empty() && !text.trim().is_empty() {
            notices.push(Notice {
                code: "no_words",
                text: "查询里没有可检索的文字，已列出全部文件".to_owned(),
                words: text.to_owned(),
            });
        }
        Query { words }
    }
}

fn shorten<'a>(text: &'a str, most: usize, notices: &mut Vec<Notice>) -> &'a str {
    let Some((end, _)) = text.char_indices().nth(most) else { return text };
    notices.push(Notice {
        code: "long_query",
        text: format!("查询太长，只用了前 {most} 个字"),
        words: String::new(),
    });
    &text[..end]
}

fn whole(text: &str) -> Vec<QueryWord> {
    let runs = runs(text);
    if runs.is_empty() {
        return Vec::new();
    }
    vec![QueryWord { text: text.to_owned(), runs }]
}

/// The words that say something about the topic, each once; all words where none does.
fn content_words(text: &str, analyzer: &Analyzer) -> Vec<QueryWord> {
    let given: Vec<char> = text.chars().collect();
    let all = analyzer.words(text);
    let content: Vec<_> =
        all.iter().filter(|word| !FILLERS.contains(word.text.as_str())).collect();
    let chosen = if content.is_empty() { all.iter().collect() } else { content };
    let mut seen = HashSet::new();
    chosen
        .into_iter()
        .filter(|word| seen.insert(&word.text))
        .map(|word| QueryWord {
            text: given[word.start..word.end].iter().collect(),
            runs: vec![word.text.chars().collect()],
        })
        .collect()
}
