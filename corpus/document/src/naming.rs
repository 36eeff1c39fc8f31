//! The names that a document goes by: its title as it stands, and the short forms in which people
//! ask for it (公司法, 关于…的通知 without 关于, 上海…条例, what a notice prints). A query that is
//! one of them names the document.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::document::Document;
use crate::title;
use language::doc_type;
use language::fold;
use language::gazetteer::{Entity, Gazetteer, Relation};
use language::kind::Kind;

/// How near a name is to the title, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nearness {
    /// The title, but for punctuation.
    Whole,
    /// The same without what does not tell documents apart: version marks, 中华人民共和国, whether
    /// a place has its 省 or 市, whether words are contracted.
    Bare,
    /// Without issuers, place, 关于.
    Short,
    /// Also without what stands in brackets, or the type of document.
    Loose,
    /// A name of what a notice prints or passes on.
    Printed,
}

/// A name, folded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// How near it is to the title.
    pub nearness: Nearness,
    /// Its folded letters, digits and ideographs.
    pub key: String,
}

/// A short form of fewer characters names nothing: 办法, 规定.
const LEAST_SHORT: usize = 4;
/// The most years and places that are looked for at the beginning of a name.
const MOST_LEADING: usize = 4;
/// The shortest name of a place, in characters.
const LEAST_PLACE: usize = 2;
/// The longest: 积石山保安族东乡族撒拉族自治县 has 15.
const LONGEST_PLACE: usize = 16;
/// Words that make a place a larger one and are left out with it: 深圳经济特区.
const ZONES: [&str; 2] = ["经济特区", "特别行政区"];
/// Ends of places that the gazetteer need not know: 长阳土家族自治县.
const SHAPES: [&str; 3] = ["自治县", "自治州", "自治旗"];

impl Name {
    /// The term under which it is indexed, whatever its nearness: a hash of the key (FNV-1a of 64
    /// bits; Fowler, Noll, Vo; draft-eastlake-fnv), as titles are long.
    pub fn term(&self) -> String {
        let hash = self.key.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        format!("{hash:016x}")
    }
}

/// The names that a document goes by, each once. News have their title alone, as they are many and
/// nobody calls them otherwise.
pub fn of_document(document: &Document, names: &Gazetteer) -> Vec<Name> {
    let title = document.title.as_str();
    let mut found = Names::default();
    found.add(Nearness::Whole, [fold::key(title)]);
    found.add(Nearness::Bare, [bare(title, names).key()]);
    if document.kind == Kind::News {
        return found.list;
    }
    found.add_short(title, names, [Nearness::Short, Nearness::Loose]);
    for printed in &document.attachments {
        found.add(Nearness::Printed, [bare(&printed.title, names).key()]);
        found.add_short(&printed.title, names, [Nearness::Printed; 2]);
    }
    found.list
}

/// Names, the nearest first; what is a nearer name already is no farther one.
#[derive(Default)]
struct Names {
    list: Vec<Name>,
}

impl Names {
    fn add(&mut self, nearness: Nearness, keys: impl IntoIterator<Item = String>) {
        for key in keys {
            let is_known = |known: &Name| known.nearness != Nearness::Whole && known.key == key;
            if !key.is_empty() && !self.list.iter().any(is_known) {
                self.list.push(Name { nearness, key });
            }
        }
    }

    /// Adds the short forms of a title, and those without brackets or its type.
    fn add_short(&mut self, title: &str, names: &Gazetteer, [short, loose]: [Nearness; 2]) {
        let whole = shortened(title, names);
        let outside = without_brackets(title);
        let bare = if outside == title { Vec::new() } else { shortened(&outside, names) };
        let untyped: Vec<String> =
            whole.iter().chain(&bare).map(|text| without_type(text)).collect();
        self.add(short, keys(whole, names));
        self.add(loose, keys(bare, names).chain(keys(untyped, names)));
    }
}

