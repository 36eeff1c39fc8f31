//! How sentences say from when and until when a document is in force.

use std::sync::LazyLock;

use regex::Regex;

fn pattern(text: &str) -> Regex {
    #[allow(clippy::expect_used)] // Constant patterns, compiled by every test.
    Regex::new(text).expect("validity pattern")
}

/// A day, or a month, in Arabic digits or Chinese numerals.
const DAY: &str = r"[\d〇○零一二三四五六七八九]{4}年[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日|底)?|[\d〇○零一二三四五六七八九]{4}年底?";

/// The document itself: 本办法, 本实施意见, 以上政策; but not 本市.
const SELF: &str = concat!(
    r"(?:(?:以上|上述)(?:政策|措施|规定|意见|标准)|本\p{Han}{0,4}?(?:办法|通知|意见|规定|细则|方案|措施|政策|文件|条例|规则|决定|决议|公告|通告|指南|规划|",
    r"计划|纲要|要点|法|章程|目录|标准|规范|准则|预案|规程|令|指引|解释|清单|制度))"
);

pub(super) static ITSELF: LazyLock<Regex> = LazyLock::new(|| pattern(SELF));

pub(super) static EFFECTIVE: LazyLock<Regex> = LazyLock::new(|| {
    let since = r"(?:公布|发布|印发|颁布|下发|发文|签发)之?日";
    let later = r"(?:(?P<after>[\d一二三四五六七八九十]{1,3})(?:日|天)(?:之?后)起?)?";
    let act =
        r"(?:正式)?(?:试行|施行|实施|实行|执行|生效)(?:$|[，。；：（()）]|根据|有效|至|到|期限)";
    pattern(&format!("[自从于](?P<when>{DAY}|{since})(?:起|开始){{0,2}}{later}{act}"))
});

/// Ways to name the last day.
pub(super) static UNTIL: LazyLock<[Regex; 4]> = LazyLock::new(|| {
    let term = "(?:有效期限?|有效时间|执行期限?|实施期限?|施行期限?|执行时间|试行期限?)";
    let from = format!("(?:为)?(?:自?(?P<from>{DAY})起?)?(?:延长|截止?|执行)?");
    let act = "(?:试行|施行|实施|执行|生效)";
    [
        pattern(&format!("(?:^|[，的]|{act}|{SELF}){term}{from}[至到](?P<until>{DAY})")),
        pattern(&format!("起(?:正式)?{act}，?(?:有效|执行|截止?)?[至到](?P<until>{DAY})")),
        pattern(&format!("{SELF}(?:执行|实施|施行){from}[至到](?P<until>{DAY})(?:止|$|[，。])")),
        pattern(&format!("起(?:正式)?{act}，(?P<until>{DAY})(?:自动|自行)?(?:废止|失效|停止执行)")),
    ]
});

pub(super) static TERM: LazyLock<Regex> = LazyLock::new(|| {
    let terms = "有效期限?|有效时间|执行期限?|实施期限?|施行期限?|试行期限?|试行";
    let term = format!("(?:{terms})(?:暂?定?为|是|：)?");
    let act = "(?:试行|施行|实施|执行|生效)";
    let count = r"(?P<term>[\d一二三四五六七八九十两]{1,3})(?P<unit>年|个月)";
    pattern(&format!("(?:^|[，的]|{act}|{SELF}){term}{count}"))
});

pub(super) static OPEN_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"本\p{Han}{1,12}(?:有效期|执行|实施|施行|沿用).{0,12}[至到](?:新|国家|上级|另有).{0,20}(?:出台|发布|施行|实施|规定|通知)",
    )
});

pub(super) static SELF_ENDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"^[（(【]?(?:第\p{{Han}}{{1,6}}条\s*)?本(?:办法|通知|意见|规定|细则|方案|措施|政策|文件|条例|规则|决定|公告|通告|指南)(?:[自于](?P<when>{DAY})(?:起)?)?(?:予以|同时|已经?|全文)?(?:被[^，。]{{1,60}})?(?P<end>废止|失效|停止执行|不再执行)"
    ))
});

pub(super) static REMARK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[【\[（(]?(?:(?:此件|该文件|本文件|此文件|本文|此文)?(?:状态|效力|有效性)?[：:]?(?:现?已|已经|全文)?被?|(?:本\p{Han}{2,4})?(?:现?已|已经)(?:于[^，。；]{4,16})?被[^，。；]{2,60}|(?:根据|依据|按照)[^。；]{6,}?(?:决定|通知|公告|目录|办法|条例|规定|》)[^。；]{0,12})(?P<end>废止|失效)[】\])）。]?$",
    )
});
