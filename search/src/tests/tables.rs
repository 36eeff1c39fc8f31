//! The tables of words that are compiled into the program.

use std::collections::HashSet;

use corpus::table;

#[test]
fn tables_are_whole_and_have_each_line_once() {
    let tables = [
        include_str!("../../data/pinyin.csv"),
        include_str!("../../data/questions.csv"),
        include_str!("../../data/synonyms.csv"),
        include_str!("../../data/language.csv"),
    ];
    for text in tables {
        let columns = text.lines().next().unwrap().split(',').count();
        let mut words = HashSet::new();
        for row in table::rows(text) {
            assert_eq!(row.len(), columns, "{row:?}");
            assert!(words.insert((row[0].clone(), row[1].clone())), "{row:?}");
        }
        assert_eq!(words.len(), text.lines().count() - 1);
    }
}
