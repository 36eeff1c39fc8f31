//! The articles (条) of a document, as they are asked for and quoted.

use corpus::{Document, body, numeral};

/// An article of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its number, verbatim: 第十二条之一.
    pub number: String,
    /// Its text, verbatim, with its number; a line for each of its paragraphs.
    pub text: String,
}

/// The articles of a document, in the order of its text. A number may be there twice: of what a
/// notice prints, and of its annex.
pub fn articles(document: &Document) -> Vec<Article> {
    let mut articles: Vec<Article> = Vec::new();
    let mut open = None;
    for (passage, place) in document.passages().into_iter().zip(body::places(&document.body)) {
        let Some(number) = place.article.filter(|_| place.row.is_none() && !passage.is_heading)
        else {
            open = None;
            continue;
        };
        let begins = passage.text.trim_start().starts_with(number);
        match articles.last_mut().filter(|_| open == Some(number) && !begins) {
            Some(article) => article.text += &format!("\n{}", passage.text),
            None => {
                articles.push(Article { number: number.to_owned(), text: passage.text.into() });
            }
        }
        open = Some(number);
    }
    articles
}

/// The article that a person means: 第十二条, 12, 十二, 第十二条之一. The first, where there are two.
///
/// # Errors
/// When the document has none of this number; says which it has.
pub fn find(document: &Document, asked: &str) -> Result<Article, NoArticle> {
    let all = articles(document);
    let known = || NoArticle { asked: asked.to_owned(), known: told(&all) };
    let wanted = number(asked).ok_or_else(known)?;
    all.iter().find(|article| number(&article.number) == Some(wanted)).cloned().ok_or_else(known)
}

/// There is no such article.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("没有“{asked}”这一条；{known}")]
pub struct NoArticle {
    asked: String,
    known: String,
}

/// The number of an article and that of one inserted behind it: 第十二条之一 is 12 and 1.
fn number(text: &str) -> Option<(u32, u32)> {
    let bare = text.trim();
    let bare = bare.strip_prefix('第').unwrap_or(bare);
    let (article, inserted) = bare.split_once('条').or(bare.split_once('之')).unwrap_or((bare, ""));
    let inserted = match inserted.trim_start_matches('之') {
        "" => 0,
        inserted => numeral::parse(inserted)?,
    };
    Some((numeral::parse(article)?, inserted))
}

/// Which articles there are, in words: runs of numbers by their ends.
fn told(articles: &[Article]) -> String {
    let follows = |a: &Article, b: &Article| match (number(&a.number), number(&b.number)) {
        (Some((a, 0)), Some((b, 0))) => b == a + 1,
        _ => false,
    };
    let runs = articles.chunk_by(follows).map(|run| match run {
        [one] => one.number.clone(),
        [first, .., last] => format!("{}至{}", first.number, last.number),
        [] => String::new(),
    });
    let runs = runs.collect::<Vec<_>>().join("、");
    if runs.is_empty() { "这份文件不分条".to_owned() } else { format!("有{runs}") }
}

#[cfg(test)]
mod tests {
    use corpus::document::{Block, Section, Table};

    use super::*;

    fn document() -> Document {
        let paragraph = |text: &str| Block::Paragraph(text.to_owned());
        let section = |heading: &str, blocks: Vec<Block>| Section {
            heading: Some(heading.to_owned()),
            blocks,
            ..Section::default()
        };
        let table = Table { header: vec!["甲".to_owned()], ..Table::default() };
        let general = [
            "现印发如下。",
            "第一条 为了甲。",
            "第二条　应当：",
            "（一）乙；",
            "（二）丙。",
            "第二条之一　丁。",
        ];
        let rest = ["第三条　戊。", "附件：名单", "第三条　己。"].map(paragraph);
        Document {
            body: vec![
                section("第一章 总则", general.map(paragraph).to_vec()),
                section("第二章", [rest.to_vec(), vec![Block::Table(table)]].concat()),
            ],
            ..Document::default()
        }
    }

    #[test]
    fn an_article_is_found_however_it_is_written() {
        let document = document();
        let cases = [
            ("第一条", "第一条 为了甲。"),
            ("2", "第二条　应当：\n（一）乙；\n（二）丙。"),
            ("第2条", "第二条　应当：\n（一）乙；\n（二）丙。"),
            (" 二 ", "第二条　应当：\n（一）乙；\n（二）丙。"),
            ("第二条之一", "第二条之一　丁。"),
            ("二之一", "第二条之一　丁。"),
            // The first, where there are two.
            ("３", "第三条　戊。"),
        ];
        for (asked, text) in cases {
            assert_eq!(find(&document, asked).map(|article| article.text).as_deref(), Ok(text));
        }
    }

    #[test]
    fn one_that_is_not_there_is_told_with_those_that_are() {
        let known = "有第一条至第二条、第二条之一、第三条、第三条";
        for asked in ["4", "第四条", "第一条第二款", "x", "", "二之二"] {
            let told = find(&document(), asked).unwrap_err().to_string();
            assert_eq!(told, format!("没有“{asked}”这一条；{known}"));
        }
        let told = find(&Document::default(), "1").unwrap_err().to_string();
        assert_eq!(told, "没有“1”这一条；这份文件不分条");
    }
}
