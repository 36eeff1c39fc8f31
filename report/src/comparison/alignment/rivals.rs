//! How much two units stand out that may belong together: where either is as much like a third one, nothing
//! says that it is these two.

use super::chain::Link;

/// What the likeness to a rival counts against two units.
const AGAINST: f32 = 0.5;

/// The two closest likenesses of a unit.
#[derive(Debug, Clone, Copy, Default)]
struct Closest(f32, f32);

impl Closest {
    fn add(&mut self, score: f32) {
        match *self {
            Closest(first, _) if score > first => *self = Closest(score, first),
            Closest(first, second) => *self = Closest(first, second.max(score)),
        }
    }

    /// The closest one beside one of them.
    fn beside(self, score: f32) -> f32 {
        if score >= self.0 { self.1 } else { self.0 }
    }
}

/// The links of units that are at least so alike, each by how much it stands out among all links of both
/// its units.
pub(super) fn against_rivals(
    mut links: Vec<Link>,
    [left, right]: [usize; 2],
    least: f32,
) -> Vec<Link> {
    let mut lefts = vec![Closest::default(); left];
    let mut rights = vec![Closest::default(); right];
    for link in &links {
        lefts[link.left].add(link.score);
        rights[link.right].add(link.score);
    }
    links.retain(|link| link.score >= least);
    for link in &mut links {
        let [left, right] =
            [lefts[link.left], rights[link.right]].map(|closest| closest.beside(link.score));
        link.score -= AGAINST * left.max(right);
    }
    links
}
