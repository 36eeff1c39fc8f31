//! The index as of one commit, and a search of it. Reads like the path of a
//! query: plan, ranking, gathering, hits.

use std::sync::{Arc, Mutex};

use corpus::gazetteer::Gazetteer;
use corpus::{DateRange, Document, PartialDate, agency};
use indexer::{OpenIndex, Versions};
use tantivy::{DocAddress, Searcher, Term};

use crate::answering::{self, Asked, MOST_DOCUMENTS};
use crate::completing::LazyVocabulary;
use crate::engine::Ranked;
use crate::error::Result;
use crate::facets::{Dimension, FacetCache};
use crate::filters::Selection;
use crate::gather::{Found, Gathered, Gathering};
use crate::health::Health;
use crate::mark::Marker;
use crate::matching::{Matcher, Matches};
use crate::nearness::Nearness;
use crate::query::{Query, QueryWord};
use crate::ranking::{Ranking, rarity};
use crate::reading::Reading;
use crate::request::{FilterField, MAX_LIMIT, Request, Sort, VersionsListed};
use crate::response::{Answer, Hit, Intent, Notice, Response, Understood, Version, WayOut};
use crate::snippet::snippets;
use crate::synonyms::Synonyms;
use crate::versions::{self, VersionGroups};
use crate::vocabulary::Vocabulary;

/// Quotation marks, as the query language has them.
const QUOTES: [char; 3] = ['“', '”', '"'];
/// Where fewer documents are found, the query may have a slip.
const ENOUGH: usize = 20;

/// The index as of one commit.
pub(crate) struct View {
    pub(crate) index: Arc<OpenIndex>,
    pub(crate) searcher: Searcher,
    pub(crate) facets: FacetCache,
    pub(crate) gazetteer: Gazetteer,
    synonyms: Synonyms,
    vocabulary: LazyVocabulary,
    pub(crate) versions: VersionGroups,
    /// Pairs of one text under two titles, by id.
    pub(crate) same_text: Vec<[String; 2]>,
    /// What could not be read of the sources.
    pub(crate) unread: Vec<String>,
    /// The health of the library, once it was asked for, and of which day.
    pub(crate) health: Mutex<Option<(PartialDate, Arc<Health>)>>,
}

impl View {
    pub(crate) fn new(index: Arc<OpenIndex>) -> Result<View> {
        let searcher = index.searcher();
        let facets = FacetCache::load(&searcher, &index.fields)?;
        let library = index.library()?;
        let Versions { groups, same_text } = library.versions;
        Ok(View {
            gazetteer: Gazetteer::with_files(&corpus::library::gazetteers(&library.roots)).0,
            synonyms: Synonyms::load(&corpus::library::synonyms(&library.roots)),
            vocabulary: LazyVocabulary::default(),
            versions: VersionGroups::load(groups, &searcher, &index.fields)?,
            same_text,
            unread: library.unread,
            health: Mutex::default(),
            index,
            searcher,
            facets,
        })
    }
}

impl View {
    pub(crate) fn search(&self, request: &Request) -> Result<Response> {
        let mut notices = Vec::new();
        if request.limit > MAX_LIMIT {
            notices.push(Notice {
                code: "limit",
                text: format!("一次最多列出 {MAX_LIMIT} 条，其余请用 offset 翻页"),
                words: request.limit.to_string(),
            });
        }
        let Planned { query, selection, matches } = self.plan(request, &mut notices)?;
        let sort = sort(request, &query);
        let limit = request.limit.min(MAX_LIMIT);
        let weights = self.weights(&query)?;
        let asked = Asked { text: &request.query, words: &weights };
        let asks = request.offset == 0 && sort == Sort::Relevance && answering::asks(&asked);
        let depth = if asks { limit.max(MOST_DOCUMENTS) } else { limit };
        let part = Part {
            sort,
            collapsed: request.versions == Some(VersionsListed::Newest),
            offset: request.offset,
            limit: depth,
        };
        let gathered = self.gather(&query, &matches, &selection, &part)?;
        let page = &gathered.page[..limit.min(gathered.page.len())];
        let hits = self.hits(page, &Marker::new(&query))?;
        notices.extend(self.suggestion(request, &matches)?);
        if gathered.total == 0 && !matches.loosened {
            let missing = self.matcher().missing_within(&query, &selection)?;
            notices.extend(none_within(&missing));
        }
        let answer = match query.intent {
            Intent::Count => Some(Answer::Count { count: gathered.total }),
            _ if asks => self.answer(&asked, &gathered.page)?,
            _ => None,
        };
        Ok(Response {
            query: request.query.clone(),
            understood: understood(&query, sort, &self.gazetteer),
            notices,
            ways_out: ways_out(&query, &gathered),
            total: gathered.total,
            listed: gathered.listed,
            hits,
            facets: self.facets.list(&gathered.counts, &selection),
            answer,
            took_ms: 0.0,
        })
    }

