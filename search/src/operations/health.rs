//! Finding out the health of a library: all documents are looked at.

use std::collections::{BTreeMap, HashMap, HashSet};

use corpus::document::Level;
use corpus::gazetteer::Gazetteer;
use corpus::{Document, Kind, PartialDate, fold, title};
use strum::VariantArray;

use crate::error::Result;
use crate::message::{
    Corrected, DocumentEntry, Doubtful, Ended, Health, Lacking, Missing, MissingField,
    SeveralSources,
};
use crate::snapshot::Snapshot;

/// So many documents of one title are told.
const FEWEST_OF_A_TITLE: usize = 3;

/// The most documents naming a missing one that are listed.
const MOST_NAMING: usize = 5;

/// The health of the library on a day.
///
/// # Errors
/// When the index cannot be read.
pub(crate) fn check(snapshot: &Snapshot, today: PartialDate) -> Result<Health> {
    let mut heads = snapshot.load_heads()?;
    heads.sort_by(|a, b| a.id.cmp(&b.id));
    let by_id: HashMap<&str, &Document> = heads.iter().map(|d| (d.id.as_str(), d)).collect();
    let entry = |id: &String| by_id.get(id.as_str()).map(|document| DocumentEntry::of(document));
    let groups = snapshot.versions.all().iter();
    let same_text = snapshot.same_text.iter();
    Ok(Health {
        documents: heads.len(),
        unreadable: snapshot.unread.clone(),
        notices: snapshot.notices.clone(),
        missing: missing(&heads),
        doubts: heads.iter().flat_map(doubts).collect(),
        several_sources: heads.iter().filter_map(several_sources).collect(),
        versions: groups.map(|ids| ids.iter().filter_map(entry).collect()).collect(),
        same_text: same_text
            .filter_map(|[a, b]| Some([entry(a)?, entry(b)?]))
            .filter(|[a, b]| fold::key(&a.title) != fold::key(&b.title))
            .collect(),
        same_title: same_title(&heads, snapshot.versions.all()),
        lacking: lacking(&heads, &snapshot.gazetteer),
        ended: heads.iter().filter_map(|document| ended(document, today)).collect(),
        corrected: heads.iter().filter_map(corrected).collect(),
        inferred: inferred(&heads),
    })
}

/// Whether a document has an issuer and a place.
fn is_issued(document: &Document) -> bool {
    !matches!(document.kind, Kind::News | Kind::Organization | Kind::Report)
}

fn missing(heads: &[Document]) -> Vec<Missing> {
    let of_field = |&field: &MissingField| {
        let lacking = heads.iter().filter(|document| {
            is_issued(document) && lacks(document, field) && !document.is_corrected(field.into())
        });
        Missing { field, documents: lacking.map(DocumentEntry::of).collect() }
    };
    let missing = MissingField::VARIANTS.iter().map(of_field);
    missing.filter(|missing| !missing.documents.is_empty()).collect()
}

fn lacks(document: &Document, field: MissingField) -> bool {
    match field {
        MissingField::Date => document.date.is_none(),
        MissingField::Agency => document.agency.is_none(),
        MissingField::Region => {
            let is_local = !matches!(document.level, Some(Level::National | Level::Industry));
            document.region.is_empty() && document.district.is_none() && is_local
        }
    }
}

fn doubts(document: &Document) -> impl Iterator<Item = Doubtful> {
    document.doubts.iter().map(|doubt| Doubtful {
        document: DocumentEntry::of(document),
        field: doubt.field.clone(),
        value: doubt.value.clone(),
        reason: doubt.reason.clone(),
    })
}

fn several_sources(document: &Document) -> Option<SeveralSources> {
    let mut files: Vec<String> = document.sources.iter().map(|s| s.file.clone()).collect();
    files.dedup();
    (files.len() > 1).then(|| SeveralSources { document: DocumentEntry::of(document), files })
}

/// Groups of documents of one title, so many at least that it is more likely that of a page or a
/// folder; those that are versions of each other are left out.
fn same_title(heads: &[Document], versions: &[Vec<String>]) -> Vec<Vec<DocumentEntry>> {
    let linked: HashSet<&str> = versions.iter().flatten().map(String::as_str).collect();
    let mut groups: BTreeMap<String, Vec<DocumentEntry>> = BTreeMap::new();
    for document in heads.iter().filter(|document| !linked.contains(document.id.as_str())) {
        groups.entry(fold::key(&document.title)).or_default().push(DocumentEntry::of(document));
    }
    let mut groups: Vec<_> =
        groups.into_values().filter(|group| group.len() >= FEWEST_OF_A_TITLE).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups
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
                lacked.named_by.push(DocumentEntry::of(document));
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
    let is_over = status.is_some_and(|status| status.value.is_over());
    if !is_over && !has_passed {
        return None;
    }
    let evidence = match (status.filter(|_| is_over), expires) {
        (Some(status), _) => status.evidence.clone(),
        (None, Some(day)) => format!("有效期至{day}"),
        (None, None) => String::new(),
    };
    Some(Ended { document: DocumentEntry::of(document), expires, evidence })
}

fn corrected(document: &Document) -> Option<Corrected> {
    let fields = document.corrected.iter().map(|field| field.name.clone()).collect();
    let corrected = Corrected { document: DocumentEntry::of(document), fields };
    (!corrected.fields.is_empty()).then_some(corrected)
}

fn inferred(heads: &[Document]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for inference in heads.iter().flat_map(|document| &document.inferred) {
        *counts.entry(inference.field.clone()).or_insert(0) += 1;
    }
    counts
}
