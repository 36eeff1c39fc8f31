//! Printing results for people.

pub(crate) mod comparison;

use std::io::{self, Write};

use crate::terminal::{BOLD, DIMMED, MARK, Style, one_line, say};
use corpus::Document;
use corpus::document::{Block, Doubt, Reference, Section, Source, Table};
use corpus::fields::{self, Field};
use corpus::{Kind, Moment};
use search::{
    Answer, Applied, DocumentEntry, FilterField, Hit, LinkedDocument, Links, Marked, NamedDocument,
    ReadField,
};
use search::{Receipt, Response, Sort, Understood};

/// Prints to standard error what the user should know about a result.
pub(crate) fn print_notices(response: &Response) {
    for notice in &response.notices {
        say!("提示：{}", notice.text);
    }
    for (words, field, value, applied) in readings(&response.understood) {
        let what = match applied {
            Applied::Filter => "读出",
            Applied::Exclude => "排除",
            Applied::Named => "识别为",
            Applied::Preference => continue,
        };
        say!("{what}：“{words}” → {value}（--ignore {field} 可去掉）");
    }
    for way_out in &response.ways_out {
        say!("可试：--ignore {}（{} 条）", way_out.drop, way_out.total);
    }
    let listed = match response.listed {
        listed if listed < response.total => {
            format!("（各版本合并后 {listed} 条，--versions all 分开列出）")
        }
        _ => String::new(),
    };
    say!("共 {} 条{listed}，用时 {} 毫秒", response.total, response.took_ms);
}

/// What was read out of a query: words, field, values in words, how it was applied.
pub(crate) fn readings(understood: &Understood) -> Vec<(&str, ReadField, String, Applied)> {
    let value = |receipt: &Receipt| match Kind::by_key(&receipt.value) {
        Some(kind) if receipt.field == FilterField::KINDS => kind.name().to_owned(),
        _ => receipt.value.clone(),
    };
    let same = |a: &Receipt, b: &Receipt| (a.field, a.start) == (b.field, b.start);
    let groups = understood.receipts.chunk_by(same);
    let reading =
        |receipts: &'_ [Receipt]| receipts.iter().map(value).collect::<Vec<_>>().join("、");
    groups
        .map(|group| (&*group[0].words, group[0].field, reading(group), group[0].applied))
        .collect()
}

/// Writes the answer to a question, where there is one.
pub(crate) fn write_answer(out: &mut impl Write, response: &Response) -> io::Result<()> {
    match &response.answer {
        None => Ok(()),
        Some(Answer::Count { count }) => writeln!(out, "{BOLD}共 {count} 项{BOLD:#}\n"),
        Some(Answer::Passage { marked: passage, id, section }) => {
            let section = section.as_deref().map(|name| format!("【{name}】")).unwrap_or_default();
            writeln!(out, "{section}{}", marked(passage, MARK))?;
            writeln!(out, "{DIMMED}{id}{DIMMED:#}\n")
        }
    }
}

/// Writes the hits, each with its most telling facts and passages.
pub(crate) fn write_hits(out: &mut impl Write, response: &Response) -> io::Result<()> {
    for (at, hit) in response.hits.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        write_hit(out, hit, response.understood.sort == Sort::Seen)?;
    }
    Ok(())
}

/// Writes what comes nearest where nothing was found, each with the words that it lacks.
pub(crate) fn write_nearest(out: &mut impl Write, response: &Response) -> io::Result<()> {
    if !response.nearest.is_empty() {
        writeln!(out, "没有完全符合的；最接近的是：")?;
    }
    for near in &response.nearest {
        writeln!(out)?;
        write_hit(out, &near.hit, false)?;
        writeln!(out, "  缺：{}", near.lacks.join("、"))?;
    }
    Ok(())
}

/// Writes a hit; `is_by_seen`: with when the library saw it.
fn write_hit(out: &mut impl Write, hit: &Hit, is_by_seen: bool) -> io::Result<()> {
    writeln!(out, "{BOLD}{}{BOLD:#}", one_line(&marked(&hit.title_marked, MARK)))?;
    let date = hit.date.map(|date| date.to_string());
    let deadline = hit.dates.deadline.map(|day| format!("{day} 申报截止"));
    let seen = match (hit.first_seen.and_then(Moment::day), hit.changed.and_then(Moment::day)) {
        (_, Some(day)) => Some(format!("{day} 改动")),
        (day, None) => day.map(|day| format!("{day} 收录")),
    };
    let seen = seen.filter(|_| is_by_seen);
    let facts = [
        date.as_deref(),
        hit.agency.as_deref(),
        hit.district.as_deref().filter(|district| hit.agency.as_deref() != Some(district)),
        Some(hit.kind.name()),
        hit.doc_type.as_deref(),
        hit.number.as_deref(),
        hit.status.as_ref().map(|status| status.value.name()),
        deadline.as_deref(),
        seen.as_deref(),
    ];
    let facts: Vec<&str> = facts.into_iter().flatten().collect();
    writeln!(out, "  {}", one_line(&facts.join(" · ")))?;
    for snippet in &hit.snippets {
        let section = snippet.section.as_deref().map(|name| format!("【{name}】"));
        writeln!(out, "  {}{}", section.unwrap_or_default(), marked(&snippet.marked, MARK))?;
    }
    if !hit.versions.is_empty() {
        writeln!(out, "  另有 {} 个版本", hit.versions.len())?;
    }
    writeln!(out, "  {DIMMED}{}  {}{DIMMED:#}", one_line(&hit.id), sources(&hit.sources))
}

