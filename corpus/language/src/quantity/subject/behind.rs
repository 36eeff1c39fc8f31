//! The noun right behind a quantity: 给予最高500万元补贴, 三名以上符合条件的人员.

use super::patterns::{BEFORE, LINK, NO_NOUN, NOUN_END, RELATIVE, UNFILLED, WHOLE};
use super::{LONGEST, led};
use crate::quantity::{Measured, Quantity, UnitKind, is_stop};

/// Characters of the longest note in brackets that stands between a quantity and its noun.
const LONGEST_NOTE: usize = 11;

impl Measured {
    /// The noun right behind a quantity.
    pub(super) fn behind(&self, quantity: &Quantity) -> Option<String> {
        let after = self.after(quantity);
        let is_limit = self.is_limit(quantity);
        let rest = LINK.replace(&after, "");
        let rest = match is_limit {
            true => BEFORE.replace(rest.trim(), ""),
            false => rest,
        };
        let rest = rest.trim();
        let is_link = after.len() > rest.len()
            && LINK.find(&after).is_some_and(|link| link.as_str().ends_with('的'));
        if rest.is_empty() && is_limit {
            return self.next_clause(quantity);
        }
        if rest.is_empty() || rest.starts_with('、') || !is_limit && NO_NOUN.is_match(rest) {
            return None;
        }
        let end = match is_limit {
            true => UNFILLED.find(rest).map_or(rest.len(), |words| words.start()),
            false if rest.contains('的') && self.leads_on(quantity) => {
                // 110家工厂的效率提升32%
                rest.find('的').unwrap_or(rest.len())
            }
            // 有五年以上扶养关系的亲属
            false if quantity.kind == UnitKind::Time && !is_link && rest.contains('的') => {
                noun_end(rest).min(rest.find('的').unwrap_or(rest.len()))
            }
            // 三名以上符合从业要求的咨询人员
            false if rest.contains('的') && RELATIVE.is_match(rest) => rest.len(),
            false => noun_end(rest),
        };
        let noun: String = rest[..end].chars().take(LONGEST).collect();
        let noun = noun.trim_matches(|c: char| !c.is_alphanumeric() && c != '“' && c != '”');
        let noun = noun
            .trim_start_matches('的')
            .trim_end_matches(['的', '和', '与', '及', '或', '以', '、']);
        match noun.chars().count() {
            // 三分之二以上年满十八周岁的村民
            _ if led(noun).is_empty() => {
                let next =
                    self.quantities.iter().find(|next| next.place.start >= quantity.place.end);
                self.behind(next?)
            }
            // 1个县、3个区
            1 if quantity.kind == UnitKind::Count && rest.trim_end_matches('、') == noun => {
                Some(noun.to_owned())
            }
            0 | 1 => None,
            _ => Some(noun.to_owned()),
        }
    }

    /// Whether no end of a clause stands between a quantity and the next.
    fn leads_on(&self, quantity: &Quantity) -> bool {
        let end = quantity.place.end;
        let next = self.quantities.iter().find(|next| next.place.start >= end);
        next.is_some_and(|next| !self.folded[end..next.place.start].iter().any(|&c| is_stop(c)))
    }

    /// What is to be done within a time, where it stands behind a comma.
    fn next_clause(&self, quantity: &Quantity) -> Option<String> {
        let comma = (quantity.place.end..self.folded.len()).find(|&at| is_stop(self.folded[at]))?;
        let from = comma + 1;
        let end = (from..self.folded.len()).find(|&at| is_stop(self.folded[at]));
        let clause = self.text(from, end.unwrap_or(self.folded.len()));
        let clause: String = clause.trim().chars().take(LONGEST).collect();
        (self.folded[comma] == ',' && !clause.is_empty()).then_some(clause)
    }

    /// The words from a quantity to the end of its clause, or to the next quantity.
    pub(super) fn after(&self, quantity: &Quantity) -> String {
        let start = quantity.place.end;
        let next = self.quantities.iter().find(|next| next.place.start >= start);
        let stop = next.map_or(self.folded.len(), |next| next.place.start);
        // 19家中介机构、市场成员
        let goes_on = matches!(quantity.kind, UnitKind::Count | UnitKind::Time | UnitKind::Measure)
            && self.folded.get(start) != Some(&'、');
        // 西欧(24.4%), 386件(含发明专利357件)
        let is_end = |&at: &usize| {
            is_stop(self.folded[at])
                || matches!(self.folded[at], '(' | ')')
                || self.folded[at] == '、' && !goes_on
        };
        let mut from = start;
        // 三十日(不含节假日)内
        if self.folded.get(from) == Some(&'(') {
            let close = (from..stop).find(|&at| self.folded[at] == ')');
            from =
                close.filter(|close| close - from < LONGEST_NOTE).map_or(stop, |close| close + 1);
        }
        let end = (from..stop).find(is_end).unwrap_or(stop);
        self.text(from.min(end), end)
    }
}

/// Where a noun ends: what is done with it follows.
fn noun_end(rest: &str) -> usize {
    let is_end = |end: &regex::Match<'_>| {
        let words = &rest[end.start()..];
        let is_word = WHOLE.iter().any(|word| *word != "从事" && words.starts_with(word));
        // 二级以上国家职业资格
        let is_grade =
            words.starts_with("以上") && rest[..end.start()].ends_with(['级', '等', '类']);
        !is_word && !is_grade && rest[..end.start()].chars().count() >= 2
    };
    NOUN_END.find_iter(rest).find(is_end).map_or(rest.len(), |end| end.start())
}
