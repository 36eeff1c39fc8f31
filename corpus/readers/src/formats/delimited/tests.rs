//! Tables of documents in many forms: which rows are documents.

use std::ops::ControlFlow;

use language::gazetteer::Gazetteer;
use language::kind::Kind;

use crate::error::Error;
use crate::opening::read_bytes;
use crate::source::Item;
use crate::tests::{Outcome, outcome};

fn titles(name: &str, text: &str) -> Vec<Outcome> {
    outcome(name, text.as_bytes()).unwrap()
}

#[test]
fn reads_rows_by_their_headers() {
    let title = |text: &str| Outcome::Title(text.to_owned());
    let cases: [(&str, &str, Vec<Outcome>); 9] = [
        ("a.csv", "序号,标题,份数\n1,甲办法,2\n合计,,2\n", vec![title("甲办法")]),
        ("a.csv", "某市政策汇编,,\n,,\n序号,文件名称,文号\n1,甲,无\n", vec![title("甲")]),
        ("a.csv", "某市政策汇编\n标题;日期\n甲;2019\n", vec![title("甲")]),
        (
            "a.csv",
            "文号,发布单位,文件名称\n无,市科委,甲\n\n,,\n,,乙,余\n丙\n",
            vec![title("甲"), title("乙 余"), Outcome::Problem(6)],
        ),
        ("a.csv", "标题；\n甲\n", vec![title("甲")]),
        ("a.csv", "标题;日期\n甲;2019\n", vec![title("甲")]),
        ("a.tsv", "日期\t标题\n2019\t甲, 乙\n", vec![title("甲, 乙")]),
        (
            "a.csv",
            "标题,内容\n甲,\"一\n二\"\n乙,\"开\n丙,丁\n",
            vec![title("甲"), Outcome::Problem(4), title("丙")],
        ),
        (
            "a.csv",
            "标题,管径\n甲办法,5\" 管\n\"乙 \"\"丙\"\"\",\n",
            vec![title("甲办法"), title("乙 \"丙\"")],
        ),
    ];
    for (name, text, expected) in cases {
        assert_eq!(titles(name, text), expected, "{text}");
    }
}

#[test]
fn a_table_of_something_else_is_one_document() {
    let cases = [
        ("表.csv", "日期,机构\n2019,甲", "表"),
        (
            "表.csv",
            "江城市桥下空间资金安排表,,\n区县,座数,万元\n滨江区,3,600\n",
            "江城市桥下空间资金安排表",
        ),
        ("表.csv", "序号|名称|主要内容\n1|桥面铺装|沥青混凝土\n", "表"),
    ];
    for (name, text, title) in cases {
        assert_eq!(titles(name, text), [Outcome::Title(title.to_owned())], "{text}");
    }
    let codes = outcome("a.csv", "代码,名称\n110000,滨江区\n110001,东湖区".as_bytes());
    assert!(matches!(codes, Err(Error::Codes { .. })));
    assert!(matches!(outcome("a.csv", b" \n"), Err(Error::Empty { .. })));
}

#[test]
fn columns_without_a_known_name_are_told_by_their_cells() {
    let text =
        "目次,何人,何时\n关于做好甲的通知,江城市财政局,24.3.5\n乙管理办法,江城市教育局,45356\n";
    let (mut read, mut notices) = (Vec::new(), Vec::new());
    read_bytes("a.csv", text.as_bytes(), Gazetteer::builtin(), &mut |item| {
        match item {
            Item::Record(record) => read.push(record.fields),
            Item::Notice(notice) => notices.push(notice),
            Item::Working => {}
            Item::Problem(error) => panic!("{error}"),
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    let [notice] = notices.as_slice() else { panic!("{notices:?}") };
    assert!(notice.contains("“目次”作标题、“何人”作机构、“何时”作日期"), "{notice}");
    let dates: Vec<_> = read.iter().filter_map(|fields| fields.date).collect();
    assert_eq!(dates.iter().map(ToString::to_string).collect::<Vec<_>>(), ["2024-03-05"; 2]);
    assert_eq!(read[1].agencies, ["江城市教育局"]);
}

#[test]
fn a_row_keeps_place_kind_and_unknown_columns() {
    let text = "标题,类别,主办处室,组织名称\n条例,地方性法规,二处,某联盟\n";
    let mut read = Vec::new();
    read_bytes("a.csv", text.as_bytes(), Gazetteer::builtin(), &mut |item| {
        if let Item::Record(document) = item {
            read.push(document);
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(read[0].fields.kind, Kind::Regulation);
    assert_eq!(read[0].fields.category.as_deref(), Some("地方性法规"));
    assert_eq!(read[0].extra[0].value, "二处");
    assert_eq!(read[0].fields.agencies, ["某联盟"]);
    assert_eq!(read[0].sources[0].place, "第2行");
}
