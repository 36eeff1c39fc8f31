//! Which day of a sentence ends applying: each day is read with the words of its clause before it and
//! with what is to be done behind it, so that a day of anything else (公示, 评审, 截至…的数据) is none.

use std::sync::LazyLock;

use language::date::PartialDate;
use regex::{Captures, Regex};

use super::{APPLYING, pattern, spelling};

/// What a sentence says of the end of applying; the greater counts more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Read {
    /// Whether it is the end for those who apply, not for those who pass applications on.
    pub(super) is_own: bool,
    /// Whether it is named as the end, not only a day by which something is asked for.
    pub(super) is_named: bool,
    pub(super) day: PartialDate,
}

/// Days that a day without a year may lie before its document: a notice of December asks for what is
/// due in March of the next year, and one that was put up late for what was due before.
const LATE: u32 = 90;

/// What is applied for, and by which deed.
const DEED: &str = "(?:申报|申请|报名|受理|填报|征集|推荐|揭榜|投稿|参赛|参评|报送|提交|递交|登记|接收|投标|应聘|招募|遴选|评选|申领)";
const HOUR: &str = r"(?:\([^)]{0,8}\))?(?:上午|下午|中午|晚|下班)?(?:\d{1,2}(?:[:：时点](?:\d{1,2}分?)?(?:整)?)?)?(?:\([^)]{0,8}\))?";

/// A day, or the first and the last of a time.
static DAYS: LazyLock<Regex> = LazyLock::new(|| {
    let year = |name: &str| format!(r"(?:(?P<year{name}>\d{{4}}|今|本|明|次)年)?");
    let to = "(?:起|开始|，)?(?:至|到|-|—|–|－|~|～)+";
    pattern(&format!(
        r"(?:{}(?P<month0>\d{{1,2}})月(?P<day0>\d{{1,2}})日{HOUR}{to})?{}(?:(?P<month>\d{{1,2}})月)?(?P<day>\d{{1,2}})日",
        year("0"),
        year(""),
    ))
});

/// Words before a day that name it as the end of applying.
static END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        "{DEED}(?:[^。；，\\d]{{0,12}}?截止(?:时间|日期|日|期)?[^。；，\\d]{{0,6}}|(?:工作|通道|系统|时间|日期|期限)?截至[:为]?)$"
    ))
});

/// Words before a day that name the time of applying, whose end it is where it is an end at all.
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        "(?:{DEED}期|{DEED}[^。；，所\\d]{{0,10}}(?:时间|日期|期限|时限|通道|系统|入口|窗口|工作))[^。；，\\d]{{0,16}}$"
    ))
});

/// Where applying began in the clause before: 报名即日起开始，12月18日截止.
static OPEN: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!("(?:^|[。；，]){DEED}[^。；，]{{0,24}}，[到至]?$")));

/// That it ends on a day.
static SHUT: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!("^{HOUR}(?:准时|自动)?(?:截止|结束|关闭)")));

/// The end of applying that is put off.
static PUT_OFF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:申报|报名|受理|征集|填报|报送|提交|推荐|投稿|参赛|申请(?:时间|期限|日期|截止))[^。；，]{0,24}(?:延长|延期|顺延|推迟|调整|延)[至到为]$",
    )
});

/// 截止时间：5月31日, where the sentence or the title speaks of applying.
static CLOSING: LazyLock<Regex> =
    LazyLock::new(|| pattern("截止(?:时间|日期|日)[^。；，\\d]{0,6}$"));

/// Words before a day that make it the day of something else.
static OTHER_TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:咨询|公示|评审|答辩|考试|面试|笔试|培训|比赛|举办|会议|开标|公布|实施|执行|领取|打印|缴费|建设|施行|有效|路演|决赛|初赛|展示|服务|成立|注册|出生|毕业|获得|取得|授权|签订|开工|竣工|验收)[^。；，\\d]{0,4}(?:时间|期限|日期|期)[^。；，\\d]{0,8}$|(?:往年|历年|去年|上年)[^。；，]*$|截至$|指$|已经?[于在]?$",
    )
});

/// What follows a day that only tells more of a noun: 截至2025年12月31日的审计报告.
static ATTRIBUTE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        "^{HOUR}(?:的|截止的|以来|以后|之后|后|起|现?延长|现?延期|现?顺延|推迟|调整|(?:期间|之间)[^，登通可向申报提填])"
    ))
});

/// What makes a day the last one.
static LAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!("^{HOUR}(?:准时|自动|正式)?(?:之前|以前|前|为止|止|截止|结束|关闭|停止)"))
});

/// What an application is handed in by.
static ASKED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?:报送|提交|申报|报名|申请|上报|邮寄|寄送|寄达|寄至|送达|报至|递交|填报|送至|发送|报我|报市|报区|报省|交至|送交|送市|反馈|投递)(?:[^的]|$)",
    )
});

/// The same of a time from one day to another, where much else is reported.
static ASKED_OVER: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:报名|申请|申报|填报|提交|递交)(?:[^的企单者人奖条]|$)"));

