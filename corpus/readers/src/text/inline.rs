//! Marks that Markdown and its HTML put inside a line: they are dropped from
//! what an author typeset, and every other character stays.

/// Tags that carry no text. Others stay: titles write <“十四五”规划> with the same brackets.
const TAGS: [&str; 18] = [
    "<sup>",
    "</sup>",
    "<sub>",
    "</sub>",
    "<br>",
    "<br/>",
    "<br />",
    "<u>",
    "</u>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<strong>",
    "</strong>",
    "<center>",
    "</center>",
    "&nbsp;",
];

/// Drops `<!-- … -->` from a whole text; one that is never closed is text.
pub(crate) fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, opened)) = rest.split_once("<!--") {
        let Some((_, after)) = opened.split_once("-->") else {
            break;
        };
        out.push_str(before);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The text of a line without bold marks, simple tags and the addresses of links, trimmed.
pub(crate) fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    // A bold mark without a partner is a character.
    let mut bold = line.matches("**").count() & !1;
    let mut rest = line;
    while let Some(at) = rest.find(['*', '<', '[', '!', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if bold > 0
            && let Some(after) = rest.strip_prefix("**")
        {
            bold -= 1;
            rest = after;
        } else if let Some(after) = TAGS.iter().find_map(|tag| rest.strip_prefix(tag)) {
            rest = after;
        } else if let Some((text, after)) = link(rest) {
            out.push_str(text);
            rest = after;
        } else {
            out.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out.trim().to_owned()
}

/// The text of `[text](address)` or `![text](address)` at the start, and what follows it.
///
/// A bracket that opens inside ends the search, so a line of nothing else takes linear time.
fn link(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('!').unwrap_or(text).strip_prefix('[')?;
    let (name, rest) = inner.split_at(inner.find(['[', ']'])?);
    let address = rest.strip_prefix("](")?;
    let (address, after) = address.split_at(address.find(['[', ')'])?);
    let after = after.strip_prefix(')')?;
    is_address(address).then_some((name, after))
}

/// Whether brackets after a link's text hold an address, and not a remark that must stay.
fn is_address(text: &str) -> bool {
    text.contains('/') || (text.is_ascii() && text.contains(['.', '#', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drops_marks_and_nothing_else() {
        let cases = [
            ("**【摘要】**近年来", "【摘要】近年来"),
            ("江昊<sup>1</sup>", "江昊1"),
            ("《<“十四五”规划>的意见》", "《<“十四五”规划>的意见》"),
            ("见[原文](https://example.org/a)。", "见原文。"),
            ("![图1 分布](a.png)", "图1 分布"),
            ("[附件](见下) [甲", "[附件](见下) [甲"),
            ("[1]姚前. 报告[M]. 北京", "[1]姚前. 报告[M]. 北京"),
            ("2**3 与 a*b", "2**3 与 a*b"),
            ("　　全角缩进 ", "全角缩进"),
            ("", ""),
        ];
        for (line, expected) in cases {
            assert_eq!(plain(line), expected, "{line}");
        }
        assert_eq!(without_comments("a<!-- x\ny -->b<!-- c"), "ab<!-- c");
    }

    #[test]
    fn many_open_brackets_take_linear_time() {
        for open in ["[", "[a](", "<", "**"] {
            let line = open.repeat(200_001);
            let marks = if open == "**" { 2 } else { line.len() };
            assert_eq!(plain(&line).len(), marks, "{open}");
        }
    }
}
