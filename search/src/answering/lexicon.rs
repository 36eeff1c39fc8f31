//! The words of questions and of their answers (`data/questions.csv`).

use std::sync::LazyLock;

use corpus::entity;
use corpus::gazetteer::{Entity, Gazetteer};

/// What a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AskedFor {
    Who,
    When,
    Number,
    Ordinal,
    Duration,
    Definition,
    Where,
    Which,
}

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Count,
    Money,
    Percent,
    Duration,
}

/// What a noun is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    Money,
    Percent,
    /// Money or a share: 补贴标准.
    Either,
    Duration,
    Phone,
}

/// Words that say the same.
#[derive(Debug)]
pub(super) struct Group {
    /// The longest first.
    pub(super) forms: Vec<&'static str>,
    /// Whether they say what was done, so that an answer has to say it too.
    pub(super) act: bool,
}

/// `data/questions.csv`, by use; within a use the longest words first.
#[derive(Default)]
pub(super) struct Lexicon {
    pub(super) asks: Vec<(&'static str, AskedFor)>,
    /// Words that ask at the end of a query: 成立时间, 主管单位, 市场规模.
    pub(super) ends: Vec<(&'static str, AskedFor)>,
    /// Questions that no passage with a mark answers.
    pub(super) open: Vec<&'static str>,
    /// Counts of documents, which the result list gives.
    pub(super) counted: Vec<&'static str>,
    pub(super) groups: Vec<Group>,
    pub(super) light: Vec<&'static str>,
    /// Kinds of figures (比例, 标准), which the unit of an answer tells by itself.
    pub(super) figures: Vec<&'static str>,
    pub(super) units: Vec<(&'static str, Unit)>,
    pub(super) measures: Vec<(&'static str, Measure)>,
    places: Vec<(&'static str, &'static str)>,
    pub(super) names: Vec<&'static str>,
    pub(super) no_names: Vec<&'static str>,
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for line in include_str!("../../data/questions.csv").lines().skip(1) {
        let mut cells = line.split(',');
        if let (Some(words), Some(using)) = (cells.next(), cells.next()) {
            lexicon.add(words.split('|').collect(), using);
        }
    }
    lexicon.sort();
    lexicon
});

impl Lexicon {
    fn add(&mut self, mut words: Vec<&'static str>, using: &str) {
        let kind = match using.trim_start_matches("end-") {
            "who" => Some(AskedFor::Who),
            "when" => Some(AskedFor::When),
            "number" => Some(AskedFor::Number),
            "ordinal" => Some(AskedFor::Ordinal),
            "duration" => Some(AskedFor::Duration),
            "definition" => Some(AskedFor::Definition),
            "where" => Some(AskedFor::Where),
            "which" => Some(AskedFor::Which),
            _ => None,
        };
        let unit = match using {
            "unit-count" => Some(Unit::Count),
            "unit-money" => Some(Unit::Money),
            "unit-percent" => Some(Unit::Percent),
            "unit-duration" => Some(Unit::Duration),
            _ => None,
        };
        let measure = match using {
            "measure-money" => Some(Measure::Money),
            "measure-percent" => Some(Measure::Percent),
            "measure-either" => Some(Measure::Either),
            "measure-duration" => Some(Measure::Duration),
            "measure-phone" => Some(Measure::Phone),
            _ => None,
        };
        if let Some(kind) = kind {
            let to = if using.starts_with("end-") { &mut self.ends } else { &mut self.asks };
            to.extend(words.iter().map(|&word| (word, kind)));
        }
        self.units.extend(unit.iter().flat_map(|&unit| words.iter().map(move |&w| (w, unit))));
        self.measures.extend(measure.iter().flat_map(|&m| words.iter().map(move |&w| (w, m))));
        match using {
            "open" => self.open.append(&mut words),
            "counted" => self.counted.append(&mut words),
            "light" => self.light.append(&mut words),
            "noun" => self.figures.append(&mut words),
            "name" => self.names.append(&mut words),
            "no-name" => self.no_names.append(&mut words),
            "place" => self.places.extend(words.iter().map(|&word| (word, words[0]))),
            "act" | "same" => {
                words.sort_by_key(|word| std::cmp::Reverse(word.len()));
                self.groups.push(Group { forms: words, act: using == "act" });
            }
            _ => {}
        }
    }

    fn sort(&mut self) {
        self.asks.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        self.ends.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        self.units.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        self.measures.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        self.places.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        self.names.sort_by_key(|word| std::cmp::Reverse(word.len()));
    }

    /// The group that a word belongs to.
    pub(super) fn group(&self, word: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.forms.contains(&word))
    }

    /// The unit that a text begins with.
    pub(super) fn unit(&self, text: &str) -> Option<(&'static str, Unit)> {
        self.units.iter().find(|(unit, _)| text.starts_with(unit)).copied()
    }
}

/// A place named in a folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedPlace {
    /// First byte.
    pub(super) start: usize,
    /// Byte after the last.
    pub(super) end: usize,
    /// One name for all that name the place.
    pub(super) name: String,
}

/// The districts, regions and countries that a folded text names, in order.
pub(super) fn places(text: &str) -> Vec<NamedPlace> {
    let mut found: Vec<NamedPlace> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        if let Some((word, name)) = LEXICON.places.iter().find(|(word, _)| rest.starts_with(word)) {
            found.push(NamedPlace { start: at, end: at + word.len(), name: (*name).to_owned() });
            at += word.len();
        } else {
            at += first.len_utf8();
        }
    }
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for mention in entity::mentions(text, Gazetteer::builtin()) {
        let (Some(&start), Some(&end)) = (bytes.get(mention.start), bytes.get(mention.end)) else {
            continue;
        };
        let free = found.iter().all(|place| place.end <= start || end <= place.start);
        if free && mention.name.entity != Entity::Agency {
            let name = mention.name.canonical.trim_end_matches(['市', '省']).to_owned();
            found.push(NamedPlace { start, end, name });
        }
    }
    found.sort_by_key(|place| place.start);
    found
}
