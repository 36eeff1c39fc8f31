//! Which words of a query documents must have: all of a short query, most of the weight of a
//! longer one, and what is given up where no document has them.

use fixedbitset::FixedBitSet;

use super::Matches;
use crate::facets::{Selection, Verdict};
use crate::message::{Notice, NoticeCode, Scope};
use crate::question::QueryWord;
use crate::ranking::rarity;
use crate::ranking::weights::LONG_QUERY_SHARE;
use crate::snapshot::FacetCache;

/// The documents among which words are weighed.
pub(super) struct WantedDocuments<'a> {
    pub(super) cache: &'a FacetCache,
    /// `None` for all.
    pub(super) selection: Option<Selection>,
}

impl WantedDocuments<'_> {
    pub(super) fn has(&self, segment: usize, doc: u32) -> bool {
        let facets = &self.cache.segments[segment];
        let selection = self.selection.as_ref();
        selection.is_none_or(|selection| selection.test(facets, doc) == Verdict::Passes)
    }

    pub(super) fn has_any(&self, docs: &[FixedBitSet]) -> bool {
        docs.iter().enumerate().any(|(at, docs)| docs.ones().any(|doc| self.has(at, doc as u32)))
    }
}

pub(super) fn intersect(mut docs: Vec<FixedBitSet>, others: &[FixedBitSet]) -> Vec<FixedBitSet> {
    docs.iter_mut().zip(others).for_each(|(a, b)| a.intersect_with(b));
    docs
}

pub(super) fn count(docs: &[FixedBitSet]) -> usize {
    docs.iter().map(|docs| docs.count_ones(..)).sum()
}

/// A word with the documents that have it, for each segment.
pub(crate) struct FoundWord<'a> {
    pub(super) text: &'a str,
    /// [`QueryWord::part`]
    pub(super) part: usize,
    /// Those that have it or a synonym.
    pub(crate) docs: Vec<FixedBitSet>,
    /// Those that have the word itself; `None` where it has no synonyms.
    pub(crate) exact: Option<Vec<FixedBitSet>>,
    /// How many documents of the whole index have it.
    pub(crate) count: usize,
}

impl FoundWord<'_> {
    /// Rare words weigh more.
    fn weight(&self, all: u64) -> f32 {
        rarity(all, self.count as u64)
    }
}

/// The documents that have all words. Heavier words come first, and a word that would leave nothing
/// is given up; with half of a part the whole part, for what is left of it means something else:
/// 低空经济 is not 经济.
pub(super) fn all_words(
    mut words: Vec<FoundWord>,
    all: u64,
    wanted: &WantedDocuments<'_>,
    scope: Scope,
    notices: &mut Vec<Notice>,
) -> Matches {
    words.sort_by(|a, b| b.weight(all).total_cmp(&a.weight(all)));
    let nothing: Vec<FixedBitSet> =
        words[0].docs.iter().map(|docs| FixedBitSet::with_capacity(docs.len())).collect();
    let (mut kept, mut given_up) = compatible(words, wanted);
    let texts = |words: &[FoundWord]| words.iter().map(|word| word.text.to_owned()).collect();
    let missing: Vec<String> = texts(&given_up);
    while let Some(part) = half_given_up(&kept, &given_up) {
        let (lost, rest): (Vec<_>, Vec<_>) = kept.into_iter().partition(|w| w.part == part);
        given_up.extend(lost);
        kept = rest;
    }
    let loosened = !given_up.is_empty();
    if kept.is_empty() {
        notices.push(words_missing(&missing, scope));
        return Matches { docs: Some(nothing), loosened, ..Matches::default() };
    }
    notices.extend(loosened.then(|| words_given_up(&texts(&given_up), scope)));
    let exact = kept.iter_mut().filter_map(|word| word.exact.take());
    let exact = exact.reduce(|before, own| intersect(before, &own));
    let docs = kept.into_iter().map(|word| word.docs).reduce(|docs, own| intersect(docs, &own));
    Matches { docs, exact, loosened, ..Matches::default() }
}

/// Of words in their order those that some document has together with all kept before, and the
/// others.
fn compatible<'a>(
    words: Vec<FoundWord<'a>>,
    wanted: &WantedDocuments<'_>,
) -> (Vec<FoundWord<'a>>, Vec<FoundWord<'a>>) {
    let mut matches: Option<Vec<FixedBitSet>> = None;
    words.into_iter().partition(|word| {
        let narrowed = match &matches {
            Some(matches) => intersect(matches.clone(), &word.docs),
            None => word.docs.clone(),
        };
        let fits = wanted.has_any(&narrowed);
        if fits {
            matches = Some(narrowed);
        }
        fits
    })
}

