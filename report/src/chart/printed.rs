//! Charts for print: with a title, values on the bars, a legend where bars have parts, and a line that
//! says what they were made from.

use search::{CountTable, Counted, CountedValue, FilterField};

use super::Element;
use crate::counts::years_between;
use crate::number::grouped;

/// The fonts of labels, those of office programs first.
const FONTS: &str = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','SimHei',\
                                'PingFang SC','WenQuanYi Zen Hei',sans-serif";

/// Colours that people with any eyes tell apart, also as shades of grey (Okabe and Ito, "Color
/// Universal Design", 2008), the darkest first.
const COLOURS: [&str; 7] =
    ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#999999"];

/// The most bars of a chart.
pub const MOST_BARS: usize = 30;

/// Width of the whole, in pixels.
const WIDTH: usize = 900;
const MARGIN: usize = 24;
const TITLE: usize = 20;
const TYPE: usize = 14;
const SMALL: usize = 12;

/// Height of a bar that lies, with the room below it; most room of its label, and that of its value.
const STEP: usize = 34;
const LABEL: usize = 300;
const VALUE: usize = 70;

/// Room of a bar that stands, at most.
const WIDEST: usize = 170;

/// Height of the highest bar that stands.
const HEIGHT: usize = 300;

/// A bar, in parts.
struct Stack {
    label: String,
    parts: Vec<usize>,
    /// How many there are; less than its parts together where one counts in several of them.
    count: usize,
}

impl Stack {
    fn sum(&self) -> usize {
        self.parts.iter().sum()
    }
}

/// A chart of a table of counts, as a file of its own: years stand side by side, the earliest first,
/// names lie below each other. `None` where nothing was counted.
pub fn printed(table: &CountTable, title: &str, source: &[String]) -> Option<String> {
    let (stacks, left_out) = stacks(table);
    if stacks.iter().all(|stack| stack.sum() == 0) {
        return None;
    }
    let legend = legend(table);
    let mut source = source.to_vec();
    source.extend((!left_out.is_empty()).then(|| format!("没有画出：{}", left_out.join("、"))));
    let mut paper = Paper { parts: Vec::new(), next: MARGIN };
    paper.line(title, TITLE, "bold");
    paper.next += SMALL;
    paper.legend(&legend);
    match table.rows.field {
        FilterField::DATES => paper.standing(&stacks),
        _ => paper.lying(&stacks),
    }
    paper.next += SMALL;
    let most = (WIDTH - 2 * MARGIN) / SMALL;
    source.iter().flat_map(|line| broken(line, most)).for_each(|line| {
        paper.line(&line, SMALL, "normal");
    });
    Some(paper.drawn(title))
}

/// A line in lines of at most so many Chinese characters, where it can be between what it says.
pub(super) fn broken(line: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for part in line.split_inclusive(['　', '；', '、']) {
        let last = lines.last().map_or(0, |line| widths(line));
        if last > 0 && last + widths(part) > 2 * most {
            lines.push(String::new());
        }
        for c in part.chars() {
            if lines.last().is_some_and(|line| widths(line) >= 2 * most - 1) {
                lines.push(String::new());
            }
            lines.iter_mut().last().into_iter().for_each(|line| line.push(c));
        }
    }
    lines
}

