//! The columns of a table: what each states, by its name or by what its cells hold, and what the rows
//! are by that.

use document::fields::{self, Field};
use document::headers::Header;
use language::gazetteer::Gazetteer;
use language::kind::Kind;

use crate::sheet::holding::{self, Holding};

/// The columns of a table, understood by their names and, where those do not say, by their cells.
#[derive(Debug)]
pub(crate) struct Columns {
    pub(super) names: Vec<String>,
    pub(super) headers: Vec<Option<Header>>,
    /// What was told by its cells, with the number of its column.
    told: Vec<(usize, Holding)>,
    /// Whether the title has the name of anything, or none that is known.
    is_guess: bool,
}

impl Columns {
    /// Understands the names of columns.
    pub(crate) fn new(names: &[String]) -> Columns {
        let headers = names.iter().map(|name| Header::of_column(name)).collect();
        Columns { names: names.to_vec(), headers, told: Vec::new(), is_guess: false }
    }

    /// Understands the columns of a table in a text: the name of anything (名称) is a title where
    /// the rows are those of documents.
    pub(crate) fn of_table(
        names: &[String],
        rows: &[Vec<String>],
        gazetteer: &Gazetteer,
    ) -> Columns {
        let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).collect();
        Columns::new(names).with_names(&rows, gazetteer)
    }

    /// Understands the columns of a table of nothing else: those whose names are not known, too.
    pub(crate) fn of_rows(names: &[String], rows: &[&[String]], gazetteer: &Gazetteer) -> Columns {
        let mut columns = Columns::new(names).with_names(rows, gazetteer);
        for holding in [Holding::Title, Holding::Number, Holding::Agency, Holding::Date] {
            let is_open = |at: &usize| columns.headers[*at].is_none();
            let mut open = (0..columns.len()).filter(is_open);
            if !columns.says(holding)
                && let Some(at) = open.find(|&at| holding.is_of(&column(rows, at), gazetteer))
            {
                columns.headers[at] = Some(Header::Field(holding.field()));
                columns.told.push((at, holding));
                columns.is_guess |= holding == Holding::Title;
            }
        }
        columns
    }

    /// Decides of columns with the name of anything. A number beside it says that it is a document's.
    fn with_names(mut self, rows: &[&[String]], gazetteer: &Gazetteer) -> Columns {
        if !self.has(Header::Name) {
            return self;
        }
        let has_numbers = (0..self.len()).any(|at| {
            self.headers[at] == Some(Header::Field(&fields::NUMBER))
                && Holding::Number.is_of(&column(rows, at), gazetteer)
        });
        for at in 0..self.len() {
            if self.headers[at] == Some(Header::Name) {
                let is_title = !self.has(Header::Field(&fields::TITLE))
                    && (has_numbers || Holding::Title.is_of(&column(rows, at), gazetteer));
                self.headers[at] = is_title.then_some(Header::Field(&fields::TITLE));
                self.is_guess |= is_title;
            }
        }
        self
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// What was told by its cells: the names of the columns, and what they were taken for.
    pub(crate) fn told(&self) -> impl Iterator<Item = (String, &'static str)> {
        self.told.iter().map(|&(at, holding)| {
            let name = match self.names[at].trim() {
                "" => format!("第{}列", at + 1),
                name => name.split_whitespace().collect(),
            };
            (name, holding.field().label)
        })
    }

    /// Whether a cell of a row is in a column that was told by such cells, and holds the like.
    pub(crate) fn is_told_by(&self, cells: &[String], gazetteer: &Gazetteer) -> bool {
        let holds = |&(at, holding): &(usize, Holding)| {
            cells.get(at).is_some_and(|cell| holding.is_in(cell, gazetteer))
        };
        self.told.iter().any(holds)
    }

    pub(super) fn has(&self, header: Header) -> bool {
        self.headers.contains(&Some(header))
    }

    fn has_any(&self, fields: &[&'static Field]) -> bool {
        fields.iter().any(|field| self.has(Header::Field(field)))
    }

    /// Whether a column states what cells may hold.
    fn says(&self, holding: Holding) -> bool {
        match holding {
            Holding::Date => self.has_any(&[&fields::DATE, &fields::ISSUED, &fields::PUBLISHED]),
            Holding::Agency => self.has(Header::Organization) || self.has_any(&[&fields::AGENCY]),
            holding => self.has(Header::Field(holding.field())),
        }
    }

    /// How many columns have a name that is known.
    pub(crate) fn known_by_name(&self) -> usize {
        self.headers.iter().flatten().count() - self.told.len()
    }

    /// Whether a column may hold titles, by its name.
    fn names_title(&self) -> bool {
        self.has(Header::Field(&fields::TITLE)) || self.has(Header::Name)
    }

    /// Whether a column may hold the titles of documents or the names of organisations, by its name.
    pub(crate) fn names_entries(&self) -> bool {
        self.names_title() || self.has(Header::Organization)
    }

    /// Whether a column states what only documents have together with a title.
    fn is_of_documents(&self) -> bool {
        [Holding::Number, Holding::Agency, Holding::Date].iter().any(|&holding| self.says(holding))
    }

    /// What the rows of a table in a text are: policies where a title comes with a field that
    /// policies have, organisations where their names come with what is said of them, else nothing
    /// of their own.
    pub(crate) fn kind_of_rows(&self) -> Option<Kind> {
        let of_policies = [&fields::EFFECTIVE, &fields::SUMMARY];
        match self.names_title() {
            true => {
                let is_list =
                    self.is_of_documents() || !self.is_guess && self.has_any(&of_policies);
                is_list.then_some(Kind::Policy)
            }
            false => self.is_of_organizations().then_some(Kind::Organization),
        }
    }

    /// What the rows of a table of nothing else are: policies where a column that is named so has
    /// titles, alone or beside another field, or where one that is not has them beside a number, an
    /// agency or a date. `None` for a table of something else.
    pub(crate) fn kind_of_entries(&self, rows: &[&[String]]) -> Option<Kind> {
        let title = Some(Header::Field(&fields::TITLE));
        let Some(at) = self.headers.iter().position(|header| *header == title) else {
            return self.is_of_organizations().then_some(Kind::Organization);
        };
        let is_field = |header: &Header| header.field().is_some() && Some(*header) != title;
        let is_alone = self.names.iter().filter(|name| !name.trim().is_empty()).count() < 2;
        let is_list = match self.is_guess {
            true => self.is_of_documents(),
            false => {
                is_alone
                    || self.headers.iter().flatten().any(is_field)
                    || column(rows, at).iter().any(|cell| holding::is_title(cell))
            }
        };
        is_list.then_some(Kind::Policy)
    }

    fn is_of_organizations(&self) -> bool {
        let said = [Header::Founded, Header::Founders, Header::Field(&fields::SUMMARY)];
        self.has(Header::Organization) && said.iter().any(|&header| self.has(header))
    }
}

/// The cells of a column.
fn column<'r>(rows: &[&'r [String]], at: usize) -> Vec<&'r str> {
    rows.iter().map(|cells| cells.get(at).map_or("", |cell| cell.trim())).collect()
}

#[cfg(test)]
mod tests {
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
}
