//! Which units of two lists belong together: mostly in order, also where a unit was moved, split or put
//! together with its neighbour.

mod chain;
mod groups;

use super::likeness::{Hand, Like, Likeness};
use chain::{Link, heaviest};
use groups::Groups;

/// How alike two units are at least that follow the order of both lists.
const IN_ORDER: f32 = 0.25;

/// How alike two units are at least of which one was moved, and of which it was only moved past a few
/// neighbours.
const MOVED: f32 = 0.45;
const MOVED_NEARBY: f32 = 0.3;

/// How far apart units of one list are neighbours.
const NEARBY: usize = 4;

/// What an equal number adds to how alike two units are: it decides between equals.
const SAME_NUMBER: f32 = 0.05;

/// How much of a unit has to stand in another one, beside what is there already, for the two to be one
/// that was split.
const JOINED: f32 = 0.5;

/// Units of fewer grams stand in any text by chance.
const TELLING: usize = 4;

/// Units that belong together: one of each side, several of one side where it was split or put together,
/// none of a side that has nothing like it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) left: Vec<usize>,
    pub(super) right: Vec<usize>,
    /// Whether it stands elsewhere among its neighbours.
    pub(super) is_moved: bool,
}

/// A unit, as it is aligned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'a> {
    /// Only units of one class belong together, but for equal ones.
    pub(super) class: u8,
    pub(super) number: Option<&'a str>,
    pub(super) text: &'a str,
}

/// Which units are to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Also those that were moved.
    Any,
    /// Only those in order.
    Kept,
}

fn texts<'a>(items: &[Item<'a>]) -> Vec<&'a str> {
    items.iter().map(|item| item.text).collect()
}

/// All units of two lists in groups, each unit in one: in the order of the right list, and what only the
/// left has where it stood.
pub(super) fn align(left: &[Item<'_>], right: &[Item<'_>], order: Order) -> Vec<Group> {
    let likeness = Likeness::new(&texts(left), &texts(right));
    let alike = likeness.alike(IN_ORDER, |at, other| {
        let (item, other_item) = (&left[at], &right[other]);
        item.class == other_item.class || likeness.is_same(at, other)
    });
    let mut links: Vec<Link> = Vec::new();
    for (at, alike) in alike.iter().enumerate() {
        links.extend(alike.iter().map(|&Like { right: other, score }| {
            let is_same_number =
                left[at].number.is_some() && left[at].number == right[other].number;
            let score = score + if is_same_number { SAME_NUMBER } else { 0.0 };
            Link { left: at, right: other, score }
        }));
    }
    let in_order = heaviest(&links, right.len(), |link| {
        // A long unit weighs more than a short one, a close likeness more than two faint ones.
        link.score * link.score * (2.0 + likeness.size(Hand::Left, link.left) as f32).ln()
    });
    let mut groups = Groups::new(left.len(), right.len());
    in_order.iter().for_each(|link| groups.link(*link, false));
    if order == Order::Any {
        links.retain(|link| {
            let before = in_order.partition_point(|kept| kept.left < link.left);
            let place = before.checked_sub(1).map_or(0, |before| in_order[before].right);
            let is_near = place.abs_diff(link.right) <= NEARBY;
            link.score >= if is_near { MOVED_NEARBY } else { MOVED }
        });
        links.sort_by(|a, b| b.score.total_cmp(&a.score));
        links.iter().for_each(|link| groups.link(*link, true));
    }
    for hand in [Hand::Left, Hand::Right] {
        groups.join(hand, |at, group| {
            let class = |hand, at: usize| match hand {
                Hand::Left => left[at].class,
                Hand::Right => right[at].class,
            };
            let (own, others) = group.of(hand);
            let [other] = others[..] else { return 0.0 };
            let fits =
                class(hand, at) == class(hand.other(), other) && likeness.size(hand, at) >= TELLING;
            if fits { likeness.gain(hand, at, other, own) } else { 0.0 }
        });
    }
    groups.in_order()
}
