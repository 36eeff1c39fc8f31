//! The words that speak of time, by `data/time_words.csv`. The longest word at a place is the
//! one that stands there, so 前沿 is not 前 and 十五五 is not 十五.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use crate::PartialDate;

/// Which end of a stretch of time a word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// 初
    Early,
    /// 中
    Middle,
    /// 底
    Late,
}

/// What a word does in a time expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeWord {
    /// 去年: so many years after this one.
    Year(i16),
    /// 上个月: so many months after this one.
    Month(i16),
    /// 上季度: so many quarters after this one.
    Quarter(i16),
    /// 昨天: so many days after today.
    Day(i16),
    /// 上半年, 一季度: months of a year, first and last.
    Months(u8, u8),
    /// 后半年: the same, but only behind a year or where a clause begins (毕业后半年).
    Part(u8, u8),
    /// 每年, 当年: a year, but not which.
    SomeYear,
    /// 次年: the year after the one that a range begins in.
    NextYear,
    /// 十九大, of this day: a time where 以来 or 以前 follows.
    Event(PartialDate),
    /// 召开, between 十九大 and 以来.
    Held,
    /// 十三五: years of a five-year plan, first and last.
    Plan(i16, i16),
    /// 十五: the same, but only where it is clear that a plan is meant.
    AmbiguousPlan(i16, i16),
    /// 末年: such a year of a plan, counted from its end where it is less than 0.
    PlanYear(i16),
    /// 九十年代: years, first and last.
    Span(i16, i16),
    /// 近, before a number and a unit of time.
    Recent,
    /// 近年来: the last so many years.
    RecentYears(i16),
    /// 底, after a time.
    Edge(Edge),
    /// 年底: that of a year, this one where none is named.
    YearEdge(Edge),
    /// 自: the time begins a longer one.
    From,
    /// 截至: all up to the end of the time.
    Until,
    /// 到, which is 截至 where 为止 follows.
    UpTo,
    /// 晚于: all after the time.
    Later,
    /// 不晚于: all up to its end.
    NotLater,
    /// 早于: all before it.
    Earlier,
    /// 不早于: the time and all after it.
    NotEarlier,
    /// 介于: two times that follow are the ends of one.
    Between,
    /// 为止
    Stop,
    /// 以来: the time and all after it.
    Since,
    /// 开始, which is 以来 after 自.
    Start,
    /// 以前: all before the time.
    Before,
    /// 及以前: all up to the end of the time.
    Through,
    /// （含）, which includes the time in what is before or after it.
    Included,
    /// 期间, which changes nothing.
    During,
    /// 之内, which changes nothing, but makes two digits and 年 a number of years.
    Within,
    /// 之间: the same, and makes two times that 和 joins the ends of one.
    Among,
    /// 来, 期: makes two digits and 年 a number of years.
    Duration,
    /// 国债: the same, and is no part of it.
    Length,
    /// 不得, 办理: what rules say of a length of time, which is none before today then (一年内不得转让).
    Rule,
    /// 建成: what is to be done by the time.
    Goal,
    /// 版: makes the year a part of a name.
    Edition,
    /// 修正: the same between brackets.
    Revised,
    /// 工作要点: a document of which there is one a year.
    Annual,
    /// 规划: ends a title.
    Title,
    /// 的, 有哪些: what stands before it is no title.
    Plain,
    /// 万元: the number before it is no year.
    Measure,
    /// 号: the same, and ends the number of a document.
    Serial,
    /// 前沿: a word that only begins like one of the above.
    Trap,
}

impl TimeWord {
    /// What a line of the data file states.
    fn parse(meaning: &str, value: &str) -> Option<TimeWord> {
        let number = || value.parse().ok();
        let edge = || match value {
            "early" => Some(Edge::Early),
            "middle" => Some(Edge::Middle),
            "late" => Some(Edge::Late),
            _ => None,
        };
        let years = || range(value, "..").map(RangeInclusive::into_inner);
        let months = || range(value, "-").map(RangeInclusive::into_inner);
        Some(match meaning {
            "year" => TimeWord::Year(number()?),
            "month" => TimeWord::Month(number()?),
            "quarter" => TimeWord::Quarter(number()?),
            "day" => TimeWord::Day(number()?),
            "months" => months().map(|(first, last)| TimeWord::Months(first, last))?,
            "part" => months().map(|(first, last)| TimeWord::Part(first, last))?,
            "event" => TimeWord::Event(value.parse().ok()?),
            "plan-year" => TimeWord::PlanYear(number()?),
            "plan" => years().map(|(first, last)| TimeWord::Plan(first, last))?,
            "plan?" => years().map(|(first, last)| TimeWord::AmbiguousPlan(first, last))?,
            "span" => years().map(|(first, last)| TimeWord::Span(first, last))?,
            "years" => TimeWord::RecentYears(number()?),
            "edge" => TimeWord::Edge(edge()?),
            "year-edge" => TimeWord::YearEdge(edge()?),
            _ => return TimeWord::plain(meaning),
        })
    }

