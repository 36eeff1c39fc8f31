//! What was found out about the health of a library, as CSV.

use search::{DocumentEntry, Health, HealthLine, HealthSection, HealthTopic};

use crate::writing::csv;

const HEADER: [&str; 8] = ["类别", "序号", "说明", "标题", "日期", "机构", "文号", "编号"];

/// The findings of some kinds, numbered in each: a row for each document of a finding, one for a
/// finding without a document.
pub fn csv(health: &Health, topics: &[HealthTopic]) -> String {
    let sections = topics.iter().map(|&topic| health.section(topic, 0..usize::MAX));
    let header = HEADER.map(str::to_owned).to_vec();
    csv::texts([header].into_iter().chain(sections.flat_map(rows)))
}

fn rows(HealthSection { topic, lines, .. }: HealthSection) -> Vec<Vec<String>> {
    let of_line = |(at, line): (usize, &HealthLine)| {
        let told = [topic.heading().to_owned(), (at + 1).to_string(), line.text.clone()];
        let documents = line.documents.iter().map(Some);
        let none = line.documents.is_empty().then_some(None);
        let row = |document: Option<&DocumentEntry>| {
            told.iter().cloned().chain(document.map(facts).unwrap_or_default()).collect()
        };
        documents.chain(none).map(row).collect::<Vec<Vec<String>>>()
    };
    lines.iter().enumerate().flat_map(of_line).collect()
}

/// What is told of a document; nothing of none.
fn facts(document: &DocumentEntry) -> [String; 5] {
    [
        document.title.clone(),
        document.date.map(|date| date.to_string()).unwrap_or_default(),
        document.agency.clone().unwrap_or_default(),
        document.number.clone().unwrap_or_default(),
        document.id.clone(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finding_and_document_has_a_row() {
        let entry = |id: &str| DocumentEntry {
            id: id.to_owned(),
            kind: Default::default(),
            title: "甲".to_owned(),
            date: None,
            agency: Some("市科委".to_owned()),
            level: None,
            number: None,
            status: None,
        };
        let health = Health {
            documents: 3,
            unreadable: vec!["扫描.pdf：没有文字层".to_owned(), "空.txt：没有文字".to_owned()],
            same_title: vec![vec![entry("1"), entry("2"), entry("3")]],
            ..Health::default()
        };
        let unreadable = "未能读取,1,扫描.pdf：没有文字层,,,,,\n未能读取,2,空.txt：没有文字,,,,,\n";
        let same = "多篇同一标题,1,共 3 篇,甲,,市科委,,1\n多篇同一标题,1,共 3 篇,甲,,市科委,,2\n\
                    多篇同一标题,1,共 3 篇,甲,,市科委,,3\n";
        let header = "\u{feff}类别,序号,说明,标题,日期,机构,文号,编号\n";
        for (topics, expected) in [
            (HealthTopic::all(), format!("{header}{unreadable}{same}")),
            (vec![HealthTopic::Unreadable], format!("{header}{unreadable}")),
            (vec![HealthTopic::Ended], header.to_owned()),
        ] {
            assert_eq!(csv(&health, &topics), expected);
        }
    }
}
