//! What a quantity is of: the noun that it belongs to, verbatim from its clause. It stands behind the
//! quantity (给予最高500万元补贴; of what is counted also 100家企业) or before it (产业规模达到100亿元);
//! where its clause has none, in the clause before.

use std::ops::Range;

use super::{Bound, Measured, Quantity, UnitKind};

mod patterns;

use patterns::{
    BEFORE, COMPARED, FAR, LEAD, LINK, NO_NOUN, NOUN_END, OPENING, UNFILLED, VERB, WHOLE,
};

/// Characters of the longest subject.
const LONGEST: usize = 48;

/// Letters of what bounds a figure in a cell of its own.
const LONGEST_BOUND: usize = 4;

impl Measured {
    /// What the quantity at a place of the list is of, verbatim; `None` where its sentence does not say.
    pub fn subject(&self, at: usize) -> Option<String> {
        let quantity = &self.quantities[at];
        if let Some(label) = self.label(quantity) {
            return Some(label);
        }
        let behind = self.behind(quantity);
        let before = self.before(at);
        if quantity.kind == UnitKind::Count || self.is_limit(quantity) {
            return behind.or(before);
        }
        let has_link = self.text(quantity.place.end, quantity.place.end + 4).contains('的');
        let is_of_noun = |noun: &String| match quantity.kind {
            UnitKind::Money | UnitKind::Share => true,
            // 18亿亩耕地, 宽度大于三米的人行道
            UnitKind::Measure => !has_link,
            // 5年过渡期, 十八周岁以上的公民
            UnitKind::Time => {
                has_link || noun.ends_with('期') || before.as_deref().is_none_or(is_verb)
            }
            UnitKind::Times | UnitKind::Count => has_link,
        };
        match behind {
            Some(noun) if is_of_noun(&noun) => Some(noun),
            behind => before.or(behind),
        }
    }

    /// Of a figure that stands in a cell of its own, the cell that says what it is: the first of the
    /// row, or the next where it is the first itself.
    fn label(&self, quantity: &Quantity) -> Option<String> {
        let Range { start, end } = quantity.place;
        let is_tab = |&at: &usize| self.folded[at] == '\t';
        let opens = (0..start).rev().find(is_tab).map(|tab| tab + 1);
        let closes = (end..self.folded.len()).find(is_tab);
        let others = self.text(opens.unwrap_or(0), start)
            + &self.text(end, closes.unwrap_or(self.folded.len()));
        let is_alone = others.chars().filter(|c| c.is_alphanumeric()).count() <= LONGEST_BOUND;
        if !is_alone || (opens, closes) == (None, None) {
            return None;
        }
        let from = if opens.is_some() { 0 } else { closes? + 1 };
        let stop = (from..self.folded.len()).find(|&at| is_stop(self.folded[at]));
        let cell = self.text(from, stop.unwrap_or(self.folded.len()));
        let label = without_opening(&cell);
        label.chars().any(char::is_alphabetic).then(|| label.chars().take(LONGEST).collect())
    }

    /// Whether something is to be done within a time: 三十日内作出决定, 提前十日通知.
    fn is_limit(&self, quantity: &Quantity) -> bool {
        let limits = ["内", "以内", "之内", "前", "之前", "以前"];
        let after = self.after(quantity);
        let start = quantity.place.start;
        quantity.kind == UnitKind::Time
            && quantity.bound != Bound::Range
            && (limits.iter().any(|word| after.starts_with(word))
                || self.text(start.saturating_sub(2), start) == "提前")
    }

