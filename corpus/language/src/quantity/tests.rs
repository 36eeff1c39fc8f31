//! What quantities texts have: a line of the table for each.
use std::ops::RangeInclusive;

use super::*;

#[test]
fn quantities_are_read() {
    let mut wrong = Vec::new();
    for line in include_str!("tests/cases.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let (text, expected) = line.split_once('\t').unwrap_or((line, ""));
        let found: Vec<String> = Measured::new(text).quantities.iter().map(shown).collect();
        if found.join(" | ") != expected {
            wrong.push(format!("{text}\n  expected {expected}\n  found    {}", found.join(" | ")));
        }
    }
    assert!(wrong.is_empty(), "{}\n", wrong.join("\n"));
}

/// low..high unit bound
fn shown(quantity: &Quantity) -> String {
    let end = |end: Option<f64>| end.map(|value| format!("{value}")).unwrap_or_default();
    let value = match (quantity.low, quantity.high) {
        (low, high) if low == high => end(low),
        (low, high) => format!("{}..{}", end(low), end(high)),
    };
    format!("{value}{} {}", quantity.unit, quantity.bound.name()).replace(" 等于", "")
}

#[test]
fn quantities_are_of_something() {
    let mut wrong = Vec::new();
    let lines = include_str!("tests/subjects.txt").lines();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let [text, subjects, years] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let measured = Measured::new(text);
        let day = "2024-06-01".parse().unwrap();
        let all = || 0..measured.quantities.len();
        let found: Vec<String> =
            all().map(|at| measured.subject(at).unwrap_or_else(|| "-".to_owned())).collect();
        let of = |at| match measured.years(at, day).map(RangeInclusive::into_inner) {
            Some((first, last)) if first < last => format!("{first}-{last}"),
            Some((_, last)) => last.to_string(),
            None => "-".to_owned(),
        };
        let meant: Vec<String> = all().map(of).collect();
        let (found, meant) = (found.join(" | "), meant.join(" | "));
        if (found.as_str(), meant.as_str()) != (subjects, years) {
            wrong.push(format!("{text}\n  {subjects}, {years}\n  {found}, {meant}"));
        }
    }
    assert!(wrong.is_empty(), "{}\n", wrong.join("\n"));
}

#[test]
fn a_cell_of_its_own_is_of_its_row() {
    let measured = Measured::new("约 297 亿美元\t2025 年全球市场（预测），一\t一、1.");
    assert_eq!(measured.subject(0).as_deref(), Some("全球市场（预测）"));
    let measured = Measured::new("杨浦区\t20 家\t3.5%");
    assert_eq!(
        [0, 1].map(|at| measured.subject(at)),
        [Some("杨浦区".into()), Some("杨浦区".into())]
    );
}

#[test]
fn every_unit_is_read() {
    let lines = include_str!("../../../data/units.csv").lines();
    assert_eq!(super::unit::known(), lines.count() - 1);
}
