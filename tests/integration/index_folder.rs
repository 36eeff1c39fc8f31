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
    let before = fs::read_to_string(&current).unwrap();
    let mut newer: serde_json::Value = serde_json::from_str(&before).unwrap();
    newer["format"] = 99.into();
    let newer = newer.to_string();
    fs::write(&current, &newer).unwrap();
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
    for command in [&["index"][..], &["index", "--rebuild"]] {
        environment.check(command, 2, &["另一个进程"]);
    }
    assert_eq!(environment.total(&[""]), 39);
    drop(lock);
    environment.check(&["index", "--rebuild"], 0, &[]);
}

#[test]
fn a_damaged_index_says_so_and_can_be_rebuilt() {
    for ending in [".store", ".term", ".fast", "meta.json"] {
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
    type Damage = fn(&Path);
    let damages: [Damage; 3] = [
        |current| fs::write(current, "?").unwrap(),
        |current| fs::write(current, b"\xff").unwrap(),
        |current| fs::remove_file(current).unwrap(),
    ];
    for damage in damages {
        let environment = Environment::with_builtin();
        damage(&environment.index().join("CURRENT"));
        environment.check(&["search", "区块链"], 2, &["CURRENT", "已损坏", "--rebuild"]);
        environment.check(&["index", "--rebuild"], 0, &["索引共 39 篇"]);
        assert_eq!(environment.total(&[""]), 39);
    }
}

#[test]
fn an_index_without_its_list_of_sources_needs_them_named() {
    let environment = Environment::with_builtin();
    let files = generation_files(&environment);
    let is_manifest = |path: &&PathBuf| path.to_string_lossy().contains("/manifest-");
    files.iter().filter(is_manifest).for_each(|path| fs::remove_file(path).unwrap());
    environment.check(&["search", "区块链"], 2, &["manifest-", "已损坏", "--rebuild"]);
    environment.check(&["index", "--rebuild"], 2, &["来源清单", "--rebuild 路径", "--builtin"]);
    environment.check(&["index", "--rebuild", "--builtin"], 0, &["索引共 39 篇"]);
    assert_eq!(environment.total(&[""]), 39);
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

/// A run commits what it wrote, joins what is one document, and commits again with its manifest;
/// here it was broken off between the two.
#[test]
fn what_a_run_wrote_that_was_broken_off_is_not_kept() {
    let environment = Environment::new();
    let first = environment.write("first.txt", "关于珊瑚的通知\n珊瑚应当登记。");
    environment.check(&["index", arg(&first)], 0, &["索引共 1 篇"]);
    let meta = environment.index().join("generation-1/meta.json");
    let payload = |meta: &str| {
        let meta: serde_json::Value = serde_json::from_str(meta).unwrap();
        meta["payload"].as_str().unwrap().to_owned()
    };
    let before = payload(&fs::read_to_string(&meta).unwrap());
    let known = fs::read(meta.with_file_name(&before)).unwrap();

    let second = environment.write("second.txt", "关于麒麟的通知\n麒麟应当登记。");
    let records = [1, 2].map(|n| format!(r#"{{"id":"x-{n}","text":"第{n}号凤凰。"}}"#));
    let third = environment.write("third.jsonl", records.join("\n"));
    let args = ["index", arg(&second), arg(&third)];
    environment.check(&args, 0, &["索引共 4 篇"]);
    let after = fs::read_to_string(&meta).unwrap();
    fs::write(&meta, after.replace(&payload(&after), &before)).unwrap();
    fs::write(meta.with_file_name(&before), known).unwrap();

    fs::remove_file(&third).unwrap();
    fs::write(&second, "关于貔貅的通知\n貔貅应当登记。").unwrap();
    environment.check(&["index", arg(&second)], 0, &["索引共 2 篇"]);
    for (word, total) in [("珊瑚", 1), ("貔貅", 1), ("麒麟", 0), ("凤凰", 0)] {
        assert_eq!(environment.total(&["--literal", word]), total, "{word}");
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
