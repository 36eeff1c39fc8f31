//! The query string of the page with the health of the library: which findings.

use search::HealthTopic;

use super::reading::number;

/// What is asked of the health of the library.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Checking {
    pub(crate) section: Section,
    /// The page of its findings, from 0.
    pub(crate) page: usize,
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

/// Reads the query string; what cannot be used but a section is passed over.
pub(crate) fn read_checking(query: &str) -> Checking {
    let mut checking = Checking::default();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let value = value.trim();
        match &*name {
            "section" => checking.section = section(value),
            "page" => checking.page = number(value).unwrap_or(1).saturating_sub(1),
            _ => {}
        }
    }
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
            ("", Section::Unsaid, 0),
            ("section=&page=", Section::Unsaid, 0),
            ("section=same_title&page=3", Section::One(HealthTopic::SameTitle), 2),
            ("section=colours&page=-1", Section::Unknown, 0),
            ("page=0", Section::Unsaid, 0),
        ];
        for (query, section, page) in cases {
            assert_eq!(read_checking(query), Checking { section, page }, "{query}");
        }
    }
}
