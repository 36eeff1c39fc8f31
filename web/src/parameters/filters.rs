//! Filters as pairs of a parameter's name and a value, and back.

use std::sync::LazyLock;

use corpus::{DateRange, PartialDate};
use search::{FilterField, Filters, typed_time};

/// The parameters of the fields in their order.
static PARAMETERS: LazyLock<Vec<String>> =
    LazyLock::new(|| FilterField::ALL.map(|field| field.facet().replace('_', "-")).to_vec());

/// The parameter of what documents must have besides, as cells of counts lead to.
pub(crate) const HAS: &str = "has";

/// The parameter of what the library saw, or found changed, on a day or after it.
pub(crate) const SINCE: &str = "since";

/// The names of the parameters that filter, `date` beside `year` among them.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let (years, others) = PARAMETERS.split_at(1);
    let facets = years.iter().map(String::as_str).chain(["date"]);
    facets.chain(others.iter().map(String::as_str)).chain([HAS, SINCE])
}

/// The name of the parameter that filters by a field; days of dates have one of their own, `date`.
pub(crate) fn parameter(field: FilterField) -> &'static str {
    let of_field = FilterField::ALL.iter().position(|other| *other == field);
    of_field.and_then(|at| PARAMETERS.get(at)).map_or("", String::as_str)
}

/// Adds one value to the filter that a parameter names; times count from `today`. `None` when the
/// parameter is no filter or cannot have this value.
pub(crate) fn add(
    filters: &mut Filters,
    name: &str,
    value: &str,
    today: PartialDate,
) -> Option<()> {
    let text = value.trim();
    if name == "date" {
        filters.dates.push(typed_time(text, today)?);
        return Some(());
    }
    if name == HAS {
        filters.has.push(text.parse().ok()?);
        return Some(());
    }
    if name == SINCE {
        filters.since = Some(typed_time(text, today)?.from?);
        return Some(());
    }
    let field = FilterField::ALL.into_iter().find(|field| parameter(*field) == name)?;
    let value = match field {
        FilterField::DATES => {
            filters.years.push(typed_time(text, today).filter(DateRange::is_of_years)?);
            return Some(());
        }
        field => field.field()?.filter_value(text)?,
    };
    filters.values[field].push(value);
    Some(())
}

/// Adds a range of time, whichever of its ends is given first; an open one adds nothing.
pub(crate) fn add_range(filters: &mut Filters, range: DateRange) {
    let is_backward = |from: PartialDate, to: PartialDate| from.first_day() > to.last_day();
    let range = match (range.from, range.to) {
        (None, None) => return,
        (Some(from), Some(to)) if is_backward(from, to) => {
            DateRange { from: Some(to), to: Some(from) }
        }
        _ => range,
    };
    if range.is_of_years() { &mut filters.years } else { &mut filters.dates }.push(range);
}

/// Every value filtered by, with the name of its parameter.
pub(crate) fn entries(filters: &Filters) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    out.extend(filters.years.iter().map(|range| ("year", range.to_string())));
    out.extend(filters.dates.iter().map(|range| ("date", range.to_string())));
    for (field, values) in filters.values.iter() {
        out.extend(values.iter().map(|value| (parameter(field), value.clone())));
    }
    out.extend(filters.has.iter().map(|having| (HAS, having.to_string())));
    out.extend(filters.since.map(|since| (SINCE, since.to_string())));
    out
}
