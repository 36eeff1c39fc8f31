//! The engine: an open index and the operations on it. Reads like the path of
//! a query: filters, words, matches, ranking, gathering, hits.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Instant;

use corpus::Document;
use indexer::OpenIndex;
use indexer::analysis::Analyzer;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{Searcher, Term};

use crate::error::Result;
use crate::facets::FacetCache;
use crate::filters::Selection;
use crate::gather::{Found, Gathering};
use crate::mark::Marker;
use crate::matching::Matcher;
use crate::nearness::Nearness;
use crate::query::Query;
use crate::ranking::Ranking;
use crate::request::{MAX_LIMIT, Request, Sort};
use crate::response::{Hit, Notice, Response, Understood};
use crate::snippet::snippets;

/// An open index, shared by all requests of a process.
pub struct Engine {
    dir: PathBuf,
    view: RwLock<Arc<View>>,
}

/// A document in a ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The document's id.
    pub id: String,
    /// Comparable only within one ranking.
    pub score: f32,
}

/// The index as of one commit.
struct View {
    index: Arc<OpenIndex>,
    searcher: Searcher,
    facets: FacetCache,
}

impl View {
    fn new(index: Arc<OpenIndex>) -> Result<View> {
        let searcher = index.searcher();
        let facets = FacetCache::load(&searcher, &index.fields)?;
        Ok(View { index, searcher, facets })
    }
}

impl Engine {
    /// Opens the index in a folder.
    ///
    /// # Errors
    /// When the folder has no index, one of another format, or a damaged one.
    pub fn open(dir: &Path, analyzer: Analyzer) -> Result<Engine> {
        let index = Arc::new(OpenIndex::open(dir, analyzer)?);
        let view = RwLock::new(Arc::new(View::new(index)?));
        Ok(Engine { dir: dir.to_path_buf(), view })
    }

    /// Takes up what was committed to the index since; a rebuilt index is opened anew.
    ///
    /// # Errors
    /// When the index cannot be read; the engine then goes on with what it had.
    pub fn reload(&self) -> Result<()> {
        let before = self.view();
        let index = if before.index.reload()? {
            before.index.clone()
        } else {
            Arc::new(OpenIndex::open(&self.dir, before.index.analyzer.clone())?)
        };
        if index.searcher().generation() != before.searcher.generation() {
            let view = Arc::new(View::new(index)?);
            *self.view.write().unwrap_or_else(PoisonError::into_inner) = view;
        }
        Ok(())
    }

    fn view(&self) -> Arc<View> {
        self.view.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Number of documents in the index.
    pub fn len(&self) -> usize {
        self.view().searcher.num_docs() as usize
    }

    /// Whether the index has no document.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The document that has this id, whole.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn document(&self, id: &str) -> Result<Option<Document>> {
        let view = self.view();
        let fields = &view.index.fields;
        let query = TermQuery::new(Term::from_field_text(fields.id, id), IndexRecordOption::Basic);
        let found = view.searcher.search(&query, &tantivy::collector::DocSetCollector)?;
        let at = found.into_iter().next();
        Ok(at.map(|at| indexer::load(&view.searcher, fields, at)).transpose()?)
    }

    /// The ids of the documents that have anything of a query, best first, at most `limit`: the
    /// ranking alone, without filters and without the cut at most of the query's weight.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn rank(&self, query: &str, limit: usize) -> Result<Vec<Ranked>> {
        self.view().rank(query, limit)
    }

    /// Runs a request. A query never fails; only a damaged index does.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(&self, request: &Request) -> Result<Response> {
        let start = Instant::now();
        let mut response = self.view().search(request)?;
        response.took_ms = (start.elapsed().as_secs_f64() * 1e5).round() / 100.0;
        Ok(response)
    }
}

