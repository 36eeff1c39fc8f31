//! What words around an amount say of its ends: 不低于, 最高, 约, 达到, 以上, 以内.

use std::sync::LazyLock;

use regex::Regex;

use super::amount::Amount;

/// How a text bounds a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// It is the value.
    Exact,
    /// 不低于, 超过, 以上
    AtLeast,
    /// 不超过, 最高, 以内
    AtMost,
    /// 约, 左右
    About,
    /// 达到, 提高到: what is or is to be reached.
    Reached,
    /// 3至5年, 五千元以上五万元以下
    Range,
}

impl Bound {
    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Bound::Exact => "等于",
            Bound::AtLeast => "不低于",
            Bound::AtMost => "不超过",
            Bound::About => "约",
            Bound::Reached => "达到",
            Bound::Range => "区间",
        }
    }
}

fn pattern(text: &str) -> Regex {
    #[allow(clippy::expect_used)] // Constant patterns, compiled by every test.
    Regex::new(text).expect("pattern of bounds")
}

/// What turns a word of bounds into the other one.
const NO: &str = "(?:不|不得|不应|不应当|不能|不宜|不可|未)";

/// Words right before an amount, the first that fit hold: 不低于 ends with 低于.
static BEFORE: LazyLock<[(Bound, Regex); 6]> = LazyLock::new(|| {
    let no = NO;
    [
        (Bound::AtLeast, pattern(&format!(r"{no}(?:低|少|小|短|晚)于\s*$"))),
        (
            Bound::AtMost,
            pattern(&format!(
                r"(?:{no}(?:超过|超出|高于|大于|多于|长于|迟于)|最高(?:\p{{Han}}{{0,8}})|最多(?:\p{{Han}}{{0,6}})|至多|最长(?:不超过|为)?|上限(?:为|是)?|以内|低于|少于|小于|短于|未满|不足|不满|不到|未超过|未达到?|达不到|≤|<)\s*$"
            )),
        ),
        (Bound::Exact, pattern(r"[届期]满\s*$")),
        (
            Bound::AtLeast,
            pattern(
                r"(?:至少(?:\p{Han}{0,6})|最低(?:\p{Han}{0,6})|最少|超过|超出|超|逾|高于|多于|大于|长于|突破|满|≥|>)\s*$",
            ),
        ),
        (Bound::About, pattern(r"(?:约|约为|近|将近|接近|大概)\s*$")),
        (
            Bound::Reached,
            pattern(
                r"(?:达到|达成|达|力争|实现|(?:增加|增长|提高|提升|扩大|发展|降低|下降|减少|压缩|缩短|控制|保持|稳定|上升|增|升|降|减)(?:到|至|在)(?:了)?)\s*$",
            ),
        ),
    ]
});

/// Words in the clause that bound an amount from afar: 不超过项目总投资的30%.
static FAR: LazyLock<[(Bound, Regex); 4]> = LazyLock::new(|| {
    let noun = r"\p{Han}{1,16}$";
    [
        (Bound::AtLeast, pattern(&format!(r"(?:{NO}(?:低|少|小)于|至少){noun}"))),
        (
            Bound::AtMost,
            pattern(&format!(
                r"(?:{NO}(?:超过|高于|多于|大于)|未达到?|最高|最多|不足|低于|少于){noun}"
            )),
        ),
        (Bound::AtLeast, pattern(&format!(r"(?:超过|高于|多于|大于){noun}"))),
        (Bound::About, pattern(&format!(r"约(?:为|占){noun}"))),
    ]
});

static AFTER: LazyLock<[(Bound, Regex); 3]> = LazyLock::new(|| {
    let with = r"(?:\((?:含|含本数|包括本数)\)|含)?";
    [
        (Bound::AtLeast, pattern(&format!(r"^{with}(?:及|或|或者|和|及其)?{with}以上"))),
        (
            Bound::AtMost,
            pattern(&format!(
                r"^{with}(?:及|或|或者)?{with}(?:以下|以内|之内|内(?:[^容部外设河控地]|$)|范围(?:以|之)?内)"
            )),
        ),
        (Bound::About, pattern(r"^(?:左右|上下)")),
    ]
});

/// Words before the end that a pattern may need.
const REACH: usize = 30;

/// How words around an amount bound it, if they do; `before` is where the quantity before it ends.
pub(super) fn of(text: &[char], before: usize, amount: &Amount) -> Option<Bound> {
    let clause = clause(text, before, amount.start);
    let after: String = text[amount.end..].iter().take(REACH).collect();
    let after = after.trim_start();
    let of = |patterns: &[(Bound, Regex)], words: &str| {
        patterns.iter().find(|(_, pattern)| pattern.is_match(words)).map(|(bound, _)| *bound)
    };
    // 至少每两个月一次 bounds how often, and not the months.
    let near = of(&*BEFORE, &clause).filter(|_| !clause.ends_with('每'));
    let behind = of(&*AFTER, after);
    match (near, behind) {
        (Some(Bound::AtLeast | Bound::AtMost | Bound::Exact), _) => near,
        (_, Some(_)) => behind,
        _ if amount.is_more => Some(Bound::AtLeast),
        (Some(_), None) => near,
        (None, None) => of(&*FAR, &clause),
    }
}

/// The words before an amount in its clause.
fn clause(text: &[char], before: usize, start: usize) -> String {
    let from = before.max(start.saturating_sub(REACH));
    let words = &text[from..start];
    let end = |c: &char| matches!(c, ',' | '。' | ';' | ':' | '(' | ')' | '、' | '!' | '?' | '\t');
    let own = words.iter().rposition(end).map_or(0, |at| at + 1);
    let clause: String = words[own..].iter().collect();
    clause.trim_end().trim_end_matches("人民币").to_owned()
}
