//! 发文字号, the number under which an office issues a document: 沪府发〔2019〕12号.

mod order;
mod sought;
mod standard;
mod stated;

use std::sync::LazyLock;

use regex::{Captures, Regex};

use self::order::{order, order_last};
use crate::date::{PartialDate, chinese_digit};
use crate::gazetteer::{Entity, Gazetteer};
pub use order::{Order, is_order, is_serial, opening, orderer};
pub use sought::{Sought, sought};
pub use standard::{spellings_of_standard, standard};
pub use stated::stated;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    // Office letters, a year in any brackets, a running number.
    let pattern = concat!(
        r"(?P<office>\p{Han}{1,24})\s*[〔\[［【(（﹝]\s*(?P<year>(?:19|20)\d{2})\s*[〕\]］】)）﹞]",
        r"\s*(?P<ordinal>第?)\s*0*(?P<serial>\d{1,5}(?:-\d{1,3})?)\s*[号號]",
    );
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("number pattern")
});

/// The first 发文字号 in a text that is the number or starts with it, normalized: brackets 〔〕,
/// no white space, no leading zeros, no 第 but in orders (政府令〔2010〕第15号).
pub fn find(text: &str) -> Option<String> {
    let plain = crate::fold::halfwidth(text);
    let found = NUMBER.captures(plain.trim())?;
    Some(normalized(&found, &found["office"]))
}

fn normalized(found: &Captures<'_>, office: &str) -> String {
    let ordinal = if office.ends_with('令') { &found["ordinal"] } else { "" };
    format!("{office}〔{}〕{ordinal}{}号", &found["year"], &found["serial"])
}

/// The number beside a title: before it (沪府发〔2019〕12号《…》), or behind it, in a bracket or not.
pub fn beside(title: &str) -> Option<String> {
    let plain = crate::fold::halfwidth(title.trim());
    let found = NUMBER.find_iter(&plain).find(|found| {
        let (before, after) = (&plain[..found.start()], &plain[found.end()..]);
        let is_bracketed = before.ends_with('(') && after == ")";
        is_bracketed || before.is_empty() && after.trim_start().starts_with('《')
    })?;
    find(found.as_str())
}

static UNUSUAL: LazyLock<Regex> = LazyLock::new(|| {
    // 雅府发2022年45号, 雅府发〔二○二二〕44号: only where office letters end as they do.
    let pattern = concat!(
        r"^(?P<office>\p{Han}{1,15}[发函字规办文])",
        r"(?:(?P<plain>(?:19|20)\d{2})年|[〔\[(](?P<year>[一二][〇○零一二三四五六七八九]{3})[〕\])])",
        r"第?0*(?P<serial>\d{1,5})号$",
    );
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("unusual pattern")
});

/// A year in numerals in digits: 二○○八.
fn digits(year: &str) -> String {
    year.chars().filter_map(chinese_digit).map(|digit| digit.to_string()).collect()
}

/// A number without brackets, or with its year in numerals.
fn unusual(line: &str) -> Option<String> {
    let found = UNUSUAL.captures(line)?;
    let year = match found.name("plain") {
        Some(year) => year.as_str().to_owned(),
        None => digits(&found["year"]),
    };
    Some(format!("{}〔{year}〕{}号", &found["office"], &found["serial"]))
}

/// A line whose characters are spread out (榕 政 综 [2018] 9 号), without the white space: no two
/// letters of the office touch.
fn gathered(line: &str) -> Option<String> {
    let office = line.split(['〔', '[', '(']).next()?;
    let parts: Vec<&str> = office.split_whitespace().collect();
    let is_spread = parts.len() > 1 && parts.iter().all(|part| part.chars().nth(1).is_none());
    is_spread.then(|| line.split_whitespace().collect())
}

/// Characters of the longest number: that of an order of a dozen offices.
const LONGEST: usize = 200;

/// The number that a whole line is: a 发文字号, in brackets or not, with or without who signed
/// (签发人) or the day beside it; or that of an order or announcement (上海市人民政府令第42号).
pub fn of_line(line: &str) -> Option<String> {
    if !line.contains(['号', '號']) {
        return None;
    }
    let plain = crate::fold::halfwidth(line);
    let plain = plain.split("签发人").next().unwrap_or_default().trim();
    let inner = plain.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let plain = inner.unwrap_or(plain).trim();
    let beside = plain.rsplit_once(char::is_whitespace);
    let dated =
        beside.filter(|(_, last)| last.parse().is_ok_and(|day: PartialDate| day.day().is_some()));
    let plain = dated.map_or(plain, |(number, _)| number.trim_end());
    let gathered = gathered(plain);
    let plain = gathered.as_deref().unwrap_or(plain);
    if plain.chars().nth(LONGEST).is_some() {
        return None;
    }
    if let Some(found) = NUMBER.find(plain)
        && found.start() == 0
        && found.end() == plain.len()
    {
        return find(plain);
    }
    let order = order(plain).filter(|order| order.rest.is_empty()).map(|order| order.number);
    order.or_else(|| order_last(plain)).or_else(|| unusual(plain))
}

