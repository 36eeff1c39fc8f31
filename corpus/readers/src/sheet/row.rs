//! A row of a table that lists policies or organisations, as a record.

use crate::source::Origin;
use document::document::{Block, Section};
use document::fields::{self, Fields};
use document::headers::{self, Header};
use document::record::Record;
use language::fold;
use language::kind::Kind;

/// Words that a row of sums has in place of a title.
const TOTALS: [&str; 4] = ["合计", "总计", "小计", "共计"];

/// Whether a row sums up others and is no entry.
pub(crate) fn is_total(cells: &[String]) -> bool {
    cells.iter().any(|cell| TOTALS.contains(&fold::key(cell).as_str()))
}

/// The columns of a table, understood by their names.
pub(crate) struct Columns<'a> {
    names: &'a [String],
    headers: Vec<Option<Header>>,
}

impl<'a> Columns<'a> {
    /// Understands the names of columns; a name without a letter or digit says nothing.
    pub(crate) fn new(names: &'a [String]) -> Columns<'a> {
        let header = |name: &String| match fold::key(name).is_empty() && name.trim() != "#" {
            true => None,
            false => Header::by_name(name),
        };
        Columns { names, headers: names.iter().map(header).collect() }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    fn has(&self, header: Header) -> bool {
        self.headers.contains(&Some(header))
    }

    /// What the rows of a table in a text are: policies where a title comes with a field that
    /// policies have, organisations by their own column, else nothing of their own.
    pub(crate) fn kind_of_rows(&self) -> Option<Kind> {
        use fields::{AGENCY, DATE, EFFECTIVE, ISSUED, NUMBER, PUBLISHED, SUMMARY};
        let of_policies =
            [&DATE, &ISSUED, &PUBLISHED, &EFFECTIVE, &AGENCY, &NUMBER, &SUMMARY].map(Header::Field);
        match self.kind_of_entries() {
            Some(Kind::Policy) if !of_policies.iter().any(|&header| self.has(header)) => None,
            kind => kind,
        }
    }

    /// What the rows of a table of documents are, which is made of nothing else; `None` without a
    /// column for the title.
    pub(crate) fn kind_of_entries(&self) -> Option<Kind> {
        match (self.has(Header::Field(&fields::TITLE)), self.has(Header::Organization)) {
            (true, _) => Some(Kind::Policy),
            (false, true) => Some(Kind::Organization),
            (false, false) => None,
        }
    }

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
                    self.state(&mut record, name, header, cell);
                    section.blocks.extend(paragraphs(name, cell));
                }
            }
        }
        let place = if stated_place.is_empty() { place } else { stated_place.join(" ") };
        record.sources = vec![origin.source(place)];
        record.body = vec![section];
        record
    }

    fn state(&self, record: &mut Record, name: &str, header: Option<Header>, cell: &str) {
        match header {
            // Beside a title, an organisation is the one that issued it.
            Some(Header::Organization) if self.has(Header::Field(&fields::TITLE)) => {
                headers::state(record, "发布机构", cell);
            }
            // Spreadsheets break long titles into lines.
            Some(header) if header.field() == Some(&fields::TITLE) => {
                headers::state(record, name, &cell.lines().map(str::trim).collect::<String>());
            }
            _ => headers::state(record, name, cell),
        }
    }
}

/// The cell as text, verbatim, under the name of its column; a line of it is a paragraph.
fn paragraphs(name: &str, cell: &str) -> impl Iterator<Item = Block> {
    let prefix = if name.trim().is_empty() { String::new() } else { format!("{}：", name.trim()) };
    let text = prefix + cell;
    let lines: Vec<String> = text.lines().map(|line| line.trim().to_owned()).collect();
    lines.into_iter().filter(|line| !line.is_empty()).map(Block::Paragraph)
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
    fn understands_tables_by_their_headers() {
        let cases: [(&[&str], Option<Kind>); 9] = [
            (&["政策标题", "印发部门"], Some(Kind::Policy)),
            (&["文件名称（全称）", "清理结论", "文号"], Some(Kind::Policy)),
            (&["时间", "机构", "政策", "内容"], Some(Kind::Policy)),
            (&["序号", "文件名称", "发文字号"], Some(Kind::Policy)),
            (&["标题", "发布单位", "备注"], Some(Kind::Policy)),
            (&["成立时间", "组织名称", "发起成员或机构"], Some(Kind::Organization)),
            (&["数字", "说明", "报告中的位置"], None),
            (&["名称", "数量"], None),
            (&["", "——"], None),
        ];
        for (header, expected) in cases {
            assert_eq!(Columns::new(&strings(header)).kind_of_rows(), expected, "{header:?}");
        }
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
