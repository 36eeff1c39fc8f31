//! Levels of government, at which documents are issued.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The level of government, or 行业 for an association.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub enum Level {
    /// Issued for the whole country.
    #[serde(rename = "国家级")]
    National,
    /// Issued by a province or an autonomous region.
    #[serde(rename = "省级")]
    Provincial,
    /// Issued by a city, 直辖市 included.
    #[serde(rename = "市级")]
    Municipal,
    /// Issued by a district or county.
    #[serde(rename = "区级")]
    District,
    /// Issued by an industry's association.
    #[serde(rename = "行业")]
    Industry,
}

impl Level {
    /// All levels, from the widest down.
    pub const ALL: [Level; 5] =
        [Level::National, Level::Provincial, Level::Municipal, Level::District, Level::Industry];

    /// The Chinese name, as in the JSON object.
    pub fn name(self) -> &'static str {
        match self {
            Level::National => "国家级",
            Level::Provincial => "省级",
            Level::Municipal => "市级",
            Level::District => "区级",
            Level::Industry => "行业",
        }
    }

    /// The level that has this Chinese name.
    pub fn parse(name: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.name() == name)
    }
}
