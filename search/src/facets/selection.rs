//! Filters in terms of the index: each document is tested against all facets at once.

use corpus::document::Level;
use corpus::{DateRange, Kind};

use super::resolving::Resolver;
use crate::message::{Filters, Notice};
use crate::snapshot::{DIMENSIONS, Dimension, SegmentFacets, Snapshot};

/// Filters in terms of the index.
#[derive(Default)]
pub(crate) struct Selection {
    /// For each dimension which values pass; `None` where all do.
    pub(crate) values: [Option<Vec<bool>>; DIMENSIONS],
    /// For each dimension chosen values that no document has.
    pub(crate) absent: [Vec<String>; DIMENSIONS],
    years: Vec<DateRange>,
    dates: Vec<DateRange>,
    /// The dimensions in which anything is chosen.
    chosen: Vec<Dimension>,
}

impl Selection {
    /// Resolves filters; a name that nothing in the index has is named in a notice and passes
    /// no document.
    pub(crate) fn resolve(
        filters: &Filters,
        snapshot: &Snapshot,
        notices: &mut Vec<Notice>,
    ) -> Selection {
        let resolver = Resolver { cache: &snapshot.facets, gazetteer: &snapshot.gazetteer };
        let mut values: [Option<Vec<bool>>; DIMENSIONS] = Default::default();
        let mut absent: [Vec<String>; DIMENSIONS] = Default::default();
        let keys: Vec<&str> = filters.kinds.iter().map(|kind| Kind::key(*kind)).collect();
        let levels: Vec<&str> = filters.levels.iter().map(|level| Level::name(*level)).collect();
        let mut choose = |dimension: Dimension, chosen: Vec<String>| {
            values[dimension as usize] = resolver.mask(dimension, &chosen);
            absent[dimension as usize] = resolver.absent(dimension, chosen);
        };
        choose(Dimension::District, resolver.districts(&filters.districts, notices));
        choose(Dimension::Agency, resolver.agencies(&filters.agencies, notices));
        choose(Dimension::Kind, keys.into_iter().map(str::to_owned).collect());
        choose(Dimension::Level, levels.into_iter().map(str::to_owned).collect());
        choose(Dimension::DocType, resolver.known(Dimension::DocType, &filters.doc_types, notices));
        choose(Dimension::Status, resolver.known(Dimension::Status, &filters.statuses, notices));
        values[Dimension::Year as usize] = resolver.years(filters, notices);
        let single = filters.years.iter().filter(|years| years.from == years.to);
        absent[Dimension::Year as usize] =
            resolver.absent(Dimension::Year, single.map(DateRange::to_string).collect());
        let (years, dates) = (filters.years.clone(), filters.dates.clone());
        let is_chosen = |dimension: &Dimension| values[*dimension as usize].is_some();
        let chosen = Dimension::ALL.into_iter().filter(is_chosen).collect();
        Selection { values, absent, years, dates, chosen }
    }

    /// Which facet alone excludes a document.
    pub(crate) fn test(&self, segment: &SegmentFacets, doc: u32) -> Verdict {
        let mut verdict = Verdict::Passes;
        for &dimension in &self.chosen {
            if self.passes(segment, dimension, doc) {
                continue;
            }
            match verdict {
                Verdict::Passes => verdict = Verdict::FailsOnly(dimension),
                _ => return Verdict::Fails,
            }
        }
        verdict
    }

    /// Whether a document passes in one dimension.
    pub(crate) fn passes(&self, segment: &SegmentFacets, dimension: Dimension, doc: u32) -> bool {
        if dimension == Dimension::Year {
            let days = segment.days[doc as usize];
            return [&self.years, &self.dates]
                .into_iter()
                .all(|ranges| ranges.is_empty() || ranges.iter().any(|r| overlaps(r, days)));
        }
        self.values[dimension as usize].as_ref().is_none_or(|chosen| {
            segment.ordinals(dimension, doc).iter().any(|&ordinal| chosen[ordinal as usize])
        })
    }
}

/// What a document is to a selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// A hit.
    Passes,
    /// It would be one without this facet's selection.
    FailsOnly(Dimension),
    /// Two facets or more exclude it.
    Fails,
}

/// Whether a range has a day of those that a document may be of.
pub(crate) fn overlaps(range: &DateRange, (first, last): (u32, u32)) -> bool {
    first > 0
        && range.from.is_none_or(|from| u64::from(last) >= from.first_day())
        && range.to.is_none_or(|to| u64::from(first) <= to.last_day())
}
