//! What shows who issued a document: its title, who signed it, the names of other places.

use document::record::Record;
use document::title;
use language::agency::{self, Issuers};
use language::entity;
use language::gazetteer::{Entity, Gazetteer};
use language::kind::Kind;

use super::source;
use crate::letter::Letter;
use crate::place;

/// What pages state their site by.
const SITE: &str = "网站";

/// Passages at the top that may name the place.
const HEAD: usize = 6;

/// What shows who issued a document.
pub(super) struct Shown<'a> {
    pub(super) record: &'a Record,
    pub(super) kind: Kind,
    pub(super) letter: &'a Letter,
    pub(super) names: &'a Gazetteer,
    /// Those that the title names.
    title: Option<Issuers>,
}

impl<'a> Shown<'a> {
    pub(super) fn new(
        record: &'a Record,
        kind: Kind,
        letter: &'a Letter,
        names: &'a Gazetteer,
    ) -> Shown<'a> {
        let mut shown = Shown { record, kind, letter, names, title: None };
        let title = title::issuers(&record.fields.title, names);
        shown.title =
            title.map(|found| shown.placed(found)).map(|found| place::jointly(found, names));
        shown
    }

    /// Who issued the document by its own words: where none is `stated`, and where the words name
    /// the stated lead among several.
    pub(super) fn issuers(&self, stated: &[String]) -> Option<Issuers> {
        let of_title = self.title.clone();
        let Some(lead) = stated.first() else {
            if self.kind == Kind::Interpretation {
                // Other documents that it names have issuers, too.
                return of_title
                    .or_else(|| self.letter.signed().cloned())
                    .or_else(|| self.of_source());
            }
            let of_order = || self.letter.ordered_by(&self.record.fields.title, self.names);
            return best(of_title, self.letter).or_else(of_order).or_else(|| self.of_source());
        };
        let found = [of_title, self.letter.signed().cloned(), self.letter.headed.clone()];
        let joint = found.into_iter().flatten().filter(|issuers| {
            issuers.names.len() > stated.len()
                && stated.iter().all(|name| issuers.names.contains(name))
                && issuers.names.first() == Some(lead)
        });
        joint.max_by_key(|issuers| issuers.names.len())
    }

    /// Who issued, where the stated lead is neither in the title nor among the signatures: the title
    /// names others, or the stated one only passes on what others signed: it is a medium, or lies below
    /// them.
    pub(super) fn contradicting(&self, stated: &[String]) -> Option<Issuers> {
        let lead = stated.first().filter(|_| self.kind != Kind::Interpretation)?;
        let shown = self.title.iter().chain(self.letter.signed());
        if shown.into_iter().any(|issuers| issuers.names.contains(lead)) {
            return None;
        }
        let found = match best(self.title.clone(), self.letter) {
            None if source::is_medium(lead) => self.of_source(),
            found => found,
        }?;
        let own = place::seat(found.names.first()?, self.names).path;
        let passing = place::seat(lead, self.names).path;
        let is_below = passing.len() > own.len() && !own.is_empty() && passing.starts_with(&own);
        (self.title.is_some() || is_below || source::is_medium(lead)).then_some(found)
    }

    /// What a title calls without its place (市政府办公室) is the office's own unless the letter is
    /// of another place: then who signs it or its head tells the whole name, or the title the city.
    pub(super) fn placed(&self, title: Issuers) -> Issuers {
        if !title.words.starts_with(place::PLACELESS) {
            return title;
        }
        let seat = |issuers: &Issuers| {
            let lead = issuers.names.first().map(|name| place::seat(name, self.names).path);
            lead.filter(|path| !path.is_empty())
        };
        let own = seat(&title).unwrap_or_default();
        let signed = [self.letter.signed().cloned(), self.letter.headed.clone()];
        let mut signed = signed.into_iter().flatten();
        match signed.find_map(|issuers| Some((seat(&issuers)?, issuers))) {
            Some((path, in_full)) if own.is_empty() || !path.starts_with(&own) => in_full,
            Some(_) => title,
            None => self.of_place(&title, &own).unwrap_or(title),
        }
    }

    /// 市政府办公室 by the place that the number, the title, a line or the site tells, where that is not the
    /// office's own.
    fn of_place(&self, title: &Issuers, own: &[String]) -> Option<Issuers> {
        let [_] = title.names.as_slice() else { return None };
        let end = title.words.chars().next()?;
        let rest = &title.words[end.len_utf8()..];
        let place =
            self.of_number(end).or_else(|| self.of_text(end)).or_else(|| self.of_site(end))?;
        let is_own = own.contains(&place);
        let name = agency::in_full(&format!("{place}{rest}"));
        (!is_own).then(|| Issuers { names: vec![name], words: title.words.clone() })
    }

    /// The province or city whose offices number so: 鄂政发.
    fn of_number(&self, end: char) -> Option<String> {
        let number = self.record.fields.number.as_deref();
        let number = number.or(self.letter.number.as_ref().map(|found| found.value.as_str()))?;
        place::of_number(number, end).map(str::to_owned)
    }

    /// The one city that the title names, or with which a line begins: 鄂尔多斯市政府办公室.
    fn of_text(&self, end: char) -> Option<String> {
        let passages = self.record.passages();
        let head = passages.iter().take(HEAD).map(|passage| passage.text.as_ref());
        let lines = head.filter_map(|line| entity::leading(line, self.names).first().copied());
        let of_title = entity::mentions(&self.record.fields.title, self.names);
        let mut regions = of_title
            .into_iter()
            .chain(lines)
            .map(|mention| mention.name)
            .filter(|name| name.entity == Entity::Region)
            .map(|name| name.canonical.as_str());
        let city = regions.next().filter(|city| city.ends_with(end))?;
        regions.all(|other| other == city).then(|| city.to_owned())
    }

    /// The place of the page's site: 某市某区人民政府门户网站.
    fn of_site(&self, end: char) -> Option<String> {
        let site = self.record.extra.iter().find(|stated| stated.name == SITE)?;
        let path = place::seat(&site.value, self.names).path;
        path.into_iter().rev().find(|place| place.ends_with(end))
    }
}

/// The title names those that issue; of a joint document it may name the first alone (等七部门),
/// and the signatures name all.
fn best(of_title: Option<Issuers>, letter: &Letter) -> Option<Issuers> {
    match (of_title, letter.signed().cloned()) {
        (Some(title), Some(signed))
            if signed.names.first() == title.names.first()
                && signed.names.len() >= title.names.len() =>
        {
            Some(signed)
        }
        (Some(title), _) => Some(title),
        (None, Some(signed)) => Some(signed),
        (None, None) => letter.headed.clone(),
    }
}
