//! Pairs of neighbouring characters with their positions, by which runs of characters are found.

use corpus::fold::{Folded, folded};

/// Stands between the characters on both sides of a gap.
const GAP: char = '\u{2}';

/// A pair of neighbouring characters at the position of the first one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gram {
    /// Position in characters, gaps counted as one.
    pub position: usize,
    /// The two characters.
    pub pair: [char; 2],
    /// Whether a gap is between them.
    pub over_gap: bool,
}

impl Gram {
    /// The term under which the gram is indexed.
    pub fn term(&self) -> String {
        let mut term = String::new();
        self.write(&mut term);
        term
    }

    /// Adds the term to a text.
    pub(crate) fn write(&self, term: &mut String) {
        term.push(self.pair[0]);
        if self.over_gap {
            term.push(GAP);
        }
        term.push(self.pair[1]);
    }
}

/// Calls `found` with each character of a text, folded.
pub(crate) fn each_character(text: &str, mut found: impl FnMut(char)) {
    for (_, folded) in folded(text) {
        if let Folded::Char(c) = folded {
            found(c);
        }
    }
}

/// The runs of a text: folded characters between gaps, in order, none empty.
pub fn runs(text: &str) -> Vec<Vec<char>> {
    let mut runs = vec![Vec::new()];
    for (_, folded) in folded(text) {
        match folded {
            Folded::Char(c) => {
                if let Some(run) = runs.last_mut() {
                    run.push(c);
                }
            }
            Folded::Gap => runs.push(Vec::new()),
            Folded::Skip => {}
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

/// All grams of a text, in order of position.
pub fn grams(text: &str) -> Vec<Gram> {
    let mut grams = Vec::new();
    each_gram(text, |gram| grams.push(gram));
    grams
}

/// Calls `found` with each gram of a text, in order of position.
pub(crate) fn each_gram(text: &str, mut found: impl FnMut(Gram)) {
    let mut before: Option<(usize, char)> = None;
    let mut over_gap = false;
    for (_, folded) in folded(text) {
        match folded {
            Folded::Char(c) => {
                let position = match before {
                    Some((position, first)) => {
                        found(Gram { position, pair: [first, c], over_gap });
                        position + 1 + usize::from(over_gap)
                    }
                    None => 0,
                };
                before = Some((position, c));
                over_gap = false;
            }
            Folded::Gap => over_gap = true,
            Folded::Skip => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grams_have_positions_and_gaps() {
        let cases: [(&str, &[(usize, &str)]); 6] = [
            ("区块链", &[(0, "区块"), (1, "块链")]),
            ("A 级", &[(0, "a级")]),
            ("链。技", &[(0, "链|技")]),
            ("说完。又说。", &[(0, "说完"), (1, "完|又"), (3, "又说")]),
            ("。。链！", &[]),
            ("，", &[]),
        ];
        for (text, expected) in cases {
            let show = |gram: Gram| (gram.position, gram.term().replace(GAP, "|"));
            let found: Vec<(usize, String)> = grams(text).into_iter().map(show).collect();
            let found: Vec<(usize, &str)> = found.iter().map(|(p, t)| (*p, t.as_str())).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
