//! What the cells of a column hold, where its name does not say: titles of documents, days, the
//! names of agencies, or numbers of documents.

use std::collections::HashSet;

use document::fields::{self, Field};
use document::placeholders::is_placeholder;
use document::title;
use language::gazetteer::Gazetteer;
use language::kind::Kind;
use language::{PartialDate, agency, doc_type, number};

use crate::sheet::dates;

/// Bytes of a cell that may hold any of this; more is a text.
const LONGEST: usize = 1000;

/// Characters of a title.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=200;

/// What cells may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holding {
    Title,
    Number,
    Agency,
    Date,
}

impl Holding {
    /// The field that it is.
    pub(crate) fn field(self) -> &'static Field {
        match self {
            Holding::Title => &fields::TITLE,
            Holding::Number => &fields::NUMBER,
            Holding::Agency => &fields::AGENCY,
            Holding::Date => &fields::DATE,
        }
    }

    /// Whether a cell holds it.
    pub(crate) fn is_in(self, cell: &str, names: &Gazetteer) -> bool {
        cell.len() <= LONGEST
            && match self {
                Holding::Title => is_title(cell),
                Holding::Number => number::stated(cell).is_some(),
                Holding::Agency => !agency::list(cell, names).is_empty(),
                Holding::Date => is_day(cell),
            }
    }

    /// Whether most of the cells that say anything hold it. Titles are in most rows and differ.
    pub(crate) fn is_of(self, cells: &[&str], names: &Gazetteer) -> bool {
        let filled: Vec<&&str> = cells.iter().filter(|cell| !is_placeholder(cell)).collect();
        let holding = filled.iter().filter(|cell| self.is_in(cell, names)).count();
        let most = holding > 0 && holding * 2 >= filled.len();
        let different = || filled.iter().collect::<HashSet<_>>().len();
        most && (self != Holding::Title
            || filled.len() * 2 >= cells.len() && different() * 2 > filled.len())
    }
}

/// Whether a cell is the title of a document: in brackets, of a type of documents, or what explains one.
pub(crate) fn is_title(cell: &str) -> bool {
    let title: String = cell.lines().map(str::trim).collect();
    if !LENGTHS.contains(&title.chars().count()) || title.contains(['。', '；', ';']) {
        return false;
    }
    let is_bracketed = title.starts_with('《') && title.ends_with(['》', '）', ')']);
    if is_bracketed && title::spans(&title).len() == 1 {
        return true;
    }
    // 方法 ends with a type of one character, too.
    let is_typed = doc_type::of_title(&title)
        .is_some_and(|(_, words)| words.chars().nth(1).is_some() || title.contains("关于"));
    is_typed || title::kind(&title).is_some_and(|(kind, _)| kind == Kind::Interpretation)
}

/// Whether a cell is a day or a month; years alone are figures like others.
fn is_day(cell: &str) -> bool {
    let stated = cell.parse::<PartialDate>().ok();
    let day = stated.or_else(|| dates::counted(cell)).or_else(|| dates::short(cell));
    day.is_some_and(|date| date.month().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_tell_what_they_hold() {
        use Holding::{Agency, Date, Number, Title};
        let all = [Title, Number, Agency, Date];
        let cases = [
            ("关于做好桥下空间管理的通知", Some(Title)),
            ("《江城市桥下空间管理办法》", Some(Title)),
            ("《江城市桥下空间管理办法》（试行）", Some(Title)),
            ("《江城市桥下空间管理办法》解读", Some(Title)),
            ("《甲办法》《乙办法》", None),
            ("《江城市桥下空间管理办法》第三条", None),
            ("本办法所称桥下空间，是指桥梁下方的空间。", None),
            ("统计方法", None),
            ("江城市长桥建设有限责任商行", None),
            ("江城市财政局 江城市教育局", Some(Agency)),
            ("江府发〔2024〕3号", Some(Number)),
            ("依据江府发〔2024〕3号", None),
            ("2024年3月5日", Some(Date)),
            ("45356", Some(Date)),
            ("2024", None),
            ("600", None),
            ("滨江区", None),
        ];
        for (cell, expected) in cases {
            let found = all.into_iter().find(|h| h.is_in(cell, Gazetteer::builtin()));
            assert_eq!(found, expected, "{cell}");
        }
    }

    #[test]
    fn most_cells_decide() {
        let titles = ["甲管理办法", "关于乙的通知", "丙"];
        let repeated = ["甲管理办法", "甲管理办法", "甲管理办法"];
        let sparse = ["甲管理办法", "", ""];
        let numbers = ["江府发〔2024〕3号", "无", ""];
        let cases: [(Holding, &[&str], bool); 5] = [
            (Holding::Title, &titles, true),
            (Holding::Title, &repeated, false),
            (Holding::Title, &sparse, false),
            (Holding::Number, &numbers, true),
            (Holding::Number, &titles, false),
        ];
        for (holding, cells, expected) in cases {
            assert_eq!(holding.is_of(cells, Gazetteer::builtin()), expected, "{cells:?}");
        }
    }
}
