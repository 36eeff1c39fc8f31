//! How alike the texts of two lists are, each with each: by the pairs of neighbouring characters that they
//! share, where a pair counts the more the fewer texts have it (Salton, Buckley, Term-weighting approaches
//! in automatic text retrieval, 1988; the coefficient is Dice's).
//!
//! Two documents on one matter word it differently: what only one of them says tells that it was reworded,
//! not which article of the other one it is. So the more words the documents share, the less counts what
//! only one of them has. Of 115 articles that belong together in five pairs of regulations of two provinces,
//! 75 were found counting all alike, and 100 so.

use std::collections::HashMap;

use corpus::fold::{self, Folded};

use super::framing::is_invisible;

/// Pairs that so many pairs of texts share are passed over when looking for texts that are alike: they
/// are in all of them.
const COMMON: usize = 40_000;

/// Which share of their pairs of characters two documents have in common that speak of different things,
/// and of the same: unrelated regulations .05 to .19, those of two provinces on one matter .34 to .53.
const UNRELATED: f32 = 0.18;
const RELATED: f32 = 0.32;

/// What it counts that all of a text stands in a longer one, and of how many grams such a text is at
/// least: a short one stands in any text by chance.
const WITHIN: f32 = 0.6;
const TELLING: usize = 12;

/// What it counts how much of all words of a text stands in another one: half of them are many where it
/// was reworded.
const OF_ALL: f32 = 2.0;

/// The most texts that are kept for one text, the most alike first.
const MOST: usize = 16;

/// Two lists of texts.
pub(super) struct Likeness {
    left: Side,
    right: Side,
    /// How rare each gram is, and what it counts.
    rarities: Vec<f32>,
    weights: Vec<f32>,
    /// What a gram counts at most that both lists have; so much is missing in every two texts, as what is
    /// the same in very little is so by chance.
    slack: f32,
}

/// The texts of one list.
struct Side {
    /// The grams of each text, in order and each once.
    grams: Vec<Vec<u32>>,
    /// What they count together.
    totals: Vec<f32>,
    /// The characters that count, by which equal texts are told.
    keys: Vec<String>,
}

/// One of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hand {
    Left,
    Right,
}

impl Hand {
    pub(super) fn other(self) -> Hand {
        match self {
            Hand::Left => Hand::Right,
            Hand::Right => Hand::Left,
        }
    }
}

/// A text of the right list that is like one of the left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Like {
    pub(super) right: usize,
    /// From 0 to 1, which only equal texts reach.
    pub(super) score: f32,
}

impl Likeness {
    pub(super) fn new(left: &[&str], right: &[&str]) -> Likeness {
        let mut ids = HashMap::new();
        let mut grams = |texts: &[&str]| -> Vec<Vec<u32>> {
            texts.iter().map(|text| grams(text, &mut ids)).collect()
        };
        let (left_grams, right_grams) = (grams(left), grams(right));
        let [in_left, in_right] = [&left_grams, &right_grams].map(|grams| {
            let mut frequencies = vec![0_u32; ids.len()];
            grams.iter().flatten().for_each(|&gram| frequencies[gram as usize] += 1);
            frequencies
        });
        let texts = (left.len() + right.len()) as f32;
        let rarity = |frequency: f32| (1.0 + texts / frequency).ln().powi(2);
        let lone = 1.0 - related(&in_left, &in_right);
        let all = || in_left.iter().zip(&in_right);
        let rarities: Vec<f32> = all().map(|(l, r)| rarity((l + r) as f32)).collect();
        let is_lone = all().map(|(&left, &right)| left == 0 || right == 0);
        let weight =
            |(is_lone, rarity): (bool, &f32)| if is_lone { lone * rarity } else { *rarity };
        let weights: Vec<f32> = is_lone.zip(&rarities).map(weight).collect();
        let side = |texts: &[&str], grams: Vec<Vec<u32>>| Side {
            totals: grams.iter().map(|grams| sum(grams, &weights)).collect(),
            keys: texts.iter().map(|text| key(text)).collect(),
            grams,
        };
        let slack = rarity(2.0);
        let (left, right) = (side(left, left_grams), side(right, right_grams));
        Likeness { left, right, rarities, weights, slack }
    }

