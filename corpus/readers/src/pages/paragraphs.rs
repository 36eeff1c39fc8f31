//! Which lines make one paragraph: a full line goes on in the next one that is
//! not indented, also over the end of a page; the lines of a title belong together.

use std::collections::HashMap;

use crate::pages::PrintedLine;
use crate::pages::lines::append;
use crate::pages::thresholds::{
    FAR, FLUSH, LACKING, LEFT_OF_COLUMN, LETTER, MOST_NOTES, NOTE, OWN_COLUMN, SAME_SIZE, SIGNED,
    TITLE, USUAL_PITCH, WIDEST_PITCH, WITHIN_COLUMN,
};
use crate::text::numbering;
use language::PartialDate;

/// Where the running text of a page stands.
#[derive(Debug, Clone, Copy)]
struct Column {
    left: f32,
    right: f32,
}

/// A paragraph, and the line it begins with.
#[derive(Debug)]
pub(super) struct Paragraph<'a> {
    pub(super) first: &'a PrintedLine,
    pub(super) text: String,
}

/// The paragraphs that the lines make; the notes at the foot of a page follow the paragraph that
/// they interrupt.
pub(super) fn join(lines: &[PrintedLine]) -> Vec<Paragraph<'_>> {
    let is_note = notes(lines);
    let of = |kind: bool| -> Vec<&PrintedLine> {
        lines.iter().zip(&is_note).filter(|(_, is)| **is == kind).map(|(line, _)| line).collect()
    };
    let (text, notes) = (of(false), of(true));
    let mut paragraphs = joined(&text);
    let notes = notes.chunk_by(|_, line| !is_marked(line));
    for note in notes.flat_map(joined) {
        let after = paragraphs.partition_point(|above| above.first.page <= note.first.page);
        paragraphs.insert(after, note);
    }
    paragraphs
}

/// Which lines are notes: those at the foot of a page from one with the mark of a note on, which
/// are small, or stand off from the text.
fn notes(lines: &[PrintedLine]) -> Vec<bool> {
    let all: Vec<&PrintedLine> = lines.iter().collect();
    let size = body_size(&all);
    let far = FAR * pitch(&all, size);
    let mut is_note = Vec::with_capacity(lines.len());
    for page in lines.chunk_by(|a, b| a.page == b.page) {
        let is_first = |pair: &[PrintedLine]| {
            let is_off = pair[1].y - pair[0].y > far || pair[1].size < NOTE * size;
            is_off && is_marked(&pair[1])
        };
        let may_be = page.iter().rev().take_while(|line| line.size < NOTE * size).count();
        let last = page.len() - may_be.clamp(1, page.len());
        let from = last.saturating_sub(MOST_NOTES);
        let first =
            page[from..].windows(2).position(is_first).map_or(page.len(), |at| from + at + 1);
        is_note.extend((0..page.len()).map(|at| at >= first));
    }
    is_note
}

/// Whether a line begins as a note does: 1本文, ①, *; no number of a heading and no date.
fn is_marked(line: &PrintedLine) -> bool {
    let rest = line.text.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_figure = (1..=2).contains(&(line.text.len() - rest.len()))
        && !rest.starts_with(['年', '月', '日', '.', '．', '、', '-', '）', ')', '%'])
        && numbering::split(&line.text).is_none();
    is_figure || line.text.starts_with(|c: char| "①②③④⑤⑥⑦⑧⑨⑩*＊[［".contains(c))
}

/// The paragraphs of lines in a row.
fn joined<'a>(lines: &[&'a PrintedLine]) -> Vec<Paragraph<'a>> {
    let size = body_size(lines);
    let columns = columns(lines, size);
    let pitch = pitch(lines, size);
    let mut paragraphs: Vec<Paragraph<'_>> = Vec::new();
    let mut above: Option<&PrintedLine> = None;
    for &line in lines {
        let is_near = above.is_some_and(|above| {
            above.page != line.page || line.y - above.y < FAR * pitch.max(line.size)
        });
        let goes_on = above.is_some_and(|above| {
            is_near && goes_on(above, line, size, columns[&above.page], columns[&line.page])
        });
        match paragraphs.last_mut().filter(|_| goes_on) {
            Some(paragraph) => append(&mut paragraph.text, &line.text),
            None => paragraphs.push(Paragraph { first: line, text: line.text.clone() }),
        }
        above = Some(line);
    }
    paragraphs
}

/// Whether a line is the rest of the paragraph, or of the title, that the line above is of.
fn goes_on(
    above: &PrintedLine,
    line: &PrintedLine,
    body: f32,
    before: Column,
    column: Column,
) -> bool {
    let is_same_size = (above.size - line.size).abs() < SAME_SIZE * above.size;
    let text = line.text.trim_start();
    let is_numbered = numbering::split(text).is_some() || numbering::is_article(text);
    let is_over = is_numbered && above.text.ends_with(['。', '；', '：', ';', ':']);
    if !is_same_size || is_over || is_signed(above, before, body) {
        return false;
    }
    if line.size > TITLE * body {
        return !is_numbered && above.page == line.page;
    }
    let is_full = above.right + unbreakable(text) * body > before.right - LACKING * body;
    let is_flush = line.left < column.left + FLUSH * body;
    is_full && is_flush
}

/// Whether a line is the day under a letter, which stands at the right.
fn is_signed(line: &PrintedLine, column: Column, body: f32) -> bool {
    let day = line.text.trim().parse::<PartialDate>().ok().and_then(|date| date.day());
    day.is_some() && line.left > column.left + SIGNED * body
}

