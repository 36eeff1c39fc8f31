//! A place in a folded text and what can be read there. A cursor is copied and never moves:
//! what reads something returns the cursor behind it, so a reading that fails costs nothing.

use super::words::{self, TimeWord};
use crate::date::chinese_digit;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// 12
    Arabic,
    /// 二〇一九
    Digits,
    /// 十二
    Tens,
}

/// A number in Arabic or Chinese digits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    pub(super) value: u32,
    /// How many characters it is written with.
    pub(super) length: usize,
    pub(super) script: Script,
}

impl Number {
    /// Its value as a month or day, where it is short enough for one.
    pub(super) fn small(self) -> Option<u8> {
        u8::try_from(self.value).ok().filter(|_| self.length <= 3)
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    chars: &'a [char],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(chars: &'a [char]) -> Cursor<'a> {
        Cursor { chars, at: 0 }
    }

    /// The place, in characters from the start of the text.
    pub(super) fn at(self) -> usize {
        self.at
    }

    /// The character here; `None` at the end of the text.
    pub(super) fn here(self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// The character so many places before this one; the one right before it is the first.
    pub(super) fn before(self, places: usize) -> Option<char> {
        self.chars.get(self.at.checked_sub(places)?).copied()
    }

    /// All characters before this place.
    pub(super) fn head(self) -> &'a [char] {
        &self.chars[..self.at.min(self.chars.len())]
    }

    /// Whether nothing stands before it but what parts words: white space, punctuation.
    pub(super) fn opens(self) -> bool {
        !self.before(1).is_some_and(char::is_alphanumeric)
    }

    /// The cursor so many places before this one.
    pub(super) fn back(self, places: usize) -> Cursor<'a> {
        Cursor { at: self.at.saturating_sub(places), ..self }
    }

    pub(super) fn past(self, places: usize) -> Cursor<'a> {
        Cursor { at: self.at + places, ..self }
    }

    /// The cursor behind white space that does not end a line.
    pub(super) fn spaces(self) -> Cursor<'a> {
        let space = |c: &&char| c.is_whitespace() && !matches!(c, '\n' | '\r');
        self.past(self.chars.iter().skip(self.at).take_while(space).count())
    }

    /// The cursor behind white space and one of these characters.
    pub(super) fn any(self, set: &str) -> Option<Cursor<'a>> {
        let here = self.spaces();
        here.here().filter(|&c| set.contains(c)).map(|_| here.past(1))
    }

    /// The cursor behind white space and this text.
    pub(super) fn text(self, text: &str) -> Option<Cursor<'a>> {
        let same = |at: Cursor<'a>, c| (at.here() == Some(c)).then(|| at.past(1));
        text.chars().try_fold(self.spaces(), same)
    }

    /// The longest known word here, and the cursor behind it.
    pub(super) fn word(self) -> Option<(TimeWord, Cursor<'a>)> {
        let (length, meaning) = words::longest(self.chars.get(self.at..)?)?;
        Some((meaning, self.past(length)))
    }

    /// The same behind white space, over which no word of one character reaches.
    pub(super) fn spaced_word(self) -> Option<(TimeWord, Cursor<'a>)> {
        let here = self.spaces();
        here.word().filter(|(_, next)| here.at == self.at || next.at > here.at + 1)
    }

    /// Whether the longest known word here has this meaning.
    pub(super) fn is(self, meaning: TimeWord) -> bool {
        self.word().is_some_and(|(found, _)| found == meaning)
    }

    /// How many digits of one kind stand here.
    pub(super) fn digits(self) -> usize {
        let arabic = self.here().is_some_and(|c| c.is_ascii_digit());
        let digit = |i: usize, c: char| match c {
            _ if arabic => c.is_ascii_digit(),
            'o' | 'о' | '0' => i > 0,
            _ => chinese(c).is_some(),
        };
        let rest = self.chars.iter().skip(self.at).enumerate();
        rest.take_while(|&(i, &c)| digit(i, c)).count()
    }

    /// The number behind white space: 2019, 二〇一九, 十二.
    pub(super) fn number(self) -> Option<(Number, Cursor<'a>)> {
        let here = self.spaces();
        let length = here.digits();
        let run =
            self.chars.get(here.at..here.at + length).filter(|_| (1..=8).contains(&length))?;
        let digits = |value: fn(char) -> Option<u32>| {
            run.iter().try_fold(0, |sum, &c| Some(sum * 10 + value(c)?))
        };
        let (script, value) = match run.iter().position(|&c| c == '十') {
            _ if run[0].is_ascii_digit() => (Script::Arabic, digits(|c| c.to_digit(10))?),
            Some(ten) => (Script::Tens, tens(&run[..ten], &run[ten + 1..])?),
            None => (Script::Digits, digits(chinese)?),
        };
        Some((Number { value, length, script }, here.past(length)))
    }
}

/// The value of digits around a 十.
fn tens(before: &[char], after: &[char]) -> Option<u32> {
    let digit = |digits: &[char], none| match digits {
        [] => Some(none),
        [one] if *one != '十' => chinese(*one),
        _ => None,
    };
    Some(digit(before, 1)? * 10 + digit(after, 0)?)
}

/// The value of a folded Chinese digit; that of 十 does not count, as it stands for a place.
fn chinese(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '两' => Some(2),
        // Latin and Cyrillic letters written for 〇.
        'o' | 'о' => Some(0),
        _ => chinese_digit(c),
    }
}
