//! Query strings that say something beside a search: which document, what to look for in it, which
//! facet, which original.

use std::borrow::Cow;

use report::citation::Form;
use search::FilterField;

use super::reading::{MAX_OFFSET, Reading, number, read_pairs, switch};

/// Which document is wanted, and what is looked for in it; both empty where nothing is said.
#[derive(Debug, PartialEq)]
pub(crate) struct DocumentAsked {
    pub(crate) id: String,
    pub(crate) find: String,
}

/// Reads the query string of a document, and the search that found it.
pub(crate) fn read_document(query: &str) -> (DocumentAsked, Reading) {
    let ([id, find], reading) = read_beside(query, ["id", "find"]);
    (DocumentAsked { id, find: find.trim().to_owned() }, reading)
}

/// Reads the ids of two documents that are compared, and the search that one of them was found by.
pub(crate) fn read_comparison(query: &str) -> ([String; 2], Reading) {
    read_beside(query, ["a", "b"])
}

/// What is to be cited, and how.
#[derive(Debug, PartialEq)]
pub(crate) struct CiteAsked {
    /// The document; empty where all that the search finds are meant.
    pub(crate) id: String,
    /// The article of it; empty for the whole document.
    pub(crate) article: String,
    /// `None` where there is none of the name.
    pub(crate) form: Option<Form>,
}

/// Reads the query string of citations, and the search beside it.
pub(crate) fn read_cite(query: &str) -> (CiteAsked, Reading) {
    let ([id, article, format], reading) = read_beside(query, ["id", "article", "format"]);
    (CiteAsked { id, article, form: format.parse().ok() }, reading)
}

/// Which values of a facet are to be listed.
#[derive(Debug, PartialEq)]
pub(crate) struct FacetAsked {
    /// The facet; `None` where there is none of the name.
    pub(crate) field: Option<FilterField>,
    /// What the values have to contain.
    pub(crate) find: String,
    /// The page of the list, from 0.
    pub(crate) page: usize,
}

/// Reads the query string of the page of a facet, and the search whose facet it is.
pub(crate) fn read_with_facet(query: &str) -> (FacetAsked, Reading) {
    let ([field, find, page], reading) = read_beside(query, ["field", "find", "page"]);
    let (field, page) = (field.parse().ok(), number(&page).unwrap_or(0).min(MAX_OFFSET));
    (FacetAsked { field, find, page }, reading)
}

/// Which original is wanted: the document, the place of its source, and whether also one that was
/// changed since it was read (`anyway`).
/// `None` where the place is no number.
pub(crate) fn read_original(query: &str) -> Option<(String, usize, bool)> {
    let ([id, source, anyway], _) = read_beside(query, ["id", "source", "anyway"]);
    Some((id, number(&source)?, switch(&anyway) == Some(true)))
}

/// Which part of a long list is wanted: `part=2`.
pub(crate) fn read_part(query: &str) -> Option<usize> {
    let ([part], _) = read_beside(query, ["part"]);
    number(&part)
}

/// The last value of each of these names, empty where there is none, and the search beside them.
fn read_beside<const N: usize>(query: &str, names: [&str; N]) -> ([String; N], Reading) {
    let is_beside = |(name, _): &(Cow<'_, str>, Cow<'_, str>)| names.contains(&&**name);
    let (beside, search): (Vec<_>, Vec<_>) =
        form_urlencoded::parse(query.as_bytes()).partition(is_beside);
    let value = |name: &str| beside.iter().rev().find(|(known, _)| known == name);
    let values = names.map(|name| value(name).map_or_else(String::new, |(_, v)| v.to_string()));
    (values, read_pairs(search))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_asked_for_beside_a_search() {
        let cases = [
            ("id=a&q=b&find=+c+", "a", "c", "/?q=b"),
            ("q=b", "", "", "/?q=b"),
            ("id=a&id=b", "b", "", "/"),
            ("id=%E6%B2%AA%E5%BA%9C%E3%80%942020%E3%80%9527%E5%8F%B7", "沪府〔2020〕27号", "", "/"),
            ("id=a%2Fb%26c%00&year=2019", "a/b&c\0", "", "/?year=2019"),
        ];
        for (query, id, find, back) in cases {
            let (asked, reading) = read_document(query);
            assert_eq!(asked, DocumentAsked { id: id.to_owned(), find: find.to_owned() });
            assert_eq!((reading.parameters.href("/").as_str(), reading.notices), (back, vec![]));
        }
    }

    #[test]
    fn citations_are_asked_for_beside_a_search() {
        let asked = |id: &str, article: &str, form| CiteAsked {
            id: id.to_owned(),
            article: article.to_owned(),
            form,
        };
        let cases = [
            ("format=ris&q=a&year=2019", asked("", "", Some(Form::Ris)), "/?q=a&year=2019"),
            ("id=a&article=3&format=gbt7714", asked("a", "3", Some(Form::Gbt7714)), "/"),
            ("id=a&format=word", asked("a", "", None), "/"),
        ];
        for (query, expected, back) in cases {
            let (found, reading) = read_cite(query);
            assert_eq!((found, reading.parameters.href("/").as_str()), (expected, back));
        }
    }

    #[test]
    fn a_facet_is_asked_for_beside_a_search() {
        let cases = [
            (
                "field=agency&find=%E5%B8%82&page=2&q=a",
                Some(FilterField::AGENCIES),
                "市",
                2,
                "/?q=a",
            ),
            ("field=doc-type", Some(FilterField::DOC_TYPES), "", 0, "/"),
            ("field=colour&page=-1&year=2019", None, "", 0, "/?year=2019"),
        ];
        for (query, field, find, page, back) in cases {
            let (asked, reading) = read_with_facet(query);
            assert_eq!(asked, FacetAsked { field, find: find.to_owned(), page }, "{query}");
            assert_eq!(reading.parameters.href("/"), back);
            assert_eq!(reading.notices, []);
        }
    }
}
