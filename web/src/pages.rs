//! The pages: handlers that turn engine results into HTML. Each page's view model, which says in
//! plain values what its template in `templates/` shows, is in a module below.

mod api;
mod citing;
mod comparison;
mod document;
mod facet;
mod feed;
mod figures;
mod health;
mod original;
mod overview;
mod results;
mod sources;
mod start;
mod table;
mod wording;

use std::time::Duration;

use askama::Template;
use corpus::PartialDate;
use jiff::Zoned;
use report::policies;
use search::{Answer, Engine, Marking, Request, Scope, VersionsListed};
use warp::Reply;
use warp::http::StatusCode;
use warp::http::header::{CACHE_CONTROL, HeaderValue};
use warp::reply::Response;

use crate::parameters::{self, Checking, DocumentAsked, Parameters, Reading, Section};
use crate::routes::Asked;
use crate::{Error, assets};
use api::ApiPage;
pub(crate) use citing::cite;
pub(crate) use comparison::compare;
use document::{DocumentPage, Viewed};
use facet::FacetPage;
pub(crate) use feed::feed;
pub(crate) use figures::figures;
use health::HealthPage;
pub(crate) use original::original;
use overview::OverviewPage;
#[cfg(test)]
pub(crate) use results::tests as samples;
use results::{Beside, ResultsPage, ways_out};
use start::{Library, StartPage};
use table::TablePage;

/// Questions that show what is understood.
const EXAMPLES: [&str; 4] = [
    "2019年静安区的区块链政策",
    "“十三五”期间杨浦区的政策",
    "最新的区块链政策",
    "2018年发布了多少项政策",
];

/// What every page is that does not say it better.
const DESCRIPTION: &str = "用关键词或一句话检索政策文件，按年份、行政区、机构筛选，并读到原文。";

/// How long a page waits for what others are finding out.
const PATIENCE: Duration = Duration::from_millis(700);

/// What the layout around every page shows.
struct Frame {
    title: String,
    /// What the page is, for lists of pages in browsers and elsewhere.
    description: String,
    /// The query in the box.
    query: String,
    literal: bool,
    /// Whether only titles are searched.
    titles: bool,
    /// Whether this is the start page, whose box has the focus.
    is_start: bool,
    /// Parameters that a new query keeps.
    kept: Vec<(&'static str, String)>,
    /// The version of the assets.
    version: &'static str,
}

impl Frame {
    fn new(title: String, parameters: &Parameters) -> Frame {
        Frame {
            title,
            description: DESCRIPTION.to_owned(),
            query: parameters.request.query.clone(),
            literal: parameters.request.literal,
            titles: parameters.request.scope == Scope::Title,
            is_start: false,
            kept: parameters.kept_by_form(),
            version: assets::version(),
        }
    }

    /// That of the start page.
    fn start(parameters: &Parameters) -> Frame {
        Frame { is_start: true, ..Frame::new("政策检索".to_owned(), parameters) }
    }
}

/// A page that only says something.
#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage<'a> {
    frame: Frame,
    heading: &'static str,
    text: &'a str,
    /// Where one can go on, and what that is called.
    onward: Option<(String, &'static str)>,
}

/// The page that explains how to ask: in questions, and in the query language.
#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    frame: Frame,
    rules: &'static [search::Rule],
    examples: &'static [&'static str],
}

/// The statement on accessibility.
#[derive(Template)]
#[template(path = "accessibility.html")]
struct AccessibilityPage {
    frame: Frame,
}

/// `GET /`: the query box, and what was found; where nothing is asked for, the start page.
pub(crate) fn results(asked: &Asked<'_>) -> Result<Response, Error> {
    let Reading { parameters, notices, unread } = parameters::read(asked.query);
    if parameters.is_start() && notices.is_empty() {
        return start(asked, &parameters);
    }
    let Asked { engine, budget, .. } = *asked;
    let versions = parameters.request.versions.or(Some(VersionsListed::Newest));
    let request = Request { versions, ..parameters.request.clone() };
    let mut response = engine.search_within(budget, &request)?;
    response.notices.extend(notices);
    let title = answer_title(engine, &response)?;
    let beside = Beside {
        quoted: title.as_deref(),
        ways_out: ways_out::find((engine, budget), &parameters, &response)?,
        library: engine.len(),
        places: &engine.agency_places(),
        unread: &unread,
    };
    page(&ResultsPage::new(&parameters, &response, beside))
}

