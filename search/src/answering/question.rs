//! Reading a question: what it asks for, about what.

use std::ops::Range;

use super::Asked;
use super::folded::FoldedText;
use super::lexicon::{AskedFor, LEXICON, Measure, Unit, places};
use super::thresholds::{COMPOUND, FIGURE, LONGEST_QUESTION};

/// A question as read.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) kind: AskedFor,
    pub(super) terms: Vec<QuestionTerm>,
    /// The term next to the question word, which the passage itself has to carry.
    pub(super) key: usize,
    /// Whether the key says what was done.
    pub(super) does: bool,
    /// Years that the question names.
    pub(super) years: Vec<String>,
    /// Places that the question names.
    pub(super) places: Vec<String>,
    pub(super) wanted: WantedNumber,
    /// What is asked about, without the question words.
    pub(super) rest: String,
}

/// A content word with all that says the same.
#[derive(Debug)]
pub(super) struct QuestionTerm {
    pub(super) forms: Vec<String>,
    pub(super) weight: f32,
    /// It says what was done.
    pub(super) act: bool,
    /// It names the kind of figure, which the unit of the answer tells by itself.
    figure: bool,
    /// Where it stands in [`Question::rest`].
    place: usize,
}

/// The number that is wanted.
#[derive(Debug, PartialEq)]
pub(super) enum WantedNumber {
    Any,
    /// In a unit that the question names.
    Unit(&'static str, Unit),
    /// Of things that the question names in place of a unit: 多少纳税人.
    Noun(String),
    Measure(Measure),
}

/// Before a question word they make it what something is done to.
const TARGETS: [char; 10] = ['到', '对', '向', '给', '往', '跟', '与', '和', '为', '从'];
/// Stands for a question word that was taken out.
const TAKEN: char = '\u{1}';

pub(super) fn read(asked: &Asked<'_>) -> Option<Question> {
    if asked.text.chars().nth(LONGEST_QUESTION).is_some() {
        return None;
    }
    let text = FoldedText::new(asked.text).text;
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%');
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let ask = ask(text)?;
    if ask.plain && (has(&LEXICON.open) || has(&LEXICON.counted)) {
        return None;
    }
    let before = &text[..ask.taken.start];
    let after = &text[ask.taken.end..];
    let (wanted, after) = match ask.kind {
        AskedFor::Number => wanted(before, after, ask.bare),
        AskedFor::Duration => (Some(WantedNumber::Measure(Measure::Duration)), after),
        _ => (Some(WantedNumber::Any), after),
    };
    let wanted = wanted?;
    let kind = if ask.kind == AskedFor::Duration { AskedFor::Number } else { ask.kind };
    let rest = format!("{before}{TAKEN}{after}");
    let years = years(&rest);
    let terms = terms(asked, &rest, &years);
    let topics = terms.iter().filter(|term| !term.act).count();
    let middle = before.len();
    let key = key(&terms, middle, kind)?;
    let places = places(&rest).into_iter().map(|place| place.name).collect();
    let does =
        terms[key].act || (kind == AskedFor::Who && terms[key].place == middle + TAKEN.len_utf8());
    let question = Question { kind, does, terms, key, years, places, wanted, rest };
    (topics > 0).then_some(question)
}

impl Question {
    /// The weight of all terms.
    pub(super) fn weight(&self) -> f32 {
        self.terms.iter().map(|term| term.weight).sum()
    }

    /// All words of the question in all their forms, and those of no subject, the longest first.
    pub(super) fn vocabulary(&self) -> Vec<&str> {
        let forms = self.terms.iter().flat_map(|term| term.forms.iter().map(String::as_str));
        let mut words: Vec<&str> = forms.chain(self.years.iter().map(String::as_str)).collect();
        words.extend(&LEXICON.light);
        if let WantedNumber::Unit(unit, _) = self.wanted {
            words.push(unit);
        }
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words
    }

    /// Whether a clause begins with something that the question says was done.
    pub(super) fn has_done(&self, clause: &str) -> bool {
        let acts = self.terms.iter().filter(|term| term.act);
        acts.flat_map(|term| &term.forms).any(|form| clause.starts_with(form.as_str()))
    }

    /// What is asked about, as one piece: what stands beside the question word.
    pub(super) fn subject(&self) -> &str {
        let mut sides = self.rest.split(TAKEN).filter(|side| !side.is_empty());
        match (sides.next(), sides.next()) {
            (Some(side), None) => side.trim_end_matches('的'),
            _ => "",
        }
    }

    /// What follows the question word.
    pub(super) fn following(&self) -> &str {
        let after = self.rest.split_once(TAKEN).map_or("", |(_, after)| after);
        after.trim_end_matches(['的', '了'])
    }
}

/// The words that ask.
struct Ask {
    kind: AskedFor,
    taken: Range<usize>,
    /// Whether it is a question word.
    plain: bool,
    /// 几, which needs a unit.
    bare: bool,
}

fn ask(text: &str) -> Option<Ask> {
    let mut found: Vec<Ask> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let word = LEXICON.asks.iter().find(|(word, _)| rest.starts_with(word));
        let Some(&(word, kind)) = word.filter(|(word, _)| !idiom(text, at, word)) else {
            at += first.len_utf8();
            continue;
        };
        let taken = at..at + word.len();
        found.push(Ask { kind, taken, plain: true, bare: word == "几" });
        at += word.len();
    }
    match found.len() {
        0 => end(text),
        // 到哪家企业检查 asks for no doer.
        1 => found
            .pop()
            .filter(|ask| ask.kind != AskedFor::Who || !text[..ask.taken.start].ends_with(TARGETS)),
        _ => None,
    }
}

