//! The program in an environment of its own: a temporary folder with a library
//! to read and an index folder, and nothing of the user's.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A temporary folder in which the real program runs.
pub(crate) struct Environment {
    folder: TempDir,
}

/// What a run of the program left behind.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Environment {
    /// An environment without an index and with an empty library.
    pub(crate) fn new() -> Environment {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("library")).unwrap();
        Environment { folder }
    }

    /// An environment whose index holds the built-in library.
    pub(crate) fn with_builtin() -> Environment {
        let environment = Environment::new();
        environment.check(&["index"], 0, &[]);
        environment
    }

    /// The index folder; it need not exist.
    pub(crate) fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    /// The folder that paths on the command line start from.
    pub(crate) fn library(&self) -> PathBuf {
        self.folder.path().join("library")
    }

    /// Writes a file of the library, with the folders above it.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.library().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path
    }

    /// The program, to be started in this environment.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zhengce"));
        command
            .args(args)
            .current_dir(self.library())
            .env("ZHENGCE_INDEX", self.index())
            .env("HOME", self.folder.path())
            .stdin(Stdio::null());
        command
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, args: &[&str]) -> Outcome {
        Outcome::from(self.command(args).output().unwrap())
    }

    /// Runs the program; it must end with this exit code and say all of this on standard error.
    pub(crate) fn check(&self, args: &[&str], code: i32, said: &[&str]) -> Outcome {
        let outcome = self.run(args);
        outcome.check(&format!("zhengce {}", shortened(args)), code, said);
        outcome
    }

    /// The JSON object of a search that must not fail, with the filters and flags in `args`.
    pub(crate) fn search(&self, args: &[&str]) -> Value {
        let outcome = self.run(&[&["search", "--format", "json"], args].concat());
        assert!(matches!(outcome.code, Some(0 | 1)), "search {}: {outcome:?}", shortened(args));
        serde_json::from_str(&outcome.stdout).unwrap()
    }

    /// How many documents a search finds.
    pub(crate) fn total(&self, args: &[&str]) -> u64 {
        self.search(args)["total"].as_u64().unwrap()
    }

    /// The whole document with this title.
    pub(crate) fn document(&self, title: &str) -> Value {
        let found = self.search(&["--literal", title]);
        let hits = found["hits"].as_array().unwrap();
        let hit = hits.iter().find(|hit| hit["title"] == title);
        let id =
            hit.unwrap_or_else(|| panic!("no hit has the title {title}: {hits:#?}"))["id"].clone();
        let shown = self.check(&["show", id.as_str().unwrap(), "--format", "json"], 0, &[]);
        serde_json::from_str(&shown.stdout).unwrap()
    }
}

impl Outcome {
    /// Fails unless the run of `what` ended with this exit code and said all of this.
    pub(crate) fn check(&self, what: &str, code: i32, said: &[&str]) {
        assert_eq!(self.code, Some(code), "exit code of {what}: {self:#?}");
        for part in said {
            assert!(self.stderr.contains(part), "{what} does not say {part}: {self:#?}");
        }
    }
}

impl From<Output> for Outcome {
    fn from(output: Output) -> Outcome {
        Outcome {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// A path as an argument.
pub(crate) fn arg(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Arguments as a failing test prints them.
fn shortened(args: &[&str]) -> String {
    args.join(" ").chars().take(200).collect()
}
