//! Index folders in a bad state: each command says what is wrong and how to
//! mend it, and the index stays as it was.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use crate::program::{Environment, Outcome, arg};

/// The commands that open an index.
const READING: [&[&str]; 3] =
    [&["search", "区块链"], &["show", "a"], &["serve", "--addr", "127.0.0.1:0"]];

/// The files of the index's current generation.
fn generation_files(environment: &Environment) -> Vec<PathBuf> {
    let generation = environment.index().join("generation-1");
    fs::read_dir(generation).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn truncate(path: &Path) {
    File::options().write(true).open(path).unwrap().set_len(10).unwrap();
}

#[test]
fn the_flag_then_the_environment_then_the_platform_say_where_it_is() {
    let environment = Environment::new();
    environment.check(&["index", "--index", "given"], 0, &[]);
    assert!(environment.library().join("given/CURRENT").exists());
    assert!(!environment.index().exists());

    let data = environment.library().join("data");
    let mut command = environment.command(&["index"]);
    command.env_remove("ZHENGCE_INDEX").env("XDG_DATA_HOME", &data);
    Outcome::from(command.output().unwrap()).check("index", 0, &[]);
    assert!(data.join("zhengce/CURRENT").exists());
    assert!(!environment.index().exists());

    environment.check(&["index"], 0, &[]);
    assert!(environment.index().join("CURRENT").exists());
}

#[test]
fn a_folder_that_cannot_be_written() {
    let environment = Environment::new();
    // A file in the way stops root, too.
    let file = environment.write("a.txt", "a");
    let below = file.join("index");
    for folder in [arg(&file), arg(&below)] {
        for command in [&["index"][..], READING[0], READING[1], READING[2]] {
            let args = [&["--index", folder], command].concat();
            environment.check(&args, 2, &["a.txt", "--index"]);
        }
    }
    assert_eq!(fs::read(&file).unwrap(), b"a");
}

#[test]
fn an_index_of_a_newer_format() {
    let environment = Environment::with_builtin();
    let current = environment.index().join("CURRENT");
    let newer = r#"{"format":99,"generation":1}"#;
    fs::write(&current, newer).unwrap();
    for command in READING.into_iter().chain([&["index"][..]]) {
        environment.check(command, 2, &["第 99 版", "升级", "--rebuild"]);
    }
    assert_eq!(fs::read_to_string(&current).unwrap(), newer);
    environment.check(&["index", "--rebuild"], 0, &["索引共 39 篇"]);
    assert_eq!(environment.total(&[""]), 39);
}

#[test]
fn a_locked_index_can_be_read_but_not_written() {
    let environment = Environment::with_builtin();
    let lock = File::open(environment.index().join("LOCK")).unwrap();
    lock.lock().unwrap();
    // It says who holds the lock, after a while in which that might have ended.
    environment.check(&["index", "--rebuild"], 2, &["另一个进程（进程号 "]);
    assert_eq!(environment.total(&[""]), 39);
    drop(lock);
    environment.check(&["index", "--rebuild"], 0, &[]);
}

#[test]
fn a_damaged_index_says_so_and_can_be_rebuilt() {
    for ending in [".store", ".term", ".fast", "COMMIT"] {
        let environment = Environment::with_builtin();
        for path in generation_files(&environment) {
            if arg(&path).ends_with(ending) {
                truncate(&path);
            }
        }
        environment.check(&["search", "区块链", "--limit", "100"], 2, &["--rebuild"]);
        environment.check(&["index", "--rebuild"], 0, &["索引共 39 篇"]);
        assert_eq!(environment.total(&[""]), 39, "{ending}");
    }
}

#[test]
fn an_index_is_rebuilt_from_the_sources_that_its_generations_tell() {
    for text in [&b"?"[..], b"\xff", b""] {
        let environment = Environment::with_builtin();
        fs::write(environment.index().join("CURRENT"), text).unwrap();
        environment.check(&["search", "区块链"], 2, &["CURRENT", "已损坏", "--rebuild"]);
        environment.check(&["index", "--rebuild"], 0, &["索引共 39 篇"]);
        assert_eq!(environment.total(&[""]), 39);
    }
}

#[test]
fn an_index_without_current_is_a_first_one_that_was_broken_off() {
    let environment = Environment::with_builtin();
    let current = environment.index().join("CURRENT");
    fs::remove_file(&current).unwrap();
    assert_eq!(environment.total(&[""]), 39);
    environment.check(&["index"], 0, &["未变"]);
    assert!(current.exists());
}

#[test]
fn an_index_of_an_older_format_is_refused_and_rebuilt_from_its_sources() {
    let environment = Environment::new();
    let file = environment.write("a.txt", "关于珊瑚的通知\n珊瑚应当登记。");
    let generation = environment.index().join("generation-4");
    fs::create_dir_all(&generation).unwrap();
    let manifest = serde_json::json!({
        "builtin": false, "roots": [arg(&file)], "files": {}, "problems": [], "versions": {},
    });
    fs::write(generation.join("manifest-9.json"), manifest.to_string()).unwrap();
    fs::write(generation.join("meta.json"), "{}").unwrap();
    let current = environment.index().join("CURRENT");
    fs::write(&current, r#"{"format":6,"generation":4}"#).unwrap();
    for command in READING.into_iter().chain([&["index"][..]]) {
        environment.check(command, 2, &["第 6 版", "过时", "--rebuild"]);
    }
    environment.check(&["index", "--rebuild"], 0, &["索引共 1 篇"]);
    assert_eq!(environment.total(&["珊瑚"]), 1);
    assert!(!generation.exists());
    environment.check(&["index", "--rollback"], 2, &["没有可退回的上一版"]);
}

#[test]
fn an_index_without_its_list_of_sources_needs_them_named() {
    let environment = Environment::with_builtin();
    let remove = |part: &str| {
        let files = generation_files(&environment);
        let of_part = files.iter().filter(|path| path.to_string_lossy().contains(part));
        of_part.for_each(|path| fs::remove_file(path).unwrap());
    };
    remove("/manifest-");
    // Only who writes needs it, and the commit tells the sources as well.
    assert_eq!(environment.total(&[""]), 39);
    environment.check(&["index"], 2, &["manifest-", "已损坏", "--rebuild"]);
    remove("/COMMIT");
    environment.check(&["search", "区块链"], 2, &["COMMIT", "已损坏", "--rebuild"]);
    environment.check(&["index", "--rebuild"], 2, &["来源清单", "--rebuild 路径", "--builtin"]);
    environment.check(&["index", "--rebuild", "--builtin"], 0, &["索引共 39 篇"]);
    assert_eq!(environment.total(&[""]), 39);
}

#[test]
fn a_rebuild_can_be_taken_back() {
    let environment = Environment::new();
    let file = environment.write("a.txt", "关于珊瑚的通知\n珊瑚应当登记。");
    environment.check(&["index", arg(&file)], 0, &[]);
    environment.check(&["index", "--rollback"], 2, &["没有可退回的上一版"]);
    fs::write(&file, "关于麒麟的通知\n麒麟应当登记。").unwrap();
    environment.check(&["index", "--rebuild"], 0, &[]);
    for (word, total) in [("珊瑚", 1), ("珊瑚", 0), ("珊瑚", 1)] {
        environment.check(&["index", "--rollback"], 0, &["已退回"]);
        assert_eq!(environment.total(&["--literal", word]), total);
    }
    environment.check(&["index"], 0, &["更新 1"]);
    assert_eq!(environment.total(&["--literal", "麒麟"]), 1);
}

#[test]
fn a_rebuild_after_going_back_starts_from_what_is_current() {
    let environment = Environment::new();
    let [one, other] = ["珊瑚", "麒麟"].map(|about| {
        environment.write(&format!("{about}.txt"), format!("关于{about}的通知\n{about}应当登记。"))
    });
    environment.check(&["index", arg(&one)], 0, &[]);
    environment.check(&["index", "--rebuild"], 0, &[]);
    environment.check(&["index", arg(&other)], 0, &["索引共 2 篇"]);
    environment.check(&["index", "--rollback"], 0, &[]);
    environment.check(&["index", "--rebuild"], 0, &["索引共 1 篇"]);
    assert_eq!(environment.total(&["--literal", "麒麟"]), 0);
}

#[test]
fn leftovers_of_a_crash_are_swept() {
    for command in [&["index", "--rebuild"][..], &["index"]] {
        let environment = Environment::with_builtin();
        let leftover = environment.index().join("generation-7");
        fs::create_dir(&leftover).unwrap();
        fs::write(leftover.join("meta.json"), "{").unwrap();
        environment.check(command, 0, &[]);
        assert!(!leftover.exists());
        assert_eq!(environment.total(&[""]), 39);
    }
}

#[test]
fn who_may_read_an_index_can_search_it() {
    let environment = Environment::with_builtin();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    let usual = mode(&environment.index().join("CURRENT"));
    let generation = environment.index().join("generation-1");
    for file in generation_files(&environment) {
        assert_eq!(mode(&file), usual, "{}", file.display());
        fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    }
    fs::set_permissions(&generation, fs::Permissions::from_mode(0o555)).unwrap();
    // Root may write all the same; the modes above are what others need.
    assert_eq!(environment.total(&[""]), 39);
    fs::set_permissions(&generation, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_library_large_enough_to_be_packed_with_a_dictionary() {
    let environment = Environment::new();
    let record = |number: usize| {
        let text = format!("第{number}条　各单位应当在{number}个工作日内办结申请。\n").repeat(20);
        serde_json::json!({"id": format!("d{number}"), "title": format!("办事办法第{number}号"), "text": text})
            .to_string()
    };
    let records =
        |numbers: std::ops::Range<usize>| numbers.map(record).collect::<Vec<_>>().join("\n");
    let first = environment.write("first.jsonl", records(0..400));
    environment.check(&["index", arg(&first)], 0, &["索引共 400 篇"]);
    let second = environment.write("second.jsonl", records(400..410));
    environment.check(&["index", arg(&second)], 0, &["索引共 410 篇"]);
    let files = generation_files(&environment);
    let is_dictionary = |path: &&PathBuf| path.to_string_lossy().contains("/dictionary-");
    assert_eq!(files.iter().filter(is_dictionary).count(), 1);
    for number in [0, 399, 405] {
        let sentence = format!("各单位应当在{number}个工作日内办结申请");
        let shown = environment.check(&["show", &format!("d{number}")], 0, &[]);
        assert_eq!(shown.stdout.matches(&sentence).count(), 20, "{shown:?}");
        assert_eq!(environment.total(&["--literal", &sentence]), 1);
    }
    fs::write(&second, records(400..401)).unwrap();
    environment.check(&["index"], 0, &["索引共 401 篇"]);
}