    /// Whether two texts are the same but for white space and forms of characters.
    pub(super) fn is_same(&self, left: usize, right: usize) -> bool {
        self.left.keys[left] == self.right.keys[right]
    }

    /// How many grams a text has.
    pub(super) fn size(&self, hand: Hand, at: usize) -> usize {
        self.side(hand).grams[at].len()
    }

    fn side(&self, hand: Hand) -> &Side {
        match hand {
            Hand::Left => &self.left,
            Hand::Right => &self.right,
        }
    }

    /// How much of a text stands in one of the other list, from 0 to 1: of what the documents share, of that
    /// what some others of its own list do not have as well, and of all words of the text, where half
    /// counts as all; the least of them.
    pub(super) fn gain(&self, hand: Hand, at: usize, other: usize, known: &[usize]) -> f32 {
        let (own, others) = (self.side(hand), self.side(hand.other()));
        let is_new =
            |gram: &&u32| known.iter().all(|&known| own.grams[known].binary_search(gram).is_err());
        let share = |grams: &[u32], weights: &[f32]| {
            self.shared(grams, &others.grams[other]) / (sum(grams, weights) + self.slack)
        };
        let grams = &own.grams[at];
        let new: Vec<u32> = grams.iter().filter(is_new).copied().collect();
        let of_all = OF_ALL * share(grams, &self.rarities);
        share(grams, &self.weights).min(share(&new, &self.weights)).min(of_all)
    }

    /// How alike two texts are.
    pub(super) fn score(&self, left: usize, right: usize) -> f32 {
        if self.is_same(left, right) {
            return 1.0;
        }
        let (grams, others) = (&self.left.grams[left], &self.right.grams[right]);
        let shared = self.shared(grams, others);
        let (own, other) = (self.left.totals[left], self.right.totals[right]);
        if shared == 0.0 {
            return 0.0;
        }
        let alike = 2.0 * shared / (own + other + self.slack);
        let is_telling = grams.len().min(others.len()) >= TELLING;
        let within = if is_telling { WITHIN * shared / (own.min(other) + self.slack) } else { 0.0 };
        // Texts of the same grams in another order, or with other marks, are not the same.
        alike.max(within).min(0.99)
    }

    /// How alike two texts are where all words count, also those that only one list has.
    pub(super) fn in_all_words(&self, left: usize, right: usize) -> f32 {
        let (grams, others) = (&self.left.grams[left], &self.right.grams[right]);
        let all = sum(grams, &self.rarities) + sum(others, &self.rarities);
        2.0 * self.shared(grams, others) / (all + self.slack)
    }

    /// For each text of the left list those of the right that are at least so like it, the most alike first.
    /// What speaks against two texts is taken off; only those that may be.
    pub(super) fn alike(
        &self,
        least: f32,
        against: impl Fn(usize, usize) -> Option<f32>,
    ) -> Vec<Vec<Like>> {
        let postings = self.postings();
        let mut same: HashMap<&str, Vec<usize>> = HashMap::new();
        for (right, key) in self.right.keys.iter().enumerate() {
            same.entry(key).or_default().push(right);
        }
        let mut is_touched = vec![false; self.right.grams.len()];
        let of = |left: usize| {
            let grams = self.left.grams[left].iter();
            let sharing = grams.flat_map(|&gram| &postings[gram as usize]);
            let mut touched: Vec<usize> = sharing
                .chain(same.get(&*self.left.keys[left]).into_iter().flatten())
                .copied()
                .filter(|&right| !std::mem::replace(&mut is_touched[right], true))
                .collect();
            touched.iter().for_each(|&right| is_touched[right] = false);
            touched.sort_unstable();
            let like = |right| {
                let score = self.score(left, right) - against(left, right)?;
                (score >= least).then_some(Like { right, score })
            };
            let mut alike: Vec<Like> = touched.into_iter().filter_map(like).collect();
            alike.sort_by(|a, b| b.score.total_cmp(&a.score));
            alike.truncate(MOST);
            alike
        };
        (0..self.left.grams.len()).map(of).collect()
    }

