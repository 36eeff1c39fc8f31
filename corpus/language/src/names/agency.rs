//! Names of agencies in texts: canonical ones, those that a line lists, what may be one by its form.

use std::sync::LazyLock;

use crate::entity;
use crate::gazetteer::{Entity, Gazetteer};
use crate::number;

/// Ends of names that mark the association of an industry and no part of government.
const ASSOCIATIONS: [&str; 5] = ["协会", "学会", "商会", "联盟", "联合会"];

/// Characters that a name that is not in the gazetteer may have.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=40;

/// Words that the name of an agency begins with where it does not begin with a place's.
const STARTS: [&str; 13] =
    ["市", "省", "区", "县", "州", "盟", "国家", "中国", "中华", "中共", "中央", "全国", "国务院"];

/// What the names of the Party's bodies begin with, and full names of those of the state.
const PARTY: &str = "中共";
const STATE: &str = "中华人民共和国";

/// Ends of the names of agencies, and whether a name needs nothing more than its end.
static ENDS: LazyLock<Vec<(&str, bool)>> = LazyLock::new(|| {
    let end = |row: Vec<&'static str>| Some((*row.first()?, *row.get(1)? == "yes"));
    crate::table::embedded(include_str!("../../../data/agency_ends.csv")).filter_map(end).collect()
});

/// Agencies, and the words that name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuers {
    /// Canonical where the gazetteer knows them, the lead one first.
    pub names: Vec<String>,
    /// The words, verbatim.
    pub words: String,
}

/// Who a masthead names: 上海市人民政府文件, 中华人民共和国国务院令, also spread out over the line.
pub fn masthead(line: &str) -> Option<String> {
    let parts: Vec<&str> = line.split_whitespace().collect();
    let is_spread = parts.len() > 2 && parts.iter().all(|part| part.chars().nth(1).is_none());
    let line = if is_spread { parts.concat() } else { line.trim().to_owned() };
    let order = line.split_once('令').map(|(issuer, rest)| (issuer, rest.trim()));
    let order = order.filter(|(_, rest)| rest.is_empty() || number::is_serial(rest));
    let name = order.map(|(issuer, _)| issuer).or_else(|| line.strip_suffix("文件"))?;
    Some(name.trim().to_owned())
}

/// The canonical name of an agency; a district that issues documents (宝山区, 宝山区人民政府)
/// stands for itself.
pub fn canonical(name: &str, gazetteer: &Gazetteer) -> Option<String> {
    let government = name.strip_suffix("人民政府").filter(|district| !district.is_empty());
    // The gazetteer has not every agency of the state by its full name.
    let name = match name.strip_prefix(STATE) {
        Some(rest) if gazetteer.canonical(Entity::Agency, name).is_none() => rest,
        _ => name,
    };
    gazetteer
        .canonical(Entity::Agency, name)
        .or_else(|| gazetteer.canonical(Entity::District, name))
        .or_else(|| gazetteer.canonical(Entity::District, government?))
        .map(str::to_owned)
}

/// Short ends of names and the full ones: 人社局, 人力资源和社会保障局.
static FORMS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let form = |row: Vec<&'static str>| Some((*row.first()?, *row.get(1)?));
    crate::table::embedded(include_str!("../../../data/agency_forms.csv"))
        .filter_map(form)
        .collect()
});

/// The name of an agency of a place with its end in full: 某市人社局 is 某市人力资源和社会保障局.
pub fn in_full(name: &str) -> String {
    let full =
        FORMS.iter().find_map(|(short, full)| Some(format!("{}{full}", name.strip_suffix(short)?)));
    full.unwrap_or_else(|| name.to_owned())
}

