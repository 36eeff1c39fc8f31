//! The rooms of the crates, which are the folders below `src`, and the arrows between them, read
//! from the sources. A room names only rooms that stand before it in its crate's list.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proc_macro2::token_stream::IntoIter;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The crates that have rooms, each with its rooms from the lowest to the highest. A room is a file
/// below `src` and the folder of its name.
const ROOMS: [(&str, &[&str]); 3] = [
    (
        "corpus/readers",
        &[
            "source",
            "programs",
            "container",
            "text",
            "sheet",
            "outline",
            "head",
            "manuscript",
            "pages",
            "recognition",
            "formats",
            "opening",
        ],
    ),
    ("indexer", &["sources", "text", "store", "update"]),
    (
        "search",
        &[
            "message",
            "question",
            "snapshot",
            "naming",
            "ranking",
            "facets",
            "matching",
            "gathering",
            "showing",
            "answering",
            "vocabulary",
            "operations",
            "engine",
        ],
    ),
];

/// The most source files that lie directly in one folder.
const MOST_FILES: usize = 16;

/// A source file of a crate.
struct Source {
    /// Below `src`, with slashes.
    path: String,
    text: String,
}

#[test]
fn arrows_between_rooms_never_point_back() {
    for (name, rooms) in ROOMS {
        let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name).join("src"), "");
        assert!(sources.len() > rooms.len(), "{name}");
        let problems = problems(rooms, &sources);
        assert!(problems.is_empty(), "{name}:\n{}", problems.join("\n"));
    }
}

/// The source files below a folder, whose own path starts with `above`.
fn sources(folder: &Path, above: &str) -> Vec<Source> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap().path();
        let path = format!("{above}{}", entry.file_name().unwrap().to_string_lossy());
        if entry.is_dir() {
            found.extend(sources(&entry, &format!("{path}/")));
        } else if path.ends_with(".rs") {
            found.push(Source { path, text: fs::read_to_string(&entry).unwrap() });
        }
    }
    found
}

/// What is wrong with a crate's rooms, a line each.
fn problems(rooms: &[&str], sources: &[Source]) -> Vec<String> {
    let mut found: Vec<String> =
        sources.iter().flat_map(|source| problems_of_file(rooms, source)).collect();
    let folder = |source: &Source| source.path.rsplit_once('/').map_or("", |(f, _)| f).to_owned();
    for name in sources.iter().map(folder).collect::<BTreeSet<_>>() {
        let files = sources.iter().filter(|source| folder(source) == name).count();
        if files > MOST_FILES {
            found.push(format!("{files} files in src/{name}"));
        }
    }
    found
}

fn problems_of_file(rooms: &[&str], Source { path, text }: &Source) -> Vec<String> {
    let module: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
    if module == ["lib"] || module.contains(&"tests") {
        return Vec::new();
    }
    // Every room may name errors, and errors no room.
    let own = rooms.iter().position(|room| *room == module[0]);
    let below = match own {
        Some(own) => &rooms[..=own],
        None if module == ["error"] => &[],
        None => return vec![format!("{path} is of no room")],
    };
    let tokens: TokenStream =
        text.parse().unwrap_or_else(|error| panic!("{path} is no Rust: {error}"));
    let mut named = BTreeSet::new();
    names_from_root(tokens, &module, &mut named);
    let wrong = named.iter().filter(|name| *name != "error" && !below.contains(&name.as_str()));
    wrong
        .map(|name| match rooms.contains(&name.as_str()) {
            true => format!("{path} names {name}, which is above it"),
            false => format!("{path} names {name}, which is no room"),
        })
        .collect()
}

/// Adds what code names right below the root of its crate, by `crate::…` or by `super::…`; code
/// for tests is left out.
fn names_from_root(tokens: TokenStream, module: &[&str], named: &mut BTreeSet<String>) {
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(word) if word == "crate" && passes_colons(&mut tokens) => {
                add_first(&mut tokens, named);
            }
            TokenTree::Ident(word) if word == "super" && passes_colons(&mut tokens) => {
                add_above(&mut tokens, module, named);
            }
            TokenTree::Ident(word) if word == "mod" => {
                let Some(TokenTree::Ident(name)) = tokens.next() else { continue };
                if let Some(TokenTree::Group(inner)) = tokens.next() {
                    let name = name.to_string();
                    names_from_root(inner.stream(), &[module, &[&name]].concat(), named);
                }
            }
            TokenTree::Group(group) if is_for_tests(&group.stream()) => skip_item(&mut tokens),
            TokenTree::Group(group) => names_from_root(group.stream(), module, named),
            _ => {}
        }
    }
}

