//! The fields that can be filtered by: dates, and the facets among the fields of a document
//! (`corpus::fields`). Every list of filters and facets is made from this one.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Index, IndexMut};
use std::str::FromStr;

use corpus::fields::{self, Field};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::schema::ObjectSchema;

/// How many fields can be filtered by.
const COUNT: usize = fields::FACETS + 1;

/// A field that can be filtered by. It is named as in receipts and for `--ignore`, in the plural;
/// the name of its facet is read as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilterField(u8);

#[allow(missing_docs)] // The names are those of `corpus::fields`.
impl FilterField {
    /// The date, whose facet has years.
    pub const DATES: FilterField = FilterField(0);
    pub const DISTRICTS: FilterField = FilterField::facet_of(&fields::DISTRICT);
    pub const AGENCIES: FilterField = FilterField::facet_of(&fields::AGENCY);
    pub const KINDS: FilterField = FilterField::facet_of(&fields::KIND);
    pub const LEVELS: FilterField = FilterField::facet_of(&fields::LEVEL);
    pub const DOC_TYPES: FilterField = FilterField::facet_of(&fields::DOC_TYPE);
    pub const STATUSES: FilterField = FilterField::facet_of(&fields::STATUS);
    pub const REGIONS: FilterField = FilterField::facet_of(&fields::REGION);

    /// All fields, in the order of the JSON object.
    pub const ALL: [FilterField; COUNT] = {
        let mut all = [FilterField::DATES; COUNT];
        let mut at = 0;
        while at < COUNT {
            all[at] = FilterField(at as u8);
            at += 1;
        }
        all
    };

    /// The filter of a document's field. For constants only, in which one that is no facet does not
    /// compile.
    #[allow(clippy::panic)]
    const fn facet_of(field: &Field) -> FilterField {
        match &field.facet {
            Some(facet) => FilterField(facet.order),
            None => panic!("the field is no facet"),
        }
    }

    /// The field of documents; `None` for dates.
    pub fn field(self) -> Option<&'static Field> {
        let at = usize::from(self.0).checked_sub(1)?;
        fields::facets().get(at).map(|(field, _)| *field)
    }

    /// The name in receipts: dates, districts.
    pub fn name(self) -> &'static str {
        self.field().and_then(|field| field.facet).map_or("dates", |facet| facet.plural)
    }

    /// The name of its facet in the JSON object: year, district.
    pub fn facet(self) -> &'static str {
        self.field().map_or("year", |field| field.key)
    }

    /// The name of its facet for people: of dates that has the years.
    pub fn facet_label(self) -> &'static str {
        self.field().map_or("年份", |field| field.label)
    }

    /// Whether the values of a document lie within each other, the widest first.
    pub fn is_nested(self) -> bool {
        self.field().and_then(|field| field.facet).is_some_and(|facet| facet.nested)
    }

    /// The name for people.
    pub fn label(self) -> &'static str {
        self.field().map_or("时间", |field| field.label)
    }
}

impl fmt::Display for FilterField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for FilterField {
    type Err = UnknownField;

    fn from_str(name: &str) -> Result<FilterField, UnknownField> {
        let name = name.replace('-', "_");
        let is_date = matches!(name.as_str(), "date" | "years");
        let mut all = FilterField::ALL.into_iter();
        let named = all.find(|field| field.name() == name || field.facet() == name);
        named.or(is_date.then_some(FilterField::DATES)).ok_or(UnknownField)
    }
}

impl Serialize for FilterField {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl JsonSchema for FilterField {
    fn schema_name() -> Cow<'static, str> {
        "FilterField".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": FilterField::ALL.map(FilterField::name) })
    }
}

/// A name that no field has which can be filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("不是可以筛选的字段")]
pub struct UnknownField;

/// Something for each field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ByField<T>([T; COUNT]);

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
        &self.0[usize::from(field.0)]
    }
}

impl<T> IndexMut<FilterField> for ByField<T> {
    fn index_mut(&mut self, field: FilterField) -> &mut T {
        &mut self.0[usize::from(field.0)]
    }
}

/// An object with the names of the facets.
impl<T: Serialize> Serialize for ByField<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(COUNT))?;
        for (field, value) in self.iter() {
            object.serialize_entry(field.facet(), value)?;
        }
        object.end()
    }
}

impl<T: JsonSchema> JsonSchema for ByField<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}s", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut object = ObjectSchema::default();
        for field in FilterField::ALL {
            object.entry(field.facet(), generator.subschema_for::<T>());
        }
        object.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_known_by_its_name_and_its_facets() {
        for (at, field) in FilterField::ALL.into_iter().enumerate() {
            assert_eq!(usize::from(field.0), at);
            assert_eq!(serde_json::to_value(field).unwrap(), field.to_string());
            for name in [field.to_string().as_str(), field.facet()] {
                assert_eq!(name.parse(), Ok(field));
                assert_eq!(name.replace('_', "-").parse(), Ok(field));
            }
        }
    }

    #[test]
    fn facets_are_numbered_in_the_order_of_the_list() {
        for (at, (field, facet)) in fields::facets().iter().enumerate() {
            assert_eq!(usize::from(facet.order), at + 1, "{field:?}");
            assert_eq!(FilterField(facet.order).field(), Some(*field));
        }
    }
}
