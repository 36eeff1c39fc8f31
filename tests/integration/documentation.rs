//! What the documentation says is so, and every text file is fit to be read by
//! a stranger.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::generate::commands;
use crate::program::Environment;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn read(path: impl AsRef<Path>) -> String {
    let path = Path::new(ROOT).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The files of the project below a folder, without build products.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy();
        // In a linked working tree `.git` is a file.
        if [".git", "target"].contains(&&*name) {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.is_file() {
            found.push(path);
        }
    }
    found
}

/// What stands between backticks in a text, code blocks left out.
fn inline_code(text: &str) -> impl Iterator<Item = &str> {
    let prose = text.split("```").step_by(2);
    prose.flat_map(|prose| prose.split('`').skip(1).step_by(2))
}

/// Whether code is the path of a file or folder of the project.
fn is_path(code: &str) -> bool {
    let characters = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    let file = [".rs", ".toml", ".md", ".csv"].iter().any(|end| code.ends_with(end));
    code.chars().all(characters)
        && !code.starts_with(['/', '.', '-'])
        && (code.contains('/') || file)
}

#[test]
fn every_path_of_the_architecture_page_exists() {
    let page = read("ARCHITECTURE.md");
    let paths: BTreeSet<&str> = inline_code(&page).filter(|code| is_path(code)).collect();
    assert!(paths.len() >= 20, "{paths:?}");
    let missing: Vec<_> =
        paths.into_iter().filter(|path| !Path::new(ROOT).join(path).exists()).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md names {missing:?}");
}

#[test]
fn the_architecture_page_is_short() {
    let lines = read("ARCHITECTURE.md").lines().count();
    assert!(lines < 200, "{lines} lines");
}

/// The command lines of the program that a text shows, without its name.
fn command_lines(text: &str) -> Vec<Vec<&str>> {
    let blocks = text.split("```").skip(1).step_by(2).flat_map(str::lines);
    let shown = blocks.chain(inline_code(text));
    shown
        .filter_map(|line| line.trim().trim_start_matches("$ ").strip_prefix("zhengce "))
        .map(|line| line.split(['|', '#', '>', ';', '&']).next().unwrap_or_default())
        .map(|line| line.split_whitespace().collect())
        .collect()
}

#[test]
fn every_command_and_flag_of_the_readmes_exists() {
    let environment = Environment::new();
    let known = commands(&environment);
    for page in ["README.md", "README.zh-CN.md"] {
        let text = read(page);
        let lines = command_lines(&text);
        assert!(lines.len() >= 5, "{page} shows {lines:?}");
        for line in lines {
            let command = line.iter().find(|word| !word.starts_with('-')).unwrap();
            assert!(known.iter().any(|known| known == command), "{page}: zhengce {line:?}");
            let help = environment.check(&[command, "--help"], 0, &[]).stdout;
            for flag in line.iter().filter(|word| word.starts_with("--")) {
                let flag = flag.split('=').next().unwrap();
                assert!(help.contains(flag), "{page}: zhengce {command} has no {flag}");
            }
        }
    }
}

#[test]
fn every_source_file_says_what_lives_in_it() {
    let sources: Vec<PathBuf> = files(Path::new(ROOT))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
        .collect();
    assert!(sources.len() > 50, "{sources:?}");
    let silent: Vec<_> = sources.iter().filter(|path| !read(path).starts_with("//! ")).collect();
    assert!(silent.is_empty(), "no module comment: {silent:?}");
}

#[test]
fn no_text_names_a_folder_of_its_writers_machine() {
    let mut texts = 0;
    for path in files(Path::new(ROOT)) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        texts += 1;
        for name in ["work", "home", "root", "Users"] {
            let folder = format!("/{name}/");
            let absolute = text.match_indices(&folder).find(|(at, _)| {
                !text[..*at].ends_with(|c: char| c.is_alphanumeric() || "._-".contains(c))
            });
            assert!(absolute.is_none(), "{} names {folder}", path.display());
        }
    }
    assert!(texts > 100, "{texts} files");
}
