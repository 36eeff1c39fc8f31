//! Understanding a question: the times, places, issuers, kinds and levels that
//! it names, and what it asks for. Which of them filter is decided in `reading`.

mod negation;

use std::ops::Range;

use corpus::PartialDate;
use corpus::cue::Cue;
use corpus::entity::{self, Entry};
use corpus::gazetteer::{Entity, Gazetteer, Name};
use corpus::time::{Role, times};
use indexer::analysis::Word;

use super::lexicon::Filler;
use super::spans::{Question, Span, SpanMeaning};
use crate::message::{CharOffset, Intent};
use negation::{Negation, negation, unwanted};

/// The most characters between how many and what (多少项区块链政策).
const COUNTED_WITHIN: usize = 12;
/// The most characters between what and how many (政策一共有几项).
const COUNTED_AFTER: usize = 4;

/// The most characters between the first and what (首个区块链政策).
const FIRST_WITHIN: usize = 6;

/// What ends the name of a place that begins like a district: 金山屯区.
const AREAS: [&str; 5] = ["区", "县", "镇", "乡", "村"];

/// Reads what the words of a query name and in which order documents are asked for; relative times
/// count from `today`. What a passage is asked to say depends on the words that are left.
/// `words` are those that the text is cut into: what ends within one is no name (市委 in 市委托).
pub(crate) fn understand(
    text: &str,
    gazetteer: &Gazetteer,
    words: &[Word],
    today: PartialDate,
) -> Question {
    let chars: Vec<char> = text.chars().collect();
    let times = times(text, today);
    let mut entries = entity::read(text, gazetteer);
    entries.retain(|entry| {
        times.iter().all(|time| entry.end <= time.start || time.end <= entry.start)
    });
    let mut reader = SpanReader { chars: &chars, words, entries: &entries, spans: Vec::new() };
    let intent = reader.read_spans();
    let mut spans = reader.spans;
    let asks = entries.iter().any(is_document);
    spans.extend(times.into_iter().map(|time| Span {
        start: CharOffset(time.start),
        end: CharOffset(time.end),
        meaning: SpanMeaning::Dates {
            range: time.range,
            role: match time.role {
                Role::InName if asks && is_period(&chars[time.start..time.end]) => Role::Time,
                role => role,
            },
            note: time.note,
        },
        excluded: false,
    }));
    spans.sort_by_key(|span| span.start);
    let names: Vec<Range<usize>> = spans.iter().map(Span::place).collect();
    exclude(&mut spans, negation(&chars, &entries, &names), &chars);
    Question { spans, intent, asked: None }
}

/// Marks what is not wanted, and the words that say so.
fn exclude(spans: &mut Vec<Span>, negation: Negation, chars: &[char]) {
    spans.iter_mut().for_each(|span| span.excluded = negation.has(&span.place()));
    let is_free = |place: &Range<usize>, spans: &[Span]| {
        spans.iter().all(|span| span.end.0 <= place.start || place.end <= span.start.0)
    };
    let said = |place| (place, SpanMeaning::Asking, false);
    let unwanted = |place: Range<usize>| {
        let words: String = chars[place.clone()].iter().collect();
        (place, unwanted(words), true)
    };
    let more = negation.words.into_iter().map(unwanted);
    for (place, meaning, excluded) in negation.says.into_iter().map(said).chain(more) {
        if is_free(&place, spans) {
            let (start, end) = (CharOffset(place.start), CharOffset(place.end));
            spans.push(Span { start, end, meaning, excluded });
        }
    }
    spans.sort_by_key(|span| span.start);
}

struct SpanReader<'a> {
    chars: &'a [char],
    words: &'a [Word],
    entries: &'a [Entry<'a>],
    spans: Vec<Span>,
}

