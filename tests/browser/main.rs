//! The web application in a real Chromium against the real server. Without
//! Chromium and its driver these tests are skipped, under `CI=true` they fail.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy.toml allows these only inside functions marked #[test]"
)]

mod accessibility;
mod appearance;
mod chromium;
mod comparing;
mod devtools;
mod following;
mod hostile;
#[path = "../environment/http.rs"]
#[allow(dead_code, reason = "stories only get")]
mod http;
mod keeping;
mod keyboard;
mod log;
mod opened;
mod page;
mod reading;
mod scenario;
#[path = "../environment/server.rs"]
mod server;
mod stage;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

use crate::accessibility::Look;
use crate::chromium::{Driver, Setting};
use crate::scenario::Scenario;

/// The widths of a desktop screen and of a telephone, in pixels.
const WIDTHS: [u32; 2] = [1280, 390];

/// What tells a story in one setting.
type Story = fn(Setting);

/// Stories with libraries of their own, each with its name.
const STORIES: [(&str, Story); 6] = [
    ("hostile_text_stays_text", hostile::run),
    ("read_find_and_cite", reading::run),
    ("compare_two_versions", comparing::run),
    ("light_and_dark", appearance::run),
    ("keep_a_library", keeping::run),
    ("follow_a_search", following::run),
];

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
    let mut trials = scenarios(missing);
    trials.extend(looks(Look::Stops, missing));
    let no_axe = accessibility::axe().is_none();
    if no_axe {
        eprintln!("skipped: {}", accessibility::missing_axe());
    }
    trials.extend(looks(Look::Axe, missing || no_axe));
    libtest_mimic::run(&arguments, trials).exit_code()
}

/// Every scenario in every setting.
fn scenarios(is_skipped: bool) -> Vec<Trial> {
    let settings = WIDTHS
        .into_iter()
        .flat_map(|width| [true, false].map(|javascript| Setting { width, javascript }));
    let trials = settings.flat_map(|setting| {
        let script = if setting.javascript { "with" } else { "without" };
        let name = |story: &str| format!("{story}_{}_wide_{script}_javascript", setting.width);
        let mut trials = Vec::from(
            STORIES.map(|(story, run)| trial(name(story), is_skipped, move || run(setting))),
        );
        trials.extend(Scenario::ALL.map(|scenario| {
            trial(name(scenario.name()), is_skipped, move || scenario.run(setting))
        }));
        trials
    });
    trials.collect()
}

/// All pages, in every width and colours.
fn looks(look: Look, is_skipped: bool) -> Vec<Trial> {
    let looks = accessibility::WIDTHS
        .into_iter()
        .flat_map(|width| look.colours().iter().map(move |colours| (width, *colours)));
    let trials = looks.map(|(width, colours)| {
        let name = format!("{}_{width}_wide_{}", look.name(), colours.name());
        trial(name, is_skipped, move || accessibility::run(look, width, colours))
    });
    trials.collect()
}

fn trial(name: String, is_skipped: bool, run: impl FnOnce() + Send + 'static) -> Trial {
    let run = move || {
        run();
        Ok(())
    };
    Trial::test(name, run).with_ignored_flag(is_skipped)
}
