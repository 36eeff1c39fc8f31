//! Precision and recall per field, and the mistakes.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use corpus::Document;
use corpus::document::Level;
use corpus::gazetteer::{Entity, Gazetteer};

use crate::truth::Truth;

/// Counts of one field.
#[derive(Default, Clone, Copy)]
struct Count {
    right: usize,
    given: usize,
    true_values: usize,
    judged: usize,
}

/// Counts of all fields, and the mistakes.
#[derive(Default)]
pub(crate) struct Scores {
    counts: BTreeMap<&'static str, Count>,
    mistakes: Vec<String>,
}

impl Scores {
    pub(crate) fn add(&mut self, file: &Path, truth: &Truth, document: &Document) {
        let mut fields: Vec<_> = truth.iter().collect();
        fields.sort();
        for (&field, expected) in fields {
            let given = value(document, field, expected.as_deref());
            let expected = expected.as_deref().map(|value| canonical(field, value));
            let count = self.counts.entry(field).or_default();
            let is_right = given == expected;
            count.judged += 1;
            count.given += usize::from(given.is_some());
            count.true_values += usize::from(expected.is_some());
            count.right += usize::from(is_right && expected.is_some());
            if !is_right {
                let name = file.file_stem().unwrap().to_string_lossy();
                self.mistakes.push(format!("{field}: {name}: {given:?}, not {expected:?}"));
            }
        }
    }

    pub(crate) fn merge(&mut self, other: Scores) {
        for (field, count) in other.counts {
            let sum = self.counts.entry(field).or_default();
            sum.right += count.right;
            sum.given += count.given;
            sum.true_values += count.true_values;
            sum.judged += count.judged;
        }
        // They have been printed with their folder.
    }

    /// Precision and recall of a field; 1 where there is nothing to find.
    pub(crate) fn figures(&self, field: &str) -> (f64, f64) {
        let count = self.counts.get(field).copied().unwrap_or_default();
        let share = |of: usize| if of == 0 { 1.0 } else { count.right as f64 / of as f64 };
        (share(count.given), share(count.true_values))
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<10} {:>9} {:>7} {:>6} {:>6} {:>6}",
            "field", "precision", "recall", "right", "given", "truth"
        )?;
        for (field, count) in &self.counts {
            let (precision, recall) = self.figures(field);
            let Count { right, given, true_values, judged } = count;
            writeln!(
                f,
                "{field:<10} {precision:>9.3} {recall:>7.3} {right:>6} {given:>6} {true_values:>6}  of {judged}"
            )?;
        }
        self.mistakes.iter().try_for_each(|mistake| writeln!(f, "  {mistake}"))
    }
}

/// What the document says of a field. A region is right where it is on the path.
fn value(document: &Document, field: &str, expected: Option<&str>) -> Option<String> {
    let date = |date: Option<corpus::PartialDate>| date.map(|date| date.to_string());
    match field {
        "title" => Some(document.title.clone()),
        "number" => document.number.clone(),
        "agency" => document.agency.clone(),
        "agencies" => Some(document.agencies.join("、")).filter(|all| !all.is_empty()),
        "date" => date(document.date),
        "issued" => date(document.dates.issued),
        "effective" => date(document.dates.effective),
        "expires" => date(document.dates.expires),
        "region" => {
            let on_path = document.region.iter().find(|name| Some(name.as_str()) == expected);
            on_path.or(document.region.last()).cloned()
        }
        "district" => document.district.clone(),
        "level" => document.level.map(Level::name).map(str::to_owned),
        "doc_type" => document.doc_type.clone(),
        "kind" => Some(document.kind.key().to_owned()),
        _ => None,
    }
}

/// An agency by the name that the office uses.
fn canonical(field: &str, value: &str) -> String {
    let known = Gazetteer::builtin().canonical(Entity::Agency, value);
    known.filter(|_| field == "agency").unwrap_or(value).to_owned()
}
