//! What the index remembers of its sources, and what an update makes of files
//! that are new, changed, gone or as they were.

use std::fs;

use crate::program::{Environment, arg};

/// The counts that an update reports: new, changed, removed, unchanged, unreadable.
type Counts = [usize; 5];

const NOTHING: Counts = [0; 5];

/// A policy file of its own title.
fn policy(title: &str) -> String {
    format!("# {title}\n\n发布日期：2021-05-01\n\n为了发展本市产业，现就有关事项通知如下。\n")
}

/// Runs an update that reads everything, and compares what it reports.
fn check(environment: &Environment, args: &[&str], expected: Counts, documents: u64) {
    let outcome = environment.check(&[&["index"], args].concat(), 0, &[]);
    let line = outcome.stderr.lines().find(|line| line.starts_with("文件：")).unwrap();
    let counts: Vec<usize> = line
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .map(|digits| digits.parse().unwrap())
        .collect();
    assert_eq!(counts, expected, "zhengce index {args:?}: {line}");
    assert_eq!(environment.total(&[""]), documents, "zhengce index {args:?}");
}

#[test]
fn a_new_index_without_paths_gets_the_builtin_library() {
    let environment = Environment::new();
    check(&environment, &[], [3, 0, 0, 0, 0], 39);
    check(&environment, &[], [0, 0, 0, 3, 0], 39);
    check(&environment, &["--builtin"], [0, 0, 0, 3, 0], 39);
    check(&environment, &["--rebuild"], [3, 0, 0, 0, 0], 39);
}

#[test]
fn files_come_change_and_go() {
    let environment = Environment::new();
    environment.write("政策/甲.md", policy("甲办法"));
    environment.write("政策/深处/乙.txt", policy("乙办法"));
    environment.write("政策/.hidden.txt", policy("丙办法"));
    check(&environment, &["政策"], [2, 0, 0, 0, 0], 2);
    check(&environment, &["政策"], [0, 0, 0, 2, 0], 2);

    environment.write("政策/丁.md", policy("丁办法"));
    check(&environment, &[], [1, 0, 0, 2, 0], 3);

    environment.write("政策/甲.md", policy("甲新办法"));
    check(&environment, &[], [0, 1, 0, 2, 0], 3);
    assert_eq!(environment.total(&["--literal", "甲办法"]), 0);
    assert_eq!(environment.total(&["--literal", "甲新办法"]), 1);

    fs::remove_file(environment.library().join("政策/深处/乙.txt")).unwrap();
    check(&environment, &[], [0, 0, 1, 2, 0], 2);
    assert_eq!(environment.total(&["--literal", "乙办法"]), 0);
}

#[test]
fn sources_are_added_and_forgotten() {
    let environment = Environment::new();
    environment.write("甲.md", policy("甲办法"));
    environment.write("乙.md", policy("乙办法"));
    check(&environment, &["甲.md"], [1, 0, 0, 0, 0], 1);
    check(&environment, &["乙.md", "--builtin"], [4, 0, 0, 1, 0], 41);
    check(&environment, &["--forget", "甲.md"], [0, 0, 1, 4, 0], 40);
    check(&environment, &["--forget", "内置资料"], [0, 0, 3, 1, 0], 1);
    check(&environment, &["--rebuild"], [1, 0, 0, 0, 0], 1);
    let known = arg(&environment.library().join("乙.md")).to_owned();
    environment.check(&["index", "--forget", "甲.md"], 2, &["甲.md", "不是索引的来源", &known]);
    assert_eq!(environment.total(&[""]), 1);
}

#[test]
fn a_source_is_one_however_it_is_named() {
    let environment = Environment::new();
    let path = environment.write("甲.md", policy("甲办法"));
    check(&environment, &["甲.md"], [1, 0, 0, 0, 0], 1);
    check(&environment, &["./甲.md"], [0, 0, 0, 1, 0], 1);
    check(&environment, &[arg(&path)], [0, 0, 0, 1, 0], 1);
    check(&environment, &["."], [0, 0, 0, 1, 0], 1);
    check(&environment, &["--forget", arg(&path)], [0, 0, 0, 1, 0], 1);
}

#[test]
fn an_index_that_loses_all_its_sources_is_empty() {
    let environment = Environment::new();
    environment.write("甲.md", policy("甲办法"));
    check(&environment, &["甲.md"], [1, 0, 0, 0, 0], 1);
    check(&environment, &["--forget", "甲.md"], [0, 0, 1, 0, 0], 0);
    check(&environment, &[], NOTHING, 0);
}

