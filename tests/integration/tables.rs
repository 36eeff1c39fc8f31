//! The table of a report: what stands in it, from the command line and from the server, and what is
//! said where it cannot be made.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use crate::http::{ask, get};
use crate::program::Environment;
use crate::server::Server;

/// The rows of a file of the built-in library, without where they were taken from.
fn builtin(name: &str, columns: usize) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/data").join(name);
    let text = fs::read_to_string(path).unwrap();
    // No cell has a comma or a quotation mark of ASCII.
    text.lines().map(|line| line.split(',').take(columns).map(str::to_owned).collect()).collect()
}

/// The table that a command writes as JSON: its header, then its rows.
fn table(environment: &Environment, args: &[&str]) -> Vec<Vec<String>> {
    let outcome = environment.check(&[args, &["--format", "json"]].concat(), 0, &[]);
    let object: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let columns = object["columns"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let header = columns.iter().map(|column| text(&column["name"])).collect();
    let rows = object["rows"].as_array().unwrap().iter().map(|row| {
        columns.iter().map(|column| text(&row[column["key"].as_str().unwrap()])).collect()
    });
    [header].into_iter().chain(rows).collect()
}

#[test]
fn the_tables_of_the_report_are_made_from_a_query() {
    let environment = Environment::with_builtin();
    let policies = table(&environment, &["table", "区块链", "--kind", "policy"]);
    assert_eq!(policies, builtin("policies.csv", 4));
    let organizations = table(&environment, &["table", "", "--kind", "organization"]);
    assert_eq!(organizations, builtin("organizations.csv", 3));
    let iso = table(&environment, &["table", "区块链", "--kind", "policy", "--dates", "iso"]);
    assert_eq!(iso[1][0], "2016-06");
}

#[test]
fn page_and_command_line_give_the_same() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    for format in ["md", "csv"] {
        let path =
            format!("/api/v1/table?q=%E5%8C%BA%E5%9D%97%E9%93%BE&kind=policy&format={format}");
        let (status, sent) = get(&server.url, &path);
        assert_eq!(status, 200);
        let args = ["table", "区块链", "--kind", "policy", "--format", format];
        let written = environment.check(&args, 0, &[]).stdout;
        let without_time = |text: &str| -> Vec<String> {
            text.lines().filter(|line| !line.contains("导出")).map(str::to_owned).collect()
        };
        assert_eq!(without_time(&sent), without_time(&written));
        let searched = [
            "search",
            "区块链",
            "--kind",
            "policy",
            "--limit",
            "21",
            "--sort",
            "date-asc",
            "--format",
            format,
        ];
        let searched = environment.check(&searched, 0, &[]).stdout;
        assert_eq!(without_time(&searched), without_time(&written));
    }
}

#[test]
fn rows_are_put_together_and_columns_chosen() {
    let environment = Environment::with_builtin();
    let args = [
        "table",
        "区块链",
        "--kind",
        "policy",
        "--group",
        "district",
        "--columns",
        "序号,时间,政策,区,颜色",
    ];
    let text = environment.check(&args, 0, &["没有“颜色”这一列"]).stdout;
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[2], "| 序号 | 时间 | 政策 | 区 | 颜色 |");
    // Two have two policies each, so their names decide; those without a district come last.
    let groups: Vec<&str> = lines.iter().filter(|line| line.starts_with("| **")).copied().collect();
    assert_eq!(groups[0], "| **杨浦区** |  |  |  |  |");
    assert_eq!(groups[1], "| **静安区** |  |  |  |  |");
    assert_eq!(groups.last(), Some(&"| **行政区未注明** |  |  |  |  |"));
    assert_eq!(groups.len(), 8);
    // Each year has one heading, in whatever order its documents come.
    for (sort, first) in [("relevance", "2020年"), ("date-asc", "2015年"), ("date", "2020年")] {
        let text = environment
            .check(&["table", "区块链", "--group", "year", "--sort", sort], 0, &[])
            .stdout;
        let mut groups: Vec<&str> = text.lines().filter(|line| line.starts_with("| **")).collect();
        assert!(groups[0].contains(first), "{sort}: {groups:?}");
        assert!(groups.last().unwrap().contains("时间未注明"), "{groups:?}");
        let all = groups.len();
        groups.sort_unstable();
        groups.dedup();
        assert_eq!(groups.len(), all, "{sort}");
    }
}

