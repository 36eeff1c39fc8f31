//! The original of a document, for keeping: never shown as a page of this server.

use search::{Content, Original};
use tokio_util::io::ReaderStream;
use warp::Reply;
use warp::http::StatusCode;
use warp::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use warp::reply::Response;

use super::message;
use crate::Error;
use crate::exports::disposition;
use crate::parameters::{self, original_href};
use crate::routes::Asked;

/// `GET /original?id=&source=`: the file that a document was read from, as a download. One that was
/// changed since is handed out only to who knows that (`anyway=1`).
pub(crate) fn original(asked: &Asked<'_>) -> Result<Response, Error> {
    let Some((id, source, anyway)) = parameters::read_original(asked.query) else {
        return Ok(gone());
    };
    Ok(match asked.engine.original(&id, source)? {
        None => gone(),
        Some(original) if original.is_changed && !anyway => message(
            StatusCode::OK,
            "原件改过了",
            "这份文件的原件在读入资料库以后改动过，内容可能与这里的正文不同；重新读入后这里也会更新。",
            Some((format!("{}&anyway=1", original_href(&id, source)), "仍要下载")),
        ),
        Some(original) => download(original),
    })
}

fn gone() -> Response {
    message(
        StatusCode::NOT_FOUND,
        "原件拿不到",
        "这份文件的原件已不在原处，或现在读不出来。请告诉管理资料库的同事。",
        None,
    )
}

fn download(original: Original) -> Response {
    let mut response = match original.content {
        Content::Bytes(bytes) => Response::new(bytes.into()),
        Content::File(file) => {
            let file = tokio::fs::File::from_std(file);
            warp::reply::stream(ReaderStream::new(file)).into_response()
        }
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(CONTENT_DISPOSITION, disposition(&original.name));
    // It changes without a commit of the index.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
