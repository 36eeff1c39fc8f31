//! Files of every format that offices have, in one folder: what is found of
//! them, and what is said of those that are damaged.

use std::fs;
use std::path::{Path, PathBuf};

use crate::program::Environment;

/// The same notice and catalogue in many formats.
const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/readers/tests/data/formats");

fn sample(name: &str) -> Vec<u8> {
    fs::read(Path::new(SAMPLES).join(name)).unwrap()
}

/// Whether LibreOffice is on the search path.
pub(crate) fn has_office() -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders = std::env::split_paths(&path).collect::<Vec<PathBuf>>();
    folders.push("/usr/lib/libreoffice/program".into());
    folders.iter().any(|folder| folder.join("soffice").is_file())
}

#[test]
fn every_format_is_found() {
    let formats: [(&str, u64); 6] = [
        ("notice.docx", 1),
        ("notice.pdf", 1),
        ("not-embedded.pdf", 1),
        ("notice.html", 1),
        ("notice.ofd", 1),
        ("catalogue.xlsx", 3),
    ];
    for (name, documents) in formats {
        let environment = Environment::new();
        environment.write(&format!("库/{name}"), sample(name));
        environment.check(&["index", "库"], 0, &["新增 1", &format!("索引共 {documents} 篇")]);
        assert_eq!(environment.total(&["--literal", "桥下空间"]), documents.min(2), "{name}");
        if documents == 1 {
            for words in
                ["出行和休闲条件，结合本市实际情况", "江府发〔2024〕3号", "每年报送一次进展"]
            {
                assert_eq!(environment.total(&["--literal", words]), 1, "{name}: {words}");
            }
            assert_eq!(environment.total(&["--literal", "版权所有"]), 0, "{name}");
        }
    }
}

#[test]
fn one_document_of_many_files() {
    let environment = Environment::new();
    for name in ["notice.docx", "notice.pdf", "notice.html", "notice.ofd"] {
        environment.write(name, sample(name));
    }
    environment.check(&["index", "."], 0, &["新增 4", "索引共 1 篇"]);
    let title = "江城市人民政府关于印发《江城市促进桥下空间利用若干措施》的通知";
    let document = environment.document(title);
    assert_eq!(document["sources"].as_array().unwrap().len(), 4);
    assert_eq!(document["number"], "江府发〔2024〕3号");
}

#[test]
fn a_scan_is_named() {
    let environment = Environment::new();
    environment.write("扫描.pdf", sample("scan.pdf"));
    environment.write("好.md", "# 好办法\n\n正文。\n");
    environment.check(&["index", "."], 1, &["扫描.pdf", "扫描件", "OCR", "未能读取 1 处"]);
    assert_eq!(environment.total(&[""]), 1);
}

#[test]
fn old_formats_need_an_office_program() {
    let environment = Environment::new();
    environment.write("旧.doc", sample("notice.doc"));
    environment.write("好.md", "# 好办法\n\n正文。\n");
    if has_office() {
        environment.check(&["index", "."], 0, &["索引共 2 篇"]);
        assert_eq!(environment.total(&["--literal", "增设运动场地和停车设施"]), 1);
    } else {
        environment.check(&["index", "."], 1, &["旧.doc", "LibreOffice", "另存为 DOCX"]);
    }
}

#[test]
fn old_formats_without_an_office_program() {
    // Where it is not on the search path it may still be in its usual place.
    if has_office() {
        return;
    }
    let environment = Environment::new();
    environment.write("旧.wps", sample("notice.doc"));
    let outcome = environment.command(&["index", "."]).env("PATH", "").output().unwrap();
    let said = String::from_utf8(outcome.stderr).unwrap();
    assert!(said.contains("旧.wps") && said.contains("请安装 LibreOffice"), "{said}");
}

#[test]
fn damaged_files_are_named_and_the_rest_is_read() {
    let half = |name: &str| {
        let bytes = sample(name);
        bytes[..bytes.len() / 2].to_vec()
    };
    let cases: [(&str, Vec<u8>, &str); 13] = [
        ("空.docx", Vec::new(), "文件是空的"),
        ("空.pdf", Vec::new(), "文件是空的"),
        ("空.xlsx", Vec::new(), "文件是空的"),
        ("空.ofd", Vec::new(), "文件是空的"),
        ("空.html", b" \n".to_vec(), "文件是空的"),
        ("半.docx", half("notice.docx"), "不是完好的"),
        ("半.xlsx", half("catalogue.xlsx"), "不是完好的"),
        ("半.ofd", half("notice.ofd"), "不是完好的"),
        ("半.ods", half("catalogue.ods"), "不是完好的"),
        ("乱.pdf", b"\x01\x02\x00\xff\xfe random".to_vec(), "不是完好的 PDF"),
        ("乱.docx", b"\x01\x02\x00\xff\xfe random".to_vec(), "不是完好的 Word"),
        ("乱.zip", b"\x01\x02\x00\xff\xfe random".to_vec(), "不是完好的 ZIP"),
        ("图.jpg", b"\xff\xd8\xff\xe0".to_vec(), "OCR"),
    ];
    let environment = Environment::new();
    environment.write("库/好.md", "# 好办法\n\n正文。\n");
    for (name, bytes, _) in &cases {
        environment.write(&format!("库/{name}"), bytes);
    }
    let said = format!("未能读取 {} 处", cases.len());
    let outcome = environment.check(&["index", "库"], 1, &[&said, "索引共 1 篇"]);
    for (name, _, reason) in &cases {
        let line = outcome.stderr.lines().find(|line| line.contains(&format!("/{name}：")));
        assert!(line.is_some_and(|line| line.contains(reason)), "{name}: {outcome:#?}");
    }
}
