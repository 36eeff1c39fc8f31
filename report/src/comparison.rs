//! Two documents side by side: two districts' versions of a policy, two years' plans, a regulation and what
//! it became. Articles and paragraphs are told that are the same, changed, moved, split, put together, or
//! only in one of the two; the words that differ are marked.

mod alignment;
mod counts;
mod framing;
mod likeness;
mod markdown;
mod marking;
mod names;
mod numbering;
mod telling;
mod units;
mod word;
mod words;

use corpus::fields::{self, Field};
use corpus::gazetteer::Gazetteer;
use corpus::{Document, PartialDate};
use schemars::JsonSchema;
use search::{Analyzer, DocumentEntry, IndexState, Marked};
use serde::Serialize;

use crate::about::timestamp;
use crate::citation::{Cited, Form};
use alignment::{Group, Item, Order, TEXT, align};
pub use counts::UnitCounts;
pub use markdown::markdown;
use marking::{marked, whole};
pub use telling::{INCOMPLETE, LEFT_OUT, Stretch};
pub use units::UnitKind;
use units::{Piece, pieces};
pub use word::word;

/// Bytes of text of a document that are compared.
pub const MOST_BYTES: usize = 600_000;

/// The fields whose values are compared.
const FACTS: [&Field; 8] = [
    &fields::TITLE,
    &fields::NUMBER,
    &fields::AGENCY,
    &fields::DATE,
    &fields::EFFECTIVE,
    &fields::EXPIRES,
    &fields::STATUS,
    &fields::DISTRICT,
];

/// Two documents compared.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Comparison {
    /// The documents: the first and the second one that were named.
    pub documents: [DocumentEntry; 2],
    /// How each is cited.
    pub citations: [String; 2],
    /// The index that they were taken from.
    pub index: IndexVersion,
    /// False where a document is so long that only its beginning is compared.
    pub complete: bool,
    /// What is known of the documents and differs.
    pub facts: Vec<FactPair>,
    /// How many units are the same, changed, or in one only, by what they are.
    pub counts: Vec<UnitCounts>,
    /// All units of both in the order of the second, and what only the first has where it stood.
    pub pairs: Vec<Pair>,
}

/// The version of an index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct IndexVersion {
    /// Its commit.
    pub commit: String,
    /// When it was committed, by RFC 3339; `None` where nobody knows.
    pub committed: Option<String>,
}

/// A field whose value differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ComparedFact")]
pub struct FactPair {
    /// The field, as in the JSON object.
    pub field: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// Its value in both documents, for people.
    pub values: [Option<String>; 2],
}

/// What became of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "UnitChange")]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The text is the same; its number may have changed.
    Same,
    /// Words differ.
    Changed,
    /// Only the first document has it.
    OnlyFirst,
    /// Only the second document has it.
    OnlySecond,
}

/// Units that belong together.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ComparedPair")]
pub struct Pair {
    /// What became of it.
    pub change: Change,
    /// Whether it stands elsewhere among its neighbours.
    pub moved: bool,
    /// Whether its number is another one.
    pub renumbered: bool,
    /// The units of both documents: one of each, none, or several where it was split or put together.
    pub units: [Vec<Unit>; 2],
}

/// A unit of a document.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "ComparedUnit")]
pub struct Unit {
    /// What it is.
    pub kind: UnitKind,
    /// Its number, verbatim: 第十二条, （三）.
    pub number: Option<String>,
    /// The nearest heading above it.
    pub under: Option<String>,
    /// What is attached and has it, where the text has articles of its own.
    pub annex: Option<String>,
    /// Its paragraphs without the number, in runs, with 1 where they differ.
    pub paragraphs: Vec<Marked>,
}

impl Comparison {
    /// Compares two documents of an index in a state.
    pub fn of(
        [first, second]: [&Document; 2],
        names: &Gazetteer,
        analyzer: &Analyzer,
        state: &IndexState,
    ) -> Comparison {
        let documents = [first, second];
        let [(left, left_is_whole), (right, right_is_whole)] = documents.map(cut);
        let (left_texts, right_texts) = (texts(&left), texts(&right));
        let (left_items, right_items) = (items(&left, &left_texts), items(&right, &right_texts));
        let groups = align(&left_items, &right_items, Order::Any);
        let pairs: Vec<Pair> =
            groups.iter().map(|group| pair(group, &left, &right, analyzer)).collect();
        Comparison {
            documents: documents.map(DocumentEntry::of),
            citations: documents.map(|document| {
                Cited::of(document, names, PartialDate::today()).told(Form::Office)
            }),
            index: IndexVersion::of(state),
            complete: left_is_whole && right_is_whole,
            facts: FACTS.iter().filter_map(|field| fact(field, documents)).collect(),
            counts: counts::of(&pairs),
            pairs,
        }
    }
}

