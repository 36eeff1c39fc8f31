//! Writing for a terminal, or where one may be at the end of a pipe: what documents, names and
//! queries have of control characters and of signs that turn the direction of writing is shown, and
//! never obeyed.
//!
//! Styles are written as noncharacters, which no text has (Unicode, section 23.7), and become escape
//! sequences only here; where the output is no terminal, they are left out.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, IsTerminal, Write};

use corpus::unseen::is_unseen;

/// How a part of a line looks: `{BOLD}…{BOLD:#}`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style(char);

pub(crate) const BOLD: Style = Style('\u{fdd0}');
pub(crate) const DIMMED: Style = Style('\u{fdd1}');
/// Words of a query that a text has.
pub(crate) const MARK: Style = Style('\u{fdd2}');
/// What only the first of two texts has.
pub(crate) const DELETED: Style = Style('\u{fdd4}');
/// What only the second one has.
pub(crate) const INSERTED: Style = Style('\u{fdd5}');
const PLAIN: char = '\u{fdd3}';

impl fmt::Display for Style {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", if formatter.alternate() { PLAIN } else { self.0 })
    }
}

/// How a character is written.
type Rule = fn(char) -> Option<Cow<'static, str>>;

/// A stream in which every character can be seen.
pub(crate) struct Visible<W> {
    inner: W,
    rule: Rule,
}

/// Standard output, for people.
pub(crate) fn stdout() -> Visible<impl Write> {
    Visible { inner: anstream::stdout().lock(), rule: for_people }
}

/// Standard output for a file: as it is, but on a terminal, where nothing is obeyed.
pub(crate) fn stdout_of_file() -> Box<dyn Write + Send> {
    match io::stdout().is_terminal() {
        true => Box::new(Visible { inner: io::stdout(), rule: for_people }),
        false => Box::new(io::BufWriter::new(io::stdout())),
    }
}

/// Prints a line of JSON on standard output; strings decode to what they are.
///
/// # Errors
/// When nobody reads it.
pub(crate) fn print_json(json: &str) -> io::Result<()> {
    let mut out = Visible { inner: anstream::stdout().lock(), rule: for_json };
    writeln!(out, "{json}")?;
    out.flush()
}

/// A text as it is shown on one line.
pub(crate) fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match for_people(c) {
            Some(written) => shown.push_str(&written),
            None => shown.push(c),
        }
    }
    shown
}

/// Standard error.
pub(crate) fn stderr() -> Visible<impl Write> {
    Visible { inner: anstream::stderr().lock(), rule: for_people }
}

/// Says something on standard error, on one line.
macro_rules! say {
    ($($arguments:tt)*) => {
        $crate::terminal::say_line(&format!($($arguments)*))
    };
}
pub(crate) use say;

/// What [`say!`] does. Where nobody listens, nothing is lost.
pub(crate) fn say_line(text: &str) {
    let _ = writeln!(stderr(), "{}", one_line(text));
}

/// A text without line breaks, which are shown: a newline in the name of a file forges no line.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r']) {
        Cow::Owned(text.replace('\n', "␊").replace('\r', "␍"))
    } else {
        Cow::Borrowed(text)
    }
}

impl<W: Write> Write for Visible<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A character that is cut at the end comes with the next piece.
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) if error.valid_up_to() > 0 => {
                std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
            }
            Err(error) => return Err(io::Error::new(io::ErrorKind::InvalidData, error)),
        };
        let mut start = 0;
        for (at, c) in text.char_indices() {
            if let Some(written) = (self.rule)(c) {
                self.inner.write_all(&text.as_bytes()[start..at])?;
                self.inner.write_all(written.as_bytes())?;
                start = at + c.len_utf8();
            }
        }
        self.inner.write_all(&text.as_bytes()[start..])?;
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Styles as ANSI escape sequences (ECMA-48, 8.3.117), control characters as their pictures, other
/// signs that cannot be seen by their numbers.
fn for_people(c: char) -> Option<Cow<'static, str>> {
    let style = match c {
        _ if c == BOLD.0 => "\u{1b}[1m",
        _ if c == DIMMED.0 => "\u{1b}[2m",
        _ if c == MARK.0 => "\u{1b}[1m\u{1b}[4m",
        _ if c == DELETED.0 => "\u{1b}[31m\u{1b}[9m",
        _ if c == INSERTED.0 => "\u{1b}[32m\u{1b}[4m",
        PLAIN => "\u{1b}[0m",
        '\n' | '\t' => return None,
        '\u{7f}' => "␡",
        '\0'..='\u{1f}' => {
            return char::from_u32(0x2400 + c as u32).map(|picture| picture.to_string().into());
        }
        _ if is_unseen(c) => return Some(format!("\\u{{{:X}}}", c as u32).into()),
        _ => return None,
    };
    Some(Cow::Borrowed(style))
}

/// The escapes of JSON, for what serde_json writes as it is.
fn for_json(c: char) -> Option<Cow<'static, str>> {
    is_unseen(c).then(|| format!("\\u{:04x}", c as u32).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(rule: Rule, text: &str) -> String {
        let mut stream = Visible { inner: Vec::new(), rule };
        stream.write_all(text.as_bytes()).unwrap();
        String::from_utf8(stream.inner).unwrap()
    }

    #[test]
    fn what_cannot_be_seen_is_shown() {
        let cases = [
            ("静安区\t政策\n", "静安区\t政策\n"),
            ("\u{1b}[31m红\u{7}", "␛[31m红␇"),
            ("甲\u{202e}乙\u{2066}", "甲\\u{202E}乙\\u{2066}"),
            ("\u{9b}2J\u{7f}\r", "\\u{9B}2J␡␍"),
            ("\u{fdd0}粗\u{fdd3}", "\u{1b}[1m粗\u{1b}[0m"),
        ];
        for (text, expected) in cases {
            assert_eq!(written(for_people, text), expected);
        }
        assert_eq!(one_line("甲\n已收录：乙"), "甲␊已收录：乙");
        assert_eq!(format!("{BOLD}粗{BOLD:#}"), "\u{fdd0}粗\u{fdd3}");
    }

    #[test]
    fn strings_of_json_stay_what_they_are() {
        let text = "甲\u{202e}乙\u{9b}\u{1b}\u{7f}\n\"";
        let json = written(for_json, &serde_json::to_string(text).unwrap());
        assert!(json.chars().all(|c| !c.is_control() && !is_unseen(c)), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    #[test]
    fn a_character_in_two_pieces_is_written_whole() {
        let mut stream = Visible { inner: Vec::new(), rule: for_people };
        let bytes = "政策".as_bytes();
        assert_eq!(stream.write(&bytes[..4]).unwrap(), 3);
        assert_eq!(stream.write(&bytes[3..]).unwrap(), 3);
        assert_eq!(stream.inner, bytes);
    }
}
