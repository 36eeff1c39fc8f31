//! Planning: the query is read, and what matches it is found.

use crate::error::Result;
use crate::facets::Selection;
use crate::matching::{Matcher, Matches};
use crate::message::{FilterField, Notice, NoticeCode, Request};
use crate::question::{Query, Reading};
use crate::snapshot::Snapshot;

/// Quotation marks, as the query language has them.
const QUOTES: [char; 3] = ['“', '”', '"'];

/// A request ready to be carried out.
pub(crate) struct Planned {
    pub(crate) query: Query,
    pub(crate) selection: Selection,
    pub(crate) matches: Matches,
}

/// Reads the query, and finds what matches it. Times that would exclude every document that
/// has the words become a preference.
///
/// # Errors
/// When the index cannot be read.
pub(super) fn plan(
    snapshot: &Snapshot,
    request: &Request,
    notices: &mut Vec<Notice>,
) -> Result<Planned> {
    let given = request.filters.fields();
    let reading = Reading {
        analyzer: &snapshot.index.analyzer,
        names: Some(&snapshot.gazetteer),
        synonyms: request.synonyms.then_some(&snapshot.synonyms),
        today: request.today,
        ignore: &request.ignore,
        given: &given,
        dates_give_way: false,
    };
    let mut query = if request.literal {
        reading.read_literally(&request.query, notices)
    } else {
        reading.read_query(&request.query, notices)
    };
    let matcher = Matcher { snapshot };
    let mut matches = matcher.find(&query, notices)?;
    let mut text = request.query.clone();
    // People quote names in questions without meaning an operator.
    if matches.is_empty() && !request.literal && text.contains(QUOTES) {
        let without = text.replace(QUOTES, " ");
        let loose = reading.read_query(&without, &mut Vec::new());
        let found = matcher.find(&loose, &mut Vec::new())?;
        if !found.is_empty() {
            notices.push(quotes_loosened());
            (query, matches, text) = (loose, found, without);
        }
    }
    if query.dates_may_give_way() && matcher.none_in(&matches, &query.filters.dates) {
        notices.push(dates_gave_way(&query));
        query = Reading { dates_give_way: true, ..reading }.read_query(&text, &mut Vec::new());
    }
    query.quote_receipts(&request.query);
    let filters = request.filters.and(&query.filters);
    let selection = Selection::resolve(&filters, snapshot, notices);
    Ok(Planned { query, selection, matches })
}

fn dates_gave_way(query: &Query) -> Notice {
    let dates = query.receipts.iter().filter(|receipt| receipt.field == FilterField::DATES);
    let words = dates.map(|receipt| receipt.words.as_str()).collect::<Vec<_>>().join("、");
    Notice {
        code: NoticeCode::DatePreferred,
        text: format!("“{words}”没有含全部词语的文件，时间只用来排序，没有筛选"),
        words,
    }
}

fn quotes_loosened() -> Notice {
    Notice {
        code: NoticeCode::QuotesLoosened,
        text: "没有文件一字不差地含有引号里的文字，已按普通词语查找".to_owned(),
        words: String::new(),
    }
}
