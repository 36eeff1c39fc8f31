//! Planning: what the query names is looked up, the query is read, and what matches it is found.

use std::collections::HashMap;

use tantivy::DocAddress;

use crate::error::Result;
use crate::facets::{Preferred, Selection, Verdict};
use crate::matching::{Matcher, Matches};
use crate::message::{Applied, FilterField, Filters, Intent, Notice, NoticeCode, Receipt, Request};
use crate::naming::Naming;
use crate::question::{Clause, GiveWay, NamedWords, Query, Reading};
use crate::snapshot::Bounded;

/// Quotation marks, as the query language has them.
const QUOTES: [char; 3] = ['“', '”', '"'];

/// So many characters of its own, beside what was read, a query has at least that may be a passage
/// of a document as it stands.
const LEAST_OWN_CHARS: usize = 4;

/// A request ready to be carried out.
pub(crate) struct Planned {
    pub(crate) query: Query,
    /// What documents have to pass.
    pub(crate) selection: Selection,
    /// The same without what was read out of the query.
    pub(crate) stated: Selection,
    /// What documents had better be.
    pub(crate) preferred: Preferred,
    pub(crate) matches: Matches,
}

/// Reads the query, and finds what matches it. What it names comes first; a passage of a document
/// is not taken apart; times that would exclude every document that has the words become a
/// preference.
///
/// # Errors
/// When the index cannot be read.
pub(super) fn plan(
    snapshot: Bounded<'_>,
    request: &Request,
    notices: &mut Vec<Notice>,
) -> Result<Planned> {
    let snapshot = snapshot.in_scope(request.scope);
    let mut naming = Naming::of(&snapshot, request)?;
    let planner = Planner { snapshot, request, given: &request.filters.fields() };
    let read = planner.read_naming(&mut naming, notices);
    let read = planner.without_quotes(read, &naming.words, notices)?;
    let Read { mut query, mut matches, first, .. } = planner.giving_way(read, &naming, notices)?;
    matches.put_first(first);
    planner.narrow(&mut query, &mut matches, notices)?;
    query.quote_receipts(&request.query);
    let select = |filters: &Filters, notices: &mut Vec<Notice>| {
        Selection::resolve(filters, &snapshot, notices)
    };
    let years = &query.preferred.dates;
    Ok(Planned {
        selection: select(&request.filters.and(&query.filters), notices),
        stated: select(&request.filters, &mut Vec::new()),
        preferred: Preferred {
            selection: select(&query.preferred, &mut Vec::new()),
            of_year: Matcher { snapshot }.titles_of_years(years, &matches)?,
        },
        query,
        matches,
    })
}

/// Reads queries for a request.
pub(super) struct Planner<'a> {
    pub(super) snapshot: Bounded<'a>,
    pub(super) request: &'a Request,
    /// The fields that the request filters by.
    pub(super) given: &'a [FilterField],
}

/// A query as read, and what it finds.
struct Read {
    /// What was read.
    text: String,
    query: Query,
    matches: Matches,
    /// The documents that come before all others, each with its place among them.
    first: HashMap<DocAddress, u32>,
}

