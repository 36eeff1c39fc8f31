//! What is shown of a passage: whole sentences, verbatim, the answers marked.

use std::ops::Range;

use corpus::document::Passage;

use super::thresholds::LONGEST_PASSAGE;
use super::weighing::Weighed;
use crate::message::Marked;
use crate::question::FoldedText;

/// The best answer so far, with the text it stands in.
pub(super) struct Excerpt {
    pub(super) score: f32,
    /// The passage, as given.
    text: String,
    pub(super) section: Option<String>,
    /// What is shown of it.
    shown: Range<usize>,
    /// The answers in it.
    marks: Vec<Range<usize>>,
}

/// The answer of a sentence, on the text as given, with the sentence before where it leans on it.
pub(super) fn excerpt(
    passage: &Passage<'_>,
    part: &Range<usize>,
    previous: Option<&Range<usize>>,
    weighed: &Weighed,
    marks: &[Range<usize>],
) -> Option<Excerpt> {
    let given = &*passage.text;
    let sentence = &given[part.clone()];
    let mut marks: Vec<Range<usize>> = marks
        .iter()
        .map(|mark| FoldedText::given(sentence, mark))
        .map(|mark| part.start + mark.start..part.start + mark.end)
        .filter(|mark| !mark.is_empty())
        .collect();
    marks.sort_by_key(|mark| mark.start);
    let with = previous.map(|previous| previous.start..part.end);
    let fits = |shown: &Range<usize>| given[shown.clone()].chars().count() <= LONGEST_PASSAGE;
    let shown = match with.filter(fits) {
        Some(shown) => shown,
        None if fits(part) => part.clone(),
        None => clauses(given, part, marks.first()?)?,
    };
    marks.retain(|mark| shown.start <= mark.start && mark.end <= shown.end);
    let section = passage.heading.map(str::to_owned);
    (!marks.is_empty()).then_some(Excerpt {
        score: weighed.score,
        text: given.to_owned(),
        section,
        shown,
        marks,
    })
}

/// The clauses of a long sentence around its answer, as many as fit, most of them before it.
fn clauses(given: &str, part: &Range<usize>, mark: &Range<usize>) -> Option<Range<usize>> {
    let ends =
        given[part.clone()].char_indices().filter(|(_, c)| matches!(c, '，' | '：' | ',' | ':'));
    let mut bounds: Vec<usize> = ends.map(|(at, c)| part.start + at + c.len_utf8()).collect();
    bounds.insert(0, part.start);
    bounds.push(part.end);
    let length = |from: usize, to: usize| given[from..to].chars().count();
    let last = *bounds.iter().find(|&&bound| bound >= mark.end)?;
    let first = *bounds
        .iter()
        .find(|&&bound| bound <= mark.start && length(bound, last) <= LONGEST_PASSAGE)?;
    let end = bounds
        .iter()
        .rev()
        .find(|&&bound| bound >= last && length(first, bound) <= LONGEST_PASSAGE);
    Some(first..*end?)
}

impl Excerpt {
    /// The passage in runs, 1 on the answers.
    pub(super) fn marked(&self) -> Option<Marked> {
        let mut runs = Marked::new();
        let mut at = self.shown.start;
        let mut push = |range: Range<usize>, mark: u8| -> Option<()> {
            let text = self.text.get(range)?;
            if !text.is_empty() {
                runs.push((text.to_owned(), mark));
            }
            Some(())
        };
        for mark in &self.marks {
            push(at..mark.start, 0)?;
            push(mark.clone(), 1)?;
            at = mark.end;
        }
        push(at..self.shown.end, 0)?;
        Some(runs)
    }
}
