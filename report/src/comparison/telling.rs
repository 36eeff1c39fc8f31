//! A comparison in words, the same on pages, terminals and in files.

use jiff::Zoned;

use super::likeness::key;
use super::{Change, Comparison, Pair, UnitCounts, UnitKind};
use crate::about::index_version;

/// Said where a document is too long to be compared whole.
pub const INCOMPLETE: &str = "文件太长：每份只比较前 60 万字节（约 20 万字），其后的没有比较";

/// What is not compared line by line.
pub const LEFT_OUT: &str = "文号、日期、落款、抄送和网页上的更新时间等不逐行比较";

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

    /// Whether the second document seems to have come of the first: it has the same title, or is of the same
    /// agency and has most units, too.
    fn is_amendment(&self) -> bool {
        let shared = |counted: &UnitCounts| counted.same + counted.changed;
        let alone = |counted: &UnitCounts| counted.only_first + counted.only_second;
        let sum = |of: fn(&UnitCounts) -> usize| self.counts.iter().map(of).sum::<usize>();
        let [first, second] = &self.documents;
        let [title, other_title] = [first, second].map(|document| key(&document.title));
        let is_titled_so = title == other_title && !title.is_empty();
        is_titled_so || (first.agency == second.agency && sum(shared) > sum(alone))
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
        let number = renumbered(counted.unit);
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

    /// What stands above a file: the documents, what is known of them and differs, what became of the units.
    pub(super) fn heads(&self) -> Vec<(&'static str, String)> {
        let [left, right] = [0, 1]
            .map(|side| format!("{}（编号 {}）", self.citations[side], self.documents[side].id));
        let facts = self.facts.iter().map(|fact| {
            let [left, right] =
                fact.values.each_ref().map(|value| value.as_deref().unwrap_or("无"));
            format!("{} {left} → {right}", fact.label)
        });
        let facts = facts.collect::<Vec<_>>().join("；");
        let mut heads = vec![("前一份", left), ("后一份", right)];
        heads.extend((!facts.is_empty()).then_some(("信息不同", facts)));
        heads.extend(self.summary().into_iter().map(|line| ("比较", line)));
        heads.extend((!self.complete).then(|| ("提示", INCOMPLETE.to_owned())));
        heads
    }

    /// What stands below a file: what is not compared, from which index it is, and when it was made.
    pub(super) fn notes(&self, made: &Zoned) -> Vec<(&'static str, String)> {
        let committed = self.index.committed.as_deref().and_then(|time| time.parse().ok());
        vec![
            ("说明", LEFT_OUT.to_owned()),
            ("索引", index_version(&self.index.commit, committed, made)),
            ("导出", made.strftime("%Y-%m-%d %H:%M").to_string()),
        ]
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
        let number = renumbered(pair.kind());
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

/// What it is called that the number of a unit is another one.
fn renumbered(unit: UnitKind) -> &'static str {
    if unit == UnitKind::Article { "条号变动" } else { "编号变动" }
}

/// The counts that are not 0, with their names.
fn told(counts: &[(&str, usize)]) -> String {
    let told = counts.iter().filter(|(_, count)| *count > 0);
    told.map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join("，")
}
