//! Fonts: which characters the codes of a string stand for, and how wide they
//! are. Chinese fonts have codes of two bytes, by a map of their own (ToUnicode), or, where they
//! are not embedded, by a character set that the encoding's name tells.

use std::collections::HashMap;

use encoding_rs::{BIG5, GB18030};
use lopdf::{Dictionary, Document, Object};

use crate::formats::pdf::cmap::CMap;
use crate::formats::pdf::{MOST_BYTES, cid, matrix};

/// A character of a string.
pub(super) struct Character {
    pub(super) text: String,
    /// In units of the font's size.
    pub(super) width: f32,
    /// Whether it is the single byte that word spacing counts for.
    pub(super) is_space: bool,
}

/// How the bytes of a string are codes.
enum Codes {
    /// One byte each.
    Simple,
    /// Two bytes each, numbers of glyphs.
    Glyphs,
    /// As a map of the file's own says, which makes numbers of glyphs of them.
    Mapped(CMap),
    /// UTF-16.
    Wide,
    /// GBK or GB 18030.
    Gbk,
    Big5,
}

/// What the font says its codes stand for.
enum Meaning {
    None,
    Map(CMap),
    /// The codes are Unicode.
    Unicode,
}

/// A font.
pub(super) struct Font {
    codes: Codes,
    meaning: Meaning,
    /// What single bytes stand for.
    table: Vec<String>,
    /// Whether glyphs are numbered as in Adobe-GB1.
    is_gb1: bool,
    /// Whether bytes above ASCII may be GBK: they have no meaning of the font's own.
    may_be_gbk: bool,
    /// Whether text goes down and lines to the left.
    pub(super) is_vertical: bool,
    widths: HashMap<u32, f32>,
    default_width: f32,
}

impl Font {
    /// Reads what a dictionary says of a font, as far as it can be read.
    pub(super) fn of(dictionary: &Dictionary, document: &Document) -> Font {
        let subtype = dictionary.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        let meaning = meaning(dictionary, document);
        if subtype != b"Type0" {
            let may_be_gbk = matches!(meaning, Meaning::None)
                && subtype != b"Type3"
                && !matches!(
                    dictionary.get_deref(b"Encoding", document),
                    Ok(Object::Dictionary(_))
                );
            return Font {
                codes: Codes::Simple,
                meaning,
                table: table(dictionary, document),
                is_gb1: false,
                may_be_gbk,
                is_vertical: false,
                widths: simple_widths(dictionary, document),
                default_width: 0.5,
            };
        }
        let descendant = descendant(dictionary, document);
        let widths = descendant.map(|font| composite_widths(font, document)).unwrap_or_default();
        let default = descendant.and_then(|font| font.get(b"DW").ok()?.as_float().ok());
        let (codes, is_vertical) = codes(dictionary, document);
        Font {
            codes,
            meaning,
            table: Vec::new(),
            is_gb1: descendant.is_some_and(|font| is_gb1(font, document)),
            may_be_gbk: false,
            is_vertical,
            widths,
            default_width: default.unwrap_or(1000.0) / 1000.0,
        }
    }

    /// The characters of a string.
    pub(super) fn characters(&self, bytes: &[u8]) -> Vec<Character> {
        let (mut characters, mut rest) = (Vec::with_capacity(bytes.len() / 2 + 1), bytes);
        while !rest.is_empty() {
            let pairs = if self.may_be_gbk { gbk_bytes(rest, bytes) } else { 0 };
            if pairs > 0 {
                let (run, after) = rest.split_at(pairs);
                characters.extend(run.chunks(2).map(|pair| self.gbk_character(pair)));
                rest = after;
                continue;
            }
            let (code, after) = rest.split_at(self.code_length(rest));
            characters.push(self.character(code));
            rest = after;
        }
        characters
    }

    fn code_length(&self, bytes: &[u8]) -> usize {
        let length = match (&self.codes, bytes) {
            (Codes::Simple, _) => 1,
            (Codes::Mapped(map), _) => map.code_length(bytes),
            (Codes::Wide, [0xD8..=0xDB, ..]) => 4,
            (Codes::Gbk, [0x81..=0xFE, 0x30..=0x39, ..]) => 4,
            (Codes::Gbk | Codes::Big5, [0..=0x80 | 0xFF, ..]) => 1,
            _ => 2,
        };
        length.min(bytes.len())
    }

    fn character(&self, code: &[u8]) -> Character {
        let number = code.iter().fold(0, |number, &byte| number << 8 | u32::from(byte));
        let mapped = match &self.meaning {
            Meaning::None => None,
            Meaning::Map(map) => map.text(number),
            Meaning::Unicode => char::from_u32(number).map(String::from),
        };
        let text = mapped.unwrap_or_else(|| self.decode(code, number));
        let width = match &self.codes {
            Codes::Simple | Codes::Glyphs => self.widths.get(&number).copied(),
            Codes::Mapped(map) => {
                map.glyph(number).and_then(|glyph| self.widths.get(&glyph)).copied()
            }
            // Widths go by glyph, and these codes are characters: the first glyphs are ASCII.
            Codes::Wide if self.is_gb1 && (0x20..0x7F).contains(&number) => {
                self.widths.get(&(number - 0x1F)).copied()
            }
            _ => Some(if code.len() == 1 { 0.5 } else { 1.0 }),
        };
        let width = width.unwrap_or(self.default_width);
        // Fonts that were read from a scan have characters without a width.
        Character { text: text.replace('\0', ""), width, is_space: code == b" " }
    }

