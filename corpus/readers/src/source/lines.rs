//! A file line by line, decoded, with the memory of one line: what the readers of tables and of JSON
//! lines stand on.

use std::io::{BufRead, BufReader, Cursor, Read};

use encoding_rs::Encoding;

use crate::error::{RecordFault, Result};
use crate::source::Origin;
use language::encoding;

/// Bytes that a text may have.
pub(crate) const LIMIT: usize = 64 << 20;

/// Bytes that one record of a file of many may have: several are in memory at once, in a form that
/// takes many times as much.
pub(crate) const RECORD_LIMIT: usize = 8 << 20;

/// Bytes that are looked at to find out the encoding.
const SAMPLE: usize = 64 << 10;

/// The bytes of a file, decompressed.
pub(crate) type Input<'a> = Box<dyn Read + 'a>;

/// A line without its end, and its number counted from 1.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) number: usize,
    pub(crate) text: String,
}

/// The lines of a file; each may fail on its own.
pub(crate) struct Lines<'a> {
    reader: BufReader<Input<'a>>,
    origin: Origin<'a>,
    /// Unknown as long as all bytes were ASCII.
    encoding: Option<&'static Encoding>,
    number: usize,
    limit: usize,
    broken: bool,
}

impl<'a> Lines<'a> {
    /// Begins to read; `limit` is the most bytes a line may have.
    ///
    /// # Errors
    /// The first bytes cannot be read, there are none, or they are no text.
    pub(crate) fn open(bytes: Input<'a>, limit: usize, origin: Origin<'a>) -> Result<Lines<'a>> {
        let mut reader = BufReader::with_capacity(SAMPLE, bytes);
        let sample = reader.fill_buf().map_err(|error| origin.read_error(error))?;
        let mark = Encoding::for_bom(sample);
        match mark {
            Some((marked, _)) if encoding::is_utf16(marked) => {
                reader = decoded_whole(reader, origin)?;
            }
            Some((_, length)) => reader.consume(length),
            None if encoding::is_binary(sample) => {
                return Err(language::Error::Binary { path: origin.path.to_owned() }.into());
            }
            None => {}
        }
        let encoding = mark.map(|_| encoding_rs::UTF_8);
        Ok(Lines { reader, origin, encoding, number: 0, limit, broken: false })
    }

    /// The bytes of the next line; false at the end of the file.
    fn fill(&mut self, bytes: &mut Vec<u8>) -> std::io::Result<bool> {
        let most = u64::try_from(self.limit).unwrap_or(u64::MAX).saturating_add(1);
        self.reader.by_ref().take(most).read_until(b'\n', bytes)?;
        Ok(!bytes.is_empty())
    }

    fn decode(&mut self, mut bytes: Vec<u8>) -> Result<Line> {
        let number = self.number;
        while matches!(bytes.last(), Some(b'\n' | b'\r')) {
            bytes.pop();
        }
        if bytes.len() > self.limit {
            self.reader.skip_until(b'\n').map_err(|error| self.origin.read_error(error))?;
            return Err(self.origin.record_error(number, RecordFault::TooLong(self.limit)));
        }
        let encoding = encoding::of_line(&bytes, self.usual(&bytes));
        match encoding::decode(encoding, &bytes) {
            Some(text) if !encoding::is_binary(&bytes) => {
                Ok(Line { number, text: text.into_owned() })
            }
            _ => {
                let path = self.origin.path.to_owned();
                Err(language::Error::Encoding { path, line: number }.into())
            }
        }
    }

    /// The usual encoding, found out at the first line that is not ASCII, from it and what follows.
    fn usual(&mut self, bytes: &[u8]) -> &'static Encoding {
        match self.encoding {
            Some(known) => known,
            None if bytes.is_ascii() => encoding_rs::UTF_8,
            None => {
                let sample = [bytes, b"\n", self.reader.buffer()].concat();
                self.encoding.insert(encoding::guess(&sample))
            }
        }
    }
}

impl Iterator for Lines<'_> {
    type Item = Result<Line>;

    fn next(&mut self) -> Option<Result<Line>> {
        if self.broken {
            return None;
        }
        self.number += 1;
        let mut bytes = Vec::new();
        match self.fill(&mut bytes) {
            Ok(true) => Some(self.decode(bytes)),
            Ok(false) => None,
            Err(error) => {
                self.broken = true;
                Some(Err(self.origin.read_error(error)))
            }
        }
    }
}

/// UTF-16 as UTF-8. Its lines do not end at a byte, so it is decoded as a whole; spreadsheets
/// write it, and theirs are small.
fn decoded_whole<'a>(
    mut reader: BufReader<Input<'a>>,
    origin: Origin<'_>,
) -> Result<BufReader<Input<'a>>> {
    let (mut bytes, limit) = (Vec::new(), LIMIT as u64);
    let read = reader.by_ref().take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|error| origin.read_error(error))?;
    if bytes.len() > LIMIT {
        return Err(origin.too_large(limit));
    }
    let text = encoding::text(&bytes, origin.path)?;
    Ok(BufReader::new(Box::new(Cursor::new(text))))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use language::gazetteer::Gazetteer;

    use super::*;
    use crate::Error;

    fn lines(bytes: &'static [u8], limit: usize) -> Vec<Result<String, usize>> {
        let origin = Origin::new(Path::new("库.jsonl"), "库.jsonl", Gazetteer::builtin());
        let lines = Lines::open(Box::new(bytes), limit, origin).unwrap();
        let outcome = |line: Result<Line>| match line {
            Ok(line) => Ok(line.text),
            Err(
                Error::Text(language::Error::Encoding { line, .. }) | Error::Record { line, .. },
            ) => Err(line),
            Err(error) => panic!("{error}"),
        };
        lines.map(outcome).collect()
    }

    #[test]
    fn a_bad_line_does_not_hide_the_others() {
        let utf8 = "一二三四\r\n五六\u{7F}\n七八九十".as_bytes();
        assert_eq!(lines(utf8, 100).len(), 3);
        let damaged = b"\xE4\xB8\x80\xE4\xBA\x8C\xE4\xB8\x89\n\xFFx\n\xE5\x9B\x9B";
        assert_eq!(lines(damaged, 100), [Ok("一二三".to_owned()), Err(2), Ok("四".to_owned())]);
        let mixed = b"\xC9\xCF\xBA\xA3\xCA\xD0\n\xE4\xB8\x80\xE4\xBA\x8C\n\xD5\xFE\xB2\xDF";
        assert_eq!(lines(mixed, 100), ["上海市", "一二", "政策"].map(|line| Ok(line.to_owned())));
        assert_eq!(lines(b"ab\nabcdefgh\ncd", 4), [Ok("ab".into()), Err(2), Ok("cd".into())]);
        assert_eq!(lines(b"abcd\n", 4), [Ok("abcd".into())]);
    }

    #[test]
    fn finds_the_encoding_after_ascii_lines() {
        let bytes = b"title,date\n\xC9\xCF\xBA\xA3\xCA\xD0\xD5\xFE\xB2\xDF\xCE\xC4\xBC\xFE,2019\n";
        assert_eq!(lines(bytes, 100)[1], Ok("上海市政策文件,2019".to_owned()));
        let marked = b"\xFF\xFE\x0A\x4E\x0A\x00\x0B\x4E";
        assert_eq!(lines(marked, 100), [Ok("上".to_owned()), Ok("下".to_owned())]);
    }
}
