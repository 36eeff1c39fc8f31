//! What the query says about a field that is filtered by anyway, as when the filters of an earlier
//! query are kept: the stated filter counts, and the words of the query do not.

use search::{FilterField, Response, Understood};

use super::wording;
use crate::parameters::Parameters;

/// Whether a stated filter has taken the place of what the query says about the field.
pub(super) fn is_overruled(
    parameters: &Parameters,
    response: &Response,
    field: FilterField,
) -> bool {
    let mut receipts = response.understood.receipts.iter();
    !stated(parameters, field).is_empty()
        && !parameters.request.ignore.contains(&field.into())
        && !named(&response.understood, field).is_empty()
        && !receipts.any(|receipt| receipt.field == field)
}

/// The values that the query names in vain, as users read them; empty where the stated filter has
/// all of them.
pub(super) fn in_vain(
    parameters: &Parameters,
    response: &Response,
    field: FilterField,
) -> Vec<String> {
    let stated = said(field, stated(parameters, field));
    let named = said(field, named(&response.understood, field));
    let new = !named.iter().all(|value| stated.contains(value));
    if new && is_overruled(parameters, response, field) { named } else { Vec::new() }
}

/// The values of a field's stated filter.
pub(super) fn stated(parameters: &Parameters, field: FilterField) -> Vec<String> {
    let filters = parameters.filters().into_iter();
    let same = filters.filter(|(name, _)| name.parse() == Ok(field));
    same.map(|(_, value)| value).collect()
}

/// What the query says about a field, whether or not it is applied.
fn named(understood: &Understood, field: FilterField) -> Vec<String> {
    match field {
        FilterField::DATES if understood.dates == corpus::DateRange::default() => Vec::new(),
        FilterField::DATES => vec![understood.dates.to_string()],
        FilterField::DISTRICTS => understood.districts.clone(),
        FilterField::AGENCIES => understood.agencies.clone(),
        FilterField::KINDS => understood.kinds.iter().map(|kind| kind.key().to_owned()).collect(),
        _ => Vec::new(),
    }
}

/// Values as users read them.
pub(super) fn said(field: FilterField, values: Vec<String>) -> Vec<String> {
    values.iter().map(|value| wording::value(field, value)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{receipt, response};
    use super::*;
    use crate::parameters::read;

    #[test]
    fn a_stated_filter_takes_the_place_of_what_is_named() {
        let cases = [
            ("q=a", false, &[][..]),
            ("q=a&year=2020", true, &["2018年"]),
            ("q=a&date=2018", true, &[]),
            ("q=a&year=2020&ignore=dates", false, &[]),
            ("q=a&district=B", false, &[]),
        ];
        let mut named = response();
        named.understood.dates = "2018".parse().unwrap_or_default();
        for (query, overruled, values) in cases {
            let parameters = read(query).parameters;
            let field = FilterField::DATES;
            assert_eq!(is_overruled(&parameters, &named, field), overruled, "{query}");
            assert_eq!(in_vain(&parameters, &named, field), values, "{query}");
        }
        named.understood.receipts = vec![receipt(FilterField::DATES, "2018", "年份:2018")];
        let parameters = read("q=a&year=2020").parameters;
        assert!(!is_overruled(&parameters, &named, FilterField::DATES));
    }
}
