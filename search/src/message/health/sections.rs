//! The health of a library in words, for whoever keeps it: section by section, what it means and
//! what to do.

use std::collections::BTreeMap;
use std::ops::Range;

use corpus::fields;
use strum::{Display, EnumString, VariantArray};

use super::{Corrected, Doubtful, Ended, Health, Lacking, Missing, SeveralSources};
use crate::message::DocumentEntry;

/// A kind of finding, in the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, Display, EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum HealthTopic {
    /// What could not be read.
    Unreadable,
    /// What should be known of how files were read.
    Notices,
    /// Fields that documents lack.
    Missing,
    /// Values that were not believed.
    Doubts,
    /// One text under two titles.
    SameText,
    /// One title of many documents.
    SameTitle,
    /// Documents from several files.
    SeveralSources,
    /// Versions of one document.
    Versions,
    /// What is no longer in force.
    Ended,
    /// What others name and the library lacks.
    Lacking,
    /// What a person corrected.
    Corrected,
    /// What was inferred.
    Inferred,
}

impl HealthTopic {
    /// All kinds, in their order.
    pub fn all() -> Vec<HealthTopic> {
        HealthTopic::VARIANTS.to_vec()
    }

    /// What was found.
    pub fn heading(self) -> &'static str {
        self.words().0
    }

    /// What it means to those who look things up, and what they can do about it.
    pub fn meaning(self) -> &'static str {
        match self {
            HealthTopic::Unreadable => {
                "这些文件或其中的几行没有读进来，检索不到。换一份能复制文字的文件，交给管理资料库的同事。"
            }
            HealthTopic::Notices => {
                "这些文件的表格或版式是程序判断着读的。看到读错的，请告诉管理资料库的同事。"
            }
            HealthTopic::Missing => {
                "这些文件没有写明日期、机构或地区，按这些条件筛选时找不到它们。知道的，请告诉管理资料库的同事补上。"
            }
            HealthTopic::Doubts => {
                "原文里的这些说法前后不一或不合常理，程序没有采用。引用前请核对原文。"
            }
            HealthTopic::SameText => {
                "两份文件正文一样而标题不同，可能有一份放错了。引用前请核对原文。"
            }
            HealthTopic::SameTitle => {
                "几份文件标题一样，可能把栏目名或网站名当成了标题；确实同名的不必处理。"
            }
            HealthTopic::SeveralSources => {
                "同一文件来自几处，已合并为一篇；正文有出入的另列在“字段存疑”里。"
            }
            HealthTopic::Versions => "按日期从新到旧排列。引用时请看清是哪一版。",
            HealthTopic::Ended => "引用前请确认有没有新的规定。",
            HealthTopic::Lacking => "别的文件提到而资料库里没有；常被提到的，值得找来补进资料库。",
            HealthTopic::Corrected => "这些文件的有些内容由人改正过，与原文不同。",
            HealthTopic::Inferred => "原文没有单独写明，由程序推断；依据见各篇页面上的“推断”。",
        }
    }

    /// What to do about it, for whoever keeps the library.
    pub fn advice(self) -> &'static str {
        self.words().1
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            HealthTopic::Unreadable => ("未能读取", "按每行说明处理后，重新运行 zhengce index。"),
            HealthTopic::Notices => {
                ("读法说明", "请核对；读错的，按每行说明处理后，重新运行 zhengce index。")
            }
            HealthTopic::Missing => (
                "字段缺失",
                "在文件旁的 catalogue.csv 里补上：一列 file 写文件名，其余各列写字段。",
            ),
            HealthTopic::Doubts => ("字段存疑", "请核对原文；需要改的写进 catalogue.csv。"),
            HealthTopic::SameText => {
                ("正文相同而标题不同", "可能有一份的标题或正文放错了，程序没有合并。")
            }
            HealthTopic::SameTitle => {
                ("多篇同一标题", "可能把栏目名、网站名或文件名当成了标题；确实同名的不必处理。")
            }
            HealthTopic::SeveralSources => {
                ("重复收录", "同一文件来自几处，已合并为一篇；正文有出入的另列在“字段存疑”里。")
            }
            HealthTopic::Versions => {
                ("同一文件的几个版本", "按日期从新到旧；检索结果里合并为一条。")
            }
            HealthTopic::Ended => ("已经失效", "引用前请确认有没有新的规定。"),
            HealthTopic::Lacking => ("提到而没有收录", "常被引用的文件，值得补进资料库。"),
            HealthTopic::Corrected => {
                ("人工更正", "来自 catalogue.csv 或 catalogue.toml，重建索引后仍然有效。")
            }
            HealthTopic::Inferred => ("由程序推断", "原文没有单独写明，依据见各篇页面上的“推断”。"),
        }
    }
}