/// How wide the part of a line is that could not stand at the end of the line above: a word, or
/// an ideograph with the brackets and marks that stay with it.
fn unbreakable(text: &str) -> f32 {
    let is_word = |c: char| c.is_ascii_graphic();
    let word = text.chars().take_while(|&c| is_word(c)).count();
    if word > 0 {
        return LETTER * word as f32;
    }
    let opening = text.chars().take_while(|c| "《〈（“‘〔【「".contains(*c)).count();
    let rest = text.chars().skip(opening + 1);
    let closing = rest.take_while(|c| "》〉）”’〕】」，。；：、！？".contains(*c)).count();
    (opening + 1 + closing) as f32
}

/// The size of most characters.
pub(super) fn body_size(lines: &[&PrintedLine]) -> f32 {
    let mut counts: HashMap<i32, usize> = HashMap::new();
    for line in lines {
        *counts.entry((line.size * 4.0) as i32).or_default() += line.text.chars().count();
    }
    let most = counts.into_iter().max_by_key(|&(size, count)| (count, size));
    most.map_or(1.0, |(size, _)| size as f32 / 4.0)
}

fn is_body(line: &PrintedLine, size: f32) -> bool {
    (line.size - size).abs() < SAME_SIZE * size
}

/// The distance between the lines of running text.
fn pitch(lines: &[&PrintedLine], size: f32) -> f32 {
    let mut gaps: Vec<f32> = lines
        .windows(2)
        .filter(|pair| pair[0].page == pair[1].page && pair.iter().all(|line| is_body(line, size)))
        .map(|pair| pair[1].y - pair[0].y)
        .collect();
    gaps.sort_by(f32::total_cmp);
    // Few lines may have something between them.
    gaps.get(gaps.len() / 2).copied().unwrap_or(USUAL_PITCH * size).min(WIDEST_PITCH * size)
}

/// The column of each page: its own where it has enough lines, else that of all pages.
fn columns(lines: &[&PrintedLine], size: f32) -> HashMap<usize, Column> {
    let body: Vec<&PrintedLine> =
        lines.iter().copied().filter(|line| is_body(line, size)).collect();
    let all = column(&body).unwrap_or(Column { left: 0.0, right: 0.0 });
    let mut pages: HashMap<usize, Column> = lines.iter().map(|line| (line.page, all)).collect();
    for (number, page) in &mut pages {
        let own: Vec<&PrintedLine> =
            body.iter().copied().filter(|line| line.page == *number).collect();
        if let Some(column) = column(&own).filter(|_| own.len() >= OWN_COLUMN) {
            *page = column;
        }
    }
    pages
}

/// Where lines begin and end, the odd one left aside.
fn column(lines: &[&PrintedLine]) -> Option<Column> {
    let edge = |of: fn(&PrintedLine) -> f32, part: f32| {
        let mut edges: Vec<f32> = lines.iter().map(|line| of(line)).collect();
        edges.sort_by(f32::total_cmp);
        edges.get(((edges.len().max(1) - 1) as f32 * part) as usize).copied()
    };
    Some(Column {
        left: edge(|line| line.left, LEFT_OF_COLUMN)?,
        right: edge(|line| line.right, WITHIN_COLUMN)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(page: usize, y: f32, left: f32, size: f32, text: &str) -> PrintedLine {
        let right = left + size * text.chars().count() as f32;
        PrintedLine { page, left, right, y, size, text: text.to_owned() }
    }

    #[test]
    fn joins_lines_and_pages() {
        let lines = [
            line(0, 60.0, 60.0, 22.0, "关于促进区块链"),
            line(0, 90.0, 90.0, 22.0, "发展的通知"),
            line(0, 140.0, 20.0, 16.0, "各区人民政府："),
            line(0, 168.0, 52.0, 16.0, "为了促进产业发展，现将有关"),
            line(0, 196.0, 20.0, 16.0, "事项通知如下，请认真贯彻落实。"),
            line(0, 224.0, 52.0, 16.0, "一、加强领导，明确责任分工"),
            line(1, 60.0, 20.0, 16.0, "落实工作任务。"),
            line(1, 88.0, 52.0, 16.0, "二、加强督查"),
        ];
        let expected = [
            "关于促进区块链发展的通知",
            "各区人民政府：",
            "为了促进产业发展，现将有关事项通知如下，请认真贯彻落实。",
            "一、加强领导，明确责任分工落实工作任务。",
            "二、加强督查",
        ];
        let read = join(&lines);
        assert_eq!(read.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), expected);
    }
    #[test]
    fn notes_and_dates_interrupt_nothing() {
        let lines = [
            line(0, 60.0, 52.0, 16.0, "为了促进产业发展，现将有关"),
            line(0, 88.0, 20.0, 16.0, "事项通知如下，请各单位认真落实，"),
            line(0, 700.0, 20.0, 10.0, "1甲是一种产业，"),
            line(0, 715.0, 20.0, 10.0, "2乙。"),
            line(1, 60.0, 20.0, 16.0, "抓好组织。"),
            line(1, 88.0, 100.0, 16.0, "2022年5月5日"),
            line(1, 116.0, 20.0, 16.0, "附件"),
        ];
        let expected = [
            "为了促进产业发展，现将有关事项通知如下，请各单位认真落实，抓好组织。",
            "1甲是一种产业，",
            "2乙。",
            "2022年5月5日",
            "附件",
        ];
        let read = join(&lines);
        assert_eq!(read.iter().map(|p| p.text.as_str()).collect::<Vec<_>>(), expected);
    }
}
