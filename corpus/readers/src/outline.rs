//! The section tree of a text. Numbers (一、, （一）, 1.) tell the level of a
//! heading; `#` marks only that of headings without a number, as they often lie.

mod attached;
pub(crate) mod block;
mod contents;
pub(crate) mod flat;
mod headline;
pub(crate) mod wrapping;

use crate::outline::block::Piece;
use crate::text::numbering::{self, Numbering};
use document::document::{Block, Section};
use headline::{Context, Item};

/// Headings of what follows the text, on the top level whatever their marks.
const BACK_MATTER: [&str; 3] = ["参考文献", "主要参考文献", "参考资料"];

/// Builds the tree. Sections nest no deeper than there are kinds of numbers and marks.
pub(crate) fn build(pieces: Vec<Piece>) -> Vec<Section> {
    let is_law = any_line(&pieces, numbering::is_article);
    let is_decimal = any_line(&pieces, |line| {
        numbering::split(line).is_some_and(|(kind, _)| kind == Numbering::SecondDecimal)
    });
    let contents = contents::find(&pieces);
    let attached = attached::find(&pieces);
    let mut tree = Tree::default();
    let mut above: Option<Item> = None;
    let mut pieces = pieces.into_iter().enumerate().peekable();
    while let Some((at, piece)) = pieces.next() {
        let context = Context {
            is_law,
            is_decimal,
            under_han: tree.is_under(Numbering::Han),
            above: above.take(),
            below: pieces.peek().map(|(_, below)| below),
        };
        match piece {
            Piece::Line(entry) if contents.contains(&at) => tree.push(Block::Paragraph(entry)),
            Piece::Line(title) if attached.contains(&at) => tree.begin(&title),
            Piece::Table(mut table) if attached.contains(&at) => {
                tree.begin(&table.caption.take().unwrap_or_default());
                tree.push(Block::Table(table));
            }
            piece => above = tree.add(piece, &context),
        }
    }
    tree.finish()
}

fn any_line(pieces: &[Piece], is: impl Fn(&str) -> bool) -> bool {
    pieces.iter().filter_map(Piece::line).any(is)
}

/// A section that is still being filled.
struct Open {
    numbering: Option<Numbering>,
    marks: usize,
    section: Section,
}

/// Sections in the making: those that are closed, and the path to the open one.
#[derive(Default)]
struct Tree {
    closed: Vec<Section>,
    open: Vec<Open>,
}

impl Tree {
    fn is_under(&self, numbering: Numbering) -> bool {
        self.open.iter().any(|open| open.numbering == Some(numbering))
    }

    /// Adds a piece; tells what the next one must know of it.
    fn add(&mut self, piece: Piece, context: &Context<'_>) -> Option<Item> {
        match piece {
            Piece::Heading { marks, text } => self.head(marks, &text),
            Piece::Table(table) => self.push(Block::Table(table)),
            Piece::Figure(caption) => self.push(Block::Figure(caption)),
            Piece::Line(text) | Piece::Caption(text) => return self.add_line(text, context),
        }
        None
    }

    /// Opens the section of another document.
    fn begin(&mut self, title: &str) {
        self.close(0);
        self.open(None, 0, title);
    }

    fn add_line(&mut self, text: String, context: &Context<'_>) -> Option<Item> {
        if is_back_matter(&text) {
            self.head(0, &text);
        } else if let Some((numbering, heading, prose)) = headline::read(&text, context) {
            self.open(Some(numbering), 0, heading);
            if !prose.is_empty() {
                self.push(Block::Paragraph(prose.to_owned()));
            }
        } else {
            let item = Item::of(&text);
            self.push(Block::Paragraph(text));
            return item;
        }
        None
    }

    /// Opens the section of a marked heading.
    fn head(&mut self, marks: usize, text: &str) {
        let numbering = numbering::split(text).map(|(numbering, _)| numbering);
        self.open(numbering, marks, text);
    }