#[test]
fn a_table_says_how_it_can_be_made_again() {
    let environment = Environment::with_builtin();
    let args = ["table", "2019年静安区的区块链政策", "--format", "json"];
    let outcome = environment.check(&args, 0, &[]);
    let object: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let about = &object["about"];
    assert_eq!(about["query"], args[1]);
    assert_eq!(about["total"], 1);
    let conditions: Vec<&str> =
        about["conditions"].as_array().unwrap().iter().map(|said| said.as_str().unwrap()).collect();
    assert_eq!(conditions, ["时间 2019年", "行政区 静安区", "类别 政策、法规规章"]);
    let status: Value = {
        let server = Server::start(environment.command(&[]));
        serde_json::from_str(&get(&server.url, "/api/v1/status").1).unwrap()
    };
    assert_eq!(about["commit"], status["commit"]);
    assert_eq!(about["committed"], status["committed"]);
}

#[test]
fn a_sentence_stands_as_it_is_with_its_place() {
    let environment = Environment::new();
    let text = "某市数据条例\n\n第一章 总则\n\n第一条 为了规范管理，制定本条例。\n\n第二章 数据资源\n\n\
                第二条 本市鼓励数据交易。其他事项另行规定。\n\n（一）推动数据开放；\n\n第三条 本条例自公布之日起施行。\n";
    environment.write("条例.txt", text);
    environment.check(&["index", "."], 0, &[]);
    let outcome = environment.check(&["table", "数据", "--format", "json"], 0, &[]);
    let object: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let quotes = object["rows"][0]["content"].as_array().unwrap();
    let told: Vec<(&str, &str)> = quotes
        .iter()
        .map(|quote| (quote["place"].as_str().unwrap(), quote["words"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [("第二章 第二条", "本市鼓励数据交易。"), ("第二章 第二条", "（一）推动数据开放；")]
    );
}

#[test]
fn a_list_by_time_has_only_what_has_short_compounds_whole() {
    let environment = Environment::new();
    for (name, text) in [
        ("养犬管理办法（示例）", "养犬的单位和个人应当遵守本办法。"),
        ("残疾人保障办法（示例）", "扶养人应当照顾残疾人。导盲犬可以出入公共场所。"),
    ] {
        environment.write(&format!("{name}.txt"), format!("{name}\n{text}\n"));
    }
    environment.check(&["index", "."], 0, &[]);
    let said = ["“养犬”按一个词查找，字词分开出现的 1 篇没有列入", "在词之间加空格"];
    let one = environment.check(&["table", "养犬", "--format", "csv"], 0, &said);
    assert!(!one.stdout.contains("残疾人"), "{}", one.stdout);
    let both = environment.check(&["table", "养 犬", "--format", "csv"], 0, &[]);
    assert!(both.stdout.contains("残疾人"), "{}", both.stdout);
    // Best first, the other one stands behind.
    let best =
        environment.check(&["table", "养犬", "--sort", "relevance", "--format", "csv"], 0, &[]);
    assert!(best.stdout.contains("残疾人"), "{}", best.stdout);
}

#[test]
fn rows_say_what_speaks_of_the_query() {
    let environment = Environment::new();
    let text = "某市养犬管理办法（示例）\n各区人民政府，各有关单位：\n第一章　养犬登记\n\
                第一条　携犬外出时，禁止下列行为：\n（一）不束犬链；\n（二）进入幼儿园；\n\
                第二条　经营者应当备案。备案每年一次。\n第二章　法律责任\n第三条　违者处罚款。\n";
    environment.write("养犬.txt", text);
    environment.check(&["index", "."], 0, &[]);
    for (query, expected) in [
        ("幼儿园", "第一章 第一条：携犬外出时，禁止下列行为：……（二）进入幼儿园；"),
        ("犬链", "第一章 第一条：携犬外出时，禁止下列行为：（一）不束犬链；"),
        ("备案", "第一章 第二条：经营者应当备案。备案每年一次。"),
        ("法律责任", "第二章　法律责任"),
        ("", "第二条　经营者应当备案。"),
    ] {
        let table = environment.check(&["table", query, "--format", "csv"], 0, &[]).stdout;
        assert!(table.contains(expected), "{query}: {table}");
        assert!(!table.contains("各区人民政府"), "{query}: {table}");
    }
}

#[test]
fn what_cannot_be_made_is_said() {
    let environment = Environment::with_builtin();
    let nothing = environment.check(&["table", "量子泡菜", "-o", "空.csv"], 1, &[]);
    assert_eq!(nothing.stdout, "");
    let empty = fs::read_to_string(environment.library().join("空.csv")).unwrap();
    assert!(empty.starts_with("\u{feff}时间,机构,政策,内容\n\n检索,量子泡菜\n"), "{empty}");
    environment.check(&["table", "--format", "exe"], 2, &["one of: md, csv, json, xlsx, docx"]);
    environment.check(&["table", "--group", "colour"], 2, &["one of: year, district"]);
    environment.check(&["stats", "--by", "year,district,agency"], 2, &["two with a comma"]);
    environment.check(&["table", "-o", "没有这个/表.csv"], 2, &["写不了 没有这个/表.csv"]);
    environment.check(&["stats", "量子泡菜", "-o", "图.svg"], 1, &["没有可画的图"]);
    for (command, known) in [("table", "docx"), ("stats", "png")] {
        let said = ["不会写 .pdf 文件", known, "--format"];
        environment.check(&[command, "区块链", "-o", "表.pdf"], 2, &said);
    }
    // A file that stood there stays where the new one cannot be made.
    environment.write("图.svg", "旧图");
    environment.check(&["stats", "量子泡菜", "-o", "图.svg"], 1, &[]);
    assert_eq!(fs::read_to_string(environment.library().join("图.svg")).unwrap(), "旧图");
}

#[test]
fn the_page_of_a_table_leads_to_its_files() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    let (status, page) = get(
        &server.url,
        "/table?q=%E5%8C%BA%E5%9D%97%E9%93%BE&kind=policy&columns=%E6%94%BF%E7%AD%96&dates=x",
    );
    assert_eq!(status, 200);
    assert!(page.contains("参数 dates 的值“x”无法使用"), "{page}");
    assert!(page.contains("以下还有 1 行"), "{page}");
    let host = format!("Host: {}", server.url.trim_start_matches("http://"));
    let links = page.split("href=\"/api/v1/table?").skip(1).filter_map(|rest| rest.split_once('"'));
    let links: Vec<String> = links.map(|(query, _)| query.replace("&#38;", "&")).collect();
    assert_eq!(links.len(), 5);
    for link in links {
        let answer = ask(&server.url, &format!("/api/v1/table?{link}"), &[&host]);
        let head = answer.head.to_lowercase();
        assert!(answer.status == 200, "{head}");
        assert!(head.contains("content-disposition: attachment; filename*=utf-8''"), "{head}");
    }
}

#[test]
fn what_the_api_cannot_use_is_a_notice() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    let odd = get(&server.url, "/api/v1/table?columns=&group=colour&length=x&size=1&limit=x");
    assert_eq!(odd.0, 400);
    let (status, body) = get(&server.url, "/api/v1/table?group=colour&length=x&size=1");
    assert_eq!(status, 200);
    let object: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(object["about"]["notices"].as_array().unwrap().len(), 3, "{}", object["about"]);
    assert_eq!(object["rows"].as_array().unwrap().len(), 39);
}

