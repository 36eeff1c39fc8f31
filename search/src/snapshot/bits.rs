//! Sets of small numbers: documents of one segment, characters.

/// A set of document numbers below a fixed limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
    limit: u32,
}

impl Bits {
    /// The empty set of documents below `limit`.
    pub(crate) fn none(limit: u32) -> Bits {
        Bits { words: vec![0; limit.div_ceil(64) as usize], limit }
    }

    /// All documents below `limit`.
    pub(crate) fn all(limit: u32) -> Bits {
        let mut bits = Bits { words: vec![u64::MAX; limit.div_ceil(64) as usize], limit };
        if let (Some(last), used @ 1..) = (bits.words.last_mut(), limit % 64) {
            *last = (1 << used) - 1;
        }
        bits
    }

    pub(crate) fn insert(&mut self, doc: u32) {
        self.words[doc as usize / 64] |= 1 << (doc % 64);
    }

    pub(crate) fn contains(&self, doc: u32) -> bool {
        self.words[doc as usize / 64] & (1 << (doc % 64)) != 0
    }

    pub(crate) fn intersect(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= b);
    }

    pub(crate) fn unite(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a |= b);
    }

    /// The number below which documents are numbered.
    pub(crate) fn limit(&self) -> usize {
        self.limit as usize
    }

    /// How many documents are in the set.
    pub(crate) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// The documents of the set, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().zip(0..).flat_map(|(&word, at)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(at * 64 + bit)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets() {
        for limit in [0, 1, 63, 64, 65, 200] {
            assert_eq!(Bits::all(limit).iter().collect::<Vec<_>>(), (0..limit).collect::<Vec<_>>());
            assert!(Bits::none(limit).is_empty());
        }
        let mut a = Bits::none(100);
        let mut b = Bits::none(100);
        for doc in [1, 64, 99] {
            a.insert(doc);
        }
        b.insert(64);
        assert!(a.contains(99) && !a.contains(2));
        let mut both = a.clone();
        both.intersect(&b);
        assert_eq!(both.iter().collect::<Vec<_>>(), [64]);
        both.unite(&a);
        assert_eq!(both, a);
    }
}
