//! A title that is torn into lines, joined again.

use language::doc_type;
use language::gazetteer::Gazetteer;
use language::{PartialDate, agency, number};

use super::naming::{ends_title, is_short, is_trimming};
use super::plain_text;
use crate::outline::block;

/// Characters of a bracket that belongs to the title above it.
const LONGEST_BRACKET: usize = 16;

/// Lines that a title is broken over at most, less the first.
const MOST_LINES: usize = 4;

/// Words after which a title cannot end.
const OPEN_ENDS: [&str; 12] =
    ["关于", "关于印发", "印发", "转发", "批转", "发布", "公布", "修改", "、", "和", "及", "与"];

/// Words of a bracket that belongs to the title above it: （试行）, （修订版）.
const EDITIONS: [&str; 7] = ["试行", "暂行", "草案", "征求意见稿", "修订", "修正", "版"];

/// The title with the next line, where that belongs to it: 国务院关于印发 | “十四五”规划的通知.
pub(super) fn joined(title: &str, next: &str, names: &Gazetteer) -> Option<String> {
    let may_belong = is_short(next)
        && !next.ends_with(['：', ':', '，'])
        && number::of_line(next).is_none()
        && next.parse::<PartialDate>().is_err();
    if !may_belong {
        return None;
    }
    if is_edition(next) {
        return Some(format!("{title}{next}"));
    }
    let is_agency = |line: &str| !agency::list(line, names).is_empty();
    let is_line_of_agencies = is_agency(title);
    if is_line_of_agencies && is_agency(next) {
        return Some(format!("{title} {next}"));
    }
    let acts =
        |line: &str| ["关于", "印发", "转发", "批转"].iter().any(|act| line.starts_with(act));
    let is_torn = is_open(title)
        || (is_line_of_agencies && acts(next))
        || (title.contains("关于") && ends_title(next) && !ends_title(title));
    is_torn.then(|| format!("{title}{next}"))
}

/// How many of the lines right below go on with a title that is only whole at the last of them:
/// 某市人民政府 | 关于推进供应链 | 创新的实施意见. One that ends with 的 before its type is more whole than one that
/// only may: 关于推行甲制度 | 乙制度的意见.
pub(super) fn rest_of_title(title: &str, below: &[&str], names: &Gazetteer) -> usize {
    if is_closed(title) {
        return 0;
    }
    let is_whole = |title: &str| ends_title(title) && !is_open(title);
    let is_above = below.first().is_some_and(|line| plain_text(line).starts_with("关于"));
    let is_type_below = below.iter().take(MOST_LINES).any(|line| is_type_alone(line));
    let may_go_on = title.contains("关于")
        || is_open(title)
        || is_above
        || is_type_below
        || opens(title, names);
    if !may_go_on || is_whole(title) && !title.contains("关于") {
        return 0;
    }
    let mut whole = title.to_owned();
    let mut found = 0;
    for (line, count) in below.iter().take(MOST_LINES).zip(1..) {
        let plain = plain_text(line);
        let is_other = plain.is_empty()
            || plain.starts_with(['—', '–', '-'])
            || plain.ends_with(['：', ':', '，'])
            || block::marked_heading(line).is_some()
            || !is_short(&plain)
            || is_trimming(&plain, &[], names);
        if is_other {
            return found;
        }
        if is_type_alone(&plain) {
            return count;
        }
        whole.push_str(&plain);
        if is_closed(&whole) {
            return count;
        }
        if found == 0 && !ends_title(title) && is_whole(&whole) {
            found = count;
        }
    }
    found
}

/// Whether a title can only end here: …的通知.
fn is_closed(title: &str) -> bool {
    let before = doc_type::of_title(title).and_then(|(_, words)| {
        let at = title.rfind(words)?;
        Some(&title[..at])
    });
    !is_open(title) && before.is_some_and(|before| before.ends_with('的'))
}

/// Whether a line is nothing but the type of a document, spread out or not: 通　告.
fn is_type_alone(line: &str) -> bool {
    let key: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    doc_type::of_title(&key).is_some_and(|(_, words)| words == key) && key != "令"
}

