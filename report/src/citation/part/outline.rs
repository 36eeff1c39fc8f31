//! The divisions of a document, each with the lines that belong to it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use corpus::body::{Role, roles};
use corpus::document::{Block, Section};
use corpus::{Document, fold};

use super::lines::{Line, pieces};
use super::mark::{self, Kind, Mark};

/// How paragraphs end.
const ENDS: [char; 10] = ['。', '：', '；', '！', '？', '”', '）', ')', ':', ';'];

/// A division: from the line that opens it to the last of what stands below.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) mark: Mark,
    pub(super) above: Option<usize>,
    pub(super) lines: Range<usize>,
    /// Which of the documents that a notice prints it is in.
    pub(super) printed: Option<usize>,
}

/// The lines and divisions of a document, in its order.
#[derive(Debug, Default)]
pub(super) struct Outline<'a> {
    pub(super) lines: Vec<Line<'a>>,
    pub(super) nodes: Vec<Node>,
    /// The divisions that the next line is in, the widest first.
    open: Vec<usize>,
    /// The keys of the titles of what the document prints.
    titles: Vec<String>,
    printed: Option<usize>,
}

impl<'a> Outline<'a> {
    pub(super) fn of(document: &'a Document) -> Outline<'a> {
        let titles = document.attachments.iter().map(|printed| title_key(&printed.title)).collect();
        let mut outline = Outline { titles, ..Outline::default() };
        document.body.iter().for_each(|section| outline.section(section, 0));
        outline.number_bare_titles();
        outline.lay_out();
        outline
    }

    fn section(&mut self, section: &'a Section, depth: usize) {
        if let Some(heading) = section.heading.as_deref() {
            let role = roles(&[heading])[0];
            self.lines.push(Line::heading(heading, role, depth));
        }
        let text = |block: &'a Block| match block {
            Block::Paragraph(text) => text.as_str(),
            Block::Table(_) | Block::Figure(_) => "",
        };
        let paragraphs: Vec<&str> = section.blocks.iter().map(text).collect();
        for (block, role) in section.blocks.iter().zip(roles(&paragraphs)) {
            match block {
                Block::Paragraph(text) => {
                    let mut parts = pieces(text).into_iter();
                    self.lines.extend(parts.next().map(|part| Line::paragraph(part, role, depth)));
                    let glued = |part| Line {
                        is_glued: true,
                        ..Line::paragraph(part, Role::Running, depth)
                    };
                    self.lines.extend(parts.map(glued));
                }
                Block::Figure(caption) => self.lines.push(Line::beside(caption.as_str().into())),
                Block::Table(table) => {
                    let caption = table.caption.as_deref().map(Into::into);
                    let rows = std::iter::once(&table.header).chain(&table.rows);
                    let rows = rows.map(|row| row.join("\t").into());
                    self.lines.extend(caption.into_iter().chain(rows).map(Line::beside));
                }
            }
        }
        section.sections.iter().for_each(|section| self.section(section, depth + 1));
    }

