//! One document found, as a card in the result list.

use corpus::document::Source;
use corpus::fields::{self, Field};
use search::{Hit, Marked, Snippet};

use super::document::BEST;
use super::wording::{self, Fact};
use crate::parameters::Parameters;

/// What a card tells of a document, in this order.
const CARD: [&Field; 6] = [
    &fields::DATE,
    &fields::AGENCY,
    &fields::DISTRICT,
    &fields::NUMBER,
    &fields::DOC_TYPE,
    &fields::LEVEL,
];

/// How many agencies a card names.
const AGENCIES: usize = 3;

/// Where a document's page lists its versions.
pub(super) const VERSIONS: &str = "versions";

/// A card in the result list.
#[derive(Debug)]
pub(super) struct HitCard<'a> {
    pub(super) href: String,
    pub(super) title: Marked,
    pub(super) kind: &'static str,
    /// The status and the class that colours it.
    pub(super) status: Option<(&'a str, &'static str)>,
    pub(super) facts: Vec<Fact>,
    pub(super) snippets: &'a [Snippet],
    /// How many other versions there are, and where they are listed.
    pub(super) versions: Option<(usize, String)>,
    /// Each source's file and place.
    pub(super) sources: Vec<String>,
}

impl<'a> HitCard<'a> {
    /// The card of a hit that this search found.
    pub(super) fn new(parameters: &Parameters, hit: &'a Hit) -> HitCard<'a> {
        let href = parameters.document_href(&hit.id);
        let others = hit.versions.len();
        HitCard {
            versions: (others > 0).then(|| (others, format!("{href}#{VERSIONS}"))),
            href: format!("{href}#{BEST}"),
            title: title(hit),
            kind: hit.kind.name(),
            status: hit.status.as_ref().map(|s| (s.value.name(), wording::status_class(s.value))),
            facts: facts(hit),
            snippets: &hit.snippets,
            sources: hit.sources.iter().map(source).collect(),
        }
    }
}

/// The name of a source's file, without the folders of the server.
pub(super) fn file(source: &Source) -> &str {
    source.file.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// A source as pages name it.
pub(super) fn source(source: &Source) -> String {
    let file = file(source);
    match source.place.as_str() {
        "" => file.to_owned(),
        place => format!("{file}，{place}"),
    }
}

fn title(hit: &Hit) -> Marked {
    let plain = || match hit.title.as_str() {
        "" => vec![("（无标题）".to_owned(), 0)],
        title => vec![(title.to_owned(), 0)],
    };
    if hit.title_marked.is_empty() { plain() } else { hit.title_marked.clone() }
}

fn facts(hit: &Hit) -> Vec<Fact> {
    let shown = CARD.iter().filter_map(|&field| {
        // A district that issues for itself is named once.
        let is_named = *field == fields::DISTRICT && hit.district == hit.agency;
        let text = if *field == fields::AGENCY { agencies(hit) } else { field.told(&hit.fields) };
        text.filter(|_| !is_named).map(|text| Fact::of(&hit.inferred, field, text))
    });
    shown.collect()
}

fn agencies(hit: &Hit) -> Option<String> {
    if hit.agencies.is_empty() {
        return hit.agency.clone();
    }
    let named: Vec<&str> = hit.agencies.iter().take(AGENCIES).map(String::as_str).collect();
    let rest = if hit.agencies.len() > AGENCIES { "等" } else { "" };
    Some(format!("{}{rest}", named.join("、")))
}

#[cfg(test)]
mod tests {
    use super::super::results::tests::hit;
    use super::*;

    #[test]
    fn cards_name_what_is_known() {
        let known = |agency: &str, agencies: &[&str], date: Option<&str>| {
            let mut hit = hit();
            hit.fields.agency = Some(agency.to_owned());
            hit.fields.agencies = agencies.iter().map(|&name| name.to_owned()).collect();
            hit.fields.date = date.and_then(|date| date.parse().ok());
            hit
        };
        let cases = [
            (known("静安区", &[], Some("2019-12")), "2019年12月 静安区"),
            (known("静安区", &["静安区"], None), "静安区"),
            (known("市科委", &[], Some("2019")), "2019年 市科委 静安区"),
            (known("甲", &["甲", "乙"], None), "甲、乙 静安区"),
            (known("甲", &["甲", "乙", "丙", "丁"], None), "甲、乙、丙等 静安区"),
        ];
        for (hit, expected) in cases {
            let texts: Vec<String> = facts(&hit).into_iter().map(|fact| fact.text).collect();
            assert_eq!(texts.join(" "), expected);
        }
    }
}
