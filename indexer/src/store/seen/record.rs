//! What is kept of a document that was seen: prints of its id, its text and its content, and when.

use corpus::{Document, Moment};

use super::Times;

/// Bytes of a record: three prints, two times, a checksum.
const BYTES: usize = 3 * 8 + 2 * 4 + 4;
/// Characters that a text has at least by which a document is known though its id is another one.
const TELLING: usize = 100;

/// What is kept of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) prints: Prints,
    pub(super) times: Times,
}

/// Prints of what a document says: equal where that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Prints {
    pub(super) id: u64,
    /// Of its body; 0 for one too short to be known by.
    pub(super) text: u64,
    /// Of its fields, its body, and what is stated besides; 0 where it is not known.
    pub(super) content: u64,
}

impl Prints {
    pub(super) fn of(document: &Document) -> Prints {
        let passages = document.passages();
        let text = || passages.iter().map(|passage| &*passage.text);
        let is_telling = text().flat_map(str::chars).nth(TELLING).is_some();
        // Members of a structure come in one order, so equal values are equal texts.
        let fields = serde_json::to_string(&document.fields).unwrap_or_default();
        let extra = document.extra.iter().flat_map(|stated| [&*stated.name, &*stated.value]);
        Prints {
            id: print([document.id.as_str()]),
            text: if is_telling { print(text()) } else { 0 },
            content: print([&*fields].into_iter().chain(extra).chain(text())),
        }
    }
}

/// A print of some texts, never 0.
pub(super) fn print<'a>(texts: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for text in texts {
        hasher.update(text.as_bytes()).update(b"\x1f");
    }
    let mut print = [0; 8];
    hasher.finalize_xof().fill(&mut print);
    u64::from_le_bytes(print).max(1)
}

impl Record {
    /// The record that bytes are; `None` where they were altered.
    pub(super) fn read(bytes: &[u8; BYTES]) -> Option<Record> {
        let (content, sum) = bytes.split_at(BYTES - 4);
        if crc32fast::hash(content).to_le_bytes() != sum {
            return None;
        }
        let print = |at: usize| Some(u64::from_le_bytes(*content[at..].first_chunk()?));
        let time = |at: usize| Some(u32::from_le_bytes(*content[at..].first_chunk()?));
        let prints = Prints { id: print(0)?, text: print(8)?, content: print(16)? };
        let (first, changed) = (Moment::of_seconds(time(24)?)?, Moment::of_seconds(time(28)?));
        Some(Record { prints, times: Times { first, changed } })
    }

    /// The bytes of a record.
    pub(super) fn written(&self) -> Vec<u8> {
        let Record { prints: Prints { id, text, content }, times } = self;
        let prints = [id, text, content].map(|print| print.to_le_bytes()).concat();
        let times = [times.first.seconds(), times.changed.map_or(0, Moment::seconds)];
        let mut bytes = [prints, times.map(u32::to_le_bytes).concat()].concat();
        bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
        bytes
    }
}
