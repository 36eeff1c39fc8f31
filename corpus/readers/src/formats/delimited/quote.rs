//! Quotes in tables of text: where a record ends, and its cells. Excel's texts (="0123") are quoted, too.

use std::borrow::Cow;

/// Parts cells for the `csv` crate where the delimiter is more than a byte.
const UNIT: char = '\u{1f}';

/// Where in a record the reading is.
#[derive(PartialEq, Eq)]
enum State {
    CellStart,
    Plain,
    Quoted,
    /// After a quote in a quoted cell: its end, or half of a doubled one.
    QuoteSeen,
}

/// Follows the quotes of a record over its lines.
pub(super) struct Quote {
    delimiter: char,
    state: State,
}

impl Quote {
    pub(super) fn new(delimiter: char) -> Quote {
        Quote { delimiter, state: State::CellStart }
    }

    /// Whether a quoted cell is open at the end of this line. Quotes inside a plain cell (5" 管)
    /// are characters.
    pub(super) fn is_open_after(&mut self, line: &str) -> bool {
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            self.step(c, chars.peek() == Some(&'"'));
        }
        self.state == State::Quoted
    }

    /// Takes a character; whether it is the = before a quote.
    fn step(&mut self, c: char, before_quote: bool) -> bool {
        if self.state == State::CellStart && c == '=' && before_quote {
            return true;
        }
        self.state = match (&self.state, c) {
            (State::Quoted, '"') => State::QuoteSeen,
            (State::Quoted, _) | (State::CellStart | State::QuoteSeen, '"') => State::Quoted,
            (_, c) if c == self.delimiter => State::CellStart,
            _ => State::Plain,
        };
        false
    }
}

/// The cells of one record, trimmed.
pub(super) fn cells(text: &str, delimiter: char) -> Vec<String> {
    let text = plain(text, delimiter);
    let unit = u8::try_from(delimiter).ok().filter(u8::is_ascii).unwrap_or(UNIT as u8);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(unit)
        .from_reader(text.as_bytes());
    let records = reader.records().filter_map(std::result::Result::ok);
    records.flat_map(|record| record.iter().map(cell).collect::<Vec<_>>()).collect()
}

/// The record as the `csv` crate reads it.
fn plain(text: &str, delimiter: char) -> Cow<'_, str> {
    if delimiter.is_ascii() && !text.contains("=\"") {
        return Cow::Borrowed(text);
    }
    let (mut quote, mut plain) = (Quote::new(delimiter), String::with_capacity(text.len()));
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_sign = quote.step(c, chars.peek() == Some(&'"'));
        let is_delimiter = c == delimiter && quote.state == State::CellStart;
        match is_delimiter && !delimiter.is_ascii() {
            true => plain.push(UNIT),
            false if is_sign => {}
            false => plain.push(c),
        }
    }
    Cow::Owned(plain)
}

/// A cell without white space around it; one whose quotes were quoted again ("=""0123""") is its text.
fn cell(cell: &str) -> String {
    let cell = cell.trim();
    match cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        Some(text) => text.replace("\"\"", "\"").trim().to_owned(),
        None => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_records() {
        let cases = [
            ("a,b", ',', "a/b"),
            ("=\"甲, 乙\",=\"012\"", ',', "甲, 乙/012"),
            ("\"=\"\"012\"\"\",b", ',', "012/b"),
            ("a=\"b\",c", ',', "a=\"b\"/c"),
            ("甲，\"乙，丙\"，丁", '，', "甲/乙，丙/丁"),
            ("=\"甲\"|乙 \"丙\"", '|', "甲/乙 \"丙\""),
            ("=\"\",a", ',', "/a"),
        ];
        for (text, delimiter, expected) in cases {
            assert_eq!(cells(text, delimiter).join("/"), expected, "{text}");
        }
    }
}
