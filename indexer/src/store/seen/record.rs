//! What is kept of a document that was seen: prints of its id, its text and its content, and when.

use corpus::{Document, Moment};

use super::Times;

/// Bytes of a record: three prints, a sketch, two times, a checksum; of one of the first form, which has no
/// sketch.
pub(super) const BYTES: usize = FIRST_BYTES + BINS;
pub(super) const FIRST_BYTES: usize = 3 * 8 + 2 * 4 + 4;
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
    pub(super) sketch: Sketch,
}

/// Bytes of a sketch.
const BINS: usize = 16;
/// Characters of the runs that it is made of: few, as rows of tables are short.
const RUN: usize = 3;

/// A small digest of what a document is called and says: of such as are much alike most bytes are equal (Li,
/// Owen, Zhang, One Permutation Hashing, 2012). All 0 where it is not known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sketch([u8; BINS]);

impl Sketch {
    fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Sketch {
        let mut least = [u64::MAX; BINS];
        for text in texts {
            let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
            for run in chars.windows(RUN) {
                let hash = run.iter().fold(0, |hash, &c| mixed(hash ^ u64::from(c)));
                let bin = (hash >> 60) as usize;
                least[bin] = least[bin].min(hash & (u64::MAX >> 4));
            }
        }
        // 0 stands for a bin that nothing fell into.
        let byte = |least: u64| if least == u64::MAX { 0 } else { (least % 255) as u8 + 1 };
        Sketch(least.map(byte))
    }

    /// The share of what two texts have together that both have, by estimate.
    pub(super) fn shared(&self, other: &Sketch) -> f64 {
        let pairs = self.0.iter().zip(other.0).filter(|&(a, b)| *a != 0 || b != 0);
        let (mut all, mut same) = (0.0, 0.0);
        for (a, b) in pairs {
            all += 1.0;
            same += f64::from(u8::from(*a == b));
        }
        if all > 0.0 { same / all } else { 0.0 }
    }
}

/// Bits spread evenly (splitmix64: Steele, Lea, Flood, Fast splittable pseudorandom number generators, 2014).
fn mixed(bits: u64) -> u64 {
    let bits = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

impl Prints {
    /// Those of a document of which only the id is known.
    pub(super) fn of_id(id: &str) -> Prints {
        Prints { id: print([id]), text: 0, content: 0, sketch: Sketch::default() }
    }

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
            sketch: Sketch::of([&*document.title].into_iter().chain(text())),
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
    /// The record that bytes are, of the first form or the one of now; `None` where they were altered.
    pub(super) fn read(bytes: &[u8]) -> Option<Record> {
        let (content, sum) = bytes.split_at_checked(bytes.len().checked_sub(4)?)?;
        if crc32fast::hash(content).to_le_bytes() != sum {
            return None;
        }
        let print = |at: usize| Some(u64::from_le_bytes(*content.get(at..)?.first_chunk()?));
        let time = |at: usize| Some(u32::from_le_bytes(*content.get(at..)?.first_chunk()?));
        let sketch = content.get(32..).and_then(|rest| rest.first_chunk());
        let sketch = Sketch(sketch.copied().unwrap_or_default());
        let prints = Prints { id: print(0)?, text: print(8)?, content: print(16)?, sketch };
        let (first, changed) = (Moment::of_seconds(time(24)?)?, Moment::of_seconds(time(28)?));
        Some(Record { prints, times: Times { first, changed } })
    }

    /// The bytes of a record.
    pub(super) fn written(&self) -> Vec<u8> {
        let Record { prints: Prints { id, text, content, sketch }, times } = self;
        let prints = [id, text, content].map(|print| print.to_le_bytes()).concat();
        let times = [times.first.seconds(), times.changed.map_or(0, Moment::seconds)];
        let mut bytes = [prints, times.map(u32::to_le_bytes).concat(), sketch.0.to_vec()].concat();
        bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_shares_most() {
        let sketch = |text: &str| Sketch::of([text].into_iter());
        let row = "滨江市财政局关于做好停车收费管理工作的通知 滨财〔2024〕12号 2024年3月5日";
        let cases = [
            (row, true),
            ("滨江市财政局关于做好停车收费管理工作的通知 滨财〔2024〕13号 2024年3月5日", true),
            ("滨江市教育局关于开展学校食堂检查的通知 滨教〔2023〕7号 2023年9月1日", false),
            ("", false),
        ];
        for (text, is_alike) in cases {
            let shared = sketch(row).shared(&sketch(text));
            assert_eq!(shared >= super::super::ALIKE, is_alike, "{text}: {shared}");
        }
    }
}
