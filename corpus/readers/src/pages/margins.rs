//! Which lines in the margins are no text of the document: page numbers and running heads.

use std::collections::{HashMap, HashSet};

use language::{fold, numeral};

use crate::pages::thresholds::{MARGIN, REPEATED, SAME_PLACE, TITLE};
use crate::pages::{Page, PrintedLine, paragraphs};

/// The lines of all pages but those in the margins that are no text.
pub(super) fn without_heads(pages: &[Page], lines: Vec<Vec<PrintedLine>>) -> Vec<PrintedLine> {
    let is_edge = |line: &&PrintedLine| is_at_edge(line, &pages[line.page]);
    let edges: Vec<&PrintedLine> = lines.iter().flatten().filter(is_edge).collect();
    let body = paragraphs::body_size(&lines.iter().flatten().collect::<Vec<_>>());
    let small: Vec<&PrintedLine> =
        edges.iter().copied().filter(|line| line.size < TITLE * body).collect();
    let (repeated, placed) = (repeated(pages.len(), &edges), placed(pages.len(), &small));
    let counted = counted(&edges);
    let is_head = |line: &PrintedLine| {
        is_page_number(&line.text)
            || repeated.contains(&without_digits(&line.text))
            || placed.contains(&Placed::of(line))
            || ordinal(&line.text).is_some_and(|at| counted.contains(&(at - line.page as i64)))
    };
    let is_text = |line: &PrintedLine| !(is_edge(&line) && is_head(line));
    lines.into_iter().flatten().filter(is_text).collect()
}

fn is_at_edge(line: &PrintedLine, page: &Page) -> bool {
    let margin = (page.height - page.unrolled) * MARGIN;
    line.y < margin || line.y > page.height - margin
}

/// Whether a line is nothing but the number of a page: — 3 —, 第 3 页（共 5 页）, 3/5, P3, Page 3 of 5.
fn is_page_number(text: &str) -> bool {
    let text = fold::halfwidth(text).to_lowercase().replace("page", "").replace("of", "");
    let is_mark =
        |c: char| c.is_whitespace() || "-—–－―─·•・~|()（）第页共总计,，、/／p".contains(c);
    let digits: String = text.chars().filter(|&c| !is_mark(c)).collect();
    (1..=7).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit())
}

/// The number that a line is and that might as well be of something else: 一, Ⅰ, iv, 第二页.
fn ordinal(text: &str) -> Option<i64> {
    let is_mark = |c: char| c.is_whitespace() || "-—–－―─·•・第页".contains(c);
    let text: String = text.chars().filter(|&c| !is_mark(c)).collect();
    if text.chars().count() > 8 {
        return None;
    }
    numeral::parse(&text).map(i64::from).or_else(|| roman(&text))
}

fn roman(text: &str) -> Option<i64> {
    let one = |c: char| match c.to_ascii_lowercase() {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'Ⅰ'..='Ⅻ' => Some(i64::from(u32::from(c)) - 0x215F),
        'ⅰ'..='ⅻ' => Some(i64::from(u32::from(c)) - 0x216F),
        _ => None,
    };
    let values: Vec<i64> = text.chars().map(one).collect::<Option<_>>()?;
    let signed = values.iter().enumerate().map(|(at, value)| {
        if values.get(at + 1).is_some_and(|next| next > value) { -value } else { *value }
    });
    (!values.is_empty()).then(|| signed.sum())
}

/// How far ordinals are ahead of the pages they stand on, where they go on from page to page.
fn counted(edges: &[&PrintedLine]) -> HashSet<i64> {
    let mut pages: HashMap<i64, HashSet<usize>> = HashMap::new();
    for line in edges {
        if let Some(at) = ordinal(&line.text) {
            pages.entry(at - line.page as i64).or_default().insert(line.page);
        }
    }
    pages.into_iter().filter(|(_, pages)| pages.len() > 1).map(|(ahead, _)| ahead).collect()
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect()
}

/// The lines at the edges, less their digits, that many pages have.
fn repeated(pages: usize, edges: &[&PrintedLine]) -> HashSet<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for line in edges {
        *counts.entry(without_digits(&line.text)).or_default() += 1;
    }
    let many = REPEATED.max(pages / 2);
    counts.into_iter().filter(|&(_, count)| count >= many).map(|(text, _)| text).collect()
}