/// How wide a text is, in widths of digits: a Chinese character takes two.
fn widths(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// The bars, and what was left out, in words.
fn stacks(table: &CountTable) -> (Vec<Stack>, Vec<String>) {
    let kept = parts(table);
    let stack = |(at, row): (usize, &CountedValue)| Stack {
        label: row.label.clone(),
        parts: match table.cells.get(at) {
            Some(cells) if table.columns.is_some() => folded(cells, &kept),
            _ => vec![row.count],
        },
        count: row.count,
    };
    let all = table.rows.values.iter().enumerate().map(stack);
    let more = |stacks: usize| {
        let left_out = stacks.saturating_sub(MOST_BARS);
        (left_out > 0).then(|| format!("另外 {left_out} 项"))
    };
    if table.rows.field != FilterField::DATES {
        let mut stacks: Vec<Stack> = all.collect();
        let left_out = more(stacks.len());
        stacks.truncate(MOST_BARS);
        return (stacks, left_out.into_iter().collect());
    }
    let year = |value: &CountedValue| match &value.of {
        Counted::Value { value } => value.parse::<u32>().ok(),
        Counted::Others { .. } | Counted::None => None,
    };
    let (dated, undated): (Vec<_>, Vec<_>) =
        table.rows.values.iter().map(year).zip(all).partition(|(year, _)| year.is_some());
    let mut dated: Vec<(u32, Stack)> =
        dated.into_iter().filter_map(|(year, stack)| Some((year?, stack))).collect();
    dated.sort_by_key(|(year, _)| *year);
    let empty = |year| Stack { label: format!("{year}年"), parts: Vec::new(), count: 0 };
    let mut stacks = years_between(dated, empty);
    let told = undated.iter().filter(|(_, stack)| stack.count > 0);
    let told = told.map(|(_, stack)| format!("{} {} 篇", stack.label, grouped(stack.count)));
    let left_out = more(stacks.len()).into_iter().chain(told).collect();
    (stacks.split_off(stacks.len().saturating_sub(MOST_BARS)), left_out)
}

/// Which columns are parts of their own: as many as there are colours, the last of which is that of the
/// rest. Years are put in their order.
fn parts(table: &CountTable) -> Vec<usize> {
    let Some(columns) = &table.columns else { return Vec::new() };
    let single = |(_, value): &(usize, &CountedValue)| matches!(value.of, Counted::Value { .. });
    let mut parts: Vec<usize> =
        columns.values.iter().enumerate().filter(single).map(|(at, _)| at).collect();
    parts.truncate(COLOURS.len() - 1);
    if columns.field == FilterField::DATES {
        parts.reverse();
    }
    parts
}

/// The counts of the parts, and of the rest together.
fn folded(cells: &[usize], kept: &[usize]) -> Vec<usize> {
    let rest =
        cells.iter().enumerate().filter(|(at, _)| !kept.contains(at)).map(|(_, count)| count);
    kept.iter().map(|&at| cells[at]).chain([rest.sum()]).collect()
}

fn legend(table: &CountTable) -> Vec<String> {
    let Some(columns) = &table.columns else { return Vec::new() };
    let kept = parts(table);
    let mut legend: Vec<String> = kept.iter().map(|&at| columns.values[at].label.clone()).collect();
    if columns.values.len() > kept.len() {
        legend.push("其他和未注明".to_owned());
    }
    legend
}

/// What is drawn, from the top down.
struct Paper {
    parts: Vec<Element>,
    /// How far down the next thing begins.
    next: usize,
}

impl Paper {
    fn line(&mut self, text: &str, size: usize, weight: &str) {
        self.next += size;
        let line = words(text, MARGIN, self.next, size).with("font-weight", weight);
        self.parts.push(line);
        self.next += size / 2;
    }

    fn legend(&mut self, names: &[String]) {
        let mut left = MARGIN;
        for (name, colour) in names.iter().zip(COLOURS) {
            let width = TYPE * 2 + name.chars().count() * TYPE;
            if left + width > WIDTH - MARGIN {
                (left, self.next) = (MARGIN, self.next + TYPE * 2);
            }
            self.parts.push(rectangle((left, self.next), (TYPE, TYPE), colour));
            self.parts.push(words(name, left + TYPE + 5, self.next + TYPE - 2, TYPE));
            left += width;
        }
        self.next += if names.is_empty() { 0 } else { TYPE * 2 };
    }

    fn lying(&mut self, stacks: &[Stack]) {
        let most = stacks.iter().map(Stack::sum).max().unwrap_or(1).max(1);
        let longest = stacks.iter().map(|stack| widths(&stack.label)).max().unwrap_or_default();
        let label = (longest * TYPE / 2 + 8).min(LABEL);
        let (left, room) = (MARGIN + label, WIDTH - 2 * MARGIN - label - VALUE);
        for stack in stacks {
            let base = self.next + STEP - 16;
            let label = words(&shortened(&stack.label), left - 8, base, TYPE);
            self.parts.push(label.with("text-anchor", "end"));
            let mut done = 0;
            for (&part, colour) in stack.parts.iter().zip(COLOURS) {
                let (from, to) = (done * room / most, (done + part) * room / most);
                self.parts.push(rectangle(
                    (left + from, self.next + 4),
                    (to - from, STEP - 14),
                    colour,
                ));
                let inside = stack.parts.len() > 1 && fits(part, to - from);
                self.parts.extend(inside.then(|| {
                    words(&grouped(part), left + (from + to) / 2, base, SMALL)
                        .with("text-anchor", "middle")
                        .with("fill", on(colour))
                }));
                done += part;
            }
            let end = left + stack.sum() * room / most + 6;
            self.parts.push(words(&grouped(stack.count), end, base, TYPE));
            self.next += STEP;
        }
    }

    fn standing(&mut self, stacks: &[Stack]) {
        let most = stacks.iter().map(Stack::sum).max().unwrap_or(1).max(1);
        let step = ((WIDTH - 2 * MARGIN) / stacks.len().max(1)).min(WIDEST);
        let line = self.next + TYPE + 8 + HEIGHT;
        for (at, stack) in stacks.iter().enumerate() {
            let (left, middle) = (MARGIN + at * step + step / 6, MARGIN + at * step + step / 2);
            let width = step - step / 3;
            let centred =
                |text: &str, y, size| words(text, middle, y, size).with("text-anchor", "middle");
            let mut done = 0;
            for (&part, colour) in stack.parts.iter().zip(COLOURS) {
                let (from, to) = (done * HEIGHT / most, (done + part) * HEIGHT / most);
                self.parts.push(rectangle((left, line - to), (width, to - from), colour));
                let inside = stack.parts.len() > 1 && to - from > SMALL + 2 && fits(part, width);
                let base = line - (from + to) / 2 + SMALL / 3;
                self.parts.extend(
                    inside.then(|| centred(&grouped(part), base, SMALL).with("fill", on(colour))),
                );
                done += part;
            }
            let top = line - stack.sum() * HEIGHT / most;
            self.parts
                .extend((stack.count > 0).then(|| centred(&grouped(stack.count), top - 6, TYPE)));
            let size = if step < 56 { SMALL * 10 / 12 } else { TYPE };
            let label = if step < 48 { stack.label.trim_end_matches('年') } else { &stack.label };
            self.parts.push(centred(label, line + TYPE + 6, size));
        }
        let axis = Element::new("line")
            .with("x1", MARGIN)
            .with("x2", MARGIN + step * stacks.len())
            .with("y1", line)
            .with("y2", line)
            .with("stroke", "#333333");
        self.parts.push(axis);
        self.next = line + TYPE * 2;
    }

    fn drawn(self, title: &str) -> String {
        let height = self.next + MARGIN;
        let ground = rectangle((0, 0), (WIDTH, height), "#ffffff");
        let drawn = Element::new("svg")
            .with("xmlns", "http://www.w3.org/2000/svg")
            .with("width", WIDTH)
            .with("height", height)
            .with("viewBox", format!("0 0 {WIDTH} {height}"))
            .with("font-family", FONTS)
            .with("fill", "#1a1a1a")
            .around([Element::new("title").saying(title), ground].into_iter().chain(self.parts));
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{drawn}\n")
    }
}

/// Whether a number has room in a part of a bar that is so wide.
fn fits(number: usize, width: usize) -> bool {
    number > 0 && grouped(number).len() * SMALL * 2 / 3 < width
}

/// The colour of words on a colour.
fn on(colour: &str) -> &'static str {
    match colour {
        "#0072b2" | "#009e73" | "#d55e00" => "#ffffff",
        _ => "#1a1a1a",
    }
}

fn shortened(label: &str) -> String {
    let most = (LABEL - 8) / TYPE;
    match label.char_indices().nth(most) {
        None => label.to_owned(),
        Some(_) => label.chars().take(most - 1).chain(['…']).collect(),
    }
}

fn words(text: &str, x: usize, y: usize, size: usize) -> Element {
    Element::new("text").with("x", x).with("y", y).with("font-size", size).saying(text)
}

fn rectangle((x, y): (usize, usize), (width, height): (usize, usize), colour: &str) -> Element {
    Element::new("rect")
        .with("x", x)
        .with("y", y)
        .with("width", width)
        .with("height", height)
        .with("fill", colour)
}
