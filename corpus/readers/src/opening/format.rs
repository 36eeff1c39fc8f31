//! Which format a file has: by the end of its name, and by its first bytes,
//! which win, for offices call web pages .xls and Word documents .wps.

use std::io::Cursor;
use std::path::Path;

use crate::container::package::Package;
use crate::error::{Damage, Result};
use crate::formats::page;
use crate::source::Origin;
use language::encoding;

/// Formats that have a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Text, which cannot harm whoever reads it.
    Text(TextFormat),
    /// DOCX.
    Word,
    /// XLSX, XLS or ODS.
    Workbook,
    /// PPTX.
    Presentation,
    /// HTML or MHTML.
    Page,
    /// A package (DOCX, XLSX) as one XML file.
    FlatPackage,
    /// HTML that calls itself a spreadsheet.
    PageOfTables,
    Pdf,
    Ofd,
    /// A zip file of documents.
    Archive,
    /// DOC, WPS, RTF, ODT, PPT: only an office program reads them.
    Office,
    /// An encrypted package of one of the formats of Office.
    Protected,
    /// A picture, perhaps of a document.
    Picture,
}

/// Formats that are text, read as it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextFormat {
    Prose,
    /// A table with this delimiter, or one to be found out.
    Delimited(Option<u8>),
    Records,
    CompressedRecords,
}

/// Ends of names, each with the format that it promises.
const NAMES: [(&[&str], Format); 14] = [
    (&["txt", "text", "md", "markdown"], Format::Text(TextFormat::Prose)),
    (&["csv"], Format::Text(TextFormat::Delimited(None))),
    (&["tsv"], Format::Text(TextFormat::Delimited(Some(b'\t')))),
    (&["jsonl", "ndjson"], Format::Text(TextFormat::Records)),
    (&["jsonl.gz", "ndjson.gz"], Format::Text(TextFormat::CompressedRecords)),
    (&["docx", "docm", "dotx"], Format::Word),
    (&["xlsx", "xlsm", "xls", "et", "ett", "ods", "xlsb"], Format::Workbook),
    (&["pptx", "pptm", "ppsx", "potx"], Format::Presentation),
    (&["html", "htm", "xhtml", "shtml", "mht", "mhtml"], Format::Page),
    (&["pdf"], Format::Pdf),
    (&["ofd"], Format::Ofd),
    (&["zip"], Format::Archive),
    (&["doc", "dot", "wps", "wpt", "rtf", "odt", "ppt", "pps", "dps", "odp"], Format::Office),
    (&["jpg", "jpeg", "png", "tif", "tiff", "bmp"], Format::Picture),
];

impl Format {
    /// The format by the end of the file's name, in any case of letters.
    pub(crate) fn named(path: &Path) -> Option<Format> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let has = |end: &&str| name.strip_suffix(*end).is_some_and(|stem| stem.ends_with('.'));
        NAMES.iter().find(|(ends, _)| ends.iter().any(has)).map(|(_, format)| *format)
    }

    /// The format of a file by its first bytes: `None` where they only say that it is text.
    pub(crate) fn told(head: &[u8]) -> Option<Told> {
        let is_pdf = head.windows(5).take(1024).any(|window| window == b"%PDF-");
        match head {
            [b'P', b'K', 3 | 5, 4 | 6, ..] => Some(Told::Package),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => Some(Told::Compound),
            [b'{', b'\\', b'r', b't', b'f', ..] => Some(Told::Rtf),
            _ if is_pdf => Some(Told::Pdf),
            _ => None,
        }
    }

    /// The format of a file that is no plain text by its name or its first bytes.
    ///
    /// # Errors
    /// Its bytes are those of no format that can be read.
    pub(crate) fn of(named: Format, bytes: &[u8], origin: Origin<'_>) -> Result<Format> {
        match Format::told(bytes) {
            Some(Told::Pdf) => Ok(Format::Pdf),
            Some(Told::Rtf) => Ok(Format::Office),
            Some(Told::Package) => of_package(named, bytes, origin),
            Some(Told::Compound) => Ok(of_compound(named, bytes)),
            None if bytes.iter().all(u8::is_ascii_whitespace) => Err(origin.empty()),
            None if named == Format::Picture => Ok(Format::Picture),
            None => of_text(named, bytes, origin),
        }
    }

    /// What the format is called in messages.
    fn title(self) -> &'static str {
        match self {
            Format::Word => "Word（DOCX）",
            Format::Workbook => "表格（XLSX、XLS、ODS）",
            Format::Presentation => "演示文稿（PPTX）",
            Format::Pdf => "PDF",
            Format::Ofd => "OFD",
            Format::Archive => "ZIP",
            _ => "文档",
        }
    }
}

/// What the first bytes of a file tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    Pdf,
    Rtf,
    /// A zip file: DOCX, XLSX, OFD and others.
    Package,
    /// A compound file: DOC, XLS, WPS and others.
    Compound,
}

