//! Tables in running text: pipe tables of Markdown and lines of cells
//! between tabs, with the rows that a page break cut in two mended.

use crate::sheet::columns::Columns;
use crate::text::{inline, numbering};
use document::document::Table;

/// How many blank lines and rules a page break may leave inside a table.
const LONGEST_BREAK: usize = 4;

/// Characters that a page break may repeat at most.
const LONGEST_REPEAT: usize = 4;

/// A line of cells.
struct Row {
    cells: Vec<String>,
    after_break: bool,
}

/// The table that begins at line `start`, and the number of the line after it.
pub(crate) fn table_at(lines: &[&str], start: usize) -> Option<(Table, usize)> {
    let header = cells(lines.get(start)?)?;
    if !begins(&header, &lines[start + 1..]) {
        return None;
    }
    let (rows, end) = rows(lines, start + 1, &header);
    let rows = mend(rows);
    Some((Table { caption: None, header, rows }, end))
}

/// The rows under a header, as wide as it, and the number of the line after them.
fn rows(lines: &[&str], start: usize, header: &[String]) -> (Vec<Row>, usize) {
    let (mut rows, mut end) = (Vec::new(), start);
    while let Some((at, row)) = next_row(lines, end) {
        if row.after_break && !continues(header, &row, &lines[at + 1..]) {
            break;
        }
        // A page repeats the header of the table that it continues.
        let is_repeated = row.cells == header;
        if !is_repeated && !is_dashed(&row.cells) {
            rows.push(Row { cells: fit(row.cells, header.len()), ..row });
        }
        end = at + 1;
    }
    (rows, end)
}

/// The cells of a line that has several.
fn cells(line: &str) -> Option<Vec<String>> {
    let trimmed = line.trim();
    if let Some(inner) = trimmed.strip_prefix('|') {
        let inner = inner.strip_suffix('|').unwrap_or(inner);
        return Some(pipe_cells(inner).iter().map(|cell| inline::plain(cell)).collect());
    }
    line.contains('\t').then(|| line.split('\t').map(inline::plain).collect())
}

/// Splits at pipes that are not escaped.
fn pipe_cells(inner: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in inner.chars() {
        match (c, cells.last_mut()) {
            ('|', Some(cell)) if escaped => {
                cell.pop();
                cell.push(c);
            }
            ('|', _) => cells.push(String::new()),
            (_, Some(cell)) => cell.push(c),
            (_, None) => {}
        }
        escaped = c == '\\';
    }
    cells
}

/// Whether a line of cells is the header of a table, told from it and the lines below.
fn begins(header: &[String], below: &[&str]) -> bool {
    let Some(first) = header.first() else {
        return false;
    };
    let is_heading = header.len() == 2 && numbering::split(first).is_some();
    let is_followed = next_row(below, 0).is_some();
    !first.is_empty() && !is_heading && !is_dashed(header) && is_followed
}

/// The next line of cells, over the blank lines and rules of a page break.
fn next_row(lines: &[&str], from: usize) -> Option<(usize, Row)> {
    let gap = lines[from.min(lines.len())..]
        .iter()
        .take(LONGEST_BREAK)
        .take_while(|line| is_rule(line))
        .count();
    let cells = cells(lines.get(from + gap)?)?;
    let after_break = lines[from..from + gap].iter().any(|line| line.trim().is_empty());
    Some((from + gap, Row { cells, after_break }))
}

/// Whether a row after a break belongs to the table above: it has its columns, and is not the
/// header of another one.
fn continues(header: &[String], row: &Row, below: &[&str]) -> bool {
    let is_underlined = next_row(below, 0).is_some_and(|(_, row)| is_dashed(&row.cells));
    let is_header = row.cells != header && Columns::new(&row.cells).kind_of_rows().is_some();
    row.cells.len() == header.len() && !is_underlined && !is_header
}

/// Whether a line is blank or only draws a line.
pub(crate) fn is_rule(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '*' | '_' | '=' | '—' | '─'))
}

/// Whether a row only draws a line.
fn is_dashed(cells: &[String]) -> bool {
    cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | '=' | '—' | ' ')))
        && cells.iter().any(|cell| !cell.is_empty())
}

/// Cells as many as columns: missing ones are empty, surplus ones join the last.
pub(crate) fn fit(mut cells: Vec<String>, columns: usize) -> Vec<String> {
    if columns > 0 && cells.len() > columns {
        let surplus = cells.split_off(columns - 1);
        cells.push(surplus.join(" ").trim().to_owned());
    }
    cells.resize(columns, String::new());
    cells
}

/// Adds the rows of a table on the next page, which may repeat the header, to those before it.
pub(crate) fn append(rows: &mut Vec<Vec<String>>, mut next: Vec<Vec<String>>) {
    if !next.is_empty() && rows.first() == next.first() {
        next.remove(0);
    }
    // Only the first row may go on from the page before: the others have lines around them.
    let others = next.split_off(next.len().min(1));
    let last = rows.pop().map(|cells| Row { cells, after_break: false });
    let first = next.pop().map(|cells| Row { cells, after_break: true });
    rows.extend(mend(last.into_iter().chain(first).collect()));
    rows.extend(others);
}

