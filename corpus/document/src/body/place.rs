//! Where pieces of text stand, as one cites them: 第三章 第十二条, 二、主要任务, 表1 第3行.

use std::fmt;

use super::{Block, Role, Section, roles};

/// Characters of a heading that are told where it has no number of its own.
const LONGEST_HEADING: usize = 20;

/// Where a piece of text stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place<'a> {
    /// The headings above, the outermost first.
    pub headings: Vec<&'a str>,
    /// The number of the article (第十二条) that it begins or continues.
    pub article: Option<&'a str>,
    /// For a line of a table its caption, and which row it is: the first below the header is 1,
    /// caption and header are 0.
    pub row: Option<(Option<&'a str>, usize)>,
}

/// The places of [`super::passages`], one for each.
pub fn places(body: &[Section]) -> Vec<Place<'_>> {
    let mut places = Vec::new();
    body.iter().for_each(|section| of_section(section, &[], &mut places));
    places
}

fn of_section<'a>(section: &'a Section, above: &[&'a str], places: &mut Vec<Place<'a>>) {
    let mut headings = above.to_vec();
    if let Some(heading) = section.heading.as_deref() {
        places.push(Place { headings: headings.clone(), ..Place::default() });
        headings.push(heading);
    }
    let lines = |block: &'a Block| match block {
        Block::Paragraph(text) => text.split('\n').map(|line| (block, line)).collect(),
        Block::Table(_) | Block::Figure(_) => vec![(block, "")],
    };
    let lines: Vec<(&Block, &str)> = section.blocks.iter().flat_map(lines).collect();
    let texts: Vec<&str> = lines.iter().map(|(_, text)| *text).collect();
    let mut here = Place { headings: headings.clone(), ..Place::default() };
    for ((block, _), role) in lines.iter().zip(roles(&texts)) {
        match role {
            Role::Article(number) => here.article = Some(number),
            Role::Annex | Role::Signature | Role::Colophon => here.article = None,
            Role::History | Role::Running => {}
        }
        match block {
            Block::Paragraph(_) | Block::Figure(_) => places.push(here.clone()),
            Block::Table(table) => {
                let caption = table.caption.as_deref();
                let captioned = usize::from(caption.is_some());
                // Caption and header, then the rows.
                let rows = std::iter::repeat_n(0, captioned).chain(0..=table.rows.len());
                places.extend(rows.map(|row| Place { row: Some((caption, row)), ..here.clone() }));
            }
        }
    }
    section.sections.iter().for_each(|section| of_section(section, &headings, places));
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headings = self.headings.iter().map(|heading| short(heading));
        let row = self.row.map(|(caption, row)| match (caption.map(table_number), row) {
            (caption, 0) => caption.unwrap_or("表格").to_owned(),
            (caption, row) => format!("{}第{row}行", caption.unwrap_or("表格")),
        });
        let article = self.article.map(str::to_owned);
        let parts: Vec<String> = headings.chain(article).chain(row).collect();
        f.write_str(&parts.join(" "))
    }
}

/// A heading as one cites it: 第三章 of 第三章 数据资源, else its beginning.
fn short(heading: &str) -> String {
    let heading = heading.trim();
    let numbered = heading.strip_prefix('第').and_then(|rest| {
        let end = rest.find(['章', '节', '编', '篇', '条'])?;
        let is_number = rest[..end]
            .chars()
            .all(|c| "〇零一二三四五六七八九十百".contains(c) || c.is_ascii_digit());
        let unit = rest[end..].chars().next().map_or(0, char::len_utf8);
        (end > 0 && is_number).then(|| &heading[..'第'.len_utf8() + end + unit])
    });
    match (numbered, heading.char_indices().nth(LONGEST_HEADING)) {
        (Some(number), _) => number.to_owned(),
        (None, Some((end, _))) => format!("{}…", &heading[..end]),
        (None, None) => heading.to_owned(),
    }
}

/// The number of a caption (表1 of 表 1 2016 年以来…); the caption where it has none.
fn table_number(caption: &str) -> &str {
    let Some(rest) = caption.trim_start().strip_prefix('表') else { return caption };
    let number = rest.trim_start();
    let end = number
        .find(|c: char| !(c.is_ascii_digit() || c == '-' || c == '—'))
        .unwrap_or(number.len());
    let from = caption.len() - rest.len() - '表'.len_utf8();
    if end == 0 { caption } else { &caption[from..caption.len() - number.len() + end] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{Table, passages};

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(text.to_owned())
    }

    #[test]
    fn every_passage_has_its_place() {
        let table = |caption: Option<&str>| {
            let caption = caption.map(str::to_owned);
            let row = |cell: &str| vec![cell.to_owned()];
            Block::Table(Table { caption, header: row("列"), rows: vec![row("甲"), row("乙")] })
        };
        let inner = Section {
            heading: Some("第一节 收集".to_owned()),
            blocks: vec![
                paragraph("第十条 甲。"),
                paragraph("（一）乙；"),
                table(Some("表 1 名单")),
            ],
            sections: Vec::new(),
        };
        let chapter = Section {
            heading: Some("第三章 数据资源".to_owned()),
            blocks: vec![paragraph("第九条 丙。")],
            sections: vec![inner],
        };
        let plan = Section {
            heading: Some("二、加快推进数字化转型的各项主要任务和重点工程".to_owned()),
            blocks: vec![paragraph("丁。\n第八条 戊。"), table(None)],
            sections: Vec::new(),
        };
        let body =
            [Section { blocks: vec![paragraph("前言")], ..Section::default() }, chapter, plan];
        let expected = [
            ("前言", ""),
            ("第三章 数据资源", ""),
            ("第九条 丙。", "第三章 第九条"),
            ("第一节 收集", "第三章"),
            ("第十条 甲。", "第三章 第一节 第十条"),
            ("（一）乙；", "第三章 第一节 第十条"),
            ("表 1 名单", "第三章 第一节 第十条 表 1"),
            ("列", "第三章 第一节 第十条 表 1"),
            ("甲", "第三章 第一节 第十条 表 1第1行"),
            ("乙", "第三章 第一节 第十条 表 1第2行"),
            ("二、加快推进数字化转型的各项主要任务和重点工程", ""),
            ("丁。", "二、加快推进数字化转型的各项主要任务和重…"),
            ("第八条 戊。", "二、加快推进数字化转型的各项主要任务和重… 第八条"),
            ("列", "二、加快推进数字化转型的各项主要任务和重… 第八条 表格"),
            ("甲", "二、加快推进数字化转型的各项主要任务和重… 第八条 表格第1行"),
            ("乙", "二、加快推进数字化转型的各项主要任务和重… 第八条 表格第2行"),
        ];
        let passages = passages(&body);
        let places: Vec<String> = places(&body).iter().map(Place::to_string).collect();
        let found: Vec<(&str, &str)> =
            passages.iter().map(|p| &*p.text).zip(places.iter().map(String::as_str)).collect();
        assert_eq!(found, expected);
        assert_eq!(passages.len(), places.len());
    }
}
