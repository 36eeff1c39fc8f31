//! What WebDriver does not offer, asked of Chromium's own tools for developers: other colours, a whole
//! page as a picture, and keys that are not typed into a field.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use fantoccini::Client;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// Where pictures of pages are kept for whoever wants to look at them.
const SCREENSHOTS: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/screenshots");

/// The colours that a reader asks of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colours {
    Light,
    Dark,
    /// A few that the system sets, as for those who need strong contrasts.
    Forced,
}

impl Colours {
    /// What they are called among the tests.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Colours::Light => "light",
            Colours::Dark => "dark",
            Colours::Forced => "forced",
        }
    }

    /// Asks for them from now on.
    pub(crate) async fn ask(self, client: &Client) {
        let scheme = if self == Colours::Dark { "dark" } else { "light" };
        let forced = if self == Colours::Forced { "active" } else { "none" };
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "forced-colors", "value": forced },
        ]);
        call(client, "Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }
}

/// A command of the tools, with its parameters.
#[derive(Debug)]
struct Call {
    name: &'static str,
    parameters: Value,
}

impl WebDriverCompatibleCommand for Call {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let body = json!({ "cmd": self.name, "params": self.parameters });
        (Method::POST, Some(body.to_string()))
    }
}

async fn call(client: &Client, name: &'static str, parameters: Value) -> Value {
    let answer = client.issue_cmd(Call { name, parameters }).await;
    answer.unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Keeps a picture of the whole page under a name.
pub(crate) async fn keep_screenshot(client: &Client, name: &str) {
    let parameters = json!({ "format": "png", "captureBeyondViewport": true });
    let picture = call(client, "Page.captureScreenshot", parameters).await;
    let picture = BASE64_STANDARD.decode(picture["data"].as_str().unwrap()).unwrap();
    fs::create_dir_all(SCREENSHOTS).unwrap();
    fs::write(Path::new(SCREENSHOTS).join(name.replace(' ', "-") + ".png"), picture).unwrap();
}

/// Presses a key wherever the focus is.
pub(crate) async fn press(client: &Client, key: char) {
    let keys = KeyActions::new("keyboard".to_owned())
        .then(KeyAction::Down { value: key })
        .then(KeyAction::Up { value: key });
    client.perform_actions(keys).await.unwrap();
}

/// Goes to the next stop of the keyboard.
pub(crate) async fn tab(client: &Client) {
    press(client, Key::Tab.into()).await;
}

/// Goes back to the stop before.
pub(crate) async fn tab_back(client: &Client) {
    let (shift, tab) = (Key::Shift.into(), Key::Tab.into());
    let keys = KeyActions::new("keyboard".to_owned())
        .then(KeyAction::Down { value: shift })
        .then(KeyAction::Down { value: tab })
        .then(KeyAction::Up { value: tab })
        .then(KeyAction::Up { value: shift });
    client.perform_actions(keys).await.unwrap();
}
