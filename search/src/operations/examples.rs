//! Questions to begin with, each of which really finds something in the library.

use std::collections::HashMap;

use corpus::doc_type;

use super::search::search;
use crate::error::Result;
use crate::message::{Budget, FilterField, Intent, NoticeCode, Request, Response, Sort};
use crate::snapshot::Snapshot;
use crate::vocabulary::LazyVocabulary;

/// How many there are at most.
const MOST: usize = 6;

/// What asking one of them may cost, in postings.
const WORK: u64 = 5_000_000;

/// The newest documents, whose titles say what is of interest.
const NEWEST: usize = 100;

/// How many words of titles are tried as topics.
const TRIED: usize = 20;

/// What says that a question was not answered as it was asked.
const FAILURES: [NoticeCode; 7] = [
    NoticeCode::WordsGivenUp,
    NoticeCode::WordsMissing,
    NoticeCode::DatePreferred,
    NoticeCode::UnknownYear,
    NoticeCode::UnknownDistrict,
    NoticeCode::UnknownRegion,
    NoticeCode::EmptyValue,
];

/// The suggested questions that find something, and after them some that are made of what the
/// library has: its districts, agencies, years, and a word of its newest titles.
///
/// # Errors
/// When the index cannot be read.
pub(crate) fn examples(
    snapshot: &Snapshot,
    vocabulary: &LazyVocabulary,
    suggested: &[&str],
) -> Result<Vec<String>> {
    let asker = Asker { snapshot, vocabulary };
    let all = asker.ask(Request { sort: Some(Sort::Date), limit: NEWEST, ..Request::default() })?;
    let suggested = suggested.iter().map(|&question| question.to_owned());
    let mut examples = Vec::new();
    for question in suggested.chain(asker.made(&all)?) {
        if examples.len() < MOST && !examples.contains(&question) && asker.is_answered(&question)? {
            examples.push(question);
        }
    }
    Ok(examples)
}

struct Asker<'a> {
    snapshot: &'a Snapshot,
    vocabulary: &'a LazyVocabulary,
}

impl Asker<'_> {
    fn ask(&self, request: Request) -> Result<Response> {
        search(self.snapshot.within(&Budget::of(WORK)), self.vocabulary, &request)
    }

    fn asked(&self, question: &str) -> Result<Response> {
        self.ask(Request { query: question.to_owned(), limit: 1, ..Request::default() })
    }

    /// Whether a question finds something, and nothing of it had to be given up.
    fn is_answered(&self, question: &str) -> Result<bool> {
        let response = self.asked(question)?;
        let failed = response.notices.iter().any(|notice| FAILURES.contains(&notice.code));
        Ok(response.complete && response.total > 0 && !failed)
    }

    /// Questions made of what all documents have.
    fn made(&self, all: &Response) -> Result<Vec<String>> {
        let commonest = |field: FilterField| {
            let values = all.facets[field].values.iter();
            values.reduce(|best, value| if value.count > best.count { value } else { best })
        };
        let named = |field| commonest(field).map(|value| value.value.as_str());
        let mut made = Vec::new();
        let topic = self.topic(all)?;
        made.extend(topic.iter().map(|topic| format!("最新的{topic}政策")));
        if let (Some(agency), Some(topic)) = (named(FilterField::AGENCIES), &topic) {
            made.push(format!("{agency}关于{topic}的规定"));
        }
        if let (Some(district), Some(year)) =
            (named(FilterField::DISTRICTS), named(FilterField::DATES))
        {
            made.push(format!("{year}年{district}的政策"));
        }
        made.extend(named(FilterField::DISTRICTS).map(|district| format!("{district}有哪些政策")));
        made.extend(named(FilterField::DATES).map(|year| format!("{year}年发布了多少项政策")));
        made.extend(named(FilterField::AGENCIES).map(|agency| format!("{agency}近三年的文件")));
        made.extend(named(FilterField::AGENCIES).map(|agency| format!("{agency}的文件")));
        made.extend(topic);
        Ok(made)
    }

    /// The word that most of the newest titles have, of those that are no name and no kind of
    /// document, and that not most documents have.
    fn topic(&self, all: &Response) -> Result<Option<String>> {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for hit in &all.hits {
            let words = self.snapshot.index.analyzer.words(&hit.title).into_iter();
            let mut words: Vec<String> =
                words.map(|word| word.text).filter(|word| may_be_topic(word)).collect();
            words.sort_unstable();
            words.dedup();
            words.into_iter().for_each(|word| *counts.entry(word).or_default() += 1);
        }
        let mut words: Vec<(String, usize)> = counts.into_iter().collect();
        words.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        for (word, _) in words.into_iter().take(TRIED) {
            let found = self.asked(&word)?;
            let understood = &found.understood;
            let is_plain = understood.receipts.is_empty() && understood.intent == Intent::Search;
            let is_telling = (2..=all.total / 2).contains(&found.total);
            if is_plain && is_telling && understood.keywords == [word.as_str()] {
                return Ok(Some(word));
            }
        }
        Ok(None)
    }
}

/// Whether a word of a title says what a document is about: short ones (发展) are of any.
fn may_be_topic(word: &str) -> bool {
    let is_chinese = word.chars().all(|c| ('一'..='龥').contains(&c));
    let is_place = word.ends_with(['省', '市', '区', '县']);
    is_chinese && !is_place && word.chars().nth(2).is_some() && doc_type::of_title(word).is_none()
}