    /// The noun right behind a quantity.
    fn behind(&self, quantity: &Quantity) -> Option<String> {
        let after = self.after(quantity);
        let is_limit = self.is_limit(quantity);
        let rest = LINK.replace(&after, "");
        let rest = match is_limit {
            true => BEFORE.replace(rest.trim(), ""),
            false => rest,
        };
        let rest = rest.trim();
        if rest.is_empty() && is_limit {
            return self.next_clause(quantity);
        }
        if rest.is_empty() || !is_limit && NO_NOUN.is_match(rest) {
            return None;
        }
        let end = match is_limit {
            true => UNFILLED.find(rest).map_or(rest.len(), |words| words.start()),
            false if rest.contains('的') && self.leads_on(quantity) => {
                // 110家工厂的效率提升32%
                rest.find('的').unwrap_or(rest.len())
            }
            false => {
                let ends = NOUN_END.find_iter(rest).map(|end| end.start());
                ends.into_iter().find(|&end| rest[..end].chars().count() >= 2).unwrap_or(rest.len())
            }
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
    fn after(&self, quantity: &Quantity) -> String {
        let start = quantity.place.end;
        let next = self.quantities.iter().find(|next| next.place.start >= start);
        let stop = next.map_or(self.folded.len(), |next| next.place.start);
        // 19家中介机构、市场成员
        let goes_on = matches!(quantity.kind, UnitKind::Count | UnitKind::Time | UnitKind::Measure)
            && self.folded.get(start) != Some(&'、');
        let is_end = |&at: &usize| is_stop(self.folded[at]) || self.folded[at] == '、' && !goes_on;
        let mut from = start;
        // 三十日(不含节假日)内
        if self.folded.get(from) == Some(&'(') {
            from += 1;
            let close = (from..stop).find(|&at| self.folded[at] == ')');
            if let Some(close) = close.filter(|close| close - from < 10) {
                from = close + 1;
            }
        }
        let end = (from..stop).find(is_end).unwrap_or(stop);
        self.text(from.min(end), end)
    }

    /// The noun before a quantity, in its clause or one before it.
    fn before(&self, at: usize) -> Option<String> {
        let start = self.quantities[at].place.start;
        let floor = at.checked_sub(1).map_or(0, |last| self.quantities[last].place.end);
        let clause = (floor..start).rev().find(|&at| is_stop(self.folded[at]));
        let from = clause.map_or(floor, |at| at + 1);
        let own = self.trimmed(if clause.is_none() { self.past_link(from) } else { from }, start);
        // 多 of 比2018年多88.7%
        let own = if own.chars().count() == 1 { String::new() } else { own };
        if own.chars().count() > 1 && !is_change(&own) {
            return Some(own);
        }
        // 占 39% is of the clause before it; 增长8.5% of what that clause tells.
        let above = match clause {
            // 规模连续9年居首，从2012年的1.31万亿元…
            Some(stop) if floor > 0 && !self.folded[floor..stop].iter().any(|&c| is_stop(c)) => {
                self.of_last(at).or_else(|| self.clause_before(floor, stop))
            }
            Some(stop) => self.clause_before(floor, stop).or_else(|| self.of_last(at)),
            None => self.of_last(at),
        };
        match above {
            Some(above) if !own.is_empty() => Some(format!("{above}{own}")),
            None if !own.is_empty() => Some(own),
            above => above,
        }
    }

    /// The place behind the words that still belong to the quantity before: 以上, 内.
    fn past_link(&self, from: usize) -> usize {
        let words = self.text(from, from + 8);
        let link = LINK.find(&words).map_or(0, |link| words[..link.end()].chars().count());
        if from > 0 { from + link } else { from }
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
    fn trimmed(&self, from: usize, to: usize) -> String {
        let words = self.text(from, to);
        let words = COMPARED.replace_all(&words, "");
        let mut rest: &str = words.trim();
        rest = without_opening(rest);
        rest = led(rest);
        if let Some(bound) = FAR.find(rest) {
            let noun = led(&rest[..bound.start()]);
            rest = if noun.is_empty() { &rest[bound.end()..] } else { noun };
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

    fn text(&self, from: usize, to: usize) -> String {
        self.given[from.min(to)..to.min(self.given.len())].iter().collect()
    }
}

/// Words without those at their end that only lead to a number.
fn led(words: &str) -> &str {
    let mut rest = words;
    while let Some(lead) = LEAD.find(rest) {
        rest = rest[..lead.start()].trim_end();
    }
    rest
}

fn without_opening(words: &str) -> &str {
    let mut rest = words.trim();
    while !WHOLE.iter().any(|word| rest.starts_with(word))
        && let Some(opening) = OPENING.find(rest)
    {
        rest = &rest[opening.end()..];
    }
    rest
}

/// Whether words are hardly more than a verb: 建立二十四小时值守制度.
fn is_verb(words: &str) -> bool {
    words.chars().count() <= 2
}

/// Whether words say only how something changes.
fn is_change(words: &str) -> bool {
    [
        "增长",
        "下降",
        "提高",
        "降低",
        "增加",
        "减少",
        "提升",
        "上升",
        "增幅",
        "降幅",
        "同比增长",
        "年均增长",
        "增速",
    ]
    .contains(&words)
}

fn is_stop(c: char) -> bool {
    matches!(c, ',' | '，' | '。' | ';' | '；' | ':' | '：' | '!' | '?' | '\t' | '\n')
}