/// What words may name: the names of documents that they are, the nearest first.
pub fn of_words(words: &str, names: &Gazetteer) -> Vec<Name> {
    let mut found = Names::default();
    found.add(Nearness::Whole, [fold::key(words)]);
    found.add(Nearness::Bare, readings(words, names));
    if let Some(known) = names.lookup(Entity::Title, words) {
        found.add(Nearness::Bare, readings(&known.canonical, names));
    }
    for text in [without_issuers(words, names), without_about(words), without_of(words)] {
        if text != words {
            found.add(Nearness::Short, readings(&text, names));
        }
    }
    found.list
}

/// A text taken apart: the year and the place that it begins with, and the rest, folded.
struct Bare {
    year: String,
    place: String,
    rest: String,
}

impl Bare {
    fn key(&self) -> String {
        format!("{}{}{}", self.year, self.place, self.rest)
    }

    fn without_place(&self) -> Option<String> {
        (!self.place.is_empty()).then(|| format!("{}{}", self.year, self.rest))
    }
}

fn bare(text: &str, names: &Gazetteer) -> Bare {
    taken_apart(text, names, LONGEST_PLACE)
}

/// The keys that a text may have: 上海市场 is 上海市 and 场, or 上海 and 市场.
fn readings(text: &str, names: &Gazetteer) -> Vec<String> {
    let mut keys = vec![bare(text, names).key()];
    let key = fold::key(text);
    for (length, _) in places(&key, names).skip(1) {
        let other = taken_apart(text, names, length).key();
        if !keys.contains(&other) {
            keys.push(other);
        }
    }
    keys
}

/// `longest`: the most characters of a place.
fn taken_apart(text: &str, names: &Gazetteer, longest: usize) -> Bare {
    let text = title::without_version(text);
    let whole = fold::key(text);
    let bare = whole.replace("中华人民共和国", "");
    let key = if bare.is_empty() { whole } else { bare };
    let (mut year, mut of_place, mut rest) = (String::new(), String::new(), key.as_str());
    for _ in 0..MOST_LEADING {
        if let Some((read, after)) = leading_year(rest).filter(|_| year.is_empty()) {
            (year, rest) = (read, after);
        } else if let Some(place) = place(rest, names, longest)
            // 宁波市台湾同胞 are of 宁波市 alone.
            && (of_place.is_empty() || place.parent.as_ref() == Some(&of_place))
        {
            (of_place, rest) = (place.name, &rest[place.length..]);
        } else {
            break;
        }
    }
    Bare { year, place: of_place, rest: contracted(rest) }
}

/// The year that a folded text begins with: 2021年度, 二〇二一年.
fn leading_year(text: &str) -> Option<(String, &str)> {
    let digit = |c: char| match c {
        '0'..='9' => Some(c),
        _ => language::date::chinese_digit(c).and_then(|digit| char::from_digit(digit, 10)),
    };
    let year: String = text.chars().map_while(digit).collect();
    let is_year = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
    let rest = &text[text.char_indices().nth(4).map_or(text.len(), |(at, _)| at)..];
    let rest = ["年度", "年"].iter().find_map(|unit| rest.strip_prefix(unit))?;
    (is_year && !rest.is_empty()).then_some((year, rest))
}

/// A place at the beginning of a text.
struct Place {
    /// Its canonical name; its own where it was merged into another.
    name: String,
    /// The region that it lies in.
    parent: Option<String>,
    /// In bytes.
    length: usize,
}

