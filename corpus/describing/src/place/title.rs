//! The region that a title names as the document's, or the mark before it.

use std::path::Path;

use document::record::Record;
use document::title;
use language::division;
use language::entity;
use language::gazetteer::{Entity, Gazetteer};

use super::{leading_agency, leading_region, seat};
use crate::finding::Finding;

/// The path of the region that a title starts with, by itself, in 中国（上海）…, in the name of
/// an agency of the region (上海市人民代表大会议事规则), or else of the only one that it names.
pub(super) fn of_title(title: &str, gazetteer: &Gazetteer) -> Option<Finding<Vec<String>>> {
    let bare = without_opening(title);
    if let Some(found) = leading_region(bare, gazetteer) {
        let county = seat::county(bare, &bare[found.len..], &found.name.canonical);
        let value = county.unwrap_or_else(|| gazetteer.region_path(&found.name.canonical));
        return Some(Finding { value, evidence: found.name.name.clone() });
    }
    if let Some(agency) = leading_agency(bare, gazetteer) {
        let parent = agency.parent.as_deref()?;
        return Some(Finding {
            value: gazetteer.region_path(parent),
            evidence: agency.name.clone(),
        });
    }
    // 关于某区和某区… is of neither.
    let is_one = |name: &&str| !bare[name.len()..].starts_with(['和', '与', '及', '、']);
    if let Some(name) = seat::leading_county(bare).filter(is_one)
        && let Some(value) = division::only(name)
    {
        return Some(Finding { value, evidence: name.to_owned() });
    }
    only_region(bare, gazetteer).or_else(|| only_county(bare))
}

/// A title without what stands before the place: a mark, a year, 关于, 中国（.
fn without_opening(title: &str) -> &str {
    let bare = title::without_mark(title);
    // An explanation is of the place of what it explains.
    let bare = bare.strip_prefix('《').unwrap_or(bare);
    let bare = bare.strip_prefix("中国（").or_else(|| bare.strip_prefix("中国(")).unwrap_or(bare);
    let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let year =
        Some(&bare[digits..]).filter(|_| digits == 4).and_then(|rest| rest.strip_prefix('年'));
    let bare = year.map_or(bare, |rest| rest.trim_start_matches(['度', '，', ',']));
    bare.strip_prefix("关于").unwrap_or(bare)
}

/// The only region that a title names, in full: 怎么申领某市社会保障卡. What stands in 《》 may be of
/// another place.
fn only_region(title: &str, gazetteer: &Gazetteer) -> Option<Finding<Vec<String>>> {
    let outside: String = title
        .split('《')
        .map(|part| part.split_once('》').map_or(part, |(_, rest)| rest))
        .collect();
    let mentions = entity::mentions(&outside, gazetteer);
    let mut regions = mentions.iter().map(|mention| mention.name);
    let first = regions.find(|name| name.entity == Entity::Region)?;
    let is_full = first.name.ends_with(['省', '市', '区', '州', '盟']);
    let is_only = regions.all(|other| {
        other.canonical == first.canonical || other.parent.as_ref() == Some(&first.canonical)
    });
    let value = gazetteer.region_path(&first.canonical);
    (is_full && is_only).then(|| Finding { value, evidence: first.name.clone() })
}

/// The only county that a title names, in full: 在某市如何办理某证.
fn only_county(title: &str) -> Option<Finding<Vec<String>>> {
    let mut found: Option<Finding<Vec<String>>> = None;
    for (at, _) in title.char_indices() {
        let named = seat::leading_county(&title[at..]).filter(|name| name.chars().nth(2).is_some());
        let Some((name, value)) = named.and_then(|name| Some((name, division::only(name)?))) else {
            continue;
        };
        match &found {
            Some(other) if other.value != value => return None,
            _ => found = Some(Finding { value, evidence: name.to_owned() }),
        }
    }
    found
}

/// The region in brackets before a title or a file's name, as collections of news have it: 【四川】…
pub(super) fn of_mark(record: &Record, gazetteer: &Gazetteer) -> Option<Finding<Vec<String>>> {
    let file = record.sources.first().map(|source| Path::new(&source.file));
    let stem = file.and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned());
    let named = [Some(record.fields.title.clone()), stem];
    named.into_iter().flatten().find_map(|text| {
        let (mark, rest) =
            text.trim().strip_prefix(['【', '[', '［'])?.split_once(['】', ']', '］'])?;
        let region = gazetteer.lookup(Entity::Region, mark)?;
        // 【河南】长葛：… tells more.
        let city = leading_region(rest, gazetteer).map(|found| found.name);
        let city = city.filter(|city| city.parent.as_ref() == Some(&region.canonical));
        let county = rest.split_once(['：', ':']).and_then(|(name, _)| {
            let ends = ["", "市", "县", "区"];
            ends.iter().find_map(|end| division::within(&format!("{name}{end}"), &region.canonical))
        });
        let path = || gazetteer.region_path(&city.unwrap_or(region).canonical);
        Some(Finding { value: county.unwrap_or_else(path), evidence: mark.to_owned() })
    })
}
