//! The year that a quantity is meant for: 到2025年，产业规模达到100亿元.

use std::ops::{Range, RangeInclusive};

use super::Measured;
use crate::time::{self, TimeMention};
use crate::{DateRange, PartialDate};

/// Words between which a year is what another one is compared with, or from which something lasts.
const COMPARED: [char; 6] = ['比', '较', '与', '同', '是', '为'];

/// Words for years that count from the day of the document, beside those that have digits. 上一年度
/// of a rule is no year of its own.
const TOLD: [&str; 4] = ["今年", "去年", "明年", "前年"];

impl Measured {
    /// The years that the quantity at a place of the list is meant for, the first and the last: those
    /// that the sentence names last before it, else those behind it in its clause; of a list behind
    /// 分别 its own. What only compares (比2018年), begins (2016年以来) or dates an act (2020年1月1日)
    /// is none. Relative times count from the day of the document.
    pub fn years(&self, at: usize, today: PartialDate) -> Option<RangeInclusive<i16>> {
        let Range { start, end } = self.quantities[at].place;
        let sentence: String = self.given.iter().collect();
        let times = time::times(&sentence, today);
        if let Some(years) = self.years_of_each(at, &times) {
            return Some(years);
        }
        let before = times.iter().rev().filter(|time| time.end <= start);
        let mut years = before.filter_map(|time| self.years_of(time, start));
        let behind = || {
            // The cells of a row are one clause.
            let is_end = |&c: &char| c != '\t' && super::is_stop(c);
            let mut behind = times.iter().filter(|time| time.start >= end);
            let near = behind.find_map(|time| Some((time.start, self.years_of(time, start)?)))?;
            (!self.folded[end..near.0].iter().any(is_end)).then_some(near.1)
        };
        years.next().or_else(behind)
    }

    /// Of a quantity in a list behind 分别, what its place is in a list of as many years before:
    /// 到2025年、2030年分别达到20%和25%.
    fn years_of_each(&self, at: usize, times: &[TimeMention]) -> Option<RangeInclusive<i16>> {
        let run = self.each(at)?;
        let each = self.each_before(run.start)?;
        let before: Vec<&TimeMention> = times.iter().filter(|time| time.end <= each).collect();
        let first = before.len().checked_sub(run.len())?;
        let listed = &before[first..];
        let is_list = listed.windows(2).all(|pair| {
            let between: String = self.folded[pair[0].end..pair[1].start].iter().collect();
            matches!(between.trim(), "、" | "和" | "及" | "与")
        });
        let years = listed[at - run.start].range.to.map(PartialDate::year)?;
        is_list.then_some(years..=years)
    }

    /// Whether a place is within 《》, where a year is part of a title.
    fn is_in_title(&self, at: usize) -> bool {
        let sign = self.folded[..at].iter().rev().find(|c| matches!(c, '《' | '》'));
        sign == Some(&'《')
    }

    fn years_of(&self, mention: &TimeMention, start: usize) -> Option<RangeInclusive<i16>> {
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
            let year = from.or(to).map(PartialDate::year)?;
            return Some(year..=year);
        }
        let before = self.folded[..mention.start].iter().rev().find(|&&c| c != ' ');
        let is_compared = before.is_some_and(|c| COMPARED.contains(c));
        let is_act = from == to && to.is_some_and(|to| to.day().is_some());
        // 到2025年 has no beginning.
        let last = to.filter(|_| !is_compared && !is_act).map(PartialDate::year)?;
        Some(from.map_or(last, PartialDate::year)..=last)
    }
}
