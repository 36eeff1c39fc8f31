//! The place whose offices begin their numbers with a character: 鄂 of 鄂政发〔2018〕26号
//! (`data/abbreviations.csv`).

use std::sync::LazyLock;

/// Abbreviations and the regions that they stand for; some stand for two.
static ABBREVIATIONS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let pair = |row: Vec<&'static str>| Some((*row.first()?, *row.get(1)?));
    language::table::embedded(include_str!("../../../data/abbreviations.csv"))
        .filter_map(pair)
        .collect()
});

/// What ends the name of a region of which an office calls itself so: 省人民政府, 自治区人民政府.
fn is_called(region: &str, end: char) -> bool {
    region.ends_with(end) || matches!(end, '省' | '自') && region.ends_with(['省', '区'])
}

/// The region whose offices number so, of those that a name without its place is of: 省 of 省人民政府.
pub(crate) fn of(number: &str, end: char) -> Option<&'static str> {
    let regions = ABBREVIATIONS.iter().filter(|(short, _)| number.starts_with(short));
    regions.map(|(_, region)| *region).find(|region| is_called(region, end))
}
