//! Short compounds (养犬, 安全生产) that are cut into words. Where the best come first, documents that
//! have the words somewhere stand behind those that have the compound; in a list in another order
//! nothing sets them apart, so they are left out there, and a notice says so.

use crate::error::Result;
use crate::matching::{Matcher, Matches};
use crate::message::{Notice, NoticeCode};
use crate::question::{Clause, Query};
use crate::snapshot::Bounded;

/// Characters of the longest compound that has to stand whole; longer ones are several (区块链应用场景).
const LONGEST: usize = 4;

/// Leaves only documents in which the short compounds of a query stand whole, where any has them so.
///
/// # Errors
/// When the index cannot be read.
pub(super) fn keep_whole(
    snapshot: Bounded<'_>,
    query: &Query,
    matches: &mut Matches,
    notices: &mut Vec<Notice>,
) -> Result<()> {
    if matches.loosened {
        return Ok(());
    }
    for phrase in query.words.chunk_by(|a, b| a.part == b.part).filter(|phrase| phrase.len() > 1) {
        let chars: Vec<char> =
            phrase.iter().flat_map(|word| word.runs.iter().flatten().copied()).collect();
        if chars.len() > LONGEST {
            continue;
        }
        let mut whole = Matcher { snapshot }.clause(&Clause::Runs(vec![chars]), notices)?;
        // What the query names stays.
        for at in matches.first.keys() {
            whole[at.segment_ord as usize].insert(at.doc_id as usize);
        }
        let before = matches.count().unwrap_or_default();
        let after = matches.docs.iter().flatten().zip(&whole);
        let after: usize = after.map(|(docs, whole)| docs.intersection_count(whole)).sum();
        if snapshot.budget.is_spent() || after == 0 || after == before {
            continue;
        }
        matches.narrow(&whole);
        let text: String = phrase.iter().map(|word| word.text.as_str()).collect();
        notices.push(kept_whole(text, before - after));
    }
    Ok(())
}

fn kept_whole(words: String, left_out: usize) -> Notice {
    Notice {
        code: NoticeCode::KeptWhole,
        text: format!(
            "“{words}”按一个词查找，字词分开出现的 {left_out} 篇没有列入；要包括它们，请在词之间加空格"
        ),
        words,
    }
}
