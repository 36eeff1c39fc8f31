//! How a document is cited in a report: in the form of offices, 《title》（发文字号，机构，日期）, in that
//! of GB/T 7714—2015, and for programs that keep references, BibTeX and RIS.

mod bibtex;
mod issuers;
pub mod part;
mod ris;
mod standard;

use corpus::gazetteer::Gazetteer;
use corpus::headers::Header;
use corpus::{Document, Kind, PartialDate, agency, number};
use strum::{Display, EnumIter, EnumString};

pub use issuers::in_full;
use part::Part;

/// The form of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, EnumString, EnumIter)]
#[strum(serialize_all = "lowercase")]
pub enum Form {
    /// As official documents cite each other.
    Office,
    /// GB/T 7714—2015, as lists of references have it.
    Gbt7714,
    /// For LaTeX and most programs that keep references.
    Bibtex,
    /// For EndNote, Zotero, NoteExpress.
    Ris,
}

impl Form {
    /// The ending of files that hold such citations.
    pub fn ending(self) -> &'static str {
        match self {
            Form::Office | Form::Gbt7714 => "txt",
            Form::Bibtex => "bib",
            Form::Ris => "ris",
        }
    }

    /// What such files are, to a browser.
    pub fn content_type(self) -> &'static str {
        match self {
            Form::Office | Form::Gbt7714 => "text/plain; charset=utf-8",
            Form::Bibtex => "application/x-bibtex; charset=utf-8",
            Form::Ris => "application/x-research-info-systems; charset=utf-8",
        }
    }
}

/// What is cited.
#[derive(Clone)]
pub struct Cited<'a> {
    document: &'a Document,
    names: &'a Gazetteer,
    /// Who issued it, in full.
    issuers: Vec<String>,
    /// A part of it.
    part: Option<&'a Part>,
    /// Whether the text of the part is cited with it.
    quoted: bool,
    /// The day on which it was looked up.
    day: PartialDate,
}

/// Whether, and what, a document is to those who sort references.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Regulation,
    Report,
    Standard,
    News,
    Other,
}

impl<'a> Cited<'a> {
    /// A document, as looked up on a day. `names`: of the office.
    pub fn of(document: &'a Document, names: &'a Gazetteer, day: PartialDate) -> Cited<'a> {
        let issuers = issuers::of(document, names);
        Cited { document, names, issuers, part: None, quoted: false, day }
    }

    /// A part of it, with its text where that is `quoted`.
    pub fn part(self, part: Option<&'a Part>, quoted: bool) -> Cited<'a> {
        Cited { part, quoted, ..self }
    }

    /// The citation, without an end of line.
    pub fn told(&self, form: Form) -> String {
        match form {
            Form::Office => self.with_quote(self.office()),
            Form::Gbt7714 => self.with_quote(standard::reference(self)),
            Form::Bibtex => bibtex::entry(self),
            Form::Ris => ris::record(self),
        }
    }

    /// As offices cite it. What is not known is left out, and who issued it where the title says so; 《》
    /// within the title become 〈〉 (GB/T 15834—2011, 4.15.3.4).
    fn office(&self) -> String {
        let title = self.title().trim().replace('《', "〈").replace('》', "〉");
        let issuers = Some(self.issuers.join("、")).filter(|names| !names.is_empty());
        let issuers = issuers.filter(|_| !self.is_titled_by_issuers());
        let date = self.date().map(|date| date.in_chinese());
        let known = [self.document.number.clone(), issuers, date];
        let known: Vec<String> = known.into_iter().flatten().collect();
        let details = match known.as_slice() {
            [] => String::new(),
            known => format!("（{}）", known.join("，")),
        };
        format!("《{title}》{details}{}", self.place().unwrap_or_default())
    }

    /// Whether the title begins with who issued it: 国务院关于…, 工业和信息化部等七部门关于….
    fn is_titled_by_issuers(&self) -> bool {
        let title = self.title();
        let agencies = &self.document.agencies;
        let begins = |name: &String| title.strip_prefix(name.as_str());
        let rest =
            self.issuers.first().and_then(begins).or_else(|| agencies.first().and_then(begins));
        let is_named = |(at, name): (usize, &String)| {
            title.contains(name.as_str())
                || agencies.get(at).is_some_and(|name| title.contains(name))
        };
        // 上海市人民代表大会议事规则 is of the congress, and does not tell it.
        let is_issued = |rest: &str| title.contains("关于") || rest.starts_with("印发");
        rest.is_some_and(|rest| {
            is_issued(rest)
                && (rest.starts_with('等') || self.issuers.iter().enumerate().all(is_named))
        })
    }

    /// When it was issued: the day of signing where that is known, as the page of a document says when it
    /// was put up. An order was issued on the day on which its own text says that it was given.
    fn date(&self) -> Option<PartialDate> {
        let fields = &self.document.fields;
        let is_told =
            |field: &str| self.document.inferred.iter().any(|inferred| inferred.field == field);
        let issued = fields.dates.issued.filter(|issued| {
            let is_as_exact =
                fields.date.is_none_or(|date| date.day().is_none() || issued.day().is_some());
            is_as_exact && !is_told("published") && !self.document.is_corrected("date")
        });
        issued.or(fields.date)
    }

    /// Its title, or of a part of what it only prints the title of that.
    fn title(&self) -> &str {
        let of = self.part.and_then(|part| part.of.as_deref());
        of.unwrap_or(&self.document.title)
    }

    /// Where the part stands.
    fn place(&self) -> Option<&str> {
        self.part.map(|part| part.place.as_str())
    }

    /// The text of the part, where it is cited.
    fn quote(&self) -> Option<&str> {
        self.part.filter(|_| self.quoted).map(|part| part.text.as_str())
    }

    fn with_quote(&self, citation: String) -> String {
        self.quote().map_or_else(|| citation.clone(), |quote| format!("{quote}\n{citation}"))
    }

    /// Who answers for it: of a report its authors, else who issued it.
    fn parties(&self) -> &[String] {
        let authors = &self.document.authors;
        if self.sort() == Sort::Report && !authors.is_empty() { authors } else { &self.issuers }
    }

    /// What it is about, as its source says; pages also list offices there.
    fn subjects(&self) -> Vec<&str> {
        let is_stated = !self.document.inferred.iter().any(|inferred| inferred.field == "keywords");
        let keywords = self.document.keywords.iter().filter(|_| is_stated).map(String::as_str);
        keywords.filter(|word| agency::canonical(word, self.names).is_none()).collect()
    }

    fn sort(&self) -> Sort {
        let fields = &self.document.fields;
        let is_standard =
            |text: &String| number::Parts::of_standard(text).is_some_and(|p| p.year.is_some());
        match fields.kind {
            _ if fields.number.as_ref().is_some_and(is_standard) => Sort::Standard,
            Kind::Regulation => Sort::Regulation,
            Kind::Report => Sort::Report,
            Kind::News => Sort::News,
            _ => Sort::Other,
        }
    }

    /// The address that its source states: as a link, else as its source.
    fn address(&self) -> Option<&str> {
        let known = |header: Header| {
            let is_it = move |name: &str| Header::by_name(name) == Some(header);
            let stated = self.document.extra.iter().filter(move |stated| is_it(&stated.name));
            stated.map(|stated| stated.value.trim())
        };
        let mut values = known(Header::Extra).chain(known(Header::Source));
        values.find(|value| {
            let is_web = value.starts_with("http://") || value.starts_with("https://");
            is_web && !value.contains(|c: char| c.is_whitespace() || c.is_control())
        })
    }
}

/// A text on one line, without signs that a file of references cannot hold.
fn on_one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
