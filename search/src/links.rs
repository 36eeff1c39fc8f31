//! What leads from one document to others: the documents that it names, those that name it, what
//! explains it and what it explains, and its versions.

use corpus::document::{Level, Reference};
use corpus::{Document, Kind, PartialDate, likeness};
use indexer::analysis::runs;
use serde::Serialize;
use tantivy::DocAddress;

use crate::error::Result;
use crate::query::Clause;
use crate::versions;
use crate::view::View;

/// The most documents that are looked at for one name; a longer list is of a name that says
/// nothing (关于公布名单的通知).
const MOST_NAMED: usize = 50;
/// The most documents naming one that are looked at.
const MOST_NAMING: usize = 500;
/// Characters that a title needs before documents that have it in their text are looked for.
const TELLING: usize = 4;

/// A document of the library with what leads from it to others.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct LinkedDocument {
    /// The document.
    #[serde(flatten)]
    pub document: Document,
    /// What leads from it to others.
    pub links: Links,
}

/// What leads from a document to others of the library.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Links {
    /// The documents that it names, in its order.
    pub references: Vec<Named>,
    /// Documents that name it, newest first.
    pub cited_by: Vec<Entry>,
    /// Of an interpretation (解读): what it explains.
    pub explains: Vec<Entry>,
    /// Interpretations of it, newest first.
    pub explained_by: Vec<Entry>,
    /// Its other versions, newest first.
    pub versions: Vec<Entry>,
}

/// A document that another one names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// As the text names it.
    #[serde(flatten)]
    pub reference: Reference,
    /// Where the library has it; of several versions the newest.
    pub document: Option<Entry>,
}

/// A document as lists name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs)] // The fields are those of `corpus::Document`.
pub struct Entry {
    pub id: String,
    pub kind: Kind,
    pub title: String,
    pub date: Option<PartialDate>,
    pub agency: Option<String>,
    pub level: Option<Level>,
    pub number: Option<String>,
    pub status: Option<String>,
}

impl Entry {
    /// The entry of a document.
    pub fn of(document: &Document) -> Entry {
        Entry {
            id: document.id.clone(),
            kind: document.kind,
            title: document.title.clone(),
            date: document.date,
            agency: document.agency.clone(),
            level: document.level,
            number: document.number.clone(),
            status: document.status.as_ref().map(|status| status.value.clone()),
        }
    }
}

impl View {
    /// What leads from a document of the view to others.
    pub(crate) fn links(&self, document: &Document) -> Result<Links> {
        let naming = self.naming(document)?;
        let (explaining, citing): (Vec<Document>, Vec<Document>) =
            naming.into_iter().partition(|other| explains(other, document));
        let entries = |documents: &[Document]| documents.iter().map(Entry::of).collect();
        Ok(Links {
            references: self.references(document)?,
            cited_by: entries(&citing),
            explains: entries(&self.explained(document)?),
            explained_by: entries(&explaining),
            versions: self.versions_of(&document.id)?.iter().map(Entry::of).collect(),
        })
    }

    /// The other versions of a document, newest first, without their bodies.
    pub(crate) fn versions_of(&self, id: &str) -> Result<Vec<Document>> {
        let Some(at) = versions::address(&self.searcher, &self.index.fields, id)? else {
            return Ok(Vec::new());
        };
        let mut heads = Vec::new();
        for other in self.versions.of(at).iter().filter(|other| *other != id) {
            if let Some(at) = versions::address(&self.searcher, &self.index.fields, other)? {
                heads.push(self.head(at)?);
            }
        }
        Ok(heads)
    }

    fn references(&self, document: &Document) -> Result<Vec<Named>> {
        let named = |reference: &Reference| {
            let found = self.resolve(reference)?.filter(|found| found.id != document.id);
            Ok(Named { reference: reference.clone(), document: found.as_ref().map(Entry::of) })
        };
        document.references.iter().map(named).collect()
    }

