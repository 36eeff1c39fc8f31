//! How other programs find their way in: browsers, which add the search to their own box, and crawlers
//! of the intranet. What they are told has whole addresses, by the name that they asked by.

use askama::Template;
use serde_json::json;
use warp::Reply;
use warp::http::StatusCode;
use warp::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use warp::reply::Response;

use crate::parameters::{self, DEFAULT_COMPLETIONS, Parameters};
use crate::reception::Origin;
use crate::routes::Asked;
use crate::{Error, pages};

/// The most addresses of one sitemap, as the protocol has it.
const MOST_OF_A_SITEMAP: usize = 50_000;

/// The search as OpenSearch 1.1 describes one.
#[derive(Template)]
#[template(path = "opensearch.xml")]
struct Description<'a> {
    origin: &'a Origin,
}

/// The addresses of documents, or where those are listed.
#[derive(Template)]
#[template(path = "sitemap.xml")]
struct Sitemap<'a> {
    origin: &'a Origin,
    /// Each kind of list has elements of its own: `urlset` and `url`, `sitemapindex` and `sitemap`.
    list: &'static str,
    entry: &'static str,
    paths: Vec<String>,
}

/// `GET /opensearch.xml`.
pub(crate) fn opensearch(origin: Origin) -> Response {
    xml(&Description { origin: &origin }, "application/opensearchdescription+xml; charset=utf-8")
        .unwrap_or_else(|_| pages::problem(StatusCode::INTERNAL_SERVER_ERROR))
}

/// `GET /suggest?q=`: completions as browsers read them: what was typed, and what it may become.
pub(crate) fn suggest(&Asked { engine, query, .. }: &Asked<'_>) -> Result<Response, Error> {
    let typed = parameters::read(query).parameters.request.query;
    let completions = engine.complete(&typed, DEFAULT_COMPLETIONS)?;
    let texts: Vec<String> = completions.into_iter().map(|completion| completion.text).collect();
    let body = json!([typed, texts]).to_string();
    Ok(answered(body, "application/x-suggestions+json; charset=utf-8"))
}

/// `GET /robots.txt`. Documents may be read; results are without number and cost a search each.
pub(crate) fn robots(origin: Origin, has_sitemap: bool) -> Response {
    let mut text = "User-agent: *\nAllow: /$\nAllow: /doc?id=\nDisallow: /doc?*&\n".to_owned();
    for path in
        ["/?", "/overview", "/facet", "/cite", "/feed", "/check", "/suggest", "/api/", "/metrics"]
    {
        text += &format!("Disallow: {path}\n");
    }
    if has_sitemap {
        text += &format!("\nSitemap: {origin}/sitemap.xml\n");
    }
    answered(text, "text/plain; charset=utf-8")
}

/// `GET /sitemap.xml`: where the documents are listed; with `part=N` some of them, in the order of
/// their ids.
pub(crate) fn sitemap(&Asked { engine, query, origin, .. }: &Asked<'_>) -> Result<Response, Error> {
    let sitemap = match parameters::read_part(query) {
        None => Sitemap::of_parts(origin, engine.len(), MOST_OF_A_SITEMAP),
        Some(part) => Sitemap::part(origin, engine.ids()?, part, MOST_OF_A_SITEMAP),
    };
    xml(&sitemap, "application/xml; charset=utf-8")
}

impl<'a> Sitemap<'a> {
    /// Where the parts of so many documents are.
    fn of_parts(origin: &'a Origin, documents: usize, most: usize) -> Sitemap<'a> {
        let parts = 0..documents.div_ceil(most);
        let paths = parts.map(|part| format!("/sitemap.xml?part={part}")).collect();
        Sitemap { origin, list: "sitemapindex", entry: "sitemap", paths }
    }

    /// A part, with so many documents at the most.
    fn part(origin: &'a Origin, ids: Vec<String>, part: usize, most: usize) -> Sitemap<'a> {
        let some = ids.into_iter().skip(part.saturating_mul(most)).take(most);
        let paths = some.map(|id| Parameters::default().document_href(&id)).collect();
        Sitemap { origin, list: "urlset", entry: "url", paths }
    }
}

fn xml(template: &impl Template, content_type: &'static str) -> Result<Response, Error> {
    Ok(answered(template.render()?, content_type))
}

fn answered(body: String, content_type: &'static str) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_sitemap_have_every_document_once() {
        let origin = Origin::default();
        for (documents, parts) in [(0, 0), (1, 1), (3, 1), (4, 2), (7, 3)] {
            let ids: Vec<String> = (0..documents).map(|id| format!("{id}")).collect();
            let listed = Sitemap::of_parts(&origin, documents, 3).paths;
            let expected: Vec<String> =
                (0..parts).map(|part| format!("/sitemap.xml?part={part}")).collect();
            assert_eq!(listed, expected);
            let part = |part| Sitemap::part(&origin, ids.clone(), part, 3).paths;
            let all: Vec<String> = (0..parts).flat_map(part).collect();
            let expected: Vec<String> = ids.iter().map(|id| format!("/doc?id={id}")).collect();
            assert_eq!(all, expected);
            assert!(part(parts).is_empty());
        }
    }
}
