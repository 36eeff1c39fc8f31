//! What a paragraph is by its style: a heading and of which level, an item of
//! a list, a line of the table of contents.

use std::collections::HashMap;

use crate::container::xml::{Token, Tokens};
use crate::formats::word::Tag;

/// Styles on styles that are followed; a loop among them ends there.
const DEEPEST: usize = 20;

/// What the properties of a paragraph or a style say.
#[derive(Debug, Default, Clone)]
pub(super) struct Properties {
    /// The style of a paragraph, or the one that a style is based on.
    style: Option<String>,
    /// 0 is the level of the first headings, 9 that of running text.
    outline: Option<usize>,
    list: Option<usize>,
    level: Option<usize>,
    name: String,
}

impl Properties {
    /// Takes an element of the properties.
    pub(super) fn set(&mut self, name: &str, tag: &Tag<'_>) {
        match name {
            "pStyle" | "basedOn" => self.style = tag.attribute("val"),
            "outlineLvl" => self.outline = tag.number("val"),
            "numId" => self.list = tag.number("val"),
            "ilvl" => self.level = tag.number("val"),
            _ => {}
        }
    }

    /// The level of a heading by the style's name: 1 is that of the title.
    fn heading(&self) -> Option<usize> {
        let name = self.name.to_lowercase();
        match name.as_str() {
            "title" | "标题" => Some(1),
            _ => {
                let level = name.strip_prefix("heading").or_else(|| name.strip_prefix("标题"))?;
                level.trim().parse::<usize>().ok().map(|level| level + 1)
            }
        }
    }
}

/// What a paragraph is.
#[derive(Debug, Default, Clone)]
pub(super) struct Role {
    pub(super) heading: Option<usize>,
    pub(super) numbering: Option<Place>,
    pub(super) is_contents: bool,
}

/// The place of a paragraph in a list.
#[derive(Debug, Default, Clone)]
pub(super) struct Place {
    pub(super) list: usize,
    /// Stated, or else that of the style in the list.
    pub(super) level: Option<usize>,
    /// The style that states the list.
    pub(super) style: Option<String>,
}

/// The styles of a document by their ids.
pub(super) struct Styles(HashMap<String, Properties>);

impl Styles {
    /// Reads the part with the styles, as far as it can be read.
    pub(super) fn parse(text: &str) -> Styles {
        let (mut styles, mut open) = (HashMap::new(), None);
        for token in Tokens::new(text).map_while(Result::ok) {
            match token {
                Token::Open(tag) if tag.name() == "style" => {
                    open = tag.attribute("styleId").map(|id| (id, Properties::default()));
                }
                Token::Open(tag) => {
                    let Some((_, style)) = &mut open else { continue };
                    match tag.name() {
                        "name" => style.name = tag.attribute("val").unwrap_or_default(),
                        name => style.set(name, &tag),
                    }
                }
                Token::Close(name) if name == "style" => styles.extend(open.take()),
                Token::Close(_) | Token::Text(_) => {}
            }
        }
        Styles(styles)
    }

    /// What a paragraph is by its own properties, else by its style and those under it.
    pub(super) fn of(&self, own: &Properties) -> Role {
        let mut chain = vec![own];
        while chain.len() < DEEPEST
            && let Some(style) = chain.last().and_then(|last| self.0.get(last.style.as_ref()?))
        {
            chain.push(style);
        }
        let outline = chain.iter().find_map(|properties| properties.outline);
        let named = chain.iter().find_map(|properties| properties.heading());
        let heading = match (named, outline) {
            (Some(1), _) => Some(1),
            (_, Some(level)) => (level < 9).then_some((level + 2).min(6)),
            (named, None) => named.map(|level| level.min(6)),
        };
        let stated = chain.iter().position(|properties| properties.list.is_some());
        let numbering = stated.and_then(|at| {
            let list = chain[at].list.filter(|&list| list > 0)?;
            let level = chain.iter().find_map(|properties| properties.level);
            // A style is named by what it was reached from.
            let style = chain[at.saturating_sub(1)].style.clone();
            Some(Place { list, level, style })
        });
        let is_contents = chain.iter().any(|style| {
            let name = style.name.to_lowercase();
            name.starts_with("toc ") || name.starts_with("目录 ")
        });
        Role { heading, numbering, is_contents }
    }
}
