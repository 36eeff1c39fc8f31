//! A record of RIS: a line for each value, after a tag of two letters; all values on one line.

use super::{Cited, Sort, on_one_line};

/// The record.
pub(super) fn record(cited: &Cited<'_>) -> String {
    let document = cited.document;
    let mut lines = vec![("TY", kind(cited.sort()).to_owned())];
    lines.extend(cited.parties().iter().map(|party| ("AU", party.clone())));
    lines.push(("TI", cited.title().to_owned()));
    // Who issued a report is told beside its authors.
    let publishers = cited.issuers.iter().filter(|issuer| !cited.parties().contains(issuer));
    lines.extend(publishers.map(|issuer| ("PB", issuer.clone())));
    if let Some(date) = cited.date() {
        let two = |part: Option<u8>| part.map(|part| format!("{part:02}")).unwrap_or_default();
        lines.push(("PY", date.year().to_string()));
        let day = format!("{:04}/{}/{}/", date.year(), two(date.month()), two(date.day()));
        lines.push(("DA", day));
    }
    lines.extend(document.number.clone().map(|number| ("M1", number)));
    lines.extend(cited.subjects().into_iter().map(|subject| ("KW", subject.to_owned())));
    lines.extend(document.summary.clone().map(|summary| ("AB", summary)));
    lines.extend(cited.quote().or(cited.place()).map(|note| ("N1", note.to_owned())));
    if let Some(address) = cited.address() {
        lines.push(("UR", address.to_owned()));
        lines.push(("Y2", cited.day.to_string().replace('-', "/")));
    }
    lines.push(("LA", "zh".to_owned()));
    let lines = lines.iter().map(|(tag, value)| format!("{tag}  - {}\n", on_one_line(value)));
    format!("{}ER  - ", lines.collect::<String>())
}

fn kind(sort: Sort) -> &'static str {
    match sort {
        Sort::Regulation => "STAT",
        Sort::Report => "RPRT",
        Sort::Standard => "STAND",
        Sort::News => "NEWS",
        Sort::Other => "GOVDOC",
    }
}
