//! Whether a numbered line without a `#` is a heading: by its form, and by
//! what stands beside it, for items of a list look just the same.

use crate::outline::block::Piece;
use crate::text::numbering::{self, Numbering};
use language::fold;

/// Characters that a heading may have after its number.
const LONGEST_HEADING: usize = 50;

/// Characters that a sentence may have that is the heading of the prose after it.
const LONGEST_HEADLINE: usize = 40;

/// Characters of one that may be no more than a sentence: on the first level, where articles of
/// notices stand too.
const LONGEST_NAME: usize = 20;

/// What was taken for text just above: an item of a list, or a line that announces one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Item {
    Numbered(Numbering),
    Announcement,
}

impl Item {
    pub(crate) fn of(text: &str) -> Option<Item> {
        // 附件：1. 名单 is the first item of the list.
        let attached =
            text.strip_prefix("附件").map(|rest| rest.trim_start_matches(['：', ':', ' ']));
        match numbering::split(attached.unwrap_or(text)) {
            Some((numbering, _)) => Some(Item::Numbered(numbering)),
            None if attached == Some("") => Some(Item::Numbered(Numbering::Arabic)),
            None => text.ends_with(['：', ':']).then_some(Item::Announcement),
        }
    }
}

/// What decides, beside the line itself, whether it is a heading.
pub(crate) struct Context<'a> {
    /// A law has articles, and lists in them that look like headings.
    pub(crate) is_law: bool,
    /// Whether a section 一、 is open.
    pub(crate) under_han: bool,
    /// Whether the text numbers its headings 1, 1.1, 1.1.1.
    pub(crate) is_decimal: bool,
    pub(crate) above: Option<Item>,
    pub(crate) below: Option<&'a Piece>,
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
pub(crate) fn read<'t>(
    text: &'t str,
    context: &Context<'_>,
) -> Option<(Numbering, &'t str, &'t str)> {
    let bare = || numbering::bare(text).filter(|_| context.is_decimal);
    let (numbering, content) = numbering::split(text).or_else(bare)?;
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
    // A line of a table of contents: 一、发展基础 …… 1.
    let is_entry = content.contains("...") || content.contains("…");
    let is_item =
        is_entry || context.is_listed(numbering) || (context.is_law && numbering > Numbering::Han);
    is_short && !is_sentence && !is_item
}

/// A first sentence that heads what follows it, in the line (1. 政策陆续出台。上海对…) or below.
/// Plans and reports write so under 一、, and with prose in the line anywhere; laws and lists
/// write items.
fn opening_sentence<'t>(
    numbering: Numbering,
    content: &'t str,
    context: &Context<'_>,
) -> Option<(&'t str, &'t str)> {
    let may_head = !context.is_law
        && !content.ends_with(['；', ';'])
        && match numbering {
            Numbering::Arabic => context.under_han,
            Numbering::BracketedHan => context.under_han || context.above.is_none(),
            _ => numbering == Numbering::Han,
        };
    let (sentence, prose) = content.split_once('。').filter(|_| may_head)?;
    let is_short = sentence.chars().nth(LONGEST_HEADLINE).is_none();
    let is_plain = !sentence.contains(['：', ':', '；', ';']);
    let is_name = context.under_han && numbering != Numbering::Han || is_name(sentence);
    // A closing quote is no prose.
    let is_alone = fold::key(prose).is_empty();
    let may_stand_alone = context.under_han && numbering != Numbering::Han;
    let heads = !is_alone || (may_stand_alone && context.heads_text(numbering));
    (is_short && is_plain && is_name && heads).then(|| (sentence, prose.trim()))
}

/// Whether a sentence only names what it heads: 加强组织领导, not 本办法自2022年2月1日起施行.
fn is_name(sentence: &str) -> bool {
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '，' | '《');
    let is_long = sentence.chars().nth(LONGEST_NAME).is_some();
    !is_long && !sentence.starts_with(['本', '自']) && !sentence.contains(is_figure)
}