impl IndexVersion {
    fn of(state: &IndexState) -> IndexVersion {
        let committed = state.committed.and_then(timestamp).map(|time| time.to_string());
        IndexVersion { commit: state.commit.clone(), committed }
    }
}

impl Pair {
    /// Whether nothing differs but, perhaps, the number.
    pub fn is_same(&self) -> bool {
        self.change == Change::Same && !self.moved && !self.is_regrouped()
    }

    /// Whether it was split or put together.
    pub fn is_regrouped(&self) -> bool {
        self.units.iter().any(|units| units.len() > 1)
    }
}

/// The units of a document as far as they are compared, and whether these are all.
fn cut(document: &Document) -> (Vec<Piece>, bool) {
    let mut pieces = pieces(document);
    let all = pieces.len();
    let mut bytes = 0;
    let fits = |piece: &&Piece| {
        bytes += piece.texts.iter().map(String::len).sum::<usize>();
        bytes <= MOST_BYTES
    };
    let kept = pieces.iter().take_while(fits).count();
    pieces.truncate(kept);
    (pieces, kept == all)
}

/// The whole text of each unit.
fn texts(pieces: &[Piece]) -> Vec<String> {
    pieces.iter().map(|piece| piece.texts.join("\n")).collect()
}

fn items<'a>(pieces: &'a [Piece], texts: &'a [String]) -> Vec<Item<'a>> {
    let item = |(piece, text): (&'a Piece, &'a String)| Item {
        class: match piece.kind {
            UnitKind::Article | UnitKind::Item | UnitKind::Paragraph => TEXT,
            UnitKind::Row => 1,
            UnitKind::Heading => 2,
        },
        number: piece.number.as_deref(),
        caption: piece.caption(),
        text,
    };
    pieces.iter().zip(texts).map(item).collect()
}

fn pair(group: &Group, left: &[Piece], right: &[Piece], analyzer: &Analyzer) -> Pair {
    let of = |pieces: &'_ [Piece], group: &[usize]| -> Vec<Piece> {
        group.iter().map(|&at| pieces[at].clone()).collect()
    };
    let [left, right] = [of(left, &group.left), of(right, &group.right)];
    let key = |pieces: &[Piece]| {
        let texts = paragraphs(pieces).into_iter().map(|text| numbering::split(text).1);
        likeness::key(&texts.collect::<String>())
    };
    let change = match (&left[..], &right[..]) {
        (_, []) => Change::OnlyFirst,
        ([], _) => Change::OnlySecond,
        _ if key(&left) == key(&right) => Change::Same,
        _ => Change::Changed,
    };
    let plain = |text: &&str| vec![((*text).to_owned(), 0)];
    let (l, r) = (paragraphs(&left), paragraphs(&right));
    let [l_marked, r_marked] = match change {
        Change::Same => [l.iter().map(plain).collect(), r.iter().map(plain).collect()],
        Change::Changed => marked(&l, &r, analyzer),
        Change::OnlyFirst | Change::OnlySecond => {
            [&l, &r].map(|texts| texts.iter().map(|text| whole(text)).collect())
        }
    };
    let renumbered = match (&left[..], &right[..]) {
        ([a], [b]) => !numbering::is_same(a.number.as_deref(), b.number.as_deref()),
        _ => false,
    };
    Pair {
        change,
        moved: group.is_moved,
        renumbered,
        units: [units(left, l_marked), units(right, r_marked)],
    }
}

fn paragraphs(pieces: &[Piece]) -> Vec<&str> {
    pieces.iter().flat_map(|piece| &piece.texts).map(String::as_str).collect()
}

/// The units with their marked paragraphs.
fn units(pieces: Vec<Piece>, marked: Vec<Marked>) -> Vec<Unit> {
    let mut marked = marked.into_iter();
    let unit = |Piece { kind, number, under, annex, texts }: Piece| Unit {
        kind,
        number,
        under,
        annex,
        paragraphs: marked.by_ref().take(texts.len()).collect(),
    };
    pieces.into_iter().map(unit).collect()
}

fn fact(field: &Field, documents: [&Document; 2]) -> Option<FactPair> {
    let values = documents.map(|document| field.told(&document.fields));
    (values[0] != values[1]).then_some(FactPair { field: field.key, label: field.label, values })
}

#[cfg(test)]
mod tests;
