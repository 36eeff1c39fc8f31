//! What is known of a document beside its text: the line under the title, and the record that unfolds
//! below it, in which nothing needs a pointer to be read.

use corpus::Moment;
use corpus::document::{Document, Doubt, Statement};
use corpus::fields::{self, Field, Validity};
use search::{DocumentEntry, LinkedDocument};

use super::related::comparison_href;
use crate::pages::sources::{self, SourceRow};
use crate::pages::wording::{self, Fact};
use crate::parameters::Parameters;

/// What stands under the title.
const LINE: [&Field; 4] = [&fields::DATE, &fields::AGENCY, &fields::NUMBER, &fields::DISTRICT];

/// Everything known of a document beside its text.
pub(super) struct Record {
    /// What stands under the title.
    pub(super) line: Vec<Fact>,
    pub(super) rows: Vec<Row>,
    pub(super) sources: Vec<SourceRow>,
    pub(super) doubts: Vec<String>,
    /// What the source states beyond the fields, under its own names.
    pub(super) others: Vec<Row>,
}

/// A fact with what should be known of it.
#[derive(Debug, PartialEq)]
pub(super) struct Row {
    pub(super) label: String,
    pub(super) text: String,
    /// How it was found out, and what it means.
    pub(super) notes: Vec<String>,
}

/// Says that a document is not what holds now.
#[derive(Debug, PartialEq)]
pub(super) struct Banner {
    pub(super) text: String,
    /// The title and address of the one that does, and where both stand side by side.
    pub(super) newer: Option<(String, String, String)>,
}

impl Record {
    pub(super) fn new(document: &Document) -> Record {
        let told = |field: &&Field| {
            let text = field.told(&document.fields)?;
            Some(Fact::of(&document.inferred, field, text))
        };
        let facts = fields::ALL.iter().filter(|field| field.is_fact);
        let mut rows: Vec<Row> = facts.filter_map(|field| row(document, field)).collect();
        rows.extend(status(document));
        rows.extend(attachments(document));
        Record {
            line: LINE.iter().filter_map(told).collect(),
            rows,
            sources: sources::rows(&document.id, &document.sources),
            doubts: document.doubts.iter().map(doubted).collect(),
            others: document.extra.iter().map(other).collect(),
        }
    }
}

impl Record {
    /// With when the library saw the document, and found it changed.
    pub(super) fn seen(mut self, linked: &LinkedDocument) -> Record {
        let day = |at: Option<Moment>| Some(at?.day()?.in_chinese());
        let changed = day(linked.changed).map(|day| format!("{day}有改动"));
        let row = |text| Row { label: "收录".to_owned(), text, notes: Vec::from_iter(changed) };
        self.rows.extend(day(linked.first_seen).map(row));
        self
    }

    /// Where the original is, if there is one: a file of its own before a line of a table.
    pub(super) fn original(&self) -> Option<&str> {
        let files = || self.sources.iter().filter(|source| source.href.is_some());
        let best = files().find(|source| source.is_whole).or_else(|| files().next());
        best.and_then(|source| source.href.as_deref())
    }
}

fn row(document: &Document, field: &Field) -> Option<Row> {
    let text = field.told(&document.fields)?;
    let fact = Fact::of(&document.inferred, field, text);
    let corrected = document.is_corrected(field.key);
    let mut notes = Vec::from_iter(fact.inferred);
    notes.extend(corrected.then(|| "由资料库的管理员更正".to_owned()));
    notes.extend(meaning(document, field).map(str::to_owned));
    Some(Row { label: fact.label, text: fact.text, notes })
}

/// What a date means, where a document has several.
fn meaning(document: &Document, field: &Field) -> Option<&'static str> {
    let dates = &document.dates;
    let known = [dates.issued, dates.published, dates.effective];
    let mut known: Vec<_> = known.into_iter().flatten().collect();
    known.dedup();
    if known.len() < 2 {
        return None;
    }
    match field.key {
        "date" if document.date == dates.published => Some("检索和排序用这个日期，取自发布日期"),
        "date" if document.date == dates.issued => Some("检索和排序用这个日期，取自成文日期"),
        "issued" => Some("签署或通过的日期"),
        "published" => Some("向社会公布的日期"),
        "effective" => Some("从这一天起有效"),
        _ => None,
    }
}

fn status(document: &Document) -> Option<Row> {
    let status = document.status.as_ref()?;
    let evidence = Some(status.evidence.as_str()).filter(|evidence| !evidence.is_empty());
    Some(Row {
        label: fields::STATUS.label.to_owned(),
        text: status.value.name().to_owned(),
        notes: evidence.map(|evidence| format!("依据：{evidence}")).into_iter().collect(),
    })
}

