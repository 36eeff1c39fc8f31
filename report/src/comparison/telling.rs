//! A comparison in words, the same on pages, terminals and in files.

use jiff::Zoned;

use super::likeness::key;
use super::{Change, Comparison, Pair, Unit, UnitCounts, UnitKind};

/// Said where a document is too long to be compared whole.
pub const INCOMPLETE: &str = "文件太长：每份只比较前 60 万字节（约 20 万字），其后的没有比较";

/// Neighbouring pairs as they are shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stretch<'a> {
    /// Pairs that are the same, to be folded up.
    Same(&'a [Pair]),
    /// A pair that differs, and its place among those that do, from 1.
    Different(&'a Pair, usize),
}

impl Comparison {
    /// The pairs as they are shown, in order.
    pub fn stretches(&self) -> Vec<Stretch<'_>> {
        let mut differing = 0;
        let stretches = self.pairs.chunk_by(|a, b| a.is_same() && b.is_same());
        let shown = stretches.map(|pairs| match pairs {
            [pair] if !pair.is_same() => {
                differing += 1;
                Stretch::Different(pair, differing)
            }
            pairs => Stretch::Same(pairs),
        });
        shown.collect()
    }

    /// Whether the second document seems to have come of the first: it has the same title, or most units
    /// are in both.
    fn is_amendment(&self) -> bool {
        let shared = |counted: &UnitCounts| counted.same + counted.changed;
        let alone = |counted: &UnitCounts| counted.only_first + counted.only_second;
        let sum = |of: fn(&UnitCounts) -> usize| self.counts.iter().map(of).sum::<usize>();
        let [first, second] = self.documents.each_ref().map(|document| key(&document.title));
        (first == second && !first.is_empty()) || sum(shared) > sum(alone)
    }

    /// What the units are called that only one document has.
    fn alone(&self) -> [&'static str; 2] {
        if self.is_amendment() {
            ["删去", "新增"]
        } else {
            ["只在前一份", "只在后一份"]
        }
    }

    /// How many units of each kind are the same and differ: 条：修改 12，新增 3，删去 1，相同 20（条号变动 15）.
    pub fn summary(&self) -> Vec<String> {
        self.counts.iter().map(|counted| self.counted(counted)).collect()
    }

    fn counted(&self, counted: &UnitCounts) -> String {
        let [first, second] = self.alone();
        let mut parts = vec![("修改", counted.changed), (second, counted.only_second)];
        parts.extend([(first, counted.only_first), ("相同", counted.same)]);
        let number =
            if counted.unit == UnitKind::Article { "条号变动" } else { "编号变动" };
        let beside = [
            ("移动", counted.moved),
            (number, counted.renumbered),
            ("拆分", counted.split),
            ("合并", counted.merged),
        ];
        let beside = told(&beside);
        let beside = if beside.is_empty() { beside } else { format!("；其中{beside}") };
        format!("{}：{}{beside}", counted.unit.name(), told(&parts))
    }

    /// The caption of a file: 《甲办法》对照表, or of two titles 《甲》与《乙》对照表.
    pub fn caption(&self) -> String {
        let [first, second] = self.documents.each_ref().map(|document| document.title.trim());
        let second = if first == second { String::new() } else { format!("与《{second}》") };
        format!("《{first}》{second}对照表")
    }

    /// What the two columns are called: the titles, each with what tells it from the other.
    pub fn sides(&self) -> [String; 2] {
        self.documents.each_ref().map(|document| {
            let date = document.date.map(|date| date.in_chinese());
            let known = [date, document.number.clone()].into_iter().flatten().collect::<Vec<_>>();
            let known = if known.is_empty() {
                String::new()
            } else {
                format!("（{}）", known.join("，"))
            };
            format!("{}{known}", document.title.trim())
        })
    }

    /// Pairs that are the same, by their number: （第二条至第七条相同，6 处）.
    pub fn same(pairs: &[Pair]) -> String {
        let names: Vec<String> =
            [pairs.first(), pairs.last()].into_iter().flatten().map(Pair::name).collect();
        let [first, last] = &names[..] else { return String::new() };
        match first == last {
            true => format!("（{first} 相同）"),
            false => format!("（{first} 至 {last} 相同，共 {} 处）", pairs.len()),
        }
    }

    /// What stands below a file: the sources, what differs in number, and when it was made.
    pub(super) fn notes(&self, made: &Zoned) -> Vec<(&'static str, String)> {
        let [left, right] = self.citations.clone();
        let facts = self.facts.iter().map(|fact| {
            let [left, right] =
                fact.values.each_ref().map(|value| value.as_deref().unwrap_or("无"));
            format!("{} {left} → {right}", fact.label)
        });
        let facts = facts.collect::<Vec<_>>().join("；");
        let mut notes = vec![("前一份", left), ("后一份", right)];
        notes.extend((!facts.is_empty()).then_some(("信息不同", facts)));
        notes.extend(self.summary().into_iter().map(|line| ("比较", line)));
        notes.extend((!self.complete).then(|| ("提示", INCOMPLETE.to_owned())));
        notes.push(("导出", made.strftime("%Y-%m-%d %H:%M").to_string()));
        notes
    }

    /// What became of a pair: 修改、移动、条号变动.
    pub fn label(&self, pair: &Pair) -> String {
        let [first, second] = self.alone();
        let change = match pair.change {
            Change::Changed => Some("修改"),
            Change::OnlyFirst => Some(first),
            Change::OnlySecond => Some(second),
            Change::Same => None,
        };
        let [left, right] = [0, 1].map(|side| pair.units[side].len());
        let number = if pair.kind() == UnitKind::Article { "条号变动" } else { "编号变动" };
        let beside = [
            (pair.moved, "移动"),
            (right > 1, "拆分"),
            (left > 1, "合并"),
            (pair.renumbered, number),
        ];
        let beside = beside.into_iter().filter_map(|(is, name)| is.then_some(name));
        change.into_iter().chain(beside).collect::<Vec<_>>().join("、")
    }
}

