//! Tables of counts for charts, for reports and as CSV.

use search::{CountTable, Counted, CountedField, Counts};

use crate::about::About;
use crate::chart::Bar;
use crate::spreadsheet;
use crate::table::{Cell, Column, Row, Table};

/// The most years in which there is nothing that stand between others.
const WIDEST_GAP: u32 = 40;

/// The bars of the values that are told each on its own, in the order of the table.
pub fn bars(field: &CountedField, most: usize) -> Vec<Bar> {
    let bar = |value: &search::CountedValue| match value.of {
        Counted::Value { .. } => Some(Bar { label: value.label.clone(), value: value.count }),
        Counted::Others { .. } | Counted::None => None,
    };
    field.values.iter().filter_map(bar).take(most).collect()
}

/// The bars of years, the earliest first, with those in which there is nothing.
pub fn course_of_years(years: &CountedField) -> Vec<Bar> {
    let year = |value: &search::CountedValue| match &value.of {
        Counted::Value { value: year } => Some((year.parse().ok()?, value.count)),
        Counted::Others { .. } | Counted::None => None,
    };
    let mut counts: Vec<(u32, usize)> = years.values.iter().filter_map(year).collect();
    counts.sort_unstable();
    let bar = |(year, value): (u32, usize)| (year, Bar { label: year.to_string(), value });
    let bars = counts.into_iter().map(bar).collect();
    years_between(bars, |year| Bar { label: year.to_string(), value: 0 })
}

/// What there is of years, in their order, with what stands for those between them.
pub(crate) fn years_between<T>(years: Vec<(u32, T)>, empty: impl Fn(u32) -> T) -> Vec<T> {
    let mut all = Vec::with_capacity(years.len());
    let mut next = None;
    for (year, known) in years {
        let between = next.unwrap_or(year)..year;
        if between.len() as u32 <= WIDEST_GAP {
            all.extend(between.map(&empty));
        }
        all.push(known);
        next = Some(year.saturating_add(1));
    }
    all
}

/// A table of counts for a report, and its rows.
pub fn table(counts: &Counts, table: &CountTable, about: About) -> (Table, Vec<Row>) {
    let name = table.rows.field.facet_label();
    let first = Column::new(table.rows.field.facet(), name, 12);
    let across = table.columns.iter().flat_map(|columns| &columns.values);
    let across = across.map(|value| Column::new(&value.label, &value.label, 6));
    let columns = [first].into_iter().chain(across).chain([Column::new("total", "合计", 6)]);
    let caption = match &table.columns {
        None => format!("{}的篇数：按{name}", subject(counts)),
        Some(columns) => {
            format!("{}的篇数：按{name}和{}", subject(counts), columns.field.facet_label())
        }
    };
    let row = |label: &str, cells: &[usize], total: Cell| {
        let counts = cells.iter().map(|&count| Cell::count(count));
        let cells = [Cell::text(label)].into_iter().chain(counts).chain([total]).collect();
        Row::Cells { cells, source: String::new() }
    };
    let cells = |at: usize| table.cells.get(at).map(Vec::as_slice).unwrap_or_default();
    let of_row = |(at, value): (usize, &search::CountedValue)| {
        row(&value.label, cells(at), Cell::count(value.count))
    };
    let mut rows: Vec<Row> = table.rows.values.iter().enumerate().map(of_row).collect();
    let sums = table.columns.iter().flat_map(|columns| &columns.values).map(|value| value.count);
    rows.push(row("合计", &sums.collect::<Vec<_>>(), Cell::count(counts.total)));
    (Table { caption, columns: columns.collect(), about }, rows)
}

/// What is counted, for captions.
fn subject(counts: &Counts) -> String {
    match counts.query.trim() {
        "" => "文件".to_owned(),
        query => format!("“{query}”相关文件"),
    }
}

/// All tables as one file of CSV; what should be known of them stands below.
pub fn csv(counts: &Counts) -> String {
    let notices = counts.notices.iter().map(|notice| vec!["提示".to_owned(), notice.text.clone()]);
    let notices: Vec<Vec<String>> = notices.collect();
    let notices = Some(notices).filter(|notices| !notices.is_empty());
    spreadsheet::file(counts.tables.iter().map(rows).chain(notices))
}

