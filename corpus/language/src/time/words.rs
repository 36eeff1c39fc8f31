//! The words that speak of time, by `data/time_words.csv`. The longest word at a place is the
//! one that stands there, so 前沿 is not 前 and 十五五 is not 十五.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

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
    /// 十三五: years of a five-year plan, first and last.
    Plan(i16, i16),
    /// 十五: the same, but only where it is clear that a plan is meant.
    AmbiguousPlan(i16, i16),
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
    /// 期间, which changes nothing.
    During,
    /// 之内, which changes nothing, but makes two digits and 年 a number of years.
    Within,
    /// 来, 期: makes two digits and 年 a number of years.
    Duration,
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
        Some(match meaning {
            "year" => TimeWord::Year(number()?),
            "month" => TimeWord::Month(number()?),
            "quarter" => TimeWord::Quarter(number()?),
            "day" => TimeWord::Day(number()?),
            "months" => {
                let (first, last) = range(value, "-")?.into_inner();
                TimeWord::Months(first, last)
            }
            "plan" => years().map(|(first, last)| TimeWord::Plan(first, last))?,
            "plan?" => years().map(|(first, last)| TimeWord::AmbiguousPlan(first, last))?,
            "span" => years().map(|(first, last)| TimeWord::Span(first, last))?,
            "recent" => TimeWord::Recent,
            "years" => TimeWord::RecentYears(number()?),
            "edge" => TimeWord::Edge(edge()?),
            "year-edge" => TimeWord::YearEdge(edge()?),
            "from" => TimeWord::From,
            "until" => TimeWord::Until,
            "up-to" => TimeWord::UpTo,
            "stop" => TimeWord::Stop,
            "since" => TimeWord::Since,
            "start" => TimeWord::Start,
            "before" => TimeWord::Before,
            "through" => TimeWord::Through,
            "during" => TimeWord::During,
            "within" => TimeWord::Within,
            "duration" => TimeWord::Duration,
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

/// Words with one first character, the longest first.
type Words = Vec<(Vec<char>, TimeWord)>;

/// The words by their first character.
static WORDS: LazyLock<HashMap<char, Words>> = LazyLock::new(|| {
    let mut words: HashMap<char, Words> = HashMap::new();
    for row in crate::table::embedded(include_str!("../../../data/time_words.csv")) {
        let [list, meaning, value, ..] = &row[..] else { continue };
        let Some(meaning) = TimeWord::parse(meaning, value) else { continue };
        for word in list.split_whitespace() {
            let chars: Vec<char> = word.chars().collect();
            words.entry(chars[0]).or_default().push((chars, meaning));
        }
    }
    for list in words.values_mut() {
        list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    }
    words
});

/// The longest word that folded characters begin with: its length and meaning.
pub(super) fn longest(chars: &[char]) -> Option<(usize, TimeWord)> {
    let list = WORDS.get(chars.first()?)?;
    let whole = |word: &[char]| {
        // A word that ends in a digit or Latin letter does not end within a run of them.
        let inside = |c: Option<&char>| c.is_some_and(char::is_ascii_alphanumeric);
        chars.starts_with(word) && !(inside(word.last()) && inside(chars.get(word.len())))
    };
    list.iter().find(|(word, _)| whole(word)).map(|(word, meaning)| (word.len(), *meaning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_has_a_meaning_and_no_word_stands_twice() {
        let mut seen = std::collections::HashSet::new();
        for row in crate::table::embedded(include_str!("../../../data/time_words.csv")) {
            assert_eq!(row.len(), 4, "{row:?}");
            assert!(TimeWord::parse(row[1], row[2]).is_some(), "{row:?}");
            for word in row[0].split_whitespace() {
                let folded: String = word.chars().map(crate::fold::fold_char).collect();
                assert_eq!(folded, word, "not folded");
                assert!(seen.insert(word.to_owned()), "{word} stands twice");
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
