//! What is planned after a change to a library of two files, 甲.txt and 乙.txt.

use std::fs;

use super::*;

/// Changes the library, or what is known of it, or says how the sources change.
type Act = fn(library: &Path, known: &mut Manifest, change: &mut Change);

/// What is planned, by names: files to read, files that go, how many stay and how many faults there
/// are.
type Planned = (&'static [&'static str], &'static [&'static str], usize, usize);

/// A manifest as it is after all files of a plan were read.
fn carried_out(plan: Plan) -> Manifest {
    let mut manifest = plan.manifest;
    for file in plan.read {
        let record =
            FileRecord { hash: file.hash, documents: 1, problems: Vec::new(), notices: Vec::new() };
        manifest.files.insert(file.name, record);
    }
    manifest
}

fn make(known: &Manifest, change: &Change) -> Result<(Plan, Report)> {
    let mut report = Report::default();
    let known = Known { manifest: known, is_old: false, is_new: false };
    let plan = Plan::make(known, change, &mut report)?;
    Ok((plan, report))
}

fn base(name: &str) -> &str {
    Path::new(name).file_name().unwrap().to_str().unwrap()
}

#[test]
fn what_changed_is_read_and_what_is_gone_goes() {
    let cases: [(Act, Planned); 10] = [
        (|_, _, _| {}, (&[], &[], 2, 0)),
        (|library, _, _| put(library, "丙.txt"), (&["丙.txt"], &[], 2, 0)),
        (|library, _, _| put(library, "甲.txt"), (&["甲.txt"], &[], 1, 0)),
        (
            |library, _, _| fs::remove_file(library.join("甲.txt")).unwrap(),
            (&[], &["甲.txt"], 1, 0),
        ),
        // What had a problem is tried again.
        (|_, known, _| damage(known, "乙.txt"), (&["乙.txt"], &[], 1, 0)),
        (
            |library, _, change| change.forget.push(library.to_path_buf()),
            (&[], &["乙.txt", "甲.txt"], 0, 0),
        ),
        // A folder that is not mounted, or whose mount point is empty, keeps what was read from it.
        (|library, _, _| fs::remove_dir_all(library).unwrap(), (&[], &[], 2, 1)),
        (|library, _, _| empty(library), (&[], &[], 2, 1)),
        (|library, _, change| change.add.push(library.join("没有")), (&[], &[], 2, 1)),
        // Names of the office's own may change what any file says.
        (|library, _, _| put(library, "gazetteer.csv"), (&["乙.txt", "甲.txt"], &[], 0, 0)),
    ];
    for (at, (act, (read, remove, unchanged, faults))) in cases.into_iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().canonicalize().unwrap().join("资料");
        fs::create_dir(&library).unwrap();
        for name in ["甲.txt", "乙.txt"] {
            fs::write(library.join(name), name).unwrap();
        }
        let first = Change { add: vec![library.clone()], ..Change::default() };
        let mut known = carried_out(make(&Manifest::default(), &first).unwrap().0);
        let mut change = Change::default();
        act(&library, &mut known, &mut change);
        let (plan, report) = make(&known, &change).unwrap();
        let to_read: Vec<&str> = plan.read.iter().map(|file| base(&file.name)).collect();
        let to_remove: Vec<&str> = plan.remove.iter().map(|name| base(name)).collect();
        assert_eq!((&to_read[..], &to_remove[..]), (read, remove), "case {at}");
        let faults_found = report.unreadable.len();
        assert_eq!(
            (report.unchanged.len(), faults_found),
            (unchanged, faults),
            "case {at}: {report:?}"
        );
        assert_eq!(report.removed.len(), remove.len(), "case {at}");
        // A fault in what is asked for is told, and changes nothing.
        assert_eq!(plan.changes_nothing(&known), [0, 8].contains(&at), "case {at}");
    }
}

fn empty(library: &Path) {
    for name in ["甲.txt", "乙.txt"] {
        fs::remove_file(library.join(name)).unwrap();
    }
}

fn put(library: &Path, name: &str) {
    fs::write(library.join(name), "另一段文字").unwrap();
}

fn damage(known: &mut Manifest, name: &str) {
    let mut of_name = known.files.iter_mut().filter(|(file, _)| base(file) == name);
    of_name.next().unwrap().1.problems.push("读不出".to_owned());
}

#[test]
fn the_builtin_library_is_a_source_by_its_name() {
    let builtin = Change { builtin: true, ..Change::default() };
    let known = carried_out(make(&Manifest::default(), &builtin).unwrap().0);
    assert_eq!(known.files.len(), builtin::files().count());
    let forget = Change { forget: vec![builtin::BUILTIN.into()], ..Change::default() };
    let (plan, _) = make(&known, &forget).unwrap();
    assert_eq!(plan.remove.len(), known.files.len());
    let other = Change { forget: vec!["没有".into()], ..Change::default() };
    match make(&known, &other).map(|_| ()) {
        Err(Error::NotASource { known, .. }) => assert_eq!(known, [builtin::BUILTIN]),
        other => panic!("{other:?}"),
    }
}
