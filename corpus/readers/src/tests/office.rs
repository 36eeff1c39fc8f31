//! What is particular to files of Office: parts of Word documents that are no paragraphs, slides,
//! packages packed in other ways, and files that are encrypted and open without being asked.

use std::io::{Cursor, Write};

use zip::CompressionMethod;

use super::*;

/// A package of parts.
fn packed(parts: &[(&str, &str)], method: CompressionMethod) -> Vec<u8> {
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(method);
    for (name, text) in parts {
        packed.start_file(*name, options).unwrap();
        packed.write_all(text.as_bytes()).unwrap();
    }
    packed.finish().unwrap().into_inner()
}

/// A Word document of these paragraphs and parts beside it.
fn word(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let main = format!(
        r#"<w:document xmlns:w="w" xmlns:r="r" xmlns:v="v"><w:body>{body}</w:body></w:document>"#
    );
    let main = [("word/document.xml", main.as_str())];
    packed(&[&main, parts].concat(), CompressionMethod::Deflated)
}

fn lines(document: &Record) -> Vec<String> {
    document.passages().iter().map(|passage| passage.text.to_string()).collect()
}

const TITLE: &str = "江城市人民政府关于规范桥下空间管理的通知";

#[test]
fn parts_of_paragraphs_that_are_no_text() {
    let body = r#"<w:p><w:r><w:pict><v:shape><v:textpath string="江城市人民政府文件"/></v:shape></w:pict></w:r></w:p>
        <w:p><w:r><w:t>江府发</w:t><w:sym w:font="仿宋" w:char="3014"/><w:t>2024</w:t>
        <w:sym w:font="Symbol" w:char="F05D"/><w:t>3号</w:t></w:r></w:p>
        <w:p><w:r><w:t>关 于 规 范 桥 下 空 间 的 通　知</w:t></w:r></w:p>
        <w:p><w:r><w:t>各区人民政府：</w:t></w:r></w:p>
        <w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>单击此处输入文字。</w:t></w:r></w:p></w:sdtContent></w:sdt>
        <w:p><w:sdt><w:sdtPr><w:showingPlcHdr w:val="0"/></w:sdtPr><w:sdtContent><w:r><w:t>请于月底前</w:t></w:r></w:sdtContent></w:sdt>
        <w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>&#xF0FE;</w:t></w:r><w:r><w:t>报送方案。</w:t></w:r></w:p>"#;
    let document = &documents("a.docx", &word(body, &[]))[0];
    assert_eq!(document.fields.title, "关于规范桥下空间的通知");
    assert_eq!(document.fields.number.as_deref(), Some("江府发〔2024〕3号"));
    let text = lines(document);
    for expected in ["江城市人民政府文件", "请于月底前☑报送方案。"] {
        assert!(text.iter().any(|line| line == expected), "{expected}: {text:#?}");
    }
    assert!(!text.iter().any(|line| line.contains("单击")), "{text:#?}");
}

