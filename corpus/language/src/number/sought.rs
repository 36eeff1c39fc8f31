//! Numbers of documents as queries write them: in any brackets or none, with white space, in parts.

use std::sync::LazyLock;

use regex::Regex;

use super::standard::STANDARD;
use super::{LEADS, Parts};

/// A number that a query asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// Where its words start in the query, in characters; the word 文号 beside it is one of them.
    pub start: usize,
    /// Where they end.
    pub end: usize,
    /// Whether its year stands in brackets, as nothing else's does.
    pub is_bracketed: bool,
    /// Whether it is the number of a standard (GB/T 22239).
    pub is_standard: bool,
    /// What it may be, the likeliest first: the office may have words before it that are none of it.
    pub readings: Vec<Parts>,
}

impl Sought {
    /// Whether nothing of the number is left out.
    pub fn is_complete(&self) -> bool {
        self.readings.iter().all(Parts::is_complete)
    }
}

/// How queries write numbers; what is optional in one is read by the others.
static SOUGHT: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    const BEFORE: &str = r"(?:(?:发文字号|发文号|文号|字号)\s*[:：为是]?\s*)?";
    const BEHIND: &str = r"(?:\s*(?:文件|号文|文号|文))?";
    const OFFICE: &str = r"(?P<office>\p{Han}(?:\s*\p{Han}){0,23}?)";
    const SERIAL: &str = r"0*(?P<serial>\d{1,5}|[一二三四五六七八九十百零〇]{1,8})\s*号";
    let patterns = [
        // 上海市人民政府令第42号, 令第42号, 财政部公告2020年第5号
        format!(
            concat!(
                r"(?P<office>(?:\p{{Han}}[\p{{Han}} 、]{{0,40}})?(?:令|公告))\s*",
                r"[(（〔\[]?(?:(?P<year>(?:19|20)\d{{2}})年?)?[)）〕\]]?\s*第?\s*{}",
            ),
            SERIAL,
        ),
        // 42号令, 上海市人民政府第42号令
        format!(r"(?P<office>\p{{Han}}{{0,30}}?)第?\s*{SERIAL}(?P<act>令|公告)"),
        // 沪府发〔2019〕12号, 沪科规2025 10号, 国办发 2020 2号, 沪府发12号, 沪府发〔2019〕
        format!(
            concat!(
                r"{}{}\s*(?:[〔\[［【(（﹝]\s*(?P<year>(?:19|20)\d{{2}})\s*[〕\]］】)）﹞]",
                r"(?:\s*(?:字?第)?\s*{})?|(?:(?P<bare>(?:19|20)\d{{2}})(?:\s*年)?\s*|\s*)",
                r"(?:字?第)?\s*{}){}",
            ),
            BEFORE,
            OFFICE,
            SERIAL,
            SERIAL.replace("serial", "number"),
            BEHIND,
        ),
    ];
    #[allow(clippy::expect_used)] // Constant patterns, compiled by every test.
    patterns.map(|pattern| Regex::new(&pattern).expect("pattern of a number"))
});

static SOUGHT_IN_PARTS: LazyLock<Regex> = LazyLock::new(|| {
    // 国办发 2020 2: only where the whole query is one.
    let pattern = r"^\s*(?P<office>\p{Han}{2,15})\s*(?P<year>(?:19|20)\d{2})(?:\s+0*(?P<serial>\d{1,5}))?\s*$";
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("pattern of parts")
});

/// The numbers that a query may ask for, in order, none overlapping. Which of them exist, only a
/// library knows: 关于第12号 reads like one.
pub fn sought(query: &str) -> Vec<Sought> {
    let folded: String = query.chars().map(crate::fold::fold_char).collect();
    if !may_have_number(&folded) {
        return Vec::new();
    }
    let chars_to = |at: usize| folded[..at].chars().count();
    let mut found: Vec<Sought> = Vec::new();
    for pattern in SOUGHT.iter().chain([&*SOUGHT_IN_PARTS]) {
        for captures in pattern.captures_iter(&folded) {
            let Some(whole) = captures.get(0) else { continue };
            let (start, end) = (chars_to(whole.start()), chars_to(whole.end()));
            if found.iter().all(|other| end <= other.start || other.end <= start) {
                let is_bracketed = captures.name("year").is_some();
                let readings = readings(&captures);
                let sought = Sought { start, end, is_bracketed, is_standard: false, readings };
                found.extend((!sought.readings.is_empty()).then_some(sought));
            }
        }
    }
    for whole in STANDARD.find_iter(&folded) {
        let (start, end) = (chars_to(whole.start()), chars_to(whole.end()));
        let readings: Vec<Parts> = Parts::of_standard(whole.as_str()).into_iter().collect();
        found.push(Sought { start, end, is_bracketed: false, is_standard: true, readings });
    }
    found.sort_by_key(|sought| sought.start);
    found
}

