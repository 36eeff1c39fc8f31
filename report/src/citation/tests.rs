//! Documents as each form cites them.

use corpus::document::Statement;

use super::*;

fn document(kind: Kind, title: &str, number: &str, agencies: &[&str], date: &str) -> Document {
    let fields = Fields {
        kind,
        title: title.to_owned(),
        number: Some(number.to_owned()).filter(|number| !number.is_empty()),
        agencies: agencies.iter().map(|&name| name.to_owned()).collect(),
        date: date.parse().ok(),
        ..Fields::default()
    };
    Document { id: "甲".to_owned(), fields, ..Document::default() }
}

fn at(address: &str, mut document: Document) -> Document {
    let stated = Statement { name: "原文链接".to_owned(), value: address.to_owned() };
    document.extra.push(stated);
    document
}

fn article() -> Article {
    Article {
        number: "第二条".to_owned(), text: "第二条　应当：\n（一）乙。".to_owned()
    }
}

fn day() -> PartialDate {
    "2026-11-28".parse().unwrap()
}

#[test]
fn offices_cite_what_is_known() {
    let cases = [
        (
            document(Kind::Policy, "甲办法", "沪府发〔2019〕12号", &["市政府"], "2019-12-03"),
            None,
            "《甲办法》（沪府发〔2019〕12号，市政府，2019年12月3日）",
        ),
        (
            document(Kind::Regulation, "甲条例", "", &["甲", "乙"], "2019"),
            Some("第十二条"),
            "《甲条例》（甲、乙，2019年）第十二条",
        ),
        (
            document(Kind::Policy, "关于印发《甲》的通知", "", &[], ""),
            None,
            "《关于印发〈甲〉的通知》",
        ),
    ];
    for (document, article, expected) in cases {
        assert_eq!(citation(&document, article), expected);
    }
}

#[test]
fn references_are_those_of_the_standard() {
    let policy =
        || document(Kind::Policy, "甲办法", "沪府发〔2019〕12号", &["市政府"], "2019-12-03");
    let mut report = document(Kind::Report, "甲报告", "", &["社科院"], "2019-10");
    report.fields.authors = ["子", "丑", "寅", "卯"].map(str::to_owned).to_vec();
    let cases = [
        (policy(), false, "市政府. 甲办法: 沪府发〔2019〕12号[Z]. 2019-12-03."),
        (policy(), true, "市政府. 甲办法: 沪府发〔2019〕12号[Z]. 2019-12-03: 第二条."),
        (
            at("https://a.cn/x?b=1", policy()),
            false,
            "市政府. 甲办法: 沪府发〔2019〕12号[EB/OL]. (2019-12-03)[2026-11-28]. https://a.cn/x?b=1",
        ),
        (
            at("https://a.cn/x", policy()),
            true,
            "市政府. 甲办法: 沪府发〔2019〕12号[EB/OL]. 2019-12-03: 第二条[2026-11-28]. https://a.cn/x",
        ),
        // What is no address of the web is none.
        (at("无", policy()), false, "市政府. 甲办法: 沪府发〔2019〕12号[Z]. 2019-12-03."),
        (report, false, "子, 丑, 寅, 等. 甲报告[R]. 2019-10."),
        (
            document(Kind::Other, "信息安全", "GB/T 22239-2019", &["甲", "乙", "丙"], "2019-05-10"),
            false,
            "甲, 乙, 丙. 信息安全: GB/T 22239-2019[S]. 2019-05-10.",
        ),
        (document(Kind::Regulation, "甲条例", "", &[], ""), false, "甲条例[Z]."),
        (document(Kind::Regulation, "甲\u{1}条\n例", "", &[], ""), true, "甲 条 例[Z]. 第二条."),
    ];
    let article = article();
    for (document, is_article, expected) in cases {
        let article = is_article.then_some(&article);
        let cited = Cited::of(&document, day()).article(article, false);
        assert_eq!(cited.told(Form::Gbt7714), expected);
    }
}

#[test]
fn an_article_is_quoted_above_its_citation() {
    let document = document(Kind::Regulation, "甲条例", "", &[], "2019");
    let article = article();
    let cited = Cited::of(&document, day()).article(Some(&article), true);
    let cases =
        [(Form::Office, "《甲条例》（2019年）第二条"), (Form::Gbt7714, "甲条例[Z]. 2019: 第二条.")];
    for (form, citation) in cases {
        assert_eq!(cited.told(form), format!("第二条　应当：\n（一）乙。\n{citation}"));
    }
    assert!(cited.told(Form::Bibtex).contains("note = {第二条　应当： （一）乙。}"));
    assert!(cited.told(Form::Ris).contains("\nN1  - 第二条　应当： （一）乙。\n"));
}

#[test]
fn programs_that_keep_references_get_every_value() {
    let hostile = "{a} & b_c\\ 50% #1 $ ~^\r\nER  - ";
    let mut given =
        document(Kind::Policy, hostile, "沪府发〔2019〕12号", &["甲 and 乙"], "2019-12-03");
    given.fields.keywords = vec!["数据".to_owned()];
    given.fields.summary = Some("一\n二".to_owned());
    let given = at("https://a.cn/{x}?b=1&c=%20", given);
    let cited = Cited::of(&given, day());
    let bibtex = r"@misc{policy2019-KEY,
  author = {{甲 and 乙}},
  title = {{\textbraceleft{}a\textbraceright{} \& b\_c\textbackslash{} 50\% \#1 \$ \textasciitilde{}\textasciicircum{} ER -}},
  number = {沪府发〔2019〕12号},
  year = {2019},
  month = {12},
  day = {3},
  url = {https://a.cn/%7Bx%7D?b=1&c=%20},
  urldate = {2026-11-28},
  keywords = {数据},
  language = {chinese},
}";
    let key = &blake3::hash("甲".as_bytes()).to_hex()[..10];
    assert_eq!(cited.told(Form::Bibtex), bibtex.replace("KEY", key));
    let ris = "TY  - GOVDOC|AU  - 甲 and 乙|TI  - {a} & b_c\\ 50% #1 $ ~^ ER -|PB  - 甲 and 乙|PY  - 2019|\
               DA  - 2019/12/03/|M1  - 沪府发〔2019〕12号|KW  - 数据|AB  - 一 二|\
               UR  - https://a.cn/{x}?b=1&c=%20|Y2  - 2026/11/28|LA  - zh|ER  - ";
    assert_eq!(cited.told(Form::Ris), ris.replace('|', "\n"));
    let report = document(Kind::Report, "甲", "", &["乙"], "");
    let report = Cited::of(&report, day()).told(Form::Bibtex);
    assert!(report.starts_with("@techreport{report-") && report.contains("institution = {乙}"));
}