/// The rows of a table, with its header and the counts of whole rows and columns.
fn rows(table: &CountTable) -> Vec<Vec<String>> {
    let name = table.rows.field.facet_label();
    let rows = table.rows.values.iter();
    let Some(columns) = &table.columns else {
        let pairs = rows.map(|row| vec![row.label.clone(), row.count.to_string()]);
        return [vec![name.to_owned(), "篇数".to_owned()]].into_iter().chain(pairs).collect();
    };
    let line = |first: &str, cells: Vec<String>, last: &str| {
        [first.to_owned()].into_iter().chain(cells).chain([last.to_owned()]).collect()
    };
    let labels = columns.values.iter().map(|column| column.label.clone()).collect();
    let sums = columns.values.iter().map(|column| column.count.to_string()).collect();
    let corner = format!("{name}＼{}", columns.field.facet_label());
    let mut lines = vec![line(&corner, labels, "合计")];
    lines.extend(rows.zip(&table.cells).map(|(row, cells)| {
        line(&row.label, cells.iter().map(usize::to_string).collect(), &row.count.to_string())
    }));
    lines.push(line("合计", sums, ""));
    lines
}

#[cfg(test)]
mod tests {
    use search::{CountedValue, FilterField, Notice, NoticeCode, Understood};

    use super::*;

    /// Labels with counts.
    type Pairs = [(&'static str, usize)];

    fn field(field: FilterField, values: &[(&str, usize)]) -> CountedField {
        let value = |&(value, count): &(&str, usize)| CountedValue {
            of: match value {
                "" => Counted::None,
                "…" => Counted::Others { values: 2 },
                value => Counted::Value { value: value.to_owned() },
            },
            label: value.to_owned(),
            count,
        };
        let values = values.iter().map(value).collect();
        CountedField { field, values, overlapping: false }
    }

    #[test]
    fn years_follow_each_other() {
        let cases: [(&Pairs, &Pairs); 4] = [
            (
                &[("2020", 3), ("2018", 1), ("…", 9), ("", 2)],
                &[("2018", 1), ("2019", 0), ("2020", 3)],
            ),
            // A stray year does not make a chart of centuries.
            (&[("2020", 3), ("1911", 1)], &[("1911", 1), ("2020", 3)]),
            (&[("", 2)], &[]),
            (&[("4294967295", 2), ("x", 1)], &[("4294967295", 2)]),
        ];
        for (given, expected) in cases {
            let bars = course_of_years(&field(FilterField::DATES, given));
            let seen: Vec<_> = bars.iter().map(|bar| (bar.label.as_str(), bar.value)).collect();
            assert_eq!(seen, expected);
        }
    }

    #[test]
    fn bars_are_of_single_values() {
        let agencies = field(FilterField::AGENCIES, &[("甲", 5), ("乙", 2), ("…", 9), ("", 3)]);
        for (most, expected) in [(9, "甲 乙"), (1, "甲"), (0, "")] {
            let labels: Vec<_> = bars(&agencies, most).into_iter().map(|bar| bar.label).collect();
            assert_eq!(labels.join(" "), expected);
        }
    }

    #[test]
    fn tables_are_csv_with_their_sums() {
        let rows = field(FilterField::DISTRICTS, &[("静安区", 3), ("", 1)]);
        let columns = field(FilterField::DATES, &[("2020", 2), ("2019", 2)]);
        let single = CountTable { rows: rows.clone(), columns: None, cells: Vec::new() };
        let crossed =
            CountTable { rows, columns: Some(columns), cells: vec![vec![2, 1], vec![0, 1]] };
        let (code, text) = (NoticeCode::CutOff, "没有数完".to_owned());
        let counts = Counts {
            query: String::new(),
            understood: Understood::default(),
            notices: vec![Notice { code, text, words: String::new() }],
            complete: false,
            total: 4,
            tables: vec![single, crossed],
            took_ms: 0.1,
        };
        let expected = "\u{feff}行政区,篇数\n静安区,3\n,1\n\n\
                        行政区＼年份,2020,2019,合计\n静安区,2,1,3\n,0,1,1\n合计,2,2,\n\n\
                        提示,没有数完\n";
        assert_eq!(csv(&counts), expected);
        let quiet = Counts { notices: Vec::new(), ..counts };
        assert_eq!(csv(&quiet), expected.replace("\n提示,没有数完\n", ""));
    }
}
