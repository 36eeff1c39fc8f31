//! The query language: what is words, what is a phrase, an operator, a field.
//! `data/language.csv` describes it to users.
//!
//! Operators stand where a word could start: after white space, a bracket or a quotation mark.
//! Within running Chinese text the same signs are text (2016-2018, 目录（2017版）, 中国或美国).
//! Nothing is an error: what is malformed is read as words, and a notice says so.

#[cfg(test)]
mod tests;

use crate::message::ByteOffset;

/// A query as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Expression {
    /// Running text, to be cut into words.
    Words(Written),
    /// Text in quotation marks.
    Phrase(String),
    /// `title:…` and the like.
    Field(NamedField),
    /// `-…`
    Not(Box<Expression>),
    /// One after the other.
    And(Vec<Expression>),
    /// `… OR …`
    Or(Vec<Expression>),
}

/// A piece of the query as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) text: String,
    /// Where it starts in the query.
    pub(crate) start: ByteOffset,
}

/// A field named with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedField {
    pub(crate) field: FieldName,
    pub(crate) value: String,
    /// Where name and value stand in the query.
    pub(crate) place: std::ops::Range<ByteOffset>,
}

/// A field that a query can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldName {
    Title,
    Number,
    Agency,
    District,
    Year,
}

/// The names of fields; a colon of either width follows.
const FIELDS: [(&str, FieldName); 11] = [
    ("title", FieldName::Title),
    ("标题", FieldName::Title),
    ("number", FieldName::Number),
    ("文号", FieldName::Number),
    ("agency", FieldName::Agency),
    ("机构", FieldName::Agency),
    ("district", FieldName::District),
    ("区", FieldName::District),
    ("year", FieldName::Year),
    ("年份", FieldName::Year),
    ("年", FieldName::Year),
];

/// Brackets nested deeper than this are text.
const DEEPEST: usize = 16;

/// A query read, and what in it was malformed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Parsed {
    /// `And` at the top.
    pub(crate) expressions: Vec<Expression>,
    /// Signs that were read as text: an opening bracket that is not closed and so on.
    pub(crate) malformed: Vec<String>,
}

/// Reads a query, in time linear in its length.
pub(crate) fn parse(text: &str) -> Parsed {
    let mut parser = Parser { length: text.len(), rest: text, malformed: Vec::new() };
    let mut expressions = Vec::new();
    loop {
        match parser.alternatives(0) {
            Some(Expression::And(more)) => expressions.extend(more),
            Some(expression) => expressions.push(expression),
            None => {}
        }
        // What stopped the parser is a closing bracket without its opening one, or the end.
        match parser.rest.chars().next() {
            Some(sign) => parser.skip_malformed(sign),
            None => break,
        }
    }
    Parsed { expressions, malformed: parser.malformed }
}

struct Parser<'a> {
    /// Bytes of the whole query.
    length: usize,
    rest: &'a str,
    malformed: Vec<String>,
}

impl<'a> Parser<'a> {
    /// `… OR …`, up to the end or a closing bracket.
    fn alternatives(&mut self, depth: usize) -> Option<Expression> {
        let mut alternatives = Vec::new();
        loop {
            let before = alternatives.len();
            alternatives.extend(self.sequence(depth));
            let Some(operator) = self.operator(&["OR", "或"]) else { break };
            if alternatives.len() == before {
                self.malformed.push(operator.to_owned());
            } else if self.at_end() {
                self.malformed.push(operator.to_owned());
                break;
            }
        }
        match alternatives.len() {
            0 | 1 => alternatives.pop(),
            _ => Some(Expression::Or(alternatives)),
        }
    }

    /// Items one after the other, `AND` between them or not.
    fn sequence(&mut self, depth: usize) -> Option<Expression> {
        let mut items = Vec::new();
        loop {
            while self.operator(&["AND"]).is_some() {}
            if self.at_end() || self.sees_operator(&["OR", "或"]) {
                break;
            }
            items.extend(self.item(depth));
        }
        match items.len() {
            0 | 1 => items.pop(),
            _ => Some(Expression::And(items)),
        }
    }

    fn item(&mut self, depth: usize) -> Option<Expression> {
        let mut excluded = false;
        while self.operator(&["NOT"]).is_some() || self.minus() {
            excluded = !excluded;
        }
        if self.at_end() {
            self.malformed.push("-".to_owned());
            return None;
        }
        let item = match self.rest.chars().next()? {
            open @ ('(' | '（') => self.group(open, depth),
            open @ ('"' | '“') => self.phrase(open),
            _ => self.field().or_else(|| self.words()),
        };
        item.map(|item| if excluded { Expression::Not(Box::new(item)) } else { item })
    }

    fn group(&mut self, open: char, depth: usize) -> Option<Expression> {
        self.advance(open.len_utf8());
        if depth == DEEPEST {
            self.malformed.push(open.to_string());
            return None;
        }
        let inner = self.alternatives(depth + 1);
        match self.rest.chars().next() {
            Some(close) => self.advance(close.len_utf8()),
            None => self.malformed.push(open.to_string()),
        }
        inner
    }

