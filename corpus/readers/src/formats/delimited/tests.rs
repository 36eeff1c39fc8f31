//! Tables of documents in many forms: which rows are documents.

use language::gazetteer::Gazetteer;

use super::*;
use crate::opening::read_bytes;
use crate::tests::{Outcome, outcome};

fn titles(name: &str, text: &str) -> Vec<Outcome> {
    outcome(name, text.as_bytes()).unwrap()
}

#[test]
fn reads_rows_by_their_headers() {
    let title = |text: &str| Outcome::Title(text.to_owned());
    let cases: [(&str, &str, Vec<Outcome>); 9] = [
        ("a.csv", "序号,标题,份数\n1,甲,2\n合计,,2\n", vec![title("甲")]),
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
            "标题,管径\n甲,5\" 管\n\"乙 \"\"丙\"\"\",\n",
            vec![title("甲"), title("乙 \"丙\"")],
        ),
    ];
    for (name, text, expected) in cases {
        assert_eq!(titles(name, text), expected, "{text}");
    }
}

#[test]
fn a_header_may_have_two_rows() {
    let row = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
    let cases = [
        ("政策名称,发文信息,,内容", ",发文单位,文号,", Some("政策名称,发文单位,文号,内容")),
        ("政策名称,发文信息,", "政策名称,发文单位,文号", Some("政策名称,发文单位,文号")),
        ("政策名称,发文单位", "甲办法,市建委", None),
        ("政策名称,发文单位", "政策名称,发文单位", None),
        ("政策名称,发文单位", "文号,", None),
    ];
    for (upper, lower, expected) in cases {
        assert_eq!(whole_header(&row(upper), &row(lower)), expected.map(row), "{lower}");
    }
}

#[test]
fn needs_a_title_column() {
    let refused = outcome("a.csv", "日期,机构\n2019,甲".as_bytes());
    assert!(matches!(refused, Err(Error::NoTitleColumn { header, .. }) if header == "日期、机构"));
    assert!(matches!(outcome("a.csv", b" \n"), Err(Error::Empty { .. })));
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
