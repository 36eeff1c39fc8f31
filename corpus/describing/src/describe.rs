//! Derives what a source did not state: canonical agencies, district, region,
//! level, number, dates, validity, document type, kind, what the document prints
//! and names, and its identity. What was inferred and not stated is listed in the
//! document with its evidence; what was stated and not believed is a doubt.

use std::path::Path;

use crate::corrections;
use crate::letter::{self, Letter};
use crate::{issuers, law, notice, place, references, validity};
use document::document::{Document, Inference};
use document::identity;
use document::title;
use language::date::PartialDate;
use language::doc_type;
use language::gazetteer::Gazetteer;
use language::kind::Kind;
use language::number;

/// Completes a document as a reader hands it over; today decides whether it is still in force.
/// Doing it twice changes nothing.
pub fn complete(document: &mut Document, gazetteer: &Gazetteer) {
    complete_on(document, gazetteer, PartialDate::today());
}

/// Completes a document as of a day.
pub fn complete_on(document: &mut Document, gazetteer: &Gazetteer, today: PartialDate) {
    settle_kind_of_title(document);
    let is_issued = !matches!(document.kind, Kind::Organization | Kind::News | Kind::Report);
    let letter = if is_issued { Letter::of(document, gazetteer) } else { Letter::default() };
    settle_number(document, &letter);
    settle_dates(document, &letter, gazetteer);
    issuers::settle(document, &letter, gazetteer);
    place::settle(document, gazetteer);
    settle_doc_type(document, is_issued);
    settle_attachments(document);
    if is_issued && document.kind != Kind::Interpretation {
        // An explanation speaks of the term of what it explains.
        validity::settle(document, today);
    }
    settle_kind(document, gazetteer);
    place::settle_level(document, gazetteer);
    if !matches!(document.kind, Kind::Organization | Kind::News) {
        references::settle(document);
    }
    corrections::enforce(document);
    identity::settle(document);
}

/// A title may say that the document explains another one: 《…》解读; and a newspaper's report
/// begins like one.
fn settle_kind_of_title(document: &mut Document) {
    if !is_kind_open(document) {
        return;
    }
    if let Some((kind, words)) = title::kind(&document.title) {
        let words = words.to_owned();
        document.kind = kind;
        infer(document, "kind", &words);
    } else if doc_type::of_title(&document.title).is_none() && is_newspaper(document) {
        document.kind = Kind::News;
        infer(document, "kind", DATELINE);
    }
}

/// How a newspaper opens what it reports.
const DATELINE: &str = "本报讯";

fn is_newspaper(document: &Document) -> bool {
    let passages = document.passages();
    passages.iter().take(3).any(|passage| passage.text.trim_start().starts_with(DATELINE))
}

/// Whether the source says nothing of the kind.
fn is_kind_open(document: &Document) -> bool {
    document.kind == Kind::Other && document.category.is_none()
}

fn settle_number(document: &mut Document, letter: &Letter) {
    if document.number.is_some() || document.kind == Kind::Interpretation {
        return;
    }
    let of_title = || Some((number::opening(&document.title)?.number, document.title.clone()));
    if let Some((number, words)) = letter.number.clone().or_else(of_title) {
        document.number = Some(number);
        infer(document, "number", &words);
    }
}

/// 发布 else 成文, as stated; else the day of the last act that the notice under a regulation's
/// title or the file's name tells; else the day of the signatures.
fn settle_dates(document: &mut Document, letter: &Letter, gazetteer: &Gazetteer) {
    let stated = |field: &str, date: Option<PartialDate>| {
        date.filter(|_| document.inferred.iter().all(|inference| inference.field != field))
    };
    let published = stated("published", document.dates.published);
    let date = published.or(stated("issued", document.dates.issued)).or(document.date);
    document.date = date;
    notice::settle(document, gazetteer);
    settle_date_of_name(document);
    settle_date_of_page(document);
    if document.dates.issued.is_none()
        && let Some(signed) = &letter.issued
    {
        document.dates.issued = Some(signed.date);
        infer(document, "issued", &signed.words);
        if document.date.is_none() {
            document.date = Some(signed.date);
            infer(document, "date", &signed.words);
        }
    }
}

