//! Fonts: which characters the codes of a string stand for, and how wide they
//! are. Chinese fonts have codes of two bytes, by a map of their own (ToUnicode), or, where they
//! are not embedded, by a character set that the encoding's name tells.

use std::collections::HashMap;

use encoding_rs::{BIG5, GB18030};
use lopdf::{Dictionary, Document, Encoding, Object};

use crate::formats::pdf::{MOST_BYTES, matrix};

/// A character of a string.
pub(super) struct Character {
    pub(super) text: String,
    /// In units of the font's size.
    pub(super) width: f32,
    /// Whether it is the single byte that word spacing counts for.
    pub(super) is_space: bool,
}

/// Looks up the UTF-16 of a code of so many bytes.
type Map = Box<dyn Fn(u32, u8) -> Option<Vec<u16>>>;

/// How the bytes of a string are codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Codes {
    /// One byte each.
    Simple,
    /// Two bytes each, numbers of glyphs.
    Glyphs,
    /// UTF-16.
    Wide,
    /// GBK or GB 18030.
    Gbk,
    Big5,
}

/// A font.
pub(super) struct Font {
    codes: Codes,
    map: Option<Map>,
    /// What single bytes stand for.
    table: Vec<String>,
    widths: HashMap<u32, f32>,
    default_width: f32,
}

impl Font {
    /// Reads what a dictionary says of a font, as far as it can be read.
    pub(super) fn of(dictionary: &Dictionary, document: &Document) -> Font {
        let is_composite =
            dictionary.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type0");
        let map = to_unicode(dictionary, document);
        if is_composite {
            let descendant = descendant(dictionary, document);
            let widths =
                descendant.map(|font| composite_widths(font, document)).unwrap_or_default();
            let default = descendant.and_then(|font| font.get(b"DW").ok()?.as_float().ok());
            let default_width = default.unwrap_or(1000.0) / 1000.0;
            Font {
                codes: codes(dictionary, document),
                map,
                table: Vec::new(),
                widths,
                default_width,
            }
        } else {
            let table = table(dictionary, document);
            let widths = simple_widths(dictionary, document);
            Font { codes: Codes::Simple, map, table, widths, default_width: 0.5 }
        }
    }

    /// The characters of a string.
    pub(super) fn characters(&self, bytes: &[u8]) -> Vec<Character> {
        let (mut characters, mut rest) = (Vec::with_capacity(bytes.len() / 2 + 1), bytes);
        while !rest.is_empty() {
            let (code, after) = rest.split_at(self.code_length(rest));
            characters.push(self.character(code));
            rest = after;
        }
        characters
    }

    fn code_length(&self, bytes: &[u8]) -> usize {
        let length = match (self.codes, bytes) {
            (Codes::Simple, _) => 1,
            (Codes::Wide, [0xD8..=0xDB, ..]) => 4,
            (Codes::Gbk, [0x81..=0xFE, 0x30..=0x39, ..]) => 4,
            (Codes::Gbk | Codes::Big5, [0..=0x80 | 0xFF, ..]) => 1,
            _ => 2,
        };
        length.min(bytes.len())
    }

    fn character(&self, code: &[u8]) -> Character {
        let number = code.iter().fold(0, |number, &byte| number << 8 | u32::from(byte));
        let length = u8::try_from(code.len()).unwrap_or(4);
        let mapped = self.map.as_ref().and_then(|map| map(number, length));
        let text = match mapped {
            Some(units) => String::from_utf16_lossy(&units),
            None => self.decode(code),
        };
        let width = match self.codes {
            Codes::Simple | Codes::Glyphs => self.widths.get(&number).copied(),
            // Widths go by glyph, and these codes are characters.
            _ => Some(if code.len() == 1 { 0.5 } else { 1.0 }),
        };
        let width = width.unwrap_or(self.default_width);
        // Fonts that were read from a scan have characters without a width.
        Character { text: text.replace('\0', ""), width, is_space: code == b" " }
    }

