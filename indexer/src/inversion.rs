//! How a segment's texts become postings. Tantivy looks every occurrence of a term up in one large
//! hash table, which takes longer than all analysis; here the occurrences are gathered in lists
//! and put into order once, when the segment is complete.
//!
//! The files are Tantivy's own, in place of those that it wrote without the texts: reading,
//! deleting and merging are left to it. What the terms of a text are is told by `analysis`.

mod characters;
mod counts;
mod pairs;
#[cfg(test)]
mod tests;

use std::any::Any;
use std::collections::BTreeMap;
use std::io;

use tantivy::fieldnorm::{FieldNormReader, FieldNormsSerializer};
use tantivy::index::SegmentComponent;
use tantivy::indexer::doc_id_mapping::DocIdMapping;
use tantivy::postings::{FieldSerializer, InvertedIndexSerializer};
use tantivy::schema::document::ErasedDocument;
use tantivy::schema::{Field, Schema, Value};
use tantivy::{
    Directory, DocId, PluginMergeContext, PluginWriter, PluginWriterContext, Segment,
    SegmentPlugin, TantivyDocument, TantivyError,
};

use crate::analysis::{Analyzer, Term, each_character, each_gram};
use crate::schema::Fields;
use counts::Counts;
use pairs::Pairs;

/// A single character counts so often in a text, and no more: BM25 is nearly saturated there, and
/// of a long text's characters a third stand beyond it.
const MOST_OF_A_CHARACTER: u32 = 24;

/// Writes the postings of segments.
pub(crate) struct Inversion {
    analyzer: Analyzer,
    fields: Fields,
}

impl Inversion {
    pub(crate) fn new(analyzer: Analyzer, fields: Fields) -> Inversion {
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
        let inverted = indexed.map(|(field, _)| (field, Inverted::new(field, &self.fields)));
        Ok(Box::new(Writer {
            analyzer: self.analyzer.clone(),
            fields: self.fields.clone(),
            inverted: inverted.collect(),
            docs: 0,
        }))
    }

    fn merge(&self, _: PluginMergeContext) -> tantivy::Result<()> {
        Ok(())
    }
}

/// The postings of a segment that is being written.
struct Writer {
    analyzer: Analyzer,
    fields: Fields,
    inverted: BTreeMap<Field, Inverted>,
    docs: DocId,
}

/// The postings of a field.
struct Inverted {
    terms: Terms,
    /// How many terms each document has, up to the last that has any.
    lengths: Vec<u32>,
}

enum Terms {
    Counts(Counts),
    Pairs(Pairs),
}

impl Inverted {
    fn new(field: Field, fields: &Fields) -> Inverted {
        let pairs = [fields.title.grams, fields.text.grams, fields.headings];
        let terms = if pairs.contains(&field) {
            Terms::Pairs(Pairs::default())
        } else {
            Terms::Counts(Counts::default())
        };
        Inverted { terms, lengths: Vec::new() }
    }

    fn lengthen(&mut self, doc: DocId, by: u32) {
        let docs = doc as usize + 1;
        if self.lengths.len() < docs {
            self.lengths.resize(docs, 0);
        }
        self.lengths[docs - 1] += by;
    }

    fn add_value(&mut self, doc: DocId, value: &str) {
        if let Terms::Counts(counts) = &mut self.terms {
            counts.add_word(doc, value);
            self.lengthen(doc, 1);
        }
    }

    fn add_pairs(&mut self, doc: DocId, text: &str) {
        if let Terms::Pairs(pairs) = &mut self.terms {
            pairs.begin(doc);
            let mut length = 0;
            each_gram(text, |gram| {
                pairs.add(gram);
                length += 1;
            });
            self.lengthen(doc, length);
        }
    }

    /// Adds the characters of a text, and its words where there is an analyzer to cut them.
    fn add_terms(&mut self, doc: DocId, text: &str, analyzer: Option<&Analyzer>) {
        if let Terms::Counts(counts) = &mut self.terms {
            let mut length = 0;
            let character = |counts: &mut Counts, c| {
                u32::from(counts.add_character(doc, c, MOST_OF_A_CHARACTER))
            };
            match analyzer {
                None => each_character(text, |c| length += character(counts, c)),
                Some(analyzer) => analyzer.each_term(text, |term| match term {
                    Term::Character(c) => length += character(counts, c),
                    Term::Word(word) => {
                        counts.add_word(doc, word);
                        length += 1;
                    }
                }),
            }
            self.lengthen(doc, length);
        }
    }

    /// The lengths of all documents as Tantivy encodes them, a byte each.
    fn norms(&self, docs: DocId) -> Vec<u8> {
        let lengths = self.lengths.iter().copied().chain(std::iter::repeat(0));
        lengths.take(docs as usize).map(FieldNormReader::fieldnorm_to_id).collect()
    }

    fn write(self, to: &mut FieldSerializer<'_>) -> io::Result<()> {
        match self.terms {
            Terms::Counts(counts) => counts.write(to),
            Terms::Pairs(pairs) => pairs.write(to),
        }
    }

    fn memory(&self) -> usize {
        let terms = match &self.terms {
            Terms::Counts(counts) => counts.memory(),
            Terms::Pairs(pairs) => pairs.memory(),
        };
        terms + self.lengths.capacity() * size_of::<u32>()
    }
}

impl Writer {
    fn add(&mut self, doc: DocId, field: Field, value: &str) {
        let Fields { title, text, given_title, given_text, given_headings, headings, .. } =
            self.fields;
        let analyzer = &self.analyzer;
        let mut to = |field: Field, add: &dyn Fn(&mut Inverted)| {
            if let Some(inverted) = self.inverted.get_mut(&field) {
                add(inverted);
            }
        };
        if field == given_title {
            to(title.grams, &|inverted| inverted.add_pairs(doc, value));
            // The words of titles are words of the text as well; on their own they rank no better.
            to(title.terms, &|inverted| inverted.add_terms(doc, value, None));
        } else if field == given_text {
            to(text.grams, &|inverted| inverted.add_pairs(doc, value));
            to(text.terms, &|inverted| inverted.add_terms(doc, value, Some(analyzer)));
        } else if field == given_headings {
            to(headings, &|inverted| inverted.add_pairs(doc, value));
        } else {
            to(field, &|inverted| inverted.add_value(doc, value));
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
        for (field, inverted) in &self.inverted {
            norms.serialize_field(*field, &inverted.norms(self.docs))?;
        }
        norms.close()?;
        let mut postings = InvertedIndexSerializer::open(segment)?;
        for (field, inverted) in self.inverted {
            let length = inverted.lengths.iter().copied().map(u64::from).sum();
            // Without norms: of the best scores in a block, which these are for, no use is made.
            let mut to = postings.new_field(field, length, None)?;
            inverted.write(&mut to)?;
            to.close()?;
        }
        Ok(postings.close()?)
    }
}

impl PluginWriter for Writer {
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
        self.inverted.values().map(Inverted::memory).sum()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}