    /// The texts of the right list that have each gram; none for what all texts have.
    fn postings(&self) -> Vec<Vec<usize>> {
        let mut postings = vec![Vec::new(); self.weights.len()];
        for (right, grams) in self.right.grams.iter().enumerate() {
            grams.iter().for_each(|&gram| postings[gram as usize].push(right));
        }
        let mut frequencies = vec![0; self.weights.len()];
        self.left.grams.iter().flatten().for_each(|&gram| frequencies[gram as usize] += 1);
        for (texts, frequency) in postings.iter_mut().zip(frequencies) {
            if texts.len() * frequency > COMMON {
                texts.clear();
            }
        }
        postings
    }

    /// How much of what some grams count other grams have.
    fn shared(&self, grams: &[u32], others: &[u32]) -> f32 {
        let mut rest = others.iter().peekable();
        let mut shared = 0.0;
        for gram in grams {
            while rest.next_if(|other| *other < gram).is_some() {}
            if rest.next_if(|other| *other == gram).is_some() {
                shared += self.weights[*gram as usize];
            }
        }
        shared
    }
}

/// How much two documents speak of one thing, from 0 to 1, by how many texts of each have a gram.
fn related(left: &[u32], right: &[u32]) -> f32 {
    let count = |is: fn(u32, u32) -> usize| -> f32 {
        left.iter().zip(right).map(|(&left, &right)| is(left, right)).sum::<usize>() as f32
    };
    let both = count(|left, right| usize::from(left > 0 && right > 0));
    let all = count(|left, right| usize::from(left > 0) + usize::from(right > 0));
    ((2.0 * both / all.max(1.0) - UNRELATED) / (RELATED - UNRELATED)).clamp(0.0, 1.0)
}

fn sum(grams: &[u32], weights: &[f32]) -> f32 {
    grams.iter().map(|&gram| weights[gram as usize]).sum()
}

/// The pairs of neighbouring letters of a text, and its only letter where it has one; each is given a
/// number when it is met first.
fn grams(text: &str, ids: &mut HashMap<[char; 2], u32>) -> Vec<u32> {
    let letters = fold::folded(text).filter_map(|(_, folded)| match folded {
        Folded::Char(c) => Some(c),
        Folded::Gap | Folded::Skip => None,
    });
    let letters: Vec<char> = letters.collect();
    let pairs = letters.windows(2).map(|pair| [pair[0], pair[1]]);
    let single = (letters.len() == 1).then(|| [letters[0], '\0']);
    let mut grams: Vec<u32> = pairs
        .chain(single)
        .map(|gram| {
            let next = ids.len() as u32;
            *ids.entry(gram).or_insert(next)
        })
        .collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// The characters of a text by which it is told from others: those that are seen, each in its ordinary
/// form.
pub(super) fn key(text: &str) -> String {
    let is_seen = |c: &char| !c.is_whitespace() && !is_invisible(*c);
    text.chars().filter(is_seen).map(canonical).collect()
}

/// The ordinary form of a character; marks that are typed one for another are one.
pub(super) fn canonical(c: char) -> char {
    match fold::fold_char(c) {
        '“' | '”' | '「' | '」' | '『' | '』' | '＂' => '"',
        '‘' | '’' => '\'',
        '—' | '–' | '―' | '─' | '－' | '﹣' => '-',
        '．' | '·' | '•' => '.',
        '○' | '〇' | '零' => '〇',
        folded => folded,
    }
}
