//! Files that would take a run down: bombs, files of half a gigabyte, loops
//! of links, names in GBK. Each gets a line, and the rest is indexed.

use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::program::Environment;

const GOOD: &str = "# 好办法\n\n正文。\n";

/// A zip file of these files.
pub(crate) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A zip file of one file that is so many megabytes of a text that packs well.
fn bomb(name: &str, start: &str, megabytes: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(start.as_bytes()).unwrap();
    let block = "a".repeat(1 << 20);
    for _ in 0..megabytes {
        zip.write_all(block.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Indexes a folder with a good file and others; a line must name each of these and say so.
fn check(environment: &Environment, said: &[(&str, &str)]) {
    environment.write("库/好.md", GOOD);
    let outcome = environment.check(&["index", "库"], 1, &[]);
    for (name, reason) in said {
        let mut lines = outcome.stderr.lines().filter(|line| line.contains(name));
        assert!(lines.any(|line| line.contains(reason)), "{name}, {reason}: {outcome:#?}");
    }
    assert_eq!(environment.total(&["--literal", "好办法"]), 1);
}

#[test]
fn an_archive_is_a_folder() {
    let environment = Environment::new();
    let inner = zipped(&[("深处/丙.md", "# 丙办法\n\n正文。".as_bytes())]);
    let files: [(&str, &[u8]); 5] = [
        ("政策/甲.md", "# 甲办法\n\n正文。".as_bytes()),
        ("乙.txt", "乙办法\n各单位：\n正文。".as_bytes()),
        ("里面.zip", &inner),
        ("程序.exe", b"MZ"),
        ("~$甲.docx", b"x"),
    ];
    environment.write("库/包.zip", zipped(&files));
    check(&environment, &[("包.zip/程序.exe", "不支持的格式")]);
    assert_eq!(environment.total(&[""]), 4);
    let file = environment.document("丙办法")["sources"][0]["file"].clone();
    assert!(file.as_str().unwrap().ends_with("/包.zip/里面.zip/深处/丙.md"), "{file}");
}

#[test]
fn names_in_gbk_in_an_archive() {
    let (name, ..) = encoding_rs::GBK.encode("政策文件.md");
    // A name of the same length, to be overwritten: the library writes UTF-8 only.
    let plain = "x".repeat(name.len());
    let mut bytes = zipped(&[(&plain, GOOD.as_bytes())]);
    for at in 0..bytes.len() - plain.len() {
        if bytes[at..].starts_with(plain.as_bytes()) {
            bytes[at..at + name.len()].copy_from_slice(&name);
        }
    }
    let environment = Environment::new();
    environment.write("库/包.zip", bytes);
    environment.check(&["index", "库"], 0, &["索引共 1 篇"]);
    let file = environment.document("好办法")["sources"][0]["file"].clone();
    assert!(file.as_str().unwrap().ends_with("包.zip/政策文件.md"), "{file}");
}

#[test]
fn bombs() {
    let entities = (1..12).fold("<!ENTITY e0 \"哈哈哈哈\">".to_owned(), |text, n| {
        format!("{text}<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10))
    });
    let xml = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE d [{entities}]><w:document><w:body><w:p><w:r><w:t>&e11;</w:t></w:r></w:p></w:body></w:document>"
    );
    let nested = (0..6)
        .fold(zipped(&[("甲.md", GOOD.as_bytes())]), |inner, _| zipped(&[("里.zip", &inner)]));
    let deep = format!("<html><body>{}深处的正文</body></html>", "<div>".repeat(20_000));
    let environment = Environment::new();
    environment.write("库/层层.zip", nested);
    environment.write("库/大.zip", bomb("大.docx", "", 300));
    environment.write("库/实体.docx", zipped(&[("word/document.xml", xml.as_bytes())]));
    environment.write("库/大.docx", bomb("word/document.xml", "<w:document>", 300));
    environment.write("库/大.ofd", bomb("OFD.xml", "<ofd>", 300));
    environment.write("库/深.html", deep);
    check(
        &environment,
        &[
            ("层层.zip", "以上；请解压"),
            ("大.zip/大.docx", "超过 200 MB"),
            ("实体.docx", "文件是空的"),
            ("大.docx", "超过 200 MB"),
            ("大.ofd", "超过 200 MB"),
        ],
    );
}

#[test]
fn a_sheet_that_claims_to_be_huge() {
    let sheet = r#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>标题</t></is></c></row>
        <row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>"#;
    let files: [(&str, &[u8]); 5] = [
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", br#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
        ("xl/workbook.xml", br#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    let environment = Environment::new();
    environment.write("库/巨.xlsx", zipped(&files));
    check(&environment, &[("巨.xlsx", "没有读到内容")]);
}

#[test]
fn files_of_half_a_gigabyte() {
    let environment = Environment::new();
    for (name, start) in [
        ("大.txt", "政策"),
        ("大.pdf", "%PDF-1.4\n"),
        ("大.docx", "PK\u{3}\u{4}"),
        ("大.html", "<html>"),
    ] {
        let path = environment.write(&format!("库/{name}"), start);
        File::options().append(true).open(path).unwrap().set_len(500 << 20).unwrap();
    }
    check(
        &environment,
        &[
            ("大.txt", "超过 64 MB"),
            ("大.pdf", "超过 200 MB"),
            ("大.docx", "超过 200 MB"),
            ("大.html", "超过 200 MB"),
        ],
    );
}

#[test]
fn small_files_that_become_large() {
    let environment = Environment::new();
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    for id in 0..2 {
        let record = serde_json::json!({"id": id.to_string(), "text": "政".repeat(3 << 20)});
        writeln!(packed, "{record}").unwrap();
    }
    environment.write("库/一行.jsonl.gz", packed.finish().unwrap());
    environment.write("库/列.csv", format!("标题{}\n甲\n", ",".repeat(100_000)));
    environment.write("库/行.jsonl", "{}\n".repeat(5000));
    let said = ["一行超过", "有 4096 列以上", "还有 4900 处读不了"];
    let outcome = environment.check(&["index", "库"], 2, &said[..2]);
    assert!(outcome.stderr.lines().count() < 110, "{outcome:?}");
    environment.write("库/甲.md", "# 甲办法\n\n正文。\n");
    environment.check(&["index", "库"], 1, &[]);
    let checked = environment.check(&["check", "--limit", "200"], 0, &[]);
    assert!(checked.stdout.contains(said[2]), "{checked:?}");
}

#[test]
fn pipes_are_named() {
    let environment = Environment::new();
    let path = environment.write("库/甲.md", "# 甲办法\n\n正文。\n").with_file_name("管道.txt");
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    environment.check(&["index", "库"], 1, &["管道.txt：不是普通文件"]);
}

#[test]
fn links_and_names() {
    let environment = Environment::new();
    environment.write("别处/秘密.md", "# 秘密办法\n\n正文。\n");
    environment.write("库/里/甲.md", "# 甲办法\n\n正文。\n");
    let library = environment.library().join("库");
    symlink(environment.library().join("别处"), library.join("出去")).unwrap();
    symlink(&library, library.join("里/回来")).unwrap();
    symlink(library.join("没有"), library.join("断了")).unwrap();
    symlink(library.join("里/甲.md"), library.join("里/同一个.md")).unwrap();
    let (gbk, ..) = encoding_rs::GBK.encode("政策.md");
    fs::write(library.join(std::ffi::OsStr::from_bytes(&gbk)), GOOD).unwrap();
    for ignored in ["~$甲.docx", "Thumbs.db", "页面_files/a.png", "a.css"] {
        environment.write(&format!("库/{ignored}"), "x");
    }
    let deep = (0..200).fold("库".to_owned(), |path, n| format!("{path}/层{n}"));
    environment.write(&format!("{deep}/深.md"), "# 深处办法\n\n正文。\n");
    check(
        &environment,
        &[("出去", "文件夹以外"), ("回来", "循环"), ("断了", "不存在"), ("UTF-8", "政策.md")],
    );
    environment.check(&["index"], 1, &["未能读取 4 处", "未变 3"]);
    assert_eq!(environment.total(&["--literal", "秘密办法"]), 0);
}
