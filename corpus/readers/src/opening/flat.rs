//! Packages that are one XML file (Flat OPC), as web systems write from templates: their parts are
//! packed, and what comes of that is read as any package.

use std::io::{Cursor, Write};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::container::xml;
use crate::error::{Damage, Result};
use crate::opening::dispatch;
use crate::opening::format::Format;
use crate::source::{Origin, Sink};

/// The name of the format in messages.
const FORMAT: &str = "Word（XML）";

/// Reads a flat package.
pub(crate) fn read_package(bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let text = origin.decoded(bytes, None, sink)?;
    let parts = parts(&text).map_err(|error| origin.damaged(FORMAT, Damage::Xml(error)))?;
    let packed = pack(&parts).map_err(|error| origin.damaged(FORMAT, Damage::Package(error)))?;
    dispatch(Format::of(Format::Word, &packed, origin)?, &packed, origin, sink)
}

/// The parts that are XML, each with its name.
fn parts(text: &str) -> std::result::Result<Vec<(String, &str)>, quick_xml::Error> {
    let mut reader = Reader::from_str(text);
    let (mut parts, mut name) = (Vec::new(), String::new());
    loop {
        match reader.read_event()? {
            Event::Start(start) if start.local_name().into_inner() == "part" => {
                name = xml::attribute(&start, "name").unwrap_or_default();
            }
            Event::Start(start) if start.local_name().into_inner() == "xmlData" => {
                let span = reader.read_to_end(start.name())?;
                let inner = usize::try_from(span.start).ok().zip(usize::try_from(span.end).ok());
                let inner = inner.and_then(|(start, end)| text.get(start..end)).unwrap_or_default();
                parts.push((name.trim_start_matches('/').to_owned(), inner));
            }
            Event::Eof => return Ok(parts),
            _ => {}
        }
    }
}

fn pack(parts: &[(String, &str)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in parts {
        packed.start_file(name.as_str(), options)?;
        packed.write_all(text.as_bytes())?;
    }
    Ok(packed.finish()?.into_inner())
}
