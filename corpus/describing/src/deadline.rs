//! Until when may be applied: the last day that a notice takes applications, by its own sentences
//! (申报截止时间为2024年5月31日, 申报时间：3月1日至4月15日, 请于5月31日前报送). The end of validity,
//! the time for comments on a draft and the days by which offices finish tasks are none, nor is what
//! comes round every year.

use std::sync::LazyLock;

use document::record::Record;
use language::date::PartialDate;
use language::fold;
use language::kind::Kind;
use regex::{Captures, Regex};

use crate::finding::{Finding, Settled};

/// Days that a day without a year may lie before its document: a notice of December asks for what is
/// due in March of the next year, and one that was put up late for what was due before.
const LATE: u32 = 90;

/// What is applied for, and by which deed.
const DEED: &str = "(?:申报|申请|报名|受理|填报|征集|推荐|揭榜|投稿|参赛|参评|报送|提交|递交|登记|接收|投标|应聘|招募|遴选|评选|申领)";
const DAY: &str = r"(?:(?P<year>\d{4}|今|本|明|次)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日";
/// The beginning of a time: as a day, the hour left out.
const FIRST: &str = r"(?:(?P<year0>\d{4}|今|本|明|次)年)?(?P<month0>\d{1,2})月(?P<day0>\d{1,2})日";
const LAST: &str = r"(?:(?P<year>\d{4}|今|本|明|次)年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日";
const HOUR: &str = r"(?:\([^)]{0,8}\))?(?:上午|下午|中午|晚)?(?:\d{1,2}(?:[:：时点](?:\d{1,2}分?)?(?:整)?)?)?(?:\([^)]{0,8}\))?";
const TO: &str = "(?:起|开始|，)?(?:至|到|-|—|–|－|~|～)+";

fn pattern(text: &str) -> Regex {
    #[allow(clippy::expect_used)] // Constant patterns, compiled by every test.
    Regex::new(text).expect("deadline pattern")
}

/// Ways that name the end of applying as such.
static NAMED: LazyLock<[Regex; 3]> = LazyLock::new(|| {
    let time = "(?:时间|日期|期限|时限)";
    [
        pattern(&format!(
            r"{DEED}[^。；，]{{0,16}}?截[止至](?:时间|日期|日|期|到|至)?[^。；，\d]{{0,6}}{DAY}"
        )),
        pattern(&format!(
            r"{DEED}[^。；，\d]{{0,10}}{time}[^。；，\d]{{0,8}}{FIRST}{HOUR}{TO}{LAST}"
        )),
        pattern(&format!(
            r"{DEED}[^。；，\d]{{0,10}}{time}[^。；，\d]{{0,6}}(?:至|到|延长至){DAY}"
        )),
    ]
});

/// 截止时间：5月31日, where the sentence or the title speaks of applying.
static CLOSING: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"截止(?:时间|日期)[^。；，\d]{{0,6}}{DAY}")));

/// Ways that ask for something by a day, which may be an application.
static ASKED: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    let deed = "(?:报送|提交|申报|报名|申请|上报|邮寄|寄送|送达|报至|递交|填报|送至|发送|报我|报市|报区|交至|送交|送市|反馈)";
    [
        pattern(&format!(r"(?:^|[^或年\d]){DAY}{HOUR}(?:之前|以前|前|止)[^。；]{{0,60}}?{deed}")),
        pattern(&format!(
            r"{FIRST}{HOUR}{TO}{LAST}{HOUR}内?，?[^。；期]{{0,80}}?(?:报名|申请|申报|填报)"
        )),
    ]
});

/// Words of a title or a sentence by which what it asks for is an application.
static APPLYING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "申报|申请|报名|征集|推荐|评选|遴选|认定|招聘|招生|招募|竞赛|大赛|评审|入库|受理|揭榜|专项资金|参赛|应聘|申领|逾期不",
    )
});

/// Words of sentences that ask for something else: comments, taxes, what comes round each year.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "征求意见|反馈意见|意见反馈|修改意见|公示期|公示时间|异议|纳税|税款|每年|次年|当年|每两年|年度报告|整改|自查|补报名|总结",
    )
});

/// What is done with applications once they are in.
static REVIEW: LazyLock<Regex> =
    LazyLock::new(|| pattern("资料审核|材料审核|现场核验|录取|面试|笔试|公布|公示"));

/// The end of applying, as stated or by the sentences of a document that is or explains a notice.
pub(crate) fn settle(
    record: &Record,
    kind: Kind,
    date: Option<PartialDate>,
) -> Settled<PartialDate> {
    let stated = Settled::stated(record, "deadline", record.fields.dates.deadline);
    let asks = !matches!(kind, Kind::Regulation | Kind::Report | Kind::Organization);
    stated.or(|| if asks { found(record, date) } else { None })
}

/// What the sentences say: what is named as the end comes before what is only asked for by a day, and
/// of several (a second batch) the last counts.
fn found(record: &Record, date: Option<PartialDate>) -> Option<Finding<PartialDate>> {
    let lays_down = ["办法", "规定", "细则", "规则", "条例", "制度"];
    let title = &record.fields.title;
    // What lays down rules asks for something every year, unless it names one.
    let date = date.filter(|_| !lays_down.iter().any(|rules| title.contains(rules)));
    let of_title = APPLYING.is_match(title);
    let mut best: Option<(bool, Finding<PartialDate>)> = None;
    for passage in record.passages() {
        for sentence in passage.text.split_inclusive(['。', '；', '\n']) {
            if !sentence.contains('日') || !sentence.contains('月') {
                continue;
            }
            let Some((is_named, value)) = read(sentence, of_title, date) else { continue };
            let is_better = best
                .as_ref()
                .is_none_or(|(named, found)| (is_named, value) > (*named, found.value));
            if is_better {
                best = Some((is_named, Finding { value, evidence: sentence.trim().to_owned() }));
            }
        }
    }
    best.map(|(_, finding)| finding)
}

