//! Counting documents by one field or by two crossed, each in one visit.

use crate::message::{
    CountBy, CountTable, Counted, CountedBy, CountedField, CountedValue, FilterField,
};
use crate::snapshot::{FacetCache, SegmentFacets};

/// A table while it is counted.
pub(crate) struct Tally {
    rows: Margin,
    columns: Option<Margin>,
    /// The slots of row and column of each document. Which of them have a place in the table is
    /// known at the end, so they are counted then.
    pairs: Vec<(u32, u32)>,
}

/// Counts of one field. A value's slot is its ordinal; the slot behind all is of documents that
/// have none.
struct Margin {
    by: CountedBy,
    counts: Vec<usize>,
    none: u32,
    overlapping: bool,
}

impl Tally {
    /// Nothing counted yet of what a snapshot has.
    pub(crate) fn new(by: &CountBy, cache: &FacetCache) -> Tally {
        let margin = |by: CountedBy| Margin::new(by, cache);
        Tally { rows: margin(by.rows), columns: by.columns.map(margin), pairs: Vec::new() }
    }

    /// Counts a document.
    pub(crate) fn count(&mut self, segment: &SegmentFacets, doc: u32) {
        let rows = self.rows.count(segment, doc);
        if let Some(columns) = &mut self.columns {
            let across = columns.count(segment, doc);
            for &row in self.rows.slots(rows) {
                self.pairs.extend(columns.slots(across).iter().map(|&column| (row, column)));
            }
        }
    }

    /// The table of what was counted.
    pub(crate) fn table(self, cache: &FacetCache) -> CountTable {
        let (rows, row_places) = self.rows.listed(cache);
        let Some(columns) = self.columns else {
            return CountTable { rows, columns: None, cells: Vec::new() };
        };
        let (columns, column_places) = columns.listed(cache);
        let mut cells = vec![vec![0; columns.values.len()]; rows.values.len()];
        for (row, column) in self.pairs {
            cells[row_places[row as usize]][column_places[column as usize]] += 1;
        }
        CountTable { rows, columns: Some(columns), cells }
    }
}

impl Margin {
    fn new(by: CountedBy, cache: &FacetCache) -> Margin {
        let values = cache.values[by.field].len();
        Margin { by, counts: vec![0; values + 1], none: values as u32, overlapping: false }
    }

    /// Counts a document, and gives its ordinals.
    fn count<'a>(&mut self, segment: &'a SegmentFacets, doc: u32) -> &'a [u32] {
        let ordinals = segment.ordinals(self.by.field, doc);
        self.overlapping |= ordinals.len() > 1;
        match ordinals {
            [] => self.counts[self.none as usize] += 1,
            ordinals => ordinals.iter().for_each(|&slot| self.counts[slot as usize] += 1),
        }
        ordinals
    }

    /// The slots of a document that has these ordinals.
    fn slots<'a>(&'a self, ordinals: &'a [u32]) -> &'a [u32] {
        if ordinals.is_empty() { std::slice::from_ref(&self.none) } else { ordinals }
    }

    /// The field as tables list it, and where in the list each slot is told.
    fn listed(&self, cache: &FacetCache) -> (CountedField, Vec<usize>) {
        let CountedBy { field, most } = self.by;
        let values = &cache.values[field];
        let mut slots: Vec<usize> = (0..values.len()).filter(|&s| self.counts[s] > 0).collect();
        slots.sort_by(|&a, &b| match field {
            FilterField::DATES => values[b].cmp(&values[a]),
            _ => self.counts[b].cmp(&self.counts[a]).then_with(|| values[a].cmp(&values[b])),
        });
        let (told, others) = slots.split_at(most.min(slots.len()));
        let value = |&slot: &usize| {
            let of = Counted::Value { value: values[slot].clone() };
            CountedValue::new(field, of, self.counts[slot])
        };
        let mut listed: Vec<CountedValue> = told.iter().map(value).collect();
        let mut places = vec![0; self.counts.len()];
        told.iter().enumerate().for_each(|(place, &slot)| places[slot] = place);
        if !others.is_empty() {
            others.iter().for_each(|&slot| places[slot] = listed.len());
            let sum = others.iter().map(|&slot| self.counts[slot]).sum();
            let of = Counted::Others { values: others.len() };
            listed.push(CountedValue::new(field, of, sum));
        }
        let none = self.none as usize;
        if self.counts[none] > 0 {
            places[none] = listed.len();
            listed.push(CountedValue::new(field, Counted::None, self.counts[none]));
        }
        let overlapping = self.overlapping;
        (CountedField { field, values: listed, overlapping }, places)
    }
}
