//! Small pairs of texts, each with what is told of them.

use corpus::document::{Block, Document, Section, Table};
use corpus::fields::Fields;
use search::{Analyzer, IndexState, Marked};

use corpus::gazetteer::Gazetteer;

use super::*;

/// A document of lines: `# ` begins a heading, `| ` a row of a table, all else is a paragraph.
pub(super) fn document(text: &str) -> Document {
    let mut sections = vec![Section::default()];
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(heading) = line.strip_prefix("# ") {
            sections.push(Section { heading: Some(heading.to_owned()), ..Section::default() });
            continue;
        }
        let Some(section) = sections.last_mut() else { continue };
        let Some(row) = line.strip_prefix("| ") else {
            section.blocks.push(Block::Paragraph(line.to_owned()));
            continue;
        };
        let row: Vec<String> = row.trim_end_matches(" |").split(" | ").map(str::to_owned).collect();
        match section.blocks.last_mut() {
            Some(Block::Table(table)) => table.rows.push(row),
            _ => section.blocks.push(Block::Table(Table { header: row, ..Table::default() })),
        }
    }
    Document { body: sections, ..Document::default() }
}

/// Two documents compared, of an index that nobody asks for.
pub(super) fn compared(first: &Document, second: &Document, analyzer: &Analyzer) -> Comparison {
    let state = IndexState {
        documents: 2,
        commit: "c0ffee".to_owned(),
        committed: None,
        format: 1,
        sources: Vec::new(),
        unreadable: 0,
        failed_update: None,
        turned: None,
    };
    Comparison::of([first, second], Gazetteer::builtin(), analyzer, &state)
}

/// Each pair on a line: what it is called, what became of it, and of one that changed what differs.
fn told(compared: &Comparison) -> String {
    let line = |pair: &Pair| {
        let label = compared.label(pair);
        let label = if label.is_empty() { "同".to_owned() } else { label };
        let differs = |units: &[Unit]| -> Vec<String> {
            let runs = units.iter().flat_map(|unit| unit.paragraphs.iter().flatten());
            runs.filter(|(_, mark)| *mark == 1).map(|(text, _)| text.clone()).collect()
        };
        let [left, right] = [0, 1].map(|side| differs(&pair.units[side]).join("/"));
        match pair.change {
            Change::Changed => format!("{} {label} [{left}]{{{right}}}", pair.name()),
            _ => format!("{} {label}", pair.name()),
        }
    };
    compared.pairs.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn pairs_of_texts() {
    let analyzer = Analyzer::load();
    let mut wrong = Vec::new();
    for case in include_str!("tests/cases.txt").split("\n=== ").skip(1) {
        let (name, case) = case.split_once('\n').unwrap();
        let parts: Vec<&str> = case.split("---\n").collect();
        let [left, right, expected] = parts[..] else { panic!("{name}: {} parts", parts.len()) };
        let compared = self::compared(&document(left), &document(right), &analyzer);
        let told = told(&compared);
        if told != expected.trim() {
            wrong.push(format!("=== {name}\n{told}\n--- expected\n{expected}"));
        }
        assert_whole(name, &compared, [left, right]);
        assert_exchanged(name, &compared, [left, right], &analyzer);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whichever document is the first, the same units belong together.
fn assert_exchanged(name: &str, compared: &Comparison, texts: [&str; 2], analyzer: &Analyzer) {
    let [left, right] = texts.map(document);
    let exchanged = self::compared(&right, &left, analyzer);
    let counts = |compared: &Comparison, [left, right]: [usize; 2]| {
        let numbers = |pair: &Pair, side: usize| -> Vec<String> {
            pair.units[side].iter().map(|unit| format!("{:?}", unit.number)).collect()
        };
        let mut pairs: Vec<_> =
            compared.pairs.iter().map(|pair| [numbers(pair, left), numbers(pair, right)]).collect();
        pairs.sort();
        pairs
    };
    assert_eq!(counts(compared, [0, 1]), counts(&exchanged, [1, 0]), "{name}");
}

/// Each unit but those that are passed over stands in one pair, and what is marked leaves the text as it
/// is.
fn assert_whole(name: &str, compared: &Comparison, texts: [&str; 2]) {
    for (side, text) in texts.iter().enumerate().filter(|_| !name.ends_with("passed over")) {
        let unit = |unit: &Unit| {
            let runs = unit.paragraphs.iter().flatten().map(|(text, _)| text.as_str());
            unit.number.as_deref().into_iter().chain(runs).collect::<String>()
        };
        let letters = |text: &str| {
            let mut letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
            letters.sort_unstable();
            letters.into_iter().collect::<String>()
        };
        let shown: String =
            compared.pairs.iter().flat_map(|pair| &pair.units[side]).map(unit).collect();
        assert_eq!(letters(&shown), letters(text), "{name}");
    }
}

#[test]
fn facts_that_differ_are_told() {
    let document = |title: &str, date: &str| Document {
        fields: Fields {
            title: title.to_owned(),
            date: date.parse().ok(),
            agency: Some("市科委".to_owned()),
            ..Fields::default()
        },
        ..Document::default()
    };
    let analyzer = Analyzer::load();
    let compared = compared(&document("甲办法", "2020"), &document("甲办法", "2021-03"), &analyzer);
    let told = |value: &str| Some(value.to_owned());
    let values = [told("2020年"), told("2021年3月")];
    assert_eq!(compared.facts, [FactPair { field: "date", label: "日期", values }]);
    assert_eq!((compared.counts.as_slice(), compared.complete), (&[][..], true));
}

#[test]
fn a_long_text_is_compared_as_far_as_is_told() {
    let analyzer = Analyzer::load();
    let article = |at: usize| format!("第{at}条 {}。\n", "长".repeat(1_000));
    let long = document(&(1..=400).map(article).collect::<String>());
    let compared = self::compared(&long, &document("第1条 短。"), &analyzer);
    assert!(!compared.complete);
    let units: usize = compared.pairs.iter().map(|pair| pair.units[0].len()).sum();
    assert_eq!(units, MOST_BYTES / article(100).len());
}

#[test]
fn the_summary_counts_and_same_units_are_folded() {
    let analyzer = Analyzer::load();
    let left = "第一条 甲乙丙丁戊己。\n第二条 企业可以申请补贴。\n第三条 子丑寅卯辰巳。";
    let right = "第一条 甲乙丙丁戊己。\n第二条 本办法适用于全市。\n第三条 企业应当申请补贴。\n\
                 第四条 子丑寅卯辰巳。";
    let compared = self::compared(&document(left), &document(right), &analyzer);
    assert_eq!(compared.summary(), ["条：修改 1，新增 1，相同 2；其中条号变动 2"]);
    let shown: Vec<String> = compared
        .stretches()
        .iter()
        .map(|stretch| match stretch {
            Stretch::Same(pairs) => format!("同{}", pairs.len()),
            Stretch::Different(pair, at) => format!("{at}:{}", pair.name()),
        })
        .collect();
    assert_eq!(shown, ["同1", "1:第二条", "2:第二条 → 第三条", "同1"]);
    let differing: Marked = vec![("企业".into(), 0), ("应当".into(), 1), ("申请补贴。".into(), 0)];
    assert_eq!(compared.pairs[2].units[1][0].paragraphs, [differing]);
}
