//! One document found, as a card in the result list.

use std::collections::HashMap;

use corpus::fields::{self, Field};
use search::{Hit, Marked, Snippet};

use super::wording::{self, Fact};
use crate::pages::document::BEST;
use crate::pages::sources::{self, SourceRow};
use crate::parameters::Parameters;

/// What a card tells of a document behind its date and its agencies, in this order.
const CARD: [&Field; 4] = [&fields::NUMBER, &fields::DISTRICT, &fields::DOC_TYPE, &fields::LEVEL];

/// How many agencies a card names.
const AGENCIES: usize = 3;

/// Where a document's page lists its versions.
pub(crate) const VERSIONS: &str = "versions";

/// A card in the result list.
#[derive(Debug)]
pub(crate) struct HitCard<'a> {
    pub(crate) href: String,
    pub(crate) title: Marked,
    /// The status and the class that colours it.
    pub(crate) status: Option<(&'a str, &'static str)>,
    /// When, and from whom.
    pub(crate) leads: Vec<Fact>,
    /// All else, what it is at the end.
    pub(crate) facts: Vec<Fact>,
    pub(crate) snippets: &'a [Snippet],
    /// How many other versions there are, and where they are listed.
    pub(crate) versions: Option<(usize, String)>,
    pub(crate) sources: Vec<SourceRow>,
    /// Whether something that it tells was inferred.
    pub(crate) has_inferred: bool,
}

impl<'a> HitCard<'a> {
    /// The card of a hit that this search found.
    pub(crate) fn new(
        parameters: &Parameters,
        hit: &'a Hit,
        places: &HashMap<String, String>,
    ) -> HitCard<'a> {
        let href = parameters.document_href(&hit.id);
        let others = hit.versions.len();
        let (leads, facts) = (leads(hit, places), facts(hit));
        HitCard {
            versions: (others > 0).then(|| (others, format!("{href}#{VERSIONS}"))),
            href: format!("{href}#{BEST}"),
            title: title(hit),
            status: hit.status.as_ref().map(|s| (s.value.name(), wording::status_class(s.value))),
            has_inferred: leads.iter().chain(&facts).any(|fact| fact.inferred.is_some()),
            leads,
            facts,
            snippets: &hit.snippets,
            sources: sources::rows(&hit.id, &hit.sources),
        }
    }
}

fn title(hit: &Hit) -> Marked {
    let plain = || match hit.title.as_str() {
        "" => vec![("（无标题）".to_owned(), 0)],
        title => vec![(title.to_owned(), 0)],
    };
    if hit.title_marked.is_empty() { plain() } else { hit.title_marked.clone() }
}

fn leads(hit: &Hit, places: &HashMap<String, String>) -> Vec<Fact> {
    let texts =
        [(&fields::DATE, fields::DATE.told(&hit.fields)), (&fields::AGENCY, agencies(hit, places))];
    let fact = |(field, text): (&'static Field, Option<String>)| {
        text.map(|text| Fact::of(&hit.inferred, field, text))
    };
    texts.into_iter().filter_map(fact).collect()
}

fn facts(hit: &Hit) -> Vec<Fact> {
    let shown = CARD.iter().filter_map(|&field| {
        // A district that issues for itself is named once.
        let is_named = *field == fields::DISTRICT && hit.district == hit.agency;
        let text = field.told(&hit.fields).filter(|_| !is_named);
        text.map(|text| Fact::of(&hit.inferred, field, text))
    });
    let applying = &fields::DEADLINE;
    let until = applying.told(&hit.fields);
    let until = until.map(|day| Fact::of(&hit.inferred, applying, format!("{day}申报截止")));
    shown.chain(until).chain([Fact::stated(fields::KIND.label, hit.kind.name())]).collect()
}

/// The agencies of a document, as far as there is room.
pub(crate) fn agencies(hit: &Hit, places: &HashMap<String, String>) -> Option<String> {
    let agency = |name: &String| wording::agency(name, places);
    if hit.agencies.is_empty() {
        return hit.agency.as_ref().map(agency);
    }
    let named: Vec<String> = hit.agencies.iter().take(AGENCIES).map(agency).collect();
    let rest = if hit.agencies.len() > AGENCIES { "等" } else { "" };
    Some(format!("{}{rest}", named.join("、")))
}

#[cfg(test)]
mod tests {
    use super::super::tests::hit;
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
            (known("静安区", &[], Some("2019-12")), "2019年12月 静安区|政策"),
            (known("静安区", &["静安区"], None), "静安区|政策"),
            (known("市科委", &[], Some("2019")), "2019年 市科委（上海）|静安区 政策"),
            (known("甲", &["甲", "乙"], None), "甲、乙|静安区 政策"),
            (known("甲", &["甲", "乙", "丙", "丁"], None), "甲、乙、丙等|静安区 政策"),
        ];
        let places = HashMap::from([("市科委".to_owned(), "上海".to_owned())]);
        for (hit, expected) in cases {
            let shown = [leads(&hit, &places), facts(&hit)]
                .map(|facts| facts.into_iter().map(|fact| fact.text).collect::<Vec<_>>().join(" "));
            assert_eq!(shown.join("|"), expected);
        }
    }
}