    /// Gives titles like 1 总则 their numbers, where other lines are numbered 1.1.
    fn number_bare_titles(&mut self) {
        let is_decimal = |line: &Line<'_>| {
            line.mark.as_ref().is_some_and(|mark| matches!(mark.kind, Kind::Decimal(_)))
        };
        if self.lines.iter().any(is_decimal) {
            for line in self.lines.iter_mut().filter(|line| line.mark.is_none() && !line.is_beside)
            {
                line.mark = mark::bare(&line.text);
            }
        }
    }

    fn lay_out(&mut self) {
        for at in 0..self.lines.len() {
            let line = &self.lines[at];
            if line.is_beside {
                continue;
            }
            let key = title_key(&line.text);
            let printed = self.titles.iter().position(|title| *title == key);
            let (mark, depth) = (line.mark.clone(), line.depth);
            match mark {
                _ if printed.is_some() => {
                    self.close(0, at);
                    self.printed = printed;
                }
                Some(mark) => self.enter(mark, at),
                None if line.closes => self.close(0, at),
                None if line.is_heading => {
                    let is_beside =
                        |node: &usize| self.lines[self.nodes[*node].lines.start].depth >= depth;
                    let first = self.open.iter().position(is_beside);
                    self.close(first.unwrap_or(self.open.len()), at);
                }
                None => self.clause(at),
            }
        }
        self.close(0, self.lines.len());
        self.end_with_the_list();
    }

    /// Opens a division, and closes those that it is not in.
    fn enter(&mut self, mark: Mark, at: usize) {
        let kind = mark.kind;
        let kinds: Vec<Kind> = self.open.iter().map(|&node| self.nodes[node].mark.kind).collect();
        let decimal = kinds.iter().position(|kind| matches!(kind, Kind::Decimal(_)));
        let ends = |(place, &open): (usize, &Kind)| match kind {
            // Decimals go into each other, and end the lists between them.
            Kind::Decimal(_) => {
                matches!(open, Kind::Decimal(_)) && open >= kind
                    || open.is_item() && decimal.is_some_and(|decimal| decimal < place)
            }
            kind if kind.is_item() => open.is_item() && open >= kind,
            kind => open >= kind,
        };
        let first = kinds.iter().enumerate().position(|(place, open)| ends((place, open)));
        self.close(first.unwrap_or(self.open.len()), at);
        let opens_clause = kind == Kind::Article && {
            let line = &self.lines[at];
            !line.is_heading && !line.text.trim_start()[mark.end..].trim().is_empty()
        };
        self.push(mark, at);
        if opens_clause {
            self.clause(at);
        }
    }

    /// Within an article a paragraph without a number is its next clause.
    fn clause(&mut self, at: usize) {
        let is_article = |node: &usize| self.nodes[*node].mark.kind == Kind::Article;
        let Some(place) = self.open.iter().rposition(is_article) else { return };
        // A paragraph that was broken goes on.
        let is_broken = |line: &Line<'_>| !line.text.trim_end().ends_with(ENDS);
        let before = at.checked_sub(1).map(|before| &self.lines[before]);
        let is_in_text = at > self.nodes[self.open[place]].lines.start;
        if is_in_text && before.is_some_and(|line| !line.is_heading && is_broken(line)) {
            return;
        }
        self.close(place + 1, at);
        let article = self.open[place];
        let number = self.below(article, Kind::Clause).count() + 1;
        let label = format!("第{}款", mark::in_han(number));
        self.push(Mark { kind: Kind::Clause, number: number.to_string(), label, end: 0 }, at);
    }

    /// The divisions of a kind right below one.
    pub(super) fn below(&self, node: usize, kind: Kind) -> impl Iterator<Item = usize> {
        let is_below = move |&at: &usize| {
            self.nodes[at].above == Some(node) && self.nodes[at].mark.kind == kind
        };
        (node + 1..self.nodes.len()).take_while(move |&at| self.is_in(at, node)).filter(is_below)
    }

    /// Whether a division is in another one.
    pub(super) fn is_in(&self, node: usize, other: usize) -> bool {
        std::iter::successors(self.nodes[node].above, |&above| self.nodes[above].above)
            .any(|above| above == other)
    }

    fn push(&mut self, mark: Mark, at: usize) {
        let above = self.open.last().copied();
        self.open.push(self.nodes.len());
        self.nodes.push(Node { mark, above, lines: at..at, printed: self.printed });
    }

    /// Closes the open divisions from one on, before a line.
    fn close(&mut self, first: usize, at: usize) {
        for node in self.open.drain(first..) {
            self.nodes[node].lines.end = at;
        }
    }

    /// A list whose items are single paragraphs ends with its last: what follows is no part of that.
    fn end_with_the_list(&mut self) {
        let mut lists: HashMap<(Option<usize>, Kind), Vec<usize>> = HashMap::new();
        for (at, node) in self.nodes.iter().enumerate().filter(|(_, node)| node.mark.kind.is_item())
        {
            lists.entry((node.above, node.mark.kind)).or_default().push(at);
        }
        let parents: HashSet<usize> = self.nodes.iter().filter_map(|node| node.above).collect();
        for items in lists.values() {
            let Some((&last, before)) = items.split_last() else { continue };
            let start = self.nodes[last].lines.start;
            let are_single = before.len() > 1
                && before.iter().all(|&item| self.nodes[item].lines.len() == 1)
                && self.lines[start].text.contains('。');
            if are_single && !parents.contains(&last) {
                self.nodes[last].lines.end = start + 1;
            }
        }
    }

    /// Whether it is a notice that prints one document.
    pub(super) fn is_printing_one(&self) -> bool {
        self.titles.len() == 1
    }

    /// The text of lines, verbatim.
    pub(super) fn text(&self, lines: Range<usize>) -> String {
        let mut text = String::new();
        for (at, line) in self.lines[lines].iter().enumerate() {
            if at > 0 && !line.is_glued {
                text.push('\n');
            }
            text += &line.text;
        }
        text
    }

    /// How many articles, clauses and items a division is in, with itself: chapters only gather them.
    pub(super) fn depth(&self, node: usize) -> usize {
        let is_counted = |&node: &usize| !self.nodes[node].mark.kind.is_structure();
        self.chain(node).into_iter().filter(is_counted).count()
    }

    /// A division and those that it is in, the widest first.
    pub(super) fn chain(&self, node: usize) -> Vec<usize> {
        let above = |&node: &usize| self.nodes[node].above;
        let mut chain: Vec<usize> = std::iter::successors(Some(node), above).collect();
        chain.reverse();
        chain
    }
}

/// By which a title is known again: a notice often leaves 关于 out.
fn title_key(title: &str) -> String {
    let key = fold::key(title);
    key.strip_prefix("关于").map(str::to_owned).unwrap_or(key)
}
