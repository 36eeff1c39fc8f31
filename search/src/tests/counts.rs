//! Counts agree with what a search finds, whatever is asked.

use std::collections::BTreeMap;

use corpus::Document;
use proptest::prelude::*;

use super::library::{BUILTIN, FACETED};
use super::properties::values;
use super::understanding::question;
use crate::{
    Budget, CountBy, CountTable, Counted, CountedBy, CountedField, CountedValue, FilterField,
    Filters, Having, MAX_LIMIT, NoticeCode, Request,
};

fn by(field: FilterField, most: usize) -> CountedBy {
    CountedBy { field, most }
}

/// What a document counts for: its values, or that it has none.
fn slots(document: &Document, field: FilterField) -> Vec<Option<String>> {
    match values(document, field) {
        none if none.is_empty() => vec![None],
        values => values.into_iter().map(Some).collect(),
    }
}

/// Counts of a field by brute force.
fn counted(documents: &[&Document], field: FilterField) -> BTreeMap<Option<String>, usize> {
    let mut counts = BTreeMap::new();
    for slot in documents.iter().flat_map(|document| slots(document, field)) {
        *counts.entry(slot).or_default() += 1;
    }
    counts
}

/// What documents counted by a value have; `None` where several values are summed.
fn having(field: FilterField, counted: &CountedValue) -> Option<Having> {
    let value = match &counted.of {
        Counted::Value { value } => Some(value.clone()),
        Counted::None => None,
        Counted::Others { .. } => return None,
    };
    Some(Having { field, value })
}

/// Whether the counts of a field are those of brute force, summed as the field says.
fn check_field(table: &CountedField, documents: &[&Document], most: usize) {
    let mut expected = counted(documents, table.field);
    let mut others = (0, 0);
    for counted in &table.values {
        match having(table.field, counted) {
            Some(having) => assert_eq!(expected.remove(&having.value), Some(counted.count)),
            None => {
                let Counted::Others { values } = counted.of else { unreachable!() };
                others = (values, counted.count);
            }
        }
    }
    assert_eq!((expected.len(), expected.values().sum()), others);
    let told = table.values.iter().filter(|v| matches!(v.of, Counted::Value { .. })).count();
    assert!(told == most || (told < most && others.0 == 0), "{table:?}");
    let overlaps = documents.iter().any(|d| values(d, table.field).len() > 1);
    assert_eq!(table.overlapping, overlaps);
}

/// Whether the cells of each row are those of brute force.
fn check_cells(table: &CountTable, documents: &[&Document]) {
    let columns = table.columns.as_ref().unwrap();
    for (row, cells) in table.rows.values.iter().zip(&table.cells) {
        let Some(row) = having(table.rows.field, row) else { continue };
        let rows = documents.iter().filter(|d| slots(d, row.field).contains(&row.value));
        let expected = counted(&rows.copied().collect::<Vec<_>>(), columns.field);
        for (column, &cell) in columns.values.iter().zip(cells) {
            if let Some(column) = having(columns.field, column) {
                assert_eq!(cell, expected.get(&column.value).copied().unwrap_or_default());
            }
        }
        assert_eq!(cells.iter().sum::<usize>(), expected.values().sum::<usize>());
    }
}

