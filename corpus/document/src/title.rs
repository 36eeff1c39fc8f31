//! What a title says: who issues, what a notice prints or passes on, and
//! whether it only explains another document.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::Attachment;
use language::agency;
use language::agency::Issuers;
use language::doc_type;
use language::fold;
use language::gazetteer::Gazetteer;
use language::kind::Kind;

/// Words before which a title names who issues (国务院办公厅转发…).
const ACTS: [&str; 11] =
    ["关于", "印发", "转发", "批转", "发布", "公布", "颁布", "贯彻", "落实", "执行", "实施"];

/// Who speaks for an agency: 某局有关负责人就《…》答记者问.
const SPEAKERS: [&str; 6] =
    ["有关负责", "相关负责", "主要负责", "负责人", "负责同志", "新闻发言人"];

/// Words that may stand between the issuers and what they do.
const JOINTLY: [&str; 3] = ["联合", "等", "决定"];

/// What a title says of a document kind: a mark, where it stands, the kind (`data/title_marks.csv`).
static MARKS: LazyLock<Vec<(&str, Place, Kind)>> = LazyLock::new(|| {
    let mark = |row: Vec<&'static str>| {
        Some((*row.first()?, Place::parse(row.get(1)?)?, Kind::by_key(row.get(2)?)?))
    };
    language::table::embedded(include_str!("../../data/title_marks.csv")).filter_map(mark).collect()
});

static JOINT: LazyLock<Regex> = LazyLock::new(|| {
    // 工业和信息化部等七部门, 市科委等5个部门
    let pattern = r"等(?:[\d一二三四五六七八九十]+)?个?(?:部门|单位|部委|委办局|机关|委局)$";
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("joint pattern")
});

static PRINTED: LazyLock<Regex> = LazyLock::new(|| {
    // What stands between the act and the type of the notice, in brackets or bare.
    let pattern = concat!(
        r"(?:印发|转发|批转|发布|公布|颁布|下发)(?P<what>.+?)的?",
        r"(?:通知|通告|公告|决定|令|函)(?:[（(][^）)]*[）)])?$",
    );
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("printed pattern")
});

/// A title without what stands in brackets before it: （转载）, 【某区】.
pub fn without_mark(title: &str) -> &str {
    let title = title.trim();
    let pairs = [('【', '】'), ('（', '）'), ('(', ')'), ('[', ']'), ('〖', '〗')];
    let rest = pairs
        .iter()
        .find_map(|(open, close)| Some(title.strip_prefix(*open)?.split_once(*close)?.1));
    rest.map(str::trim_start).filter(|rest| !rest.is_empty()).unwrap_or(title)
}

/// The agencies that a title names as its issuers (国务院办公厅关于…, 工业和信息化部等七部门关于…),
/// and the words that do.
pub fn issuers(title: &str, gazetteer: &Gazetteer) -> Option<Issuers> {
    let title = without_mark(title);
    let first = |words: &[&str]| words.iter().filter_map(|word| title.find(word)).min();
    let speaker = first(&SPEAKERS).filter(|_| title.contains("答记者问"));
    let end = speaker.or_else(|| first(&ACTS)).filter(|&at| at > 0);
    let words = title[..end.or_else(|| before_type(title))?].trim();
    let bare = JOINT.replace(words, "");
    let bare = JOINTLY.iter().fold(bare.trim(), |rest, word| rest.trim_end_matches(word));
    let names = agency::list(bare, gazetteer);
    (!names.is_empty()).then(|| Issuers { names, words: words.to_owned() })
}

static OWN: LazyLock<Regex> = LazyLock::new(|| {
    // 某县人民政府工作规则, 某指挥部6号令, 某局通告（第三号）
    let pattern = concat!(
        r"(?:(?:第?[\d一二三四五六七八九十百]+号)?(?:令|通告|公告)(?:[（(][^）)]*[）)])?",
        r"|(?:工作|议事|会议)(?:规则|规程|制度|细则))$",
    );
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("own rules pattern")
});

/// Where the name of an agency ends that only the type of what it issues follows, in bytes.
fn before_type(title: &str) -> Option<usize> {
    OWN.find(title).map(|found| found.start()).filter(|&at| at > 0)
}

/// Words in a bracket at a title's end by which versions differ (`data/version_marks.csv`).
static VERSION_MARKS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let rows = language::table::embedded(include_str!("../../data/version_marks.csv"));
    rows.filter_map(|row| row.into_iter().next()).collect()
});

