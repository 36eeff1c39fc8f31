//! Citations, as files for programs that keep references and for lists of references.

use corpus::gazetteer::Gazetteer;
use corpus::{Document, PartialDate};

use report::citation::{Cited, Form, part};
use search::Request;
use warp::http::StatusCode;
use warp::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use warp::reply::Response;

use super::problem;
use crate::Error;
use crate::exports::{disposition, file_name};
use crate::parameters::{self, CiteAsked, Parameters, Reading};
use crate::routes::Asked;

/// The most documents of one list of references.
const MOST: usize = 1000;

/// `GET /cite?format=`: how a document (`id=`) or a part of it (`article=`) is cited; without an id,
/// how those are that a search finds.
pub(crate) fn cite(asked: &Asked<'_>) -> Result<Response, Error> {
    let (CiteAsked { id, article, form }, Reading { parameters, .. }) =
        parameters::read_cite(asked.query);
    let Some(form) = form else { return Ok(problem(StatusCode::NOT_FOUND)) };
    if id.is_empty() {
        return Ok(file(form, "references", list(asked, &parameters, form)?));
    }
    let Some(document) = asked.engine.document(&id)? else {
        return Ok(problem(StatusCode::NOT_FOUND));
    };
    let told = one(&document, &asked.engine.names(), &article, form);
    Ok(told.map_or_else(
        || problem(StatusCode::NOT_FOUND),
        |told| file(form, &file_name(&document.title), told + "\n"),
    ))
}

/// The citation of a document, or of a part of it where one is asked for; `None` where that is not there.
fn one(document: &Document, names: &Gazetteer, asked: &str, form: Form) -> Option<String> {
    let wanted = (!asked.is_empty()).then(|| part::find(document, asked));
    let part = wanted.transpose().ok()?;
    Some(Cited::of(document, names, PartialDate::today()).part(part.as_ref(), false).told(form))
}

/// The citations of what a search finds; those for people are numbered.
fn list(
    &Asked { engine, budget, .. }: &Asked<'_>,
    parameters: &Parameters,
    form: Form,
) -> Result<String, Error> {
    let request = Request { limit: MOST, offset: 0, ..parameters.request.clone() };
    let (mut text, names) = (String::new(), engine.names());
    for (at, document) in engine.listing(budget, &request, None)?.enumerate() {
        let told = Cited::of(&document?, &names, PartialDate::today()).told(form);
        text += &match form {
            Form::Gbt7714 => format!("[{}] {told}\n", at + 1),
            Form::Office => told + "\n",
            Form::Bibtex | Form::Ris => told + "\n\n",
        };
    }
    Ok(text)
}

/// A file of this name, for keeping.
fn file(form: Form, name: &str, text: String) -> Response {
    // As the format of RIS has it.
    let text = if form == Form::Ris { text.replace('\n', "\r\n") } else { text };
    let mut response = Response::new(text.into());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(form.content_type()));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(CONTENT_DISPOSITION, disposition(&format!("{name}.{}", form.ending())));
    response
}