impl SpanReader<'_> {
    fn read_spans(&mut self) -> Intent {
        let counted = self.counted();
        let intent = if counted.is_some() { Intent::Count } else { self.order() };
        let asks_for_documents = self.entries.iter().any(|entry| is_document(entry));
        for at in 0..self.entries.len() {
            let Some(meaning) = self.meaning(at, counted, intent, asks_for_documents) else {
                continue;
            };
            let start = self.start_with_region(at);
            let end = self.end_with_government(at).max(self.end_with_office(at));
            let (start, end) = (CharOffset(start), CharOffset(end));
            self.spans.push(Span { start, end, meaning, excluded: false });
        }
        intent
    }

    /// What the words at a place mean here.
    fn meaning(
        &self,
        at: usize,
        counted: Option<usize>,
        intent: Intent,
        asks_for_documents: bool,
    ) -> Option<SpanMeaning> {
        let entry = &self.entries[at];
        let typed = || self.chars[entry.start..entry.end].iter().collect();
        match entry.meaning {
            // 北京市科委 is not ours, nor is 舟山市普陀区.
            entity::Meaning::Name(name) if self.is_elsewhere(at, name) => None,
            entity::Meaning::Name(_) if self.is_cut_otherwise(at) => None,
            entity::Meaning::Name(name) => match name.entity {
                Entity::District if self.names_a_place(at, name) => None,
                Entity::District => Some(SpanMeaning::District(typed())),
                // 普陀区科委 is an office of the district and not 市科委.
                Entity::Agency if self.district_before(at) => None,
                Entity::Agency => {
                    Some(SpanMeaning::Agency(self.typed(at..self.end_with_office(at))))
                }
                Entity::Region | Entity::Title => None,
            },
            entity::Meaning::Cue(cue) => match cue {
                Cue::Kinds(kinds) => Some(SpanMeaning::Kinds(kinds.clone())),
                // 市级财政资金 are funds of the city, whoever writes of them.
                Cue::Level(_) if self.next_cue(at) == Some(&Cue::Levelled) => None,
                Cue::Level(level) => asks_for_documents.then_some(SpanMeaning::Level(*level)),
                Cue::Quantity if counted == Some(at) => Some(SpanMeaning::Asking),
                Cue::Latest | Cue::Earliest if intent != Intent::Count => Some(SpanMeaning::Asking),
                Cue::First if self.is_first_document(at) => Some(SpanMeaning::Asking),
                Cue::Document if intent != Intent::Search => Some(SpanMeaning::Asking),
                _ => None,
            },
        }
    }

    /// The word that asks how many documents there are.
    fn counted(&self) -> Option<usize> {
        let quantity = |at: &usize| self.cue(*at) == Some(&Cue::Quantity);
        let mut quantities = (0..self.entries.len()).filter(quantity);
        quantities.find(|&at| self.counts_what_follows(at) || self.counts_what_precedes(at))
    }

    /// 多少项区块链政策, but not 多少企业享受政策.
    fn counts_what_follows(&self, at: usize) -> bool {
        let end = self.entries[at].end;
        let near = |entry: &&Entry| entry.start - end <= COUNTED_WITHIN;
        let after = self.entries[at + 1..].iter().take_while(near);
        let mut telling = after.filter(|entry| is_document(entry) || is_counted(entry));
        telling.next().is_some_and(is_document)
    }

    /// 政策有几项.
    fn counts_what_precedes(&self, at: usize) -> bool {
        let quantity = &self.entries[at];
        let followed = self.entries.get(at + 1).is_some_and(is_counted);
        let before = self.entries[..at].iter().rev().find(|entry| is_document(entry));
        !followed && before.is_some_and(|entry| quantity.start - entry.end <= COUNTED_AFTER)
    }

    /// The order that the words ask for.
    fn order(&self) -> Intent {
        let mut orders = (0..self.entries.len()).rev().filter_map(|at| match self.cue(at)? {
            Cue::Latest => Some(Intent::Latest),
            Cue::Earliest => Some(Intent::Earliest),
            Cue::First if self.is_first_document(at) => Some(Intent::Earliest),
            _ => None,
        });
        orders.next().unwrap_or_default()
    }

    /// 首个政策, 首个区块链政策, but not 首个孵化基地 nor 首个基地的政策.
    fn is_first_document(&self, at: usize) -> bool {
        let end = self.entries[at].end;
        self.entries.get(at + 1).is_some_and(|next| {
            let between = &self.chars[end..next.start];
            is_document(next) && between.len() <= FIRST_WITHIN && !between.contains(&'的')
        })
    }

    fn cue(&self, at: usize) -> Option<&'static Cue> {
        match self.entries[at].meaning {
            entity::Meaning::Cue(cue) => Some(cue),
            entity::Meaning::Name(_) => None,
        }
    }

    fn named(&self, at: Option<usize>, entity: Entity) -> Option<&Entry<'_>> {
        let entry = self.entries.get(at?)?;
        match entry.meaning {
            entity::Meaning::Name(name) if name.entity == entity => Some(entry),
            _ => None,
        }
    }

    fn district_before(&self, at: usize) -> bool {
        let before = self.named(at.checked_sub(1), Entity::District);
        before.is_some_and(|district| district.end == self.entries[at].start)
    }

    /// The region that a district or agency stands right after belongs to its name.
    fn start_with_region(&self, at: usize) -> usize {
        let start = self.entries[at].start;
        let is_name = matches!(self.entries[at].meaning, entity::Meaning::Name(_));
        let region = self.named(at.checked_sub(1), Entity::Region);
        region.filter(|region| is_name && region.end == start).map_or(start, |r| r.start)
    }

    fn typed(&self, place: std::ops::Range<usize>) -> String {
        self.chars[self.entries[place.start].start..place.end].iter().collect()
    }

    /// Whether a region stands right before that the name does not belong to.
    fn is_elsewhere(&self, at: usize, name: &Name) -> bool {
        let region = self.entries.get(at.wrapping_sub(1));
        let region = region.filter(|region| region.end == self.entries[at].start);
        match region.map(|region| region.meaning) {
            Some(entity::Meaning::Name(region)) if region.entity == Entity::Region => {
                name.entity != Entity::Region
                    && name.parent.as_ref().is_some_and(|parent| *parent != region.canonical)
            }
            _ => false,
        }
    }

    /// The cue that stands right after an entry.
    fn next_cue(&self, at: usize) -> Option<&'static Cue> {
        let next = self.entries.get(at + 1).filter(|next| next.start == self.entries[at].end)?;
        match next.meaning {
            entity::Meaning::Cue(cue) => Some(cue),
            entity::Meaning::Name(_) => None,
        }
    }

    /// The word that the text is cut into from a place on.
    fn word_at(&self, place: usize) -> Option<&Word> {
        self.words.iter().find(|word| word.start == place)
    }

    /// Whether a name ends within a word that goes on behind it (市委 in 市委托, 南市 in 越南市场).
    fn is_cut_otherwise(&self, at: usize) -> bool {
        let entry = &self.entries[at];
        let over_end = |word: &&Word| word.start < entry.end && entry.end < word.end;
        let Some(word) = self.words.iter().find(over_end) else { return false };
        // 杨浦|区人民政府 is the government of 杨浦区, and so is 静安|区府, which is cut 静安区|府.
        let rest: String = self.chars[entry.end..word.end].iter().collect();
        Cue::of(&rest) != Some(&Cue::Government) && self.next_cue(at) != Some(&Cue::Government)
    }

    /// Whether the short name of a district is only the beginning of another name, by the word that
    /// follows it: 浦东机场, 金山云, 金山屯区, 松江河镇.
    fn names_a_place(&self, at: usize, name: &Name) -> bool {
        if name.name.ends_with(['区', '县']) {
            return false;
        }
        let end = self.entries[at].end;
        let place = |text: &str| Cue::of(text) == Some(&Cue::Place);
        let Some(next) = self.word_at(end) else {
            return self.next_cue(at) == Some(&Cue::Place);
        };
        let is_single = |word: &Word| word.end == word.start + 1;
        let is_area = |word: &Word| AREAS.iter().any(|area| word.text.starts_with(area));
        let goes_on = is_single(next)
            && self.next_cue(at).is_none()
            && Filler::of(&next.text).is_none()
            && self.word_at(next.end).is_some_and(is_area);
        self.next_cue(at) == Some(&Cue::Place) || place(&next.text) || goes_on
    }

    /// The general office that stands right after an agency belongs to its name.
    fn end_with_office(&self, at: usize) -> usize {
        let end = self.entries[at].end;
        let is_agency = self.named(Some(at), Entity::Agency).is_some();
        let next = self.entries.get(at + 1).filter(|next| next.start == end && is_agency);
        let office = entity::Meaning::Cue(&Cue::Office);
        next.filter(|next| next.meaning == office).map_or(end, |next| next.end)
    }

    /// The government that stands right after a district is that of the district.
    fn end_with_government(&self, at: usize) -> usize {
        let end = self.entries[at].end;
        let is_district = self.named(Some(at), Entity::District).is_some();
        let next = self.entries.get(at + 1).filter(|next| next.start == end && is_district);
        let is_government =
            self.entries.len() > at + 1 && self.cue(at + 1) == Some(&Cue::Government);
        next.filter(|_| is_government).map_or(end, |next| next.end)
    }
}

/// Whether a time is written as one and not as part of a name where documents are asked for:
/// 2019年度区块链政策, 2018年第一季度政策.
fn is_period(chars: &[char]) -> bool {
    matches!(chars.last(), Some('度' | '季' | '月'))
}

/// Whether the word stands for documents, so that they can be counted and ordered.
fn is_document(entry: &Entry<'_>) -> bool {
    matches!(entry.meaning, entity::Meaning::Cue(Cue::Kinds(_) | Cue::Document))
}

fn is_counted(entry: &Entry<'_>) -> bool {
    matches!(entry.meaning, entity::Meaning::Cue(Cue::Counted))
}