    /// The document of the library that a reference means: of those that have its number or its
    /// title the newest, one that has both before others.
    fn resolve(&self, reference: &Reference) -> Result<Option<Document>> {
        let mut clauses = Vec::new();
        if let Some(title) = &reference.title {
            clauses.push(Clause::Title(runs(&likeness::stem_of(title))));
        }
        if let Some(number) = reference.number.as_deref().and_then(corpus::number::Parts::parse) {
            clauses.push(Clause::Number(number));
        }
        let found = self.having(&Clause::Any(clauses), MOST_NAMED)?;
        let meant = found.into_iter().filter(|found| likeness::is_meant(reference, found));
        let has_number =
            |found: &Document| reference.number.is_some() && found.number == reference.number;
        Ok(meant.max_by_key(|found| (has_number(found), found.date.map(|date| date.sort_key()))))
    }

    /// The documents that name a document, newest first.
    fn naming(&self, document: &Document) -> Result<Vec<Document>> {
        let printed = document.attachments.iter().map(|printed| printed.title.as_str());
        let titles = printed.chain([document.title.as_str()]).map(likeness::stem_of);
        let telling = titles.filter(|stem| stem.chars().nth(TELLING).is_some());
        let number = document.number.iter().map(|number| number.to_owned());
        let named = telling.chain(number).map(|name| Clause::Runs(runs(&name)));
        let mut found = self.having(&Clause::Any(named.collect()), MOST_NAMING)?;
        found.retain(|other| other.id != document.id && names(other, document));
        found.sort_by_key(|other| std::cmp::Reverse(other.date.map(|date| date.sort_key())));
        Ok(found)
    }

    /// What an interpretation explains: what its title names, else the first document that its
    /// text names and the library has.
    fn explained(&self, document: &Document) -> Result<Vec<Document>> {
        if document.kind != Kind::Interpretation {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for title in corpus::likeness::explained(&document.title) {
            let reference = Reference { title: Some(title), ..Reference::default() };
            found.extend(self.resolve(&reference)?.filter(|found| found.id != document.id));
        }
        for reference in &document.references {
            if !found.is_empty() {
                break;
            }
            found.extend(self.resolve(reference)?.filter(is_explained));
        }
        Ok(found)
    }

    /// At most so many documents for which a clause holds, without their bodies.
    fn having(&self, clause: &Clause, most: usize) -> Result<Vec<Document>> {
        let docs = self.matcher().clause(clause, &mut Vec::new())?;
        let addresses = docs.iter().enumerate().flat_map(|(segment, docs)| {
            docs.iter().map(move |doc| DocAddress::new(segment as u32, doc))
        });
        let alive = addresses
            .filter(|at| !self.searcher.segment_reader(at.segment_ord).is_deleted(at.doc_id));
        alive.take(most).map(|at| self.head(at)).collect()
    }

    fn head(&self, at: DocAddress) -> Result<Document> {
        Ok(indexer::load_head(&self.searcher, &self.index.fields, at)?)
    }
}

/// Whether a document names another one, in its text or, as interpretations do, in its title.
fn names(document: &Document, other: &Document) -> bool {
    document.references.iter().any(|reference| likeness::is_meant(reference, other))
        || explains(document, other)
}

/// Whether a document is an interpretation of another one: its title names it, or names none and
/// its text names it first.
fn explains(document: &Document, other: &Document) -> bool {
    if document.kind != Kind::Interpretation || !is_explained(other) {
        return false;
    }
    let meant = |title: String| {
        let reference = Reference { title: Some(title), ..Reference::default() };
        likeness::is_meant(&reference, other)
    };
    let first = document.references.first();
    corpus::likeness::explained(&document.title).into_iter().any(meant)
        || first.is_some_and(|first| likeness::is_meant(first, other))
}

fn is_explained(document: &Document) -> bool {
    !matches!(document.kind, Kind::Interpretation | Kind::News | Kind::Organization)
}