impl Planner<'_> {
    pub(super) fn read(
        &self,
        text: &str,
        named: &NamedWords,
        give_way: GiveWay,
        notices: &mut Vec<Notice>,
    ) -> Query {
        let reading = self.reading(named, give_way);
        match self.request.literal {
            true => reading.read_literally(text, notices),
            false => reading.read_query(text, notices),
        }
    }

    fn reading<'r>(&'r self, named: &'r NamedWords, give_way: GiveWay) -> Reading<'r> {
        let Planner { snapshot, request, given } = self;
        Reading {
            analyzer: &snapshot.index.analyzer,
            names: Some(&snapshot.gazetteer),
            synonyms: request.synonyms.then_some(&snapshot.synonyms),
            today: request.today,
            ignore: &request.ignore,
            given,
            named,
            give_way,
        }
    }

    /// Narrows what matches to what has what documents must have besides.
    fn narrow(
        &self,
        query: &mut Query,
        matches: &mut Matches,
        notices: &mut Vec<Notice>,
    ) -> Result<()> {
        let named = NamedWords::default();
        for text in &self.request.within {
            self.reading(&named, GiveWay::Nothing).read_within(text, query, notices);
        }
        if !query.within.is_empty() {
            let within = Clause::All(query.within.clone());
            matches.narrow(&Matcher { snapshot: self.snapshot }.clause(&within, notices)?);
        }
        Ok(())
    }

    /// Reads the query of the request. What the words of a title name besides is taken only where it
    /// would not exclude the document, nor order or count others; but a title that is no more than
    /// the name of a place or an agency stays one.
    fn read_naming(&self, naming: &mut Naming, notices: &mut Vec<Notice>) -> Query {
        let mut own = Vec::new();
        let text = &self.request.query;
        let mut query = self.read(text, &naming.words, GiveWay::Nothing, &mut own);
        if let Some(best) = naming.best()
            && !is_mere_name(&query)
            && (query.question.intent != Intent::Search || self.is_excluded(best, &query))
            && let Some(title) = &mut naming.words.title
        {
            title.is_all = true;
            own.clear();
            query = self.read(text, &naming.words, GiveWay::Nothing, &mut own);
        }
        notices.append(&mut own);
        query
    }

    /// Whether what was read out of a query excludes a document.
    fn is_excluded(&self, at: DocAddress, query: &Query) -> bool {
        let facets = &self.snapshot.facets.segments[at.segment_ord as usize];
        let selection = Selection::resolve(&query.filters, &self.snapshot, &mut Vec::new());
        let passes = selection.test(facets, at.doc_id) == Verdict::Passes;
        let excludes = |receipt: &Receipt| receipt.applied == Applied::Exclude;
        !passes || query.receipts.iter().any(excludes)
    }

    /// A query that finds nothing with its quotation marks, read without them: people quote names
    /// in questions without meaning an operator.
    fn without_quotes(
        &self,
        query: Query,
        named: &NamedWords,
        notices: &mut Vec<Notice>,
    ) -> Result<Read> {
        let matcher = Matcher { snapshot: self.snapshot };
        let matches = matcher.find(&query, notices)?;
        let text = self.request.query.clone();
        let first = HashMap::new();
        let is_cut_off = self.snapshot.budget.is_spent();
        if is_cut_off || !matches.is_empty() || self.request.literal || !text.contains(QUOTES) {
            return Ok(Read { text, query, matches, first });
        }
        let without = text.replace(QUOTES, " ");
        let loose = self.read(&without, named, GiveWay::Nothing, &mut Vec::new());
        let found = matcher.find(&loose, &mut Vec::new())?;
        if found.is_empty() {
            return Ok(Read { text, query, matches, first });
        }
        notices.push(quotes_loosened());
        Ok(Read { text: without, query: loose, matches: found, first })
    }

    /// A query whose readings give way: all of them where it stands in a document word for word,
    /// times where no document has the words in them.
    fn giving_way(&self, read: Read, naming: &Naming, notices: &mut Vec<Notice>) -> Result<Read> {
        let Read { text, mut query, mut matches, .. } = read;
        let matcher = Matcher { snapshot: self.snapshot };
        let mut first = naming.places();
        let verbatim = match may_be_passage(&query) {
            true => matcher.verbatim(&text)?,
            false => Vec::new(),
        };
        if self.snapshot.budget.is_spent() {
            return Ok(Read { text, query, matches, first });
        }
        if !verbatim.is_empty() {
            let is_over = |code| matches!(code, NoticeCode::Excluded | NoticeCode::DateInName);
            notices.retain(|notice| !is_over(notice.code));
            notices.push(stands_verbatim(&query));
            query = self.read(&text, &naming.words, GiveWay::All, &mut Vec::new());
            matches = matcher.find(&query, &mut Vec::new())?;
            let behind = first.len() as u32;
            for at in verbatim {
                first.entry(at).or_insert(behind);
            }
        } else if query.dates_may_give_way() && matcher.none_in(&matches, &query.filters.dates) {
            let is_date = |words: &str| {
                let mut receipts = query.receipts.iter();
                receipts.any(|known| known.field == FilterField::DATES && known.words == words)
            };
            notices.retain(|n| n.code != NoticeCode::Excluded || !is_date(&n.words));
            notices.push(dates_gave_way(&query));
            let excluded = !query.excluded.fields[FilterField::DATES].is_empty();
            query = self.read(&text, &naming.words, GiveWay::Dates, &mut Vec::new());
            // What was not to be found then is only not preferred.
            if excluded {
                matches = matcher.find(&query, &mut Vec::new())?;
            }
        }
        Ok(Read { text, query, matches, first })
    }
}

/// Whether a query is no more than the name of a place or an agency.
fn is_mere_name(query: &Query) -> bool {
    let fields = query.filters.fields();
    let is_name =
        |field: &FilterField| [FilterField::DISTRICTS, FilterField::AGENCIES].contains(field);
    query.question.intent == Intent::Search
        && query.words.is_empty()
        && query.clauses.is_empty()
        && !fields.is_empty()
        && fields.iter().all(is_name)
}

/// Whether a query may be a passage of a document, and what was read out of it not meant so.
fn may_be_passage(query: &Query) -> bool {
    query.is_plain && query.is_interpreted() && query.own_chars() >= LEAST_OWN_CHARS
}

fn stands_verbatim(query: &Query) -> Notice {
    let read = query.receipts.iter().filter(|receipt| receipt.applied != Applied::Named);
    let words = read.map(|receipt| receipt.words.as_str()).collect::<Vec<_>>().join("、");
    let text = match words.as_str() {
        "" => "有文件一字不差地含有这句话，已按原文查找".to_owned(),
        words => format!("有文件一字不差地含有这句话，“{words}”只用来排序，没有筛选"),
    };
    Notice { code: NoticeCode::Verbatim, text, words }
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
