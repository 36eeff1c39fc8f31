//! What kind of document it is, where no source says so: first by its title, as much depends on
//! whether it was issued at all, and in the end by its type and form.

use document::record::Record;
use document::title;
use language::gazetteer::Gazetteer;
use language::kind::Kind;

use crate::finding::{Finding, Settled};
use crate::law::{self, Facts};

mod reporting;

pub(crate) use reporting::is_headline;

/// The kind that a source states or that the title shows: 《…》解读, or a newspaper's report.
pub(crate) fn seen(record: &Record) -> Settled<Kind> {
    let fields = &record.fields;
    let is_stated = fields.kind != Kind::Other || fields.category.is_some();
    let stated = Settled::stated(record, "kind", is_stated.then_some(fields.kind));
    stated.or(|| of_title(&fields.title).or_else(|| reporting::found(record)))
}

fn of_title(title: &str) -> Option<Finding<Kind>> {
    let (value, words) = title::kind(title)?;
    Some(Finding { value, evidence: words.to_owned() })
}

/// The kind as it was seen, or else by the document's type, and by what shows a regulation.
pub(crate) fn settle(
    record: &Record,
    seen: Settled<Kind>,
    facts: &Facts<'_>,
    names: &Gazetteer,
) -> Settled<Kind> {
    seen.or(|| {
        let doc_type = facts.doc_type?;
        Some(match law::evidence(record, doc_type, facts, names) {
            Some(evidence) => Finding { value: Kind::Regulation, evidence },
            None => Finding { value: of_type(doc_type, facts), evidence: doc_type.to_owned() },
        })
    })
}

/// The kind that a document of this type is, when nothing shows a regulation. A guide that nobody
/// issued by a number only explains how something is done.
fn of_type(doc_type: &str, facts: &Facts<'_>) -> Kind {
    match doc_type {
        "报告" => Kind::Report,
        "解读" => Kind::Interpretation,
        "指南" if facts.number.is_none() && !facts.is_signed => Kind::Other,
        _ => Kind::Policy,
    }
}
