//! An entry of BibTeX. Names of offices are in braces of their own, so that no program takes them for
//! first and last names; titles, so that none changes their letters.

use super::{Cited, Sort, on_one_line};

/// Digits of the hash by which keys of one kind and year differ.
const KEY_DIGITS: usize = 10;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The entry.
pub(super) fn entry(cited: &Cited<'_>) -> String {
    let document = cited.document;
    let kind = if cited.sort() == Sort::Report { "techreport" } else { "misc" };
    let parties: Vec<String> =
        cited.parties().iter().map(|party| format!("{{{}}}", escaped(party))).collect();
    let parties = Some(parties.join(" and ")).filter(|parties| !parties.is_empty());
    let issuers: Vec<String> = cited.issuers.iter().map(|name| escaped(name)).collect();
    // A techreport needs an institution.
    let institution = Some(issuers.join("、")).filter(|names| kind != "misc" && !names.is_empty());
    let date = cited.date();
    let month =
        date.and_then(|date| date.month()).and_then(|month| MONTHS.get(usize::from(month) - 1));
    let day = date.and_then(|date| date.day()).map(|day| day.to_string());
    let fields = [
        ("author", parties),
        ("title", Some(format!("{{{}}}", escaped(cited.title())))),
        ("institution", institution),
        // Styles print the number of a report, and of other things only how they were published.
        (
            if kind == "misc" { "howpublished" } else { "number" },
            document.number.as_deref().map(escaped),
        ),
        ("year", date.map(|date| date.year().to_string())),
        ("day", day),
        ("url", cited.address().map(address)),
        ("urldate", cited.address().map(|_| cited.day.to_string())),
        ("keywords", Some(escaped(&cited.subjects().join(", "))).filter(|k| !k.is_empty())),
        ("note", cited.quote().or(cited.place()).map(escaped)),
        ("language", Some("chinese".to_owned())),
    ];
    let lines = fields.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let lines: String = lines.map(|(name, value)| format!("  {name} = {{{value}}},\n")).collect();
    // The names of months are BibTeX's own, and stand without braces.
    let month = month.map(|month| format!("  month = {month},\n")).unwrap_or_default();
    format!("@{kind}{{{},\n{lines}{month}}}", key(cited))
}

/// A key that stays the same as long as the document has its id: `policy2019-8c1f0a2b3d`.
fn key(cited: &Cited<'_>) -> String {
    let document = cited.document;
    let year = cited.date().map(|date| date.year().to_string()).unwrap_or_default();
    let hash = blake3::hash(document.id.as_bytes()).to_hex();
    format!("{}{year}-{}", document.kind.key(), &hash[..KEY_DIGITS])
}

/// A text that LaTeX prints as it is. Braces are written as commands, as those of a value have to match.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in on_one_line(text).chars() {
        match c {
            '\\' => out += r"\textbackslash{}",
            '{' => out += r"\textbraceleft{}",
            '}' => out += r"\textbraceright{}",
            '~' => out += r"\textasciitilde{}",
            '^' => out += r"\textasciicircum{}",
            '$' | '&' | '#' | '%' | '_' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// An address, which is taken as it is but for its braces.
fn address(text: &str) -> String {
    text.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C")
}
