//! Automatic numbers of paragraphs (一、 （一） 1.), which are not in the text
//! of a Word document but counted when it is shown.

use std::collections::HashMap;

use crate::container::xml::{Token, Tokens};
use crate::formats::word::styles::Place;
use crate::formats::word::{Tag, is_on};
use crate::text::numerals::written;

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
    /// The style whose paragraphs are of this level.
    style: Option<String>,
    /// Whether the numbers of all levels are in figures: 1.1 under 第一章.
    is_decimal: bool,
    /// The level whose numbers start this one anew, with those above it, counted from 1; none for 0.
    restart: Option<usize>,
}

impl Default for Level {
    fn default() -> Level {
        Level {
            start: 1,
            format: "decimal".to_owned(),
            pattern: String::new(),
            is_tight: false,
            style: None,
            is_decimal: false,
            restart: None,
        }
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
    /// The styles that definitions only refer to, and the definitions of styles.
    links: HashMap<usize, String>,
    styled: HashMap<String, usize>,
    /// The levels that a list has of its own, and first numbers.
    own_levels: HashMap<(usize, usize), Level>,
    starts: HashMap<(usize, usize), u32>,
    /// Numbers so far, by definition: lists of one definition count on.
    counts: HashMap<usize, [Option<u32>; LEVELS]>,
    begun: Vec<usize>,
}

impl Numbers {
    /// Reads the part with the lists, as far as it can be read.
    pub(super) fn parse(text: &str) -> Numbers {
        let mut numbers = Numbers::default();
        let mut place = Position::default();
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

    fn open(&mut self, tag: &Tag<'_>, place: &mut Position) {
        match tag.name() {
            "abstractNum" => place.definition = tag.number("abstractNumId"),
            "num" => place.list = tag.number("numId"),
            "abstractNumId" => {
                if let (Some(list), Some(definition)) = (place.list, tag.number("val")) {
                    self.lists.insert(list, definition);
                }
            }
            "numStyleLink" | "styleLink" => self.link(tag, place),
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
                } else if let Some(list) = place.list {
                    self.own_levels.entry((list, place.level)).or_default().set(name, tag);
                }
            }
        }
    }

    /// Takes the name of the style that a definition refers to, or is for.
    fn link(&mut self, tag: &Tag<'_>, place: &Position) {
        let (Some(definition), Some(style)) = (place.definition, tag.attribute("val")) else {
            return;
        };
        match tag.name() {
            "styleLink" => drop(self.styled.insert(style, definition)),
            _ => drop(self.links.insert(definition, style)),
        }
    }

    /// The definition of a list, that of its style where it only refers to one.
    fn definition(&self, list: usize) -> Option<usize> {
        let definition = self.lists.get(&list)?;
        let styled = self.links.get(definition).and_then(|style| self.styled.get(style));
        Some(*styled.unwrap_or(definition))
    }

    /// The levels of a list, with those of its own.
    fn levels(&self, list: usize, definition: usize) -> Option<Levels> {
        let mut levels = self.definitions.get(&definition).cloned().unwrap_or_default();
        let own = (0..LEVELS).filter_map(|at| Some((at, self.own_levels.get(&(list, at))?)));
        for (at, level) in own {
            levels.resize(LEVELS, Level::default());
            levels[at] = level.clone();
        }
        (!levels.is_empty()).then_some(levels)
    }

    /// The number of the next paragraph of a list; `None` where its level has none.
    pub(super) fn next(&mut self, place: &Place) -> Option<String> {
        let list = place.list;
        let definition = self.definition(list)?;
        let levels = self.levels(list, definition)?;
        let of_style = || {
            let style = place.style.as_ref()?;
            levels.iter().position(|level| level.style.as_ref() == Some(style))
        };
        let level = place.level.or_else(of_style).unwrap_or(0).min(LEVELS - 1);
        let counts = self.counts.entry(definition).or_default();
        if !self.begun.contains(&list) {
            self.begun.push(list);
            let own = (0..LEVELS).filter_map(|at| Some((at, *self.starts.get(&(list, at))?)));
            own.for_each(|(at, start)| counts[at] = Some(start.saturating_sub(1)));
        }
        let count = counts[level].map_or(levels[level].start, |count| count.saturating_add(1));
        counts[level] = Some(count);
        for (at, below) in levels.iter().enumerate().skip(level + 1) {
            if below.restart.is_none_or(|restart| level < restart) {
                counts[at] = None;
            }
        }
        let number = |at: usize| counts[at].unwrap_or(levels[at].start);
        label(&levels, level, number)
    }
}

/// Where in the part the reading is.
#[derive(Default)]
struct Position {
    definition: Option<usize>,
    list: Option<usize>,
    level: usize,
}

impl Level {
    fn set(&mut self, name: &str, tag: &Tag<'_>) {
        let value = || tag.attribute("val").unwrap_or_default();
        match name {
            "start" => self.start = tag.number("val").unwrap_or(1),
            "numFmt" => {
                // What older programs show stands behind a format of the document's own.
                let own = tag.attribute("format").filter(|format| format.starts_with('0'));
                if own.is_some() || !self.format.starts_with('0') {
                    self.format = own.unwrap_or_else(value);
                }
            }
            "lvlText" => self.pattern = value(),
            "pStyle" => self.style = Some(value()),
            "suff" => self.is_tight = value() == "nothing",
            "isLgl" => self.is_decimal = is_on(tag),
            "lvlRestart" => self.restart = tag.number("val"),
            _ => {}
        }
    }
}

