//! Facet counts, compared with counting the documents one by one.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::program::Environment;

/// Selected values by facet.
type Selection = &'static [(&'static str, &'static [&'static str])];

const NAMES: [&str; 8] =
    ["year", "district", "agency", "kind", "level", "doc_type", "status", "region"];

/// The values that a document has in a facet.
fn values(hit: &Value, facet: &str) -> Vec<String> {
    let field = if facet == "agency" { "agencies" } else { facet };
    match &hit[field] {
        Value::Null => Vec::new(),
        Value::Array(list) => list.iter().map(|value| value.as_str().unwrap().into()).collect(),
        Value::Number(number) => vec![number.to_string()],
        value => vec![value.as_str().unwrap().into()],
    }
}

fn passes(hit: &Value, facet: &str, selected: &[&str]) -> bool {
    values(hit, facet).iter().any(|value| selected.contains(&value.as_str()))
}

/// What a facet must list: each value that documents have which pass the other facets, and each
/// selected one.
fn expected(hits: &[Value], selection: Selection, facet: &str) -> BTreeMap<String, (u64, bool)> {
    let others: Vec<_> = selection.iter().filter(|(name, _)| *name != facet).collect();
    let own = selection.iter().find(|(name, _)| *name == facet).map_or(&[][..], |(_, own)| own);
    let mut counts: BTreeMap<String, (u64, bool)> =
        own.iter().map(|value| ((*value).to_owned(), (0, true))).collect();
    for hit in hits.iter().filter(|hit| others.iter().all(|(name, own)| passes(hit, name, own))) {
        for value in values(hit, facet) {
            counts.entry(value).or_default().0 += 1;
        }
    }
    counts
}

fn listed(response: &Value, facet: &str) -> BTreeMap<String, (u64, bool)> {
    let values = response["facets"][facet]["values"].as_array().unwrap();
    values
        .iter()
        .map(|value| {
            let count = (value["count"].as_u64().unwrap(), value["selected"].as_bool().unwrap());
            (value["value"].as_str().unwrap().to_owned(), count)
        })
        .collect()
}

fn flags(selection: Selection) -> Vec<String> {
    let flag = |name: &str| format!("--{}", name.replace('_', "-"));
    selection
        .iter()
        .flat_map(|(name, values)| values.iter().flat_map(move |v| [flag(name), (*v).to_owned()]))
        .collect()
}

#[test]
fn counts_ignore_the_facets_own_selection() {
    let library = Environment::with_builtin();
    let selections: [Selection; 10] = [
        &[],
        &[("year", &["2019"])],
        &[("year", &["2018", "2019"]), ("kind", &["policy"])],
        &[("district", &["静安区"])],
        &[("region", &["静安区"]), ("kind", &["policy"])],
        &[("district", &["静安区", "杨浦区"]), ("year", &["2020"])],
        &[("agency", &["市经信委", "市科委"]), ("year", &["2017", "2018"])],
        &[("level", &["区级"]), ("kind", &["policy", "organization"])],
        &[("doc_type", &["方案"]), ("district", &["静安区"]), ("year", &["2016"])],
        &[("kind", &["report"]), ("level", &["市级"]), ("agency", &["市教委"])],
    ];
    for query in ["", "区块链", "金融"] {
        let all = library.search(&[query, "--limit", "1000"]);
        let hits = all["hits"].as_array().unwrap();
        for selection in selections {
            let flags = flags(selection);
            let args: Vec<&str> =
                [query].into_iter().chain(flags.iter().map(String::as_str)).collect();
            let found = library.search(&args);
            let passing = hits
                .iter()
                .filter(|hit| selection.iter().all(|(name, own)| passes(hit, name, own)));
            assert_eq!(found["total"], passing.count(), "{args:?}");
            for facet in NAMES {
                assert_eq!(
                    listed(&found, facet),
                    expected(hits, selection, facet),
                    "{facet} {args:?}"
                );
            }
        }
    }
}

#[test]
fn values_come_by_count_then_name_and_years_newest_first() {
    let all = Environment::with_builtin().search(&[""]);
    let facets: Vec<&String> = all["facets"].as_object().unwrap().keys().collect();
    let mut names = NAMES.to_vec();
    names.sort_unstable();
    assert_eq!(facets, names);
    for facet in NAMES {
        let values = all["facets"][facet]["values"].as_array().unwrap();
        let key = |value: &Value| {
            let name = value["value"].as_str().unwrap().to_owned();
            (std::cmp::Reverse(value["count"].as_u64().unwrap()), name)
        };
        let sorted = match facet {
            "year" => values.is_sorted_by(|a, b| a["value"].as_str() > b["value"].as_str()),
            _ => values.is_sorted_by_key(key),
        };
        assert!(sorted, "{facet} {values:?}");
    }
}