    fn open(&mut self, numbering: Option<Numbering>, marks: usize, heading: &str) {
        let depth = match numbering {
            _ if is_back_matter(heading) => 0,
            Some(numbering) => self.depth_of_number(numbering, marks),
            None => self.depth_of_marks(marks),
        };
        self.close(depth);
        let heading = heading.trim_end_matches(['：', ':']).to_owned();
        let section = Section { heading: Some(heading), ..Section::default() };
        self.open.push(Open { numbering, marks, section });
    }

    /// How many open sections a numbered heading is under: those before the first of its level,
    /// less unnumbered ones with as few marks.
    fn depth_of_number(&self, numbering: Numbering, marks: usize) -> usize {
        let is_level = |open: &Open| open.numbering.is_some_and(|other| other >= numbering);
        let mut depth = self.open.iter().position(is_level).unwrap_or(self.open.len());
        let is_beside = |open: &Open| open.numbering.is_none() && marks > 0 && open.marks >= marks;
        while depth > 0 && is_beside(&self.open[depth - 1]) {
            depth -= 1;
        }
        depth
    }

    /// How many open sections an unnumbered heading is under: those with fewer marks.
    fn depth_of_marks(&self, marks: usize) -> usize {
        let is_level = |open: &Open| open.marks == 0 || open.marks >= marks;
        self.open.iter().position(is_level).unwrap_or(self.open.len())
    }

    fn push(&mut self, block: Block) {
        let sections = match self.open.last_mut() {
            Some(open) => return open.section.blocks.push(block),
            None => &mut self.closed,
        };
        match sections.last_mut() {
            Some(section) => section.blocks.push(block),
            None => sections.push(Section { blocks: vec![block], ..Section::default() }),
        }
    }

    /// Closes all open sections but the first `depth`.
    fn close(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(Open { section, .. }) = self.open.pop() else {
                break;
            };
            match self.open.last_mut() {
                Some(parent) => parent.section.sections.push(section),
                None => self.closed.push(section),
            }
        }
    }

    fn finish(mut self) -> Vec<Section> {
        self.close(0);
        self.closed
    }
}

