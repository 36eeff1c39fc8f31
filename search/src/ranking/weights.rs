//! Every numeric weight of matching and ranking, each with its reason.
//!
//! Measured with `zhengce evaluate` on 772 lay questions over 59,262 statute articles (STARD) and
//! 630 citizens' questions over 67,774 documents (ncp); "costs" is what nDCG@10 loses without it.
//! The judged queries of `tests/relevance` hold the ranks that these weights give.

/// Saturation of a term's frequency in BM25; the usual value (Robertson and Zaragoza, The
/// Probabilistic Relevance Framework: BM25 and Beyond, 2009). 0.9 and 1.6 are no better on both.
pub(crate) const K1: f32 = 1.2;
/// How far a document's length counts in BM25. A little above the usual 0.75: articles of
/// statutes are short, and a long one that has a word once is about something else.
pub(crate) const B: f32 = 0.8;

/// A single character of the query: weak alone, but it reaches words that were cut or chosen
/// differently (赔 in 赔偿 and 赔付). Recall@100 on STARD falls from .70 to .69 at 0.8.
pub(crate) const UNIGRAM: f32 = 1.2;
/// Two neighbouring characters of the query, also across words.
pub(crate) const BIGRAM: f32 = 1.0;
/// A word of the query: it tells 合同 the word from 合 and 同 side by side.
pub(crate) const WORD: f32 = 0.8;

/// A term in the title counts once more at this weight; the title is part of the text as well.
/// More than 0.35 costs on ncp, where titles are often no more than the issuer's name.
pub(crate) const TITLE: f32 = 0.15;

/// A pair in a heading of the body counts once more at this weight: the section is about it.
/// The two sets have hardly any headings; 应急演练 of `tests/relevance`
/// comes out wrong without it.
pub(crate) const HEADING: f32 = 0.3;

/// What the best passage adds to a document's score, as a share of the best score: words that
/// stand together answer better than words strewn over a long text. Costs .03 on ncp.
pub(crate) const NEARNESS: f32 = 0.4;
/// Width of that passage, in characters: about two sentences. 30 and 120 are no better.
pub(crate) const PASSAGE_CHARS: u32 = 60;
/// What a pair of the query adds that follows the pair before it, as in the query.
pub(crate) const ORDER: f32 = 0.5;
/// How many of the best documents are looked at for nearness.
pub(crate) const NEARNESS_DEPTH: usize = 100;

/// What a document's score gains, as a share of it, where it lies in a time that the question
/// prefers (2018年度专项): of yearly documents of one name that of the year comes first.
pub(crate) const PREFERRED: f32 = 0.5;
/// What a synonym's characters count, as a share of the word's own: enough to order the documents
/// that have only synonyms, which come after the others anyway.
pub(crate) const SYNONYM: f32 = 0.3;

/// Up to this many words, a query means all of them.
pub(crate) const SHORT_QUERY_WORDS: usize = 4;
/// Of a longer query a document must carry this share of the words' weight.
pub(crate) const LONG_QUERY_SHARE: f32 = 0.5;
