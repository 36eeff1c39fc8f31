//! Automatic numbers of paragraphs (一、 （一） 1.), which are not in the text
//! of a Word document but counted when it is shown.

use std::collections::HashMap;

use crate::container::xml::{Token, Tokens};
use crate::formats::word::Tag;

/// Levels that a list may have.
const LEVELS: usize = 9;

/// How the numbers of one level are written.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: String,
    /// With %1 for the number of the first level.
    pattern: String,
    /// Whether text follows with nothing between.
    is_tight: bool,
}

impl Default for Level {
    fn default() -> Level {
        Level { start: 1, format: "decimal".to_owned(), pattern: String::new(), is_tight: false }
    }
}

type Levels = Vec<Level>;

/// The lists of a document and how far each has counted.
#[derive(Default)]
pub(super) struct Numbers {
    /// The levels of each definition.
    definitions: HashMap<usize, Levels>,
    /// The definition of each list.
    lists: HashMap<usize, usize>,
    /// The first numbers that a list has of its own.
    starts: HashMap<(usize, usize), u32>,
    /// Numbers so far, by definition: lists of one definition count on.
    counts: HashMap<usize, [Option<u32>; LEVELS]>,
    begun: Vec<usize>,
}

impl Numbers {
    /// Reads the part with the lists, as far as it can be read.
    pub(super) fn parse(text: &str) -> Numbers {
        let mut numbers = Numbers::default();
        let mut place = Place::default();
        for token in Tokens::new(text).map_while(Result::ok) {
            match token {
                Token::Open(tag) => numbers.open(&tag, &mut place),
                Token::Close(name) => match name.as_ref() {
                    "abstractNum" => place.definition = None,
                    "num" => place.list = None,
                    _ => {}
                },
                Token::Text(_) => {}
            }
        }
        numbers
    }

    fn open(&mut self, tag: &Tag<'_>, place: &mut Place) {
        match tag.name() {
            "abstractNum" => place.definition = tag.number("abstractNumId"),
            "num" => place.list = tag.number("numId"),
            "abstractNumId" => {
                if let (Some(list), Some(definition)) = (place.list, tag.number("val")) {
                    self.lists.insert(list, definition);
                }
            }
            "lvl" | "lvlOverride" => place.level = tag.number("ilvl").unwrap_or(0).min(LEVELS - 1),
            "startOverride" => {
                if let (Some(list), Some(start)) = (place.list, tag.number("val")) {
                    self.starts.insert((list, place.level), start);
                }
            }
            name => {
                if let Some(definition) = place.definition {
                    let levels = self.definitions.entry(definition).or_default();
                    levels.resize(LEVELS, Level::default());
                    levels[place.level].set(name, tag);
                }
            }
        }
    }

    /// The number of the next paragraph of a list; `None` where its level has none.
    pub(super) fn next(&mut self, list: usize, level: usize) -> Option<String> {
        let level = level.min(LEVELS - 1);
        let definition = *self.lists.get(&list)?;
        let levels = self.definitions.get(&definition)?;
        let counts = self.counts.entry(definition).or_default();
        if !self.begun.contains(&list) {
            self.begun.push(list);
            let own = (0..LEVELS).filter_map(|at| Some((at, *self.starts.get(&(list, at))?)));
            own.for_each(|(at, start)| counts[at] = Some(start.saturating_sub(1)));
        }
        let count = counts[level].map_or(levels[level].start, |count| count.saturating_add(1));
        counts[level] = Some(count);
        counts[level + 1..].fill(None);
        let number = |at: usize| counts[at].unwrap_or(levels[at].start);
        label(levels, level, number)
    }
}

/// Where in the part the reading is.
#[derive(Default)]
struct Place {
    definition: Option<usize>,
    list: Option<usize>,
    level: usize,
}

impl Level {
    fn set(&mut self, name: &str, tag: &Tag<'_>) {
        let value = || tag.attribute("val").unwrap_or_default();
        match name {
            "start" => self.start = tag.number("val").unwrap_or(1),
            "numFmt" => self.format = value(),
            "lvlText" => self.pattern = value(),
            "suff" => self.is_tight = value() == "nothing",
            _ => {}
        }
    }
}

/// The number as it is shown; bullets are none.
fn label(levels: &[Level], level: usize, number: impl Fn(usize) -> u32) -> Option<String> {
    let Level { format, pattern, is_tight, .. } = levels.get(level)?;
    if matches!(format.as_str(), "bullet" | "none") {
        return None;
    }
    let mut out = pattern.clone();
    for (at, of_level) in levels.iter().enumerate().take(level + 1) {
        out = out.replace(&format!("%{}", at + 1), &written(number(at), &of_level.format));
    }
    // 1 目标, not 1目标; 第一条 为了 where the number has a tab or a space after it.
    let is_word = |c: char| c.is_ascii_alphanumeric() || (!is_tight && c.is_alphanumeric());
    if out.ends_with(is_word) {
        out.push(' ');
    }
    Some(out)
}

/// A number in a format of Word.
fn written(number: u32, format: &str) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "ideographDigital"
        | "chineseLegalSimplified"
        | "koreanDigital2" => chinese(number),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&number) => {
            char::from_u32(0x2460 + number - 1).map(String::from).unwrap_or_default()
        }
        "lowerLetter" | "upperLetter" if (1..=26).contains(&number) => {
            let letter = char::from(b'a' + (number - 1) as u8);
            if format == "upperLetter" { letter.to_ascii_uppercase().into() } else { letter.into() }
        }
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// A number up to 9999 in Chinese numerals.
fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    if !(1..10_000).contains(&number) {
        return number.to_string();
    }
    let (mut out, mut gap) = (String::new(), false);
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = (number / unit % 10) as usize;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push('零');
        }
        // 十二, not 一十二.
        if !(digit == 1 && unit == 10 && out.is_empty()) {
            out.push_str(DIGITS[digit]);
        }
        out.push_str(name);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_chinese_numbers() {
        let cases = [
            (1, "一"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (105, "一百零五"),
            (110, "一百一十"),
        ];
        for (number, expected) in cases {
            assert_eq!(chinese(number), expected);
        }
    }

    #[test]
    fn counts_levels() {
        let part = r#"<n><abstractNum abstractNumId="4">
            <lvl ilvl="0"><start val="1"/><numFmt val="chineseCounting"/><lvlText val="%1、"/></lvl>
            <lvl ilvl="1"><start val="1"/><numFmt val="decimal"/><lvlText val="%1.%2"/></lvl>
            <lvl ilvl="2"><numFmt val="bullet"/><lvlText val="o"/></lvl>
            <lvl ilvl="3"><numFmt val="chineseCounting"/><lvlText val="第%4条"/></lvl>
            <lvl ilvl="4"><numFmt val="chineseCounting"/><suff val="nothing"/><lvlText val="第%5款"/></lvl></abstractNum>
            <num numId="1"><abstractNumId val="4"/></num></n>"#;
        let mut numbers = Numbers::parse(part);
        let levels = [0, 1, 1, 0, 1, 2, 3, 4];
        let read: Vec<_> = levels.map(|level| numbers.next(1, level)).into_iter().collect();
        let expected = [
            Some("一、"),
            Some("一.1 "),
            Some("一.2 "),
            Some("二、"),
            Some("二.1 "),
            None,
            Some("第一条 "),
            Some("第一款"),
        ];
        assert_eq!(read.iter().map(Option::as_deref).collect::<Vec<_>>(), expected);
    }
}