/// The title without the marks of a version at its end: （2021年修正）, （试行）.
pub fn without_version(title: &str) -> &str {
    let mut bare = title.trim();
    while let Some(open) = doc_type::closing_bracket(bare)
        && VERSION_MARKS.iter().any(|mark| bare[open..].contains(mark))
    {
        bare = bare[..open].trim_end();
    }
    bare
}

/// The folded title without the marks of a version at its end and without who issues: 市科委关于…
/// and 关于… are one.
pub fn stem(title: &str, gazetteer: &Gazetteer) -> String {
    let bare = without_mark(without_version(title));
    let issuers = issuers(bare, gazetteer);
    let bare = issuers.map_or(bare, |issuers| bare[issuers.words.len()..].trim_start());
    // 《义务教育法》 is 《中华人民共和国义务教育法》.
    fold::key(bare).replace("中华人民共和国", "")
}

/// What a title says was given, where it does not say by what: 国务院印发《…规划》 stands over the
/// 规划 itself.
pub fn given(title: &str) -> Option<&str> {
    let inner = title.trim().strip_suffix('》')?;
    let (before, given) = inner.split_once('《')?;
    ACTS.iter().any(|act| *act != "关于" && before.ends_with(act)).then_some(given)
}

/// What a notice prints or passes on, by its title: 关于印发《上海市…办法》的通知 prints a 办法.
pub fn attachments(title: &str) -> Vec<Attachment> {
    let Some(found) = PRINTED.captures(title.trim()) else { return Vec::new() };
    let what = found["what"].trim();
    let mut titles = bracketed(what);
    if titles.is_empty() {
        // 转发市发展改革委关于…的意见 and 印发上海市…规划 have no brackets.
        titles.extend(doc_type::of_title(what).map(|_| what));
    }
    titles.into_iter().map(attachment).collect()
}

fn attachment(title: &str) -> Attachment {
    let doc_type = doc_type::of_title(title).map(|(doc_type, _)| doc_type.to_owned());
    Attachment { title: title.to_owned(), doc_type }
}

/// What stands in the outer brackets 《》 of a text, in order; an unclosed one is left out.
pub fn bracketed(text: &str) -> Vec<&str> {
    spans(text).into_iter().map(|span| text[span].trim()).collect()
}

/// Where it stands, in bytes, without the brackets.
pub fn spans(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '《' => {
                if depth == 0 {
                    start = at + c.len_utf8();
                }
                depth += 1;
            }
            '》' if depth > 0 => {
                depth -= 1;
                if depth == 0 && !text[start..at].trim().is_empty() {
                    found.push(start..at);
                }
            }
            // A title does not reach over the end of a sentence.
            '。' | '\n' => depth = 0,
            _ => {}
        }
    }
    found
}

/// The kind that a title's first or last words say (《…办法》解读, 一图读懂…), and those words.
pub fn kind(title: &str) -> Option<(Kind, &str)> {
    let bare = title.trim().trim_matches(['【', '】', '[', ']', '“', '”']);
    let mut body = without_mark(bare);
    while let Some(open) = doc_type::closing_bracket(body) {
        body = body[..open].trim_end();
    }
    // 关于开展政策问答活动的通知 asks and answers nothing.
    let is_typed = doc_type::of_title(body).is_some_and(|(doc_type, _)| doc_type != "解读");
    MARKS
        .iter()
        .find_map(|(mark, place, kind)| {
            let says = match place {
                Place::Start => begins(bare, mark) || begins(body, mark),
                Place::End => bare.ends_with(mark) || body.ends_with(mark),
                Place::Inside => !is_typed && title.contains(mark),
            };
            says.then_some((*kind, *mark))
        })
        .or_else(|| Some((Kind::Interpretation, counted(body, '问')?)))
        .or_else(|| Some((Kind::Policy, counted(bare, '条')?)))
}

/// Where a mark stands in a title.
enum Place {
    Start,
    End,
    Inside,
}

impl Place {
    fn parse(name: &str) -> Option<Place> {
        match name {
            "start" => Some(Place::Start),
            "end" => Some(Place::End),
            "inside" => Some(Place::Inside),
            _ => None,
        }
    }
}