    /// What a code stands for without a map of the font's own.
    fn decode(&self, code: &[u8], number: u32) -> String {
        let unknown = || char::REPLACEMENT_CHARACTER.to_string();
        let glyph = |glyph: u32| {
            let character = Some(glyph).filter(|_| self.is_gb1).and_then(cid::character);
            character.map_or_else(unknown, String::from)
        };
        match &self.codes {
            Codes::Simple => self.table.get(number as usize).cloned().unwrap_or_else(unknown),
            Codes::Glyphs => glyph(number),
            Codes::Mapped(map) => map.glyph(number).map_or_else(unknown, glyph),
            Codes::Wide => {
                let units = code.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                String::from_utf16_lossy(&units.collect::<Vec<_>>())
            }
            Codes::Gbk => GB18030.decode_without_bom_handling(code).0.into_owned(),
            Codes::Big5 => BIG5.decode_without_bom_handling(code).0.into_owned(),
        }
    }

    /// A character whose two bytes the font takes for two characters.
    fn gbk_character(&self, pair: &[u8]) -> Character {
        let width =
            |byte: &u8| self.widths.get(&u32::from(*byte)).copied().unwrap_or(self.default_width);
        let text = GB18030.decode_without_bom_handling(pair).0.into_owned();
        Character { text, width: pair.iter().map(width).sum(), is_space: false }
    }
}

/// How many bytes at the start of the rest of a string are GBK in truth: pairs of the rows of
/// GB 2312 that have characters. Letters with accents stand by themselves, or between letters.
fn gbk_bytes(rest: &[u8], string: &[u8]) -> usize {
    let run = rest.iter().take_while(|byte| **byte >= 0xA1).count();
    let is_pair = |pair: &[u8]| matches!(pair, [0xA1..=0xA9 | 0xB0..=0xF7, 0xA1..=0xFE]);
    let before = string[..string.len() - rest.len()].last();
    let is_word = [before, rest.get(run)].into_iter().flatten().any(u8::is_ascii_alphabetic);
    if run % 2 == 0 && rest[..run].chunks(2).all(is_pair) && (run > 2 || !is_word) {
        run
    } else {
        0
    }
}

/// The font's own map to Unicode.
fn meaning(font: &Dictionary, document: &Document) -> Meaning {
    match font.get_deref(b"ToUnicode", document) {
        Ok(Object::Stream(stream)) => match stream.get_plain_content_with_limit(MOST_BYTES) {
            Ok(program) => Meaning::Map(CMap::read(&program)),
            Err(_) => Meaning::None,
        },
        Ok(Object::Name(name)) if name.starts_with(b"Identity") => Meaning::Unicode,
        _ => Meaning::None,
    }
}

fn is_gb1(font: &Dictionary, document: &Document) -> bool {
    let system = font.get_deref(b"CIDSystemInfo", document).and_then(Object::as_dict);
    let ordering = system.and_then(|system| system.get_deref(b"Ordering", document)?.as_str());
    ordering.is_ok_and(|ordering| ordering == b"GB1")
}

fn descendant<'a>(font: &'a Dictionary, document: &'a Document) -> Option<&'a Dictionary> {
    let fonts = font.get_deref(b"DescendantFonts", document).ok()?.as_array().ok()?;
    document.dereference(fonts.first()?).ok()?.1.as_dict().ok()
}

/// How the codes of a composite font are made, and whether they are set downwards: by the name of
/// its encoding, or as a map of its own says.
fn codes(font: &Dictionary, document: &Document) -> (Codes, bool) {
    match font.get_deref(b"Encoding", document) {
        Ok(Object::Stream(stream)) => {
            let program = stream.get_plain_content_with_limit(MOST_BYTES).unwrap_or_default();
            let map = CMap::read(&program);
            let named = stream.dict.get_deref(b"UseCMap", document).and_then(Object::as_name);
            let base =
                map.base.clone().or_else(|| Some(String::from_utf8_lossy(named.ok()?).into()));
            let is_vertical = map.is_vertical;
            match base.map(|name| predefined(&name)) {
                Some(codes) if !map.has_glyphs() => (codes, is_vertical),
                _ => (Codes::Mapped(map), is_vertical),
            }
        }
        Ok(Object::Name(name)) => {
            let name = String::from_utf8_lossy(name);
            (predefined(&name), name == "V" || name.ends_with("-V"))
        }
        _ => (Codes::Glyphs, false),
    }
}

fn predefined(name: &str) -> Codes {
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
