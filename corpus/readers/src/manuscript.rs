//! A text whose paragraphs, headings and tables its format tells apart (Word,
//! web pages, PDF, OFD): what such readers make, and how it becomes records
//! by the same head, outline and table code that reads Markdown.

use crate::error::{Error, Result};
use crate::head;
use crate::head::placed;
use crate::outline::block::{self, Piece, Text};
use crate::sheet::columns::Columns;
use crate::sheet::grid;
use crate::source::Origin;
use crate::text::spacing;
use document::document::Table;
use document::headers::{self, Header};
use document::record::Record;
use language::gazetteer::Gazetteer;

pub(crate) mod assembly;

/// A text as its format gives it.
pub(crate) struct Manuscript<'n> {
    names: &'n Gazetteer,
    /// What the file states beside its text: names and values.
    pub(crate) stated: Vec<(String, String)>,
    /// The title, where the format marks it and nothing states another.
    pub(crate) title: Option<String>,
    pub(crate) parts: Vec<Part>,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// A heading; level 1 is that of the title.
    Heading { level: usize, text: String },
    /// A paragraph.
    Line(String),
    /// The rows of a table.
    Table(Vec<Vec<String>>),
}

impl<'n> Manuscript<'n> {
    /// One without text. `names` tell the tables that only place the names of agencies.
    pub(crate) fn new(names: &'n Gazetteer) -> Manuscript<'n> {
        Manuscript { names, stated: Vec::new(), title: None, parts: Vec::new() }
    }

    /// Adds running text; each line of it is a paragraph.
    pub(crate) fn push_text(&mut self, text: &str) {
        self.parts.extend(lines(text).map(Part::Line));
    }

    /// Adds a heading, which is one line.
    pub(crate) fn push_heading(&mut self, level: usize, text: &str) {
        let text = lines(text).collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.parts.push(Part::Heading { level, text });
        }
    }

    /// Adds a table. One that only places text (one column, one row, the head of a letter or its
    /// signatures) is its text; one of names and values (发文机关｜某局) before any sentence is what the file states.
    pub(crate) fn push_table(&mut self, rows: Vec<Vec<String>>) {
        let rows = tidy(rows);
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let is_single = rows.len() < 2 || columns < 2;
        if !is_single
            && self.is_before_text()
            && let Some(stated) = form(&rows)
        {
            self.stated.extend(stated);
            return;
        }
        let head = placed::masthead(&rows, self.names).filter(|_| self.is_before_text());
        if let Some(lines) =
            head.map(|head| vec![head]).or_else(|| placed::signatures(&rows, self.names))
        {
            lines.iter().for_each(|line| self.push_text(line));
            return;
        }
        if is_single {
            rows.iter().flatten().for_each(|cell| self.push_text(cell));
        } else {
            self.parts.push(Part::Table(rows));
        }
    }

    fn is_before_text(&self) -> bool {
        !self.parts.iter().any(|part| match part {
            Part::Line(text) => text.contains('。'),
            Part::Heading { .. } => false,
            Part::Table(_) => true,
        })
    }

    /// The record of the text and those of its tables' rows.
    ///
    /// # Errors
    /// There is no text at all.
    pub(crate) fn records(self, origin: Origin<'_>) -> Result<Vec<Record>> {
        if self.parts.is_empty() && self.stated.is_empty() {
            return Err(Error::Empty { path: origin.path.to_owned() });
        }
        let mut record = assembly::blank(origin);
        for (name, value) in &self.stated {
            headers::state(&mut record, name, value);
        }
        if let Some(title) = self.title.filter(|_| record.fields.title.is_empty()) {
            record.fields.title = spacing::without(&title);
        }
        let pieces = pieces(self.parts, &mut record, self.names);
        Ok(assembly::finish(record, pieces, origin))
    }
}

/// Takes the head off the parts; what is left, as pieces.
fn pieces(parts: Vec<Part>, record: &mut Record, names: &Gazetteer) -> Vec<Piece> {
    let first_table = parts.iter().position(|part| matches!(part, Part::Table(_)));
    let (head, rest) = parts.split_at(first_table.unwrap_or(parts.len()));
    let lines: Vec<String> = head.iter().filter_map(Part::as_line).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let body = head::take_head(&lines, record, names);
    let mut pieces = block::pieces(&body, Text::Typeset);
    for part in rest {
        match part {
            Part::Table(rows) => pieces.extend(table(rows)),
            part => pieces.extend(part.as_line().map(|line| block::piece(&line, Text::Typeset))),
        }
    }
    block::with_captions(pieces)
}

impl Part {
    /// The text of a line or heading, empty for a table.
    pub(crate) fn text(&self) -> &str {
        match self {
            Part::Line(text) | Part::Heading { text, .. } => text,
            Part::Table(_) => "",
        }
    }

    /// The part as a line of Markdown.
    fn as_line(&self) -> Option<String> {
        match self {
            Part::Heading { level, text } => Some(format!("{} {text}", "#".repeat(*level))),
            Part::Line(text) => Some(text.clone()),
            Part::Table(_) => None,
        }
    }
}

/// The lines of a text that have any, on one line each, without tabs.
fn lines(text: &str) -> impl Iterator<Item = String> {
    let clean = |line: &str| line.replace(['\t', '\u{a0}'], " ").trim().to_owned();
    text.split(['\n', '\r', '\u{b}', '\u{c}', '\u{2028}'])
        .map(clean)
        .filter(|line| !line.is_empty())
}

