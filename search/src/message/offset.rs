//! Places in texts. They are counted in characters or in bytes, and the two are no one type.

use schemars::JsonSchema;
use serde::Serialize;

/// A place in a text, in characters.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema,
)]
#[serde(transparent)]
pub struct CharOffset(pub usize);

/// A place in a text, in bytes of UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ByteOffset(pub(crate) usize);

impl ByteOffset {
    /// The same place in characters.
    pub(crate) fn in_chars(self, text: &str) -> CharOffset {
        CharOffset(text[..self.0].chars().count())
    }
}
