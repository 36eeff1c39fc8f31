//! Character maps: which codes there are, and which characters or glyphs they stand for. Programs
//! write them with many small faults, so only the tables are read and not what is around them.

use std::collections::HashMap;

use lopdf::Object;

use crate::formats::pdf::tokens::{Token, Tokens};

/// Codes that a map may name one by one.
const MOST: usize = 1 << 17;

/// Ranges that may begin between the start of one and a code in it.
const OVERLAPPING: usize = 8;

/// Codes in a row, and what the first of them stands for.
struct Range {
    first: u32,
    last: u32,
    to: Target,
}

#[derive(Debug, Clone, PartialEq)]
enum Target {
    /// UTF-16, of which the last unit counts up.
    Text(Vec<u16>),
    Glyph(u32),
}

impl Target {
    fn of(object: &Object) -> Option<Target> {
        match object {
            Object::String(bytes, _) => Some(Target::Text(match bytes[..] {
                [one] => vec![one.into()],
                _ => bytes
                    .chunks_exact(2)
                    .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                    .collect(),
            })),
            object => object.as_float().ok().map(|number| Target::Glyph(number as u32)),
        }
    }

    fn plus(&self, steps: u32) -> Target {
        match self {
            Target::Glyph(glyph) => Target::Glyph(glyph.wrapping_add(steps)),
            Target::Text(units) => {
                let mut units = units.clone();
                if let Some(last) = units.last_mut() {
                    *last = last.wrapping_add(steps as u16);
                }
                Target::Text(units)
            }
        }
    }
}

/// A map of a font.
#[derive(Default)]
pub(super) struct CMap {
    /// Length, first and last of the codes there are.
    spaces: Vec<(usize, Vec<u8>, Vec<u8>)>,
    singles: HashMap<u32, Target>,
    ranges: Vec<Range>,
    /// The name of the map that this one adds to.
    pub(super) base: Option<String>,
    pub(super) is_vertical: bool,
}

impl CMap {
    /// Reads a map as far as it can be read.
    pub(super) fn read(program: &[u8]) -> CMap {
        let mut map = CMap::default();
        // What stands before a word, and the parts of an array.
        let (mut objects, mut opened): (Vec<Object>, Option<usize>) = (Vec::new(), None);
        for token in Tokens::new(program) {
            match token {
                Token::Object(object) => objects.push(object),
                Token::Open => opened = Some(objects.len()),
                Token::Close => {
                    if let Some(from) = opened.take() {
                        let parts = objects.split_off(from);
                        objects.push(Object::Array(parts));
                    }
                }
                Token::Word(word) => {
                    map.take(word, &objects);
                    objects.clear();
                    opened = None;
                }
            }
            if objects.len() > MOST {
                break;
            }
        }
        map.ranges.sort_by_key(|range| range.first);
        map
    }

    /// Takes the table that ends with a word.
    fn take(&mut self, word: &str, objects: &[Object]) {
        match (word, objects) {
            ("endcodespacerange", objects) => {
                for pair in objects.chunks_exact(2) {
                    if let [Object::String(first, _), Object::String(last, _)] = pair {
                        self.spaces.push((first.len(), first.clone(), last.clone()));
                    }
                }
            }
            ("endbfchar" | "endcidchar", objects) => {
                for pair in objects.chunks_exact(2) {
                    if let (Some(code), Some(to)) = (code(&pair[0]), Target::of(&pair[1])) {
                        self.singles.insert(code, to);
                    }
                }
            }
            ("endbfrange" | "endcidrange", objects) => {
                objects.chunks_exact(3).for_each(|three| self.take_range(three));
            }
            ("usecmap", [.., Object::Name(name)]) => {
                self.base = Some(String::from_utf8_lossy(name).into_owned());
            }
            ("def", [Object::Name(name), value]) if name == b"WMode" => {
                self.is_vertical = value.as_float().is_ok_and(|mode| mode == 1.0);
            }
            _ => {}
        }
    }

