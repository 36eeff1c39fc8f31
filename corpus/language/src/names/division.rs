//! Counties, districts and cities of their level, and where they lie (`data/divisions.csv`).
//!
//! The names of provinces and of the cities below them are in the gazetteer, too, with their short
//! names; those of counties are here alone, and in full: most are ordinary words without their end.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Characters of the longest name: 积石山保安族东乡族撒拉族自治县.
const LONGEST: usize = 16;

/// The counties of a name, each by the path of names from its province down to it.
#[derive(Default)]
struct Counties {
    present: Vec<Vec<&'static str>>,
    /// Those that had the name before.
    former: Vec<Vec<&'static str>>,
}

static COUNTIES: LazyLock<HashMap<&str, Counties>> = LazyLock::new(|| {
    let rows: Vec<Vec<&'static str>> =
        crate::table::embedded(include_str!("../../../data/divisions.csv")).collect();
    let cell = |row: &[&'static str], at: usize| row.get(at).copied().unwrap_or_default();
    let names: HashMap<&str, &'static str> =
        rows.iter().map(|row| (cell(row, 0), cell(row, 1))).collect();
    let mut counties: HashMap<&str, Counties> = HashMap::new();
    for row in &rows {
        let (code, name) = (cell(row, 0), cell(row, 1));
        let Some((province, city)) = code.get(..2).zip(code.get(..4)) else { continue };
        if code.ends_with("00") {
            continue;
        }
        let above = [format!("{province}0000"), format!("{city}00")];
        let above = above.iter().filter_map(|code| names.get(code.as_str()).copied());
        let path: Vec<&str> = above.chain([name]).collect();
        let former = cell(row, 2).split('|').filter_map(|former| former.split('@').next());
        for former in former.filter(|former| !former.is_empty()) {
            counties.entry(former).or_default().former.push(path.clone());
        }
        counties.entry(name).or_default().present.push(path);
    }
    counties
});

/// The path of the county of this name, given in full, below a region: 天河区 of 广州市 gives
/// 广东省, 广州市, 天河区. Former names lead to today's.
pub fn within(name: &str, region: &str) -> Option<Vec<String>> {
    let Counties { present, former } = COUNTIES.get(name)?;
    let below = |paths: &[Vec<&str>]| {
        let paths = paths.iter().filter(|path| path.contains(&region));
        one(&paths.collect::<Vec<_>>())
    };
    below(present).or_else(|| below(former))
}

/// The path of the only county of this name in the country; there are four of the name 鼓楼区.
pub fn only(name: &str) -> Option<Vec<String>> {
    let Counties { present, former } = COUNTIES.get(name)?;
    let paths = if present.is_empty() { former } else { present };
    one(&paths.iter().collect::<Vec<_>>())
}

fn one(paths: &[&Vec<&str>]) -> Option<Vec<String>> {
    let [path] = paths else { return None };
    Some(path.iter().map(|name| (*name).to_owned()).collect())
}

/// The longest name of a county that a text begins with.
pub fn leading(text: &str) -> Option<&str> {
    let ends: Vec<usize> =
        text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST).collect();
    let names = ends.iter().rev().map(|end| &text[..*end]);
    names.into_iter().find(|name| COUNTIES.contains_key(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counties_by_name_and_region() {
        let cases = [
            ("天河区", "广州市", "广东省 广州市 天河区"),
            ("鼓楼区", "南京市", "江苏省 南京市 鼓楼区"),
            ("鼓楼区", "江苏省", ""),
            ("崇文区", "北京市", "北京市 东城区"),
            ("仙桃市", "湖北省", "湖北省 仙桃市"),
            ("璧山县", "重庆市", "重庆市 璧山区"),
            ("天河区", "深圳市", ""),
        ];
        for (name, region, expected) in cases {
            assert_eq!(within(name, region).unwrap_or_default().join(" "), expected, "{name}");
        }
        assert_eq!(only("太湖县").unwrap().join(" "), "安徽省 安庆市 太湖县");
        assert_eq!(only("鼓楼区"), None);
    }

    #[test]
    fn names_at_the_beginning() {
        let cases = [
            ("太湖县人民政府关于印发", Some("太湖县")),
            ("恩施土家族苗族自治州恩施市", None),
            ("长沙县教育局", Some("长沙县")),
            ("市北区块链", Some("市北区")),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(leading(text), expected, "{text}");
        }
    }
}
