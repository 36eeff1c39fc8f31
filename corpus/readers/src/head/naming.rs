//! Which line of a head is the title, and which are not though they stand above it or look like
//! one: mastheads (上海市人民政府文件), numbers, brackets. A title torn into lines is joined.

use language::doc_type;
use language::gazetteer::Gazetteer;
use language::{PartialDate, agency, fold, number};

use super::plain_text;
use crate::text::{caption, furniture, numbering};

/// Characters that a title without a mark may have.
const LONGEST_TITLE: usize = 80;

/// Characters that a title has at least which nothing but its form shows.
const SHORTEST_TITLE: usize = 8;

/// Characters that the title of a notice on another document may have.
const LONGEST_NOTICE: usize = 130;

/// How secret a letter is, and how urgent.
const STAMPS: [&str; 9] = ["绝密", "机密", "秘密", "特提", "特急", "加急", "平急", "急件", "限时"];

/// Whether a line may be a title by its form.
pub(super) fn is_short(plain: &str) -> bool {
    let is_notice = || plain.contains("关于") && doc_type::of_title(plain).is_some();
    let most = if plain.contains("关于") { LONGEST_NOTICE } else { LONGEST_TITLE };
    let is_long = plain.chars().nth(LONGEST_TITLE).is_some();
    plain.chars().nth(most).is_none()
        && (!is_long || is_notice())
        && !plain.contains(['。', '；', '！', '？'])
        && numbering::split(plain).is_none()
        && !numbering::is_article(plain)
        && caption::of(plain).is_none()
}

/// Whether a line is a title by its form: it ends as titles do, and is no name of a column.
pub(crate) fn is_title(plain: &str, names: &Gazetteer) -> bool {
    let is_long = plain.chars().nth(SHORTEST_TITLE - 1).is_some();
    is_long && is_short(plain) && ends_title(plain) && !is_trimming(plain, &[], names)
}

/// Whether a short line stands above a title without being one; `below` are the lines after it.
pub(super) fn is_trimming(plain: &str, below: &[&str], names: &Gazetteer) -> bool {
    let is_bracketed =
        plain.starts_with(['(', '（', '【', '［']) && plain.ends_with([')', '）', '】', '］']);
    let attached = plain.strip_prefix("附件");
    let is_attachment = attached.is_some_and(|rest| {
        plain.chars().count() <= 4
            || rest.starts_with(['：', ':'])
            || rest.starts_with(|c: char| c.is_ascii_digit())
    });
    is_bracketed
        || is_attachment
        || is_stamp(plain)
        || furniture::is(plain)
        || number::of_line(plain).is_some()
        || number::is_serial(plain)
        || plain.parse::<PartialDate>().is_ok()
        || is_act(plain)
        || is_masthead(plain, below, names)
}

/// What is printed at the corner of a letter: 000001, 机密★1年, 特急.
fn is_stamp(plain: &str) -> bool {
    let key: String = plain.chars().filter(|c| !c.is_whitespace()).collect();
    let is_mark = |c: char| c.is_ascii_digit() || "★☆*年月长期".contains(c);
    let rest = STAMPS.iter().fold(key, |key, stamp| key.replace(stamp, ""));
    rest.chars().all(is_mark)
}

/// The title in the sentence by which a document is given: 《某办法》已经…通过，现予公布…; 现公布修订后
/// 的《某条例》…; 现将《某方案》印发给你们.
pub(super) fn promulgated(plain: &str) -> Option<&str> {
    // 根据《…法》，某部制定了《…办法》 gives the second.
    let plain = plain.rfind("制定了《").map_or(plain, |at| &plain[at..]);
    let (_, rest) = plain.split_once('《')?;
    let (title, _) = rest.split_once('》')?;
    let simplified: String = plain.chars().map(fold::simplified).collect();
    let (before, rest) = simplified.split_once('《')?;
    let (_, after) = rest.split_once('》')?;
    let is_order = before.is_empty()
        && ["公布", "发布", "施行"].iter().any(|act| after.contains(act))
        && after.trim_start().starts_with(['已', '经']);
    let is_given = (before.starts_with('现') || before.ends_with("制定了"))
        && ["公布", "发布", "颁布", "印发"].iter().any(|act| simplified.contains(act));
    ((is_order || is_given) && doc_type::of_title(title).is_some()).then_some(title)
}

/// A title and the number that stands right behind it in its line: …的批复国函〔1996〕95号.
pub(super) fn numbered(plain: &str) -> Option<(&str, String)> {
    if doc_type::of_title(plain).is_some() || !plain.trim_end().ends_with('号') {
        return None;
    }
    let is_title = |title: &str| title.chars().count() >= SHORTEST_TITLE && ends_title(title);
    let splits = plain.char_indices().map(|(at, _)| plain.split_at(at)).rev();
    let mut splits = splits.filter(|(title, _)| is_title(title));
    splits.find_map(|(title, rest)| Some((title.trim_end(), number::of_line(rest)?)))
}

/// The agencies that a masthead names: 上海市人民政府文件. One whose other names are not known is
/// still a masthead.
pub(super) fn masthead(plain: &str, gazetteer: &Gazetteer) -> Vec<String> {
    let Some(names) = agency::masthead(plain) else {
        return Vec::new();
    };
    let list = |names: &str| agency::list(names, gazetteer);
    match list(&names) {
        none if none.is_empty() => names.split_whitespace().flat_map(list).collect(),
        all => all,
    }
}

/// The word alone under those who give an order: 令.
fn is_act(plain: &str) -> bool {
    plain == "令"
}

/// A masthead, or agencies over a number or over a title that begins with them.
fn is_masthead(plain: &str, below: &[&str], names: &Gazetteer) -> bool {
    let is_agency = |line: &str| !agency::list(line, names).is_empty();
    let mut below = below.iter().copied().map(plain_text).filter(|line| !line.is_empty());
    // 国家税务总局公告 over 2022年第8号
    let announcer = plain.strip_suffix("公告").filter(|name| is_agency(name));
    if announcer.is_some() {
        return below.next().is_some_and(|line| number::is_serial(&line));
    }
    let is_over = |line: &str| {
        number::of_line(line).is_some()
            || is_act(line)
            || (line.starts_with(plain) && line.contains("关于"))
    };
    !masthead(plain, names).is_empty()
        || (is_agency(plain)
            && below.find(|line| !is_agency(line)).is_some_and(|line| is_over(&line)))
}

pub(super) fn ends_title(line: &str) -> bool {
    doc_type::of_title(line).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_above_a_title() {
        let cases = [
            ("上海市人民政府文件", "沪府发〔2024〕3号", true),
            ("上海市人民政府令", "第42号", true),
            ("第42号", "某办法", true),
            ("浙江省财政厅", "浙财发〔2023〕1号", true),
            ("国家税务总局公告", "2022年第8号", true),
            ("国家税务总局公告", "现公告如下", false),
            ("上海市人民政府", "关于印发《甲办法》的通知", false),
            ("京政发〔2022〕15号　签发人：某某", "", true),
            ("（2020年修订）", "", true),
            ("附件2", "", true),
            ("江城市人民政府 江城某分区文件", "", true),
            ("000001", "", true),
            ("机密★1年", "特急", true),
            ("特　急", "", true),
            ("【本文件已于2022年12月31日废止】", "", true),
            ("江城市人民政府", "江城市人民政府关于某事的通知", true),
            ("限时办结制度", "", false),
            ("丁规定", "", false),
        ];
        for (line, below, expected) in cases {
            assert_eq!(is_trimming(line, &["", below], Gazetteer::builtin()), expected, "{line}");
        }
    }
}
