//! PDF and OFD files as many programs write them, each made here with one thing that is unusual.

use std::io::{Cursor, Write};

use super::*;

const TITLE: &str = "关于桥下空间利用的意见";
const FIRST: &str = "为了提高桥下空间的利用效率，结合实际，";
const SECOND: &str = "现提出如下意见。";
const BODY: &str = "为了提高桥下空间的利用效率，结合实际，现提出如下意见。";

/// A string of UTF-16.
fn hex(text: &str) -> String {
    text.encode_utf16().map(|unit| format!("{unit:04X}")).collect()
}

/// Shows a text in the font of a name at a place.
fn show(font: &str, size: f32, (x, y): (f32, f32), text: &str) -> String {
    format!("BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm <{}> Tj ET\n", hex(text))
}

/// A title and two lines that make a paragraph.
fn lines() -> [String; 3] {
    [
        show("u", 22.0, (150.0, 700.0), TITLE),
        show("u", 16.0, (60.0, 640.0), FIRST),
        show("u", 16.0, (60.0, 612.0), SECOND),
    ]
}

/// A file of one page with a program, entries of its page and of the stream, and more objects.
fn pdf(program: &str, page: &str, stream: &str, more: &str) -> Vec<u8> {
    let composite = |name: &str, encoding: &str| {
        format!(
            "/{name} <</Type/Font/Subtype/Type0/BaseFont/STSong/Encoding/{encoding}/DescendantFonts[\
             <</Type/Font/Subtype/CIDFontType0/BaseFont/STSong/CIDSystemInfo\
             <</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500]>>]>>"
        )
    };
    let fonts = [("u", "UniGB-UCS2-H"), ("v", "UniGB-UCS2-V"), ("g", "Identity-H")]
        .map(|(name, encoding)| composite(name, encoding))
        .concat();
    let simple = "/s <</Type/Font/Subtype/TrueType/BaseFont/SimSun/Encoding/WinAnsiEncoding>>";
    format!(
        "%PDF-1.7\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R\
         /Resources<</Font<<{fonts}{simple}>>/Properties<</off 8 0 R>>>>{page}>>\nendobj\n\
         4 0 obj\n<</Length {}{stream}>>\nstream\n{program}\nendstream\nendobj\n{more}\n\
         2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n\
         1 0 obj\n<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[8 0 R]/D<</OFF[8 0 R]>>>>>>\nendobj\n\
         trailer\n<</Root 1 0 R>>\n",
        program.len()
    )
    .into_bytes()
}

fn text(name: &str, bytes: &[u8]) -> String {
    let documents = documents(name, bytes);
    let passages = documents.iter().flat_map(Record::passages);
    let title = documents.iter().map(|document| document.fields.title.clone());
    title.chain(passages.map(|passage| passage.text.to_string())).collect::<Vec<_>>().join("|")
}

#[test]
fn pdf_files_with_something_unusual() {
    let [title, first, second] = lines();
    let all = format!("{title}{first}{second}");
    let typed =
        "/Annots[<</Type/Annot/Subtype/FreeText/Rect[60 300 400 330]/Contents(\u{516c}\u{5f00})>>]";
    let hidden = show("u", 16.0, (60.0, 500.0), "图层文字");
    let beside = show("u", 16.0, (900.0, 640.0), "页外文字");
    let mark = show("u", 90.0, (60.0, 610.0), "样本样本");
    let hexed: String = all.bytes().map(|byte| format!("{byte:02x}")).collect();
    // A cell of letters that are half as wide as ideographs, beside another one.
    let narrow = [(60.0, "GB9704-2012"), (148.0, "标准")]
        .map(|(x, text)| show("u", 16.0, (x, 500.0), text))
        .concat();
    let radicals = show("u", 16.0, (60.0, 500.0), "⼈⺠⾦融");
    let cases = [
        (pdf(&format!("{title}{first}1 0 ) x [ 1 2 y\n{second}"), "", "", ""), BODY, "x"),
        (pdf(&format!("0 1 -1 0 595 0 cm\n{all}"), "", "", ""), BODY, "x"),
        (pdf(&format!("{all}/OC /off BDC {hidden} EMC"), "", "", ""), BODY, "图层文字"),
        (pdf(&format!("{all}{beside}"), "", "", ""), BODY, "页外文字"),
        (pdf(&format!("{mark}{all}"), "", "", ""), BODY, "样本"),
        (pdf(&all, typed, "", ""), "公开", "x"),
        (pdf(&format!("{hexed}>"), "", "/Filter/AHx", ""), BODY, "x"),
        (pdf(&all, "", "/Filter[]", ""), BODY, "x"),
        (pdf(&format!("{all}{radicals}"), "", "", ""), "人民金融", "⼈"),
        (pdf(&format!("{all}{narrow}"), "", "", ""), "GB9704-2012标准", "x"),
        (
            pdf(&format!("{all}BT /g 16 Tf 60 500 Td <087E04EC0D67> Tj ET"), "", "", ""),
            "江城市",
            "x",
        ),
        (pdf(&format!("{all}BT /s 16 Tf 60 500 Td <C4BFC2BC> Tj ET"), "", "", ""), "目录", "Ä"),
    ];
    for (at, (bytes, expected, unexpected)) in cases.into_iter().enumerate() {
        let text = text("样本.pdf", &bytes);
        assert!(text.contains(TITLE) && text.contains(expected), "{at}: {text}");
        assert!(!text.contains(unexpected), "{at}: {text}");
    }
}

