//! The words of questions and of their answers (`data/questions.csv`): what they ask for, what they
//! are worth in a query, what an answer has to say.

use std::collections::HashMap;
use std::sync::LazyLock;

use corpus::fold::fold_char;
use corpus::table;
use strum::EnumString;

/// What a word that carries no topic does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "kebab-case")]
pub(crate) enum Filler {
    /// It belongs to the question and not to the answer (请问, 怎么办): it neither ranks nor has to
    /// match.
    Question,
    /// It joins words (和, 应当): it ranks, as answers have it in the same places, but need not
    /// match.
    Function,
    /// It asks at the beginning (查询, 统计) and carries a topic elsewhere.
    Asking,
    /// It asks who issued (发布, 出) at the beginning and before question words, and carries a topic
    /// elsewhere.
    Issuing,
    /// It stands for what is asked for (文件) at the end and behind question words, and carries a
    /// topic elsewhere.
    Document,
}

impl Filler {
    /// What a folded word does; `None` for one that carries a topic.
    pub(crate) fn of(word: &str) -> Option<Filler> {
        LEXICON.fillers.get(word).copied()
    }
}

/// What a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "kebab-case")]
pub(crate) enum AskedFor {
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "kebab-case")]
pub(crate) enum Unit {
    Count,
    Money,
    Percent,
    Duration,
}

/// What a noun is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "kebab-case")]
pub(crate) enum Measure {
    Money,
    Percent,
    /// Money or a share: 补贴标准.
    Either,
    Duration,
    Phone,
}

/// Words that say the same.
#[derive(Debug)]
pub(crate) struct Group {
    /// The longest first.
    pub(crate) forms: Vec<&'static str>,
    /// Whether they say what was done, so that an answer has to say it too.
    pub(crate) act: bool,
}

/// `data/questions.csv`, by use; within a use the longest words first.
#[derive(Default)]
pub(crate) struct Lexicon {
    fillers: HashMap<&'static str, Filler>,
    pub(crate) asks: Vec<(&'static str, AskedFor)>,
    /// Words that ask at the end of a query: 成立时间, 主管单位, 市场规模.
    pub(crate) ends: Vec<(&'static str, AskedFor)>,
    /// Questions that no passage with a mark answers.
    pub(crate) open: Vec<&'static str>,
    /// Counts of documents, which the result list gives.
    pub(crate) counted: Vec<&'static str>,
    pub(crate) groups: Vec<Group>,
    pub(crate) light: Vec<&'static str>,
    /// Kinds of figures (比例, 标准), which the unit of an answer tells by itself.
    pub(crate) figures: Vec<&'static str>,
    pub(crate) units: Vec<(&'static str, Unit)>,
    pub(crate) measures: Vec<(&'static str, Measure)>,
    pub(super) places: Vec<(&'static str, &'static str)>,
    pub(crate) names: Vec<&'static str>,
    pub(crate) no_names: Vec<&'static str>,
    /// Words before a title that only ask for it, folded (最新的).
    pub(crate) before_titles: Vec<Vec<char>>,
    /// Words behind a title that only ask for it, folded (全文).
    pub(crate) behind_titles: Vec<Vec<char>>,
}

pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for row in table::embedded(include_str!("../../data/questions.csv")) {
        if let [words, using, ..] = row[..] {
            lexicon.add(words.split('|').collect(), using);
        }
    }
    lexicon.sort();
    lexicon
});

fn folded(word: &str) -> Vec<char> {
    word.chars().map(fold_char).collect()
}

impl Lexicon {
    /// Adds words with their use; `None` where there is no such use.
    fn add(&mut self, words: Vec<&'static str>, using: &str) -> Option<()> {
        fn with<T: Copy>(
            words: Vec<&'static str>,
            what: T,
        ) -> impl Iterator<Item = (&'static str, T)> {
            words.into_iter().map(move |word| (word, what))
        }
        if let Some(filler) = using.strip_prefix("filler-") {
            self.fillers.extend(with(words, filler.parse().ok()?));
        } else if let Some(kind) = using.strip_prefix("end-") {
            self.ends.extend(with(words, kind.parse().ok()?));
        } else if let Some(unit) = using.strip_prefix("unit-") {
            self.units.extend(with(words, unit.parse().ok()?));
        } else if let Some(measure) = using.strip_prefix("measure-") {
            self.measures.extend(with(words, measure.parse().ok()?));
        } else if let Ok(kind) = using.parse() {
            self.asks.extend(with(words, kind));
        } else {
            self.add_plain(words, using)?;
        }
        Some(())
    }

    fn add_plain(&mut self, mut words: Vec<&'static str>, using: &str) -> Option<()> {
        match using {
            "open" => self.open.append(&mut words),
            "counted" => self.counted.append(&mut words),
            "light" => self.light.append(&mut words),
            "noun" => self.figures.append(&mut words),
            "name" => self.names.append(&mut words),
            "no-name" => self.no_names.append(&mut words),
            "before-title" => self.before_titles.extend(words.iter().map(|word| folded(word))),
            "behind-title" => self.behind_titles.extend(words.iter().map(|word| folded(word))),
            "place" => self.places.extend(words.iter().map(|&word| (word, words[0]))),
            "act" | "same" => {
                words.sort_by_key(|word| std::cmp::Reverse(word.len()));
                self.groups.push(Group { forms: words, act: using == "act" });
            }
            _ => return None,
        }
        Some(())
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
    pub(crate) fn group(&self, word: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.forms.contains(&word))
    }

    /// The unit that a text begins with.
    pub(crate) fn unit(&self, text: &str) -> Option<(&'static str, Unit)> {
        self.units.iter().find(|(unit, _)| text.starts_with(unit)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_use() {
        assert_eq!(Filler::of("请问"), Some(Filler::Question));
        for row in table::embedded(include_str!("../../data/questions.csv")) {
            assert!(Lexicon::default().add(vec![row[0]], row[1]).is_some(), "{row:?}");
        }
    }
}