/// The number as it is shown; bullets are none.
fn label(levels: &[Level], level: usize, number: impl Fn(usize) -> u32) -> Option<String> {
    let Level { format, pattern, is_tight, is_decimal, .. } = levels.get(level)?;
    if matches!(format.as_str(), "bullet" | "none") {
        return None;
    }
    let mut out = pattern.clone();
    for (at, of_level) in levels.iter().enumerate().take(level + 1) {
        let format = if *is_decimal { "decimal" } else { &of_level.format };
        out = out.replace(&format!("%{}", at + 1), &written(number(at), format));
    }
    // 1 目标, not 1目标; 第一条 为了 where the number has a tab or a space after it.
    let is_word = |c: char| c.is_ascii_alphanumeric() || (!is_tight && c.is_alphanumeric());
    if out.ends_with(is_word) {
        out.push(' ');
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers of paragraphs, each of a list and a level.
    fn numbers(part: &str, paragraphs: &[(usize, usize)]) -> Vec<String> {
        let mut numbers = Numbers::parse(&format!("<n>{part}</n>"));
        let next = |&(list, level): &(usize, usize)| {
            let place = Place { list, level: Some(level), style: None };
            numbers.next(&place).unwrap_or_default()
        };
        paragraphs.iter().map(next).collect()
    }

    #[test]
    fn counts_levels() {
        let part = r#"<abstractNum abstractNumId="4">
            <lvl ilvl="0"><start val="1"/><numFmt val="chineseCounting"/><lvlText val="%1、"/></lvl>
            <lvl ilvl="1"><start val="1"/><numFmt val="decimal"/><lvlText val="%1.%2"/></lvl>
            <lvl ilvl="2"><numFmt val="bullet"/><lvlText val="o"/></lvl>
            <lvl ilvl="3"><numFmt val="chineseCounting"/><lvlText val="第%4条"/></lvl>
            <lvl ilvl="4"><numFmt val="chineseCounting"/><suff val="nothing"/><lvlText val="第%5款"/></lvl></abstractNum>
            <num numId="1"><abstractNumId val="4"/></num>"#;
        let paragraphs = [0, 1, 1, 0, 1, 2, 3, 4].map(|level| (1, level));
        let expected = ["一、", "一.1 ", "一.2 ", "二、", "二.1 ", "", "第一条 ", "第一款"];
        assert_eq!(numbers(part, &paragraphs), expected);
    }

    #[test]
    fn levels_are_in_figures_and_count_on_where_they_say_so() {
        let part = r#"<abstractNum abstractNumId="0">
            <lvl ilvl="0"><numFmt val="chineseCounting"/><lvlText val="第%1章"/></lvl>
            <lvl ilvl="1"><numFmt val="chineseCounting"/><lvlRestart val="0"/><lvlText val="第%2条"/></lvl>
            <lvl ilvl="2"><isLgl/><lvlText val="%1.%3"/></lvl>
            <lvl ilvl="3"><AlternateContent><Choice><numFmt val="custom" format="001, 002, 003, ..."/></Choice>
            <Fallback><numFmt val="decimal"/></Fallback></AlternateContent><lvlText val="%4"/></lvl>
            </abstractNum><num numId="1"><abstractNumId val="0"/></num>"#;
        let paragraphs = [0, 1, 2, 0, 1, 2, 3].map(|level| (1, level));
        let expected = ["第一章 ", "第一条 ", "1.1 ", "第二章 ", "第二条 ", "2.1 ", "001 "];
        assert_eq!(numbers(part, &paragraphs), expected);
    }

    #[test]
    fn a_style_has_its_level() {
        let part = r#"<n><abstractNum abstractNumId="0"><lvl ilvl="0"><lvlText val="%1."/></lvl>
            <lvl ilvl="1"><pStyle val="article"/><lvlText val="第%2条"/></lvl></abstractNum>
            <num numId="1"><abstractNumId val="0"/></num></n>"#;
        let place = Place { list: 1, level: None, style: Some("article".to_owned()) };
        assert_eq!(Numbers::parse(part).next(&place).as_deref(), Some("第1条 "));
    }

    #[test]
    fn lists_have_levels_of_their_own_or_of_a_style() {
        let part = r#"<abstractNum abstractNumId="0"><lvl ilvl="0"><lvlText val="%1."/></lvl></abstractNum>
            <abstractNum abstractNumId="1"><numStyleLink val="articles"/></abstractNum>
            <abstractNum abstractNumId="2"><styleLink val="articles"/>
            <lvl ilvl="0"><numFmt val="chineseCounting"/><lvlText val="第%1条"/></lvl></abstractNum>
            <num numId="1"><abstractNumId val="0"/></num>
            <num numId="2"><abstractNumId val="0"/><lvlOverride ilvl="0"><startOverride val="3"/>
            <lvl ilvl="0"><numFmt val="upperLetter"/><lvlText val="%1)"/></lvl></lvlOverride></num>
            <num numId="3"><abstractNumId val="1"/></num><num numId="4"><abstractNumId val="2"/></num>"#;
        let paragraphs = [1, 2, 2, 3, 4].map(|list| (list, 0));
        assert_eq!(numbers(part, &paragraphs), ["1.", "C)", "D)", "第一条 ", "第二条 "]);
    }
}
