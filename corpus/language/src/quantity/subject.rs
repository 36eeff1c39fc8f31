//! What a quantity is of: the noun that it belongs to, verbatim from its clause. It stands behind the
//! quantity (给予最高500万元补贴; of what is counted also 100家企业) or before it (产业规模达到100亿元);
//! where its clause has none, in the clause before.

use std::ops::Range;

use super::{Bound, Measured, Quantity, UnitKind, is_stop};

mod before;
mod behind;
mod patterns;

use patterns::{
    CHANGE, COMPARING, GIVEN, GIVING, HAVING, IMPOSING, LEAD, LINK, OPENING, PAYEE, WHOLE,
};

/// Characters of the longest subject.
const LONGEST: usize = 48;

/// Letters of what bounds a figure in a cell of its own.
const LONGEST_BOUND: usize = 4;

impl Measured {
    /// What the quantity at a place of the list is of, verbatim, of a list with what stands before its
    /// first; `None` where its sentence does not say.
    pub fn subject(&self, at: usize) -> Option<String> {
        let quantity = &self.quantities[at];
        if let Some(label) = self.label(quantity) {
            return Some(label);
        }
        match self.thing(at) {
            Some(Ok(thing)) => {
                let change = self.change_of_each(at).filter(|change| CHANGE.is_match(change));
                return Some(thing + &change.unwrap_or_default());
            }
            Some(Err(told)) => {
                let change = self.change_of_each(at).unwrap_or_default();
                return Some(self.subject(told)? + &change);
            }
            None => {}
        }
        let before = self.before(at);
        if self.is_measure_of(at) || self.is_member(at) && before.is_some() {
            return before;
        }
        let last = &self.quantities[*self.list(at).end()];
        let behind = self.behind(quantity).or_else(|| self.behind(last));
        let behind = behind.or_else(|| self.behind_next(at));
        match behind {
            Some(noun) if self.is_of(quantity, &noun, before.as_deref()) => {
                Some(self.with_payee(at, noun))
            }
            behind => match before {
                Some(noun) if self.is_given(at) => Some(self.with_payee(at, noun)),
                before => before.or(behind),
            },
        }
    }

    /// Whether a noun behind a quantity is what it is of, and not what stands before it.
    fn is_of(&self, quantity: &Quantity, noun: &str, before: Option<&str>) -> bool {
        if quantity.kind == UnitKind::Count || self.is_limit(quantity) {
            return true;
        }
        let has_link = self.text(quantity.place.end, quantity.place.end + 4).contains('的');
        match quantity.kind {
            UnitKind::Money | UnitKind::Share => true,
            // 18亿亩耕地, 宽度大于三米的人行道
            UnitKind::Measure => !has_link,
            // 5年过渡期, 十八周岁以上的公民, 有五年以上扶养关系
            UnitKind::Time => {
                has_link
                    || noun.ends_with('期')
                    || before.is_none_or(is_verb)
                    || HAVING.is_match(&self.clause_to(quantity))
            }
            UnitKind::Times => has_link || IMPOSING.is_match(&self.clause_to(quantity)),
            UnitKind::Count => has_link,
        }
    }

    /// The words of a clause up to a quantity; those of another quantity among them.
    fn clause_to(&self, quantity: &Quantity) -> String {
        let start = quantity.place.start;
        let stop = (0..start).rev().find(|&at| is_stop(self.folded[at]) || self.folded[at] == '(');
        self.text(stop.map_or(0, |stop| stop + 1), start)
    }