/// Whether a line may stand over the address of a letter, where its own number is: numbers under
/// the address or the first sentence are those of other documents.
pub fn is_above_text(line: &str) -> bool {
    let line = line.trim();
    let is_address = line.ends_with(['：', ':']) && line.chars().nth(3).is_some();
    !is_address && !line.contains('。')
}

/// Words that running text puts before a number without being part of it.
const LEADS: [&str; 24] = [
    "根据", "按照", "依据", "依照", "以及", "和", "与", "及", "或", "将", "对", "在", "以", "了",
    "的", "见", "文件", "印发", "转发", "执行", "落实", "废止", "贯彻", "参照",
];

/// The numbers that running text names, in order, each without the words before it.
pub fn mentions(text: &str) -> Vec<String> {
    let plain = crate::fold::halfwidth(text);
    let numbers = NUMBER.captures_iter(&plain).map(|found| {
        let office = &found["office"];
        let cut = LEADS.iter().filter_map(|lead| Some(office.rfind(lead)? + lead.len())).max();
        let office = &office[cut.filter(|&at| at < office.len()).unwrap_or(0)..];
        normalized(&found, office)
    });
    numbers.collect()
}

static PARTS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"^(?P<office>\p{Han}*?)[\s〔\[［【(（﹝]*(?P<year>(?:19|20)\d{2})?[\s〕\]］】)）﹞年]*",
        r"(?:第?\s*0*(?P<serial>\d{1,5})\s*号?)?$",
    );
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("number parts pattern")
});

/// A 发文字号, or as many of its parts as someone remembers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// The letters of the office: 沪府发.
    pub office: Option<String>,
    /// The year.
    pub year: Option<u16>,
    /// The running number.
    pub serial: Option<u32>,
}

impl Parts {
    /// Reads 沪府发〔2019〕12号, 沪府发 2019 12, 沪府令12号, 12号, 沪府发; a number of four digits
    /// from 1900 on is the year unless 号 follows. `None` when the text is nothing of the kind.
    pub fn parse(text: &str) -> Option<Parts> {
        let plain = crate::fold::halfwidth(text);
        let found = PARTS.captures(plain.trim())?;
        let office = &found["office"];
        let parts = Parts {
            office: (!office.is_empty()).then(|| office.to_owned()),
            year: found.name("year").and_then(|year| year.as_str().parse().ok()),
            serial: found.name("serial").and_then(|serial| serial.as_str().parse().ok()),
        };
        (parts != Parts::default()).then_some(parts)
    }

    /// Whether office, year and running number are all given.
    pub fn is_complete(&self) -> bool {
        self.office.is_some() && self.year.is_some() && self.serial.is_some()
    }

    /// Whether a whole number has these parts, its office given whole: 令 is any order's.
    pub fn is(&self, number: &Parts, names: &Gazetteer) -> bool {
        let is_office = |given: &str, own: &str| given == own || is_order_of(given, own, names);
        let same = match (&self.office, &number.office) {
            (Some(given), Some(own)) => is_office(given, own),
            (given, _) => given.is_none(),
        };
        same && self.has_rest(number)
    }

    fn has_rest(&self, number: &Parts) -> bool {
        (self.year.is_none() || self.year == number.year)
            && (self.serial.is_none() || self.serial == number.serial)
    }

    /// Whether a whole number has these parts; an office may be given by its first letters, unless
    /// nothing is left out.
    pub fn fit(&self, number: &Parts) -> bool {
        let whole = self.is_complete();
        let fits = |given: &String, own: &String| own == given || !whole && own.starts_with(given);
        let office = |given| number.office.as_ref().is_some_and(|own| fits(given, own));
        self.office.as_ref().is_none_or(office) && self.has_rest(number)
    }
}

/// Whether two names of orders are of one office: 市政府令 and 上海市人民政府令; 令 alone is any's.
fn is_order_of(given: &str, own: &str, names: &Gazetteer) -> bool {
    ["令", "公告"].iter().any(|act| {
        let (Some(given), Some(own)) = (given.strip_suffix(act), own.strip_suffix(act)) else {
            return false;
        };
        let canonical = |office| names.canonical(Entity::Agency, office);
        given.is_empty() || canonical(given).is_some_and(|known| canonical(own) == Some(known))
    })
}

