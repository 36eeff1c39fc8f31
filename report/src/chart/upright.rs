//! Upright bars on a line, as for years.

use super::{Chart, Element, TYPE, rectangle, words};
use crate::number::grouped;

/// How wide the bars together are where they are neither too narrow nor too wide.
const WIDTH: usize = 720;

/// The least and the most that one of them may take.
const STEP: (usize, usize) = (40, 72);

/// How high the highest is.
const HEIGHT: usize = 160;

/// Room above it for its value.
const ABOVE: usize = 20;

/// Room below the line for the labels.
const BELOW: usize = 24;

/// Draws a chart of upright bars, the values on them and the labels below.
pub fn upright(chart: &Chart) -> String {
    let count = chart.bars.len().max(1);
    let step = (WIDTH / count).clamp(STEP.0, STEP.1);
    let (width, line) = (step * count, ABOVE + HEIGHT);
    let mut parts = Vec::new();
    for (at, bar) in chart.bars.iter().enumerate() {
        let (left, middle) = (at * step + step / 6, at * step + step / 2);
        let height = chart.length(bar, HEIGHT);
        let centred =
            |class, text: &str, y| words(class, text, middle, y).with("text-anchor", "middle");
        if bar.value > 0 {
            parts.push(rectangle((left, line - height), (step - step / 3, height)));
            parts.push(centred("chart-value", &grouped(bar.value), line - height - 5));
        }
        parts.push(centred("chart-label", &bar.label, line + TYPE + 4));
    }
    let axis = Element::new("line")
        .with("class", "chart-axis")
        .with("x1", 0)
        .with("x2", width)
        .with("y1", line)
        .with("y2", line)
        .with("stroke", "currentColor");
    parts.push(axis);
    chart.drawn((width, line + BELOW), parts)
}
