//! The terms of a question: its content words with all that says the same, and which of them the
//! question word belongs to.

use corpus::gazetteer::Gazetteer;

use super::AskedFor;
use crate::question::lexicon::LEXICON;
use crate::question::numerals::written_otherwise;
use crate::question::places::places;

/// Characters of a word that may be cut in two.
const COMPOUND: usize = 4;

/// A content word with all that says the same.
#[derive(Debug, PartialEq)]
pub(crate) struct QuestionTerm {
    pub(crate) forms: Vec<String>,
    /// How much it tells of what is asked; 0 before [`super::Asked::weigh`].
    pub(crate) weight: f32,
    /// The number of the query's word that it is; `None` for one that the query cuts otherwise.
    pub(super) word: Option<usize>,
    /// It says what was done.
    pub(crate) act: bool,
    /// It names the kind of figure, which the unit of the answer tells by itself.
    pub(super) figure: bool,
    /// Whether it names a place.
    pub(crate) names_place: bool,
    /// Where it stands in [`super::Asked::rest`], in bytes.
    pub(super) at: usize,
}

/// The terms of a question, given the query's words and what is asked about.
pub(super) fn terms(
    words: &[String],
    rest: &str,
    years: &[String],
    gazetteer: &Gazetteer,
) -> Vec<QuestionTerm> {
    let mut terms = grouped(words, rest, gazetteer);
    for (number, word) in words.iter().enumerate() {
        let word = corpus::fold::key(word);
        let light = word.is_empty() || LEXICON.light.contains(&word.as_str());
        let year = years.iter().any(|year| word.starts_with(year.as_str()) && word.len() <= 7);
        let Some(at) = rest.find(word.as_str()).filter(|_| !light && !year) else { continue };
        let known = |term: &QuestionTerm| {
            term.forms.contains(&word)
                || term.forms.iter().any(|f| rest.contains(f.as_str()) && f.contains(&word))
        };
        if terms.iter().any(known) {
            continue;
        }
        let figure = LEXICON.figures.contains(&word.as_str());
        let forms = match LEXICON.group(&word) {
            Some(group) => group.forms.iter().map(|&form| form.to_owned()).collect(),
            None => variants(word, gazetteer),
        };
        let names_place = names_place(&forms, gazetteer);
        let (weight, word, act) = (0.0, Some(number), false);
        terms.push(QuestionTerm { forms, weight, word, act, figure, names_place, at });
    }
    terms
}

/// What was done, and long words with synonyms, read off the question itself, as its words may be
/// cut otherwise.
fn grouped(words: &[String], rest: &str, gazetteer: &Gazetteer) -> Vec<QuestionTerm> {
    let mut terms: Vec<QuestionTerm> = Vec::new();
    for group in &LEXICON.groups {
        let whole = |form: &&&str| group.act || form.chars().count() >= COMPOUND;
        let mut forms = group.forms.iter().filter(whole);
        let Some((at, form)) = forms.find_map(|form| Some((rest.find(form)?, form))) else {
            continue;
        };
        let word = words.iter().position(|word| word == form);
        let forms: Vec<String> = group.forms.iter().map(|&form| form.to_owned()).collect();
        let names_place = names_place(&forms, gazetteer);
        let (weight, act, figure) = (0.0, group.act, false);
        terms.push(QuestionTerm { forms, weight, word, act, figure, names_place, at });
    }
    terms
}

/// A word with what it is called as well: 上海市 is found as 上海 too, 二十 as 20.
fn variants(word: String, gazetteer: &Gazetteer) -> Vec<String> {
    let short = word.strip_suffix(['市', '省', '区', '县']).filter(|s| s.chars().count() >= 2);
    let same_place = short.filter(|_| places(&word, gazetteer).len() == 1).map(str::to_owned);
    let other = same_place.or_else(|| written_otherwise(&word).into_iter().next());
    [word].into_iter().chain(other).collect()
}

fn names_place(forms: &[String], gazetteer: &Gazetteer) -> bool {
    forms.first().is_some_and(|form| !places(form, gazetteer).is_empty())
}

/// The term that the question word belongs to. Of a number: the head of what follows it, which is
/// the last noun in Chinese. Else what was done; else the nearest noun.
pub(super) fn key(terms: &[QuestionTerm], middle: usize, kind: AskedFor) -> Option<usize> {
    let count = matches!(kind, AskedFor::Number | AskedFor::Ordinal);
    let places: Vec<usize> = terms.iter().map(|term| term.at).collect();
    let all = || 0..terms.len();
    let act = || all().filter(|&at| terms[at].act).min_by_key(|&at| places[at].abs_diff(middle));
    let noun = |term: &QuestionTerm| !term.act && !term.figure && !term.names_place;
    let nouns = || all().filter(|&at| noun(&terms[at]));
    let after = || nouns().filter(|&at| places[at] > middle).max_by_key(|&at| places[at]);
    let before = || nouns().filter(|&at| places[at] < middle).max_by_key(|&at| places[at]);
    if kind == AskedFor::Where {
        let first = all().filter(|&at| places[at] > middle).min_by_key(|&at| places[at]);
        first.or_else(before)
    } else if count {
        after().or_else(act).or_else(before)
    } else if kind == AskedFor::Who {
        // 由谁统筹安排: the verb follows at once.
        act()
            .or_else(|| nouns().filter(|&at| places[at] > middle).min_by_key(|&at| places[at]))
            .or_else(before)
    } else {
        act().or_else(after).or_else(before)
    }
}
