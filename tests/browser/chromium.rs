//! Chromium and its driver: found, started with a fresh profile, and ended with
//! the test that started them.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

use fantoccini::{Client, ClientBuilder};
use serde_json::{Value, json};
use tempfile::TempDir;

/// How a page is looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    /// Width of the window, in pixels.
    pub(crate) width: u32,
    pub(crate) javascript: bool,
}

/// Switches that keep Chromium from asking anyone but the server under test.
const SWITCHES: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// How often chromedriver is started until it has a port.
const STARTS: usize = 5;

/// A running chromedriver, with a folder for the profile of its browser.
pub(crate) struct Driver {
    process: Child,
    port: u16,
    profile: TempDir,
}

impl Driver {
    /// Whether this machine has Chromium and chromedriver.
    pub(crate) fn is_installed() -> bool {
        ["chromium", "chromedriver"].into_iter().all(|program| {
            let asked = Command::new(program).arg("--version").output();
            asked.is_ok_and(|output| output.status.success())
        })
    }

    /// Starts chromedriver on a free port. It takes one that is free for one version of IP and ends
    /// where another process has it for the other one; then it is started again.
    pub(crate) fn start() -> Driver {
        let started = (0..STARTS).find_map(|_| Driver::start_once());
        started.unwrap_or_else(|| panic!("chromedriver did not start"))
    }

    fn start_once() -> Option<Driver> {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines.map_while(Result::ok).find_map(|line| {
            line.strip_prefix("ChromeDriver was started successfully on port ")?
                .trim_end_matches('.')
                .parse()
                .ok()
        });
        let mut driver = Driver { process, port: 0, profile: tempfile::tempdir().unwrap() };
        driver.port = port?;
        Some(driver)
    }

    /// Opens a browser window.
    pub(crate) async fn open(&self, setting: Setting) -> Client {
        let url = format!("http://127.0.0.1:{}", self.port);
        let mut builder =
            ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
        let Value::Object(capabilities) = self.capabilities(setting) else { unreachable!() };
        builder.capabilities(capabilities).connect(&url).await.unwrap()
    }

    fn capabilities(&self, setting: Setting) -> Value {
        let profile = format!("--user-data-dir={}", self.profile.path().display());
        let switches: Vec<&str> = SWITCHES.into_iter().chain([profile.as_str()]).collect();
        // 1 allows and 2 blocks.
        let javascript = if setting.javascript { 1 } else { 2 };
        json!({
            "browserName": "chrome",
            "goog:chromeOptions": {
                "args": switches,
                "prefs": { "profile.managed_default_content_settings.javascript": javascript },
                // A window cannot be as narrow as a telephone.
                "mobileEmulation": {
                    "deviceMetrics": {
                        "width": setting.width, "height": 900, "pixelRatio": 1, "touch": false,
                    },
                },
            },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The group: the browser is a child of the driver.
        let group = format!("-{}", self.process.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.process.wait();
    }
}
