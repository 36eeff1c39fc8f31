//! Filters as pairs of a parameter's name and a value, and back.

use corpus::document::Level;
use corpus::{DateRange, Kind, PartialDate};
use search::Filters;

/// Adds one value to the filter that a parameter names; `None` when the parameter is no filter or
/// cannot have this value.
pub(crate) fn add(filters: &mut Filters, name: &str, value: &str) -> Option<()> {
    let text = value.trim();
    match name {
        "year" => filters.years.push(years(text)?),
        "date" => filters.dates.push(text.parse().ok()?),
        "district" => filters.districts.push(text.to_owned()),
        "agency" => filters.agencies.push(text.to_owned()),
        "kind" => filters.kinds.push(Kind::by_key(text).or_else(|| Kind::parse(text))?),
        "level" => filters.levels.push(Level::parse(text)?),
        "doc-type" => filters.doc_types.push(text.to_owned()),
        "status" => filters.statuses.push(text.to_owned()),
        _ => return None,
    }
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
    let Filters { years, dates, districts, agencies, kinds, levels, doc_types, statuses } = filters;
    let mut out = Vec::new();
    out.extend(years.iter().map(|range| ("year", range.to_string())));
    out.extend(dates.iter().map(|range| ("date", range.to_string())));
    out.extend(districts.iter().map(|name| ("district", name.clone())));
    out.extend(agencies.iter().map(|name| ("agency", name.clone())));
    out.extend(kinds.iter().map(|kind| ("kind", kind.key().to_owned())));
    out.extend(levels.iter().map(|level| ("level", level.name().to_owned())));
    out.extend(doc_types.iter().map(|name| ("doc-type", name.clone())));
    out.extend(statuses.iter().map(|name| ("status", name.clone())));
    out
}