/// What is done by a day, and is no application.
static DONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "完成|公布|公示|拨付|缴清|缴纳|(?:注册|登记)(?:[^并、和]|$)|建成|发布|出具|启动|验收|开工|投产|生育|出生|竣工|取得|获得|成立|毕业|展出|举办|举行|召开",
    )
});

/// Words for something else: comments, taxes, what comes round each year.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "征求意见|反馈意见|意见反馈|修改意见|公示期|公示时间|异议|纳税|税款|每年|次年|当年|每两年|每季|年度报告|整改|自查|补报名|总结|参会|回执|座谈",
    )
});

/// What is done with applications once they are in.
static REVIEW: LazyLock<Regex> =
    LazyLock::new(|| pattern("资料审核|材料审核|现场核验|录取|面试|笔试|公布|公示"));

/// Who passes applications on.
static PASSING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "各地|各[省市区县州镇]|市州|区县|县市|主管部门|归口|推荐单位|推荐截止|推荐上报|推荐函|推荐名单|初审|审核|汇总|报送?我|报[省市区]",
    )
});

/// 自发布之日起30日内
static SINCE: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:发布|印发|发文|公布|下发)之日起(?P<days>\\d{1,3})日(?:之|以)?内"));

/// What a sentence says of the end of applying: what counts most, of several that count the same the
/// first.
pub(super) fn read(sentence: &str, of_title: bool, date: Option<PartialDate>) -> Option<Read> {
    let plain = spelling::plain(sentence);
    let applies = of_title || APPLYING.is_match(&plain);
    let found = DAYS.captures_iter(&plain).filter_map(|found| {
        let (is_own, is_named) = role(&plain, &found, applies)?;
        Some(Read { is_own, is_named, day: day(&found, date)? })
    });
    let rank = |read: &Read| (read.is_own, read.is_named);
    let best = found.reduce(|best, read| if rank(&read) > rank(&best) { read } else { best });
    best.or_else(|| since(&plain, applies, date))
}

/// Whether a day ends applying: for those who apply or who pass it on, and whether it is named so.
fn role(plain: &str, found: &Captures<'_>, applies: bool) -> Option<(bool, bool)> {
    let whole = found.get(0)?;
    let (before, after) = (&plain[..whole.start()], &plain[whole.end()..]);
    let own = before.rfind(['，', '；', '。']).map_or(before, |stop| &before[stop..]);
    let own = own.trim_start_matches(['，', '；', '。']);
    let is_over = found.name("day0").is_some();
    if ATTRIBUTE.is_match(after) || OTHER.is_match(own) {
        return None;
    }
    let is_last = is_over || LAST.is_match(after);
    let is_until = own.ends_with(['至', '到', '-', '—', '~']) || own.ends_with("截止");
    let is_named = END.is_match(own)
        || TIME.is_match(own) && (is_last || is_until)
        || PUT_OFF.is_match(own)
        || SHUT.is_match(after) && OPEN.is_match(before)
        || applies && CLOSING.is_match(own);
    if is_named && !OTHER_TIME.is_match(own.trim_end_matches("截至")) {
        return Some((!PASSING.is_match(own), true));
    }
    let is_asked = applies && is_last && !OTHER_TIME.is_match(own);
    let act = is_asked.then(|| asked(after, is_over))?.filter(|act| !OTHER.is_match(act))?;
    let is_own = !PASSING.is_match(own) && !PASSING.is_match(act);
    Some((is_own, false))
}

/// Characters within which what is asked for stands behind its day.
const NEAR: usize = 80;

/// What is asked for by a day, in its clause or one soon behind it, where nothing else is done by it.
fn asked(after: &str, is_over: bool) -> Option<&str> {
    let deed = if is_over { &*ASKED_OVER } else { &*ASKED };
    let mut end = 0;
    for clause in after.split_inclusive(['，', '；', '。']) {
        end += clause.len();
        let asked = deed.find(clause);
        let done = DONE.find(clause);
        let is_other =
            |at: usize| done.is_some_and(|done| done.start() < at && done.as_str() != "完成");
        match asked {
            Some(_) if is_over && REVIEW.is_match(clause) => return None,
            Some(asked) => return (!is_other(asked.start())).then_some(&after[..end]),
            None if done.is_some() || after[..end].chars().count() > NEAR => return None,
            None => {}
        }
    }
    None
}

/// The last of the days from the day of the document on within which something is asked for.
fn since(plain: &str, applies: bool, date: Option<PartialDate>) -> Option<Read> {
    let found = SINCE.captures(plain).filter(|_| applies)?;
    let act = asked(&plain[found.get(0)?.end()..], false)?;
    let days = found["days"].parse().ok()?;
    let day = date.filter(|date| date.day().is_some())?.plus_days(days)?;
    (!OTHER.is_match(act)).then_some(Read { is_own: !PASSING.is_match(act), is_named: false, day })
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
