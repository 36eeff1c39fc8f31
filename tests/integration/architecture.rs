//! The arrows between the crates, and which libraries stay inside which crate,
//! read from the manifests and sources.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The crates of the workspace, each with the crates it may use. The root package is `.`.
const ARROWS: [(&str, &[&str]); 10] = [
    ("corpus/language", &[]),
    ("corpus/document", &["language"]),
    ("corpus/readers", &["document", "language"]),
    ("corpus/describing", &["document", "language"]),
    ("corpus", &["describing", "document", "language", "readers"]),
    ("indexer", &["corpus"]),
    ("search", &["corpus", "indexer"]),
    ("report", &["corpus", "search"]),
    ("web", &["corpus", "report", "search"]),
    (".", &["corpus", "indexer", "report", "search", "web"]),
];

/// Libraries that stay inside some crates.
const KEPT_INSIDE: [(&str, &[&str]); 6] = [
    ("tantivy", &["indexer", "search"]),
    ("jieba-rs", &["indexer"]),
    ("warp", &["web"]),
    ("tokio", &["web"]),
    ("clap", &["."]),
    ("anyhow", &["."]),
];

fn read(path: &str) -> String {
    let path = Path::new(ROOT).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The packages that a crate uses, tests and benches aside, on any platform.
fn dependencies(crate_dir: &str) -> BTreeSet<String> {
    let manifest: toml::Table = read(&format!("{crate_dir}/Cargo.toml")).parse().unwrap();
    let platforms = manifest.get("target").and_then(|targets| targets.as_table());
    let tables = platforms.into_iter().flatten().filter_map(|(_, platform)| platform.as_table());
    tables
        .chain([&manifest])
        .flat_map(|table| ["dependencies", "build-dependencies"].map(|kind| table.get(kind)))
        .flatten()
        .flat_map(|dependencies| dependencies.as_table().unwrap())
        .map(|(name, dependency)| {
            let renamed = dependency.get("package").and_then(|package| package.as_str());
            renamed.unwrap_or(name).to_owned()
        })
        .collect()
}

#[test]
fn every_crate_has_its_arrows() {
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    let members: BTreeSet<&str> = manifest["workspace"]["members"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|m| m.as_str())
        .collect();
    let named = ARROWS.iter().map(|(name, _)| *name).filter(|name| *name != ".");
    assert_eq!(members, named.collect());
    for (name, allowed) in ARROWS {
        let used = dependencies(name);
        let packages: BTreeSet<&str> =
            members.iter().filter_map(|m| m.split('/').next_back()).collect();
        let own: Vec<&str> =
            used.iter().map(String::as_str).filter(|name| packages.contains(name)).collect();
        assert_eq!(own, allowed, "crates that {name} uses");
    }
}

#[test]
fn libraries_stay_inside() {
    for (library, crates) in KEPT_INSIDE {
        let users: Vec<&str> = ARROWS
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| dependencies(name).contains(library))
            .collect();
        assert_eq!(users, crates, "crates that use {library}");
    }
}

/// The files of the rooms of which `search/src/lib.rs` exports items.
fn exported_files() -> Vec<String> {
    let lib = read("search/src/lib.rs");
    let modules = lib.lines().filter_map(|line| {
        let item = line.strip_prefix("pub ")?;
        let path = item.strip_prefix("use ").or_else(|| item.strip_prefix("mod "))?;
        path.split([':', ';']).next()
    });
    modules.flat_map(|module| files_of(&format!("search/src/{module}"))).collect()
}

/// The file of a module and those below its folder.
fn files_of(module: &str) -> Vec<String> {
    let inner = fs::read_dir(Path::new(ROOT).join(module)).into_iter().flatten();
    let names = inner.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let files = names.filter_map(|name| Some(format!("{module}/{}", name.strip_suffix(".rs")?)));
    let file = Some(format!("{module}.rs")).filter(|file| Path::new(ROOT).join(file).exists());
    file.into_iter().chain(files.flat_map(|file| files_of(&file))).collect()
}

/// The names that a file has from Tantivy.
fn names_from_tantivy(source: &str) -> BTreeSet<String> {
    let uses = source.split(';').filter(|item| item.trim_start().starts_with("use tantivy"));
    let words = uses.flat_map(|item| item.split(|c: char| !(c.is_alphanumeric() || c == '_')));
    let types = words.filter(|word| word.starts_with(char::is_uppercase));
    types.map(str::to_owned).chain(["tantivy".to_owned()]).collect()
}

/// The public parts of a source file: signatures of functions, fields, aliases and constants,
/// and enums with their variants.
fn public_signatures(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines = source.lines().map(str::trim).filter(|line| !line.starts_with("//"));
    while let Some(line) = lines.next() {
        let Some(item) = line.strip_prefix("pub ") else { continue };
        let end: &[char] = if item.starts_with("enum ") { &['}'] } else { &['{', ';'] };
        let is_field = item.ends_with(',') && !item.starts_with("use ");
        let mut signature = item.to_owned();
        while !is_field && !signature.ends_with(end) {
            let Some(next) = lines.next() else { break };
            signature.push_str(next);
        }
        found.push(signature);
    }
    found
}

#[test]
fn tantivy_does_not_show_in_what_search_exports() {
    let files = exported_files();
    assert!(files.len() >= 4, "{files:?}");
    let mut checked = 0;
    for file in files {
        let source = read(&file);
        let names = names_from_tantivy(&source);
        for signature in public_signatures(&source) {
            let words = signature.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            let foreign: Vec<&str> = words.filter(|word| names.contains(*word)).collect();
            assert!(foreign.is_empty(), "{file}: {foreign:?} in `{signature}`");
            checked += 1;
        }
    }
    assert!(checked >= 200, "{checked} signatures");
}