/// The places of the gazetteer that a folded text may begin with, the longest first, each with its
/// length in characters.
fn places<'a>(
    text: &'a str,
    names: &'a Gazetteer,
) -> impl Iterator<Item = (usize, (usize, &'a language::gazetteer::Name))> {
    let ends: Vec<(usize, usize)> = text
        .char_indices()
        .map(|(at, _)| at)
        .enumerate()
        .skip(LEAST_PLACE)
        .take(if names.may_begin_with_place(text) { LONGEST_PLACE } else { 0 })
        .collect();
    ends.into_iter().rev().filter_map(|(length, end)| {
        let mut entities = [Entity::District, Entity::Region].into_iter();
        let found = entities.find_map(|entity| names.lookup_key(entity, &text[..end]))?;
        Some((length, (end, found)))
    })
}

/// The place that a folded text begins with, of no more than some characters; none where nothing
/// follows.
fn place(text: &str, names: &Gazetteer, longest: usize) -> Option<Place> {
    let known = places(text, names).find(|(length, _)| *length <= longest);
    let known = known.map(|(_, (end, found))| {
        let is_own = !matches!(found.relation, Relation::Merged | Relation::Former);
        let name = if is_own { &found.canonical } else { &found.name };
        Place { name: name.clone(), parent: found.parent.clone(), length: end }
    });
    let shaped = || {
        let end = |shape: &&str| text.find(*shape).map(|at| at + shape.len());
        let length = SHAPES.iter().filter_map(end).min()?;
        let is_short = text[..length].chars().count() <= longest;
        is_short.then(|| Place { name: text[..length].to_owned(), parent: None, length })
    };
    let mut place = known.or_else(shaped)?;
    let zone = ZONES.iter().find(|zone| text[place.length..].starts_with(*zone));
    place.length += zone.map_or(0, |zone| zone.len());
    (place.length < text.len()).then_some(place)
}

/// A title, and the same without its issuers, 关于, 的 before its type.
fn shortened(title: &str, names: &Gazetteer) -> Vec<String> {
    let mut texts = vec![title.to_owned()];
    let mut add = |make: &dyn Fn(&str) -> String| {
        let made: Vec<String> = texts.iter().map(|text| make(text)).collect();
        for text in made {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
    };
    add(&|text| without_issuers(text, names));
    add(&without_about);
    add(&without_of);
    texts
}

/// The keys of texts with and without their places; none so short that it says nothing.
fn keys(texts: Vec<String>, names: &Gazetteer) -> impl Iterator<Item = String> {
    texts.into_iter().flat_map(|text| {
        let bare = bare(&text, names);
        let keys = [Some(bare.key()), bare.without_place()];
        keys.into_iter().flatten().filter(|key| key.chars().count() >= LEAST_SHORT)
    })
}

/// Without what stands in round brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    text.chars().filter(outside).collect()
}

fn without_issuers(text: &str, names: &Gazetteer) -> String {
    let text = title::without_mark(text);
    let issuers = title::issuers(text, names);
    issuers.map_or(text, |issuers| text[issuers.words.len()..].trim_start()).to_owned()
}

fn without_about(text: &str) -> String {
    text.trim_start().strip_prefix("关于").unwrap_or(text).to_owned()
}

/// 关于…的通知 as 关于…通知.
fn without_of(text: &str) -> String {
    match of_type(text) {
        Some((before, type_and_rest)) => format!("{before}{type_and_rest}"),
        None => text.to_owned(),
    }
}

/// 关于…的通知 as 关于….
fn without_type(text: &str) -> String {
    of_type(text).map_or(text, |(before, _)| before).to_owned()
}

/// What stands before 的 and the type at the end of a title, and the type with what follows it.
fn of_type(text: &str) -> Option<(&str, &str)> {
    let (_, words) = doc_type::of_title(text)?;
    let at = text.rfind(words)?;
    let before = text[..at].strip_suffix('的')?;
    Some((before, &text[at..]))
}

/// Words with their contractions (`data/contractions.csv`).
static CONTRACTIONS: LazyLock<(AhoCorasick, Vec<&str>)> = LazyLock::new(|| {
    let rows = language::table::embedded(include_str!("../../data/contractions.csv"));
    let pairs = rows.filter_map(|row| Some((*row.first()?, *row.get(1)?)));
    let (full, short): (Vec<&str>, Vec<&str>) = pairs.unzip();
    let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(full);
    #[allow(clippy::expect_used)] // A constant table, read by every test.
    (finder.expect("contractions"), short)
});

fn contracted(text: &str) -> String {
    let (finder, short) = &*CONTRACTIONS;
    finder.replace_all(text, short)
}

#[cfg(test)]
mod tests;