/// A line at a place of a page, its page number left aside.
#[derive(PartialEq, Eq, Hash)]
struct Placed {
    text: String,
    y: i32,
}

impl Placed {
    fn of(line: &PrintedLine) -> Placed {
        let words = line.text.split_whitespace().filter(|word| !is_page_number(word));
        Placed { text: words.collect(), y: (line.y / SAME_PLACE).round() as i32 }
    }
}

/// The lines that stand at one place of all pages but one, or of all odd or all even ones: on a
/// few pages, where a line that is repeated may else be a clause.
fn placed(pages: usize, edges: &[&PrintedLine]) -> HashSet<Placed> {
    let mut found: HashMap<Placed, HashSet<usize>> = HashMap::new();
    for line in edges {
        found.entry(Placed::of(line)).or_default().insert(line.page);
    }
    let is_head = |on: &HashSet<usize>| {
        let odd = on.iter().filter(|page| *page % 2 == 1).count();
        let is_one_side = odd == 0 || odd == on.len();
        // The first page often has none.
        let all = if is_one_side && pages > 3 { pages / 2 - 1 } else { pages - 1 };
        on.len() >= all.max(2)
    };
    found
        .into_iter()
        .filter(|(line, on)| !line.text.is_empty() && is_head(on))
        .map(|(line, _)| line)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_page_numbers() {
        for text in [
            "— 3 —",
            "-12-",
            "第 3 页 共 5 页",
            "第3页（共5页）",
            "3/5",
            "１",
            "P3",
            "· 3 ·",
            "Page 3 of 5",
        ] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["2024年", "一", "—", "沪府发〔2024〕3号", "2024.3"] {
            assert!(!is_page_number(text), "{text}");
        }
        let cases = [("一", Some(1)), ("- 十二 -", Some(12)), ("Ⅳ", Some(4)), ("xiv", Some(14))];
        for (text, expected) in
            cases.into_iter().chain([("第二页", Some(2)), ("附件", None), ("", None)])
        {
            assert_eq!(ordinal(text), expected, "{text}");
        }
    }

    /// What is left of pages, each with a line at the top, one in the middle and one at the end.
    fn left(pages: &[[&str; 3]]) -> String {
        let line = |page: usize, y: f32, size: f32, text: &str| PrintedLine {
            page,
            left: 0.0,
            right: 100.0,
            y,
            size,
            text: text.to_owned(),
        };
        let lines = pages.iter().enumerate().map(|(page, [top, middle, end])| {
            vec![
                line(page, 30.0, 10.0, top),
                line(page, 400.0, 16.0, middle),
                line(page, 780.0, 12.0, end),
            ]
        });
        let sheets: Vec<Page> =
            pages.iter().map(|_| Page { width: 600.0, height: 800.0, ..Page::default() }).collect();
        let left = without_heads(&sheets, lines.collect());
        left.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn heads_of_few_pages() {
        let text = "为了促进桥下空间的利用";
        let cases: [(&[[&str; 3]], String); 5] = [
            (
                &[["江城公报", text, "第1页（共2页）"], ["江城公报", text, "第2页（共2页）"]],
                format!("{text}|{text}"),
            ),
            (&[["江城公报 1", text, "一"], ["江城公报 2", text, "二"]], format!("{text}|{text}")),
            (
                &[["附件1", text, "甲"], ["附件2", text, "乙"]],
                format!("附件1|{text}|甲|附件2|{text}|乙"),
            ),
            (&[["首页", text, "Ⅰ"], ["其次", text, "一"]], format!("首页|{text}|Ⅰ|其次|{text}|一")),
            (
                &[
                    ["首页", text, "1"],
                    ["偶数", text, "2"],
                    ["奇数", text, "3"],
                    ["偶数", text, "4"],
                    ["奇数", text, "5"],
                ],
                format!("首页|{text}|{text}|{text}|{text}|{text}"),
            ),
        ];
        for (pages, expected) in cases {
            assert_eq!(left(pages), expected);
        }
    }
}
