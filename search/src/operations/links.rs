//! What leads from one document to others: the documents that it names, those that name it, what
//! explains it and what it explains, and its versions.

use corpus::document::Reference;
use corpus::gazetteer::Gazetteer;
use corpus::{Document, Kind, likeness, title};
use indexer::analysis::runs;
use tantivy::DocAddress;

use super::similar::similar;
use crate::error::Result;
use crate::matching::Matcher;
use crate::message::{DocumentEntry, Links, NamedDocument};
use crate::question::Clause;
use crate::snapshot::Snapshot;

/// The most documents that are looked at for one name; a longer list is of a name that says
/// nothing (关于公布名单的通知).
const MOST_NAMED: usize = 50;
/// The most documents naming one that are looked at.
const MOST_NAMING: usize = 500;
/// Characters that a title needs before documents that have it in their text are looked for.
const TELLING: usize = 4;

/// What leads from a document of a snapshot to others.
///
/// # Errors
/// When the index cannot be read.
pub(crate) fn links(snapshot: &Snapshot, document: &Document) -> Result<Links> {
    let at = snapshot.address(&document.id)?;
    let versions = at.map(|at| snapshot.load_versions(at, &document.id)).transpose()?;
    let versions = versions.unwrap_or_default();
    let family: Vec<&Document> = versions.iter().chain([document]).collect();
    let gazetteer = &snapshot.gazetteer;
    let (mut cited_by, mut explained_by) = (Vec::new(), Vec::new());
    for other in naming(snapshot, document)? {
        if names(&other, &explained(&other, gazetteer), &family, document, gazetteer) {
            explained_by.push(DocumentEntry::of(&other));
        } else if names(&other, &other.references, &family, document, gazetteer) {
            cited_by.push(DocumentEntry::of(&other));
        }
    }
    let mut links = Links {
        references: references(snapshot, document)?,
        cited_by,
        explains: explained_here(snapshot, document)?,
        explained_by,
        versions: versions.iter().map(DocumentEntry::of).collect(),
        similar: Vec::new(),
    };
    let known: Vec<&str> = links.all().map(|entry| entry.id.as_str()).collect();
    links.similar = similar(snapshot, document, at, &known)?;
    Ok(links)
}

/// The documents that a document names.
fn references(snapshot: &Snapshot, document: &Document) -> Result<Vec<NamedDocument>> {
    let named = |reference: &Reference| {
        let found = resolve(snapshot, reference, document)?;
        Ok(NamedDocument {
            reference: reference.clone(),
            document: found.as_ref().map(DocumentEntry::of),
        })
    };
    document.references.iter().map(named).collect()
}

/// The document of the library that a reference of another one means.
fn resolve(
    snapshot: &Snapshot,
    reference: &Reference,
    from: &Document,
) -> Result<Option<Document>> {
    let mut clauses = Vec::new();
    if let Some(title) = &reference.title {
        clauses.push(Clause::Title(runs(&title::stem(title, &snapshot.gazetteer))));
    }
    if let Some(number) = reference.number.as_deref().and_then(corpus::number::Parts::parse) {
        clauses.push(Clause::Number(number));
    }
    let mut found = having(snapshot, &Clause::Any(clauses), MOST_NAMED)?;
    found.retain(|found| found.id != from.id);
    let all: Vec<&Document> = found.iter().collect();
    Ok(meant(reference, from, &all, &snapshot.gazetteer).cloned())
}

/// The documents that name a document, newest first.
fn naming(snapshot: &Snapshot, document: &Document) -> Result<Vec<Document>> {
    let printed = document.attachments.iter().map(|printed| printed.title.as_str());
    let titles = printed
        .chain([document.title.as_str()])
        .map(|title| title::stem(title, &snapshot.gazetteer));
    let telling = titles.filter(|stem| stem.chars().nth(TELLING).is_some());
    let number = document.number.iter().map(|number| number.to_owned());
    let named = telling.chain(number).map(|name| Clause::Runs(runs(&name)));
    let mut found = having(snapshot, &Clause::Any(named.collect()), MOST_NAMING)?;
    found.retain(|other| other.id != document.id);
    let newest = |document: &Document| std::cmp::Reverse(document.date.map(|d| d.sort_key()));
    found.sort_by(|a, b| newest(a).cmp(&newest(b)).then_with(|| a.id.cmp(&b.id)));
    Ok(found)
}

/// What an interpretation explains, as far as the library has it.
fn explained_here(snapshot: &Snapshot, document: &Document) -> Result<Vec<DocumentEntry>> {
    let mut found = Vec::new();
    for reference in explained(document, &snapshot.gazetteer) {
        found.extend(resolve(snapshot, &reference, document)?.as_ref().map(DocumentEntry::of));
    }
    Ok(found)
}

/// At most so many documents for which a clause holds, without their bodies.
fn having(snapshot: &Snapshot, clause: &Clause, most: usize) -> Result<Vec<Document>> {
    let docs = Matcher { snapshot: snapshot.unbounded() }.clause(clause, &mut Vec::new())?;
    let addresses = docs.iter().enumerate().flat_map(|(segment, docs)| {
        docs.ones().map(move |doc| DocAddress::new(segment as u32, doc as u32))
    });
    addresses.take(most).map(|at| snapshot.load_head(at)).collect()
}

