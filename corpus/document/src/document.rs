//! What a document of the library is: its fields, its body as a tree of
//! sections, where it came from. How files become documents is in `readers`.

pub use language::level::Level;
use serde::{Deserialize, Serialize};

use language::date::PartialDate;
use language::kind::Kind;

/// One document of the library, as shown to users and stored in the index.
///
/// Fields that the source lacks are `None` or empty and serialize as `null` or `[]`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Document {
    /// Stable over edits and moves: a stated id, else the 发文字号, else a hash.
    pub id: String,
    /// What it is, coarsely.
    pub kind: Kind,
    /// What the source calls its kind beyond [`Document::kind`], verbatim (地方性法规).
    pub category: Option<String>,
    /// Title, verbatim.
    pub title: String,
    /// Subtitle, without its dashes.
    pub subtitle: Option<String>,
    /// Persons who wrote it.
    pub authors: Vec<String>,
    /// Where the authors work.
    pub affiliation: Option<String>,
    /// Keywords that the source states; else the document types of what it prints.
    pub keywords: Vec<String>,
    /// 内容 or abstract, verbatim.
    pub summary: Option<String>,
    /// 发布 else 成文; for an amended regulation that version's.
    pub date: Option<PartialDate>,
    /// The dates an office keeps apart.
    pub dates: Dates,
    /// Lead agency, by its canonical short name (市经信委).
    pub agency: Option<String>,
    /// All agencies, the lead one first.
    pub agencies: Vec<String>,
    /// Path from province down: `["浙江省", "杭州市"]`.
    pub region: Vec<String>,
    /// 国家级, 省级, 市级, 区级 or 行业.
    pub level: Option<Level>,
    /// A district of the gazetteer.
    pub district: Option<String>,
    /// 发文字号, normalized: 沪府发〔2019〕12号.
    pub number: Option<String>,
    /// 通知, 意见, 办法, 方案 and so on.
    pub doc_type: Option<String>,
    /// Whether it is in force, with the sentence that proves it, as stated or as of the day it was
    /// completed; `None` where nothing proves it.
    pub status: Option<Status>,
    /// The text, as a tree of sections.
    pub body: Vec<Section>,
    /// Stated fields that have no place above, in the order of the source.
    pub extra: Vec<Field>,
    /// Where it was read; at least one.
    pub sources: Vec<Source>,
    /// Fields that were inferred and not stated.
    pub inferred: Vec<Inference>,
    /// Fields that a person corrected ([`describing::corrections`]), each with the value given.
    pub corrected: Vec<Field>,
    /// Documents that it prints or passes on: of a 印发 notice, what is printed with it.
    pub attachments: Vec<Attachment>,
    /// Other documents that its text names, each once, in the order of the text.
    pub references: Vec<Reference>,
    /// Stated values that cannot be what their field says, and statements at odds with each other.
    pub doubts: Vec<Doubt>,
}

/// The dates that official documents keep apart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dates {
    /// 成文日期
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<PartialDate>,
    /// 发布日期
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<PartialDate>,
    /// 施行日期
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective: Option<PartialDate>,
    /// The last day it is valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<PartialDate>,
}

/// Whether a document is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// 现行有效, 已失效, 已废止 or 待核.
    pub value: String,
    /// The sentence that proves it, verbatim.
    pub evidence: String,
}

/// A heading with what stands below it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Section {
    /// The heading, verbatim with its numbering; `None` for text before the first heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Paragraphs, tables and figures directly under the heading.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// Sections below this one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
}

/// One block of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Running text without line breaks.
    Paragraph(String),
    /// A table, kept as a table.
    Table(Table),
    /// A figure, of which only the caption is known.
    Figure(String),
}

/// A table with one header row. Every row has as many cells as the header.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Table {
    /// Caption with its number: 表 1 2016 年以来上海市区块链相关政策.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Column names.
    pub header: Vec<String>,
    /// Rows of cells, verbatim.
    pub rows: Vec<Vec<String>>,
}

/// A stated field without a place of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The name in the source.
    pub name: String,
    /// The value, verbatim.
    pub value: String,
}

