//! Which character parts the cells of a table in text.

use crate::sheet::columns::Columns;

/// What may part cells; where nothing decides, those before.
const DELIMITERS: [char; 7] = [',', '\t', ';', '|', '，', '；', '｜'];

/// The delimiter of a table, by its first lines: the one that parts names of columns that are known,
/// else one that the most lines have; those of running text (，；) only where there is no other.
pub(super) fn sniff(lines: &[&str]) -> char {
    let known = |delimiter: char| {
        let names = |line: &&str| {
            let cells: Vec<String> = line.split(delimiter).map(bare).collect();
            Columns::new(&cells).known_by_name()
        };
        lines.iter().map(names).max().unwrap_or(0)
    };
    let lines_with = |delimiter: char| {
        let count = lines.iter().filter(|line| line.contains(delimiter)).count();
        (count > 0 && delimiter.is_ascii(), count)
    };
    let best = |rank: &dyn Fn(char) -> (bool, usize)| {
        let ranked = DELIMITERS.into_iter().rev().map(|delimiter| (rank(delimiter), delimiter));
        ranked.max_by_key(|(rank, _)| *rank)
    };
    let by_names =
        best(&|delimiter| (false, known(delimiter))).filter(|((_, known), _)| *known > 1);
    by_names.or_else(|| best(&lines_with)).map_or(',', |(_, delimiter)| delimiter)
}

/// A cell without the quotes around it.
fn bare(cell: &str) -> String {
    cell.trim().trim_start_matches('=').trim_matches('"').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_names_decide() {
        let cases = [
            ("标题,日期/甲，乙，丙,2024", ','),
            ("标题|文号|发布日期/甲|乙|丙", '|'),
            ("标题，文号，发布日期/甲，乙，丙", '，'),
            ("标题；文号/甲；乙", '；'),
            ("\"标题\";\"文号\"/甲,乙;丙", ';'),
            ("某市目录，2024年/标题,文号/甲,乙", ','),
            ("甲乙，丙丁/一，二", '，'),
            ("甲乙\t丙丁，戊/一\t二", '\t'),
            ("标题/甲", ','),
        ];
        for (text, expected) in cases {
            let lines: Vec<&str> = text.split('/').collect();
            assert_eq!(sniff(&lines), expected, "{text}");
        }
    }
}
