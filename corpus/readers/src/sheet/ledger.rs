//! Ledgers: tables of nothing but documents, one in each row, under a header that may have two rows,
//! stand below a title and be repeated on each page.

use language::fold;
use language::gazetteer::Gazetteer;
use language::kind::Kind;

use document::headers::Header;

use crate::error::RecordFault;
use crate::sheet::columns::Columns;
use crate::sheet::grid;
use crate::sheet::row;
use crate::source::{Item, Origin};
use crate::text::numbering;

/// Rows at the top that tell what a table is.
pub(crate) const SAMPLE: usize = 100;

/// Rows above the header that a table may have: its title, who made it, when.
const LINES_ABOVE: usize = 10;

/// Rows that a header has at most.
const HEADER_ROWS: usize = 3;

/// A row that is not blank, and its number counted from 1.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) number: usize,
    pub(crate) cells: Vec<String>,
}

impl Row {
    /// How many cells have anything.
    pub(crate) fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }
}

/// A ledger: how its rows become records.
#[derive(Debug)]
pub(crate) struct Ledger {
    columns: Columns,
    kind: Kind,
    /// The number of its first row.
    first: usize,
    /// The rows of the header, as pages repeat them.
    header: Vec<Vec<String>>,
}

impl Ledger {
    /// The ledger that a table is, by its first rows; `None` for a table of something else.
    pub(crate) fn of(rows: &[Row], gazetteer: &Gazetteer) -> Option<Ledger> {
        let at = header_at(rows)?;
        let names = &rows[at].cells;
        let mut header = vec![names.clone()];
        let (mut whole, mut start) = (names.clone(), at + 1);
        while header.len() < HEADER_ROWS
            && let Some(row) = rows.get(start)
            && let Some(names) = whole_header(&whole, &row.cells)
        {
            header.push(row.cells.clone());
            (whole, start) = (names, start + 1);
        }
        let cells = |from: usize| rows[from.min(rows.len())..].iter().map(|row| &*row.cells);
        let below: Vec<&[String]> = cells(start).collect();
        let columns = Columns::of_rows(&whole, &below, gazetteer);
        // Where the cells of the first row are such as those below, they are no names.
        if header.len() == 1 && columns.known_by_name() == 0 && columns.is_told_by(names, gazetteer)
        {
            let all: Vec<&[String]> = cells(at).collect();
            let columns = Columns::of_rows(&vec![String::new(); names.len()], &all, gazetteer);
            let kind = columns.kind_of_entries(&all)?;
            return Some(Ledger { columns, kind, first: rows[at].number, header: Vec::new() });
        }
        let kind = columns.kind_of_entries(&below)?;
        header.push(whole);
        Some(Ledger { columns, kind, first: rows[start - 1].number + 1, header })
    }

    /// What was told by cells and not by names, in words; `None` where there is nothing.
    pub(crate) fn notice(&self, origin: Origin<'_>) -> Option<String> {
        let told: Vec<String> =
            self.columns.told().map(|(name, field)| format!("“{name}”作{field}")).collect();
        (!told.is_empty()).then(|| {
            let path = origin.path.display();
            let told = told.join("、");
            format!("{path}：有的列名不认识，已按单元格的内容收录：{told}；如果不对，请改列名")
        })
    }

    /// What a row is; `None` for one that is no entry: a header, a heading, a remark, sums.
    pub(crate) fn item(&self, row: Row, origin: Origin<'_>, place: String) -> Option<Item> {
        let is_aside = row.filled() < 2 && row.cells.len() >= self.columns.len();
        if row.number < self.first || row::is_total(&row.cells) || self.is_header(&row.cells) {
            return None;
        }
        let cells = grid::fit(row.cells, self.columns.len());
        let record = self.columns.record(&cells, self.kind, origin, place);
        let title = &record.fields.title;
        match title.is_empty() {
            true if is_aside => None,
            true => Some(Item::Problem(origin.record_error(row.number, RecordFault::NoTitle))),
            // 一、综合类
            false if is_aside && self.columns.len() > 1 && numbering::split(title).is_some() => {
                None
            }
            false => Some(Item::Record(Box::new(record))),
        }
    }

    fn is_header(&self, cells: &[String]) -> bool {
        let is_same = |row: &Vec<String>| {
            let cell =
                |row: &[String], at: usize| row.get(at).map(|c| fold::key(c)).unwrap_or_default();
            (0..row.len().max(cells.len())).all(|at| cell(row, at) == cell(cells, at))
        };
        self.header.iter().any(is_same)
    }
}

