//! Reading the data files that are compiled into the program.

/// The rows of an embedded CSV file with a header line, cells trimmed.
///
/// The files are part of the program and are checked by a test, so a row that
/// does not parse is left out rather than reported.
pub fn embedded(text: &'static str) -> impl Iterator<Item = Vec<String>> {
    csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes())
        .into_records()
        .filter_map(Result::ok)
        .map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect())
}
