//! Pages and JSON of the web application, asked for over a connection as browsers do: whatever a query
//! and a parameter say, and whatever documents have in their titles and texts, a page has the elements
//! of its template, its scripts and links are of this server, the query stands in its box as it was
//! given, and the JSON object returns it.
//!
//! The input is lines: the query, the name of a parameter, its value, the id of a document.

#![no_main]

use std::error::Error;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{LazyLock, Mutex, mpsc};
use std::thread;

use form_urlencoded::Serializer;
use invariants::library::LIBRARY;
use invariants::text;
use libfuzzer_sys::fuzz_target;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use web::Access;

/// Elements that templates are made of.
const ELEMENTS: &str = "html head meta title link script body a span header main div form label input \
    button nav section h1 h2 h3 h4 h5 h6 ul ol li p strong blockquote mark abbr details summary del \
    footer article dl dt dd figure figcaption table caption thead tbody tr th td";

/// Attributes that hold an address.
const ADDRESSES: [&str; 3] = ["href", "src", "action"];

static SERVER: LazyLock<SocketAddr> = LazyLock::new(|| {
    let (ready, address) = mpsc::channel();
    let addr = SocketAddr::from(([127, 0, 0, 1], 0));
    let tell = |error: &(dyn Error + 'static)| error.to_string();
    let options = web::Options { addr, tell, access: Access::default(), logs_queries: false };
    thread::spawn(move || {
        let tell = |at| ready.send(at).expect("somebody waits");
        web::serve(LIBRARY.engine.clone(), &options, tell).expect("a server");
    });
    address.recv().expect("its address")
});

fuzz_target!(|data: &[u8]| {
    let text = text::of(data);
    let mut lines = text.split('\n');
    let [query, name, value, id] = [(); 4].map(|()| lines.next().unwrap_or_default());
    let mut parameters = Serializer::new(String::new());
    // Which day it is changes nothing of what holds, but a finding is to be one tomorrow as well.
    parameters.append_pair("today", "2026-11-22");
    // A parameter of this name is the query: the last one counts.
    parameters.append_pair(name, value).append_pair("q", query);
    let parameters = parameters.finish();

    let (status, page) = get(&format!("/?{parameters}"));
    assert_eq!(status, 200, "{parameters}");
    assert_is_safe(&page, query);

    let id = Serializer::new(parameters.clone()).append_pair("id", id).finish();
    let (status, page) = get(&format!("/doc?{id}"));
    assert!([200, 404].contains(&status), "{status} of {id}");
    assert_is_safe(&page, if status == 200 { query } else { "" });

    let (status, object) = get(&format!("/api/v1/search?{parameters}"));
    // The API refuses paging that is no number; a page shows its first one.
    if ["limit", "offset"].contains(&name) && status == 400 {
        return;
    }
    assert_eq!(status, 200, "{parameters}");
    let object: Value = serde_json::from_str(&object).expect("JSON");
    assert_eq!(object["query"], query);
});

/// The status and the text that the server answers with. One connection serves many inputs: a new one
/// for each would use up the ports of the machine.
fn get(path: &str) -> (u16, String) {
    static CONNECTION: Mutex<Option<BufReader<TcpStream>>> = Mutex::new(None);
    let mut connection = CONNECTION.lock().expect("no panic with it");
    // One that waited for long was closed by the server.
    let answer = connection.as_mut().and_then(|open| ask(open, path).ok());
    answer.unwrap_or_else(|| {
        let stream = TcpStream::connect(*SERVER).expect("a connection");
        ask(connection.insert(BufReader::new(stream)), path).expect("an answer")
    })
}

fn ask(connection: &mut BufReader<TcpStream>, path: &str) -> io::Result<(u16, String)> {
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
    connection.get_mut().write_all(request.as_bytes())?;
    let (mut head, mut length) = (String::new(), 0);
    while !head.ends_with("\r\n\r\n") {
        let start = head.len();
        if connection.read_line(&mut head)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if let Some(bytes) = head[start..].strip_prefix("content-length: ") {
            length = bytes.trim().parse().expect("a length");
        }
    }
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let mut body = vec![0; length];
    connection.read_exact(&mut body)?;
    Ok((status.expect("a status"), String::from_utf8(body).expect("UTF-8")))
}

fn assert_is_safe(page: &str, query: &str) {
    let html = Html::parse_document(page);
    for element in html.root_element().descendent_elements() {
        let name = element.value().name();
        assert!(ELEMENTS.split_whitespace().any(|known| known == name), "<{name}> in {page}");
        assert!(name != "script" || is_file(element), "{}", element.html());
        element.value().attrs().for_each(|(name, value)| assert_is_tame(element, name, value));
    }
    let query_box = Selector::parse("input#q").expect("a selector");
    let shown = html.select(&query_box).next().and_then(|query_box| query_box.attr("value"));
    assert_eq!(shown, Some(&*as_parsed(query)), "{page}");
}

fn assert_is_tame(element: ElementRef<'_>, name: &str, value: &str) {
    assert!(!name.starts_with("on") && name != "style", "{}", element.html());
    if ADDRESSES.contains(&name) {
        let is_own = value.starts_with('#') || value.starts_with('/') && !value.starts_with("//");
        assert!(is_own, "{}", element.html());
    }
}

/// Whether a script is a file of the server, and nothing else.
fn is_file(script: ElementRef<'_>) -> bool {
    script.attr("src").is_some_and(|at| at.starts_with("/assets/"))
        && script.inner_html().is_empty()
}

/// A value as HTML parsers see it, for which all ends of lines are one and NUL is none.
fn as_parsed(value: &str) -> String {
    value.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{FFFD}")
}
