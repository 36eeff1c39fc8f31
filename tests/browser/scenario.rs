//! What staff of an office do: search, narrow by a district, widen again, read
//! a document, go back.

use std::process::Command;
use std::time::Duration;

use crate::chromium::{Driver, Setting};
use crate::page::Page;
use crate::server::Server;

/// A scenario that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(120);

/// Runs the scenario in one setting.
pub(crate) fn run(setting: Setting) {
    let index = tempfile::tempdir().unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_zhengce"));
    program.env("ZHENGCE_INDEX", index.path());
    let server = Server::start(program);
    let driver = Driver::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let scenario = async {
        let client = driver.open(setting).await;
        search_tick_open_and_go_back(&Page { client: &client, setting, url: &server.url }).await;
        client.close().await.unwrap();
    };
    let in_time = runtime.block_on(async { tokio::time::timeout(PATIENCE, scenario).await });
    assert!(in_time.is_ok(), "the browser did not answer");
}

async fn search_tick_open_and_go_back(page: &Page<'_>) {
    page.client.goto(page.url).await.unwrap();
    assert_eq!(page.total().await, 39);
    assert_eq!(page.slash_goes_to_the_query().await, page.setting.javascript);
    page.check("the first page").await;

    page.search("区块链").await;
    let all = page.total().await;
    assert_eq!(page.query().await, "区块链");
    assert_eq!(page.titles().await.len(), 10);
    assert!(page.marks().await > 10);
    page.check("the results").await;

    page.tick("静安区").await;
    assert!(page.is_ticked("静安区").await);
    assert_eq!(page.total().await, 2);
    let titles = page.titles().await;
    assert!(titles.iter().any(|title| title == "静安区促进金融业开放发展举措"), "{titles:?}");
    page.check("the results of a district").await;

    page.tick("杨浦区").await;
    assert_eq!(page.total().await, 4);
    page.tick("静安区").await;
    assert_eq!(page.total().await, 2);
    assert!(!page.is_ticked("静安区").await);
    page.tick("杨浦区").await;
    assert_eq!(page.total().await, all);
    assert_eq!(page.query().await, "区块链");

    let titles = page.titles().await;
    page.open_first().await;
    assert_eq!(page.heading().await, titles[0]);
    page.check("a document").await;

    page.back().await;
    assert_eq!(page.titles().await, titles);
    page.open_first().await;
    page.back_to_results().await;
    assert_eq!(page.titles().await, titles);
    assert_eq!(page.total().await, all);
}
