//! A search of a snapshot. Reads like the path of a query: plan, gathering, answer, hits.

use corpus::gazetteer::Gazetteer;
use corpus::{DateRange, Document, Kind, agency};
use tantivy::Term;

use crate::answering::{self, MOST_DOCUMENTS};
use crate::error::Result;
use crate::gathering::{FoundDocument, Gathered, Gathering};
use crate::matching::Matcher;
use crate::message::{
    Answer, FilterField, Hit, Intent, MAX_LIMIT, NearHit, Notice, NoticeCode, Request, Response,
    Sort, Understood, Version, VersionsListed, WayOut,
};
use crate::operations::nearest::nearest;
use crate::operations::planning::{Planned, plan};
use crate::operations::suggestion::suggestion;
use crate::question::{Asked, Query, QueryWord};
use crate::ranking::rarity;
use crate::showing::{Marker, snippets};
use crate::snapshot::{Bounded, Snapshot};
use crate::vocabulary::LazyVocabulary;

/// What loading a document and picking its passages costs, in postings.
const LOAD: u64 = 10_000;

/// Runs a request.
///
/// # Errors
/// When the index cannot be read.
pub(crate) fn search(
    snapshot: Bounded<'_>,
    vocabulary: &LazyVocabulary,
    request: &Request,
) -> Result<Response> {
    let snapshot = snapshot.in_scope(request.scope);
    let mut notices = Vec::new();
    notices.extend(limited(request));
    let mut planned = plan(snapshot, request, &mut notices)?;
    let sort = sort(request, &planned);
    let limit = request.limit.min(MAX_LIMIT);
    let asked = weighed_question(&snapshot, request, sort, &mut planned.query)?;
    let Planned { query, selection, matches, .. } = &planned;
    let gathering = Gathering {
        snapshot,
        query,
        matches,
        selection,
        stated: &planned.stated,
        preferred: &planned.preferred,
        sort,
        today: request.today,
        collapsed: (request.versions == Some(VersionsListed::Newest)).then_some(sort),
        offset: request.offset,
        limit: if asked.is_some() { limit.max(MOST_DOCUMENTS) } else { limit },
    };
    let gathered = gathering.run()?;
    let documents = load(snapshot, &gathered.page)?;
    let complete = !snapshot.budget.is_spent();
    let answer = match asked {
        _ if !complete => None,
        _ if query.question.intent == Intent::Count => {
            Some(Answer::Count { count: gathered.total })
        }
        Some(asked) => answering::passage(&asked, &snapshot.gazetteer, &documents),
        None => None,
    };
    let hits = hits(&snapshot, query, gathered.page.iter().zip(documents).take(limit))?;
    let Beside { nearest, ways_out } = match complete {
        true => beside((snapshot, vocabulary), request, &planned, &gathered, &mut notices)?,
        false => {
            notices.push(cut_off());
            Beside::default()
        }
    };
    Ok(Response {
        query: request.query.clone(),
        understood: understood(query, sort, &snapshot.gazetteer),
        notices,
        ways_out,
        complete,
        total: gathered.total,
        listed: gathered.listed,
        hits,
        nearest,
        facets: gathered.counts.list(&snapshot.facets, selection, request.facet_values),
        answer,
        took_ms: 0.0,
    })
}

/// What is shown beside few or no hits.
#[derive(Default)]
struct Beside {
    nearest: Vec<NearHit>,
    ways_out: Vec<WayOut>,
}