/// A part of which at least half of the characters were given up, but not all.
fn half_given_up(kept: &[FoundWord], given_up: &[FoundWord]) -> Option<usize> {
    let chars = |words: &[FoundWord], part| {
        let of_part = words.iter().filter(|word| word.part == part);
        of_part.map(|word| word.text.chars().count()).sum::<usize>()
    };
    let mut parts = kept.iter().map(|word| word.part);
    parts.find(|&part| chars(given_up, part) >= chars(kept, part))
}

/// One notice for the synonyms that found documents which the words themselves do not.
pub(super) fn synonyms_used(words: &[QueryWord], found: &[FoundWord]) -> Option<Notice> {
    let more = |found: &FoundWord| {
        found.exact.as_ref().is_some_and(|exact| count(exact) < count(&found.docs))
    };
    let used = words.iter().zip(found).filter(|(_, found)| more(found));
    let listed: Vec<String> =
        used.map(|(word, _)| format!("{}（{}）", word.text, word.synonyms.join("、"))).collect();
    (!listed.is_empty()).then(|| Notice {
        code: NoticeCode::Synonyms,
        text: format!("同义的说法也一并查找，排在后面：{}", listed.join("，")),
        words: listed.join("，"),
    })
}

/// What it is that has no words, or not all of them.
fn searched(scope: Scope) -> &'static str {
    match scope {
        Scope::Text => "文件",
        Scope::Title => "文件的标题",
    }
}

fn words_missing(words: &[String], scope: Scope) -> Notice {
    let (words, searched) = (words.join("、"), searched(scope));
    Notice {
        code: NoticeCode::WordsMissing,
        text: format!("没有{searched}包含“{words}”，可去掉或换个说法再试"),
        words,
    }
}

fn words_given_up(words: &[String], scope: Scope) -> Notice {
    let (words, searched) = (words.join("、"), searched(scope));
    Notice {
        code: NoticeCode::WordsGivenUp,
        text: format!("没有{searched}包含全部词语，已放宽：{words}"),
        words,
    }
}

/// The documents that carry most of the weight that any document can carry.
pub(super) fn most_weight(
    words: &[FoundWord],
    all: u64,
    wanted: &WantedDocuments<'_>,
) -> Vec<FixedBitSet> {
    let found = || words.iter().filter(|word| word.count > 0);
    let total: f32 = found().map(|word| word.weight(all)).sum();
    let parts = found().map(|word| (word.docs.as_slice(), word.weight(all)));
    let carried = Carried::new(&words[0].docs, parts);
    let best = carried.most(|segment, doc| wanted.has(segment, doc));
    carried.at_least((total * LONG_QUERY_SHARE).min(best))
}

/// The documents that carry most of the weight, whatever documents have the words that were not
/// looked for, a number of them.
pub(super) fn surely_most_weight(
    words: &[FoundWord],
    unknown: usize,
    all: u64,
) -> Option<Vec<FixedBitSet>> {
    let known: f32 = words.iter().map(|word| word.weight(all)).sum();
    let most = known + unknown as f32 * rarity(all, 0);
    let parts = words.iter().map(|word| (word.docs.as_slice(), word.weight(all)));
    Some(Carried::new(&words.first()?.docs, parts).at_least(most * LONG_QUERY_SHARE))
}

/// What each document of each segment carries of the weight of what is asked for.
pub(crate) struct Carried(Vec<Vec<f32>>);

impl Carried {
    /// The weight of parts, each with the documents that have it; `like` has as many segments and
    /// documents as they.
    pub(crate) fn new<'a>(
        like: &[FixedBitSet],
        parts: impl Iterator<Item = (&'a [FixedBitSet], f32)>,
    ) -> Carried {
        let mut carried: Vec<Vec<f32>> = like.iter().map(|docs| vec![0.0; docs.len()]).collect();
        for (docs, weight) in parts {
            for (carried, docs) in carried.iter_mut().zip(docs) {
                docs.ones().for_each(|doc| carried[doc] += weight);
            }
        }
        Carried(carried)
    }

    /// The most that a document carries of those that are wanted, given their segment and number.
    pub(crate) fn most(&self, wanted: impl Fn(usize, u32) -> bool) -> f32 {
        let mut most = 0.0;
        for (segment, carried) in self.0.iter().enumerate() {
            for (doc, &weight) in (0..).zip(carried) {
                if weight > most && wanted(segment, doc) {
                    most = weight;
                }
            }
        }
        most
    }

    /// The documents that carry anything and at least `need`.
    pub(crate) fn at_least(&self, need: f32) -> Vec<FixedBitSet> {
        let need = need.max(f32::MIN_POSITIVE);
        let of_segment = |carried: &Vec<f32>| {
            let mut docs = FixedBitSet::with_capacity(carried.len());
            docs.extend(
                (0..).zip(carried).filter(|(_, weight)| **weight >= need).map(|(at, _)| at),
            );
            docs
        };
        self.0.iter().map(of_segment).collect()
    }
}