/// The findings of a kind, or some of them.
#[derive(Debug, Clone, PartialEq)]
pub struct HealthSection {
    /// The kind.
    pub topic: HealthTopic,
    /// How many there are.
    pub count: usize,
    /// Those asked for.
    pub lines: Vec<HealthLine>,
}

/// A finding.
#[derive(Debug, Clone, PartialEq)]
pub struct HealthLine {
    /// The documents that it is about.
    pub documents: Vec<DocumentEntry>,
    /// What was found of them; may be empty.
    pub text: String,
}

impl HealthLine {
    fn of(document: &DocumentEntry, text: impl Into<String>) -> HealthLine {
        HealthLine { documents: vec![document.clone()], text: text.into() }
    }

    fn of_several(documents: &[DocumentEntry]) -> HealthLine {
        HealthLine { documents: documents.to_vec(), text: String::new() }
    }

    fn without_document(text: impl Into<String>) -> HealthLine {
        HealthLine { documents: Vec::new(), text: text.into() }
    }
}

impl Health {
    /// The findings in words, at most so many of a kind; kinds without findings are left out.
    pub fn sections(&self, most: usize) -> Vec<HealthSection> {
        let sections = HealthTopic::VARIANTS.iter();
        let sections = sections.map(|&topic| self.section(topic, 0..most));
        sections.filter(|section| section.count > 0).collect()
    }

    /// Some findings of one kind in words, counted from 0; there may be none.
    pub fn section(&self, topic: HealthTopic, which: Range<usize>) -> HealthSection {
        let lines = self.lines(topic).skip(which.start).take(which.len());
        HealthSection { topic, count: self.count(topic), lines: lines.collect() }
    }

    fn count(&self, topic: HealthTopic) -> usize {
        match topic {
            HealthTopic::Unreadable => self.unreadable.len(),
            HealthTopic::Notices => self.notices.len(),
            HealthTopic::Missing => self.missing.iter().map(|m| m.documents.len()).sum(),
            HealthTopic::Doubts => self.doubts.len(),
            HealthTopic::SameText => self.same_text.len(),
            HealthTopic::SameTitle => self.same_title.len(),
            HealthTopic::SeveralSources => self.several_sources.len(),
            HealthTopic::Versions => self.versions.len(),
            HealthTopic::Ended => self.ended.len(),
            HealthTopic::Lacking => self.lacking.len(),
            HealthTopic::Corrected => self.corrected.len(),
            HealthTopic::Inferred => self.inferred.len(),
        }
    }

