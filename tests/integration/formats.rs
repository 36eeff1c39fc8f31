//! How results are printed: for people, as one object, and one hit a line; and
//! one document as `show` prints it.

use serde_json::Value;

use crate::program::Environment;

#[test]
fn a_line_for_each_hit() {
    let library = Environment::with_builtin();
    let query = ["供应链信用评价", "--limit", "5"];
    let object = library.search(&query);
    let lines = library.check(&[&["search", "--format", "jsonl"], &query[..]].concat(), 0, &[]);
    let hits: Vec<Value> =
        lines.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(&hits, object["hits"].as_array().unwrap());
    assert_eq!(lines.stderr, "");
}

#[test]
fn text_for_people() {
    let library = Environment::with_builtin();
    let text = library.check(&["search", "区块链", "--year", "2019"], 0, &["共 ", " 条"]).stdout;
    let found = library.search(&["区块链", "--year", "2019"]);
    for hit in found["hits"].as_array().unwrap() {
        for field in ["title", "id", "date"] {
            let value = hit[field].as_str().unwrap();
            assert!(text.contains(value), "{field} {value} is not in {text}");
        }
    }
    assert!(!text.contains('\u{1b}'), "colours in a pipe: {text}");
}

#[test]
fn nothing_found_is_no_error() {
    let library = Environment::with_builtin();
    for format in ["text", "jsonl"] {
        let args = ["search", "", "--year", "1999", "--format", format];
        assert_eq!(library.check(&args, 1, &[]).stdout, "", "{format}");
    }
}

#[test]
fn one_document() {
    let library = Environment::with_builtin();
    let document = library.document("静安区促进金融业开放发展举措");
    let id = document["id"].as_str().unwrap();
    let text = library.check(&["show", id], 0, &[]).stdout;
    for expected in [id, "静安区促进金融业开放发展举措", "2019-12", "区级", "表1 第17行"]
    {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
    let outcome = library.check(&["show", "没有这个编号"], 1, &["没有这个编号"]);
    assert_eq!(outcome.stdout, "");
}

#[test]
fn the_report_with_its_sections() {
    let library = Environment::with_builtin();
    let report = library.search(&["", "--kind", "report"]);
    let id = report["hits"][0]["id"].as_str().unwrap();
    let text = library.check(&["show", id], 0, &[]).stdout;
    for expected in ["江昊", "297 亿美元", "93.8"] {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
}

#[test]
fn without_an_index_one_is_built_first() {
    for command in [&["search", "区块链"][..], &["show", "没有这个编号"]] {
        let environment = Environment::new();
        let outcome = environment.run(command);
        assert!(outcome.stderr.contains("内置资料"), "{outcome:?}");
        assert_eq!(environment.total(&[""]), 39);
    }
}

#[test]
fn wrong_arguments() {
    let environment = Environment::new();
    let cases: [(&[&str], &str); 6] = [
        (&["search", "--year", "某年"], "--year"),
        (&["search", "--kind", "菜谱"], "organization"),
        (&["search", "--level", "县级"], "区级"),
        (&["search", "--sort", "size"], "date-asc"),
        (&["search", "--format", "xml"], "jsonl"),
        (&["find"], "find"),
    ];
    for (args, said) in cases {
        let outcome = environment.check(args, 2, &[said]);
        assert_eq!(outcome.stdout, "", "{args:?}");
    }
    assert!(!environment.index().exists());
}
