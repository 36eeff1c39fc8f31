//! Who issued a document: the names a source states become the short canonical names that
//! the office uses. What cannot be the name of an agency is doubted.

use document::document::{Doubt, Statement};
use document::record::Record;
use language::agency::{self, Issuers};
use language::gazetteer::{Entity, Gazetteer};
use language::kind::Kind;

use crate::finding::Settled;
use crate::letter::Letter;
use crate::notice::Notice;
use crate::place;

mod shown;
mod source;

use shown::Shown;

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
/// doubted; a place is its government. Where none is left, title and text tell; where the text names
/// others beside those that are stated, as joint issuers, they are added. A page states who put it up:
/// who signs wins.
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
    let given = place::in_place(given, &region, names);
    let context = context(&given, &region, names);
    let is_place = |name: &String| {
        canonical(name, &context, names).is_none() && place::government(name, names).is_some()
    };
    let (places, given) =
        if given.iter().all(is_place) { (given, Vec::new()) } else { (Vec::new(), given) };
    for name in given {
        // 某局（某办公室）: what stands in brackets is a second name of it.
        let bare = || canonical(name.split(['（', '(']).next()?, &context, names);
        let named = canonical(&name, &context, names).or_else(bare);
        match named.or_else(|| place::government(&name, names)) {
            Some(name) => settled.add(name),
            None => settled.refuse(record, &name, names),
        }
    }
    let shown = Shown::new(record, kind, letter, names);
    if let Some(signers) = shown.contradicting(&settled.names).filter(|_| is_open) {
        let publisher = std::mem::take(&mut settled.names).join("、");
        Doubt::note(
            &mut settled.doubts,
            "agency",
            &publisher,
            "与标题或落款的机关不同，以标题和落款为准",
        );
        settled.evidence = Some(signers.words);
        settled.names = signers.names;
        return settled;
    }
    let found = is_open.then(|| shown.issuers(&settled.names)).flatten();
    if let Some(issuers) = found.filter(|found| is_of_region(found, &region, names)) {
        settled.evidence = Some(issuers.words);
        settled.names = issuers.names;
        settled.is_of_notice = false;
    }
    if is_open
        && settled.names.is_empty()
        && let Some(government) = of_report(&record.fields.title, names)
    {
        settled.evidence = Some(record.fields.title.clone());
        settled.names = vec![government];
    }
    for place in places {
        // Where the text tells nobody, the government of the place issues.
        match place::government(&place, names).filter(|_| settled.evidence.is_none()) {
            Some(name) => settled.add(name),
            None => settled.refuse(record, &place, names),
        }
    }
    settled
}

/// The government that gives an account of its work: 2024年山东省政府工作报告.
fn of_report(title: &str, names: &Gazetteer) -> Option<String> {
    let bare = title.trim().strip_suffix("工作报告")?;
    let bare = bare.strip_suffix("人民政府").or_else(|| bare.strip_suffix("政府"))?;
    let bare = bare.trim_start_matches(|c: char| c.is_ascii_digit() || "年度".contains(c));
    let is_place = [Entity::Region, Entity::District]
        .into_iter()
        .any(|entity| names.lookup(entity, bare).is_some());
    let name = format!("{bare}人民政府");
    is_place.then(|| agency::canonical(&name, names).unwrap_or(name))
}

impl SettledIssuers {
    fn add(&mut self, name: String) {
        if !self.names.contains(&name) {
            self.names.push(name);
        }
    }

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

/// The path of the place whose agencies need not name it: that of the lead, else the one that is stated.
fn context(given: &[String], region: &[String], names: &Gazetteer) -> Vec<String> {
    let lead = given.first().filter(|lead| !lead.starts_with(place::PLACELESS));
    let path = lead.map(|lead| place::seat(lead, names).path).unwrap_or_default();
    if path.is_empty() { region.to_vec() } else { path }
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
