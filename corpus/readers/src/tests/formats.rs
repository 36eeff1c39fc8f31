//! One notice and one catalogue in the formats of offices: what becomes of
//! them, and of files that are damaged or not what their name says.

use std::io::{Cursor, Read, Write};
use std::ops::ControlFlow::Continue;

use super::*;

const NOTICES: [(&str, &[u8]); 5] = [
    ("notice.docx", include_bytes!("../../tests/data/formats/notice.docx")),
    ("notice.pdf", include_bytes!("../../tests/data/formats/notice.pdf")),
    ("not-embedded.pdf", include_bytes!("../../tests/data/formats/not-embedded.pdf")),
    ("notice.html", include_bytes!("../../tests/data/formats/notice.html")),
    ("notice.ofd", include_bytes!("../../tests/data/formats/notice.ofd")),
];

const CATALOGUES: [(&str, &[u8]); 3] = [
    ("catalogue.xlsx", include_bytes!("../../tests/data/formats/catalogue.xlsx")),
    ("catalogue.xls", include_bytes!("../../tests/data/formats/catalogue.xls")),
    ("catalogue.ods", include_bytes!("../../tests/data/formats/catalogue.ods")),
];

const SCAN: &[u8] = include_bytes!("../../tests/data/formats/scan.pdf");

fn paragraphs(document: &Record) -> Vec<String> {
    document.passages().iter().map(|passage| passage.text.to_string()).collect()
}

fn tables(sections: &[Section]) -> Vec<&document::document::Table> {
    let own = sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let below = sections.iter().flat_map(|section| tables(&section.sections));
    own.chain(below).collect()
}

#[test]
fn a_notice_in_every_format() {
    let body = "为了提高桥下空间的利用效率，改善周边居民的出行和休闲条件，结合本市实际情况，现就有关事项通知如下，请认真贯彻执行。";
    for (name, bytes) in NOTICES {
        let document = &documents(name, bytes)[0];
        let title = "江城市人民政府关于印发《江城市促进桥下空间利用若干措施》的通知";
        assert_eq!(document.fields.title, title, "{name}");
        assert_eq!(document.fields.number.as_deref(), Some("江府发〔2024〕3号"), "{name}");
        let text = paragraphs(document);
        for expected in [
            "各区人民政府，市政府各委、办、局：",
            body,
            "一、加强统筹",
            "江城市人民政府",
            "2024年1月5日",
        ] {
            assert!(text.iter().any(|own| own == expected), "{name} lacks {expected}: {text:#?}");
        }
        for noise in ["菜单", "版权", "已经删去", "— 1 —", "字体"] {
            assert!(!text.iter().any(|own| own.contains(noise)), "{name} has {noise}: {text:#?}");
        }
    }
}

#[test]
fn tables_with_merged_cells() {
    for (name, bytes) in NOTICES
        .into_iter()
        .filter(|(n, _)| ["notice.docx", "notice.html", "notice.pdf"].contains(n))
    {
        let document = &documents(name, bytes)[0];
        let [table] = tables(&document.body)[..] else { panic!("{name}") };
        assert_eq!(table.header, ["序号", "重点任务", "责任单位"], "{name}");
        let agencies: Vec<&str> = table.rows.iter().map(|row| row[2].as_str()).collect();
        assert_eq!(agencies, ["市建委", "市建委", "市应急局"], "{name}");
    }
}

#[test]
fn what_word_keeps_apart() {
    let (name, bytes) = NOTICES[0];
    let text = paragraphs(&documents(name, bytes)[0]);
    for expected in ["二、明确分工", "各区每年报送一次进展。首次报送为六月。", "联系电话见文本框。"]
    {
        assert!(text.iter().any(|own| own == expected), "{expected}: {text:#?}");
    }
}

#[test]
fn what_a_page_states() {
    let (name, bytes) = NOTICES[3];
    let document = &documents(name, bytes)[0];
    let date = |date: Option<language::PartialDate>| date.map(|date| date.to_string());
    assert_eq!(document.fields.agencies, ["江城市人民政府"]);
    assert_eq!(date(document.fields.dates.issued).as_deref(), Some("2024-01-05"));
    assert_eq!(date(document.fields.dates.published).as_deref(), Some("2024-01-10"));
    assert!(document.extra.iter().any(|field| field.value == "AA43-2024-003"));
}

#[test]
fn a_catalogue_in_every_format() {
    for (name, bytes) in CATALOGUES {
        let row = |document: &Record| {
            let dates = &document.fields.dates;
            let date = dates.published.or(dates.issued).or(document.fields.date);
            let date = date.map(|date| date.to_string()).unwrap_or_default();
            [date, document.fields.title.clone(), document.sources[0].place.clone()].join("|")
        };
        let read = documents(name, bytes);
        let expected = [
            "2024-01-05|桥下空间管理办法|市级 第3行",
            "2023-03-01|桥梁养护规程|市级 第4行",
            "|东湖区桥下空间行动方案|区级 第2行",
        ];
        assert_eq!(read.iter().map(row).collect::<Vec<_>>(), expected, "{name}");
        assert_eq!(read[0].fields.agencies, ["市建委"], "{name}");
    }
}

