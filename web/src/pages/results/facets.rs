//! The column of facets: every value is a link that puts the value into the filters or takes it
//! out, so that any combination can be ticked without JavaScript.

use std::collections::HashMap;

use report::number::grouped;
use search::{Applied, Facet, FacetValue, FilterField, Receipt, Response};

use super::{overruled, wording};
use crate::parameters::{Parameters, filters};

/// How many values stand open before the rest is folded away.
const OPEN: usize = 8;

/// A facet with at least one value.
#[derive(Debug)]
pub(crate) struct FacetBox {
    /// Its name in addresses.
    pub(crate) field: &'static str,
    pub(crate) label: &'static str,
    /// What its values say of a document, where two facets could be confused.
    pub(crate) note: Option<&'static str>,
    /// How many values are ticked.
    pub(crate) ticked: usize,
    /// The values on view: the first ones and all that are ticked.
    pub(crate) open: Vec<Tick>,
    /// The values folded away.
    pub(crate) folded: Vec<Tick>,
    /// The page of all values.
    pub(crate) all: All,
}

/// What leads to the page of all values.
#[derive(Debug)]
pub(crate) struct All {
    /// How many values there are.
    pub(crate) count: String,
    /// How many of them are not even folded away.
    pub(crate) more: usize,
    pub(crate) href: String,
    /// What a form that leads there keeps.
    pub(crate) kept: Vec<(&'static str, String)>,
}

/// One value to tick.
#[derive(Debug)]
pub(crate) struct Tick {
    pub(crate) label: String,
    pub(crate) count: String,
    pub(crate) on: bool,
    pub(crate) href: String,
}

/// All facets that have values, but for times.
pub(super) fn boxes(
    parameters: &Parameters,
    response: &Response,
    places: &HashMap<String, String>,
) -> Vec<FacetBox> {
    let facets = response.facets.iter().filter(|(field, _)| *field != FilterField::DATES);
    let shown = facets.filter(|(field, facet)| match *field {
        FilterField::REGIONS => tells_places_apart(response),
        _ => !facet.values.is_empty(),
    });
    shown.map(|(field, facet)| Shape { field, facet, places }.fill(parameters, response)).collect()
}

/// Whether regions say more than districts: they do not where all documents are of one city.
fn tells_places_apart(response: &Response) -> bool {
    let districts = &response.facets[FilterField::DISTRICTS].values;
    let is_district = |value: &FacetValue| districts.iter().any(|d| d.value == value.value);
    let regions = &response.facets[FilterField::REGIONS].values;
    let is_chosen = regions.iter().any(|region| region.selected);
    is_chosen || regions.iter().filter(|region| !is_district(region)).count() > 1
}

/// The years, where there are any.
pub(super) fn years(parameters: &Parameters, response: &Response) -> Option<FacetBox> {
    let (field, facet) = (FilterField::DATES, &response.facets[FilterField::DATES]);
    let shape = Shape { field, facet, places: &HashMap::new() };
    (!facet.values.is_empty()).then(|| shape.fill(parameters, response))
}

/// All values of a facet that a response lists, each to tick.
pub(crate) fn ticks(
    parameters: &Parameters,
    response: &Response,
    field: FilterField,
    places: &HashMap<String, String>,
) -> Vec<Tick> {
    let shape = Shape { field, facet: &response.facets[field], places };
    shape.facet.values.iter().map(|value| shape.tick(parameters, response, value)).collect()
}

/// What the values of a facet are called.
pub(crate) fn label(field: FilterField) -> &'static str {
    match field {
        // Of dates the facet has the years.
        FilterField::DATES => "年份",
        FilterField::AGENCIES => "发布机构",
        field => field.label(),
    }
}

/// What the values of a facet say of a document, where another facet has the same or like ones.
pub(crate) fn note(field: FilterField) -> Option<&'static str> {
    match field {
        FilterField::DISTRICTS => Some("文件管哪个区"),
        FilterField::REGIONS => Some("文件管哪个省、市、县"),
        FilterField::AGENCIES => Some("文件由谁发出"),
        _ => None,
    }
}

