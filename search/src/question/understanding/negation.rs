//! What a question does not want: 静安区以外的, 除A和B的, 不是2019年的, 不要补贴.

use std::ops::Range;

use corpus::cue::Cue;
use corpus::entity::{Entry, Meaning};
use corpus::status::Status;
use corpus::{Kind, doc_type};

use crate::message::FilterField;
use crate::question::spans::SpanMeaning;

/// The most characters of words that are not wanted.
const MOST_WORDS: usize = 12;

/// Signs and words between names of which none is wanted, the longest first.
const JOINTS: [&str; 8] = ["以及", "、", "和", "与", "及", "或", "，", ","];
/// What ends words that are not wanted.
const ENDS: &str = "的，,。；;、？?！!";

/// What of a question is not wanted. All places are in characters.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Negation {
    /// Names and times.
    pub(super) names: Vec<Range<usize>>,
    /// Other words.
    pub(super) words: Vec<Range<usize>>,
    /// The words that say so.
    pub(super) says: Vec<Range<usize>>,
}

impl Negation {
    /// Whether what stands at a place is not wanted.
    pub(super) fn has(&self, place: &Range<usize>) -> bool {
        self.names.iter().any(|name| name.start <= place.start && place.end <= name.end)
    }

    fn covers(&self, at: usize) -> bool {
        [&self.names, &self.words, &self.says]
            .into_iter()
            .flatten()
            .any(|place| place.contains(&at))
    }
}

/// Finds what is not wanted. `names` are the names and times of the question, in order, each with
/// the region before it.
pub(super) fn negation(chars: &[char], entries: &[Entry<'_>], names: &[Range<usize>]) -> Negation {
    let reader = Reader { chars, entries, names };
    let mut found = Negation::default();
    let mut at = 0;
    while at < chars.len() {
        match reader.cue(at) {
            _ if found.covers(at) => {}
            Some((Cue::Except | Cue::Without, opener)) => reader.after(opener, &mut found),
            Some((Cue::Outside, closer)) => reader.before(closer, &mut found),
            _ => {}
        }
        at += 1;
    }
    found
}

struct Reader<'a> {
    chars: &'a [char],
    entries: &'a [Entry<'a>],
    names: &'a [Range<usize>],
}

impl Reader<'_> {
    /// The cue that begins at a place; one of a single character is no entry.
    fn cue(&self, at: usize) -> Option<(&'static Cue, Range<usize>)> {
        let entry = self.entries.iter().find(|entry| entry.start <= at && at < entry.end);
        match entry.map(|entry| (entry.meaning, entry.start..entry.end)) {
            Some((Meaning::Cue(cue), place)) => (place.start == at).then_some((cue, place)),
            Some((Meaning::Name(_), _)) => None,
            None => Cue::of(&self.chars.get(at)?.to_string()).map(|cue| (cue, at..at + 1)),
        }
    }

    /// The end of what closes an exception at a place: 以外, and 外 after 除.
    fn closed(&self, at: usize) -> Option<usize> {
        match self.cue(at) {
            Some((Cue::Outside, place)) => Some(place.end),
            _ => (self.chars.get(at) == Some(&'外')).then_some(at + 1),
        }
    }

    /// What follows words that say that it is not wanted: names in a row, or else other words, which
    /// 除 leaves out only where 以外 follows.
    fn after(&self, opener: Range<usize>, found: &mut Negation) {
        let names = self.row(self.past_spaces(opener.end));
        if let Some(last) = names.last() {
            let end = last.end;
            found.says.push(opener);
            found.says.extend(self.closed(end).map(|closed| end..closed));
            return found.names.extend(names);
        }
        let start = self.past_spaces(opener.end);
        let words = self.words_from(start);
        let closed = self.closed(words.end);
        let is_meant = match self.cue(opener.start) {
            Some((Cue::Without, _)) => true,
            // 不是新闻的 needs no more.
            _ => {
                closed.is_some() || value(&String::from_iter(&self.chars[words.clone()])).is_some()
            }
        };
        if is_meant && !words.is_empty() && words.len() <= MOST_WORDS {
            found.says.push(opener);
            found.says.extend(closed.map(|closed| words.end..closed));
            found.words.push(words);
        }
    }

    /// What stands before 以外: names in a row, or else the words back to the last sign or name.
    fn before(&self, closer: Range<usize>, found: &mut Negation) {
        let end = closer.start;
        let rows = self.names.iter().map(|name| self.row(name.start));
        let row = rows.into_iter().find(|row| row.last().is_some_and(|last| last.end == end));
        if let Some(row) = row {
            found.says.push(closer);
            return found.names.extend(row);
        }
        let is_inside =
            |at: usize| !self.ends_words(at) && self.names.iter().all(|name| !name.contains(&at));
        let start = (0..end).rev().take_while(|&at| is_inside(at)).last().unwrap_or(end);
        let words = start..end;
        let is_mere = self
            .entries
            .iter()
            .any(|entry| entry.end == end && entry.meaning == Meaning::Cue(&Cue::Here));
        if !words.is_empty() && words.len() <= MOST_WORDS && !is_mere {
            found.says.push(closer);
            found.words.push(words);
        }
    }

    /// The names that stand in a row from a place on: A、B和C.
    fn row(&self, start: usize) -> Vec<Range<usize>> {
        let mut row: Vec<Range<usize>> = Vec::new();
        let mut at = start;
        while let Some(name) = self.names.iter().find(|name| name.start == at) {
            row.push(name.clone());
            let joint = JOINTS.iter().find(|joint| self.has(name.end, joint));
            let Some(joint) = joint else { break };
            at = self.past_spaces(name.end + joint.chars().count());
        }
        row
    }

    /// The words from a place up to a sign, 的, white space, a name or what closes an exception.
    fn words_from(&self, start: usize) -> Range<usize> {
        let is_end = |at: &usize| {
            self.ends_words(*at)
                || self.closed(*at).is_some_and(|_| *at > start)
                || self.names.iter().any(|name| name.start == *at)
        };
        start..(start..self.chars.len()).find(is_end).unwrap_or(self.chars.len())
    }

    fn ends_words(&self, at: usize) -> bool {
        self.chars[at].is_whitespace() || ENDS.contains(self.chars[at])
    }

    fn has(&self, at: usize, text: &str) -> bool {
        text.chars().eq(self.chars.iter().skip(at).take(text.chars().count()).copied())
    }

    fn past_spaces(&self, at: usize) -> usize {
        at + self.chars.iter().skip(at).take_while(|c| c.is_whitespace()).count()
    }
}

/// What words mean that are the value of a field: 新闻, 通知, 已废止.
fn value(words: &str) -> Option<SpanMeaning> {
    if let Some(kind) = Kind::parse(words) {
        return Some(SpanMeaning::Kinds(vec![kind]));
    }
    let of_field = |field, value: &str| Some(SpanMeaning::Value(field, value.to_owned()));
    match Status::stated(words) {
        Some(status) => of_field(FilterField::STATUSES, status.value.name()),
        None => {
            let doc_type = doc_type::of_title(words).filter(|(doc_type, _)| *doc_type == words);
            doc_type.and_then(|_| of_field(FilterField::DOC_TYPES, words))
        }
    }
}

/// What words mean that are not wanted and name nothing: a value of a field, or words of documents.
pub(super) fn unwanted(words: String) -> SpanMeaning {
    value(&words).unwrap_or(SpanMeaning::Words(words))
}
