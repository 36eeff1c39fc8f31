//! Tables as documents of Word, as Chinese reports set them: a caption in 黑体 above, three lines and
//! no others, the header again on every page, sources as footnotes, and below how it was made.

use std::io::{self, Seek, Write};

use docx_rs::{
    AlignmentType, BreakType, Docx, Footer, Footnote, PageMargin, PageNum, PageOrientationType,
    Paragraph, Run, RunFonts, Style, StyleType, Table as WordTable, TableBorder,
    TableBorderPosition, TableBorders, TableCell, TableCellBorder, TableCellBorderPosition,
    TableCellBorders, TableCellMargins, TableRow, WidthType, XMLDocx,
};

use super::text::printable;
use super::{Rows, WriteError};
use crate::number::grouped;
use crate::table::{Cell, Row, Table};

/// A document of Word holds no more rows: it is made in memory, and nobody reads more on paper.
pub const MOST_WORD_ROWS: usize = 2_000;

/// Characters of a cell.
const MOST_CHARS: usize = 5_000;

/// Characters of a row that stays on one page.
const MOST_UNBROKEN: usize = 1_000;

/// Half points: 小四 for captions, 小五 for tables, 六号 for notes (GB/T 9704 has no tables, offices set
/// them smaller than the text).
pub(crate) const CAPTION: usize = 24;
pub(crate) const CELL: usize = 18;
pub(crate) const NOTE: usize = 15;

/// Eighths of a point: the outer lines of a table and the one below its header.
const OUTER: usize = 12;
pub(crate) const INNER: usize = 6;

/// Twentieths of a point: a page of A4, its margins.
pub(crate) const SHORT: u32 = 11_906;
pub(crate) const LONG: u32 = 16_838;
pub(crate) const MARGIN: u32 = 1_440;

/// More characters stand on a page that is turned.
const WIDE: u32 = 64;

/// Stands where a footnote's own number is to stand, for which the library has no word.
const NUMBER: char = '\u{fdd0}';

pub(super) fn write(table: &Table, rows: Rows<'_>, out: &mut impl Write) -> Result<(), WriteError> {
    let mut word = Word::default();
    let mut laid_out = vec![word.header(table)];
    let mut written = 0;
    for row in rows {
        match row? {
            _ if written == MOST_WORD_ROWS => break,
            Row::Group(name) => laid_out.push(word.group(&name, table.columns.len())),
            Row::Cells { cells, note, .. } => {
                laid_out.push(word.row(table, &cells, &note));
                written += 1;
            }
        }
    }
    let left_out = table.rows.saturating_sub(written);
    let widths = widths(table);
    let ruled = WordTable::without_borders(laid_out)
        .set_grid(widths.iter().map(|&width| width as usize).collect())
        .width(widths.iter().sum::<u32>() as usize, WidthType::Dxa)
        .align(docx_rs::TableAlignmentType::Center)
        .margins(TableCellMargins::new().margin(40, 80, 40, 80))
        .set_borders(three_lines());
    let caption = word.centred(&table.caption);
    let made = table.about.made.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let page = page(is_wide(table)).created_at(&made).updated_at(&made);
    let mut document = page.add_paragraph(caption).add_table(ruled);
    let mut lines = table.about.lines();
    lines.extend((left_out > 0).then(|| {
        let most = grouped(MOST_WORD_ROWS);
        ("提示", format!("Word 文档最多列 {most} 行，另有 {} 行没有列出", grouped(left_out)))
    }));
    for (name, said) in lines {
        document = document.add_paragraph(word.note(&format!("{name}：{said}")));
    }
    // An archive is packed from its end.
    let mut packed = tempfile::tempfile()?;
    completed(document.build()).pack(&mut packed).map_err(io::Error::other)?;
    packed.rewind()?;
    io::copy(&mut packed, out)?;
    Ok(())
}

/// Numbers paragraphs and footnotes, so that the same table makes the same file.
#[derive(Default)]
pub(crate) struct Word {
    paragraphs: usize,
    footnotes: usize,
}

impl Word {
    pub(crate) fn paragraph(&mut self) -> Paragraph {
        self.paragraphs += 1;
        Paragraph::new().id(format!("{:08x}", self.paragraphs))
    }

    pub(crate) fn centred(&mut self, caption: &str) -> Paragraph {
        let run = Run::new().add_text(printable(caption)).fonts(font("黑体")).size(CAPTION);
        self.paragraph().add_run(run).align(AlignmentType::Center).keep_next(true)
    }

    pub(crate) fn note(&mut self, text: &str) -> Paragraph {
        let run = Run::new().add_text(printable(text)).fonts(font("仿宋")).size(NOTE);
        self.paragraph().add_run(run)
    }

    /// The number of each page, at its foot.
    pub(crate) fn page_numbers(&mut self) -> Footer {
        let number = self.paragraph().add_page_num(PageNum::new());
        Footer::new().add_paragraph(number.align(AlignmentType::Center))
    }

    /// The first row, with the line below it.
    fn header(&mut self, table: &Table) -> TableRow {
        let line = || TableCellBorder::new(TableCellBorderPosition::Bottom).size(INNER);
        let below = || TableCellBorders::with_empty().set(line().color("000000"));
        let cells = table.columns.iter().zip(widths(table)).map(|(column, width)| {
            let run = Run::new().add_text(printable(&column.name)).fonts(font("黑体")).size(CELL);
            let name = self.paragraph().add_run(run).align(AlignmentType::Center);
            TableCell::new()
                .width(width as usize, WidthType::Dxa)
                .set_borders(below())
                .add_paragraph(name)
        });
        TableRow::new(cells.collect()).cant_split()
    }

