//! Lying bars below each other, as for names, which stand above their bars: there they may be long
//! on a narrow screen, too.

use super::{Chart, TYPE, VALUE, rectangle, words};
use crate::number::grouped;

/// Fits a telephone.
const WIDTH: usize = 400;

/// How high a bar is, and how high it is with its label.
const BAR: usize = 12;
const STEP: usize = 40;

/// The most characters of a label; Chinese ones are as wide as they are high.
const LABEL: usize = WIDTH / TYPE;

/// Draws a chart of lying bars, the labels above them and the values behind.
pub fn lying(chart: &Chart) -> String {
    let mut parts = Vec::new();
    for (at, bar) in chart.bars.iter().enumerate() {
        let top = at * STEP;
        let (length, below) = (chart.length(bar, WIDTH - VALUE), top + TYPE + 7);
        parts.push(words("chart-label", &shortened(&bar.label), 0, top + TYPE));
        parts.push(rectangle((0, below), (length, BAR)));
        parts.push(words("chart-value", &grouped(bar.value), length + 6, below + BAR - 1));
    }
    chart.drawn((WIDTH, STEP * chart.bars.len().max(1)), parts)
}

fn shortened(label: &str) -> String {
    match label.char_indices().nth(LABEL) {
        None => label.to_owned(),
        Some(_) => label.chars().take(LABEL - 1).chain(['…']).collect(),
    }
}
