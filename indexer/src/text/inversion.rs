//! How a segment's texts become postings. Tantivy looks every occurrence of a term up in one large
//! hash table, which takes longer than all analysis; here the occurrences are gathered in lists
//! and put into order once, when the segment is complete.
//!
//! The files are Tantivy's own, in place of those that it wrote without the texts: reading,
//! deleting and merging are left to it. What the terms of a text are is told by `analysis`.

mod characters;
mod counts;
mod pairs;
mod term_postings;
#[cfg(test)]
mod tests;

use std::any::Any;
use std::collections::BTreeMap;
use std::io;

use tantivy::fieldnorm::{FieldNormReader, FieldNormsSerializer};
use tantivy::index::SegmentComponent;
use tantivy::indexer::doc_id_mapping::DocIdMapping;
use tantivy::postings::InvertedIndexSerializer;
use tantivy::schema::document::ErasedDocument;
use tantivy::schema::{Field, Schema, Value};
use tantivy::{
    Directory, DocId, PluginMergeContext, PluginWriter, PluginWriterContext, Segment,
    SegmentPlugin, TantivyDocument, TantivyError,
};

use crate::text::analysis::{Analyzer, Term};
use crate::text::grams::{each_character, each_gram};
use crate::text::schema::IndexFields;
use counts::Counts;
use pairs::Pairs;
use term_postings::TermPostings;

/// A single character counts so often in a text, and no more: BM25 is nearly saturated there, and
/// of a long text's characters a third stand beyond it.
const MOST_OF_A_CHARACTER: u32 = 24;

/// Writes the postings of segments.
pub(crate) struct Inversion {
    analyzer: Analyzer,
    fields: IndexFields,
}

impl Inversion {
    pub(crate) fn new(analyzer: Analyzer, fields: IndexFields) -> Inversion {
        Inversion { analyzer, fields }
    }
}

impl SegmentPlugin for Inversion {
    /// None: it writes files that are Tantivy's.
    fn extensions(&self) -> &[&str] {
        &[]
    }

    fn create_writer(
        &self,
        context: &PluginWriterContext,
    ) -> tantivy::Result<Box<dyn PluginWriter>> {
        let schema = context.segment.schema();
        let indexed = schema.fields().filter(|(_, entry)| entry.is_indexed());
        let with_pairs = [self.fields.title.grams, self.fields.text.grams, self.fields.headings];
        let (pairs, counts): (Vec<Field>, Vec<Field>) =
            indexed.map(|(field, _)| field).partition(|field| with_pairs.contains(field));
        Ok(Box::new(SegmentWriter {
            analyzer: self.analyzer.clone(),
            fields: self.fields.clone(),
            counts: counts.into_iter().map(|field| (field, Inverted::default())).collect(),
            pairs: pairs.into_iter().map(|field| (field, Inverted::default())).collect(),
            docs: 0,
        }))
    }

    fn merge(&self, _: PluginMergeContext) -> tantivy::Result<()> {
        Ok(())
    }
}

/// The postings of a segment that is being written.
struct SegmentWriter {
    analyzer: Analyzer,
    fields: IndexFields,
    counts: BTreeMap<Field, Inverted<Counts>>,
    pairs: BTreeMap<Field, Inverted<Pairs>>,
    docs: DocId,
}

/// The postings of a field.
#[derive(Default)]
struct Inverted<T> {
    terms: T,
    /// How many terms each document has, up to the last that has any.
    lengths: Vec<u32>,
}

impl<T: TermPostings> Inverted<T> {
    fn lengthen(&mut self, doc: DocId, by: u32) {
        let docs = doc as usize + 1;
        if self.lengths.len() < docs {
            self.lengths.resize(docs, 0);
        }
        self.lengths[docs - 1] += by;
    }

    /// Writes the lengths of all documents as Tantivy encodes them, a byte each.
    fn write_norms(
        &self,
        field: Field,
        docs: DocId,
        to: &mut FieldNormsSerializer,
    ) -> io::Result<()> {
        let lengths = self.lengths.iter().copied().chain(std::iter::repeat(0));
        let norms = lengths.take(docs as usize).map(FieldNormReader::fieldnorm_to_id);
        to.serialize_field(field, &norms.collect::<Vec<u8>>())
    }

    fn write(self, field: Field, to: &mut InvertedIndexSerializer) -> io::Result<()> {
        let length = self.lengths.iter().copied().map(u64::from).sum();
        // Without norms: of the best scores in a block, which these are for, no use is made.
        let mut to = to.new_field(field, length, None)?;
        self.terms.write(&mut to)?;
        to.close()
    }

