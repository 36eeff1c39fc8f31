//! The number that a line of a document begins with, and which division it opens: 第二章, 第十二条, 一、,
//! （二）, 1., 7.1, 附件2.

use std::sync::LazyLock;

use corpus::body::Role;
use corpus::numeral;
use regex::{Captures, Regex};

/// What a number opens, wider divisions first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    /// 附件2, 附录A
    Annex,
    /// 第一编, 第一篇
    Volume,
    /// 第一部分
    Portion,
    /// 第一章
    Chapter,
    /// 第一节
    Division,
    /// 第一条
    Article,
    /// A paragraph (款) of an article, which has no number of its own.
    Clause,
    /// 7, 7.1, 7.1.1, by how many figures there are.
    Decimal(usize),
    /// 一、
    Han,
    /// （一）
    BracketedHan,
    /// 1.
    Arabic,
    /// （1）
    BracketedArabic,
    /// ①
    Circled,
}

impl Kind {
    /// Whether it is an item of a list.
    pub(super) fn is_item(self) -> bool {
        self >= Kind::Han
    }

    /// Whether it is wider than an article.
    pub(super) fn is_structure(self) -> bool {
        self < Kind::Article
    }
}

/// A number, and what it opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) kind: Kind,
    /// In figures, as it is looked up: 12, 12-1 of 第十二条之一, 7.1, A; empty for an annex without one.
    pub(super) number: String,
    /// As the text has it, without brackets and stops: 第十二条之一, 二, 7.1.
    pub(super) label: String,
    /// Where the text behind it begins, in bytes.
    pub(super) end: usize,
}

/// Characters of the longest line that opens a chapter: one that is longer speaks of it.
const LONGEST_TITLE: usize = 60;

/// What follows a figure, and no number of a line.
const UNITS: [&str; 17] = [
    "万",
    "亿",
    "年",
    "月",
    "日",
    "元",
    "%",
    "％",
    "个百分点",
    "个月",
    "米",
    "公里",
    "公斤",
    "公顷",
    "平方",
    "吨",
    "倍",
];

const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

const HAN: &str = "[〇零一二三四五六七八九十百千]{1,7}";

#[allow(clippy::expect_used)] // Constant patterns, compiled by every test.
static PATTERNS: LazyLock<Vec<(Kind, Regex)>> = LazyLock::new(|| {
    let divisions = [
        (Kind::Volume, "[编篇]"),
        (Kind::Portion, "部分"),
        (Kind::Chapter, "章"),
        (Kind::Division, "节"),
    ];
    let divisions = divisions
        .map(|(kind, word)| (kind, format!(r"^(?P<label>第\s*(?P<n>{HAN}|\d{{1,3}})\s*{word})")));
    let others = [
        (
            Kind::Annex,
            format!(r"^(?P<label>附[件录表]\s*(?P<n>{HAN}|\d{{1,2}}|[A-Z])?)(?:[\s：:]|$)"),
        ),
        (Kind::BracketedHan, format!(r"^[（(]\s*(?P<label>(?P<n>{HAN}))\s*[）)][、.．]?")),
        (
            Kind::BracketedArabic,
            r"^(?:[（(]\s*)?(?P<label>(?P<n>\d{1,3}))\s*[）)][、.．]?".to_owned(),
        ),
        (Kind::Han, format!(r"^(?P<label>(?P<n>{HAN}))[、.．]")),
        (
            Kind::Decimal(0),
            r"^(?P<label>(?P<n>(?:\d{1,3}|[A-Z])(?:[.．]\d{1,3}){1,4}))[.．]?(?:\s|\p{Han})"
                .to_owned(),
        ),
        (Kind::Arabic, r"^(?P<label>(?P<n>\d{1,3}))[、.．]".to_owned()),
    ];
    let all = divisions.into_iter().chain(others);
    all.map(|(kind, pattern)| (kind, Regex::new(&pattern).expect("mark pattern"))).collect()
});

#[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
static BARE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?P<label>(?P<n>\d{1,2}))\s+\p{Han}").expect("bare pattern"));

/// The number that a line begins with. `role`: what the line is for among its neighbours.
pub(super) fn of_line(text: &str, role: Role<'_>) -> Option<Mark> {
    let text = text.trim_start();
    if let Role::Article(label) = role {
        let number = article_number(label)?;
        return Some(Mark { kind: Kind::Article, number, label: label.into(), end: label.len() });
    }
    let circled =
        text.chars().next().and_then(|c| Some((c, CIRCLED.chars().position(|o| o == c)?)));
    if let Some((c, at)) = circled {
        let number = (at + 1).to_string();
        return Some(Mark { kind: Kind::Circled, number, label: c.into(), end: c.len_utf8() });
    }
    PATTERNS.iter().find_map(|(kind, pattern)| {
        let found = pattern.captures(text)?;
        let mark = mark(*kind, &found)?;
        is_opening(&mark, text).then_some(mark)
    })
}

/// The number that stands before a title without a stop: 1 of 1 总则, in a text whose divisions are
/// numbered 1.1.
pub(super) fn bare(text: &str) -> Option<Mark> {
    let text = text.trim_start();
    let mark = mark(Kind::Decimal(1), &BARE.captures(text)?)?;
    is_opening(&mark, text).then_some(mark)
}

