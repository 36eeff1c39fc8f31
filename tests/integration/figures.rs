//! `zhengce figures`: the numbers and targets of the documents found.

use serde_json::Value;

use crate::http::get;
use crate::program::Environment;
use crate::server::Server;

/// Every figure of the built-in report and tables, read by hand out of `corpus/data`.
const BUILTIN: &str = include_str!("figures/builtin.tsv");

const KEYS: [&str; 8] =
    ["document", "place", "written", "value", "unit", "bound", "subject", "year"];

fn figures(environment: &Environment, args: &[&str]) -> Vec<Value> {
    let all = [&["figures"], args, &["--format", "json"]].concat();
    let object: Value = serde_json::from_str(&environment.run(&all).stdout).unwrap();
    object["rows"].as_array().unwrap().clone()
}

/// A row as a line of the list.
fn line(row: &Value) -> String {
    let told = |key: &str| match &row[key] {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    let value = match (told("low"), told("high")) {
        (low, high) if low == high => low,
        (low, high) => format!("{low}..{high}"),
    };
    let cell = |key: &str| if key == "value" { value.clone() } else { told(key) };
    KEYS.map(cell).join("\t")
}

#[test]
fn the_figures_of_the_builtin_library_are_exact() {
    let library = Environment::with_builtin();
    let mut found: Vec<String> = figures(&library, &[""]).iter().map(line).collect();
    let mut expected: Vec<&str> = BUILTIN.lines().skip(1).collect();
    found.sort();
    expected.sort();
    let lacking: Vec<&&str> =
        expected.iter().filter(|line| !found.contains(&line.to_string())).collect();
    let beyond: Vec<&String> =
        found.iter().filter(|line| !expected.contains(&line.as_str())).collect();
    assert!(lacking.is_empty() && beyond.is_empty(), "lacking {lacking:#?}\nbeyond {beyond:#?}");
    assert_eq!(found, expected);
}

#[test]
fn figures_stand_near_the_words_of_the_query() {
    let library = Environment::with_builtin();
    let of = |args: &[&str]| figures(&library, args);
    let sentences = |rows: &[Value]| -> Vec<String> {
        rows.iter().map(|row| row["sentence"].as_str().unwrap().to_owned()).collect()
    };
    let patents = sentences(&of(&["专利申请", "--kind", "report"]));
    assert!(!patents.is_empty() && patents[0].contains("专利"), "{patents:#?}");
    assert!(patents.iter().all(|sentence| !sentence.contains("297")), "{patents:#?}");
    // A policy that the title names.
    let policies = of(&["区块链", "--kind", "policy"]);
    assert_eq!(
        policies.iter().map(|row| row["written"].as_str().unwrap()).collect::<Vec<_>>(),
        ["20条"]
    );
    library.check(&["figures", "区块链", "--year", "1999"], 1, &[]);
}

#[test]
fn figures_are_put_in_order() {
    let library = Environment::with_builtin();
    let dollars = |order: &str| -> Vec<f64> {
        let rows = figures(&library, &["", "--sort", order]);
        let dollars = rows.iter().filter(|row| row["unit"] == "美元");
        dollars.map(|row| row["high"].as_f64().unwrap()).collect()
    };
    let values = dollars("value");
    assert!(values.len() == 6 && values.is_sorted_by(|a, b| a >= b), "{values:?}");
    let years: Vec<Option<i64>> = figures(&library, &["", "--sort", "year"])
        .iter()
        .map(|row| row["year"].as_str().map(|year| year.parse().unwrap()))
        .collect();
    let known = years.iter().take_while(|year| year.is_some()).count();
    assert!(known > 10 && years[known..].iter().all(Option::is_none), "{years:?}");
    assert!(years[..known].is_sorted_by(|a, b| a >= b), "{years:?}");
    // Those of documents, too.
    let dates: Vec<Option<String>> = figures(&library, &["", "--sort", "date"])
        .iter()
        .map(|row| row["date"].as_str().map(|date| date.chars().take(4).collect()))
        .collect();
    let known = dates.iter().take_while(|date| date.is_some()).count();
    assert!(known > 0 && dates[..known].is_sorted_by(|a, b| a >= b), "{dates:?}");
    library.check(&["figures", "", "--sort", "size"], 2, &["document, value, year, subject"]);
}

#[test]
fn figures_are_written_as_tables() {
    let library = Environment::with_builtin();
    let text = library.check(&["figures", "区块链", "--format", "csv"], 0, &[]).stdout;
    assert!(text.starts_with("\u{feff}对象,原文写法,界限,"), "{text}");
    assert!(
        text.contains("全球市场,297 亿美元,达到,29700000000,29700000000,美元,亿美元,2025,"),
        "{text}"
    );
    let text = library.check(&["figures", "区块链"], 0, &[]).stdout;
    assert!(text.contains("| 全球市场 | 297 亿美元 |"), "{text}");
}

#[test]
fn the_page_of_figures_has_files_of_all() {
    let library = Environment::with_builtin();
    let server = Server::start(library.command(&[]));
    let (status, page) = get(&server.url, "/figures?q=%E5%8C%BA%E5%9D%97%E9%93%BE&sort=value");
    assert_eq!(status, 200);
    assert!(page.contains("29700000000") && page.contains("美元"), "{page}");
    assert!(page.contains("order=value&#38;format=xlsx"), "{page}");
    let file = "/figures?q=%E5%8C%BA%E5%9D%97%E9%93%BE&order=value&format=csv";
    let (status, file) = get(&server.url, file);
    let command =
        library.check(&["figures", "区块链", "--sort", "value", "--format", "csv"], 0, &[]);
    let lines = |text: &str| text.lines().filter(|line| !line.contains("时间")).count();
    assert_eq!((status, lines(&file)), (200, lines(&command.stdout)));
}

#[test]
fn figures_of_files_are_verbatim() {
    let environment = Environment::new();
    let text = "某区促进数字经济发展若干措施\n\n一、总体目标\n\n到2027年，数字经济核心产业规模达到500亿元，占比不低于15%。\n\n\
                第二条 对符合条件的企业给予最高300万元补贴，应当在30个工作日内拨付。\n";
    environment.write("措施.txt", text);
    environment.check(&["index", "."], 0, &[]);
    let rows = figures(&environment, &[""]);
    let told: Vec<String> = rows.iter().map(line).collect();
    assert_eq!(rows.len(), 4, "{told:#?}");
    for row in &rows {
        let sentence = row["sentence"].as_str().unwrap();
        assert!(text.contains(sentence), "{sentence}");
        assert!(sentence.contains(row["written"].as_str().unwrap()), "{sentence}");
    }
    let subjects: Vec<&str> = rows.iter().map(|row| row["subject"].as_str().unwrap()).collect();
    assert_eq!(subjects, ["数字经济核心产业规模", "占比", "符合条件的企业补贴", "拨付"]);
}
