//! A better query, where few documents have the words of the given one.

use crate::error::Result;
use crate::matching::Matches;
use crate::message::{Notice, NoticeCode, Request};
use crate::operations::planning::plan;
use crate::snapshot::Bounded;
use crate::vocabulary::LazyVocabulary;

/// Where fewer documents are found, the query may have a slip.
const ENOUGH: usize = 20;

/// The query with slips mended, where few documents have its words and more would.
///
/// # Errors
/// When the index cannot be read.
pub(super) fn suggestion(
    snapshot: Bounded<'_>,
    vocabulary: &LazyVocabulary,
    request: &Request,
    matches: &Matches,
) -> Result<Option<Notice>> {
    let Some(matching) = matches.count().filter(|&matching| matching < ENOUGH) else {
        return Ok(None);
    };
    if request.literal {
        return Ok(None);
    }
    let analyzer = &snapshot.index.analyzer;
    let Some(mended) = vocabulary.get(&snapshot)?.correct(&request.query, analyzer)? else {
        return Ok(None);
    };
    let better = Request { query: mended.clone(), ..request.clone() };
    let would_match = plan(snapshot, &better, &mut Vec::new())?.matches.count();
    Ok(would_match.is_none_or(|count| count > matching).then(|| Notice {
        code: NoticeCode::Suggestion,
        text: format!("您是不是要找：{mended}"),
        words: mended,
    }))
}
