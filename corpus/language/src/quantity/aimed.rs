//! The year that a quantity is meant for: 到2025年，产业规模达到100亿元.

use super::{Measured, Quantity};
use crate::time::{self, TimeMention};
use crate::{DateRange, PartialDate};

/// Words between which a year is what another one is compared with, or from which something lasts.
const COMPARED: [char; 6] = ['比', '较', '与', '同', '是', '为'];

/// Words for years that count from the day of the document, beside those that have digits. 上一年度
/// of a rule is no year of its own.
const TOLD: [&str; 4] = ["今年", "去年", "明年", "前年"];

impl Measured {
    /// The year that a quantity is meant for: the last one that the sentence names before it, else the
    /// first behind it. What only compares (比2018年), begins (2016年以来) or dates an act
    /// (2020年1月1日) is none. Relative times count from the day of the document.
    pub fn year(&self, quantity: &Quantity, today: PartialDate) -> Option<i16> {
        let sentence: String = self.given.iter().collect();
        let times = time::times(&sentence, today);
        let start = quantity.place.start;
        let before = times.iter().rev().filter(|time| time.end <= start);
        let mut years = before.filter_map(|time| self.year_of(time, start));
        let behind = || {
            let behind = times.iter().filter(|time| time.start >= quantity.place.end);
            behind.filter_map(|time| self.year_of(time, start)).next()
        };
        years.next().or_else(behind)
    }

    /// Whether a place is within 《》, where a year is part of a title.
    fn is_in_title(&self, at: usize) -> bool {
        let sign = self.folded[..at].iter().rev().find(|c| matches!(c, '《' | '》'));
        sign == Some(&'《')
    }

    fn year_of(&self, mention: &TimeMention, start: usize) -> Option<i16> {
        let DateRange { from, to } = mention.range;
        let words = &self.folded[mention.start..mention.end];
        let text: String = words.iter().collect();
        let is_told = words.iter().any(char::is_ascii_digit)
            || words.iter().any(|&c| c == '五' || c == '〇')
            || TOLD.iter().any(|word| text.contains(word));
        if !is_told || mention.note.is_some() || self.is_in_title(mention.start) {
            return None;
        }
        // 从2012年2.5万亿元: the year of what stands right behind it.
        let between = self.folded.get(mention.end..start).unwrap_or(&['，']);
        if from.is_some() && between.iter().all(|&c| c == '的' || c == ' ') {
            return from.or(to).map(PartialDate::year);
        }
        let before = self.folded[..mention.start].iter().rev().find(|&&c| c != ' ');
        let is_compared = before.is_some_and(|c| COMPARED.contains(c));
        let is_act = from == to && to.is_some_and(|to| to.day().is_some());
        // 到2025年 has no beginning.
        to.filter(|_| !is_compared && !is_act).map(PartialDate::year)
    }
}