/// Where the header is: the first row near the top that names a title column among others (alone
/// where the table has no other), unless one above it names more columns; else the first that names
/// two columns, else the first of several cells.
fn header_at(rows: &[Row]) -> Option<usize> {
    let widest = rows.iter().map(Row::filled).max().unwrap_or(0);
    let near = &rows[..rows.len().min(LINES_ABOVE)];
    let columns = |row: &Row| Columns::new(&row.cells);
    let known = |at: usize| columns(&near[at]).known_by_name();
    let is_several = |row: &Row| row.filled() > 1 || widest == 1;
    let titled = near.iter().position(|row| is_several(row) && columns(row).names_entries());
    let named = (0..near.len()).find(|&at| known(at) > 1);
    match (titled, named) {
        (Some(titled), Some(named)) if named < titled && known(named) > known(titled) => {
            Some(named)
        }
        (Some(titled), _) => Some(titled),
        (None, named) => named.or_else(|| near.iter().position(|row| row.filled() > 1)),
    }
}

/// The header of two rows (发文信息 over 发文单位, 文号 and 日期): the lower name where there is one,
/// or both together (成文 under 日期). `None` where the lower row is one of values.
fn whole_header(upper: &[String], lower: &[String]) -> Option<Vec<String>> {
    let cell = |row: &[String], at: usize| row.get(at).cloned().unwrap_or_default();
    let (mut names, mut over) = (Vec::new(), String::new());
    let (mut known, mut unknown) = (0, 0);
    for at in 0..upper.len().max(lower.len()) {
        let (above, below) = (cell(upper, at), cell(lower, at));
        // A merged cell has its name in its first column.
        if !above.is_empty() {
            over.clone_from(&above);
        }
        if below.is_empty() || below == above {
            names.push(above);
            continue;
        }
        let both = [over.clone() + &below, below.clone(), below.clone() + &over];
        let name = both.into_iter().find(|name| Header::by_name(name).is_some());
        *(if name.is_some() { &mut known } else { &mut unknown }) += 1;
        names.push(name.unwrap_or(below));
    }
    (known > 1 && known > unknown).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_may_have_two_rows() {
        let row = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        let cases = [
            ("政策名称,发文信息,,内容", ",发文单位,文号,", Some("政策名称,发文单位,文号,内容")),
            ("政策名称,发文信息,", "政策名称,发文单位,文号", Some("政策名称,发文单位,文号")),
            ("政策名称,发文信息,,备注", ",发文单位,文号,页数", Some("政策名称,发文单位,文号,页数")),
            ("政策名称,日期,,页数", ",成文,印发,", Some("政策名称,成文日期,印发日期,页数")),
            ("政策名称,发文,,页数", ",单位,字号,", Some("政策名称,发文单位,发文字号,页数")),
            ("标题,文号,发布日期", "关于做好甲的通知,江府发〔2024〕3号,2024-03-05", None),
            ("政策名称,发文单位", "甲办法,市建委", None),
            ("政策名称,发文单位", "政策名称,发文单位", None),
            ("政策名称,发文单位", "文号,", None),
        ];
        for (upper, lower, expected) in cases {
            assert_eq!(whole_header(&row(upper), &row(lower)), expected.map(row), "{lower}");
        }
    }

    #[test]
    fn tables_of_documents() {
        // What the table is, and the columns that were told by their cells.
        let cases = [
            ("序号|标题|日期/1|甲|2024", Some("")),
            ("标题/甲", Some("")),
            ("某市目录||/序号|名称|文号/1|甲|江府发〔2024〕3号", Some("")),
            ("序号|名称|日期/1|甲管理办法|2024", Some("")),
            ("序号|名称|主要内容/1|桥面铺装|沥青", None),
            ("序号|名称|主要内容/1|桥面铺装技术规范|编制一本", None),
            ("代码|名称/110000|滨江区", None),
            ("区县|加氢站（座）|资金（万元）/滨江区|3|600", None),
            ("单位名称|地址/江城长桥公司|长桥路1号", None),
            ("事项|设定依据|实施机关/办证|《甲管理办法》|江城市公安局", None),
            ("甲乙|丙丁/关于做好甲的通知|江城市财政局", Some("甲乙:标题 丙丁:机构")),
            ("甲乙||丙/关于做好甲的通知|2024-03-05|好", Some("甲乙:标题 第2列:日期")),
            ("甲乙|丙丁/关于做好甲的通知|好", None),
            ("甲乙|类别|日期/关于做好甲的通知|政策|2024", Some("甲乙:标题")),
            ("文件标题|何时/甲|2024-03-05", Some("何时:日期")),
            (
                "关于做好甲的通知|2024-03-05/关于做好乙的通知|2024-03-06",
                Some("第1列:标题 第2列:日期"),
            ),
            ("成立时间|组织名称/2020|江城桥梁协会", Some("")),
        ];
        for (table, expected) in cases {
            let row = |(number, row): (usize, &str)| Row {
                number,
                cells: row.split('|').map(str::to_owned).collect(),
            };
            let rows: Vec<Row> = (1..).zip(table.split('/')).map(row).collect();
            let ledger = Ledger::of(&rows, Gazetteer::builtin());
            let told = ledger.map(|ledger| {
                let told = ledger.columns.told().map(|(name, field)| format!("{name}:{field}"));
                told.collect::<Vec<_>>().join(" ")
            });
            assert_eq!(told.as_deref(), expected, "{table}");
        }
    }
}
