//! What is attached to a text and has articles of its own: their numbers begin again, so that a number alone
//! does not say which article is meant.

use super::{Piece, UnitKind, is_title};
use crate::comparison::numbering;

/// The units, the articles of annexes with the name of theirs; a title that was taken for the end of the
/// article before it stands by itself.
pub(super) fn named(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut named: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut annex: Option<String> = None;
    let mut has_articles = false;
    for mut piece in pieces {
        if piece.kind == UnitKind::Article {
            let is_first = numbering::values(piece.number.as_deref().unwrap_or_default()) == [1];
            if is_first && has_articles {
                annex = Some(title(&mut named));
            }
            has_articles = true;
            piece.annex.clone_from(&annex);
        }
        named.push(piece);
    }
    named
}

/// What the articles that follow are attached as: 附件1, else the title above them.
fn title(named: &mut Vec<Piece>) -> String {
    let is_article = |piece: &Piece| piece.kind == UnitKind::Article;
    if let Some(last) = named.iter().rposition(is_article)
        && let Some(title) = swallowed(&mut named[last])
    {
        named.insert(last + 1, title);
    }
    let line = |piece: &Piece| piece.texts.concat();
    let above = named.iter().rev().take_while(|piece| !is_article(piece));
    let is_chapter = |piece: &&Piece| piece.number.as_deref().is_some_and(numbering::is_of_chapter);
    let lines: Vec<String> = above.filter(|piece| !is_chapter(piece)).map(line).collect();
    let marked = lines.iter().find(|line| line.starts_with("附"));
    marked.or(lines.first()).cloned().unwrap_or_else(|| "附件".to_owned())
}

/// The last paragraph of an article, taken off it, where it is no sentence but a title.
fn swallowed(article: &mut Piece) -> Option<Piece> {
    let is_last_title = article.texts.len() > 1
        && article
            .texts
            .last()
            .is_some_and(|text| is_title(text) && numbering::split(text).0.is_none());
    let title = article.texts.pop_if(|_| is_last_title)?;
    let under = article.under.clone();
    let kind = UnitKind::Paragraph;
    Some(Piece { kind, number: None, under, annex: None, texts: vec![title] })
}
