//! A search that is kept up with: an Atom feed (RFC 4287) of what the library first saw or found changed
//! last. Its query is its address. Ids are made of documents and queries alone, so they stay the same when
//! the server gets another name.

use askama::Template;
use corpus::gazetteer::Gazetteer;
use corpus::{Kind, Moment};
use report::citation;
use search::{Hit, Notice, NoticeCode, Request, Sort, VersionsListed};
use uuid::Builder;
use warp::http::StatusCode;
use warp::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use warp::reply::Response;

use super::{message, results, wording};
use crate::Error;
use crate::parameters::{self, Parameters, Reading};
use crate::reception::Origin;
use crate::routes::Asked;

/// How many documents a part of a feed has: more than a day brings, and few enough to be asked for every hour.
const ENTRIES: usize = 50;

/// Between the facts of a document.
const BETWEEN: &str = " · ";

/// A feed as its readers get it.
#[derive(Template)]
#[template(path = "feed.xml")]
struct Feed<'a> {
    origin: &'a Origin,
    id: String,
    title: String,
    /// What it holds, and what of the query could not be used.
    subtitle: String,
    updated: Moment,
    /// Its own address, and that of the page with the same documents.
    own: String,
    page: String,
    /// The parts of the list before and behind it.
    parts: [(&'static str, Option<String>); 2],
    entries: Vec<Entry>,
}

/// A document that is new or has changed.
struct Entry {
    id: String,
    title: String,
    published: Moment,
    updated: Moment,
    agencies: Vec<String>,
    href: String,
    kind: Kind,
    summary: String,
}

/// What says that the query is not held to as it stands: a page offers something else then, who follows a
/// search wants nothing else.
const LOOSENED: [NoticeCode; 5] = [
    NoticeCode::WordsGivenUp,
    NoticeCode::WordsMissing,
    NoticeCode::WordsMissingWithin,
    NoticeCode::QuotesLoosened,
    NoticeCode::DatePreferred,
];

/// `GET /feed?q=`: what is new among the documents of a search; of a long list a part, which leads to the
/// next (RFC 5005).
pub(crate) fn feed(asked: &Asked<'_>) -> Result<Response, Error> {
    let Reading { parameters, mut notices, .. } = parameters::read(asked.query);
    // Without one of its filters it would be the feed of another search.
    if let Some(bad) = notices.iter().find(|notice| notice.code == NoticeCode::BadParameter) {
        return Ok(message(StatusCode::BAD_REQUEST, "订阅地址有误", &bad.text, None));
    }
    // A version that is new is news, also where another one is listed for both.
    let request = Request {
        sort: Some(Sort::Seen),
        versions: Some(VersionsListed::All),
        limit: ENTRIES,
        ..parameters.request.clone()
    };
    let response = asked.engine.search_within(asked.budget, &request)?;
    notices.extend(response.notices);
    let is_strict = !notices.iter().any(|notice| LOOSENED.contains(&notice.code));
    let hits = response.hits.iter().filter(|_| is_strict);
    let names = asked.engine.names();
    let entries: Vec<Entry> = hits.filter_map(|hit| Entry::of(&parameters, hit, &names)).collect();
    let offset = parameters.request.offset;
    let has_next = is_strict && offset + response.hits.len() < response.total;
    let next = has_next.then(|| parameters.feed_part_href(offset + ENTRIES));
    let previous = offset.checked_sub(ENTRIES).map(|offset| parameters.feed_part_href(offset));
    let committed = asked.engine.state().committed.map(Moment::from);
    let newest = entries.iter().map(|entry| entry.updated).max();
    let own = parameters.feed_href();
    let feed = Feed {
        origin: asked.origin,
        id: urn(&own),
        title: printable(&format!("{} · 政策检索", results::heading(&parameters))),
        subtitle: subtitle(&notices),
        updated: newest.or(committed).unwrap_or_else(Moment::now),
        page: parameters.sorted(Sort::Seen).href("/"),
        // The parts of one list are parts of one feed.
        parts: [("next", next), ("previous", previous)],
        own: parameters.feed_part_href(offset),
        entries,
    };
    answer(&feed, response.complete)
}

fn answer(feed: &Feed<'_>, is_complete: bool) -> Result<Response, Error> {
    let mut response = Response::new(feed.render()?.into());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/atom+xml; charset=utf-8"));
    // What was cut short is not to be kept: the next time more may be found.
    let kept = if is_complete { "no-cache" } else { "no-store" };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(kept));
    Ok(response)
}

