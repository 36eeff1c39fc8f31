//! Who issued a document: the names a source states become the short canonical names that
//! the office uses. What cannot be the name of an agency is doubted.

use document::document::Document;
use document::metadata::{self, Stated};
use document::title;
use language::agency::{self, Issuers};
use language::entity;
use language::gazetteer::{Entity, Gazetteer};
use language::kind::Kind;

use crate::describe::infer;
use crate::letter::Letter;
use crate::place;

/// Beginnings of names that leave out the name of the place.
const PLACELESS: [char; 6] = ['市', '区', '县', '州', '盟', '旗'];

/// Passages at the top that may name the place.
const HEAD: usize = 6;

/// Makes the stated agencies canonical, each once, the lead one first; those that are none are
/// doubted. Where none is left, title and text tell; where the text names others beside those
/// that are stated, as joint issuers, they are added.
pub(crate) fn settle(document: &mut Document, letter: &Letter, gazetteer: &Gazetteer) {
    let mut stated: Vec<String> = Vec::new();
    let region = place::stated_region(document, gazetteer);
    for name in std::mem::take(&mut document.agencies) {
        match settled(&name, &region, gazetteer) {
            Some(name) if !stated.contains(&name) => stated.push(name),
            Some(_) => {}
            None => refuse(document, &name, gazetteer),
        }
    }
    document.agencies = stated;
    let found = match document.is_corrected("agency") {
        true => None,
        false => issuers(document, letter, gazetteer),
    };
    if let Some(issuers) = found.filter(|found| is_of_region(found, &region, gazetteer)) {
        infer(document, "agency", &issuers.words);
        document.agencies = issuers.names;
    }
    document.agency = document.agencies.first().cloned();
}

/// A stated name as the office writes it; `None` for what cannot be an agency. 市财政局 of another
/// region is not the office's own.
fn settled(name: &str, region: &[String], gazetteer: &Gazetteer) -> Option<String> {
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

/// Keeps what was stated as an agency and is none; a region that stands there is one.
fn refuse(document: &mut Document, name: &str, gazetteer: &Gazetteer) {
    if document.region.is_empty() && gazetteer.lookup(Entity::Region, name).is_some() {
        document.region = vec![name.to_owned()];
    }
    metadata::keep(document, "agency", name);
    document.doubt("agency", name, "不像机关的名称");
}

/// Who issued the document by its own words: where none is stated, and where the words name the
/// stated lead among several.
fn issuers(document: &Document, letter: &Letter, gazetteer: &Gazetteer) -> Option<Issuers> {
    let of_title = title::issuers(&document.title, gazetteer);
    let Some(lead) = document.agencies.first() else {
        let of_title = of_title.map(|found| placed(found, document, letter, gazetteer));
        if document.kind == Kind::Interpretation {
            // Other documents that it names have issuers, too.
            return of_title.or_else(|| letter.signed()).or_else(|| of_source(document, gazetteer));
        }
        return best(of_title, letter);
    };
    let found = [of_title, letter.signed(), letter.headed.clone()];
    let joint = found.into_iter().flatten().filter(|issuers| {
        issuers.names.len() > document.agencies.len()
            && document.agencies.iter().all(|name| issuers.names.contains(name))
            && issuers.names.first() == Some(lead)
    });
    joint.max_by_key(|issuers| issuers.names.len())
}

/// Who explains: as its last lines say (解读机关：某局), or whom the page names as its source.
fn of_source(document: &Document, gazetteer: &Gazetteer) -> Option<Issuers> {
    let issuers = |value: &str, words: &str| {
        let names = agency::list(value.split_whitespace().next()?, gazetteer);
        (!names.is_empty()).then(|| Issuers { names, words: words.to_owned() })
    };
    let passages = document.passages();
    let mut lines = passages.iter().rev().take(HEAD).map(|passage| passage.text.as_ref());
    let explainer = lines.find_map(|line| {
        let (name, value) = line.split_once(['：', ':'])?;
        issuers(value, line).filter(|_| Stated::by_name(name) == Some(Stated::Agency))
    });
    let mut sources =
        document.extra.iter().filter(|field| Stated::by_name(&field.name) == Some(Stated::Source));
    explainer.or_else(|| sources.find_map(|field| issuers(&field.value, &field.value)))
}

/// What a title calls without its place (市政府办公室) is the office's own unless the letter is of
/// another place: then who signs it or its head tells the whole name, or the title the city.
fn placed(title: Issuers, document: &Document, letter: &Letter, gazetteer: &Gazetteer) -> Issuers {
    if !title.words.starts_with(PLACELESS) {
        return title;
    }
    let seat = |issuers: &Issuers| {
        let lead = issuers.names.first().map(|name| place::seat(name, gazetteer).path);
        lead.filter(|path| !path.is_empty())
    };
    let own = seat(&title).unwrap_or_default();
    let signed = [letter.signed(), letter.headed.clone()];
    let placed = signed.into_iter().flatten().find_map(|issuers| Some((seat(&issuers)?, issuers)));
    match placed {
        Some((path, in_full)) if own.is_empty() || !path.starts_with(&own) => in_full,
        Some(_) => title,
        None => of_city(&title, document, &own, gazetteer).unwrap_or(title),
    }
}

/// 市政府办公室 by the one city that the title names, or with which a line begins, where that is
/// not the office's: 鄂尔多斯市政府办公室.
fn of_city(
    title: &Issuers,
    document: &Document,
    own: &[String],
    gazetteer: &Gazetteer,
) -> Option<Issuers> {
    let rest = title.words.strip_prefix('市').filter(|_| title.names.len() == 1)?;
    let passages = document.passages();
    let head = passages.iter().take(HEAD).map(|passage| passage.text.as_ref());
    let lines = head.filter_map(|line| entity::leading(line, gazetteer).first().copied());
    let mentions = entity::mentions(&document.title, gazetteer).into_iter().chain(lines);
    let mut regions = mentions
        .map(|mention| mention.name)
        .filter(|name| name.entity == Entity::Region)
        .map(|name| name.canonical.as_str());
    let city =
        regions.next().filter(|city| city.ends_with('市') && own.iter().all(|own| own != city))?;
    let is_only = regions.all(|other| other == city);
    is_only.then(|| Issuers { names: vec![format!("{city}{rest}")], words: title.words.clone() })
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
