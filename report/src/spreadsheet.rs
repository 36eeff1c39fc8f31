//! Tables for spreadsheets, as CSV that office programs open with its characters right.

/// Without it Excel takes the text for one of the system's own encoding.
pub(crate) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Tables, each a list of rows, as one file; an empty line stands between two of them.
pub(crate) fn file(tables: impl IntoIterator<Item = Vec<Vec<String>>>) -> String {
    let tables: Vec<String> = tables.into_iter().map(written).collect();
    format!("{BYTE_ORDER_MARK}{}", tables.join("\n"))
}

fn written(rows: Vec<Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Writing into memory does not fail.
        let _ = writer.write_record(row.into_iter().map(plain));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// A cell that no program takes for a formula.
pub(crate) fn plain(cell: String) -> String {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{cell}"),
        false => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_what_they_are() {
        let cases = [
            ("甲", "甲"),
            ("甲,乙", "\"甲,乙\""),
            ("甲\"乙", "\"甲\"\"乙\""),
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2", "'-2"),
        ];
        for (cell, expected) in cases {
            let row = || vec![vec![cell.to_owned(), "乙".to_owned()]];
            let expected = format!("\u{feff}{expected},乙\n\n{expected},乙\n");
            assert_eq!(file([row(), row()]), expected);
        }
    }
}
