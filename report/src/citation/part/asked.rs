//! What part of a document a person asks for: 第二条第二款, 3（2）, 一、（二）, 7.1, 附则, 第二条至第四条.

use std::sync::LazyLock;

use corpus::fold;
use regex::Regex;

use super::mark::{self, Kind};

/// How a number is meant: by its unit, else by its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Unit(Kind),
    /// 项, which are the items of an article.
    Item,
    /// 目, which are those of an item.
    SubItem,
    /// 部分, 点
    Point,
    /// （二）, （2）
    Bracketed,
    /// 7.1
    Decimal,
    /// 一、, 2, 二
    Bare,
}

/// A step into the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) form: Form,
    pub(super) number: String,
    /// Whether the number is in Chinese numerals.
    pub(super) is_han: bool,
    /// Whether it is written as lists are numbered: 一、, 1.
    pub(super) is_listed: bool,
}

impl Step {
    /// Whether two steps are of one kind; （二） and 3 of 一、（二）3 are not, nor are 一、 and 3.
    fn is_like(&self, other: &Step) -> bool {
        let is_by_numeral = matches!(self.form, Form::Bracketed | Form::Bare);
        self.form == other.form && (!is_by_numeral || self.is_han == other.is_han)
    }
}

/// The way to a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) steps: Vec<Step>,
    /// Whether all from the way before it are meant (至).
    pub(super) is_until: bool,
}

#[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
static STEP: LazyLock<Regex> = LazyLock::new(|| {
    let han = "[〇零一二三四五六七八九十百千]+";
    let number = format!(r"(?:{han}|\d+|[A-Z](?:\.\d+)+)(?:\.\d+)*");
    let pattern = format!(
        r"^(?P<until>至|到|-|—|–|~)?[、,;和及与的]?(?:附(?:件|录|表)(?P<annex>{han}|\d+|[A-Z])?|第?(?P<n>\({number}\)|{number})(?P<unit>编|篇|部分|章|节|条|款|项|目|点)?(?:之(?P<inserted>{han}|\d+))?\.?)"
    );
    Regex::new(&pattern).expect("step pattern")
});

/// The parts that are asked for, in order; `None` where the words are no numbers.
pub(super) fn read(asked: &str) -> Option<Vec<Way>> {
    let plain = fold::halfwidth(asked).replace('，', ",").replace('；', ";");
    let plain: String = plain.chars().filter(|c| !c.is_whitespace()).collect();
    let mut rest = plain.rsplit('》').next().unwrap_or(&plain);
    let mut steps: Vec<(Step, bool)> = Vec::new();
    while !rest.trim_start_matches(['、', '.']).is_empty() {
        let found = STEP.captures(rest)?;
        let is_until = found.name("until").is_some();
        let whole = found.get(0)?;
        let is_listed = whole.as_str().ends_with('.') || rest[whole.end()..].starts_with('、');
        let step = Step { is_listed, ..step(&found)? };
        // 第1-3条: the first has the unit of the last.
        if let Some((before, _)) =
            steps.last_mut().filter(|(before, _)| is_until && before.form == Form::Bare)
        {
            before.form = step.form;
        }
        steps.push((step, is_until));
        rest = &rest[whole.end()..];
    }
    ways(steps)
}