impl View {
    fn search(&self, request: &Request) -> Result<Response> {
        let mut notices = Vec::new();
        let analyzer = &self.index.analyzer;
        if request.limit > MAX_LIMIT {
            notices.push(Notice {
                code: "limit",
                text: format!("一次最多列出 {MAX_LIMIT} 条，其余请用 offset 翻页"),
                words: request.limit.to_string(),
            });
        }
        let (literal, ignore) = (request.literal, request.ignore.as_slice());
        let query = Query::read(&request.query, literal, ignore, analyzer, &mut notices);
        let filters = request.filters.and(&query.filters);
        let selection = Selection::resolve(&filters, &self.facets, &mut notices);
        let fields = &self.index.fields;
        let matcher = Matcher { searcher: &self.searcher, fields, cache: &self.facets };
        let matches = matcher.find(&query, &mut notices)?;
        let by_default = if query.ranks() { Sort::Relevance } else { Sort::Date };
        let sort = request.sort.unwrap_or(by_default);
        let ranking = Ranking::new(&self.searcher, fields, &query)?;
        let nearness = Nearness::new(&self.searcher, fields, &query)?;
        let gathered = Gathering {
            searcher: &self.searcher,
            cache: &self.facets,
            matches: &matches,
            selection: &selection,
            ranking: query.ranks().then_some((&ranking, &nearness)),
            sort,
            offset: request.offset,
            limit: request.limit.min(MAX_LIMIT),
        }
        .run()?;
        let marker = Marker::new(&query);
        let hits = self.hits(&gathered.page, &marker)?;
        Ok(Response {
            query: request.query.clone(),
            understood: understood(&query, sort),
            notices,
            ways_out: Vec::new(),
            total: gathered.total,
            hits,
            facets: self.facets.list(&gathered.counts, &selection),
            answer: None,
            took_ms: 0.0,
        })
    }

    fn rank(&self, query: &str, limit: usize) -> Result<Vec<Ranked>> {
        let analyzer = &self.index.analyzer;
        let query = Query::read(query, false, &[], analyzer, &mut Vec::new());
        let fields = &self.index.fields;
        let ranking = Ranking::new(&self.searcher, fields, &query)?;
        let nearness = Nearness::new(&self.searcher, fields, &query)?;
        let gathered = Gathering {
            searcher: &self.searcher,
            cache: &self.facets,
            matches: &None,
            selection: &Selection::default(),
            ranking: Some((&ranking, &nearness)),
            sort: Sort::Relevance,
            offset: 0,
            limit,
        }
        .run()?;
        let scored = gathered.page.iter().filter(|found| found.score > 0.0);
        scored
            .map(|found| {
                let id = indexer::load_head(&self.searcher, fields, found.at)?.id;
                Ok(Ranked { id, score: found.score })
            })
            .collect()
    }

    /// The documents of a page, on two threads: unpacking them is most of a short query's time.
    fn hits(&self, page: &[Found], marker: &Marker) -> Result<Vec<Hit>> {
        let hits = |page: &[Found]| -> Result<Vec<Hit>> {
            page.iter().map(|found| self.hit(found, marker)).collect()
        };
        let (first, second) = page.split_at(page.len().div_ceil(2));
        std::thread::scope(|scope| {
            let second = (!second.is_empty()).then(|| scope.spawn(|| hits(second)));
            let mut all = hits(first)?;
            if let Some(second) = second {
                all.extend(second.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
            }
            Ok(all)
        })
    }

    fn hit(&self, found: &Found, marker: &Marker) -> Result<Hit> {
        let document = indexer::load(&self.searcher, &self.index.fields, found.at)?;
        Ok(Hit {
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

fn understood(query: &Query, sort: Sort) -> Understood {
    Understood {
        keywords: query.words.iter().map(|word| word.text.clone()).collect(),
        dates: query.filters.years.first().copied().unwrap_or_default(),
        districts: query.filters.districts.clone(),
        agencies: query.filters.agencies.clone(),
        sort: sort.key(),
        receipts: query.receipts.clone(),
        ..Understood::default()
    }
}