fn mark(kind: Kind, found: &Captures<'_>) -> Option<Mark> {
    let label = found.name("label")?;
    let given = found.name("n").map_or("", |given| given.as_str());
    let number = plain(given)?;
    let kind = match kind {
        Kind::Decimal(_) => Kind::Decimal(number.split('.').count()),
        kind => kind,
    };
    let whole = found.get(0)?;
    let end =
        if matches!(kind, Kind::Decimal(_) | Kind::Annex) { label.end() } else { whole.end() };
    let label = label.as_str().split_whitespace().collect();
    Some(Mark { kind, number, label, end })
}

/// Whether a number opens what stands behind it: 1.5亿元 and 第二章的规定… do not.
fn is_opening(mark: &Mark, text: &str) -> bool {
    let rest = &text[mark.end..];
    let is_figure = || UNITS.iter().any(|unit| rest.trim_start().starts_with(unit));
    let is_short = || text.char_indices().nth(LONGEST_TITLE).is_none() && !text.contains('。');
    match mark.kind {
        Kind::Annex => !mark.number.is_empty() || rest.trim().is_empty(),
        kind if kind.is_structure() => is_short(),
        Kind::Decimal(1) => is_short() && !is_figure(),
        Kind::Decimal(_) => !is_figure(),
        Kind::Arabic => !rest.starts_with(|c: char| c.is_ascii_digit()),
        _ => true,
    }
}

/// The number of an article and that of one inserted behind it: 第十二条之一 is 12-1.
fn article_number(label: &str) -> Option<String> {
    let bare = label.trim_start_matches('第');
    let (article, inserted) = bare.split_once('条')?;
    let article = plain(article)?;
    match inserted.trim_start_matches('之') {
        "" => Some(article),
        inserted => Some(format!("{article}-{}", plain(inserted)?)),
    }
}

/// A number in figures: 十二, 12, 一二〇, 7.1, A.2; empty stays empty.
pub(super) fn plain(text: &str) -> Option<String> {
    let text = corpus::fold::halfwidth(text.trim());
    let is_figures = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase() || c == '.';
    if text.chars().all(is_figures) {
        let parts = text.split('.').map(|part| part.trim_start_matches('0'));
        let whole = parts.collect::<Vec<_>>().join(".");
        return Some(whole);
    }
    let digit =
        |c: char| "〇一二三四五六七八九".chars().position(|d| d == c || d == '〇' && c == '零');
    let spelt: Option<String> = text.chars().map(|c| Some(digit(c)?.to_string())).collect();
    numeral::parse(&text).map(|number| number.to_string()).or(spelt)
}

/// A number from 1 to 99 in Chinese numerals.
pub(super) fn in_han(number: usize) -> String {
    let digit = |at: usize| "一二三四五六七八九".chars().nth(at.wrapping_sub(1));
    let (tens, ones) = (number / 10, number % 10);
    let ten = (tens > 0).then_some('十');
    digit(tens).filter(|_| tens > 1).into_iter().chain(ten).chain(digit(ones)).collect()
}

#[cfg(test)]
mod tests {
    use corpus::body::roles;

    use super::*;

    #[test]
    fn lines_begin_with_numbers() {
        let cases = [
            ("第二章　总则", Some((Kind::Chapter, "2", "第二章"))),
            ("第 三 节 准入", Some((Kind::Division, "3", "第三节"))),
            ("第十二条之一　应当。", Some((Kind::Article, "12-1", "第十二条之一"))),
            ("第二章规定的措施应当公开。", None),
            ("十一、保障", Some((Kind::Han, "11", "十一"))),
            ("（十一）保障。", Some((Kind::BracketedHan, "11", "十一"))),
            ("( 2 )保障", Some((Kind::BracketedArabic, "2", "2"))),
            ("3）保障", Some((Kind::BracketedArabic, "3", "3"))),
            ("12．目标", Some((Kind::Arabic, "12", "12"))),
            ("7.1　善后", Some((Kind::Decimal(2), "7.1", "7.1"))),
            ("A.1.2 格式", Some((Kind::Decimal(3), "A.1.2", "A.1.2"))),
            ("②乙", Some((Kind::Circled, "2", "②"))),
            ("附件2：名单", Some((Kind::Annex, "2", "附件2"))),
            ("附件：1.名单", None),
            ("附录A", Some((Kind::Annex, "A", "附录A"))),
            ("附件", Some((Kind::Annex, "", "附件"))),
            ("1.5亿元", None),
            ("1.5 亿元", None),
            ("3.1 个人信息", Some((Kind::Decimal(2), "3.1", "3.1"))),
            ("3.1 个百分点", None),
            ("2019年，全市", None),
            ("一批项目", None),
            ("", None),
        ];
        for (line, expected) in cases {
            let found = of_line(line, roles(&[line])[0]);
            let found = found.as_ref().map(|mark| (mark.kind, &*mark.number, &*mark.label));
            assert_eq!(found, expected, "{line}");
        }
        assert_eq!(bare("1　总则").map(|mark| mark.number).as_deref(), Some("1"));
        assert_eq!(bare("5 月份"), None);
    }

    #[test]
    fn numbers_are_read_and_written() {
        let cases =
            [("十二", "12"), ("０２", "2"), ("一二〇", "120"), ("7.01", "7.1"), ("百", "100")];
        for (given, expected) in cases {
            assert_eq!(plain(given).as_deref(), Some(expected), "{given}");
        }
        let cases = [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (31, "三十一")];
        for (number, expected) in cases {
            assert_eq!(in_han(number), expected);
        }
    }
}