    /// The same for a meaning that goes without a value.
    fn plain(meaning: &str) -> Option<TimeWord> {
        Some(match meaning {
            "some-year" => TimeWord::SomeYear,
            "next-year" => TimeWord::NextYear,
            "held" => TimeWord::Held,
            "recent" => TimeWord::Recent,
            "from" => TimeWord::From,
            "until" => TimeWord::Until,
            "up-to" => TimeWord::UpTo,
            "later" => TimeWord::Later,
            "not-later" => TimeWord::NotLater,
            "earlier" => TimeWord::Earlier,
            "not-earlier" => TimeWord::NotEarlier,
            "between" => TimeWord::Between,
            "stop" => TimeWord::Stop,
            "since" => TimeWord::Since,
            "start" => TimeWord::Start,
            "before" => TimeWord::Before,
            "through" => TimeWord::Through,
            "included" => TimeWord::Included,
            "during" => TimeWord::During,
            "within" => TimeWord::Within,
            "among" => TimeWord::Among,
            "duration" => TimeWord::Duration,
            "length" => TimeWord::Length,
            "rule" => TimeWord::Rule,
            "goal" => TimeWord::Goal,
            "edition" => TimeWord::Edition,
            "revised" => TimeWord::Revised,
            "annual" => TimeWord::Annual,
            "title" => TimeWord::Title,
            "plain" => TimeWord::Plain,
            "measure" => TimeWord::Measure,
            "serial" => TimeWord::Serial,
            "trap" => TimeWord::Trap,
            _ => return None,
        })
    }
}

fn range<T: std::str::FromStr>(value: &str, separator: &str) -> Option<RangeInclusive<T>> {
    let (first, last) = value.split_once(separator)?;
    Some(first.parse().ok()?..=last.parse().ok()?)
}

/// Words by one of their characters, in the order of these; those of one character the longest first.
/// Every character of a text is looked up, so a search costs less than a hash.
pub(super) struct Words<T>(Vec<(char, Vec<Word<T>>)>);

/// A word with its meaning.
type Word<T> = (Vec<char>, T);

impl<T> Words<T> {
    /// The words of a character.
    pub(super) fn of(&self, key: char) -> &[Word<T>] {
        let at = self.0.binary_search_by_key(&key, |(key, _)| *key);
        at.map_or(&[], |at| &self.0[at].1)
    }
}

/// The words of the data that have a meaning of one kind, by the character that `key` picks.
pub(super) fn words<T: Copy>(
    parse: fn(&str, &str) -> Option<T>,
    key: fn(&[char]) -> Option<&char>,
) -> Words<T> {
    let mut words: BTreeMap<char, Vec<Word<T>>> = BTreeMap::new();
    for row in crate::table::embedded(include_str!("../../../data/time_words.csv")) {
        let [list, meaning, value, ..] = &row[..] else { continue };
        let Some(meaning) = parse(meaning, value) else { continue };
        for word in list.split_whitespace() {
            let chars: Vec<char> = word.chars().collect();
            let Some(&key) = key(&chars) else { continue };
            words.entry(key).or_default().push((chars, meaning));
        }
    }
    for list in words.values_mut() {
        list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    }
    Words(words.into_iter().collect())
}

/// The words by their first character.
static WORDS: LazyLock<Words<TimeWord>> = LazyLock::new(|| words(TimeWord::parse, <[char]>::first));

/// The longest word that folded characters begin with: its length and meaning.
pub(super) fn longest(chars: &[char]) -> Option<(usize, TimeWord)> {
    let list = WORDS.of(*chars.first()?);
    let whole = |word: &[char]| {
        // A word that ends in a digit or Latin letter does not end within a run of them.
        let inside = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
        chars.starts_with(word) && !(inside(word.last()) && inside(chars.get(word.len())))
    };
    list.iter().find(|(word, _)| whole(word)).map(|(word, meaning)| (word.len(), *meaning))
}

#[cfg(test)]
mod tests {
    use super::super::ahead::Ahead;
    use super::*;

    #[test]
    fn every_line_of_the_data_has_a_meaning_and_no_word_stands_twice() {
        let mut seen = std::collections::HashSet::new();
        for row in crate::table::embedded(include_str!("../../../data/time_words.csv")) {
            assert_eq!(row.len(), 4, "{row:?}");
            let ahead = Ahead::parse(row[1], row[2]).is_some();
            assert!(ahead != TimeWord::parse(row[1], row[2]).is_some(), "{row:?}");
            for word in row[0].split_whitespace() {
                let folded: String = word.chars().map(crate::fold::fold_char).collect();
                assert_eq!(folded, word, "not folded");
                assert!(seen.insert((word, ahead)), "{word} stands twice");
            }
        }
    }

    #[test]
    fn the_longest_word_wins() {
        let cases = [
            ("十五五规划", Some((3, TimeWord::Plan(2026, 2030)))),
            ("前沿技术", Some((2, TimeWord::Trap))),
            ("前", Some((1, TimeWord::Before))),
            ("q12", None),
            ("静安区", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(longest(&chars), expected, "{text}");
        }
    }
}