/// What is packed in a zip file.
fn of_package(named: Format, bytes: &[u8], origin: Origin<'_>) -> Result<Format> {
    let package = Package::open(Cursor::new(bytes), named.title(), origin)?;
    let has = |start: &str| package.names().iter().any(|name| name.starts_with(start));
    let is_open_document = has("mimetype") && has("content.xml");
    Ok(match named {
        _ if has("word/document") => Format::Word,
        _ if has("xl/workbook") => Format::Workbook,
        _ if has("OFD.xml") => Format::Ofd,
        _ if has("ppt/presentation") => Format::Presentation,
        Format::Workbook if is_open_document => Format::Workbook,
        _ if is_open_document => Format::Office,
        Format::Archive => Format::Archive,
        named => return Err(origin.damaged(named.title(), Damage::OtherPackage)),
    })
}

/// What is in a compound file, by its directory; one whose directory is damaged is left to the
/// office program.
fn of_compound(named: Format, bytes: &[u8]) -> Format {
    let container = cfb::CompoundFile::open(Cursor::new(bytes)).ok();
    let has = |name: &str| container.as_ref().is_some_and(|container| container.exists(name));
    if has("EncryptedPackage") {
        return Format::Protected;
    }
    let is_workbook = has("Workbook") || has("Book") || named == Format::Workbook;
    let is_other = has("WordDocument") || has("PowerPoint Document") || named == Format::Office;
    if is_workbook && !is_other { Format::Workbook } else { Format::Office }
}

/// What a text is that its name promises to be something else.
fn of_text(named: Format, bytes: &[u8], origin: Origin<'_>) -> Result<Format> {
    if named == Format::Page {
        return Ok(Format::Page);
    }
    let head = &bytes[..bytes.len().min(4096)];
    let text = match encoding::decoded(head, None, origin.path) {
        Ok(head) => head.text.to_lowercase(),
        Err(_) => String::from_utf8_lossy(head).to_lowercase(),
    };
    let is_office_xml = text.contains("schemas-microsoft-com:office:spreadsheet")
        || text.contains("schemas.microsoft.com/office/word/2003");
    let is_page = page::is_message(bytes) || page::is_page(&text);
    let is_text = || encoding::decoded(bytes, None, origin.path).is_ok();
    match named {
        _ if text.contains("schemas.microsoft.com/office/2006/xmlpackage") => {
            Ok(Format::FlatPackage)
        }
        // Programs write XML of their own under the names of Word and Excel.
        Format::Word | Format::Office | Format::Workbook
            if is_office_xml && !text.contains("<html") =>
        {
            Ok(Format::Office)
        }
        Format::Word | Format::Office if is_page => Ok(Format::Page),
        Format::Workbook if is_page => Ok(Format::PageOfTables),
        Format::Word | Format::Office if is_text() => Ok(Format::Text(TextFormat::Prose)),
        Format::Workbook if is_text() => Ok(Format::Text(TextFormat::Delimited(None))),
        named => Err(origin.damaged(named.title(), Damage::OtherContent)),
    }
}

/// Ends of names of files that no document has: parts of web pages and programs, and what
/// programs leave beside documents.
const BY_PRODUCTS: [&str; 16] = [
    "css", "js", "map", "woff", "woff2", "ttf", "eot", "ico", "gif", "svg", "tmp", "bak", "lnk",
    "ini", "db", "url",
];

/// Whether a file is no document by its name, and nobody wants to hear of it: the lock file of
/// an open document, a style sheet of a saved page.
pub fn is_by_product(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let folder = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    let is_of_page = folder.ends_with("_files") || folder.ends_with(".files");
    name.starts_with("~$")
        || name.starts_with(".~")
        || BY_PRODUCTS.contains(&extension.as_str())
        || is_of_page && (extension == "webp" || Format::named(path) == Some(Format::Picture))
}

#[cfg(test)]
mod tests {
    use language::gazetteer::Gazetteer;

    use super::*;

    #[test]
    fn formats_by_name() {
        let cases = [
            ("政策.TXT", Some(Format::Text(TextFormat::Prose))),
            ("a.jsonl.gz", Some(Format::Text(TextFormat::CompressedRecords))),
            ("通知.wps", Some(Format::Office)),
            ("台账.et", Some(Format::Workbook)),
            ("a.gz", None),
            ("csv", None),
        ];
        for (name, expected) in cases {
            assert_eq!(Format::named(Path::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn formats_by_content() {
        let origin = Origin::new(Path::new("a"), "a", Gazetteer::builtin());
        let cases: [(Format, &[u8], Option<Format>); 9] = [
            (Format::Word, b"%PDF-1.4 ...", Some(Format::Pdf)),
            (Format::Workbook, b"\n<html><table><tr>", Some(Format::PageOfTables)),
            (Format::Office, b"<HTML><body>", Some(Format::Page)),
            (
                Format::Workbook,
                "标题\t日期\n甲\t2019".as_bytes(),
                Some(Format::Text(TextFormat::Delimited(None))),
            ),
            (Format::Office, "关于甲的通知".as_bytes(), Some(Format::Text(TextFormat::Prose))),
            (Format::Word, b"{\\rtf1", Some(Format::Office)),
            (
                Format::Word,
                b"\xD0\xCF\x11\xE0..W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0",
                Some(Format::Office),
            ),
            (Format::Pdf, b"\x01\x02\x00\xFF", None),
            (Format::Word, b"PK\x03\x04", None),
        ];
        for (named, bytes, expected) in cases {
            assert_eq!(Format::of(named, bytes, origin).ok(), expected, "{named:?}");
        }
    }
}
