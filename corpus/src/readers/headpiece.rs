//! The top of an official document: the line in red that says whose it is
//! (上海市人民政府文件), and a title that is broken over lines.

use super::{block, inline};
use crate::doc_type;

/// Characters that the name of an issuer has at most.
const LONGEST_NAME: usize = 40;

/// Lines that a title is broken over at most, less the first.
const MOST_LINES: usize = 4;

/// The agency that a line at the top says the document is of.
pub(super) fn agency(plain: &str) -> Option<String> {
    let squeezed: String = plain.split_whitespace().collect();
    let name = squeezed.strip_suffix("文件")?;
    let is_name = (4..=LONGEST_NAME).contains(&name.chars().count())
        && name.chars().all(char::is_alphabetic)
        && !name.contains("关于");
    is_name.then(|| name.to_owned())
}

/// How many of the lines below go on with a title that is not whole by itself: 关于印发《上海市…
/// or 上海市人民政府 above 关于…的通知. `may_go_on` tells lines that can be part of a title.
pub(super) fn rest_of_title(
    title: &str,
    below: &[&str],
    may_go_on: impl Fn(&str) -> bool,
) -> usize {
    let below: Vec<String> = below.iter().take(MOST_LINES).map(|line| inline::plain(line)).collect();
    let is_above = below.first().is_some_and(|line| line.starts_with("关于"));
    if is_whole(title) || !(title.contains("关于") || is_open(title) || is_above) {
        return 0;
    }
    let mut whole = title.to_owned();
    for (line, count) in below.iter().zip(1..) {
        let is_other = line.is_empty()
            || line.starts_with(['—', '–', '-'])
            || line.ends_with(['：', ':', '，'])
            || block::marked_heading(line).is_some();
        if is_other || !may_go_on(line) {
            return 0;
        }
        whole.push_str(line);
        if is_whole(&whole) {
            return count;
        }
    }
    0
}

/// Whether a title ends with the name of a kind of document, and its brackets are closed.
fn is_whole(title: &str) -> bool {
    doc_type::of_title(title).is_some() && !is_open(title)
}

fn is_open(title: &str) -> bool {
    title.matches('《').count() > title.matches('》').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_whose_a_document_is() {
        let cases = [
            ("上海市人民政府文件", Some("上海市人民政府")),
            ("上 海 市 科 学 技 术 委 员 会 文 件", Some("上海市科学技术委员会")),
            ("关于清理规范性文件", None),
            ("政府文件", None),
            ("政策（2024年）文件", None),
        ];
        for (line, expected) in cases {
            assert_eq!(agency(line).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn a_title_goes_on_until_it_is_whole() {
        let cases: [(&str, &[&str], usize); 7] = [
            ("某市关于印发《某市促进", &["产业发展若干措施》的通知", "各区："], 1),
            ("某市人民政府", &["关于推进供应链", "创新的实施意见"], 2),
            ("关于开展试点的通知", &["试点办法"], 0),
            ("关于产业的思考", &["", "某办法"], 0),
            ("关于产业的思考", &["——以某区的办法", "为例"], 0),
            ("某研究报告", &["某管理办法"], 0),
            ("关于产业的思考", &["各区人民政府：", "通知"], 0),
        ];
        for (title, below, expected) in cases {
            assert_eq!(rest_of_title(title, below, |_| true), expected, "{title}");
        }
    }
}