/// The start page.
fn start(&Asked { engine, budget, .. }: &Asked<'_>, given: &Parameters) -> Result<Response, Error> {
    let versions = Some(VersionsListed::Newest);
    let request = Request { limit: start::NEWEST, versions, ..Request::default() };
    let all = engine.search_within(budget, &request)?;
    let state = engine.state();
    let library = Library {
        documents: state.documents,
        read: state.committed,
        is_sample: state.is_builtin(),
        examples: &engine.examples(&EXAMPLES)?,
        places: &engine.agency_places(),
    };
    page(&StartPage::new(given, &library, &all))
}

/// `GET /facet?field=`: all values of a facet of a search.
pub(crate) fn facet(&Asked { engine, query, budget, .. }: &Asked<'_>) -> Result<Response, Error> {
    let (asked, Reading { parameters, .. }) = parameters::read_with_facet(query);
    let Some(field) = asked.field else { return Ok(problem(StatusCode::NOT_FOUND)) };
    let request = Request { facet_values: usize::MAX, ..parameters.of_counts() };
    let response = engine.search_within(budget, &request)?;
    page(&FacetPage::new(&parameters, &response, (field, &asked), &engine.agency_places()))
}

/// The title of the document that an answer quotes, where it is not among the hits.
fn answer_title(engine: &Engine, response: &search::Response) -> Result<Option<String>, Error> {
    match &response.answer {
        Some(Answer::Passage { id, .. }) if response.hits.iter().all(|hit| hit.id != *id) => {
            Ok(engine.document(id)?.map(|document| document.fields.title))
        }
        _ => Ok(None),
    }
}

/// `GET /doc?id=`: one document, with the way back to the results it was found in, and the words of the
/// search marked, or those that are looked for in it alone (`find=`).
pub(crate) fn document(asked: &Asked<'_>) -> Result<Response, Error> {
    let (DocumentAsked { id, find }, Reading { parameters, .. }) =
        parameters::read_document(asked.query);
    let Some(linked) = asked.engine.linked_document(&id)? else {
        return Ok(problem(StatusCode::NOT_FOUND));
    };
    let marking = marking(asked, &parameters, &find)?;
    let marking = marking.map(|marking| marking.narrowed_to(&linked.document));
    let (parameters, marking) = (&parameters, marking.as_ref());
    page(&DocumentPage::new(&Viewed {
        parameters,
        linked: &linked,
        names: &asked.engine.names(),
        marking,
        find: &find,
        origin: asked.origin,
    }))
}

/// What is marked in a document: what is looked for in it alone, else the words of the search.
fn marking(
    asked: &Asked<'_>,
    parameters: &Parameters,
    find: &str,
) -> Result<Option<Marking>, Error> {
    let alone = || Request { query: find.to_owned(), literal: true, ..Request::default() };
    let request = if find.is_empty() { parameters.request.clone() } else { alone() };
    let has_words = !request.query.trim().is_empty();
    Ok(has_words.then(|| asked.engine.marking(asked.budget, &request)).transpose()?)
}

/// `GET /overview`: the documents of a search, counted.
pub(crate) fn overview(
    &Asked { engine, query, budget, .. }: &Asked<'_>,
) -> Result<Response, Error> {
    let Reading { parameters, notices, .. } = parameters::read(query);
    let mut counts = engine.count_within(budget, &parameters.request, &overview::TABLES)?;
    counts.notices.extend(notices);
    page(&OverviewPage::new(&parameters, &counts))
}

/// `GET /table`: the table of a report of the documents of a search.
pub(crate) fn table(&Asked { engine, query, budget, .. }: &Asked<'_>) -> Result<Response, Error> {
    let (tabling, Reading { parameters, notices, .. }) = parameters::read_tabling(query);
    let request = policies::request(parameters.request.clone());
    let listing = engine.listing(budget, &request, tabling.layout.grouped)?;
    let (mut table, rows) =
        policies::table(&request, tabling.layout.clone(), listing, engine.names(), Zoned::now())?;
    table.about.notices.extend(notices.into_iter().map(|notice| notice.text));
    let rows = rows.take(table::SHOWN).collect::<search::Result<Vec<_>>>()?;
    page(&TablePage::new(&parameters, &tabling, &table, rows))
}