fn subtitle(notices: &[Notice]) -> String {
    let what = format!("新收录和有改动的文件，最近的在前，每次 {ENTRIES} 篇。");
    let told = notices.iter().map(|notice| notice.text.as_str());
    printable(&[&*what].into_iter().chain(told).collect::<Vec<_>>().join(" "))
}

impl Entry {
    /// `None` where it is not known when the document was seen.
    fn of(parameters: &Parameters, hit: &Hit, names: &Gazetteer) -> Option<Entry> {
        let published = hit.first_seen?;
        let year = hit.date.map(|date| date.year());
        let in_full = |agency: &String| citation::in_full(agency, &hit.region, year, names);
        Some(Entry {
            id: urn(&hit.id),
            title: printable(wording::title(&hit.title)),
            published,
            updated: hit.changed.unwrap_or(published),
            agencies: hit.agencies.iter().map(|agency| printable(&in_full(agency))).collect(),
            href: parameters.document_href(&hit.id),
            kind: hit.kind,
            summary: printable(&summary(hit)),
        })
    }
}

/// What is known of a document, and its passages.
fn summary(hit: &Hit) -> String {
    let facts = [
        hit.changed.map(|_| "有改动".to_owned()),
        hit.date.map(|date| date.in_chinese()),
        Some(hit.agencies.join("、")).filter(|agencies| !agencies.is_empty()),
        hit.number.clone(),
        Some(hit.kind.name().to_owned()),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let text = |runs: &search::Marked| runs.iter().map(|(text, _)| text.as_str()).collect();
    let passages = hit.snippets.iter().map(|snippet| text(&snippet.marked));
    [facts.join(BETWEEN)].into_iter().chain(passages).collect::<Vec<String>>().join("\n")
}

/// A name that stays the same, made of what it is the name of (RFC 9562, version 8).
fn urn(of: &str) -> String {
    let hash = blake3::hash(of.as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.as_bytes()[..16]);
    Builder::from_custom_bytes(bytes).into_uuid().urn().to_string()
}

/// A text without the characters that XML 1.0 cannot hold, however they are written (section 2.2).
fn printable(text: &str) -> String {
    let is_held = |c: char| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().map(|c| if is_held(c) || c == '\n' { c } else { ' ' }).collect()
}

#[cfg(test)]
mod tests {
    use super::results::tests::hit;
    use super::*;

    #[test]
    fn entries_have_names_that_stay() {
        let name = urn("沪府发〔2019〕12号");
        assert!(name.starts_with("urn:uuid:") && name.len() == 45, "{name}");
        assert_eq!((&name[23..24], urn("沪府发〔2019〕12号")), ("8", name.clone()));
        assert_ne!(name, urn("沪府发〔2019〕13号"));
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        let cases = [("a\u{0}b\u{b}\n\u{ffff}<&", "a b \n <&"), ("\u{85}政策𠮷", " 政策𠮷")];
        for (text, expected) in cases {
            assert_eq!(printable(text), expected);
        }
    }

    #[test]
    fn entries_say_when_they_were_seen_and_changed() {
        let at = |seconds| Moment::of_seconds(seconds);
        let cases = [
            (at(10), None, Some(10), "2019年12月"),
            (at(10), at(20), Some(20), "有改动 · 2019年12月"),
            (None, None, None, ""),
        ];
        for (first_seen, changed, updated, begins) in cases {
            let hit = Hit { first_seen, changed, ..hit() };
            let entry = Entry::of(&Parameters::default(), &hit, Gazetteer::builtin());
            assert_eq!(entry.as_ref().map(|entry| entry.updated.seconds()), updated);
            assert!(entry.is_none_or(|entry| entry.summary.starts_with(begins)));
        }
    }
}
