//! A comparison as Markdown: a table of two columns, with ~~what only the first document has~~ and
//! **what only the second has**.

use jiff::Zoned;
use search::Marked;

use super::{Comparison, Pair, Stretch, Unit};
use crate::writing::markdown::escaped;

/// Writes it; what is the same only by its count, unless all is wanted.
pub fn markdown(compared: &Comparison, all: bool, made: &Zoned) -> String {
    let mut lines = vec![format!("**{}**", escaped(&compared.caption())), String::new()];
    let notes = |notes: Vec<(&'static str, String)>| {
        notes.into_iter().map(|(name, said)| format!("- {name}：{}", escaped(&said)))
    };
    lines.extend(notes(compared.heads()));
    lines.push("- 标记：~~删除线~~只在前一份，**加粗**只在后一份".to_owned());
    lines.push(String::new());
    let [first, second] = compared.sides().map(|side| escaped(&side));
    lines.extend([format!("| {first} | {second} |"), "| --- | --- |".to_owned()]);
    for stretch in compared.stretches() {
        match stretch {
            Stretch::Same(pairs) if !all => {
                let same = escaped(&Comparison::same(pairs));
                lines.push(format!("| {same} | {same} |"));
            }
            Stretch::Same(pairs) => {
                lines.extend(pairs.iter().map(|pair: &Pair| row(&pair.units, ["", ""])));
            }
            Stretch::Different(pair, _) => {
                let label = format!("【{}】<br>", escaped(&compared.label(pair)));
                lines.push(row(&pair.units, pair.labelled(&label)));
            }
        }
    }
    lines.push(String::new());
    lines.extend(notes(compared.notes(made)));
    lines.push(String::new());
    lines.join("\n")
}

fn row(units: &[Vec<Unit>; 2], labels: [&str; 2]) -> String {
    let cell = |side: usize| {
        let units = units[side].iter().flat_map(|unit| paragraphs(unit, side));
        format!("{}{}", labels[side], units.collect::<Vec<_>>().join("<br>"))
    };
    format!("| {} | {} |", cell(0), cell(1))
}

/// The paragraphs of a unit, the first with its number.
fn paragraphs(unit: &Unit, side: usize) -> impl Iterator<Item = String> {
    let number = escaped(&unit.lead());
    let numbers = [number].into_iter().chain(std::iter::repeat(String::new()));
    let marks = ["~~", "**"][side];
    let told = move |runs: &Marked| -> String {
        let told = |(text, mark): &(String, u8)| match mark {
            0 => escaped(text),
            _ => format!("{marks}{}{marks}", escaped(text)),
        };
        runs.iter().map(told).collect()
    };
    let texts: Vec<String> = unit.paragraphs.iter().map(told).collect();
    numbers.zip(texts).map(|(number, text)| format!("{number}{text}"))
}
