//! 发文字号, the number under which an office issues a document: 沪府发〔2019〕12号.

use std::sync::LazyLock;

use regex::Regex;

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    // Office letters, a year in any brackets, a running number.
    let pattern = concat!(
        r"(?P<office>\p{Han}{1,24})\s*[〔\[［【(（﹝]\s*(?P<year>(?:19|20)\d{2})\s*[〕\]］】)）﹞]",
        r"\s*第?\s*0*(?P<serial>\d{1,5})\s*号",
    );
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("number pattern")
});

/// The first 发文字号 in a text that is the number or starts with it, normalized: brackets 〔〕,
/// no white space, no leading zeros, no 第.
pub fn find(text: &str) -> Option<String> {
    let plain = crate::fold::halfwidth(text);
    let found = NUMBER.captures(plain.trim())?;
    Some(format!("{}〔{}〕{}号", &found["office"], &found["year"], &found["serial"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalizes() {
        let cases = [
            ("沪府发〔2019〕12号", Some("沪府发〔2019〕12号")),
            ("沪府发（2019）12号", Some("沪府发〔2019〕12号")),
            ("沪科规 [2025] 第02号", Some("沪科规〔2025〕2号")),
            ("沪府〔２０２０〕27号", Some("沪府〔2020〕27号")),
            ("无", None),
            ("2019年12号", None),
        ];
        for (text, expected) in cases {
            assert_eq!(find(text).as_deref(), expected, "{text}");
        }
    }
}
