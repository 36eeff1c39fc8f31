//! The passage that answers a question: verbatim, with the answer marked, or nothing where no
//! passage surely answers.
//!
//! What is asked was read with the query (`question/asked.rs`); tokens of that kind are found in the
//! sentences and table rows of the documents (`tokens.rs`, `names.rs`, `defining.rs`), and each is
//! weighed by what its sentence has of the question (`weighing.rs`) and by whether it is
//! about the same years, places and organisation (`belonging.rs`). Thresholds stand together
//! (`thresholds.rs`).

mod belonging;
mod defining;
mod excerpt;
mod names;
mod searching;
#[cfg(test)]
mod tests;
mod thresholds;
mod tokens;
mod weighing;

use corpus::gazetteer::Gazetteer;
use corpus::{Document, Kind};

use crate::message::Answer;
use crate::question::{Asked, FoldedText};
use excerpt::Excerpt;
use searching::PassageSearch;
use thresholds::{ALIKE, RANK};

pub(crate) use thresholds::MOST_DOCUMENTS;

/// The passage of the documents (best hits first, at most ten) that answers; `None` where none
/// surely does.
pub(crate) fn passage(
    asked: &Asked,
    gazetteer: &Gazetteer,
    documents: &[Document],
) -> Option<Answer> {
    let mut found: Vec<(Excerpt, &Document)> = Vec::new();
    for (rank, document) in documents.iter().take(MOST_DOCUMENTS).enumerate() {
        let title = FoldedText::new(&document.title).text;
        if let Some(mut answer) = (PassageSearch { asked, gazetteer, document, title }).best() {
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
