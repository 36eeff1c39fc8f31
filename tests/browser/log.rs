//! What the browser logged: messages of its console, and every request it made.

use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// Chromedriver's command to take the entries of a log.
#[derive(Debug)]
struct TakeLog {
    name: &'static str,
}

impl WebDriverCompatibleCommand for TakeLog {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "type": self.name }).to_string()))
    }
}

async fn take(client: &Client, name: &'static str) -> Vec<Value> {
    let entries = client.issue_cmd(TakeLog { name }).await.unwrap();
    entries.as_array().unwrap().clone()
}

/// The messages of the console since the last call.
pub(crate) async fn console(client: &Client) -> Vec<String> {
    let entries = take(client, "browser").await;
    entries.iter().map(|entry| entry["message"].as_str().unwrap().to_owned()).collect()
}

/// The addresses that were asked for since the last call.
pub(crate) async fn requests(client: &Client) -> Vec<String> {
    let entries = take(client, "performance").await;
    let address = |entry: &Value| {
        let event: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
        let event = &event["message"];
        let sent = event["method"] == "Network.requestWillBeSent";
        sent.then(|| event["params"]["request"]["url"].as_str().map(str::to_owned))?
    };
    entries.iter().filter_map(address).collect()
}