#[test]
fn a_pdf_that_is_cut_and_one_that_is_set_downwards() {
    let whole = pdf(&lines().concat(), "", "", "");
    let end = whole.windows(9).position(|bytes| bytes == b"endstream").unwrap();
    assert!(text("样本.pdf", &whole[..end - 1]).contains(BODY));
    let down = [(520.0, TITLE), (480.0, FIRST), (452.0, SECOND)]
        .map(|(x, text)| show("v", 16.0, (x, 780.0), text));
    let read = text("样本.pdf", &pdf(&down.concat(), "", "", ""));
    assert!(read.contains(TITLE) && read.contains(FIRST), "{read}");
}

#[test]
fn files_in_a_pdf_are_read() {
    let names = "1 0 obj\n<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a) 10 0 R]>>>>>>\n\
                 endobj\n10 0 obj\n<</Type/Filespec/F(note.txt)/EF<</F 11 0 R>>>>\nendobj\n";
    let inner = format!("关于桥面铺装的通知\n\n{BODY}");
    let file =
        format!("{names}11 0 obj\n<</Length {}>>\nstream\n{inner}\nendstream\nendobj", inner.len());
    let cover = String::from_utf8(pdf(&lines().concat(), "", "", "")).unwrap();
    let (head, tail) = cover.split_at(cover.find("1 0 obj\n<</Type/Catalog").unwrap());
    let end = tail.find("trailer").unwrap();
    let read = documents("样本.pdf", format!("{head}{file}\n{}", &tail[end..]).as_bytes());
    let titles: Vec<&str> = read.iter().map(|document| document.fields.title.as_str()).collect();
    assert_eq!(titles, [TITLE, "关于桥面铺装的通知"]);
}

/// A package with a page, and more parts.
fn ofd(content: &str, document: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let root = "<OFD><DocBody><DocRoot>Doc_0\\Document.xml</DocRoot></DocBody></OFD>";
    let document = format!(
        "<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea>{document}\
         <Pages><Page ID='1' BaseLoc='P.xml'/></Pages></Document>"
    );
    let page = format!("<Page>{content}</Page>");
    let parts = [("OFD.xml", root), ("Doc_0/Document.xml", &document), ("Doc_0/P.xml", &page)];
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts.iter().chain(more) {
        packed.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        packed.write_all(part.as_bytes()).unwrap();
    }
    packed.finish().unwrap().into_inner()
}

/// A text object with attributes at a place.
fn object((x, y): (f32, f32), size: f32, attributes: &str, text: &str) -> String {
    let count = text.chars().count() - 1;
    format!(
        "<TextObject Boundary='{x} {y} 180 9' Size='{size}' {attributes}>\
         <TextCode X='0' Y='{size}' DeltaX='g {count} {size}'>{text}</TextCode></TextObject>"
    )
}

#[test]
fn ofd_files_with_something_unusual() {
    let all = [
        object((50.0, 30.0), 8.0, "", TITLE),
        object((25.0, 60.0), 5.6, "", FIRST),
        object((25.0, 70.0), 5.6, "", SECOND),
    ]
    .concat();
    let slanted = "CTM='0.7 -0.7 0.7 0.7 0 0'";
    let mark = object((40.0, 60.0), 5.0, slanted, "张三");
    let unit = format!(
        "<Res><CompositeGraphicUnits><CompositeGraphicUnit ID='7'><Content>{all}</Content>\
         </CompositeGraphicUnit></CompositeGraphicUnits></Res>"
    );
    let annotations = "<Annotations><Page PageID='1'><FileLoc>N.xml</FileLoc></Page></Annotations>";
    let note = |kind: &str, text: &str| {
        let text = object((40.0, 150.0), 5.0, slanted, text);
        format!(
            "<Annot Type='{kind}'><Appearance Boundary='0 0 210 297'>{text}</Appearance></Annot>"
        )
    };
    let notes = format!("<A>{}{}</A>", note("Stamp", "主动公开"), note("Watermark", "内部"));
    let composite = "<CompositeObject Boundary='0 0 210 297' CTM='1 0 0 1 0 0' ResourceID='7'/>";
    let templates = "<TemplatePage ID='5' BaseLoc='T.xml'/><TemplatePage ID='6' BaseLoc='U.xml'/>";
    let [five, six] = [("第五块模板", 200.0), ("第六块模板", 215.0)]
        .map(|(text, y)| object((40.0, y), 5.0, "", text));
    let cases = [
        (ofd(&format!("{mark}{all}"), "", &[]), BODY, "张三"),
        (ofd(composite, "<DocumentRes>R.xml</DocumentRes>", &[("Doc_0/R.xml", &unit)]), BODY, "x"),
        (
            ofd(
                &all,
                "<Annotations>A.xml</Annotations>",
                &[("Doc_0/A.xml", annotations), ("Doc_0/N.xml", &notes)],
            ),
            "主动公开",
            "内部",
        ),
        (
            ofd(
                &format!("<Template TemplateID='5'/><Template TemplateID='6'/>{all}"),
                templates,
                &[("Doc_0/T.xml", &five), ("Doc_0/U.xml", &six)],
            ),
            "第六块模板",
            "x",
        ),
    ];
    for (at, (bytes, expected, unexpected)) in cases.into_iter().enumerate() {
        let text = text("样本.ofd", &bytes);
        assert!(text.contains(TITLE) && text.contains(expected), "{at}: {text}");
        assert!(!text.contains(unexpected), "{at}: {text}");
    }
}
