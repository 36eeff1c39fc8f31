//! Where an agency sits by its name: a region or district of the gazetteer, or a county, district
//! or county-level city by the shape of the name (肥西县人民政府, 昆山市教育局), with as much of the
//! path of regions as the name tells.

use super::{NATIONAL, district_path, leading_agency, leading_district, leading_region};
use language::division;
use language::gazetteer::{Entity, Gazetteer};

/// Where an agency sits.
#[derive(Default)]
pub(crate) struct Seat {
    /// The path of its region; empty for a national agency and where the name does not say.
    pub(crate) path: Vec<String>,
    /// Whether it is below the cities: of a county, a district or a county-level city.
    pub(super) is_local: bool,
}

/// Ends of names of areas that are no districts of the state, and of words that only end like a
/// place's name.
const AREAS: [&str; 20] = [
    "开发区",
    "高新区",
    "经开区",
    "园区",
    "社区",
    "示范区",
    "试验区",
    "保税区",
    "合作区",
    "景区",
    "名胜区",
    "保护区",
    "灌区",
    "老区",
    "湾区",
    "市区",
    "地区",
    "自治区",
    "城市",
    "都市",
];

/// First characters of names that do not say of which place they are: 市社区工作部, 省乡村振兴局.
const NAMELESS: [char; 6] = ['市', '省', '区', '县', '州', '盟'];

/// Characters of the name of a county or district; those of nationalities are longer.
const NAME: std::ops::RangeInclusive<usize> = 2..=6;
const LONGEST_AUTONOMOUS: usize = 18;

/// Where the agency of this name sits.
pub(crate) fn of(name: &str, gazetteer: &Gazetteer) -> Seat {
    let region = |parent: &String| Seat { path: gazetteer.region_path(parent), is_local: false };
    if let Some(listed) = gazetteer.lookup(Entity::Agency, name) {
        return listed.parent.as_ref().map(region).unwrap_or_default();
    }
    if let Some(district) = leading_district(name, gazetteer) {
        return Seat { path: district_path(district), is_local: true };
    }
    let branch = name.find("总局").map_or(name, |at| &name[at + "总局".len()..]);
    let bare = branch.strip_prefix("中共").unwrap_or(branch);
    if let Some(seat) = in_region(bare, gazetteer) {
        return seat;
    }
    match leading_agency(bare, gazetteer) {
        Some(agency) => agency.parent.as_ref().map(region).unwrap_or_default(),
        None => on_its_own(bare),
    }
}

/// The seat of a name that begins with a region's.
fn in_region(name: &str, gazetteer: &Gazetteer) -> Option<Seat> {
    let region = leading_region(name, gazetteer)?;
    let mut path = gazetteer.region_path(&region.name.canonical);
    let rest = &name[region.len..];
    if let Some(path) = county(name, rest, &region.name.canonical) {
        return Some(Seat { path, is_local: true });
    }
    // 长沙县 begins like 长沙市, and lies in it.
    let local = match rest.starts_with(['县', '旗']) && path.len() > 1 {
        true => local(name, &['县', '旗']),
        false if path.len() > 1 || region.name.canonical.ends_with('市') => {
            local(rest, &['区', '县', '旗', '市'])
        }
        false => local(rest, &['县', '旗', '市']),
    };
    let is_local = local.is_some();
    path.extend(local.map(str::to_owned));
    Some(Seat { path, is_local })
}

/// The path of the county that follows a region's name, or begins like it (长沙县); 毕节市 is the city
/// and not the county of that name which it once had.
pub(super) fn county(name: &str, rest: &str, region: &str) -> Option<Vec<String>> {
    let like = Some(name).filter(|name| !name.starts_with(region));
    [Some(rest), like]
        .into_iter()
        .flatten()
        .find_map(|text| division::within(leading_county(text)?, region))
}

/// The county that a text begins with; not 市北区 of 市北区块链.
pub(super) fn leading_county(text: &str) -> Option<&str> {
    division::leading(text).filter(|name| !goes_on(name, &text[name.len()..]))
}

/// Whether the end of a place's name and what follows it are another word: 市场, 区域, 县级.
fn goes_on(name: &str, rest: &str) -> bool {
    let words: &[char] = match name.chars().next_back() {
        Some('市') => &['场', '政', '容', '值', '级'],
        Some('区') => &['域', '块', '级', '间'],
        _ => &['域', '级'],
    };
    rest.starts_with(words)
}

/// The seat of a name that begins with none: 青田县人民政府办公室.
fn on_its_own(name: &str) -> Seat {
    if let Some(path) = leading_county(name).and_then(division::only) {
        return Seat { path, is_local: true };
    }
    let is_national = NATIONAL.iter().any(|start| name.starts_with(start));
    let may_be = !is_national && !name.starts_with(NAMELESS);
    let place = may_be.then(|| local(name, &['区', '县', '旗', '市'])).flatten();
    // 矿区, 城区 need a city before them, and new areas (新区) are districts only by a government.
    let place = place.filter(|place| {
        let is_new_area = place.ends_with("新区") && !name[place.len()..].starts_with("人民政府");
        place.chars().nth(2).is_some() && !is_new_area
    });
    Seat { path: place.map(str::to_owned).into_iter().collect(), is_local: place.is_some() }
}

/// The name of a county, district or city of its level that a text begins with: 西湖区 of
/// 西湖区人民政府.
fn local<'t>(text: &'t str, ends: &[char]) -> Option<&'t str> {
    // 市北区 begins with an end of names itself.
    let (last, end) = text.char_indices().skip(1).find(|(_, c)| ends.contains(c))?;
    let (name, rest) = text.split_at(last + end.len_utf8());
    let length = name.chars().count();
    let is_autonomous = name.ends_with("自治县") || name.ends_with("自治旗");
    let is_of_length = NAME.contains(&length) || (is_autonomous && length <= LONGEST_AUTONOMOUS);
    let is_name = is_of_length
        && !rest.is_empty()
        && !goes_on(name, rest)
        && !AREAS.iter().any(|area| name.ends_with(area))
        // All cities have names of two characters at least.
        && (length > 2 || !name.ends_with('市'));
    is_name.then_some(name)
}
