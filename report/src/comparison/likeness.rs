//! How alike the texts of two lists are, each with each: by the pairs of neighbouring characters that they
//! share, where a pair counts the more the fewer texts have it (Salton, Buckley, Term-weighting approaches
//! in automatic text retrieval, 1988; the coefficient is Dice's).

use std::collections::HashMap;

use corpus::fold::{self, Folded};

/// Pairs that so many pairs of texts share are passed over when looking for texts that are alike: they
/// are in all of them.
const COMMON: usize = 40_000;

/// What it counts that all of a text stands in a longer one, and of how many grams such a text is at
/// least: a short one stands in any text by chance.
const WITHIN: f32 = 0.6;
const TELLING: usize = 12;

/// The most texts that are kept for one text, the most alike first.
const MOST: usize = 16;

/// Two lists of texts.
pub(super) struct Likeness {
    left: Side,
    right: Side,
    /// What each gram counts.
    weights: Vec<f32>,
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
        let mut frequencies = vec![0_u32; ids.len()];
        let all = || left_grams.iter().chain(&right_grams);
        all().flatten().for_each(|&gram| frequencies[gram as usize] += 1);
        let texts = all().count() as f32;
        let weight = |&frequency: &u32| (1.0 + texts / frequency as f32).ln();
        let weights: Vec<f32> = frequencies.iter().map(weight).collect();
        let side = |texts: &[&str], grams: Vec<Vec<u32>>| Side {
            totals: grams.iter().map(|grams| sum(grams, &weights)).collect(),
            keys: texts.iter().map(|text| key(text)).collect(),
            grams,
        };
        Likeness { left: side(left, left_grams), right: side(right, right_grams), weights }
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

    /// How much of a text stands in one of the other list, beside what some others of its own list have:
    /// from 0 to 1.
    pub(super) fn gain(&self, hand: Hand, at: usize, other: usize, known: &[usize]) -> f32 {
        let (own, others) = (self.side(hand), self.side(hand.other()));
        let is_new =
            |gram: &&u32| known.iter().all(|&known| own.grams[known].binary_search(gram).is_err());
        let new: Vec<u32> = others.grams[other].iter().filter(is_new).copied().collect();
        let total = own.totals[at];
        if total > 0.0 { self.shared(&own.grams[at], &new) / total } else { 0.0 }
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
        let alike = 2.0 * shared / (own + other);
        let is_telling = grams.len().min(others.len()) >= TELLING;
        let within = if is_telling { WITHIN * shared / own.min(other) } else { 0.0 };
        // Texts of the same grams in another order, or with other marks, are not the same.
        alike.max(within).min(0.99)
    }

    /// For each text of the left list those of the right that are at least so like it, the most alike first.
    /// Only those that may be.
    pub(super) fn alike(
        &self,
        least: f32,
        may_be: impl Fn(usize, usize) -> bool,
    ) -> Vec<Vec<Like>> {
        let postings = self.postings();
        let mut same: HashMap<&str, Vec<usize>> = HashMap::new();
        for (right, key) in self.right.keys.iter().enumerate() {
            same.entry(key).or_default().push(right);
        }
        let mut shared = vec![0.0_f32; self.right.grams.len()];
        let of = |left: usize| {
            let mut touched = Vec::new();
            for &gram in &self.left.grams[left] {
                for &right in &postings[gram as usize] {
                    if shared[right] == 0.0 {
                        touched.push(right);
                    }
                    shared[right] += self.weights[gram as usize];
                }
            }
            touched.extend(same.get(&*self.left.keys[left]).into_iter().flatten());
            touched.sort_unstable();
            touched.dedup();
            touched.iter().for_each(|&right| shared[right] = 0.0);
            let like = |right| Like { right, score: self.score(left, right) };
            let mut alike: Vec<Like> = touched.into_iter().map(like).collect();
            alike.retain(|like| like.score >= least && may_be(left, like.right));
            alike.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.right.cmp(&b.right)));
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
    let is_seen =
        |c: &char| !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}');
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
