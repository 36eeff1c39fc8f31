//! Lists of documents that a document leads to, as its page shows them.

use search::{DocumentEntry, LinkedDocument, NamedDocument};

use crate::pages::results::hits::VERSIONS;
use crate::pages::wording;
use crate::parameters::Parameters;

/// A list of documents under a heading.
#[derive(Debug, PartialEq)]
pub(super) struct Related {
    pub(super) anchor: &'static str,
    pub(super) heading: &'static str,
    pub(super) items: Vec<Item>,
}

/// A document of a list.
#[derive(Debug, PartialEq)]
pub(super) struct Item {
    /// `None` for one that the library lacks.
    pub(super) href: Option<String>,
    pub(super) title: String,
    /// Date, number, and what is said of it.
    pub(super) facts: Vec<String>,
    /// Where the document of the page stands side by side with it.
    pub(super) comparison: Option<String>,
}

/// The lists that have anything, versions first.
pub(super) fn lists(parameters: &Parameters, linked: &LinkedDocument) -> Vec<Related> {
    let LinkedDocument { document, links, .. } = linked;
    let entries =
        |entries: &[DocumentEntry]| entries.iter().map(|one| item(parameters, one)).collect();
    let own = DocumentEntry::of(document);
    let compared = |entries: &[DocumentEntry]| -> Vec<Item> {
        let comparison = |one| Some(comparison_href(parameters, &own, one));
        let item = |one| Item { comparison: comparison(one), ..item(parameters, one) };
        entries.iter().map(item).collect()
    };
    let named = |named: &NamedDocument| name(parameters, named);
    let lists = [
        (VERSIONS, "其他版本", compared(&links.versions)),
        ("explained-by", "解读", entries(&links.explained_by)),
        ("explains", "解读的文件", entries(&links.explains)),
        ("references", "引用的文件", links.references.iter().map(named).collect()),
        ("cited-by", "被这些文件引用", entries(&links.cited_by)),
        ("similar", "相近的文件", compared(&links.similar)),
    ];
    let list = |(anchor, heading, items)| Related { anchor, heading, items };
    lists.into_iter().map(list).filter(|list: &Related| !list.items.is_empty()).collect()
}

/// The address of two documents side by side, the older one first.
pub(super) fn comparison_href(
    parameters: &Parameters,
    own: &DocumentEntry,
    other: &DocumentEntry,
) -> String {
    let day = |entry: &DocumentEntry| entry.date.map(|date| date.sort_key());
    let is_older = day(other) <= day(own);
    let (first, second) = if is_older { (other, own) } else { (own, other) };
    parameters.comparison_href(&first.id, &second.id)
}

fn item(parameters: &Parameters, entry: &DocumentEntry) -> Item {
    let date = entry.date.map(|date| date.in_chinese());
    let facts = [date, entry.number.clone(), entry.status.map(|status| status.to_string())];
    Item {
        href: Some(parameters.document_href(&entry.id)),
        title: wording::title(&entry.title).to_owned(),
        facts: facts.into_iter().flatten().collect(),
        comparison: None,
    }
}

/// A document as the text names it, with the link where the library has it.
fn name(parameters: &Parameters, named: &NamedDocument) -> Item {
    let reference = &named.reference;
    let found = named.document.as_ref().map(|entry| item(parameters, entry));
    let missing = || Item {
        href: None,
        title: reference.title.clone().or_else(|| reference.number.clone()).unwrap_or_default(),
        facts: reference.title.iter().flat_map(|_| reference.number.clone()).collect(),
        comparison: None,
    };
    let mut item = found.unwrap_or_else(missing);
    if reference.repealed {
        item.facts.push("文中说明废止或失效".to_owned());
    }
    item
}

#[cfg(test)]
mod tests {
    use corpus::Document;
    use corpus::document::Reference;
    use corpus::fields::Fields;
    use search::Links;

    use super::*;

    #[test]
    fn documents_are_linked_where_the_library_has_them() {
        let document = Document {
            id: "甲〔2020〕1号".to_owned(),
            fields: Fields {
                title: "甲办法".to_owned(),
                date: "2020-03-05".parse().ok(),
                ..Fields::default()
            },
            ..Document::default()
        };
        let named = |document: Option<DocumentEntry>| NamedDocument {
            reference: Reference {
                title: Some("甲办法".to_owned()),
                number: Some("甲〔2020〕1号".to_owned()),
                repealed: true,
            },
            document,
        };
        let links = Links {
            references: vec![named(Some(DocumentEntry::of(&document))), named(None)],
            versions: vec![DocumentEntry::of(&document)],
            ..Links::default()
        };
        let linked = LinkedDocument { document, links, ..LinkedDocument::default() };
        let lists = lists(&Parameters::default(), &linked);
        let headings: Vec<&str> = lists.iter().map(|list| list.heading).collect();
        assert_eq!(headings, ["其他版本", "引用的文件"]);
        let compared = lists[0].items[0].comparison.as_deref();
        assert!(compared.is_some_and(|href| href.starts_with("/compare?a=")), "{compared:?}");
        let [known, missing] = lists[1].items.as_slice() else { panic!("{lists:?}") };
        assert!(known.href.as_ref().is_some_and(|href| href.starts_with("/doc?id=")));
        assert_eq!(known.facts, ["2020年3月5日", "文中说明废止或失效"]);
        assert_eq!(missing.href, None);
        assert_eq!(missing.facts, ["甲〔2020〕1号", "文中说明废止或失效"]);
    }
}