    fn memory(&self) -> usize {
        self.terms.memory() + self.lengths.capacity() * size_of::<u32>()
    }
}

impl Inverted<Pairs> {
    fn add_text(&mut self, doc: DocId, text: &str) {
        self.terms.begin(doc);
        let mut length = 0;
        each_gram(text, |gram| {
            self.terms.add(gram);
            length += 1;
        });
        self.lengthen(doc, length);
    }
}

impl Inverted<Counts> {
    fn add_value(&mut self, doc: DocId, value: &str) {
        let length = self.terms.add_word(doc, value);
        self.lengthen(doc, length);
    }

    fn add_characters(&mut self, doc: DocId, text: &str) {
        let mut length = 0;
        each_character(text, |c| length += self.terms.add_character(doc, c, MOST_OF_A_CHARACTER));
        self.lengthen(doc, length);
    }

    fn add_text(&mut self, doc: DocId, text: &str, analyzer: &Analyzer) {
        let mut length = 0;
        analyzer.each_term(text, |term| {
            length += match term {
                Term::Character(c) => self.terms.add_character(doc, c, MOST_OF_A_CHARACTER),
                Term::Word(word) => self.terms.add_word(doc, word),
            };
        });
        self.lengthen(doc, length);
    }
}

impl SegmentWriter {
    fn add(&mut self, doc: DocId, field: Field, value: &str) {
        let IndexFields { title, text, headings, .. } = self.fields;
        if field == self.fields.given_title {
            self.add_pairs(doc, title.grams, value);
            // The words of titles are words of the text as well; on their own they rank no better.
            if let Some(inverted) = self.counts.get_mut(&title.terms) {
                inverted.add_characters(doc, value);
            }
        } else if field == self.fields.given_text {
            self.add_pairs(doc, text.grams, value);
            if let Some(inverted) = self.counts.get_mut(&text.terms) {
                inverted.add_text(doc, value, &self.analyzer);
            }
        } else if field == self.fields.given_headings {
            self.add_pairs(doc, headings, value);
        } else if let Some(inverted) = self.counts.get_mut(&field) {
            inverted.add_value(doc, value);
        }
    }

    fn add_pairs(&mut self, doc: DocId, field: Field, value: &str) {
        if let Some(inverted) = self.pairs.get_mut(&field) {
            inverted.add_text(doc, value);
        }
    }

    /// Replaces the files that Tantivy wrote, which lack the texts.
    fn write(self, segment: &Segment) -> tantivy::Result<()> {
        use SegmentComponent::{FieldNorms, Positions, Postings, Terms};
        let directory = segment.index().directory();
        for file in [FieldNorms, Positions, Postings, Terms] {
            directory.delete(&segment.relative_path(file)).map_err(io::Error::other)?;
        }
        let mut norms = FieldNormsSerializer::from_write(segment.open_write(FieldNorms)?)?;
        for (field, inverted) in &self.counts {
            inverted.write_norms(*field, self.docs, &mut norms)?;
        }
        for (field, inverted) in &self.pairs {
            inverted.write_norms(*field, self.docs, &mut norms)?;
        }
        norms.close()?;
        let mut postings = InvertedIndexSerializer::open(segment)?;
        for (field, inverted) in self.counts {
            inverted.write(field, &mut postings)?;
        }
        for (field, inverted) in self.pairs {
            inverted.write(field, &mut postings)?;
        }
        Ok(postings.close()?)
    }
}

impl PluginWriter for SegmentWriter {
    fn add_document(
        &mut self,
        doc: DocId,
        document: &dyn ErasedDocument,
        _: &Schema,
    ) -> tantivy::Result<()> {
        let wrong = || TantivyError::InvalidArgument("not an entry of the index".to_owned());
        let document = document.as_any().downcast_ref::<TantivyDocument>().ok_or_else(wrong)?;
        for (field, value) in document.field_values() {
            let bytes = value.as_custom().map(str::from_utf8);
            if let Some(text) = value.as_str().map(Ok).or(bytes) {
                self.add(doc, field, text.map_err(|_| wrong())?);
            }
        }
        self.docs = doc + 1;
        Ok(())
    }

    fn serialize(
        self: Box<Self>,
        segment: &Segment,
        order: Option<&DocIdMapping>,
    ) -> tantivy::Result<()> {
        debug_assert!(order.is_none(), "documents keep their order");
        self.write(segment)
    }

    fn mem_usage(&self) -> usize {
        let counts = self.counts.values().map(Inverted::memory).sum::<usize>();
        counts + self.pairs.values().map(Inverted::memory).sum::<usize>()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}