/// Of some documents the one that a reference means: the one that has its number, else the newest
/// that was there when the reference was written, else the first that came after.
fn meant<'a>(
    reference: &Reference,
    from: &Document,
    documents: &[&'a Document],
    gazetteer: &Gazetteer,
) -> Option<&'a Document> {
    let day = |document: &Document| document.date.map_or(0, |date| date.first_day() as i64);
    let written = from.date.map_or(i64::MAX, |date| date.last_day() as i64);
    let fits = |document: &Document| {
        let has_number = reference.number.is_some() && document.number == reference.number;
        let was_there = day(document) <= written;
        (has_number, was_there, if was_there { day(document) } else { -day(document) })
    };
    let is_meant = |found: &&Document| likeness::is_meant(reference, found, gazetteer);
    let meant = documents.iter().copied().filter(is_meant);
    meant.max_by(|a, b| fits(a).cmp(&fits(b)).then_with(|| b.id.cmp(&a.id)))
}

/// Whether some references of a document mean another one, and none of its other versions.
fn names(
    from: &Document,
    references: &[Reference],
    family: &[&Document],
    document: &Document,
    gazetteer: &Gazetteer,
) -> bool {
    let means = |reference| {
        meant(reference, from, family, gazetteer).is_some_and(|found| found.id == document.id)
    };
    references.iter().any(means)
}

/// What an interpretation explains: what its title names, with the number that its text gives to
/// that; else the first document that its text names. Nothing for other documents.
fn explained(document: &Document, gazetteer: &Gazetteer) -> Vec<Reference> {
    if document.kind != Kind::Interpretation {
        return Vec::new();
    }
    let by_title = |title: String| {
        let stem = |title: &str| title::stem(title, gazetteer);
        let wanted = Some(stem(&title));
        let of_stem = |r: &&Reference| r.title.as_deref().map(stem) == wanted;
        let numbered = document.references.iter().filter(|r| r.number.is_some()).find(of_stem);
        numbered.cloned().unwrap_or(Reference { title: Some(title), ..Reference::default() })
    };
    let named = likeness::explained(&document.title).into_iter().map(by_title);
    let first = document.references.first().filter(|_| !document.title.contains('《'));
    named.chain(first.cloned()).collect()
}

#[cfg(test)]
mod tests {
    use corpus::fields::Fields;

    use super::*;

    fn document(title: &str, number: Option<&str>, date: &str) -> Document {
        Document {
            id: format!("{title}{date}"),
            fields: Fields {
                title: title.to_owned(),
                number: number.map(str::to_owned),
                date: date.parse().ok(),
                ..Fields::default()
            },
            ..Document::default()
        }
    }

    #[test]
    fn a_reference_means_the_version_of_its_number_or_its_day() {
        let versions = [
            document("甲办法（试行）", Some("甲规〔2015〕3号"), "2015-03-01"),
            document("甲办法", Some("甲规〔2017〕6号"), "2017-05-20"),
            document("甲办法（2023年修订）", Some("甲规〔2023〕2号"), "2023-02-01"),
        ];
        let cases = [
            (Some("甲规〔2015〕3号"), "2018-06-01", "2015"),
            (None, "2018-06-01", "2017"),
            (None, "2015-01-01", "2015"),
            (None, "2024-01-01", "2023"),
            (None, "", "2023"),
            (Some("乙规〔2020〕1号"), "2018", "2017"),
        ];
        for (number, written, expected) in cases {
            let reference = Reference {
                title: Some("甲办法".to_owned()),
                number: number.map(str::to_owned),
                repealed: false,
            };
            let from = document("乙意见", None, written);
            let all: Vec<&Document> = versions.iter().collect();
            let found =
                meant(&reference, &from, &all, Gazetteer::builtin()).map(|found| found.id.as_str());
            assert!(
                found.is_some_and(|id| id.contains(expected)),
                "{number:?} {written}: {found:?}"
            );
        }
    }

    #[test]
    fn what_an_interpretation_explains() {
        let reference = |title: &str, number: Option<&str>| Reference {
            title: Some(title.to_owned()),
            number: number.map(str::to_owned),
            repealed: false,
        };
        let cases = [
            (
                "《甲办法》解读",
                vec![reference("甲办法", Some("甲规〔2017〕6号"))],
                "甲办法 甲规〔2017〕6号",
            ),
            ("《甲办法》解读", vec![reference("乙法", None)], "甲办法"),
            ("甲办法（2023年修订）热点问答", vec![], "甲办法（2023年修订）"),
        ];
        for (title, references, expected) in cases {
            let kind = Kind::Interpretation;
            let document = Document {
                fields: Fields { kind, title: title.to_owned(), ..Fields::default() },
                references,
                ..Document::default()
            };
            let found = explained(&document, Gazetteer::builtin());
            let named = [found[0].title.clone(), found[0].number.clone()];
            let named: Vec<String> = named.into_iter().flatten().collect();
            assert_eq!(named.join(" "), expected, "{title}");
        }
    }
}
