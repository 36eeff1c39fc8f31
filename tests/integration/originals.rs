//! The page of a document and its original, asked for over HTTP.

use std::fs;
use std::path::Path;

use crate::file_limits::zipped;
use crate::http::{self, get};
use crate::program::Environment;
use crate::server::Server;

const LETTER: &str = "关于促进数据交易的通知\n\n各区要促进数据交易。\n数据安全由各区负责。\n";

/// The address of something of the document with this title.
fn address(environment: &Environment, start: &str, title: &str, rest: &str) -> String {
    let id = environment.document(title)["id"].as_str().unwrap().to_owned();
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("id", &id).finish();
    format!("{start}?{query}{rest}")
}

/// An index of these files of a library.
fn indexed(files: &[(&str, &[u8])]) -> Environment {
    let environment = Environment::new();
    let library = environment.library();
    for (name, bytes) in files {
        fs::write(library.join(name), bytes).unwrap();
    }
    environment.check(&["index", library.to_str().unwrap()], 0, &[]);
    environment
}

#[test]
fn originals_are_handed_out_as_they_were_read() {
    let member = "附件/关于开放公共数据的通知.txt";
    let inner = "关于开放公共数据的通知\n\n各区要开放公共数据。\n";
    let archive = zipped(&[(member, inner.as_bytes())]);
    let files = [("通知.txt", LETTER.as_bytes()), ("附件.zip", archive.as_slice())];
    let environment = indexed(&files);
    let server = Server::start(environment.command(&[]));

    let path = address(&environment, "/original", "关于促进数据交易的通知", "&source=0");
    let host = format!("Host: {}", server.url.strip_prefix("http://").unwrap());
    let answer = http::ask(&server.url, &path, &[&host]);
    assert_eq!((answer.status, answer.body.as_str()), (200, LETTER));
    let head = answer.head.to_ascii_lowercase();
    for line in [
        "content-type: application/octet-stream",
        "content-disposition: attachment; filename*=utf-8''%e9%80%9a%e7%9f%a5%2etxt",
        "x-content-type-options: nosniff",
    ] {
        assert!(head.contains(line), "{head}");
    }

    let packed = address(&environment, "/original", "关于开放公共数据的通知", "&source=0");
    assert_eq!(get(&server.url, &packed), (200, inner.to_owned()));

    let file = environment.library().join("通知.txt");
    fs::write(&file, format!("{LETTER}又及。")).unwrap();
    let (status, body) = get(&server.url, &path);
    assert!(status == 200 && body.contains("原件改过了"), "{status} {body}");
    let (status, body) = get(&server.url, &format!("{path}&anyway=1"));
    assert!(status == 200 && body.ends_with("又及。"), "{status} {body}");
}

#[test]
fn what_is_no_original_is_not_handed_out() {
    let environment = indexed(&[("通知.txt", LETTER.as_bytes())]);
    let server = Server::start(environment.command(&[]));
    let title = "关于促进数据交易的通知";
    let refused = |path: &str| {
        let (status, body) = get(&server.url, path);
        assert!(status == 404 && body.contains("原件拿不到"), "{path} {status} {body}");
    };
    refused("/original");
    refused("/original?id=x&source=0");
    for source in ["1", "99999999999999999999"] {
        refused(&address(&environment, "/original", title, &format!("&source={source}")));
    }
    let file = environment.library().join("通知.txt");
    fs::remove_file(&file).unwrap();
    refused(&address(&environment, "/original", title, "&source=0"));
    link(Path::new("/etc/hostname"), &file);
    refused(&address(&environment, "/original", title, "&source=0"));
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) {
    std::os::unix::fs::symlink(to, at).unwrap();
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) {}

#[test]
fn the_words_of_a_search_are_marked_in_the_text() {
    let environment = indexed(&[("通知.txt", LETTER.as_bytes())]);
    let server = Server::start(environment.command(&[]));
    let query = |words: &str| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        format!("&{}", query.append_pair("q", words).finish())
    };
    let title = "关于促进数据交易的通知";
    let cases = [
        (String::new(), &[][..], &["<mark>", "标出 <strong>"][..]),
        // What was typed as a whole is marked where it stands as a whole.
        (
            query("数据交易"),
            &["促进<mark>数据交易</mark>。", "标出 <strong>1</strong> 处"],
            &["<mark>数据</mark>"],
        ),
        (
            query("数据安全"),
            &["<span id=\"best\"></span>\n<p id=\"p2\"", "<mark>数据安全</mark>"],
            &[],
        ),
        (
            format!("{}&find={}", query("数据交易"), "%E5%90%84%E5%8C%BA"),
            &["<mark>各区</mark>要", "“各区”标出 <strong>2</strong> 处"],
            &["<mark>数据"],
        ),
        (query("数据交易") + "&find=%3Cb%3E", &["文中没有“&#60;b&#62;”"], &["<mark>"]),
    ];
    for (rest, has, lacks) in cases {
        let (status, body) = get(&server.url, &address(&environment, "/doc", title, &rest));
        assert_eq!(status, 200);
        for text in has {
            assert!(body.contains(text), "{rest}: no {text} in {body}");
        }
        for text in lacks {
            assert!(!body.contains(text), "{rest}: {text} in {body}");
        }
    }
}
