//! How fast files become documents: 10,000 files of mixed formats, each format read on its own as
//! `index` reads it, and all of them indexed. The files are made here, each of a text of its own.

#![allow(clippy::disallowed_methods)] // The built-in names.
#![allow(clippy::expect_used, reason = "a bench that cannot run ends")]

use std::fs;
use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use corpus::gazetteer::Gazetteer;
use corpus::readers::{self, Isolation, Item};
use indexer::Change;
use indexer::analysis::Analyzer;
use zip::write::SimpleFileOptions;

/// Paragraphs of a text, and characters of each: about four pages.
const PARAGRAPHS: usize = 30;
const CHARACTERS: usize = 80;
const THREADS: usize = 2;

/// Where the characters of the texts come from: as common as they are in reports.
const POOL: &str = include_str!("../corpus/data/report.md");

type Make = fn(&[String]) -> Vec<u8>;

/// Formats, how many files of each there are, and what makes them.
const FORMATS: [(&str, usize, Make); 6] = [
    ("txt", 2000, |text| text.join("\n").into_bytes()),
    ("gbk.txt", 1000, |text| encoding_rs::GB18030.encode(&text.join("\n")).0.into_owned()),
    ("html", 2500, page),
    ("docx", 2500, word),
    ("pdf", 1500, pdf),
    ("ofd", 500, ofd),
];

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let program = env!("CARGO_BIN_EXE_zhengce").into();
    let isolation = Isolation::program(program, &["read-files"], Duration::from_secs(60));
    println!("| format | files | MB | files/s | MB/s |\n| --- | --- | --- | --- | --- |");
    let (mut all, mut reading) = (Vec::new(), 0.0);
    for (format, count, make) in FORMATS {
        let files = write(folder.path(), format, count, make);
        let bytes: u64 = files.iter().map(|f| fs::metadata(f).map_or(0, |m| m.len())).sum();
        let seconds = read(&files, &isolation);
        let (megabytes, per_second) = (bytes as f64 / 1e6, count as f64 / seconds);
        println!(
            "| {format} | {count} | {megabytes:.1} | {per_second:.0} | {:.1} |",
            megabytes / seconds
        );
        reading += seconds;
        all.extend(files);
    }
    let index = folder.path().join("index");
    let library = folder.path().join("library");
    let change = Change { add: vec![library], isolation, ..Change::default() };
    let start = Instant::now();
    let go_on = &mut |_: indexer::Progress<'_>| ControlFlow::Continue(());
    let report = indexer::update(&index, Analyzer::load(), &change, go_on).expect("it is indexed");
    let seconds = start.elapsed().as_secs_f64();
    assert_eq!((report.documents, report.unreadable.len()), (all.len(), 0), "all are documents");
    println!(
        "\n{} files indexed in {seconds:.1} s, {:.0} a second; reading alone takes {:.0} % of that",
        all.len(),
        all.len() as f64 / seconds,
        100.0 * reading / seconds
    );
}

fn write(folder: &Path, format: &str, count: usize, make: Make) -> Vec<PathBuf> {
    let folder = folder.join("library").join(format);
    fs::create_dir_all(&folder).expect("a folder can be made");
    // Texts of their own: a text in two formats would be one document.
    let seed = format.bytes().map(usize::from).sum::<usize>() * 10_000;
    let write = |at: usize| {
        let path = folder.join(format!("{at}.{format}"));
        fs::write(&path, make(&text(seed + at))).expect("a file can be written");
        path
    };
    (0..count).map(write).collect()
}

/// A title and paragraphs of characters drawn by a linear congruential generator.
fn text(seed: usize) -> Vec<String> {
    let is_han = |c: &char| ('\u{4E00}'..='\u{9FFF}').contains(c);
    let pool: Vec<char> = POOL.chars().filter(is_han).collect();
    let mut state = seed as u64 + 1;
    let mut character = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        pool[(state >> 33) as usize % pool.len()]
    };
    let title = format!("关于做好第{seed}号工作的通知");
    let paragraph = |at: usize| {
        let text: String = (0..CHARACTERS).map(|_| character()).collect();
        format!("第{at}项工作由{text}负责。")
    };
    std::iter::once(title).chain((1..=PARAGRAPHS).map(paragraph)).collect()
}

