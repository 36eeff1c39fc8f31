//! The web application in a real Chromium against the real server. Without
//! Chromium and its driver these tests are skipped, under `CI=true` they fail.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy.toml allows these only inside functions marked #[test]"
)]

mod chromium;
mod log;
mod page;
mod scenario;
#[path = "../environment/server.rs"]
mod server;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

use crate::chromium::{Driver, Setting};
use crate::scenario::Scenario;

/// The widths of a desktop screen and of a telephone, in pixels.
const WIDTHS: [u32; 2] = [1280, 390];

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let missing = !Driver::is_installed();
    if missing && std::env::var_os("CI").is_some_and(|ci| ci == "true") {
        eprintln!("error: there is no chromium or no chromedriver");
        return ExitCode::FAILURE;
    }
    if missing {
        eprintln!("skipped: there is no chromium or no chromedriver");
    }
    let settings = WIDTHS
        .into_iter()
        .flat_map(|width| [true, false].map(|javascript| Setting { width, javascript }));
    let trials = settings.flat_map(|setting| {
        Scenario::ALL.map(|scenario| {
            let script = if setting.javascript { "with" } else { "without" };
            let name = format!("{}_{}_wide_{script}_javascript", scenario.name(), setting.width);
            let run = move || {
                scenario.run(setting);
                Ok(())
            };
            Trial::test(name, run).with_ignored_flag(missing)
        })
    });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}
