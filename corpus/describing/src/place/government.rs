//! Who issues where a catalogue names a place: its government, or the committee that runs the area.

use language::agency;
use language::gazetteer::{Entity, Gazetteer};

use super::seat;

/// Ends of the names of areas that a committee runs.
const RUN: [&str; 10] = [
    "新区",
    "开发区",
    "高新区",
    "经开区",
    "园区",
    "试验区",
    "示范区",
    "保税区",
    "合作区",
    "新片区",
];

/// Prefectures have an office of the province in place of a government.
const PREFECTURES: [&str; 2] = ["地区", "盟"];

/// Characters of the longest name of an area.
const LONGEST_AREA: usize = 20;

/// The government of a place by the place's name; `None` where it is none.
pub(crate) fn government(place: &str, gazetteer: &Gazetteer) -> Option<String> {
    if let Some(region) = gazetteer.canonical(Entity::Region, place) {
        let is_prefecture = PREFECTURES.iter().any(|end| region.ends_with(end));
        let office = if is_prefecture { "行政公署" } else { "人民政府" };
        return Some(known(format!("{region}{office}"), gazetteer));
    }
    let named = format!("{place}人民政府");
    let seat = seat(&named, gazetteer);
    let is_county = seat.is_local && seat.path.last().is_some_and(|last| place.ends_with(last));
    let is_run = RUN.iter().any(|end| place.ends_with(end));
    // 滨海新区 is a district of the state, with a government.
    let is_division = is_county && seat.path.len() > 1;
    match is_run && !is_division {
        true => {
            let is_name = place.chars().all(|c| c.is_alphabetic() || matches!(c, '（' | '）'))
                && place.chars().nth(LONGEST_AREA).is_none();
            is_name.then(|| known(format!("{place}管理委员会"), gazetteer))
        }
        false => is_county.then(|| known(named, gazetteer)),
    }
}

fn known(name: String, gazetteer: &Gazetteer) -> String {
    agency::canonical(&name, gazetteer).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_have_governments() {
        let cases = [
            ("宁波市", Some("宁波市人民政府")),
            ("宁波", Some("宁波市人民政府")),
            ("浙江省", Some("浙江省人民政府")),
            ("上海市", Some("市政府")),
            ("阿里地区", Some("阿里地区行政公署")),
            ("海曙区", Some("海曙区人民政府")),
            ("宁波市海曙区", Some("宁波市海曙区人民政府")),
            ("象山县", Some("象山县人民政府")),
            ("滨海新区", Some("滨海新区人民政府")),
            ("西咸新区", Some("西咸新区管理委员会")),
            ("宁波高新区", Some("宁波高新区管理委员会")),
            ("各区", None),
            ("有关部门", None),
            ("某社区", None),
        ];
        for (place, expected) in cases {
            let found = government(place, Gazetteer::builtin());
            assert_eq!(found.as_deref(), expected, "{place}");
        }
    }
}
