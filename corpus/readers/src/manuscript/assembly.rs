//! The documents of a text: the one that it is, and those of the rows of its tables.

use std::ops::ControlFlow;

use document::document::{Document, Table};
use language::kind::Kind;

use crate::outline;
use crate::outline::block::Piece;
use crate::sheet::row::Columns;
use crate::source::{Item, Origin, Sink};
use crate::text::caption;

/// A document of the whole file that states nothing yet.
pub(crate) fn blank(origin: Origin<'_>) -> Document {
    Document { sources: vec![origin.source(String::new())], ..Document::default() }
}

/// The document whose body these pieces are, and those of its tables' rows.
pub(crate) fn finish(
    mut document: Document,
    pieces: Vec<Piece>,
    origin: Origin<'_>,
) -> Vec<Document> {
    if document.title.is_empty() {
        document.title = origin.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    }
    let rows = rows(&pieces, origin);
    if document.kind == Kind::default() && is_report(&document, !rows.is_empty()) {
        document.kind = Kind::Report;
    }
    document.body = outline::build(pieces);
    let mut documents = vec![document];
    documents.extend(rows);
    documents
}

/// Whether the text is a research report: it has an abstract with keywords, or tables of policies
/// or organisations; and it is not itself a policy, which has a number.
fn is_report(document: &Document, lists_others: bool) -> bool {
    let has_abstract = document.summary.is_some() && !document.keywords.is_empty();
    document.number.is_none() && (has_abstract || lists_others)
}

/// The rows of the tables that list policies or organisations, in order.
fn rows(pieces: &[Piece], origin: Origin<'_>) -> Vec<Document> {
    let tables = pieces.iter().filter_map(|piece| match piece {
        Piece::Table(table) => Some(table),
        _ => None,
    });
    tables.zip(1..).flat_map(|(table, ordinal)| rows_of(table, ordinal, origin)).collect()
}

/// The documents of a table, the `ordinal`th of its file, counted from 1.
fn rows_of(table: &Table, ordinal: usize, origin: Origin<'_>) -> Vec<Document> {
    let columns = Columns::new(&table.header);
    let Some(kind) = columns.kind_of_rows() else {
        return Vec::new();
    };
    let label = table.caption.as_deref().and_then(caption::label);
    let label = label.unwrap_or_else(|| format!("第{ordinal}个表"));
    let document = |(cells, row): (&Vec<String>, usize)| {
        columns.document(cells, kind, origin, format!("{label} 第{row}行"))
    };
    let documents = table.rows.iter().zip(1..).map(document);
    documents.filter(|document| !document.title.is_empty()).collect()
}

/// Hands documents over until the sink has enough.
pub(crate) fn hand_over(documents: Vec<Document>, sink: Sink<'_>) {
    for document in documents {
        if sink(Item::Document(Box::new(document))) == ControlFlow::Break(()) {
            break;
        }
    }
}
