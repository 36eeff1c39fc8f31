//! The values that documents have in each facet, and their dates, read from the columns of the
//! index once for each snapshot.

use std::collections::HashMap;

use corpus::Moment;
use indexer::IndexFields;
use tantivy::columnar::StrColumn;
use tantivy::schema::Schema;
use tantivy::{Searcher, SegmentReader};

use crate::error::{Error, Result};
use crate::message::{ByField, FilterField};

/// The facet values of every document of a snapshot.
pub(crate) struct FacetCache {
    /// The values of each field; a document's ordinals point into this list.
    pub(crate) values: ByField<Vec<String>>,
    /// For each segment of the snapshot, in its order.
    pub(crate) segments: Vec<SegmentFacets>,
}

/// The facet values and dates of the documents of a segment.
pub(crate) struct SegmentFacets {
    columns: ByField<Column>,
    /// First and last day of each document's date, as [`corpus::PartialDate::first_day`] codes
    /// them; `(0, 0)` without a date.
    pub(crate) days: Vec<(u32, u32)>,
    /// [`corpus::PartialDate::sort_key`]; 0 without a date.
    pub(crate) date: Vec<u32>,
    /// The last day of applying, as [`corpus::PartialDate::last_day`] codes it; 0 without one.
    pub(crate) deadline: Vec<u32>,
    /// [`indexer::IndexFields::tie`].
    pub(crate) tie: Vec<u32>,
    /// When each was first seen, and when it changed, in seconds since 1970; 0 where it did not.
    seen: Vec<[u32; 2]>,
}

/// The ordinals of each document: those of document d are `values[starts[d]..starts[d + 1]]`.
#[derive(Default)]
struct Column {
    starts: Vec<u32>,
    values: Vec<u32>,
}

impl SegmentFacets {
    /// When a document was first seen, and when it changed.
    pub(crate) fn seen(&self, doc: u32) -> [Option<Moment>; 2] {
        self.seen[doc as usize].map(Moment::of_seconds)
    }

    /// When there was last something new about a document, in seconds since 1970.
    pub(crate) fn news(&self, doc: u32) -> u32 {
        self.seen[doc as usize].into_iter().fold(0, u32::max)
    }

    /// The ordinals that a document has in a field.
    pub(crate) fn ordinals(&self, field: FilterField, doc: u32) -> &[u32] {
        let column = &self.columns[field];
        let (start, end) = (column.starts[doc as usize], column.starts[doc as usize + 1]);
        &column.values[start as usize..end as usize]
    }
}

/// Gives the values of all segments common ordinals.
#[derive(Default)]
struct Values {
    list: Vec<String>,
    ordinals: HashMap<String, u32>,
}

impl Values {
    fn ordinal(&mut self, value: String) -> u32 {
        let next = self.list.len() as u32;
        *self.ordinals.entry(value).or_insert_with_key(|value| {
            self.list.push(value.clone());
            next
        })
    }
}

impl FacetCache {
    /// Reads the facet columns of all segments.
    ///
    /// # Errors
    /// When the index cannot be read or lacks a column.
    pub(crate) fn load(searcher: &Searcher, fields: &IndexFields) -> Result<FacetCache> {
        check_columns(searcher.schema())?;
        let mut values: ByField<Values> = ByField::default();
        let mut segments = Vec::new();
        for segment in searcher.segment_readers() {
            segments.push(load_segment(segment, fields, &mut values)?);
        }
        Ok(FacetCache { values: values.map(|values| values.list), segments })
    }
}

/// Without its column a facet would look as if no document had a value.
fn check_columns(schema: &Schema) -> Result<()> {
    for column in FilterField::ALL.map(FilterField::facet) {
        schema.get_field(column).map_err(|_| Error::NoColumn { column })?;
    }
    Ok(())
}

fn load_segment(
    segment: &SegmentReader,
    fields: &IndexFields,
    values: &mut ByField<Values>,
) -> tantivy::Result<SegmentFacets> {
    let docs = segment.max_doc();
    let number = |field| -> tantivy::Result<Vec<u32>> {
        let name = segment.schema().get_field_name(field);
        let column = segment.fast_fields().u64(name)?;
        Ok((0..docs).map(|doc| column.first(doc).unwrap_or(0) as u32).collect())
    };
    let mut columns: ByField<Column> = ByField::default();
    for field in FilterField::ALL {
        columns[field] = match field {
            FilterField::DATES => year_column(&number(fields.year)?, &mut values[field]),
            _ => match segment.fast_fields().str(field.facet())? {
                Some(texts) => text_column(&texts, docs, &mut values[field])?,
                // No document of the segment has a value.
                None => Column { starts: vec![0; docs as usize + 1], values: Vec::new() },
            },
        };
    }
    let days = number(fields.first_day)?.into_iter().zip(number(fields.last_day)?).collect();
    let seen = number(fields.first_seen)?.into_iter().zip(number(fields.changed)?);
    let seen = seen.map(|(first, changed)| [first, changed]).collect();
    let (date, deadline) = (number(fields.date)?, number(fields.deadline)?);
    Ok(SegmentFacets { columns, days, date, deadline, tie: number(fields.tie)?, seen })
}

fn year_column(years: &[u32], values: &mut Values) -> Column {
    let mut column = Column { starts: vec![0], values: Vec::new() };
    for &year in years {
        if year > 0 {
            column.values.push(values.ordinal(year.to_string()));
        }
        column.starts.push(column.values.len() as u32);
    }
    column
}

fn text_column(texts: &StrColumn, docs: u32, values: &mut Values) -> tantivy::Result<Column> {
    let mut common = Vec::with_capacity(texts.num_terms());
    for ordinal in 0..texts.num_terms() as u64 {
        let mut text = String::new();
        texts.ord_to_str(ordinal, &mut text)?;
        common.push(values.ordinal(text));
    }
    let mut column = Column { starts: vec![0], values: Vec::new() };
    for doc in 0..docs {
        column.values.extend(texts.term_ords(doc).map(|ordinal| common[ordinal as usize]));
        column.starts.push(column.values.len() as u32);
    }
    Ok(column)
}

#[cfg(test)]
mod tests {
    use tantivy::schema::FAST;

    use super::*;

    #[test]
    fn a_facet_without_a_column_is_an_error() {
        let columns = FilterField::ALL.map(FilterField::facet);
        for count in 0..=columns.len() {
            let mut schema = Schema::builder();
            columns[..count].iter().for_each(|column| {
                schema.add_u64_field(column, FAST);
            });
            let missing = match check_columns(&schema.build()) {
                Err(Error::NoColumn { column }) => Some(column),
                _ => None,
            };
            assert_eq!(missing, columns.get(count).copied());
        }
    }
}