fn attachments(document: &Document) -> Option<Row> {
    let titles = document.attachments.iter().map(|printed| format!("《{}》", printed.title));
    let text = Some(titles.collect::<String>()).filter(|titles| !titles.is_empty())?;
    Some(Row { label: "印发、转发".to_owned(), text, notes: Vec::new() })
}

/// A statement that was not believed, in words.
fn doubted(Doubt { value, reason, .. }: &Doubt) -> String {
    format!("“{value}”{reason}")
}

fn other(Statement { name, value }: &Statement) -> Row {
    Row { label: name.clone(), text: value.clone(), notes: Vec::new() }
}

/// The banner of a document that is no longer in force or has a newer version.
pub(super) fn banner(parameters: &Parameters, linked: &LinkedDocument) -> Option<Banner> {
    let document = &linked.document;
    let status = document.status.as_ref().map(|status| status.value);
    let ended = match status {
        Some(Validity::Expired) => Some("这份文件已失效。"),
        Some(Validity::Repealed) => Some("这份文件已废止。"),
        _ => None,
    };
    // A copy that was put up later has the same number.
    let is_copy = |number: &Option<String>| number.is_some() && *number == document.number;
    let versions = linked.links.versions.iter().filter(|other| !is_copy(&other.number));
    let newer = versions.filter(|other| other.date > document.date).max_by_key(|other| other.date);
    let text = match (ended, newer) {
        (None, None) => return None,
        (Some(ended), None) => ended.to_owned(),
        (ended, Some(_)) => format!("{}有更新的版本：", ended.unwrap_or_default()),
    };
    let newer = newer.map(|newer| {
        let date = newer.date.map(|date| format!("（{}）", date.in_chinese()));
        let title = format!("{}{}", wording::title(&newer.title), date.unwrap_or_default());
        let comparison = comparison_href(parameters, &DocumentEntry::of(document), newer);
        (title, parameters.document_href(&newer.id), comparison)
    });
    Some(Banner { text, newer })
}

#[cfg(test)]
mod tests {
    use corpus::document::{Dates, Inference, Source};
    use corpus::fields::{Fields, Status};
    use search::Links;

    use super::*;

    fn document(date: &str) -> Document {
        let dates = Dates {
            issued: "2019-11-01".parse().ok(),
            published: date.parse().ok(),
            ..Dates::default()
        };
        let fields =
            Fields {
                title: "甲办法".into(), date: date.parse().ok(), dates, ..Fields::default()
            };
        Document { id: "甲".into(), fields, ..Document::default() }
    }

    #[test]
    fn rows_say_what_they_mean_and_how_they_were_found() {
        let mut document = document("2019-12-03");
        document.inferred = vec![Inference { field: "date".into(), evidence: "某日".into() }];
        document.sources = vec![
            Source { file: "内置资料/a.csv".into(), place: "第2行".into() },
            Source { file: "/库/a.txt".into(), place: String::new() },
        ];
        let record = Record::new(&document);
        let date = record.rows.iter().find(|row| row.label == "日期").unwrap();
        assert_eq!(
            date.notes,
            ["原文未写明，推断依据：某日", "检索和排序用这个日期，取自发布日期"]
        );
        assert_eq!(record.original(), Some("/original?id=%E7%94%B2&source=1"));
        let hrefs: Vec<_> = record.sources.iter().map(|source| source.href.as_deref()).collect();
        assert_eq!(hrefs, [None, Some("/original?id=%E7%94%B2&source=1")]);
        assert_eq!(record.line[0].text, "2019年12月3日");
    }

    #[test]
    fn a_banner_says_what_does_not_hold() {
        let cases = [
            (None, &[][..], None),
            (Some(Validity::Repealed), &[], Some("这份文件已废止。")),
            (None, &["2020-01-01", "2018-01-01"], Some("有更新的版本：甲办法（2020年1月1日）")),
            (None, &["2018-01-01"], None),
            (
                Some(Validity::Expired),
                &["2020", "2021"],
                Some("这份文件已失效。有更新的版本：甲办法（2021年）"),
            ),
        ];
        for (status, versions, expected) in cases {
            let mut document = document("2019-12-03");
            document.fields.status = status.map(|value| Status { value, evidence: String::new() });
            let entry = |date: &&str| DocumentEntry::of(&super::tests::document(date));
            let versions = versions.iter().map(entry).collect();
            let links = Links { versions, ..Links::default() };
            let linked = LinkedDocument { document, links, ..LinkedDocument::default() };
            let found = banner(&Parameters::default(), &linked);
            let newer = |banner: &Banner| banner.newer.clone().map(|(title, ..)| title);
            let said = found.map(|b| format!("{}{}", b.text, newer(&b).unwrap_or_default()));
            assert_eq!(said.as_deref(), expected);
        }
    }
}