#[test]
fn files_that_are_not_what_their_name_says() {
    let html = "<html><body><table><tr><td>标题</td><td>文号</td></tr><tr><td>甲办法</td><td>无</td></tr></table>";
    let cases: [(&str, Vec<u8>, &str); 6] = [
        (
            "a.doc",
            NOTICES[3].1.to_vec(),
            "江城市人民政府关于印发《江城市促进桥下空间利用若干措施》的通知",
        ),
        (
            "a.docx",
            NOTICES[1].1.to_vec(),
            "江城市人民政府关于印发《江城市促进桥下空间利用若干措施》的通知",
        ),
        (
            "a.txt",
            NOTICES[0].1.to_vec(),
            "江城市人民政府关于印发《江城市促进桥下空间利用若干措施》的通知",
        ),
        ("a.xls", html.as_bytes().to_vec(), "甲办法"),
        ("a.xls", encoding_rs::GBK.encode("标题\t文号\n甲办法\t无").0.into_owned(), "甲办法"),
        ("a.wps", "甲办法\n各单位：\n正文。".into(), "甲办法"),
    ];
    for (name, bytes, title) in cases {
        assert_eq!(documents(name, &bytes)[0].fields.title, title, "{name}");
    }
}

#[test]
fn files_without_text() {
    assert!(matches!(outcome("a.pdf", SCAN), Err(Error::Scanned { .. })));
    assert!(matches!(outcome("a.png", b"x"), Err(Error::Picture { .. })));
    for name in ["a.docx", "a.pdf", "a.ofd", "a.xlsx", "a.xls", "a.html", "a.zip", "a.doc"] {
        assert!(matches!(outcome(name, b""), Err(Error::Empty { .. })), "{name}");
    }
    for name in ["a.docx", "a.pdf", "a.ofd", "a.xlsx", "a.zip", "a.doc"] {
        let read = outcome(name, b"\x00\x01\xfe\xff\x00\x13random");
        assert!(matches!(read, Err(Error::Damaged { .. })), "{name}: {read:?}");
    }
}

/// A PDF of one line in a Chinese font that is not embedded, by the codes of its encoding.
fn pdf(encoding: &str, codes: &[u8]) -> Vec<u8> {
    let hex: String = codes.iter().map(|byte| format!("{byte:02x}")).collect();
    let content = format!("BT /F1 16 Tf 72 700 Td <{hex}> Tj ET");
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        format!("<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{encoding}/DescendantFonts[6 0 R]>>"),
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun/DW 1000>>".to_owned(),
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut places = String::from("0000000000 65535 f \n");
    for (object, number) in objects.iter().zip(1..) {
        places += &format!("{:010} 00000 n \n", pdf.len());
        pdf += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let start = pdf.len();
    pdf += &format!("xref\n0 7\n{places}trailer<</Size 7/Root 1 0 R>>\nstartxref\n{start}\n%%EOF");
    pdf.into_bytes()
}

#[test]
fn fonts_that_are_not_embedded() {
    let title = "东湖区桥下空间办法";
    let wide: Vec<u8> = title.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let cases = [
        ("GBK-EUC-H", encoding_rs::GBK.encode(title).0.into_owned()),
        ("UniGB-UCS2-H", wide.clone()),
        ("UniGB-UTF16-H", wide.clone()),
    ];
    for (encoding, codes) in cases {
        assert_eq!(documents("a.pdf", &pdf(encoding, &codes))[0].fields.title, title, "{encoding}");
    }
    // Numbers of glyphs say nothing without the font.
    assert!(matches!(outcome("a.pdf", &pdf("Identity-H", &wide)), Err(Error::Garbled { .. })));
}

/// Reads a file that may be damaged: whatever comes of it, it is no panic.
fn survives(name: &str, bytes: &[u8]) {
    let _ = read_bytes(name, bytes, Gazetteer::builtin(), &mut |_| ControlFlow::Continue(()));
}

#[test]
fn damaged_files_never_panic() {
    for (name, bytes) in NOTICES.into_iter().chain(CATALOGUES).chain([("scan.pdf", SCAN)]) {
        for part in 1..8 {
            survives(name, &bytes[..bytes.len() * part / 8]);
        }
        // The same places every time: a test that fails now and then helps nobody.
        let mut place = 12_345_usize;
        for _ in 0..60 {
            let mut damaged = bytes.to_vec();
            for _ in 0..8 {
                place = place
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                let at = (place >> 16) % damaged.len();
                damaged[at] ^= 1 << ((place >> 40) & 7);
            }
            survives(name, &damaged);
        }
    }
}

/// A reader of ODS that goes on until an element is closed never ends.
#[test]
fn a_spreadsheet_whose_content_is_not_closed_is_named() {
    let (name, bytes) = CATALOGUES[2];
    let mut sheets = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut content = String::new();
    sheets.by_name("content.xml").unwrap().read_to_string(&mut content).unwrap();
    let cut = &content.as_bytes()[..content.find("</table:table>").unwrap()];
    let broken = [
        content.replace("</table:table>", "</table:tablu>").into_bytes(),
        cut.to_vec(),
        [cut, b"\xFF"].concat(),
    ];
    for content in broken {
        let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let mimetype = b"application/vnd.oasis.opendocument.spreadsheet".to_vec();
        for (part, text) in [("mimetype", mimetype), ("content.xml", content)] {
            packed.start_file(part, zip::write::SimpleFileOptions::default()).unwrap();
            packed.write_all(&text).unwrap();
        }
        let packed = packed.finish().unwrap().into_inner();
        let read = read_bytes(name, &packed, Gazetteer::builtin(), &mut |_| Continue(()));
        assert!(read.is_err(), "{read:?}");
    }
}