/// The last day that a sentence names, and whether it names it as the end of applying.
fn read(sentence: &str, of_title: bool, date: Option<PartialDate>) -> Option<(bool, PartialDate)> {
    let plain: String = fold::halfwidth(sentence).chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.replace(',', "，");
    if OTHER.is_match(&plain) {
        return None;
    }
    let applies = of_title || APPLYING.is_match(&plain);
    let days = |pattern: &Regex| -> Vec<PartialDate> {
        pattern.captures_iter(&plain).filter_map(|found| day(&found, date)).collect()
    };
    let last = |patterns: &[Regex]| patterns.iter().flat_map(days).max();
    // Those who apply are told first, those who pass it on behind.
    let first = |pattern: &Regex| days(pattern).first().copied();
    let named = NAMED.iter().find_map(first);
    let named = named.or_else(|| applies.then(|| first(&CLOSING)).flatten());
    let asked = || {
        let patterns = if REVIEW.is_match(&plain) { &ASKED[..1] } else { &ASKED[..] };
        applies.then(|| last(patterns)).flatten()
    };
    named.map(|day| (true, day)).or_else(|| Some((false, asked()?)))
}

/// The day of a pattern: its year, else that of the beginning of the time, else by the document's date.
fn day(found: &Captures<'_>, date: Option<PartialDate>) -> Option<PartialDate> {
    let number = |name: &str| found.name(name)?.as_str().parse::<u8>().ok();
    let year = |name: &str| match found.name(name)?.as_str() {
        "今" | "本" => date.map(PartialDate::year),
        "明" | "次" => date.map(|date| date.year() + 1),
        digits => digits.parse().ok(),
    };
    let month = number("month").or_else(|| number("month0"))?;
    let on = |year: i16| PartialDate::new(year, Some(month), number("day"));
    let begins = match year("year0") {
        Some(year) => PartialDate::new(year, number("month0"), number("day0")),
        None => None,
    };
    match (year("year"), begins) {
        (Some(year), _) => on(year),
        (None, Some(begins)) => {
            on(begins.year()).filter(|end| *end >= begins).or_else(|| on(begins.year() + 1))
        }
        (None, None) => {
            let date = date?;
            let same = on(date.year())?;
            let is_over =
                same.plus_days(LATE).is_some_and(|late| late.last_day() < date.first_day());
            if is_over { on(date.year() + 1) } else { Some(same) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_applying_is_read() {
        let cases = [
            ("申报截止时间为2024年5月31日。", false, "2024-05-31 named"),
            ("请于5月31日前报送。", true, "2024-05-31 asked"),
            ("请于5月31日前报送。", false, "-"),
            ("申报时间：2024年3月1日至4月15日。", false, "2024-04-15 named"),
            ("申报时间：2024年12月1日至1月15日。", false, "2025-01-15 named"),
            ("网上申报截至2024年5月31日17:00，逾期不予受理。", false, "2024-05-31 named"),
            ("报名时间为5月19日至5月22日（下午3点）。", false, "2024-05-22 named"),
            ("申请时间：2025年8月11日至8月22日。", false, "2025-08-22 named"),
            ("截止日期：2024年6月30日。", true, "2024-06-30 named"),
            ("须于2026年5月7日至11日登录系统填写报名信息。", false, "2026-05-11 asked"),
            ("2024年4月1日10：00—4月8日15:00，申请人登录系统申报。", false, "2024-04-08 asked"),
            ("申报单位于1月15日前提交申请材料。", false, "2025-01-15 asked"),
            // Comments, tasks, validity, statistics, taxes, what comes round.
            (
                "请于2024年5月31日前将修改意见反馈我委，征求意见截止时间为2024年5月31日。",
                false,
                "-",
            ),
            ("2025年6月30日前完成系统建设。", true, "-"),
            ("本办法有效期至2028年12月31日。", true, "-"),
            ("截至2024年2月14日，全市累计受理1000件。", true, "-"),
            ("纳税申报期限延长至2月24日。", false, "-"),
            ("应当于每年3月1日前提交申请。", false, "-"),
            ("申报时间：2024年3月1日起。", false, "-"),
            ("于2024年5月16日至18日到报名学校进行资料审核。", false, "-"),
            ("申请生育津贴，或2024年11月30日前生育的职工申请，仍需上传表单。", false, "-"),
            ("据各行报送的数据，截至2024年2月15日，新增授信50亿元。", true, "-"),
            ("可申请延期至2024年4月30日披露。", false, "-"),
            // Who applies is told first.
            (
                "网上申报截止时间为9月15日17:00，主管部门推荐截止时间为9月17日17:00。",
                false,
                "2024-09-15 named",
            ),
        ];
        for (sentence, of_title, expected) in cases {
            let found = read(sentence, of_title, "2024-04-20".parse().ok());
            let found = match found {
                Some((named, day)) => format!("{day} {}", if named { "named" } else { "asked" }),
                None => "-".to_owned(),
            };
            // A notice of April asks for January of the next year.
            assert_eq!(found, expected, "{sentence}");
        }
    }
}
