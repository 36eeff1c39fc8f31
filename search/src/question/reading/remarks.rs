//! What is said of a query that could not be read as it stands.

use crate::message::{Notice, NoticeCode};
use crate::question::Query;

pub(super) fn say_if_empty(query: &Query, text: &str, notices: &mut Vec<Notice>) {
    if query.asks_nothing() && !text.trim().is_empty() {
        notices.push(Notice {
            code: NoticeCode::NoWords,
            text: "查询里没有可检索的文字，已列出全部文件".to_owned(),
            words: text.to_owned(),
        });
    }
}

/// One notice for all that was malformed, each named once.
pub(super) fn malformed(parts: &[String]) -> Option<Notice> {
    let mut named: Vec<&str> = Vec::new();
    for part in parts {
        if !named.contains(&part.as_str()) {
            named.push(part);
        }
    }
    let words = named.join(" ");
    (!named.is_empty()).then(|| Notice {
        code: NoticeCode::Syntax,
        text: format!("“{words}”不合检索语法，已当作普通文字"),
        words,
    })
}

/// The first characters of a text that is too long.
pub(super) fn shorten<'a>(text: &'a str, most: usize, notices: &mut Vec<Notice>) -> &'a str {
    let Some((end, _)) = text.char_indices().nth(most) else { return text };
    notices.push(Notice {
        code: NoticeCode::LongQuery,
        text: format!("查询太长，只用了前 {most} 个字"),
        words: String::new(),
    });
    &text[..end]
}