    fn group(&mut self, name: &str, columns: usize) -> TableRow {
        let run = Run::new().add_text(printable(name)).fonts(font("黑体")).size(CELL);
        let name = self.paragraph().add_run(run).keep_next(true);
        TableRow::new(vec![TableCell::new().grid_span(columns).add_paragraph(name)]).cant_split()
    }

    fn row(&mut self, table: &Table, cells: &[Cell], source: &str) -> TableRow {
        // The footnote is the title's, else that of the first cell.
        let titled = table.columns.iter().position(|column| column.key == "title").unwrap_or(0);
        let laid_out = cells.iter().zip(widths(table)).enumerate().map(|(at, (cell, width))| {
            let note = Some(source).filter(|source| at == titled && !source.is_empty());
            TableCell::new()
                .width(width as usize, WidthType::Dxa)
                .add_paragraph(self.cell(cell, note))
        });
        let row = TableRow::new(laid_out.collect());
        let chars = cells.iter().flat_map(Cell::lines).map(|line| line.chars().count());
        // A row that is longer than a page is better broken.
        if chars.sum::<usize>() < MOST_UNBROKEN { row.cant_split() } else { row }
    }

    fn cell(&mut self, cell: &Cell, note: Option<&str>) -> Paragraph {
        let mut run = Run::new().fonts(font("宋体")).size(CELL);
        let mut room = MOST_CHARS;
        for (at, line) in cell.lines().iter().enumerate() {
            if at > 0 {
                run = run.add_break(BreakType::TextWrapping);
            }
            let text: String = printable(line).chars().take(room).collect();
            room -= text.chars().count();
            run = run.add_text(text);
        }
        let align = match cell {
            Cell::Number(..) => AlignmentType::Right,
            Cell::Date(..) => AlignmentType::Center,
            Cell::Empty | Cell::Text(_) | Cell::Quotes(_) => AlignmentType::Left,
        };
        let paragraph = self.paragraph().add_run(run).align(align);
        match note {
            Some(note) => paragraph.add_run(self.footnote(note)),
            None => paragraph,
        }
    }

    fn footnote(&mut self, text: &str) -> Run {
        self.footnotes += 1;
        let number = superscript(Run::new().add_text(NUMBER)).fonts(font("宋体"));
        let said = Run::new().add_text(format!(" {}", printable(text)));
        let content = self
            .paragraph()
            .add_run(number.size(NOTE))
            .add_run(said.fonts(font("宋体")).size(NOTE));
        let footnote = Footnote { id: self.footnotes, content: vec![content] };
        superscript(Run::new().add_footnote_reference(footnote)).size(CELL)
    }
}

fn superscript(mut run: Run) -> Run {
    run.run_property = run.run_property.vert_align(docx_rs::VertAlignType::SuperScript);
    run
}

/// Chinese characters in a font, letters and digits in the one that goes with all of them.
pub(crate) fn font(name: &str) -> RunFonts {
    RunFonts::new().east_asia(name).ascii("Times New Roman").hi_ansi("Times New Roman")
}

pub(crate) fn page(is_wide: bool) -> Docx {
    let margin = MARGIN as i32;
    let margins = PageMargin {
        top: margin,
        bottom: margin,
        left: margin,
        right: margin,
        header: 851,
        footer: 992,
        gutter: 0,
    };
    // What the library gives footnotes, and no document has by itself.
    let reference =
        Style::new("FootnoteReference", StyleType::Character).name("footnote reference");
    let document = match is_wide {
        true => Docx::new().page_size(LONG, SHORT).page_orient(PageOrientationType::Landscape),
        false => Docx::new().page_size(SHORT, LONG),
    };
    document
        .page_margin(margins)
        .default_fonts(font("宋体"))
        .default_size(CELL)
        .add_style(reference)
}

fn is_wide(table: &Table) -> bool {
    table.columns.iter().map(|column| u32::from(column.width)).sum::<u32>() > WIDE
}

/// The widths of the columns, which fill the page between its margins.
fn widths(table: &Table) -> Vec<u32> {
    let page = if is_wide(table) { LONG } else { SHORT } - 2 * MARGIN;
    let all = table.columns.iter().map(|column| u32::from(column.width)).sum::<u32>().max(1);
    table.columns.iter().map(|column| page * u32::from(column.width) / all).collect()
}

pub(crate) fn three_lines() -> TableBorders {
    let line = |position| TableBorder::new(position).size(OUTER).color("000000");
    TableBorders::with_empty()
        .set(line(TableBorderPosition::Top))
        .set(line(TableBorderPosition::Bottom))
}

/// The parts of a document, with what the library has no words for: the first row is repeated on every
/// page (ECMA-376, 17.4.78), and footnotes begin with their number (17.11.13).
pub(crate) fn completed(mut parts: XMLDocx) -> XMLDocx {
    let replaced = |part: &[u8], from: &str, to: &str, times: usize| {
        String::from_utf8_lossy(part).replacen(from, to, times).into_bytes()
    };
    parts.document = replaced(&parts.document, "<w:trPr>", "<w:trPr><w:tblHeader />", 1);
    let number = format!("<w:t xml:space=\"preserve\">{NUMBER}</w:t>");
    parts.footnotes = replaced(&parts.footnotes, &number, "<w:footnoteRef />", usize::MAX);
    parts
}
