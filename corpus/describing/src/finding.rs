//! What is found out of a document, each thing with the words that say so.

use document::record::Record;

/// Something that was found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding<T> {
    pub(crate) value: T,
    /// The words that say so, verbatim.
    pub(crate) evidence: String,
}

/// The value of a field: as the source states it, as it was found out, or unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settled<T> {
    pub(crate) value: Option<T>,
    /// The words by which it was found out; `None` for what is stated.
    pub(crate) evidence: Option<String>,
    /// Whether a person said that the document has no such field.
    is_closed: bool,
}

impl<T> Settled<T> {
    /// As the record states it. What a person corrected is not found out again.
    pub(crate) fn stated(record: &Record, key: &str, value: Option<T>) -> Settled<T> {
        let is_closed = value.is_none() && record.is_corrected(key);
        Settled { value, evidence: None, is_closed }
    }

    /// A value, and the words by which it was found out.
    pub(crate) fn of(value: Option<T>, evidence: Option<String>) -> Settled<T> {
        Settled { value, evidence, is_closed: false }
    }

    /// Whether the value is still to be found out.
    pub(crate) fn is_open(&self) -> bool {
        self.value.is_none() && !self.is_closed
    }

    /// Whether the value was found out.
    pub(crate) fn is_found(&self) -> bool {
        self.evidence.is_some()
    }

    /// This value, or else what can be found out.
    pub(crate) fn or(self, found: impl FnOnce() -> Option<Finding<T>>) -> Settled<T> {
        match self.is_open().then(found).flatten() {
            Some(finding) => Settled {
                value: Some(finding.value),
                evidence: Some(finding.evidence),
                is_closed: false,
            },
            None => self,
        }
    }

    /// This value, or else one that follows from others of the document, which need no words.
    pub(crate) fn or_follows(self, value: impl FnOnce() -> Option<T>) -> Settled<T> {
        match self.is_open().then(value).flatten() {
            Some(value) => Settled { value: Some(value), ..self },
            None => self,
        }
    }
}
