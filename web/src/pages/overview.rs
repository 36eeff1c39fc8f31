//! The page that counts a result: by year, crossed with districts and agencies, by kind.

use askama::Template;
use report::about::OVERLAPPING;
use report::chart::{self, Bar, Chart};
use report::counts::{bars, course_of_years};
use report::number::grouped;
use search::{CountBy, CountTable, Counted, CountedBy, CountedField, CountedValue, Counts};
use search::{FilterField, Having};

use super::results::answer::counted;
use super::{Frame, wording};
use crate::parameters::Parameters;

/// How many years stand side by side, and how many names below each other.
const ACROSS: usize = 12;
const DOWN: usize = 15;

/// How many years a course of them has at most.
const YEARS: usize = 100;

/// How many names a chart has.
const CHARTED: usize = 10;

/// What tables and their charts can be kept as.
const FILES: [(&str, &str); 6] = [
    ("CSV", "csv"),
    ("Excel", "xlsx"),
    ("Word", "docx"),
    ("Markdown", "md"),
    ("图 SVG", "svg"),
    ("图 PNG", "png"),
];

/// How many shades cells have.
const SHADES: usize = 5;

/// What is counted for the page, in one pass.
pub(super) const TABLES: [CountBy; 5] = [
    CountBy { rows: by(FilterField::DATES, YEARS), columns: None },
    CountBy {
        rows: by(FilterField::DISTRICTS, DOWN),
        columns: Some(by(FilterField::DATES, ACROSS)),
    },
    CountBy {
        rows: by(FilterField::AGENCIES, DOWN),
        columns: Some(by(FilterField::DATES, ACROSS)),
    },
    CountBy { rows: by(FilterField::KINDS, DOWN), columns: None },
    CountBy { rows: by(FilterField::DOC_TYPES, DOWN), columns: None },
];

const fn by(field: FilterField, most: usize) -> CountedBy {
    CountedBy { field, most }
}

/// What the page shows.
#[derive(Template)]
#[template(path = "overview.html")]
pub(super) struct OverviewPage {
    frame: Frame,
    heading: String,
    total: String,
    complete: bool,
    /// What is counted, in words; empty for the whole library.
    counted: String,
    notices: Vec<String>,
    /// The documents that are counted.
    documents: String,
    parts: Option<Parts>,
}

/// The parts of the page, in their order.
struct Parts {
    years: Figure,
    matrices: [Matrix; 2],
    names: [Figure; 3],
}

/// A chart with its figures.
struct Figure {
    id: &'static str,
    heading: &'static str,
    /// As SVG; none where there is nothing to draw.
    chart: Option<String>,
    label: &'static str,
    lines: Vec<Line>,
    notes: Vec<&'static str>,
    files: Vec<(&'static str, String)>,
}

/// A value with its count, and where its documents are listed.
struct Line {
    label: String,
    count: String,
    href: Option<String>,
}

/// Two fields crossed.
struct Matrix {
    id: &'static str,
    heading: &'static str,
    label: &'static str,
    columns: Vec<Line>,
    rows: Vec<(Line, Vec<Cell>)>,
    notes: Vec<&'static str>,
    files: Vec<(&'static str, String)>,
}

/// A count of two values at once; an empty one is of none.
struct Cell {
    count: String,
    /// How dark it is, from 1; 0 is not shaded.
    shade: usize,
    href: Option<String>,
}

impl OverviewPage {
    /// The page of the [`TABLES`] that were counted for a search.
    pub(super) fn new(parameters: &Parameters, counts: &Counts) -> OverviewPage {
        let query = parameters.request.query.trim();
        let (heading, title) = match query {
            "" => ("文件概览".to_owned(), "文件概览 · 政策检索".to_owned()),
            query => {
                (format!("{}的概览", wording::quoted(query)), format!("{query} 的概览 · 政策检索"))
            }
        };
        let shower = Shower { parameters };
        let parts = match &counts.tables[..] {
            [years, districts, agencies, kinds, doc_types] if counts.total > 0 => Some(Parts {
                years: shower.course("years", "历年篇数", years),
                matrices: [
                    shower.matrix("districts-by-year", "行政区与年份", districts),
                    shower.matrix("agencies-by-year", "机构与年份", agencies),
                ],
                names: [
                    shower.names("agencies", "主要机构", &agencies.rows),
                    shower.names("kinds", "类别", &kinds.rows),
                    shower.names("doc-types", "文种", &doc_types.rows),
                ],
            }),
            _ => None,
        };
        OverviewPage {
            frame: Frame::new(title, parameters),
            heading,
            total: grouped(counts.total),
            complete: counts.complete,
            counted: counted(parameters, &counts.understood),
            notices: counts.notices.iter().map(|notice| notice.text.clone()).collect(),
            documents: parameters.at(0).href("/"),
            parts,
        }
    }
}

/// Shows counts with links to the documents that were counted.
struct Shower<'a> {
    parameters: &'a Parameters,
}

impl Shower<'_> {
    /// A chart of years.
    fn course(&self, id: &'static str, heading: &'static str, table: &CountTable) -> Figure {
        let bars = course_of_years(&table.rows);
        self.figure((id, heading), &table.rows, drawn(id, heading, bars, chart::upright))
    }

