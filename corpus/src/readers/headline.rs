//! Whether a numbered line without a `#` is a heading: by its form, and by
//! what stands beside it, for items of a list look just the same.

use super::block::Piece;
use super::numbering::{self, Numbering};
use crate::fold;

/// Characters that a heading may have after its number.
const LONGEST_HEADING: usize = 50;

/// Characters that a sentence may have that is the heading of the prose after it.
const LONGEST_HEADLINE: usize = 40;

/// What was taken for text just above: an item of a list, or a line that announces one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Item {
    Numbered(Numbering),
    Announcement,
}

impl Item {
    pub(super) fn of(text: &str) -> Option<Item> {
        match numbering::split(text) {
            Some((numbering, _)) => Some(Item::Numbered(numbering)),
            None => text.ends_with(['：', ':']).then_some(Item::Announcement),
        }
    }
}

/// What decides, beside the line itself, whether it is a heading.
pub(super) struct Context<'a> {
    /// A law has articles, and lists in them that look like headings.
    pub(super) is_law: bool,
    /// Whether a section 一、 is open.
    pub(super) under_han: bool,
    pub(super) above: Option<Item>,
    pub(super) below: Option<&'a Piece>,
}

impl Context<'_> {
    /// Whether the line stands in a list: an item of its kind is beside it, with nothing between.
    fn is_listed(&self, numbering: Numbering) -> bool {
        let below = self.below.and_then(Piece::line).and_then(numbering::split);
        self.above == Some(Item::Numbered(numbering)) || below.is_some_and(|(n, _)| n == numbering)
    }

    /// Whether running text follows that a sentence on its own could head.
    fn heads_text(&self, numbering: Numbering) -> bool {
        let is_followed = self.below.is_some_and(|below| below.line().is_some());
        is_followed && self.above.is_none() && !self.is_listed(numbering)
    }
}

/// A numbered line as its number's kind, the heading, and the prose that follows in the line.
pub(super) fn read<'t>(
    text: &'t str,
    context: &Context<'_>,
) -> Option<(Numbering, &'t str, &'t str)> {
    let (numbering, content) = numbering::split(text)?;
    if is_heading(numbering, content, context) {
        return Some((numbering, text, ""));
    }
    let (sentence, prose) = opening_sentence(numbering, content, context)?;
    let length = text.len() - content.len() + sentence.len();
    Some((numbering, &text[..length], prose))
}

/// Whether the whole line is a heading.
fn is_heading(numbering: Numbering, content: &str, context: &Context<'_>) -> bool {
    let is_sentence = content.contains(['。', '；', ';', '！', '？'])
        || content.ends_with(['，', ',', '：', ':', '、']);
    let is_short = !content.is_empty() && content.chars().nth(LONGEST_HEADING).is_none();
    let is_item = context.is_listed(numbering) || (context.is_law && numbering > Numbering::Han);
    is_short && !is_sentence && !is_item
}

/// A first sentence that heads what follows it, in the line (1. 政策陆续出台。上海对…) or below.
/// Plans and reports write so under 一、; laws and lists write items.
fn opening_sentence<'t>(
    numbering: Numbering,
    content: &'t str,
    context: &Context<'_>,
) -> Option<(&'t str, &'t str)> {
    let may_head = context.under_han
        && !context.is_law
        && matches!(numbering, Numbering::BracketedHan | Numbering::Arabic)
        && !content.ends_with(['；', ';']);
    let (sentence, prose) = content.split_once('。').filter(|_| may_head)?;
    let is_short = sentence.chars().nth(LONGEST_HEADLINE).is_none();
    let is_plain = !sentence.contains(['：', ':', '；', ';']);
    // A closing quote is no prose.
    let heads = !fold::key(prose).is_empty() || context.heads_text(numbering);
    (is_short && is_plain && heads).then(|| (sentence, prose.trim()))
}
