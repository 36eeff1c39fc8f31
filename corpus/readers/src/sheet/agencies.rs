//! Agencies in cells of ledgers: several in one, and remarks of whoever keeps the ledger.

use language::doc_type;

/// The names in a cell, with 、 between: it parts them by signs or white space, but not within brackets.
/// What stands in brackets behind a name (某市某局（某区转载）) is a remark and no part of it.
pub(crate) fn bare(cell: &str) -> String {
    let mut depth = 0_usize;
    let parts = cell.split(|c: char| {
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
    let names: Vec<String> = parts.map(name).filter(|name| !name.is_empty()).collect();
    names.join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_are_no_part_of_an_agency() {
        let cases = [
            ("江城市财政局、江城市教育局", "江城市财政局、江城市教育局"),
            ("江城市财政局 江城市教育局\n江城市科技局", "江城市财政局、江城市教育局、江城市科技局"),
            ("江城市财政局/江城市教育局", "江城市财政局、江城市教育局"),
            ("江城市财政局（东湖区、西湖区转载）", "江城市财政局"),
            ("江城市财政局（社保中心）；江城市教育局", "江城市财政局、江城市教育局"),
            ("中国（江城）自由贸易试验区管理委员会", "中国（江城）自由贸易试验区管理委员会"),
            ("（转载）", "（转载）"),
            ("江城市财政局（没有写完、江城市教育局", "江城市财政局（没有写完、江城市教育局"),
        ];
        for (words, expected) in cases {
            assert_eq!(bare(words), expected, "{words}");
        }
    }
}