    /// How many findings there are, as CSV: the kind, the field where they are of one, the count.
    pub fn counts_as_csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let rows = self
            .counts()
            .into_iter()
            .map(|(kind, field, count)| [kind.to_owned(), field, count.to_string()]);
        let header = ["类别", "字段", "处数"].map(str::to_owned);
        // Writing into memory does not fail.
        let written = [header].into_iter().chain(rows).try_for_each(|row| writer.write_record(row));
        let bytes = written.ok().and_then(|()| writer.into_inner().ok()).unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// How many findings there are: the kind, the field where they are of one, and the count.
    fn counts(&self) -> Vec<(&'static str, String, usize)> {
        let by_field = |topic: HealthTopic, fields: Vec<(&str, usize)>| {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            for (field, count) in fields {
                *counts.entry(field).or_default() += count;
            }
            let heading = topic.heading();
            let named = counts
                .into_iter()
                .map(|(field, count)| (heading, fields::label(field).to_owned(), count));
            named.collect::<Vec<_>>()
        };
        let counts = HealthTopic::VARIANTS.iter().flat_map(|&topic| match topic {
            HealthTopic::Missing => {
                let missing = self.missing.iter();
                by_field(topic, missing.map(|m| (m.field.into(), m.documents.len())).collect())
            }
            HealthTopic::Doubts => {
                by_field(topic, self.doubts.iter().map(|d| (d.field.as_str(), 1)).collect())
            }
            HealthTopic::Inferred => {
                by_field(topic, self.inferred.iter().map(|(f, n)| (f.as_str(), *n)).collect())
            }
            topic => vec![(topic.heading(), String::new(), self.count(topic))],
        });
        counts.collect()
    }

    /// The findings of a kind, each put in words when it is asked for.
    fn lines(&self, topic: HealthTopic) -> Box<dyn Iterator<Item = HealthLine> + '_> {
        match topic {
            HealthTopic::Unreadable => {
                Box::new(self.unreadable.iter().map(HealthLine::without_document))
            }
            HealthTopic::Notices => Box::new(self.notices.iter().map(HealthLine::without_document)),
            HealthTopic::Missing => Box::new(self.missing.iter().flat_map(missing)),
            HealthTopic::Doubts => Box::new(self.doubts.iter().map(doubtful)),
            HealthTopic::SameText => {
                Box::new(self.same_text.iter().map(|pair| HealthLine::of_several(pair)))
            }
            HealthTopic::SameTitle => {
                Box::new(self.same_title.iter().map(|group| same_title(group)))
            }
            HealthTopic::SeveralSources => {
                let line = |found: &SeveralSources| {
                    HealthLine::of(&found.document, found.files.join("；"))
                };
                Box::new(self.several_sources.iter().map(line))
            }
            HealthTopic::Versions => {
                Box::new(self.versions.iter().map(|group| HealthLine::of_several(group)))
            }
            HealthTopic::Ended => {
                let line = |ended: &Ended| HealthLine::of(&ended.document, &ended.evidence);
                Box::new(self.ended.iter().map(line))
            }
            HealthTopic::Lacking => Box::new(self.lacking.iter().map(lacking)),
            HealthTopic::Corrected => Box::new(self.corrected.iter().map(corrected)),
            HealthTopic::Inferred => {
                let line = |(field, count): (&String, &usize)| {
                    HealthLine::without_document(format!("{}：{count} 篇", fields::label(field)))
                };
                Box::new(self.inferred.iter().map(line))
            }
        }
    }
}

fn same_title(group: &[DocumentEntry]) -> HealthLine {
    HealthLine { documents: group.to_vec(), text: format!("共 {} 篇", group.len()) }
}

fn missing(missing: &Missing) -> impl Iterator<Item = HealthLine> {
    let text = format!("缺{}", fields::label(missing.field.into()));
    missing.documents.iter().map(move |document| HealthLine::of(document, &text))
}

fn doubtful(doubt: &Doubtful) -> HealthLine {
    let text = format!("{}“{}”{}", fields::label(&doubt.field), doubt.value, doubt.reason);
    HealthLine::of(&doubt.document, text)
}

fn lacking(lacking: &Lacking) -> HealthLine {
    let title = lacking.title.as_ref().map(|title| format!("《{title}》"));
    let named: String = [title, lacking.number.clone()].into_iter().flatten().collect();
    HealthLine::without_document(format!("{named}（{} 篇提到）", lacking.count))
}

fn corrected(corrected: &Corrected) -> HealthLine {
    let names = corrected.fields.iter().map(|field| fields::label(field));
    HealthLine::of(&corrected.document, names.collect::<Vec<_>>().join("、"))
}
