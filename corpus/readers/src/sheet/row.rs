//! A row of a table that lists policies or organisations, as a record.

use crate::sheet::agencies;
use crate::sheet::columns::Columns;
use crate::sheet::dates;
use crate::source::Origin;
use document::document::{Block, Section};
use document::fields::{self, Fields};
use document::headers::{self, Header};
use document::record::Record;
use language::kind::Kind;
use language::{doc_type, fold, number};

/// Words that a row of sums has in place of a title.
const TOTALS: [&str; 4] = ["合计", "总计", "小计", "共计"];

/// Types of rules that an order gives.
const RULES: [&str; 7] = ["法", "条例", "办法", "规定", "细则", "规则", "决定"];

/// Whether a row sums up others and is no entry.
pub(crate) fn is_total(cells: &[String]) -> bool {
    cells.iter().any(|cell| TOTALS.contains(&fold::key(cell).as_str()))
}

impl Columns {
    /// The record of a row; `place` is where it stands unless a column says so itself. Its
    /// title is empty where the row has none.
    pub(crate) fn record(
        &self,
        cells: &[String],
        kind: Kind,
        origin: Origin<'_>,
        place: String,
    ) -> Record {
        let mut record =
            Record { fields: Fields { kind, ..Fields::default() }, ..Record::default() };
        let (mut section, mut stated_place) = (Section::default(), Vec::new());
        for ((name, &header), cell) in self.names.iter().zip(&self.headers).zip(cells) {
            let cell = cell.trim();
            match header {
                _ if cell.is_empty() => {}
                Some(Header::Source | Header::Place) => stated_place.push(cell),
                Some(Header::Ignored) => {}
                _ => {
                    // Nobody wrote the number that a spreadsheet counts days by.
                    let counted = is_day(header).then(|| dates::counted(cell)).flatten();
                    let counted = counted.map(|date| date.to_string());
                    let cell = counted.as_deref().unwrap_or(cell);
                    self.state(&mut record, name, header, cell);
                    section.blocks.push(paragraph(name, cell));
                }
            }
        }
        if record.fields.category.is_none() && gives_regulation(&record.fields) {
            record.fields.kind = Kind::Regulation;
        }
        let place = if stated_place.is_empty() { place } else { stated_place.join(" ") };
        record.sources = vec![origin.source(place)];
        record.body = vec![section];
        record
    }

    fn state(&self, record: &mut Record, name: &str, header: Option<Header>, cell: &str) {
        let short = is_day(header).then(|| dates::short(cell)).flatten();
        match header {
            None if fold::key(name).is_empty() => {}
            _ if short.is_some() => {
                let day = short.map(|date| date.to_string()).unwrap_or_default();
                headers::state_as(record, header, name, &day);
            }
            // Beside a title, an organisation is the one that issued it.
            Some(Header::Organization) if self.has(Header::Field(&fields::TITLE)) => {
                headers::state(record, "发布机构", &agencies::bare(cell));
            }
            // Spreadsheets break long titles into lines.
            Some(header) if header.field() == Some(&fields::TITLE) => {
                let title = cell.lines().map(str::trim).collect::<String>();
                headers::state_as(record, Some(header), name, &title);
            }
            Some(header) if header.field() == Some(&fields::AGENCY) => {
                headers::state_as(record, Some(header), name, &agencies::bare(cell));
            }
            _ => headers::state_as(record, header, name, cell),
        }
    }
}

/// Whether a column holds days.
fn is_day(header: Option<Header>) -> bool {
    use fields::{DATE, EFFECTIVE, EXPIRES, ISSUED, PUBLISHED};
    let field = header.and_then(Header::field);
    field.is_some_and(|field| [&DATE, &ISSUED, &PUBLISHED, &EFFECTIVE, &EXPIRES].contains(&field))
}

/// Whether what is listed among policies is a regulation by its number: rules that an order (令) gives.
fn gives_regulation(fields: &Fields) -> bool {
    let is_order = fields.number.as_deref().is_some_and(number::is_order);
    let doc_type = doc_type::of_title(&fields.title).map(|(name, _)| name);
    is_order && fields.kind == Kind::Policy && doc_type.is_some_and(|name| RULES.contains(&name))
}

/// The cell as text, line by line, under the name of its column.
fn paragraph(name: &str, cell: &str) -> Block {
    let prefix = if name.trim().is_empty() { String::new() } else { format!("{}：", name.trim()) };
    let lines = cell.lines().map(str::trim).filter(|line| !line.is_empty());
    Block::Paragraph(prefix + &lines.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use language::gazetteer::Gazetteer;

    use super::*;

    fn strings(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|&cell| cell.to_owned()).collect()
    }

    #[test]
    fn a_row_states_its_cells_verbatim() {
        let header = strings(&["序号", "成立时间", "政策", "机构", "备注", "来源", "位置", ""]);
        let cells = strings(&[
            "1",
            "2020年3月",
            "某区行动\n计划",
            "市科委",
            "试行",
            "报告",
            "表1 第3行",
            "余",
        ]);
        let origin = Origin::new(Path::new("a.csv"), "a.csv", Gazetteer::builtin());
        let read = Columns::new(&header).record(&cells, Kind::Policy, origin, String::new());
        assert_eq!(read.fields.title, "某区行动计划");
        assert_eq!(read.fields.date.map(|date| date.to_string()).as_deref(), Some("2020-03"));
        assert_eq!(read.fields.agencies, ["市科委"]);
        assert_eq!(read.extra.len(), 1);
        assert_eq!(read.sources[0].place, "报告 表1 第3行");
        let text: Vec<_> = read.passages().iter().map(|p| p.text.to_string()).collect();
        let expected =
            ["成立时间：2020年3月", "政策：某区行动", "计划", "机构：市科委", "备注：试行", "余"];
        assert_eq!(text, expected);
    }
}
