//! Filters: what a request or the words of a query limit a search to.

use corpus::DateRange;

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
    pub(crate) fn in_words(&self, field: FilterField) -> Vec<String> {
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
        }
    }
}
