//! The values of a document's fields.

use language::date::PartialDate;
use language::kind::Kind;
use language::level::Level;
use serde::{Deserialize, Serialize};

use crate::status::Status;

/// The values of a document's fields; `None` or empty where nothing is known.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Fields {
    /// What it is, coarsely.
    pub kind: Kind,
    /// What the source calls its kind beyond [`Fields::kind`], verbatim (地方性法规).
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
    /// Lead agency, by its canonical short name (市经信委): the first of [`Fields::agencies`].
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
    /// described; `None` where nothing proves it.
    pub status: Option<Status>,
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
