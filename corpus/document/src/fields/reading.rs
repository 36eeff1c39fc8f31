//! How words of a source become values of fields. Each tells whether they are one.

use language::date::{DateError, PartialDate};
use language::doc_type;

pub(super) fn text(place: &mut Option<String>, words: &str) -> bool {
    *place = Some(words.to_owned());
    true
}

pub(super) fn date(place: &mut Option<PartialDate>, words: &str) -> bool {
    let read: Result<PartialDate, DateError> = words.parse();
    if let Ok(date) = read {
        *place = Some(date);
    }
    read.is_ok()
}

/// Splits a cell that names several: at 、，,；; and white space between ideographs.
pub(super) fn list(place: &mut Vec<String>, words: &str) -> bool {
    let parts = words.split(['、', '，', ',', '；', ';', ' ', '\u{3000}', '\n']).map(str::trim);
    *place = parts.filter(|part| !part.is_empty()).map(str::to_owned).collect();
    true
}

/// Splits a cell that names agencies like [`list`], also at a slash, but not within brackets; what
/// stands in brackets behind a name (某市某局（某区转载）) is a remark and no part of it.
pub(super) fn agencies(place: &mut Vec<String>, words: &str) -> bool {
    let mut depth = 0_usize;
    let parts = words.split(|c: char| {
        match c {
            '（' | '(' | '〔' | '[' | '【' => depth += 1,
            '）' | ')' | '〕' | ']' | '】' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && (c.is_whitespace() || "、，,；;/／".contains(c))
    });
    let name = |part: &str| {
        let bare = part.trim();
        doc_type::closing_bracket(bare).map_or(bare, |open| bare[..open].trim_end()).to_owned()
    };
    *place = parts.map(name).filter(|part| !part.is_empty()).collect();
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_are_no_part_of_an_agency() {
        let cases = [
            ("江城市财政局、江城市教育局", "江城市财政局|江城市教育局"),
            ("江城市财政局 江城市教育局\n江城市科技局", "江城市财政局|江城市教育局|江城市科技局"),
            ("江城市财政局/江城市教育局", "江城市财政局|江城市教育局"),
            ("江城市财政局（东湖区、西湖区转载）", "江城市财政局"),
            ("江城市财政局（社保中心）；江城市教育局", "江城市财政局|江城市教育局"),
            ("中国（江城）自由贸易试验区管理委员会", "中国（江城）自由贸易试验区管理委员会"),
            ("（转载）", "（转载）"),
            ("江城市财政局（没有写完、江城市教育局", "江城市财政局（没有写完、江城市教育局"),
        ];
        for (words, expected) in cases {
            let mut names = Vec::new();
            agencies(&mut names, words);
            assert_eq!(names.join("|"), expected, "{words}");
        }
    }
}
