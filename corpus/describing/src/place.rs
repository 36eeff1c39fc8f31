//! Where a document holds: its region and its district; and at what level it was issued.
//!
//! The two differ: a congress of the city that passes rules for one district issues at the level
//! of the city, and the rules hold in the district. So the one district that a title names by its
//! full name is the document's, wherever it stands in the title, and the level is the issuer's.

use crate::describe::infer;
use document::document::Document;
use document::metadata;
use language::agency;
use language::entity::{self, Mention};
use language::gazetteer::{Entity, Gazetteer, Name};
use language::kind::Kind;
use language::level::Level;

mod seat;

pub(crate) use seat::of as seat;

/// Beginnings of the names of national agencies that the gazetteer may not know.
const NATIONAL: [&str; 6] = ["国家", "全国", "中国", "中华", "中央", "国务院"];

/// Settles district and region: what was stated, made canonical; else what the lead agency's
/// name says; else what the title says, marked as inferred.
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
    let of_agency = document.agency.as_deref().and_then(|name| leading_district(name, gazetteer));
    if let Some(found) = of_agency {
        document.district = Some(found.canonical.clone());
        return;
    }
    let holds_somewhere = !matches!(document.kind, Kind::Report | Kind::News);
    if let Some(found) = district_of_title(document, gazetteer).filter(|_| holds_somewhere) {
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
/// (上海市普陀区科学技术委员会); not after that of another region (舟山市普陀区).
fn leading_district<'a>(text: &str, gazetteer: &'a Gazetteer) -> Option<&'a Name> {
    let leading = entity::leading(text, gazetteer);
    let at = leading.iter().position(|mention| mention.name.entity == Entity::District)?;
    let name = leading[at].name;
    // 长宁县 is another place than 长宁.
    let next = text.chars().nth(leading[at].end);
    if matches!(next, Some('县' | '旗')) {
        return None;
    }
    let above = &leading[..at];
    let is_of = |mention: &Mention| {
        let is_region = mention.name.entity == Entity::Region;
        is_region && Some(&mention.name.canonical) == name.parent.as_ref()
    };
    above.iter().all(is_of).then_some(name)
}

/// The district in which a document holds by its title: the one it starts with where no agency is
/// known, else the only one that it names in full.
fn district_of_title<'a>(document: &Document, gazetteer: &'a Gazetteer) -> Option<&'a Name> {
    let region = issuing_region(document, gazetteer);
    let fits = |name: &&Name| {
        region.is_empty() || name.parent.as_ref().is_some_and(|parent| region.contains(parent))
    };
    let leading = leading_district(&document.title, gazetteer).filter(fits);
    if leading.is_some() && document.agency.is_none() {
        return leading;
    }
    let mentions = entity::mentions(&document.title, gazetteer);
    let is_place = |mention: &&Mention| mention.name.entity != Entity::Agency;
    let mut districts: Vec<&Name> = Vec::new();
    for place in mentions.iter().filter(is_place).map(|mention| mention.name) {
        let in_full = place.name.ends_with(['区', '县']);
        match place.entity {
            Entity::District if !in_full => {}
            Entity::District if districts.iter().any(|d| d.canonical == place.canonical) => {}
            Entity::District => districts.push(place),
            // Another region beside it: a document of several places, or a name that both have.
            _ if districts.is_empty() => {}
            _ => return None,
        }
    }
    let regions = mentions.iter().filter(|mention| mention.name.entity == Entity::Region);
    let [only] = districts.as_slice() else { return None };
    let is_own = |mention: &Mention| Some(&mention.name.canonical) == only.parent.as_ref();
    regions.into_iter().all(is_own).then_some(*only).filter(fits)
}

/// The path of the region that the source states.
pub(crate) fn stated_region(document: &Document, gazetteer: &Gazetteer) -> Vec<String> {
    match document.region.as_slice() {
        [stated] => region_path(stated, gazetteer),
        path => path.to_vec(),
    }
}

/// The region of who issues: as stated, or by the lead agency's name.
fn issuing_region(document: &Document, gazetteer: &Gazetteer) -> Vec<String> {
    if !document.region.is_empty() {
        return stated_region(document, gazetteer);
    }
    let lead = document.agency.as_deref();
    lead.map(|name| seat(name, gazetteer).path).unwrap_or_default()
}

/// A region that a text starts with, and how far its name reaches, in bytes.
struct Leading<'a> {
    name: &'a Name,
    len: usize,
}

/// The region that a name or title starts with; 浙江省杭州市 is in the city.
fn leading_region<'a>(text: &str, gazetteer: &'a Gazetteer) -> Option<Leading<'a>> {
    let leading = entity::leading(text, gazetteer);
    let is_region = |mention: &&Mention<'a>| mention.name.entity == Entity::Region;
    let first = leading.first().filter(is_region)?;
    let second = leading.get(1).filter(is_region);
    let second = second.filter(|s| s.name.parent.as_ref() == Some(&first.name.canonical));
    let Mention { name, start, end } = *second.unwrap_or(first);
    let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    // The best path reads 吉林 and 市人民政府 where the city is meant.
    let with_city = text.get(byte(start)..byte(end + 1)).filter(|words| words.ends_with('市'));
    let city = with_city.and_then(|words| gazetteer.lookup(Entity::Region, words));
    Some(match city {
        Some(city) => Leading { name: city, len: byte(end + 1) },
        None => Leading { name, len: byte(end) },
    })
}

