//! A content stream as operators with what stands before each of them.

use lopdf::Object;

use crate::formats::pdf::tokens::{Token, Tokens, is_space};

/// Objects that may stand before an operator; more are no program.
const MOST_OPERANDS: usize = 100_000;

/// Bytes behind the end of a picture that must be of a program.
const LOOKED_AT: usize = 16;

/// The operators of a stream.
pub(super) struct Operations<'a> {
    tokens: Tokens<'a>,
}

impl<'a> Operations<'a> {
    pub(super) fn new(program: &'a [u8]) -> Operations<'a> {
        Operations { tokens: Tokens::new(program) }
    }

    /// Passes over the bytes of a picture that is within the stream. They may hold its end mark
    /// `EI` by chance: a program follows the true one.
    fn pass_over_picture(&mut self) {
        let bytes = self.tokens.rest();
        let is_end = |at: &usize| {
            let after = bytes.get(at + 2..).unwrap_or_default();
            let mut seen = after.iter().take(LOOKED_AT);
            is_space(bytes[at - 1])
                && after.first().is_none_or(|&c| is_space(c))
                && seen.all(|&c| is_space(c) || c.is_ascii_graphic())
        };
        let marks = bytes.windows(2).enumerate().skip(1).filter(|(_, pair)| pair == b"EI");
        let end = marks.map(|(at, _)| at).find(is_end);
        self.tokens.pass(end.map_or(bytes.len(), |at| at + 2));
    }
}

impl<'a> Iterator for Operations<'a> {
    type Item = (&'a str, Vec<Object>);

    fn next(&mut self) -> Option<Self::Item> {
        // Where an array begins; one that is never closed is none.
        let (mut operands, mut opened) = (Vec::new(), None);
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Object(object) => operands.push(object),
                Token::Open => opened = opened.or(Some(operands.len())),
                Token::Close => {
                    if let Some(from) = opened.take() {
                        let parts = operands.split_off(from);
                        operands.push(Object::Array(parts));
                    }
                }
                Token::Word("true" | "false" | "null") => operands.push(Object::Null),
                Token::Word("ID") => {
                    self.pass_over_picture();
                    return Some(("BI", Vec::new()));
                }
                Token::Word("BI") => {}
                Token::Word(word) => return Some((word, operands)),
            }
            if operands.len() > MOST_OPERANDS {
                operands.clear();
                opened = None;
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Operators, each with the number of objects before it.
    fn read(program: &str) -> String {
        let operations = Operations::new(program.as_bytes());
        operations.map(|(word, operands)| format!("{word}{} ", operands.len())).collect()
    }

    #[test]
    fn stray_brackets_end_nothing() {
        let cases = [
            ("BT /F 12 Tf (a\\)(b)) Tj [(a) -3 <41 4>] TJ T* ET", "BT0 Tf2 Tj1 TJ1 T*0 ET0 "),
            ("1 0 0 ) foo [ 1 2 bar (a) Tj", "foo3 bar2 Tj1 "),
            ("( BT (a) Tj (b) Tj", "BT0 Tj1 Tj1 "),
            ("< q > >> } (a) Tj", "q0 Tj1 "),
            ("/OC /a BDC /Artifact <</Subtype /Watermark>> BDC EMC", "BDC2 BDC2 EMC0 "),
            ("BI /W 1 /H 1 ID \u{1}\u{80} EI \u{90}x EI Q", "BI0 Q0 "),
            ("% (note\n--3 0.5-2 Td", "Td2 "),
        ];
        for (program, expected) in cases {
            assert_eq!(read(program), expected, "{program}");
        }
    }

    #[test]
    fn numbers_with_signs_too_many() {
        let number =
            |text: &str| Operations::new(text.as_bytes()).next().map(|(_, o)| o[0].clone());
        for (text, expected) in [("--3 w", -3.0), ("-.5 w", -0.5), ("0.0-4 w", 0.04), ("+ w", 0.0)]
        {
            assert_eq!(number(text), Some(Object::Real(expected)), "{text}");
        }
    }
}
