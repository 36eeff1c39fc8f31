//! The style sheets, the scripts and the icon, embedded in the program.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use warp::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use warp::reply::Response;

struct Asset {
    name: &'static str,
    content_type: &'static str,
    text: &'static str,
}

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

const ASSETS: &[Asset] = &[
    Asset { name: "colours.css", content_type: CSS, text: include_str!("../assets/colours.css") },
    Asset { name: "base.css", content_type: CSS, text: include_str!("../assets/base.css") },
    Asset { name: "header.css", content_type: CSS, text: include_str!("../assets/header.css") },
    Asset { name: "facets.css", content_type: CSS, text: include_str!("../assets/facets.css") },
    Asset { name: "results.css", content_type: CSS, text: include_str!("../assets/results.css") },
    Asset { name: "document.css", content_type: CSS, text: include_str!("../assets/document.css") },
    Asset { name: "theme.js", content_type: JS, text: include_str!("../assets/theme.js") },
    Asset { name: "api.css", content_type: CSS, text: include_str!("../assets/api.css") },
    Asset { name: "overview.css", content_type: CSS, text: include_str!("../assets/overview.css") },
    Asset { name: "compare.css", content_type: CSS, text: include_str!("../assets/compare.css") },
    Asset { name: "check.css", content_type: CSS, text: include_str!("../assets/check.css") },
    Asset { name: "app.js", content_type: JS, text: include_str!("../assets/app.js") },
    Asset {
        name: "completion.js",
        content_type: JS,
        text: include_str!("../assets/completion.js"),
    },
    Asset { name: "document.js", content_type: JS, text: include_str!("../assets/document.js") },
    Asset { name: "start.css", content_type: CSS, text: include_str!("../assets/start.css") },
    Asset { name: "results.js", content_type: JS, text: include_str!("../assets/results.js") },
    Asset { name: "icon.svg", content_type: SVG, text: include_str!("../assets/icon.svg") },
];

/// The assets as they are sent, in their order.
static SENT: LazyLock<Vec<String>> = LazyLock::new(|| {
    let sent = |asset: &Asset| match asset.content_type {
        CSS => squeezed(asset.text),
        _ => asset.text.to_owned(),
    };
    ASSETS.iter().map(sent).collect()
});

/// A style sheet without its comments, and without the white space that is only for who writes it.
fn squeezed(css: &str) -> String {
    let mut parts = css.split("/*");
    let first = parts.next().unwrap_or_default();
    let bare = parts.filter_map(|part| Some(part.split_once("*/")?.1));
    let mut squeezed = String::with_capacity(css.len());
    for line in [first].into_iter().chain(bare).flat_map(str::lines).map(str::trim) {
        if !line.is_empty() && !squeezed.is_empty() && !squeezed.ends_with(['{', '}', ';', ',']) {
            squeezed.push(' ');
        }
        squeezed += line;
    }
    squeezed
}

/// Changes whenever any asset does.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = DefaultHasher::new();
    ASSETS.iter().for_each(|asset| asset.text.hash(&mut hasher));
    format!("{:016x}", hasher.finish())
});

/// The query string that pages ask for assets with, so that browsers may keep them for good.
pub(crate) fn version() -> &'static str {
    &VERSION
}

/// The asset of this name. Asked for by another version than today's, it may not be kept.
pub(crate) fn find(name: &str, query: &str) -> Option<Response> {
    let (asset, text) = ASSETS.iter().zip(&*SENT).find(|(asset, _)| asset.name == name)?;
    let keep = if query == version() { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = Response::new(text.as_str().into());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(keep));
    Some(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes of all assets of a type, before compression.
    const MOST: usize = 30_000;

    #[test]
    fn old_machines_load_little() {
        for content_type in [CSS, JS] {
            let of_type =
                ASSETS.iter().zip(&*SENT).filter(|(asset, _)| asset.content_type == content_type);
            let bytes: usize = of_type.map(|(_, text)| text.len()).sum();
            assert!(bytes < MOST, "{bytes} bytes of {content_type}");
        }
    }

    #[test]
    fn style_sheets_are_sent_without_comments() {
        let css = "/* a */\n@media print {\n  a,\n  b\n  c {\n    d: e f; /* g */\n  }\n}\n";
        assert_eq!(squeezed(css), "@media print {a,b c {d: e f;}}");
    }

    #[test]
    fn assets_are_kept_only_by_their_version() {
        let cases = [
            ("base.css", version(), Some("public, max-age=31536000, immutable")),
            ("base.css", "0", Some("no-cache")),
            ("icon.svg", "", Some("no-cache")),
            ("../Cargo.toml", "", None),
            ("", "", None),
        ];
        for (name, query, keep) in cases {
            let found = find(name, query);
            let found = found.as_ref().and_then(|r| r.headers()[CACHE_CONTROL].to_str().ok());
            assert_eq!(found, keep, "{name}?{query}");
        }
    }
}
