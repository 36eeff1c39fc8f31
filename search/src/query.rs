//! Reading a query: the words that documents must have, and the characters by
//! which they rank.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use indexer::analysis::{Analyzer, Word, runs};

use crate::response::Notice;

/// The most characters of a query that are read; what comes after adds nothing but time.
const MOST_CHARS: usize = 1000;
/// The same for one run of characters, which is read as a whole.
const MOST_LITERAL_CHARS: usize = 10_000;

/// What a word that carries no topic does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filler {
    /// It belongs to the question and not to the answer (请问, 怎么办): it neither ranks nor has to
    /// match.
    Question,
    /// It joins words (和, 应当): it ranks, as answers have it in the same places, but need not
    /// match.
    Function,
}

static FILLERS: LazyLock<HashMap<&str, Filler>> = LazyLock::new(|| {
    let lines = include_str!("../data/fillers.csv").lines().skip(1);
    lines
        .filter_map(|line| {
            let mut cells = line.split(',');
            let word = cells.next()?;
            let role = match cells.next()? {
                "question" => Filler::Question,
                _ => Filler::Function,
            };
            Some((word, role))
        })
        .collect()
});

/// A query as read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    /// The words that documents should have, each once; empty when the query has no letter, digit
    /// or ideograph.
    pub(crate) words: Vec<QueryWord>,
    /// The folded characters of neighbouring words together: their singles and pairs rank.
    pub(crate) runs: Vec<Vec<char>>,
    /// The folded words of two characters and more that rank.
    pub(crate) ranked_words: Vec<String>,
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
        let query = if literal { Query::literal(text) } else { Query::of_words(text, analyzer) };
        if query.words.is_empty() && !text.trim().is_empty() {
            notices.push(Notice {
                code: "no_words",
                text: "查询里没有可检索的文字，已列出全部文件".to_owned(),
                words: text.to_owned(),
            });
        }
        query
    }

    /// The whole text as one run.
    fn literal(text: &str) -> Query {
        let runs = runs(text);
        if runs.is_empty() {
            return Query::default();
        }
        let word = QueryWord { text: text.to_owned(), runs: runs.clone() };
        Query { words: vec![word], runs, ranked_words: Vec::new() }
    }

    fn of_words(text: &str, analyzer: &Analyzer) -> Query {
        let all = analyzer.words(text);
        let role = |word: &&Word| FILLERS.get(word.text.as_str()).copied();
        let ranked = all.iter().filter(|word| role(word) != Some(Filler::Question));
        let content = ranked.clone().filter(|word| role(word).is_none());
        // A query of nothing but fillers is meant as it stands.
        let ranked: Vec<&Word> = ranked.collect();
        let content: Vec<&Word> = content.collect();
        let ranked = if ranked.is_empty() { all.iter().collect() } else { ranked };
        let content = if content.is_empty() { all.iter().collect() } else { content };
        let long = ranked.iter().filter(|word| word.text.chars().nth(1).is_some());
        Query {
            words: once_each(text, &content),
            runs: joined(&ranked),
            ranked_words: long.map(|word| word.text.clone()).collect(),
        }
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

fn once_each(text: &str, words: &[&Word]) -> Vec<QueryWord> {
    let given: Vec<char> = text.chars().collect();
    let mut seen = HashSet::new();
    let new = words.iter().filter(|word| seen.insert(&word.text));
    new.map(|word| QueryWord {
        text: given[word.start..word.end].iter().collect(),
        runs: vec![word.text.chars().collect()],
    })
    .collect()
}

/// The characters of words that touch each other, as runs.
fn joined(words: &[&Word]) -> Vec<Vec<char>> {
    let mut runs: Vec<Vec<char>> = Vec::new();
    let mut end = None;
    for word in words {
        match runs.last_mut() {
            Some(run) if end == Some(word.start) => run.extend(word.text.chars()),
            _ => runs.push(word.text.chars().collect()),
        }
        end = Some(word.end);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_runs_of_questions() {
        let analyzer = Analyzer::load();
        let cases: [(&str, &[&str], &[&str]); 5] = [
            ("区块链 教育", &["区块链", "教育"], &["区块链", "教育"]),
            ("请问静安区有哪些政策？", &["静安区", "政策"], &["静安区有", "政策"]),
            ("土地和房屋", &["土地", "房屋"], &["土地和房屋"]),
            ("请问", &["请问"], &["请问"]),
            ("？！", &[], &[]),
        ];
        for (text, words, runs) in cases {
            let query = Query::read(text, false, &analyzer, &mut Vec::new());
            let read: Vec<&str> = query.words.iter().map(|word| word.text.as_str()).collect();
            assert_eq!(read, words, "{text}");
            let joined: Vec<String> = query.runs.iter().map(String::from_iter).collect();
            assert_eq!(joined, runs, "{text}");
        }
    }

    #[test]
    fn long_queries_are_shortened_with_a_notice() {
        let mut notices = Vec::new();
        let query = Query::read(&"链".repeat(100_000), true, &Analyzer::load(), &mut notices);
        assert_eq!(query.runs[0].len(), MOST_LITERAL_CHARS);
        assert_eq!(notices[0].code, "long_query");
    }
}
