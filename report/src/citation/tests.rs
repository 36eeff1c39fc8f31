//! Documents as each form cites them.

use corpus::document::{Inference, Statement};
use corpus::fields::{Dates, Fields};

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

fn part() -> Part {
    let text = "第二条　应当：\n（一）乙。";
    Part { place: "第二条".to_owned(), text: text.to_owned(), of: None }
}

fn cited(document: &Document) -> Cited<'_> {
    Cited::of(document, Gazetteer::builtin(), day())
}

fn day() -> PartialDate {
    "2026-11-28".parse().unwrap()
}

#[test]
fn offices_cite_what_is_known() {
    let office = &["市政府"];
    let cases = [
        (
            document(Kind::Policy, "甲办法", "沪府发〔2019〕12号", office, "2019-12-03"),
            None,
            "《甲办法》（沪府发〔2019〕12号，上海市人民政府，2019年12月3日）",
        ),
        (
            document(Kind::Regulation, "甲条例", "", &["甲", "乙"], "2019"),
            Some("第二条"),
            "《甲条例》（甲、乙，2019年）第二条",
        ),
        (
            document(Kind::Policy, "关于印发《甲》的通知", "", &[], ""),
            None,
            "《关于印发〈甲〉的通知》",
        ),
        // Who issued is not said twice.
        (
            document(Kind::Policy, "上海市人民政府关于甲的通知", "", office, "2019"),
            None,
            "《上海市人民政府关于甲的通知》（2019年）",
        ),
        (
            document(
                Kind::Policy,
                "财政部等三部门关于甲的通知",
                "",
                &["财政部", "商务部", "海关总署"],
                "2019",
            ),
            None,
            "《财政部等三部门关于甲的通知》（2019年）",
        ),
        (
            document(Kind::Policy, "上海市人民政府工作规则", "", office, "2019"),
            None,
            "《上海市人民政府工作规则》（上海市人民政府，2019年）",
        ),
    ];
    for (document, place, expected) in cases {
        let part = place.map(|_| part());
        assert_eq!(cited(&document).part(part.as_ref(), false).told(Form::Office), expected);
    }
}

#[test]
fn references_are_those_of_the_standard() {
    let policy =
        || document(Kind::Policy, "甲办法", "沪府发〔2019〕12号", &["市政府"], "2019-12-03");
    let mut report = document(Kind::Report, "甲报告", "", &["社科院"], "2019-10");
    report.fields.authors = ["子", "丑", "寅", "卯"].map(str::to_owned).to_vec();
    let plain = "上海市人民政府. 甲办法: 沪府发〔2019〕12号[Z]. 2019-12-03";
    let online = "上海市人民政府. 甲办法: 沪府发〔2019〕12号[EB/OL]";
    let source = Statement { name: "来源".to_owned(), value: "https://a.cn/x".to_owned() };
    let mut of_source = policy();
    of_source.extra = vec![source];
    let cases = [
        (policy(), false, format!("{plain}.")),
        (policy(), true, format!("{plain}: 第二条.")),
        (
            at("https://a.cn/x?b=1", policy()),
            false,
            format!("{online}. (2019-12-03)[2026-11-28]. https://a.cn/x?b=1."),
        ),
        (
            at("https://a.cn/x", policy()),
            true,
            format!("{online}. 第二条(2019-12-03)[2026-11-28]. https://a.cn/x."),
        ),
        (of_source, false, format!("{online}. (2019-12-03)[2026-11-28]. https://a.cn/x.")),
        // What is no address of the web is none.
        (at("无", policy()), false, format!("{plain}.")),
        (report, false, "子, 丑, 寅, 等. 甲报告[R]. 2019-10.".to_owned()),
        (
            document(Kind::Other, "信息安全", "GB/T 22239-2019", &["甲", "乙", "丙"], "2019-05-10"),
            false,
            "甲, 乙, 丙. 信息安全: GB/T 22239-2019[S]. 2019-05-10.".to_owned(),
        ),
        (document(Kind::Regulation, "甲条例", "", &[], ""), false, "甲条例[Z].".to_owned()),
        (
            document(Kind::Regulation, "甲\u{1}条\n例", "", &[], ""),
            true,
            "甲 条 例[Z]. 第二条.".to_owned(),
        ),
    ];
    for (document, is_part, expected) in cases {
        let part = is_part.then(part);
        assert_eq!(cited(&document).part(part.as_ref(), false).told(Form::Gbt7714), expected);
    }
}