/// `GET /check`: the health of the library, as of today; `section=` has all findings of a kind.
pub(crate) fn health(asked: &Asked<'_>) -> Result<Response, Error> {
    let Checking { section, page: number, notices } = parameters::read_checking(asked.query);
    if section == Section::Unknown {
        return Ok(problem(StatusCode::NOT_FOUND));
    }
    let Some(health) = asked.engine.health_soon(PartialDate::today(), PATIENCE)? else {
        return Ok(message(
            StatusCode::SERVICE_UNAVAILABLE,
            "正在体检",
            "资料库刚刚更新过，正在逐篇查看，还要几秒钟。",
            Some((format!("/check?{}", asked.query), "再看一次")),
        ));
    };
    page(&match section {
        Section::One(topic) => HealthPage::of_one(&health, topic, number, notices),
        _ => HealthPage::of_all(&health, number, notices),
    })
}

/// `GET /help`: how to ask.
pub(crate) fn help() -> Response {
    let frame = Frame::new("怎样检索 · 政策检索".to_owned(), &Parameters::default());
    page(&HelpPage { frame, rules: search::language(), examples: &EXAMPLES })
        .unwrap_or_else(|_| problem(StatusCode::INTERNAL_SERVER_ERROR))
}

/// `GET /accessibility`: for whom the pages are fit, and for whom not yet.
pub(crate) fn accessibility() -> Response {
    let frame = Frame::new("无障碍说明 · 政策检索".to_owned(), &Parameters::default());
    page(&AccessibilityPage { frame })
        .unwrap_or_else(|_| problem(StatusCode::INTERNAL_SERVER_ERROR))
}

/// `GET /api`: the description of the JSON API.
pub(crate) fn api() -> Response {
    page(&ApiPage::new()).unwrap_or_else(|_| problem(StatusCode::INTERNAL_SERVER_ERROR))
}

/// Says on a page why there is no answer.
pub(crate) fn problem(status: StatusCode) -> Response {
    let (heading, text) = match status {
        StatusCode::NOT_FOUND => {
            ("没有这个页面或文件", "地址可能写错了，或者这份文件已不在资料库里。请从检索重新开始。")
        }
        StatusCode::UNAUTHORIZED => (
            "需要口令",
            "这一页只给知道口令的人看。请在浏览器的对话框里填口令（用户名可以随便填）。",
        ),
        StatusCode::TOO_MANY_REQUESTS => {
            ("口令错得太多", "从这台电脑发来的错误口令太多，请过一分钟再试。")
        }
        StatusCode::MISDIRECTED_REQUEST => (
            "这里不用这个名字",
            "地址里的主机名不是这台服务器的。请用它的 IP 地址打开，或请管理员在启动时用 --host 写上这个名字。",
        ),
        StatusCode::METHOD_NOT_ALLOWED => ("不支持这种请求", "这里的页面只供查阅。"),
        StatusCode::SERVICE_UNAVAILABLE => {
            ("现在答不上来", "这次检索用时过长，或同时检索的人太多。请缩短查询，或稍后再试。")
        }
        _ => ("服务出错", "这次请求没能完成，请稍后再试。详情见服务的日志。"),
    };
    message(status, heading, text, None)
}

/// A page that only says something.
fn message(
    status: StatusCode,
    heading: &'static str,
    text: &str,
    onward: Option<(String, &'static str)>,
) -> Response {
    let frame = Frame::new(format!("{heading} · 政策检索"), &Parameters::default());
    let page = MessagePage { frame, heading, text, onward };
    let body = page.render().unwrap_or_else(|_| text.to_owned());
    warp::reply::with_status(warp::reply::html(body), status).into_response()
}

fn page(template: &impl Template) -> Result<Response, Error> {
    let mut response = warp::reply::html(template.render()?).into_response();
    // Kept pages are asked for again, as the index may have changed.
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(response)
}
