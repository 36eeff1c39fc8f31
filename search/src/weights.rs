//! Every numeric weight of the ranking, each with its reason.

/// Saturation of a term's frequency in BM25; the usual value (Robertson and Zaragoza, The
/// Probabilistic Relevance Framework: BM25 and Beyond, 2009).
pub(crate) const K1: f32 = 1.2;
/// How far a document's length counts in BM25; the usual value, from the same source.
pub(crate) const B: f32 = 0.75;

/// A single character of the query: weak alone, but it reaches words that were cut differently.
pub(crate) const UNIGRAM: f32 = 1.0;
/// Two neighbouring characters of the query.
pub(crate) const BIGRAM: f32 = 1.0;
/// A word of the query: on judged questions words add a little to characters.
pub(crate) const WORD: f32 = 0.5;

/// A term in the title, relative to one in the text: who types a title wants that document.
pub(crate) const TITLE: f32 = 1.0;
/// A term in the text.
pub(crate) const TEXT: f32 = 1.0;

/// Up to this many words, a query means all of them.
pub(crate) const SHORT_QUERY_WORDS: usize = 4;
/// Of a longer query a document must carry this share of the words' weight.
pub(crate) const LONG_QUERY_SHARE: f32 = 0.5;
