//! The notice under the title of a law or regulation: who passed it and when,
//! and when it was amended (2020年4月10日上海市第十五届人民代表大会常务委员会第二十次会议通过).

use std::sync::LazyLock;

use regex::Regex;

use crate::finding::Finding;
use crate::unbroken;
use document::record::Record;
use document::title;
use language::agency;
use language::date::PartialDate;
use language::entity;
use language::gazetteer::{Entity, Gazetteer, Name};
use language::number;

/// The notice stands above the first article, within so many paragraphs.
const PARAGRAPHS: usize = 12;

/// Bodies within a court or office that pass what it gives.
const COMMITTEES: [&str; 2] = ["审判委员会", "检察委员会"];

static ACT: LazyLock<Regex> = LazyLock::new(|| {
    // A day, and what was done on it before the next day is named.
    let pattern = concat!(
        r"(?P<y>(?:19|20)\d{2})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日",
        r"(?P<body>(?:关于修改|令(?:\d{4}|[一二][〇○零一二三四五六七八九]{3})年|[^年])*?)(?P<deed>通过|批准|修正|修订|修改|公布|发布|颁布)",
    );
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("notice pattern")
});

static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^[(（]?(?:\d{4}年|根据|依据|经|由|自)";
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("opening pattern")
});

static CONGRESS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"^(?:经|由)?(?P<name>\p{Han}*?)第?[一二三四五六七八九十]{1,3}届",
        r"(?P<body>(?:全国)?(?:人民代表大会|人大)(?:常务委员会|常委会)?)第?",
    );
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("congress pattern")
});

static ORDER: LazyLock<Regex> = LazyLock::new(|| {
    // 国务院令第370号发布; 公安部发布
    let pattern = r"^(?:经|由|以)?(?P<name>[\p{Han}、]{2,200}?)(?:令|公告|第|$)";
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("order pattern")
});

/// What the notice tells.
pub(crate) struct Notice {
    acts: Vec<Act>,
}

impl Notice {
    /// Reads the lines under the title of a record; those of a letter are of what it prints.
    pub(crate) fn of(record: &Record) -> Notice {
        let is_letter = !title::attachments(&record.fields.title).is_empty();
        Notice { acts: if is_letter { Vec::new() } else { acts(record) } }
    }

    /// The day of the last act: an amended regulation is the version that the amendment made.
    pub(crate) fn last(&self) -> Option<Finding<PartialDate>> {
        self.acts.iter().max_by_key(|act| act.date).map(Act::finding)
    }

    /// The day of the last act that passed or amended it.
    pub(crate) fn last_decision(&self) -> Option<Finding<PartialDate>> {
        self.last_of(false)
    }

    /// The day on which it was last published.
    pub(crate) fn last_publication(&self) -> Option<Finding<PartialDate>> {
        self.last_of(true)
    }

    fn last_of(&self, is_publication: bool) -> Option<Finding<PartialDate>> {
        let acts = self.acts.iter().filter(|act| act.is_publication == is_publication);
        acts.max_by_key(|act| act.date).map(Act::finding)
    }

    /// Who made the regulation, by the first act that says so: who amends or approves it has not
    /// made it.
    pub(crate) fn maker(&self, title: &str, names: &Gazetteer) -> Option<Finding<Vec<String>>> {
        self.acts.iter().find_map(|act| maker(act, title, names))
    }

    /// The number of the order that gave the regulation: the first, as those after it amended it, or
    /// the last that gave it anew (修订).
    pub(crate) fn number(&self) -> Option<Finding<String>> {
        let number = |act: &Act| {
            let body = act.body.trim_start_matches(['经', '由', '以']);
            let value = number::of_line(body)?;
            Some(Finding { value, evidence: act.words.clone() })
        };
        let anew =
            self.acts.iter().rev().filter(|act| act.words.ends_with("修订")).find_map(number);
        anew.or_else(|| self.acts.iter().find_map(number))
    }

    /// The day on which it was first published.
    pub(crate) fn first_publication(&self) -> Option<PartialDate> {
        let first = self.acts.iter().find(|act| act.is_publication)?;
        let anew = self.acts.iter().rev().find(|act| act.is_anew());
        Some(anew.map_or(first.date, |anew| anew.date.max(first.date)))
    }

    /// Whether it tells of several acts, so that 公布之日 is none that it names.
    pub(crate) fn is_amended(&self) -> bool {
        self.acts.iter().any(|act| Some(act.date) != self.acts.first().map(|first| first.date))
    }

    /// Whether words are those of an act that it tells of.
    pub(crate) fn is_act(&self, words: &str) -> bool {
        self.acts.iter().any(|act| act.words == words)
    }
}

/// Something done to a regulation on a day.
struct Act {
    date: PartialDate,
    is_publication: bool,
    /// Who did it and how, between the day and the deed.
    body: String,
    words: String,
}

impl Act {
    /// Whether it gave the whole text anew; 根据《关于修改…的决定》修订 changes articles.
    fn is_anew(&self) -> bool {
        self.words.ends_with("修订") && !self.body.contains("修改")
    }

    fn finding(&self) -> Finding<PartialDate> {
        Finding { value: self.date, evidence: self.words.clone() }
    }
}

