//! Who did it and where: names beside what was done. 由A、B等共同发起, A牵头的, 主管单位：A,
//! 在A揭牌.

use std::ops::Range;

use super::thresholds::{LONGEST_NAME, LONGEST_NAMES, LONGEST_PERSON};
use crate::question::{Asked, LEXICON, is_numeral};

/// What may stand between names and what they did.
const JOINTS: [&str; 24] = [
    "共同", "联合", "牵头", "发起", "负责", "统一", "单独", "独家", "组织", "等", "单位", "机构",
    "企业", "公司", "部门", "的", "参与", "全额", "直接", "依法", "会同", "首先", "担任", "作为",
];
/// What may stand between what was done and a name that follows.
const LABELS: [&str; 14] =
    ["单位", "部门", "机构", "主体", "方", "者", "人", "机关", "是", "为", ":", "\t", "于", "均"];

/// The names that a sentence gives for who did it.
pub(super) fn doers(text: &str, asked: &Asked) -> Vec<Range<usize>> {
    let key = &asked.terms[asked.key];
    let mut found = Vec::new();
    for form in &key.forms {
        for (at, _) in text.match_indices(form.as_str()) {
            if asked.does {
                found.extend(
                    before(text, at).filter(|place| names_one(&text[place.clone()], asked)),
                );
            }
            let fits = |place: &Range<usize>| {
                let named = names_one(&text[place.clone()], asked);
                named
                    || (!asked.does
                        && place.len() <= LONGEST_PERSON
                        && text[..place.start].ends_with(':'))
            };
            found.extend(labelled(text, at + form.len()).filter(fits));
        }
    }
    found
}

/// The names that end where what they did begins.
fn before(text: &str, act: usize) -> Option<Range<usize>> {
    let mut end = act;
    while let Some(rest) = strip_joint(&text[..end]) {
        end = rest;
    }
    let head = &text[..end];
    let bounds = |c: char| matches!(c, ',' | ';' | ':' | '\t' | '。' | '!' | '?');
    let clause = head.rfind(bounds).map_or(0, |at| at + width(head, at));
    let mut prepositions = head[clause..].rmatch_indices(['由', '受', '被']);
    // 自由贸易 and 经济 have none.
    let own =
        prepositions.find(|(at, _)| !head[..clause + at].ends_with(['自', '理', '接', '承', '享']));
    let first = head[clause..].starts_with(['在', '经']).then_some(clause);
    let preposition = own.map(|(at, _)| clause + at).or(first);
    let start = preposition.map_or(clause, |at| at + '由'.len_utf8());
    (start < end && end - start <= LONGEST_NAMES).then_some(start..end)
}

/// A text without the word at its end that joins names to what they did; 11家机构 too.
fn strip_joint(text: &str) -> Option<usize> {
    // 机构 and 公司 join only after a count or 等: else they end a name.
    let joint = JOINTS.iter().find(|joint| text.ends_with(**joint))?;
    let rest = &text[..text.len() - joint.len()];
    if !matches!(*joint, "单位" | "机构" | "企业" | "公司" | "部门") {
        return Some(rest.len());
    }
    let counted = rest.strip_suffix(['家', '个']).map(|rest| {
        rest.trim_end_matches(|c: char| {
            c.is_ascii_digit() || is_numeral(c) || matches!(c, '多' | '余')
        })
    });
    counted
        .filter(|rest| rest.len() + 3 < text.len())
        .or_else(|| rest.ends_with('等').then_some(rest))
        .map(str::len)
}

/// The name behind a label: 主管单位：A, 会长为B.
fn labelled(text: &str, end: usize) -> Option<Range<usize>> {
    let mut start = end;
    let mut states = false;
    while let Some(word) = LABELS.iter().find(|word| text[start..].starts_with(**word)) {
        states |= matches!(*word, "是" | "为" | ":" | "\t" | "于");
        start += word.len();
    }
    let rest = &text[start..];
    let length = rest.find([',', ';', '。', '\t', '(', '!', '?', ':']).unwrap_or(rest.len());
    (states && length > 0 && length <= LONGEST_NAME).then_some(start..start + length)
}

/// Whether text names an organisation that the question does not name.
fn names_one(text: &str, asked: &Asked) -> bool {
    let parts = text.split(['、', '和', '及', '与', '或']);
    parts.map(str::trim).any(|part| {
        let named = LEXICON.names.iter().any(|suffix| {
            part.strip_suffix(suffix).is_some_and(|own| own.chars().count() >= 2)
                || part == *suffix && suffix.len() > 6
        });
        named && !LEXICON.no_names.contains(&part) && !general(part) && !asked.rest.contains(part)
    }) && !text.contains(['"', '《'])
}

/// 各有关单位 names nobody, nor does 所在地区政府.
fn general(part: &str) -> bool {
    const GENERAL: [&str; 11] =
        ["各", "有关", "相关", "所在", "当地", "多家", "本", "该", "其他", "上述", "第"];
    GENERAL.iter().any(|word| part.starts_with(word))
}

/// The places where a sentence says that it was done (在复旦大学揭牌), each with whether in the
/// question's own words.
pub(super) fn sites(text: &str, asked: &Asked) -> Vec<(Range<usize>, bool)> {
    let key = &asked.terms[asked.key];
    let mut found = Vec::new();
    let following = asked.following();
    if !following.is_empty() {
        let act = following.trim_start_matches("进行").trim_start_matches("正式");
        for form in
            key.forms.iter().filter(|_| key.forms.iter().any(|form| act.starts_with(form.as_str())))
        {
            let own = asked.rest.contains(form.as_str());
            let sites = text.match_indices(form.as_str()).filter_map(|(at, _)| site(text, at));
            found.extend(sites.map(|place| (place, own)));
        }
        return found;
    }
    for lead in
        ["位于", "坐落于", "设在", "落户", "地址:", "地点:", "地址\t", "地点\t", "地址为", "地点为"]
    {
        for (at, _) in text.match_indices(lead) {
            let start = at + lead.len();
            let length =
                text[start..].find([',', ';', '。', '\t', '(']).unwrap_or(text.len() - start);
            if (6..=LONGEST_NAME).contains(&length) {
                found.push((start..start + length, true));
            }
        }
    }
    found
}

fn site(text: &str, act: usize) -> Option<Range<usize>> {
    let head = text[..act].trim_end_matches("正式").trim_end_matches("进行");
    let clause = head.rfind([',', ';', ':', '\t', '。']).map_or(0, |at| at + width(head, at));
    let start = clause + head[clause..].rfind(['在', '于'])? + '在'.len_utf8();
    let name = &head[start..];
    let fits = (6..=LONGEST_NAME).contains(&name.len());
    // 在2018年举办 is a time, 在指导下成立 a manner.
    let place = !name.contains(|c: char| c.is_ascii_digit())
        && !name.ends_with(['下', '中', '时', '后', '前', '年', '月']);
    (fits && place).then_some(start..head.len())
}

fn width(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}
