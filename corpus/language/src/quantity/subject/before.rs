//! The noun before a quantity: 产业规模达到100亿元; where its clause has none, in the clause before.

use super::patterns::{BASE, CHANGE, COMPARED, FAR, GIVEN, HEAD, LINK, VERB};
use super::{LONGEST, led, without_opening};
use crate::quantity::{Measured, is_stop};

impl Measured {
    /// The noun before a quantity, in its clause or one before it.
    pub(super) fn before(&self, at: usize) -> Option<String> {
        let start = self.quantities[at].place.start;
        let floor = at.checked_sub(1).map_or(0, |last| self.quantities[last].place.end);
        // A bracket that opens here and does not close: 西欧(24.4%), 教龄满三十年(女教师满二十五年).
        let open = (floor..start).rev().find(|&at| matches!(self.folded[at], '(' | ')'));
        let open = open.filter(|&at| self.folded[at] == '(');
        let (floor, start) = match open {
            Some(open) if self.trimmed(open + 1, start).is_empty() => (floor, open),
            Some(open) => (open + 1, start),
            None => (floor, start),
        };
        let clause = (floor..start).rev().find(|&at| is_stop(self.folded[at]));
        let from = clause.map_or(floor, |at| at + 1);
        let from = if clause.is_none() { self.past_link(from) } else { from };
        let own = self.trimmed(from, start);
        // 多 of 比2018年多88.7%
        let own = if own.chars().count() == 1 { String::new() } else { own };
        if own.chars().count() > 1 && !is_change(&own) && !is_share(&own) {
            return Some(own);
        }
        // 占 39% is of the clause before it; 增长8.5% of what that clause tells.
        let above = match clause {
            // 规模连续9年居首，从2012年的1.31万亿元…
            Some(stop)
                if floor > 0
                    && !self.folded[floor..stop].iter().any(|&c| is_stop(c))
                    && !GIVEN.is_match(&self.text(floor, stop)) =>
            {
                self.of_last(at).or_else(|| self.clause_before(floor, stop))
            }
            Some(stop) => self.clause_before(floor, stop).or_else(|| self.of_last(at)),
            None => self.of_last(at),
        };
        match above {
            // 美国投资最大，占全球的39%
            Some(above) if is_share(&own) => Some(format!("{}{own}", head(&above))),
            Some(above) if is_deed(&own) => Some(above),
            Some(above) if !own.is_empty() => Some(format!("{above}{own}")),
            None if !own.is_empty() => Some(own),
            None => FAR.find(&self.text(from, start)).and_then(|bound| {
                let base = self.text(from, start);
                let base = led(&base[bound.end()..]);
                (base.chars().count() > 1).then(|| base.to_owned())
            }),
            above => above,
        }
    }

    /// The place behind the words that still belong to the quantity before: 以上, 内.
    fn past_link(&self, from: usize) -> usize {
        // The words behind a quantity in brackets: (24.4%)、中国.
        let closed = from + usize::from(from > 0 && self.folded.get(from) == Some(&')'));
        let words = self.text(closed, closed + 8);
        let link = LINK.find(&words).map_or(0, |link| words[..link.end()].chars().count());
        if from > 0 { closed + link } else { from }
    }

    fn of_last(&self, at: usize) -> Option<String> {
        self.subject(at.checked_sub(1)?)
    }

    /// The nearest clause with words between two places.
    fn clause_before(&self, floor: usize, stop: usize) -> Option<String> {
        let start =
            (floor..stop).rev().find(|&at| is_stop(self.folded[at])).map_or(floor, |at| at + 1);
        let words = self.trimmed(start, stop);
        match words.chars().count() > 1 {
            true => Some(words),
            false if start > floor => self.clause_before(floor, start - 1),
            false => None,
        }
    }

    /// The words between two places without those that only lead to a number.
    pub(super) fn trimmed(&self, from: usize, to: usize) -> String {
        let words = self.text(from, to);
        let words = COMPARED.replace_all(&words, "");
        let mut rest: &str = words.trim();
        rest = without_opening(rest);
        rest = led(rest);
        // 奖励为实缴资本的3%, 代表应当达到业主的三分之二
        if let Some(base) = BASE.captures(words.trim()) {
            rest = led(without_opening(base.get(1).map_or("", |noun| noun.as_str())));
        }
        if let Some(bound) = FAR.find(rest) {
            rest = led(&rest[..bound.start()]);
        }
        if let Some(verb) = VERB.find_iter(rest).last().filter(|verb| verb.end() < rest.len()) {
            rest = &rest[verb.end()..];
        }
        let rest = rest.trim_matches(|c: char| {
            !c.is_alphanumeric()
                && !matches!(c, '“' | '”' | '（' | '）' | '(' | ')' | '《' | '》' | '%')
        });
        let length = rest.chars().count();
        rest.chars().skip(length.saturating_sub(LONGEST)).collect()
    }
}

/// Who or what a clause speaks of: 美国 of 美国对产业投资最大.
fn head(clause: &str) -> &str {
    match HEAD.find(clause) {
        Some(end) if end.start() > 0 => &clause[..end.start()],
        _ => clause,
    }
}

/// Whether words say what a share is of, and not whose it is: 占全球的; 占比 is a noun.
fn is_share(words: &str) -> bool {
    words.strip_prefix('占').is_some_and(|of| !of.starts_with(['比', '地', '有', '用']))
}

/// Whether words say only how something changes.
fn is_change(words: &str) -> bool {
    CHANGE.is_match(words) || is_deed(words)
}

/// Whether words say only that something is done.
fn is_deed(words: &str) -> bool {
    matches!(words, "安排" | "投入" | "完成" | "计划完成" | "下达" | "拨付")
}