fn acts(record: &Record) -> Vec<Act> {
    let passages = unbroken::passages(record);
    let head = passages
        .iter()
        .take_while(|passage| !passage.is_heading && !passage.text.starts_with("第一条"))
        .take(PARAGRAPHS);
    head.flat_map(|passage| {
        let text: String = language::fold::halfwidth(&passage.text).split_whitespace().collect();
        let text = in_digits(&text).into_owned();
        // An order speaks of acts, too: 《某办法》已经2006年11月17日常务会议通过，现予公布。
        // So does a letter: 经某省人民政府2022年3月1日批准，现公告如下：
        let is_letter = !text.starts_with('(') && text.contains(",现") || text.ends_with(':');
        let text = if OPENING.is_match(&text) && !is_letter { text } else { String::new() };
        ACT.captures_iter(&text).filter_map(|found| act(&found)).collect::<Vec<_>>()
    })
    .collect()
}

static NUMERALS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"[一二][〇○零一二三四五六七八九]{3}年(?:[一二三四五六七八九十元]{1,2}月[一二三四五六七八九十]{1,3}日)";
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("numerals pattern")
});

/// A text with its days in digits: 一九八七年九月十五日 is 1987年9月15日.
fn in_digits(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.trim_start_matches('(').starts_with(['一', '二']) {
        return text.into();
    }
    NUMERALS.replace_all(text, |found: &regex::Captures| {
        let day = found[0].replace('元', "一").parse::<PartialDate>().ok();
        let parts = day.and_then(|day| Some((day.year(), day.month()?, day.day()?)));
        parts.map_or_else(|| found[0].to_owned(), |(y, m, d)| format!("{y}年{m}月{d}日"))
    })
}

fn act(found: &regex::Captures) -> Option<Act> {
    let number = |name: &str| found[name].parse::<u8>().ok();
    let date = PartialDate::new(found["y"].parse().ok()?, number("m"), number("d"))?;
    let is_publication = matches!(&found["deed"], "公布" | "发布" | "颁布");
    Some(Act { date, is_publication, body: found["body"].to_owned(), words: found[0].to_owned() })
}

/// Who made the regulation by an act: a congress by its full name without the number of its term,
/// or who gave an order.
fn maker(act: &Act, title: &str, gazetteer: &Gazetteer) -> Option<Finding<Vec<String>>> {
    let names = match CONGRESS.captures(&act.body) {
        Some(_) if act.words.ends_with("批准") => return None,
        Some(found) => vec![congress(&found["name"], &found["body"], title, gazetteer)?],
        None => {
            let found = ORDER.captures(&act.body)?;
            let name = &found["name"];
            let name = COMMITTEES.iter().find_map(|own| name.strip_suffix(own)).unwrap_or(name);
            agency::list(&in_full(name, title, gazetteer), gazetteer)
        }
    };
    (!names.is_empty()).then(|| Finding { value: names, evidence: act.words.clone() })
}

/// 市, 人大常委会 → 宁波市人民代表大会常务委员会, the city being that of the title.
fn congress(place: &str, body: &str, title: &str, gazetteer: &Gazetteer) -> Option<String> {
    let body = body.replace("人大", "人民代表大会").replace("常委会", "常务委员会");
    let place = match place {
        "市" | "省" | "自治区" => region(place, title, gazetteer)?,
        place => place,
    };
    Some(format!("{place}{body}"))
}

/// 市人民政府 → 北京市人民政府, where the title is of that city.
fn in_full(name: &str, title: &str, gazetteer: &Gazetteer) -> String {
    let own = ["市", "省"]
        .into_iter()
        .find_map(|place| Some((region(place, title, gazetteer)?, name.strip_prefix(place)?)));
    own.map_or_else(|| name.to_owned(), |(region, rest)| format!("{region}{rest}"))
}

/// The region that a title starts with, if it is a 市 or 省 as said.
fn region<'a>(place: &str, title: &str, gazetteer: &'a Gazetteer) -> Option<&'a str> {
    let leading = entity::leading(title, gazetteer);
    let is_meant = |name: &&Name| name.entity == Entity::Region && name.canonical.ends_with(place);
    let names: Vec<&Name> = leading.iter().map(|mention| mention.name).collect();
    names.into_iter().find(is_meant).map(|name| name.canonical.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::document::Block;

    #[test]
    fn reads_the_notice() {
        let cases = [
            (
                "2020年4月10日 上海市第十五届人民代表大会常务委员会第二十次会议通过",
                Some("2020-04-10"),
                Some("上海市人民代表大会常务委员会"),
            ),
            (
                "（2001年11月15日上海市第十一届人民代表大会常务委员会第三十三次会议通过　根据2010年9月17日上海市第十三届人民代表大会常务委员会第二十一次会议《关于修改的决定》修正）",
                Some("2010-09-17"),
                Some("上海市人民代表大会常务委员会"),
            ),
            (
                "2015年3月15日第十二届全国人民代表大会第三次会议修正",
                Some("2015-03-15"),
                Some("全国人民代表大会"),
            ),
            ("2019年12月3日省人民政府令第5号公布", Some("2019-12-03"), Some("省人民政府")),
            ("第一条 2019年12月3日通过的条例废止", None, None),
            ("自2020年5月1日起施行", None, None),
            ("经甲省人民政府2022年3月1日批准，现公告如下：", None, None),
            (
                "（2022年9月5日最高人民法院审判委员会第1874次会议通过，自2022年12月1日起施行）",
                Some("2022-09-05"),
                Some("最高人民法院"),
            ),
        ];
        for (text, date, agency) in cases {
            let mut record = Record::default();
            record.push_block(Block::Paragraph(text.to_owned()));
            let notice = Notice::of(&record);
            let last = notice.last().map(|last| last.value.to_string());
            assert_eq!(last.as_deref(), date, "{text}");
            let maker = notice.maker("", Gazetteer::builtin()).map(|maker| maker.value);
            let maker = maker.as_deref().and_then(<[String]>::first).map(String::as_str);
            assert_eq!(maker, agency, "{text}");
        }
    }
}
