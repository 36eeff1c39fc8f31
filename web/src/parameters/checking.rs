//! The query string of the page with the health of the library: which findings.

use search::HealthTopic;

use super::reading::{MAX_NOTICES, number, shortened};

/// What is asked of the health of the library.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Checking {
    pub(crate) section: Section,
    /// The page of its findings, from 0.
    pub(crate) page: usize,
    /// What could not be used, each as a sentence.
    pub(crate) notices: Vec<String>,
}

/// Which findings.
#[derive(Debug, Default, PartialEq)]
pub(crate) enum Section {
    /// Some of each kind.
    #[default]
    Unsaid,
    /// All of one kind.
    One(HealthTopic),
    /// There is no such kind.
    Unknown,
}

/// Reads the query string.
pub(crate) fn read_checking(query: &str) -> Checking {
    let mut checking = Checking::default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let value = value.trim();
        match &*name {
            "section" => checking.section = section(value),
            "page" => match number(value).and_then(|page| page.checked_sub(1)) {
                Some(page) => checking.page = page,
                None => checking.notices.push(format!("没有第“{}”页。", shortened(value))),
            },
            name => {
                let text =
                    format!("没有名为“{}”的参数，已略过。可用 section、page。", shortened(name));
                checking.notices.push(text);
            }
        }
    }
    checking.notices.truncate(MAX_NOTICES);
    checking
}

fn section(value: &str) -> Section {
    match value {
        "" => Section::Unsaid,
        value => value.parse().map_or(Section::Unknown, Section::One),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_asked_for_by_kind_and_page() {
        let cases = [
            ("", Section::Unsaid, 0, ""),
            ("section=", Section::Unsaid, 0, ""),
            ("section=same_title&page=3", Section::One(HealthTopic::SameTitle), 2, ""),
            ("section=colours&page=-1", Section::Unknown, 0, "没有第“-1”页。"),
            ("page=0", Section::Unsaid, 0, "没有第“0”页。"),
            ("topic=x", Section::Unsaid, 0, "没有名为“topic”的参数，已略过。可用 section、page。"),
        ];
        for (query, section, page, notice) in cases {
            let checking = read_checking(query);
            assert_eq!((checking.section, checking.page), (section, page), "{query}");
            assert_eq!(checking.notices.concat(), notice, "{query}");
        }
    }
}
