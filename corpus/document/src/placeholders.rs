//! Values that only say that there is none (`corpus/data/placeholders.csv`).

use std::collections::HashSet;
use std::sync::LazyLock;

use language::{fold, table};

/// Values that stand for no value: 暂无.
static PLACEHOLDERS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    table::embedded(include_str!("../../data/placeholders.csv"))
        .filter_map(|row| Some(fold::key(row.first()?)))
        .collect()
});

/// Whether a stated value only says that there is none (`corpus/data/placeholders.csv`, or no
/// letter).
pub fn is_placeholder(value: &str) -> bool {
    let key = fold::key(value);
    key.is_empty() || PLACEHOLDERS.contains(&key)
}
