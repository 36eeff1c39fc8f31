//! Quantities that stand in one list, and share what is said once: the unit behind the last (3亿、
//! 5亿、7亿元), the bound before the first (达到10万个、25万个), and, behind 分别, the years or things
//! before them, one each (到2025年、2030年分别达到20%和25%).

use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use regex::Regex;

use super::amount::{self, Amount};
use super::subject::led;
use super::{Bound, Measured, Quantity, is_stop};

fn pattern(text: &str) -> Regex {
    #[allow(clippy::expect_used)] // Constant patterns, compiled by every test.
    Regex::new(text).expect("pattern of lists")
}

/// What stands between the members of a list.
static BETWEEN: LazyLock<Regex> =
    LazyLock::new(|| pattern("^(?:左右|上下|以上|以下|以内)?(?:、|以及|和|及|与|或者|或)$"));

/// What parts the things of a list.
static PARTING: LazyLock<Regex> = LazyLock::new(|| pattern("、|以及|和|及|与"));

/// Things that share their end: 一、二、三等奖.
static RANKS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "(?P<first>(?:[特一二三四五甲乙丙]、)*[特一二三四五甲乙丙])(?:、|和|及)(?P<last>[一二三四五甲乙丙])(?P<end>等奖|等次|等|星级|级|类|档)",
    )
});

/// What leads to a list of things.
static LEADING: LazyLock<Regex> =
    LazyLock::new(|| pattern("^(?:其中|对于|对|给予|获得|到|至|在|于|将)+"));

/// What a list is called that 分别 follows, but for its members.
const EACH: &str = "分别";

/// Things in one list at most.
const LONGEST: usize = 12;

/// An amount that a list leaves without the unit that stands behind its last: 3亿、5亿、7亿元.
pub(super) fn in_unit_of_last(text: &[char], given: &[char], amount: Amount) -> Amount {
    let is_open = amount.unit.is_none_or(|unit| unit.canonical.is_empty());
    if !is_open || amount.power == 0 && !is_behind_each(text, amount.start) {
        return amount;
    }
    let mut last = amount.clone();
    for _ in 0..LONGEST {
        let Some(next) = text
            .get(last.end)
            .filter(|c| matches!(c, '、' | '和' | '及' | '或'))
            .and_then(|_| amount::read(text, given, last.end + 1))
        else {
            return amount;
        };
        if next.unit.is_some_and(|unit| !unit.canonical.is_empty()) {
            return amount.in_unit_of(&next);
        }
        last = next;
    }
    amount
}

/// Whether a list with 分别 is under way.
fn is_behind_each(text: &[char], start: usize) -> bool {
    let clause = text[..start].iter().rev().take(LONGEST * 3).take_while(|&&c| !is_stop(c));
    let clause: String = clause.collect();
    clause.contains("别分")
}

/// The bound of the quantity before, where that stands before both: 达到10万个、25万个.
pub(super) fn bound_of_last(text: &[char], last: &Quantity, start: usize) -> Option<Bound> {
    let between: String = text[last.place.end.min(start)..start].iter().collect();
    let is_list = BETWEEN.is_match(&between) && between.chars().count() <= 2;
    (is_list && last.bound != Bound::Range).then_some(last.bound)
}

/// The unit of an amount in a list with what the first is counted for: 每年2万元、1万元.
pub(super) fn unit_of_last(
    text: &[char],
    last: &Quantity,
    start: usize,
    unit: &str,
) -> Option<String> {
    bound_of_last(text, last, start)?;
    (last.unit.split_once('/')?.0 == unit).then(|| last.unit.clone())
}

impl Measured {
    /// The first and the last of the quantities that stand in one list with that at a place of all.
    pub(super) fn list(&self, at: usize) -> RangeInclusive<usize> {
        let is_joined = |at: usize| {
            let between = self.quantities[at].place.end..self.quantities[at + 1].place.start;
            BETWEEN.is_match(&self.folded[between].iter().collect::<String>())
        };
        let first = (0..at).rev().take_while(|&at| is_joined(at)).last().unwrap_or(at);
        let last = (at..self.quantities.len() - 1).take_while(|&at| is_joined(at)).count() + at;
        first..=last
    }

    /// The quantities of one list behind 分别.
    pub(super) fn each(&self, at: usize) -> Option<Range<usize>> {
        let (first, last) = self.list(at).into_inner();
        (first < last && self.each_before(first).is_some()).then_some(first..last + 1)
    }

    /// Where 分别 stands before a quantity, in its clause.
    pub(super) fn each_before(&self, at: usize) -> Option<usize> {
        let start = self.quantities[at].place.start;
        let floor = at.checked_sub(1).map_or(0, |last| self.quantities[last].place.end);
        let from = (floor..start).rev().find(|&at| is_stop(self.folded[at])).unwrap_or(floor);
        let clause = &self.folded[from..start];
        let each: Vec<char> = EACH.chars().collect();
        clause.windows(each.len()).rposition(|words| words == each).map(|at| from + at)
    }

    /// The thing that a quantity behind 分别 is of: 二等奖 of 对一、二、三等奖分别奖励…; what a
    /// quantity told before that is told anew (分别增长12%和10.3%) is `Err` with its place.
    pub(super) fn thing(&self, at: usize) -> Option<Result<String, usize>> {
        let run = self.each(at)?;
        let (own, count) = (at - run.start, run.len());
        let each = self.each_before(run.start)?;
        let part = (0..each).rev().find(|&at| matches!(self.folded[at], '。' | ';'));
        let part = part.map_or(0, |at| at + 1);
        if let Some(thing) = self.named_thing(part, each, own, count) {
            return Some(Ok(thing));
        }
        let told = run.start.checked_sub(count)?;
        let is_near = self.quantities[told].place.start >= part;
        let is_list = *self.list(told).end() > told;
        (is_near && !is_list).then_some(Err(told + own))
    }

    fn named_thing(&self, part: usize, each: usize, own: usize, count: usize) -> Option<String> {
        let words: String = self.given[part..each].iter().collect();
        if let Some(ranks) = RANKS.captures(&words) {
            let all = format!("{}、{}", &ranks["first"], &ranks["last"]);
            let all: Vec<&str> = all.split('、').collect();
            return (all.len() == count).then(|| format!("{}{}", all[own], &ranks["end"]));
        }
        let clauses = words.split(['，', ',', '：', ':']).rev();
        clauses.map(str::trim).filter(|clause| !clause.is_empty()).take(2).find_map(|clause| {
            let things: Vec<&str> = PARTING.split(led(clause)).map(str::trim).collect();
            let is_named = |thing: &&str| {
                thing.chars().count() > 1 && !thing.contains(|c: char| c.is_ascii_digit())
            };
            let fits = things.len() == count && things.iter().all(is_named);
            fits.then(|| {
                format!("{}{}", LEADING.replace(things[own], ""), shared_end(&things, own))
            })
        })
    }
}

/// What the last of some things has behind what it has like the others: 平台 of 国家级、省级平台.
fn shared_end<'a>(things: &[&'a str], own: usize) -> &'a str {
    let Some((last, others)) = things.split_last() else { return "" };
    let like = others.get(own).and_then(|thing| thing.chars().last());
    let is_like_all = others.iter().all(|thing| thing.chars().last() == like);
    let end = like.filter(|_| is_like_all).and_then(|like| last.split_once(like));
    end.map_or("", |(_, end)| end)
}
