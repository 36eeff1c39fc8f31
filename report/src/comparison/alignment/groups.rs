//! Units in groups: each in none or one.

use super::chain::Link;
use super::{Group, JOINED, NEARBY};
use crate::comparison::likeness::Hand;

/// The groups of two lists, and the group of each unit.
pub(super) struct Groups {
    groups: Vec<Group>,
    left: Vec<Option<usize>>,
    right: Vec<Option<usize>>,
}

impl Group {
    /// The units of a side, and those of the other one.
    pub(super) fn of(&self, hand: Hand) -> (&[usize], &[usize]) {
        match hand {
            Hand::Left => (&self.left, &self.right),
            Hand::Right => (&self.right, &self.left),
        }
    }
}

impl Groups {
    pub(super) fn new(left: usize, right: usize) -> Groups {
        Groups { groups: Vec::new(), left: vec![None; left], right: vec![None; right] }
    }

    /// Makes a group of two units, where both are in none.
    pub(super) fn link(&mut self, link: Link, is_moved: bool) {
        let (left, right) = (&mut self.left[link.left], &mut self.right[link.right]);
        if left.is_none() && right.is_none() {
            (*left, *right) = (Some(self.groups.len()), Some(self.groups.len()));
            self.groups.push(Group { left: vec![link.left], right: vec![link.right], is_moved });
        }
    }

    /// Puts units of a side that are in no group into that of a neighbour, by how much of the unit the
    /// other side of that group has beside what it has already.
    pub(super) fn join(&mut self, hand: Hand, gain: impl Fn(usize, &Group) -> f32) {
        while self.join_once(hand, &gain) {}
    }

    fn join_once(&mut self, hand: Hand, gain: impl Fn(usize, &Group) -> f32) -> bool {
        let mut has_joined = false;
        for at in 0..self.side(hand).len() {
            let side = self.side(hand);
            if side[at].is_some() {
                continue;
            }
            let near = &side[at.saturating_sub(NEARBY)..side.len().min(at + NEARBY + 1)];
            let gains = near.iter().flatten().map(|&group| (gain(at, &self.groups[group]), group));
            let Some((_, group)) =
                gains.filter(|(gain, _)| *gain >= JOINED).max_by(|a, b| a.0.total_cmp(&b.0))
            else {
                continue;
            };
            let units = match hand {
                Hand::Left => &mut self.groups[group].left,
                Hand::Right => &mut self.groups[group].right,
            };
            units.push(at);
            units.sort_unstable();
            match hand {
                Hand::Left => self.left[at] = Some(group),
                Hand::Right => self.right[at] = Some(group),
            }
            has_joined = true;
        }
        has_joined
    }

    fn side(&self, hand: Hand) -> &[Option<usize>] {
        match hand {
            Hand::Left => &self.left,
            Hand::Right => &self.right,
        }
    }

    /// The groups with the lists exchanged.
    pub(super) fn exchanged(self) -> Groups {
        let exchanged =
            |Group { left, right, is_moved }| Group { left: right, right: left, is_moved };
        let groups = self.groups.into_iter().map(exchanged).collect();
        Groups { groups, left: self.right, right: self.left }
    }

    /// All groups in the order of the right list, with those of one unit; what only the left has stands
    /// behind what it follows there.
    pub(super) fn in_order(self) -> Vec<Group> {
        let Groups { groups, left, right } = self;
        let mut placed: Vec<((Option<usize>, usize), Group)> = Vec::new();
        let mut above = None;
        for (at, own) in left.iter().enumerate() {
            match own.map(|group| &groups[group]) {
                Some(group) if group.is_moved => {}
                Some(group) => above = group.right.first().copied(),
                None => {
                    let only = Group { left: vec![at], ..Group::default() };
                    placed.push(((above, at + 1), only));
                }
            }
        }
        let alone = right.iter().enumerate().filter(|(_, own)| own.is_none());
        let alone = alone.map(|(at, _)| Group { right: vec![at], ..Group::default() });
        let place = |group: Group| ((group.right.first().copied(), 0), group);
        placed.extend(groups.into_iter().chain(alone).map(place));
        placed.sort_by_key(|(place, _)| *place);
        placed.into_iter().map(|(_, group)| group).collect()
    }
}
