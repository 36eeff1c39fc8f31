//! The notices beside the results: how loud each is, and the link that does what it offers.

use search::{FilterField, Notice, NoticeCode, Response};

use super::overruled;
use crate::parameters::Parameters;

/// Notices that say how the query was read; all others ask for attention.
const QUIET: [NoticeCode; 5] = [
    NoticeCode::Synonyms,
    NoticeCode::DatePreferred,
    NoticeCode::DateInName,
    NoticeCode::DateReading,
    NoticeCode::MergedDistrict,
];

/// A notice as the page shows it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) quiet: bool,
    pub(super) text: String,
    pub(super) link: Option<Link>,
}

/// What a notice offers.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) label: String,
    pub(super) href: String,
}

/// All notices: those of the response, which stated filters were kept against what the query says,
/// and that synonyms are switched off.
pub(super) fn notes(parameters: &Parameters, response: &Response) -> Vec<Note> {
    let mut notes: Vec<Note> =
        response.notices.iter().map(|notice| note(parameters, response, notice)).collect();
    notes.extend(
        FilterField::ALL.into_iter().filter_map(|field| overruling(parameters, response, field)),
    );
    let request = &parameters.request;
    if !request.synonyms && !request.query.trim().is_empty() {
        let href = parameters.with_synonyms(true).href("/");
        let link = Some(Link { label: "也查同义的说法".to_owned(), href });
        notes.push(Note { quiet: true, text: "现在只按原词查找。".to_owned(), link });
    }
    notes
}

fn note(parameters: &Parameters, response: &Response, notice: &Notice) -> Note {
    let quiet = QUIET.contains(&notice.code);
    let (text, link) = match notice.code {
        NoticeCode::Suggestion => {
            let href = parameters.asking(&notice.words).href("/");
            let link = Link { label: notice.words.clone(), href };
            ("您是不是要找：".to_owned(), Some(link))
        }
        NoticeCode::Synonyms => {
            let href = parameters.with_synonyms(false).href("/");
            let link = Link { label: "只按原词查找".to_owned(), href };
            (ended(&notice.text), Some(link))
        }
        NoticeCode::WordsGivenUp if response.total == 0 => {
            let text = format!("没有文件包含全部词语；放宽了“{}”，仍没有找到。", notice.words);
            (text, None)
        }
        _ => (ended(&notice.text), None),
    };
    Note { quiet, text, link }
}

/// Says that a stated filter counts and not what the query says, and offers the contrary.
fn overruling(parameters: &Parameters, response: &Response, field: FilterField) -> Option<Note> {
    let in_vain = overruled::in_vain(parameters, response, field);
    if in_vain.is_empty() {
        return None;
    }
    let stated = overruled::said(field, overruled::stated(parameters, field)).join("、");
    let (name, in_vain) = (field.label(), in_vain.join("、"));
    let filters = parameters.filters();
    let others = filters.iter().filter(|(key, _)| key.parse() != Ok(field));
    let href = parameters.with_filters(others).href("/");
    Some(Note {
        quiet: true,
        text: format!("{name}按已选的{stated}检索，问句里的{in_vain}没有用来限定。"),
        link: Some(Link { label: "改按问句".to_owned(), href }),
    })
}

/// The text as a whole sentence.
fn ended(text: &str) -> String {
    let end = if text.ends_with(['。', '？', '！']) { "" } else { "。" };
    format!("{text}{end}")
}

#[cfg(test)]
mod tests {
    use super::super::tests::response;
    use super::*;
    use crate::parameters::read;

    #[test]
    fn notices_offer_what_they_speak_of() {
        let cases = [
            (
                NoticeCode::Suggestion,
                "q=b&year=2019&offset=10",
                false,
                Some(("甲乙", "/?q=%E7%94%B2%E4%B9%99&year=2019")),
            ),
            (NoticeCode::Synonyms, "q=b", true, Some(("只按原词查找", "/?q=b&no-synonyms=1"))),
            (NoticeCode::WordsGivenUp, "q=b", false, None),
            (NoticeCode::MergedDistrict, "q=b", true, None),
        ];
        for (code, query, quiet, link) in cases {
            let mut found = response();
            let (text, words) = ("说明".to_owned(), "甲乙".to_owned());
            found.notices = vec![Notice { code, text, words }];
            let notes = notes(&read(query).parameters, &found);
            assert_eq!(notes.len(), 1, "{code:?}");
            assert_eq!(notes[0].quiet, quiet, "{code:?}");
            let linked = notes[0].link.as_ref().map(|l| (l.label.as_str(), l.href.as_str()));
            assert_eq!(linked, link, "{code:?}");
        }
    }

    #[test]
    fn synonyms_switched_off_can_be_switched_on() {
        let cases = [
            ("q=a&no-synonyms=1&offset=10", Some("/?q=a")),
            ("q=a", None),
            ("no-synonyms=1", None),
        ];
        for (query, expected) in cases {
            let notes = notes(&read(query).parameters, &response());
            let links: Vec<_> = notes.iter().filter_map(|note| note.link.as_ref()).collect();
            assert_eq!(links.first().map(|link| link.href.as_str()), expected, "{query}");
        }
    }

    #[test]
    fn a_kept_filter_against_the_query_is_said() {
        let mut found = response();
        found.understood.districts = vec!["C".to_owned()];
        let notes = notes(&read("q=c&year=2019&district=A&district=B").parameters, &found);
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].text, "行政区按已选的A、B检索，问句里的C没有用来限定。");
        assert_eq!(notes[0].link.as_ref().map(|l| l.href.as_str()), Some("/?q=c&year=2019"));
    }

    #[test]
    fn notices_are_whole_sentences() {
        let cases = [
            ("说明", "说明。"),
            ("说明。", "说明。"),
            ("您是不是要找：甲？", "您是不是要找：甲？"),
        ];
        for (given, expected) in cases {
            assert_eq!(ended(given), expected);
        }
    }
}
