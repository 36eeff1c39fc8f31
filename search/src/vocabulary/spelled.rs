//! Letters that spell some syllables whole and of others only the initial, as input methods take
//! them: cqshi is 重庆市.

use std::collections::BTreeSet;

use super::thresholds::MOST_SPELLINGS;

/// The syllables that the texts of a vocabulary are read with.
pub(super) struct Syllables(BTreeSet<String>);

impl Syllables {
    pub(super) fn new(syllables: impl IntoIterator<Item = String>) -> Syllables {
        Syllables(syllables.into_iter().collect())
    }

    /// The ways to divide letters into pieces, one for a syllable: a whole one or its initial; the
    /// last one as far as it was typed.
    pub(super) fn spellings<'a>(&self, letters: &'a str) -> Vec<Vec<&'a str>> {
        let mut open: Vec<(Vec<&str>, &str)> = vec![(Vec::new(), letters)];
        let mut spellings = Vec::new();
        while let Some((pieces, rest)) = open.pop() {
            if rest.is_empty() {
                spellings.push(pieces);
            } else {
                let next = self
                    .pieces(rest)
                    .into_iter()
                    .map(|(piece, rest)| (pieces.iter().copied().chain([piece]).collect(), rest));
                open.extend(next);
            }
            if spellings.len() + open.len() > MOST_SPELLINGS {
                return spellings;
            }
        }
        spellings
    }

    /// What the first piece of some letters may be, the longest last, each with the letters left.
    fn pieces<'a>(&self, letters: &'a str) -> Vec<(&'a str, &'a str)> {
        let ends = 1..=letters.len().min(LONGEST);
        let pieces = ends.map(|end| letters.split_at(end));
        let fits = |(piece, rest): &(&str, &str)| {
            self.0.contains(*piece)
                || (self.begins(piece) && (rest.is_empty() || is_initial(piece)))
        };
        pieces.filter(fits).collect()
    }

    fn begins(&self, piece: &str) -> bool {
        let mut from = self.0.range(piece.to_owned()..);
        from.next().is_some_and(|syllable| syllable.starts_with(piece))
    }
}

/// The most letters of a syllable: zhuang, shuang, chuang.
const LONGEST: usize = 6;

/// Whether letters are typed for a syllable that begins with them.
fn is_initial(piece: &str) -> bool {
    piece.len() == 1 || matches!(piece, "zh" | "ch" | "sh")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions_divide_letters_into_syllables_and_initials() {
        let known = ["chong", "qing", "shi", "qi", "ng", "zhi", "xian", "xi", "an"];
        let syllables = Syllables::new(known.map(str::to_owned));
        let cases: [(&str, &[&str]); 6] = [
            ("cqshi", &["c q shi"]),
            ("chqs", &["ch q s"]),
            ("chonq", &[]),
            ("xian", &["xian", "xi an", "xi a n"]),
            ("cqlu", &[]),
            ("", &[""]),
        ];
        for (letters, expected) in cases {
            let found = syllables.spellings(letters);
            let found: Vec<String> = found.iter().map(|pieces| pieces.join(" ")).collect();
            assert_eq!(found, expected, "{letters}");
        }
        assert!(syllables.spellings(&"q".repeat(40)).len() == 1);
    }
}
