//! How alike the texts of two documents are, and what that makes of them: one document, versions
//! of one, or texts that happen to be equal.
//!
//! Texts are compared by their shingles, the runs of six folded characters (Broder, On the
//! resemblance and containment of documents, 1997), and mostly by [`Sketch`]es of these, sixteen
//! bytes each (Li, Owen, Zhang, One Permutation Hashing, 2012): the share of bytes that agree
//! estimates the share of shingles that two texts have in common.

use std::collections::BTreeSet;

use crate::document::{Document, Reference};
use crate::identity;
use crate::title;
use language::entity;
use language::fold::{self, Folded};
use language::gazetteer::{Entity, Gazetteer};
use language::kind::Kind;

/// Characters of a shingle: longer than words, shorter than phrases that all documents have.
const SHINGLE: usize = 6;

/// Bytes of a sketch.
pub const BINS: usize = 16;

/// Texts of fewer shingles (rows of tables) say too little to be told apart by them.
const SHORT: usize = 60;

/// Texts that share this much of their shingles are the same text, read from files of two formats.
const SAME: f64 = 0.9;
/// Records of one title, day and issuer that share less are of two documents.
const SHARED: f64 = 0.3;
/// Records of one 发文字号 whose titles differ are of one document only where the texts do not:
/// one title was misread.
const UNNAMED: f64 = 0.7;
/// Rows of one table with one title, day and issuer that share less are two entries.
const ONE_ROW: f64 = 0.9;
/// Bytes that agree, of [`BINS`], where that is worth looking at.
const PERHAPS_SAME: usize = 12;
/// A text under its own title again: amended, or issued anew.
const AMENDED: usize = 6;
/// A text under a title that is a little different (区县 became 区).
const RENAMED: usize = 7;
/// A text that is nearly all of another one: a notice's annex, printed on its own.
const PRINTED: usize = 10;
/// Titles of which this share agrees are a little different.
const TITLE: f64 = 0.75;

/// What two documents are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// The same document: one text under one title, and nothing stated that is at odds.
    Same,
    /// Versions of one document.
    Version,
    /// One text under two titles.
    SameText,
}

/// A small digest of a text: of texts that are much alike, many bytes are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sketch(pub [u8; BINS]);

impl Sketch {
    /// The sketch of a document's body; `None` for a short one.
    pub fn of(document: &Document) -> Option<Sketch> {
        let mut least = [u32::MAX; BINS];
        let mut count = 0;
        for_each_shingle(document, |shingle| {
            let (bin, rest) = ((shingle >> 60) as usize, (shingle >> 28) as u32);
            least[bin] = least[bin].min(rest);
            count += 1;
        });
        (count >= SHORT).then(|| Sketch(least.map(|least| least as u8)))
    }

    /// How many bytes agree, of [`BINS`].
    fn agreeing(&self, other: &Sketch) -> usize {
        self.0.iter().zip(other.0).filter(|(a, b)| **a == *b).count()
    }
}

/// The shingles of a text, by their hashes, in order and each once.
pub struct Shingles(Vec<u64>);

impl Shingles {
    /// Those of a document's body.
    pub fn of(document: &Document) -> Shingles {
        let mut all = Vec::new();
        for_each_shingle(document, |shingle| all.push(shingle));
        all.sort_unstable();
        all.dedup();
        Shingles(all)
    }

    /// How many there are, of eight bytes each.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether two texts are the same.
    pub fn are_of_one_text(&self, others: &Shingles) -> bool {
        self.resemblance(others) >= SAME
    }

    /// Shared shingles as a share of all; texts without any are the same.
    fn resemblance(&self, Shingles(others): &Shingles) -> f64 {
        let (mut shared, mut rest) = (0, others.iter().peekable());
        for shingle in &self.0 {
            while rest.next_if(|other| *other < shingle).is_some() {}
            shared += usize::from(rest.next_if(|other| *other == shingle).is_some());
        }
        let all = self.0.len() + others.len() - shared;
        if all == 0 { 1.0 } else { shared as f64 / all as f64 }
    }
}

fn for_each_shingle(document: &Document, mut each: impl FnMut(u64)) {
    /// Multiplier of the rolling hash, and its power that takes the oldest character off.
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    const OLDEST: u64 = BASE.wrapping_pow(SHINGLE as u32);
    let mut window = [0_u64; SHINGLE];
    let (mut hash, mut at) = (0_u64, 0);
    for passage in document.passages() {
        for (_, folded) in fold::folded(&passage.text) {
            let Folded::Char(c) = folded else { continue };
            let slot = at % SHINGLE;
            hash = hash.wrapping_mul(BASE).wrapping_add(u64::from(c));
            hash = hash.wrapping_sub(window[slot].wrapping_mul(OLDEST));
            window[slot] = u64::from(c);
            at += 1;
            if at >= SHINGLE {
                each(mixed(hash));
            }
        }
    }
}

