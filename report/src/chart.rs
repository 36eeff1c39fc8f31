//! Charts as SVG: upright bars for a course of time, lying ones for names.
//!
//! A chart is an element of a page or a file of its own. Sizes are fixed, so that its words are as
//! large as those around it; colours are the page's, by the classes `chart`, `chart-bar`,
//! `chart-label`, `chart-value` and `chart-axis`, or else that of the text. It has a title and a
//! description for those who do not see it; its figures stand in a table beside it as well.

mod element;
mod lying;
mod picture;
mod printed;
mod upright;

use crate::number::grouped;
use element::Element;
pub use lying::lying;
pub use picture::{Drawing, PictureError, drawing};
pub use printed::{MOST_BARS, printed};
pub use upright::upright;

/// What a chart shows.
#[derive(Debug, Clone)]
pub struct Chart {
    /// An id that nothing else on the page has.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What is counted: 篇.
    pub unit: String,
    /// Its bars, in their order.
    pub bars: Vec<Bar>,
}

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// How much of it there is.
    pub value: usize,
}

/// Size of the type, in pixels.
const TYPE: usize = 13;

/// Room that a value takes beside its bar.
const VALUE: usize = 64;

impl Chart {
    /// The element around what is drawn.
    fn drawn(&self, (width, height): (usize, usize), parts: Vec<Element>) -> String {
        let (title, about) = (format!("{}-title", self.id), format!("{}-about", self.id));
        let named = [
            Element::new("title").with("id", &title).saying(&self.title),
            Element::new("desc").with("id", &about).saying(&self.told()),
        ];
        Element::new("svg")
            .with("xmlns", "http://www.w3.org/2000/svg")
            .with("class", "chart")
            .with("role", "img")
            .with("aria-labelledby", format!("{title} {about}"))
            .with("width", width)
            .with("height", height)
            .with("viewBox", format!("0 0 {width} {height}"))
            .with("font-family", "sans-serif")
            .with("font-size", TYPE)
            .with("fill", "currentColor")
            .around(named.into_iter().chain(parts))
            .to_string()
    }

    /// What the chart shows, in words.
    fn told(&self) -> String {
        let told = |bar: &Bar| format!("{} {} {}", bar.label, grouped(bar.value), self.unit);
        self.bars.iter().map(told).collect::<Vec<_>>().join("；")
    }

    /// How long a bar is where the longest is as long as this.
    fn length(&self, bar: &Bar, longest: usize) -> usize {
        let most = self.bars.iter().map(|bar| bar.value).max().unwrap_or_default().max(1);
        // What there is can be seen, however little.
        let least = usize::from(bar.value > 0) * 2;
        (bar.value * longest).div_euclid(most).max(least)
    }
}

/// Words of a chart.
fn words(class: &str, text: &str, x: usize, y: usize) -> Element {
    Element::new("text").with("class", class).with("x", x).with("y", y).saying(text)
}

/// A bar of a chart.
fn rectangle((x, y): (usize, usize), (width, height): (usize, usize)) -> Element {
    Element::new("rect")
        .with("class", "chart-bar")
        .with("x", x)
        .with("y", y)
        .with("width", width)
        .with("height", height)
}

#[cfg(test)]
mod tests;
