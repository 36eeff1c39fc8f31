//! Captions of tables and figures: 表 1 …, 图2 ….

use std::sync::LazyLock;

use regex::Regex;

/// Characters that a caption may have; a longer line is a sentence about the table.
const LONGEST: usize = 80;

static CAPTION: LazyLock<Regex> = LazyLock::new(|| {
    // A number, or a Chinese one that something separates from the title: 图三 is also 图三维.
    let pattern = concat!(
        r"^附?(?P<kind>[图表])\s*",
        r"(?P<number>[0-9０-９]+(?:[-.－—–][0-9０-９]+)*|[一二三四五六七八九十]{1,3}(?:[\s：:]|$))",
    );
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("caption pattern")
});

/// What a caption stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Captioned {
    Table,
    Figure,
}

/// What the line is the caption of.
pub(crate) fn of(line: &str) -> Option<Captioned> {
    let kind = CAPTION.captures(line)?.name("kind")?.as_str();
    let is_sentence = line.ends_with(['。', '；', '，', ',', ';', '、']) || line.contains('。');
    if is_sentence || line.chars().nth(LONGEST).is_some() {
        return None;
    }
    Some(if kind == "表" { Captioned::Table } else { Captioned::Figure })
}

/// The label of a table with this caption, without spaces: 表1.
pub(crate) fn label(caption: &str) -> Option<String> {
    let found = CAPTION.captures(caption)?;
    let number = found.name("number")?.as_str().trim_end_matches(['：', ':']);
    let label: String = caption[..found.name("number")?.start()].to_owned() + number;
    Some(language::fold::halfwidth(&label).split_whitespace().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_captions_from_sentences() {
        let cases = [
            ("表 1 2016 年以来上海市相关政策", Some(Captioned::Table), Some("表1")),
            ("表2 上海市组织和机构", Some(Captioned::Table), Some("表2")),
            ("附表３：项目清单", Some(Captioned::Table), Some("附表3")),
            ("表三 指标", Some(Captioned::Table), Some("表三")),
            ("表2-1 指标", Some(Captioned::Table), Some("表2-1")),
            ("图 1 2019 年专利分布情况", Some(Captioned::Figure), Some("图1")),
            ("图书馆建设", None, None),
            ("图三维建模", None, None),
            ("表1显示，增长明显。", None, Some("表1")),
        ];
        for (line, kind, name) in cases {
            assert_eq!(of(line), kind, "{line}");
            assert_eq!(label(line).as_deref(), name, "{line}");
        }
    }
}
