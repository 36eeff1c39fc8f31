//! The tables of words that are compiled into the program: a line each, cells between commas, the
//! first line their names. No cell is quoted.

/// The rows of such a table.
pub(crate) fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().skip(1).map(|line| line.split(',').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole_and_have_each_word_once() {
        let tables = [
            include_str!("../../data/fillers.csv"),
            include_str!("../../data/pinyin.csv"),
            include_str!("../../data/questions.csv"),
        ];
        for table in tables {
            assert!(!table.contains('"'));
            let columns = table.lines().next().unwrap().split(',').count();
            let mut words = std::collections::HashSet::new();
            for row in rows(table) {
                assert_eq!(row.len(), columns, "{row:?}");
                assert!(words.insert(row[0]), "{row:?}");
            }
        }
    }
}
