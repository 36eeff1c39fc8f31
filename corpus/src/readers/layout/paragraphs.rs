//! Which lines make one paragraph: a full line goes on in the next one that is
//! not indented, also over the end of a page; the lines of a title belong together.

use std::collections::HashMap;

use super::Line;
use super::lines::append;
use crate::readers::numbering;

/// How much larger than running text a title is printed.
const TITLE: f32 = 1.12;

/// Where the running text of a page stands.
#[derive(Debug, Clone, Copy)]
struct Column {
    left: f32,
    right: f32,
}

/// A paragraph, and the line it begins with.
#[derive(Debug)]
pub(super) struct Paragraph<'a> {
    pub(super) first: &'a Line,
    pub(super) text: String,
}

/// The paragraphs that the lines make.
pub(super) fn join(lines: &[Line]) -> Vec<Paragraph<'_>> {
    let size = body_size(lines);
    let columns = columns(lines, size);
    let pitch = pitch(lines, size);
    let mut paragraphs: Vec<Paragraph<'_>> = Vec::new();
    let mut above: Option<&Line> = None;
    for line in lines {
        let is_near = above.is_some_and(|above| {
            above.page != line.page || line.y - above.y < 1.45 * pitch.max(line.size)
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
fn goes_on(above: &Line, line: &Line, body: f32, before: Column, column: Column) -> bool {
    let is_same_size = (above.size - line.size).abs() < 0.1 * above.size;
    let text = line.text.trim_start();
    let is_numbered = numbering::split(text).is_some() || numbering::is_article(text);
    if !is_same_size || (is_numbered && above.text.ends_with(['。', '；', '：', ';', ':'])) {
        return false;
    }
    if line.size > TITLE * body {
        return !is_numbered && above.page == line.page;
    }
    let is_full = above.right + unbreakable(text) * body > before.right - 0.6 * body;
    let is_flush = line.left < column.left + 1.2 * body;
    is_full && is_flush
}

/// How wide the part of a line is that could not stand at the end of the line above: a word, or
/// an ideograph with the brackets and marks that stay with it.
fn unbreakable(text: &str) -> f32 {
    let is_word = |c: char| c.is_ascii_graphic();
    let word = text.chars().take_while(|&c| is_word(c)).count();
    if word > 0 {
        return 0.6 * word as f32;
    }
    let opening = text.chars().take_while(|c| "《〈（“‘〔【「".contains(*c)).count();
    let rest = text.chars().skip(opening + 1);
    let closing = rest.take_while(|c| "》〉）”’〕】」，。；：、！？".contains(*c)).count();
    (opening + 1 + closing) as f32
}

/// The size of most characters.
fn body_size(lines: &[Line]) -> f32 {
    let mut counts: HashMap<i32, usize> = HashMap::new();
    for line in lines {
        *counts.entry((line.size * 4.0) as i32).or_default() += line.text.chars().count();
    }
    let most = counts.into_iter().max_by_key(|&(size, count)| (count, size));
    most.map_or(1.0, |(size, _)| size as f32 / 4.0)
}

fn is_body(line: &Line, size: f32) -> bool {
    (line.size - size).abs() < 0.1 * size
}

/// The distance between the lines of running text.
fn pitch(lines: &[Line], size: f32) -> f32 {
    let mut gaps: Vec<f32> = lines
        .windows(2)
        .filter(|pair| pair[0].page == pair[1].page && pair.iter().all(|line| is_body(line, size)))
        .map(|pair| pair[1].y - pair[0].y)
        .collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(1.6 * size)
}

/// The column of each page: its own where it has enough lines, else that of all pages.
fn columns(lines: &[Line], size: f32) -> HashMap<usize, Column> {
    let body: Vec<&Line> = lines.iter().filter(|line| is_body(line, size)).collect();
    let all = column(&body).unwrap_or(Column { left: 0.0, right: 0.0 });
    let mut pages: HashMap<usize, Column> = lines.iter().map(|line| (line.page, all)).collect();
    for (number, page) in &mut pages {
        let own: Vec<&Line> = body.iter().copied().filter(|line| line.page == *number).collect();
        if let Some(column) = column(&own).filter(|_| own.len() >= 8) {
            *page = column;
        }
    }
    pages
}

/// Where lines begin and end, the odd one left aside.
fn column(lines: &[&Line]) -> Option<Column> {
    let edge = |of: fn(&Line) -> f32, part: f32| {
        let mut edges: Vec<f32> = lines.iter().map(|line| of(line)).collect();
        edges.sort_by(f32::total_cmp);
        edges.get(((edges.len().max(1) - 1) as f32 * part) as usize).copied()
    };
    Some(Column { left: edge(|line| line.left, 0.04)?, right: edge(|line| line.right, 0.92)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(page: usize, y: f32, left: f32, size: f32, text: &str) -> Line {
        let right = left + size * text.chars().count() as f32;
        Line { page, left, right, y, size, text: text.to_owned() }
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
}
