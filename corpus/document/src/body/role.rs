//! What a paragraph is for, as printed regulations and letters set it: an article (条), the history of
//! a regulation, a signature, the list of what is attached, the lines of who printed it.

use std::sync::LazyLock;

use regex::Regex;

use language::date::is_day;

/// What a paragraph is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role<'a> {
    /// It begins an article with this number, verbatim: 第十二条.
    Article(&'a str),
    /// Who passed a regulation when, and who amended it: 2021年11月25日…通过.
    History,
    /// Who signs, or the day of signing.
    Signature,
    /// It names what is attached, or begins it: 附件：….
    Annex,
    /// Below the text of a letter: whether it is public, who gets a copy, who printed it (版记).
    Colophon,
    /// Running text.
    Running,
}

/// Characters of the longest history that counts as one: a regulation amended ten times has 400.
const LONGEST_HISTORY: usize = 600;

/// Characters of the longest line that signs.
const LONGEST_SIGNATURE: usize = 30;

/// Characters of the longest day that a letter was printed on: 2017年12月31日.
const LONGEST_PRINTED: usize = 12;

/// Lines that may sign above a day: joint letters have many issuers.
const MOST_SIGNERS: usize = 20;

#[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
static ARTICLE: LazyLock<Regex> = LazyLock::new(|| {
    // Printed heads are spread: 第 一 条.
    let pattern =
        r"^第[ 　]?(?:[〇零一二三四五六七八九十百千\d][ 　]?)+条(?:之[一二三四五六七八九十]+)?";
    Regex::new(pattern).expect("article pattern")
});

/// The roles of paragraphs that follow each other.
pub fn roles<'a>(paragraphs: &[&'a str]) -> Vec<Role<'a>> {
    let mut roles: Vec<Role<'a>> = paragraphs.iter().map(|paragraph| of(paragraph)).collect();
    for day in 0..paragraphs.len() {
        if !is_day(paragraphs[day]) || !paragraphs[day].trim_end().ends_with('日') {
            continue;
        }
        let above = paragraphs[..day].iter().rev().take(MOST_SIGNERS);
        let signers = above.take_while(|line| is_name(line)).count();
        roles[day - signers..=day].fill(Role::Signature);
    }
    roles
}

fn of(paragraph: &str) -> Role<'_> {
    let text = paragraph.trim_start();
    if let Some(number) = article(text) {
        Role::Article(number)
    } else if is_history(text) {
        Role::History
    } else if is_annex(text) {
        Role::Annex
    } else if is_colophon(text) {
        Role::Colophon
    } else {
        Role::Running
    }
}

/// What stands behind the number of an article that is only spoken of.
const SPEAKING: [&str; 17] = [
    "所", "规定", "的", "中", "至", "、", "，", "和", "及", "或", "第", "到", "—", "－", "修改",
    "明确", "有关",
];

/// The number of the article that a paragraph begins.
fn article(text: &str) -> Option<&str> {
    let number = ARTICLE.find(text)?;
    let rest = &text[number.end()..];
    // 第三条所称, 第三条至第五条 and 第三条第二款 speak of an article; 第三条为了 begins one.
    let speaks_of = SPEAKING.iter().any(|word| rest.starts_with(word));
    (!speaks_of).then_some(number.as_str())
}

/// What is done with regulations.
const ACTS: [&str; 6] = ["通过", "公布", "发布", "批准", "修正", "修订"];

/// Whether a paragraph is the history of a regulation, which says nothing of its subject: （2003年…
/// 通过　根据…修正）, also over several lines and without its brackets.
pub fn is_history(paragraph: &str) -> bool {
    let bare = paragraph.trim();
    if bare.char_indices().nth(LONGEST_HISTORY).is_some() {
        return false;
    }
    let inner = bare.trim_matches(['（', '(', '）', ')']);
    let is_bracketed = bare.starts_with(['（', '(']) && bare.ends_with(['）', ')']);
    let is_year = |year: &str| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let starts = inner.starts_with("根据") || inner.split('年').next().is_some_and(is_year);
    let is_line = starts && !inner.contains('。') && ACTS.iter().any(|act| inner.ends_with(act));
    let has = |words: &[&str]| words.iter().any(|word| bare.contains(word));
    (is_bracketed || is_line) && has(&ACTS) && has(&["年"]) && has(&["月", "次会议"])
}

fn is_annex(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("附件").or_else(|| text.strip_prefix("附录")) else {
        return false;
    };
    let rest =
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    rest.is_empty() || rest.starts_with(['：', ':', ' ', '　'])
}

/// What begins the lines below the text of a letter.
const COLOPHON: [&str; 6] = ["抄送", "抄报", "主送", "公开方式", "公开属性", "公开类别"];

/// Whether a line says who gets a copy, whether it is public, or who printed it: 市政府办公室 2017年3月5日印发.
fn is_colophon(text: &str) -> bool {
    let begins = |word: &&str| {
        text.strip_prefix(*word).is_some_and(|rest| rest.trim_start().starts_with(['：', ':']))
    };
    let is_printed = text.trim_end().strip_suffix("印发").map(str::trim_end).is_some_and(|line| {
        let mut ends = line.char_indices().rev().take(LONGEST_PRINTED);
        !line.contains(['，', '。']) && ends.any(|(at, _)| is_day(&line[at..]))
    });
    COLOPHON.iter().any(begins) || is_printed
}

/// Whether a line may be who signs: short, and no sentence.
fn is_name(text: &str) -> bool {
    const ENDS: [char; 14] =
        ['局', '委', '府', '厅', '办', '部', '会', '院', '行', '社', '室', '心', '队', '组'];
    let bare = text.trim();
    bare.ends_with(ENDS)
        && bare.char_indices().nth(LONGEST_SIGNATURE).is_none()
        && !bare.contains(['，', '。', '：', '；', '、'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_have_roles() {
        let text = [
            (
                "2021年11月25日 上海市第十五届人民代表大会常务委员会第三十七次会议通过",
                Role::History,
            ),
            (
                "（2003年8月8日上海市人民政府令第5号公布，根据2010年12月20日令第52号修正）",
                Role::History,
            ),
            ("第一条 为了规范，制定本条例。", Role::Article("第一条")),
            ("第二条之一　本市各区执行。", Role::Article("第二条之一")),
            ("第 十 一 条　本市各区执行。", Role::Article("第 十 一 条")),
            ("抄送：市委办公室，市人大常委会办公室。", Role::Colophon),
            ("公开方式：主动公开", Role::Colophon),
            ("滨江市人民政府办公室　2017年3月5日印发", Role::Colophon),
            ("滨江市人民政府办公室2017年3月5日印发", Role::Colophon),
            ("抄送有关单位的，应当登记。", Role::Running),
            ("第120条【期限】六个月。", Role::Article("第120条")),
            ("第三条为完善保障，制定本办法。", Role::Article("第三条")),
            ("第三条所称期限是六个月。", Role::Running),
            ("第三条第二款修改为：甲。", Role::Running),
            ("2020年，全市通过了十项政策。", Role::Running),
            ("附件：1.名单", Role::Annex),
            ("附件所列单位应当执行。", Role::Running),
            ("各单位要做好工作。", Role::Running),
            ("甲市经济和信息化局", Role::Signature),
            ("甲市财政局", Role::Signature),
            ("2020年3月5日", Role::Signature),
        ];
        let paragraphs = text.map(|(paragraph, _)| paragraph);
        let found = roles(&paragraphs);
        for (role, (paragraph, expected)) in found.into_iter().zip(text) {
            assert_eq!(role, expected, "{paragraph}");
        }
    }
}