/// Where a document was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Source {
    /// The file, as the index knows it: a path, or `内置资料/…` for the built-in library.
    pub file: String,
    /// The place in the file: 表1 第3行, 第12行; empty for the whole file.
    pub place: String,
}

/// A field whose value was not stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inference {
    /// Name of the field, as in the JSON object.
    pub field: String,
    /// The words it was inferred from.
    pub evidence: String,
}

/// A document that comes with another one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attachment {
    /// Its own title, verbatim, without the brackets 《》.
    pub title: String,
    /// Its own document type: 办法 of a 通知.
    pub doc_type: Option<String>,
}

/// Another document that a text names, by title, by number, or by both.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Reference {
    /// Title, without the brackets 《》.
    pub title: Option<String>,
    /// 发文字号, normalized.
    pub number: Option<String>,
    /// Whether the text says that it ends (…同时废止).
    pub repealed: bool,
}

/// Something stated that was not believed. The value is also kept in [`Document::extra`] where
/// it is left out of its field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Doubt {
    /// Name of the field, as in the JSON object.
    pub field: String,
    /// The value, verbatim.
    pub value: String,
    /// Why it was not believed, in Chinese, for whoever keeps the library.
    pub reason: String,
}

/// The name under which the built-in library is a source.
pub const BUILTIN: &str = "内置资料";

impl Source {
    /// Whether the file is one of the built-in library.
    pub fn is_builtin(&self) -> bool {
        self.file.strip_prefix(BUILTIN).is_some_and(|rest| rest.starts_with('/'))
    }
}

impl Document {
    /// Notes that something stated was not believed; the same doubt counts once.
    pub fn doubt(&mut self, field: &str, value: &str, reason: &str) {
        let doubt = Doubt { field: field.into(), value: value.into(), reason: reason.into() };
        if !self.doubts.contains(&doubt) {
            self.doubts.push(doubt);
        }
    }

    /// Whether a person corrected a field, by its name in the JSON object.
    pub fn is_corrected(&self, field: &str) -> bool {
        self.corrected.iter().any(|corrected| corrected.name == field)
    }

    /// Every piece of text of the body in reading order, each with the path of headings above it.
    ///
    /// A table row is one piece, its cells joined by tabs; a heading is a piece of its own.
    pub fn passages(&self) -> Vec<Passage<'_>> {
        let mut out = Vec::new();
        for section in &self.body {
            section.collect(None, &mut out);
        }
        out
    }

    /// Adds a block under the last top-level section, making an unnamed one where there is none.
    pub fn push_block(&mut self, block: Block) {
        if self.body.is_empty() {
            self.body.push(Section::default());
        }
        if let Some(section) = self.body.last_mut() {
            section.blocks.push(block);
        }
    }
}

/// A piece of body text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage<'a> {
    /// The nearest heading above; `None` before the first.
    pub heading: Option<&'a str>,
    /// The text; borrowed for paragraphs, joined for table rows.
    pub text: std::borrow::Cow<'a, str>,
    /// Whether the text is itself a heading.
    pub is_heading: bool,
}

impl Section {
    fn collect<'a>(&'a self, above: Option<&'a str>, out: &mut Vec<Passage<'a>>) {
        let heading = self.heading.as_deref().or(above);
        if let Some(own) = self.heading.as_deref() {
            out.push(Passage { heading: above, text: own.into(), is_heading: true });
        }
        for block in &self.blocks {
            block.collect(heading, out);
        }
        for section in &self.sections {
            section.collect(heading, out);
        }
    }
}

impl Block {
    fn collect<'a>(&'a self, heading: Option<&'a str>, out: &mut Vec<Passage<'a>>) {
        let mut push = |text| out.push(Passage { heading, text, is_heading: false });
        match self {
            Block::Paragraph(text) | Block::Figure(text) => push(text.as_str().into()),
            Block::Table(table) => {
                if let Some(caption) = &table.caption {
                    push(caption.as_str().into());
                }
                for row in std::iter::once(&table.header).chain(&table.rows) {
                    push(row.join("\t").into());
                }
            }
        }
    }
}
