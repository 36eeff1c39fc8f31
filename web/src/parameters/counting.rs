//! The query string of counts: what to count by, beside the search whose documents are counted.

use report::counts::{self, Form};
use search::{CountBy, CountedBy, FilterField, NoticeCode};

use super::reading::{Reading, number, read_pairs};

/// The most tables that are counted at once.
const MOST_TABLES: usize = 10;

/// How many values of a field are told on their own where no number is asked for, and at most.
const DEFAULT_TOP: usize = 50;
pub(super) const MAX_TOP: usize = 1000;

/// The most columns of a table.
const MAX_COLUMNS: usize = 100;

/// What to count by, and how to answer.
#[derive(Debug, PartialEq)]
pub(crate) struct Counting {
    pub(crate) tables: Vec<CountBy>,
    /// The file that is wanted; `None` for the object.
    pub(crate) form: Option<Form>,
}

/// Reads the query string of counts.
pub(crate) fn read_counting(query: &str) -> (Counting, Reading) {
    let pairs = form_urlencoded::parse(query.as_bytes());
    let (own, search): (Vec<_>, Vec<_>) =
        pairs.partition(|(name, _)| matches!(&**name, "by" | "top" | "format"));
    let mut reading = read_pairs(search);
    let (mut fields, mut top, mut form) = (Vec::new(), DEFAULT_TOP, None);
    for (name, value) in own {
        let value = value.trim();
        let used = match &*name {
            _ if value.is_empty() => Some(()),
            "by" => counts::fields(value).map(|by| fields.push(by)),
            "top" => number(value).map(|asked| top = asked.min(MAX_TOP)),
            _ if value == "json" => {
                form = None;
                Some(())
            }
            _ => value.parse().ok().map(|file| form = Some(file)),
        };
        if used.is_none() {
            reading.refuse_for(&name, value, &possible(&name));
        }
    }
    if fields.len() > MOST_TABLES {
        let text = format!("一次最多统计 {MOST_TABLES} 张表，其余已略过。");
        reading.notice(NoticeCode::LimitCapped, text, "by");
        fields.truncate(MOST_TABLES);
    }
    if form.is_some() && fields.len() > 1 {
        let text =
            "一个文件只有一张表，其余已略过；要几张表请分别下载，或用 format=json。".to_owned();
        reading.notice(NoticeCode::LimitCapped, text, "by");
        fields.truncate(1);
    }
    if fields.is_empty() {
        fields.push((FilterField::DATES, None));
    }
    let table = |(rows, columns): (FilterField, Option<FilterField>)| CountBy {
        rows: CountedBy { field: rows, most: top },
        columns: columns.map(|field| CountedBy { field, most: top.min(MAX_COLUMNS) }),
    };
    (Counting { tables: fields.into_iter().map(table).collect(), form }, reading)
}

fn possible(name: &str) -> String {
    match name {
        "by" => {
            let names = FilterField::ALL.map(FilterField::facet).join("、");
            format!("可用 {names}，或以逗号相连的两个：year,district。")
        }
        "top" => format!("请写 0 到 {MAX_TOP} 的整数。"),
        _ => "可用 json、csv、md、xlsx、docx、svg、png。".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(query: &str) -> String {
        let (Counting { tables, form }, reading) = read_counting(query);
        let table = |by: &CountBy| {
            let columns = by.columns.map(|columns| format!("×{}", columns.field.facet()));
            format!("{}{}:{}", by.rows.field.facet(), columns.unwrap_or_default(), by.rows.most)
        };
        let tables = tables.iter().map(table).collect::<Vec<_>>().join(" ");
        let search = reading.parameters.href("");
        format!(
            "{tables}{}{search} {}",
            if form.is_some() { " file" } else { "" },
            reading.notices.len()
        )
    }

    #[test]
    fn what_to_count_by_is_read_beside_the_search() {
        let cases = [
            ("", "year:50 0"),
            ("by=year,district&q=a", "year×district:50?q=a 0"),
            ("by=agencies&by=year%2C%20doc-type&top=5", "agency:5 year×doc_type:5 0"),
            ("by=colour&format=xml&top=many&limit=x", "year:50 4"),
            ("by=&top=99999999999999999999&format=csv", "year:1000 file 0"),
            ("by=year,district,agency", "year:50 1"),
            ("by=year&by=district&format=svg", "year:50 file 1"),
        ];
        for (query, expected) in cases {
            assert_eq!(told(query), expected, "{query}");
        }
        let (many, reading) = read_counting(&"by=year&".repeat(500));
        assert_eq!((many.tables.len(), reading.notices.len()), (MOST_TABLES, 1));
        let (_, flooded) = read_counting(&"by=colour&".repeat(500));
        assert_eq!(flooded.notices.len(), 10);
    }
}