/// 十几家 and 好几个 ask nothing; 在哪些方面 asks for no place.
fn idiom(text: &str, at: usize, word: &str) -> bool {
    let few = word == "几" && text[..at].ends_with(['十', '数', '好', '近', '前', '百', '哪']);
    few || (word.ends_with('哪')
        && text[at + word.len()..].starts_with(['些', '个', '家', '几', '种']))
}

/// What the last word of a query asks for.
fn end(text: &str) -> Option<Ask> {
    let &(word, kind) = LEXICON.ends.iter().find(|(word, _)| text.ends_with(word))?;
    let start = text.len() - word.len();
    let before = &text[..start];
    let taken = match kind {
        AskedFor::Number => text.len()..text.len(),
        _ => start..text.len(),
    };
    // 主管单位 asks, 事业单位 does not; 成立时间 asks, 运行时间 does not.
    let act = LEXICON.groups.iter().flat_map(|group| {
        group.forms.iter().filter(|_| group.act || group.forms.contains(&"截止"))
    });
    let asks = kind == AskedFor::Number || act.into_iter().any(|form| before.ends_with(form));
    asks.then_some(Ask { kind, taken, plain: false, bare: false })
}

/// What number is asked for, and what follows its unit.
fn wanted<'a>(before: &str, after: &'a str, bare: bool) -> (Option<WantedNumber>, &'a str) {
    if let Some((unit, class)) = LEXICON.unit(after) {
        return (Some(WantedNumber::Unit(unit, class)), &after[unit.len()..]);
    }
    if bare {
        return (None, after);
    }
    // 占全球支出多少 is a share, not a sum.
    if before.contains('占') && after.is_empty() {
        return (Some(WantedNumber::Measure(Measure::Percent)), after);
    }
    let measured = LEXICON
        .measures
        .iter()
        .filter_map(|(word, measure)| Some((before.rfind(word)? + word.len(), word.len(), measure)))
        .max();
    let named = after.trim_start_matches('的');
    match measured {
        Some((_, _, measure)) => (Some(WantedNumber::Measure(*measure)), after),
        None if named.is_empty() => (Some(WantedNumber::Any), after),
        None => (Some(WantedNumber::Noun(named.chars().take(2).collect())), after),
    }
}

impl PartialOrd for Measure {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Measure {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (*self as u8).cmp(&(*other as u8))
    }
}

/// Years of four digits.
pub(super) fn years(text: &str) -> Vec<String> {
    let digits = text.split(|c: char| !c.is_ascii_digit());
    let mut found: Vec<String> = Vec::new();
    for run in
        digits.filter(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")))
    {
        if !found.iter().any(|year| year == run) {
            found.push(run.to_owned());
        }
    }
    found
}

fn terms(asked: &Asked<'_>, rest: &str, years: &[String]) -> Vec<QuestionTerm> {
    let mut terms = grouped(asked, rest);
    for (word, weight) in asked.words {
        let word = corpus::fold::key(word);
        let light = word.is_empty() || LEXICON.light.contains(&word.as_str());
        let year = years.iter().any(|year| word.starts_with(year.as_str()) && word.len() <= 7);
        let Some(place) = rest.find(word.as_str()).filter(|_| !light && !year) else { continue };
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
            None => variants(word),
        };
        let weight = weight.max(0.0) * if figure { FIGURE } else { 1.0 };
        terms.push(QuestionTerm { forms, weight, act: false, figure, place });
    }
    terms
}

/// What was done, and long words with synonyms, read off the question itself, as its words may be
/// cut otherwise.
fn grouped(asked: &Asked<'_>, rest: &str) -> Vec<QuestionTerm> {
    let mut terms: Vec<QuestionTerm> = Vec::new();
    let mean =
        asked.words.iter().map(|(_, weight)| weight).sum::<f32>() / asked.words.len().max(1) as f32;
    for group in &LEXICON.groups {
        let whole = |form: &&&str| group.act || form.chars().count() >= COMPOUND;
        let mut forms = group.forms.iter().filter(whole);
        let Some((place, form)) = forms.find_map(|form| Some((rest.find(form)?, form))) else {
            continue;
        };
        let weight = asked.words.iter().find(|(word, _)| word == form).map_or(mean, |(_, w)| *w);
        let forms = group.forms.iter().map(|&form| form.to_owned()).collect();
        terms.push(QuestionTerm {
            forms,
            weight: weight.max(0.0),
            act: group.act,
            figure: false,
            place,
        });
    }
    terms
}

/// 上海市 is found as 上海 too.
fn variants(word: String) -> Vec<String> {
    let short = word.strip_suffix(['市', '省', '区', '县']).filter(|s| s.chars().count() >= 2);
    let same_place = short.filter(|_| places(&word).len() == 1).map(str::to_owned);
    match same_place {
        Some(short) => vec![word, short],
        None => vec![word],
    }
}

/// The term that the question word belongs to. Of a number: the head of what follows it, which is
/// the last noun in Chinese. Else what was done; else the nearest noun.
fn key(terms: &[QuestionTerm], middle: usize, kind: AskedFor) -> Option<usize> {
    let count = matches!(kind, AskedFor::Number | AskedFor::Ordinal);
    let places: Vec<usize> = terms.iter().map(|term| term.place).collect();
    let all = || 0..terms.len();
    let act = || all().filter(|&at| terms[at].act).min_by_key(|&at| places[at].abs_diff(middle));
    let noun = |term: &QuestionTerm| !term.act && !term.figure && !names_place(&term.forms[0]);
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

fn names_place(word: &str) -> bool {
    !places(word).is_empty()
}
