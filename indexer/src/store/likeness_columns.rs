//! The columns of an index by which documents are compared without loading them: a hash of the
//! title's stem, and the sketch of the text.

use corpus::Document;
use corpus::gazetteer::Gazetteer;
use corpus::likeness::{self, Sketch};
use tantivy::columnar::Column;
use tantivy::schema::Field;
use tantivy::{DocId, SegmentReader, TantivyDocument};

use crate::sources;
use crate::text::schema::IndexFields;

/// Hexadecimal digits of a stem's hash, which make 32 bits.
const STEM_DIGITS: usize = 8;

/// Adds what a document is compared by, where its kind has versions.
pub(crate) fn add(
    entry: &mut TantivyDocument,
    fields: &IndexFields,
    document: &Document,
    names: &Gazetteer,
) {
    if !likeness::has_versions(document.kind) {
        return;
    }
    entry.add_u64(fields.stem, stem_key(document, names));
    if let Some(sketch) = Sketch::of(document) {
        let (low, high) = halves(sketch);
        entry.add_u64(fields.sketch_low, low);
        entry.add_u64(fields.sketch_high, high);
    }
}

/// The columns of a segment.
pub(crate) struct LikenessColumns {
    stem: Column<u64>,
    sketch_low: Column<u64>,
    sketch_high: Column<u64>,
}

impl LikenessColumns {
    /// # Errors
    /// When the segment has no such columns or cannot be read.
    pub(crate) fn open(
        segment: &SegmentReader,
        fields: &IndexFields,
    ) -> tantivy::Result<LikenessColumns> {
        let column =
            |field: Field| segment.fast_fields().u64(segment.schema().get_field_name(field));
        Ok(LikenessColumns {
            stem: column(fields.stem)?,
            sketch_low: column(fields.sketch_low)?,
            sketch_high: column(fields.sketch_high)?,
        })
    }

    /// The hash of the stem of a document's title; `None` where its kind has no versions.
    pub(crate) fn stem(&self, doc: DocId) -> Option<u64> {
        self.stem.first(doc)
    }

    /// The sketch of a document's text; `None` for short ones.
    pub(crate) fn sketch(&self, doc: DocId) -> Option<Sketch> {
        let (low, high) = self.sketch_low.first(doc).zip(self.sketch_high.first(doc))?;
        Some(joined(low, high))
    }
}

fn stem_key(document: &Document, names: &Gazetteer) -> u64 {
    let hash = sources::text_hash(&likeness::stem(document, names));
    u64::from_str_radix(&hash[..STEM_DIGITS], 16).unwrap_or_default()
}

/// A sketch as two numbers.
fn halves(sketch: Sketch) -> (u64, u64) {
    let number = u128::from_le_bytes(sketch.0);
    (number as u64, (number >> 64) as u64)
}

fn joined(low: u64, high: u64) -> Sketch {
    Sketch((u128::from(low) | u128::from(high) << 64).to_le_bytes())
}

#[cfg(test)]
mod tests {
    use corpus::likeness::BINS;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_sketch_comes_back_from_its_halves(bytes in prop::array::uniform::<_, BINS>(any::<u8>())) {
            let (low, high) = halves(Sketch(bytes));
            prop_assert_eq!(joined(low, high), Sketch(bytes));
        }
    }
}
