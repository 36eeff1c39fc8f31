//! The health of the library, and fields corrected in a catalogue beside the
//! files.

use serde_json::Value;

use crate::http::get;
use crate::program::Environment;
use crate::server::Server;

/// A library with something of each kind to mend.
fn ailing() -> Environment {
    let environment = Environment::new();
    environment.write("空.txt", "");
    environment.write("扫描.pdf", "不是 PDF");
    environment.write(
        "甲.txt",
        "甲市停车办法\n\n发布机构：暂无\n\n本办法自2019年1月1日起施行，有效期至2020年12月31日。\n\n\
         根据《甲市道路条例》，制定本办法。\n",
    );
    environment.check(&["index", "."], 1, &["空.txt", "扫描.pdf"]);
    environment
}

fn health(environment: &Environment) -> Value {
    let checked = environment.check(&["check", "--format", "json"], 0, &[]);
    serde_json::from_str(&checked.stdout).unwrap()
}

#[test]
fn what_there_is_to_mend_is_told() {
    let environment = ailing();
    let found = health(&environment);
    let unreadable = found["unreadable"].to_string();
    assert!(unreadable.contains("空.txt") && unreadable.contains("扫描.pdf"), "{unreadable}");
    assert_eq!(found["doubts"][0]["field"], "agency");
    assert_eq!(found["ended"][0]["expires"], "2020-12-31");
    assert_eq!(found["lacking"][0]["title"], "甲市道路条例");
    let missing: Vec<&str> =
        found["missing"].as_array().unwrap().iter().map(|m| m["field"].as_str().unwrap()).collect();
    assert_eq!(missing, ["date", "agency", "region"]);

    let before = environment.check(&["check", "--today", "2020-06-01"], 0, &[]);
    for text in ["未能读取（2）", "字段缺失", "提到而没有收录", "《甲市道路条例》（1 篇提到）"]
    {
        assert!(before.stdout.contains(text), "no {text} in {}", before.stdout);
    }
    let server = Server::start(environment.command(&[]));
    let (status, page) = get(&server.url, "/check");
    assert_eq!(status, 200);
    for text in ["资料库体检", "未能读取（2）", "空.txt", "甲市停车办法"] {
        assert!(page.contains(text), "no {text} in {page}");
    }
    let (_, json) = get(&server.url, "/api/v1/check");
    // Where the folder lies is nobody's business elsewhere.
    let folder = environment.library().canonicalize().unwrap();
    let above = format!("{}/", folder.parent().unwrap().display());
    assert!(unreadable.contains(&above), "{unreadable}");
    let told = found.to_string().replace(&above, "");
    assert_eq!(serde_json::from_str::<Value>(&json).unwrap().to_string(), told);
    for path in ["/check", "/?q=停车", "/api/v1/search?q=停车", "/api/v1/status"] {
        let (_, body) = get(&server.url, path);
        assert!(!body.contains(&above), "{path} {body}");
    }
}

#[test]
fn every_finding_can_be_reached_and_downloaded() {
    let environment = Environment::new();
    for at in 0..120 {
        environment.write(&format!("空{at:03}.txt"), "");
    }
    environment.write("甲.txt", "甲市停车办法\n\n保障停车。\n");
    environment.check(&["index", "."], 1, &[]);
    let server = Server::start(environment.command(&[]));
    let page = |path: &str| get(&server.url, path);
    let (_, first) = page("/check");
    assert!(first.contains("未能读取（120）") && !first.contains("zhengce check"), "{first}");
    assert!(first.contains("空004.txt") && !first.contains("空005.txt"), "{first}");
    let pages = ["", "&page=2", "&page=3"]
        .map(|number| page(&format!("/check?section=unreadable{number}")).1);
    let (_, table) = page("/api/v1/check?section=unreadable&format=csv");
    for at in 0..120 {
        let name = format!("空{at:03}.txt");
        assert!(pages.iter().filter(|page| page.contains(&name)).count() == 1, "{name}");
        assert!(table.contains(&name), "no {name} in {table}");
    }
    let (_, all) = page("/api/v1/check?section=all&format=csv");
    assert!(all.contains("字段缺失,1,缺日期,甲市停车办法,"), "{all}");
    assert_eq!(all.matches("未能读取").count(), 120);
    let (_, counts) = page("/api/v1/check?format=csv");
    assert!(counts.contains("未能读取,,120"), "{counts}");
    let (_, beyond) = page("/check?section=unreadable&page=999&topic=a");
    assert!(beyond.contains("没有第 999 页") && beyond.contains("空119.txt"), "{beyond}");
    assert!(beyond.contains("没有名为“topic”的参数"), "{beyond}");
    assert_eq!(page("/check?section=colours").0, 404);
    assert_eq!(page("/api/v1/check?section=colours&format=csv").0, 400);
}

#[test]
fn columns_told_by_their_cells_are_named_and_no_fault() {
    let environment = Environment::new();
    environment.write("目录.csv", "条目,何时\n关于甲的通知,2024-03-05\n");
    let told = "“条目”作标题、“何时”作日期";
    environment.check(&["index", "."], 0, &["说明：", told]);
    environment.check(&["index"], 0, &["未变 1"]);
    assert!(health(&environment)["notices"][0].as_str().unwrap().contains(told));
    let told = environment.check(&["check"], 0, &[]).stdout;
    assert!(told.contains("读法说明（1）"), "{told}");
}

#[test]
fn what_was_not_readable_is_forgotten_once_it_is() {
    let environment = ailing();
    environment.write("空.txt", "乙市供水办法\n\n保障供水。\n");
    std::fs::remove_file(environment.library().join("扫描.pdf")).unwrap();
    environment.check(&["index"], 0, &["新增 1"]);
    assert_eq!(health(&environment)["unreadable"], Value::Array(Vec::new()));
}

#[test]
fn corrections_outlive_rebuilds_and_are_taken_back() {
    let environment = ailing();
    environment.write("空.txt", "乙市供水办法\n");
    environment.write(
        "catalogue.csv",
        "file,日期,机构,地区\n甲.txt,2018-12-05,市交通委,上海\n丙.txt,2020,,\n",
    );
    environment.check(&["index"], 1, &["catalogue.csv：第 3 行：没有文件“丙.txt”", "更新 1"]);
    let check = |date: &str| {
        let document = environment.document("甲市停车办法");
        assert_eq!(document["date"], date);
        assert_eq!(document["agency"], "市交通委");
        assert_eq!(document["region"], serde_json::json!(["上海市"]));
        assert_eq!(document["corrected"].as_array().unwrap().len(), 3);
    };
    check("2018-12-05");
    environment.check(&["index", "--rebuild"], 1, &[]);
    check("2018-12-05");
    environment.write("catalogue.csv", "file,日期,机构,地区\n甲.txt,2018-12,市交通委,上海\n");
    environment.check(&["index"], 1, &["更新 1"]);
    check("2018-12");
    std::fs::remove_file(environment.library().join("catalogue.csv")).unwrap();
    environment.check(&["index"], 1, &["更新 1"]);
    assert_eq!(environment.document("甲市停车办法")["agency"], Value::Null);
}