#[test]
fn a_document_is_of_the_day_of_its_signing() {
    let told = |issued: &str, published: &str, is_of_text: bool| {
        let mut document = document(Kind::Policy, "甲", "", &[], published);
        let issued = issued.parse().ok();
        document.fields.dates =
            Dates { issued, published: published.parse().ok(), ..Dates::default() };
        if is_of_text {
            let evidence = "公布".to_owned();
            document.inferred.push(Inference { field: "published".to_owned(), evidence });
        }
        cited(&document).told(Form::Gbt7714)
    };
    let cases = [
        (("2018-10-27", "2018-11-09", false), "甲[Z]. 2018-10-27."),
        (("2021-12-30", "2022-01", false), "甲[Z]. 2021-12-30."),
        (("2021", "2022-01-04", false), "甲[Z]. 2022-01-04."),
        (("", "2022-01-04", false), "甲[Z]. 2022-01-04."),
        // An order was decided on before it was given.
        (("2014-02-24", "2014-03-28", true), "甲[Z]. 2014-03-28."),
    ];
    for ((issued, published, is_of_text), expected) in cases {
        assert_eq!(told(issued, published, is_of_text), expected);
    }
}

#[test]
fn a_part_is_quoted_above_its_citation() {
    let document = document(Kind::Regulation, "甲条例", "", &[], "2019");
    let mut part = part();
    let told = cited(&document).part(Some(&part), true);
    let cases =
        [(Form::Office, "《甲条例》（2019年）第二条"), (Form::Gbt7714, "甲条例[Z]. 2019: 第二条.")];
    for (form, citation) in cases {
        assert_eq!(told.told(form), format!("第二条　应当：\n（一）乙。\n{citation}"));
    }
    assert!(told.told(Form::Bibtex).contains("note = {第二条　应当： （一）乙。}"));
    assert!(told.told(Form::Ris).contains("\nN1  - 第二条　应当： （一）乙。\n"));
    part.of = Some("乙办法".to_owned());
    let told = cited(&document).part(Some(&part), false).told(Form::Office);
    assert_eq!(told, "《乙办法》（2019年）第二条");
}

#[test]
fn programs_that_keep_references_get_every_value() {
    let hostile = "{a} & b_c\\ 50% #1 $ ~^\r\nER  - ";
    let mut given =
        document(Kind::Policy, hostile, "沪府发〔2019〕12号", &["甲 and 乙"], "2019-12-03");
    // Pages also name offices among their keywords.
    given.fields.keywords = vec!["数据".to_owned(), "市科委".to_owned()];
    given.fields.summary = Some("一\n二".to_owned());
    let given = at("https://a.cn/{x}?b=1&c=%20", given);
    let told = cited(&given);
    let bibtex = r"@misc{policy2019-KEY,
  author = {{甲 and 乙}},
  title = {{\textbraceleft{}a\textbraceright{} \& b\_c\textbackslash{} 50\% \#1 \$ \textasciitilde{}\textasciicircum{} ER -}},
  howpublished = {沪府发〔2019〕12号},
  year = {2019},
  day = {3},
  url = {https://a.cn/%7Bx%7D?b=1&c=%20},
  urldate = {2026-11-28},
  keywords = {数据},
  language = {chinese},
  month = dec,
}";
    let key = &blake3::hash("甲".as_bytes()).to_hex()[..10];
    assert_eq!(told.told(Form::Bibtex), bibtex.replace("KEY", key));
    let ris = "TY  - GOVDOC|AU  - 甲 and 乙|TI  - {a} & b_c\\ 50% #1 $ ~^ ER -|PY  - 2019|\
               DA  - 2019/12/03/|M1  - 沪府发〔2019〕12号|KW  - 数据|AB  - 一 二|\
               UR  - https://a.cn/{x}?b=1&c=%20|Y2  - 2026/11/28|LA  - zh|ER  - ";
    assert_eq!(told.told(Form::Ris), ris.replace('|', "\n"));
    let report = document(Kind::Report, "甲", "", &["乙"], "");
    let report = cited(&report).told(Form::Bibtex);
    assert!(report.starts_with("@techreport{report-") && report.contains("institution = {乙}"));
}
