//! What a story in the browser needs: the real server over a library of its own, and a window.

use std::fs;
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use crate::chromium::{Driver, Setting};
use crate::page::Page;
use crate::server::Server;

/// A story that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(600);

/// A folder with a library to serve, and its index.
pub(crate) struct Stage {
    folder: TempDir,
}

impl Stage {
    /// The built-in library.
    pub(crate) fn builtin() -> Stage {
        Stage { folder: tempfile::tempdir().unwrap() }
    }

    /// The built-in library and these files.
    pub(crate) fn library(files: &[(&str, &str)]) -> Stage {
        let stage = Stage::builtin();
        let library = stage.folder.path().join("library");
        fs::create_dir(&library).unwrap();
        for (name, text) in files {
            fs::write(library.join(name), text).unwrap();
        }
        let done = stage.program().args(["index", "--builtin"]).arg(&library).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        stage
    }

    fn program(&self) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_zhengce"));
        program.env("ZHENGCE_INDEX", self.folder.path().join("index"));
        program
    }

    /// Puts a file into the folder of the library.
    pub(crate) fn put(&self, name: &str, content: &[u8]) {
        fs::write(self.folder.path().join("library").join(name), content).unwrap();
    }

    /// Tells a story, which begins at the first page.
    pub(crate) fn play(&self, setting: Setting, story: impl AsyncFnOnce(&Page<'_>)) {
        self.play_served(&[], setting, story);
    }

    /// The same by a server with these flags.
    pub(crate) fn play_served(
        &self,
        flags: &[&str],
        setting: Setting,
        story: impl AsyncFnOnce(&Page<'_>),
    ) {
        let server = Server::start_with(self.program(), flags);
        let driver = Driver::start();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let told = async {
            let client = driver.open(setting).await;
            let page = Page { client: &client, setting, url: &server.url };
            page.client.goto(page.url).await.unwrap();
            story(&page).await;
            client.close().await.unwrap();
        };
        let in_time = runtime.block_on(async { tokio::time::timeout(PATIENCE, told).await });
        assert!(in_time.is_ok(), "the browser did not answer");
    }
}