    /// A chart of names.
    fn names(&self, id: &'static str, heading: &'static str, field: &CountedField) -> Figure {
        let bars = bars(field, CHARTED);
        self.figure((id, heading), field, drawn(id, heading, bars, chart::lying))
    }

    fn figure(
        &self,
        (id, heading): (&'static str, &'static str),
        field: &CountedField,
        chart: Option<String>,
    ) -> Figure {
        Figure {
            id,
            heading,
            chart,
            label: field.field.facet_label(),
            lines: field.values.iter().map(|value| self.line(field, value)).collect(),
            notes: notes(&[field]),
            files: self.files(&[field.field]),
        }
    }

    fn matrix(&self, id: &'static str, heading: &'static str, table: &CountTable) -> Matrix {
        let (rows, columns) = (&table.rows, table.columns.as_ref().unwrap_or(&table.rows));
        let is_single = |value: &CountedValue| matches!(value.of, Counted::Value { .. });
        let singles = || rows.values.iter().zip(&table.cells).filter(|(row, _)| is_single(row));
        let across = |cells: &Vec<usize>| {
            let cells = columns.values.iter().zip(cells).filter(|(column, _)| is_single(column));
            cells.map(|(_, &count)| count).max().unwrap_or_default()
        };
        let most = singles().map(|(_, cells)| across(cells)).max().unwrap_or_default();
        let row = |(row, cells): (&CountedValue, &Vec<usize>)| {
            let cell = |(column, &count): (&CountedValue, &usize)| Cell {
                count: if count > 0 { grouped(count) } else { String::new() },
                shade: match is_single(row) && is_single(column) {
                    true => shade(count, most),
                    false => 0,
                },
                href: self.led_to([(rows, row), (columns, column)]).filter(|_| count > 0),
            };
            (self.line(rows, row), columns.values.iter().zip(cells).map(cell).collect())
        };
        Matrix {
            id,
            heading,
            label: rows.field.facet_label(),
            columns: columns.values.iter().map(|value| self.line(columns, value)).collect(),
            rows: rows.values.iter().zip(&table.cells).map(row).collect(),
            notes: notes(&[rows, columns]),
            files: self.files(&[rows.field, columns.field]),
        }
    }

    /// The files of a table, by what they are.
    fn files(&self, by: &[FilterField]) -> Vec<(&'static str, String)> {
        let href =
            |(name, format): (&'static str, &str)| (name, self.parameters.counts_href(by, format));
        FILES.into_iter().map(href).collect()
    }

    fn line(&self, field: &CountedField, value: &CountedValue) -> Line {
        Line {
            label: value.label.clone(),
            count: grouped(value.count),
            href: self.led_to([(field, value)]),
        }
    }

    /// Where the documents are listed that were counted; `None` where values were summed.
    fn led_to<const N: usize>(&self, of: [(&CountedField, &CountedValue); N]) -> Option<String> {
        let having = of.into_iter().map(|(field, value)| {
            let value = match &value.of {
                Counted::Value { value } => Some(value.clone()),
                Counted::None => None,
                Counted::Others { .. } => return None,
            };
            Some(Having { field: field.field, value })
        });
        let having: Option<Vec<Having>> = having.collect();
        Some(self.parameters.having(having?).href("/"))
    }
}

/// A chart; one bar says nothing.
fn drawn(id: &str, title: &str, bars: Vec<Bar>, draw: impl Fn(&Chart) -> String) -> Option<String> {
    let chart =
        Chart { id: format!("chart-{id}"), title: title.to_owned(), unit: "篇".to_owned(), bars };
    (chart.bars.len() > 1).then(|| draw(&chart))
}

/// What should be known of how was counted.
fn notes(fields: &[&CountedField]) -> Vec<&'static str> {
    let mut notes = Vec::new();
    if fields.iter().any(|field| field.overlapping) {
        notes.push(OVERLAPPING);
    }
    let summed = |value: &CountedValue| matches!(value.of, Counted::Others { .. });
    if fields.iter().any(|field| field.values.iter().any(summed)) {
        notes.push("没有单列的合计在“其他”或“更早”里，逐项的数字见表格文件。");
    }
    notes
}

