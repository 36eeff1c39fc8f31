//! Filters as pairs of a parameter's name and a value, and back.

use corpus::document::Level;
use corpus::{DateRange, Kind, PartialDate};
use search::{FilterField, Filters};

/// The name of the parameter that filters by a field; days of dates have one of their own, `date`.
pub(crate) fn parameter(field: FilterField) -> &'static str {
    match field {
        FilterField::DocTypes => "doc-type",
        field => field.facet(),
    }
}

/// Adds one value to the filter that a parameter names; `None` when the parameter is no filter or
/// cannot have this value.
pub(crate) fn add(filters: &mut Filters, name: &str, value: &str) -> Option<()> {
    let text = value.trim();
    if name == "date" {
        filters.dates.push(text.parse().ok()?);
        return Some(());
    }
    let field = FilterField::ALL.into_iter().find(|field| parameter(*field) == name)?;
    let value = match field {
        FilterField::Dates => {
            filters.years.push(years(text)?);
            return Some(());
        }
        FilterField::Kinds => Kind::by_key(text).or_else(|| Kind::parse(text))?.key().to_owned(),
        FilterField::Levels => Level::parse(text)?.name().to_owned(),
        _ => text.to_owned(),
    };
    filters.values[field].push(value);
    Some(())
}

/// A range whose ends are whole years.
fn years(text: &str) -> Option<DateRange> {
    let range: DateRange = text.parse().ok()?;
    let whole = |end: Option<PartialDate>| end.is_none_or(|date| date.month().is_none());
    (whole(range.from) && whole(range.to)).then_some(range)
}

/// Every value filtered by, with the name of its parameter.
pub(crate) fn entries(filters: &Filters) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    out.extend(filters.years.iter().map(|range| ("year", range.to_string())));
    out.extend(filters.dates.iter().map(|range| ("date", range.to_string())));
    for (field, values) in filters.values.iter() {
        out.extend(values.iter().map(|value| (parameter(field), value.clone())));
    }
    out
}