#[test]
fn json_lines_and_tables() {
    let environment = Environment::new();
    let record = r#"{"id": "a-1", "title": "甲办法", "text": "支持氢能。", "date": "2021-05", "agency": "上海市经济和信息化委员会", "region": "上海", "kind": "policy", "number": "沪测〔2021〕1号", "url": "x"}"#;
    environment.write("库.jsonl", record);
    environment.write("表.csv", "标题,发布日期,区,链接\n乙办法,2020-03-04,徐汇区,y\n");
    check(&environment, &["."], [2, 0, 0, 0, 0], 2);
    let record = environment.document("甲办法");
    let row = environment.document("乙办法");
    let cases = [
        (&record, "id", "a-1"),
        (&record, "date", "2021-05"),
        (&record, "agency", "市经信委"),
        (&record, "number", "沪测〔2021〕1号"),
        (&record, "level", "市级"),
        (&row, "date", "2020-03-04"),
        (&row, "district", "徐汇区"),
    ];
    for (document, field, expected) in cases {
        assert_eq!(document[field], expected, "{field}");
    }
    assert_eq!(record["region"], serde_json::json!(["上海市"]));
    assert_eq!(record["extra"], serde_json::json!([{ "name": "url", "value": "x" }]));
}

#[test]
fn versions_of_a_regulation_stay_apart() {
    let environment = Environment::new();
    let notice = |date: &str| format!("{date}上海市第十五届人民代表大会常务委员会第一次会议通过");
    let version =
        |date: &str, body: &str| format!("# 上海市示例条例\n\n{}\n\n第一条 {body}\n", notice(date));
    environment.write("条例/示例.md", version("2010年3月18日", "旧的规定。"));
    environment.write("条例/示例新.md", version("2024年5月1日", "新的规定。"));
    environment.write("条例/未标日期(2012-06-01).md", "# 上海市示例条例\n\n第一条 其间的规定。\n");
    check(&environment, &["条例"], [3, 0, 0, 0, 0], 3);
    for (run, date) in
        [("旧的规定", "2010-03-18"), ("其间的规定", "2012-06-01"), ("新的规定", "2024-05-01")]
    {
        let found = environment.search(&["--literal", run]);
        assert_eq!(found["hits"][0]["date"], date, "{run}");
    }
}

#[test]
fn a_stated_id_is_given_once() {
    let environment = Environment::new();
    let record = |text: &str| format!("{{\"id\": \"甲\", \"text\": \"{text}\"}}\n");
    environment.write("记录.jsonl", record("第一条记录") + &record("第二条记录"));
    environment.check(&["index", "记录.jsonl"], 1, &["编号“甲”已被另一条记录使用", "第2行"]);
    assert_eq!(environment.total(&[""]), 1);
    assert_eq!(environment.total(&["--literal", "第一条记录"]), 1);
}

#[test]
fn a_record_may_move_to_another_file() {
    let environment = Environment::new();
    let record = |id: &str| format!(r#"{{"id":"{id}","text":"{id}的正文。"}}"#) + "\n";
    let a = environment.write("a.jsonl", record("x-2"));
    let b = environment.write("b.jsonl", record("x-1"));
    environment.check(&["index", arg(&environment.library())], 0, &["索引共 2 篇"]);
    fs::write(&a, record("x-2") + &record("x-1")).unwrap();
    fs::write(&b, record("x-3")).unwrap();
    environment.check(&["index"], 0, &["索引共 3 篇"]);
    // What really is there twice is still named, and does not take the other one's place.
    fs::write(&b, record("x-3") + &record("x-1")).unwrap();
    environment.check(&["index"], 1, &["b.jsonl", "x-1", "已被另一条记录使用", "索引共 3 篇"]);
}

#[test]
fn an_empty_folder_is_remembered() {
    let environment = Environment::new();
    fs::create_dir_all(environment.library()).unwrap();
    environment.check(&["index", arg(&environment.library())], 0, &["索引共 0 篇"]);
    let file = environment.write("a.txt", policy("关于珊瑚的通知"));
    environment.check(&["index"], 0, &["索引共 1 篇"]);
    // The folder of a share that is not mounted is empty, too.
    fs::remove_file(file).unwrap();
    environment.check(&["index", "--rebuild"], 1, &["原有的 1 个文件保留"]);
    assert_eq!(environment.total(&[""]), 1);
}

#[test]
fn deleted_documents_do_not_count_in_any_query() {
    let environment = Environment::new();
    let gone =
        environment.write("a.txt", "关于珊瑚养殖的通知\n珊瑚礁与蔬菜大棚的管理办法由市里制定。");
    environment.write("b.txt", "关于蔬菜大棚的意见\n蔬菜大棚应当登记。");
    environment.write("c.txt", "关于道路清扫的意见\n道路清扫每日一次。");
    for n in 1..10 {
        environment
            .write(&format!("d{n}.txt"), format!("关于绿化的意见{n}\n绿化第{n}条应当登记。"));
    }
    environment.check(&["index", arg(&environment.library())], 0, &[]);
    fs::remove_file(gone).unwrap();
    environment.check(&["index"], 0, &[]);
    let after = Environment::new();
    after.check(&["index", arg(&environment.library())], 0, &[]);
    for query in [
        "珊瑚礁",
        "珊瑚礁 蔬菜大棚",
        "珊瑚礁 道路清扫",
        "大珊瑚礁蔬菜大棚道路清扫每日",
        "珊瑚礁 蔬菜大棚 登记 道路清扫",
        "-珊瑚礁",
    ] {
        let [updated, fresh] = [&environment, &after].map(|environment| {
            let found = environment.search(&["--", query]);
            [found["total"].clone(), found["notices"].clone(), found["facets"].clone()]
        });
        assert_eq!(updated, fresh, "{query}");
    }
}

#[test]
fn a_folder_that_is_empty_now_keeps_its_documents_until_that_is_accepted() {
    let environment = Environment::new();
    for name in ["甲", "乙", "丙"] {
        environment
            .write(&format!("库/{name}.txt"), format!("关于{name}的通知\n\n{name}项工作。\n"));
    }
    environment.check(&["index", "库"], 0, &["新增 3"]);
    // A part of it goes as before.
    fs::remove_file(environment.library().join("库/甲.txt")).unwrap();
    let listed = environment.check(&["index", "--list"], 0, &["移除 1"]);
    let lines: Vec<&str> = listed.stdout.lines().map(|l| l.split('\t').next().unwrap()).collect();
    assert_eq!(lines, ["移除", "未变", "未变"], "{listed:?}");
    for name in ["乙", "丙"] {
        fs::remove_file(environment.library().join(format!("库/{name}.txt"))).unwrap();
    }
    let kept = ["一个文件也没有了", "原有的 2 个文件保留"];
    environment.check(&["index"], 1, &kept);
    environment.check(&["index", "--rebuild"], 1, &kept);
    assert_eq!(environment.total(&["--literal", "乙项工作"]), 1);
    // Gone altogether it is the same.
    fs::remove_dir(environment.library().join("库")).unwrap();
    environment.check(&["index"], 1, &["可能没有挂载", "原有的 2 个文件保留"]);
    assert_eq!(environment.total(&[""]), 2);
    fs::create_dir(environment.library().join("库")).unwrap();
    environment.check(&["index", "--forget", "库"], 0, &[]);
    environment.check(&["index", "库"], 0, &[]);
    assert_eq!(environment.total(&[""]), 0);
}

#[test]
fn what_a_person_puts_into_an_index_folder_stays() {
    let environment = Environment::new();
    environment.write("库/甲.txt", "关于甲的通知\n\n甲项工作。\n");
    environment.check(&["index", "库"], 0, &[]);
    let own = ["笔记.txt", "generation-1/报告.docx", "generation-备份/COMMIT"];
    for name in own {
        let path = environment.index().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "我的").unwrap();
    }
    for _ in 0..3 {
        environment.check(&["index", "--rebuild"], 0, &[]);
    }
    for name in own {
        assert_eq!(fs::read_to_string(environment.index().join(name)).unwrap(), "我的", "{name}");
    }
}