#[test]
fn parts_of_other_formats() {
    let relationships: String = ["page.html", "page.mht", "text.txt", "old.rtf"]
        .iter()
        .map(|name| format!(r#"<Relationship Id="{name}" Type="t/aFChunk" Target="/{name}"/>"#))
        .collect();
    let relationships = format!("<Relationships>{relationships}</Relationships>");
    let page = format!(
        "<html><head><title>x</title></head><body><p>{TITLE}</p><table><tr><td>项目</td><td>金额</td></tr><tr><td>灯</td><td>三</td></tr></table></body></html>"
    );
    let message =
        "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>附表另发。</p>";
    let parts = [
        ("word/_rels/document.xml.rels", relationships.as_str()),
        ("page.html", page.as_str()),
        ("page.mht", message),
        ("text.txt", "各区要加强统筹。"),
        ("old.rtf", "{\\rtf1 a}"),
    ];
    let body = r#"<w:altChunk r:id="page.html"/><w:p><w:r><w:t>现通知如下。</w:t></w:r></w:p>
        <w:altChunk r:id="text.txt"/><w:altChunk r:id="page.mht"/><w:altChunk r:id="old.rtf"/>"#;
    let (mut records, mut problems) = (Vec::new(), Vec::new());
    read_bytes("a.docx", &word(body, &parts), Gazetteer::builtin(), &mut |item| {
        match item {
            Item::Record(record) => records.push(*record),
            Item::Problem(problem) => problems.push(problem.to_string()),
            Item::Notice(notice) => panic!("{notice}"),
            Item::Working => {}
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(records[0].fields.title, TITLE);
    let text = lines(&records[0]).join("|");
    assert!(
        text.contains("灯") && text.contains("现通知如下。|各区要加强统筹。|附表另发。"),
        "{text}"
    );
    assert!(problems[0].contains("old.rtf") && problems.len() == 1, "{problems:?}");
}

/// A presentation of two slides that are shown, and one that is not.
fn presentation() -> Vec<u8> {
    let relationship = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="t/{kind}" Target="{target}"/>"#)
    };
    let main = r#"<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst><p:sldId id="256" r:id="a"/><p:sldId id="257" r:id="b"/><p:sldId id="258" r:id="c"/></p:sldIdLst></p:presentation>"#;
    let slides = ["b", "a", "c"].map(|id| relationship(id, "slide", &format!("slides/{id}.xml")));
    let text = |text: &str| format!("<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody>");
    let title = |title: &str| {
        format!(r#"<p:sp><p:nvPr><p:ph type="ctrTitle"/></p:nvPr>{}</p:sp>"#, text(title))
    };
    let frame = |x: u32, y: u32, words: &str| {
        let place = format!(r#"<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="40" cy="40"/></a:xfrm>"#);
        format!("<p:sp><p:spPr>{place}</p:spPr>{}</p:sp>", text(words))
    };
    let slide = |inner: String, attribute: &str| {
        format!(
            r#"<p:sld xmlns:p="p" xmlns:a="a" {attribute}><p:spTree>{inner}</p:spTree></p:sld>"#
        )
    };
    let group = format!(
        r#"<p:grpSp><p:grpSpPr><a:xfrm><a:off x="0" y="10"/><a:ext cx="40" cy="40"/><a:chOff x="900" y="900"/><a:chExt cx="40" cy="40"/></a:xfrm></p:grpSpPr>{}</p:grpSp>"#,
        frame(900, 900, "左栏。")
    );
    let first = frame(50, 12, "右栏。") + &group + &title("桥下空间&#xA;政策解读");
    let table = r#"<p:graphicFrame><p:xfrm><a:off x="0" y="90"/></p:xfrm><a:tbl><a:tr><a:tc gridSpan="2"><a:txBody><a:p><a:r><a:t>标准</a:t></a:r></a:p></a:txBody></a:tc><a:tc hMerge="1"/></a:tr>
        <a:tr><a:tc><a:txBody><a:p><a:r><a:t>灯</a:t></a:r></a:p></a:txBody></a:tc><a:tc><a:txBody><a:p><a:r><a:t>三盏</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>"#;
    let listed = r#"<p:sp><p:txBody><a:p><a:pPr><a:buAutoNum type="ea1ChsPeriod"/></a:pPr><a:r><a:t>甲</a:t></a:r></a:p><a:p><a:pPr><a:buAutoNum type="ea1ChsPeriod"/></a:pPr><a:r><a:t>乙</a:t></a:r></a:p><a:p><a:fld type="slidenum"><a:r><a:t>7</a:t></a:r></a:fld></a:p></p:txBody></p:sp>"#;
    let second = title("申报条件") + table + listed;
    let notes = format!(
        r#"<p:notes xmlns:p="p" xmlns:a="a"><p:sp><p:nvPr><p:ph type="body"/></p:nvPr>{}</p:sp></p:notes>"#,
        text("讲十分钟。")
    );
    let parts = [
        ("ppt/presentation.xml", main.to_owned()),
        ("ppt/_rels/presentation.xml.rels", format!("<R>{}</R>", slides.concat())),
        ("ppt/slides/a.xml", slide(first, "")),
        (
            "ppt/slides/_rels/a.xml.rels",
            format!("<R>{}</R>", relationship("n", "notesSlide", "../notes/n.xml")),
        ),
        ("ppt/notes/n.xml", notes),
        ("ppt/slides/b.xml", slide(second, "")),
        ("ppt/slides/c.xml", slide(title("不放映"), r#"show="0""#)),
    ];
    let parts: Vec<(&str, &str)> =
        parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    packed(&parts, CompressionMethod::Deflated)
}

#[test]
fn slides_are_read_frame_by_frame() {
    let document = &documents("a.pptx", &presentation())[0];
    assert_eq!(document.fields.title, "桥下空间政策解读");
    let text = lines(document).join("|");
    assert!(text.starts_with("左栏。|右栏。|讲十分钟。|申报条件|一、甲|二、乙|"), "{text}");
    assert!(text.contains("三盏") && !text.contains("不放映") && !text.contains('7'), "{text}");
}

#[test]
fn damaged_presentations_never_panic() {
    let whole = presentation();
    for end in (0..whole.len()).step_by(97) {
        let mut cut = whole.clone();
        cut[end] ^= 0x55;
        for bytes in [&whole[..end], &cut] {
            let _ = read_bytes("a.pptx", bytes, Gazetteer::builtin(), &mut |_| {
                ControlFlow::Continue(())
            });
        }
    }
}

#[test]
fn packages_are_packed_in_many_ways() {
    for method in [CompressionMethod::Stored, CompressionMethod::Bzip2, CompressionMethod::Xz] {
        let archive = packed(&[("甲.txt", &format!("{TITLE}\n各区：\n现通知如下。"))], method);
        assert_eq!(documents("a.zip", &archive)[0].fields.title, TITLE, "{method}");
    }
}

#[test]
fn encrypted_files_that_ask_for_nothing() {
    let cases: [(&str, &[u8], &str); 4] = [
        ("a.docx", include_bytes!("../../tests/data/formats/protected.docx"), TITLE),
        ("b.docx", include_bytes!("../../tests/data/formats/protected-2007.docx"), TITLE),
        (
            "a.xls",
            include_bytes!("../../tests/data/formats/protected.xls"),
            "江城市桥下空间管理办法第1版",
        ),
        (
            "b.xls",
            include_bytes!("../../tests/data/formats/protected-2002.xls"),
            "江城市桥下空间管理办法第1版",
        ),
    ];
    for (name, bytes, title) in cases {
        assert_eq!(documents(name, bytes)[0].fields.title, title, "{name}");
    }
    let locked = outcome("a.docx", include_bytes!("../../tests/data/formats/locked.docx"));
    assert!(matches!(locked, Err(Error::Encrypted { .. })), "{locked:?}");
}
