//! The JSON API, for scripts and other programs: the objects of `search` and `corpus` as they
//! are, completions, and problems as `{"error": {"code", "text"}}`.

use corpus::PartialDate;
use search::Completion;
use serde::Serialize;
use warp::Reply;
use warp::http::StatusCode;
use warp::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use warp::reply::Response;

use crate::Error;
use crate::parameters::{self, Reading};
use crate::routes::Asked;

/// `GET /api/v1/search`: a [`search::Response`]. Parameters that could not be used are among its
/// notices.
pub(crate) fn search(&Asked { engine, query, budget, .. }: &Asked<'_>) -> Result<Response, Error> {
    let Reading { parameters, notices } = parameters::read(query);
    let mut response = engine.search_within(budget, &parameters.request)?;
    response.notices.extend(notices);
    json(&response)
}

/// `GET /api/v1/document?id=`: a [`search::LinkedDocument`].
pub(crate) fn document(&Asked { engine, query, .. }: &Asked<'_>) -> Result<Response, Error> {
    let (id, _) = parameters::read_with_id(query);
    match engine.linked_document(&id)? {
        Some(document) => json(&document),
        None if id.is_empty() => {
            Ok(refusal(StatusCode::BAD_REQUEST, "bad_parameter", "缺少参数 id"))
        }
        None => Ok(refusal(StatusCode::NOT_FOUND, "not_found", "没有这个编号的文件")),
    }
}

/// What completing gives: what was typed, and what it may become.
#[derive(Serialize)]
pub(crate) struct Completions {
    pub(crate) query: String,
    pub(crate) completions: Vec<Completion>,
}

/// `GET /api/v1/complete?q=&limit=`.
pub(crate) fn complete(&Asked { engine, query, .. }: &Asked<'_>) -> Result<Response, Error> {
    let (query, limit) = parameters::read_typed(query);
    let completions = engine.complete(&query, limit)?;
    json(&Completions { query, completions })
}

/// `GET /api/v1/check`: a [`search::Health`], as of today; with `format=csv` its counts.
pub(crate) fn health(asked: &Asked<'_>) -> Result<Response, Error> {
    let health = asked.engine.health(PartialDate::today())?;
    if parameters::asks_for_csv(asked.query) {
        return Ok(answered(health.counts_as_csv().into_bytes(), "text/csv; charset=utf-8"));
    }
    json(&*health)
}

/// Says in JSON why there is no answer.
pub(crate) fn problem(status: StatusCode) -> Response {
    let (code, text) = match status {
        StatusCode::NOT_FOUND => {
            ("not_found", "没有这个接口或文件；接口说明见 /api/v1/openapi.json")
        }
        StatusCode::UNAUTHORIZED => (
            "unauthorized",
            "需要口令：请求头 Authorization: Bearer 后面写口令，或用 HTTP Basic，口令作密码",
        ),
        StatusCode::TOO_MANY_REQUESTS => {
            ("too_many_attempts", "从这个地址发来的错误口令太多，请按 Retry-After 稍后再试")
        }
        StatusCode::MISDIRECTED_REQUEST => (
            "unknown_host",
            "请求头 Host 里的主机名不是这台服务器的；请用 IP 地址，或在启动时用 --host 写上这个名字",
        ),
        StatusCode::METHOD_NOT_ALLOWED => ("method_not_allowed", "接口只读，请用 GET"),
        StatusCode::SERVICE_UNAVAILABLE => {
            ("overloaded", "检索用时过长，或同时检索的人太多，请稍后再试")
        }
        _ => ("internal", "服务内部出错，详情见服务的日志"),
    };
    refusal(status, code, text)
}

fn refusal(status: StatusCode, code: &str, text: &str) -> Response {
    let body = serde_json::json!({ "error": { "code": code, "text": text } });
    warp::reply::with_status(warp::reply::json(&body), status).into_response()
}

fn json(value: &impl Serialize) -> Result<Response, Error> {
    Ok(answered(serde_json::to_vec(value)?, "application/json"))
}

fn answered(body: Vec<u8>, content_type: &'static str) -> Response {
    let mut response = Response::new(body.into());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
