//! Documents that are seen over several runs.

use corpus::document::Block;

use super::*;

/// A text that a document is known by.
const LONG: &str = "各单位应当做好停车工作。";

fn document(id: &str, text: &str) -> Document {
    let mut document = Document { id: id.to_owned(), ..Document::default() };
    document.fields.title = format!("关于{id}的通知");
    document.push_block(Block::Paragraph(text.to_owned()));
    document
}

/// The times of documents in a run at a second; each is given with whether its file is new.
fn run(dir: &Path, second: u32, documents: &[(&str, &str, bool)]) -> Vec<(u32, u32)> {
    let (mut seen, _) = Seen::open(dir).unwrap();
    seen.now = Moment::of_seconds(second).unwrap();
    let times = |&(id, text, is_new): &(&str, &str, bool)| {
        let times = seen.times(&document(id, text), is_new);
        (times.first.seconds(), times.changed.map_or(0, Moment::seconds))
    };
    let told = documents.iter().map(times).collect();
    seen.save().unwrap();
    told
}

fn state(dir: &Path) -> State {
    Seen::open(dir).unwrap().1
}

#[test]
fn times_are_kept_over_runs() {
    let dir = tempfile::tempdir().unwrap();
    let long = LONG.repeat(10);
    type Case<'a> = (u32, &'a [(&'a str, &'a str, bool)], &'a [(u32, u32)]);
    let cases: [Case<'_>; 9] = [
        (10, &[("甲", &long, true), ("乙", "短。", true)], &[(10, 0), (10, 0)]),
        // Read again, from files that are known and from copies.
        (20, &[("甲", &long, false), ("乙", "短。", true)], &[(10, 0), (10, 0)]),
        // The same text under another id is known where its file is; a short one tells nothing.
        (30, &[("丙", &long, false), ("丁", "短。", false)], &[(10, 0), (30, 0)]),
        (35, &[("戊", &long, true)], &[(35, 0)]),
        // The program reads the same file otherwise.
        (40, &[("甲", "改。", false)], &[(10, 0)]),
        (50, &[("甲", "改。", true)], &[(10, 0)]),
        // The file says something else; then it is joined from several files in one run.
        (60, &[("甲", "又改。", true)], &[(10, 60)]),
        (70, &[("甲", "又", true), ("甲", "又改。", true)], &[(10, 70), (10, 60)]),
        (80, &[("甲", "又改。", true)], &[(10, 60)]),
    ];
    for (second, documents, expected) in cases {
        assert_eq!(run(dir.path(), second, documents), expected, "at {second}");
    }
}

#[test]
fn a_run_writes_what_is_new() {
    let dir = tempfile::tempdir().unwrap();
    let size = || std::fs::metadata(dir.path().join(SEEN)).unwrap().len();
    run(dir.path(), 10, &[("甲", "一", true), ("乙", "一", true)]);
    let two = size();
    run(dir.path(), 20, &[("甲", "一", true)]);
    assert_eq!(size(), two);
    let record = (two - HEAD.len() as u64) / 2;
    run(dir.path(), 20, &[("甲", "二", true), ("丙", "一", true)]);
    assert_eq!(size(), two + 2 * record);
    // What was written over and over is written anew.
    for turn in 0..20 {
        run(dir.path(), 30 + turn, &[("甲", &turn.to_string(), true)]);
        assert!(size() <= two + 8 * record);
    }
    assert_eq!(run(dir.path(), 90, &[("甲", "19", true)]), [(10, 49)]);
}

#[test]
fn damage_costs_the_times_alone() {
    type Damage = fn(&mut Vec<u8>);
    let cases: [(Damage, State, u32); 5] = [
        (|_| {}, State::Whole, 10),
        // A run that was broken off in the middle of a record.
        (|bytes| bytes.extend(b"abc"), State::Whole, 10),
        (|bytes| *bytes.last_mut().unwrap() ^= 1, State::Damaged, 20),
        (|bytes| bytes[0] = b'?', State::Damaged, 20),
        (Vec::clear, State::Damaged, 20),
    ];
    for (at, (damage, expected, first)) in cases.into_iter().enumerate() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(state(dir.path()), State::Missing);
        run(dir.path(), 10, &[("甲", "一", true)]);
        let path = dir.path().join(SEEN);
        let mut bytes = std::fs::read(&path).unwrap();
        damage(&mut bytes);
        std::fs::write(&path, bytes).unwrap();
        assert_eq!(state(dir.path()), expected, "case {at}");
        let documents = [("甲", "一", true), ("乙", "一", true)];
        assert_eq!(run(dir.path(), 20, &documents), [(first, 0), (20, 0)], "case {at}");
        assert_eq!(state(dir.path()), State::Whole, "case {at}");
        assert_eq!(run(dir.path(), 30, &documents), [(first, 0), (20, 0)], "case {at}");
    }
}

#[test]
fn what_was_there_before_is_remembered_once() {
    let dir = tempfile::tempdir().unwrap();
    run(dir.path(), 10, &[("甲", "一", true)]);
    let (mut seen, _) = Seen::open(dir.path()).unwrap();
    let times = Times { first: Moment::of_seconds(5).unwrap(), changed: None };
    seen.remember("甲", times);
    seen.remember("乙", times);
    seen.save().unwrap();
    // Nothing is known of what it said, so it has not changed.
    assert_eq!(run(dir.path(), 20, &[("甲", "一", true), ("乙", "一", true)]), [(10, 0), (5, 0)]);
    assert_eq!(run(dir.path(), 30, &[("乙", "二", true)]), [(5, 30)]);
}