    /// One pass over what matches.
    fn gather(
        &self,
        query: &Query,
        matches: &Matches,
        selection: &Selection,
        part: &Part,
    ) -> Result<Gathered> {
        let fields = &self.index.fields;
        let ranking = Ranking::new(&self.searcher, fields, query)?;
        let nearness = Nearness::new(&self.searcher, fields, query)?;
        let gathering = Gathering {
            searcher: &self.searcher,
            cache: &self.facets,
            matches,
            selection,
            preferred: &query.preferred,
            ranking: query.ranks().then_some((&ranking, &nearness)),
            sort: part.sort,
            versions: part.collapsed.then_some(&self.versions),
            offset: part.offset,
            limit: part.limit,
        };
        Ok(gathering.run()?)
    }

    /// The words of a query, each with its rarity.
    fn weights(&self, query: &Query) -> Result<Vec<(String, f32)>> {
        let weight = |word: &QueryWord| {
            let text: String = word.runs.iter().flatten().collect();
            let term = Term::from_field_text(self.index.fields.text.terms, &text);
            let found = self.searcher.doc_freq(&term)?;
            Ok((text, rarity(self.searcher.num_docs(), found)))
        };
        query.words.iter().map(weight).collect()
    }

    /// The passage that answers a question, from the best of the documents found.
    fn answer(&self, asked: &Asked<'_>, page: &[Found]) -> Result<Option<Answer>> {
        let best = page.iter().take(MOST_DOCUMENTS);
        let load = |found: &Found| self.index.documents.load(&self.searcher, found.at);
        let documents: Result<Vec<Document>, _> = best.map(load).collect();
        Ok(answering::passage(asked, &documents?))
    }

    /// The ids of a request's hits.
    pub(crate) fn ids(&self, request: &Request) -> Result<Vec<String>> {
        Ok(self.search(request)?.hits.into_iter().map(|hit| hit.id).collect())
    }

    /// Where the document that has this id is.
    pub(crate) fn address(&self, id: &str) -> Result<Option<DocAddress>> {
        Ok(versions::address(&self.searcher, &self.index.fields, id)?)
    }

    pub(crate) fn document(&self, id: &str) -> Result<Option<Document>> {
        let at = self.address(id)?;
        let load = |at| self.index.documents.load(&self.searcher, at);
        Ok(at.map(load).transpose()?)
    }

    pub(crate) fn matcher(&self) -> Matcher<'_> {
        Matcher {
            searcher: &self.searcher,
            fields: &self.index.fields,
            cache: &self.facets,
            gazetteer: &self.gazetteer,
        }
    }

    /// Reads the query, and finds what matches it. Times that would exclude every document that
    /// has the words become a preference.
    pub(crate) fn plan(&self, request: &Request, notices: &mut Vec<Notice>) -> Result<Planned> {
        let given = request.filters.fields();
        let reading = Reading {
            analyzer: &self.index.analyzer,
            names: Some(&self.gazetteer),
            synonyms: request.synonyms.then_some(&self.synonyms),
            today: request.today,
            ignore: &request.ignore,
            given: &given,
            dates_give_way: false,
        };
        let mut query = if request.literal {
            reading.read_literally(&request.query, notices)
        } else {
            reading.read(&request.query, notices)
        };
        let matcher = self.matcher();
        let mut matches = matcher.find(&query, notices)?;
        let mut text = request.query.clone();
        // People quote names in questions without meaning an operator.
        if matches.is_empty() && !request.literal && text.contains(QUOTES) {
            let without = text.replace(QUOTES, " ");
            let loose = reading.read(&without, &mut Vec::new());
            let found = matcher.find(&loose, &mut Vec::new())?;
            if !found.is_empty() {
                notices.push(quotes_loosened());
                (query, matches, text) = (loose, found, without);
            }
        }
        if query.dates_may_give_way() && matcher.none_in(&matches, &query.filters.dates) {
            notices.push(dates_gave_way(&query));
            query = Reading { dates_give_way: true, ..reading }.read(&text, &mut Vec::new());
        }
        query.quote_receipts(&request.query);
        let filters = request.filters.and(&query.filters);
        let selection = Selection::resolve(&filters, &self.facets, &self.gazetteer, notices);
        Ok(Planned { query, selection, matches })
    }

    pub(crate) fn vocabulary(&self) -> Result<&Vocabulary> {
        Ok(self.vocabulary.get(&self.searcher, &self.index, &self.gazetteer)?)
    }

    /// The query with slips mended, where few documents have its words and more would.
    fn suggestion(&self, request: &Request, matches: &Matches) -> Result<Option<Notice>> {
        let Some(matching) = matches.count().filter(|&matching| matching < ENOUGH) else {
            return Ok(None);
        };
        if request.literal {
            return Ok(None);
        }
        let analyzer = &self.index.analyzer;
        let Some(mended) = self.vocabulary()?.correct(&request.query, analyzer)? else {
            return Ok(None);
        };
        let better = Request { query: mended.clone(), ..request.clone() };
        let would_match = self.plan(&better, &mut Vec::new())?.matches.count();
        Ok(would_match.is_none_or(|count| count > matching).then(|| Notice {
            code: "suggestion",
            text: format!("您是不是要找：{mended}"),
            words: mended,
        }))
    }

    pub(crate) fn rank(&self, query: &str, limit: usize) -> Result<Vec<Ranked>> {
        let analyzer = &self.index.analyzer;
        let reading = Reading {
            analyzer,
            names: None,
            synonyms: None,
            today: PartialDate::today(),
            ignore: &[],
            given: &[],
            dates_give_way: false,
        };
        let query = reading.read(query, &mut Vec::new());
        let (matches, selection) = (Matches::default(), Selection::default());
        let part = Part { sort: Sort::Relevance, collapsed: false, offset: 0, limit };
        let gathered = self.gather(&query, &matches, &selection, &part)?;
        let scored = gathered.page.iter().filter(|found| found.score > 0.0);
        scored
            .map(|found| {
                let id = self.index.documents.load_head(&self.searcher, found.at)?.id;
                Ok(Ranked { id, score: found.score })
            })
            .collect()
    }

    fn hits(&self, page: &[Found], marker: &Marker) -> Result<Vec<Hit>> {
        page.iter().map(|found| self.hit(found, marker)).collect()
    }

    fn hit(&self, found: &Found, marker: &Marker) -> Result<Hit> {
        let document = self.index.documents.load(&self.searcher, found.at)?;
        let version = |d: Document| Version { id: d.id, title: d.title, date: d.date };
        Ok(Hit {
            versions: self.versions_at(found.at, &document.id)?.into_iter().map(version).collect(),
            title_marked: marker.mark(&document.title),
            snippets: snippets(&document, marker),
            year: document.date.map(corpus::PartialDate::year),
            status: document.status.map(|status| status.value),
            id: document.id,
            kind: document.kind,
            title: document.title,
            date: document.date,
            region: document.region,
            level: document.level,
            district: document.district,
            agency: document.agency,
            agencies: document.agencies,
            number: document.number,
            doc_type: document.doc_type,
            dates: document.dates,
            inferred: document.inferred,
            score: found.score,
            sources: document.sources,
        })
    }
}

