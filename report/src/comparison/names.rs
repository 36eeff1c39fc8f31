//! What units are called: 第四条 → 第五条, 附件1 第二条, and runs of them that are the same.

use super::numbering;
use super::units::CELLS;
use super::{Comparison, Pair, Unit, UnitKind};

/// Characters of the beginning of a unit that has no number.
const BEGINNING: usize = 12;

/// The most units of a pair that are named one by one.
const NAMED: usize = 3;

impl UnitKind {
    /// What people call units of the kind.
    pub fn name(self) -> &'static str {
        match self {
            UnitKind::Article => "条",
            UnitKind::Item => "条目",
            UnitKind::Paragraph => "段落",
            UnitKind::Row => "表格行",
            UnitKind::Heading => "标题",
        }
    }
}

impl Comparison {
    /// Pairs that are the same, by kind: （第二条 至 第七条 共 6 条、标题 1 处 相同）.
    pub fn same(pairs: &[Pair]) -> String {
        let mut kinds: Vec<UnitKind> = Vec::new();
        for pair in pairs {
            if !kinds.contains(&pair.kind()) {
                kinds.push(pair.kind());
            }
        }
        let told = kinds.into_iter().map(|kind| {
            let pairs: Vec<&Pair> = pairs.iter().filter(|pair| pair.kind() == kind).collect();
            same_of(kind, &pairs)
        });
        format!("（{} 相同）", told.collect::<Vec<_>>().join("、"))
    }
}

/// Pairs of one kind that are the same.
fn same_of(kind: UnitKind, pairs: &[&Pair]) -> String {
    let count = pairs.len();
    match (kind, pairs) {
        (_, [pair]) => pair.name(),
        (UnitKind::Article | UnitKind::Item, [first, .., last]) => {
            let name = |pair: &Pair, side: usize| names(&pair.units[side]);
            let [left, right] = [0, 1].map(|side| [name(first, side), name(last, side)]);
            let is_renumbered = [first, last].iter().any(|pair| pair.renumbered);
            let range = |[first, last]: [String; 2]| format!("{first} 至 {last}");
            let before =
                if is_renumbered { format!("{} → ", range(left)) } else { String::new() };
            format!("{before}{} 共 {count} {}", range(right), kind.name())
        }
        _ => format!("{} {count} 处", kind.name()),
    }
}

impl Pair {
    /// A label on the side that has something: the second, or the first where that has all.
    pub(super) fn labelled<'a>(&self, label: &'a str) -> [&'a str; 2] {
        if self.units[1].is_empty() { [label, ""] } else { ["", label] }
    }

    /// What the pair is called: 第四条 → 第五条, or without numbers how it begins.
    pub fn name(&self) -> String {
        let [first, second] = self.units.each_ref().map(|units| names(units));
        match &self.units.each_ref().map(Vec::as_slice) {
            [[], _] => second,
            [_, []] => first,
            [[a], [b]] if a.is_called_as(b) => second,
            _ => format!("{first} → {second}"),
        }
    }
}

fn names(units: &[Unit]) -> String {
    match units {
        [first, .., last] if units.len() > NAMED => format!("{}至{}", first.name(), last.name()),
        units => units.iter().map(Unit::name).collect::<Vec<_>>().join("、"),
    }
}

impl Unit {
    /// What stands before its text: the number of a chapter or article has a space behind it, 一、 and （一）
    /// have none, and the number of a row is a cell.
    pub fn lead(&self) -> String {
        match &self.number {
            Some(number) if self.kind == UnitKind::Row => format!("{number}{CELLS}"),
            Some(number) if number.starts_with('第') => format!("{number}　"),
            Some(number) => number.clone(),
            None => String::new(),
        }
    }

    /// Its number, else how it begins.
    fn name(&self) -> String {
        let annex = self.annex.as_deref().map(|annex| beginning(annex) + " ").unwrap_or_default();
        match &self.number {
            Some(number) if self.kind == UnitKind::Article => format!("{annex}{number}"),
            _ => {
                let text = self.paragraphs.iter().take(1).flatten().map(|(run, _)| run.as_str());
                beginning(&format!("{}{}", self.lead(), text.collect::<String>()))
            }
        }
    }

    /// Whether another unit has the same name, whatever signs it is written with.
    fn is_called_as(&self, other: &Unit) -> bool {
        let is_same = |a: String, b: String| super::likeness::key(&a) == super::likeness::key(&b);
        let number = |unit: &Unit| unit.number.clone().filter(|_| unit.kind == UnitKind::Article);
        match (number(self), number(other)) {
            (Some(a), Some(b)) if self.annex == other.annex => {
                numbering::is_same(Some(&a), Some(&b))
            }
            _ => is_same(self.name(), other.name()),
        }
    }
}

/// The first characters of a text.
fn beginning(text: &str) -> String {
    match text.char_indices().nth(BEGINNING) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
