//! Following a search: the page names its feed, for programs and for people; the feed has what the page
//! has.

use crate::chromium::Setting;
use crate::http;
use crate::stage::Stage;

/// Tells the story in one setting.
pub(crate) fn run(setting: Setting) {
    Stage::builtin().play(setting, async |page| {
        page.search("区块链").await;
        page.tick("静安区").await;
        let total = page.total().await;
        let titles = page.titles().await;
        let named = page.find("head link[rel=alternate][type='application/atom+xml']").await;
        let named = named.attr("href").await.unwrap().unwrap();
        let link = page.find_path("//a[normalize-space()='订阅']").await;
        assert_eq!(link.attr("href").await.unwrap().as_deref(), Some(named.as_str()));
        let (status, feed) = http::get(page.url, &named);
        assert_eq!(status, 200);
        assert_eq!(feed.matches("<entry>").count() as u64, total);
        assert!(titles.iter().all(|title| feed.contains(title.as_str())), "{titles:?} {feed}");
        page.follow_link("最近收录").await;
        assert_eq!(page.total().await, total);
        page.check("the results, seen last first").await;
    });
}