/// Files larger than what fits between server and client.
fn long_library() -> Environment {
    let environment = Environment::new();
    let text = "区块链应当依法推动。".repeat(150);
    let line =
        |n: usize| format!("{{\"id\":\"d{n}\",\"title\":\"第{n}项通知\",\"text\":\"{text}\"}}\n");
    environment.write("长.jsonl", (0..4_000).map(line).collect::<String>());
    environment.check(&["index", "."], 0, &["索引共 4000 篇"]);
    environment
}

#[test]
fn few_files_are_made_at_once_and_none_for_a_client_that_has_left() {
    let environment = long_library();
    let server = Server::start(environment.command(&[]));
    let host = format!("Host: {}", server.url.trim_start_matches("http://"));
    let path = "/api/v1/table?q=%E5%8C%BA%E5%9D%97%E9%93%BE&length=5000&format=csv";
    let mut clients: Vec<TcpStream> = (0..4)
        .map(|_| {
            let mut client = TcpStream::connect(server.url.trim_start_matches("http://")).unwrap();
            write!(client, "GET {path} HTTP/1.1\r\n{host}\r\n\r\n").unwrap();
            let mut beginning = [0; 12];
            client.read_exact(&mut beginning).unwrap();
            assert_eq!(&beginning, b"HTTP/1.1 200");
            client
        })
        .collect();
    let refused = ask(&server.url, path, &[&host]);
    assert_eq!(refused.status, 503, "{}", refused.head);
    assert!(refused.head.to_lowercase().contains("retry-after: 1"), "{}", refused.head);
    // Searches are answered meanwhile.
    assert_eq!(get(&server.url, "/api/v1/search?q=%E9%80%9A%E7%9F%A5").0, 200);
    clients.clear();
    let mut tries = (0..100).map(|_| {
        std::thread::sleep(Duration::from_millis(100));
        ask(&server.url, path, &[&host])
    });
    let whole = tries.find(|answer| answer.status == 200).expect("a free slot");
    assert_eq!(whole.body.lines().filter(|line| line.contains("项通知")).count(), 4_000);
}

