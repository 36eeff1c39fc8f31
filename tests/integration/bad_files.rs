//! Files that cannot be read: each is named with what is wrong, and the other
//! files of the run are indexed.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::program::{Environment, arg};

const GOOD: &str = "# 好办法\n\n正文。\n";

/// A file of a name and content that cannot be read, and what has to be said about it.
type Case = (&'static str, &'static [u8], &'static str);

const CASES: [Case; 7] = [
    ("空.txt", b"", "文件是空的"),
    ("空白.md", b" \n\t\n", "文件是空的"),
    ("图片.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "不是文本文件"),
    ("乱码.txt", b"\xe6\x94\xbf\xe7\xad\x96\n\xff\xfe\xfd\xfc\xfb\xfa\n", "编码无法识别"),
    ("包.rar", b"Rar!\x1a", "不支持的格式"),
    ("表.csv", "代码,名称\n01,甲\n02,乙\n".as_bytes(), "代码"),
    ("库.jsonl.gz", b"not gzip", "无法读取"),
];

#[test]
fn others_are_indexed_beside_a_bad_file() {
    for (name, content, said) in CASES {
        let environment = Environment::new();
        environment.write("坏/好.md", GOOD);
        environment.write(&format!("坏/{name}"), content);
        environment.check(&["index", "坏"], 1, &[name, said, "未能读取 1 处"]);
        assert_eq!(environment.total(&["好办法"]), 1, "{name}");
    }
}

#[test]
fn a_first_run_of_bad_files_only_makes_no_index() {
    for (name, content, said) in CASES {
        let environment = Environment::new();
        environment.write(name, content);
        environment.check(&["index", name], 2, &[name, said, "索引保持原样"]);
        assert!(!environment.index().join("CURRENT").exists(), "{name}");
        // The built-in library is not what was asked for.
        environment.check(&["search", "区块链"], 2, &["没有收录任何文件"]);
    }
}

#[test]
fn a_bad_file_is_remembered_as_a_source_and_tried_again() {
    let environment = Environment::with_builtin();
    environment.write("空.txt", "");
    for args in [&["index", "空.txt"][..], &["index"]] {
        environment.check(args, 1, &["文件是空的", "未变 3"]);
        assert_eq!(environment.total(&[""]), 39);
    }
    environment.write("空.txt", GOOD);
    environment.check(&["index"], 0, &["新增 1", "索引共 40 篇"]);
}

#[test]
fn a_missing_path_is_no_source() {
    let environment = Environment::with_builtin();
    environment.check(&["index", "没有这个.txt"], 2, &["没有这个.txt", "索引保持原样"]);
    environment.check(&["index"], 0, &["未变 3"]);
    assert_eq!(environment.total(&[""]), 39);
}

#[test]
fn a_missing_file_among_others() {
    let environment = Environment::new();
    environment.write("好.md", GOOD);
    environment.check(&["index", "没有这个.txt", "好.md"], 1, &["没有这个.txt"]);
    assert_eq!(environment.total(&[""]), 1);
    environment.check(&["index"], 0, &["未变 1"]);
}

#[test]
fn a_file_that_may_not_be_read() {
    let environment = Environment::new();
    environment.write("好.md", GOOD);
    let path = environment.write("秘密.md", "# 秘密\n\n正文。\n");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // Root reads everything.
    let readable = fs::read(&path).is_ok();
    let (code, documents) = if readable { (0, 2) } else { (1, 1) };
    let outcome = environment.check(&["index", "."], code, &[]);
    assert_eq!(outcome.stderr.contains("秘密.md"), !readable, "{outcome:?}");
    assert_eq!(environment.total(&[""]), documents);
}

#[test]
fn bad_lines_among_good_ones() {
    let environment = Environment::new();
    let lines = "{\"id\": \"a\", \"text\": \"甲\"}\n{\"id\": \"b\"\n[]\n{\"text\": \"丙\"}\n{\"id\": \"d\", \"text\": \"丁\"}\n";
    environment.write("库.jsonl", lines);
    environment.check(
        &["index", "库.jsonl"],
        1,
        &["第 2 行", "第 3 行", "第 4 行", "未能读取 3 处", "索引共 2 篇"],
    );
}

#[test]
fn a_file_that_became_unreadable_keeps_what_was_read() {
    let environment = Environment::new();
    let path = environment.write("好.md", GOOD);
    environment.write("另.md", "# 另一办法\n\n正文。\n");
    environment.check(&["index", "."], 0, &["新增 2"]);
    fs::write(&path, "").unwrap();
    environment.check(&["index"], 1, &["好.md", "文件是空的"]);
    assert_eq!(environment.total(&["--literal", "好办法"]), 1);
    fs::write(&path, GOOD).unwrap();
    environment.check(&["index", arg(&path)], 0, &["更新 1"]);
}