/// The counts that are not 0, with their names.
fn told(counts: &[(&str, usize)]) -> String {
    let told = counts.iter().filter(|(_, count)| *count > 0);
    told.map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join("，")
}

impl UnitKind {
    /// What people call units of the kind.
    pub fn name(self) -> &'static str {
        match self {
            UnitKind::Article => "条",
            UnitKind::Paragraph => "段落",
            UnitKind::Row => "表格行",
            UnitKind::Heading => "标题",
        }
    }
}

impl Pair {
    /// A label on the side that has something: the second, or the first where that has all.
    pub(super) fn labelled<'a>(&self, label: &'a str) -> [&'a str; 2] {
        if self.units[1].is_empty() { [label, ""] } else { ["", label] }
    }

    /// What the pair is called: 第四条 → 第五条, or without numbers how it begins.
    pub fn name(&self) -> String {
        let [first, second] = &self.units;
        let [first, second] = [first, second].map(|units| names(units));
        match (first.is_empty(), second.is_empty()) {
            (true, _) => second,
            (_, true) => first,
            _ if key(&first) == key(&second) => second,
            _ => format!("{first} → {second}"),
        }
    }
}

/// A number as it stands before its text: 第二章 has a space behind it, 一、 and （一） have none.
pub fn before(number: Option<&str>) -> String {
    match number {
        Some(number) if number.starts_with('第') => format!("{number}　"),
        Some(number) => number.to_owned(),
        None => String::new(),
    }
}

/// Characters of the beginning of a unit that has no number.
const BEGINNING: usize = 12;

/// The most units of a pair that are named one by one.
const NAMED: usize = 3;

fn names(units: &[Unit]) -> String {
    match units {
        [first, .., last] if units.len() > NAMED => format!("{}至{}", first.name(), last.name()),
        units => units.iter().map(Unit::name).collect::<Vec<_>>().join("、"),
    }
}

impl Unit {
    /// Its number, else how it begins.
    fn name(&self) -> String {
        match &self.number {
            Some(number) if self.kind == UnitKind::Article => number.clone(),
            number => {
                let text = self.paragraphs.iter().flatten().map(|(run, _)| run.as_str());
                let text = format!("{}{}", before(number.as_deref()), text.collect::<String>());
                match text.char_indices().nth(BEGINNING) {
                    Some((end, _)) => format!("{}…", &text[..end]),
                    None => text,
                }
            }
        }
    }
}
