//! The words that stand right before digits and say what they are: 缴费15年 is a length of time,
//! 邮编201203 no time, 力争2030年 an aim.

use std::sync::LazyLock;

use super::cursor::Cursor;
use super::words::{Words, words};

/// What a word says of what stands right behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ahead {
    /// 缴费, 连续: two digits and 年 are a number of years.
    Length,
    /// 邮编: digits are no time.
    Code,
    /// 力争: the time is an aim.
    Aim,
    /// 计划: the same where a clause begins with it, or where what is to be done follows.
    AimToDo,
    /// 预计: the same where what is to be done follows in the clause; 预计2025年市场规模 is of 2025.
    Forecast,
}

impl Ahead {
    /// What a line of the data file states.
    pub(super) fn parse(meaning: &str, _: &str) -> Option<Ahead> {
        Some(match meaning {
            "ahead-length" => Ahead::Length,
            "ahead-code" => Ahead::Code,
            "ahead-aim" => Ahead::Aim,
            "ahead-aim?" => Ahead::AimToDo,
            "ahead-forecast" => Ahead::Forecast,
            _ => return None,
        })
    }
}

/// The words by their last character.
static WORDS: LazyLock<Words<Ahead>> = LazyLock::new(|| words(Ahead::parse, <[char]>::last));

/// The longest word that ends here, and the cursor where it starts.
pub(super) fn ahead(here: Cursor<'_>) -> Option<(Ahead, Cursor<'_>)> {
    let head = here.head();
    let mut list = WORDS.of(*head.last()?).iter();
    let (word, meaning) = list.find(|(word, _)| head.ends_with(word))?;
    Some((*meaning, here.back(word.len())))
}
