//! The records of a text: the one that it is, and those of the rows of its tables.

use std::ops::ControlFlow;

use document::document::{Doubt, Table};
use document::record::Record;
use language::kind::Kind;

use crate::outline;
use crate::outline::block::Piece;
use crate::sheet::columns::Columns;
use crate::sheet::row;
use crate::source::{Item, Origin, Sink};
use crate::text::caption;

/// A record of the whole file that states nothing yet.
pub(crate) fn blank(origin: Origin<'_>) -> Record {
    Record { sources: vec![origin.source(String::new())], ..Record::default() }
}

/// The record whose body these pieces are, and those of its tables' rows.
pub(crate) fn finish(mut record: Record, pieces: Vec<Piece>, origin: Origin<'_>) -> Vec<Record> {
    if record.fields.title.is_empty() {
        let stem = origin.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Doubt::note(&mut record.doubts, "title", &stem, "是文件名，正文里没有找到标题");
        record.fields.title = stem;
    }
    let rows = rows(&pieces, origin);
    if record.fields.kind == Kind::default() && is_report(&record, !rows.is_empty()) {
        record.fields.kind = Kind::Report;
    }
    record.body = outline::build(pieces);
    let mut records = vec![record];
    records.extend(rows);
    records
}

/// Whether the text is a research report: it has an abstract with keywords, or tables of policies
/// or organisations; and it is not itself a policy, which has a number.
fn is_report(record: &Record, lists_others: bool) -> bool {
    let has_abstract = record.fields.summary.is_some() && !record.fields.keywords.is_empty();
    record.fields.number.is_none() && (has_abstract || lists_others)
}

/// The rows of the tables that list policies or organisations, in order.
fn rows(pieces: &[Piece], origin: Origin<'_>) -> Vec<Record> {
    let tables = pieces.iter().filter_map(|piece| match piece {
        Piece::Table(table) => Some(table),
        _ => None,
    });
    tables.zip(1..).flat_map(|(table, ordinal)| rows_of(table, ordinal, origin)).collect()
}

/// The records of a table, the `ordinal`th of its file, counted from 1.
fn rows_of(table: &Table, ordinal: usize, origin: Origin<'_>) -> Vec<Record> {
    let columns = Columns::of_table(&table.header, &table.rows, origin.names);
    let Some(kind) = columns.kind_of_rows() else {
        return Vec::new();
    };
    let label = table.caption.as_deref().and_then(caption::label);
    let label = label.unwrap_or_else(|| format!("第{ordinal}个表"));
    let record = |(cells, row): (&Vec<String>, usize)| {
        columns.record(cells, kind, origin, format!("{label} 第{row}行"))
    };
    let rows = table.rows.iter().zip(1..).filter(|(cells, _)| !row::is_total(cells));
    let records = rows.map(record);
    records.filter(|record| !record.fields.title.is_empty()).collect()
}

/// Hands records over until the sink has enough.
pub(crate) fn hand_over(records: Vec<Record>, sink: Sink<'_>) {
    for record in records {
        if sink(Item::Record(Box::new(record))) == ControlFlow::Break(()) {
            break;
        }
    }
}
