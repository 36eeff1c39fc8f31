//! What a question asks a passage to say, and about what. Only what asks for something that a
//! passage can say in a few words is read; other queries ask for documents.

mod terms;

use std::ops::Range;

use corpus::gazetteer::Gazetteer;

use super::folded::FoldedText;
use super::lexicon::{AskedFor, LEXICON, Measure, Unit};
use super::numerals::years;
use super::places::places;
pub(crate) use terms::QuestionTerm;
use terms::{key, terms};

/// The most characters of a question; longer texts describe a case and ask no one thing.
const LONGEST_QUESTION: usize = 100;
/// The part of its weight that the name of a figure keeps.
const FIGURE: f32 = 0.3;

/// What a question asks for.
#[derive(Debug, PartialEq)]
pub(crate) struct Asked {
    pub(crate) kind: AskedFor,
    pub(crate) terms: Vec<QuestionTerm>,
    /// The term next to the question word, which the passage itself has to carry.
    pub(crate) key: usize,
    /// Whether the key says what was done.
    pub(crate) does: bool,
    /// Years that the question names.
    pub(crate) years: Vec<String>,
    /// Places that the question names.
    pub(crate) places: Vec<String>,
    pub(crate) wanted: WantedNumber,
    /// What is asked about, without the question words.
    pub(crate) rest: String,
}

/// The number that is wanted.
#[derive(Debug, PartialEq)]
pub(crate) enum WantedNumber {
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

impl Asked {
    /// Reads what a query asks for, given its content words, folded, and the years that its times
    /// name (去年). `None` where no passage could say it, and where it asks nothing: it has no
    /// question word and is not of the kind 市场规模, 成立时间, 主管单位.
    pub(crate) fn of_query(
        text: &str,
        words: &[String],
        times: &[String],
        gazetteer: &Gazetteer,
    ) -> Option<Asked> {
        if text.chars().nth(LONGEST_QUESTION).is_some() {
            return None;
        }
        let text = FoldedText::new(text).text;
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
        let mut years = years(&rest);
        years.extend_from_slice(times);
        let terms = terms(words, &rest, &years, gazetteer);
        let topics = terms.iter().filter(|term| !term.act).count();
        let middle = before.len();
        let key = key(&terms, middle, kind)?;
        let places = places(&rest, gazetteer).into_iter().map(|place| place.name).collect();
        let does =
            terms[key].act || (kind == AskedFor::Who && terms[key].at == middle + TAKEN.len_utf8());
        let asked = Asked { kind, does, terms, key, years, places, wanted, rest };
        (topics > 0).then_some(asked)
    }

    /// Weighs the terms by the rarity of each of the query's words.
    pub(crate) fn weigh(&mut self, rarities: &[f32]) {
        let mean = rarities.iter().sum::<f32>() / rarities.len().max(1) as f32;
        for term in &mut self.terms {
            let rarity = term.word.map_or(mean, |word| rarities[word]);
            term.weight = rarity.max(0.0) * if term.figure { FIGURE } else { 1.0 };
        }
    }

    /// The weight of all terms.
    pub(crate) fn weight(&self) -> f32 {
        self.terms.iter().map(|term| term.weight).sum()
    }

    /// All words of the question in all their forms, and those of no subject, the longest first.
    pub(crate) fn vocabulary(&self) -> Vec<&str> {
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
    pub(crate) fn has_done(&self, clause: &str) -> bool {
        let acts = self.terms.iter().filter(|term| term.act);
        acts.flat_map(|term| &term.forms).any(|form| clause.starts_with(form.as_str()))
    }

    /// What is asked about, as one piece: what stands beside the question word.
    pub(crate) fn subject(&self) -> &str {
        let mut sides = self.rest.split(TAKEN).filter(|side| !side.is_empty());
        match (sides.next(), sides.next()) {
            (Some(side), None) => side.trim_end_matches('的'),
            _ => "",
        }
    }

    /// What follows the question word.
    pub(crate) fn following(&self) -> &str {
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
