//! Where a document holds: its region, its district and its level.

use crate::agency;
use crate::describe::infer;
use crate::document::{Document, Level};
use crate::entity;
use crate::gazetteer::{Entity, Gazetteer, Name};
use crate::kind::Kind;
use crate::metadata;

/// Settles district and region: what was stated, made canonical; else what the lead agency's
/// name says; else what the title starts with, marked as inferred.
pub(crate) fn settle(document: &mut Document, gazetteer: &Gazetteer) {
    settle_district(document, gazetteer);
    settle_region(document, gazetteer);
}

fn settle_district(document: &mut Document, gazetteer: &Gazetteer) {
    if let Some(stated) = document.district.take() {
        document.district = gazetteer.canonical(Entity::District, &stated).map(str::to_owned);
        if document.district.is_none() {
            unknown_district(document, stated, gazetteer);
        }
        return;
    }
    let of_agency = document.agency.as_deref().and_then(|name| district_of(name, gazetteer));
    if let Some(found) = of_agency {
        document.district = Some(found.canonical.clone());
    } else if document.agency.is_none()
        && matches!(
            document.kind,
            Kind::Policy | Kind::Regulation | Kind::Organization | Kind::Other
        )
        && let Some(found) = district_of(&document.title, gazetteer)
    {
        document.district = Some(found.canonical.clone());
        infer(document, "district", &found.name);
    }
}

/// A column 地区 may hold a region; what is neither is kept as it stands.
fn unknown_district(document: &mut Document, stated: String, gazetteer: &Gazetteer) {
    if document.region.is_empty() && gazetteer.lookup(Entity::Region, &stated).is_some() {
        document.region = vec![stated];
    } else {
        metadata::keep(document, "district", &stated);
    }
}

/// The district that a name or title starts with, also after its region's name
/// (上海市普陀区科学技术委员会).
fn district_of<'a>(text: &str, gazetteer: &'a Gazetteer) -> Option<&'a Name> {
    let leading = entity::leading(text, gazetteer);
    leading.into_iter().map(|mention| mention.name).find(|name| name.entity == Entity::District)
}

/// The region that a name or title starts with.
fn region_of<'a>(text: &str, gazetteer: &'a Gazetteer) -> Option<&'a Name> {
    let leading = entity::leading(text, gazetteer);
    leading.first().map(|mention| mention.name).filter(|name| name.entity == Entity::Region)
}

fn settle_region(document: &mut Document, gazetteer: &Gazetteer) {
    let stated = document.region.first().cloned();
    if let Some(stated) = stated {
        if document.region.len() == 1 {
            document.region = region_path(&stated, gazetteer);
        }
        return;
    }
    if let Some(name) = &document.district {
        let parent =
            gazetteer.lookup(Entity::District, name).and_then(|name| name.parent.as_deref());
        document.region = parent.into_iter().chain([name.as_str()]).map(str::to_owned).collect();
        return;
    }
    let of_agency = document.agency.as_deref().and_then(|name| {
        let listed = gazetteer.lookup(Entity::Agency, name).and_then(|name| name.parent.as_deref());
        listed.or_else(|| Some(region_of(name, gazetteer)?.canonical.as_str()))
    });
    if let Some(name) = of_agency {
        document.region = gazetteer.region_path(name);
    } else if let Some(name) = region_of(&document.title, gazetteer)
        && document.agency.is_none()
        && document.kind != Kind::News
        && document.kind != Kind::Organization
    {
        document.region = gazetteer.region_path(&name.canonical);
        infer(document, "region", &name.name);
    }
}

/// The path of a stated region; 全国 is the empty path, an unknown name stays as it is.
fn region_path(stated: &str, gazetteer: &Gazetteer) -> Vec<String> {
    match gazetteer.canonical(Entity::Region, stated) {
        Some(canonical) => gazetteer.region_path(canonical),
        None if matches!(stated, "全国" | "国家") => Vec::new(),
        None => vec![stated.to_owned()],
    }
}

/// Derives the level of a policy or regulation from district, agency and region.
pub(crate) fn settle_level(document: &mut Document, gazetteer: &Gazetteer) {
    let issued = matches!(document.kind, Kind::Policy | Kind::Regulation | Kind::Interpretation);
    document.level = issued.then(|| level(document, gazetteer)).flatten();
}

fn level(document: &Document, gazetteer: &Gazetteer) -> Option<Level> {
    let listed = document.agency.as_deref().and_then(|n| gazetteer.lookup(Entity::Agency, n));
    if document.agency.as_deref().is_some_and(agency::is_association) {
        return Some(Level::Industry);
    }
    if document.district.is_some() {
        return Some(Level::District);
    }
    match document.region.as_slice() {
        [] => listed.filter(|name| name.parent.is_none()).map(|_| Level::National),
        [province] if province.ends_with('市') => Some(Level::Municipal),
        [_] => Some(Level::Provincial),
        [_, _] => Some(Level::Municipal),
        _ => Some(Level::District),
    }
}
