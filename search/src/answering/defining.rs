//! What something is, and lists of what belongs to it.

use std::ops::Range;

use super::thresholds::{DEFINITION, FEWEST_ITEMS, LONGEST_ITEM, NEAR, SHORT_NAME};
use crate::question::Asked;

/// Words by which a text defines what stands before them, the longest first.
const CUES: [&str; 12] = [
    ",是指",
    ",指的是",
    "指的是",
    "是指",
    "解释为",
    "定义为",
    "是一种",
    "是一类",
    ",指",
    "是由",
    "即为",
    "是为",
];
/// Characters that end a name in running text, seen from its end.
const JOINTS: [char; 18] = [
    '了', '的', '是', '为', '把', '将', '和', '与', '及', '、', ',', '。', ';', ':', '“', '(',
    '对', '以',
];

/// What a sentence says that the subject of a question is.
pub(super) fn definitions(text: &str, asked: &Asked) -> Vec<Range<usize>> {
    let subject = asked.subject();
    let mut found = Vec::new();
    if subject.is_empty() {
        return found;
    }
    for (at, _) in text.match_indices(subject) {
        let end = at + subject.len();
        found.extend(cue(text, at, end).or_else(|| bracket(text, at, end)));
    }
    if found.is_empty() {
        found.extend(quoted(text, asked));
    }
    found
}

/// X是指Y, X（Z）解释为Y.
fn cue(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    // 所谓数字区块链 does not define 区块链.
    let head = text[..start].trim_end_matches(['"', '“', '《', '「']);
    let begins = head.is_empty()
        || head.ends_with(['把', '将', ',', ';', ':', '。', '.', ')', '、', '谓', '称', '的']);
    let rest = &text[end..];
    let cue = CUES.iter().filter_map(|cue| Some((rest.find(cue)?, cue.len()))).min()?;
    let between = &rest[..cue.0];
    let near = between.len() <= NEAR
        && (between.is_empty() || between.starts_with(['(', '"', '”', ',']))
        && !between.contains(['。', ';']);
    let from = end + cue.0 + cue.1;
    let length = text[from..].find(['。', ';', '\t']).unwrap_or(text.len() - from);
    (begins && near && DEFINITION.contains(&length)).then_some(from..from + length)
}

/// Y（X）: the long form of an abbreviation.
fn bracket(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let head = text[..start].strip_suffix('(')?;
    text[end..].strip_prefix(')')?;
    let from =
        head.rfind(JOINTS).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    // 2019年全球支出（IDC） names a source.
    let latin = text[start..end].chars().all(|c| c.is_ascii_alphanumeric());
    let long = head[from..].chars().all(|c| c.is_alphabetic() && !c.is_ascii());
    let fits = latin && long && DEFINITION.contains(&(head.len() - from)) && !text.contains('\t');
    fits.then_some(from..head.len())
}

/// The name of what is asked about, in quotation marks: 宝武的示范项目是什么.
fn quoted(text: &str, asked: &Asked) -> Option<Range<usize>> {
    let key = &asked.terms[asked.key];
    let mut quotes = text.match_indices('“').filter_map(|(at, mark)| {
        let open = at + mark.len();
        Some(open..open + text[open..].find('”')?)
    });
    let fits = |place: &Range<usize>| {
        let name = &text[place.clone()];
        name.chars().count() > SHORT_NAME
            && key.forms.iter().any(|form| name.ends_with(form.as_str()))
    };
    quotes.find(|place| asked.terms.len() > 1 && fits(place))
}

/// What an organisation is, from the sentence that its document describes it by: 首家…研究机构，由….
pub(super) fn description(text: &str, subject: &str) -> Option<Range<usize>> {
    const KINDS: [&str; 9] =
        ["机构", "组织", "联盟", "平台", "企业", "公司", "团体", "协会", "事业单位"];
    let start = text.find(':')? + 1;
    let length = text[start..].find([',', '。', ';']).unwrap_or(text.len() - start);
    let clause = &text[start..start + length];
    let own = KINDS.iter().any(|kind| clause.ends_with(kind))
        && !clause.starts_with(['由', '受'])
        && !clause.contains(subject);
    (own && DEFINITION.contains(&length)).then_some(start..start + length)
}

/// The lists of a sentence: two items and more after a colon or 有, 包括.
pub(super) fn lists(text: &str) -> Vec<Range<usize>> {
    const LEADS: [&str; 7] = ["包括", "涵盖", "分别为", "分别是", "集中在", "有", ":"];
    let mut found: Vec<Range<usize>> = Vec::new();
    for lead in LEADS {
        for (at, _) in text.match_indices(lead) {
            let start = at + lead.len();
            let rest = &text[start..];
            let length = rest.find([',', ';', '。', ':', '\t', '(']).unwrap_or(rest.len());
            let length = rest[..length]
                .rfind('等')
                .filter(|&at| at > 0 && rest[..at].contains('、'))
                .unwrap_or(length);
            let mut items = rest[..length].split('、');
            let short = items.clone().all(|item| !item.is_empty() && item.len() <= LONGEST_ITEM);
            if short
                && items.nth(FEWEST_ITEMS - 1).is_some()
                && found.iter().all(|f| f.end != start + length)
            {
                found.push(start..start + length);
            }
        }
    }
    found
}
