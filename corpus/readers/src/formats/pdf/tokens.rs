//! The words of PostScript that content streams and character maps are written in. What fits
//! nowhere is passed over, so that a stray bracket costs no text.

use lopdf::{Object, StringFormat};

/// Bytes that a string may have: programs write at most 32,767, and a bracket that is never closed
/// is no string.
const LONGEST: usize = 1 << 16;

/// A word.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token<'a> {
    /// A number, name or string.
    Object(Object),
    /// The start of an array or dictionary, and the end of one.
    Open,
    Close,
    /// An operator, or another bare word.
    Word(&'a str),
}

/// The words of a program.
#[derive(Debug, Clone)]
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
    /// Whether brackets in strings still come in pairs.
    is_paired: bool,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(program: &'a [u8]) -> Tokens<'a> {
        Tokens { rest: program, is_paired: true }
    }

    /// What has not been read.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Passes over bytes that are no words.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    /// Takes the bytes at the front that are of a kind.
    fn take(&mut self, is_one: impl Fn(u8) -> bool) -> &'a [u8] {
        let end = self.rest.iter().position(|&c| !is_one(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn name(&mut self) -> Object {
        let raw = self.take(|c| !is_space(c) && !b"()<>[]{}/%".contains(&c));
        let (mut name, mut at) = (Vec::with_capacity(raw.len()), 0);
        while let Some(&c) = raw.get(at) {
            let escaped = raw.get(at + 1..at + 3).and_then(hex).filter(|_| c == b'#');
            name.push(escaped.unwrap_or(c));
            at += if escaped.is_some() { 3 } else { 1 };
        }
        Object::Name(name)
    }

    /// A number. Of several signs the first counts; one within is none.
    fn number(&mut self) -> Object {
        let raw = self.take(|c| matches!(c, b'+' | b'-' | b'.' | b'0'..=b'9'));
        let mut digits = String::with_capacity(raw.len());
        for &c in raw {
            if c.is_ascii_digit() || (c == b'.' && !digits.contains('.')) {
                digits.push(char::from(c));
            }
        }
        let sign = if raw.starts_with(b"-") { -1.0 } else { 1.0 };
        Object::Real(sign * digits.parse::<f32>().unwrap_or(0.0))
    }

    /// The rest of a string in brackets; `None` where it has no end.
    fn string(&mut self) -> Option<Object> {
        let end = match self.end_of_string() {
            None if self.is_paired => {
                self.is_paired = false;
                return None;
            }
            end => end?,
        };
        let raw = &self.rest[..end];
        self.pass(end + 1);
        Some(Object::String(unescaped(raw), StringFormat::Literal))
    }

    /// Where the bracket stands that closes a string.
    fn end_of_string(&self) -> Option<usize> {
        let (mut depth, mut is_escaped) = (0, false);
        for (at, &c) in self.rest.iter().take(LONGEST).enumerate() {
            match c {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'(' if self.is_paired => depth += 1,
                b')' if depth == 0 => return Some(at),
                b')' => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// The rest of a string of digits; `None` where it is none.
    fn hex_string(&mut self) -> Option<Object> {
        let is_digit = |c: &u8| c.is_ascii_hexdigit();
        let end = self.rest.iter().position(|c| !is_digit(c) && !is_space(*c))?;
        let mut digits: Vec<u8> = self.rest[..end].iter().copied().filter(is_digit).collect();
        if self.rest[end] != b'>' {
            return None;
        }
        self.pass(end + 1);
        if digits.len() % 2 == 1 {
            digits.push(b'0');
        }
        Some(Object::String(digits.chunks(2).filter_map(hex).collect(), StringFormat::Hexadecimal))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            self.take(is_space);
            let (&first, rest) = self.rest.split_first()?;
            if matches!(first, b'+' | b'-' | b'.' | b'0'..=b'9') {
                return Some(Token::Object(self.number()));
            }
            if is_letter(first) {
                return Some(Token::Word(std::str::from_utf8(self.take(is_letter)).unwrap_or("")));
            }
            self.rest = rest;
            let token = match first {
                b'/' => Some(Token::Object(self.name())),
                b'(' => self.string().map(Token::Object),
                b'<' if rest.first() == Some(&b'<') => {
                    self.pass(1);
                    Some(Token::Open)
                }
                b'<' => self.hex_string().map(Token::Object),
                b'>' if rest.first() == Some(&b'>') => {
                    self.pass(1);
                    Some(Token::Close)
                }
                b'[' => Some(Token::Open),
                b']' => Some(Token::Close),
                b'%' => {
                    self.take(|c| !b"\r\n".contains(&c));
                    None
                }
                _ => None,
            };
            if token.is_some() {
                return token;
            }
        }
    }
}

pub(super) fn is_space(c: u8) -> bool {
    b" \t\n\r\0\x0C".contains(&c)
}

/// Whether a byte is of a bare word; digits stand within one (d0).
fn is_letter(c: u8) -> bool {
    c.is_ascii_alphanumeric() || b"*'\"".contains(&c)
}

fn hex(digits: &[u8]) -> Option<u8> {
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// The bytes that a string in brackets stands for.
fn unescaped(raw: &[u8]) -> Vec<u8> {
    let (mut out, mut rest) = (Vec::with_capacity(raw.len()), raw);
    while let Some((&c, after)) = rest.split_first() {
        rest = after;
        if c != b'\\' {
            out.push(c);
            continue;
        }
        let octal = rest.iter().take(3).take_while(|c| (b'0'..=b'7').contains(c)).count();
        if octal > 0 {
            let number = rest[..octal].iter().fold(0_u32, |n, c| n * 8 + u32::from(c - b'0'));
            out.push(number as u8);
            rest = &rest[octal..];
            continue;
        }
        let Some((&c, after)) = rest.split_first() else { break };
        rest = after;
        match c {
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'b' => out.push(8),
            b'f' => out.push(12),
            // A line that is broken goes on.
            b'\r' => rest = rest.strip_prefix(b"\n").unwrap_or(rest),
            b'\n' => {}
            c => out.push(c),
        }
    }
    out
}
