//! Kinds of documents, and what sources call them (`data/kinds.csv`).

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a document is, coarsely.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 政策文件
    Policy,
    /// 法规规章
    Regulation,
    /// 解读
    Interpretation,
    /// 报告
    Report,
    /// 组织机构
    Organization,
    /// 新闻
    News,
    /// Anything else.
    #[default]
    Other,
}

static NAMES: LazyLock<HashMap<&str, Kind>> = LazyLock::new(|| {
    crate::table::embedded(include_str!("../../data/kinds.csv"))
        .filter_map(|row| Some((*row.first()?, Kind::by_key(row.get(1)?)?)))
        .collect()
});

impl Kind {
    /// All kinds, in the order in which they are listed to users.
    pub const ALL: [Kind; 7] = [
        Kind::Policy,
        Kind::Regulation,
        Kind::Interpretation,
        Kind::Report,
        Kind::Organization,
        Kind::News,
        Kind::Other,
    ];

    /// The English key, as in the JSON object and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Policy => "policy",
            Kind::Regulation => "regulation",
            Kind::Interpretation => "interpretation",
            Kind::Report => "report",
            Kind::Organization => "organization",
            Kind::News => "news",
            Kind::Other => "other",
        }
    }

    /// The Chinese name that pages show.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Policy => "政策",
            Kind::Regulation => "法规规章",
            Kind::Interpretation => "解读",
            Kind::Report => "报告",
            Kind::Organization => "组织机构",
            Kind::News => "新闻",
            Kind::Other => "其他",
        }
    }

    /// The kind that has this English key.
    pub fn by_key(key: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What a source calls a kind, by `data/kinds.csv`: 地方性法规 is a regulation.
    pub fn parse(name: &str) -> Option<Kind> {
        NAMES.get(name.trim()).copied()
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}
