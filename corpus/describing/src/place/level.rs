//! The level at which a policy or regulation was issued: by who issues it, else by where it holds.

use document::record::Record;
use language::agency;
use language::gazetteer::{Entity, Gazetteer};
use language::kind::Kind;
use language::level::Level;

use super::{SettledPlace, is_national, leading_district, leading_region, seat};
use crate::finding::Settled;

/// The level of a document, as stated or derived; `None` for what is not issued.
pub(crate) fn of(
    record: &Record,
    kind: Kind,
    lead: Option<&str>,
    place: &SettledPlace,
    names: &Gazetteer,
) -> Option<Level> {
    let is_issued = matches!(kind, Kind::Policy | Kind::Regulation | Kind::Interpretation);
    let stated = Settled::stated(record, "level", record.fields.level);
    let of_issuer = || lead.and_then(|lead| of_issuer(lead, names));
    let derived = || of_issuer().or_else(|| of_place(record, kind, place, names));
    stated.or_follows(derived).value.filter(|_| is_issued)
}

/// The level of who issues.
fn of_issuer(lead: &str, names: &Gazetteer) -> Option<Level> {
    if agency::is_association(lead) {
        return Some(Level::Industry);
    }
    if names.lookup(Entity::District, lead).is_some() {
        return Some(Level::District);
    }
    if is_national(lead, names) {
        return Some(Level::National);
    }
    let seat = seat(lead, names);
    if seat.is_local { Some(Level::District) } else { of_path(&seat.path) }
}

/// The level of where it holds. Districts pass no regulations; their cities do, for them.
fn of_place(record: &Record, kind: Kind, place: &SettledPlace, names: &Gazetteer) -> Option<Level> {
    let title = &record.fields.title;
    let holds_in_all = kind == Kind::Regulation
        || leading_region(title, names).is_some() && leading_district(title, names).is_none();
    let region = place.region.value.as_deref().unwrap_or_default();
    match (&place.district.value, region) {
        (Some(_), [above @ .., _]) if holds_in_all && !above.is_empty() => of_path(above),
        (Some(_), _) => Some(Level::District),
        (None, path) => of_path(path),
    }
}

fn of_path(path: &[String]) -> Option<Level> {
    match path {
        [] => None,
        [province] if province.ends_with('市') => Some(Level::Municipal),
        [_] => Some(Level::Provincial),
        // A municipality has districts, a province has cities.
        [province, _] if province.ends_with('市') => Some(Level::District),
        [_, _] => Some(Level::Municipal),
        _ => Some(Level::District),
    }
}
