//! The JSON API, for scripts and other programs: the objects of `search` and `corpus` as they are, and
//! [`problem`]s where there is no answer. A value that a search cannot use is told in its notices; what
//! has no notices refuses such a value.

mod answers;
mod comparing;
pub(crate) mod problem;

use corpus::{PartialDate, fold};
use jiff::Zoned;
use report::about::About;
use report::counts::Form;
use report::{chart, policies};
use search::{Counts, FacetValue, FilterField, HealthTopic, Request};
use serde::Serialize;
use warp::http::StatusCode;
use warp::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use warp::reply::Response;

use crate::Error;
use crate::exports::{disposition, file_name};
use crate::parameters::{
    self, Counting, DEFAULT_COMPLETIONS, MAX_COMPLETIONS, Malformed, Page, Reading, Tabling,
};
use crate::routes::Asked;
pub(crate) use answers::{Completions, FacetValues, Status};
pub(crate) use comparing::compare;
pub(crate) use problem::problem;

/// `GET /api/v1/search`: a [`search::Response`]. Parameters that could not be used are among its
/// notices.
pub(crate) fn search(&Asked { engine, query, budget, .. }: &Asked<'_>) -> Result<Response, Error> {
    let Reading { parameters, notices, .. } = match parameters::read_for_program(query) {
        Ok(reading) => reading,
        Err(malformed) => return Ok(problem::malformed(malformed)),
    };
    let mut response = engine.search_within(budget, &parameters.request)?;
    response.notices.extend(notices);
    json_of(&response, response.complete)
}

/// `GET /api/v1/facets?field=`: all values of one facet of a search, [`FacetValues`].
pub(crate) fn facets(&Asked { engine, query, budget, .. }: &Asked<'_>) -> Result<Response, Error> {
    let reading = match parameters::read_facet(query) {
        Ok(reading) => reading,
        Err(malformed) => return Ok(problem::malformed(malformed)),
    };
    let request = Request { facet_values: usize::MAX, ..reading.search.parameters.of_counts() };
    let mut response = engine.search_within(budget, &request)?;
    response.notices.extend(reading.search.notices);
    let values = reading.field.map(|field| response.facets[field].values.clone());
    let named = |value: &FacetValue| {
        reading.field.is_some_and(|field| contains(field, &value.value, &reading.contains))
    };
    let values: Vec<FacetValue> = values.into_iter().flatten().filter(named).collect();
    let Page { offset, limit } = reading.page;
    let found = FacetValues {
        query: response.query,
        field: reading.field.map(FilterField::facet),
        notices: response.notices,
        complete: response.complete,
        total: values.len(),
        values: values.into_iter().skip(offset).take(limit).collect(),
    };
    json_of(&found, found.complete)
}

/// Whether a value, or what people call it, has these characters.
fn contains(field: FilterField, value: &str, part: &str) -> bool {
    let facet = field.field().and_then(|field| field.facet);
    let told = facet.map_or(value, |facet| facet.told(value));
    let part = fold::key(part);
    [value, told].into_iter().any(|name| fold::key(name).contains(&part))
}

/// `GET /api/v1/document?id=`: a [`search::LinkedDocument`].
pub(crate) fn document(&Asked { engine, query, .. }: &Asked<'_>) -> Result<Response, Error> {
    let id = match parameters::only(query, ["id"]).and_then(|[id]| parameters::required("id", id)) {
        Ok(id) => id,
        Err(malformed) => return Ok(problem::malformed(malformed)),
    };
    match engine.linked_document(&id)? {
        Some(document) => json(&document),
        None => Ok(problem::no_document()),
    }
}

/// `GET /api/v1/suggest?q=&limit=`: [`Completions`].
pub(crate) fn suggest(&Asked { engine, query, .. }: &Asked<'_>) -> Result<Response, Error> {
    let read = parameters::only(query, ["q", "limit"]).and_then(|[typed, limit]| {
        let limit = parameters::number("limit", limit, DEFAULT_COMPLETIONS, MAX_COMPLETIONS)?;
        Ok((typed.unwrap_or_default(), limit))
    });
    let (query, limit) = match read {
        Ok(read) => read,
        Err(malformed) => return Ok(problem::malformed(malformed)),
    };
    let completions = engine.complete(&query, limit)?;
    json(&Completions { query, completions })
}

/// `GET /api/v1/table`: the table of a report as a file, by default a [`report::writing::TableObject`].
pub(crate) fn table(asked: &Asked<'_>) -> Result<Response, Error> {
    let (Tabling { layout, format }, Reading { parameters, notices, .. }) =
        match parameters::check_paging(asked.query) {
            Ok(()) => parameters::read_tabling(asked.query),
            Err(malformed) => return Ok(problem::malformed(malformed)),
        };
    let request = policies::request(parameters.request);
    let listing = asked.engine.listing(asked.budget, &request, layout.grouped)?;
    let (mut table, rows) =
        policies::table(&request, layout, listing, asked.engine.names(), Zoned::now())?;
    table.about.notices.extend(notices.into_iter().map(|notice| notice.text));
    let name = file_name(&table.caption);
    asked.exports.file(&name, format, table, rows)
}