fn marked(runs: &Marked, style: Style) -> String {
    let show = |(text, mark): &(String, u8)| match mark {
        0 => text.clone(),
        _ => format!("{style}{text}{style:#}"),
    };
    // Cells of a table row are held apart by tabs.
    runs.iter().map(show).collect::<String>().replace('\t', "  ")
}

fn sources(sources: &[Source]) -> String {
    let show =
        |source: &Source| one_line(format!("{} {}", source.file, source.place).trim()).into_owned();
    sources.iter().map(show).collect::<Vec<_>>().join("；")
}

/// Writes a document whole: its fields, what leads to others, then its sections.
pub(crate) fn write_document(out: &mut impl Write, linked: &LinkedDocument) -> io::Result<()> {
    let document = &linked.document;
    writeln!(out, "{BOLD}{}{BOLD:#}", document.title)?;
    if let Some(subtitle) = &document.subtitle {
        writeln!(out, "——{subtitle}")?;
    }
    writeln!(out)?;
    let seen = [("收录", linked.first_seen), ("改动", linked.changed)];
    let seen = seen.into_iter().filter_map(|(name, at)| Some((name, at?.day()?.to_string())));
    for (name, value) in facts(document).into_iter().chain(seen) {
        writeln!(out, "{DIMMED}{name}{DIMMED:#}  {value}")?;
    }
    for (name, values) in related(&linked.links) {
        let separator = format!("\n{}", " ".repeat(2 * name.chars().count() + 2));
        if !values.is_empty() {
            writeln!(out, "{DIMMED}{name}{DIMMED:#}  {}", values.join(&separator))?;
        }
    }
    for section in &document.body {
        write_section(out, section)?;
    }
    Ok(())
}

/// The documents that a document leads to, by title and id.
fn related(links: &Links) -> [(&'static str, Vec<String>); 5] {
    let entries = |entries: &[DocumentEntry]| entries.iter().map(entry).collect();
    let named = |named: &NamedDocument| match &named.document {
        Some(found) => entry(found),
        None => {
            let Reference { title, number, .. } = &named.reference;
            let title = title.as_ref().map(|title| format!("《{title}》"));
            let name: String = title.into_iter().chain(number.clone()).collect();
            format!("{name}（未收录）")
        }
    };
    [
        ("其他版本", entries(&links.versions)),
        ("解读", entries(&links.explained_by)),
        ("解读的文件", entries(&links.explains)),
        ("引用", links.references.iter().map(named).collect()),
        ("被引用", entries(&links.cited_by)),
    ]
}

/// A document by its title, date and id.
pub(crate) fn entry(entry: &DocumentEntry) -> String {
    let date = entry.date.map(|date| format!("{date} ")).unwrap_or_default();
    one_line(&format!("《{}》（{date}{}）", entry.title, entry.id)).into_owned()
}

fn facts(document: &Document) -> Vec<(&str, String)> {
    let list = |list: Vec<String>| (!list.is_empty()).then(|| list.join("、"));
    let known = fields::ALL.iter().map(|field| (field.label, plain(field, document)));
    let corrected = document.corrected.iter().map(|f| fields::label(&f.name).to_owned());
    let beside = [
        ("更正", list(corrected.collect())),
        ("存疑", list(document.doubts.iter().map(doubt).collect())),
        ("来源", Some(sources(&document.sources))),
    ];
    let own = [("编号", Some(document.id.clone()))].into_iter().chain(known).chain(beside);
    let own = own.filter_map(|(name, value)| Some((name, value?)));
    own.chain(document.extra.iter().map(|f| (f.name.as_str(), f.value.clone()))).collect()
}

/// The value of a field on one line, dates as other programs read them; the title stands above.
fn plain(field: &Field, document: &Document) -> Option<String> {
    if [&fields::TITLE, &fields::SUBTITLE].contains(&field) {
        return None;
    }
    if let Some(status) = document.status.as_ref().filter(|_| *field == fields::STATUS) {
        return Some(format!("{}（{}）", status.value, status.evidence));
    }
    let told = |value: &String| field.facet.map_or(value.clone(), |f| f.told(value).to_owned());
    let values: Vec<String> = field.values(&document.fields).iter().map(told).collect();
    (!values.is_empty()).then(|| values.join("、"))
}

fn doubt(doubt: &Doubt) -> String {
    format!("{}“{}”{}", fields::label(&doubt.field), doubt.value, doubt.reason)
}

fn write_section(out: &mut impl Write, section: &Section) -> io::Result<()> {
    if let Some(heading) = &section.heading {
        writeln!(out, "\n{BOLD}{heading}{BOLD:#}")?;
    }
    for block in &section.blocks {
        match block {
            Block::Paragraph(text) => writeln!(out, "\n{text}")?,
            Block::Figure(caption) => writeln!(out, "\n[{caption}]")?,
            Block::Table(table) => write_table(out, table)?,
        }
    }
    section.sections.iter().try_for_each(|section| write_section(out, section))
}

fn write_table(out: &mut impl Write, table: &Table) -> io::Result<()> {
    writeln!(out)?;
    if let Some(caption) = &table.caption {
        writeln!(out, "{caption}")?;
    }
    for row in std::iter::once(&table.header).chain(&table.rows) {
        writeln!(out, "{}", row.join("\t"))?;
    }
    Ok(())
}
