//! Walks over the elements of a page and collects paragraphs, headings and
//! tables. It does not recurse, for pages may nest deeply.

use ego_tree::iter::Edge;
use scraper::{ElementRef, Node};

use crate::formats::page::menu;
use crate::manuscript::{Manuscript, Part};
use crate::outline::wrapping;
use crate::sheet::cells::Cells;
use crate::text::{furniture, label};
use document::headers::Header;
use language::date;
use language::gazetteer::Gazetteer;

/// Texts of an element that are looked at for a name or a day.
const MOST_TEXTS: usize = 10;

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

/// Collects the text below an element.
pub(super) fn collect(root: ElementRef<'_>, manuscript: &mut Manuscript<'_>) {
    Walk::new(manuscript).run(root, None);
}

/// Collects the text of a page before the first of some elements.
pub(super) fn before<'n>(
    root: ElementRef<'_>,
    ends: &[ElementRef<'_>],
    names: &'n Gazetteer,
) -> Manuscript<'n> {
    let mut manuscript = Manuscript::new(names);
    Walk::new(&mut manuscript).run(root, ends.first());
    manuscript
}

/// The rows of all tables below an element.
pub(super) fn tables(root: ElementRef<'_>, names: &Gazetteer) -> Vec<Vec<Vec<String>>> {
    let mut manuscript = Manuscript::new(names);
    collect(root, &mut manuscript);
    let rows = |part| match part {
        Part::Table(rows) => Some(rows),
        Part::Heading { .. } | Part::Line(_) => None,
    };
    manuscript.parts.into_iter().filter_map(rows).collect()
}

struct Walk<'m, 'n> {
    manuscript: &'m mut Manuscript<'n>,
    cells: Cells,
    /// The paragraph so far.
    line: String,
    /// The level of the heading that is open.
    heading: Option<usize>,
    /// Whether line breaks of the source are those of the text.
    is_preformatted: bool,
}

impl<'m, 'n> Walk<'m, 'n> {
    fn new(manuscript: &'m mut Manuscript<'n>) -> Walk<'m, 'n> {
        Walk {
            manuscript,
            cells: Cells::default(),
            line: String::new(),
            heading: None,
            is_preformatted: false,
        }
    }

    /// Walks below `root`, up to `end` where there is one.
    fn run(&mut self, root: ElementRef<'_>, end: Option<&ElementRef<'_>>) {
        let mut left_out = None;
        for edge in root.traverse() {
            match edge {
                Edge::Open(node) if left_out.is_none() => match node.value() {
                    Node::Text(text) => self.push(text),
                    Node::Element(_) => {
                        let Some(element) = ElementRef::wrap(node) else { continue };
                        if end.is_some_and(|end| *end == element) {
                            break;
                        }
                        match node.id() != root.id() && menu::is_left_out(element) {
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
        if self.is_preformatted {
            self.line.push_str(text);
            return;
        }
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
            "pre" => {
                self.end_line();
                self.is_preformatted = true;
            }
            // A name and its value are one line.
            "dd" if self.line.ends_with(['：', ':']) => {}
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
            name if INLINE.contains(&name) => self.part_fields(element),
            name => {
                self.end_line();
                let level = name.strip_prefix('h').and_then(|level| level.parse().ok());
                self.heading = level.filter(|level| (1..=6).contains(level)).or(self.heading);
            }
        }
    }

    fn close(&mut self, element: ElementRef<'_>) {
        let name = element.value().name();
        if INLINE.contains(&name) || name == "dt" {
            self.end_name(element);
        }
        if INLINE.contains(&name) || matches!(name, "br" | "dt") {
            return;
        }
        self.end_line();
        match name {
            "pre" => self.is_preformatted = false,
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

    /// Keeps the fields apart that a line has in an element each, with nothing between them.
    fn part_fields(&mut self, element: ElementRef<'_>) {
        let text = element.text().take(MOST_TEXTS).collect::<String>();
        let is_beside = element.prev_sibling().is_some_and(|before| before.value().is_element());
        if is_beside
            && !self.line.ends_with(char::is_whitespace)
            && (label::is_known(&text) || date::is_day(&text))
        {
            self.line.push(' ');
        }
    }

    /// Ends the name of a field whose value is the next element.
    fn end_name(&mut self, element: ElementRef<'_>) {
        let next = element.next_siblings().find_map(ElementRef::wrap);
        let is_alone =
            self.line.trim() == element.text().take(MOST_TEXTS).collect::<String>().trim();
        if next.is_some()
            && is_alone
            && !self.line.ends_with(['：', ':'])
            && Header::by_name(&self.line).is_some()
        {
            self.line.push('：');
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
        } else if self.is_preformatted {
            let lines = wrapping::unwrapped(&text.lines().collect::<Vec<_>>());
            lines.iter().for_each(|line| self.manuscript.push_text(line));
        } else {
            let lines = text.lines().map(str::trim).filter(|line| !furniture::is_way(line));
            lines.for_each(|line| self.push_line(line));
        }
    }

    /// Adds a line; one of several fields is a line each.
    fn push_line(&mut self, line: &str) {
        let segments = label::segments(line);
        match segments.iter().any(|segment| label::is_known(segment)) {
            false => self.manuscript.push_text(line),
            true => segments.iter().for_each(|segment| self.manuscript.push_text(segment)),
        }
    }
}

/// Whether a character belongs to Chinese text.
fn is_ideograph(c: char) -> bool {
    ('\u{3001}'..='\u{9fff}').contains(&c) || ('\u{ff01}'..='\u{ff5e}').contains(&c)
}

/// Whether a table only places other tables.
fn is_frame(table: ElementRef<'_>) -> bool {
    let mut inner = table.descendants().skip(1).filter_map(ElementRef::wrap);
    inner.any(|element| element.value().name() == "table")
}