/// `GET /api/v1/counts`: [`search::Counts`], or a file of their first table.
pub(crate) fn counts(asked: &Asked<'_>) -> Result<Response, Error> {
    let Asked { engine, query, budget, .. } = *asked;
    if let Err(malformed) = parameters::check_paging(query) {
        return Ok(problem::malformed(malformed));
    }
    let (Counting { tables, form }, reading) = parameters::read_counting(query);
    let mut counts = engine.count_within(budget, &reading.parameters.request, &tables)?;
    counts.notices.extend(reading.notices);
    match form {
        None => json_of(&counts, counts.complete),
        Some(form) => counts_file(asked, &reading.parameters.request, &counts, form),
    }
}

/// The first table of counts as a file.
fn counts_file(
    asked: &Asked<'_>,
    request: &Request,
    counts: &Counts,
    form: Form,
) -> Result<Response, Error> {
    let Some(by) = counts.tables.first() else { return Ok(problem(StatusCode::NOT_FOUND)) };
    let about = About::of_counts(request, counts, &asked.engine.state(), Zoned::now());
    let (table, rows) = report::counts::table(counts, by, about);
    let name = file_name(&table.caption);
    let svg = match form {
        Form::Table(format) => {
            return asked.exports.file(&name, format, table, rows.into_iter().map(Ok));
        }
        Form::Svg | Form::Png => chart::printed(by, &table.caption, &table.about.source_lines()),
    };
    let Some(svg) = svg else { return Ok(problem::nothing_to_draw()) };
    let drawing = chart::drawing(svg, form == Form::Png);
    let (media_type, end) =
        if drawing.is_png { ("image/png", "png") } else { ("image/svg+xml", "svg") };
    let mut response = answered(drawing.bytes, media_type);
    let headers = response.headers_mut();
    headers.insert(CONTENT_DISPOSITION, disposition(&format!("{name}.{end}")));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// `GET /api/v1/check`: a [`search::Health`], as of today, with all of each list or a part; with
/// `format=csv` its counts, or the findings of a `section`.
pub(crate) fn health(asked: &Asked<'_>) -> Result<Response, Error> {
    let read = parameters::only(asked.query, ["format", "section", "limit", "offset"]);
    let read = read.and_then(|[format, section, limit, offset]| {
        Ok((format, section, parameters::page(limit, offset, usize::MAX)?))
    });
    let (format, section, Page { offset, limit }) = match read {
        Ok(read) => read,
        Err(malformed) => return Ok(problem::malformed(malformed)),
    };
    let section = match section.as_deref().map(findings).transpose() {
        Ok(section) => section,
        Err(malformed) => return Ok(problem::malformed(malformed)),
    };
    let health = asked.engine.health(PartialDate::today())?;
    match format.as_deref() {
        None | Some("json") => json(&health.page(offset, limit)),
        Some("csv") => Ok(match section {
            None => answered(health.counts_as_csv().into_bytes(), "text/csv; charset=utf-8"),
            Some(kinds) => spreadsheet("check.csv", report::findings::csv(&health, &kinds)),
        }),
        Some(other) => {
            Ok(problem::malformed(Malformed::value("format", other, "可用 json、csv。")))
        }
    }
}

/// The kinds of findings that a name is of: one, or all.
fn findings(name: &str) -> Result<Vec<HealthTopic>, Malformed> {
    match name {
        "all" => Ok(HealthTopic::all()),
        name => name.parse().map(|kind| vec![kind]).map_err(|_| {
            let names = HealthTopic::all().into_iter().map(|kind| kind.to_string());
            let names = names.collect::<Vec<_>>().join("、");
            Malformed::value("section", name, &format!("可用 all、{names}。"))
        }),
    }
}

/// `GET /api/v1/status`: the [`Status`] of the server and its index.
pub(crate) fn status(asked: &Asked<'_>) -> Result<Response, Error> {
    match parameters::only(asked.query, []) {
        Ok([]) => json(&Status::of(asked.engine.state())),
        Err(malformed) => Ok(problem::malformed(malformed)),
    }
}

fn json(value: &impl Serialize) -> Result<Response, Error> {
    Ok(answered(serde_json::to_vec(value)?, "application/json"))
}

/// As JSON, which is not to be kept where it was cut short: the next time more may be found.
fn json_of(value: &impl Serialize, is_complete: bool) -> Result<Response, Error> {
    let mut response = json(value)?;
    if !is_complete {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

/// A table, as a file of this name.
fn spreadsheet(name: &str, table: String) -> Response {
    let mut response = answered(table.into_bytes(), "text/csv; charset=utf-8");
    let saved = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    response.headers_mut().extend(saved.ok().map(|saved| (CONTENT_DISPOSITION, saved)));
    response
}

fn answered(body: Vec<u8>, content_type: &'static str) -> Response {
    let mut response = Response::new(body.into());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
