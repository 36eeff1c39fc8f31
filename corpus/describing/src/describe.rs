//! From what a source states to the document: each finding is made of the record and of the
//! findings that it names, so that the order of these lines can be read and changed.

use document::document::{Attachment, Document, Inference, Reference};
use document::fields::{Dates, Fields};
use document::record::Record;
use document::{identity, title};
use language::date::PartialDate;
use language::gazetteer::Gazetteer;
use language::kind::Kind;
use language::level::Level;

use crate::dates::SettledDates;
use crate::finding::Settled;
use crate::issuers::SettledIssuers;
use crate::law::Facts;
use crate::letter::Letter;
use crate::notice::Notice;
use crate::place::SettledPlace;
use crate::validity::SettledValidity;
use crate::{dates, deadline, issuers, kinds, place, references, script, types, validity};

/// The document that a record tells of; today decides whether it is still in force.
pub fn describe(record: Record, names: &Gazetteer) -> Document {
    describe_on(record, names, PartialDate::today())
}

/// The document that a record tells of, as of a day.
pub fn describe_on(record: Record, names: &Gazetteer, today: PartialDate) -> Document {
    let findings = match script::simplified(&record) {
        Some(simplified) => Findings::of(&simplified, names, today),
        None => Findings::of(&record, names, today),
    };
    let mut document = findings.applied_to(record);
    identity::settle(&mut document);
    document
}

/// What is known of a document, stated or found out.
struct Findings {
    kind: Settled<Kind>,
    number: Settled<String>,
    dates: SettledDates,
    issuers: SettledIssuers,
    place: SettledPlace,
    level: Option<Level>,
    doc_type: Settled<String>,
    keywords: Settled<Vec<String>>,
    validity: SettledValidity,
    deadline: Settled<PartialDate>,
    attachments: Vec<Attachment>,
    references: Vec<Reference>,
}

impl Findings {
    fn of(record: &Record, names: &Gazetteer, today: PartialDate) -> Findings {
        let seen = kinds::seen(record);
        let kind = seen.value.unwrap_or_default();
        let is_issued = !matches!(kind, Kind::Organization | Kind::News | Kind::Report);
        let letter = if is_issued { Letter::of(record, names) } else { Letter::default() };
        let notice = Notice::of(record);

        let number = types::number(record, kind, &letter, &notice);
        let dates = dates::settle(record, &letter, &notice);
        let issuers = issuers::settle(record, kind, &letter, &notice, names);
        let place = place::settle(record, kind, issuers.lead(), issuers.region.as_deref(), names);
        let doc_type = types::doc_type(record, is_issued, &letter);
        let attachments = title::attachments(&record.fields.title);
        let keywords = types::keywords(record, &attachments);
        // An explanation speaks of the term of what it explains.
        let is_in_force = is_issued && kind != Kind::Interpretation;
        let validity = validity::settle(record, is_in_force, &dates, &notice, today);
        let facts = Facts {
            doc_type: doc_type.value.as_deref(),
            lead: issuers.lead(),
            number: number.value.as_deref(),
            is_signed: letter.signed().is_some(),
            prints: !attachments.is_empty(),
            expires: validity.expires.value.is_some(),
            notice: dates.told_by(&notice).or_else(|| issuers.told_by_notice()),
        };
        let kind = kinds::settle(record, seen, &facts, names);
        let told = kind.value.unwrap_or_default();
        let deadline = deadline::settle(record, told, dates.date.value);
        let level = place::level(record, told, issuers.lead(), &place, names);
        let references = match told {
            Kind::Organization | Kind::News => Vec::new(),
            _ => references::of(record, number.value.as_deref(), &attachments),
        };
        Findings {
            kind,
            number,
            dates,
            issuers,
            place,
            level,
            doc_type,
            keywords,
            validity,
            deadline,
            attachments,
            references,
        }
    }

    /// The document of a record with what was found, still without an id of its own.
    fn applied_to(self, record: Record) -> Document {
        let Findings { dates, issuers, place, validity, .. } = self;
        let mut inferred = Inferred::default();
        let fields = Fields {
            kind: inferred.take("kind", self.kind).unwrap_or_default(),
            number: inferred.take("number", self.number),
            date: inferred.take("date", dates.date),
            dates: Dates {
                issued: inferred.take("issued", dates.issued),
                published: inferred.take("published", dates.published),
                effective: inferred.take("effective", validity.effective),
                expires: inferred.take("expires", validity.expires),
                deadline: inferred.take("deadline", self.deadline),
            },
            agency: issuers.names.first().cloned(),
            agencies: inferred.take("agency", issuers.settled()).unwrap_or_default(),
            district: inferred.take("district", place.district),
            region: inferred.take("region", place.region).unwrap_or_default(),
            level: self.level,
            doc_type: inferred.take("doc_type", self.doc_type),
            keywords: inferred.take("keywords", self.keywords).unwrap_or_default(),
            status: inferred.take("status", validity.status),
            ..record.fields
        };
        Document {
            id: record.id,
            fields,
            body: record.body,
            extra: record.extra.into_iter().chain(issuers.kept).chain(place.kept).collect(),
            sources: record.sources,
            inferred: inferred.0,
            corrected: record.corrected,
            attachments: self.attachments,
            references: self.references,
            doubts: record
                .doubts
                .into_iter()
                .chain(dates.doubts)
                .chain(issuers.doubts)
                .chain(validity.doubt)
                .collect(),
        }
    }
}

/// The fields that were found out, as they are collected.
#[derive(Default)]
struct Inferred(Vec<Inference>);

impl Inferred {
    /// The value of a field, which is listed where it was found out.
    fn take<T>(&mut self, field: &str, settled: Settled<T>) -> Option<T> {
        let evidence = settled.evidence.into_iter();
        self.0.extend(evidence.map(|evidence| Inference { field: field.to_owned(), evidence }));
        settled.value
    }
}