/// Seconds that reading files takes on two threads, fields derived.
fn read(files: &[PathBuf], isolation: &Isolation) -> f64 {
    let start = Instant::now();
    std::thread::scope(|scope| {
        for half in files.chunks(files.len().div_ceil(THREADS)) {
            scope.spawn(move || half.iter().for_each(|path| read_one(path, isolation)));
        }
    });
    start.elapsed().as_secs_f64()
}

fn read_one(path: &Path, isolation: &Isolation) {
    let name = path.to_string_lossy();
    readers::read_file(path, &name, Gazetteer::builtin(), isolation, &mut |item| {
        match item {
            Item::Record(record) => {
                corpus::describe(*record, Gazetteer::builtin());
            }
            Item::Problem(problem) => eprintln!("{problem}"),
            Item::Notice(notice) => eprintln!("{notice}"),
            Item::Working => {}
        }
        ControlFlow::Continue(())
    })
    .expect("the file is whole");
}

fn page(text: &[String]) -> Vec<u8> {
    let paragraphs: String = text[1..].iter().map(|p| format!("<p>{p}</p>\n")).collect();
    let menu = "<ul><li><a href=\"/\">首页</a></li><li><a href=\"/zwgk\">政务公开</a></li></ul>";
    format!(
        "<html><head><meta charset=\"utf-8\"><title>{title}</title></head><body><div>{menu}</div>\
         <div class=\"article\"><h1>{title}</h1>{paragraphs}</div></body></html>",
        title = text[0]
    )
    .into_bytes()
}

fn packed(files: &[(&str, String)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a file can be begun");
        archive.write_all(content.as_bytes()).expect("memory can be written");
    }
    archive.finish().expect("an archive can be ended").into_inner()
}

fn word(text: &[String]) -> Vec<u8> {
    let paragraphs: String =
        text.iter().map(|p| format!("<w:p><w:r><w:t>{p}</w:t></w:r></w:p>")).collect();
    let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let document =
        format!("<w:document xmlns:w=\"{namespace}\"><w:body>{paragraphs}</w:body></w:document>");
    packed(&[("word/document.xml", document)])
}

fn ofd(text: &[String]) -> Vec<u8> {
    let line = |(at, line): (usize, &String)| {
        let y = 20 + 8 * at;
        format!(
            "<ofd:TextObject ID=\"{id}\" Boundary=\"20 {y} 170 6\" Font=\"1\" Size=\"4\">\
             <ofd:TextCode X=\"0\" Y=\"4\" DeltaX=\"g 100 4\">{line}</ofd:TextCode></ofd:TextObject>",
            id = at + 10
        )
    };
    let namespace = "xmlns:ofd=\"http://www.ofdspec.org/2016\"";
    let lines: String = text.iter().enumerate().map(line).collect();
    let page = format!(
        "<ofd:Page {namespace}><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>\
         <ofd:Content><ofd:Layer ID=\"2\">{lines}</ofd:Layer></ofd:Content></ofd:Page>"
    );
    let body = format!(
        "<ofd:Document {namespace}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297\
         </ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID=\"1\" \
         BaseLoc=\"Pages/Page_0/Content.xml\"/></ofd:Pages></ofd:Document>"
    );
    let root = format!(
        "<ofd:OFD {namespace} DocType=\"OFD\"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml\
         </ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    );
    packed(&[
        ("OFD.xml", root),
        ("Doc_0/Document.xml", body),
        ("Doc_0/Pages/Page_0/Content.xml", page),
    ])
}

/// A PDF with a font that is not in it, its text in UTF-16, a line a paragraph's half.
fn pdf(text: &[String]) -> Vec<u8> {
    let hex =
        |line: &str| line.encode_utf16().map(|unit| format!("{unit:04X}")).collect::<String>();
    let mut content = String::from("BT /F1 10 Tf 14 TL 50 800 Td\n");
    for paragraph in text {
        let characters: Vec<char> = paragraph.chars().collect();
        for line in characters.chunks(48) {
            content += &format!("<{}> Tj T*\n", hex(&line.iter().collect::<String>()));
        }
    }
    content += "ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font \
         << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H \
         /DescendantFonts [6 0 R] >>"
            .to_owned(),
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry \
         (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 >>"
            .to_owned(),
    ];
    let mut file = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let start = file.len();
    file += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    offsets.iter().for_each(|offset| file += &format!("{offset:010} 00000 n \n"));
    file += &format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    file.into_bytes()
}
