//! What a rebuilt index lacks of what the old one had, in spite of the same files: a reader or a rule
//! that got worse is seen before it replaces what was good.

use std::collections::{HashMap, HashSet};

use corpus::fields::{self, Field};
use corpus::{Document, encoding, fold, table};

use crate::error::Result;
use crate::sources::office_data;
use crate::store::manifest::Manifest;
use crate::store::open::OpenIndex;
use crate::update::lookup::Lookup;

/// A rebuilt index that lost more than this share of the documents, or of those that had a field, or in
/// which as many of the usual queries have another first hit, does not replace the old one by itself.
const MOST_LOST: f64 = 0.1;
/// Of libraries as small as this a share says little: so many may be lost at least.
const FEW: usize = 2;

/// Finds in an index for each of some queries the title of the first hit, where there is any. How to
/// search is not known here.
pub type FirstHits = fn(OpenIndex, &[String]) -> Vec<Option<String>>;

/// What is lost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Losses {
    /// How many documents the old index had of files that are still there.
    pub before: usize,
    /// The titles of those that the new one lacks.
    pub gone: Vec<String>,
    /// Fields by their names for people, each with how many documents have it no longer and how
    /// many had it.
    pub fields: Vec<(&'static str, usize, usize)>,
    /// What usual queries find first.
    pub hits: ChangedHits,
}

/// How usual queries find another document first than before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangedHits {
    /// How many queries there are.
    pub queries: usize,
    /// Those whose first hit has another title, with the title before and after; empty for none.
    pub changed: Vec<[String; 3]>,
}

impl ChangedHits {
    pub(super) fn between(
        queries: Vec<String>,
        old: Vec<Option<String>>,
        new: Vec<Option<String>>,
    ) -> ChangedHits {
        let all = queries.into_iter().zip(old.into_iter().zip(new));
        let mut hits = ChangedHits::default();
        for (query, (old, new)) in all {
            hits.queries += 1;
            let key = |title: &Option<String>| title.as_deref().map(fold::key);
            if key(&old) != key(&new) {
                hits.changed.push([query, old.unwrap_or_default(), new.unwrap_or_default()]);
            }
        }
        hits
    }
}

/// The usual queries that an office keeps at the top of its sources, the first column of each file. A
/// file that cannot be read adds nothing; indexing reports it.
pub(super) fn usual_queries(roots: &[String]) -> Vec<String> {
    let texts = office_data::queries(roots);
    let texts = texts.iter().filter_map(|file| encoding::read_text(file).ok());
    let rows = texts.flat_map(|text| table::rows(&text).collect::<Vec<_>>());
    rows.filter_map(|row| row.into_iter().next()).filter(|query| !query.is_empty()).collect()
}

impl Losses {
    /// Compares two indexes; only documents of files that the new one knows are counted.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub(super) fn between(old: &Lookup, new: &Lookup, files: &Manifest) -> Result<Losses> {
        let new = new.load_heads()?;
        let by_id: HashMap<&str, &Document> = new.iter().map(|d| (d.id.as_str(), d)).collect();
        let titles: HashSet<String> = new.iter().map(|d| fold::key(&d.title)).collect();
        // What is in an archive is named behind it.
        let is_known = |file: &str| {
            let mut above = file.match_indices('/').map(|(at, _)| &file[..at]);
            files.files.contains_key(file) || above.any(|file| files.files.contains_key(file))
        };
        let is_there =
            |document: &&Document| document.sources.iter().any(|source| is_known(&source.file));
        let old = old.load_heads()?;
        let old: Vec<&Document> = old.iter().filter(is_there).collect();
        let is_gone = |document: &&&Document| {
            !by_id.contains_key(document.id.as_str())
                && !titles.contains(&fold::key(&document.title))
        };
        let gone = old.iter().filter(is_gone).map(|document| document.title.clone()).collect();
        let pairs: Vec<(&Document, &Document)> =
            old.iter().filter_map(|d| Some((*d, *by_id.get(d.id.as_str())?))).collect();
        let of_field = |field: &&'static Field| {
            let had = |document: &Document| !field.values(&document.fields).is_empty();
            let all = pairs.iter().filter(|(old, _)| had(old));
            let lost = all.clone().filter(|(_, new)| !had(new)).count();
            (lost > 0).then(|| (field.label, lost, all.count()))
        };
        let fields = fields::ALL.iter().filter_map(of_field).collect();
        Ok(Losses { before: old.len(), gone, fields, hits: ChangedHits::default() })
    }

    /// Whether so much is lost that a person has to agree.
    pub fn are_heavy(&self) -> bool {
        let is_heavy = |lost: usize, of: usize| lost > FEW && lost as f64 > of as f64 * MOST_LOST;
        is_heavy(self.gone.len(), self.before)
            || self.fields.iter().any(|(_, lost, of)| is_heavy(*lost, *of))
            || self.hits.changed.len() as f64 > self.hits.queries as f64 * MOST_LOST
    }

    /// Whether nothing is lost.
    pub fn are_none(&self) -> bool {
        self.gone.is_empty() && self.fields.is_empty() && self.hits.changed.is_empty()
    }
}

impl std::fmt::Display for Losses {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut parts = Vec::new();
        if let Some(first) = self.gone.first() {
            parts.push(format!("少了 {} 篇，例如《{first}》", self.gone.len()));
        }
        let fields = self.fields.iter();
        parts.extend(
            fields.map(|(label, lost, of)| format!("{lost} 篇没有了{label}（原有 {of} 篇）")),
        );
        if let Some([query, old, new]) = self.hits.changed.first() {
            let (changed, of) = (self.hits.changed.len(), self.hits.queries);
            let shown = |title: &str| match title {
                "" => "没有".to_owned(),
                title => format!("《{title}》"),
            };
            let (old, new) = (shown(old), shown(new));
            parts.push(format!(
                "{changed} 个常用查询（共 {of} 个）的第一条变了，例如“{query}”原为{old}，现为{new}"
            ));
        }
        write!(formatter, "与原索引的 {} 篇相比，{}", self.before, parts.join("；"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heavy_losses_are_told_from_light_ones() {
        let gone = |count: usize| vec!["甲".to_owned(); count];
        let hits = |changed: usize, queries: usize| {
            let changed = vec![["乙".to_owned(), "甲".to_owned(), String::new()]; changed];
            ChangedHits { queries, changed }
        };
        let cases = [
            (Losses { before: 100, ..Losses::default() }, false),
            (Losses { before: 100, gone: gone(10), ..Losses::default() }, false),
            (Losses { before: 100, gone: gone(11), ..Losses::default() }, true),
            (Losses { before: 4, gone: gone(2), ..Losses::default() }, false),
            (Losses { before: 100, fields: vec![("时间", 3, 20)], ..Losses::default() }, true),
            (Losses { hits: hits(3, 20), ..Losses::default() }, true),
            (Losses { hits: hits(2, 20), ..Losses::default() }, false),
            (Losses { hits: hits(1, 5), ..Losses::default() }, true),
        ];
        for (losses, expected) in cases {
            assert_eq!(losses.are_heavy(), expected, "{losses}");
        }
    }
}