    fn phrase(&mut self, open: char) -> Option<Expression> {
        let close = if open == '“' { '”' } else { '"' };
        let inside = &self.rest[open.len_utf8()..];
        let Some(end) = inside.find(close) else {
            self.skip_malformed(open);
            return None;
        };
        self.rest = &inside[end + close.len_utf8()..];
        Some(Expression::Phrase(inside[..end].to_owned()))
    }

    fn field(&mut self) -> Option<Expression> {
        let longest = FIELDS.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        let mut signs = self.rest.char_indices().take_while(|(at, _)| *at <= longest);
        let (colon, _) = signs.find(|(_, sign)| matches!(sign, ':' | '：'))?;
        let name = self.rest[..colon].to_ascii_lowercase();
        let (_, field) = FIELDS.into_iter().find(|(known, _)| *known == name)?;
        let start = self.here();
        let written = self.rest[..colon].to_owned();
        self.advance(colon);
        self.advance(self.rest.chars().next().map_or(0, char::len_utf8));
        let value = match self.rest.chars().next() {
            Some(open @ ('"' | '“')) => match self.phrase(open) {
                Some(Expression::Phrase(text)) => text,
                _ => String::new(),
            },
            _ => self.text().to_owned(),
        };
        let value = if field == FieldName::Number { self.number_parts(value) } else { value };
        if value.trim().is_empty() {
            self.malformed.push(format!("{written}:"));
            return None;
        }
        let place = start..self.here();
        Some(Expression::Field(NamedField { field, value, place }))
    }

    /// A 发文字号 may be written in parts: 沪府发 2019 12.
    fn number_parts(&mut self, mut value: String) -> String {
        loop {
            let rest = self.rest.trim_start();
            let part = rest.split_whitespace().next().unwrap_or_default();
            let is_part = |c: char| c.is_numeric() || "〔〕[]()（）第号".contains(c);
            if part.is_empty() || !part.chars().all(is_part) {
                return value;
            }
            value = format!("{value} {part}");
            self.rest = &rest[part.len()..];
        }
    }

    fn words(&mut self) -> Option<Expression> {
        let start = self.here();
        let text = self.text().to_owned();
        (!text.is_empty()).then_some(Expression::Words(Written { text, start }))
    }

    /// Text up to white space, a quotation mark, or a closing bracket that closes nothing in it.
    fn text(&mut self) -> &'a str {
        let mut open = 0_usize;
        let end = self.rest.find(|c: char| {
            match c {
                '(' | '（' => open += 1,
                ')' | '）' if open > 0 => open -= 1,
                _ => return c.is_whitespace() || is_closing(c) || matches!(c, '"' | '“'),
            }
            false
        });
        let (text, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        text
    }

    /// Takes an operator that stands as a word of its own.
    fn operator(&mut self, names: &[&'static str]) -> Option<&'static str> {
        self.skip_white_space();
        let found = names.iter().find(|name| {
            self.rest
                .strip_prefix(**name)
                .is_some_and(|after| after.chars().next().is_none_or(char::is_whitespace))
        })?;
        self.advance(found.len());
        Some(found)
    }

    fn sees_operator(&mut self, names: &[&'static str]) -> bool {
        let before = self.rest;
        let seen = self.operator(names).is_some();
        self.rest = before;
        seen
    }

    /// Takes a minus that excludes what follows: nothing but a word can follow it.
    fn minus(&mut self) -> bool {
        let after = self.rest.strip_prefix(['-', '－', '−']);
        let excludes = after.filter(|after| {
            after.chars().next().is_some_and(|c| !c.is_whitespace() && c != '-' && !is_closing(c))
        });
        if let Some(after) = excludes {
            self.rest = after;
        }
        excludes.is_some()
    }

    fn at_end(&mut self) -> bool {
        self.skip_white_space();
        self.rest.chars().next().is_none_or(is_closing)
    }

    /// Where in the query the rest begins.
    fn here(&self) -> ByteOffset {
        ByteOffset(self.length - self.rest.len())
    }

    fn skip_malformed(&mut self, sign: char) {
        self.malformed.push(sign.to_string());
        self.advance(sign.len_utf8());
    }

    fn skip_white_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn advance(&mut self, bytes: usize) {
        self.rest = &self.rest[bytes..];
    }
}

fn is_closing(c: char) -> bool {
    matches!(c, ')' | '）')
}

/// The value of a query that names nothing but a title (标题:刑法), and where it starts in
/// characters.
pub(crate) fn titles_named(query: &str) -> Option<(usize, &str)> {
    let (name, value) = query.split_once([':', '：'])?;
    let name = name.trim().to_ascii_lowercase();
    let is_title = FIELDS.iter().any(|(known, field)| *known == name && *field == FieldName::Title);
    let start = query.chars().count() - value.chars().count();
    is_title.then_some((start, value))
}
