//! Filters in terms of the index: each document is tested against all facets at once.

use corpus::{DateRange, Moment};
use fixedbitset::FixedBitSet;
use tantivy::DocAddress;

use super::resolving::Resolver;
use crate::message::{ByField, FilterField, Filters, Having, Notice};
use crate::snapshot::{FacetCache, SegmentFacets, Snapshot};

/// Filters in terms of the index.
#[derive(Default)]
pub(crate) struct Selection {
    /// For each field which values pass; `None` where all do.
    pub(crate) values: ByField<Option<Vec<bool>>>,
    /// For each field chosen values that no document has.
    pub(crate) absent: ByField<Vec<String>>,
    years: Vec<DateRange>,
    dates: Vec<DateRange>,
    /// The fields in which anything is chosen.
    chosen: Vec<FilterField>,
    /// What documents must have besides.
    has: Vec<Had>,
    /// From when on there has to be something new about them.
    since: Option<Moment>,
}

/// What documents have in a field.
struct Had {
    field: FilterField,
    value: Value,
}

/// A value by its ordinal.
enum Value {
    Is(u32),
    /// They have none.
    None,
    /// The index has it not.
    Unknown,
}

impl Had {
    fn new(having: &Having, cache: &FacetCache) -> Had {
        let ordinal = |value: &String| {
            let place = cache.values[having.field].iter().position(|known| known == value);
            place.map_or(Value::Unknown, |place| Value::Is(place as u32))
        };
        let value = having.value.as_ref().map_or(Value::None, ordinal);
        Had { field: having.field, value }
    }

    fn holds(&self, segment: &SegmentFacets, doc: u32) -> bool {
        let ordinals = segment.ordinals(self.field, doc);
        match self.value {
            Value::Is(ordinal) => ordinals.contains(&ordinal),
            Value::None => ordinals.is_empty(),
            Value::Unknown => false,
        }
    }
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
        let chosen = filters.fields();
        let mut selection = Selection {
            years: filters.years.clone(),
            dates: filters.dates.clone(),
            since: filters.since.map(Moment::start_of),
            has: filters.has.iter().map(|having| Had::new(having, &snapshot.facets)).collect(),
            ..Selection::default()
        };
        let (dates, others): (Vec<_>, Vec<_>) =
            chosen.iter().partition(|field| **field == FilterField::DATES);
        for field in others.into_iter().chain(dates) {
            let (passing, absent) = match field {
                FilterField::DATES => resolver.years(filters, notices),
                _ => resolver.values(field, &filters.values[field], notices),
            };
            selection.values[field] = Some(passing);
            selection.absent[field] = absent;
        }
        Selection { chosen, ..selection }
    }

    /// Which facet alone excludes a document.
    pub(crate) fn test(&self, segment: &SegmentFacets, doc: u32) -> Verdict {
        if !self.passes_besides(segment, doc) {
            return Verdict::Fails;
        }
        let mut verdict = Verdict::Passes;
        for &field in &self.chosen {
            if self.passes(segment, field, doc) {
                continue;
            }
            match verdict {
                Verdict::Passes => verdict = Verdict::FailsOnly(field),
                _ => return Verdict::Fails,
            }
        }
        verdict
    }

    /// Whether a document has what no facet says.
    pub(crate) fn passes_besides(&self, segment: &SegmentFacets, doc: u32) -> bool {
        self.since.is_none_or(|since| segment.news(doc) >= since.seconds())
            && self.has.iter().all(|had| had.holds(segment, doc))
    }

    /// Whether a document passes in one of the fields in which anything is chosen.
    fn passes_any(&self, segment: &SegmentFacets, doc: u32) -> bool {
        self.chosen.iter().any(|&field| self.passes(segment, field, doc))
    }

    /// Whether a document passes in one field.
    pub(crate) fn passes(&self, segment: &SegmentFacets, field: FilterField, doc: u32) -> bool {
        if field == FilterField::DATES {
            let days = segment.days[doc as usize];
            return [&self.years, &self.dates]
                .into_iter()
                .all(|ranges| ranges.is_empty() || ranges.iter().any(|r| overlaps(r, days)));
        }
        self.values[field].as_ref().is_none_or(|chosen| {
            segment.ordinals(field, doc).iter().any(|&ordinal| chosen[ordinal as usize])
        })
    }
}

/// What documents had better be.
#[derive(Default)]
pub(crate) struct Preferred {
    /// What they had better pass in one field.
    pub(crate) selection: Selection,
    /// Those, for each segment, whose titles have the year that is preferred, if there are any: of
    /// yearly documents not the one of that year's date is meant.
    pub(crate) of_year: Option<Vec<FixedBitSet>>,
}

impl Preferred {
    /// Whether a document is preferred.
    pub(crate) fn has(&self, at: DocAddress, segment: &SegmentFacets) -> bool {
        match &self.of_year {
            Some(docs) => docs[at.segment_ord as usize].contains(at.doc_id as usize),
            None => self.selection.passes_any(segment, at.doc_id),
        }
    }
}

/// What a document is to a selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// A hit.
    Passes,
    /// It would be one without this facet's selection.
    FailsOnly(FilterField),
    /// Two facets or more exclude it.
    Fails,
}

/// Whether a range has a day of those that a document may be of.
pub(crate) fn overlaps(range: &DateRange, (first, last): (u32, u32)) -> bool {
    first > 0
        && range.from.is_none_or(|from| u64::from(last) >= from.first_day())
        && range.to.is_none_or(|to| u64::from(first) <= to.last_day())
}
