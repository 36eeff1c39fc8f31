//! The health of a library: what could not be read, what documents lack, what is doubtful, there
//! twice, named but not there, or over.

mod sections;

use std::collections::{BTreeMap, HashMap, HashSet};

use corpus::document::Level;
use corpus::gazetteer::Gazetteer;
use corpus::{Document, Kind, PartialDate, title};
use serde::Serialize;

use crate::error::Result;
use crate::links::Entry;
use crate::view::View;
pub use sections::{Line, Section, field_name};

/// The most documents naming a missing one that are listed.
const MOST_NAMING: usize = 5;

/// What there is to mend in a library, and what should be known of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Health {
    /// How many documents there are.
    pub documents: usize,
    /// Files, lines and links that could not be read, each with the reason.
    pub unreadable: Vec<String>,
    /// Policies, regulations and the like that lack a field.
    pub missing: Vec<Missing>,
    /// Stated values that were not believed, and statements at odds with each other.
    pub doubts: Vec<Doubtful>,
    /// Documents read from several files.
    pub several_sources: Vec<SeveralSources>,
    /// Groups of versions, each newest first.
    pub versions: Vec<Vec<Entry>>,
    /// Pairs of one text under two titles.
    pub same_text: Vec<[Entry; 2]>,
    /// Documents that others name and the library lacks, the most named first.
    pub lacking: Vec<Lacking>,
    /// Policies and regulations that are no longer in force.
    pub ended: Vec<Ended>,
    /// Documents with corrected fields.
    pub corrected: Vec<Corrected>,
    /// For each field how many documents do not state it, so that it was inferred.
    pub inferred: BTreeMap<String, usize>,
}

/// A field, and the documents that lack it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Missing {
    /// date, agency or region.
    pub field: &'static str,
    /// The documents.
    pub documents: Vec<Entry>,
}

/// A stated value that was not believed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Doubtful {
    /// The document that states it.
    pub document: Entry,
    /// Name of the field, as in the JSON object.
    pub field: String,
    /// The value, verbatim.
    pub value: String,
    /// Why it was not believed, in Chinese.
    pub reason: String,
}

/// A document with several sources.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SeveralSources {
    /// The document.
    pub document: Entry,
    /// Its files.
    pub files: Vec<String>,
}

/// A document that others name and the library lacks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lacking {
    /// Its title, where one is given.
    pub title: Option<String>,
    /// Its 发文字号, where one is given.
    pub number: Option<String>,
    /// How many documents name it.
    pub count: usize,
    /// Some of these.
    pub named_by: Vec<Entry>,
}

/// A document that is no longer in force.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ended {
    /// The document.
    pub document: Entry,
    /// The last day on which it was in force, where that is known.
    pub expires: Option<PartialDate>,
    /// The sentence that proves it, or the day that has passed.
    pub evidence: String,
}

/// A document with corrected fields.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Corrected {
    /// The document.
    pub document: Entry,
    /// Names of the fields.
    pub fields: Vec<String>,
}

impl View {
    /// The health of the library on a day.
    pub(crate) fn check(&self, today: PartialDate) -> Result<Health> {
        let mut heads = self.index.documents.load_heads(&self.searcher)?;
        heads.sort_by(|a, b| a.id.cmp(&b.id));
        let by_id: HashMap<&str, &Document> = heads.iter().map(|d| (d.id.as_str(), d)).collect();
        let entry = |id: &String| by_id.get(id.as_str()).map(|document| Entry::of(document));
        let groups = self.versions.all().iter();
        let same_text = self.same_text.iter();
        Ok(Health {
            documents: heads.len(),
            unreadable: self.unread.clone(),
            missing: missing(&heads),
            doubts: heads.iter().flat_map(doubts).collect(),
            several_sources: heads.iter().filter_map(several_sources).collect(),
            versions: groups.map(|ids| ids.iter().filter_map(entry).collect()).collect(),
            same_text: same_text.filter_map(|[a, b]| Some([entry(a)?, entry(b)?])).collect(),
            lacking: lacking(&heads, &self.gazetteer),
            ended: heads.iter().filter_map(|document| ended(document, today)).collect(),
            corrected: heads.iter().filter_map(corrected).collect(),
            inferred: inferred(&heads),
        })
    }
}

