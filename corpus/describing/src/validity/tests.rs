//! Cases of sentences that say from when and until when a document is in force.

use document::document::Block;

use super::*;
use crate::dates;
use crate::letter::Letter;

/// Sentences of a document printed on 2024-03-05, and what they say of it on 2026-01-01:
/// 施行, 失效, status.
const CASES: [(&str, &str, &str, &str); 37] = [
    (
        "第二十二条　本细则自2025年5月1日起实施，有效期至2030年4月30日。",
        "2025-05-01",
        "2030-04-30",
        "现行有效",
    ),
    ("本办法自2024年1月1日起施行，有效期5年。", "2024-01-01", "2028-12-31", "现行有效"),
    ("本通知自2022 年 7 月 1 日起执行，有效期为两年。", "2022-07-01", "2024-06-30", "已失效"),
    ("本意见自印发之日起施行，有效期至2025年12月31日。", "2024-03-05", "2025-12-31", "已失效"),
    ("本规定自公布之日起30日后施行，有效期三年。", "2024-04-04", "2027-04-03", "现行有效"),
    (
        "本政策措施自发布之日起实施，有效期至2026年底，由市发展改革委负责解释。",
        "2024-03-05",
        "2026-12-31",
        "现行有效",
    ),
    ("本办法有效期为五年，自2020年6月1日起施行。", "2020-06-01", "2025-05-31", "已失效"),
    ("本通知自2024年1月1日起施行，至2028年12月31日止。", "2024-01-01", "2028-12-31", "现行有效"),
    ("本实施细则由市科委负责解释，自2023年2月1日起施行。", "2023-02-01", "", ""),
    ("《某市数据条例》已经通过，现予公布，自2022年1月1日起施行。", "2022-01-01", "", ""),
    ("自2024年4月1日起施行。", "2024-04-01", "", ""),
    ("本方案实施期限为2024年1月1日至2026年12月31日。", "", "2026-12-31", "现行有效"),
    ("本公告执行至2027年12月31日。", "", "2027-12-31", "现行有效"),
    ("本指南有效期至2025年6月。", "", "2025-06", "已失效"),
    ("本办法自2024年5月1日起施行，2019年3月1日起施行的《甲办法》同时废止。", "2024-05-01", "", ""),
    ("许可证有效期为5年，有效期届满需要延续的，应当提出申请。", "", "", ""),
    ("取得证书的企业，证书有效期至2025年12月31日。", "", "", ""),
    ("《甲市某办法》有效期延长至2027年12月31日。", "", "", ""),
    ("《甲办法》自2019年1月1日起施行。", "", "", ""),
    ("本市自2020年起实施新的积分制度。", "", "", ""),
    ("自2020年1月1日起实施新的退税政策。", "", "", ""),
    ("有关规定同时废止。", "", "", ""),
    ("本通知自2025年3月1日起废止。", "", "2025-02-28", "已废止"),
    ("本通知自2027年1月1日起停止执行。", "", "2026-12-31", "现行有效"),
    ("现批准发布《冷库能效限定值》标准，自2025年1月1日起实施。", "2025-01-01", "", ""),
    ("以上政策自2024年8月1日起执行。", "2024-08-01", "", ""),
    ("本办法从2024年7月1日起开始施行，有效期为三年。", "2024-07-01", "2027-06-30", "现行有效"),
    ("本办法于2024年7月1日起生效，有效期2年。", "2024-07-01", "2026-06-30", "现行有效"),
    ("本办法施行期限为2024年7月1日至2025年12月31日。", "2024-07-01", "2025-12-31", "已失效"),
    ("本办法有效期自2024年7月1日至2026年6月30日。", "2024-07-01", "2026-06-30", "现行有效"),
    ("本办法自2025年7月1日起执行，试行一年。", "2025-07-01", "2026-06-30", "现行有效"),
    ("本办法自2024年7月1日起施行，2026年12月31日废止。", "2024-07-01", "2026-12-31", "现行有效"),
    ("《甲办法》于2019年1月1日起施行。", "", "", ""),
    ("项目先行先试，试点期一年。", "", "", ""),
    ("公示期自2024年3月1日至2024年3月7日。", "", "", ""),
    ("（本办法已被2022年5月1日《甲条例》废止）", "", "", "已废止"),
    ("本办法有效期至新办法出台之日止。", "", "", "待核"),
];

fn day(text: &str) -> PartialDate {
    text.parse().unwrap()
}

/// What is settled of a record that was signed on a day.
fn settled_of(record: &Record) -> SettledValidity {
    let notice = Notice::of(record);
    let dates = dates::settle(record, &Letter::default(), &notice);
    settle(record, true, &dates, &notice, day("2026-01-01"))
}

fn record(title: &str, text: &str) -> Record {
    let mut record = Record::default();
    record.fields.title = title.to_owned();
    record.fields.dates.issued = Some(day("2024-03-05"));
    record.push_block(Block::Paragraph(text.to_owned()));
    record
}

fn settled(title: &str, text: &str) -> SettledValidity {
    settled_of(&record(title, text))
}

#[test]
fn sentences() {
    for (text, effective, expires, status) in CASES {
        let found = settled("甲市某办法", text);
        let show = |date: Option<PartialDate>| date.map(|d| d.to_string()).unwrap_or_default();
        let value = |status: &Status| status.value.name().to_owned();
        let given = [
            show(found.effective.value),
            show(found.expires.value),
            found.status.value.as_ref().map(value).unwrap_or_default(),
        ];
        assert_eq!(given, [effective, expires, status], "{text}");
        if let Some(status) = found.status.value {
            assert!(text.contains(&status.evidence), "{text}");
        }
    }
}

#[test]
fn remarks_on_the_document() {
    let cases = [
        ("甲市某办法", "【已废止】", "已废止"),
        ("甲市某办法（已废止）", "第一条", "已废止"),
        ("甲市某办法（试行）", "本文件已失效", "已失效"),
        ("关于废止《乙办法》的决定", "经研究，决定废止《乙办法》。", ""),
        ("关于宣布失效一批文件的通知", "下列文件已失效：", ""),
    ];
    for (title, text, expected) in cases {
        let status = settled(title, text).status.value;
        let status = status.map(|status| status.value.name()).unwrap_or_default();
        assert_eq!(status, expected, "{title} {text}");
    }
}

#[test]
fn what_is_stated_stays() {
    let mut record = record("甲", "本办法自2024年1月1日起施行，有效期5年。");
    record.fields.dates.expires = Some(day("2025-01-01"));
    record.fields.status = Some(Status { value: Validity::Open, evidence: "有效性".into() });
    let settled = settled_of(&record);
    assert_eq!(settled.expires.value, Some(day("2025-01-01")));
    assert_eq!(settled.status.value.unwrap().value, Validity::Open);
}
