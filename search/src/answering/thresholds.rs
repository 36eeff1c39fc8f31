//! Every threshold and weight of answering, with its reason. They were set on the cases of
//! `tests/builtin.tsv` and `tests/policies.md` and looked at on citizens' questions over policy
//! documents; where in doubt for no answer, as a wrong one is worse. Lengths are bytes of folded
//! text where nothing else is said: a Chinese character is three.

use std::ops::RangeInclusive;

/// The most characters of a passage: it stands above the list, which should stay in view.
pub(super) const LONGEST_PASSAGE: usize = 200;
/// The most documents that are looked into.
pub(crate) const MOST_DOCUMENTS: usize = 10;
/// Sentences beyond this many bytes are lists run together, whose parts belong to no one subject.
pub(super) const LONGEST_SENTENCE: usize = 3000;
/// Answers this near the best one in the same sentence are marked with it (一等奖…，二等奖…).
pub(super) const AS_GOOD: f32 = 0.02;
/// The most answers marked in a sentence.
pub(super) const MOST_MARKS: usize = 6;
/// Two organisations whose answers are this near are both meant or neither: 区块链产业联盟.
pub(super) const ALIKE: f32 = 0.05;
/// What a document loses for each place in the list: decides ties, and no more.
pub(super) const RANK: f32 = 0.002;
/// The least part of the question's weight that has to be there. Below it, cards about another
/// subject with the same verb appear.
pub(super) const LEAST_COVERAGE: f32 = 0.75;
/// A word with this part of the greatest weight is what the question is about and may not lack.
pub(super) const RARE: f32 = 0.5;
/// What a word is worth that stands in the sentence before, or in the row that 其中 refers to.
pub(super) const BEFORE: f32 = 0.7;
/// What the words near the token count for, beside coverage.
pub(super) const NEARNESS: f32 = 0.3;
/// What it counts for that the token's clause says nothing else: 研究机构 9 个 and not
/// 协会组织与研究机构 16 个.
pub(super) const CLOSENESS: f32 = 0.3;
/// What a row of figures or a label (成立时间：) counts for: it states one thing.
pub(super) const STATED: f32 = 0.1;
/// What a unit costs that is not the one asked for (家 for 个).
pub(super) const OTHER_UNIT: f32 = 0.1;
/// What it counts for that the document's title is nothing but words of the question: tells
/// 上海区块链技术研究中心 from 上海紫金互联网区块链技术研究中心.
pub(super) const TITLE: f32 = 0.2;
/// The part of an organisation's name, places apart, that the question has to have: 树图区块链研究院 is
/// 上海树图区块链研究院, 万向区块链 is not 万向区块链实验室.
pub(super) const LEAST_TITLE: f32 = 0.9;
/// What a character between the token and the question's key word costs: decides near ties.
pub(super) const DISTANCE: f32 = 0.002;
/// The most bytes between the token and the key word in running text: about two clauses.
pub(super) const FARTHEST: usize = 130;
/// The most bytes of names side by side.
pub(super) const LONGEST_NAMES: usize = 300;
/// The most bytes of a place or a role's holder.
pub(super) const LONGEST_NAME: usize = 90;
/// The most bytes of a person's name.
pub(super) const LONGEST_PERSON: usize = 18;
/// The most bytes between a term and the words that define it: an abbreviation in brackets.
pub(super) const NEAR: usize = 45;
/// The fewest and the most bytes of what a term is.
pub(super) const DEFINITION: RangeInclusive<usize> = 9..=450;
/// Names in quotation marks up to this many characters are words used with reserve.
pub(super) const SHORT_NAME: usize = 8;
/// The least number of items that make a list.
pub(super) const FEWEST_ITEMS: usize = 2;
/// The most bytes of an item.
pub(super) const LONGEST_ITEM: usize = 60;
/// Digits of a telephone number.
pub(super) const PHONE_DIGITS: RangeInclusive<usize> = 5..=12;
/// Up to this many nouns a count is asked so generally (上海有多少家企业) that a count of some kind of
/// them (区块链企业 600 家) does not answer it.
pub(super) const FEW_TOPICS: usize = 2;
/// The least part of the token's clause that such a question has to have: 政府、企业或高校牵头的研究机构有
/// 16 个 counts no 企业, although it has the word.
pub(super) const LEAST_CLOSENESS: f32 = 0.35;
