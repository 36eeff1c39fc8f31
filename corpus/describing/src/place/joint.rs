//! Names that leave out their place: of a joint issue the first names it, and the others are of the same
//! (某市财政局、市民政局、教育局).

use language::agency::{self, Issuers};
use language::division;
use language::entity;
use language::gazetteer::{Entity, Gazetteer};

use super::{is_national, seat};

/// Beginnings of names that leave out the name of the place.
pub(crate) const PLACELESS: [char; 7] = ['市', '省', '区', '县', '州', '盟', '旗'];

/// Words that only begin like such names.
const ORDINARY: [&str; 4] = ["市场", "市容", "区域", "县域"];

/// Ends of the names of the organs of a place; companies and societies are of no place.
const ORGANS: [&str; 9] =
    ["局", "委", "厅", "办", "委员会", "办公室", "人民政府", "人民法院", "人民检察院"];

/// Names that issue together, each with its place where the first one or the region that is stated tells
/// it. What the office calls its own stays so.
pub(crate) fn in_place(
    names: Vec<String>,
    region: &[String],
    gazetteer: &Gazetteer,
) -> Vec<String> {
    let Some(lead) = names.first() else { return names };
    let of_lead = if lead.starts_with(PLACELESS) { Vec::new() } else { seat(lead, gazetteer).path };
    let path = if of_lead.is_empty() { region.to_vec() } else { of_lead };
    let shared = Shared { lead: lead.clone(), path, gazetteer };
    let whole = |(at, name): (usize, String)| {
        let whole = shared.of_level(&name).or_else(|| (at > 0).then(|| shared.of_none(&name))?);
        whole.unwrap_or(name)
    };
    names.into_iter().enumerate().map(whole).collect()
}

/// Issuers that a text names, each with its place. Where the words name the office's own city, what is
/// called without one is its own.
pub(crate) fn jointly(issuers: Issuers, gazetteer: &Gazetteer) -> Issuers {
    let own = |name: &String| gazetteer.lookup(Entity::Agency, name)?.parent.as_ref();
    let mut owners = issuers.names.iter().filter_map(own);
    if owners.any(|own| issuers.words.contains(own)) {
        return issuers;
    }
    Issuers { names: in_place(issuers.names, &[], gazetteer), ..issuers }
}

/// The place that names of a joint issue have in common.
struct Shared<'g> {
    lead: String,
    path: Vec<String>,
    gazetteer: &'g Gazetteer,
}

impl Shared<'_> {
    /// 市民政局 and 区教育局 with the city and the district.
    fn of_level(&self, name: &str) -> Option<String> {
        let end = name.chars().next().filter(|first| PLACELESS.contains(first))?;
        let own = self.gazetteer.lookup(Entity::Agency, name);
        let is_own = own
            .is_some_and(|own| own.parent.as_ref().is_none_or(|parent| self.path.contains(parent)));
        if is_own || is_ordinary(name) {
            return None;
        }
        let at = self.path.iter().rposition(|place| place.ends_with(end))?;
        Some(agency::in_full(&format!("{}{}", self.written(at), &name[end.len_utf8()..])))
    }

    /// 教育局 with the place of the lead.
    fn of_none(&self, name: &str) -> Option<String> {
        let is_known = |name: &str| self.gazetteer.lookup(Entity::Agency, name).is_some();
        let is_placed = is_known(name)
            || name.starts_with(PLACELESS) && !is_ordinary(name)
            || !entity::leading(name, self.gazetteer).is_empty()
            || division::leading(name).is_some()
            || is_national(name, self.gazetteer);
        if is_placed || !ORGANS.iter().any(|end| name.ends_with(end)) {
            return None;
        }
        let known = |place: &str| Some(format!("{place}{name}")).filter(|name| is_known(name));
        if is_national(&self.lead, self.gazetteer) {
            return known("国家");
        }
        let of_place = || {
            let last = self.path.len().checked_sub(1)?;
            Some(agency::in_full(&format!("{}{name}", self.written(last))))
        };
        match self.lead.chars().next().filter(|first| PLACELESS.contains(first)) {
            Some(level) => known(&level.to_string()),
            None => of_place(),
        }
    }

    /// A place of the path as the lead writes it, else by its name, a district behind its city's.
    fn written(&self, at: usize) -> String {
        let place = &self.path[at];
        if let Some(start) = self.lead.find(place.as_str()) {
            let written = &self.lead[..start + place.len()];
            return written.strip_prefix("中共").unwrap_or(written).to_owned();
        }
        let city = at.checked_sub(1).map(|above| &self.path[above]);
        let city = city.filter(|above| place.ends_with('区') && above.ends_with('市'));
        format!("{}{place}", city.map(String::as_str).unwrap_or_default())
    }
}

fn is_ordinary(name: &str) -> bool {
    ORDINARY.iter().any(|word| name.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_joint_issue_share_their_place() {
        let cases = [
            (
                "宁波市医疗保障局、市财政局、市民政局",
                "",
                "宁波市医疗保障局、宁波市财政局、宁波市民政局",
            ),
            ("宁波市发展和改革委员会、能源局", "", "宁波市发展和改革委员会、宁波市能源局"),
            ("浙江省财政厅、省教育厅、市教育局", "", "浙江省财政厅、浙江省教育厅、市教育局"),
            ("宁波市海曙区科技局、区财政局", "", "宁波市海曙区科技局、宁波市海曙区财政局"),
            ("海曙区科技局、市财政局", "", "海曙区科技局、宁波市财政局"),
            ("宁波市商务局、市场监管局", "", "宁波市商务局、宁波市市场监督管理局"),
            ("宁波市商务局、人民银行、某某公司", "", "宁波市商务局、人民银行、某某公司"),
            ("国家发改委、能源局", "", "国家发改委、国家能源局"),
            ("国家发改委、市场监管总局", "", "国家发改委、市场监管总局"),
            ("市经信委、财政局", "", "市经信委、市财政局"),
            ("市经信委、市财政局", "", "市经信委、市财政局"),
            ("静安区科委、区财政局、市财政局", "", "静安区科委、静安区财政局、市财政局"),
            ("市财政局、市教育局", "浙江省 宁波市", "宁波市财政局、宁波市教育局"),
            ("市财政局", "上海市", "市财政局"),
            ("", "", ""),
        ];
        for (names, region, expected) in cases {
            let names = names.split('、').map(str::to_owned).collect();
            let region: Vec<String> = region.split_whitespace().map(str::to_owned).collect();
            let whole = in_place(names, &region, Gazetteer::builtin()).join("、");
            assert_eq!(whole, expected);
        }
    }
}