fn step(found: &regex::Captures<'_>) -> Option<Step> {
    let Some(given) = found.name("n").map(|given| given.as_str()) else {
        let number = found.name("annex").map_or("", |number| number.as_str());
        let number = mark::plain(number)?;
        let form = Form::Unit(Kind::Annex);
        return Some(Step { form, number, is_han: false, is_listed: false });
    };
    let inner = given.trim_matches(['(', ')']);
    let number = mark::plain(inner)?;
    let inserted = found.name("inserted").and_then(|inserted| mark::plain(inserted.as_str()));
    let form = match found.name("unit").map(|unit| unit.as_str()) {
        _ if number.contains('.') => Form::Decimal,
        Some("编" | "篇") => Form::Unit(Kind::Volume),
        Some("章") => Form::Unit(Kind::Chapter),
        Some("节") => Form::Unit(Kind::Division),
        Some("条") => Form::Unit(Kind::Article),
        Some("款") => Form::Unit(Kind::Clause),
        Some("项") => Form::Item,
        Some("目") => Form::SubItem,
        Some(_) => Form::Point,
        None if inserted.is_some() => Form::Unit(Kind::Article),
        None if inner != given => Form::Bracketed,
        None => Form::Bare,
    };
    let number = inserted.map_or_else(|| number.clone(), |inserted| format!("{number}-{inserted}"));
    let is_han = !inner.starts_with(|c: char| c.is_ascii_alphanumeric());
    Some(Step { form, number, is_han, is_listed: false })
}

/// Steps as ways: where one has the form of an earlier one, another part is meant, which begins as the
/// one before (第三条第一项、第三项).
fn ways(steps: Vec<(Step, bool)>) -> Option<Vec<Way>> {
    let mut ways: Vec<Way> = Vec::new();
    for (step, is_until) in steps {
        let before = ways.last().map(|way| way.steps.as_slice()).unwrap_or_default();
        let same = before.iter().position(|other| other.is_like(&step));
        match (same, ways.last_mut()) {
            (None, Some(way)) if !is_until => way.steps.push(step),
            (None, Some(_)) => return None,
            (same, _) => {
                let mut steps = before_of(&ways, same);
                steps.push(step);
                ways.push(Way { steps, is_until });
            }
        }
    }
    (!ways.is_empty() && !ways[0].is_until).then_some(ways)
}

fn before_of(ways: &[Way], same: Option<usize>) -> Vec<Step> {
    ways.last().map(|way| way.steps[..same.unwrap_or(0)].to_vec()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_asked_for_in_many_ways() {
        let cases = [
            ("第十二条之一", "A12-1"),
            ("120之一", "A120-1"),
            ("第二条第二款", "A2 C2"),
            ("第４条第一款第（一）项第1目", "A4 C1 i1 s1"),
            ("3(2)", "n3 b2"),
            ("二（2）", "n2 b2"),
            ("一、（二）", "n1 b2"),
            ("一、（二）3", "n1 b2 n3"),
            ("第三部分第（二）项", "p3 i2"),
            ("7.1.2", "d7.1.2"),
            ("第5.4条", "d5.4"),
            ("A.2", "dA.2"),
            ("附件2第三条", "X2 A3"),
            ("第一条、第三条", "A1|A3"),
            ("第三条第一项、第三项", "A3 i1|A3 i3"),
            ("第二条至第四条", "A2|~A4"),
            ("第1-3条", "A1|~A3"),
            ("《甲条例》第二条", "A2"),
            ("总则", "-"),
            ("至第二条", "-"),
            ("", "-"),
        ];
        for (asked, expected) in cases {
            let told = read(asked).map_or("-".to_owned(), |ways| told(&ways));
            assert_eq!(told, expected, "{asked}");
        }
    }

    fn told(ways: &[Way]) -> String {
        let step = |step: &Step| {
            let form = match step.form {
                Form::Unit(Kind::Article) => "A",
                Form::Unit(Kind::Clause) => "C",
                Form::Unit(_) => "X",
                Form::Item => "i",
                Form::SubItem => "s",
                Form::Point => "p",
                Form::Bracketed => "b",
                Form::Decimal => "d",
                Form::Bare => "n",
            };
            format!("{form}{}", step.number)
        };
        let way = |way: &Way| {
            let steps: Vec<String> = way.steps.iter().map(step).collect();
            format!("{}{}", if way.is_until { "~" } else { "" }, steps.join(" "))
        };
        ways.iter().map(way).collect::<Vec<_>>().join("|")
    }
}