/// The last steps of MurmurHash3 (Appleby): every bit of the sum reaches every bit of the hash.
fn mixed(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    hash ^ (hash >> 33)
}

/// The title without what changes from version to version (（2021年修正）), who issues and
/// punctuation: equal for all versions of a document that keeps its title.
pub fn stem(document: &Document, names: &Gazetteer) -> String {
    title::stem(&document.title, names)
}

/// Whether a reference means a document: by its number, its title, or that of what it prints.
pub fn is_meant(reference: &Reference, document: &Document, names: &Gazetteer) -> bool {
    if reference.number.is_some() && reference.number == document.number {
        return true;
    }
    let stem = |title: &str| title::stem(title, names);
    let Some(wanted) = reference.title.as_deref().map(stem) else { return false };
    let printed = document.attachments.iter().map(|printed| printed.title.as_str());
    printed.chain([document.title.as_str()]).any(|title| stem(title) == wanted)
}

/// Words between the name of a document and what calls the rest an explanation (…办法热点问答).
const ABOUT: [&str; 6] = ["的", "热点", "常见", "政策", "有关", "相关"];

/// The titles that an interpretation's title names (《…办法》解读), or what is left of it without
/// the words that call it one (…办法解读).
pub fn explained(title: &str) -> Vec<String> {
    let named: Vec<String> = title::bracketed(title).into_iter().map(str::to_owned).collect();
    match title::kind(title) {
        Some((_, mark)) if named.is_empty() => {
            let rest = title.trim().trim_start_matches(mark).trim_end_matches(mark);
            let about = ABOUT.iter().fold(rest, |rest, word| rest.trim_end_matches(word));
            vec![about.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned()]
        }
        _ => named,
    }
}

/// Whether documents of a kind have versions.
pub fn has_versions(kind: Kind) -> bool {
    !matches!(kind, Kind::News | Kind::Organization)
}

/// What of a document is compared with others.
#[derive(Clone, Copy)]
pub struct Compared<'a> {
    /// The document, its body aside.
    pub document: &'a Document,
    /// [`Sketch::of`] it.
    pub sketch: Option<Sketch>,
    /// [`stem`] of its title.
    pub stem: &'a str,
}

/// Whether [`relation`] may find something, by whether the stems are equal and by the sketches
/// alone.
pub fn may_be_related(same_stem: bool, a: Option<Sketch>, b: Option<Sketch>) -> bool {
    const LEAST: usize = if RENAMED < PRINTED { RENAMED } else { PRINTED };
    same_stem || a.zip(b).is_some_and(|(a, b)| a.agreeing(&b) >= LEAST)
}

/// What two documents are to each other, if anything, by titles, issuers, dates and texts.
/// `same_text` is asked whether their bodies are the same text ([`Shingles::are_of_one_text`]).
pub fn relation(
    of_a: Compared<'_>,
    of_b: Compared<'_>,
    names: &Gazetteer,
    same_text: impl FnOnce() -> bool,
) -> Option<Relation> {
    let (a, b) = (of_a.document, of_b.document);
    let same_title = of_a.stem == of_b.stem;
    let (Some(of_a), Some(of_b)) = (of_a.sketch, of_b.sketch) else {
        let same_number = a.number.is_none() || b.number.is_none() || a.number == b.number;
        let is_listed = same_title && same_number && may_share_issuer(a, b) && may_share_date(a, b);
        let is_version = is_listed && may_be_versions(a, b) && !are_rows_of_one_table(a, b);
        return is_version.then_some(Relation::Version);
    };
    let agreeing = of_a.agreeing(&of_b);
    let may_be_one = same_title && may_share_date(a, b) && may_be_one(a, b);
    // A report of one title comes every year, with much the same words.
    let amended = if a.kind == Kind::Report { PRINTED } else { AMENDED };
    let is_version = may_be_versions(a, b)
        && if same_title {
            may_share_issuer(a, b) && (agreeing >= amended || is_one_regulation(a, b))
        } else if are_alike(&a.title, &b.title, names) {
            may_share_issuer(a, b) && agreeing >= RENAMED
        } else {
            prints(a, b, names) && agreeing >= PRINTED
        };
    let perhaps_same = agreeing >= PERHAPS_SAME && (may_be_one || !is_version);
    match perhaps_same && same_text() {
        true if may_be_one => Some(Relation::Same),
        true => Some(Relation::SameText),
        false => is_version.then_some(Relation::Version),
    }
}

