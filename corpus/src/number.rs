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

static PARTS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"^(?P<office>\p{Han}*?)[\s〔\[［【(（﹝]*(?P<year>(?:19|20)\d{2})?[\s〕\]］】)）﹞年]*",
        r"(?:第?\s*0*(?P<serial>\d{1,5})\s*号?)?$",
    );
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("number parts pattern")
});

/// A 发文字号, or as many of its parts as someone remembers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// The letters of the office: 沪府发.
    pub office: Option<String>,
    /// The year.
    pub year: Option<u16>,
    /// The running number.
    pub serial: Option<u32>,
}

impl Parts {
    /// Reads 沪府发〔2019〕12号, 沪府发 2019 12, 沪府令12号, 12号, 沪府发; a number of four digits
    /// from 1900 on is the year unless 号 follows. `None` when the text is nothing of the kind.
    pub fn parse(text: &str) -> Option<Parts> {
        let plain = crate::fold::halfwidth(text);
        let found = PARTS.captures(plain.trim())?;
        let office = &found["office"];
        let parts = Parts {
            office: (!office.is_empty()).then(|| office.to_owned()),
            year: found.name("year").and_then(|year| year.as_str().parse().ok()),
            serial: found.name("serial").and_then(|serial| serial.as_str().parse().ok()),
        };
        (parts != Parts::default()).then_some(parts)
    }

    /// Whether a whole number has these parts; an office may be given by its first letters.
    pub fn fit(&self, number: &Parts) -> bool {
        let office = |given: &String| number.office.as_ref().is_some_and(|o| o.starts_with(given));
        self.office.as_ref().is_none_or(office)
            && (self.year.is_none() || self.year == number.year)
            && (self.serial.is_none() || self.serial == number.serial)
    }
}

impl std::fmt::Display for Parts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.office.as_deref().unwrap_or_default())?;
        if let Some(year) = self.year {
            write!(f, "〔{year}〕")?;
        }
        self.serial.map_or(Ok(()), |serial| write!(f, "{serial}号"))
    }
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

    #[test]
    fn parts_fit_numbers() {
        let number = Parts::parse("沪府发〔2019〕12号").unwrap();
        let cases = [
            ("沪府发〔2019〕12号", true),
            ("沪府发 2019 12", true),
            ("沪府发 2019 12号", true),
            ("沪府发2019年第012号", true),
            ("沪府发", true),
            ("12号", true),
            ("2019", true),
            ("沪府", true),
            ("沪府办", false),
            ("沪府发 2018", false),
            ("2号", false),
        ];
        for (text, fits) in cases {
            assert_eq!(Parts::parse(text).unwrap().fit(&number), fits, "{text}");
        }
        for text in ["", "abc", "关于2019年的通知"] {
            assert_eq!(Parts::parse(text), None, "{text}");
        }
    }
}
