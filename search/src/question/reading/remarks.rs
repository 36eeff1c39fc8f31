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

/// The most characters of a query that are read; what comes after adds nothing but time.
const MOST_CHARS: usize = 1000;

/// As much of a query as is read, with a notice where that is not all.
pub fn shortened_query<'a>(text: &'a str, notices: &mut Vec<Notice>) -> &'a str {
    let Some((end, _)) = text.char_indices().nth(MOST_CHARS) else { return text };
    let rest = text[end..].chars().count();
    notices.push(Notice {
        code: NoticeCode::LongQuery,
        text: format!("查询太长，只用了前 {MOST_CHARS} 个字，略去了后面的 {rest} 个字"),
        words: String::new(),
    });
    &text[..end]
}
