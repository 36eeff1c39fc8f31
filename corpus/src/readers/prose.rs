//! Text and Markdown files: a head, a body as sections, and the rows of the
//! tables that list policies or organisations as documents of their own.

use std::io::Read;
use std::ops::ControlFlow;

use super::block::{self, Piece, Text};
use super::lines::LIMIT;
use super::row::Columns;
use super::{Item, Origin, Sink, caption, encoding, front, inline, outline, wrapping};
use crate::document::{Document, Table};
use crate::error::Result;
use crate::kind::Kind;

/// Reads a file whole: first the document that it is, then those of its tables' rows.
pub(super) fn read(bytes: impl Read, origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let text = text_of(bytes, origin)?;
    if text.trim().is_empty() {
        return Err(origin.empty());
    }
    hand_over(documents(&text, origin), sink);
    Ok(())
}

/// Hands documents over until the sink has enough.
pub(super) fn hand_over(documents: Vec<Document>, sink: Sink<'_>) {
    for document in documents {
        if sink(Item::Document(Box::new(document))) == ControlFlow::Break(()) {
            break;
        }
    }
}

fn text_of(bytes: impl Read, origin: Origin<'_>) -> Result<String> {
    let mut content = Vec::new();
    let most = LIMIT as u64 + 1;
    bytes.take(most).read_to_end(&mut content).map_err(|error| origin.read_error(error))?;
    if content.len() > LIMIT {
        return Err(origin.too_large(most));
    }
    encoding::text(&content, origin.path)
}

/// The document of a text, and those of its tables' rows.
fn documents(text: &str, origin: Origin<'_>) -> Vec<Document> {
    let text = inline::without_comments(text);
    let lines = wrapping::unwrapped(&block::lines(&text));
    let lines: Vec<&str> = lines.iter().map(AsRef::as_ref).collect();
    let mut document = blank(origin);
    let body = front::read(&lines, &mut document);
    finish(document, block::read(&body, Text::Typeset), origin)
}

/// A document of the whole file that states nothing yet.
pub(super) fn blank(origin: Origin<'_>) -> Document {
    Document { sources: vec![origin.source(String::new())], ..Document::default() }
}

/// The document whose body these pieces are, and those of its tables' rows.
pub(super) fn finish(
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
