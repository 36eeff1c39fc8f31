//! Walks over the elements of a page and collects paragraphs, headings and
//! tables. It does not recurse, for pages may nest deeply.

use ego_tree::iter::Edge;
use scraper::{ElementRef, Node};

use super::super::cells::Cells;
use super::super::manuscript::{Manuscript, Part};
use super::selector;
use crate::metadata::Stated;

/// Elements whose text is not of the page's text.
const LEFT_OUT: [&str; 18] = [
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "button",
    "select", "textarea", "iframe", "object", "svg", "head", "title", "rt", "del",
];

/// Parts of class names and ids of menus and tools around a text.
const TOOLS: [&str; 16] = [
    "share",
    "breadcrumb",
    "crumb",
    "footer",
    "copyright",
    "pagination",
    "qrcode",
    "fontsize",
    "font-size",
    "menu",
    "sidebar",
    "related",
    "dangqian",
    "position-nav",
    "toolbar",
    "nav-",
];

/// Characters that a tool has at most: sites also call parts of a text `share`.
const LONGEST_TOOL: usize = 200;

/// Elements that stand in a line of text.
const INLINE: [&str; 28] = [
    "a",
    "abbr",
    "b",
    "bdi",
    "big",
    "cite",
    "code",
    "em",
    "font",
    "i",
    "img",
    "input",
    "ins",
    "label",
    "mark",
    "o:p",
    "q",
    "s",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "tt",
    "u",
    "ucapcontent",
    "ruby",
];

/// Beginnings of what the line above a text offers beside its fields.
const OFFERS: [&str; 9] =
    ["字体", "字号：大", "字号: 大", "打印", "分享", "浏览次数", "访问量", "点击", "阅读"];

/// Collects the text below an element.
pub(super) fn read(root: ElementRef<'_>, manuscript: &mut Manuscript) {
    let mut walk = Walk { manuscript, cells: Cells::default(), line: String::new(), heading: None };
    walk.run(root, None);
}

/// Collects the text of a page before an element.
pub(super) fn before(root: ElementRef<'_>, end: ElementRef<'_>) -> Manuscript {
    let mut manuscript = Manuscript::default();
    let mut walk = Walk {
        manuscript: &mut manuscript,
        cells: Cells::default(),
        line: String::new(),
        heading: None,
    };
    walk.run(root, Some(end));
    manuscript
}

/// The rows of all tables below an element.
pub(super) fn tables(root: ElementRef<'_>) -> Vec<Vec<Vec<String>>> {
    let mut manuscript = Manuscript::default();
    read(root, &mut manuscript);
    let rows = |part| match part {
        Part::Table(rows) => Some(rows),
        Part::Heading { .. } | Part::Line(_) => None,
    };
    manuscript.parts.into_iter().filter_map(rows).collect()
}

/// The parts of a line of fields (发布时间：… 来源：… 【字体：大 中 小】), without what it offers.
pub(super) fn segments(line: &str) -> Vec<String> {
    let mut segments: Vec<String> = Vec::new();
    for word in line.split([' ', '\u{3000}', '|', '｜']).filter(|word| !word.is_empty()) {
        let name = word.trim_start_matches(['【', '[', '(', '（']);
        let name = name.split(['：', ':']).next().filter(|name| name.len() < word.len());
        let is_field = name.is_some_and(|name| Stated::by_name(name).is_some());
        let is_offer = OFFERS.iter().any(|o| word.trim_start_matches(['【', '[']).starts_with(o));
        match segments.last_mut() {
            Some(last) if !is_field && !is_offer => {
                last.push(' ');
                last.push_str(word);
            }
            _ => segments.push(word.to_owned()),
        }
    }
    let is_offer = |text: &String| {
        OFFERS.iter().any(|offer| text.trim_start_matches(['【', '[']).starts_with(offer))
    };
    segments.retain(|segment| !is_offer(segment));
    segments
}

/// Whether an element and all in it is no text: by its name, hidden, or a tool of the site.
pub(super) fn is_left_out(element: ElementRef<'_>) -> bool {
    let value = element.value();
    if LEFT_OUT.contains(&value.name()) {
        return true;
    }
    let style = value.attr("style").unwrap_or_default().replace(' ', "").to_lowercase();
    if style.contains("display:none") || value.attr("hidden").is_some() {
        return true;
    }
    let names = [value.attr("class"), value.attr("id")];
    let names = names.into_iter().flatten().collect::<Vec<_>>().join(" ").to_lowercase();
    let is_tool = !names.is_empty() && TOOLS.iter().any(|tool| names.contains(tool));
    is_tool && element.text().flat_map(str::chars).take(LONGEST_TOOL + 1).count() <= LONGEST_TOOL
}

