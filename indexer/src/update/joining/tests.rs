//! Steps of a run over records, and what is written in the end.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use corpus::Kind;
use corpus::document::Source;
use corpus::fields::Fields;
use proptest::prelude::*;

use super::*;

static NAMES: LazyLock<Arc<Gazetteer>> = LazyLock::new(|| Arc::new(Gazetteer::with_files(&[]).0));

/// An index in memory.
#[derive(Default)]
struct Table(Rewritten);

impl Records for Table {
    fn has_id(&self, id: &str) -> Result<bool> {
        Ok(self.0.contains_key(id))
    }

    fn of_id(&self, id: &str) -> Result<Option<Vec<Document>>> {
        Ok(self.0.get(id).cloned())
    }

    fn of_file(&self, file: &str) -> Result<Vec<Vec<Document>>> {
        let is_of = |record: &&Document| is_of_file(&record.sources[0].file, file);
        let documents = self.0.values().filter(|records| records.iter().any(|r| is_of(&r)));
        Ok(documents.cloned().collect())
    }
}

impl Table {
    fn rewrite(&mut self, rewritten: Rewritten) {
        for (id, records) in rewritten {
            self.0.remove(&id);
            if !records.is_empty() {
                self.0.insert(id, records);
            }
        }
    }

    fn put(&mut self, record: Document) {
        let other = self.0.insert(record.id.clone(), vec![record]);
        assert!(other.is_none(), "an id is given once");
    }

    /// The ids, `hash` for those made of a hash, each with the files of its records.
    fn shown(&self) -> Vec<String> {
        let show = |(id, records): (&String, &Vec<Document>)| {
            let id = if id.starts_with("policy-") { "hash" } else { id };
            let files = records.iter().map(|record| record.sources[0].file.as_str());
            format!("{id}: {}", files.collect::<Vec<_>>().join(" "))
        };
        self.0.iter().map(show).collect()
    }
}