/// The rows with trimmed cells, without blank rows and columns.
fn tidy(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let trimmed = |row: Vec<String>| -> Vec<String> {
        row.iter().map(|cell| lines(cell).collect::<Vec<_>>().join("\n")).collect()
    };
    let mut rows: Vec<Vec<String>> = rows.into_iter().map(trimmed).collect();
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let is_used = |at: usize| rows.iter().any(|row| row.get(at).is_some_and(|c| !c.is_empty()));
    let used: Vec<usize> = (0..width).filter(|&at| is_used(at)).collect();
    let cell = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
    rows.iter().map(|row| used.iter().map(|&at| cell(row, at)).collect()).collect()
}

/// The table of rows; a first row of one cell is its caption.
fn table(rows: &[Vec<String>]) -> Vec<Piece> {
    let is_caption = |row: &Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count() == 1;
    let captions = rows.iter().take_while(|row| is_caption(row)).count().min(rows.len() - 1);
    let (above, rows) = rows.split_at(captions);
    let text = |cell: &String| cell.replace('\n', " ");
    let caption = above.iter().flatten().find(|cell| !cell.is_empty()).map(text);
    let mut rows = rows.iter().map(|row| row.iter().map(text).collect::<Vec<_>>());
    let header = rows.next().unwrap_or_default();
    let rows = rows.map(|row| grid::fit(row, header.len())).collect();
    vec![Piece::Table(Table { caption, header, rows })]
}

/// What a table of names and values states: most of its pairs are fields that are known, and it
/// is no table of policies.
fn form(rows: &[Vec<String>]) -> Option<Vec<(String, String)>> {
    let pairs: Vec<(String, String)> = match rows {
        // Names in a row, their values in the row below.
        [names, values] if is_names(names) && !values.iter().any(|cell| is_name(cell)) => {
            names.iter().cloned().zip(values.iter().cloned()).collect()
        }
        _ => rows.iter().flat_map(|row| pairs(row)).collect(),
    };
    let known = pairs.iter().filter(|(name, _)| Header::by_name(name).is_some()).count();
    let header = rows.first()?;
    let is_list = Columns::new(header).kind_of_rows().is_some();
    (known >= 2 && known * 2 >= pairs.len() && !is_list).then_some(pairs)
}

fn is_name(cell: &str) -> bool {
    Header::by_name(cell).is_some()
}

fn is_names(row: &[String]) -> bool {
    row.iter().all(|cell| is_name(cell))
}

/// Names and values in a row: a cell each, or both in one. A name before another one that has a
/// value has none itself.
fn pairs(row: &[String]) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut rest = row;
    while let [cell, after @ ..] = rest {
        let (name, value) = named(cell);
        let gap = after.iter().take_while(|cell| cell.is_empty()).count();
        rest = after;
        let value = match (value.trim(), &after[gap..]) {
            ("", [next, behind @ ..]) if !is_label(next, gap, behind) && !cell.is_empty() => {
                rest = behind;
                next.trim()
            }
            (value, _) => value,
        };
        if !cell.is_empty() {
            pairs.push((name, value.to_owned()));
        }
    }
    pairs
}

/// Whether a cell is no value of the name before it but a name itself: its own value follows, in it
/// or behind it, or there is a gap before it and nothing more in the row.
fn is_label(cell: &str, gap: usize, behind: &[String]) -> bool {
    let (name, value) = named(cell);
    let next = behind.iter().find(|cell| !cell.is_empty());
    let has_value = !value.is_empty() || next.map_or(gap > 0, |next| !is_name(&named(next).0));
    is_name(&name) && has_value
}

/// The name in a cell and the value in it, which stand apart by a colon or, where the name is known,
/// by white space.
fn named(cell: &str) -> (String, &str) {
    let bare = |name: &str| -> String {
        let name = name.trim_matches(['[', ']', '【', '】', ' ', '\u{3000}']);
        name.split_whitespace().collect()
    };
    let (name, value) = cell.split_once(['：', ':']).unwrap_or((cell, ""));
    match name.trim().split_once(char::is_whitespace) {
        Some((first, rest))
            if !is_name(&bare(name)) && is_name(&bare(first)) && value.is_empty() =>
        {
            (bare(first), rest)
        }
        _ => (bare(name), value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_a_value_takes_none_of_its_neighbours() {
        let cases = [
            (
                "文号|江府发〔2024〕3号|发布日期|2024年3月5日",
                "文号=江府发〔2024〕3号 发布日期=2024年3月5日",
            ),
            ("文号||发布日期|2024年3月5日", "文号= 发布日期=2024年3月5日"),
            ("文号||发布日期|", "文号= 发布日期="),
            ("文 号：|发布日期：2024年3月5日", "文号= 发布日期=2024年3月5日"),
            ("文号||江府发〔2024〕3号|", "文号=江府发〔2024〕3号"),
            ("分类|政策|文号|江府发〔2024〕3号", "分类=政策 文号=江府发〔2024〕3号"),
            ("分类|政策", "分类=政策"),
            ("文号 江府发〔2024〕3号|发布日期 2024年", "文号=江府发〔2024〕3号 发布日期=2024年"),
            ("【文号】|江府发〔2024〕3号", "文号=江府发〔2024〕3号"),
        ];
        for (row, expected) in cases {
            let row: Vec<String> = row.split('|').map(str::to_owned).collect();
            let pairs = pairs(&row).into_iter().map(|(name, value)| format!("{name}={value}"));
            assert_eq!(pairs.collect::<Vec<_>>().join(" "), expected, "{row:?}");
        }
    }
}
