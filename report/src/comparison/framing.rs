//! The lines around a text, which are no part of what it says: its number, the day and who signs, what a web
//! page says of itself, who got a copy. What they tell is compared as what is known of the documents.

use corpus::body::Role;
use corpus::fields::{self, Field};
use corpus::headers::Header;
use corpus::{date, number, unseen};

/// The fields that such lines state.
const STATED: [&Field; 5] =
    [&fields::NUMBER, &fields::AGENCY, &fields::DATE, &fields::ISSUED, &fields::PUBLISHED];

/// What web pages say of themselves beside the names of fields.
const OF_PAGES: [&str; 6] = ["更新时间", "浏览次数", "阅读次数", "字号", "字体", "来源"];

/// Characters of the longest name of such a line.
const LONGEST_NAME: usize = 8;

/// Whether a paragraph is such a line.
pub(super) fn is_frame(text: &str, role: Role<'_>) -> bool {
    let is_blank = text.chars().all(|c| c.is_whitespace() || is_invisible(c));
    match role {
        Role::Signature | Role::Colophon => true,
        Role::Article(_) | Role::History | Role::Annex => false,
        Role::Running => {
            is_blank || is_day(text) || number::of_line(text).is_some() || is_stated(text)
        }
    }
}

/// Whether a character takes no room: it steers the direction or the breaking of lines.
pub(super) fn is_invisible(c: char) -> bool {
    unseen::is_unseen(c) || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Whether a line is a day, in brackets or not.
fn is_day(line: &str) -> bool {
    date::is_day(line.trim().trim_matches(['（', '(', '）', ')']))
}

/// Whether a line states a field (发布日期：2021-03-04) or what a page says of itself.
fn is_stated(line: &str) -> bool {
    let Some((name, _)) = line.split_once(['：', ':']) else { return false };
    let name = name.trim();
    name.chars().nth(LONGEST_NAME).is_none()
        && (OF_PAGES.contains(&name)
            || Header::names(name, &STATED)
            || matches!(Header::by_name(name), Some(Header::Source | Header::Extra)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_around_a_text_are_told_from_it() {
        let cases = [
            ("2021年3月4日", true),
            ("（2021年3月4日）", true),
            ("滨政规〔2021〕3号", true),
            ("更新时间: 2021-03-04 10:20", true),
            ("发布日期：2021-03-04", true),
            ("\u{200b}", true),
            ("联系人：张三", false),
            ("一、申请条件：本市企业", false),
            ("2021年3月4日前提交申请。", false),
            ("根据滨政规〔2021〕3号文件办理。", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_frame(text, Role::Running), expected, "{text}");
        }
    }
}