/// A facet that is to be shown.
struct Shape<'a> {
    field: FilterField,
    facet: &'a Facet,
    places: &'a HashMap<String, String>,
}

impl Shape<'_> {
    fn fill(&self, parameters: &Parameters, response: &Response) -> FacetBox {
        // Two more lines are shorter than a fold with two lines in it.
        let fits = self.facet.values.len() <= OPEN + 2;
        let (mut open, mut folded) = (Vec::new(), Vec::new());
        for (position, value) in self.facet.values.iter().enumerate() {
            let stands_open = fits || position < OPEN || value.selected;
            let part = if stands_open { &mut open } else { &mut folded };
            part.push(self.tick(parameters, response, value));
        }
        let mut kept = parameters.kept_beside(&[]);
        kept.push(("field", filters::parameter(self.field).to_owned()));
        FacetBox {
            field: filters::parameter(self.field),
            label: label(self.field),
            note: note(self.field),
            ticked: self.facet.values.iter().filter(|value| value.selected).count(),
            open,
            folded,
            all: All {
                count: grouped(self.facet.values.len() + self.facet.more),
                more: self.facet.more,
                href: parameters.facet_href(self.field),
                kept,
            },
        }
    }

    fn tick(&self, parameters: &Parameters, response: &Response, value: &FacetValue) -> Tick {
        Tick {
            label: self.named(&value.value),
            count: grouped(value.count),
            on: value.selected,
            href: self.toggled(parameters, response, value).href("/"),
        }
    }

    /// A value as people read it. A district that is an agency issues documents itself.
    fn named(&self, value: &str) -> String {
        if self.field != FilterField::AGENCIES {
            return wording::value(self.field, value);
        }
        let is_place = value.ends_with(['区', '县', '市']);
        if is_place {
            format!("{value}（作为机构）")
        } else {
            wording::agency(value, self.places)
        }
    }

    /// The search with one value of the facet ticked or unticked.
    ///
    /// What is ticked now becomes the stated filter of the field, whether it was stated or read
    /// out of the query; the program's own reading is then ignored, or an unticked value would
    /// come back from the query's words.
    fn toggled(
        &self,
        parameters: &Parameters,
        response: &Response,
        toggled: &FacetValue,
    ) -> Parameters {
        let chosen = self.facet.values.iter().filter(|value| value.selected != (*value == toggled));
        let mut entries = parameters.filters();
        entries.retain(|(parameter, _)| !self.replaces(parameter));
        entries.extend(chosen.map(|value| (filters::parameter(self.field), value.value.clone())));
        let changed = parameters.with_filters(&entries);
        let mut receipts = response.understood.receipts.iter();
        let read =
            |receipt: &Receipt| receipt.applied == Applied::Filter && receipt.field == self.field;
        let named = overruled::is_overruled(parameters, response, self.field);
        if named || receipts.any(read) { changed.ignoring(self.field) } else { changed }
    }

    /// Whether ticks of this facet take the place of a parameter's values.
    fn replaces(&self, parameter: &str) -> bool {
        parameter.parse() == Ok(self.field)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{receipt, response};
    use super::*;
    use crate::parameters::read;

    fn facet(values: &[(&str, bool)]) -> Facet {
        let value = |&(value, selected): &(&str, bool)| FacetValue {
            value: value.to_owned(),
            count: 1,
            selected,
        };
        Facet { values: values.iter().map(value).collect(), more: 0 }
    }

    #[test]
    fn a_tick_changes_its_own_value_only() {
        let both = [("2020", true), ("2019", true), ("2018", false)];
        let cases = [
            ("q=a&district=x", &both[2..], 0, "q=a&year=2018&district=x"),
            ("q=a&year=2019..2020&offset=20", &both[..], 0, "q=a&year=2019"),
            (
                "q=a&year=2019..2020&sort=date",
                &both[..],
                2,
                "q=a&year=2020&year=2019&year=2018&sort=date",
            ),
            ("date=2019-06..2020-02", &both[..], 1, "year=2020"),
        ];
        for (query, values, toggled, expected) in cases {
            let mut response = response();
            response.facets[FilterField::DATES] = facet(values);
            let years = years(&read(query).parameters, &response).unwrap();
            assert_eq!(years.open[toggled].href, format!("/?{expected}"), "{query}");
        }
    }

    #[test]
    fn unticking_what_was_read_out_of_the_query_ignores_the_reading() {
        let mut response = response();
        response.facets[FilterField::DISTRICTS] = facet(&[("A", true), ("B", false)]);
        response.understood.receipts = vec![receipt(FilterField::DISTRICTS, "A", "a")];
        let boxes = boxes(&read("q=a").parameters, &response, &HashMap::new());
        let hrefs: Vec<_> = boxes[0].open.iter().map(|tick| tick.href.as_str()).collect();
        assert_eq!(
            hrefs,
            ["/?q=a&ignore=districts", "/?q=a&district=A&district=B&ignore=districts"]
        );
    }

    #[test]
    fn unticking_does_not_bring_back_what_a_tick_had_replaced() {
        let mut response = response();
        response.facets[FilterField::DISTRICTS] = facet(&[("A", true), ("B", false)]);
        response.understood.districts = vec!["B".to_owned()];
        let parameters = read("q=b&district=A").parameters;
        let boxes = boxes(&parameters, &response, &HashMap::new());
        assert_eq!(boxes[0].open[0].href, "/?q=b&ignore=districts");
    }

    #[test]
    fn long_lists_are_folded_but_for_ticked_values() {
        let mut values: Vec<(&str, bool)> = vec![("甲", false); 19];
        values.push(("乙", true));
        let cases = [(&values[..], 9, 11), (&values[..10], 10, 0), (&values[..11], 8, 3)];
        for (values, open, folded) in cases {
            let mut response = response();
            response.facets[FilterField::AGENCIES] = facet(values);
            let filled = &boxes(&Parameters::default(), &response, &HashMap::new())[0];
            assert_eq!((filled.open.len(), filled.folded.len()), (open, folded));
        }
    }

    #[test]
    fn regions_are_listed_where_documents_are_of_several() {
        let cases = [
            (&[("上海市", false), ("静安区", false)][..], false),
            (&[("上海市", true), ("静安区", false)], true),
            (&[("上海市", false), ("江苏省", false)], true),
            (&[], false),
        ];
        for (regions, shown) in cases {
            let mut response = response();
            response.facets[FilterField::DISTRICTS] = facet(&[("静安区", false)]);
            response.facets[FilterField::REGIONS] = facet(regions);
            let boxes = boxes(&Parameters::default(), &response, &HashMap::new());
            assert_eq!(boxes.iter().any(|shown| shown.field == "region"), shown, "{regions:?}");
        }
    }

    #[test]
    fn districts_and_agencies_are_told_apart() {
        let mut response = response();
        response.facets[FilterField::DISTRICTS] = facet(&[("静安区", false)]);
        response.facets[FilterField::AGENCIES] =
            facet(&[("静安区", false), ("市科委", false), ("国务院", false)]);
        let places = HashMap::from([("市科委".to_owned(), "上海".to_owned())]);
        let boxes = boxes(&Parameters::default(), &response, &places);
        let shown: Vec<_> = boxes
            .iter()
            .map(|shown| {
                let labels: Vec<&str> = shown.open.iter().map(|t| t.label.as_str()).collect();
                (shown.label, shown.note.is_some(), labels)
            })
            .collect();
        let agencies = vec!["静安区（作为机构）", "市科委（上海）", "国务院"];
        assert_eq!(shown, [("行政区", true, vec!["静安区"]), ("发布机构", true, agencies)]);
    }
}
