//! Which line of a head is the title, and which are not though they stand above it or look like
//! one: mastheads (上海市人民政府文件), numbers, brackets. A title torn into lines is joined.

use language::doc_type;
use language::gazetteer::Gazetteer;
use language::{PartialDate, agency, fold, number};

use crate::outline::block;

use super::{furniture, plain_text};
use crate::text::{caption, numbering};

/// Characters that a title without a mark may have.
const LONGEST_TITLE: usize = 80;

/// Characters that a title has at least which nothing but its form shows.
const SHORTEST_TITLE: usize = 8;

/// Characters that the title of a notice on another document may have.
const LONGEST_NOTICE: usize = 130;

/// Characters of a bracket that belongs to the title above it.
const LONGEST_BRACKET: usize = 16;

/// How secret a letter is, and how urgent.
const STAMPS: [&str; 9] = ["绝密", "机密", "秘密", "特提", "特急", "加急", "平急", "急件", "限时"];

/// Lines that a title is broken over at most, less the first.
const MOST_LINES: usize = 4;

/// Words after which a title cannot end.
const OPEN_ENDS: [&str; 12] =
    ["关于", "关于印发", "印发", "转发", "批转", "发布", "公布", "修改", "、", "和", "及", "与"];

/// Words of a bracket that belongs to the title above it: （试行）, （修订版）.
const EDITIONS: [&str; 7] = ["试行", "暂行", "草案", "征求意见稿", "修订", "修正", "版"];

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
    let is_whole = |title: &str| ends_title(title) && !is_open(title);
    let is_above = below.first().is_some_and(|line| plain_text(line).starts_with("关于"));
    let is_type_below = below.iter().take(MOST_LINES).any(|line| is_type_alone(line));
    let may_go_on = title.contains("关于")
        || is_open(title)
        || is_above
        || is_type_below
        || opens(title, names);
    if is_closed(title) || !may_go_on || is_whole(title) && !title.contains("关于") {
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

fn ends_title(line: &str) -> bool {
    doc_type::of_title(line).is_some()
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