/// Whether `::` comes next; it is then passed.
fn passes_colons(tokens: &mut IntoIter) -> bool {
    let mut ahead = tokens.clone();
    let is_colon = |token: Option<TokenTree>| matches!(token, Some(TokenTree::Punct(sign)) if sign.as_char() == ':');
    let passes = is_colon(ahead.next()) && is_colon(ahead.next());
    if passes {
        *tokens = ahead;
    }
    passes
}

/// Adds the name that follows, or in braces the first name of each path.
fn add_first(tokens: &mut IntoIter, named: &mut BTreeSet<String>) {
    match tokens.next() {
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            let mut starts = true;
            for token in group.stream() {
                if starts {
                    named.insert(token.to_string());
                }
                starts = matches!(&token, TokenTree::Punct(sign) if sign.as_char() == ',');
            }
        }
        Some(token) => {
            named.insert(token.to_string());
        }
        None => {}
    }
}

/// Adds what a path names that starts above the module itself.
fn add_above(tokens: &mut IntoIter, module: &[&str], named: &mut BTreeSet<String>) {
    let mut above = &module[..module.len().saturating_sub(1)];
    loop {
        let mut ahead = tokens.clone();
        let again = matches!(ahead.next(), Some(TokenTree::Ident(word)) if word == "super");
        if !(again && passes_colons(&mut ahead)) {
            break;
        }
        above = &above[..above.len().saturating_sub(1)];
        *tokens = ahead;
    }
    match above {
        [] => add_first(tokens, named),
        [room, ..] => {
            named.insert((*room).to_owned());
        }
    }
}

/// Whether an attribute says that what follows is for tests.
fn is_for_tests(attribute: &TokenStream) -> bool {
    attribute.to_string().replace(' ', "") == "cfg(test)"
}

/// Passes an item: all up to its braces or its semicolon.
fn skip_item(tokens: &mut IntoIter) {
    tokens.by_ref().find(|token| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(sign) => sign.as_char() == ';',
        _ => false,
    });
}

#[test]
fn wrong_arrows_are_found() {
    let cases = [
        ("low.rs", "use crate::high::Thing;", "low.rs names high, which is above it"),
        ("low/deep.rs", "fn f() { crate::high::run(); }", "low/deep.rs names high"),
        ("low/deep.rs", "use crate::{error::Error, high::{A, B}};", "low/deep.rs names high"),
        ("low/deep.rs", "use super::super::high::Thing;", "low/deep.rs names high"),
        ("low.rs", "use super::high;", "low.rs names high"),
        ("low.rs", "mod inner { use super::super::high; }", "low.rs names high"),
        ("low.rs", "fn f() { matches!(1, super::high::X) }", "low.rs names high"),
        ("low.rs", "use crate::Engine;", "low.rs names Engine, which is no room"),
        ("low.rs", "use crate::*;", "low.rs names *"),
        ("error.rs", "use crate::low::Thing;", "error.rs names low"),
        ("stray.rs", "", "stray.rs is of no room"),
        ("low.rs", "#[cfg(test)] mod tests { } use crate::high::Thing;", "low.rs names high"),
        ("high.rs", "use crate::{low, error}; use crate::high::deep;", ""),
        ("low/deep.rs", "use super::Thing; use super::other::{A, B};", ""),
        (
            "low.rs",
            "//! [`crate::high`]\nconst A: &str = \"crate::high\"; pub(crate) fn f() {}",
            "",
        ),
        ("low.rs", "#[cfg(test)] mod tests { use crate::high; } #[cfg(test)] use crate::high;", ""),
        ("low/tests.rs", "use crate::high;", ""),
        ("lib.rs", "mod high; pub use high::Thing;", ""),
    ];
    for (path, text, expected) in cases {
        let source = Source { path: path.to_owned(), text: text.to_owned() };
        let found = problems(&["low", "high"], &[source]);
        match expected {
            "" => assert!(found.is_empty(), "{path}: {text}: {found:?}"),
            _ => assert!(
                matches!(&found[..], [one] if one.starts_with(expected)),
                "{path}: {text}: {found:?}"
            ),
        }
    }
    let file = |n: usize| Source { path: format!("low/f{n}.rs"), text: String::new() };
    let many: Vec<Source> = (0..=MOST_FILES).map(file).collect();
    assert_eq!(problems(&["low"], &many), ["17 files in src/low"]);
    assert!(problems(&["low"], &many[1..]).is_empty());
}