/// Whether a folded query has what every number has: digits or numerals, with 号 or brackets, Latin
/// letters, or white space between parts.
fn may_have_number(folded: &str) -> bool {
    let has = |is: fn(char) -> bool| folded.chars().any(is);
    has(|c| "号〔[［【(（﹝".contains(c))
        || has(|c| c.is_ascii_digit()) && has(|c| c.is_ascii_alphabetic() || c.is_whitespace())
        || folded.trim_end().ends_with(|c: char| c.is_ascii_digit())
}

/// What the parts of a match may mean: its office, and the same without words before it.
fn readings(found: &regex::Captures<'_>) -> Vec<Parts> {
    let text = |names: [&str; 2]| names.iter().find_map(|name| found.name(name));
    let year = text(["year", "bare"]).and_then(|year| year.as_str().parse().ok());
    let serial = text(["serial", "number"]).and_then(|n| crate::numeral::parse(n.as_str()));
    let act = found.name("act").map_or("", |act| act.as_str());
    let given = found.name("office").map_or("", |office| office.as_str());
    let cuts = LEADS.iter().chain(&ASKING).chain(&[" "]);
    let mut starts: Vec<usize> = cuts
        .flat_map(|lead| given.match_indices(lead).map(|(at, _)| at + lead.len()))
        .chain([0])
        .filter(|&at| at < given.len() || !act.is_empty())
        .collect();
    starts.sort_unstable();
    starts.dedup();
    let office = |&at: &usize| {
        let office: String = given[at..].chars().filter(|c| !c.is_whitespace()).collect();
        format!("{}{act}", office.trim_start_matches("中华人民共和国"))
    };
    let is_office = |office: &String| !["", "第", "年"].contains(&office.as_str());
    let readings = starts.iter().map(office).filter(is_office);
    readings.map(|office| Parts { office: Some(office), year, serial }).collect()
}

/// Words of a query before a number that are none of it.
const ASKING: [&str; 12] =
    ["查询", "查找", "查一下", "查", "找", "搜索", "检索", "请问", "下载", "看", "关于", "文号"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_queries_ask_for() {
        let cases = [
            ("沪府发〔2019〕12号", "沪府发〔2019〕12号"),
            ("沪府发【2019】12号", "沪府发〔2019〕12号"),
            ("沪府发(2019)12号", "沪府发〔2019〕12号"),
            ("沪 府 发 〔 2019 〕 12 号", "沪府发〔2019〕12号"),
            ("滬府發〔2019〕12號", "沪府发〔2019〕12号"),
            ("沪府发201912号", "沪府发〔2019〕12号"),
            ("沪府发2019年12号", "沪府发〔2019〕12号"),
            ("文号沪府发〔2019〕12号", "沪府发〔2019〕12号"),
            ("沪府发〔2019〕12号文", "沪府发〔2019〕12号"),
            ("沪府发〔2019〕第012号文件 养老", "沪府发〔2019〕12号"),
            ("沪科规2025 10号", "沪科规〔2025〕10号"),
            ("国办发 2020 2号", "国办发〔2020〕2号"),
            ("国办发 2020 2", "国办发〔2020〕2号"),
            ("沪府发12号", "沪府发12号"),
            ("沪府发〔2019〕", "沪府发〔2019〕"),
            ("沪府发〔2019〕12号 沪府规〔2020〕3号", "沪府发〔2019〕12号 沪府规〔2020〕3号"),
            ("令第42号", "令42号"),
            ("上海市人民政府令第四十二号", "上海市人民政府令42号"),
            ("42号令", "令42号"),
            ("第42号令", "令42号"),
            ("GB22239", "gb22239号"),
            ("标准 GB/T 22239-2019 的要求", "gb〔2019〕22239号"),
            ("养老", ""),
            ("2019年", ""),
        ];
        for (query, expected) in cases {
            let found: Vec<String> =
                sought(query).iter().map(|sought| sought.readings[0].to_string()).collect();
            assert_eq!(found.join(" "), expected, "{query}");
        }
        let found = sought("查询沪府发〔2019〕12号");
        let offices = found[0].readings.iter().map(|parts| parts.office.clone().unwrap());
        assert!(offices.collect::<Vec<String>>().contains(&"沪府发".to_owned()));
    }
}
