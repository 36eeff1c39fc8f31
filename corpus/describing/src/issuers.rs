//! Who issued a document: the names a source states become the short canonical names that
//! the office uses. What cannot be the name of an agency is doubted.

use document::document::{Doubt, Statement};
use document::fields;
use document::headers::Header;
use document::record::Record;
use document::title;
use language::agency::{self, Issuers};
use language::entity;
use language::gazetteer::{Entity, Gazetteer};
use language::kind::Kind;

use crate::finding::Settled;
use crate::letter::Letter;
use crate::notice::Notice;
use crate::place;

/// Beginnings of names that leave out the name of the place.
const PLACELESS: [char; 6] = ['市', '区', '县', '州', '盟', '旗'];

/// Passages at the top that may name the place.
const HEAD: usize = 6;

/// Who issued a document.
#[derive(Default)]
pub(crate) struct SettledIssuers {
    /// Canonical, each once, the lead one first.
    pub(crate) names: Vec<String>,
    /// The words that name them, where no source states them.
    evidence: Option<String>,
    /// Whether the notice under the title tells them.
    is_of_notice: bool,
    /// A region that was stated in place of an agency.
    pub(crate) region: Option<String>,
    /// What was stated as an agency and is none.
    pub(crate) kept: Vec<Statement>,
    pub(crate) doubts: Vec<Doubt>,
}

impl SettledIssuers {
    pub(crate) fn lead(&self) -> Option<&str> {
        self.names.first().map(String::as_str)
    }

    /// The words of the notice, where it tells who issued.
    pub(crate) fn told_by_notice(&self) -> Option<&str> {
        self.evidence.as_deref().filter(|_| self.is_of_notice)
    }

    /// The names as the value of a field.
    pub(crate) fn settled(&self) -> Settled<Vec<String>> {
        Settled::of(Some(self.names.clone()), self.evidence.clone())
    }
}

/// Makes the stated agencies canonical, each once, the lead one first; those that are none are
/// doubted. Where none is left, title and text tell; where the text names others beside those
/// that are stated, as joint issuers, they are added.
pub(crate) fn settle(
    record: &Record,
    kind: Kind,
    letter: &Letter,
    notice: &Notice,
    names: &Gazetteer,
) -> SettledIssuers {
    let stated = &record.fields.agencies;
    let region = place::stated_region(&record.fields.region, names);
    let is_open = !record.is_corrected("agency");
    let told = (is_open && stated.is_empty()).then(|| notice.maker(&record.fields.title, names));
    let told = told.flatten();
    let is_of_notice = told.is_some();
    let (given, evidence) = match told {
        Some(told) => (told.value, Some(told.evidence)),
        None => (stated.clone(), None),
    };
    let mut settled = SettledIssuers { evidence, is_of_notice, ..SettledIssuers::default() };
    for name in given {
        match canonical(&name, &region, names) {
            Some(name) if !settled.names.contains(&name) => settled.names.push(name),
            Some(_) => {}
            None => settled.refuse(record, &name, names),
        }
    }
    let shown = Shown { record, kind, letter, names };
    let found = is_open.then(|| shown.issuers(&settled.names)).flatten();
    if let Some(issuers) = found.filter(|found| is_of_region(found, &region, names)) {
        settled.evidence = Some(issuers.words);
        settled.names = issuers.names;
        settled.is_of_notice = false;
    }
    settled
}

impl SettledIssuers {
    /// Keeps what was stated as an agency and is none; a region that stands there is one.
    fn refuse(&mut self, record: &Record, name: &str, names: &Gazetteer) {
        let is_region = names.lookup(Entity::Region, name).is_some();
        if record.fields.region.is_empty() && self.region.is_none() && is_region {
            self.region = Some(name.to_owned());
        }
        self.kept.push(Statement { name: "agency".to_owned(), value: name.to_owned() });
        Doubt::note(&mut self.doubts, "agency", name, "不像机关的名称");
    }
}

/// A stated name as the office writes it; `None` for what cannot be an agency. 市财政局 of another
/// region is not the office's own.
fn canonical(name: &str, region: &[String], gazetteer: &Gazetteer) -> Option<String> {
    let own = gazetteer.lookup(Entity::Agency, name).and_then(|found| found.parent.as_ref());
    let is_foreign = own.is_some_and(|own| {
        !region.is_empty() && !region.contains(own) && name.starts_with(['市', '区'])
    });
    if is_foreign {
        return Some(name.to_owned());
    }
    let is_region = gazetteer.lookup(Entity::Region, name).is_some();
    agency::canonical(name, gazetteer)
        .or_else(|| (!is_region && agency::is_plausible(name, gazetteer)).then(|| name.to_owned()))
}

