//! Lists of codes (代码, 名称), as programs exchange them: no documents, and no text that anyone looks for.

use std::collections::HashSet;

use crate::sheet::ledger::Row;

/// Ends of the names of columns of codes.
const NAMES: [&str; 5] = ["代码", "编码", "代号", "code", "id"];

/// Digits of a code; a number of a credit code has more.
const DIGITS: std::ops::RangeInclusive<usize> = 2..=12;

/// Columns that a list of codes has at most: code, name, and what it is part of.
const WIDEST: usize = 4;

/// Whether a table is a list of codes: a column is named so, and its cells are numbers that differ.
pub(crate) fn is_list(rows: &[Row]) -> bool {
    let Some(header) = rows.iter().position(|row| row.filled() > 1) else { return false };
    let (names, rows) = (&rows[header].cells, &rows[header + 1..]);
    let is_named =
        |name: &String| NAMES.iter().any(|end| name.trim().to_lowercase().ends_with(end));
    rows.len() > 1
        && rows[0].filled() <= WIDEST
        && names.iter().position(is_named).is_some_and(|at| is_coded(rows, at))
}

fn is_coded(rows: &[Row], at: usize) -> bool {
    let cells: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.cells.get(at))
        .map(|c| c.trim())
        .filter(|c| !c.is_empty())
        .collect();
    let is_code =
        |cell: &&&str| DIGITS.contains(&cell.len()) && cell.bytes().all(|b| b.is_ascii_digit());
    let codes: HashSet<&&str> = cells.iter().filter(is_code).collect();
    codes.len() * 10 >= rows.len() * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_differ() {
        let cases = [
            ("代码|名称/110000|滨江区/110101|东湖区", true),
            ("某市区划代码|/区划代码|名称/110000|滨江区/110101|东湖区", true),
            (
                "统一社会信用代码|企业名称/91310000MA1FL0000X|甲公司/91310000MA1FL0001Y|乙公司",
                false,
            ),
            ("功能科目代码|金额/205|100/205|200", false),
            ("序号|名称/1|滨江区/2|东湖区", false),
        ];
        for (table, expected) in cases {
            let row =
                |row: &str| Row { number: 1, cells: row.split('|').map(str::to_owned).collect() };
            let rows: Vec<Row> = table.split('/').map(row).collect();
            assert_eq!(is_list(&rows), expected, "{table}");
        }
    }
}