struct Walk<'m> {
    manuscript: &'m mut Manuscript,
    cells: Cells,
    /// The paragraph so far.
    line: String,
    /// The level of the heading that is open.
    heading: Option<usize>,
}

impl Walk<'_> {
    /// Walks below `root`, up to `end` where there is one.
    fn run(&mut self, root: ElementRef<'_>, end: Option<ElementRef<'_>>) {
        let mut left_out = None;
        for edge in root.traverse() {
            match edge {
                Edge::Open(node) if left_out.is_none() => match node.value() {
                    Node::Text(text) => self.push(text),
                    Node::Element(_) => {
                        let Some(element) = ElementRef::wrap(node) else { continue };
                        if end.is_some_and(|end| end.id() == node.id()) {
                            break;
                        }
                        match node.id() != root.id() && is_left_out(element) {
                            true => left_out = Some(node.id()),
                            false => self.open(element),
                        }
                    }
                    _ => {}
                },
                Edge::Close(node) if left_out == Some(node.id()) => left_out = None,
                Edge::Close(node) if left_out.is_none() => {
                    if let Some(element) = ElementRef::wrap(node) {
                        self.close(element);
                    }
                }
                _ => {}
            }
        }
        self.end_line();
        if let Some(rows) = self.cells.close_table() {
            self.manuscript.push_table(rows);
        }
    }

    /// Adds text as a browser shows it: white space is one space, none at the start of a line.
    /// A line break of the source between ideographs is none of the text.
    fn push(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let word_at = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
            let (blank, after) = rest.split_at(word_at);
            let is_line_break = blank.contains('\n') && !blank.contains(['\u{a0}', '\u{3000}']);
            let is_inside = self.line.ends_with(is_ideograph) && after.starts_with(is_ideograph);
            let is_start = self.line.is_empty() || self.line.ends_with([' ', '\n']);
            let is_space = !(is_start || is_line_break && is_inside);
            if is_space && !blank.is_empty() {
                self.line.push(' ');
            }
            let end = after.find(char::is_whitespace).unwrap_or(after.len());
            self.line.push_str(&after[..end]);
            rest = &after[end..];
        }
    }

    fn open(&mut self, element: ElementRef<'_>) {
        let value = element.value();
        let number = |name: &str| value.attr(name).and_then(|n| n.trim().parse().ok()).unwrap_or(1);
        match value.name() {
            "br" => self.line.push('\n'),
            "table" if !is_frame(element) => {
                self.end_line();
                self.cells.open_table();
            }
            "tr" if self.cells.in_table() => {
                self.end_line();
                self.cells.close_cell();
                self.cells.open_row();
            }
            "td" | "th" if self.cells.in_table() => {
                self.end_line();
                self.cells.open_cell();
                self.cells.span_columns(number("colspan"));
                self.cells.cover_rows(number("rowspan"));
            }
            name if INLINE.contains(&name) => {}
            name => {
                self.end_line();
                let level = name.strip_prefix('h').and_then(|level| level.parse().ok());
                self.heading = level.filter(|level| (1..=6).contains(level)).or(self.heading);
            }
        }
    }

    fn close(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        if INLINE.contains(&name) || name == "br" {
            return;
        }
        self.end_line();
        match name {
            "td" | "th" => self.cells.close_cell(),
            "table" if self.cells.in_table() && !is_frame(element) => {
                if let Some(rows) = self.cells.close_table() {
                    self.manuscript.push_table(rows);
                }
            }
            name if name.len() == 2 && name.starts_with('h') => self.heading = None,
            _ => {}
        }
    }

    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.line);
        if text.trim().is_empty() {
            return;
        }
        if self.cells.is_open() {
            text.lines().map(str::trim).filter(|l| !l.is_empty()).for_each(|l| self.cells.push(l));
        } else if let Some(level) = self.heading {
            self.manuscript.push_heading(level, &text);
        } else {
            for line in text.lines() {
                self.push_line(line.trim());
            }
        }
    }

    /// Adds a line; one of several fields is a line each.
    fn push_line(&mut self, line: &str) {
        let segments = segments(line);
        let fields = segments.iter().filter(|s| {
            s.split_once(['：', ':']).is_some_and(|(name, _)| Stated::by_name(name).is_some())
        });
        match fields.count() {
            0 => self.manuscript.push_text(line),
            _ => segments.iter().for_each(|segment| self.manuscript.push_text(segment)),
        }
    }
}

/// Whether a character belongs to Chinese text.
fn is_ideograph(c: char) -> bool {
    ('\u{3001}'..='\u{9fff}').contains(&c) || ('\u{ff01}'..='\u{ff5e}').contains(&c)
}

/// Whether a table only places other tables.
fn is_frame(table: ElementRef<'_>) -> bool {
    selector("table").is_some_and(|inner| table.select(&inner).next().is_some())
}
