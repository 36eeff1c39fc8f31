//! How a document is cited in a report: in the form of offices, 《title》（发文字号，机构，日期）, in that
//! of GB/T 7714—2015, and for programs that keep references, BibTeX and RIS.

pub mod article;
mod bibtex;
mod ris;
mod standard;

use corpus::fields::Fields;
use corpus::headers::Header;
use corpus::{Document, Kind, PartialDate, number};
use strum::{Display, EnumIter, EnumString};

use article::Article;

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
#[derive(Debug, Clone)]
pub struct Cited<'a> {
    document: &'a Document,
    /// One article of it.
    article: Option<&'a Article>,
    /// Whether the text of the article is cited with it.
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
    /// A document, as looked up on a day.
    pub fn of(document: &'a Document, day: PartialDate) -> Cited<'a> {
        Cited { document, article: None, quoted: false, day }
    }

    /// One article of it, with its text where that is `quoted`.
    pub fn article(self, article: Option<&'a Article>, quoted: bool) -> Cited<'a> {
        Cited { article, quoted, ..self }
    }

    /// The citation, without an end of line.
    pub fn told(&self, form: Form) -> String {
        match form {
            Form::Office => self.with_quote(citation(self.document, self.number())),
            Form::Gbt7714 => self.with_quote(standard::reference(self)),
            Form::Bibtex => bibtex::entry(self),
            Form::Ris => ris::record(self),
        }
    }

    /// The number of the article.
    fn number(&self) -> Option<&str> {
        self.article.map(|article| article.number.as_str())
    }

    /// The text of the article, where it is cited.
    fn quote(&self) -> Option<&str> {
        self.article.filter(|_| self.quoted).map(|article| article.text.as_str())
    }

    fn with_quote(&self, citation: String) -> String {
        self.quote().map_or_else(|| citation.clone(), |quote| format!("{quote}\n{citation}"))
    }

    /// Who answers for it: of a report its authors, else who issued it.
    fn parties(&self) -> Vec<&str> {
        let fields = &self.document.fields;
        let authors = Some(&fields.authors).filter(|_| self.sort() == Sort::Report);
        let parties = authors.filter(|authors| !authors.is_empty()).unwrap_or(&fields.agencies);
        match parties.as_slice() {
            [] => fields.agency.as_deref().into_iter().collect(),
            parties => parties.iter().map(String::as_str).collect(),
        }
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

    /// The address that its source states.
    fn address(&self) -> Option<&str> {
        let is_known = |name: &str| matches!(Header::by_name(name), Some(Header::Extra));
        let stated = self.document.extra.iter().filter(|stated| is_known(&stated.name));
        let mut values = stated.map(|stated| stated.value.trim());
        values.find(|value| {
            let is_web = value.starts_with("http://") || value.starts_with("https://");
            is_web && !value.contains(|c: char| c.is_whitespace() || c.is_control())
        })
    }
}

/// The citation of a document in the form of offices, or of one article (第十二条) of it. What is not
/// known is left out.
///
/// 《》 within the title become 〈〉 (GB/T 15834—2011, 4.15.3.4).
pub fn citation(fields: &Fields, article: Option<&str>) -> String {
    let title = fields.title.trim().replace('《', "〈").replace('》', "〉");
    let date = fields.date.map(|date| date.in_chinese());
    let known = [fields.number.clone(), issuers(fields), date];
    let known: Vec<String> = known.into_iter().flatten().collect();
    let details = match known.as_slice() {
        [] => String::new(),
        known => format!("（{}）", known.join("，")),
    };
    format!("《{title}》{details}{}", article.unwrap_or_default())
}

fn issuers(fields: &Fields) -> Option<String> {
    match fields.agencies.as_slice() {
        [] => fields.agency.clone(),
        agencies => Some(agencies.join("、")),
    }
}

/// A text on one line, without signs that a file of references cannot hold.
fn on_one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
