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

/// The time of a document under a new id, of a file that is new, after another one is gone.
fn succeed(dir: &Path, second: u32, gone: &str, id: &str, text: &str) -> (u32, u32) {
    let (mut seen, _) = Seen::open(dir).unwrap();
    seen.now = Moment::of_seconds(second).unwrap();
    seen.part_with(Some([gone].into_iter()));
    let times = seen.times(&document(id, text), true);
    assert_eq!(seen.times(&document(id, text), true), times);
    seen.save().unwrap();
    (times.first.seconds(), times.changed.map_or(0, Moment::seconds))
}

#[test]
fn what_was_mended_is_no_new_document() {
    let dir = tempfile::tempdir().unwrap();
    let texts = [
        "滨江区公共停车场的收费标准为每小时十元，超过四小时的部分减半收取，全天不超过六十元，由区财政局监督执行。",
        "各中小学食堂的卫生检查已经结束，检查结果分为三类，不合格的食堂应当在一个月内整改完毕并重新申请检查。",
    ];
    run(dir.path(), 10, &[("甲", texts[0], true), ("乙", texts[1], true)]);
    // Another one is gone, or what is gone says something else.
    assert_eq!(succeed(dir.path(), 20, "乙", "丙", texts[0]), (20, 0));
    assert_eq!(
        succeed(
            dir.path(),
            30,
            "甲",
            "丁",
            "河道治理工程的招标将于下月开始，投标单位应当具备水利工程的资质，并在规定的期限内提交全部材料。"
        ),
        (30, 0)
    );
    let mended = texts[0].replacen("十元", "八元", 1);
    let mended = mended.as_str();
    assert_eq!(succeed(dir.path(), 40, "甲", "戊", mended), (10, 40));
    assert_eq!(run(dir.path(), 50, &[("戊", mended, true)]), [(10, 40)]);
    // Where all was read, those are gone that were not met.
    let (mut seen, _) = Seen::open(dir.path()).unwrap();
    seen.times(&document("乙", texts[1]), false);
    seen.part_with(None::<std::iter::Empty<&str>>);
    let times = seen.times(&document("己", mended), false);
    assert_eq!((times.first.seconds(), times.changed.map(Moment::seconds)), (10, Some(40)));
}

#[test]
fn the_first_form_is_read() {
    let dir = tempfile::tempdir().unwrap();
    run(dir.path(), 10, &[("甲", "一", true)]);
    let path = dir.path().join(SEEN);
    let bytes = std::fs::read(&path).unwrap();
    let mut content = bytes[HEAD.len()..][..record::FIRST_BYTES - 4].to_vec();
    content.extend(crc32fast::hash(&content).to_le_bytes());
    std::fs::write(&path, [FIRST_HEAD, &content].concat()).unwrap();
    assert_eq!(state(dir.path()), State::Whole);
    assert_eq!(run(dir.path(), 20, &[("甲", "一", true)]), [(10, 0)]);
    assert!(std::fs::read(&path).unwrap().starts_with(HEAD));
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
