//! Filters: what a request or the words of a query limit a search to.

use std::fmt;
use std::str::FromStr;

use corpus::{DateRange, PartialDate};

use super::field::UnknownField;
use super::{ByField, FilterField};

/// Filters: values of one field are alternatives, fields all have to hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filters {
    /// Years or ranges of years.
    pub years: Vec<DateRange>,
    /// Ranges of dates.
    pub dates: Vec<DateRange>,
    /// The values of the other fields: districts and agencies by any name that the gazetteer or
    /// the index knows, all others as the index has them. Dates have none.
    pub values: ByField<Vec<String>>,
    /// What documents must have besides, each of these. It changes nothing about how the query is
    /// read and what the other filters let pass, so it finds exactly what a count counted.
    pub has: Vec<Having>,
    /// Documents that the library first saw, or found changed, on this day or after it. Like `has` it
    /// changes nothing else.
    pub since: Option<PartialDate>,
}

/// A value that documents have, as the index has it: a year, a district; or that they have none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Having {
    /// The field.
    pub field: FilterField,
    /// Its value; `None` where documents have none.
    pub value: Option<String>,
}

/// As parameters have it: `year:2019`, `district:`.
impl fmt::Display for Having {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.field.facet(), self.value.as_deref().unwrap_or_default())
    }
}

impl FromStr for Having {
    type Err = UnknownField;

    fn from_str(text: &str) -> Result<Having, UnknownField> {
        let (field, value) = text.split_once(':').ok_or(UnknownField)?;
        let value = Some(value.trim()).filter(|value| !value.is_empty());
        Ok(Having { field: field.trim().parse()?, value: value.map(str::to_owned) })
    }
}

impl Filters {
    /// The filter of one field.
    pub fn of(field: FilterField, values: Vec<String>) -> Filters {
        let mut filters = Filters::default();
        filters.values[field] = values;
        filters
    }

    /// The fields that are filtered by.
    pub(crate) fn fields(&self) -> Vec<FilterField> {
        let used = |field: &FilterField| match *field {
            FilterField::DATES => !(self.years.is_empty() && self.dates.is_empty()),
            field => !self.values[field].is_empty(),
        };
        FilterField::ALL.into_iter().filter(used).collect()
    }

    /// The values of a field in words.
    pub fn in_words(&self, field: FilterField) -> Vec<String> {
        match field {
            FilterField::DATES => {
                self.years.iter().chain(&self.dates).map(ToString::to_string).collect()
            }
            field => {
                let facet = field.field().and_then(|field| field.facet);
                let told = |value: &String| match facet {
                    Some(facet) => facet.told(value).to_owned(),
                    None => value.clone(),
                };
                self.values[field].iter().map(told).collect()
            }
        }
    }

    /// These filters with the values of others added, each once.
    pub(crate) fn and(&self, others: &Filters) -> Filters {
        fn both<T: Clone + PartialEq>(a: &[T], b: &[T]) -> Vec<T> {
            let mut all = a.to_vec();
            all.extend(b.iter().filter(|value| !a.contains(value)).cloned());
            all
        }
        Filters {
            years: both(&self.years, &others.years),
            dates: both(&self.dates, &others.dates),
            values: ByField::from_fn(|field| both(&self.values[field], &others.values[field])),
            has: both(&self.has, &others.has),
            since: self.since.or(others.since),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_documents_have_is_read_as_it_is_written() {
        let cases = [
            ("year:2019", FilterField::DATES, Some("2019")),
            ("agency:甲:乙", FilterField::AGENCIES, Some("甲:乙")),
            ("district:", FilterField::DISTRICTS, None),
        ];
        for (written, field, value) in cases {
            let having = Having { field, value: value.map(str::to_owned) };
            assert_eq!(written.parse(), Ok(having.clone()));
            assert_eq!(having.to_string(), written);
        }
        for wrong in ["", "2019", "colour:red", ":"] {
            assert_eq!(wrong.parse::<Having>(), Err(UnknownField), "{wrong}");
        }
    }
}
