//! Reading tables of data: CSV with a header line.

/// The rows of a table, cells trimmed; a row that does not parse is left out.
pub fn rows(text: &str) -> impl Iterator<Item = Vec<String>> {
    csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes())
        .into_records()
        .filter_map(Result::ok)
        .map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect())
}

/// The rows of a table that is compiled into the program, cells trimmed. Each is read once and kept
/// while the program runs, so that its cells can be lent for ever.
pub fn embedded(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    rows(text).map(|row| row.into_iter().map(|cell| &*cell.leak()).collect())
}
