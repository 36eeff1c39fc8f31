//! The job of whoever keeps the library: what is put into the folder of a library that is served is
//! found soon, and what cannot be read is named, with what to do about it.

use std::time::{Duration, Instant};

use crate::chromium::Setting;
use crate::page::Page;
use crate::stage::Stage;

/// How long it may take until a change is taken up.
const PATIENCE: Duration = Duration::from_secs(60);

/// Puts in a good file and two that cannot be read, and mends one of these.
pub(crate) fn run(setting: Setting) {
    let stage = Stage::library(&[("旧.md", "# 滨江市公园管理办法\n\n公园每日开放。\n")]);
    stage.play_served(&["--watch"], setting, async |page| {
        page.search("氢能").await;
        let before = page.texts(".hit h2").await;
        assert!(!before.iter().any(|title| title.contains("滨江")), "{before:?}");

        stage.put("新.md", "# 滨江市氢能车辆补贴办法\n\n补贴氢能车辆。\n".as_bytes());
        stage.put("坏.pdf", "不是 PDF".as_bytes());
        stage.put("空.txt", b"");
        let found = "/?q=滨江市氢能车辆补贴办法";
        until(page, found, ".hit h2", "滨江市氢能车辆补贴办法").await;

        let health = "/check?section=unreadable";
        until(page, health, ".findings", "坏.pdf").await;
        page.check("files that cannot be read").await;
        let said = page.text("main").await;
        assert!(said.contains("空.txt"), "{said}");
        assert!(said.contains("换一份能复制文字的文件"), "what to do about it: {said}");
        assert!(!said.contains("/tmp"), "where the folder lies: {said}");

        stage.put("空.txt", "滨江市渔港管理办法\n\n渔港全年开放。\n".as_bytes());
        until(page, "/?q=渔港", ".hit h2", "滨江市渔港管理办法").await;
        page.client.goto(&format!("{}{health}", page.url)).await.unwrap();
        let said = page.text("main").await;
        assert!(said.contains("坏.pdf") && !said.contains("空.txt"), "{said}");
    });
}

/// Opens a page again and again until a part of it says something.
async fn until(page: &Page<'_>, path: &str, css: &str, said: &str) {
    let begun = Instant::now();
    loop {
        page.client.goto(&format!("{}{path}", page.url)).await.unwrap();
        if page.texts(css).await.iter().any(|text| text.contains(said)) {
            return;
        }
        assert!(begun.elapsed() < PATIENCE, "{path} does not say {said}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