/// Whether a document has an issuer and a place.
fn is_issued(document: &Document) -> bool {
    !matches!(document.kind, Kind::News | Kind::Organization | Kind::Report)
}

fn missing(heads: &[Document]) -> Vec<Missing> {
    type Lacks = fn(&Document) -> bool;
    let fields: [(&'static str, Lacks); 3] = [
        ("date", |document| document.date.is_none()),
        ("agency", |document| document.agency.is_none()),
        ("region", |document| {
            let is_local = !matches!(document.level, Some(Level::National | Level::Industry));
            document.region.is_empty() && document.district.is_none() && is_local
        }),
    ];
    let of_field = |(field, lacks): (&'static str, Lacks)| {
        let lacking = heads.iter().filter(|document| {
            is_issued(document) && lacks(document) && !document.is_corrected(field)
        });
        Missing { field, documents: lacking.map(Entry::of).collect() }
    };
    fields.into_iter().map(of_field).filter(|missing| !missing.documents.is_empty()).collect()
}

fn doubts(document: &Document) -> impl Iterator<Item = Doubtful> {
    document.doubts.iter().map(|doubt| Doubtful {
        document: Entry::of(document),
        field: doubt.field.clone(),
        value: doubt.value.clone(),
        reason: doubt.reason.clone(),
    })
}

fn several_sources(document: &Document) -> Option<SeveralSources> {
    let mut files: Vec<String> = document.sources.iter().map(|s| s.file.clone()).collect();
    files.dedup();
    (files.len() > 1).then(|| SeveralSources { document: Entry::of(document), files })
}

/// The documents that no title, no title of what a notice prints, and no number of the library is.
fn lacking(heads: &[Document], gazetteer: &Gazetteer) -> Vec<Lacking> {
    let stem = |title: &str| title::stem(title, gazetteer);
    let titles = heads.iter().flat_map(|document| {
        let printed = document.attachments.iter().map(|printed| &printed.title);
        printed.chain([&document.title]).map(|title| stem(title))
    });
    let numbers = heads.iter().filter_map(|document| document.number.clone());
    let known: HashSet<String> = titles.chain(numbers).collect();
    let mut lacking: BTreeMap<String, Lacking> = BTreeMap::new();
    for document in heads {
        for reference in &document.references {
            let stem = reference.title.as_deref().map(stem);
            let names = [stem, reference.number.clone()];
            if names.iter().flatten().any(|name| known.contains(name)) {
                continue;
            }
            let Some(name) = names.into_iter().flatten().next() else { continue };
            let lacked = lacking.entry(name).or_insert_with(|| Lacking {
                title: reference.title.clone(),
                number: reference.number.clone(),
                count: 0,
                named_by: Vec::new(),
            });
            lacked.number = lacked.number.take().or_else(|| reference.number.clone());
            lacked.count += 1;
            if lacked.named_by.len() < MOST_NAMING {
                lacked.named_by.push(Entry::of(document));
            }
        }
    }
    let mut lacking: Vec<Lacking> = lacking.into_values().collect();
    lacking.sort_by_key(|lacked| std::cmp::Reverse(lacked.count));
    lacking
}

/// A document that is over by its status, or whose last day has passed since it was read.
fn ended(document: &Document, today: PartialDate) -> Option<Ended> {
    let expires = document.dates.expires;
    let has_passed = expires.is_some_and(|day| day.last_day() < today.first_day());
    let status = document.status.as_ref();
    let is_over = status.is_some_and(|status| matches!(&*status.value, "已失效" | "已废止"));
    if !is_over && !has_passed {
        return None;
    }
    let evidence = match (status.filter(|_| is_over), expires) {
        (Some(status), _) => status.evidence.clone(),
        (None, Some(day)) => format!("有效期至{day}"),
        (None, None) => String::new(),
    };
    Some(Ended { document: Entry::of(document), expires, evidence })
}

fn corrected(document: &Document) -> Option<Corrected> {
    let fields = document.corrected.iter().map(|field| field.name.clone()).collect();
    let corrected = Corrected { document: Entry::of(document), fields };
    (!corrected.fields.is_empty()).then_some(corrected)
}

fn inferred(heads: &[Document]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for inference in heads.iter().flat_map(|document| &document.inferred) {
        *counts.entry(inference.field.clone()).or_insert(0) += 1;
    }
    counts
}
