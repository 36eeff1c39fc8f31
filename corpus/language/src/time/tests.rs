//! Times in questions, read as of 2026-11-22.

use proptest::prelude::*;

use super::*;

fn today() -> PartialDate {
    PartialDate::new(2026, Some(11), Some(22)).unwrap()
}

/// What was read, in one line: `words=range`, with `*` for a time inside a name, `~` for an aim.
fn shown(text: &str) -> String {
    let show = |mention: &TimeMention| {
        let words = text.chars().skip(mention.start).take(mention.end - mention.start);
        let mark = match mention.role {
            Role::Time => "",
            Role::InName => "*",
            Role::Aim => "~",
        };
        format!("{}={}{mark}", words.collect::<String>(), mention.range)
    };
    times(text, today()).iter().map(show).collect::<Vec<_>>().join(" ")
}

#[test]
fn reads() {
    let mut wrong = String::new();
    let mut count = 0;
    for line in include_str!("tests/cases.txt").lines().filter(|line| line.contains('|')) {
        let (text, expected) = line.split_once('|').unwrap();
        count += 1;
        let read = shown(text);
        if read != expected {
            wrong += &format!("\n{text}|{read}\n  expected {expected}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(count >= 500, "{count} cases");
}

#[test]
fn notes() {
    let cases = [
        ("近三年的政策", Some("“近三年”按2024年至2026年理解")),
        ("最近兩年", Some("“最近兩年”按2025年至2026年理解")),
        ("近几年", Some("“近几年”按2024年至2026年理解")),
        ("近半年", Some("“近半年”按2026年5月22日至2026年11月22日理解")),
        ("2019年", None),
        ("去年", None),
        ("半年内的政策", Some("“半年内”按2026年5月22日至2026年11月22日理解")),
        ("2019年8月至次年3月", None),
    ];
    for (text, expected) in cases {
        assert_eq!(times(text, today())[0].note.as_deref(), expected, "{text}");
    }
}

#[test]
fn years_of_what_is_no_date() {
    let cases = [
        ("2020年上半年", Some("2020")),
        ("2021年第三季度", Some("2021")),
        ("2021 年三季度", Some("2021")),
        ("2024年底", Some("2024")),
        ("2024年年初", Some("2024")),
        ("2020年5月—6月", Some("2020")),
        ("2018—2020年", Some("2018")),
        ("2018-2020", Some("2018")),
        ("2018年至2020年", Some("2018")),
        ("2021-2023年期间", None),
        ("2020年度", Some("2020")),
        ("２０２０年下半年", Some("2020")),
        ("二〇二〇年上半年", Some("2020")),
        ("2020年5月上旬", Some("2020")),
        ("2020年1—3月", Some("2020")),
        ("2020年左右", Some("2020")),
        ("2020年前后", Some("2020")),
        ("2020上半年", Some("2020")),
        ("2020年春", Some("2020")),
        ("2020年2月30日", None),
        ("2019-13", None),
        ("到2025年", None),
        ("近三年", None),
        ("十四五期间", None),
        ("2020年某市办法", None),
        ("某日", None),
        ("", None),
    ];
    for (text, expected) in cases {
        let year = year_of(text).map(|year| year.to_string());
        assert_eq!(year.as_deref(), expected, "{text}");
    }
}

/// Pieces of times and what stands around them.
const PIECES: &[&str] = &[
    "2019",
    "1",
    "6",
    "2018",
    "19",
    "99",
    "3",
    "13",
    "30",
    "0",
    "年",
    "年度",
    "月",
    "日",
    "号",
    "-",
    "—",
    "~",
    "至",
    "到",
    "、",
    ".",
    "/",
    " ",
    "\n",
    "近",
    "最近",
    "三",
    "十",
    "〇",
    "二〇一九",
    "几",
    "半",
    "个",
    "天",
    "周",
    "季度",
    "去",
    "今年",
    "前年",
    "上半年",
    "q1",
    "十三五",
    "十五",
    "“",
    "”",
    "期间",
    "规划",
    "以来",
    "以前",
    "前",
    "后",
    "底",
    "初",
    "中",
    "自",
    "从",
    "截至",
    "为止",
    "（",
    "）",
    "〔",
    "〕",
    "《",
    "版",
    "目录",
    "万元",
    "静安区",
    "的",
    "a",
    "o",
    "两",
    "年代",
    "9999",
    "0000",
    "99999999999",
    "𠀀",
    "İ",
    "98",
    "二0一九",
    "201909",
    "6.30",
    "前9个月",
    "后半年",
    "最后",
    "一个月",
    "和",
    "与",
    "以及",
    "，",
    "之间",
    "介于",
    "起",
    "止",
    "年底",
    "次年",
    "每年",
    "晚于",
    "不晚于",
    "早于",
    "不早于",
    "（含）",
    "或以后",
    "上上个月",
    "前两年",
    "末年",
    "党的十九大",
    "召开",
    "缴费",
    "国债",
    "不得",
    "力争",
    "计划",
    "建成",
];

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn spans_lie_in_the_text_in_order(
        text in prop_oneof![4 => pieces(), 1 => any::<String>()],
        year in prop_oneof![Just(1000i16), Just(9999), 1000..=9999i16],
        month in prop::option::of(1..=12u8),
    ) {
        let today = PartialDate::new(year, month, month).unwrap();
        let mut end = 0;
        for mention in times(&text, today) {
            prop_assert!(end <= mention.start && mention.start < mention.end, "{text} {mention:?}");
            end = mention.end;
            let DateRange { from, to } = mention.range;
            prop_assert!(from.is_some() || to.is_some());
            if let (Some(from), Some(to)) = (from, to) {
                prop_assert!(from.first_day() <= to.last_day(), "{text} {mention:?}");
            }
        }
        prop_assert!(end <= text.chars().count());
    }
}
