//! A report as files hold it becomes the report, its policies and its
//! organisations; what several sources say of one policy becomes one document.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::program::Environment;

const REPORT: &str = include_str!("data/hydrogen.txt");

/// A field as one cell: lists joined, null empty.
fn cell(document: &Value, field: &str) -> String {
    match &document[field] {
        Value::Null => String::new(),
        Value::Array(list) => {
            list.iter().map(|value| value.as_str().unwrap()).collect::<Vec<_>>().join("、")
        }
        value => value.as_str().unwrap().to_owned(),
    }
}

/// All documents of the index by title.
fn documents(environment: &Environment) -> BTreeMap<String, Value> {
    let all = environment.search(&["", "--limit", "1000"]);
    let hits = all["hits"].as_array().unwrap();
    let document = |hit: &Value| {
        let id = hit["id"].as_str().unwrap();
        let shown = environment.check(&["show", id, "--format", "json"], 0, &[]).stdout;
        (hit["title"].as_str().unwrap().to_owned(), serde_json::from_str(&shown).unwrap())
    };
    hits.iter().map(document).collect()
}

/// The file and place of every source of a document.
fn sources(document: &Value) -> Vec<(&str, &str)> {
    let sources = document["sources"].as_array().unwrap();
    sources
        .iter()
        .map(|source| (source["file"].as_str().unwrap(), source["place"].as_str().unwrap()))
        .collect()
}

fn indexed() -> Environment {
    let environment = Environment::new();
    environment.write("hydrogen.txt", REPORT);
    environment.check(&["index", "hydrogen.txt"], 0, &["新增 1", "索引共 7 篇"]);
    environment
}

#[test]
fn every_row_with_every_cell() {
    let documents = documents(&indexed());
    let fields = ["kind", "date", "agencies", "district", "level", "number", "summary"];
    let cases = [
        (
            "关于开展 2021 年度燃料电池汽车示范应用项目申报工作的通知",
            "policy|2021-03|市经信委||市级|沪测信〔2021〕3号|支持整车和加氢站|表1 第1行",
        ),
        (
            "嘉定区氢能产业三年行动计划",
            "policy|2022-05|嘉定区|嘉定区|区级||建设氢能港，培育骨干企业|表1 第2行",
        ),
        ("青浦区加氢站布局规划", "policy|2022-11|青浦区|青浦区|区级||规划加氢站10座|表1 第3行"),
        (
            "加氢站建设运营管理办法",
            "policy|2023|市住建委、市应急局||市级|沪测建规〔2023〕8号|明确安全要求|表1 第4行",
        ),
        ("江海氢能产业联盟", "organization|2021-09|||||由多家整车企业共同发起|表2 第1行"),
        ("东岸燃料电池研究院", "organization|2023|||||嘉定区政府支持的民办非企业组织|表2 第2行"),
    ];
    for (title, expected) in cases {
        let document = documents.get(title).unwrap_or_else(|| panic!("{:?}", documents.keys()));
        let mut cells: Vec<String> = fields.iter().map(|field| cell(document, field)).collect();
        cells.push(sources(document)[0].1.to_owned());
        assert_eq!(cells.join("|"), expected);
    }
    let note = &documents["嘉定区氢能产业三年行动计划"]["extra"];
    assert_eq!(*note, serde_json::json!([]), "an empty cell is no field");
    let note = &documents["青浦区加氢站布局规划"]["extra"];
    assert_eq!(*note, serde_json::json!([{ "name": "备注", "value": "长三角" }]));
}

#[test]
fn the_report_itself() {
    let report = &documents(&indexed())["点亮绿色动力“新引擎”"];
    let cases = [
        ("kind", "report"),
        ("subtitle", "上海发展氢能产业的几点建议"),
        ("authors", "林禾"),
        ("affiliation", "上海市某研究中心"),
        ("keywords", "氢能、燃料电池、绿色低碳"),
        (
            "summary",
            "氢能是清洁能源的重要方向。本市氢能产业已有一定基础。建议完善加氢设施，扩大示范应用。",
        ),
        ("date", ""),
    ];
    for (field, expected) in cases {
        assert_eq!(cell(report, field), expected, "{field}");
    }
    let headings = |sections: &Value| -> Vec<String> {
        sections.as_array().unwrap().iter().map(|section| cell(section, "heading")).collect()
    };
    let body = &report["body"];
    assert_eq!(headings(body), ["", "一、产业现状", "二、产业规模", "参考文献"]);
    let below = headings(&body[1]["sections"]);
    assert_eq!(below, ["1. 政策陆续出台", "2. 平台逐步建立"]);
    let scale = body[2].to_string();
    for expected in ["电堆产量", "1200", "2600", "21.0"] {
        assert!(scale.contains(expected), "{expected} is not in {scale}");
    }
    assert!(body[1].to_string().contains("图 1 2022 年加氢站分布情况"));
}

#[test]
fn encodings_and_line_ends_make_no_difference() {
    let environment = indexed();
    let before = documents(&environment);
    let windows = REPORT.replace('\n', "\r\n");
    let copies: [(&str, Vec<u8>); 3] = [
        ("windows.txt", windows.clone().into_bytes()),
        ("gbk.txt", encoding_rs::GBK.encode(&windows).0.into_owned()),
        ("bom.txt", [b"\xef\xbb\xbf", REPORT.as_bytes()].concat()),
    ];
    for (name, content) in copies {
        environment.write(name, content);
        environment.check(&["index", name], 0, &["新增 1", "索引共 7 篇"]);
    }
    let after = documents(&environment);
    assert_eq!(before.len(), after.len());
    for (title, document) in &after {
        let places: Vec<&str> = sources(document).into_iter().map(|(_, place)| place).collect();
        let place = sources(&before[title])[0].1;
        assert_eq!(places, [place; 4], "{title}");
        let mut document = document.clone();
        document["sources"] = before[title]["sources"].clone();
        assert_eq!(document, before[title]);
    }
}

#[test]
fn what_the_builtin_library_and_a_file_both_have_is_one_document() {
    let environment = Environment::new();
    let rows = "发文机关\t文件名称\t成文日期\t主要内容\n\
        上海市静安区\t静安区促进金融业开放发展举措\t2019.12\t鼓励区块链、大数据等新兴技术在金融领域的探索运用，助推数字金融在静安健康发展\n\
        杨浦区\t杨浦区氢能发展意见\t2021年1月\t支持氢能\n";
    environment.write("台账.tsv", rows);
    environment.check(&["index", "--builtin", "台账.tsv"], 0, &["索引共 40 篇"]);
    assert_eq!(environment.total(&["", "--kind", "policy"]), 22);

    let both = environment.document("静安区促进金融业开放发展举措");
    let files: Vec<&str> = sources(&both).into_iter().map(|(file, _)| file).collect();
    assert_eq!(files.len(), 2, "{both}");
    assert!(files.iter().any(|file| file.ends_with("/台账.tsv")), "{files:?}");
    assert!(files.contains(&"内置资料/policies.csv"), "{files:?}");

    environment.check(&["index", "--forget", "台账.tsv"], 0, &["移除 1", "索引共 39 篇"]);
    let left = environment.document("静安区促进金融业开放发展举措");
    let files: Vec<&str> = sources(&left).into_iter().map(|(file, _)| file).collect();
    assert_eq!(files, ["内置资料/policies.csv"]);
}
