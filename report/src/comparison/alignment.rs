//! Which units of two lists belong together: mostly in order, also where a unit was moved, split or put
//! together with its neighbour.

mod chain;
mod groups;
mod rivals;

use super::likeness::{Hand, Like, Likeness};
use chain::{Link, heaviest};
use groups::Groups;
use rivals::against_rivals;

// The weights of this file were found on six pairs of regulations of two provinces or two decades, and tried
// on six others: of 102 articles that belong together there 88 are found, and 5 of 122 joined are wrong.

/// What it takes off how alike two units are that one stands at the beginning and the other one at the end.
const FAR: f32 = 0.2;

/// What it adds to how alike two items are that their captions are the same: a caption says what an item is
/// about, in few of its words.
const CAPTION: f32 = 0.25;

/// How alike two units are at least, and how alike to count as a rival of two others.
const ALIKE: f32 = 0.26;
const RIVAL: f32 = 0.1;

/// How much two units stand out at least that follow the order of both lists, and of which one was moved.
const IN_ORDER: f32 = 0.12;
const MOVED: f32 = 0.2;

/// What an equal number adds to how alike two units are: it decides between equals.
const SAME_NUMBER: f32 = 0.02;

/// How far apart units of one list are neighbours.
const NEARBY: usize = 4;

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

/// The class of running text, which alone is split and put together.
pub(super) const TEXT: u8 = 0;

/// A unit, as it is aligned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'a> {
    /// Only units of one class belong together, but for equal ones.
    pub(super) class: u8,
    pub(super) number: Option<&'a str>,
    /// What stands above its text and says what it is about; mostly empty.
    pub(super) caption: &'a str,
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
/// left has where it stood. The same are found where the lists are exchanged.
pub(super) fn align(left: &[Item<'_>], right: &[Item<'_>], order: Order) -> Vec<Group> {
    let is_exchanged = texts(right) < texts(left);
    let (first, second) = if is_exchanged { (right, left) } else { (left, right) };
    let likeness = Likeness::new(&texts(first), &texts(second));
    let mut groups = linked(first, second, order, &likeness);
    for hand in [Hand::Left, Hand::Right] {
        groups.join(hand, |at, group| {
            let class = |hand, at: usize| match hand {
                Hand::Left => first[at].class,
                Hand::Right => second[at].class,
            };
            let (own, others) = group.of(hand);
            let [other] = others[..] else { return 0.0 };
            let is_text = class(hand, at) == TEXT && class(hand.other(), other) == TEXT;
            let fits = is_text && likeness.size(hand, at) >= TELLING;
            if fits { likeness.gain(hand, at, other, own) } else { 0.0 }
        });
    }
    if is_exchanged { groups.exchanged().in_order() } else { groups.in_order() }
}

/// The units of two lists that belong together one by one.
fn linked(left: &[Item<'_>], right: &[Item<'_>], order: Order, likeness: &Likeness) -> Groups {
    let place = |at: usize, list: &[Item<'_>]| (at as f32 + 0.5) / list.len() as f32;
    let [left_captions, right_captions] =
        [left, right].map(|items| items.iter().map(|item| item.caption).collect::<Vec<_>>());
    let captions = Likeness::new(&left_captions, &right_captions);
    let alike = likeness.alike(RIVAL, |at, other| {
        let may_be = left[at].class == right[other].class || likeness.is_same(at, other);
        let far = FAR * (place(at, left) - place(other, right)).abs();
        may_be.then(|| far - CAPTION * captions.in_all_words(at, other))
    });
    let links = alike.iter().enumerate().flat_map(|(at, alike)| {
        alike.iter().map(move |&Like { right, score }| Link { left: at, right, score })
    });
    let mut links = against_rivals(links.collect(), [left.len(), right.len()], ALIKE);
    for link in &mut links {
        let number = left[link.left].number;
        if number.is_some() && number == right[link.right].number {
            link.score += SAME_NUMBER;
        }
    }
    links.retain(|link| link.score >= IN_ORDER);
    // A close likeness weighs more than two faint ones.
    let in_order = heaviest(&links, right.len(), |link| link.score * link.score);
    let mut groups = Groups::new(left.len(), right.len());
    in_order.iter().for_each(|link| groups.link(*link, false));
    if order == Order::Any {
        links.retain(|link| link.score >= MOVED);
        links.sort_by(|a, b| b.score.total_cmp(&a.score));
        links.iter().for_each(|link| groups.link(*link, true));
    }
    groups
}