/// Whether agencies may issue in the region that the source states: 市财政局 of a document of
/// another city is not the office's own, and which one it is the name does not say.
fn is_of_region(issuers: &Issuers, region: &[String], gazetteer: &Gazetteer) -> bool {
    let parents = issuers.names.iter().filter_map(|name| {
        gazetteer.lookup(Entity::Agency, name).and_then(|found| found.parent.as_ref())
    });
    region.is_empty() || parents.into_iter().all(|parent| region.contains(parent))
}

/// What shows who issued a document.
struct Shown<'a> {
    record: &'a Record,
    kind: Kind,
    letter: &'a Letter,
    names: &'a Gazetteer,
}

impl Shown<'_> {
    /// Who issued the document by its own words: where none is `stated`, and where the words name
    /// the stated lead among several.
    fn issuers(&self, stated: &[String]) -> Option<Issuers> {
        let of_title = title::issuers(&self.record.fields.title, self.names);
        let Some(lead) = stated.first() else {
            let of_title = of_title.map(|found| self.placed(found));
            if self.kind == Kind::Interpretation {
                // Other documents that it names have issuers, too.
                return of_title.or_else(|| self.letter.signed()).or_else(|| self.of_source());
            }
            return best(of_title, self.letter);
        };
        let found = [of_title, self.letter.signed(), self.letter.headed.clone()];
        let joint = found.into_iter().flatten().filter(|issuers| {
            issuers.names.len() > stated.len()
                && stated.iter().all(|name| issuers.names.contains(name))
                && issuers.names.first() == Some(lead)
        });
        joint.max_by_key(|issuers| issuers.names.len())
    }

    /// Who explains: as its last lines say (解读机关：某局), or whom the page names as its source.
    fn of_source(&self) -> Option<Issuers> {
        let issuers = |value: &str, words: &str| {
            let names = agency::list(value.split_whitespace().next()?, self.names);
            (!names.is_empty()).then(|| Issuers { names, words: words.to_owned() })
        };
        let passages = self.record.passages();
        let mut lines = passages.iter().rev().take(HEAD).map(|passage| passage.text.as_ref());
        let explainer = lines.find_map(|line| {
            let (name, value) = line.split_once(['：', ':'])?;
            issuers(value, line).filter(|_| Header::names(name, &[&fields::AGENCY]))
        });
        let is_source = |stated: &&Statement| Header::by_name(&stated.name) == Some(Header::Source);
        let mut sources = self.record.extra.iter().filter(is_source);
        explainer.or_else(|| sources.find_map(|stated| issuers(&stated.value, &stated.value)))
    }

    /// What a title calls without its place (市政府办公室) is the office's own unless the letter is
    /// of another place: then who signs it or its head tells the whole name, or the title the city.
    fn placed(&self, title: Issuers) -> Issuers {
        if !title.words.starts_with(PLACELESS) {
            return title;
        }
        let seat = |issuers: &Issuers| {
            let lead = issuers.names.first().map(|name| place::seat(name, self.names).path);
            lead.filter(|path| !path.is_empty())
        };
        let own = seat(&title).unwrap_or_default();
        let signed = [self.letter.signed(), self.letter.headed.clone()];
        let mut signed = signed.into_iter().flatten();
        match signed.find_map(|issuers| Some((seat(&issuers)?, issuers))) {
            Some((path, in_full)) if own.is_empty() || !path.starts_with(&own) => in_full,
            Some(_) => title,
            None => self.of_city(&title, &own).unwrap_or(title),
        }
    }

    /// 市政府办公室 by the one city that the title names, or with which a line begins, where that is
    /// not the office's: 鄂尔多斯市政府办公室.
    fn of_city(&self, title: &Issuers, own: &[String]) -> Option<Issuers> {
        let rest = title.words.strip_prefix('市').filter(|_| title.names.len() == 1)?;
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
        let is_foreign = |city: &&str| city.ends_with('市') && own.iter().all(|own| own != city);
        let city = regions.next().filter(is_foreign)?;
        let names = vec![format!("{city}{rest}")];
        let is_only = regions.all(|other| other == city);
        is_only.then(|| Issuers { names, words: title.words.clone() })
    }
}

/// The title names those that issue; of a joint document it may name the first alone (等七部门),
/// and the signatures name all.
fn best(of_title: Option<Issuers>, letter: &Letter) -> Option<Issuers> {
    match (of_title, letter.signed()) {
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