/// What helps where few documents or none are found; and in notices a better query, and the words
/// that no document has.
fn beside(
    (snapshot, vocabulary): (Bounded<'_>, &LazyVocabulary),
    request: &Request,
    planned: &Planned,
    gathered: &Gathered,
    notices: &mut Vec<Notice>,
) -> Result<Beside> {
    let Planned { query, selection, matches, .. } = planned;
    notices.extend(suggestion(snapshot, vocabulary, request, matches)?);
    if gathered.total > 0 {
        return Ok(Beside::default());
    }
    if !matches.loosened {
        notices.extend(none_within(&Matcher { snapshot }.missing_within(query, selection)?));
    }
    let nearest = nearest(snapshot, request, planned)?;
    Ok(Beside { nearest, ways_out: ways_out(query, gathered) })
}

/// The documents of a page, as many as the budget pays for.
fn load(snapshot: Bounded<'_>, page: &[FoundDocument]) -> Result<Vec<Document>> {
    let paid = page.iter().take_while(|_| snapshot.budget.pays(LOAD));
    paid.map(|found| snapshot.load(found.at)).collect()
}

pub(super) fn cut_off() -> Notice {
    Notice {
        code: NoticeCode::CutOff,
        text: "这个检索要做的工作太多，提前停了：结果不全，篇数是至少有的；请用更少的词再试"
            .to_owned(),
        words: String::new(),
    }
}

/// The notice of a request for more hits than one response lists.
fn limited(request: &Request) -> Option<Notice> {
    (request.limit > MAX_LIMIT).then(|| Notice {
        code: NoticeCode::Limit,
        text: format!("一次最多列出 {MAX_LIMIT} 条，其余请用 offset 翻页"),
        words: request.limit.to_string(),
    })
}

/// What a passage is asked to say, its terms weighed: on the first page, best first, and where no
/// number of documents is asked for.
fn weighed_question(
    snapshot: &Snapshot,
    request: &Request,
    sort: Sort,
    query: &mut Query,
) -> Result<Option<Asked>> {
    let first = request.offset == 0 && sort == Sort::Relevance;
    let wanted = first && query.question.intent != Intent::Count;
    let Some(mut asked) = query.question.asked.take().filter(|_| wanted) else { return Ok(None) };
    let rarity = |word: &QueryWord| {
        let text: String = word.runs.iter().flatten().collect();
        let term = Term::from_field_text(snapshot.fields().text.terms, &text);
        Ok(rarity(snapshot.searcher.num_docs(), snapshot.searcher.doc_freq(&term)?))
    };
    let rarities = query.words.iter().map(rarity).collect::<Result<Vec<f32>>>()?;
    asked.weigh(&rarities);
    Ok(Some(asked))
}

/// The documents of a page as hits.
fn hits<'a>(
    snapshot: &Snapshot,
    query: &Query,
    page: impl Iterator<Item = (&'a FoundDocument, Document)>,
) -> Result<Vec<Hit>> {
    let marker = Marker::new(query);
    page.map(|(found, document)| hit(snapshot, found, document, &marker)).collect()
}

pub(super) fn hit(
    snapshot: &Snapshot,
    found: &FoundDocument,
    document: Document,
    marker: &Marker,
) -> Result<Hit> {
    let version = |d: Document| Version { id: d.id, date: d.fields.date, title: d.fields.title };
    let versions = snapshot.load_versions(found.at, &document.id)?;
    let [first_seen, changed] = snapshot.seen(found.at);
    Ok(Hit {
        versions: versions.into_iter().map(version).collect(),
        title_marked: marker.mark(&document.title),
        snippets: snippets(&document, marker),
        id: document.id,
        fields: document.fields,
        inferred: document.inferred,
        score: found.score,
        sources: document.sources,
        first_seen,
        changed,
    })
}

/// The order asked for: by flag, by the words of the query, or what suits it.
pub(super) fn sort(request: &Request, Planned { query, matches, .. }: &Planned) -> Sort {
    let by_words = match query.question.intent {
        Intent::Latest => Sort::Date,
        Intent::Earliest => Sort::DateAsc,
        _ if query.ranks() || !matches.first.is_empty() => Sort::Relevance,
        _ => Sort::Date,
    };
    request.sort.unwrap_or(by_words)
}

/// The words that keep documents out which pass the filters.
fn none_within(missing: &[&str]) -> Option<Notice> {
    let words = missing.join("、");
    let these = if missing.len() == 1 { "这个词" } else { "其中的词" };
    (!missing.is_empty()).then(|| Notice {
        code: NoticeCode::WordsMissingWithin,
        text: format!("符合筛选条件的文件里没有“{words}”，可去掉{these}或放宽筛选"),
        words,
    })
}

/// What dropping each filter that was read out of the query would give.
fn ways_out(query: &Query, gathered: &Gathered) -> Vec<WayOut> {
    // What takes a filter off takes off what is excluded by the same field as well.
    let fields = query.filters.fields().into_iter();
    let fields = fields.filter(|&field| query.excluded.fields[field].is_empty());
    let ways = fields.filter_map(|field| {
        let total = gathered.without[field];
        (total > 0).then_some(WayOut { drop: field, total })
    });
    ways.collect()
}

pub(super) fn understood(query: &Query, sort: Sort, gazetteer: &Gazetteer) -> Understood {
    let canonical = |names: &[String]| {
        let mut all: Vec<String> = Vec::new();
        for name in names {
            let known = agency::canonical(name, gazetteer).unwrap_or_else(|| name.clone());
            if !all.contains(&known) {
                all.push(known);
            }
        }
        all
    };
    let named = &query.named;
    let kinds = named.values[FilterField::KINDS].iter();
    let dates = named.dates.iter().chain(&named.years).copied().reduce(DateRange::hull);
    Understood {
        keywords: query.words.iter().map(|word| word.text.clone()).collect(),
        dates: dates.unwrap_or_default(),
        spans: named.dates.iter().chain(&named.years).copied().collect(),
        districts: canonical(&named.values[FilterField::DISTRICTS]),
        agencies: canonical(&named.values[FilterField::AGENCIES]),
        kinds: kinds.filter_map(|key| Kind::by_key(key)).collect(),
        intent: query.question.intent,
        sort,
        excluded: query.excluded.clone(),
        receipts: query.receipts.clone(),
    }
}