    /// What a code stands for without a map of the font's own.
    fn decode(&self, code: &[u8]) -> String {
        let unknown = || char::REPLACEMENT_CHARACTER.to_string();
        match self.codes {
            Codes::Simple => {
                let byte = usize::from(code.first().copied().unwrap_or_default());
                self.table.get(byte).cloned().unwrap_or_else(unknown)
            }
            Codes::Glyphs => unknown(),
            Codes::Wide => {
                let units = code.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                String::from_utf16_lossy(&units.collect::<Vec<_>>())
            }
            Codes::Gbk => GB18030.decode_without_bom_handling(code).0.into_owned(),
            Codes::Big5 => BIG5.decode_without_bom_handling(code).0.into_owned(),
        }
    }
}

/// The map from codes to characters that a font has of its own.
fn to_unicode(font: &Dictionary, document: &Document) -> Option<Map> {
    let map = font.get(b"ToUnicode").ok()?;
    // Without an encoding lopdf takes the map, whatever the font is.
    let mut bare = Dictionary::new();
    bare.set("Type", Object::Name(b"Font".to_vec()));
    bare.set("ToUnicode", map.clone());
    match bare.get_font_encoding_with_limit(document, MOST_BYTES) {
        Ok(Encoding::UnicodeMapEncoding(map)) => {
            Some(Box::new(move |code, length| map.get(code, length)))
        }
        _ => None,
    }
}

fn descendant<'a>(font: &'a Dictionary, document: &'a Document) -> Option<&'a Dictionary> {
    let fonts = font.get_deref(b"DescendantFonts", document).ok()?.as_array().ok()?;
    document.dereference(fonts.first()?).ok()?.1.as_dict().ok()
}

/// How the codes of a composite font are made, by the name of its encoding.
fn codes(font: &Dictionary, document: &Document) -> Codes {
    let name = font.get_deref(b"Encoding", document).and_then(Object::as_name);
    let name = String::from_utf8_lossy(name.unwrap_or_default()).into_owned();
    let has = |part: &str| name.contains(part);
    match () {
        () if has("UCS2") || has("UTF16") => Codes::Wide,
        () if name.starts_with("GB") => Codes::Gbk,
        () if has("B5") => Codes::Big5,
        () => Codes::Glyphs,
    }
}

/// What each byte of a simple font stands for.
fn table(font: &Dictionary, document: &Document) -> Vec<String> {
    let Ok(encoding) = font.get_font_encoding_with_limit(document, MOST_BYTES) else {
        return Vec::new();
    };
    let text = |byte: u8| Document::decode_text(&encoding, &[byte]).unwrap_or_default();
    (0..=255).map(text).collect()
}

fn simple_widths(font: &Dictionary, document: &Document) -> HashMap<u32, f32> {
    let first = font.get(b"FirstChar").and_then(Object::as_i64).unwrap_or(0);
    let widths = font.get_deref(b"Widths", document).and_then(Object::as_array);
    let widths = matrix::numbers(widths.map_or(&[], Vec::as_slice), document);
    // The glyphs of a Type 3 font are drawn through a matrix of their own.
    let scale = font.get_deref(b"FontMatrix", document).and_then(Object::as_array);
    let scale = scale.ok().and_then(|m| matrix::numbers(m, document).first().copied());
    let scale = scale.unwrap_or(0.001);
    let first = u32::try_from(first).unwrap_or(0);
    (first..).zip(widths).map(|(code, width)| (code, width * scale)).collect()
}

/// `[first [w1 w2 …] first last w …]`
fn composite_widths(font: &Dictionary, document: &Document) -> HashMap<u32, f32> {
    let mut widths = HashMap::new();
    let objects = font.get_deref(b"W", document).and_then(Object::as_array);
    let mut objects = objects.map_or(&[][..], Vec::as_slice).iter();
    let number = |object: Option<&Object>| document.dereference(object?).ok()?.1.as_float().ok();
    while let Some(first) = number(objects.next()) {
        let first = first as u32;
        let Some((_, next)) = objects.next().and_then(|o| document.dereference(o).ok()) else {
            break;
        };
        if let Object::Array(list) = next {
            let list = matrix::numbers(list, document);
            widths.extend((first..).zip(list).map(|(code, width)| (code, width / 1000.0)));
        } else if let (Some(last), Some(width)) = (next.as_float().ok(), number(objects.next())) {
            let last = (last as u32).min(first.saturating_add(0xFFFF));
            widths.extend((first..=last).map(|code| (code, width / 1000.0)));
        }
    }
    widths
}
