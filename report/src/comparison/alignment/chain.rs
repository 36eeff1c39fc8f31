//! The links that keep the order of both lists and weigh most together: the heaviest increasing
//! subsequence (Jacobson, Vo, Heaviest increasing/common subsequence problems, 1992).

/// A unit of each side that may belong together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Link {
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) score: f32,
}

/// A chain by its last link.
#[derive(Clone, Copy)]
struct Chain {
    weight: f32,
    link: Link,
    before: Option<usize>,
}

/// The heaviest chain of some links that are in the order of the left list; each unit is in one link at
/// most.
pub(super) fn heaviest(links: &[Link], right: usize, weight: impl Fn(&Link) -> f32) -> Vec<Link> {
    let mut chains: Vec<Chain> = Vec::with_capacity(links.len());
    let mut best = Best(vec![None; right + 1]);
    for row in links.chunk_by(|a, b| a.left == b.left) {
        let first = chains.len();
        // All of a unit's links are looked at before any of them can be gone on from.
        for &link in row {
            let before = best.below(link.right, &chains);
            let above = before.map_or(0.0, |at| chains[at].weight);
            chains.push(Chain { weight: above + weight(&link), link, before });
        }
        (first..chains.len()).for_each(|at| best.add(at, &chains));
    }
    let mut at = best.below(right, &chains);
    let mut chain = Vec::new();
    while let Some(Chain { link, before, .. }) = at.map(|at| chains[at]) {
        chain.push(link);
        at = before;
    }
    chain.reverse();
    chain
}

/// The heaviest chain that ends below a place of the right list, in a binary indexed tree (Fenwick, A new
/// data structure for cumulative frequency tables, 1994).
struct Best(Vec<Option<usize>>);

impl Best {
    /// The heaviest chain whose last unit stands before a place.
    fn below(&self, place: usize, chains: &[Chain]) -> Option<usize> {
        let (mut at, mut best) = (place, None);
        while at > 0 {
            best = heavier(best, self.0[at], chains);
            at &= at - 1;
        }
        best
    }

    fn add(&mut self, chain: usize, chains: &[Chain]) {
        let mut at = chains[chain].link.right + 1;
        while at < self.0.len() {
            self.0[at] = heavier(self.0[at], Some(chain), chains);
            at += at & at.wrapping_neg();
        }
    }
}

/// The heavier one of two chains; of equals the first.
fn heavier(a: Option<usize>, b: Option<usize>, chains: &[Chain]) -> Option<usize> {
    let weight = |chain: Option<usize>| chain.map_or(0.0, |at| chains[at].weight);
    if weight(b) > weight(a) { b } else { a }
}