    fn take_range(&mut self, three: &[Object]) {
        let (Some(first), Some(last)) = (code(&three[0]), code(&three[1])) else {
            return;
        };
        if let Object::Array(targets) = &three[2] {
            let targets = targets.iter().map(Target::of);
            self.singles
                .extend((first..=last).zip(targets).filter_map(|(code, to)| Some((code, to?))));
        } else if let Some(to) = Target::of(&three[2]).filter(|_| first <= last) {
            self.ranges.push(Range { first, last, to });
        }
    }

    fn find(&self, code: u32) -> Option<Target> {
        if let Some(to) = self.singles.get(&code) {
            return Some(to.clone());
        }
        let below = self.ranges.partition_point(|range| range.first <= code);
        let mut near = self.ranges[..below].iter().rev().take(OVERLAPPING);
        near.find(|range| code <= range.last).map(|range| range.to.plus(code - range.first))
    }

    /// The text of a code; `None` where the map has none.
    pub(super) fn text(&self, code: u32) -> Option<String> {
        let Some(Target::Text(units)) = self.find(code) else {
            return None;
        };
        let text = String::from_utf16_lossy(&units).replace(['\0', '\u{feff}'], "");
        // Fonts that were read from a scan have characters without a meaning.
        (!text.contains(char::REPLACEMENT_CHARACTER)).then_some(text)
    }

    /// The number of a code's glyph.
    pub(super) fn glyph(&self, code: u32) -> Option<u32> {
        match self.find(code) {
            Some(Target::Glyph(glyph)) => Some(glyph),
            _ => None,
        }
    }

    /// Whether the map names glyphs itself, and is not another one by a new name.
    pub(super) fn has_glyphs(&self) -> bool {
        !self.singles.is_empty() || !self.ranges.is_empty()
    }

    /// How many bytes the first code has.
    pub(super) fn code_length(&self, bytes: &[u8]) -> usize {
        let is_code = |(length, first, last): &&(usize, Vec<u8>, Vec<u8>)| {
            bytes.len() >= *length
                && bytes.iter().zip(first.iter().zip(last)).all(|(c, (a, z))| (a..=z).contains(&c))
        };
        let length = self.spaces.iter().find(is_code).map(|&(length, ..)| length);
        length.unwrap_or(2).max(1)
    }
}

/// The number that the bytes of a code make.
fn code(object: &Object) -> Option<u32> {
    match object {
        Object::String(bytes, _) if bytes.len() <= 4 => {
            Some(bytes.iter().fold(0, |number, &byte| number << 8 | u32::from(byte)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_maps_with_faults() {
        let tables = "2 beginbfchar <0005> <6C5F> <06><5E02>endbfchar\r1 beginbfrange\r\
                      <0010> <0012> <4E00> <0020><0021>[<FEFF7532> <4E590031>]\rendbfrange";
        for (before, after) in [
            (
                "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def",
                "endcmap",
            ),
            (
                "CIDSystemInfo << /Registry (Adobe) >> def /CMapName X-cmap def",
                "difineresource pop",
            ),
            ("\u{FEFF}% no head\n", ""),
        ] {
            let map = CMap::read(format!("{before} {tables} {after}").as_bytes());
            let cases = [(5, "江"), (6, "市"), (0x11, "丁"), (0x20, "甲"), (0x21, "乙1")];
            for (code, expected) in cases {
                assert_eq!(map.text(code).as_deref(), Some(expected), "{before} {code}");
            }
            assert_eq!(map.text(0x13), None);
        }
    }

    #[test]
    fn reads_maps_to_glyphs() {
        let program = "/GBK-EUC-H usecmap /WMode 1 def begincodespacerange <00> <80> <8140> <FEFE> \
                       endcodespacerange begincidrange <B0A1> <B0A3> 1410 endcidrange";
        let map = CMap::read(program.as_bytes());
        assert_eq!((map.base.as_deref(), map.is_vertical), (Some("GBK-EUC-H"), true));
        assert_eq!([0xB0A2, 0xB0A4].map(|code| map.glyph(code)), [Some(1411), None]);
        assert_eq!([&b"A\xB0"[..], b"\xB0\xA1"].map(|bytes| map.code_length(bytes)), [1, 2]);
    }
}
