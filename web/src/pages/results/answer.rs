//! The answer above the list: a number with what it counts, or a passage with where it stands.

use search::{Answer, Marked, Response, Understood};

use super::chips;
use crate::parameters::Parameters;

/// An answer above the list.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum AnswerCard<'a> {
    Count {
        count: usize,
        /// What was counted, in words; empty for the whole library.
        counted: String,
    },
    Passage {
        marked: &'a Marked,
        section: Option<&'a str>,
        /// The title of the document, where it is known.
        title: Option<&'a str>,
        href: String,
    },
}

impl<'a> AnswerCard<'a> {
    /// The card of a response's answer. `title` is that of a passage's document that is not among
    /// the hits.
    pub(super) fn new(
        parameters: &Parameters,
        response: &'a Response,
        answer: &'a Answer,
        title: Option<&'a str>,
    ) -> AnswerCard<'a> {
        match answer {
            Answer::Count { count } => AnswerCard::Count {
                count: *count,
                counted: counted(parameters, &response.understood),
            },
            Answer::Passage { marked, id, section } => {
                let hit = response.hits.iter().find(|hit| hit.id == *id);
                AnswerCard::Passage {
                    marked,
                    section: section.as_deref().filter(|section| !section.is_empty()),
                    title: hit.map(|hit| hit.title.as_str()).or(title).filter(|t| !t.is_empty()),
                    href: parameters.document_href(id),
                }
            }
        }
    }
}

/// The filters in force and the words searched for.
pub(crate) fn counted(parameters: &Parameters, understood: &Understood) -> String {
    let mut parts = chips::in_words(parameters, understood);
    let keywords = &understood.keywords;
    if !keywords.is_empty() {
        parts.push(format!("关键词 {}", keywords.join(" ")));
    }
    parts.join("；")
}

#[cfg(test)]
mod tests {
    use search::FilterField;

    use super::super::tests::{hit, receipt, response};
    use super::*;
    use crate::parameters::read;

    #[test]
    fn a_count_says_what_was_counted() {
        let mut found = response();
        found.understood.keywords = vec!["区块链".to_owned(), "金融".to_owned()];
        found.understood.receipts = vec![
            receipt(FilterField::DATES, "2018", "2018年"),
            receipt(FilterField::KINDS, "policy", "政策"),
            receipt(FilterField::KINDS, "regulation", "政策"),
        ];
        let answer = Answer::Count { count: 7 };
        let parameters = read("q=a&district=B").parameters;
        let card = AnswerCard::new(&parameters, &found, &answer, None);
        let counted = "行政区 B；时间 2018年；类别 政策、法规规章；关键词 区块链 金融".to_owned();
        assert_eq!(card, AnswerCard::Count { count: 7, counted });
    }

    #[test]
    fn a_passage_names_its_document() {
        let cases = [
            (vec![hit()], None, Some("静安区促进金融业开放发展举措")),
            (Vec::new(), Some("甲"), Some("甲")),
            (Vec::new(), None, None),
        ];
        for (hits, given, expected) in cases {
            let answer =
                Answer::Passage { marked: Vec::new(), id: hit().id, section: Some(String::new()) };
            let found = Response { hits, ..response() };
            let parameters = read("q=a").parameters;
            let card = AnswerCard::new(&parameters, &found, &answer, given);
            let AnswerCard::Passage { title, section, .. } = card else { unreachable!() };
            assert_eq!((title, section), (expected, None));
        }
    }
}