/// Whether a text may be the name of an agency: one of the gazetteer, or by its length and end.
/// An end that is a common character (布局) is not enough without a place or the like before it.
pub fn is_plausible(name: &str, gazetteer: &Gazetteer) -> bool {
    if canonical(name, gazetteer).is_some() {
        return true;
    }
    let is_name = name.chars().all(|c| c.is_alphabetic() || matches!(c, '（' | '）' | '(' | ')'));
    let mut ends = ENDS.iter().filter(|(end, _)| name.ends_with(end)).peekable();
    is_name
        && LENGTHS.contains(&name.chars().count())
        && ends.peek().is_some()
        && (ends.any(|(_, suffices)| *suffices)
            || STARTS.iter().any(|start| name.starts_with(start))
            || !entity::leading(name, gazetteer).is_empty())
}

/// The agencies that a whole line names, canonical, each once; empty where any part of the line is
/// none. They stand apart by white space or 、, or run together where the gazetteer knows them.
pub fn list(line: &str, gazetteer: &Gazetteer) -> Vec<String> {
    let parts: Vec<&str> = line.split([' ', '\u{3000}', '\t', '、', '，']).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    // A name may be spread out over its line.
    let spread = parts.len() > 2 && parts.iter().all(|part| part.chars().nth(1).is_none());
    let names: Vec<String> = match spread {
        true => vec![parts.concat()],
        false => parts.iter().map(|&part| part.to_owned()).collect(),
    };
    let mut all: Vec<String> = Vec::new();
    for name in names {
        let read = one_or_run(&name, gazetteer);
        if read.is_empty() {
            return Vec::new();
        }
        for name in read {
            if !all.contains(&name) {
                all.push(name);
            }
        }
    }
    all
}

/// One agency, or several without anything between: known ones (国家发展改革委财政部), or such as
/// begin alike.
fn one_or_run(name: &str, gazetteer: &Gazetteer) -> Vec<String> {
    if let Some(name) = canonical(name, gazetteer) {
        return vec![name];
    }
    let mentions = entity::leading(name, gazetteer);
    let is_whole = mentions.last().is_some_and(|last| last.end == name.chars().count());
    let are_agencies = mentions.iter().all(|mention| mention.name.entity == Entity::Agency);
    if mentions.len() > 1 && is_whole && are_agencies {
        return mentions.iter().map(|mention| mention.name.canonical.clone()).collect();
    }
    let is_region = gazetteer.lookup(Entity::Region, name).is_some();
    let run = run_of_place(name, gazetteer);
    if !run.is_empty() {
        return run;
    }
    if !is_region && is_plausible(name, gazetteer) { vec![name.to_owned()] } else { Vec::new() }
}

/// The agencies of one place that run together (某市财政局某市税务局): each begins with the place, or
/// with 中共 and the place. 国家税务总局某市税务局 is one agency: its place stands once.
fn run_of_place(name: &str, gazetteer: &Gazetteer) -> Vec<String> {
    let bare = name.strip_prefix(PARTY).unwrap_or(name);
    let place = [STATE, "国家"].into_iter().find(|state| bare.starts_with(state));
    let place = place.or_else(|| Some(&bare[..bare.char_indices().nth(2)?.0]));
    let Some(place) = place else { return Vec::new() };
    let starts = bare.match_indices(place).map(|(at, _)| at + name.len() - bare.len());
    let starts = starts.map(|at| if name[..at].ends_with(PARTY) { at - PARTY.len() } else { at });
    let (mut names, mut begin) = (Vec::new(), 0);
    for at in starts.filter(|at| *at > 0).chain([name.len()]) {
        // A name may have its place twice: 某市某某市场监管局.
        if is_plausible(&name[begin..at], gazetteer) {
            let part = &name[begin..at];
            names.push(canonical(part, gazetteer).unwrap_or_else(|| part.to_owned()));
            begin = at;
        }
    }
    if begin == name.len() && names.len() > 1 { names } else { Vec::new() }
}

/// Whether the name is that of an association.
pub fn is_association(name: &str) -> bool {
    ASSOCIATIONS.iter().any(|end| name.ends_with(end))
}