/// The agency that the name of one of its offices starts with: 教育部 of 教育部办公厅.
fn leading_agency<'a>(text: &str, gazetteer: &'a Gazetteer) -> Option<&'a Name> {
    let first = entity::leading(text, gazetteer).first().map(|mention| mention.name);
    first.filter(|name| name.entity == Entity::Agency)
}

fn district_path(district: &Name) -> Vec<String> {
    let parent = district.parent.as_deref();
    parent.into_iter().chain([district.canonical.as_str()]).map(str::to_owned).collect()
}

fn settle_region(document: &mut Document, gazetteer: &Gazetteer) {
    let stated = document.region.first().cloned();
    if let Some(stated) = stated {
        if document.region.len() == 1 {
            document.region = region_path(&stated, gazetteer);
        }
        return;
    }
    let district =
        document.district.as_deref().and_then(|name| gazetteer.lookup(Entity::District, name));
    if let Some(district) = district {
        document.region = district_path(district);
        return;
    }
    document.region = issuing_region(document, gazetteer);
    let is_open = document.agency.as_deref().is_none_or(|name| !is_national(name, gazetteer));
    if document.region.is_empty()
        && is_open
        && document.kind != Kind::News
        && document.kind != Kind::Organization
        && let Some((path, words)) = region_of_title(&document.title, gazetteer)
    {
        document.region = path;
        infer(document, "region", &words);
    }
}

/// The path of the region that a title starts with, by itself, in 中国（上海）…, or in the name of
/// an agency of the region (上海市人民代表大会议事规则); and the words.
fn region_of_title(title: &str, gazetteer: &Gazetteer) -> Option<(Vec<String>, String)> {
    let bare =
        title.strip_prefix("中国（").or_else(|| title.strip_prefix("中国(")).unwrap_or(title);
    if let Some(found) = leading_region(bare, gazetteer) {
        return Some((gazetteer.region_path(&found.name.canonical), found.name.name.clone()));
    }
    let agency = leading_agency(bare, gazetteer)?;
    let parent = agency.parent.as_deref()?;
    Some((gazetteer.region_path(parent), agency.name.clone()))
}

/// The path of a stated region; 全国 is the empty path, an unknown name stays as it is.
fn region_path(stated: &str, gazetteer: &Gazetteer) -> Vec<String> {
    match gazetteer.canonical(Entity::Region, stated) {
        Some(canonical) => gazetteer.region_path(canonical),
        None if matches!(stated, "全国" | "国家") => Vec::new(),
        None => vec![stated.to_owned()],
    }
}

/// Derives the level of a policy or regulation from who issues it, else from where it holds.
pub(crate) fn settle_level(document: &mut Document, gazetteer: &Gazetteer) {
    let issued = matches!(document.kind, Kind::Policy | Kind::Regulation | Kind::Interpretation);
    if document.level.is_none() || !issued {
        document.level = issued.then(|| level(document, gazetteer)).flatten();
    }
}

fn level(document: &Document, gazetteer: &Gazetteer) -> Option<Level> {
    if let Some(lead) = document.agency.as_deref() {
        if agency::is_association(lead) {
            return Some(Level::Industry);
        }
        if gazetteer.lookup(Entity::District, lead).is_some() {
            return Some(Level::District);
        }
        if is_national(lead, gazetteer) {
            return Some(Level::National);
        }
        let seat = seat(lead, gazetteer);
        if !seat.path.is_empty() {
            return if seat.is_local { Some(Level::District) } else { level_of_path(&seat.path) };
        }
    }
    let holds_in_all = document.kind == Kind::Regulation
        || leading_region(&document.title, gazetteer).is_some()
            && leading_district(&document.title, gazetteer).is_none();
    match (&document.district, document.region.as_slice()) {
        // Districts pass no regulations; their cities do, for them.
        (Some(_), [above @ .., _]) if holds_in_all && !above.is_empty() => level_of_path(above),
        (Some(_), _) => Some(Level::District),
        (None, path) => level_of_path(path),
    }
}

fn is_national(name: &str, gazetteer: &Gazetteer) -> bool {
    match gazetteer.lookup(Entity::Agency, name) {
        Some(listed) => listed.parent.is_none(),
        // 教育部办公厅 is as national as its ministry.
        None => {
            let of_national = leading_agency(name, gazetteer).is_some_and(|n| n.parent.is_none());
            (of_national || NATIONAL.iter().any(|start| name.starts_with(start)))
                && seat(name, gazetteer).path.is_empty()
        }
    }
}

fn level_of_path(path: &[String]) -> Option<Level> {
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

#[cfg(test)]
mod tests;
