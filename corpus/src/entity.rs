//! Reading names out of running text: lindera finds the best path over the
//! gazetteer's names, so that the longest reading that fits the whole wins
//! (市政府办公厅, not 市政府) and words that only contain a name
//! (`data/not_names.csv`) name nothing.

use std::borrow::Cow;
use std::sync::LazyLock;

use lindera::mode::Mode;
use lindera::segmenter::Segmenter;
use lindera_dictionary::loader::DictionaryLoader;

use crate::fold::fold_char;
use crate::gazetteer::{Entity, Gazetteer, Name};

mod dictionary {
    #![allow(missing_docs, unreachable_pub)] // The macro writes a public loader.
    lindera_dictionary::embedded_dictionary!("/names", NamesLoader);
}

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

/// The compiled dictionary. A build whose dictionary does not load has no reader; a test sees to
/// it that ours does.
static SEGMENTER: LazyLock<Option<Segmenter>> = LazyLock::new(|| {
    let dictionary = dictionary::NamesLoader::new().load().ok()?;
    Some(Segmenter::new(Mode::Normal, dictionary, None))
});

/// The names of a text, in order, none overlapping.
pub fn mentions<'a>(text: &str, gazetteer: &'a Gazetteer) -> Vec<Mention<'a>> {
    // One character stays one character, so places count the same in both.
    let folded: String = text.chars().map(fold_char).collect();
    let Some(segmenter) = &*SEGMENTER else { return Vec::new() };
    let Ok(tokens) = segmenter.segment(Cow::Borrowed(&folded)) else { return Vec::new() };
    let mut found = Vec::new();
    let (mut bytes, mut chars) = (0, 0);
    for token in &tokens {
        chars += folded[bytes..token.byte_start].chars().count();
        let start = chars;
        chars += token.surface.chars().count();
        bytes = token.byte_end;
        let known = [Entity::District, Entity::Agency, Entity::Region]
            .into_iter()
            .find_map(|entity| gazetteer.lookup(entity, &token.surface));
        if let Some(name) = known.filter(|_| !token.word_id.is_unknown()) {
            found.push(Mention { name, start, end: chars });
        }
    }
    found
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