/// How many measures or questions a title counts: 三十条 of 某市稳增长三十条, but not 第三十条.
fn counted(title: &str, unit: char) -> Option<&str> {
    let before = title
        .strip_suffix(unit)?
        .trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c));
    let items = &title[before.len()..];
    (items.len() > unit.len_utf8() && !before.is_empty() && !before.ends_with('第'))
        .then_some(items)
}

/// Whether a mark opens the title, set off by what follows it: 图解： but not 图解法.
fn begins(title: &str, mark: &str) -> bool {
    let Some(rest) = title.strip_prefix(mark) else { return false };
    mark.starts_with('一') || rest.starts_with(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issuers_of_titles() {
        let cases = [
            ("国务院办公厅关于推进线上服务的意见", "国务院办公厅"),
            ("工业和信息化部等七部门关于推动未来产业的实施意见", "工业和信息化部"),
            ("中共中央 国务院关于做好重点工作的意见", "中共中央、国务院"),
            ("国家发展改革委财政部关于调整目录的公告", "国家发展改革委、财政部"),
            (
                "上海市经济和信息化委员会、上海市财政局关于印发《某办法》的通知",
                "市经信委、市财政局",
            ),
            ("国务院办公厅转发国家发展改革委关于某意见的通知", "国务院办公厅"),
            ("杭州市人民政府办公厅关于印发某规划的通知", "杭州市人民政府办公厅"),
            ("苏州市财政局 苏州市科学技术局关于某资金的通知", "苏州市财政局、苏州市科学技术局"),
            ("浙江省人民代表大会常务委员会关于修改某条例的决定", "浙江省人民代表大会常务委员会"),
            ("上海关于贯彻落实某规划的实施意见", ""),
            ("关于印发《某办法》的通知", ""),
            ("甲市财政局有关负责人就《关于乙的办法》答记者问", "甲市财政局"),
            ("上海市数据条例", ""),
            ("加快布局关于某事", ""),
        ];
        for (title, expected) in cases {
            let found = issuers(title, Gazetteer::builtin());
            let names = found.map(|issuers| issuers.names.join("、")).unwrap_or_default();
            assert_eq!(names, expected, "{title}");
        }
    }

    #[test]
    fn what_a_notice_prints() {
        let cases = [
            ("关于印发《甲市技术交易管理细则》的通知", "甲市技术交易管理细则:细则"),
            (
                "甲省人民政府关于印发甲省数字经济发展“十四五”规划的通知",
                "甲省数字经济发展“十四五”规划:规划",
            ),
            ("关于印发《甲办法》《乙目录》的通知", "甲办法:办法 乙目录:目录"),
            (
                "关于印发《甲行动方案（2025-2030年）》的通知（试行）",
                "甲行动方案（2025-2030年）:方案",
            ),
            ("国务院办公厅转发商务部关于促进消费的意见的通知", "商务部关于促进消费的意见:意见"),
            ("关于公布2024年度入选企业的通知", ""),
            ("关于做好春耕工作的通知", ""),
        ];
        for (title, expected) in cases {
            let found = attachments(title);
            let found: Vec<String> = found
                .iter()
                .map(|a| format!("{}:{}", a.title, a.doc_type.as_deref().unwrap_or_default()))
                .collect();
            assert_eq!(found.join(" "), expected, "{title}");
        }
    }

    #[test]
    fn counts_of_measures() {
        let cases = [
            ("甲市辣椒产业高质量发展三十条", true),
            ("甲市稳增长28条", true),
            ("《甲办法》第三十条", false),
            ("甲市促进就业若干条", false),
            ("甲市招商引资优惠政策", true),
        ];
        for (title, expected) in cases {
            let found = kind(title).map(|(kind, _)| kind);
            assert_eq!(found == Some(Kind::Policy), expected, "{title}");
        }
    }

    #[test]
    fn explanations_say_so() {
        let cases = [
            ("《甲市数据条例》解读", true),
            ("一图读懂《甲市行动方案》", true),
            ("【图解】甲市人才新政", true),
            ("图解：甲市人才新政", true),
            ("甲市人才落户政策问答", true),
            ("甲局负责人就《乙办法》答记者问", true),
            ("甲市政策解读工作办法", false),
            ("关于加强解读工作的通知", false),
        ];
        for (title, expected) in cases {
            assert_eq!(kind(title).is_some(), expected, "{title}");
        }
    }
}
