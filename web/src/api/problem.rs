//! Why there is no answer: problem details as RFC 9457 has them. Their type is a place of the page
//! that describes the API.

use schemars::JsonSchema;
use serde::Serialize;
use warp::http::StatusCode;
use warp::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use warp::reply::Response;

use crate::parameters::Malformed;

/// What problem details are sent as.
pub(crate) const PROBLEM_JSON: &str = "application/problem+json";

/// A kind of problem.
pub(crate) struct Kind {
    pub(crate) status: StatusCode,
    /// Its name, and its place on the page.
    pub(crate) code: &'static str,
    pub(crate) title: &'static str,
    /// What to do, where nothing more is known.
    pub(crate) detail: &'static str,
}

/// All kinds, the last for what has none.
pub(crate) const KINDS: [Kind; 9] = [
    Kind {
        status: StatusCode::BAD_REQUEST,
        code: "bad_parameter",
        title: "参数有误",
        detail: "缺少参数，或参数的值无法使用；各个参数见 /api。",
    },
    Kind {
        status: StatusCode::UNAUTHORIZED,
        code: "unauthorized",
        title: "需要口令",
        detail: "请求头 Authorization: Bearer 后面写口令，或用 HTTP Basic，口令作密码。",
    },
    Kind {
        status: StatusCode::NOT_FOUND,
        code: "not_found",
        title: "没有这个接口或文件",
        detail: "接口说明见 /api，供程序读的是 /api/v1/openapi.json。",
    },
    Kind {
        status: StatusCode::METHOD_NOT_ALLOWED,
        code: "method_not_allowed",
        title: "接口只读",
        detail: "请用 GET 或 HEAD。",
    },
    Kind {
        status: StatusCode::URI_TOO_LONG,
        code: "too_long",
        title: "请求过长",
        detail: "地址最多约 6 万个字节，合 7000 个汉字；请缩短查询后再试。",
    },
    Kind {
        status: StatusCode::MISDIRECTED_REQUEST,
        code: "unknown_host",
        title: "主机名不是这台服务器的",
        detail: "请用 IP 地址，或在启动时用 --host 写上请求头 Host 里的名字。",
    },
    Kind {
        status: StatusCode::TOO_MANY_REQUESTS,
        code: "too_many_attempts",
        title: "错误口令太多",
        detail: "从这个地址发来的错误口令太多，请按 Retry-After 稍后再试。",
    },
    Kind {
        status: StatusCode::SERVICE_UNAVAILABLE,
        code: "overloaded",
        title: "现在答不上来",
        detail: "检索用时过长，或同时检索的人太多，请稍后再试。",
    },
    Kind {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        code: "internal",
        title: "服务内部出错",
        detail: "详情见服务的日志。",
    },
];

/// Why there is no answer.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Problem {
    #[serde(rename = "type")]
    kind: String,
    title: &'static str,
    status: u16,
    detail: String,
}

impl Problem {
    /// The problem that a status stands for.
    pub(crate) fn of(status: StatusCode) -> Problem {
        let known = KINDS.iter().find(|kind| kind.status == status);
        let [.., last] = &KINDS;
        let kind = known.unwrap_or(last);
        Problem {
            kind: format!("/api#{}", kind.code),
            title: kind.title,
            status: status.as_u16(),
            detail: kind.detail.to_owned(),
        }
    }

    /// As it is sent.
    pub(crate) fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Says why there is no answer, as far as the status tells.
pub(crate) fn problem(status: StatusCode) -> Response {
    answer(status, &Problem::of(status))
}

/// Says what is wrong with a parameter.
pub(crate) fn malformed(Malformed(detail): Malformed) -> Response {
    let status = StatusCode::BAD_REQUEST;
    answer(status, &Problem { detail, ..Problem::of(status) })
}

/// Says that no document has the id asked for.
pub(crate) fn no_document() -> Response {
    let status = StatusCode::NOT_FOUND;
    let detail = "资料库里没有这个编号的文件；编号是检索结果里的 id。".to_owned();
    answer(status, &Problem { detail, ..Problem::of(status) })
}

/// Says that nothing was counted that could be drawn.
pub(crate) fn nothing_to_draw() -> Response {
    let status = StatusCode::NOT_FOUND;
    let detail = "没有找到文件，没有可画的图；请换个检索词或放宽条件。".to_owned();
    answer(status, &Problem { detail, ..Problem::of(status) })
}

fn answer(status: StatusCode, problem: &Problem) -> Response {
    let mut response = Response::new(problem.json().into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