/// Which part of a result is wanted, and in which order.
struct Part {
    sort: Sort,
    /// Whether the versions of one document are one.
    collapsed: bool,
    offset: usize,
    limit: usize,
}

/// A request ready to be carried out.
pub(crate) struct Planned {
    pub(crate) query: Query,
    pub(crate) selection: Selection,
    pub(crate) matches: Matches,
}

/// The order asked for: by flag, by the words of the query, or what suits it.
fn sort(request: &Request, query: &Query) -> Sort {
    let by_words = match query.intent {
        Intent::Latest => Sort::Date,
        Intent::Earliest => Sort::DateAsc,
        _ if query.ranks() => Sort::Relevance,
        _ => Sort::Date,
    };
    request.sort.unwrap_or(by_words)
}

fn dates_gave_way(query: &Query) -> Notice {
    let dates = query.receipts.iter().filter(|receipt| receipt.field == FilterField::Dates.key());
    let words = dates.map(|receipt| receipt.words.as_str()).collect::<Vec<_>>().join("、");
    Notice {
        code: "date_preferred",
        text: format!("“{words}”没有含全部词语的文件，时间只用来排序，没有筛选"),
        words,
    }
}

/// The words that keep documents out which pass the filters.
fn none_within(missing: &[&str]) -> Option<Notice> {
    let words = missing.join("、");
    (!missing.is_empty()).then(|| Notice {
        code: "words_missing_within",
        text: format!("符合筛选条件的文件里没有“{words}”，可去掉这个词或放宽筛选"),
        words,
    })
}

fn quotes_loosened() -> Notice {
    Notice {
        code: "quotes_loosened",
        text: "没有文件一字不差地含有引号里的文字，已按普通词语查找".to_owned(),
        words: String::new(),
    }
}

/// What dropping each filter that was read out of the query would give, where nothing was found.
fn ways_out(query: &Query, gathered: &Gathered) -> Vec<WayOut> {
    if gathered.total > 0 {
        return Vec::new();
    }
    let ways = query.filters.fields().into_iter().filter_map(|field| {
        let total = gathered.without[Dimension::of(field) as usize];
        (total > 0).then_some(WayOut { drop: field.key(), total })
    });
    ways.collect()
}

fn understood(query: &Query, sort: Sort, gazetteer: &Gazetteer) -> Understood {
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
    let dates = named.dates.iter().chain(&named.years).copied().reduce(DateRange::hull);
    Understood {
        keywords: query.words.iter().map(|word| word.text.clone()).collect(),
        dates: dates.unwrap_or_default(),
        districts: canonical(&named.districts),
        agencies: canonical(&named.agencies),
        kinds: named.kinds.clone(),
        intent: query.intent,
        sort: sort.key(),
        receipts: query.receipts.clone(),
    }
}
