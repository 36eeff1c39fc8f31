//! How divisions are called: 第三条第一款第二项, 二、（三）, and which there are.

use super::mark::{Kind, in_han};
use super::outline::Outline;

/// The most divisions that are told by name.
const MOST_TOLD: usize = 12;

impl Outline<'_> {
    /// A division as one cites it. What says nothing is left out: the chapter of an article, the clause
    /// where the article has but one.
    pub(super) fn label(&self, node: usize) -> String {
        let chain = self.chain(node);
        let kind = |node: usize| self.nodes[node].mark.kind;
        let is_article = |node: &usize| kind(*node) == Kind::Article;
        let article = chain.iter().position(is_article);
        let mut told = String::new();
        for (at, &each) in chain.iter().enumerate() {
            let is_asked = each == node;
            let is_told = match kind(each) {
                Kind::Annex => {
                    is_asked || self.nodes[each].printed.is_none() && self.printed(node).is_none()
                }
                Kind::Clause => is_asked || self.fellows(each) > 1,
                kind if kind.is_structure() => is_asked || self.is_needed(&chain),
                // 7.1 says that it is in 7.
                Kind::Decimal(_) => {
                    let next = chain.get(at + 1).map(|&next| kind(next));
                    !matches!(next, Some(Kind::Decimal(_)))
                }
                _ => true,
            };
            if is_told {
                let items = article.and_then(|article| at.checked_sub(article));
                told += &self.name(each, items, is_asked);
            }
        }
        told
    }

    /// Whether a chapter has to be told with what is in it: a narrower division, or a number that begins
    /// anew in each.
    fn is_needed(&self, chain: &[usize]) -> bool {
        let inner = chain.iter().find(|&&node| !self.nodes[node].mark.kind.is_structure());
        let Some(&inner) = inner else { return true };
        let mark = &self.nodes[inner].mark;
        let is_other = |other: &usize| {
            let node = &self.nodes[*other];
            (node.mark.kind, &node.mark.number) == (mark.kind, &mark.number)
                && node.above.is_some()
                && node.above != self.nodes[inner].above
                && node.printed == self.nodes[inner].printed
        };
        mark.kind != Kind::Article && (0..self.nodes.len()).any(|other| is_other(&other))
    }

    /// How many divisions of its kind stand beside one, with itself.
    fn fellows(&self, node: usize) -> usize {
        let above = self.nodes[node].above;
        above.map_or(1, |above| self.below(above, self.nodes[node].mark.kind).count())
    }

    /// The name of a division within the one above. `items`: how deep it is in an article.
    fn name(&self, node: usize, items: Option<usize>, is_last: bool) -> String {
        let mark = &self.nodes[node].mark;
        let label = &mark.label;
        match (mark.kind, items) {
            // 立法技术规范: the numbers of items are cited without their brackets.
            (kind, Some(2)) if kind.is_item() => {
                let number = mark.number.parse().map_or_else(|_| label.clone(), in_han);
                format!("第{number}项")
            }
            (kind, Some(3)) if kind.is_item() => format!("第{label}目"),
            (Kind::BracketedHan | Kind::BracketedArabic, _) => format!("（{label}）"),
            (Kind::Han, _) if !is_last => format!("{label}、"),
            (Kind::Arabic, _) if !is_last => format!("{label}."),
            _ => label.clone(),
        }
    }

    /// Whether a division is in something attached, but not in what a notice prints.
    pub(super) fn is_annexed(&self, node: usize) -> bool {
        let is_annex = |&above: &usize| above != node && self.nodes[above].mark.kind == Kind::Annex;
        self.printed(node).is_none() && self.chain(node).iter().any(is_annex)
    }

    /// Which of the documents that a notice prints a division is in. An article is in the one that it
    /// prints, as notices have none.
    pub(super) fn printed(&self, node: usize) -> Option<usize> {
        let is_article = |&node: &usize| self.nodes[node].mark.kind == Kind::Article;
        let only =
            || (self.is_printing_one() && self.chain(node).iter().any(is_article)).then_some(0);
        self.nodes[node].printed.or_else(only)
    }
}

/// Which divisions there are in one or in the document, in words: runs of numbers by their ends.
pub(super) fn known(outline: &Outline<'_>, scope: Option<usize>) -> String {
    let kind = |node: usize| outline.nodes[node].mark.kind;
    let nodes = 0..outline.nodes.len();
    let inside = |node: &usize| scope.is_none_or(|scope| outline.is_in(*node, scope));
    let inside: Vec<usize> = nodes.filter(inside).collect();
    let articles = inside.iter().any(|&node| kind(node) == Kind::Article).then_some(Kind::Article);
    let shallowest = inside.iter().map(|&node| outline.chain(node).len()).min().unwrap_or(0);
    let is_told = |node: &&usize| match articles {
        Some(article) => kind(**node) == article,
        None => outline.chain(**node).len() == shallowest,
    };
    let mut told: Vec<usize> = inside.iter().filter(is_told).copied().collect();
    if let [clause] = told.as_slice()
        && kind(*clause) == Kind::Clause
    {
        let below = |kind| outline.below(*clause, kind);
        told = [Kind::BracketedHan, Kind::Han, Kind::Arabic].into_iter().flat_map(below).collect();
    }
    let number = |node: usize| outline.nodes[node].mark.number.parse::<u32>().ok();
    let follows = |&a: &usize, &b: &usize| {
        kind(a) == kind(b) && number(a).is_some_and(|a| number(b) == Some(a + 1))
    };
    let runs = told.chunk_by(follows).map(|run| match run {
        [one] => outline.label(*one),
        [first, .., last] => format!("{}至{}", outline.label(*first), outline.label(*last)),
        [] => String::new(),
    });
    let mut runs: Vec<String> = runs.collect();
    if runs.len() > MOST_TOLD {
        runs.truncate(MOST_TOLD);
        runs.push("等".to_owned());
    }
    match (runs.as_slice(), scope) {
        ([], None) => "这份文件没有条文，也没有编号".to_owned(),
        ([], Some(scope)) => format!("{}下没有编号", outline.label(scope)),
        (runs, _) => format!("有{}", runs.join("、")),
    }
}
