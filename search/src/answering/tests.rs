//! Questions and what answers them: over the built-in library (`tests/builtin.tsv`), over policies
//! written for the purpose (`tests/policies.md`), and at random.

use corpus::Document;
use corpus::document::{Block, Section, Table};
use corpus::gazetteer::Gazetteer;
use indexer::analysis::Analyzer;
use proptest::prelude::*;
use std::sync::LazyLock;

use super::passage;
use super::thresholds::LONGEST_PASSAGE;
use crate::message::Answer;
use crate::question::{Asked, Filler};

/// The documents of the built-in library.
static BUILTIN: LazyLock<Vec<Document>> = LazyLock::new(|| {
    let mut documents = Vec::new();
    for (file, bytes) in corpus::builtin::files() {
        let names = corpus::gazetteer::Gazetteer::builtin();
        corpus::readers::read_bytes(file, bytes, names, &mut |item| {
            if let corpus::readers::Item::Record(record) = item {
                documents.push(corpus::describe(*record, Gazetteer::builtin()));
            }
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
    }
    documents
});

fn titled(id: String, title: &str) -> Document {
    let mut document = Document { id, ..Document::default() };
    document.fields.title = title.to_owned();
    document
}

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::load);

/// Documents to ask, with what it takes to weigh words.
struct Shelf {
    documents: Vec<Document>,
    /// The whole text of each, folded.
    texts: Vec<String>,
}

impl Shelf {
    fn new(documents: Vec<Document>) -> Shelf {
        let text = |document: &Document| {
            let passages = document.passages().into_iter().map(|passage| passage.text.into_owned());
            let all: Vec<String> = passages.chain([document.title.clone()]).collect();
            corpus::fold::key(&all.join("\n"))
        };
        let texts = documents.iter().map(text).collect();
        Shelf { documents, texts }
    }

    /// Content words with their inverse document frequency, as the ranking has it.
    fn words(&self, question: &str) -> Vec<(String, f32)> {
        let words = ANALYZER.words(question).into_iter().map(|word| word.text);
        let content = words.filter(|word| Filler::of(word).is_none());
        content
            .map(|word| (self.weight(&word), word))
            .map(|(weight, word)| (word, weight))
            .collect()
    }

    fn weight(&self, word: &str) -> f32 {
        let all = self.texts.len() as f32;
        let with = self.texts.iter().filter(|text| text.contains(word)).count() as f32;
        (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
    }

    /// The ten documents that carry most of the words, best first; the oftener the better.
    fn best(&self, words: &[(String, f32)]) -> Vec<Document> {
        let carried = |text: &String| -> f32 {
            let worth = |(word, weight): &(String, f32)| match text.matches(word.as_str()).count() {
                0 => 0.0,
                count => weight + 0.001 * count as f32,
            };
            words.iter().map(worth).sum()
        };
        let mut order: Vec<(f32, usize)> =
            self.texts.iter().map(carried).enumerate().map(|(at, worth)| (worth, at)).collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        order.iter().take(10).map(|&(_, at)| self.documents[at].clone()).collect()
    }

    fn answer(&self, question: &str) -> Option<Answer> {
        let words = self.words(question);
        ask(question, &words, &self.best(&words))
    }
}

/// Asks documents a question of these words, each with its rarity.
fn ask(question: &str, words: &[(String, f32)], documents: &[Document]) -> Option<Answer> {
    let (words, rarities): (Vec<String>, Vec<f32>) = words.iter().cloned().unzip();
    let mut asked = Asked::of_query(question, &words, &[], Gazetteer::builtin())?;
    asked.weigh(&rarities);
    passage(&asked, Gazetteer::builtin(), documents)
}

fn marks(answer: &Answer) -> String {
    let Answer::Passage { marked, .. } = answer else { return String::new() };
    let on = marked.iter().filter(|(_, mark)| *mark == 1).map(|(text, _)| text.as_str());
    on.collect::<Vec<_>>().join("|")
}

fn shown(answer: &Answer) -> String {
    let Answer::Passage { marked, .. } = answer else { return String::new() };
    marked
        .iter()
        .map(|(text, mark)| if *mark == 1 { format!("【{text}】") } else { text.clone() })
        .collect()
}

/// Fails with all cases that go wrong, `-` standing for no answer.
fn check<'a>(shelf: &Shelf, cases: impl Iterator<Item = (&'a str, &'a str)>) -> usize {
    let squeezed = |text: &str| text.replace([' ', '\u{a0}'], "");
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (question, expected) in cases {
        count += 1;
        let answer = shelf.answer(question);
        let right = match &answer {
            None => expected == "-",
            Some(answer) => expected != "-" && squeezed(&marks(answer)).contains(expected),
        };
        if !right {
            wrong.push(format!("{question}: {expected}, not {:?}", answer.as_ref().map(shown)));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
    count
}

#[test]
fn answers_of_the_built_in_library() {
    let shelf = Shelf::new(BUILTIN.clone());
    let cases = include_str!("tests/builtin.tsv").lines().filter_map(|line| line.split_once('\t'));
    assert!(check(&shelf, cases) >= 85);
}

#[test]
fn answers_of_policies() {
    let (documents, cases) = policies(include_str!("tests/policies.md"));
    let shelf = Shelf::new(documents.into_iter().chain(BUILTIN.clone()).collect());
    assert!(check(&shelf, cases.into_iter()) >= 30);
}

/// Documents in Markdown with questions among them (`? question => answer`).
fn policies(text: &str) -> (Vec<Document>, Vec<(&str, &str)>) {
    let mut documents: Vec<Document> = Vec::new();
    let mut cases = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        if let Some(title) = line.strip_prefix("# ") {
            let id = format!("p{}", documents.len());
            documents.push(titled(id, title));
        } else if let Some(case) = line.strip_prefix("? ") {
            cases.push(case.split_once(" => ").unwrap());
        } else if let Some(document) = documents.last_mut() {
            add(document, line);
        }
    }
    (documents, cases)
}

fn add(document: &mut Document, line: &str) {
    if let Some(heading) = line.strip_prefix("## ") {
        let heading = Some(heading.to_owned());
        return document.body.push(Section { heading, ..Section::default() });
    }
    let Some(cells) = line.strip_prefix('|') else {
        return document.push_block(Block::Paragraph(line.to_owned()));
    };
    let cells: Vec<String> =
        cells.trim_end_matches('|').split('|').map(|c| c.trim().to_owned()).collect();
    let last = document.body.last_mut().and_then(|section| section.blocks.last_mut());
    match last {
        Some(Block::Table(table)) => table.rows.push(cells),
        _ => document.push_block(Block::Table(Table { header: cells, ..Table::default() })),
    }
}

/// The text in which an answer has to stand, and what goes for every one.
fn verbatim(answer: &Answer, documents: &[Document]) -> bool {
    let Answer::Passage { marked, id, section } = answer else { return false };
    let all: String = marked.iter().map(|(text, _)| text.as_str()).collect();
    let stands = documents.iter().filter(|document| document.id == *id).any(|document| {
        let passages = document.passages();
        passages.iter().any(|p| p.text.contains(&all) && p.heading == section.as_deref())
    });
    stands && marked.iter().any(|(_, mark)| *mark == 1) && all.chars().count() <= LONGEST_PASSAGE
}

#[test]
fn every_answer_is_verbatim() {
    let shelf = Shelf::new(BUILTIN.clone());
    let cases = include_str!("tests/builtin.tsv").lines().filter_map(|line| line.split_once('\t'));
    for (question, _) in cases {
        let answer = shelf.answer(question);
        assert!(
            answer.as_ref().is_none_or(|a| verbatim(a, &shelf.documents)),
            "{question}: {answer:?}"
        );
    }
}

#[test]
fn takes_no_time() {
    let shelf = Shelf::new(BUILTIN.clone());
    let cases = include_str!("tests/builtin.tsv").lines().filter_map(|line| line.split_once('\t'));
    let asked: Vec<_> = cases
        .map(|(question, _)| (question, shelf.words(question)))
        .map(|(question, words)| (question, shelf.best(&words), words))
        .collect();
    let start = std::time::Instant::now();
    for (text, documents, words) in &asked {
        std::hint::black_box(ask(text, words, documents));
    }
    let each = start.elapsed() / u32::try_from(asked.len()).unwrap();
    println!("{each:?} a question");
    // Ten times what it takes, for busy machines.
    assert!(each.as_millis() < 20, "{each:?}");
}

/// Text of what questions and answers are made of, so that answers are found often.
fn prose() -> impl Strategy<Value = String> {
    let pieces = [
        "区块链",
        "企业",
        "上海",
        "多少",
        "家",
        "600 家",
        "什么时候",
        "成立",
        "2019年3月",
        "由",
        "同济大学",
        "发起",
        "，",
        "。",
        "：",
        "、",
        "\t",
        "“",
        "”",
        "（",
        "）",
        "是什么",
        "是指",
        "是",
        "第",
        "几",
        "第十八次",
        "谁",
        "占",
        "39%",
        "在哪里",
        "在",
        "的",
        "其中",
        "补贴",
        "标准",
        "100万元",
        "/",
        "电话",
        "021-12345678",
        "哪些国家",
        "有",
        "韩国",
        "等",
        "９",
        "零",
        "百",
        "多",
        "規模",
    ];
    let piece = prop_oneof![
        12 => proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..25).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn answers_stand_in_their_documents(
        question in prose(),
        texts in proptest::collection::vec(prose(), 1..12),
        title in prose(),
        weight in -1.0_f32..10.0,
    ) {
        let documents: Vec<Document> = texts.chunks(3).enumerate().map(|(n, texts)| {
            let blocks = texts.iter().map(|text| Block::Paragraph(text.clone())).collect();
            let section = Section { heading: Some(title.clone()), blocks, ..Section::default() };
            Document { body: vec![section], ..titled(n.to_string(), &title) }
        }).collect();
        let words: Vec<(String, f32)> = ANALYZER.words(&question).into_iter()
            .filter(|word| Filler::of(&word.text).is_none()).map(|word| (word.text, weight)).collect();
        let answer = ask(&question, &words, &documents);
        prop_assert!(answer.as_ref().is_none_or(|answer| verbatim(answer, &documents)), "{:?}", answer);
    }
}
