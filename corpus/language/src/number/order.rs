//! Numbers of orders and announcements, which have whose they are in full: 上海市人民政府令第42号,
//! 财政部公告2020年第5号, 商务部第8号令.

use std::sync::LazyLock;

use regex::Regex;

use super::digits;

static ORDER: LazyLock<Regex> = LazyLock::new(|| {
    // 上海市人民政府令第42号, 财政部 税务总局公告2020年第5号; a joint order names a dozen offices.
    let pattern = concat!(
        r"^(?P<office>\p{Han}[\p{Han} 、]{0,200}(?:令|公告))\s*",
        r"[(〔\[]?(?:(?P<year>(?:19|20)\d{2})年?|(?P<spelt>[一二][〇○零一二三四五六七八九]{3})年)?",
        r"[)〕\]]?\s*[(〔\[]?第?\s*(?P<serial>\d{1,5}|[一二三四五六七八九十百零〇]{1,8})\s*[号號][)〕\]]?",
    );
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("order pattern")
});

/// The number of an order or announcement, and whose it is.
pub struct Order<'t> {
    /// Normalized: 海关总署公告2022年第15号.
    pub number: String,
    /// 海关总署公告
    pub office: &'t str,
    /// What stands behind the number.
    pub(super) rest: &'t str,
}

/// The number of an order or announcement that a text opens with, its digits and brackets of half
/// width.
pub(super) fn order(text: &str) -> Option<Order<'_>> {
    let found = ORDER.captures(text)?;
    let serial = crate::numeral::parse(&found["serial"])?;
    let spelt = || found.name("spelt").map(|year| digits(year.as_str()));
    let year = found.name("year").map(|year| year.as_str().to_owned()).or_else(spelt);
    let year = year.map(|year| format!("{year}年")).unwrap_or_default();
    let office = found.name("office")?.as_str();
    let plain = office.replace("中华人民共和国", " ");
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = plain.replace(" 令", "令").replace(" 公告", "公告");
    let rest = &text[found.get(0)?.end()..];
    Some(Order { number: format!("{plain}{year}第{serial}号"), office, rest })
}

/// The number with which a title opens that has its subject in brackets behind, or none:
/// 海关总署公告2022年第15号（关于…的公告）.
pub fn opening(title: &str) -> Option<Order<'_>> {
    let is_whole = |order: &Order| {
        let rest = order.rest.trim();
        rest.is_empty() || (rest.starts_with(['(', '（']) && rest.ends_with([')', '）']))
    };
    order(title.trim()).filter(is_whole)
}

static ORDER_LAST: LazyLock<Regex> = LazyLock::new(|| {
    // 商务部第8号令, 某指挥部6号令
    let pattern =
        r"^(?P<office>\p{Han}{2,40}?)第?(?P<serial>\d{1,5}|[一二三四五六七八九十百零〇]{1,8})号令$";
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("order pattern")
});

/// The number of an order whose number stands before the word: 商务部第8号令.
pub(super) fn order_last(line: &str) -> Option<String> {
    let found = ORDER_LAST.captures(line)?;
    let serial = crate::numeral::parse(&found["serial"])?;
    Some(format!("{}令第{serial}号", found["office"].replace("中华人民共和国", "")))
}

/// Whose order a number is: 农业部 of 农业部令2016年第6号.
pub fn orderer(number: &str) -> Option<&str> {
    let office = order(number)?.office.trim_end().strip_suffix('令')?;
    Some(office.trim_end()).filter(|office| !office.is_empty())
}

/// Whether a number is that of an order: 国务院令第722号, 农业部令2016年第6号.
pub fn is_order(number: &str) -> bool {
    order(number).is_some_and(|order| order.office.trim_end().ends_with('令'))
}

/// Whether a line is only the running number of an order or announcement: 第42号, 2022年第8号.
pub fn is_serial(line: &str) -> bool {
    let plain: String =
        crate::fold::halfwidth(line).chars().filter(|c| !c.is_whitespace()).collect();
    let year = plain
        .split_once('年')
        .filter(|(year, _)| year.len() == 4 && (year.starts_with("19") || year.starts_with("20")));
    let serial = year.map_or(plain.as_str(), |(_, serial)| serial);
    // 〔2013〕第9号
    let bracketed =
        serial.strip_prefix(['〔', '[', '(']).and_then(|rest| rest.split_once(['〕', ']', ')']));
    let serial = bracketed.filter(|(year, _)| year.len() == 4).map_or(serial, |(_, serial)| serial);
    let inner = serial.strip_prefix('第').and_then(|rest| rest.strip_suffix(['号', '號']));
    inner.and_then(crate::numeral::parse).is_some()
}
