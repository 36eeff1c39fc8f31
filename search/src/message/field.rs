//! The fields that can be filtered by. Each has a facet: every list of filters and facets is made
//! from this one.

use std::ops::{Index, IndexMut};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use strum::{Display, EnumCount, EnumString, IntoStaticStr};

/// Makes the fields, of a line each: the variant, its name, the name of its facet, and further
/// names by which it is read.
macro_rules! filter_fields {
    ($($field:ident $name:tt $facet:tt $(or $other:tt)*;)+) => {
        /// A field that can be filtered by. It is named as in receipts and for `--ignore`, in the
        /// plural; the name of its facet is read as well.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[derive(Display, EnumCount, EnumString, IntoStaticStr)]
        #[allow(missing_docs)]
        pub enum FilterField {
            $(
                #[serde(rename = $name)]
                #[strum(to_string = $name, serialize = $facet $(, serialize = $other)*)]
                $field,
            )+
        }

        impl FilterField {
            /// All fields, in the order of the JSON object.
            pub const ALL: [FilterField; FilterField::COUNT] = [$(FilterField::$field),+];

            /// The name of its facet in the JSON object, which is also that of its column in the
            /// index.
            pub fn facet(self) -> &'static str {
                match self {
                    $(FilterField::$field => $facet,)+
                }
            }
        }
    };
}

filter_fields! {
    Dates "dates" "year" or "date" or "years";
    Districts "districts" "district";
    Agencies "agencies" "agency";
    Kinds "kinds" "kind";
    Levels "levels" "level";
    DocTypes "doc_types" "doc_type" or "doc-types" or "doc-type";
    Statuses "statuses" "status";
}

/// Something for each field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ByField<T>([T; FilterField::COUNT]);

impl<T> ByField<T> {
    /// What a function makes of each field.
    pub fn from_fn(make: impl FnMut(FilterField) -> T) -> ByField<T> {
        ByField(FilterField::ALL.map(make))
    }

    /// What a function makes of what there is for each field.
    pub(crate) fn map<U>(self, make: impl FnMut(T) -> U) -> ByField<U> {
        ByField(self.0.map(make))
    }

    /// The fields in their order, each with what there is for it.
    pub fn iter(&self) -> impl Iterator<Item = (FilterField, &T)> {
        FilterField::ALL.into_iter().zip(&self.0)
    }
}

impl<T> Index<FilterField> for ByField<T> {
    type Output = T;

    fn index(&self, field: FilterField) -> &T {
        &self.0[field as usize]
    }
}

impl<T> IndexMut<FilterField> for ByField<T> {
    fn index_mut(&mut self, field: FilterField) -> &mut T {
        &mut self.0[field as usize]
    }
}

/// An object with the names of the facets.
impl<T: Serialize> Serialize for ByField<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(FilterField::COUNT))?;
        for (field, value) in self.iter() {
            object.serialize_entry(field.facet(), value)?;
        }
        object.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_known_by_its_name_and_its_facets() {
        for (at, field) in FilterField::ALL.into_iter().enumerate() {
            assert_eq!(field as usize, at);
            assert_eq!(serde_json::to_value(field).unwrap(), field.to_string());
            for name in [field.to_string().as_str(), field.facet()] {
                assert_eq!(name.parse(), Ok(field));
                assert_eq!(name.replace('_', "-").parse(), Ok(field));
            }
        }
    }
}
