//! Pages and documents that web systems save or export as one file, under the names of Word and
//! Excel too; and texts with damaged bytes.

use super::*;

const TITLE: &str = "江城市人民政府关于桥下空间的意见";

const PAGE: &str = "<html><head><meta charset=C></head><body><h1>江城市人民政府关于桥下空间的意见</h1>\
    <table><tr><td>标题</td><td>文号</td></tr><tr><td>桥下空间办法</td><td>江府发〔2024〕3号</td></tr></table>\
    <p>各区人民政府：</p><p>请认真贯彻，抓好落实。</p></body></html>";

/// Bytes in quoted-printable, in short lines.
fn quoted(bytes: &[u8]) -> String {
    let quoted = bytes.iter().map(|byte| format!("={byte:02X}")).collect::<Vec<_>>();
    quoted.chunks(20).map(<[String]>::concat).collect::<Vec<_>>().join("=\r\n")
}

/// Bytes in base64, in short lines.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = bytes.chunks(3).flat_map(|three| {
        let bits =
            (0..3).fold(0_u32, |bits, at| bits << 8 | u32::from(*three.get(at).unwrap_or(&0)));
        (0..4).map(move |at| match at <= three.len() {
            true => char::from(DIGITS[(bits >> (18 - 6 * at) & 63) as usize]),
            false => '=',
        })
    });
    digits
        .collect::<Vec<_>>()
        .chunks(76)
        .map(|line| line.iter().collect::<String>() + "\r\n")
        .collect()
}

/// A message with a page and a note.
fn message(charset: &str, encoding: &str, page: &str) -> Vec<u8> {
    format!(
        "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"--B\"\r\n\r\n\
         ----B\r\nContent-Type: text/html; charset=\"{charset}\"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{page}\r\n\
         ----B\r\nContent-Type: text/html\r\n\r\n<html><body><p>页脚</p></body></html>\r\n----B--\r\n"
    )
    .into_bytes()
}

#[test]
fn pages_saved_in_one_file() {
    let gbk = encoding_rs::GBK.encode(&PAGE.replace("=C", "=gb2312")).0.into_owned();
    let utf8 = PAGE.replace("=C", "=utf-8");
    let messages = [
        message("utf-8", "quoted-printable", &quoted(utf8.as_bytes())),
        message("gb2312", "quoted-printable", &quoted(&gbk)),
        message("gb2312", "base64", &base64(&gbk)),
        message("utf-8", "8bit", &utf8),
    ];
    for bytes in messages {
        for name in ["a.mht", "a.mhtml", "a.doc", "a.html", "a.wps"] {
            let read = &documents(name, &bytes)[0];
            assert_eq!(read.fields.title, TITLE, "{name}");
            assert!(read.passages().iter().any(|passage| passage.text.contains("抓好落实")));
        }
        assert_eq!(documents("a.xls", &bytes)[0].fields.title, "桥下空间办法");
        for end in 1..8 {
            let cut = &bytes[..bytes.len() * end / 8];
            let _ =
                read_bytes("a.doc", cut, Gazetteer::builtin(), &mut |_| ControlFlow::Continue(()));
        }
    }
}

#[test]
fn a_package_that_is_one_xml_file() {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let text = [TITLE, "各区人民政府：", "请认真贯彻，抓好落实。"].map(paragraph).concat();
    let flat = format!(
        "<?xml version=\"1.0\"?><pkg:package xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\">\
         <pkg:part pkg:name=\"/word/media/a.png\"><pkg:binaryData>AAAA</pkg:binaryData></pkg:part>\
         <pkg:part pkg:name=\"/word/document.xml\"><pkg:xmlData><w:document><w:body>{text}</w:body></w:document>\
         </pkg:xmlData></pkg:part></pkg:package>"
    );
    for name in ["a.doc", "a.docx", "a.wps"] {
        let read = &documents(name, flat.as_bytes())[0];
        assert_eq!(read.fields.title, TITLE, "{name}");
        assert_eq!(read.passages().len(), 2, "{name}");
    }
}

#[test]
fn few_damaged_characters_are_marked_and_told() {
    let text = "江城市人民政府关于桥下空间的意见\n各区人民政府：\n请认真贯彻，抓好落实。";
    let page =
        "<meta charset=gbk><h1>江城市人民政府关于桥下空间的意见</h1><p>请认真贯彻，抓好落实。</p>";
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let cut = |bytes: Vec<u8>| [&bytes[..bytes.len() - 15], &bytes[bytes.len() - 14..]].concat();
    let cases = [
        ("a.txt", cut(text.into()), 3),
        ("a.txt", cut(gbk(text)), 3),
        ("a.txt", [&gbk(text)[..], b"\n\xB5\n"].concat(), 4),
        ("a.html", cut(page.into()), 1),
        ("a.html", cut(gbk(page)), 1),
    ];
    for (name, bytes, line) in cases {
        let told = [Outcome::Problem(line), Outcome::Title(TITLE.into())];
        assert_eq!(outcome(name, &bytes).unwrap(), told, "{name}");
    }
}