/// Whether a line begins a title that names whom it speaks to: 某办公厅对十届全国人大.
fn opens(line: &str, names: &Gazetteer) -> bool {
    const TOWARDS: [char; 4] = ['对', '就', '给', '致'];
    let Some((office, whom)) = line.split_once(TOWARDS) else { return false };
    let is_asked = office.is_empty() && ["人大", "政协"].iter().any(|body| whom.contains(body));
    is_asked || !agency::list(office, names).is_empty()
}

/// Whether a title cannot end here.
fn is_open(title: &str) -> bool {
    let is_unclosed =
        |open: char, close: char| title.matches(open).count() > title.matches(close).count();
    OPEN_ENDS.iter().any(|end| title.ends_with(end))
        || is_unclosed('《', '》')
        || is_unclosed('（', '）')
        || is_unclosed('“', '”')
}

/// （试行）, （2021—2023年）
fn is_edition(line: &str) -> bool {
    let inner = line.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')']));
    let Some(inner) = inner.filter(|inner| inner.chars().nth(LONGEST_BRACKET).is_none()) else {
        return false;
    };
    let is_span = inner.ends_with('年') && inner.contains(['-', '—', '－', '–', '~', '至']);
    is_span || EDITIONS.iter().any(|word| inner.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn torn_titles_are_joined() {
        let cases = [
            (
                "国务院关于印发",
                "“十四五”国家应急体系规划的通知",
                "国务院关于印发“十四五”国家应急体系规划的通知",
            ),
            (
                "上海市人民政府",
                "关于印发《甲办法》的通知",
                "上海市人民政府关于印发《甲办法》的通知",
            ),
            ("中共中央 国务院", "关于推进乙工作的意见", "中共中央 国务院关于推进乙工作的意见"),
            ("上海市科学技术委员会", "上海市财政局", "上海市科学技术委员会 上海市财政局"),
            (
                "甲局关于印发《某市促进产业发展",
                "若干措施》的通知",
                "甲局关于印发《某市促进产业发展若干措施》的通知",
            ),
            ("某市三年行动计划", "（2021-2023年）", "某市三年行动计划（2021-2023年）"),
            ("某市某办法", "（试行）", "某市某办法（试行）"),
            (
                "某市关于加快发展数字经济",
                "推进产业转型的实施意见",
                "某市关于加快发展数字经济推进产业转型的实施意见",
            ),
            ("某市某办法", "（2020年4月10日某会议通过）", ""),
            ("某市某条例", "某市人民政府", ""),
            ("关于做好某工作的通知", "各区人民政府，市政府各委、办、局：", ""),
            ("关于做好某工作的通知", "沪府发〔2024〕3号", ""),
            ("关于做好某工作的通知", "2024年3月5日", ""),
            ("引言", "近年来发展很快", ""),
        ];
        for (title, next, expected) in cases {
            assert_eq!(
                joined(title, next, Gazetteer::builtin()).unwrap_or_default(),
                expected,
                "{title} {next}"
            );
        }
    }

    #[test]
    fn a_title_goes_on_until_it_is_whole() {
        let cases: [(&str, &[&str], usize); 9] = [
            ("某市关于印发《某市促进", &["产业发展若干措施》的通知", "各区："], 1),
            ("某市人民政府", &["关于推进供应链", "创新的实施意见"], 2),
            ("关于开展试点的通知", &["试点办法"], 0),
            ("关于产业的思考", &["", "某办法"], 0),
            ("关于产业的思考", &["——以某区的办法", "为例"], 0),
            ("关于产业的思考", &["各区人民政府：", "通知"], 0),
            ("国务院办公厅关于推行甲", &["乙公示制度", "丙审核制度的意见"], 2),
            ("国务院办公厅关于推行甲制度", &["乙审核制度的意见"], 1),
            ("国务院办公厅对某届全国人大", &["某次会议第1号建议的答复"], 1),
        ];
        for (title, below, expected) in cases {
            assert_eq!(rest_of_title(title, below, Gazetteer::builtin()), expected, "{title}");
        }
    }
}
