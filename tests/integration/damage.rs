//! Bits that flip in the files of an index: no answer is altered without a word, nothing panics,
//! `check --deep` tells, and `index --repair` makes good what can be made good.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::program::{Environment, arg};

/// Bytes at the end of each of Tantivy's files that are its footer, at most.
const FOOTER: usize = 200;

/// Bits that flip in each file.
const FLIPS: usize = 4;

/// An index with a dictionary, two segments and deleted documents.
fn environment() -> Environment {
    let environment = Environment::new();
    let record = |number: usize| {
        let text = format!("第{number}条　各单位应当在{number}个工作日内办结申请。\n").repeat(20);
        serde_json::json!({"id": format!("d{number}"), "title": format!("办事办法第{number}号"), "text": text})
            .to_string()
    };
    let records: Vec<String> = (0..300).map(record).collect();
    environment.write("库/一.jsonl", records.join("\n"));
    environment.write("库/二.txt", "关于珊瑚的通知\n\n珊瑚应当登记。\n");
    environment.check(&["index", "库"], 0, &[]);
    environment.write("库/二.txt", "关于珊瑚的通知\n\n珊瑚和办结应当登记。\n");
    environment.check(&["index"], 0, &[]);
    environment
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files.extend(self::files(&path)),
            false => files.push(path),
        }
    }
    files.sort();
    files
}

/// What a search answers; what is said where it fails.
fn answer(environment: &Environment) -> Result<Value, String> {
    let outcome = environment.run(&["search", "办结 登记", "--format", "json"]);
    assert!(!outcome.stderr.contains("panicked") || outcome.code == Some(2), "{outcome:?}");
    match outcome.code {
        Some(0 | 1) => {
            let mut answer: Value = serde_json::from_str(&outcome.stdout).unwrap();
            answer["took_ms"].take();
            Ok(answer)
        }
        Some(2) => Err(outcome.stderr),
        other => panic!("{other:?} {outcome:?}"),
    }
}

fn flip(path: &Path, bit: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[bit / 8] ^= 1 << (bit % 8);
    fs::write(path, bytes).unwrap();
}

#[test]
fn no_flipped_bit_alters_an_answer_without_a_word() {
    let environment = environment();
    let before = answer(&environment).unwrap();
    environment.check(&["check", "--deep"], 0, &["索引完好"]);
    let files = files(&environment.index());
    let endings = ["COMMIT", "CURRENT", ".del", ".store", ".term", ".idx", ".pos", ".fast"];
    for ending in endings.into_iter().chain(["manifest-", "dictionary-"]) {
        assert!(files.iter().any(|file| arg(file).contains(ending)), "{ending} in {files:?}");
    }
    let mut state = 7_usize;
    for file in files {
        let bits = fs::metadata(&file).unwrap().len() as usize * 8;
        for _ in 0..FLIPS.min(bits) {
            state =
                state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
            let bit = (state >> 17) % bits;
            let case = format!("bit {bit} of {}", file.display());
            flip(&file, bit);
            match answer(&environment) {
                Ok(answer) => assert_eq!(answer, before, "{case}"),
                Err(said) => assert!(said.contains("错误："), "{case}: {said}"),
            }
            let name = file.file_name().unwrap().to_str().unwrap();
            // Tantivy's footers state its version, which no checksum covers and nobody reads.
            let is_footer = name.len() > 32 && bit / 8 + FOOTER > bits / 8;
            if !["LOCK", "meta.json"].contains(&name) && !is_footer {
                let checked = environment.run(&["check", "--deep"]);
                assert_eq!(checked.code, Some(1), "{case}: {checked:?}");
                assert!(checked.stderr.contains("已损坏"), "{case}: {checked:?}");
            }
            flip(&file, bit);
        }
    }
    assert_eq!(answer(&environment).unwrap(), before);
}

#[test]
fn what_is_damaged_is_made_anew_and_what_cannot_be_is_named() {
    let environment = environment();
    environment.write("别处/三.txt", "关于麒麟的通知\n\n麒麟应当登记。\n");
    environment.check(&["index", "别处"], 0, &[]);
    environment.check(&["index", "--repair"], 0, &["索引完好"]);
    let before = answer(&environment).unwrap();
    // A source that is not there now is taken from the index, as far as that is whole.
    let elsewhere = environment.library().join("别处");
    fs::rename(&elsewhere, environment.library().join("移走")).unwrap();
    let stores: Vec<PathBuf> =
        files(&environment.index()).into_iter().filter(|f| arg(f).ends_with(".store")).collect();
    let largest = stores.iter().max_by_key(|file| fs::metadata(file).unwrap().len()).unwrap();
    flip(largest, 4000 * 8);
    environment.check(&["check", "--deep"], 1, &["已损坏", "--repair"]);
    environment.check(&["index", "--repair"], 1, &["已损坏", "别处", "没有挂载"]);
    environment.check(&["check", "--deep"], 0, &["索引完好"]);
    let after = answer(&environment).unwrap();
    assert_eq!(after["total"], before["total"]);
    assert_eq!(environment.total(&["--literal", "麒麟"]), 1);

    let of_kirin = files(&environment.index());
    for store in of_kirin.iter().filter(|file| arg(file).ends_with(".store")) {
        let bytes = fs::metadata(store).unwrap().len() as usize;
        for at in (0..bytes).step_by(64) {
            flip(store, at * 8);
        }
    }
    environment.check(&["index", "--repair"], 1, &["三.txt", "旧索引里的也取不出来"]);
    assert_eq!(environment.total(&["--literal", "麒麟"]), 0);
    assert_eq!(environment.total(&["--literal", "珊瑚"]), 1);
}
