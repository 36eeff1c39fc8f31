//! Pairs of documents, and what they are to each other.

#![allow(clippy::disallowed_methods)] // The built-in names.
#![allow(clippy::unwrap_used)] // Helpers of tests.

use corpus::document::{Block, Source};
use corpus::gazetteer::Gazetteer;
use corpus::likeness::{
    Compared, Relation, Shingles, Sketch, is_one, may_be_related, relation, stem,
};
use corpus::{Document, Record, describe, headers};

/// A text of so many sentences, all different; `from` shifts which.
fn text(from: usize, sentences: usize) -> String {
    let character = |n: usize| char::from_u32(0x4E00 + (n * 7919 % 5000) as u32).unwrap();
    let sentence = |at: usize| (at * 20..at * 20 + 20).map(character).chain(['。']).collect();
    (from..from + sentences).map(sentence).collect::<Vec<String>>().concat()
}

fn document(title: &str, stated: &[(&str, &str)], text: &str) -> Document {
    let mut record = Record::default();
    record.fields.title = title.to_owned();
    for (name, value) in stated {
        headers::state(&mut record, name, value);
    }
    record.push_block(Block::Paragraph(text.to_owned()));
    describe(record, Gazetteer::builtin())
}

fn related(a: &Document, b: &Document) -> Option<Relation> {
    let names = Gazetteer::builtin();
    let stems = [a, b].map(|document| stem(document, names));
    let compared = |document, stem| Compared { document, sketch: Sketch::of(document), stem };
    let [of_a, of_b] = [compared(a, &stems[0]), compared(b, &stems[1])];
    let same_text = || Shingles::of(a).are_of_one_text(&Shingles::of(b));
    let found = relation(of_a, of_b, names, same_text);
    let may_be = may_be_related(stems[0] == stems[1], of_a.sketch, of_b.sketch);
    assert!(may_be || found.is_none());
    found
}

#[test]
fn what_documents_are_to_each_other() {
    let (old, new, other) = (text(0, 40), text(6, 40), text(100, 40));
    let of = |date: &'static str| vec![("日期", date), ("机构", "市经信委")];
    let cases = [
        // The same file twice, once with the date in its name.
        (
            "甲市停车办法",
            of("2020-01-02"),
            &old,
            "甲市停车办法",
            of("2020"),
            &old,
            Some(Relation::Same),
        ),
        // The same text of another day, or with an id of its own.
        (
            "甲市停车办法",
            of("2020"),
            &old,
            "甲市停车办法",
            of("2021"),
            &old,
            Some(Relation::Version),
        ),
        (
            "甲市停车办法",
            vec![("id", "1"), ("日期", "2020")],
            &old,
            "甲市停车办法",
            vec![("id", "2"), ("日期", "2020")],
            &old,
            Some(Relation::Version),
        ),
        // Amended, issued after a trial, renamed.
        (
            "甲市停车办法",
            of("2018"),
            &old,
            "甲市停车办法（2021年修正）",
            of("2021"),
            &new,
            Some(Relation::Version),
        ),
        (
            "甲市停车办法（试行）",
            of("2018"),
            &old,
            "甲市停车办法",
            of("2021"),
            &new,
            Some(Relation::Version),
        ),
        (
            "甲市区县停车管理办法",
            of("2018"),
            &old,
            "甲市区停车管理办法",
            of("2021"),
            &new,
            Some(Relation::Version),
        ),
        // A notice and what it prints.
        (
            "关于印发《甲市停车办法》的通知",
            of("2018"),
            &old,
            "甲市停车办法",
            vec![],
            &old,
            Some(Relation::Version),
        ),
        // Two cities, years of one name, another issuer, another text.
        (
            "2019年甲市停车工作要点",
            of("2019"),
            &old,
            "2020年甲市停车工作要点",
            of("2020"),
            &new,
            None,
        ),
        ("杭州市停车办法", vec![], &old, "宁波市停车办法", vec![], &new, None),
        (
            "第三次会议关于工作报告的决议",
            of("2019"),
            &old,
            "第四次会议关于工作报告的决议",
            of("2020"),
            &new,
            None,
        ),
        ("停车办法", of("2019"), &old, "停车办法", vec![("机构", "市科委")], &new, None),
        ("甲市停车办法", of("2018"), &old, "甲市停车办法", of("2021"), &other, None),
        ("甲市停车办法", of("2018"), &old, "乙市供水条例", vec![], &old, Some(Relation::SameText)),
    ];
    for (title_a, stated_a, text_a, title_b, stated_b, text_b, expected) in cases {
        let a = document(title_a, &stated_a, text_a);
        let b = document(title_b, &stated_b, text_b);
        assert_eq!(related(&a, &b), expected, "{title_a} {stated_a:?}, {title_b} {stated_b:?}");
        assert_eq!(related(&b, &a), expected, "the other way round: {title_a}, {title_b}");
    }
}

#[test]
fn a_row_of_a_table_and_the_policy_itself() {
    let row =
        document("甲市停车办法", &[("日期", "2020-03"), ("机构", "市经信委")], "鼓励错时停车");
    let same =
        document("甲市停车办法", &[("日期", "2020-03-05"), ("机构", "市经信委")], &text(0, 40));
    let other =
        document("甲市停车办法", &[("日期", "2021-03-05"), ("机构", "市经信委")], &text(0, 40));
    assert_eq!(related(&row, &same), Some(Relation::Version));
    assert_eq!(related(&row, &other), None);
}

#[test]
fn one_id_and_two_documents() {
    let (one, other) = (text(0, 40), text(100, 40));
    let numbered = |title: &str, agency: &'static str, text: &str| {
        document(title, &[("机构", agency), ("文号", "长政发〔2022〕1号")], text)
    };
    let plain = |text: &str| {
        let stated = [("机构", "静安区体育局"), ("日期", "2020-04-07")];
        document("关于人事任免的通知", &stated, text)
    };
    let row = |text: &str, place: &str| {
        let mut row = plain(text);
        row.sources = vec![Source { file: "台账.csv".to_owned(), place: place.to_owned() }];
        row
    };
    let notice = || numbered("关于加强停车管理的通知", "长治市人民政府", &one);
    let cases = [
        (notice(), numbered("关于加强停车管理的通知", "长治市人民政府", &one), true),
        (notice(), numbered("停车管理通知", "长治市人民政府", &one), true),
        (notice(), numbered("关于做好供水工作的意见", "长治市人民政府", &other), false),
        (notice(), numbered("关于举办龙舟比赛的通知", "长治市人民政府", "定于六月九日。"), false),
        (notice(), numbered("关于加强停车管理的通知", "长沙市人民政府", &one), false),
        (plain(&one), plain(&one), true),
        (plain(&one), plain(&other), false),
        (row("对甲公司罚款一万元", "第2行"), row("对乙公司罚款二万元", "第3行"), false),
        (row("对甲公司罚款一万元", "第2行"), plain(&one), true),
        (row("对甲公司罚款一万元", "第2行"), row("", "第3行"), false),
        (plain(""), plain(&one), true),
        (plain(""), plain(""), true),
    ];
    for (a, b, expected) in cases {
        assert_eq!(
            is_one(&a, &b, Gazetteer::builtin()),
            expected,
            "{} {:?}, {}",
            a.title,
            a.agency,
            b.title
        );
    }
}
