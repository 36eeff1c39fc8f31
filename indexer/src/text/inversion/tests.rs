//! Every posting that was written is one of the text, and none is missing.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Index, IndexWriter, TERMINATED};

use super::*;
use crate::text::analysis::grams;
use crate::text::schema;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::load);

/// For each term the numbers of its texts, with its positions or how often it occurs.
type Written = BTreeMap<String, Vec<(u64, Vec<u32>)>>;

/// An index of texts, which are numbered in `tie`; two commits, made one segment.
fn index(texts: &[String]) -> (Index, IndexFields) {
    let (schema, fields) = schema::build();
    let plugin = Inversion::new(ANALYZER.clone(), fields.clone());
    let index = Index::builder()
        .schema(schema)
        .register_plugin(std::sync::Arc::new(plugin))
        .create_in_ram()
        .unwrap();
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
    let numbered: Vec<(u64, &String)> = (0..).zip(texts).collect();
    for half in numbered.chunks(texts.len().div_ceil(2)) {
        for (number, text) in half {
            let mut entry = TantivyDocument::default();
            entry.add_text(fields.id, text);
            entry.add_u64(fields.tie, *number);
            entry.add_custom(fields.given_text, str::as_bytes(text));
            writer.add_document(entry).unwrap();
        }
        writer.commit().unwrap();
    }
    let segments = index.searchable_segment_ids().unwrap();
    if segments.len() > 1 {
        writer.merge(&segments).wait().unwrap();
    }
    (index, fields)
}

fn written(index: &Index, field: Field, option: IndexRecordOption) -> Written {
    let searcher = index.reader().unwrap().searcher();
    let [segment] = searcher.segment_readers() else { panic!("one segment") };
    let numbers = segment.fast_fields().u64("tie").unwrap();
    let inverted = segment.inverted_index(field).unwrap();
    let mut terms = inverted.terms().stream().unwrap();
    let mut written = Written::new();
    while terms.advance() {
        let term = String::from_utf8(terms.key().to_vec()).unwrap();
        let mut postings = inverted.read_postings_from_terminfo(terms.value(), option).unwrap();
        let documents = written.entry(term).or_default();
        while postings.doc() != TERMINATED {
            let mut places = vec![postings.term_freq()];
            if option.has_positions() {
                postings.positions(&mut places);
            }
            documents.push((numbers.first(postings.doc()).unwrap(), places));
            postings.advance();
        }
        documents.sort();
    }
    written
}

fn expected_pairs(texts: &[String]) -> Written {
    let mut expected = Written::new();
    for (doc, text) in (0..).zip(texts) {
        for gram in grams(text) {
            let documents = expected.entry(gram.term()).or_default();
            if documents.last().is_none_or(|(last, _)| *last != doc) {
                documents.push((doc, Vec::new()));
            }
            documents.last_mut().unwrap().1.push(gram.position as u32);
        }
    }
    expected
}

fn expected_terms(texts: &[String]) -> Written {
    let mut expected = Written::new();
    for (doc, text) in (0..).zip(texts) {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        ANALYZER.each_term(text, |term| {
            let (term, most) = match term {
                Term::Character(c) => (c.to_string(), MOST_OF_A_CHARACTER),
                Term::Word(word) => (word.to_owned(), u32::MAX),
            };
            let count = counts.entry(term).or_default();
            *count = (*count + 1).min(most);
        });
        for (term, count) in counts {
            expected.entry(term).or_default().push((doc, vec![count]));
        }
    }
    expected
}

fn check(texts: &[String]) {
    let (index, fields) = index(texts);
    let pairs = written(&index, fields.text.grams, IndexRecordOption::WithFreqsAndPositions);
    assert_eq!(pairs, expected_pairs(texts));
    let terms = written(&index, fields.text.terms, IndexRecordOption::WithFreqs);
    assert_eq!(terms, expected_terms(texts));
    let ids = written(&index, fields.id, IndexRecordOption::Basic);
    assert_eq!(ids.values().map(Vec::len).sum::<usize>(), texts.len());
    let searcher = index.reader().unwrap().searcher();
    let lengths = searcher.segment_reader(0).get_fieldnorms_reader(fields.text.grams).unwrap();
    let mut lengths: Vec<u8> =
        (0..texts.len()).map(|doc| lengths.fieldnorm_id(doc as u32)).collect();
    let length = |text: &String| FieldNormReader::fieldnorm_to_id(grams(text).len() as u32);
    let mut expected: Vec<u8> = texts.iter().map(length).collect();
    lengths.sort_unstable();
    expected.sort_unstable();
    assert_eq!(lengths, expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn postings_are_those_of_the_texts(
        texts in prop::collection::vec("([区块链。，技术AB ]|\\PC){0,40}", 1..12),
    ) {
        check(&texts);
    }
}

#[test]
fn long_lists_and_long_texts() {
    let few = ["链。".repeat(40), String::new(), "区块链".repeat(300)];
    let many = (0..300).map(|number| format!("第{number}号链"));
    check(&few.into_iter().chain(many).collect::<Vec<_>>());
}

#[test]
fn a_term_too_long_for_the_dictionary_is_left_out() {
    let (index, fields) = index(&["x".repeat(100_000)]);
    let terms = written(&index, fields.text.terms, IndexRecordOption::WithFreqs);
    assert_eq!(terms.keys().collect::<Vec<_>>(), ["x"]);
}