/// The darker, the more; few are told from none.
fn shade(count: usize, most: usize) -> usize {
    let share = (count as f64 / most.max(1) as f64).sqrt();
    (share * SHADES as f64).ceil() as usize
}

#[cfg(test)]
mod tests {
    use search::Understood;

    use super::*;
    use crate::parameters::read;

    const HOSTILE: &str = "<script>alert('1')</script>\"&amp;";

    fn field(field: FilterField, values: &[(Counted, &str, usize)]) -> CountedField {
        let value = |(of, label, count): &(Counted, &str, usize)| CountedValue {
            of: of.clone(),
            label: (*label).to_owned(),
            count: *count,
        };
        CountedField { field, values: values.iter().map(value).collect(), overlapping: true }
    }

    fn value(value: &str) -> Counted {
        Counted::Value { value: value.to_owned() }
    }

    fn counts(name: &str) -> Counts {
        let years = field(
            FilterField::DATES,
            &[(value("2020"), "2020年", 1234), (value("2018"), "2018年", 1)],
        );
        let names = |of| {
            let others = Counted::Others { values: 3 };
            field(
                of,
                &[(value(name), name, 9), (others, "其他 3 项", 8), (Counted::None, "未注明", 7)],
            )
        };
        let single = |rows: &CountedField| CountTable {
            rows: rows.clone(),
            columns: None,
            cells: Vec::new(),
        };
        let crossed = |of| CountTable {
            rows: names(of),
            columns: Some(years.clone()),
            cells: vec![vec![1200, 0], vec![5, 3], vec![6, 1]],
        };
        Counts {
            query: String::new(),
            understood: Understood::default(),
            notices: Vec::new(),
            complete: true,
            total: 1235,
            tables: vec![
                single(&years),
                crossed(FilterField::DISTRICTS),
                crossed(FilterField::AGENCIES),
                single(&names(FilterField::KINDS)),
                single(&names(FilterField::DOC_TYPES)),
            ],
            took_ms: 0.1,
        }
    }

    #[test]
    fn cells_lead_to_what_they_count() {
        let parameters = read("q=a&year=2018..2020&offset=20").parameters;
        let html = OverviewPage::new(&parameters, &counts("甲区")).render().unwrap();
        let start = "<a href=\"/?q=a&#38;year=2018..2020&#38;has=";
        for expected in [
            format!("{start}district%3A%E7%94%B2%E5%8C%BA&#38;has=year%3A2020\">1,200</a>"),
            format!("{start}district%3A&#38;has=year%3A2018\">1</a>"),
            format!("{start}district%3A%E7%94%B2%E5%8C%BA\">甲区</a>"),
            format!("{start}year%3A2020\">2020年</a>"),
            "<td>5</td>".to_owned(),
            "“a”的概览".to_owned(),
            "共 <strong>1,235</strong> 篇".to_owned(),
            "年份 2018年至2020年".to_owned(),
            "每个机构下各计一次".to_owned(),
            "href=\"/?q=a&#38;year=2018..2020\"".to_owned(),
            "/api/v1/counts?q=a&#38;year=2018..2020&#38;by=district%2Cyear&#38;top=1000".to_owned(),
        ] {
            assert!(html.contains(&expected), "no {expected} in {html}");
        }
    }

    #[test]
    fn hostile_values_stay_text() {
        let html = OverviewPage::new(&read("q=a").parameters, &counts(HOSTILE)).render().unwrap();
        assert!(!html.contains("<script>"), "{html}");
        assert!(!html.contains("\"&amp;\""), "{html}");
    }

    #[test]
    fn nothing_found_is_said() {
        let nothing = Counts { total: 0, ..counts("甲") };
        let html = OverviewPage::new(&read("q=a").parameters, &nothing).render().unwrap();
        assert!(html.contains("没有可以统计的文件") && !html.contains("<svg"), "{html}");
    }

    #[test]
    fn shades_are_darker_for_more() {
        let cases = [(0, 100, 0), (1, 100, 1), (4, 100, 1), (25, 100, 3), (100, 100, 5), (0, 0, 0)];
        for (count, most, expected) in cases {
            assert_eq!(shade(count, most), expected, "{count} of {most}");
        }
    }
}