proptest! {
    #[test]
    fn counts_are_those_of_brute_force_and_cells_lead_to_what_they_count(
        query in question(),
        agencies in proptest::sample::subsequence(vec!["市科委", "市经信委", "静安区"], 0..3),
        rows in proptest::sample::select(FilterField::ALL.to_vec()),
        columns in proptest::sample::select(FilterField::ALL.to_vec()),
        most in 0..8_usize,
        (row, column) in any::<(prop::sample::Index, prop::sample::Index)>(),
    ) {
        let agencies = agencies.into_iter().map(str::to_owned).collect();
        let filters = Filters::of(FilterField::AGENCIES, agencies);
        let request = Request { query, filters, limit: MAX_LIMIT, ..Request::default() };
        let found = FACETED.engine.search(&request).unwrap();
        let hits = found.hits.iter();
        let documents: Vec<&Document> = hits
            .map(|hit| FACETED.documents.iter().find(|d| d.id == hit.id).unwrap())
            .collect();
        let tables = [
            CountBy { rows: by(rows, most), columns: None },
            CountBy { rows: by(rows, most), columns: Some(by(columns, most)) },
        ];
        let counts = FACETED.engine.count_within(&Budget::unlimited(), &request, &tables).unwrap();
        prop_assert!(counts.complete);
        prop_assert_eq!(counts.total, found.total);
        prop_assert_eq!(&counts.understood, &found.understood);
        let [single, crossed] = &counts.tables[..] else { unreachable!() };
        prop_assert_eq!(&single.rows, &crossed.rows);
        check_field(&single.rows, &documents, most);
        check_field(crossed.columns.as_ref().unwrap(), &documents, most);
        check_cells(crossed, &documents);

        prop_assume!(found.total > 0);
        let columns = crossed.columns.as_ref().unwrap();
        let (row, column) =
            (row.index(crossed.rows.values.len()), column.index(columns.values.len()));
        let row_has = having(crossed.rows.field, &crossed.rows.values[row]);
        let column_has = having(columns.field, &columns.values[column]);
        let (Some(row_has), Some(column_has)) = (row_has, column_has) else { return Ok(()) };
        let mut narrowed = request.clone();
        narrowed.filters.has = vec![row_has, column_has];
        let led_to = FACETED.engine.search(&narrowed).unwrap();
        prop_assert_eq!(led_to.total, crossed.cells[row][column], "{:?}", &narrowed);
    }

    #[test]
    fn a_count_that_is_cut_off_counts_nothing_that_is_not_there(postings in 0..400_u64) {
        let request = Request { query: "区块链".to_owned(), ..Request::default() };
        let tables = [CountBy { rows: by(FilterField::DATES, 9), columns: None }];
        let whole = BUILTIN.engine.count_within(&Budget::unlimited(), &request, &tables).unwrap();
        let cut = BUILTIN.engine.count_within(&Budget::of(postings), &request, &tables).unwrap();
        match cut.complete {
            true => prop_assert_eq!(cut.tables, whole.tables),
            false => {
                prop_assert!(cut.total <= whole.total);
                prop_assert!(cut.notices.iter().any(|notice| notice.code == NoticeCode::CutOff));
            }
        }
    }
}

/// What the report that the built-in library is made of says of its policies.
#[test]
fn policies_are_counted_by_year_and_district() {
    let request = Request {
        filters: Filters::of(FilterField::KINDS, vec!["policy".to_owned()]),
        ..Request::default()
    };
    let crossed =
        CountBy { rows: by(FilterField::DATES, 9), columns: Some(by(FilterField::DISTRICTS, 3)) };
    let counts = BUILTIN.engine.count_within(&Budget::unlimited(), &request, &[crossed]).unwrap();
    let table = &counts.tables[0];
    let told = |field: &CountedField| -> Vec<(String, usize)> {
        field.values.iter().map(|value| (value.label.clone(), value.count)).collect()
    };
    let expected = |values: &[(&str, usize)]| -> Vec<(String, usize)> {
        values.iter().map(|&(label, count)| (label.to_owned(), count)).collect()
    };
    let years = [("2020年", 4), ("2019年", 4), ("2018年", 7), ("2017年", 4), ("2016年", 2)];
    assert_eq!(told(&table.rows), expected(&years));
    let districts = [("杨浦区", 2), ("静安区", 2), ("宝山区", 1), ("其他 4 项", 4), ("未注明", 12)];
    assert_eq!(told(table.columns.as_ref().unwrap()), expected(&districts));
    assert_eq!(table.cells.iter().flatten().sum::<usize>(), 21);
}