/// A record: its 发文字号, which is its id, its file and its issuer. Records of one number and two
/// issuers are two documents.
type Given = (&'static str, &'static str, &'static str);

#[derive(Debug, Clone, Copy)]
enum Step {
    Add(Given),
    Remove(&'static str),
}
use Step::{Add, Remove};

fn record((number, file, agency): Given) -> Document {
    Document {
        id: number.to_owned(),
        fields: Fields {
            kind: Kind::Policy,
            number: Some(number.to_owned()),
            agency: Some(agency.to_owned()),
            agencies: vec![agency.to_owned()],
            ..Fields::default()
        },
        sources: vec![Source { file: file.to_owned(), place: String::new() }],
        ..Document::default()
    }
}

/// What an index is after a run, which does what `Writing` does.
fn after(before: &[Step], steps: &[Step]) -> Table {
    let mut now = if before.is_empty() { Table::default() } else { after(&[], before) };
    let mut joining = Joining::with(Table(now.0.clone()), Arc::clone(&NAMES));
    for step in steps {
        match *step {
            Add(given) => joining.add(record(given)).unwrap().into_iter().for_each(|r| now.put(r)),
            Remove(file) => joining.remove_file(file).unwrap(),
        }
    }
    now.rewrite(joining.take_touched());
    for _ in 0..identity::MOST_IDS {
        let joined = joining.join_late(&now).unwrap();
        now.rewrite(joined.rewritten);
        joined.new.into_iter().for_each(|record| now.put(record));
        now.rewrite(joining.take_touched());
    }
    assert!(!joining.has_late());
    now
}

#[test]
fn records_of_one_id_are_joined_whenever_they_come() {
    let (a, b, c) = (("1号", "a", "甲"), ("1号", "b", "甲"), ("2号", "c", "甲"));
    let other = ("1号", "z", "乙");
    let (in_archive, beside) = (("3号", "x.zip/y", "甲"), ("4号", "x.zip2", "甲"));
    // They have one hash.
    let (second, third) = (("1号", "y", "乙"), ("2号", "x", "乙"));
    let cases: [(&[Step], &[Step], &[&str]); 12] = [
        (&[], &[Add(a), Add(c)], &["1号: a", "2号: c"]),
        // Late: the document was written a moment ago.
        (&[], &[Add(a), Add(b)], &["1号: a b"]),
        // Touched: it was in the index before.
        (&[Add(a)], &[Add(b)], &["1号: a b"]),
        (&[Add(a), Add(b)], &[Remove("a")], &["1号: b"]),
        (&[Add(a), Add(c)], &[Remove("a")], &["2号: c"]),
        // Read again, from another place.
        (&[Add(a)], &[Remove("a"), Add(b)], &["1号: b"]),
        // Another document of one number keeps apart, be it late or touched.
        (&[], &[Add(a), Add(other), Add(b)], &["1号: a b", "hash: z"]),
        (&[Add(a)], &[Add(other), Add(b)], &["1号: a b", "hash: z"]),
        (&[Add(a), Add(other)], &[Remove("z")], &["1号: a"]),
        // A late record is of a document that was touched, or taken away, in the same run.
        (
            &[Add(a), Add(other)],
            &[Add(c), Add(third), Add(second)],
            &["1号: a", "2号: c", "hash: z y x"],
        ),
        (
            &[Add(a), Add(other)],
            &[Remove("z"), Add(c), Add(third)],
            &["1号: a", "2号: c", "hash: x"],
        ),
        // What is in an archive goes with it, and not with a name that begins alike.
        (&[Add(in_archive), Add(beside)], &[Remove("x.zip")], &["4号: x.zip2"]),
    ];
    for (before, steps, expected) in cases {
        assert_eq!(after(before, steps).shown(), expected, "{before:?} {steps:?}");
    }
}

#[test]
fn only_what_has_records_is_there() {
    let mut joining = Joining::with(after(&[], &[Add(("1号", "a", "甲"))]), Arc::clone(&NAMES));
    assert!(joining.has("1号").unwrap());
    joining.remove_file("a").unwrap();
    assert!(!joining.has("1号").unwrap());
    assert!(!joining.has("2号").unwrap());
    joining.add(record(("2号", "b", "甲"))).unwrap();
    assert!(joining.has("2号").unwrap());
}

#[test]
fn the_better_known_id_stays() {
    let by_number = record(("1号", "a", "甲"));
    let mut dated = Document { id: "b".to_owned(), ..Document::default() };
    dated.fields.date = "2020".parse().ok();
    let undated = Document { id: "a".to_owned(), ..Document::default() };
    let cases = [
        (vec![dated.clone(), by_number.clone()], "1号", "b"),
        (vec![undated.clone(), dated], "b", "a"),
        (vec![by_number, undated], "1号", "a"),
    ];
    for (records, stays, goes) in cases {
        let rewritten = as_one(records);
        assert_eq!(rewritten[stays].len(), 2, "{stays}");
        assert!(rewritten[stays].iter().all(|record| record.id == stays));
        assert_eq!(rewritten[goes], []);
    }
}

fn drawn_steps() -> impl Strategy<Value = Vec<Step>> {
    let record = (
        prop::sample::select(vec!["1号", "2号"]),
        prop::sample::select(vec!["a", "b", "c"]),
        prop::sample::select(vec!["甲", "乙", "丙"]),
    );
    let file = prop::sample::select(vec!["a", "b", "c"]);
    let step = prop_oneof![5 => record.prop_map(Add), 1 => file.prop_map(Remove)];
    prop::collection::vec(step, 0..12)
}

proptest! {
    /// A run first takes away what it reads again.
    #[test]
    fn no_record_is_lost_or_kept_twice(before in drawn_steps(), steps in drawn_steps()) {
        let removes = |step: &&Step| matches!(step, Remove(_));
        let in_order = |steps: &[Step]| -> Vec<Step> {
            let (first, then) = (steps.iter().filter(removes), steps.iter().filter(|s| !removes(s)));
            first.chain(then).copied().collect()
        };
        let (before, steps) = (in_order(&before), in_order(&steps));
        let gone: BTreeSet<&str> =
            steps.iter().filter_map(|s| if let Remove(file) = s { Some(*file) } else { None }).collect();
        let added = |steps: &[Step]| -> Vec<Given> {
            steps.iter().filter_map(|s| if let Add(given) = s { Some(*given) } else { None }).collect()
        };
        let mut expected = added(&before);
        expected.retain(|(_, file, _)| !gone.contains(file));
        expected.extend(added(&steps));
        let table = after(&before, &steps);
        let name = |r: &Document| (r.number.clone(), r.sources[0].file.clone(), r.agency.clone());
        let mut found: Vec<_> = table.0.values().flatten().map(name).collect();
        let mut expected: Vec<_> = expected.into_iter().map(|given| name(&record(given))).collect();
        found.sort();
        expected.sort();
        prop_assert_eq!(found, expected);
        for (id, records) in &table.0 {
            prop_assert!(records.iter().all(|record| record.id == *id));
        }
    }
}
