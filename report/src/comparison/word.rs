//! A comparison as a document of Word: a table of two columns, whose header is on every page again. What
//! only the first document has is struck through, what only the second has is underlined, in colours that
//! nobody needs to see.

use std::io::{self, Read, Seek};

use docx_rs::{
    AlignmentType, Docx, Paragraph, Run, Table, TableAlignmentType, TableBorder,
    TableBorderPosition, TableBorders, TableCell, TableCellMargins, TableRow, WidthType,
};
use jiff::Zoned;
use search::Marked;

use super::{Comparison, Pair, Stretch, Unit};
use crate::writing::text::printable;
use crate::writing::word::{CELL, INNER, LONG, MARGIN, Word, completed, font, page};

/// Rows of one file: it is made in memory, and nobody reads more on paper.
const MOST_ROWS: usize = 2_000;

/// Characters of a side that stays on one page: two thirds of it.
const MOST_UNBROKEN: usize = 600;

/// The colours of words that only one side has; they are dark enough to be read without colour.
const COLOURS: [&str; 2] = ["A3271C", "17683A"];

/// Writes it; what is the same only by its count, unless all is wanted.
///
/// # Errors
/// When there is no room for the file.
pub fn word(compared: &Comparison, all: bool, made: &Zoned) -> io::Result<Vec<u8>> {
    let mut word = Word::default();
    let mut rows = vec![header(compared, &mut word)];
    for stretch in compared.stretches() {
        match stretch {
            Stretch::Same(pairs) if !all => rows.push(same(pairs, &mut word)),
            Stretch::Same(pairs) => rows.extend(pairs.iter().map(|pair| row(pair, "", &mut word))),
            Stretch::Different(pair, _) => rows.push(row(pair, &compared.label(pair), &mut word)),
        }
    }
    let left_out = rows.len().saturating_sub(MOST_ROWS + 1);
    rows.truncate(MOST_ROWS + 1);
    let width = column();
    let table = Table::without_borders(rows)
        .set_grid(vec![width, width])
        .width(2 * width, WidthType::Dxa)
        .align(TableAlignmentType::Center)
        .margins(TableCellMargins::new().margin(60, 100, 60, 100))
        .set_borders(lines());
    let cut = format!("Word 文档最多列 {MOST_ROWS} 行，另有 {left_out} 行没有列出");
    let mut heads = compared.heads();
    heads.push(("标记", "删除线只在前一份，下划线只在后一份".to_owned()));
    heads.extend((left_out > 0).then_some(("提示", cut)));
    let note = |document: Docx, (name, said), word: &mut Word| {
        document.add_paragraph(word.note(&format!("{name}：{said}")))
    };
    let caption = word.centred(&compared.caption());
    let mut document = page(true).footer(word.page_numbers()).add_paragraph(caption);
    for head in heads {
        document = note(document, head, &mut word);
    }
    document = document.add_table(table);
    for below in compared.notes(made) {
        document = note(document, below, &mut word);
    }
    let mut packed = tempfile::tempfile()?;
    completed(document.build()).pack(&mut packed).map_err(io::Error::other)?;
    packed.rewind()?;
    let mut bytes = Vec::new();
    packed.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The width of a column on a page that is turned.
fn column() -> usize {
    ((LONG - 2 * MARGIN) / 2) as usize
}

/// Lines around all cells: what stands side by side is to be read together.
fn lines() -> TableBorders {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let line = |position| TableBorder::new(position).size(INNER).color("000000");
    let all = [Top, Bottom, Left, Right, InsideH, InsideV];
    all.into_iter().fold(TableBorders::with_empty(), |borders, at| borders.set(line(at)))
}

fn header(compared: &Comparison, word: &mut Word) -> TableRow {
    let cells = compared.sides().map(|side| {
        let run = Run::new().add_text(printable(&side)).fonts(font("黑体")).size(CELL);
        cell().add_paragraph(word.paragraph().add_run(run).align(AlignmentType::Center))
    });
    TableRow::new(cells.into()).cant_split()
}

fn cell() -> TableCell {
    TableCell::new().width(column(), WidthType::Dxa)
}

fn same(pairs: &[Pair], word: &mut Word) -> TableRow {
    let run =
        Run::new().add_text(printable(&Comparison::same(pairs))).fonts(font("仿宋")).size(CELL);
    let said = word.paragraph().add_run(run).align(AlignmentType::Center);
    let cell = TableCell::new().width(2 * column(), WidthType::Dxa).grid_span(2);
    TableRow::new(vec![cell.add_paragraph(said)]).cant_split()
}

fn row(pair: &Pair, label: &str, word: &mut Word) -> TableRow {
    let label = if label.is_empty() { String::new() } else { format!("【{label}】") };
    let labels = pair.labelled(&label);
    let cells = [0, 1].map(|side| {
        let mut paragraphs: Vec<Paragraph> = Vec::new();
        if !labels[side].is_empty() {
            let run = Run::new().add_text(labels[side]).fonts(font("黑体")).size(CELL);
            paragraphs.push(word.paragraph().add_run(run));
        }
        for unit in &pair.units[side] {
            paragraphs.extend(texts(unit, side, word));
        }
        if paragraphs.is_empty() {
            paragraphs.push(word.paragraph());
        }
        paragraphs.into_iter().fold(cell(), TableCell::add_paragraph)
    });
    let row = TableRow::new(cells.into());
    let chars = |units: &[Unit]| -> usize {
        let runs = units.iter().flat_map(|unit| unit.paragraphs.iter().flatten());
        runs.map(|(text, _)| text.chars().count()).sum()
    };
    // A row that is longer than a page is better broken.
    let longest = pair.units.iter().map(|units| chars(units)).max();
    if longest < Some(MOST_UNBROKEN) { row.cant_split() } else { row }
}

/// The paragraphs of a unit, the first with its number.
fn texts(unit: &Unit, side: usize, word: &mut Word) -> Vec<Paragraph> {
    let mut number = unit.lead();
    let paragraph = |runs: &Marked| {
        let number = std::mem::take(&mut number);
        let numbered = Run::new().add_text(printable(&number)).fonts(font("黑体")).size(CELL);
        let paragraph = word.paragraph().add_run(numbered);
        runs.iter().fold(paragraph, |paragraph, (text, mark)| {
            paragraph.add_run(run(text, *mark == 1, side))
        })
    };
    unit.paragraphs.iter().map(paragraph).collect()
}

fn run(text: &str, differs: bool, side: usize) -> Run {
    let run = Run::new().add_text(printable(text)).fonts(font("宋体")).size(CELL);
    match (differs, side) {
        (false, _) => run,
        (true, 0) => run.strike().color(COLOURS[0]),
        (true, _) => run.underline("single").color(COLOURS[1]),
    }
}
