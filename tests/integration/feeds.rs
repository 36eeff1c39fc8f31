//! Keeping up with a search: what the library first saw or found changed comes first in its feed, and
//! times are kept over rebuilds, moves and damage.

use std::collections::BTreeSet;
use std::fs;
use std::thread::sleep;
use std::time::{Duration, Instant};

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::http::{ask, get};
use crate::program::Environment;
use crate::server::Server;

/// How long a server may take to see a commit.
const PATIENCE: Duration = Duration::from_secs(30);
/// Times are told to the second.
const SECOND: Duration = Duration::from_millis(1100);

/// What a feed says of a document: title, id, published, updated.
type Entry = [String; 4];

/// A library about parking.
fn library() -> Environment {
    let environment = Environment::new();
    for name in ["甲", "乙", "丙"] {
        write(&environment, name, "第一稿");
    }
    environment.check(&["index", "库"], 0, &[]);
    environment
}

fn write(environment: &Environment, name: &str, said: &str) {
    let text = format!("关于{name}区停车的通知\n\n{}{said}。\n", "各单位应当做好停车。".repeat(20));
    environment.write(&format!("库/{name}.txt"), text);
}

/// The texts of elements of this name.
fn elements(xml: &str, name: &str) -> Vec<String> {
    let (begin, end) = (format!("<{name}>"), format!("</{name}>"));
    let parts = xml.split(&begin).skip(1).filter_map(|part| part.split_once(&end));
    parts.map(|(text, _)| text.to_owned()).collect()
}

fn entries(feed: &str) -> Vec<Entry> {
    let names = ["title", "id", "published", "updated"];
    let entry = |entry: String| names.map(|name| elements(&entry, name).remove(0));
    elements(feed, "entry").into_iter().map(entry).collect()
}

fn titles(entries: &[Entry]) -> BTreeSet<&str> {
    entries.iter().map(|[title, ..]| title.as_str()).collect()
}