/// Joins rows that a page break cut in two.
fn mend(rows: Vec<Row>) -> Vec<Vec<String>> {
    let mut whole: Vec<Vec<String>> = Vec::with_capacity(rows.len());
    for row in rows {
        match whole.last_mut() {
            Some(above) if is_rest(above, &row) => {
                for (cell, rest) in above.iter_mut().zip(&row.cells) {
                    cell.push_str(&rest[repeated(cell, rest)..]);
                }
            }
            _ => whole.push(row.cells),
        }
    }
    whole
}

/// Whether a row is the rest of the row above: its first cell is empty, and a page break lies
/// between, or only some of the other cells go on, or one repeats the end of the cell above.
///
/// A row that fills all cells but the first ones is a row of its own, under a date or an agency
/// that was written once for several rows.
fn is_rest(above: &[String], row: &Row) -> bool {
    let empty = row.cells.iter().take_while(|cell| cell.is_empty()).count();
    if empty == 0 || empty == row.cells.len() {
        return false;
    }
    row.after_break
        || row.cells[empty..].iter().any(String::is_empty)
        || above.iter().zip(&row.cells).any(|(cell, rest)| repeated(cell, rest) > 0)
}

/// Bytes at the start of `rest` that repeat the end of `cell`.
///
/// Converters print the character that a page break cuts on both pages (集成电路 + 路产业). A
/// word that doubles a character by itself (人人) would lose one if the break fell inside it,
/// which is rarer by far; figures and Latin letters double often (2 + 20), and stay.
fn repeated(cell: &str, rest: &str) -> usize {
    let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_REPEAT);
    ends.filter(|&end| cell.ends_with(&rest[..end]) && !rest[..end].is_ascii()).last().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Option<Table> {
        let lines: Vec<&str> = text.lines().collect();
        table_at(&lines, 0).map(|(table, _)| table)
    }

    fn rows(text: &str) -> Vec<String> {
        table(text).unwrap().rows.iter().map(|row| row.join("/")).collect()
    }

    #[test]
    fn mends_rows_that_a_page_break_cut() {
        let head = "时间\t机构\t政策\t内容\n";
        let cases: [(&str, &[&str]); 8] = [
            (
                "一\t甲\t软件和集成电路\t研发\n\n\t\t路发展专项\t\n二\t乙\t丙\t丁",
                &["一/甲/软件和集成电路发展专项/研发", "二/乙/丙/丁"],
            ),
            ("一\t甲\t行动计划\t研发\n\t\t划\t", &["一/甲/行动计划/研发"]),
            ("一\t甲\t行动\t研发\n\n\t\t计划\t应用", &["一/甲/行动计划/研发应用"]),
            ("一\t甲\t乙\t丙\n\t\t丁\t戊", &["一/甲/乙/丙", "//丁/戊"]),
            ("一\t甲\t到202\t丙\n\t\t2年\t", &["一/甲/到2022年/丙"]),
            (
                "---\t---\t---\t---\n\n一\t甲\t乙\t丙\n------\n二\t丁\t戊\t己",
                &["一/甲/乙/丙", "二/丁/戊/己"],
            ),
            ("一\t甲\n二\t乙\t丙\t丁\t戊", &["一/甲//", "二/乙/丙/丁 戊"]),
            (
                "一\t甲\t乙\t丙\n\n时间\t机构\t政策\t内容\n二\t丁\t戊\t己",
                &["一/甲/乙/丙", "二/丁/戊/己"],
            ),
        ];
        for (body, expected) in cases {
            assert_eq!(rows(&format!("{head}{body}")), expected, "{body}");
        }
    }

    #[test]
    fn reads_pipe_tables() {
        let pipes = "| **项目** | 说明 |\n| :--- | --- |\n| a\\|b | 丙 |\n| 丁 |\n\n正文";
        let table = table(pipes).unwrap();
        assert_eq!(table.header, ["项目", "说明"]);
        assert_eq!(table.rows, [["a|b", "丙"], ["丁", ""]]);
    }

    #[test]
    fn a_break_ends_a_table_of_other_columns() {
        let lines: Vec<&str> = "甲\t乙\n一\t二\n\n丙\t丁\t戊\n三\t四\t五".lines().collect();
        assert_eq!(table_at(&lines, 0).unwrap().1, 2);
        let next_header: Vec<&str> =
            "| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n\n| 丙 | 丁 |\n|---|---|".lines().collect();
        assert_eq!(table_at(&next_header, 0).unwrap().1, 3);
    }

    #[test]
    fn what_is_no_table() {
        for text in [
            "一段话\t有制表符",
            "第一章\t总则\n第二章\t分则",
            "\t缩进\n\t缩进",
            "| 甲 |",
            "普通\n文字",
        ] {
            assert_eq!(table(text), None, "{text}");
        }
    }
}