#[test]
fn a_rebuilt_index_that_lost_much_does_not_replace_the_old_one_unasked() {
    let environment = Environment::new();
    let records = |count: usize, date: &str| -> String {
        let record = |n: usize| format!("{{\"id\":\"d{n}\",\"text\":\"第{n}号通知\"{date}}}\n");
        (0..count).map(record).collect()
    };
    let with_dates = ",\"date\":\"2020-01-02\"";
    environment.write("库/台账.jsonl", records(40, with_dates));
    environment.check(&["index", "库"], 0, &["索引共 40 篇"]);
    let lost = [(records(30, with_dates), "少了 10 篇"), (records(40, ""), "40 篇没有了日期")];
    for (records, said) in lost {
        environment.write("库/台账.jsonl", records);
        let refused = ["没有替换", said, "--accept-losses"];
        environment.check(&["index", "--rebuild"], 2, &refused);
        assert_eq!(environment.total(&["--year", "2020"]), 40);
    }
    environment.write("库/台账.jsonl", records(39, with_dates));
    environment.check(&["index", "--rebuild"], 0, &["少了 1 篇", "第39号通知", "--rollback"]);
    environment.write("库/台账.jsonl", records(3, with_dates));
    environment.check(&["index", "--rebuild", "--accept-losses"], 0, &["索引共 3 篇"]);
}

#[test]
fn a_rebuilt_index_that_answers_usual_queries_otherwise_does_not_replace_the_old_one_unasked() {
    let environment = Environment::new();
    let words = ["珊瑚", "麒麟", "鹦鹉", "牡蛎"];
    let records = |of: &str| -> String {
        let record = |word: &&str| {
            format!(
                "{{\"id\":\"{word}{of}\",\"title\":\"{word}{of}办法\",\"text\":\"{word}应当登记\"}}\n"
            )
        };
        words.iter().map(record).collect()
    };
    environment.write("库/queries.csv", format!("query\n{}\n", words.join("\n")));
    environment.write("库/台账.jsonl", records("登记"));
    environment.check(&["index", "库"], 0, &["索引共 4 篇"]);
    assert_eq!(environment.total(&["--literal", "query"]), 0);
    // Nothing is gone, but something else comes first.
    environment.write("库/台账.jsonl", records("登记") + &records(""));
    let refused = ["没有替换", "4 个常用查询", "原为《珊瑚登记办法》，现为《珊瑚办法》"];
    environment.check(&["index", "--rebuild"], 2, &refused);
    environment.check(&["index", "--rebuild", "--accept-losses"], 0, &["索引共 8 篇"]);
    environment.check(&["index", "--rebuild"], 0, &["索引共 8 篇"]);
}