/// Whether two records of one derived id are of one document. Offices of different places may use
/// the same 发文字号 (长政发), numbers are mistyped, and one day may bring two notices of one title.
pub fn is_one(a: &Document, b: &Document, names: &Gazetteer) -> bool {
    if is_builtin(a) || is_builtin(b) {
        return true;
    }
    let by_number = a.number.is_some() && a.number == b.number;
    let alike = stem(a, names) == stem(b, names)
        || are_alike(&a.title, &b.title, names)
        || prints(a, b, names);
    let shared = Shingles::of(a).resemblance(&Shingles::of(b));
    if by_number && !alike {
        return may_share_issuer(a, b) && shared >= UNNAMED;
    }
    if are_rows_of_one_table(a, b) {
        return shared >= ONE_ROW;
    }
    // A row says less than the document that it lists, and a file of a title alone says nothing else.
    let says_less = |record: &Document| is_row(record) || !has_text(record);
    may_share_issuer(a, b) && (says_less(a) || says_less(b) || shared >= SHARED)
}

fn has_text(record: &Document) -> bool {
    record.passages().iter().any(|passage| !fold::key(&passage.text).is_empty())
}

fn is_row(record: &Document) -> bool {
    record.sources.iter().any(|source| !source.place.is_empty())
}

/// Two rows of one table are two entries.
fn are_rows_of_one_table(a: &Document, b: &Document) -> bool {
    let file = |record: &Document| record.sources.first().map(|source| source.file.clone());
    is_row(a) && is_row(b) && file(a) == file(b)
}

fn is_builtin(record: &Document) -> bool {
    record.sources.iter().any(|source| source.is_builtin())
}

/// Whether the kinds fit: what a regulation is, one file may show and another not.
fn may_be_versions(a: &Document, b: &Document) -> bool {
    a.kind == b.kind || (is_rule(a.kind) && is_rule(b.kind))
}

fn is_rule(kind: Kind) -> bool {
    matches!(kind, Kind::Policy | Kind::Regulation | Kind::Other)
}

/// Whether nothing that they state keeps two records apart. Stated ids do.
fn may_be_one(a: &Document, b: &Document) -> bool {
    let same_number = a.number.is_none() || b.number.is_none() || a.number == b.number;
    same_number && may_share_issuer(a, b) && identity::is_derived(a) && identity::is_derived(b)
}

/// A regulation of one region keeps its title, however much of its text is new.
fn is_one_regulation(a: &Document, b: &Document) -> bool {
    a.kind == Kind::Regulation && b.kind == Kind::Regulation && a.region == b.region
}

fn may_share_issuer(a: &Document, b: &Document) -> bool {
    let same_region = a.region.is_empty() || b.region.is_empty() || a.region == b.region;
    let known = a.agency.is_some() && b.agency.is_some();
    let shared = a.agencies.iter().any(|agency| b.agencies.contains(agency));
    same_region && (!known || shared || is_one_regulation(a, b))
}

fn may_share_date(a: &Document, b: &Document) -> bool {
    match (a.date, b.date) {
        (Some(a), Some(b)) => a.first_day() <= b.last_day() && b.first_day() <= a.last_day(),
        _ => true,
    }
}

/// Whether two titles are a little different, but in no number and no place: yearly documents of
/// one name are no versions of each other, and neither are those of two cities.
fn are_alike(a: &str, b: &str, names: &Gazetteer) -> bool {
    let is_digit = |c: &char| c.is_ascii_digit() || "〇零一二三四五六七八九十".contains(*c);
    let digits = |title: &str| title.chars().filter(is_digit).collect::<String>();
    let (a, b) = (title::stem(a, names), title::stem(b, names));
    digits(&a) == digits(&b)
        && strsim::normalized_levenshtein(&a, &b) >= TITLE
        && places(&a, names) == places(&b, names)
}

/// The places that a title names.
fn places(title: &str, names: &Gazetteer) -> BTreeSet<String> {
    let mentions = entity::mentions(title, names);
    let places = mentions.iter().filter(|mention| mention.name.entity != Entity::Agency);
    places.map(|mention| mention.name.canonical.clone()).collect()
}

/// Whether one of the documents prints the other.
fn prints(a: &Document, b: &Document, names: &Gazetteer) -> bool {
    let has = |notice: &Document, annex: &Document| {
        let wanted = stem(annex, names);
        notice.attachments.iter().any(|printed| title::stem(&printed.title, names) == wanted)
    };
    has(a, b) || has(b, a)
}

#[cfg(test)]
mod tests;