impl std::fmt::Display for Parts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.office.as_deref().unwrap_or_default())?;
        if let Some(year) = self.year {
            write!(f, "〔{year}〕")?;
        }
        self.serial.map_or(Ok(()), |serial| write!(f, "{serial}号"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalizes() {
        let cases = [
            ("沪府发〔2019〕12号", Some("沪府发〔2019〕12号")),
            ("沪府发（2019）12号", Some("沪府发〔2019〕12号")),
            ("沪科规 [2025] 第02号", Some("沪科规〔2025〕2号")),
            ("沪府〔２０２０〕27号", Some("沪府〔2020〕27号")),
            ("无", None),
            ("2019年12号", None),
        ];
        for (text, expected) in cases {
            assert_eq!(find(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn numbers_of_lines() {
        let cases = [
            ("沪府发〔2024〕3号", Some("沪府发〔2024〕3号")),
            ("（浙政办发[2023]08号）", Some("浙政办发〔2023〕8号")),
            ("京政发〔2022〕１５号　　　签发人：某某", Some("京政发〔2022〕15号")),
            ("工信部联科〔2024〕12号", Some("工信部联科〔2024〕12号")),
            ("上海市人民政府令第42号", Some("上海市人民政府令第42号")),
            ("中华人民共和国国务院令  第七百二十二号", Some("国务院令第722号")),
            ("财政部公告2020年第5号", Some("财政部公告2020年第5号")),
            ("上海市人民政府令（第42号）", Some("上海市人民政府令第42号")),
            ("榕 政 综 [2018] 9 号", Some("榕政综〔2018〕9号")),
            ("雅 府 发〔2022〕39 号", Some("雅府发〔2022〕39号")),
            ("雅府发〔二○二二〕44号", Some("雅府发〔2022〕44号")),
            ("雅府发2022年45号", Some("雅府发〔2022〕45号")),
            ("雅发改〔2022〕46－1号", Some("雅发改〔2022〕46-1号")),
            ("市人民政府 沪府发〔2024〕3号", None),
            ("截至2022年45号", None),
            ("财政部 税务总局公告2023年第19号", Some("财政部 税务总局公告2023年第19号")),
            ("上海市人民政府 令 第42号", Some("上海市人民政府令第42号")),
            ("海关总署公告2020年第103号同时废止", None),
            ("根据沪府发〔2024〕3号，现通知如下", None),
            ("第42号", None),
            ("附件1", None),
            ("中华人民共和国建设部中华人民共和国财政部令第165号", Some("建设部 财政部令第165号")),
        ];
        for (line, expected) in cases {
            assert_eq!(of_line(line).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn numbers_in_running_text() {
        let cases = [
            ("《某办法》（沪府规〔2025〕2号）等文件", "沪府规〔2025〕2号"),
            ("现将沪府发〔2024〕3号转给你们", "沪府发〔2024〕3号"),
            ("根据国发〔2021〕36号和国办发〔2022〕4号精神", "国发〔2021〕36号 国办发〔2022〕4号"),
            ("2024年3号", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(mentions(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn orders_are_of_one_office() {
        let names = Gazetteer::builtin();
        let number = |text: &str| Parts::parse(text).unwrap();
        let order = number("上海市人民政府令第42号");
        let cases = [("市政府令42号", true), ("令42号", true), ("令43号", false)];
        for (given, expected) in cases {
            assert_eq!(number(given).is(&order, names), expected, "{given}");
        }
        assert!(!number("沪府发2019 12号").is(&number("沪府发改〔2019〕12号"), names));
    }

    #[test]
    fn parts_fit_numbers() {
        let number = Parts::parse("沪府发〔2019〕12号").unwrap();
        let cases = [
            ("沪府发〔2019〕12号", true),
            ("沪府发 2019 12", true),
            ("沪府发 2019 12号", true),
            ("沪府发2019年第012号", true),
            ("沪府发", true),
            ("12号", true),
            ("2019", true),
            ("沪府", true),
            ("沪府办", false),
            ("沪府发 2018", false),
            ("2号", false),
        ];
        for (text, fits) in cases {
            assert_eq!(Parts::parse(text).unwrap().fit(&number), fits, "{text}");
        }
        for text in ["", "abc", "关于2019年的通知"] {
            assert_eq!(Parts::parse(text), None, "{text}");
        }
    }
}
