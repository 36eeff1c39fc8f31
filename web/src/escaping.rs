//! How templates write text of documents and queries: markup as text, and without the characters that
//! nobody sees and that turn the direction of writing or steer what reads them. A search passes over
//! them, too, so a query that a form sends again finds the same.

use std::fmt::{self, Write};

use askama::filters::{Escaper, Html};
use corpus::unseen::is_unseen;

/// Askama writes by it whatever a template does not call safe (`askama.toml`).
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Harmless;

impl Escaper for Harmless {
    fn write_escaped_str<W: Write>(&self, mut dest: W, text: &str) -> fmt::Result {
        for seen in text.split(is_unseen) {
            Html.write_escaped_str(&mut dest, seen)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;

    #[derive(Template)]
    #[template(source = "<p title=\"{{ text }}\">{{ text }}</p>", ext = "html")]
    struct Page<'a> {
        text: &'a str,
    }

    #[test]
    fn what_nobody_sees_is_left_out() {
        let cases = [
            ("沪府〔2019〕1号\t甲\n乙", "沪府〔2019〕1号\t甲\n乙"),
            ("甲\u{202e}乙\u{2066}丙\u{61c}\u{200f}", "甲乙丙"),
            ("\u{1b}[31m红\u{0}\u{9b}\u{7f}", "[31m红"),
            ("\u{202e}<b>\"&'", "&#60;b&#62;&#34;&#38;&#39;"),
        ];
        for (text, shown) in cases {
            let expected = format!("<p title=\"{shown}\">{shown}</p>");
            assert_eq!(Page { text }.render().unwrap(), expected, "{text:?}");
        }
    }
}
