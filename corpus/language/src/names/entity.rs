//! Reading names and cues out of running text: lindera finds the best path over the
//! words of the data files, so that the longest reading that fits the whole wins
//! (市政府办公厅, not 市政府) and words that only contain a name
//! (`data/not_names.csv`) name nothing.

use crate::cue::Cue;
use crate::gazetteer::{Entity, Gazetteer, Name};

/// A name in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention<'a> {
    /// What it names.
    pub name: &'a Name,
    /// Where it starts in the text, in characters.
    pub start: usize,
    /// Where it ends in the text, in characters.
    pub end: usize,
}

/// A name or a cue in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// What the words mean.
    pub meaning: Meaning<'a>,
    /// Where they start in the text, in characters.
    pub start: usize,
    /// Where they end in the text, in characters.
    pub end: usize,
}

/// What words of a text mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning<'a> {
    /// A name of the gazetteer.
    Name(&'a Name),
    /// A word that says what is asked for.
    Cue(&'static Cue),
}

/// The names and cues of a text, in order, none overlapping.
pub fn read<'a>(text: &str, gazetteer: &'a Gazetteer) -> Vec<Entry<'a>> {
    let meaning = |word: &str| {
        let name = [Entity::District, Entity::Agency, Entity::Region]
            .into_iter()
            .find_map(|entity| gazetteer.lookup(entity, word));
        name.map(Meaning::Name).or_else(|| Cue::of(word).map(Meaning::Cue))
    };
    let words = gazetteer.known_words(text);
    let entry = |(start, end, word): (usize, usize, String)| {
        Some(Entry { meaning: meaning(&word)?, start, end })
    };
    words.into_iter().filter_map(entry).collect()
}

/// The names of a text, in order, none overlapping.
pub fn mentions<'a>(text: &str, gazetteer: &'a Gazetteer) -> Vec<Mention<'a>> {
    let mention = |entry: Entry<'a>| match entry.meaning {
        Meaning::Name(name) => Some(Mention { name, start: entry.start, end: entry.end }),
        Meaning::Cue(_) => None,
    };
    read(text, gazetteer).into_iter().filter_map(mention).collect()
}

/// The names that a text begins with, one right after the other: 上海市普陀区… begins with 上海市
/// and 普陀区.
pub fn leading<'a>(text: &str, gazetteer: &'a Gazetteer) -> Vec<Mention<'a>> {
    let mut end = 0;
    let touching = |mention: &Mention| {
        let touches = mention.start == end;
        end = mention.end;
        touches
    };
    mentions(text, gazetteer).into_iter().take_while(touching).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_best_path() {
        let cases: [(&str, &[&str]); 13] = [
            ("市政府办公厅关于供应链的意见", &["市政府办公厅"]),
            ("上海市人民政府办公厅印发", &["市政府办公厅"]),
            ("上海市经济和信息化委员会 集成电路", &["市经信委"]),
            ("杨浦区和静安区的政策", &["杨浦区", "静安区"]),
            ("閘北區", &["静安区"]),
            ("黄浦江两岸，金山银山，普陀山", &[]),
            ("虹桥国际开放枢纽与宝武集团", &[]),
            ("上海市北区块链生态谷", &["上海市"]),
            ("上海口岸服务条例", &["上海市"]),
            ("河南市场监管", &["河南省"]),
            ("各级财政部门和教育部", &["教育部"]),
            ("浙江省杭州市", &["浙江省", "杭州市"]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            let found = mentions(text, Gazetteer::builtin());
            let names: Vec<&str> = found.iter().map(|m| m.name.canonical.as_str()).collect();
            assert_eq!(names, expected, "{text}");
        }
    }

    #[test]
    fn places_count_characters() {
        let text = "2019年静安区";
        let found = mentions(text, Gazetteer::builtin());
        assert_eq!((found[0].start, found[0].end), (5, 8));
    }
}
