//! Tables of counts for charts and for reports.

use std::str::FromStr;

use search::{CountTable, Counted, CountedField, Counts, FilterField};

use crate::about::About;
use crate::chart::Bar;
use crate::table::{Cell, Column, Row, Table};
use crate::writing::Format;

/// What counts are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A table in a format.
    Table(Format),
    /// A chart.
    Svg,
    /// A chart as a picture.
    Png,
}

impl FromStr for Form {
    type Err = strum::ParseError;

    fn from_str(name: &str) -> Result<Form, strum::ParseError> {
        match name {
            "svg" => Ok(Form::Svg),
            "png" => Ok(Form::Png),
            name => name.parse().map(Form::Table),
        }
    }
}

/// What to count by: a field, or two with a comma between them that are crossed.
pub fn fields(text: &str) -> Option<(FilterField, Option<FilterField>)> {
    let field = |name: &str| name.trim().parse().ok();
    match text.split_once(',') {
        None => Some((field(text)?, None)),
        Some((rows, columns)) => Some((field(rows)?, Some(field(columns)?))),
    }
}

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
        Row::Cells { cells, source: String::new(), note: String::new() }
    };
    let cells = |at: usize| table.cells.get(at).map(Vec::as_slice).unwrap_or_default();
    let of_row = |(at, value): (usize, &search::CountedValue)| {
        row(&value.label, cells(at), Cell::count(value.count))
    };
    let mut rows: Vec<Row> = table.rows.values.iter().enumerate().map(of_row).collect();
    let sums = table.columns.iter().flat_map(|columns| &columns.values).map(|value| value.count);
    rows.push(row("合计", &sums.collect::<Vec<_>>(), Cell::count(counts.total)));
    (Table { caption, columns: columns.collect(), rows: rows.len(), about }, rows)
}

/// What is counted, for captions.
fn subject(counts: &Counts) -> String {
    match counts.query.trim() {
        "" => "文件".to_owned(),
        query => format!("“{query}”相关文件"),
    }
}

#[cfg(test)]
mod tests {
    use search::{CountedValue, Understood};

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
    fn tables_have_their_sums() {
        let rows = field(FilterField::DISTRICTS, &[("静安区", 3), ("", 1)]);
        let columns = field(FilterField::DATES, &[("2020", 2), ("2019", 2)]);
        let single = CountTable { rows: rows.clone(), columns: None, cells: Vec::new() };
        let crossed =
            CountTable { rows, columns: Some(columns), cells: vec![vec![2, 1], vec![0, 1]] };
        let counts = Counts {
            query: "链".to_owned(),
            understood: Understood::default(),
            notices: Vec::new(),
            complete: true,
            total: 4,
            tables: vec![single, crossed],
            took_ms: 0.1,
        };
        let expected = [
            "“链”相关文件的篇数：按行政区\n行政区|合计\n静安区|3\n|1\n合计|4\n",
            "“链”相关文件的篇数：按行政区和年份\n行政区|2020|2019|合计\n静安区|2|1|3\n|0|1|1\n\
             合计|2|2|4\n",
        ];
        for (table_of, expected) in counts.tables.iter().zip(expected) {
            let (table, rows) = table(&counts, table_of, about());
            let names = table.columns.iter().map(|column| column.name.clone());
            let mut told = format!("{}\n{}\n", table.caption, names.collect::<Vec<_>>().join("|"));
            for row in rows {
                let Row::Cells { cells, .. } = row else { continue };
                let cells = cells.iter().map(|cell| cell.lines().join(""));
                told += &format!("{}\n", cells.collect::<Vec<_>>().join("|"));
            }
            assert_eq!(told, expected);
        }
    }

    fn about() -> About {
        About {
            query: "链".to_owned(),
            conditions: Vec::new(),
            layout: String::new(),
            total: 4,
            listed: 4,
            commit: String::new(),
            committed: None,
            made: jiff::Zoned::now(),
            notices: Vec::new(),
        }
    }
}
