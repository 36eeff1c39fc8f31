//! How surely a token of a sentence answers a question: what the sentence, its headings and its
//! document's title have of the question, and how near the token stands to it.

use std::ops::Range;

use corpus::gazetteer::Gazetteer;

use super::thresholds::{
    BEFORE, CLOSENESS, DISTANCE, FARTHEST, LEAST_COVERAGE, NEARNESS, OTHER_UNIT, RARE, STATED,
    TITLE,
};
use crate::question::{Asked, AskedFor, QuestionTerm};
use corpus::sentences::ends_clause;

/// Words that refer to the sentence or row before.
const ANAPHORS: [&str; 6] = ["其中", "上述", "发明中的", "当次", "其", "共有"];

/// A sentence or row with what stands above it, all folded.
pub(super) struct Statement<'a> {
    pub(super) text: &'a str,
    /// The sentence before, or the rows above.
    pub(super) before: &'a str,
    /// The headings and the document's title.
    pub(super) context: &'a str,
    /// The document's title.
    pub(super) title: &'a str,
    /// Whether it is a row of a table.
    pub(super) row: bool,
    /// Whether the document is the record of an organisation.
    pub(super) record: bool,
}

impl Statement<'_> {
    /// The header of the table whose row this is.
    pub(super) fn header(&self) -> &str {
        if self.row { self.before.split('。').next().unwrap_or_default() } else { "" }
    }
}

/// How well a token answers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weighed {
    pub(super) score: f32,
    /// Whether the sentence before is needed to understand it.
    pub(super) leans: bool,
}

/// Whether a text has a word: as it stands, or a long compound in its two halves (研究机构 in
/// 研究与咨询机构).
pub(super) fn has(text: &str, form: &str) -> bool {
    if stands_in(text, form) {
        return true;
    }
    let count = form.chars().count();
    let Some((middle, _)) = form.char_indices().nth(count / 2) else { return false };
    count >= 4 && text.contains(&form[..middle]) && text.contains(&form[middle..])
}

/// Whether a word stands in a text; a number only as a whole: 20 is no part of 2019.
fn stands_in(text: &str, form: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    if !form.chars().all(is_digit) {
        return text.contains(form);
    }
    text.match_indices(form).any(|(at, _)| {
        !text[..at].ends_with(is_digit) && !text[at + form.len()..].starts_with(is_digit)
    })
}

/// Whether a sentence refers to the one before.
pub(super) fn leans(text: &str) -> bool {
    ANAPHORS.iter().any(|word| text.contains(word))
}

/// How well a token answers; `None` where it does not.
pub(super) fn weigh(
    asked: &Asked,
    gazetteer: &Gazetteer,
    line: &Statement<'_>,
    token: &Range<usize>,
    exact: bool,
) -> Option<Weighed> {
    let scope = Scope::new(asked, gazetteer, line, token);
    let (coverage, leans) = scope.coverage()?;
    let distance = scope.distance()?;
    if !scope.of_the_years()
        || !scope.of_the_places()
        || !scope.of_the_title()
        || !scope.of_the_kind()
    {
        return None;
    }
    let clause = scope.clause();
    let near = scope.near(&clause);
    let closeness = scope.closeness(&clause);
    let label = !line.row && line.text[..token.start].ends_with(':') && token.start < FARTHEST / 2;
    let stated = if line.row || label { STATED } else { 0.0 };
    let unit = if exact { 0.0 } else { OTHER_UNIT };
    let far = DISTANCE * distance.min(FARTHEST) as f32 / 3.0;
    let title = TITLE * scope.title();
    let score = title + coverage + NEARNESS * near + CLOSENESS * closeness + stated - unit - far;
    Some(Weighed { score, leans })
}

/// The part of a line that may say what a token is about: all of a row; of running text what
/// stands before the end of the token's clause, as what follows is about something else.
pub(super) struct Scope<'a> {
    pub(super) asked: &'a Asked,
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) line: &'a Statement<'a>,
    pub(super) token: &'a Range<usize>,
    /// Where it ends.
    pub(super) end: usize,
}

