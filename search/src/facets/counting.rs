//! Counting the values of facets in the pass that collects the hits, and listing them.

use crate::facets::Selection;
use crate::message::{Facet, FacetValue, Facets};
use crate::snapshot::{DIMENSIONS, Dimension, FacetCache, SegmentFacets};

/// The most values of a facet that a response lists; selected ones come on top of that.
const LISTED: usize = 50;

/// Counts of every value of every dimension.
pub(crate) struct Counts {
    counts: [Vec<usize>; DIMENSIONS],
}

impl Counts {
    /// Nothing counted yet of what a snapshot has.
    pub(crate) fn new(cache: &FacetCache) -> Counts {
        Counts { counts: cache.values.each_ref().map(|values| vec![0; values.len()]) }
    }

    /// Counts a document's values in one dimension.
    pub(crate) fn count(&mut self, segment: &SegmentFacets, dimension: Dimension, doc: u32) {
        for &ordinal in segment.ordinals(dimension, doc) {
            self.counts[dimension as usize][ordinal as usize] += 1;
        }
    }

    /// The counts as a response lists them.
    pub(crate) fn list(&self, cache: &FacetCache, selection: &Selection) -> Facets {
        let facet = |dimension| list_one(dimension, self.listed(dimension, cache, selection));
        Facets {
            year: facet(Dimension::Year),
            district: facet(Dimension::District),
            agency: facet(Dimension::Agency),
            kind: facet(Dimension::Kind),
            level: facet(Dimension::Level),
            doc_type: facet(Dimension::DocType),
            status: facet(Dimension::Status),
        }
    }

    /// The values of a dimension that documents have or that are selected.
    fn listed(
        &self,
        dimension: Dimension,
        cache: &FacetCache,
        selection: &Selection,
    ) -> Vec<FacetValue> {
        let chosen = selection.values[dimension as usize].as_deref();
        let is_selected = |at: usize| chosen.is_some_and(|chosen| chosen[at]);
        let counts = &self.counts[dimension as usize];
        let known = cache.values[dimension as usize].iter().zip(counts).enumerate();
        let known = known.map(|(at, (value, &count))| FacetValue {
            value: value.clone(),
            count,
            selected: is_selected(at),
        });
        let absent = selection.absent[dimension as usize].iter();
        let absent =
            absent.map(|value| FacetValue { value: value.clone(), count: 0, selected: true });
        known.chain(absent).filter(|value| value.count > 0 || value.selected).collect()
    }
}

/// The most frequent values, and how many more there are.
fn list_one(dimension: Dimension, mut listed: Vec<FacetValue>) -> Facet {
    if dimension == Dimension::Year {
        listed.sort_by(|a, b| b.value.cmp(&a.value));
    } else {
        listed.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    }
    let all = listed.len();
    let mut rank = 0;
    listed.retain(|value| {
        rank += 1;
        rank <= LISTED || value.selected
    });
    Facet { more: all - listed.len(), values: listed }
}
