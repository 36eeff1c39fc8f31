//! Counting the values of facets in the pass that collects the hits, and listing them.

use crate::facets::Selection;
use crate::message::{ByField, Facet, FacetValue, Facets, FilterField};
use crate::snapshot::{FacetCache, SegmentFacets};

/// Counts of every value of every field.
pub(crate) struct Counts {
    counts: ByField<Vec<usize>>,
}

impl Counts {
    /// Nothing counted yet of what a snapshot has.
    pub(crate) fn new(cache: &FacetCache) -> Counts {
        Counts { counts: ByField::from_fn(|field| vec![0; cache.values[field].len()]) }
    }

    /// Counts a document's values in one field.
    pub(crate) fn count(&mut self, segment: &SegmentFacets, field: FilterField, doc: u32) {
        for &ordinal in segment.ordinals(field, doc) {
            self.counts[field][ordinal as usize] += 1;
        }
    }

    /// The counts as a response lists them: of each field the first `most` values and those that
    /// are selected, of years all.
    pub(crate) fn list(&self, cache: &FacetCache, selection: &Selection, most: usize) -> Facets {
        ByField::from_fn(|field| list_one(field, self.listed(field, cache, selection), most))
    }

    /// The values of a field that documents have or that are selected.
    fn listed(
        &self,
        field: FilterField,
        cache: &FacetCache,
        selection: &Selection,
    ) -> Vec<FacetValue> {
        let chosen = selection.values[field].as_deref();
        let is_selected = |at: usize| chosen.is_some_and(|chosen| chosen[at]);
        let known = cache.values[field].iter().zip(&self.counts[field]).enumerate();
        let known = known.map(|(at, (value, &count))| FacetValue {
            value: value.clone(),
            count,
            selected: is_selected(at),
        });
        let absent = selection.absent[field].iter();
        let absent =
            absent.map(|value| FacetValue { value: value.clone(), count: 0, selected: true });
        known.chain(absent).filter(|value| value.count > 0 || value.selected).collect()
    }
}

/// The most frequent values, and how many more there are.
fn list_one(field: FilterField, mut listed: Vec<FacetValue>, most: usize) -> Facet {
    if field == FilterField::DATES {
        listed.sort_by(|a, b| b.value.cmp(&a.value));
        return Facet { values: listed, more: 0 };
    }
    listed.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    let all = listed.len();
    let mut rank = 0;
    listed.retain(|value| {
        rank += 1;
        rank <= most || value.selected
    });
    Facet { more: all - listed.len(), values: listed }
}
