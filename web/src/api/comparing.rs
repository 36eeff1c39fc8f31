//! `GET /api/v1/compare`: two documents side by side, as an object or as a file.

use jiff::Zoned;
use report::comparison::{Comparison, markdown, word};
use report::writing::Format;
use warp::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, HeaderValue};
use warp::reply::Response;

use super::{answered, json, problem};
use crate::Error;
use crate::exports::{disposition, file_name};
use crate::parameters::{self, Malformed};
use crate::routes::Asked;

/// What is asked for.
struct Comparing {
    ids: [String; 2],
    /// A file to keep; the object where there is none.
    file: Option<Format>,
    /// Whether a file has also what is the same.
    all: bool,
}

/// `GET /api/v1/compare?a=&b=`: a [`Comparison`], or with `format=md|docx` a file of it.
pub(crate) fn compare(&Asked { engine, query, .. }: &Asked<'_>) -> Result<Response, Error> {
    let Comparing { ids: [first, second], file, all } = match read(query) {
        Ok(read) => read,
        Err(malformed) => return Ok(problem::malformed(malformed)),
    };
    let (Some(first), Some(second)) = (engine.document(&first)?, engine.document(&second)?) else {
        return Ok(problem::no_document());
    };
    let compared =
        Comparison::of([&first, &second], &engine.names(), &engine.analyzer(), &engine.state());
    let bytes = match file {
        None => return json(&compared),
        Some(Format::Docx) => word(&compared, all, &Zoned::now()).map_err(Error::File)?,
        Some(_) => markdown(&compared, all, &Zoned::now()).into_bytes(),
    };
    let format = file.unwrap_or(Format::Markdown);
    let mut response = answered(bytes, format.media_type());
    let name = format!("{}.{format}", file_name(&compared.caption()));
    let headers = response.headers_mut();
    headers.insert(CONTENT_DISPOSITION, disposition(&name));
    // It says when it was made.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

fn read(query: &str) -> Result<Comparing, Malformed> {
    let [first, second, format, all] = parameters::only(query, ["a", "b", "format", "all"])?;
    let ids = [parameters::required("a", first)?, parameters::required("b", second)?];
    let file = match format.as_deref() {
        None | Some("json") => None,
        Some("md") => Some(Format::Markdown),
        Some("docx") => Some(Format::Docx),
        Some(other) => {
            return Err(Malformed::value("format", other, "可用 json、md、docx。"));
        }
    };
    let all = parameters::number("all", all, 0, 1)? == 1;
    Ok(Comparing { ids, file, all })
}