impl<'a> Scope<'a> {
    fn new(
        asked: &'a Asked,
        gazetteer: &'a Gazetteer,
        line: &'a Statement<'a>,
        token: &'a Range<usize>,
    ) -> Scope<'a> {
        let next = |from: usize| {
            line.text[from..].find(ends_clause).map_or(line.text.len(), |at| from + at)
        };
        let first = next(token.end);
        let second = line.text[first..].strip_prefix(',').map(|rest| (rest, next(first + 1)));
        let end = match second {
            _ if line.row => line.text.len(),
            // 自1月1日起，标准调整为…: what happened follows.
            Some((_, second)) if asked.kind == AskedFor::When && first == token.end => second,
            // 由A牵头，建立…: and so does what was done besides.
            Some((rest, second)) if asked.kind == AskedFor::Who && asked.has_done(rest) => second,
            _ => first,
        };
        Scope { asked, gazetteer, line, token, end }
    }

    pub(super) fn before(&self) -> &str {
        &self.line.text[..self.token.start]
    }

    fn after(&self) -> &str {
        &self.line.text[self.token.end..self.end.max(self.token.end)]
    }

    /// Whether the sentence itself has a term, beside the answer.
    fn states(&self, term: &QuestionTerm) -> bool {
        let whole = self.asked.kind == AskedFor::Definition;
        let own = |form: &String| {
            (whole && has(self.line.text, form))
                || has(self.before(), form)
                || has(self.after(), form)
        };
        let across = |form: &String| {
            let text = &self.line.text[..self.end];
            text.match_indices(form.as_str())
                .any(|(at, _)| at < self.token.start && at + form.len() > self.token.start)
        };
        term.forms
            .iter()
            .any(|form| own(form) || (self.asked.kind != AskedFor::Who && across(form)))
    }

    /// The part of the question's weight that is there, and whether the sentence before was needed.
    fn coverage(&self) -> Option<(f32, bool)> {
        let asked = self.asked;
        let greatest = asked.terms.iter().map(|term| term.weight).fold(0.0, f32::max);
        let anaphor = leans(self.line.text);
        let (mut got, mut leans) = (0.0, false);
        for (at, term) in asked.terms.iter().enumerate() {
            let context = || term.forms.iter().any(|form| has(self.line.context, form));
            let earlier = || term.forms.iter().any(|form| has(self.line.before, form));
            let worth = if self.states(term) {
                1.0
            } else if at == asked.key
                && !(self.line.row && anaphor && earlier())
                && !self.subject_is_key()
            {
                return None;
            } else if context() && !(at == asked.key && term.act) {
                1.0
            } else if (!self.line.row || anaphor)
                && !term.names_place
                && !self.subject_is_key()
                && earlier()
            {
                leans = true;
                BEFORE
            } else {
                0.0
            };
            if worth == 0.0 && term.weight >= RARE * greatest {
                return None;
            }
            got += worth * term.weight;
        }
        let all = asked.weight();
        let share = if all > 0.0 { got / all } else { 0.0 };
        (share >= LEAST_COVERAGE).then_some((share, leans))
    }

    /// A definition stands beside its subject, and its finder has seen to that.
    fn subject_is_key(&self) -> bool {
        self.asked.kind == AskedFor::Definition
    }

    /// The bytes between the token and the nearest form of the key term; `None` where it is too
    /// far to belong to it.
    fn distance(&self) -> Option<usize> {
        let text = &self.line.text[..self.end.max(self.token.end)];
        let key = &self.asked.terms[self.asked.key];
        let places = key.forms.iter().flat_map(|form| {
            text.match_indices(form.as_str()).map(move |(at, _)| at..at + form.len())
        });
        let gap = |place: Range<usize>| {
            if place.end <= self.token.start {
                self.token.start - place.end
            } else {
                // What stands behind is less likely to be meant: 企业 600 家 in 企业600家，机构9个.
                place.start.saturating_sub(self.token.end) + 6
            }
        };
        let nearest = places.map(gap).min().unwrap_or(FARTHEST);
        let number = matches!(self.asked.kind, AskedFor::Number | AskedFor::Duration);
        // 由A牵头…，联盟6个: who did it is not what is counted.
        if number && key.act && !self.line.row && !self.does_in_clause(key) {
            return None;
        }
        let free = self.line.row
            || matches!(self.asked.kind, AskedFor::Definition | AskedFor::Who | AskedFor::Which);
        (free || nearest < FARTHEST).then_some(nearest)
    }

    /// Whether the token's clause says what was done.
    fn does_in_clause(&self, key: &QuestionTerm) -> bool {
        let start = self.before().rfind(ends_clause).unwrap_or(0);
        key.forms.iter().any(|form| self.line.text[start..self.end].contains(form.as_str()))
    }

    /// The token's clause; a list item (研究机构9个) where the text has lists of figures.
    pub(super) fn clause(&self) -> Range<usize> {
        if self.line.row {
            return 0..self.line.text.len();
        }
        let bounds = |c: char| ends_clause(c) || c == '、';
        let head = self.before();
        let mut start = head
            .rfind(bounds)
            .map_or(0, |at| at + head[at..].chars().next().map_or(0, char::len_utf8));
        // 美国最多，占39%: a clause without a subject takes the one before.
        let content = head[start..].chars().filter(|c| c.is_alphanumeric()).count();
        if content < 2 && start > 0 {
            let earlier = head[..start].trim_end_matches(bounds);
            start = earlier
                .rfind(bounds)
                .map_or(0, |at| at + earlier[at..].chars().next().map_or(0, char::len_utf8));
        }
        let end = match self.after().find(bounds) {
            Some(at) if at > 0 => self.token.end + at,
            _ => self.end,
        };
        start..end
    }

    /// The part of the question's weight that stands in the token's clause.
    fn near(&self, clause: &Range<usize>) -> f32 {
        let text = &self.line.text[clause.clone()];
        let there = |term: &&QuestionTerm| term.forms.iter().any(|form| has(text, form));
        let got: f32 = self.asked.terms.iter().filter(there).map(|term| term.weight).sum();
        let all = self.asked.weight();
        if all > 0.0 { got / all } else { 0.0 }
    }

    /// The part of the clause, the token apart, that the question has too.
    pub(super) fn closeness(&self, clause: &Range<usize>) -> f32 {
        let mut text = self.line.text[clause.start..self.token.start.max(clause.start)].to_owned();
        text.push('\t');
        text += &self.line.text[self.token.end.min(clause.end)..clause.end];
        if self.line.row {
            // The last cell of a row says where it was found.
            let cells: Vec<&str> = text.split('\t').filter(|cell| !cell.is_empty()).collect();
            text = cells.first().copied().unwrap_or_default().to_owned();
        }
        for word in ANAPHORS {
            text = text.replace(word, "");
        }
        self.asked_part(text)
    }

    /// The part of the title that the question has too.
    pub(super) fn title(&self) -> f32 {
        self.asked_part(self.line.title.to_owned())
    }

    /// The part of a text's characters that belong to words of the question, or to no subject.
    pub(super) fn asked_part(&self, mut text: String) -> f32 {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let all = letters(&text);
        for word in self.asked.vocabulary() {
            text = text.replace(word, "");
        }
        if all == 0 { 0.0 } else { 1.0 - letters(&text) as f32 / all as f32 }
    }
}

#[cfg(test)]
mod tests {
    use super::has;

    #[test]
    fn words_stand_in_texts_as_a_whole_or_in_halves() {
        let cases = [
            ("稳外资20条措施", "20", true),
            ("2020年措施", "20", false),
            ("研究与咨询机构", "研究机构", true),
            ("咨询机构", "研究机构", false),
        ];
        for (text, form, expected) in cases {
            assert_eq!(has(text, form), expected, "{form} in {text}");
        }
    }
}
