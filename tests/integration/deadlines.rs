//! The last day of applying: read from notices, shown with its evidence, and an order of results.

use serde_json::Value;

use crate::program::Environment;

const NOTICES: [(&str, &str); 4] = [
    (
        "甲.txt",
        "某市科学技术局关于组织申报2024年甲项目的通知\n\n申报时间：2024年3月1日至4月15日，逾期不予受理。\n\n2024年2月20日\n",
    ),
    (
        "乙.txt",
        "某市科学技术局关于组织申报2024年乙项目的通知\n\n网上申报截止时间为2024年5月31日17:00。\n\n2024年4月1日\n",
    ),
    (
        "丙.txt",
        "某市科学技术局关于组织申报2025年丙项目的通知\n\n各区请于1月31日前报送推荐材料。\n\n2024年12月10日\n",
    ),
    (
        "丁.txt",
        "某市科学技术局关于加强丁管理的通知\n\n各单位应于2024年6月30日前完成系统建设，征求意见截止时间为2024年5月1日。\n\n2024年4月1日\n",
    ),
];

#[test]
fn what_can_still_be_applied_for_comes_first() {
    let environment = Environment::new();
    for (name, text) in NOTICES {
        environment.write(name, text);
    }
    environment.check(&["index", "."], 0, &[]);
    let listed = |today: &str| -> Vec<String> {
        let found = environment.search(&["", "--sort", "deadline", "--today", today]);
        let hits = found["hits"].as_array().unwrap();
        let told = |hit: &Value| match &hit["dates"]["deadline"] {
            Value::String(day) => day.clone(),
            _ => "-".to_owned(),
        };
        assert_eq!(found["understood"]["sort"], "deadline");
        hits.iter().map(told).collect()
    };
    let cases = [
        ("2024-04-10", ["2024-04-15", "2024-05-31", "2025-01-31", "-"]),
        ("2024-06-01", ["2025-01-31", "2024-05-31", "2024-04-15", "-"]),
        ("2025-02-01", ["2025-01-31", "2024-05-31", "2024-04-15", "-"]),
    ];
    for (today, expected) in cases {
        assert_eq!(listed(today), expected, "{today}");
    }
    let text = environment.check(&["search", "乙项目", "--sort", "deadline"], 0, &[]).stdout;
    assert!(text.contains("2024-05-31 申报截止"), "{text}");
    let document = environment.document("某市科学技术局关于组织申报2024年甲项目的通知");
    let inferred = document["inferred"].as_array().unwrap();
    let deadline = inferred.iter().find(|inferred| inferred["field"] == "deadline").unwrap();
    assert_eq!(deadline["evidence"], "申报时间：2024年3月1日至4月15日，逾期不予受理。");
}
