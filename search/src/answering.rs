//! The passage that answers a question: verbatim, with the answer marked, or nothing where no
//! passage surely answers.
//!
//! A question is read (`question.rs`), tokens of the kind that it asks for are found in the
//! sentences and table rows of the documents (`tokens.rs`, `names.rs`, `defining.rs`), and each is
//! weighed by what its sentence has of the question (`weighing.rs`) and by whether it is
//! about the same years, places and organisation (`belonging.rs`). Words are data
//! (`data/questions.csv`), thresholds stand together (`thresholds.rs`).

mod belonging;
mod defining;
mod excerpt;
mod folded;
mod lexicon;
mod names;
mod question;
mod searching;
#[cfg(test)]
mod tests;
mod thresholds;
mod tokens;
mod weighing;

use corpus::{Document, Kind};

use crate::message::Answer;
use excerpt::Excerpt;
use folded::FoldedText;
use searching::PassageSearch;
use thresholds::{ALIKE, RANK};

pub(crate) use thresholds::MOST_DOCUMENTS;

/// What is asked, as far as answering needs it.
#[derive(Debug)]
pub(crate) struct Asked<'a> {
    /// The query as typed.
    pub(crate) text: &'a str,
    /// Its content words (folded; without question words, fillers), each with its rarity weight.
    pub(crate) words: &'a [(String, f32)],
}

/// Whether the query is a question that a passage could answer.
pub(crate) fn asks(asked: &Asked<'_>) -> bool {
    question::read(asked).is_some()
}

/// The passage of the documents (best hits first, at most ten) that answers; `None` where none
/// surely does, or where the query asks nothing: it has no question word and is not of the kind
/// 市场规模, 成立时间, 主管单位.
pub(crate) fn passage(asked: &Asked<'_>, documents: &[Document]) -> Option<Answer> {
    let question = question::read(asked)?;
    let mut found: Vec<(Excerpt, &Document)> = Vec::new();
    for (rank, document) in documents.iter().take(MOST_DOCUMENTS).enumerate() {
        let title = FoldedText::new(&document.title).text;
        if let Some(mut answer) = (PassageSearch { question: &question, document, title }).best() {
            answer.score -= RANK * rank as f32;
            found.push((answer, document));
        }
    }
    found.sort_by(|a, b| b.0.score.total_cmp(&a.0.score));
    if ambiguous(&found) {
        return None;
    }
    let (answer, document) = found.into_iter().next()?;
    Some(Answer::Passage {
        marked: answer.marked()?,
        id: document.id.clone(),
        section: answer.section,
    })
}

/// Whether two organisations are meant alike, with different answers: 区块链产业联盟.
fn ambiguous(found: &[(Excerpt, &Document)]) -> bool {
    let [(first, one), (second, other), ..] = found else { return false };
    let records = [one, other].iter().all(|document| document.kind == Kind::Organization);
    records && second.score > first.score - ALIKE && first.marked() != second.marked()
}
