//! Where a document holds: its region and its district; and at what level it was issued.
//!
//! The two differ: a congress of the city that passes rules for one district issues at the level
//! of the city, and the rules hold in the district. So the one district that a title names by its
//! full name is the document's, wherever it stands in the title, and the level is the issuer's.

use document::document::Statement;
use document::record::Record;
use language::entity::{self, Mention};
use language::gazetteer::{Entity, Gazetteer, Name};
use language::kind::Kind;

use crate::finding::{Finding, Settled};

mod government;
mod joint;
mod level;
mod numbered;
mod seat;
mod title;

pub(crate) use government::government;
pub(crate) use joint::{PLACELESS, in_place, jointly};
pub(crate) use level::of as level;
pub(crate) use numbered::of as of_number;
pub(crate) use seat::of as seat;

/// Beginnings of the names of national agencies that the gazetteer may not know.
const NATIONAL: [&str; 6] = ["国家", "全国", "中国", "中华", "中央", "国务院"];

/// Where a document holds.
pub(crate) struct SettledPlace {
    pub(crate) district: Settled<String>,
    pub(crate) region: Settled<Vec<String>>,
    /// What was stated as a district and is none.
    pub(crate) kept: Option<Statement>,
}

/// What tells where a document holds.
struct Told<'a> {
    title: &'a str,
    kind: Kind,
    lead: Option<&'a str>,
    /// The region that the source states: its path, or one name.
    region: Vec<String>,
    names: &'a Gazetteer,
}

/// Settles district and region, of who issues and of the region that was stated in place of an
/// agency: what was stated, made canonical; else what the lead agency's
/// name says; else what the title says, marked as inferred.
pub(crate) fn settle(
    record: &Record,
    kind: Kind,
    lead: Option<&str>,
    region_for_agency: Option<&str>,
    names: &Gazetteer,
) -> SettledPlace {
    let fields = &record.fields;
    let given = fields.district.as_deref();
    let canonical = given.and_then(|name| names.canonical(Entity::District, name));
    let unknown = given.filter(|_| canonical.is_none());
    let mut region = fields.region.clone();
    if region.is_empty() {
        region.extend(region_for_agency.map(str::to_owned));
    }
    let mut kept = None;
    if let Some(name) = unknown.map(str::to_owned) {
        // A column 地区 may hold a region; what is neither is kept as it stands.
        match region.is_empty() && names.lookup(Entity::Region, &name).is_some() {
            true => region.push(name),
            false => kept = Some(Statement { name: "district".to_owned(), value: name }),
        }
    }
    let told = Told { title: &fields.title, kind, lead, region, names };
    let stated = Settled::stated(record, "district", canonical.map(str::to_owned));
    let district = match unknown {
        Some(_) => stated,
        None => stated.or_follows(|| told.district_of_lead()).or(|| told.district_of_title()),
    };
    let region = told.region(record, district.value.as_deref());
    SettledPlace { district, region, kept }
}

impl Told<'_> {
    fn district_of_lead(&self) -> Option<String> {
        leading_district(self.lead?, self.names).map(|found| found.canonical.clone())
    }

    fn district_of_title(&self) -> Option<Finding<String>> {
        let holds_somewhere = !matches!(self.kind, Kind::Report | Kind::News);
        let found = self.district_in_title().filter(|_| holds_somewhere)?;
        Some(Finding { value: found.canonical.clone(), evidence: found.name.clone() })
    }

    /// The district in which a document holds by its title: the one it starts with where no agency
    /// is known, else the only one that it names in full.
    fn district_in_title(&self) -> Option<&Name> {
        let region = self.issuing_region();
        let fits = |name: &&Name| {
            region.is_empty() || name.parent.as_ref().is_some_and(|parent| region.contains(parent))
        };
        let leading = leading_district(self.title, self.names).filter(fits);
        if leading.is_some() && self.lead.is_none() {
            return leading;
        }
        let mentions = entity::mentions(self.title, self.names);
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

    /// The region of who issues: as stated, or by the lead agency's name.
    fn issuing_region(&self) -> Vec<String> {
        if !self.region.is_empty() {
            return stated_region(&self.region, self.names);
        }
        self.lead.map(|name| seat(name, self.names).path).unwrap_or_default()
    }

    fn region(&self, record: &Record, district: Option<&str>) -> Settled<Vec<String>> {
        let path = |path: Vec<String>| Some(path).filter(|path| !path.is_empty());
        if !self.region.is_empty() {
            return Settled::of(Some(stated_region(&self.region, self.names)), None);
        }
        let of_district = || {
            let district = self.names.lookup(Entity::District, district?)?;
            Some(district_path(district))
        };
        let is_open = self.lead.is_none_or(|name| !is_national(name, self.names))
            && self.kind != Kind::Organization;
        let of_title = || title::of_title(self.title, self.names).filter(|_| is_open);
        let of_mark = || title::of_mark(record, self.names).filter(|_| is_open);
        Settled::stated(record, "region", None)
            .or_follows(|| of_district().or_else(|| path(self.issuing_region())))
            .or(of_title)
            .or(of_mark)
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

/// The path of the region that a source states.
pub(crate) fn stated_region(region: &[String], names: &Gazetteer) -> Vec<String> {
    match region {
        [stated] => region_path(stated, names),
        path => path.to_vec(),
    }
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

/// The path of a stated region; 全国 is the empty path, an unknown name stays as it is.
fn region_path(stated: &str, gazetteer: &Gazetteer) -> Vec<String> {
    match gazetteer.canonical(Entity::Region, stated) {
        Some(canonical) => gazetteer.region_path(canonical),
        None if matches!(stated, "全国" | "国家") => Vec::new(),
        None => vec![stated.to_owned()],
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

#[cfg(test)]
mod tests;