/// A catalogue as offices keep them: lines in cells, places for issuers, names that leave out the place,
/// spans of time.
const CATALOGUE: &str = "时间,机构,政策,主要内容
2020年上半年,宁波市,低空办法,\"一、甲。
二、低空乙。
三、丙。\"
2020年5月—6月,宁波市商务局、市财政局,低空细则,低空丁。
2018—2019年,国家发改委、能源局,低空规划,戊。
";

#[test]
fn a_row_is_shown_as_it_stands_and_found_by_what_it_means() {
    let environment = Environment::new();
    environment.write("台账.csv", CATALOGUE);
    environment.check(&["index", "."], 0, &["索引共 3 篇"]);
    let expected = [
        ["时间", "机构", "政策", "内容"],
        ["2018—2019年", "国家发改委、能源局", "低空规划", "戊。"],
        ["2020年上半年", "宁波市", "低空办法", "一、甲。\n二、低空乙。\n三、丙。"],
        ["2020年5月—6月", "宁波市商务局、市财政局", "低空细则", "低空丁。"],
    ];
    assert_eq!(table(&environment, &["table", "低空"]), expected);
    let cells = table(&environment, &["table", "", "--columns", "主要内容"]);
    assert_eq!(cells[2], ["一、甲。\n二、低空乙。\n三、丙。"]);
    let cases: [(&[&str], u64); 7] = [
        (&["--year", "2020"], 2),
        (&["--year", "2019"], 0),
        (&["--agency", "宁波市人民政府"], 1),
        (&["--agency", "宁波市财政局"], 1),
        (&["--agency", "上海市财政局"], 0),
        (&["--agency", "国家能源局"], 1),
        (&["--region", "浙江"], 2),
    ];
    for (filter, expected) in cases {
        assert_eq!(environment.total(&[&[""], filter].concat()), expected, "{filter:?}");
    }
    let written = environment.check(&["table", "", "--group", "region"], 0, &[]).stdout;
    for group in ["浙江省 / 宁波市", "地区未注明"] {
        assert_eq!(written.matches(group).count(), 1, "{group}: {written}");
    }
}

#[test]
fn a_row_is_quoted_without_the_names_of_its_columns() {
    let environment = Environment::new();
    let rows = "文档标题,发文单位,出处链接,原文条款（摘录）\n低空条例,宁波市交通局,https://example.org/a/b/c,\
                \"第一条 为了规范低空，制定本条例。\n第二条 低空飞行应当登记。\"\n";
    environment.write("条款.csv", rows);
    environment.check(&["index", "."], 0, &["索引共 1 篇"]);
    for (query, expected) in
        [("低空飞行", "第二条：低空飞行应当登记。"), ("", "第一条 为了规范低空，制定本条例。")]
    {
        let written = environment.check(&["table", query], 0, &[]).stdout;
        assert!(written.contains(expected), "{query}: {written}");
        assert!(!written.contains("原文条款"), "{query}: {written}");
    }
}
