//! The numbers that the built-in library must yield.

use serde_json::Value;

use crate::program::Environment;

/// The values of a facet with their counts, as listed.
fn facet<'a>(response: &'a Value, name: &str) -> Vec<(&'a str, u64)> {
    let values = response["facets"][name]["values"].as_array().unwrap();
    values
        .iter()
        .map(|value| (value["value"].as_str().unwrap(), value["count"].as_u64().unwrap()))
        .collect()
}

#[test]
fn kinds() {
    let all = Environment::with_builtin().search(&[""]);
    assert_eq!(all["total"], 39);
    assert_eq!(facet(&all, "kind"), [("policy", 21), ("organization", 17), ("report", 1)]);
}

#[test]
fn policies_by_year_agency_district_and_level() {
    let policies = Environment::with_builtin().search(&["", "--kind", "policy"]);
    assert_eq!(policies["total"], 21);
    let cases: [(&str, &[(&str, u64)]); 4] = [
        ("year", &[("2020", 4), ("2019", 4), ("2018", 7), ("2017", 4), ("2016", 2)]),
        (
            "agency",
            &[
                ("市经信委", 4),
                ("市科委", 3),
                ("杨浦区", 2),
                ("静安区", 2),
                ("宝山区", 1),
                ("市互联网金融行业协会", 1),
                ("市发改委", 1),
                ("市政府", 1),
                ("市政府办公厅", 1),
                ("市教委", 1),
                ("徐汇区", 1),
                ("浦东新区", 1),
                ("虹口区", 1),
                ("长宁区", 1),
            ],
        ),
        (
            "district",
            &[
                ("杨浦区", 2),
                ("静安区", 2),
                ("宝山区", 1),
                ("徐汇区", 1),
                ("浦东新区", 1),
                ("虹口区", 1),
                ("长宁区", 1),
            ],
        ),
        ("level", &[("市级", 11), ("区级", 9), ("行业", 1)]),
    ];
    for (name, expected) in cases {
        assert_eq!(facet(&policies, name), expected, "{name}");
    }
}

#[test]
fn totals_under_filters() {
    let library = Environment::with_builtin();
    let cases: [(&[&str], u64); 13] = [
        (&["--kind", "organization"], 17),
        (&["--kind", "report"], 1),
        (&["--kind", "policy", "--kind", "organization"], 38),
        (&["--kind", "policy", "--year", "2016..2017"], 6),
        (&["--kind", "policy", "--date", "2018-09..2019-04"], 4),
        (&["--kind", "policy", "--date", "2018年9月到2019年4月"], 4),
        (&["--kind", "policy", "--date", "201809..2019.4"], 4),
        (&["--kind", "policy", "--date", "去年", "--today", "2020-05-01"], 4),
        (&["--kind", "policy", "--year", "2016", "--year", "2020"], 6),
        (&["--agency", "上海市经济和信息化委员会"], 4),
        (&["--agency", "市科委", "--year", "2018.."], 2),
        (&["--district", "浦东", "--kind", "policy"], 1),
        (&["--level", "行业"], 1),
    ];
    for (filters, expected) in cases {
        assert_eq!(library.total(&[&[""], filters].concat()), expected, "{filters:?}");
    }
    library.check(&["search", "", "--date", "某年"], 2, &["2019年12月3日", "近三年"]);
}

#[test]
fn a_policy_has_the_cells_of_its_row() {
    let policy = Environment::with_builtin().document("静安区促进金融业开放发展举措");
    let cases = [
        ("kind", "policy"),
        ("date", "2019-12"),
        ("agency", "静安区"),
        ("district", "静安区"),
        ("level", "区级"),
        ("summary", "鼓励区块链、大数据等新兴技术在金融领域的探索运用，助推数字金融在静安健康发展"),
    ];
    for (field, expected) in cases {
        assert_eq!(policy[field], expected, "{field}");
    }
    let place = policy["sources"][0]["place"].as_str().unwrap();
    assert!(place.ends_with("表1 第17行"), "{place}");
}
