//! What number and head say of a document: its 发文字号, its type, and the types of what it prints.

use std::sync::LazyLock;

use regex::Regex;

use document::document::Attachment;
use document::record::Record;
use document::title;
use language::kind::Kind;
use language::{doc_type, number};

use crate::finding::{Finding, Settled};
use crate::kinds;
use crate::letter::Letter;
use crate::notice::Notice;

/// The 发文字号: of the letter's head, with which the title opens or that stands in brackets at its
/// end, or of the order by which a regulation was given. Who explains a document names its number.
pub(crate) fn number(
    record: &Record,
    kind: Kind,
    letter: &Letter,
    notice: &Notice,
) -> Settled<String> {
    let stated = Settled::stated(record, "number", record.fields.number.clone());
    let title = &record.fields.title;
    let of_title = || {
        let opening = number::opening(title).map(|order| order.number);
        let value = opening.or_else(|| number::beside(title))?;
        Some(Finding { value, evidence: title.clone() })
    };
    match kind {
        Kind::Interpretation => stated,
        _ => stated
            .or(|| letter.number.clone().or_else(of_title).or_else(|| notice.number()))
            .or(|| of_standard(record)),
    }
}

/// Lines at the top of a standard among which its number stands.
const COVER: usize = 8;

/// The number of a standard, which is a line of its cover: DB31/T 1240—2020.
fn of_standard(record: &Record) -> Option<Finding<String>> {
    let passages = record.passages();
    passages.iter().take(COVER).find_map(|passage| {
        let line = passage.text.trim();
        number::Parts::of_standard(line)?.year?;
        Some(Finding { value: number::standard(line)?, evidence: line.to_owned() })
    })
}

/// The type of what was issued, by its title; of a letter whose title does not tell, by the words
/// with which it begins or ends.
pub(crate) fn doc_type(record: &Record, is_issued: bool, letter: &Letter) -> Settled<String> {
    let stated = Settled::stated(record, "doc_type", record.fields.doc_type.clone());
    let is_letter = letter.number.is_some() || letter.signed().is_some();
    let stated = stated.or(|| {
        let (value, words) = of_title(&record.fields.title).filter(|_| is_issued)?;
        Some(Finding { value: value.to_owned(), evidence: words.to_owned() })
    });
    stated.or(|| formula(record).filter(|_| is_issued && is_letter))
}

static FORMULA: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"现(?:就|将|对)?[^。；]{0,60}?(?P<open>通知|通报|通告|公告|批复|答复|函复|报告)如下",
        r"|(?:特此|专此)(?P<close>通知|通报|通告|公告|批复|函复|函告|报告)",
    );
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("formula pattern")
});

/// 现将有关事项通知如下; 特此函复.
fn formula(record: &Record) -> Option<Finding<String>> {
    let passages = record.passages();
    passages.iter().find_map(|passage| {
        let found = FORMULA.captures(&passage.text)?;
        let act = found.name("open").or(found.name("close"))?.as_str();
        let value = if act.contains('函') || act == "答复" { "函" } else { act };
        Some(Finding { value: value.to_owned(), evidence: found[0].to_owned() })
    })
}

/// The type that a title ends with, that of what it says was given, or that of its number
/// (海关总署公告2022年第15号（…）); and the words. A headline (某省出台某方案) tells of another's.
fn of_title(title: &str) -> Option<(&'static str, &str)> {
    if kinds::is_headline(title) {
        return None;
    }
    doc_type::of_title(title)
        .or_else(|| doc_type::of_title(title::given(title).or_else(|| numbered(title))?))
        .or_else(|| doc_type::of_title(number::opening(title)?.office))
}

/// The title behind a number: 沪府发〔2019〕12号《…》.
fn numbered(title: &str) -> Option<&str> {
    number::beside(title)?;
    title.trim().strip_suffix('》')?.split_once('《').map(|(_, inner)| inner)
}

/// What a notice prints is found by its own document type, as a keyword.
pub(crate) fn keywords(record: &Record, printed: &[Attachment]) -> Settled<Vec<String>> {
    let stated = Some(record.fields.keywords.clone()).filter(|keywords| !keywords.is_empty());
    Settled::stated(record, "keywords", stated).or(|| {
        let mut value: Vec<String> = printed.iter().filter_map(|p| p.doc_type.clone()).collect();
        value.dedup();
        let evidence = record.fields.title.clone();
        (!value.is_empty()).then_some(Finding { value, evidence })
    })
}
