//! What is said of calls, parameters, types and their members: the lines of `data/api.csv`, and for
//! fields of documents their names.

use std::collections::HashMap;
use std::sync::LazyLock;

use corpus::fields;
use search::FilterField;

/// The lines: what they are about, and what is said of it.
pub(crate) fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("../../data/api.csv").lines().skip(1);
    lines.filter_map(|line| line.split_once(','))
}

static WORDS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| lines().collect());

/// What is said of something; empty where nothing is.
pub(super) fn told(what: &str) -> &'static str {
    WORDS.get(what).copied().unwrap_or_default()
}

/// What is said of a parameter of a call: of it in this call, or in all.
pub(super) fn of_parameter(call: &str, name: &str) -> &'static str {
    let own = WORDS.get(&*format!("{call}?{name}")).or_else(|| WORDS.get(&*format!("?{name}")));
    own.copied().unwrap_or_else(|| of_field(&name.replace('-', "_")))
}

/// What is said of a member of a type.
pub(super) fn of_member(of: &str, name: &str) -> &'static str {
    WORDS.get(&*format!("{of}.{name}")).copied().unwrap_or_else(|| of_field(name))
}

/// What people call a field of documents, by its name or that of its values.
fn of_field(name: &str) -> &'static str {
    let by_key = fields::by_key(name).map(|field| field.label);
    let all = || FilterField::ALL.into_iter().find(|field| field.name() == name);
    by_key.or_else(|| all().map(FilterField::label)).unwrap_or_default()
}
