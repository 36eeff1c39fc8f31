//! What documents, names of files and queries have of control characters never reaches a terminal,
//! also at the end of a pipe.

use serde_json::Value;

use crate::program::Environment;

/// A title that would colour, turn and erase.
const TITLE: &str = "关于\u{1b}[31m珊瑚\u{202e}的\u{9b}2J通知";

fn environment() -> Environment {
    let environment = Environment::new();
    let record =
        serde_json::json!({"id": "甲\u{1b}[2J", "title": TITLE, "text": "珊瑚\u{7}应当登记。"});
    environment.write("库/甲.jsonl", record.to_string());
    environment.write("库/坏\n文件：新增 9\u{1b}[1m.pdf", "不是 PDF");
    environment
}

fn check_safe(what: &str, text: &str) {
    let unsafe_char = |c: &char| (c.is_control() && !matches!(c, '\n' | '\t')) || *c == '\u{202e}';
    assert!(!text.contains(|c: char| unsafe_char(&c)), "{what}: {text:?}");
}

#[test]
fn what_is_printed_can_be_seen_and_forges_no_line() {
    let environment = environment();
    let indexed = environment.check(&["index", "库", "--list"], 1, &["␛[1m.pdf", "坏␊文件"]);
    check_safe("index", &indexed.stderr);
    check_safe("index", &indexed.stdout);
    assert_eq!(indexed.stderr.lines().filter(|line| line.starts_with("文件：")).count(), 1);
    let commands: [&[&str]; 6] = [
        &["search", "珊瑚"],
        &["search", "珊瑚\u{1b}[31m红\u{202e}"],
        &["show", "甲\u{1b}[2J"],
        &["show", "没有\u{1b}[2J"],
        &["explain", "珊瑚\u{7}", "甲\u{1b}[2J"],
        &["check"],
    ];
    for command in commands {
        let outcome = environment.run(command);
        check_safe(&format!("{command:?}"), &outcome.stdout);
        check_safe(&format!("{command:?}"), &outcome.stderr);
    }
    let found = environment.run(&["search", "珊瑚"]);
    assert!(found.stdout.contains("关于␛[31m珊瑚\\u{202E}的\\u{9B}2J通知"), "{found:?}");
}

#[test]
fn json_decodes_to_what_is_stored() {
    let environment = environment();
    environment.run(&["index", "库"]);
    for command in
        [&["search", "珊瑚", "--format", "json"], &["show", "甲\u{1b}[2J", "--format", "json"]]
    {
        let outcome = environment.run(command);
        check_safe(&format!("{command:?}"), &outcome.stdout);
        let value: Value = serde_json::from_str(&outcome.stdout).unwrap();
        let hit = if value["hits"].is_array() { &value["hits"][0] } else { &value };
        assert_eq!(hit["title"], TITLE, "{outcome:?}");
        assert_eq!(hit["id"], "甲\u{1b}[2J");
    }
}
