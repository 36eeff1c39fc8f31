//! The arguments of `serve`.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Run the web application and the JSON API
///
/// Without an index one is built from the built-in library first.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// Address to listen on; port 0 takes any free one
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub(crate) addr: SocketAddr,
    /// Keep the index up to date with its sources
    #[arg(long)]
    pub(crate) watch: bool,
    /// A name that the server may be asked by, besides its addresses and localhost; repeatable
    #[arg(long = "host", value_name = "NAME", value_parser = host)]
    pub(crate) hosts: Vec<String>,
    /// A reverse proxy at this address tells for whom it asks, in X-Forwarded-For; repeatable
    #[arg(long = "proxy", value_name = "ADDRESS")]
    pub(crate) proxies: Vec<IpAddr>,
    /// Tokens that let in, one a line [or one in ZHENGCE_TOKEN]
    ///
    /// Programs send one as `Authorization: Bearer TOKEN`, browsers ask for it as a password.
    #[arg(long, value_name = "FILE", env = "ZHENGCE_TOKEN_FILE")]
    pub(crate) token_file: Option<PathBuf>,
    /// What needs a token, where there is one
    #[arg(long, value_enum, default_value_t = TokenFor::Reports)]
    pub(crate) token_for: TokenFor,
    /// Tell crawlers of all documents: /sitemap.xml
    #[arg(long)]
    pub(crate) sitemap: bool,
    /// A site whose pages may use the API in a reader's browser, like `https://portal.example.cn`; * for
    /// all; repeatable
    #[arg(long = "cors", value_name = "ORIGIN", value_parser = origin)]
    pub(crate) origins: Vec<String>,
    /// How the log is written, a line for each request
    #[arg(long, value_enum, default_value_t = LogFormat::Text)]
    pub(crate) log: LogFormat,
    /// Write queries into the log, too
    #[arg(long)]
    pub(crate) log_queries: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TokenFor {
    /// The metrics and the health of the library
    Reports,
    /// Everything
    All,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// For people
    Text,
    /// One object a line
    Json,
}

fn host(text: &str) -> Result<String, String> {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    match !text.is_empty() && text.chars().all(is_of_name) {
        true => Ok(text.to_owned()),
        false => Err("a name without port and path, like policies.example.cn".to_owned()),
    }
}

fn origin(text: &str) -> Result<String, String> {
    let site = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_of_site = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.:[]".contains(c);
    let is_site = site.is_some_and(|site| !site.is_empty() && site.chars().all(is_of_site));
    match is_site || text == "*" {
        true => Ok(text.to_owned()),
        false => {
            Err("a site in small letters without path, like https://portal.example.cn, or *"
                .to_owned())
        }
    }
}