    /// Whether what stands before a quantity is measured by it: 教龄满三十年, 投资额超过一亿元的项目,
    /// 贷款额度5万元至20万元的创业贷款; 处一万元以上的罚款 gives, and measures nothing.
    fn is_measure_of(&self, at: usize) -> bool {
        let (first, last) = self.list(at).into_inner();
        let (quantity, last) = (&self.quantities[first], &self.quantities[last]);
        let floor = first.checked_sub(1).map_or(0, |last| self.quantities[last].place.end);
        let start = quantity.place.start;
        let stop =
            (floor..start).rev().find(|&at| is_stop(self.folded[at]) || self.folded[at] == '(');
        let words = self.text(stop.map_or(floor, |stop| stop + 1), start);
        let compared = COMPARING.find(&words).map(|found| &words[..found.start()]);
        let words = compared.unwrap_or(&words);
        let noun = led(without_opening(words));
        let is_given =
            GIVING.is_match(words.trim()) || GIVING.is_match(noun) || IMPOSING.is_match(words);
        // 年龄在16至59岁的劳动者, and not 区域内未满十八周岁的公民
        let is_of_age = quantity.unit != "岁" || noun.ends_with('龄');
        let is_named = noun.chars().count() > 1 && !is_given && is_of_age;
        let after = self.text(last.place.end, last.place.end + 8);
        let link = LINK.find(&after).map_or("", |link| link.as_str());
        let is_bounded =
            compared.is_some() || link.contains('以') || quantity.bound == Bound::Range;
        let is_attribute = link.ends_with('的');
        let is_age = quantity.kind == UnitKind::Time && compared.is_some();
        !self.is_limit(quantity) && is_named && is_bounded && (is_attribute || is_age)
    }

    /// Whether a quantity stands in a list whose members each have a noun before it: 博士每月3000元、
    /// 硕士每月2000元的补贴.
    fn is_member(&self, at: usize) -> bool {
        let Some(last) = at.checked_sub(1).map(|last| &self.quantities[last]) else { return false };
        let quantity = &self.quantities[at];
        let between = self.text(last.place.end, quantity.place.start);
        let link = LINK.find(&between).map_or(0, |link| link.end());
        let noun = between[link..].strip_prefix('、').map(led).unwrap_or_default();
        quantity.kind == last.kind
            && noun.chars().count() > 1
            && !noun.chars().any(is_stop)
            && !GIVING.is_match(noun)
    }

    /// How what was told before is told anew: 增长 of 分别增长12%和10.3%.
    fn change_of_each(&self, at: usize) -> Option<String> {
        let run = self.each(at)?;
        let start = self.quantities[run.start].place.start;
        let each = self.each_before(run.start)? + 2;
        Some(self.trimmed(each, start))
    }

    /// The noun of what is imposed, where another amount comes first: 处违法所得三倍或者一万元罚款.
    fn behind_next(&self, at: usize) -> Option<String> {
        let next = self.quantities.get(at + 1)?;
        let is_imposed = IMPOSING.is_match(&self.clause_to(&self.quantities[at]));
        let between = &self.folded[self.quantities[at].place.end..next.place.start];
        (is_imposed && !between.iter().any(|&c| is_stop(c))).then(|| self.behind(next))?
    }

    /// Whether a quantity is what somebody is given: 给予一次性奖励100万元.
    fn is_given(&self, at: usize) -> bool {
        GIVEN.is_match(&self.clause_to(&self.quantities[at]))
    }

    /// What is given or imposed, with whom it is for: 个人罚款 of 对个人处…罚款.
    fn with_payee(&self, at: usize, noun: String) -> String {
        let quantity = &self.quantities[at];
        let is_given = matches!(quantity.kind, UnitKind::Money | UnitKind::Share | UnitKind::Times);
        if !is_given || self.each(at).is_some() {
            return noun;
        }
        let start = quantity.place.start;
        let part = (0..start).rev().find(|&at| matches!(self.folded[at], '。' | ';'));
        let words = self.text(part.map_or(0, |part| part + 1), start);
        let payee = PAYEE.captures_iter(&words).last().map(|found| found[1].to_owned());
        match payee {
            // 对不停止施工的，处… is a case, and nobody.
            Some(payee)
                if !payee.ends_with('的') && !payee.contains(&noun) && !noun.contains(&payee) =>
            {
                payee + &noun
            }
            _ => noun,
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
        let before = self.text(start.saturating_sub(2), start);
        quantity.kind == UnitKind::Time
            && quantity.bound != Bound::Range
            && (limits.iter().any(|word| after.starts_with(word))
                || before == "提前"
                || before.ends_with('前')
                    && before.starts_with(|c| !matches!(c, '年' | '以' | '之')))
    }

    fn text(&self, from: usize, to: usize) -> String {
        self.given[from.min(to)..to.min(self.given.len())].iter().collect()
    }
}

/// Words without those at their end that only lead to a number.
pub(super) fn led(words: &str) -> &str {
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
