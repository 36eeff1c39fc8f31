//! The query string of a table: how it is laid out, beside the search whose documents it lists.

use report::policies::{ColumnOf, Dates, Layout};
use report::writing::Format;
use search::{NoticeCode, Sort};

use super::reading::{Reading, number, read_pairs};
use super::{Parameters, writing};

/// The most columns of a table.
const MOST_COLUMNS: usize = 30;

/// The most characters that a row says of a document's text.
const MOST_LENGTH: usize = 5_000;

/// The parameters that lay out a table.
pub(crate) const NAMES: [&str; 6] = ["columns", "dates", "length", "group", "caption", "format"];

/// How a table is laid out, and as what it is written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tabling {
    pub(crate) layout: Layout,
    pub(crate) format: Format,
}

/// Reads the query string of a table.
pub(crate) fn read_tabling(query: &str) -> (Tabling, Reading) {
    let pairs = form_urlencoded::parse(query.as_bytes());
    let (own, search): (Vec<_>, Vec<_>) = pairs.partition(|(name, _)| NAMES.contains(&&**name));
    let mut reading = read_pairs(search);
    let (mut layout, mut format) = (Layout::default(), Format::Json);
    for (name, value) in own {
        let value = value.trim();
        let used = match &*name {
            _ if value.is_empty() => Some(()),
            "columns" => {
                let names = value.split(',').filter(|name| !name.trim().is_empty());
                layout.columns.extend(names.map(ColumnOf::named));
                Some(())
            }
            "dates" => value.parse().ok().map(|dates| layout.dates = dates),
            "length" => number(value).map(|length| layout.length = length.min(MOST_LENGTH)),
            "group" => value.parse().ok().map(|field| layout.grouped = Some(field)),
            "caption" => {
                layout.caption = Some(value.to_owned());
                Some(())
            }
            _ => value.parse().ok().map(|known| format = known),
        };
        if used.is_none() {
            reading.refuse_for(&name, value, possible(&name));
        }
    }
    if layout.columns.len() > MOST_COLUMNS {
        let text = format!("一张表最多 {MOST_COLUMNS} 列，其余已略过。");
        reading.notice(NoticeCode::LimitCapped, text, "columns");
        layout.columns.truncate(MOST_COLUMNS);
    }
    (Tabling { layout, format }, reading)
}

fn possible(name: &str) -> &'static str {
    match name {
        "dates" => "可用 stated、iso。",
        "length" => "请写一个整数。",
        "group" => "可用 year、district、agency、kind、level、doc_type、status。",
        _ => "可用 json、md、csv、xlsx、docx。",
    }
}

impl Tabling {
    /// The parameters of a layout, those that say nothing new left out.
    fn pairs(&self) -> Vec<(&'static str, String)> {
        let Layout { columns, dates, length, grouped, caption } = &self.layout;
        let usual = Layout::default();
        let mut pairs: Vec<_> =
            columns.iter().map(|column| ("columns", column.name().to_owned())).collect();
        if *dates != Dates::default() {
            pairs.push(("dates", dates.to_string()));
        }
        if *length != usual.length {
            pairs.push(("length", length.to_string()));
        }
        pairs.extend(grouped.map(|field| ("group", field.facet().to_owned())));
        pairs.extend(caption.clone().map(|caption| ("caption", caption)));
        pairs
    }
}

impl Parameters {
    /// The address of the page on which the table of this search is laid out.
    pub(crate) fn table_href(&self) -> String {
        writing::address("/table", &self.of_table().pairs())
    }

    /// The address of the table of this search as a file.
    pub(crate) fn table_file_href(&self, tabling: &Tabling, format: Format) -> String {
        let mut pairs = self.of_table().pairs();
        pairs.extend(tabling.pairs());
        pairs.push(("format", format.to_string()));
        writing::address("/api/v1/table", &pairs)
    }

    /// The search of a table: its order is by time where nothing else is asked for, and it has no pages.
    pub(crate) fn of_table(&self) -> Parameters {
        let mut whole = self.at(0);
        whole.request.sort = whole.request.sort.filter(|sort| *sort != Sort::DateAsc);
        whole.request.limit = super::DEFAULT_LIMIT;
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_links_to_tables_write_reads_as_the_same() {
        let cases = [
            ("", "format=md"),
            (
                "q=a&columns=%E6%97%B6%E9%97%B4&columns=number,%E7%94%B2&dates=iso&limit=50&offset=9",
                "q=a&columns=%E6%97%B6%E9%97%B4&columns=%E5%8F%91%E6%96%87%E5%AD%97%E5%8F%B7\
                 &columns=%E7%94%B2&dates=iso&format=md",
            ),
            (
                "group=districts&length=9&sort=date-asc&caption=b",
                "length=9&group=district&caption=b&format=md",
            ),
            ("sort=date&year=2019", "year=2019&sort=date&format=md"),
        ];
        for (query, expected) in cases {
            let (tabling, Reading { parameters, notices, .. }) = read_tabling(query);
            assert_eq!(notices, [], "{query}");
            let written = parameters.table_file_href(&tabling, Format::Markdown);
            assert_eq!(written, format!("/api/v1/table?{expected}"));
            let (again, _) = read_tabling(expected);
            assert_eq!(again, Tabling { format: Format::Markdown, ..tabling });
        }
    }

    #[test]
    fn what_cannot_be_used_is_a_notice() {
        let cases = [
            ("dates=x&length=viele&group=colour&format=exe", 4),
            ("columns=&group=&format=", 0),
            (&*"columns=a&".repeat(99), 1),
        ];
        for (query, notices) in cases {
            assert_eq!(read_tabling(query).1.notices.len(), notices, "{query}");
        }
    }
}