/// A page may say beside its source when it put the text up.
fn settle_date_of_page(document: &mut Document) {
    if document.date.is_some() || document.dates.published.is_some() {
        return;
    }
    if let Some(posted) = letter::day::posted(document) {
        document.date = Some(posted.date);
        document.dates.published = Some(posted.date);
        infer(document, "date", &posted.words);
        infer(document, "published", &posted.words);
    }
}

/// A file may be named for its date: 上海市劳动合同条例(2001-11-15).md. Where the notice names
/// another day the later one counts: no version is older than an act that it tells of.
fn settle_date_of_name(document: &mut Document) {
    let of_notice = document.inferred.iter().any(|inference| inference.field == "date");
    let Some((date, words)) = date_of_name(document) else { return };
    match document.date {
        None => {}
        Some(told) if of_notice && told < date => {
            document.doubt("date", &told.to_string(), "早于文件名中的日期，取较晚的");
        }
        Some(told) if of_notice && told > date => {
            document.doubt("date", &words, "文件名中的日期早于题注，取较晚的");
            return;
        }
        Some(_) => return,
    }
    document.date = Some(date);
    infer(document, "date", &words);
}

fn date_of_name(document: &Document) -> Option<(PartialDate, String)> {
    let [source] = document.sources.as_slice() else { return None };
    if !source.place.is_empty() {
        return None;
    }
    let stem = Path::new(&source.file).file_stem()?.to_string_lossy().into_owned();
    let open = stem.trim_end().strip_suffix([')', '）'])?;
    let (_, words) = open.rsplit_once(['(', '（'])?;
    Some((words.parse().ok()?, words.to_owned()))
}

fn settle_doc_type(document: &mut Document, is_issued: bool) {
    if document.doc_type.is_none()
        && is_issued
        && let Some((doc_type, words)) = type_of_title(&document.title)
    {
        let words = words.to_owned();
        document.doc_type = Some(doc_type.to_owned());
        infer(document, "doc_type", &words);
    }
}

/// The type that a title ends with, that of what it says was given, or that of its number
/// (海关总署公告2022年第15号（…）); and the words.
fn type_of_title(title: &str) -> Option<(&'static str, &str)> {
    doc_type::of_title(title)
        .or_else(|| doc_type::of_title(title::given(title)?))
        .or_else(|| doc_type::of_title(number::opening(title)?.office))
}

/// What a notice prints is found by its own document type, as a keyword.
fn settle_attachments(document: &mut Document) {
    if !document.attachments.is_empty() {
        return;
    }
    document.attachments = title::attachments(&document.title);
    let types = document.attachments.iter().filter_map(|attached| attached.doc_type.clone());
    let mut types: Vec<String> = types.collect();
    types.dedup();
    if document.keywords.is_empty() && !types.is_empty() {
        document.keywords = types;
        infer(document, "keywords", &document.title.clone());
    }
}

fn settle_kind(document: &mut Document, gazetteer: &Gazetteer) {
    if !is_kind_open(document) {
        return;
    }
    let Some(doc_type) = document.doc_type.clone() else { return };
    let (kind, words) = match law::evidence(document, gazetteer) {
        Some(words) => (Kind::Regulation, words),
        None => (kind_of_type(&doc_type), doc_type),
    };
    document.kind = kind;
    infer(document, "kind", &words);
}

/// The kind that a document of this type is, when nothing states it or shows a regulation.
fn kind_of_type(doc_type: &str) -> Kind {
    match doc_type {
        "报告" => Kind::Report,
        "解读" => Kind::Interpretation,
        _ => Kind::Policy,
    }
}

/// Notes that a field was inferred, and from which words.
pub(crate) fn infer(document: &mut Document, field: &str, evidence: &str) {
    document.inferred.retain(|inference| inference.field != field);
    document.inferred.push(Inference { field: field.to_owned(), evidence: evidence.to_owned() });
}
