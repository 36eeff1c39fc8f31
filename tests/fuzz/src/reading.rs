//! The promises of every reader, whatever is in the file: it answers with items or with an error, and
//! each of them says which file it is about; a record says where it was read, survives the way out of
//! the process that read it, and becomes a document that survives the way into the index; who has
//! enough gets no more.

use std::ops::ControlFlow;

use corpus::document::{Block, Section};
use corpus::gazetteer::Gazetteer;
use corpus::readers::{self, Item};
use corpus::record::Record;
use corpus::{Document, describe_on};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{text, today};

/// Reads a file of this name and asserts what holds for all formats. Gives its records; none where
/// nothing could be read.
pub fn read(name: &str, bytes: &[u8]) -> Vec<Record> {
    if is_for_office(bytes) {
        return Vec::new();
    }
    let mut records = Vec::new();
    let mut items = 0;
    let read = readers::read_bytes(name, bytes, Gazetteer::builtin(), &mut |item| {
        items += 1;
        match item {
            Item::Record(record) => records.push(*record),
            Item::Problem(problem) => assert_tells(name, &problem),
            Item::Notice(notice) => assert!(notice.contains(name), "{notice}"),
            Item::Working => {}
        }
        ControlFlow::Continue(())
    });
    if let Err(error) = read {
        assert_tells(name, &error);
    }
    if items > 1 {
        stops_when_told(name, bytes);
    }
    records.iter().for_each(|record| holds(name, record));
    records
}

/// Asserts that records have no letter that a text does not have: of formats that write characters as
/// they are.
pub fn assert_invents_nothing(records: &[Record], given: &str) {
    let given = text::letters(given);
    for record in records {
        let passages = record.passages();
        let pieces = passages.iter().map(|passage| &*passage.text);
        for piece in pieces.chain([record.fields.title.as_str()]) {
            let invented: Vec<char> = text::letters(piece).difference(&given).copied().collect();
            assert!(invented.is_empty(), "{invented:?} of {piece:?} are not in the file");
        }
    }
}

/// Whether bytes would be handed to an office program, where there is one: it is not what is tried
/// here, and takes seconds.
fn is_for_office(bytes: &[u8]) -> bool {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    bytes.starts_with(b"{\\rtf")
        || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
            && (has("WordDocument") || has("PowerPoint Document"))
}

fn assert_tells(name: &str, error: &readers::Error) {
    let told = error.to_string();
    assert!(told.starts_with(name), "{told:?} does not begin with {name:?}");
}

fn stops_when_told(name: &str, bytes: &[u8]) {
    let mut items = 0;
    let _ = readers::read_bytes(name, bytes, Gazetteer::builtin(), &mut |_| {
        items += 1;
        ControlFlow::Break(())
    });
    assert_eq!(items, 1, "items after the sink had enough");
}

fn holds(name: &str, record: &Record) {
    let [source] = &record.sources[..] else { panic!("{:?}", record.sources) };
    assert!(source.file.starts_with(name), "{source:?}");
    assert!(record.corrected.is_empty(), "only a person corrects");
    assert_tables_are_even(&record.body);
    assert_survives(record);
    let document: Document = describe_on(record.clone(), Gazetteer::builtin(), today());
    assert!(!document.id.is_empty(), "a document without an id");
    assert_eq!(document.body, record.body, "describing changes no text");
    assert_eq!(document.fields.title, record.fields.title, "describing changes no title");
    assert_eq!(document.agency.as_ref(), document.agencies.first(), "the lead comes first");
    assert_survives(&document);
}

fn assert_tables_are_even(sections: &[Section]) {
    for section in sections {
        for block in &section.blocks {
            if let Block::Table(table) = block {
                let width = table.header.len();
                assert!(table.rows.iter().all(|row| row.len() == width), "{table:?}");
            }
        }
        assert_tables_are_even(&section.sections);
    }
}

fn assert_survives<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: &T) {
    let written = serde_json::to_string(value).expect("JSON");
    let read: T = serde_json::from_str(&written).expect("what was written");
    assert_eq!(&read, value);
}

/// The lines that records of a file of many say they stand in, counted from 1.
///
/// # Panics
/// A place is no line.
pub fn lines(records: &[Record]) -> Vec<usize> {
    let line = |record: &Record| {
        let place = &record.sources[0].place;
        let number = place.strip_prefix('第').and_then(|rest| rest.strip_suffix('行'));
        number.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("{place:?}"))
    };
    records.iter().map(line).collect()
}

/// How many lines a file has at most, in any encoding.
pub fn count_lines(bytes: &[u8]) -> usize {
    1 + bytes.iter().filter(|&&byte| byte == b'\n').count()
}