fn is_back_matter(heading: &str) -> bool {
    BACK_MATTER.contains(&heading.trim_end_matches(['：', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::block::{self, Text};

    /// The headings of a text, each indented by its depth, and `-` for each block.
    fn outline(text: &str) -> String {
        fn write(sections: &[Section], depth: usize, out: &mut String) {
            for section in sections {
                let heading = section.heading.as_deref().unwrap_or("()");
                let blocks = "-".repeat(section.blocks.len());
                *out += &format!("{}{heading}{blocks}\n", " ".repeat(depth));
                write(&section.sections, depth + 1, out);
            }
        }
        let mut out = String::new();
        let lines: Vec<&str> = text.lines().collect();
        write(&build(block::captioned_pieces(&lines, Text::Typeset)), 0, &mut out);
        out
    }

    #[test]
    fn numbers_beat_marks() {
        let text = "前言。\n### 一、态势\n1. 规模增长。随着发展，\n2. 专利飙升。随着成熟，\n\
                    ## 二、基础\n正文。\n1. 政策出台。本市\n### 三、建议\n1. 加强设计。以\n#### **参考文献：**\n[1]某";
        let expected = "()-\n一、态势\n 1. 规模增长-\n 2. 专利飙升-\n二、基础-\n 1. 政策出台-\n\
                        三、建议\n 1. 加强设计-\n参考文献-\n";
        assert_eq!(outline(text), expected);
    }

    #[test]
    fn marks_count_without_numbers() {
        let text = "# 引言\n甲\n## 背景\n乙\n## 目的\n一、现状\n丙\n（一）成绩\n丁\n二、问题\n戊\n# 附件\n己";
        let expected = "引言-\n 背景-\n 目的\n  一、现状-\n   （一）成绩-\n  二、问题-\n附件-\n";
        assert_eq!(outline(text), expected);
        assert_eq!(
            outline("## 引言\n甲\n## 一、态势\n### 1. 规模\n乙\n## 附记\n丙"),
            "引言-\n一、态势\n 1. 规模-\n附记-\n"
        );
    }

    #[test]
    fn a_sentence_heads_what_follows_it() {
        let text = "一、规划背景\n（一）取得的进展。\n十三五时期，应急管理不断健全。\n（二）面临的形势。形势严峻。\n\
                    1. 一是风险。\n2. 二是能力。\n（三）申报时间：3月。逾期不候。";
        let expected = "一、规划背景\n （一）取得的进展-\n （二）面临的形势----\n";
        assert_eq!(outline(text), expected);
    }

    #[test]
    fn a_sentence_heads_the_prose_in_its_line() {
        let cases = [
            (
                "一、目标。增长8%。\n二、任务\n（一）产业。支持改造。\n三、保障。加强领导。",
                "一、目标-\n二、任务\n （一）产业-\n三、保障-\n",
            ),
            (
                "（一）支持改造。给予补助。\n（二）支持研发。给予奖励。",
                "（一）支持改造-\n（二）支持研发-\n",
            ),
            // Items: sentences without prose, and those that a line announces.
            ("一、提高标准。\n二、完善政策。", "()--\n"),
            ("一、取消。\n二、本公告自2022年2月1日起施行。旧公告同时废止。", "()--\n"),
            ("条件如下：\n（一）守法。包括守信。\n（二）纳税。", "()---\n"),
        ];
        for (text, expected) in cases {
            assert_eq!(outline(text), expected, "{text}");
        }
    }

    #[test]
    fn documents_that_are_printed_together_stand_apart() {
        let text = "通知如下。\n甲方案\n一、目标\n乙\n（一）产业\n丙\n某地丁方案\n为了戊，制定本方案。\n\
                    一、目标\n己\n附件1\n庚";
        let expected = "()--\n一、目标-\n （一）产业-\n某地丁方案-\n 一、目标-\n附件1-\n";
        assert_eq!(outline(text), expected);
    }

    #[test]
    fn decimal_numbers_nest() {
        let text = "1 总则\n1.1 目的\n甲\n2 组织\n2.1 指挥部\n2.1.1 职责\n乙\n（1）丙";
        let expected = "1 总则\n 1.1 目的-\n2 组织\n 2.1 指挥部\n  2.1.1 职责-\n   （1）丙\n";
        assert_eq!(outline(text), expected);
        assert_eq!(outline("1 总则\n2 组织"), "()--\n");
    }

    #[test]
    fn items_of_lists_are_no_headings() {
        let law = "第一章　总则\n第一条 为了规范，制定本条例。\n第二条 下列权利依法登记：\n（一）所有权；\n（二）居住权\n\
                   （三）其他权利。\n第二章　登记\n第三条 本条例所称登记";
        assert_eq!(outline(law), "第一章　总则-----\n第二章　登记-\n");
        let attached = "一、组成\n见附件。\n附件：1. 名单\n2. 规则\n某办\n2022年4月4日";
        assert_eq!(outline(attached), "一、组成-----\n");
        let notice = "一、申报材料\n应当提交：\n（一）申请书；\n（二）承诺书。\n二、其他\n1. 甲\n2. 乙\n（一）情形。”";
        assert_eq!(outline(notice), "一、申报材料---\n二、其他---\n");
    }

    #[test]
    fn deep_and_long_input_is_no_harm() {
        let marks: String =
            (0..60_000).map(|i| format!("{} 甲\n", "#".repeat(i % 6 + 1))).collect();
        assert_eq!(
            build(block::captioned_pieces(&marks.lines().collect::<Vec<_>>(), Text::Typeset)).len(),
            10_000
        );
        let open = "（".repeat(500_000);
        assert_eq!(outline(&open).lines().count(), 1);
    }
}