/// Whether XML is well-formed.
fn is_well_formed(xml: &str) -> bool {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return !xml.contains(|c: char| c.is_control() && c != '\n'),
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

/// The feed once a server has seen the last commit.
fn feed_after(server: &Server, environment: &Environment, path: &str) -> Vec<Entry> {
    let told = environment.search(&["", "--sort", "seen", "--limit", "50"]);
    let expected = |hit: &serde_json::Value| {
        let changed = hit["changed"].as_str().or(hit["first_seen"].as_str());
        changed.unwrap().to_owned()
    };
    let expected: Vec<String> = told["hits"].as_array().unwrap().iter().map(expected).collect();
    let begin = Instant::now();
    loop {
        let (status, feed) = get(&server.url, path);
        assert_eq!(status, 200);
        assert!(is_well_formed(&feed), "{feed}");
        let entries = entries(&feed);
        if entries.iter().map(|[.., updated]| updated).eq(&expected) {
            return entries;
        }
        assert!(begin.elapsed() < PATIENCE, "{entries:?} {expected:?}");
        sleep(Duration::from_millis(200));
    }
}

#[test]
fn what_is_new_comes_first_and_stays_what_it_is() {
    let environment = library();
    let server = Server::start(environment.command(&[]));
    let feed = |path: &str| feed_after(&server, &environment, path);
    let first = feed("/feed");
    assert_eq!(first.len(), 3);
    assert!(first.iter().all(|[_, id, published, updated]| {
        id.starts_with("urn:uuid:") && published == updated && published.ends_with('Z')
    }));

    sleep(SECOND);
    write(&environment, "丁", "第一稿");
    write(&environment, "戊", "第一稿");
    write(&environment, "乙", "第二稿");
    environment.check(&["index"], 0, &["新增 2，更新 1"]);
    let second = feed("/feed");
    let three: BTreeSet<&str> =
        ["关于丁区停车的通知", "关于戊区停车的通知", "关于乙区停车的通知"].into();
    assert_eq!(titles(&second[..3]), three);
    assert_eq!(second.len(), 5);
    let changed = second.iter().find(|[title, ..]| title.contains('乙')).unwrap();
    assert!(changed[2] < changed[3]);
    let before = first.iter().find(|[title, ..]| title.contains('乙')).unwrap();
    assert_eq!(changed[..3], before[..3]);

    // Read again, moved, and forgotten for a while: nothing is new.
    sleep(SECOND);
    environment.check(&["index", "--rebuild"], 0, &["索引共 5 篇"]);
    assert_eq!(feed("/feed"), second);
    fs::create_dir(environment.library().join("库/新")).unwrap();
    for name in ["甲", "丁"] {
        let path = |folder: &str| environment.library().join(folder).join(format!("{name}.txt"));
        fs::rename(path("库"), path("库/新")).unwrap();
    }
    environment.check(&["index"], 0, &["新增 2，更新 0，移除 2"]);
    assert_eq!(feed("/feed"), second);
    environment.write("他.txt", "关于己区停车的通知\n\n停车。\n");
    environment.check(&["index", "--forget", "库", "他.txt"], 0, &["索引共 1 篇"]);
    environment.check(&["index", "库"], 0, &["索引共 6 篇"]);
    let last = feed("/feed");
    assert_eq!(last[1..], second[..]);
}

#[test]
fn a_search_is_followed_with_its_filters() {
    let environment = library();
    environment.write("库/<b>&\u{b}.txt", "关于<b>&\u{b}的通知\n\n]]> 停车 &amp; \u{1}收费。\n");
    environment.check(&["index"], 0, &[]);
    let server = Server::start(environment.command(&[]));
    let query = "/feed?q=%E6%94%B6%E8%B4%B9&since=2000&sort=date&limit=1&colour=red";
    let (status, feed) = get(&server.url, query);
    assert_eq!(status, 200);
    assert!(is_well_formed(&feed), "{feed}");
    assert_eq!(entries(&feed).len(), 1, "{feed}");
    // Its name is what is asked, without order.
    let own = format!(
        "rel=\"self\" type=\"application/atom+xml\" href=\"{}/feed?q=%E6%94%B6%E8%B4%B9&#38;since=2000\"",
        server.url
    );
    assert!(feed.contains(&own) && feed.contains("没有名为“colour”的参数"), "{feed}");
    let (_, same) = get(&server.url, "/feed?since=2000&q=%E6%94%B6%E8%B4%B9");
    assert_eq!(elements(&same, "id"), elements(&feed, "id"));
    let (_, page) = get(&server.url, "/?q=%E6%94%B6%E8%B4%B9&since=2000&sort=seen");
    let link = "<link rel=\"alternate\" href=\"/feed?q=%E6%94%B6%E8%B4%B9&#38;since=2000\" type=\"application/atom+xml\"";
    assert!(page.contains(link), "{page}");
    assert!(entries(&get(&server.url, "/feed?since=2100").1).is_empty());
    // Words that are nowhere together find nothing, though a page gives some up.
    let (_, strict) = get(&server.url, "/feed?q=%E5%81%9C%E8%BD%A6%E6%B2%B3%E9%81%93");
    assert!(entries(&strict).is_empty() && is_well_formed(&strict), "{strict}");
    for bad in ["/feed?kind=nokind", "/feed?since=spring", "/feed?q=a&year=abc"] {
        assert_eq!(get(&server.url, bad).0, 400, "{bad}");
    }

    let host = format!("Host: {}", server.url.trim_start_matches("http://"));
    let answer = ask(&server.url, "/feed", &[&host]);
    assert!(answer.head.contains("content-type: application/atom+xml"), "{}", answer.head);
    let tag = answer.head.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap();
    let again = ask(&server.url, "/feed", &[&host, &format!("If-None-Match: {tag}")]);
    assert_eq!((again.status, again.body.as_str()), (304, ""));
}

#[test]
fn a_long_feed_goes_on() {
    let environment = library();
    for at in 0..50 {
        write(&environment, &format!("第{at}号"), "第一稿");
    }
    environment.check(&["index"], 0, &[]);
    let server = Server::start(environment.command(&[]));
    let (_, first) = get(&server.url, "/feed");
    let next = format!(
        "rel=\"next\" type=\"application/atom+xml\" href=\"{}/feed?offset=50\"",
        server.url
    );
    assert!(first.contains(&next) && !first.contains("rel=\"previous\""), "{first}");
    let (_, last) = get(&server.url, "/feed?offset=50");
    assert!(last.contains("rel=\"previous\"") && !last.contains("rel=\"next\""), "{last}");
    let both = [entries(&first), entries(&last)].concat();
    assert_eq!(titles(&both).len(), 53);
    assert_eq!(elements(&first, "id")[0], elements(&last, "id")[0]);
}

#[test]
fn what_was_mended_is_no_new_document() {
    let environment = Environment::new();
    let text = "关于河道停船的通知\n\n江府发〔2024〕3号\n\n各单位应当做好停船工作，河道内禁止停船的区域由水务局划定并公布。\n";
    environment.write("库/通知.txt", text);
    environment.check(&["index", "库"], 0, &[]);
    let before = environment.search(&["停船"])["hits"][0].clone();
    sleep(SECOND);
    for rebuilt in [&[][..], &["--rebuild"]] {
        environment.write("库/通知.txt", text.replace("3号", "4号"));
        environment.check(&[&["index"], rebuilt].concat(), 0, &[]);
        let after = &environment.search(&["停船"])["hits"][0];
        assert_ne!(after["id"], before["id"]);
        assert_eq!(after["first_seen"], before["first_seen"]);
        assert!(after["changed"].is_string(), "{after}");
    }
    let told = environment.run(&["search", "停船", "--sort", "seen"]).stdout;
    assert!(told.contains(" 改动"), "{told}");
}

#[test]
fn what_was_seen_since_a_day_is_a_filter() {
    let environment = library();
    let cases: [(&[&str], u64); 6] = [
        (&["", "--since", "2000-01-01"], 3),
        (&["", "--since", "昨天"], 3),
        (&["", "--since", "近一周"], 3),
        (&["", "--since", "2100"], 0),
        (&["甲区停车", "--since", "2000"], 1),
        (&["停车", "--since", "2100-01"], 0),
    ];
    for (args, expected) in cases {
        assert_eq!(environment.total(args), expected, "{args:?}");
    }
    environment.check(&["search", "", "--since", "某天"], 2, &["--since"]);
    let hit = &environment.search(&["甲区停车"])["hits"][0];
    let id = hit["id"].as_str().unwrap();
    let explained = environment.run(&["explain", "停车", id, "--since", "2100"]);
    assert!(explained.stdout.contains("收录得太早"), "{explained:?}");
    let shown = environment.document("关于甲区停车的通知");
    assert_eq!((&shown["first_seen"], &shown["changed"]), (&hit["first_seen"], &hit["changed"]));
}

#[test]
fn damage_to_the_record_is_told_and_costs_little() {
    let environment = library();
    let times = || {
        let found = environment.search(&["", "--sort", "date"]);
        let hits = found["hits"].as_array().unwrap();
        let mut times: Vec<String> = hits.iter().map(|hit| hit["first_seen"].to_string()).collect();
        times.sort();
        times
    };
    let before = times();
    sleep(SECOND);
    let record = environment.index().join("SEEN");
    fs::write(&record, "?").unwrap();
    environment.check(&["index", "--rebuild"], 0, &["SEEN：收录时间的记录损坏"]);
    assert_eq!(times(), before);
    fs::remove_file(&record).unwrap();
    environment.check(&["index", "--rebuild"], 0, &["SEEN：没有收录时间的记录"]);
    assert_eq!(times(), before);
    environment.check(&["index", "--rebuild"], 0, &[]);
    assert_eq!(times(), before);
}
